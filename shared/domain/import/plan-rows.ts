import type { PlainDate } from '../../primitives/plain-date.ts'
import { readAmount } from './amounts.ts'
import { isNamePlaceholder, isPlaceholder, readStage, readStatus, readTemperature, readYesNo } from './cell-words.ts'
import { readContactCell, readTags, uniqueEmails } from './contact-cells.ts'
import { type DayInference, type DayOrder, inferDays, looksLikeDay, readDay, settleByOtherColumns } from './days.ts'
import { normalizeHeader } from './header-words.ts'
import { type CellWarning, type DraftPhone, emptyDraft, type LeadDraft, type RefusalReason } from './lead-draft.ts'
import type { ColumnMapping } from './mapping.ts'
import { isLastFirstColumn, joinName, tidy } from './names.ts'
import type { Table } from './table.ts'
import { customNameOf, dayTargets, isCustomTarget, type LeadTarget } from './targets.ts'

/** What planning needs beside the table: the seller's choices and two functions that the core lends. */
export type PlanChoices = {
  /** ISO 4217 code of the workbook. */
  readonly currency: string
  /** How days that read both ways are read; left out, the evidence decides or the cell stays open. */
  readonly dayOrder?: DayOrder
  /** False keeps words such as `n/a` as values. */
  readonly arePlaceholdersEmpty?: boolean
  readonly normalizePhone: (raw: string) => { readonly e164: string | null; readonly isDamaged: boolean }
  /** Equal for rows that are equal cell for cell. */
  readonly hashRow: (cells: readonly string[]) => string
}

/** A data row with what it says, or why it is left out. `occurrence`: it is the so-many-th equal row of the file, from 1. */
export type PlannedRow = {
  /** As a spreadsheet shows it. */
  readonly row: number
  /** Zero-based, into the table's rows. */
  readonly index: number
  readonly hash: string
  readonly occurrence: number
} & (
  | { readonly kind: 'draft'; readonly draft: LeadDraft; readonly warnings: readonly CellWarning[] }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
)

/** The days of one column; `asks` means that its open cells are not imported as days until the seller chose an order. */
export type DayColumn = {
  readonly column: number
  readonly target: LeadTarget
  readonly inference: DayInference
  readonly isSettledByOtherColumns: boolean
}

export type ImportDrafts = { readonly rows: readonly PlannedRow[]; readonly dayColumns: readonly DayColumn[] }

type Column = {
  readonly index: number
  readonly header: string
  readonly target: LeadTarget | 'custom'
  readonly customName: string
  readonly day: DayInference | undefined
}

/** What each row of a table says about a lead, by its mapping. Writes and matches nothing. */
export function planRows(
  table: Table,
  mapping: readonly ColumnMapping[],
  choices: PlanChoices,
  today: PlainDate,
): ImportDrafts {
  const dayColumns = inferDayColumns(table, mapping, choices.dayOrder)
  const columns = mapping
    .filter(({ target }) => target !== 'ignore')
    .map(
      ({ column, header, target }): Column => ({
        index: column,
        header,
        target: isCustomTarget(target) ? 'custom' : target,
        customName: isCustomTarget(target) ? customNameOf(target) : header,
        day: dayColumns.find((dayColumn) => dayColumn.column === column)?.inference,
      }),
    )
  const reader = new RowReader(table, columns, choices, today)
  const occurrences = new Map<string, number>()
  const headerKey = table.dialect.headerRow === null ? undefined : table.writtenHeader.join('\u001f')
  const rows = table.rows.map((cells, index): PlannedRow => {
    const row = table.rowNumbers[index] ?? 0
    const hash = choices.hashRow(cells)
    const occurrence = (occurrences.get(hash) ?? 0) + 1
    occurrences.set(hash, occurrence)
    if (
      headerKey !== undefined &&
      cells[0]?.trim() === table.writtenHeader[0] &&
      tidyRow(cells, table.writtenHeader.length) === headerKey
    ) {
      return { kind: 'refused', row, index, hash, occurrence, reason: { code: 'repeats_header' } }
    }
    const { draft, warnings } = reader.read(cells)
    if (draft.fullName === null && draft.company === null && draft.emails.length === 0 && draft.phones.length === 0) {
      return { kind: 'refused', row, index, hash, occurrence, reason: { code: 'nothing_to_know_by' } }
    }
    return { kind: 'draft', row, index, hash, occurrence, draft, warnings }
  })
  return { rows, dayColumns }
}

function tidyRow(cells: readonly string[], width: number): string {
  return Array.from({ length: width }, (_, column) => tidy(cells[column] ?? '')).join('\u001f')
}

