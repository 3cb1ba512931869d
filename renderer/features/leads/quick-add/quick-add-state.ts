import { create } from 'zustand'

/** Whether the dialog of quick add is open. */
export const useQuickAdd = create<{ isOpen: boolean }>(() => ({ isOpen: false }))

/** Opens quick add, from wherever the seller is. */
export function openQuickAdd(): void {
  useQuickAdd.setState({ isOpen: true })
}

export function closeQuickAdd(): void {
  useQuickAdd.setState({ isOpen: false })
}
