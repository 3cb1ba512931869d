import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { ask } from '../../../api/client.ts'
import { type LeadsRequest, useLeadsView } from './leads-view.ts'
import type { LeadPages } from './useLeadPages.ts'

interface List {
  /** The question that the rows answer. */
  request: LeadsRequest
  getRow: LeadPages['getRow']
  rowHeight: number
}

/** How far from its old place a lead is looked for among the rows at hand. */
const NEAR_ROWS = 400

/**
 * Keeps place while the list changes underneath: the active lead stays active wherever it stands by now, and the rows on screen stay
 * where they are when leads come and go above them.
 */
export function useKeptPlace(table: RefObject<HTMLElement | null>, { request, getRow, rowHeight }: List): void {
  const activeIndex = useLeadsView((view) => view.activeIndex)
  const change = useLeadsView((view) => view.change)
  const active = useRef<{ index: number; id: LeadId } | undefined>(undefined)
  /** The first row on screen, as it was when the list was last drawn. */
  const top = useRef<{ index: number; id: LeadId } | undefined>(undefined)
  const asked = useRef(request)
  /** How far the table is scrolled in px, as it told last: asking it lays the whole page out. */
  const scrolled = useRef<number | undefined>(undefined)

  useLayoutEffect(() => {
    // The rows of another question: they begin where they like.
    if (asked.current !== request) {
      asked.current = request
      active.current = undefined
      top.current = undefined
    }
    const scroller = table.current?.querySelector<HTMLElement>('[role="grid"]')
    if (scroller == null || top.current === undefined) return
    const { index, id } = top.current
    const row = getRow(index)
    if (row === undefined || row.id === id) return
    const now = placeNear(getRow, index, id)
    if (now === undefined) return
    scroller.scrollTop += (now - index) * rowHeight
    scrolled.current = scroller.scrollTop
  }, [table, request, getRow, rowHeight])

  useEffect(() => {
    const scroller = table.current?.querySelector<HTMLElement>('[role="grid"]')
    if (scroller == null) return
    const remember = () => {
      scrolled.current ??= scroller.scrollTop
      const index = Math.floor(scrolled.current / rowHeight)
      const row = index === 0 ? undefined : getRow(index)
      top.current = row && { index, id: row.id }
    }
    const onScroll = () => {
      scrolled.current = scroller.scrollTop
      remember()
    }
    remember()
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => scroller.removeEventListener('scroll', onScroll)
  }, [table, getRow, rowHeight])

  useEffect(() => {
    const before = active.current
    const row = getRow(activeIndex)
    if (row === undefined) return
    if (before === undefined || before.index !== activeIndex || before.id === row.id) {
      active.current = { index: activeIndex, id: row.id }
      return
    }
    // Another lead stands in the active place, and no key moved there: the list changed.
    const follow = (index: number) => {
      active.current = { index, id: before.id }
      change({ activeIndex: index })
    }
    const near = placeNear(getRow, activeIndex, before.id)
    if (near !== undefined) {
      follow(near)
      return
    }
    let isOver = false
    ask('leads.neighbours', { ...request, leadId: before.id }).then(
      ({ place }) => {
        if (isOver || active.current !== before) return
        if (place === null) active.current = { index: activeIndex, id: row.id }
        else follow(place)
      },
      // It is only about where the mark stands: a list that cannot be read says so itself.
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [activeIndex, getRow, request, change])
}

function placeNear(getRow: LeadPages['getRow'], index: number, id: LeadId): number | undefined {
  for (let step = 0; step <= NEAR_ROWS; step += 1) {
    if (getRow(index - step)?.id === id) return index - step
    if (getRow(index + step)?.id === id) return index + step
  }
  return undefined
}
