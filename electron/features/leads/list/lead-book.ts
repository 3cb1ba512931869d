import type Database from 'better-sqlite3'
import type { CustomFieldKind } from '../../../../shared/domain/leads/field-kinds.ts'
import { customFieldOf, type FieldKey, type LeadField } from '../../../../shared/domain/leads/lead-fields.ts'
import { coldAssessment } from '../../../../shared/domain/temperature/assess.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { allSteps, type Steps } from '../../../../shared/primitives/steps.ts'
import { type Standing, standingOf, standingOfAll } from '../../temperature/temperature.service.ts'
import { Bitmap } from './bitmap.ts'
import {
  eachText,
  eachTextInAnyOrder,
  type Kept,
  NumberColumn,
  type RowReader,
  SetColumn,
  TextColumn,
} from './columns.ts'
import {
  type FieldSource,
  fitSource,
  interestSource,
  type LeadSetName,
  type LyingRows,
  leadSets,
  sourceOf,
  sourceOfCustom,
  type Where,
} from './field-source.ts'
import { NameOrder } from './name-order.ts'
import type { Touched } from './touched-leads.ts'

/** Ids that one statement reads rows of: what it gives is in memory twice for a moment. */
const IDS_A_READ = 10_000
/** Room for leads that come in one by one. */
const SPARE_SLOTS = 2000
/** Ids that are read at once in the order of the names. */
const NAMES_A_STEP = 25_000
const KEPT_AT_MOST = { columns: 40, rules: 60, orders: 12 }
/** Of very many leads fewer are kept, so that these take no more memory together. */
const BYTES_KEPT_AT_MOST = { columns: 60_000_000, rules: 25_000_000, orders: 28_000_000 }

/** Days other than today of which something is kept: a list's, and those of views counted beside it. A day of 100,000 leads is half a megabyte. */
const OTHER_DAYS_KEPT = 8
/** The fields that are of the day that temperatures are asked of; every other is of today. */
const datedFields: ReadonlySet<FieldKey> = new Set(['temperature', 'score', 'interest', 'isPinned', 'tagUntilOn'])

/** Something kept, and the slots that changed since it was asked for last. */
type KeptEntry = { value: Kept; late: Set<number> }
/** More slots than this are not brought up to date one by one. */
const LATE_AT_MOST = 500

export type StandingFlag = 'warm' | 'hot' | 'cooling' | 'pinned'

/**
 * The leads of a workbook as columns in memory, each read when it is first asked for. A lead has a slot, its place in every column. The
 * reader keeps the book and brings it up to date from the journal; in the writer, whose transaction nobody else sees, it is made anew.
 */
export class LeadBook implements RowReader {
  readonly raw: Database.Database
  readonly today: PlainDate
  readonly size: number
  /** The leads by slot; 0 where there is none. */
  readonly ids: Int32Array
  readonly names: NameOrder
  /** Slots of leads that are there. */
  readonly there: Bitmap
  private slotOfId: Int32Array
  private used = 0
  private readonly kept = {
    columns: new Map<string, KeptEntry>(),
    rules: new Map<string, KeptEntry>(),
    orders: new Map<string, KeptEntry>(),
  }
  private customKinds: Map<number, CustomFieldKind> | undefined
  /** The days other than today of which something may be kept, the one asked for last at the end. */
  private otherDays: PlainDate[] = []

  /** `byName`: the ids of all leads in the order of their names, where they are read already. */
  constructor(raw: Database.Database, today: PlainDate, byName = allSteps(readIdsByName(raw))) {
    this.raw = raw
    this.today = today
    this.size = byName.length + SPARE_SLOTS
    this.ids = new Int32Array(this.size)
    this.ids.set(byName.toSorted())
    this.used = byName.length
    this.there = new Bitmap(this.size)
    this.slotOfId = new Int32Array((this.ids[this.used - 1] ?? 0) + 1 + SPARE_SLOTS).fill(-1)
    for (let slot = 0; slot < this.used; slot += 1) {
      this.slotOfId[this.ids[slot] as number] = slot
      this.there.set(slot, true)
    }
    this.names = new NameOrder(this, this.slotsOf(byName))
  }

  private slotsOf(ids: Int32Array): Int32Array {
    return ids.map((id) => this.slotOfId[id] as number)
  }

  private readNames(): Int32Array {
    return this.slotsOf(allSteps(readIdsByName(this.raw)))
  }

  /** The slot of a lead, or -1. */
  slotOf(id: number): number {
    const slot = this.slotOfId[id] ?? -1
    return slot !== -1 && this.there.has(slot) ? slot : -1
  }

  idAt(slot: number): LeadId {
    return this.ids[slot] as LeadId
  }

