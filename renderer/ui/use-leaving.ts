import { type FocusEvent, useEffect, useRef } from 'react'

interface Leaving {
  /** For the element around what is written. */
  onBlur: (event: FocusEvent<HTMLElement>) => void
  /** Whether it is gone from the page: what is to be said of it can no longer be said there. */
  isGone: () => boolean
}

/**
 * Calls `leave` when the seller leaves what is written: goes on elsewhere on the page, or to another screen, then with `isGone`. The
 * window losing the focus is no leaving. Of a click elsewhere it is called after the click, which would miss what moves meanwhile.
 */
export function useLeaving(leave: (isGone: boolean) => void): Leaving {
  const latest = useRef(leave)
  latest.current = leave
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
      latest.current(true)
    }
  }, [])

  function onBlur({ currentTarget, relatedTarget }: FocusEvent<HTMLElement>) {
    if (currentTarget.contains(relatedTarget) || currentTarget.contains(document.activeElement)) return
    const leaveNow = () => {
      if (!isGone.current && !currentTarget.contains(document.activeElement)) latest.current(false)
    }
    const isPressed = document.documentElement.matches(':active')
    if (isPressed) document.addEventListener('pointerup', () => setTimeout(leaveNow), { once: true, capture: true })
    else leaveNow()
  }
  return { onBlur, isGone: () => isGone.current }
}
