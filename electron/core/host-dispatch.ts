import {
  type HostInputOf,
  type HostOutputOf,
  type HostProcedureName,
  hostContract,
} from '../../shared/contract/index.ts'
import type { Reply } from '../../shared/contract/reply.ts'
import { failureOf, parseRequest } from './request.ts'

/** What a host does for the screen: one function for each procedure of the host's contract. */
export type HostHandlers = {
  [Name in HostProcedureName]: (input: HostInputOf<Name>) => Promise<HostOutputOf<Name>> | HostOutputOf<Name>
}

/** Answers one host procedure by name. Never throws, as `Core.dispatch` never does. */
export async function dispatchHost(
  handlers: HostHandlers,
  log: (text: string) => void,
  name: unknown,
  input: unknown,
): Promise<Reply<unknown>> {
  try {
    const request = parseRequest(hostContract, name, input)
    const handler = handlers[request.name] as (input: unknown) => unknown
    return { ok: true, value: await handler(request.input) }
  } catch (error) {
    return { ok: false, error: failureOf(error, log) }
  }
}