function inferDayColumns(table: Table, mapping: readonly ColumnMapping[], chosen: DayOrder | undefined): DayColumn[] {
  const infer = (column: number): DayInference => inferDays(cellsOf(table, column))
  const isDayTarget = (target: string): boolean => (dayTargets as readonly string[]).includes(target)
  const dayColumns = mapping
    .filter(({ target }) => isDayTarget(target))
    .map(({ column, target }) => ({
      column,
      target: target as LeadTarget,
      inference: infer(column),
      isSettledByOtherColumns: false,
    }))
  if (!dayColumns.some(({ inference }) => inference.asks)) return dayColumns
  if (chosen !== undefined)
    return dayColumns.map((column) => ({ ...column, inference: { ...column.inference, order: chosen, asks: false } }))
  const others = mapping
    .filter(
      ({ counts, target }) => isDayTarget(target) || (counts.filled > 0 && counts.dayShaped / counts.filled >= 0.6),
    )
    .map(({ column }) => dayColumns.find((dayColumn) => dayColumn.column === column)?.inference ?? infer(column))
  return dayColumns.map((column) => {
    const inference = settleByOtherColumns(column.inference, others)
    return { ...column, inference, isSettledByOtherColumns: column.inference.asks && !inference.asks }
  })
}

function* cellsOf(table: Table, column: number): Generator<string> {
  for (const row of table.rows) {
    const text = row[column]
    if (text !== undefined && text !== '' && !isPlaceholder(text)) yield text
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type OpenDraft = Mutable<LeadDraft>
type ListField = 'emails' | 'phones' | 'tags' | 'notes' | 'custom'
type NameCells = { full: string; first: string; last: string }

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

class RowReader {
  private readonly readTemperature = remember(readTemperature)
  private readonly readStage = remember(readStage)
  private readonly readStatus = remember(readStatus)
  private readonly readTags = remember(readTags)
  private readonly columns: readonly Column[]
  private readonly choices: PlanChoices
  private readonly today: PlainDate
  private readonly isLastFirst: boolean
  private readonly currencyColumn: number
  private draft: OpenDraft = { ...emptyDraft }
  private warnings: readonly CellWarning[] = NO_WARNINGS
  private names: NameCells = { full: '', first: '', last: '' }
  private cells: readonly string[] = []

  constructor(table: Table, columns: readonly Column[], choices: PlanChoices, today: PlainDate) {
    this.columns = columns
    this.choices = choices
    this.today = today
    const nameColumn = columns.find(({ target }) => target === 'fullName')
    this.isLastFirst = nameColumn !== undefined && isLastFirstColumn(cellsOf(table, nameColumn.index))
    this.currencyColumn = table.writtenHeader.findIndex((header) =>
      /^(currency|wahrung|devise|moneda|moeda|valuta|waluta|currency code)$/.test(normalizeHeader(header)),
    )
  }

  read(cells: readonly string[]): { draft: LeadDraft; warnings: readonly CellWarning[] } {
    this.draft = { ...emptyDraft }
    this.warnings = NO_WARNINGS
    this.names = { full: '', first: '', last: '' }
    this.cells = cells
    for (const column of this.columns) {
      const cell = cells[column.index]
      if (cell === undefined || cell === '') continue
      const text = cell.trim()
      if (text === '') continue
      this.readCell(column, text)
    }
    return { draft: this.finish(), warnings: this.warnings }
  }

  private finish(): LeadDraft {
    const { draft } = this
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
    return draft
  }

  private readCell(column: Column, text: string): void {
    const { draft, names } = this
    const { target } = column
    if (target === 'fullName' || target === 'firstName' || target === 'lastName') {
      if (this.isEmptyWord(text, isNamePlaceholder)) return
      if (target === 'fullName') names.full = text
      else if (target === 'firstName') names.first = text
      else names.last = text
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
          draft.temperature = temperature
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
      case 'value':
        this.readValue(column, text)
        return
      case 'doNotContact':
      case 'optOut':
        this.readFlag(column, target, text)
        return
      case 'custom':
        this.push('custom', { name: column.customName, value: text })
        return
      case 'ignore':
        return
      default:
        draft[target] = tidy(text)
    }
  }

  /** Lists begin as the one empty list of all drafts; most stay so, which keeps 100,000 drafts small. */
  private push<F extends ListField>(field: F, item: LeadDraft[F][number]): void {
    const list = this.draft[field] as LeadDraft[F][number][]
    if (list.length === 0) this.draft[field] = [item] as never
    else list.push(item)
  }

  private isEmptyWord(text: string, isEmpty: (text: string) => boolean): boolean {
    return this.choices.arePlaceholdersEmpty !== false && isEmpty(text)
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
    const day = readDay(text, column.day?.order ?? null, column.day?.isSerial ?? false)
    if (day === undefined) this.keep(looksLikeDay(text) ? 'ambiguous_day' : 'not_a_day', column, text)
    else if (day > this.today && target !== 'nextActionOn') this.keep('future_day', column, text)
    else this.draft[target] = day
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
    const answer = readYesNo(text) ?? (looksLikeDay(text) || readStatus(text)?.kind === target ? true : undefined)
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

function uniquePhones(phones: readonly DraftPhone[]): DraftPhone[] {
  const seen = new Set<string>()
  return phones.filter((phone) => {
    const key = phone.e164 ?? phone.raw.replace(/\D/g, '')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
