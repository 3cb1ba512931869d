import { create } from 'zustand'

/** Whether the dialog of quick add is open. */
export const useQuickAdd = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

let opener: HTMLElement | null = null

/** Gives the focus back to what had it when quick add was opened, where it has not gone elsewhere. */
export function giveFocusBack(): void {
  if (document.activeElement === document.body || document.activeElement?.closest('[role="dialog"]') != null)
    opener?.focus()
}

/** Opens quick add, from wherever the seller is. */
export function openQuickAdd(): void {
  opener = document.activeElement instanceof HTMLElement ? document.activeElement : null
  useQuickAdd.setState({ isOpen: true })
}

export function closeQuickAdd(): void {
  useQuickAdd.setState({ isOpen: false })
}

let earlyKeys = ''

/**
 * Keeps what is typed after the key that opened quick add and before its field has the focus: it belongs to the field, and not to the
 * shortcuts of the screen behind. Gives the function that stops it.
 */
export function keepEarlyKeys(): () => void {
  earlyKeys = ''
  function keep(event: KeyboardEvent) {
    if (document.activeElement?.closest('[role="dialog"]') != null || event.ctrlKey || event.metaKey) return
    if (event.key.length === 1) earlyKeys += event.key
    if (event.key === 'Escape') closeQuickAdd()
    event.preventDefault()
    event.stopPropagation()
  }
  document.addEventListener('keydown', keep, true)
  return () => document.removeEventListener('keydown', keep, true)
}

/** What was typed before the field had the focus; asked once, it is empty. */
export function takeEarlyKeys(): string {
  const typed = earlyKeys
  earlyKeys = ''
  return typed
}
