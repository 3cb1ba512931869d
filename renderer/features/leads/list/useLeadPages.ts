import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { OutputOf } from '../../../../shared/contract/index.ts'
import type { LeadRow, RowField } from '../../../../shared/contract/leads.contract.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import type { FailureError } from '../../../api/failure-error.ts'
import { queryClient, useProcedure } from '../../../api/queries.ts'
import { type LeadsRequest, queryOf } from './leads-view.ts'

/** More than a large window shows at once, and few enough to be answered well within a frame. */
const PAGE_ROWS = 60
/** Rows fetched beyond what is seen, so that a slow scroll finds them there. */
const AHEAD_ROWS = 30
/** A thumb dragged through 100,000 rows passes a page in each frame: what it only passes is not asked for. */
const SETTLE_MS = 60
/** Pages scrolled past are forgotten soon: 100,000 leads need not be kept. */
const KEPT_MS = 60_000

type Page = OutputOf<'leads.list'>

const noFields: readonly RowField[] = []

/** The first page is always kept: it knows how many there are. */
const FIRST_PAGE: readonly number[] = [0]

function pageQuery(request: LeadsRequest, fields: readonly RowField[], page: number) {
  const input = {
    ...request,
    ...(fields.length > 0 && { fields: [...fields] }),
    limit: PAGE_ROWS,
    offset: page * PAGE_ROWS,
  }
  return { queryKey: ['leads.list', input] as const, queryFn: () => ask('leads.list', input), gcTime: KEPT_MS }
}

export interface LeadPages {
  /** The request that the rows answer: the one before until the answer to a changed one is there. */
  request: LeadsRequest
  /** How many leads there are; undefined until the first answer. */
  total: number | undefined
  /** So many at the beginning are what the search names exactly. */
  best: number
  /** The lead at a place, or undefined while it is being fetched. */
  getRow: (index: number) => LeadRow | undefined
  onVisibleRange: (first: number, last: number) => void
  failure: FailureError | null
  retry: () => void
}

/**
 * The leads of a request as a table of any length, fetched by pages where one looks, with what only some rows hold. While the answer to a changed request is not
 * there, the one before stays.
 */
export function useLeadPages(request: LeadsRequest, fields: readonly RowField[] = noFields): LeadPages {
  const [seen, setSeen] = useState<readonly number[]>(FIRST_PAGE)
  const first = useQuery<Page, FailureError>(pageQuery(request, fields, 0))
  const answered = useRef({ request, fields })
  if (first.data !== undefined) answered.current = { request, fields }
  const shown = answered.current

  const readRows = useCallback(
    (results: UseQueryResult<Page>[]): ReadonlyMap<number, Page> =>
      new Map(seen.flatMap((page, i) => (results[i]?.data === undefined ? [] : [[page, results[i].data] as const]))),
    [seen],
  )
  const pages = useQueries({
    queries: seen.map((page) => pageQuery(shown.request, shown.fields, page)),
    combine: readRows,
  })
  const getRow = useCallback(
    (index: number) => pages.get(Math.floor(index / PAGE_ROWS))?.leads[index % PAGE_ROWS],
    [pages],
  )

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const range = useRef({ first: 0, last: 0 })
  const onVisibleRange = useCallback((from: number, to: number) => {
    range.current = { first: from, last: to }
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const start = Math.max(1, Math.floor((range.current.first - AHEAD_ROWS) / PAGE_ROWS))
      const end = Math.floor((range.current.last + AHEAD_ROWS) / PAGE_ROWS)
      const next = [0, ...Array.from({ length: Math.max(0, end - start + 1) }, (_, i) => start + i)]
      setSeen((before) => (before.join() === next.join() ? before : next))
    }, SETTLE_MS)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])

  // Of a search that very many leads answer the first page is there before they are counted, and is drawn before they are asked for.
  const isMore = pages.get(0)?.isMore === true
  const counted = useDeferredValue(isMore ? shown.request : undefined)
  const { data: whole } = useProcedure(
    'leads.counts',
    { of: [queryOf(counted ?? shown.request)] },
    { isEnabled: counted !== undefined },
  )

  const { error: failure, refetch } = first
  const { request: shownRequest } = shown
  const total = (isMore && counted === shownRequest ? whole?.counts[0] : undefined) ?? pages.get(0)?.total
  const best = pages.get(0)?.best ?? 0
  return useMemo(
    () => ({ request: shownRequest, total, best, getRow, onVisibleRange, failure, retry: () => void refetch() }),
    [shownRequest, total, best, getRow, onVisibleRange, failure, refetch],
  )
}

/** Asks for the first page of a request that is about to be shown. */
export function askAhead(request: LeadsRequest, fields: readonly RowField[]): void {
  void queryClient.prefetchQuery(pageQuery(request, fields, 0))
}

/** The rows of a request from one place on, `count` of them or as many as there are. */
export async function fetchLeadRows(
  request: LeadsRequest,
  fields: readonly RowField[],
  offset: number,
  count: number,
): Promise<LeadRow[]> {
  const rows: LeadRow[] = []
  while (rows.length < count) {
    const limit = Math.min(1000, count - rows.length)
    const { leads } = await ask('leads.list', { ...request, fields: [...fields], limit, offset: offset + rows.length })
    rows.push(...leads)
    if (leads.length < limit) break
  }
  return rows
}

/** The ids of the leads of a request from one place on, `count` of them or as many as there are. */
export async function fetchLeadIds(request: LeadsRequest, offset: number, count: number): Promise<LeadId[]> {
  return (await fetchLeadRows(request, [], offset, count)).map(({ id }) => id)
}
