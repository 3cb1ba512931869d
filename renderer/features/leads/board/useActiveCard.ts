import { type FocusEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { type Stage, stages } from '../../../../shared/domain/funnel/stages.ts'
import { type ActiveCard, useBoardView } from './board-view.ts'
import type { ColumnCards } from './useBoardCards.ts'

type Columns = Readonly<Record<Stage, ColumnCards>>

interface ActiveCardKeeper {
  /** Where the card that keys act on stands now; undefined while that is not known, or the board is empty. */
  active: { stage: Stage; index: number } | undefined
  /** Makes the card at a place the active one and gives it the focus. */
  activate: (stage: Stage, index: number) => void
  /** Gives the active card the focus as soon as it is drawn: after a move, an undo, a closed menu. */
  takeFocus: () => void
  onFocus: (event: FocusEvent) => void
  onBlur: (event: FocusEvent) => void
}

/** Keeps the active card and the focus on the same lead, wherever moves, undo and other changes put it. */
export function useActiveCard(
  board: RefObject<HTMLElement | null>,
  columns: Columns | undefined,
  isFetching: boolean,
): ActiveCardKeeper {
  const wanted = useBoardView((view) => view.active)
  const change = useBoardView((view) => view.change)
  const active = columns === undefined ? undefined : findCard(columns, wanted, isFetching)
  const shouldFocus = useRef(false)
  const isCardFocused = useRef(false)

  const leadId = active === undefined ? undefined : columns?.[active.stage].cardAt(active.index)?.id
  const isMoved =
    !isFetching &&
    active !== undefined &&
    leadId !== undefined &&
    (active.stage !== wanted.stage || active.index !== wanted.index || leadId !== wanted.leadId)
  useEffect(() => {
    if (isMoved && active !== undefined) change({ active: { ...active, leadId } })
  })

  useLayoutEffect(() => {
    if (active === undefined) return
    const focused = document.activeElement
    const card = board.current?.querySelector<HTMLElement>(
      `[data-board-card][data-stage="${active.stage}"][data-index="${active.index}"]`,
    )
    if (!card || card === focused || (isCardFocused.current && card.contains(focused))) return
    const isAstray = isCardFocused.current && (focused === document.body || focused === null)
    if (!shouldFocus.current && !isAstray) return
    shouldFocus.current = false
    card.focus({ preventScroll: true })
  })

  return {
    active,
    activate: useCallback(
      (stage: Stage, index: number) => {
        shouldFocus.current = true
        change({ active: { stage, index, leadId: undefined } })
      },
      [change],
    ),
    takeFocus: useCallback(() => {
      shouldFocus.current = true
      change({})
    }, [change]),
    onFocus: ({ target }) => {
      isCardFocused.current = target.closest('[data-board-card]') !== null
      // Tab goes from column to column, each to its own card.
      const { boardCard, stage, index } = (target as HTMLElement).dataset
      if (boardCard === undefined || (stage === active?.stage && index === String(active?.index))) return
      change({ active: { stage: stage as Stage, index: Number(index), leadId: undefined } })
    },
    onBlur: ({ target, relatedTarget }) => {
      // A card that was taken off the page keeps its claim to the focus; one that was left does not.
      queueMicrotask(() => {
        if (relatedTarget !== null || target.isConnected) isCardFocused.current = false
      })
    },
  }
}

/** Where the wanted card is: by its lead where that is fetched, else at its place, else the next card there is. */
function findCard(
  columns: Columns,
  { stage, index, leadId }: ActiveCard,
  isFetching: boolean,
): { stage: Stage; index: number } | undefined {
  const column = columns[stage]
  if (leadId !== undefined) {
    const here = column.indexOf(leadId)
    if (here !== undefined) return { stage, index: here }
    if (index < column.total && column.cardAt(index) === undefined) return { stage, index }
    if (isFetching) return undefined
    for (const other of stages) {
      const there = columns[other].indexOf(leadId)
      if (there !== undefined) return { stage: other, index: there }
    }
  }
  const filled = column.total > 0 ? stage : nearestFilled(columns, stage)
  return filled === undefined ? undefined : { stage: filled, index: Math.min(index, columns[filled].total - 1) }
}

/** The column with cards that is nearest to one, itself left out. */
function nearestFilled(columns: Columns, stage: Stage): Stage | undefined {
  const at = stages.indexOf(stage)
  return [...stages]
    .sort((a, b) => Math.abs(stages.indexOf(a) - at) - Math.abs(stages.indexOf(b) - at))
    .find((other) => columns[other].total > 0)
}
