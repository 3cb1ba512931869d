/** Takes the rows that a reader finds, in order. */
export interface RowSink {
  /**
   * Adds a row that holds something, by the number a spreadsheet shows; blank rows are only counted. Cells must hold no NUL sign. They are copied. Throws
   * UnreadableFile beyond what a table may hold, and a cancelled refusal once the seller has asked to stop.
   */
  add(number: number, cells: readonly string[]): void
  /** Says how far the reader is, in bytes of the file, for progress and to be stopped. Call it at least every 50 ms of work. */
  tell(bytesDone: number): void
}

/** Whether no cell of a row holds more than white space. */
export function isBlankRow(cells: readonly string[]): boolean {
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') return false
  }
  return true
}
