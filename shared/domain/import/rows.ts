/**
 * The filled rows of a table, read as often as needed and never all in memory: each walk gives the cells of a row in order. Cells
 * may be fewer than the table has columns.
 */
export interface RowSource extends Iterable<readonly string[]> {
  readonly count: number
  /** The cells of one row, zero-based. Costs more than the same row on a walk. */
  at(index: number): readonly string[]
  /** A row's number as a spreadsheet shows it, blank rows counted. */
  numberAt(index: number): number
  /** Cells up to the last that is not blank, without reading them. */
  filledLengthAt(index: number): number
  /** Cells the file has in this row, blank ones at its end counted, without reading them. */
  cellCountAt(index: number): number
  /** The rows from one on, as a source of their own. */
  from(first: number): RowSource
}
