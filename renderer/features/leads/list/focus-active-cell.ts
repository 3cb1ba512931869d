/** Moves the focus into the table, which moves by its own keys from there. Nothing happens where no table is shown. */
export function focusActiveCell(list: HTMLElement | null): void {
  list?.querySelector<HTMLElement>('[data-active-cell]')?.focus()
}
