import { useEffect } from 'react'
import { create } from 'zustand'
import { isDialogOpen } from '../ui/open-dialogs.ts'
import { createRegistry } from './registry.ts'

/** A key and what it does. The keys dialog lists all that are registered. */
export interface Shortcut {
  /** Keys joined by `+`, `mod` being Ctrl or ⌘: `mod+shift+z`, `alt+ArrowUp`, `/`, `l`, `Enter`. */
  keys: string
  /** What it does, in words of the screen. */
  label: string
  /** The heading it stands under in the keys dialog. */
  group: string
  /** Runs on the key anywhere but where text is typed. Left out where a list handles the key itself. */
  run?: () => void
}

const registry = createRegistry<Shortcut>()

/** Offers the shortcuts while the calling component is mounted; of two with the same keys the later one acts. Memoise the list. */
export const useShortcuts = registry.useRegister

/** All shortcuts on offer now, for the keys dialog. */
export const useAllShortcuts = registry.useEntries

/** Whether single letters and signs act; switched off in Settings, keys with Ctrl or ⌘ stay. */
export const useSingleKeys = create<{ isOn: boolean; setOn: (isOn: boolean) => void }>((set) => ({
  isOn: true,
  setOn: (isOn) => set({ isOn }),
}))

const isApple = /Mac|iP(hone|ad)/.test(navigator.platform)

const arrowCaps = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' } as const

/** The caps of a shortcut as printed on this computer's keyboard: `mod+k` is `Ctrl`, `K`. */
export function keyCaps(keys: string): readonly string[] {
  return keys.split('+').map((key) => {
    if (key === 'mod') return isApple ? '⌘' : 'Ctrl'
    if (key === 'shift') return 'Shift'
    if (key === 'alt') return isApple ? '⌥' : 'Alt'
    if (Object.hasOwn(arrowCaps, key)) return arrowCaps[key as keyof typeof arrowCaps]
    return key.length === 1 ? key.toUpperCase() : key
  })
}

/** Whether the event is a press of exactly these keys. */
export function isPressOf(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+')
  const last = parts.at(-1) ?? ''
  const wantsMod = parts.includes('mod')
  if (wantsMod !== (isApple ? event.metaKey : event.ctrlKey) || parts.includes('alt') !== event.altKey) return false
  // A sign such as ? carries its own shift; a letter does not.
  const isLetter = /^[a-z]$/i.test(last)
  if ((isLetter || last.length > 1) && parts.includes('shift') !== event.shiftKey) return false
  return event.key.toLowerCase() === last.toLowerCase()
}

const textInputs = new Set(['text', 'search', 'email', 'tel', 'url', 'number', 'password', 'date', 'time'])

/** Whether the element is a place where letters are typed. */
export function takesTyping(target: EventTarget | null): target is HTMLElement {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return textInputs.has(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

/** A dialog or open menu has its keys to itself, the Escape that closed it too; Enter presses the button or link that has the focus, and arrows move between radio buttons. */
function keepsItsKeys(event: KeyboardEvent): boolean {
  // The way as it was when the key was pressed: what it closed may be gone from the page by now.
  const way = event.composedPath().filter((one) => one instanceof Element)
  if (way.some((one) => one.matches('[role="dialog"], [role="menu"], [role="listbox"]'))) return true
  if (event.key.startsWith('Arrow')) return way.some((one) => one.matches('input[type="radio"]'))
  return event.key === 'Enter' && way.some((one) => one.matches('a, button, summary, input'))
}

function typedText(field: HTMLElement): string {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? field.value
    : (field.textContent ?? '')
}

/** Listens for the shortcuts on the whole page. One for the app. */
export function useShortcutListener(): void {
  useEffect(() => {
    const textAtFocus = new WeakMap<HTMLElement, string>()

    function onFocusIn(event: FocusEvent) {
      if (takesTyping(event.target)) textAtFocus.set(event.target, typedText(event.target))
    }

    function mayAct(event: KeyboardEvent): boolean {
      const hasMod = event.ctrlKey || event.metaKey
      const target = event.target
      const isUndo = hasMod && event.key.toLowerCase() === 'z'
      if (isUndo && isDialogOpen()) return false
      if (!hasMod && !useSingleKeys.getState().isOn) return false
      if (!takesTyping(target)) return hasMod || !keepsItsKeys(event)
      if (!hasMod) return false
      // Undo and redo belong to the field while what is typed in it is not saved.
      return !isUndo || typedText(target) === (textAtFocus.get(target) ?? '')
    }

    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || !mayAct(event)) return
      const shortcut = registry.entries().findLast((entry) => entry.run !== undefined && isPressOf(entry.keys, event))
      if (shortcut?.run === undefined) return
      event.preventDefault()
      shortcut.run()
    }

    document.addEventListener('focusin', onFocusIn)
    document.addEventListener('keydown', onKeyDown)
    return () => {
      document.removeEventListener('focusin', onFocusIn)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
