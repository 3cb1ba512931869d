/** As a `ref`: what the seller has just asked for has the focus as soon as it is there. */
export function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}