  /**
   * Brings everything kept up to date for the leads that changed, and lets go of what changed in bulk. Gives false where that is not
   * worth the while: then a new book is.
   */
  follow(touched: Touched): boolean {
    this.customKinds = undefined
    const moved = touched.isWhole ? undefined : this.takeIn(touched.byTable.get('lead') ?? [])
    if (moved === undefined) return false
    if (touched.inBulk.has('lead')) this.names.readAnew(this.readNames())
    else this.names.move(moved)
    for (const kept of Object.values(this.kept))
      for (const [key, entry] of kept) {
        const slots = this.slotsTouched(touched, entry.value.tables)
        if (slots !== undefined) for (const slot of slots) entry.late.add(slot)
        if (slots === undefined || entry.late.size > LATE_AT_MOST) kept.delete(key)
      }
    return true
  }

  /** The day that a field's values are of where temperatures are asked of a day. */
  dayOfField(field: FieldKey, temperatureOn: PlainDate): PlainDate {
    return datedFields.has(field) ? temperatureOn : this.today
  }

  texts(field: FieldKey, on = this.today): TextColumn {
    return this.keep('columns', field, () => new TextColumn(this.sourceOf(field, on), this.readerOn(on)), on)
  }

  /** Goes through the texts of a field that are not held in memory, as {@link eachTextInAnyOrder} does, or those of some slots. */
  eachText(
    field: FieldKey,
    slots: readonly number[] | undefined,
    take: (slot: number, text: string, place: number) => void,
    on = this.today,
  ): void {
    const [reader, source] = [this.readerOn(on), this.sourceOf(field, on)]
    if (slots === undefined) eachTextInAnyOrder(reader, source, take)
    else eachText(reader, source, slots, (slot, text) => take(slot, text, 0))
  }

  numbers(field: FieldKey, on = this.today): NumberColumn {
    return this.keep('columns', field, () => new NumberColumn(this.sourceOf(field, on), this.readerOn(on)), on)
  }

  set(name: LeadSetName): SetColumn {
    return this.keep('columns', name, () => new SetColumn(leadSets[name], this))
  }

  scores(on = this.today): StandingColumns {
    return this.keep('columns', 'score', () => new StandingColumns(this, on), on)
  }

  /** What is kept under a key for a day, made where it is not, and brought up to date when somebody asks for it. */
  keep<T extends Kept>(what: keyof typeof this.kept, name: string, make: () => T, on = this.today): T {
    const map = this.kept[what]
    const key = on === this.today ? name : this.keyOnOtherDay(name, on)
    let entry = map.get(key)
    if (entry === undefined) entry = { value: make(), late: new Set() }
    else if (entry.late.size > 0) {
      const late = [...entry.late]
      entry.late.clear()
      entry.value.update(late)
    }
    map.delete(key)
    map.set(key, entry)
    this.letGo(what)
    return entry.value as T
  }

  /** Lets go of what was asked for longest ago where more is kept than may be. */
  private letGo(what: keyof typeof this.kept): void {
    const map = this.kept[what]
    let bytes = 0
    for (const { value } of map.values()) bytes += value.byteLength
    for (const [oldest, { value }] of map) {
      if (map.size === 1 || (map.size <= KEPT_AT_MOST[what] && bytes <= BYTES_KEPT_AT_MOST[what])) break
      map.delete(oldest)
      bytes -= value.byteLength
    }
  }

  /** A key for another day; what is kept of the days asked for longest ago is let go of. */
  private keyOnOtherDay(name: string, on: PlainDate): string {
    if (this.otherDays.at(-1) !== on) {
      this.otherDays = [...this.otherDays.filter((day) => day !== on), on]
      for (const day of this.otherDays.splice(0, this.otherDays.length - OTHER_DAYS_KEPT))
        for (const kept of Object.values(this.kept))
          for (const key of kept.keys()) if (key.endsWith(` on ${day}`)) kept.delete(key)
    }
    return `${name} on ${on}`
  }

  /** Where a field's values on a day stand. Throws where the field follows from others. */
  sourceOf(field: FieldKey, on = this.today): FieldSource {
    const source = this.findSource(field, on)
    if (source === undefined) throw new Error(`No values of ${field}`)
    return source
  }

  private findSource(field: FieldKey, on: PlainDate): FieldSource | undefined {
    if (field === 'fit') return fitSource(this.raw)
    if (field === 'interest') return interestSource(this.raw, on)
    const id = customFieldOf(field)
    return id === undefined ? sourceOf(field as LeadField) : this.customSourceOf(id)
  }

