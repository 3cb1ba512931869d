import type Database from 'better-sqlite3'
import type { ChangeSetId, LeadId } from '../../shared/primitives/ids.ts'

/** A row as the journal keeps it, by its columns. */
export type RowImage = Readonly<Record<string, string | number | null>>

/** What a change set made of one row: as it was before and after, null for not there. */
export type RowChange = {
  readonly changeSet: ChangeSetId
  readonly table: string
  readonly before: RowImage | null
  readonly after: RowImage | null
}

type ChangeRow = {
  id: number
  changeSet: ChangeSetId
  table: string
  rowId: number
  operation: 'insert' | 'update' | 'delete'
  before: string | null
}

/**
 * What change sets made of the rows of a lead, in the order of their changes. Rows that were written in bulk are not told one by one,
 * and so are not among them.
 */
export function readRowChanges(
  raw: Database.Database,
  leadId: LeadId,
  changeSets: readonly ChangeSetId[],
  tables: readonly string[],
): RowChange[] {
  if (changeSets.length === 0) return []
  const changes = raw
    .prepare<object, ChangeRow>(`
      SELECT id, change_set_id AS changeSet, table_name AS "table", row_id AS rowId, operation, before FROM change INDEXED BY change_by_lead
      WHERE lead_id = :leadId AND id >= (SELECT min(id) FROM change WHERE change_set_id = :first) AND id <= (SELECT max(id) FROM change WHERE change_set_id = :last)
        AND change_set_id IN (SELECT value FROM json_each(:changeSets)) AND table_name IN (SELECT value FROM json_each(:tables))
        AND last_row_id IS NULL ORDER BY id`)
    .all({
      leadId,
      // Changes are numbered as their sets are: no others need to be looked at.
      first: Math.min(...changeSets),
      last: Math.max(...changeSets),
      changeSets: JSON.stringify(changeSets),
      tables: JSON.stringify(tables),
    })
  return joinChanges(raw, changes)
}

/** {@link readRowChanges} for the rows of a table that belong to no lead. */
export function readTableChanges(raw: Database.Database, changeSet: ChangeSetId, table: string): RowChange[] {
  const changes = raw
    .prepare<[number, string], ChangeRow>(`
      SELECT id, change_set_id AS changeSet, table_name AS "table", row_id AS rowId, operation, before FROM change
      WHERE change_set_id = ? AND table_name = ? AND last_row_id IS NULL ORDER BY id`)
    .all(changeSet, table)
  return joinChanges(raw, changes)
}

/** A row that is not there any more, as it was last; undefined where the journal has never told of it. */
export function findGoneRow(raw: Database.Database, table: string, rowId: number): RowImage | undefined {
  const before = raw
    .prepare<[string, number], string>(
      'SELECT before FROM change WHERE table_name = ? AND row_id = ? AND before IS NOT NULL ORDER BY id DESC LIMIT 1',
    )
    .pluck()
    .get(table, rowId)
  return before === undefined ? undefined : (JSON.parse(before) as RowImage)
}

/** Several changes of one row in one set are one: from before the first to after the last. */
function joinChanges(raw: Database.Database, changes: readonly ChangeRow[]): RowChange[] {
  const spans = new Map<string, { first: ChangeRow; last: ChangeRow }>()
  for (const change of changes) {
    const key = `${change.changeSet}/${change.table}/${change.rowId}`
    const span = spans.get(key)
    if (span === undefined) spans.set(key, { first: change, last: change })
    else span.last = change
  }
  return [...spans.values()].map(({ first, last }) => ({
    changeSet: first.changeSet,
    table: first.table,
    before: first.before === null ? null : (JSON.parse(first.before) as RowImage),
    after: imageAfter(raw, last),
  }))
}

/** The row right after a change of it: what the next one found, else as it is now. */
function imageAfter(raw: Database.Database, { id, table, rowId, operation }: ChangeRow): RowImage | null {
  if (operation === 'delete') return null
  const next = raw
    .prepare<[string, number, number], string>(
      'SELECT before FROM change WHERE table_name = ? AND row_id = ? AND id > ? AND before IS NOT NULL ORDER BY id LIMIT 1',
    )
    .pluck()
    .get(table, rowId, id)
  if (next !== undefined) return JSON.parse(next) as RowImage
  return (raw.prepare(`SELECT * FROM "${table}" WHERE id = ?`).get(rowId) as RowImage | undefined) ?? null
}
