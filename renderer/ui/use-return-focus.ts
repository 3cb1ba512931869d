import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Gives the focus back to what opened something, once that has closed and the focus has not gone elsewhere. */
export function useReturnFocus<Opener extends HTMLElement>(isOpen: boolean): RefObject<Opener | null> {
  const opener = useRef<Opener>(null)
  const wasOpen = useRef(false)
  useLayoutEffect(() => {
    const hasClosed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    // What had the focus went from the page with what closed.
    if (hasClosed && document.activeElement === document.body) opener.current?.focus()
  }, [isOpen])
  return opener
}
