import { type FocusEvent, useEffect, useRef } from 'react'

/** Whether the component is gone from the page: what is to be said of it can no longer be said there. */
export function useIsGone(): () => boolean {
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  return () => isGone.current
}

/**
 * Calls `leave` when the seller leaves what is written: goes on elsewhere on the page, or to another screen, then with `isGone`. The
 * window losing the focus is no leaving. Of a click elsewhere it is called after the click, which would miss what moves meanwhile.
 * Gives the `onBlur` of the element around what is written.
 */
export function useLeaving(leave: (isGone: boolean) => void): (event: FocusEvent<HTMLElement>) => void {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => () => latest.current(true), [])

  return ({ currentTarget, relatedTarget }) => {
    if (currentTarget.contains(relatedTarget) || currentTarget.contains(document.activeElement)) return
    const leaveNow = () => {
      if (currentTarget.isConnected && !currentTarget.contains(document.activeElement)) latest.current(false)
    }
    const isPressed = document.documentElement.matches(':active')
    if (isPressed) document.addEventListener('pointerup', () => setTimeout(leaveNow), { once: true, capture: true })
    else leaveNow()
  }
}