  private customSourceOf(id: number): FieldSource | undefined {
    const kind = this.customKind(id)
    return kind === undefined ? undefined : sourceOfCustom(id, kind)
  }

  /** The kind of a custom field; undefined where there is none of that id. */
  customKind(id: number): CustomFieldKind | undefined {
    this.customKinds ??= new Map(
      this.raw.prepare<[], [number, CustomFieldKind]>('SELECT id, kind FROM custom_field').raw().all(),
    )
    return this.customKinds.get(id)
  }

  private readerOn(on: PlainDate): RowReader {
    return {
      size: this.size,
      eachRow: (rows, slots, take) => this.eachRow(rows, slots, take, on),
      eachRowAtOnce: (rows, take) => this.eachRowAtOnce(rows, take),
      eachLyingRow: (lying, take) => this.eachLyingRow(lying, take),
      eachRowOfValues: (values, take) => this.eachRowOfValues(values, take),
    }
  }

  eachRowAtOnce(rows: (where: Where) => string, take: (slot: number, value: string | number | null) => void): void {
    const statement = this.raw.prepare<[], [number, string | number | null]>(rows(() => 'TRUE')).raw()
    for (const [id, value] of statement.iterate()) {
      const slot = this.slotOf(id)
      if (slot !== -1) take(slot, value)
    }
  }

  eachLyingRow(
    { table, rows }: LyingRows,
    take: (slot: number, value: string | number | null, place: number) => void,
  ): void {
    const last = this.raw.prepare<[], number | null>(`SELECT max(id) FROM ${table}`).pluck().get() ?? 0
    this.eachRowByRange(rows, last, take, 'place')
  }

  /** Goes through rows that are narrowed by an id, range by range of these. */
  eachRowByRange(
    rows: (where: Where) => string,
    last: number,
    take: (slot: number, value: string | number | null, place: number) => void,
    place: 'place' | '0' = '0',
  ): void {
    const statement = this.raw
      .prepare<[number, number], [string, string, string]>(
        `SELECT json_group_array(lead), json_group_array(value), json_group_array(${place}) FROM (${rows((id) => `${id} BETWEEN ? AND ?`)})`,
      )
      .raw()
    for (let from = 0; from <= last; from += IDS_A_READ) {
      const [leads, values, places] = (statement.get(from, from + IDS_A_READ - 1) as [string, string, string]).map(
        (packed) => JSON.parse(packed) as (string | number | null)[],
      ) as [number[], (string | number | null)[], number[]]
      for (let at = 0; at < leads.length; at += 1) {
        const slot = this.slotOf(leads[at] as number)
        if (slot !== -1) take(slot, values[at] ?? null, places[at] as number)
      }
    }
  }

  eachRowOfValues(values: string, take: (slot: number, value: string | number | null) => void): void {
    for (const [value, leads] of this.raw.prepare<[], [string | number | null, string]>(values).raw().iterate())
      for (const id of JSON.parse(leads) as number[]) {
        const slot = this.slotOf(id)
        if (slot !== -1) take(slot, value)
      }
  }

  eachRow(
    rows: (where: Where) => string,
    slots: readonly number[] | undefined,
    take: (slot: number, value: string | number | null) => void,
    on = this.today,
  ): void {
    const where: Where = (leadId) =>
      slots === undefined ? `${leadId} BETWEEN :from AND :to` : `${leadId} IN (SELECT value FROM json_each(:only))`
    const statement = this.raw
      .prepare<[object], [string, string]>(
        `SELECT json_group_array(lead), json_group_array(value) FROM (${rows(where)})`,
      )
      .raw()
    const read = (parameters: object) => {
      const [leads, values] = statement.get({ today: this.today, on, ...parameters }) as [string, string]
      const found = JSON.parse(values) as (string | number | null)[]
      ;(JSON.parse(leads) as number[]).forEach((id, index) => {
        const slot = this.slotOf(id)
        if (slot !== -1) take(slot, found[index] ?? null)
      })
    }
    if (slots !== undefined) {
      read({ only: JSON.stringify(slots.map((slot) => this.ids[slot])) })
      return
    }
    const last = this.ids.reduce((max, id) => Math.max(max, id), 0)
    for (let from = 0; from <= last; from += IDS_A_READ) read({ from, to: from + IDS_A_READ - 1 })
  }

  /** The slots of which rows of these tables changed; undefined where too many did. */
  private slotsTouched(touched: Touched, tables: readonly string[]): number[] | undefined {
    const slots = new Set<number>()
    const isAny = tables.includes('any')
    if (isAny ? touched.inBulk.size > 0 : tables.some((table) => touched.inBulk.has(table))) return undefined
    for (const [table, ids] of touched.byTable)
      if (isAny || tables.includes(table))
        for (const id of ids) {
          const slot = this.slotOfId[id] ?? -1
          if (slot !== -1) slots.add(slot)
        }
    return [...slots]
  }

