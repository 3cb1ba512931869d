import {
  keepPreviousData,
  notifyManager,
  type Query,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { CoreEvent, HostEvent } from '../../shared/contract/events.ts'
import type {
  HostInputOf,
  HostOutputOf,
  HostProcedureName,
  InputOf,
  OutputOf,
  ProcedureName,
} from '../../shared/contract/index.ts'
import { ask, askHost, onConnection, onEvent } from './client.ts'
import type { FailureError } from './failure-error.ts'
import type { Connection } from './transport.ts'

/**
 * Answers that screens share. An answer is fresh until the core tells of a change; what is shown stays until the new one is there.
 * `networkMode` always: without it TanStack would wait for the network, which Leadbook never needs.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

// An answer is shown as soon as it is there: a timer would wait its turn first.
notifyManager.setScheduler(queueMicrotask)

/** `isEnabled: false` does not ask. `keepsPrevious` shows the answer to the input before until the new one is there: for lists. */
export interface AskOptions {
  isEnabled?: boolean
  keepsPrevious?: boolean
}

/** The answer to a question to the workbook, kept in step with every change. */
export function useProcedure<Name extends ProcedureName>(
  name: Name,
  input: InputOf<Name>,
  options: AskOptions = {},
): UseQueryResult<OutputOf<Name>, FailureError> {
  return useAnswer<OutputOf<Name>>(name, input, () => askWithProgress(name, input), options)
}

/** The answer to a question to the host, kept in step with workbooks opened and closed. */
export function useHostProcedure<Name extends HostProcedureName>(
  name: Name,
  input: HostInputOf<Name>,
  options: AskOptions = {},
): UseQueryResult<HostOutputOf<Name>, FailureError> {
  return useAnswer<HostOutputOf<Name>>(name, input, () => askHost(name, input), options)
}

function useAnswer<Output>(name: string, input: unknown, queryFn: () => Promise<Output>, options: AskOptions) {
  const { isEnabled = true, keepsPrevious = false } = options
  return useQuery<Output, FailureError>({
    queryKey: [name, input],
    queryFn,
    enabled: isEnabled,
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

/** A change to the workbook: `mutate(input)` or `await mutateAsync(input)`. Every answer it makes old is asked anew by itself. */
export function useCommand<Name extends ProcedureName>(
  name: Name,
): UseMutationResult<OutputOf<Name>, FailureError, InputOf<Name>> {
  return useMutation({
    mutationKey: [name],
    mutationFn: (input: InputOf<Name>) => ask(name, input),
    onSettled: () => forgetProgress(name),
  })
}

/** Asks for what may take long, so that {@link useProgress} tells how far it is and no longer. */
export async function askWithProgress<Name extends ProcedureName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  try {
    return await ask(name, input)
  } finally {
    forgetProgress(name)
  }
}

/** Something only the host can do. Its own answers are asked anew afterwards. */
export function useHostCommand<Name extends HostProcedureName>(
  name: Name,
): UseMutationResult<HostOutputOf<Name>, FailureError, HostInputOf<Name>> {
  return useMutation({
    mutationKey: [name],
    mutationFn: (input: HostInputOf<Name>) => askHost(name, input),
    onSettled: () => queryClient.invalidateQueries({ predicate: isOfHost }),
  })
}

/** Hears events of the core and the host for as long as the component is mounted. */
export function useCoreEvent(listener: (event: CoreEvent | HostEvent) => void): void {
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => onEvent((event) => latest.current(event)), [])
}

export type ProgressEvent = Extract<CoreEvent, { type: 'progress' }>

/** How far the running procedure of that name is; null while none runs or before it first says so. */
export function useProgress(procedure: ProcedureName): ProgressEvent | null {
  return useSyncExternalStore(subscribeProgress, () => progress.get(procedure) ?? null)
}

/** Whether the host still answers. */
export function useConnection(): Connection {
  return useSyncExternalStore(subscribeConnection, () => connection)
}

const progress = new Map<string, ProgressEvent>()
const progressListeners = new Set<() => void>()

function subscribeProgress(listener: () => void): () => void {
  progressListeners.add(listener)
  return () => progressListeners.delete(listener)
}

function forgetProgress(procedure: string): void {
  if (progress.delete(procedure)) for (const listener of progressListeners) listener()
}

let connection: Connection = 'connected'

function subscribeConnection(listener: () => void): () => void {
  return onConnection((next) => {
    connection = next
    listener()
  })
}

function isOfHost(query: { queryKey: readonly unknown[] }): boolean {
  return String(query.queryKey[0]).startsWith('host.')
}

/** Makes answers old. Those still on their way too: TanStack would take a first answer for fresh that was given before the change. */
async function askAnew(predicate: (query: Query) => boolean): Promise<void> {
  await queryClient.cancelQueries({ predicate })
  await queryClient.invalidateQueries({ predicate })
}

/** Keeps all answers in step with the core. Called once, before the first screen; gives the function that stops it. */
export function followCore(): () => void {
  return onEvent((event) => {
    switch (event.type) {
      case 'changed':
        void askAnew((query) => !isOfHost(query))
        break
      case 'opened':
      case 'closed':
        // Another workbook: nothing of the one before may show through. The host's own answers change in place.
        queryClient.removeQueries({ predicate: (query) => !isOfHost(query) && query.getObserversCount() === 0 })
        void queryClient.resetQueries({ predicate: (query) => !isOfHost(query) && event.type === 'opened' })
        void askAnew(isOfHost)
        break
      case 'ready':
      case 'restarted':
        void askAnew(() => true)
        break
      case 'theme':
        void askAnew(isOfHost)
        break
      case 'progress':
        progress.set(event.procedure, event)
        for (const listener of progressListeners) listener()
        break
      case 'menu':
      case 'failed':
        break
    }
  })
}
