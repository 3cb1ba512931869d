import type { PlainDate } from '../../primitives/plain-date.ts'
import { type FieldForm, parseFieldText } from '../leads/field-text.ts'
import { nameKey } from '../leads/name-key.ts'
import type { ReadingPlace } from '../leads/reading-place.ts'
import type { SignalKind } from '../temperature/signal-kinds.ts'
import { readAmount } from './amounts.ts'
import {
  isNamePlaceholder,
  isPlaceholder,
  readStage,
  readStatus,
  readTemperatureAnswer,
  readYesNo,
} from './cell-words.ts'
import { readOptOut } from './consent.ts'
import { readContactCell, readTags, uniqueEmails } from './contact-cells.ts'
import { cellsOf, type DayColumn } from './day-columns.ts'
import { type DayInference, looksLikeDay, readDay } from './days.ts'
import { readExactly } from './exact-cell.ts'
import type { NewField, NewFields } from './guess-field-kind.ts'
import { normalizeHeader } from './header-words.ts'
import { type CellWarning, type DraftPhone, emptyDraft, type LeadDraft, type RefusalReason } from './lead-draft.ts'
import type { ColumnMapping } from './mapping.ts'
import { appendName, isLastFirstColumn, joinName, tidy } from './names.ts'
import { finishOwnDraft, readOwnCell } from './own-cells.ts'
import { readSignalKind } from './signal-words.ts'
import type { Table } from './table.ts'
import { customNameOf, isCustomTarget, isSignalTarget, type LeadTarget, signalKindOf } from './targets.ts'

/** What reading rows needs beside the table: the seller's choices and a function that the core lends. */
export type RowChoices = {
  /** `signals`: each row is to tell something that a lead did. */
  readonly kind: 'leads' | 'signals'
  /** ISO 4217 code of the workbook. */
  readonly currency: string
  /** False keeps words such as `n/a` as values. */
  readonly arePlaceholdersEmpty: boolean
  /** What holds for all signals of the file whose row does not say it. */
  readonly signal: {
    readonly kind?: SignalKind | undefined
    readonly on?: PlainDate | undefined
    readonly topic?: string | undefined
  }
  /** The spelling of a topic on file; without it topics are spelled as the file first spells them. */
  readonly topicOnFile?: ((topic: string) => string | undefined) | undefined
  /** Set for a file that Leadbook exported: its cells stand for what they say. Gives the value that a cell of a custom field says. */
  readonly readOwnCustom?: ((name: string, cell: string) => string) | undefined
  readonly normalizePhone: (raw: string) => { readonly e164: string | null; readonly isDamaged: boolean }
  /** The custom fields of the workbook, whose cells are read as their kind; without it all are texts. */
  readonly own?: OwnFields | undefined
}

/**
 * The seller's own fields by name, however it is spelled, those among them that the import makes, and how numbers and sums are written
 * where the seller is.
 */
export type OwnFields = {
  readonly find: (name: string) => FieldForm | undefined
  readonly made: NewFields
  readonly place: ReadingPlace
}

/** What a row says about a lead, or why it is left out. */
export type RowReading =
  | { readonly kind: 'draft'; readonly draft: LeadDraft; readonly warnings: readonly CellWarning[] }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }

