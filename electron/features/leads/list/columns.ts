import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import { dayNumber, type PlainDate, parsePlainDate } from '../../../../shared/primitives/plain-date.ts'
import { localDayOf } from '../../../core/local-today.ts'
import { Bitmap } from './bitmap.ts'
import { type FieldSource, type LyingRows, sortKeyOf, type Where } from './field-source.ts'

/** Reads rows of the workbook by lead; `slots` are the places of leads in every column. */
export type RowReader = {
  /** How many slots there may be. */
  size: number
  /** Goes through the rows of all leads, or of those in the slots given; `value` is null where the rows have none. */
  eachRow: (
    rows: (where: Where) => string,
    slots: readonly number[] | undefined,
    take: (slot: number, value: string | number | null) => void,
  ) => void
  /** Goes through the rows of all leads that one statement gives. */
  eachRowAtOnce: (rows: (where: Where) => string, take: (slot: number, value: string | number | null) => void) => void
  /** Goes through the rows of all leads as they lie in a table. */
  eachLyingRow: (lying: LyingRows, take: (slot: number, value: string | number | null, place: number) => void) => void
  /** Goes through the rows of all leads that come with the leads of each value. */
  eachRowOfValues: (values: string, take: (slot: number, value: string | number | null) => void) => void
}

/** Goes through the texts of a field, of all leads or of those in the slots given; the texts of a lead stand together, the first one first. */
export function eachText(
  reader: RowReader,
  { rows, read, isReadAtOnce, byValue, lying }: FieldSource,
  slots: readonly number[] | undefined,
  take: (slot: number, text: string) => void,
): void {
  const takeHeld = (slot: number, held: string | number | null) => {
    if (read === undefined) take(slot, String(held))
    else for (const text of read(String(held))) take(slot, text)
  }
  if (slots !== undefined) reader.eachRow(rows, slots, takeHeld)
  else if (isReadAtOnce === true) reader.eachRowAtOnce(rows, takeHeld)
  else if (byValue !== undefined) reader.eachRowOfValues(byValue, takeHeld)
  else if (lying?.isOneEach === true) reader.eachLyingRow(lying, takeHeld)
  else reader.eachRow(rows, undefined, takeHeld)
}

/** Goes through the texts of a field of all leads in any order; of those of a lead the one of the lowest place is the first. */
export function eachTextInAnyOrder(
  reader: RowReader,
  source: FieldSource,
  take: (slot: number, text: string, place: number) => void,
): void {
  if (source.lying !== undefined && source.read === undefined) {
    reader.eachLyingRow(source.lying, (slot, held, place) => take(slot, String(held), place))
    return
  }
  let place = 0
  eachText(reader, source, undefined, (slot, text) => {
    take(slot, text, place)
    place += 1
  })
}

/** What is kept of all leads, and brought up to date for those that changed. */
export type Kept = {
  readonly tables: readonly string[]
  /** What its arrays take in memory. */
  readonly byteLength: number
  /** Reads these slots anew. */
  update: (slots: readonly number[]) => void
}

/** More distinct values than this are not held in memory: their rules and orders ask the workbook. */
const MOST_VALUES = 20_000

type Values = { values: readonly string[]; folded: readonly string[]; sortKey: string }

const noValues: Values = { values: [], folded: [], sortKey: '' }

/** The texts of a field: for each slot the number of the list of values that it holds, 0 for none. */
export class TextColumn implements Kept {
  readonly tables: readonly string[]
  /** Each list of values that some lead holds. */
  readonly lists: Values[] = [noValues]
  /** Too many distinct values are there to be kept; then `codes` says nothing. */
  isWide: boolean
  codes: Int32Array
  private readonly codeOf = new Map<string, number>([['', 0]])
  private readonly source: FieldSource
  private readonly reader: RowReader

  constructor(source: FieldSource, reader: RowReader) {
    this.source = source
    this.reader = reader
    this.tables = source.tables
    this.codes = new Int32Array(source.isWide === true ? 0 : reader.size)
    this.isWide = source.isWide === true
    if (this.isWide) return
    try {
      this.read(undefined)
    } catch (error) {
      if (!(error instanceof TooManyValues)) throw error
      this.forget()
    }
  }

