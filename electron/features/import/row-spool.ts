import { closeSync, existsSync, openSync, readFileSync, readSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import type { RowSource } from '../../../shared/domain/import/rows.ts'
import type { Grid, ReadFacts } from '../../../shared/domain/import/table.ts'
import { UnreadableFile } from './readers/read-refusal.ts'
import type { RowSink } from './readers/row-sink.ts'

export const MAX_ROWS = 5_000_000
export const MAX_COLUMNS = 16_384
export const MAX_CELLS = 200_000_000
const MAX_CELL_LENGTH = 1_000_000

/** Characters of a block: what one walk decodes at a time. */
const BLOCK_LENGTH = 1 << 18
/** Cells up to which the rows of a table stay in memory once they were walked. */
const CELLS_KEPT = 3_000_000
/** Stands between the cells of a row on file. */
const BETWEEN_CELLS = '\0'

/** Hears of rows and bytes while a file is read; may throw to stop the reading. */
export type ReadingProgress = (rowCount: number, bytesDone: number) => void

type Block = { readonly position: number; readonly firstRow: number; readonly length: number; readonly isWide: boolean }

/** What stands in the facts file of a spool. */
type SpoolFacts = {
  readonly facts: ReadFacts
  readonly blocks: readonly Block[]
  readonly count: number
  readonly cells: number
}

/**
 * Writes the rows that a reader finds to files beside `path`, so that a table of a million rows is read once and walked in constant
 * memory. The files hold whole tables only: `finish` puts the last of them in place.
 */
export class RowSpoolWriter implements RowSink {
  private readonly path: string
  private readonly progress: ReadingProgress
  private readonly file: number
  private isClosed = false
  private readonly blocks: Block[] = []
  private numbers = new Uint32Array(1024)
  private starts = new Uint32Array(1024)
  private filled = new Uint16Array(1024)
  private widths = new Uint16Array(1024)
  private count = 0
  private cells = 0
  private pending: string[] = []
  private pendingLength = 0
  private blockFirstRow = 0
  private position = 0

  constructor(path: string, progress: ReadingProgress) {
    this.path = path
    this.progress = progress
    this.file = openSync(`${path}.rows`, 'w', 0o600)
  }

  add(number: number, cells: readonly string[]): void {
    if (this.count >= MAX_ROWS || cells.length > MAX_COLUMNS || this.cells + cells.length > MAX_CELLS) throw tooBig()
    if (this.count === this.numbers.length) this.grow()
    let length = cells.length
    while (length > 0 && isBlank(cells[length - 1] as string)) length -= 1
    const text = cells.join(BETWEEN_CELLS)
    if (text.length > MAX_CELL_LENGTH) refuseLongCells(cells)
    this.numbers[this.count] = number
    this.starts[this.count] = this.pendingLength
    this.filled[this.count] = length
    this.widths[this.count] = cells.length
    this.count += 1
    this.cells += cells.length
    this.pending.push(text)
    this.pendingLength += text.length
    if (this.pendingLength >= BLOCK_LENGTH) this.writeBlock()
  }

  tell(bytesDone: number): void {
    this.progress(this.count, bytesDone)
  }

  get rowCount(): number {
    return this.count
  }

  /** Puts the table in place. */
  finish(facts: ReadFacts): void {
    this.writeBlock()
    this.abandon()
    const { count } = this
    const index = Buffer.concat(
      [
        this.numbers.subarray(0, count),
        this.starts.subarray(0, count),
        this.filled.subarray(0, count),
        this.widths.subarray(0, count),
      ].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
    )
    writeFileSync(`${this.path}.index`, index, { mode: 0o600 })
    const whole: SpoolFacts = { facts, blocks: this.blocks, count, cells: this.cells }
    writeFileSync(`${this.path}.facts.part`, JSON.stringify(whole), { mode: 0o600 })
    renameSync(`${this.path}.facts.part`, `${this.path}.facts`)
  }

  /** Lets go of the file, once; after a reading that failed, its part stays for the caller to remove. */
  abandon(): void {
    if (this.isClosed) return
    this.isClosed = true
    closeSync(this.file)
  }

  private writeBlock(): void {
    if (this.pending.length === 0) return
    const text = this.pending.join('')
    // One byte a sign where that is enough: it decodes as fast as it is copied.
    const isWide = /[\u0100-\uffff]/.test(text)
    const bytes = Buffer.from(text, isWide ? 'utf16le' : 'latin1')
    // A disk that is almost full takes a part, and refuses the next.
    for (let written = 0; written < bytes.length; )
      written += writeSync(this.file, bytes, written, bytes.length - written, this.position + written)
    this.blocks.push({ position: this.position, firstRow: this.blockFirstRow, length: text.length, isWide })
    this.position += bytes.length
    this.blockFirstRow = this.count
    this.pending = []
    this.pendingLength = 0
  }

  private grow(): void {
    const size = this.numbers.length * 2
    const wider = (from: Uint32Array): Uint32Array => {
      const to = new Uint32Array(size)
      to.set(from)
      return to
    }
    const widerShort = (from: Uint16Array): Uint16Array => {
      const to = new Uint16Array(size)
      to.set(from)
      return to
    }
    this.numbers = wider(this.numbers) as typeof this.numbers
    this.starts = wider(this.starts) as typeof this.starts
    this.filled = widerShort(this.filled) as typeof this.filled
    this.widths = widerShort(this.widths) as typeof this.widths
  }
}

/** Whether a whole table was written there. */
export function hasSpooledTable(path: string): boolean {
  return existsSync(`${path}.facts`)
}

/** The table that a {@link RowSpoolWriter} wrote, walked from its file until `close`. */
export function openSpooledGrid(path: string): { grid: Grid; close: () => void } {
  const { facts, blocks, count, cells } = JSON.parse(readFileSync(`${path}.facts`, 'utf8')) as SpoolFacts
  const index = readIndex(`${path}.index`, count)
  const file = openSync(`${path}.rows`, 'r')
  return { grid: { ...facts, rows: new SpooledRows(file, index, blocks, cells) }, close: () => closeSync(file) }
}

type RowIndex = {
  readonly count: number
  readonly numbers: Uint32Array
  readonly starts: Uint32Array
  readonly filled: Uint16Array
  readonly widths: Uint16Array
}

function readIndex(path: string, count: number): RowIndex {
  const bytes = readFileSync(path)
  // A Buffer may begin anywhere; typed arrays of wider numbers may not.
  const whole = new Uint8Array(bytes).buffer
  return {
    count,
    numbers: new Uint32Array(whole, 0, count),
    starts: new Uint32Array(whole, count * 4, count),
    filled: new Uint16Array(whole, count * 8, count),
    widths: new Uint16Array(whole, count * 10, count),
  }
}

class SpooledRows implements RowSource {
  private readonly file: number
  private readonly index: RowIndex
  private readonly blocks: readonly Block[]
  private readonly kept: (readonly string[])[] | undefined
  private lastBlock = -1
  private lastText = ''

  constructor(file: number, index: RowIndex, blocks: readonly Block[], cells: number) {
    this.file = file
    this.index = index
    this.blocks = blocks
    this.kept = cells <= CELLS_KEPT ? [] : undefined
  }

  get count(): number {
    return this.index.count
  }

  numberAt(index: number): number {
    return this.index.numbers[index] ?? 0
  }

  filledLengthAt(index: number): number {
    return this.index.filled[index] ?? 0
  }

  cellCountAt(index: number): number {
    return this.index.widths[index] ?? 0
  }

  at(index: number): readonly string[] {
    const kept = this.kept?.[index]
    if (kept !== undefined) return kept
    if (index < 0 || index >= this.count) return []
    const block = this.blockOf(index)
    // A single row far from the last one is read by itself: duplicates may stand anywhere in a file.
    const cells = (
      block === this.lastBlock ? this.sliceOf(this.lastText, block, index) : this.readRow(block, index)
    ).split(BETWEEN_CELLS)
    if (this.kept !== undefined) this.kept[index] = cells
    return cells
  }

  from(first: number): RowSource {
    return first === 0 ? this : new LaterRows(this, first)
  }

  [Symbol.iterator](): Iterator<readonly string[]> {
    return this.walk(0)
  }

  *walk(first: number): Generator<readonly string[], void, undefined> {
    const { kept } = this
    for (let index = first; index < this.count; index += 1) {
      const known = kept?.[index]
      if (known !== undefined) {
        yield known
        continue
      }
      const block = this.blockOf(index)
      if (block !== this.lastBlock) {
        this.lastText = this.readBlock(block)
        this.lastBlock = block
      }
      const cells = this.sliceOf(this.lastText, block, index).split(BETWEEN_CELLS)
      if (kept !== undefined) kept[index] = cells
      yield cells
    }
  }

  private blockOf(index: number): number {
    const { blocks } = this
    const last = blocks[this.lastBlock]
    if (last !== undefined && index >= last.firstRow) {
      const next = blocks[this.lastBlock + 1]
      if (next === undefined || index < next.firstRow) return this.lastBlock
      const after = blocks[this.lastBlock + 2]
      if (after === undefined || index < after.firstRow) return this.lastBlock + 1
    }
    let low = 0
    let high = blocks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((blocks[middle] as Block).firstRow <= index) low = middle
      else high = middle - 1
    }
    return low
  }

  private sliceOf(text: string, block: number, index: number): string {
    return text.slice(this.index.starts[index], this.endOf(block, index))
  }

  private endOf(block: number, index: number): number {
    const next = this.blocks[block + 1]
    const isLast = index + 1 === (next?.firstRow ?? this.count)
    return isLast ? (this.blocks[block] as Block).length : (this.index.starts[index + 1] ?? 0)
  }

  private readBlock(block: number): string {
    const { position, length, isWide } = this.blocks[block] as Block
    return this.decode(position, length, isWide)
  }

  private readRow(block: number, index: number): string {
    const { position, isWide } = this.blocks[block] as Block
    const start = this.index.starts[index] ?? 0
    return this.decode(position + start * (isWide ? 2 : 1), this.endOf(block, index) - start, isWide)
  }

  private decode(position: number, length: number, isWide: boolean): string {
    const bytes = Buffer.allocUnsafe(length * (isWide ? 2 : 1))
    readSync(this.file, bytes, 0, bytes.length, position)
    return bytes.toString(isWide ? 'utf16le' : 'latin1')
  }
}

