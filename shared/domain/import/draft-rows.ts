import { KeyTable } from './key-table.ts'
import type { CellWarning } from './lead-draft.ts'
import type { RowReader, RowReading } from './row-reader.ts'
import type { RowSource } from './rows.ts'

/** Digests of rows, equal for rows that are equal cell for cell. Lent by the core. */
export interface RowDigests {
  set(index: number, cells: readonly string[]): void
  /** 32 bits of a digest, the `part`-th of four. */
  bitsAt(index: number, part: number): number
  hexAt(index: number): string
}

/** Cells mended by the seller: by row number, then by zero-based column. */
export type MendedCells = ReadonlyMap<number, ReadonlyMap<number, string>>

/** Rows up to which all that was read of them is kept; of longer tables it is read again when it is needed. */
const KEPT_ROWS = 200_000

/** The rows of a table as drafts, with what tells them apart from rows of other imports. */
export class DraftRows {
  readonly count: number
  private readonly rows: RowSource
  private readonly reader: RowReader
  private readonly digests: RowDigests
  private readonly mended: MendedCells
  private readonly occurrences: Uint32Array
  private readonly warnings = new Map<string, { column: number; code: string; count: number; example: string }>()
  private kept: (RowReading | undefined)[] | undefined

  constructor(rows: RowSource, reader: RowReader, digests: RowDigests, mended: MendedCells) {
    this.rows = rows
    this.reader = reader
    this.digests = digests
    this.mended = mended
    this.count = rows.count
    this.occurrences = new Uint32Array(rows.count)
    this.kept = rows.count <= KEPT_ROWS ? [] : undefined
  }

  /** Reads every row in order; digests and occurrences are known afterwards. A row is told by its cells as the file has them. */
  walk(take: (index: number, reading: RowReading) => void): void {
    const { digests, occurrences, kept } = this
    const firsts = new KeyTable(this.count)
    const seen = new Uint32Array(this.count)
    let index = 0
    for (const cells of this.rows) {
      digests.set(index, cells)
      const found = firsts.findOrSetBits(digests.bitsAt(index, 0), digests.bitsAt(index, 1), index)
      const first = found === -1 ? index : found
      seen[first] = (seen[first] as number) + 1
      occurrences[index] = seen[first] as number
      const reading = this.reader.read(this.mend(index, cells))
      if (kept !== undefined) kept[index] = reading
      if (reading.kind === 'draft' && reading.warnings.length > 0) this.noteWarnings(reading.warnings)
      take(index, reading)
      index += 1
    }
  }

  at(index: number): RowReading {
    return this.kept?.[index] ?? this.reader.read(this.cellsAt(index))
  }

  /** The cells of a row, mended ones in place of the file's. */
  cellsAt(index: number): readonly string[] {
    return this.mend(index, this.rows.at(index))
  }

  isMended(index: number): boolean {
    return this.mended.has(this.numberAt(index))
  }

  numberAt(index: number): number {
    return this.rows.numberAt(index)
  }

  indexByNumber(): ReadonlyMap<number, number> {
    const indexes = new Map<number, number>()
    for (let index = 0; index < this.count; index += 1) indexes.set(this.numberAt(index), index)
    return indexes
  }

  digestOf(index: number): { hash: string; occurrence: number } {
    return { hash: this.digests.hexAt(index), occurrence: this.occurrences[index] as number }
  }

  /** Cells of a column, zero-based, that could not be read as its target, by why. Known after {@link walk}. */
  warningsOf(column: number): readonly { readonly code: string; readonly count: number; readonly example: string }[] {
    return [...this.warnings.values()].filter((warning) => warning.column === column)
  }

  private noteWarnings(warnings: readonly CellWarning[]): void {
    for (const { column, code, text } of warnings) {
      const known = this.warnings.get(`${column} ${code}`)
      if (known) known.count += 1
      else this.warnings.set(`${column} ${code}`, { column, code, count: 1, example: text })
    }
  }

  private mend(index: number, cells: readonly string[]): readonly string[] {
    if (this.mended.size === 0) return cells
    const columns = this.mended.get(this.numberAt(index))
    if (columns === undefined) return cells
    const mended = [...cells]
    for (const [column, text] of columns) {
      while (mended.length < column) mended.push('')
      mended[column] = text
    }
    return mended
  }
}
