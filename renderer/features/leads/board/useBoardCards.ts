import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { BoardCard, BoardRequest } from '../../../../shared/contract/board.contract.ts'
import type { OutputOf } from '../../../../shared/contract/index.ts'
import { type Stage, stages } from '../../../../shared/domain/funnel/stages.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'

const PAGE_CARDS = 100
/** Cards fetched beyond what is seen, so that a slow scroll finds them there. */
const AHEAD_CARDS = 20
/** Pages scrolled past are forgotten soon. */
const KEPT_MS = 60_000

type Page = OutputOf<'leads.boardCards'>
type SeenPages = Readonly<Record<Stage, readonly number[]>>

/** The cards of a column as far as they are fetched. */
export interface ColumnCards {
  total: number
  cardAt: (index: number) => BoardCard | undefined
  /** The place of a lead among the cards fetched. */
  indexOf: (leadId: LeadId) => number | undefined
}

interface BoardCards {
  /** Undefined until every column has its first page. */
  columns: Readonly<Record<Stage, ColumnCards>> | undefined
  /** Whether cards may be about to change their places. */
  isFetching: boolean
  onVisibleRange: (stage: Stage, first: number, last: number) => void
  failure: Error | null
  retry: () => void
}

const firstPages: SeenPages = { lead: [0], mql: [0], sal: [0], sql: [0], proposal: [0], won: [0] }

function pageQuery(request: BoardRequest, stage: Stage, page: number) {
  const input = { ...request, stage, offset: page * PAGE_CARDS, limit: PAGE_CARDS }
  return {
    queryKey: ['leads.boardCards', input] as const,
    queryFn: () => ask('leads.boardCards', input),
    gcTime: KEPT_MS,
  }
}

/** The cards of every column of the board, fetched by pages where one looks. While a changed request is not answered, the one before stays. */
export function useBoardCards(request: BoardRequest): BoardCards {
  const [seen, setSeen] = useState<SeenPages>(firstPages)
  const firsts = useQueries({
    queries: stages.map((stage) => pageQuery(request, stage, 0)),
    combine: useCallback(
      (results: UseQueryResult<Page>[]) => ({
        isAnswered: results.every(({ data }) => data !== undefined),
        failed: results.find(({ error }) => error !== null),
      }),
      [],
    ),
  })
  const answered = useRef<BoardRequest | undefined>(undefined)
  if (firsts.isAnswered) answered.current = request
  const shown = answered.current ?? request

  const wanted = stages.flatMap((stage) => seen[stage].map((page) => ({ stage, page })))
  const { columns, isFetching } = useQueries({
    queries: wanted.map(({ stage, page }) => pageQuery(shown, stage, page)),
    combine: useCallback(
      (results: UseQueryResult<Page>[]) => ({
        columns: columnsOf(seen, results),
        isFetching: results.some((result) => result.isFetching),
      }),
      [seen],
    ),
  })

  const onVisibleRange = useCallback((stage: Stage, first: number, last: number) => {
    const from = Math.max(1, Math.floor((first - AHEAD_CARDS) / PAGE_CARDS))
    const to = Math.floor((last + AHEAD_CARDS) / PAGE_CARDS)
    const pages = [0, ...Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)]
    setSeen((before) => (before[stage].join() === pages.join() ? before : { ...before, [stage]: pages }))
  }, [])

  return {
    columns,
    isFetching: isFetching || !firsts.isAnswered,
    onVisibleRange,
    failure: firsts.failed?.error ?? null,
    retry: () => void firsts.failed?.refetch(),
  }
}

function columnsOf(
  seen: SeenPages,
  results: readonly UseQueryResult<Page>[],
): Readonly<Record<Stage, ColumnCards>> | undefined {
  const columns = {} as Record<Stage, ColumnCards>
  let at = 0
  for (const stage of stages) {
    const pages = new Map<number, Page>()
    for (const page of seen[stage]) {
      const data = results[at++]?.data
      if (data !== undefined) pages.set(page, data)
    }
    const first = pages.get(0)
    if (first === undefined) return undefined
    const places = new Map<LeadId, number>()
    for (const [page, { cards }] of pages) cards.forEach(({ id }, i) => places.set(id, page * PAGE_CARDS + i))
    columns[stage] = {
      total: first.total,
      cardAt: (index) => pages.get(Math.floor(index / PAGE_CARDS))?.cards[index % PAGE_CARDS],
      indexOf: (leadId) => places.get(leadId),
    }
  }
  return columns
}
