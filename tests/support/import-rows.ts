import { findTable } from '../../shared/domain/import/header-row.ts'
import { parseTarget } from '../../shared/domain/import/targets.ts'
import { type ImportedTable, importTable, type TableChoices } from './read-import.ts'
import { gridOfRows } from './table-of-text.ts'

/** A row as cells by target: `{ fullName: 'Ann Lee', email: 'ann@x.de', 'custom:Size': '38' }`. */
export type Said = Readonly<Record<string, string>>

/** Columns that every file of {@link importRows} begins with, so that equal rows of two files are equal cell for cell. */
const FIRST_COLUMNS = ['fullName', 'company', 'email', 'phone', 'title', 'tags', 'notes', 'sourceId', 'city']

/** Rows 2, 3, … that say this, planned as an import of them. */
export function importRows(said: readonly Said[], choices: TableChoices = {}): ImportedTable {
  const rest = new Set(said.flatMap((row) => Object.keys(row)).filter((target) => !FIRST_COLUMNS.includes(target)))
  const targets = [...FIRST_COLUMNS, ...[...rest].sort()]
  const grid = gridOfRows([targets, ...said.map((row) => targets.map((target) => row[target] ?? ''))])
  const chosen = new Map(targets.map((target, column) => [column, parseTarget(target) ?? 'ignore']))
  return importTable(findTable(grid, 1), { ...choices, targets: chosen })
}

/** What becomes of each of these rows, in a word. */
export function kindsOf(said: readonly Said[], choices: TableChoices = {}): string[] {
  return importRows(said, choices).outcomes.map(({ kind }) => kind)
}
