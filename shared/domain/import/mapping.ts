import { isClosingDayHeader, WonDayLook } from './closing-days.ts'
import { type ColumnCounts, ColumnLook, sampleRows } from './column-counts.ts'
import { type ColumnFacts, type Guess, guessColumn } from './guess-column.ts'
import { guessSignalColumn } from './guess-signals.ts'
import { type HeaderReading, readHeader } from './header-words.ts'
import { OWN_SYSTEM } from './own-export.ts'
import { settleColumns, settleWonDay } from './settle-columns.ts'
import { type KnownSource, recogniseSource } from './sources.ts'
import type { Table } from './table.ts'
import { isCustomTarget, isSharedTarget, type Target } from './targets.ts'

/**
 * Why a column got its target. `header`: by its name. `values`: by its cells, its name says nothing. `values_over_header`: the
 * cells speak against the name. `source`: by the program that the file comes from. `empty`: no filled cell. `about_others`:
 * somebody else's address or number. `identifier`: numbers that are no phones. `taken`: another column has this target. `unknown`:
 * kept as a custom field. `remembered`: as in a file of this source before. `chosen`: by the seller.
 */
export type MappingReason =
  | 'header'
  | 'values'
  | 'values_over_header'
  | 'source'
  | 'empty'
  | 'about_others'
  | 'identifier'
  | 'taken'
  | 'unknown'
  | 'remembered'
  | 'chosen'

/**
 * A column with its target and the evidence for it. `column` is zero-based. Several columns may have `firstName` or `lastName`: middle
 * names and particles, joined in the order of the columns by `appendName`.
 */
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
  /** Targets that a file of the same source had before. */
  readonly remembered?: ReadonlyMap<number, Target>
  /** What each row tells of: a lead, or something a lead did. */
  readonly kind?: 'leads' | 'signals'
}

type Column = {
  readonly column: number
  readonly header: string
  readonly look: ColumnLook
  readonly reading: HeaderReading
}

/** Filled cells after which a column that looked empty is looked at no further. */
const ENOUGH_FILLED = 20

/** The target of each column by header words, values and the program it comes from; shapes are told by 400 rows, emptiness by all. */
export function guessMapping(table: Table, options: MappingOptions = {}): ColumnMapping[] {
  const sample = sampleRows(table.rows)
  const columns = table.header.map((header, column): Column => {
    const look = new ColumnLook()
    for (const cells of sample) {
      look.counts.looked += 1
      look.look(cells[column] ?? '')
    }
    return { column, header, look, reading: readHeader(header) }
  })
  const kind = options.kind ?? 'leads'
  const guess = (column: Column): Guess => guessOne(table, column, kind)
  const guesses = columns.map(guess)
  const wonDays = lookAtAllRows(table, columns, guesses, sample.length)
  for (const column of columns) {
    if (guesses[column.column]?.reason === 'empty') guesses[column.column] = guess(column)
  }
  settleColumns(
    guesses,
    columns.map(({ look }) => look),
    table,
    sample,
  )
  if (kind === 'leads') settleWonDay(guesses, wonDays)
  const source = recogniseSource(table.writtenHeader)
  applyTargets(guesses, columns, targetsOfSource(source, kind), source?.system === OWN_SYSTEM ? 'own' : 'source')
  applyTargets(guesses, columns, options.remembered ?? new Map(), 'remembered')
  applyTargets(guesses, columns, options.chosen ?? new Map(), 'chosen')
  return handOut(columns, guesses)
}