  update(slots: readonly number[]): void {
    if (this.isWide) return
    for (const slot of slots) this.codes[slot] = 0
    try {
      this.read(slots)
    } catch (error) {
      if (!(error instanceof TooManyValues)) throw error
      this.forget()
    }
  }

  get byteLength(): number {
    return this.codes.byteLength
  }

  valuesAt(slot: number): Values {
    return this.lists[this.codes[slot] as number] as Values
  }

  private read(slots: readonly number[] | undefined): void {
    let [current, values]: [number, string[]] = [-1, []]
    const finish = () => {
      if (current !== -1) this.codes[current] = this.code(values)
    }
    eachText(this.reader, this.source, slots, (slot, value) => {
      if (slot !== current) {
        finish()
        current = slot
        values = []
      }
      values.push(value)
    })
    finish()
  }

  private code(values: readonly string[]): number {
    const key = values.join('\0')
    const known = this.codeOf.get(key)
    if (known !== undefined) return known
    if (this.lists.length > MOST_VALUES) throw new TooManyValues()
    const code = this.lists.length
    this.lists.push({ values, folded: values.map(foldText), sortKey: sortKeyOf(this.source, values[0] as string) })
    this.codeOf.set(key, code)
    return code
  }

  private forget(): void {
    this.isWide = true
    this.lists.length = 1
    this.codeOf.clear()
    this.codes = new Int32Array(0)
  }
}

class TooManyValues extends Error {}

/** The days or numbers of a field, a day as days since 1970-01-01; NaN for none. */
export class NumberColumn implements Kept {
  readonly tables: readonly string[]
  readonly numbers: Float64Array | Float32Array
  private readonly source: FieldSource
  private readonly reader: RowReader
  private readonly dayNumbers = new Map<string, number>()

  constructor(source: FieldSource, reader: RowReader) {
    this.source = source
    this.reader = reader
    this.tables = source.tables
    // Every day of the calendar is a whole number that 32 bits hold.
    this.numbers = (source.as === 'numbers' ? new Float64Array(reader.size) : new Float32Array(reader.size)).fill(
      Number.NaN,
    )
    this.read(undefined)
  }

  get byteLength(): number {
    return this.numbers.byteLength
  }

  update(slots: readonly number[]): void {
    for (const slot of slots) this.numbers[slot] = Number.NaN
    this.read(slots)
  }

  private read(slots: readonly number[] | undefined): void {
    const numberOf = this.source.as === 'numbers' ? readNumber : (value: unknown) => this.dayOf(String(value))
    const { rows, byValue, lying } = this.source
    const take = (slot: number, value: string | number | null) => {
      this.numbers[slot] = numberOf(value)
    }
    if (slots !== undefined) this.reader.eachRow(rows, slots, take)
    else if (byValue !== undefined) this.reader.eachRowOfValues(byValue, take)
    else if (lying !== undefined) this.reader.eachLyingRow(lying, take)
    else this.reader.eachRow(rows, undefined, take)
  }

  private dayOf(text: string): number {
    let day = this.dayNumbers.get(text)
    if (day === undefined) {
      const read = parsePlainDate(this.source.as === 'instants' ? localDayOf(new Date(text)) : text)
      day = read === undefined ? Number.NaN : dayNumber(read as PlainDate)
      if (this.dayNumbers.size < MOST_VALUES) this.dayNumbers.set(text, day)
    }
    return day
  }
}

/** A number as custom fields keep it: digits with a point before the decimals. NaN for any other text. */
function readNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return /^-?\d+(?:\.\d+)?$/.test(String(value)) ? Number(value) : Number.NaN
}

/** The leads that some rows name. */
export class SetColumn implements Kept {
  readonly tables: readonly string[]
  readonly leads: Bitmap
  private readonly rows: (where: Where) => string
  private readonly reader: RowReader

  constructor(source: { tables: readonly string[]; rows: (where: Where) => string }, reader: RowReader) {
    this.tables = source.tables
    this.rows = source.rows
    this.reader = reader
    this.leads = new Bitmap(reader.size)
    this.read(undefined)
  }

  get byteLength(): number {
    return this.leads.byteLength
  }

  update(slots: readonly number[]): void {
    for (const slot of slots) this.leads.set(slot, false)
    this.read(slots)
  }

  private read(slots: readonly number[] | undefined): void {
    this.reader.eachRow(this.rows, slots, (slot) => this.leads.set(slot, true))
  }
}
