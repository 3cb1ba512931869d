import type { RowSink } from '../../electron/features/import/readers/row-sink.ts'
import type { RowSource } from '../../shared/domain/import/rows.ts'

/** Rows in memory: what a reader adds can be walked at once. */
export class ArrayRows implements RowSource, RowSink {
  readonly rows: string[][]
  readonly numbers: number[]

  /** Rows numbered from 1 unless told. */
  constructor(
    rows: readonly (readonly string[])[] = [],
    numbers: readonly number[] = rows.map((_, index) => index + 1),
  ) {
    this.rows = rows.map((cells) => [...cells])
    this.numbers = [...numbers]
  }

  get count(): number {
    return this.rows.length
  }

  add(number: number, cells: readonly string[]): void {
    if (cells.some((cell) => cell.includes('\0'))) throw new Error('A cell holds a NUL sign.')
    this.rows.push([...cells])
    this.numbers.push(number)
  }

  tell(): void {}

  at(index: number): readonly string[] {
    return this.rows[index] ?? []
  }

  numberAt(index: number): number {
    return this.numbers[index] ?? 0
  }

  filledLengthAt(index: number): number {
    return this.at(index).reduce((length, cell, column) => (cell.trim() === '' ? length : column + 1), 0)
  }

  cellCountAt(index: number): number {
    return this.at(index).length
  }

  from(first: number): RowSource {
    return new ArrayRows(this.rows.slice(first), this.numbers.slice(first))
  }

  [Symbol.iterator](): Iterator<readonly string[]> {
    return this.rows[Symbol.iterator]()
  }
}
