import { type RefObject, useLayoutEffect, useRef } from 'react'
import { leadsScroll } from './leads-view.ts'

/** Keeps how far the table is scrolled while another page is shown, and begins at the top with the answer to something else. */
export function useKeptScroll(list: RefObject<HTMLDivElement | null>, request: unknown, hasRows: boolean): void {
  const asked = useRef(request)
  useLayoutEffect(() => {
    const scroller = list.current?.querySelector<HTMLElement>('[role="grid"]')
    if (!hasRows || scroller == null) return
    scroller.scrollTop = leadsScroll.top
    return () => {
      leadsScroll.top = scroller.scrollTop
    }
  }, [list, hasRows])
  useLayoutEffect(() => {
    if (asked.current === request) return
    asked.current = request
    leadsScroll.top = 0
    list.current?.querySelector('[role="grid"]')?.scrollTo({ top: 0 })
  }, [list, request])
}