  /** Gives slots to leads that came and takes those that went out. Gives the slots of all of them, or undefined where there is no room. */
  private takeIn(ids: Iterable<LeadId>): number[] | undefined {
    const all = [...ids]
    if (all.length === 0) return []
    const standing = new Set(readIds(this.raw, 'SELECT id FROM lead WHERE id IN (SELECT value FROM json_each(?))', all))
    const slots: number[] = []
    for (const id of all) {
      let slot = this.slotOfId[id] ?? -1
      if (slot === -1) {
        if (!standing.has(id)) continue
        if (this.used === this.size || id >= this.slotOfId.length) return undefined
        slot = this.used
        this.used += 1
        this.ids[slot] = id
        this.slotOfId[id] = slot
      }
      this.there.set(slot, standing.has(id))
      slots.push(slot)
    }
    return slots
  }
}

/** The score of every lead on a day in hundredths, and whether it is warm, hot, cooling or pinned. */
export class StandingColumns implements Kept {
  readonly tables = ['signal', 'hand_tag', 'rules']
  readonly hundredths: Int32Array
  readonly flags: Record<StandingFlag, Bitmap>
  private readonly book: LeadBook
  private readonly on: PlainDate

  constructor(book: LeadBook, on: PlainDate) {
    this.book = book
    this.on = on
    this.hundredths = new Int32Array(book.size)
    this.flags = {
      warm: new Bitmap(book.size),
      hot: new Bitmap(book.size),
      cooling: new Bitmap(book.size),
      pinned: new Bitmap(book.size),
    }
    for (const [id, standing] of standingOfAll(book, on)) {
      const slot = book.slotOf(id)
      if (slot !== -1) this.take(slot, standing)
    }
  }

  get byteLength(): number {
    return Object.values(this.flags).reduce((sum, flag) => sum + flag.byteLength, this.hundredths.byteLength)
  }

  update(slots: readonly number[]): void {
    const { book, on } = this
    const ids = slots.map((slot) => book.idAt(slot))
    const standing = on === book.today ? standingOfAll(book) : standingOf(book, ids, on)
    for (const slot of slots) {
      this.hundredths[slot] = 0
      for (const flag of Object.values(this.flags)) flag.set(slot, false)
      this.take(slot, standing.get(book.idAt(slot)) ?? coldAssessment)
    }
  }

  /** Takes what a lead stands at, of which nothing is known yet. */
  private take(slot: number, { score, temperature, isHot, isCooling, isPinned }: Standing): void {
    this.hundredths[slot] = Math.round(score * 100)
    if (temperature === 'warm') this.flags.warm.set(slot, true)
    if (isHot) this.flags.hot.set(slot, true)
    if (isCooling) this.flags.cooling.set(slot, true)
    if (isPinned) this.flags.pinned.set(slot, true)
  }
}

/** The ids of all leads, or companies, in the order of their names, of equal names the first that came in first. */
export function* readIdsByName(raw: Database.Database, table: 'lead' | 'company' = 'lead'): Steps<Int32Array> {
  const readIdsAfter = raw
    .prepare<[string, number], string>(
      `SELECT json_group_array(id) FROM (SELECT id FROM ${table} WHERE (name_key, id) > (?, ?) ORDER BY name_key, id LIMIT ${NAMES_A_STEP})`,
    )
    .pluck()
  const readKey = raw.prepare<[number], string>(`SELECT name_key FROM ${table} WHERE id = ?`).pluck()
  const parts: number[][] = []
  let [count, lastKey, lastId] = [0, '', 0]
  for (;;) {
    const ids = JSON.parse(readIdsAfter.get(lastKey, lastId) ?? '[]') as number[]
    parts.push(ids)
    count += ids.length
    if (ids.length < NAMES_A_STEP) break
    lastId = ids.at(-1) as number
    lastKey = readKey.get(lastId) as string
    yield
  }
  const byName = new Int32Array(count)
  let place = 0
  for (const ids of parts) {
    byName.set(ids, place)
    place += ids.length
  }
  return byName
}

/** Ids that a statement gives, in its order; it may take ids as one parameter. */
function readIds(raw: Database.Database, sql: string, ids?: readonly number[]): Int32Array {
  const packed = raw.prepare<unknown[], string>(`SELECT json_group_array(id) FROM (${sql})`).pluck()
  return new Int32Array(JSON.parse(packed.get(...(ids === undefined ? [] : [JSON.stringify(ids)])) ?? '[]') as number[])
}