type Column = {
  readonly index: number
  readonly header: string
  readonly target: LeadTarget | 'custom' | 'signal'
  readonly customName: string
  readonly field: FieldForm | undefined
  /** The field where the import makes it. */
  readonly made: NewField | undefined
  readonly signalKind: SignalKind | undefined
  readonly day: DayInference | undefined
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type OpenDraft = Mutable<LeadDraft>
type ListField = 'emails' | 'moreLinks' | 'phones' | 'tags' | 'notes' | 'custom' | 'signals'
type NameCells = { full: string; first: string; last: string }
/** What the columns of signals say of a row, put together once all are read. */
type SignalCells = {
  kind: SignalKind | undefined
  on: PlainDate | undefined
  topics: readonly string[]
  notes: readonly string[]
  told: readonly { readonly kind: SignalKind; readonly on: PlainDate | undefined }[]
}

const NO_SIGNALS: SignalCells = { kind: undefined, on: undefined, topics: [], notes: [], told: [] }

/** Words repeat down a column, so each is read once; beyond the limit they are read afresh. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (known.has(text)) return known.get(text) as T
    const reading = read(text)
    if (known.size < 1000) known.set(text, reading)
    return reading
  }
}

/** Reads what the rows of a table say about leads, by its mapping. Matches and writes nothing. */
export class RowReader {
  private readonly readTemperature = remember(readTemperatureAnswer)
  private readonly readStage = remember(readStage)
  private readonly readStatus = remember(readStatus)
  private readonly readTags = remember(readTags)
  private readonly readSignalKind = remember(readSignalKind)
  private readonly columns: readonly Column[]
  private readonly choices: RowChoices
  private readonly today: PlainDate
  private readonly isLastFirst: boolean
  private readonly currencyColumn: number
  private readonly headerCells: readonly string[] | undefined
  private draft: OpenDraft = { ...emptyDraft }
  private warnings: readonly CellWarning[] = NO_WARNINGS
  private names: NameCells = { full: '', first: '', last: '' }
  private signals: SignalCells = NO_SIGNALS
  private readonly topics = new Map<string, string>()
  private cells: readonly string[] = []

  constructor(
    table: Table,
    mapping: readonly ColumnMapping[],
    dayColumns: readonly DayColumn[],
    choices: RowChoices,
    today: PlainDate,
  ) {
    this.columns = mapping
      .filter(({ target }) => target !== 'ignore')
      .map(({ column, header, target }) => ({
        index: column,
        header,
        target: isCustomTarget(target) ? 'custom' : isSignalTarget(target) ? 'signal' : target,
        customName: isCustomTarget(target) ? customNameOf(target) : header,
        field: isCustomTarget(target) ? choices.own?.find(customNameOf(target)) : undefined,
        made: isCustomTarget(target) ? choices.own?.made.find(customNameOf(target)) : undefined,
        signalKind: isSignalTarget(target) ? signalKindOf(target) : undefined,
        day: dayColumns.find((dayColumn) => dayColumn.column === column)?.inference,
      }))
    this.choices = choices
    this.today = today
    this.headerCells = table.dialect.headerRow === null ? undefined : table.writtenHeader
    const nameColumn = this.columns.find(({ target }) => target === 'fullName')
    this.isLastFirst = nameColumn !== undefined && isLastFirstColumn(cellsOf(table, nameColumn.index))
    this.currencyColumn = table.writtenHeader.findIndex((header) =>
      /^(currency|wahrung|devise|moneda|moeda|valuta|waluta|currency code)$/.test(normalizeHeader(header)),
    )
  }

  /** What one row says. */
  read(cells: readonly string[]): RowReading {
    if (this.repeatsHeader(cells)) return REPEATS_HEADER
    this.draft = { ...emptyDraft }
    this.warnings = NO_WARNINGS
    this.names = { full: '', first: '', last: '' }
    this.signals = NO_SIGNALS
    this.cells = cells
    for (const column of this.columns) {
      const cell = cells[column.index]
      if (cell === undefined || cell === '') continue
      const text = cell.trim()
      if (text === '') continue
      this.readCell(column, text)
    }
    const draft = this.finish()
    const isKnown =
      draft.fullName !== null ||
      draft.company !== null ||
      draft.emails.length > 0 ||
      draft.phones.length > 0 ||
      draft.sourceId !== null
    if (!isKnown) return NOTHING_TO_KNOW_BY
    if (this.choices.kind === 'signals' && draft.signals.length === 0 && !draft.optOut && !draft.doNotContact)
      return NO_SIGNAL
    return { kind: 'draft', draft, warnings: this.warnings }
  }

  private repeatsHeader(cells: readonly string[]): boolean {
    const { headerCells } = this
    if (headerCells === undefined || cells[0]?.trim() !== headerCells[0]) return false
    return headerCells.every((header, column) => tidy(cells[column] ?? '') === header)
  }

  private finish(): LeadDraft {
    const { draft } = this
    if (this.choices.readOwnCustom !== undefined) return finishOwnDraft(draft, this.names.full)
    const name = joinName(this.names.full, this.names.first, this.names.last, this.isLastFirst)
    draft.fullName = name.fullName || null
    draft.givenName = name.givenName
    draft.familyName = name.familyName
    draft.emails = draft.emails.length > 1 ? uniqueEmails(draft.emails) : draft.emails
    draft.phones = draft.phones.length > 1 ? uniquePhones(draft.phones) : draft.phones
    if (draft.stage === 'won' || draft.wonOn !== null) {
      draft.stage = 'won'
      if (draft.status === null || draft.status === 'active') draft.status = 'customer'
    }
    if (draft.lostOn !== null) draft.status ??= 'lost'
    if (this.choices.kind === 'signals' || this.signals !== NO_SIGNALS) this.finishSignals()
    return draft
  }

  /** The day a signal column tells goes before the row's own, that before the file's, and that before today. */
  private finishSignals(): void {
    const { signals, choices } = this
    const on = signals.on ?? choices.signal.on ?? this.today
    const topic = this.spellTopic(signals.topics.length > 0 ? signals.topics.join(', ') : (choices.signal.topic ?? ''))
    const note = signals.notes.length > 0 ? signals.notes.join('\n') : null
    const isToldByColumn = this.columns.some(({ target }) => target === 'signalKind' || target === 'signal')
    const kind = signals.kind ?? (isToldByColumn ? undefined : choices.signal.kind)
    if (kind !== undefined) this.push('signals', { kind, on, topic, note })
    for (const told of signals.told) this.push('signals', { kind: told.kind, on: told.on ?? on, topic, note })
  }

  /** A topic has one spelling: that on file, else the first of this file. */
  private spellTopic(topic: string): string | null {
    if (topic === '') return null
    const key = nameKey(topic)
    const spelled = this.topics.get(key) ?? this.choices.topicOnFile?.(topic) ?? topic
    this.topics.set(key, spelled)
    return spelled
  }

  private readCell(column: Column, text: string): void {
    const { draft, names } = this
    const { target } = column
    if (this.choices.readOwnCustom !== undefined) {
      this.readOwn(column, text)
      return
    }
    if (target === 'fullName' || target === 'firstName' || target === 'lastName') {
      if (this.isEmptyWord(text, isNamePlaceholder)) return
      if (target === 'fullName') names.full = text
      else if (target === 'firstName') names.first = appendName(names.first, text)
      else names.last = appendName(names.last, text)
      return
    }
    if (this.isEmptyWord(text, isPlaceholder)) return
    switch (target) {
      case 'email':
      case 'phone':
        this.readContact(column, text)
        return
      case 'tags':
        for (const tag of this.readTags(text)) {
          if (!draft.tags.includes(tag)) this.push('tags', tag)
        }
        return
      case 'notes':
        this.push('notes', text)
        return
      case 'temperature':
        this.readWord(column, text, this.readTemperature(text), (temperature) => {
          if (temperature !== 'none') draft.temperature = temperature
        })
        return
      case 'stage':
        this.readWord(column, text, this.readStage(text), (reading) => {
          if ('isLost' in reading) draft.status = 'lost'
          else draft.stage = reading.stage
        })
        return
      case 'status':
        this.readStatusCell(column, text)
        return
      case 'createdOn':
      case 'wonOn':
      case 'lostOn':
      case 'nextActionOn':
        this.readDayCell(column, target, text)
        return
      case 'signalOn':
        this.signals = { ...this.signals, on: this.readDayOf(column, text, false) }
        return
      case 'signalKind':
        this.readSignalWord(column, text)
        return
      case 'signalTopic':
        this.signals = { ...this.signals, topics: [...this.signals.topics, tidy(text)] }
        return
      case 'signalNote':
        this.signals = { ...this.signals, notes: [...this.signals.notes, text] }
        return
      case 'signal':
        this.readSignalCell(column, text)
        return
      case 'value':
        this.readValue(column, text)
        return
      case 'doNotContact':
      case 'optOut':
        this.readFlag(column, target, text)
        return
      case 'custom':
        this.push('custom', { name: column.customName, value: this.readField(column, text) })
        return
      case 'ignore':
        return
      default:
        draft[target] = tidy(text)
    }
  }

  private readOwn(column: Column, text: string): void {
    const { target, header, customName } = column
    const { currency, readOwnCustom, normalizePhone } = this.choices
    if (target === 'fullName') this.names.full = text
    else if (target === 'phone') this.push('phones', { raw: text, ...normalizePhone(text) })
    else if (target === 'custom')
      this.push('custom', {
        name: customName,
        value: column.made === undefined ? (readOwnCustom?.(customName, text) ?? text) : this.readField(column, text),
      })
    else {
      const said = readOwnCell(target, text, header, currency)
      if (said === undefined) this.keep('unknown_word', column, text)
      else {
        for (const [field, value] of Object.entries(said) as [keyof LeadDraft, LeadDraft[keyof LeadDraft]][]) {
          if (Array.isArray(value)) for (const item of value) this.push(field as ListField, item as never)
          else if (field === 'website' && this.draft.website !== null) this.push('moreLinks', value as string)
          else Object.assign(this.draft, { [field]: value })
        }
      }
    }
  }

  /** Lists begin as the one empty list of all drafts; most stay so, which keeps 100,000 drafts small. */
  private push<F extends ListField>(field: F, item: LeadDraft[F][number]): void {
    const list = this.draft[field] as LeadDraft[F][number][]
    if (list.length === 0) this.draft[field] = [item] as never
    else list.push(item)
  }

  private isEmptyWord(text: string, isEmpty: (text: string) => boolean): boolean {
    return this.choices.arePlaceholdersEmpty && isEmpty(text)
  }

  private readContact(column: Column, text: string): void {
    const found = readContactCell(text)
    for (const email of found.emails) this.push('emails', email)
    for (const raw of found.phones) {
      const phone = this.choices.normalizePhone(raw)
      if (phone.isDamaged) this.warn('damaged_phone', column, raw)
      this.push('phones', { raw, e164: phone.e164, isDamaged: phone.isDamaged })
    }
    const isMissed =
      column.target === 'email'
        ? found.emails.length === 0 && found.phones.length === 0
        : found.phones.length === 0 && found.emails.length === 0
    if (isMissed) this.keep(column.target === 'email' ? 'not_an_email' : 'not_a_phone', column, text)
    else if (found.rest !== '') this.push('custom', { name: column.header, value: found.rest })
  }

  private readWord<T>(column: Column, text: string, reading: T | undefined, take: (reading: T) => void): void {
    if (reading === undefined) this.keep('unknown_word', column, text)
    else take(reading)
  }

  private readStatusCell(column: Column, text: string): void {
    const { draft } = this
    const reading = this.readStatus(text)
    switch (reading?.kind) {
      case undefined:
        this.keep('unknown_word', column, text)
        return
      case 'formerCustomer':
        this.push('tags', tidy(text))
        return
      case 'doNotContact':
        draft.doNotContact = true
        return
      case 'optOut':
        draft.optOut = true
        return
      case 'status':
        draft.status = reading.status
        if (reading.isWordKept) this.push('custom', { name: column.header, value: text })
    }
  }

  private readDayCell(column: Column, target: 'createdOn' | 'wonOn' | 'lostOn' | 'nextActionOn', text: string): void {
    const day = this.readDayOf(column, text, target === 'nextActionOn')
    if (day !== undefined) this.draft[target] = day
  }

  /** A day to come is taken for a plan only. What cannot be read is kept word for word. */
  private readDayOf(column: Column, text: string, isPlan: boolean): PlainDate | undefined {
    const day = readDay(text, column.day?.order ?? null, column.day?.isSerial ?? false)
    if (day === undefined) this.keep(looksLikeDay(text) ? 'ambiguous_day' : 'not_a_day', column, text)
    else if (day > this.today && !isPlan) this.keep('future_day', column, text)
    else return day
    return undefined
  }

  private readSignalWord(column: Column, text: string): void {
    const kind = this.readSignalKind(text)
    if (kind === undefined) this.keep('no_signal_kind', column, text)
    else if (kind !== 'none') this.signals = { ...this.signals, kind }
  }

  /** A cell of a custom field as the workbook keeps it; as written where it does not read as the field's kind. */
  private readField({ field, made, day, customName }: Column, text: string): string {
    const { own } = this.choices
    if (field === undefined || own === undefined) return text
    if (made !== undefined) {
      const value = readExactly(made, text, own.place, { ...made.form, day })
      if (value === undefined) own.made.learn(customName, text)
      return value ?? text
    }
    // By the whole column, and never by a word such as "today", which would be another day when the file comes again.
    if (field.kind === 'day') return readDay(text, day?.order ?? null, day?.isSerial ?? false) ?? text
    return parseFieldText(field, text, own.place).value
  }

  /** A yes, a number above 0 or a day says that the lead did it; a day also says when. */
  private readSignalCell(column: Column, text: string): void {
    const kind = column.signalKind
    if (kind === undefined) return
    const day = looksLikeDay(text) ? readDay(text, column.day?.order ?? null) : undefined
    const isPast = day !== undefined && day <= this.today
    const answer = isPast ? true : /^\d+([.,]\d+)?$/.test(text) ? Number.parseFloat(text) > 0 : readYesNo(text)
    const word =
      answer ?? (this.readSignalKind(text) === kind ? true : this.readSignalKind(text) === 'none' ? false : undefined)
    if (word === undefined) this.keep('no_signal_kind', column, text)
    else if (word)
      this.signals = { ...this.signals, told: [...this.signals.told, { kind, on: isPast ? day : undefined }] }
  }

  private readValue(column: Column, text: string): void {
    const cellCurrency = this.cells[this.currencyColumn]?.trim() ?? ''
    const reading = readAmount(text, this.choices.currency, cellCurrency)
    if (reading.kind === 'amount' && reading.minor >= 0) this.draft.valueMinor = reading.minor
    else if (reading.kind === 'foreign') {
      this.draft.foreignValue = /\p{L}|\p{Sc}/u.test(text) ? text : `${text} ${cellCurrency}`.trim()
      this.warn('foreign_amount', column, text)
    } else this.keep('not_an_amount', column, text)
  }

  /** A day says yes: the column holds when somebody opted out. */
  private readFlag(column: Column, target: 'doNotContact' | 'optOut', text: string): void {
    const answer =
      target === 'optOut'
        ? readOptOut(column.header, text)
        : (readYesNo(text) ?? (looksLikeDay(text) || readStatus(text)?.kind === target ? true : undefined))
    if (answer === undefined) this.keep('unknown_word', column, text)
    else if (answer) this.draft[target] = true
  }

  private keep(code: CellWarning['code'], column: Column, text: string): void {
    this.warn(code, column, text)
    this.push('custom', { name: column.header, value: text })
  }

  private warn(code: CellWarning['code'], column: Column, text: string): void {
    this.warnings = [...this.warnings, { code, column: column.index, text }]
  }
}

const NO_WARNINGS: readonly CellWarning[] = []
const REPEATS_HEADER: RowReading = { kind: 'refused', reason: { code: 'repeats_header' } }
const NOTHING_TO_KNOW_BY: RowReading = { kind: 'refused', reason: { code: 'nothing_to_know_by' } }
const NO_SIGNAL: RowReading = { kind: 'refused', reason: { code: 'no_signal' } }

function uniquePhones(phones: readonly DraftPhone[]): DraftPhone[] {
  const seen = new Set<string>()
  return phones.filter((phone) => {
    const key = phone.e164 ?? phone.raw.replace(/\D/g, '')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
