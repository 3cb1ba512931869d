import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ImportRow } from '../../../shared/contract/import.contract.ts'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import { ask } from '../../api/client.ts'

const PAGE_ROWS = 100
/** Rows fetched beyond what is seen, so that a slow scroll finds them there. */
const AHEAD_ROWS = 30
/** A thumb dragged through 100,000 rows passes many pages: what it only passes is not asked for. */
const SETTLE_MS = 60
/** Pages scrolled past are forgotten soon. */
const KEPT_MS = 60_000

/** Which rows of a plan are looked at. */
export type RowsRequest = Omit<InputOf<'import.rows'>, 'offset' | 'limit'>

type Page = OutputOf<'import.rows'>

/** The first page is always kept: it knows how many there are. */
const FIRST_PAGE: readonly number[] = [0]

function pageQuery(request: RowsRequest, page: number) {
  const input = { ...request, limit: PAGE_ROWS, offset: page * PAGE_ROWS }
  return { queryKey: ['import.rows', input] as const, queryFn: () => ask('import.rows', input), gcTime: KEPT_MS }
}

export interface RowPages {
  /** How many rows there are; undefined until the first answer. */
  total: number | undefined
  /** The row at a place, or undefined while it is being fetched. */
  getRow: (index: number) => ImportRow | undefined
  onVisibleRange: (first: number, last: number) => void
  failure: Error | null
  retry: () => void
}

/**
 * The rows of a plan as a list of any length, fetched by pages where one looks. Until all that is in view of a changed request is
 * there, the rows of the one before stay. Keep the request between renders.
 */
export function useRowPages(request: RowsRequest): RowPages {
  const [seen, setSeen] = useState<readonly number[]>(FIRST_PAGE)
  const readPages = useCallback(
    (results: UseQueryResult<Page>[]) => ({
      pages: new Map(
        seen.flatMap((page, i) => (results[i]?.data === undefined ? [] : [[page, results[i].data] as const])),
      ) as ReadonlyMap<number, Page>,
      failed: results.find(({ error }) => error !== null),
    }),
    [seen],
  )
  const { pages, failed } = useQueries({ queries: seen.map((page) => pageQuery(request, page)), combine: readPages })
  const kept = useRef({ request, pages })
  const isWhole = seen.every((page) => pages.has(page))
  if (kept.current.request === request || isWhole || kept.current.pages.size === 0) kept.current = { request, pages }
  const shown = kept.current.pages
  const getRow = useCallback(
    (index: number) => shown.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS],
    [shown],
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
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )

  return {
    total: shown.get(0)?.total,
    getRow,
    onVisibleRange,
    failure: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  }
}
