import { useEffect } from 'react'

/** Whoever knows better takes the focus while the page is drawn, or, as a closing dialog does, soon after. */
const OTHERS_FIRST_MS = 60

/**
 * Gives the focus a home when what had it went from the page, with a dialog that closed or a screen that changed: an open dialog, else
 * the active cell of a table, else the entry of a list that is the current one, else the heading of the section that the seller was in, else
 * that of the page, once it is there. One for the app.
 */
export function useFocusHome(): void {
  useEffect(() => {
    /** What had the focus last; undefined once the seller let it go. */
    let last: Node | undefined
    /** The section of the page that the seller was in last; a dialog is opened from one and leads back to it. */
    let section: Element | undefined
    let waiting: ReturnType<typeof setTimeout> | undefined

    const isLost = () => last !== undefined && !last.isConnected && hasNobodyFocus()

    function onFocusIn(event: FocusEvent) {
      last = event.target instanceof Node ? event.target : undefined
      if (last instanceof Element && last.closest('#main') !== null)
        section = last.closest('section[aria-labelledby]') ?? undefined
    }

    // A click beside everything lets the focus go; of what is removed or disabled it is lost.
    const onFocusOut = () => {
      queueMicrotask(() => {
        const isLeft = last instanceof Element && last.isConnected && !last.matches(':disabled')
        if (hasNobodyFocus() && isLeft) last = undefined
      })
    }

    const onPointerDown = () => {
      if (isLost()) last = undefined
    }

    function bringHome() {
      waiting = undefined
      if (!isLost()) return
      const home = findHome(section)
      if (home === undefined) return
      if (!home.hasAttribute('tabindex')) home.tabIndex = -1
      home.focus({ preventScroll: true })
    }

    const observer = new MutationObserver(() => {
      if (waiting === undefined && isLost()) waiting = setTimeout(bringHome, OTHERS_FIRST_MS)
    })
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['aria-busy', 'data-active-cell'],
    })
    document.addEventListener('focusin', onFocusIn)
    document.addEventListener('focusout', onFocusOut)
    document.addEventListener('pointerdown', onPointerDown)
    return () => {
      observer.disconnect()
      clearTimeout(waiting)
      document.removeEventListener('focusin', onFocusIn)
      document.removeEventListener('focusout', onFocusOut)
      document.removeEventListener('pointerdown', onPointerDown)
    }
  }, [])
}

function hasNobodyFocus(): boolean {
  const focused = document.activeElement
  return focused === null || focused === document.body
}

/** Undefined while the page is being read. */
function findHome(section: Element | undefined): HTMLElement | undefined {
  const dialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')].at(-1)
  if (dialog !== undefined) return dialog
  const page = document.getElementById('main')
  const cell = page?.querySelector<HTMLElement>('[data-active-cell]')
  if (cell != null) return cell
  const entry = page?.querySelector<HTMLElement>('[aria-current="true"] a[href]')
  if (entry != null) return entry
  if (section?.isConnected === true)
    return document.getElementById(section.getAttribute('aria-labelledby') ?? '') ?? undefined
  if (page?.querySelector('[aria-busy="true"]') != null) return undefined
  return page?.querySelector<HTMLElement>('h1') ?? undefined
}