/** The rows of another source from one on. */
class LaterRows implements RowSource {
  private readonly all: SpooledRows
  private readonly first: number

  constructor(all: SpooledRows, first: number) {
    this.all = all
    this.first = first
  }

  get count(): number {
    return Math.max(0, this.all.count - this.first)
  }

  at(index: number): readonly string[] {
    return this.all.at(index + this.first)
  }

  numberAt(index: number): number {
    return this.all.numberAt(index + this.first)
  }

  filledLengthAt(index: number): number {
    return this.all.filledLengthAt(index + this.first)
  }

  cellCountAt(index: number): number {
    return this.all.cellCountAt(index + this.first)
  }

  from(first: number): RowSource {
    return new LaterRows(this.all, this.first + first)
  }

  [Symbol.iterator](): Iterator<readonly string[]> {
    return this.all.walk(this.first)
  }
}

function isBlank(cell: string): boolean {
  return cell === '' || cell.trim() === ''
}

function refuseLongCells(cells: readonly string[]): void {
  if (cells.some((cell) => cell.length > MAX_CELL_LENGTH)) {
    throw new UnreadableFile(
      'too_big',
      '“{file}” holds a cell of more than a million characters. Shorten it, save the file, and import it again.',
    )
  }
}

function tooBig(): UnreadableFile {
  return new UnreadableFile(
    'too_big',
    `“{file}” holds more than ${MAX_ROWS.toLocaleString('en')} rows, ${MAX_COLUMNS.toLocaleString('en')} columns or ${MAX_CELLS.toLocaleString('en')} cells. Split it into smaller files and import these.`,
  )
}
