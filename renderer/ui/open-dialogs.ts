const open = new Set<object>()

/** Whether a dialog stands open. One that is closing, though still seen, asks nothing any more. */
export function isDialogOpen(): boolean {
  return open.size > 0
}

/** Counts a dialog as open. Gives what ends that. */
export function countOpenDialog(): () => void {
  const dialog = {}
  open.add(dialog)
  return () => {
    open.delete(dialog)
  }
}
