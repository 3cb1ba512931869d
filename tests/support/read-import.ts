import { readFileSync } from 'node:fs'
import { token_sort_ratio as likeness } from 'fuzzball'
import { normalizePhone } from '../../electron/features/import/phones.ts'
import { bytesInMemory } from '../../electron/features/import/readers/byte-source.ts'
import { type ReadRefusal, UnreadableFile } from '../../electron/features/import/readers/read-refusal.ts'
import { type ReadChoices, readRows } from '../../electron/features/import/readers/read-table.ts'
import { Sha1Digests } from '../../electron/features/import/row-hash.ts'
import { type DayColumn, inferDayColumns } from '../../shared/domain/import/day-columns.ts'
import type { DayOrder } from '../../shared/domain/import/days.ts'
import { DraftRows } from '../../shared/domain/import/draft-rows.ts'
import { findTable } from '../../shared/domain/import/header-row.ts'
import {
  type Answers,
  type GroupDecision,
  type ImportCounts,
  noAnswers,
  type RowDecision,
} from '../../shared/domain/import/import-decisions.ts'
import { ImportPlanner } from '../../shared/domain/import/import-planner.ts'
import type { CellWarning, LeadDraft } from '../../shared/domain/import/lead-draft.ts'
import { type ColumnMapping, guessMapping } from '../../shared/domain/import/mapping.ts'
import { type MatchPolicies, matchPolicies } from '../../shared/domain/import/match-policy.ts'
import { PlanTally } from '../../shared/domain/import/plan-tally.ts'
import { type RowChoices, RowReader, type RowReading } from '../../shared/domain/import/row-reader.ts'
import type { Table } from '../../shared/domain/import/table.ts'
import type { Target } from '../../shared/domain/import/targets.ts'
import { plainDate } from '../../shared/primitives/plain-date.ts'
import { ArrayRows } from './array-rows.ts'
import { PretendWorkbook } from './pretend-workbook.ts'

export { hasSharedData, sharedData, sharedFile, sharedFilesIn } from './shared-data.ts'

export function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/import/${name}`, import.meta.url))
}

/** The table in the bytes of a file, its header found unless told by number. */
export function tableOf(
  content: string | Uint8Array,
  { headerRow, ...choices }: ReadChoices & { readonly headerRow?: number | null } = {},
): Table {
  const rows = new ArrayRows()
  const facts = readRows(bytesInMemory(Buffer.from(content)), choices, rows)
  return findTable({ ...facts, rows }, facts.kind === 'cards' ? 0 : headerRow)
}

/** The refusal of a file named `leads.csv`. */
export function refusalOf(content: string | Uint8Array): ReadRefusal {
  try {
    readRows(bytesInMemory(Buffer.from(content)), {}, new ArrayRows())
  } catch (error) {
    if (error instanceof UnreadableFile) return error.toRefusal('leads.csv')
    throw error
  }
  throw new Error('The file was read.')
}

export type TableChoices = {
  kind?: 'leads' | 'signals'
  currency?: string
  country?: string
  dayOrder?: DayOrder
  arePlaceholdersEmpty?: boolean
  /** Target by zero-based column. */
  targets?: ReadonlyMap<number, Target>
  signal?: RowChoices['signal']
  unmatched?: 'create' | 'leave_out'
  answers?: Partial<Answers>
  policies?: MatchPolicies
  /** By row number, then zero-based column. */
  mended?: ReadonlyMap<number, ReadonlyMap<number, string>>
  workbook?: PretendWorkbook
}

/** A table as an import plans it. */
export type ImportedTable = {
  readonly table: Table
  readonly mapping: ColumnMapping[]
  readonly dayColumns: readonly DayColumn[]
  readonly planner: ImportPlanner
  readonly rows: DraftRows
  /** What was read of each row. */
  readonly readings: readonly RowReading[]
  readonly drafts: readonly LeadDraft[]
  readonly warnings: readonly CellWarning[]
  readonly decisions: readonly GroupDecision[]
  /** What becomes of each row, in the order of the file. */
  readonly outcomes: readonly RowDecision[]
  readonly tally: PlanTally
  readonly counts: ImportCounts
}

/** What an import would do, on 21 November 2026; into an empty workbook unless told. */
export function importTable(table: Table, choices: TableChoices = {}): ImportedTable {
  const { kind = 'leads', currency = 'EUR', country = 'DE', arePlaceholdersEmpty = true } = choices
  const mapping = guessMapping(table, { kind, ...(choices.targets && { chosen: choices.targets }) })
  const dayColumns = inferDayColumns(table, mapping, choices.dayOrder)
  const reading = {
    kind,
    currency,
    arePlaceholdersEmpty,
    signal: choices.signal ?? {},
    normalizePhone: (raw: string) => normalizePhone(raw, country),
  }
  const reader = new RowReader(table, mapping, dayColumns, reading, plainDate('2026-11-21'))
  const rows = new DraftRows(table.rows, reader, new Sha1Digests(table.rows.count), choices.mended ?? new Map())
  const planner = new ImportPlanner({
    drafts: rows,
    kind,
    unmatched: choices.unmatched,
    answers: { ...noAnswers, ...choices.answers },
    policies: choices.policies ?? matchPolicies('fill'),
    workbook: choices.workbook ?? new PretendWorkbook(),
    likeness: (one, other) => likeness(one, other, { full_process: false }),
    tell: () => undefined,
  })
  planner.match()
  const tally = new PlanTally(rows.count)
  const decisions: GroupDecision[] = []
  planner.decide((decision) => {
    tally.take(decision)
    decisions.push(decision)
  })
  const readings = Array.from({ length: rows.count }, (_, index) => rows.at(index))
  const read = readings.flatMap((row) => (row.kind === 'draft' ? [row] : []))
  return {
    table,
    mapping,
    dayColumns,
    planner,
    rows,
    readings,
    drafts: read.map(({ draft }) => draft),
    warnings: read.flatMap(({ warnings }) => warnings),
    decisions,
    outcomes: decisions.flatMap((decision) => decision.rows).sort((a, b) => a.index - b.index),
    tally,
    counts: tally.counts(),
  }
}

/** Target by header, as `{ Vorname: 'firstName' }`. */
export function targetsOf(mapping: readonly ColumnMapping[]): Record<string, string> {
  return Object.fromEntries(
    mapping.map(({ header, target }) => [header, target.startsWith('custom:') ? 'custom' : target]),
  )
}
