import { type RefObject, useLayoutEffect, useRef } from 'react'
import { leadsScroll } from './leads-view.ts'

/** Keeps how far the table is scrolled while another page is shown, and begins at the top with the answer to something else. */
export function useKeptScroll(list: RefObject<HTMLDivElement | null>, request: unknown, hasRows: boolean): void {
  const asked = useRef(request)
  /** How far it is scrolled in px, as it told last: asking it lays the whole page out. */
  const scrolled = useRef(0)
  useLayoutEffect(() => {
    const scroller = list.current?.querySelector<HTMLElement>('[role="grid"]')
    if (!hasRows || scroller == null) return
    if (leadsScroll.top !== 0) scroller.scrollTop = leadsScroll.top
    scrolled.current = leadsScroll.top
    const onScroll = () => {
      scrolled.current = scroller.scrollTop
      leadsScroll.top = scrolled.current
    }
    scroller.addEventListener('scroll', onScroll, { passive: true })
    return () => scroller.removeEventListener('scroll', onScroll)
  }, [list, hasRows])
  useLayoutEffect(() => {
    if (asked.current === request) return
    asked.current = request
    leadsScroll.top = 0
    if (scrolled.current !== 0) list.current?.querySelector('[role="grid"]')?.scrollTo({ top: 0 })
  }, [list, request])
}
