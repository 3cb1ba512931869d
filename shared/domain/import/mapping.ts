import { foldText } from '../leads/fold-text.ts'
import { isClosingDayHeader, WonDayLook } from './closing-days.ts'
import { type ColumnCounts, ColumnLook, sampleRows } from './column-counts.ts'
import { type HeaderReading, readHeader } from './header-words.ts'
import type { Table } from './table.ts'
import { isSharedTarget, type LeadTarget, type Target } from './targets.ts'

/**
 * Why a column got its target. `header`: by its name. `values`: by its cells, its name says nothing. `values_over_header`: the
 * cells speak against the name. `empty`: no filled cell. `about_others`: somebody else's address or number. `identifier`: numbers
 * that are no phones. `taken`: an earlier column has this target. `unknown`: kept as a custom field. `chosen`: by the seller.
 */
export type MappingReason =
  | 'header'
  | 'values'
  | 'values_over_header'
  | 'empty'
  | 'about_others'
  | 'identifier'
  | 'taken'
  | 'unknown'
  | 'chosen'

/** A column with its target and the evidence for it. `column` is zero-based. */
export type ColumnMapping = {
  readonly column: number
  readonly header: string
  readonly target: Target
  readonly reason: MappingReason
  readonly counts: ColumnCounts
  /** The first filled cells, at most three, for the screen. */
  readonly samples: readonly string[]
}

/** What is known of a mapping before it is guessed; all by zero-based column. */
export type MappingOptions = {
  /** Targets the seller chose: these are not guessed, and no other column gets them. */
  readonly chosen?: ReadonlyMap<number, Target>
  /** Targets that a file of the same kind had before. */
  readonly remembered?: ReadonlyMap<number, Target>
  /** What each row tells of: a lead, or something a lead did. */
  readonly kind?: 'leads' | 'signals'
}

/** The target of each column by header words and values. */
export function guessMapping(table: Table, options: MappingOptions = {}): ColumnMapping[] {
  const chosen = options.chosen ?? new Map<number, Target>()
  const sample = sampleRows(table.rows)
  const columns = table.header.map((header, column): Column => {
    const seen = new ColumnLook()
    for (const cells of sample) {
      seen.counts.looked += 1
      seen.look(cells[column] ?? '')
    }
    return { column, header, seen, reading: readHeader(table.writtenHeader[column] ?? '') }
  })
  const guess = ({ column, reading, seen }: Column): Guess =>
    guessColumn(reading, seen.counts, table.notes[column]?.spreadsheetDayCount ?? 0)
  const guesses = columns.map(guess)
  const wonDays = lookAtAllRows(table, columns, guesses, sample.length)
  for (const column of columns) {
    if (guesses[column.column]?.reason === 'empty') guesses[column.column] = guess(column)
  }
  settleNames(guesses, table, sample)
  settleDealTitle(guesses, table)
  settleWonDay(guesses, wonDays)
  if (table.dialect.headerRow === null) guessNamesByValues(guesses, sample)
  const taken = new Set<Target>([...chosen.values()].filter((target) => !isSharedTarget(target)))
  const order = columns
    .map((column) => column.column)
    .sort((a, b) => rank(guesses[a], columns[a]?.reading) - rank(guesses[b], columns[b]?.reading) || a - b)
  const mappings: ColumnMapping[] = []
  for (const index of order) {
    const column = columns[index]
    const guess = guesses[index]
    if (column === undefined || guess === undefined) continue
    const { header, seen } = column
    const { counts, samples } = seen
    const settled = chosen.get(index)
    if (settled !== undefined) {
      mappings[index] = { column: index, header, target: settled, reason: 'chosen', counts, samples }
    } else if (guess.target === undefined || (taken.has(guess.target) && !isSharedTarget(guess.target))) {
      const reason = guess.target === undefined || guess.reason === 'empty' ? guess.reason : 'taken'
      mappings[index] = {
        column: index,
        header,
        target: reason === 'empty' ? 'ignore' : `custom:${header}`,
        reason,
        counts,
        samples,
      }
    } else {
      taken.add(guess.target)
      mappings[index] = { column: index, header, target: guess.target, reason: guess.reason, counts, samples }
    }
  }
  return mappings
}

type Column = {
  readonly column: number
  readonly header: string
  readonly seen: ColumnLook
  readonly reading: HeaderReading
}

/** Filled cells after which a column that looked empty is looked at no further. */
const ENOUGH_FILLED = 20

/**
 * One walk over all rows for what a sample cannot tell: a column that is empty where looked at may hold a few cells elsewhere,
 * and these are not to be lost; days of closing are days of winning only where every row says so.
 */