function guessOne(table: Table, { column, header, look, reading }: Column, kind: 'leads' | 'signals'): Guess {
  const facts: ColumnFacts = {
    reading,
    counts: look.counts,
    spreadsheetDays: table.notes[column]?.spreadsheetDayCount ?? 0,
  }
  return kind === 'signals' ? guessSignalColumn(header, facts) : guessColumn(facts)
}

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
  const empty = table.rows.count > lookedRows ? columns.filter(({ look }) => look.counts.filled === 0) : []
  const wordColumns = guesses.flatMap(({ target }, column) =>
    target === 'stage' || target === 'status' ? [column] : [],
  )
  const closing = wordColumns.length === 0 ? [] : columns.filter(({ header }) => isClosingDayHeader(header))
  const wonDays = new Map(closing.map(({ column }) => [column, new WonDayLook(column, wordColumns)]))
  if (empty.length === 0 && wonDays.size === 0) return wonDays
  for (const cells of table.rows) {
    for (const { column, look } of empty) {
      if (look.counts.filled < ENOUGH_FILLED) look.look(cells[column] ?? '')
    }
    for (const wonDay of wonDays.values()) wonDay.look(cells)
  }
  return wonDays
}

/**
 * What the program's own columns mean. A file of leads that is read for signals keeps only what says who the lead is; what tells of
 * signals is left out where rows tell of leads.
 */
function targetsOfSource(source: KnownSource | undefined, kind: 'leads' | 'signals'): ReadonlyMap<number, Target> {
  const targets = new Map(source?.targets)
  for (const [column, target] of targets) {
    const isKept =
      kind === 'leads' ? !target.startsWith('signal') : source?.kind === 'signals' || IDENTITY_TARGETS.has(target)
    if (!isKept) targets.delete(column)
  }
  return targets
}

const IDENTITY_TARGETS: ReadonlySet<Target> = new Set<Target>([
  'sourceId',
  'fullName',
  'firstName',
  'lastName',
  'email',
  'company',
  'ignore',
])

function applyTargets(
  guesses: Guess[],
  columns: readonly Column[],
  targets: ReadonlyMap<number, Target>,
  by: 'own' | 'source' | 'remembered' | 'chosen',
): void {
  const reason = by === 'own' ? 'source' : by
  for (const [column, target] of targets) {
    if (column >= columns.length) continue
    const counts = columns[column]?.look.counts
    // To Leadbook's own file a word for nothing is a word, and columns of what a lead has several of are numbered.
    const isEmpty = counts?.filled === 0 && (by !== 'own' || counts.placeholders === 0)
    if (reason !== 'source' || !isEmpty)
      guesses[column] = { target, reason, ...(by === 'own' ? { joinsOthers: true } : {}) }
    else guesses[column] = { target: isCustomTarget(target) ? undefined : target, reason: 'empty' }
  }
}

/** Gives each target that one column alone may have to the column with the strongest claim. */
function handOut(columns: readonly Column[], guesses: readonly Guess[]): ColumnMapping[] {
  const taken = new Set<Target>()
  const order = columns.toSorted(
    (a, b) => rank(guesses[a.column], a) - rank(guesses[b.column], b) || a.column - b.column,
  )
  const mappings: ColumnMapping[] = []
  for (const { column, header, look } of order) {
    const { target, reason, joinsOthers } = guesses[column] ?? { target: undefined, reason: 'unknown' }
    const isFree =
      target !== undefined &&
      (reason === 'chosen' || joinsOthers === true || isSharedTarget(target) || !taken.has(target))
    if (isFree) taken.add(target)
    const lost = reason === 'empty' || target === undefined ? reason : 'taken'
    mappings[column] = {
      column,
      header,
      target: isFree ? target : lost === 'empty' ? 'ignore' : `custom:${header}`,
      reason: isFree ? reason : lost,
      counts: look.counts,
      samples: look.samples,
    }
  }
  return mappings
}

/**
 * The seller chooses first, then memory and the program, then exact headers, phrases and values, empty columns last; so "Email" wins
 * over a sentence that holds the word.
 */
function rank(guess: Guess | undefined, { reading, look }: Column): number {
  if (guess?.reason === 'chosen') return 0
  if (guess?.reason === 'remembered') return 1
  if (guess?.reason === 'source') return 2
  if (guess?.reason === 'header' && look.counts.filled > 0) return reading.isExact ? 3 : 4
  return guess?.reason === 'empty' ? 6 : 5
}
