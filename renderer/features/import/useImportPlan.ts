import { keepPreviousData, replaceEqualDeep, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ImportPlan, ImportRequest } from '../../../shared/contract/import.contract.ts'
import type { FailureError } from '../../api/failure-error.ts'
import { askWithProgress } from '../../api/queries.ts'

/** What is chosen is planned when nothing further was chosen for so long: answers come in bursts. */
const SETTLE_MS = 300

interface Planned {
  plan: ImportPlan
  /** What the plan answers. */
  request: ImportRequest
}

/**
 * The plan of a request. While it is being made, the one before stays, and only one is made at a time: each goes through the whole file.
 * `isStale`: the plan is not yet that of the request.
 */
export function useImportPlan(request: ImportRequest, isEnabled: boolean) {
  const [asked, setAsked] = useState(request)
  const planning = useQuery<ImportPlan, FailureError>({
    queryKey: ['import.plan', asked],
    queryFn: () => askWithProgress('import.plan', asked),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  })
  const { isFetching, isPlaceholderData, data, error, refetch } = planning
  useEffect(() => {
    if (asked === request || isFetching) return
    if (asked.fileId !== request.fileId) return setAsked(request)
    const timer = setTimeout(() => setAsked(request), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [asked, request, isFetching])

  const last = useRef<Planned | undefined>(undefined)
  if (last.current?.request.fileId !== asked.fileId) last.current = undefined
  const answered = useRef<ImportPlan | undefined>(undefined)
  if (data !== undefined && !isPlaceholderData && answered.current !== data) {
    answered.current = data
    // What is as it was stays the same object, so that only columns that became others are drawn anew.
    last.current = { plan: replaceEqualDeep(last.current?.plan, data), request: asked }
  }
  return {
    planned: last.current,
    isStale: asked !== request || isFetching || isPlaceholderData || error !== null,
    isPlanning: isFetching || asked !== request,
    error: asked === request && !isFetching ? error : null,
    again: () => void refetch(),
  }
}