function lookAtAllRows(
  table: Table,
  columns: readonly Column[],
  guesses: readonly Guess[],
  lookedRows: number,
): ReadonlyMap<number, WonDayLook> {
  const empty = table.rows.count > lookedRows ? columns.filter(({ seen }) => seen.counts.filled === 0) : []
  const wordColumns = guesses.flatMap(({ target }, column) =>
    target === 'stage' || target === 'status' ? [column] : [],
  )
  const closing =
    wordColumns.length === 0
      ? []
      : columns.filter(({ column }) => isClosingDayHeader(table.writtenHeader[column] ?? ''))
  const wonDays = new Map(closing.map(({ column }) => [column, new WonDayLook(column, wordColumns)]))
  if (empty.length === 0 && wonDays.size === 0) return wonDays
  for (const cells of table.rows) {
    for (const { column, seen } of empty) {
      if (seen.counts.filled < ENOUGH_FILLED) seen.look(cells[column] ?? '')
    }
    for (const wonDay of wonDays.values()) wonDay.look(cells)
  }
  return wonDays
}

type Guess = { target: LeadTarget | undefined; reason: MappingReason }

/** Exact headers choose first, then phrases and values, empty columns last; so "Email" wins over a sentence that holds the word. */
function rank(guess: Guess | undefined, reading: HeaderReading | undefined): number {
  if (guess?.reason === 'header') return reading?.isExact === true ? 0 : 1
  return guess?.reason === 'empty' ? 3 : 2
}

function guessColumn(reading: HeaderReading, counts: ColumnCounts, spreadsheetDays: number): Guess {
  if (counts.filled === 0) return { target: reading.isExact ? reading.target : undefined, reason: 'empty' }
  if (reading.target === 'ignore') return { target: 'ignore', reason: 'header' }
  if (reading.isAboutOthers) return { target: undefined, reason: 'about_others' }
  const share = (count: number): number => count / counts.filled
  const byValues = targetByValues(reading, counts, share)
  if (reading.target === undefined) {
    if (byValues !== undefined) return { target: byValues, reason: 'values' }
    return { target: undefined, reason: reading.isIdentifier ? 'identifier' : 'unknown' }
  }
  if (
    byValues !== undefined &&
    byValues !== reading.target &&
    isContradicted(reading.target, byValues, counts, share)
  ) {
    return { target: byValues, reason: 'values_over_header' }
  }
  if (isImplausible(reading.target, counts, share, spreadsheetDays)) return { target: undefined, reason: 'unknown' }
  return { target: reading.target, reason: 'header' }
}

function targetByValues(
  reading: HeaderReading,
  counts: ColumnCounts,
  share: (count: number) => number,
): LeadTarget | undefined {
  if (share(counts.emailShaped) >= 0.6) return 'email'
  if (share(counts.temperatureWords) >= 0.8) return 'temperature'
  if (
    !reading.isIdentifier &&
    share(counts.phoneShaped) >= 0.6 &&
    (reading.isPhoneHint || share(counts.formattedPhones) >= 0.6)
  )
    return 'phone'
  if (reading.target === undefined && share(counts.urlShaped) >= 0.8) return 'website'
  if (reading.target === undefined && counts.filled >= 2 && share(counts.statusWords) >= 0.6) return 'status'
  return undefined
}

/** Cells of one clear shape overrule a header that promises another. */
function isContradicted(
  target: LeadTarget,
  byValues: LeadTarget,
  counts: ColumnCounts,
  share: (count: number) => number,
): boolean {
  if (byValues === 'email') return target !== 'notes'
  if (byValues === 'phone')
    return (
      target === 'email' ||
      target === 'fullName' ||
      target === 'firstName' ||
      target === 'lastName' ||
      target === 'company'
    )
  // A status column of "Hot" and "Cold" is a temperature; a few words are enough, since they mean nothing else.
  if (byValues === 'temperature')
    return (target === 'status' || target === 'stage' || target === 'tags') && share(counts.statusWords) < 0.5
  return false
}

/** A header that its own cells do not bear out: a day column without a day, a phone column of words. */
function isImplausible(
  target: LeadTarget,
  counts: ColumnCounts,
  share: (count: number) => number,
  spreadsheetDays: number,
): boolean {
  switch (target) {
    case 'createdOn':
    case 'wonOn':
    case 'lostOn':
    case 'nextActionOn':
      return counts.dayShaped === 0 && spreadsheetDays === 0 && counts.serialShaped === 0
    case 'temperature':
      return share(counts.temperatureWords) < 0.5
    case 'fullName':
    case 'firstName':
    case 'lastName':
      return share(counts.urlShaped) > 0.6 || share(counts.dayShaped) > 0.6
    default:
      return false
  }
}

/** "Name", "Nom", "Nombre" mean the family or given name beside its counterpart, and the whole name alone. */
function settleNames(guesses: Guess[], table: Table, sample: readonly (readonly string[])[]): void {
  const words = table.writtenHeader.map((header) =>
    foldText(header)
      .replace(/[^\p{L} ]/gu, '')
      .trim(),
  )
  const has = (target: LeadTarget): boolean => guesses.some((guess) => guess.target === target)
  const firstIndex = guesses.findIndex((guess) => guess.target === 'firstName')
  guesses.forEach((guess, column) => {
    const word = words[column] ?? ''
    if (guess.target === 'lastName' && word === 'nom' && firstIndex === -1) guess.target = 'fullName'
    if (guess.target === 'firstName' && /^(nombre|nome|nombres)$/.test(word) && !has('lastName'))
      guess.target = 'fullName'
    const isBareName = /^(name|naam|nazwa)$/.test(word)
    if (
      guess.target === 'fullName' &&
      isBareName &&
      firstIndex !== -1 &&
      !has('lastName') &&
      !holdsFirstNames(sample, column, firstIndex)
    ) {
      guess.target = 'lastName'
    }
  })
}

function holdsFirstNames(sample: readonly (readonly string[])[], nameColumn: number, firstColumn: number): boolean {
  return sample.some((row) => {
    const first = foldText(row[firstColumn] ?? '')
    return (
      first !== '' &&
      foldText(row[nameColumn] ?? '')
        .split(/[ ,]+/)
        .includes(first)
    )
  })
}

/** Beside a value or stage and a person, "Title" is the deal's title and no job. */
function settleDealTitle(guesses: Guess[], table: Table): void {
  const has = (target: LeadTarget): boolean => guesses.some((guess) => guess.target === target)
  const isDealTable = has('value') && has('stage') && has('fullName') && !has('firstName')
  guesses.forEach((guess, column) => {
    if (isDealTable && guess.target === 'title' && foldText(table.writtenHeader[column] ?? '') === 'title') {
      guess.target = undefined
      guess.reason = 'unknown'
    }
  })
}

/** "Conversion date" or "Closed on" is the day of winning where the words of stage or status say so in every row that has one. */
function settleWonDay(guesses: readonly Guess[], wonDays: ReadonlyMap<number, WonDayLook>): void {
  if (guesses.some(({ target }) => target === 'wonOn')) return
  const won = guesses.find(
    ({ target, reason }, column) =>
      target === undefined && reason === 'unknown' && wonDays.get(column)?.holdsWonDays === true,
  )
  if (won !== undefined) Object.assign(won, { target: 'wonOn', reason: 'values' } satisfies Guess)
}

/** Without a header names are told by their shape: "Ann Lee", beside it "Ann" and "Lee"; a company by its legal form. */
function guessNamesByValues(guesses: Guess[], sample: readonly (readonly string[])[]): void {
  const open = guesses.flatMap((guess, column) =>
    guess.target === undefined && guess.reason === 'unknown' ? [column] : [],
  )
  const share = (test: (row: readonly string[]) => boolean): number =>
    sample.filter(test).length / Math.max(1, sample.length)
  const cell = (row: readonly string[], column: number): string => (row[column] ?? '').trim()
  const take = (column: number | undefined, target: LeadTarget): void => {
    if (column !== undefined) guesses[column] = { target, reason: 'values' }
  }
  const company = open.find((column) => share((row) => LEGAL_FORM.test(cell(row, column))) >= 0.3)
  take(company, 'company')
  const full = open.find((column) => column !== company && share((row) => WHOLE_NAME.test(cell(row, column))) >= 0.6)
  take(full, 'fullName')
  const single = open.filter(
    (column) => column !== company && column !== full && share((row) => NAME_WORD.test(cell(row, column))) >= 0.6,
  )
  const [first, last] = single
  if (first === undefined || last !== first + 1) return
  if (full !== undefined && share((row) => cell(row, full) === `${cell(row, first)} ${cell(row, last)}`) < 0.6) return
  take(first, 'firstName')
  take(last, 'lastName')
}

const WHOLE_NAME = /^\p{Lu}[\p{L}'’.-]+(?:\s+[\p{L}'’.-]+){1,3}$/u
const NAME_WORD = /^\p{Lu}[\p{L}'’-]+$/u
const LEGAL_FORM = /\b(?:inc|llc|ltd|gmbh|ag|kg|corp|sarl|sas|srl|spa|s\.p\.a|bv|nv|ab|oy|plc|lda|sl|s\.l)\.?$/i
