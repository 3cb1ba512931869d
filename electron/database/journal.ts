import type Database from 'better-sqlite3'
import { sql } from 'kysely'
import type { ChangeCause, ChangeLabel, UndoReport } from '../../shared/contract/journal.contract.ts'
import { Refusal } from '../../shared/contract/reply.ts'
import type { ChangeSetId, LeadId } from '../../shared/primitives/ids.ts'
import type { WorkbookReader, WorkbookTransaction } from './workbook-schema.ts'

const KEPT_LISTED = 500

/** Begins a change set inside a transaction: from here on the row triggers keep what every row was before. */
export async function beginChangeSet(
  trx: WorkbookTransaction,
  label: ChangeLabel,
  cause: ChangeCause,
  madeAt: string,
  reverses: ChangeSetId | null = null,
): Promise<ChangeSetId> {
  const { id } = await trx
    .insertInto('change_set')
    .values({ label: JSON.stringify(label), cause, made_at: madeAt, reverses_id: reverses, state: 'done' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx.updateTable('journal_cursor').set({ change_set_id: id }).where('id', '=', 1).execute()
  return id as ChangeSetId
}

/** Names a change set anew, for a label that counts what was done. */
export async function relabelChangeSet(trx: WorkbookTransaction, id: ChangeSetId, label: ChangeLabel): Promise<void> {
  await trx
    .updateTable('change_set')
    .set({ label: JSON.stringify(label) })
    .where('id', '=', id)
    .execute()
}

/** Ends the change set. Gives false, and leaves no trace of it, where not one row changed. */
export async function endChangeSet(trx: WorkbookTransaction, id: ChangeSetId): Promise<boolean> {
  await trx.updateTable('journal_cursor').set({ change_set_id: null }).where('id', '=', 1).execute()
  const first = await trx.selectFrom('change').select('id').where('change_set_id', '=', id).limit(1).executeTakeFirst()
  if (first) return true
  await trx.deleteFrom('change_set').where('id', '=', id).execute()
  return false
}

/**
 * Writes rows in bulk without the insert triggers of these tables, and journals them as ranges of ids: `write` must insert only
 * rows whose ids lie in the ranges it gives, without gaps. The triggers stand again afterwards, within the same transaction.
 */
export function journalBulkInsert(
  raw: Database.Database,
  changeSet: ChangeSetId,
  tables: readonly string[],
  write: () => { table: string; firstId: number; lastId: number }[],
): void {
  const dropped = tables.map((table) => {
    const name = `journal_insert_${table}`
    const statement = raw.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?").pluck().get(name)
    if (typeof statement !== 'string') throw new Error(`No journal trigger for ${table}`)
    raw.exec(`DROP TRIGGER "${name}"`)
    return statement
  })
  const record = raw.prepare(
    "INSERT INTO change (change_set_id, table_name, row_id, last_row_id, operation) VALUES (?, ?, ?, ?, 'insert')",
  )
  for (const range of write())
    if (range.lastId >= range.firstId) record.run(changeSet, range.table, range.firstId, range.lastId)
  for (const statement of dropped) raw.exec(statement)
}

/** The change set that undo takes next: the latest not wholly undone. */
export async function findNextToUndo(db: WorkbookReader): Promise<ChangeSetId | undefined> {
  const row = await db
    .selectFrom('change_set')
    .select('id')
    .where('state', '!=', 'undone')
    .where('cause', 'not in', ['undo', 'redo'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id as ChangeSetId | undefined
}

/** The undoing that redo takes back next: the latest standing, where nothing else was done since. */
export async function findNextToRedo(db: WorkbookReader): Promise<ChangeSetId | undefined> {
  const row = await db
    .selectFrom('change_set as undoing')
    .select('undoing.id')
    .where('undoing.cause', '=', 'undo')
    .where('undoing.state', '!=', 'undone')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('change_set as later')
            .select('later.id')
            .whereRef('later.id', '>', 'undoing.id')
            .where('later.cause', 'not in', ['undo', 'redo']),
        ),
      ),
    )
    .orderBy('undoing.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id as ChangeSetId | undefined
}

type ChangeRow = {
  id: number
  table_name: string
  row_id: number
  last_row_id: number | null
  lead_id: number | null
  operation: 'insert' | 'update' | 'delete'
  before: string | null
}

/**
 * Takes a change set back inside a transaction, as a change set of its own (cause undo, or redo where it takes back an undoing).
 * A lead that the set made and that was worked on since stays whole, and so does a field changed since; both are listed.
 * What was undone itself does not count as work. Undoing again later takes what then is free.
 */
export async function reverseChangeSet(
  trx: WorkbookTransaction,
  raw: Database.Database,
  id: ChangeSetId,
  madeAt: string,
): Promise<UndoReport> {
  const target = await trx.selectFrom('change_set').selectAll().where('id', '=', id).executeTakeFirst()
  if (!target) throw new Refusal('not_found', `There is no change ${id} in this workbook.`)
  if (target.state === 'undone') throw new Refusal('not_possible', 'That change is already undone.')
  if (target.cause === 'redo') throw new Refusal('not_possible', 'Undo the change itself, not its doing again.')
  const isRedo = target.cause === 'undo'
  const label = JSON.parse(target.label) as ChangeLabel
  const reversal = await beginChangeSet(trx, label, isRedo ? 'redo' : 'undo', madeAt, id)
  const reversing = new Reversing(raw, id, isRedo)
  reversing.run()
  const hasChanged = await endChangeSet(trx, reversal)
  const isWhole = reversing.kept.size === 0
  await setState(trx, id, isWhole ? 'undone' : 'partly_undone')
  if (isRedo && target.reverses_id !== null) {
    const otherUndoing = await trx
      .selectFrom('change_set')
      .select('id')
      .where('reverses_id', '=', target.reverses_id)
      .where('cause', '=', 'undo')
      .where('state', '!=', 'undone')
      .executeTakeFirst()
    await setState(trx, target.reverses_id, otherUndoing ? 'partly_undone' : 'done')
  }
  return {
    changeSet: hasChanged ? reversal : null,
    label,
    reversedLeads: reversing.reversedLeads,
    reversedRows: reversing.reversedRows,
    kept: [...reversing.kept.values()].slice(0, KEPT_LISTED),
    keptCount: reversing.kept.size,
    impossible: reversing.impossible,
  }
}

async function setState(
  trx: WorkbookTransaction,
  id: number,
  state: 'done' | 'partly_undone' | 'undone',
): Promise<void> {
  await trx.updateTable('change_set').set({ state }).where('id', '=', id).execute()
}

class Reversing {
  readonly kept = new Map<string, { leadId: LeadId | null; name: string; table: string }>()
  readonly impossible: { table: string; reason: string }[] = []
  reversedRows = 0
  reversedLeads = 0
  private readonly columns = new Map<string, Set<string>>()
  private readonly raw: Database.Database
  private readonly id: ChangeSetId
  private readonly isOfUndoing: boolean

  constructor(raw: Database.Database, id: ChangeSetId, isOfUndoing: boolean) {
    this.raw = raw
    this.id = id
    this.isOfUndoing = isOfUndoing
  }

  run(): void {
    this.raw.exec('CREATE TEMP TABLE IF NOT EXISTS kept_lead (id INTEGER PRIMARY KEY)')
    this.raw.exec('DELETE FROM temp.kept_lead')
    if (!this.isOfUndoing) this.findLeadsWorkedOn()
    const changes = this.raw
      .prepare<[number], ChangeRow>(
        'SELECT id, table_name, row_id, last_row_id, lead_id, operation, before FROM change WHERE change_set_id = ? ORDER BY id DESC',
      )
      .all(this.id)
    for (const change of changes) {
      if (change.operation === 'insert') this.takeBackInsert(change)
      else if (change.operation === 'update') this.takeBackUpdate(change)
      else this.takeBackDelete(change)
    }
    this.raw.exec('DELETE FROM temp.kept_lead')
  }

  /** Leads that this set made and that a later change, still standing, touches. */
  private findLeadsWorkedOn(): void {
    this.raw
      .prepare(`
        INSERT OR IGNORE INTO temp.kept_lead (id)
        SELECT DISTINCT later.lead_id FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
        WHERE later.id > (SELECT max(id) FROM change WHERE change_set_id = :id) AND later.change_set_id != :id AND later.lead_id IS NOT NULL
          AND change_set.state != 'undone' AND change_set.cause NOT IN ('undo', 'redo')
          AND EXISTS (
            SELECT 1 FROM change AS made WHERE made.change_set_id = :id AND made.table_name = 'lead' AND made.operation = 'insert'
              AND later.lead_id BETWEEN made.row_id AND coalesce(made.last_row_id, made.row_id))
          AND EXISTS (SELECT 1 FROM lead WHERE lead.id = later.lead_id)`)
      .run({ id: this.id })
    const leads = this.raw
      .prepare<[], { id: LeadId; name: string }>(
        'SELECT lead.id, lead.name FROM temp.kept_lead JOIN lead USING (id) ORDER BY lead.name_key',
      )
      .all()
    for (const lead of leads) this.kept.set(`lead:${lead.id}`, { leadId: lead.id, name: lead.name, table: 'lead' })
  }

  private takeBackInsert(change: ChangeRow): void {
    const table = change.table_name
    const owner = table === 'lead' ? 'id' : this.columnsOf(table).has('lead_id') ? 'lead_id' : undefined
    const isFree = owner === undefined ? '' : ` AND ${owner} NOT IN (SELECT id FROM temp.kept_lead)`
    const last = change.last_row_id ?? change.row_id
    if (change.last_row_id === null && this.wasChangedSince(change)) {
      this.keep(change)
      return
    }
    // What others still point to (a tag, a company, a custom field) stays without a word: it belongs to them now.
    const unreferenced = this.referencesTo(table).map(
      ([from, column]) => ` AND NOT EXISTS (SELECT 1 FROM "${from}" WHERE "${from}"."${column}" = "${table}".id)`,
    )
    const hasOwnRowsBelow = table === 'lead'
    const guard = hasOwnRowsBelow ? '' : unreferenced.join('')
    const { changes } = this.raw
      .prepare(`DELETE FROM "${table}" WHERE id BETWEEN ? AND ?${isFree}${guard}`)
      .run(change.row_id, last)
    this.reversedRows += changes
    if (table === 'lead') this.reversedLeads += changes
  }

  private takeBackUpdate(change: ChangeRow): void {
    const table = change.table_name
    const before = JSON.parse(change.before ?? '{}') as Record<string, string | number | null>
    const current = this.row(table, change.row_id)
    if (!current) return
    if (change.lead_id !== null && this.isKeptLead(change.lead_id)) return
    const after = this.imageAfter(change) ?? current
    const changedSince = this.columnsChangedSince(change, after, current)
    const restore: Record<string, string | number | null> = {}
    let hasKept = false
    for (const [column, value] of Object.entries(before)) {
      if (value === after[column]) continue
      // What is derived from other fields follows them and is no edit of its own.
      if (changedSince.has(column) && column !== 'search_text') hasKept = true
      else restore[column] = value
    }
    if (hasKept) this.keep(change)
    const names = Object.keys(restore)
    if (names.length === 0) return
    try {
      this.raw
        .prepare(`UPDATE "${table}" SET ${names.map((name) => `"${name}" = ?`).join(', ')} WHERE id = ?`)
        .run(...Object.values(restore), change.row_id)
      this.reversedRows += 1
      if (table === 'lead') this.reversedLeads += 1
    } catch (error) {
      this.fail(change, error)
    }
  }

  private takeBackDelete(change: ChangeRow): void {
    const before = JSON.parse(change.before ?? '{}') as Record<string, string | number | null>
    const names = Object.keys(before)
    try {
      this.raw
        .prepare(
          `INSERT INTO "${change.table_name}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        )
        .run(...Object.values(before))
      this.reversedRows += 1
      if (change.table_name === 'lead') this.reversedLeads += 1
    } catch (error) {
      this.fail(change, error)
    }
  }

  /** The row right after this change: what the next change of it found, or what it is now. */
  private imageAfter(change: ChangeRow): Record<string, string | number | null> | undefined {
    const next = this.raw
      .prepare<[string, number, number], { before: string }>(
        'SELECT before FROM change WHERE table_name = ? AND row_id = ? AND id > ? AND before IS NOT NULL ORDER BY id LIMIT 1',
      )
      .get(change.table_name, change.row_id, change.id)
    return next ? (JSON.parse(next.before) as Record<string, string | number | null>) : undefined
  }

  private columnsChangedSince(
    change: ChangeRow,
    after: Record<string, unknown>,
    current: Record<string, unknown>,
  ): Set<string> {
    const changed = new Set<string>()
    if (!this.wasChangedSince(change)) return changed
    for (const column of Object.keys(after)) if (after[column] !== current[column]) changed.add(column)
    return changed
  }

  /** Whether a later change that still stands, of another set, touched this row. */
  private wasChangedSince(change: ChangeRow): boolean {
    if (this.isOfUndoing) return false
    const later = this.raw
      .prepare(`
        SELECT 1 FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
        WHERE later.table_name = ? AND later.row_id = ? AND later.id > ? AND later.change_set_id != ?
          AND change_set.state != 'undone' AND change_set.cause NOT IN ('undo', 'redo') LIMIT 1`)
      .get(change.table_name, change.row_id, change.id, this.id)
    return later !== undefined && this.row(change.table_name, change.row_id) !== undefined
  }

  private isKeptLead(leadId: number): boolean {
    return this.raw.prepare('SELECT 1 FROM temp.kept_lead WHERE id = ?').get(leadId) !== undefined
  }

  private keep(change: ChangeRow): void {
    const leadId = change.lead_id as LeadId | null
    const name =
      leadId === null ? undefined : this.raw.prepare('SELECT name FROM lead WHERE id = ?').pluck().get(leadId)
    this.kept.set(`${change.table_name}:${change.row_id}`, {
      leadId,
      name: typeof name === 'string' ? name : change.table_name,
      table: change.table_name,
    })
  }

  private fail(change: ChangeRow, error: unknown): void {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_CONSTRAINT'))
      throw error
    this.impossible.push({ table: change.table_name, reason: error.message })
  }

  private row(table: string, id: number): Record<string, string | number | null> | undefined {
    return this.raw
      .prepare<[number], Record<string, string | number | null>>(`SELECT * FROM "${table}" WHERE id = ?`)
      .get(id)
  }

  private columnsOf(table: string): Set<string> {
    let columns = this.columns.get(table)
    if (!columns) {
      columns = new Set(this.raw.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table))
      this.columns.set(table, columns)
    }
    return columns
  }

  private referencesTo(table: string): [table: string, column: string][] {
    return this.raw
      .prepare<[string], { from_table: string; from_column: string }>(
        `SELECT schema.name AS from_table, key."from" AS from_column FROM sqlite_schema AS schema JOIN pragma_foreign_key_list(schema.name) AS key
         WHERE schema.type = 'table' AND key."table" = ? AND key.on_delete != 'CASCADE'`,
      )
      .all(table)
      .map((reference) => [reference.from_table, reference.from_column])
  }
}

/** How many rows a change set changed, ranges counted whole. */
export async function countChanges(trx: WorkbookTransaction, id: ChangeSetId): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`SELECT coalesce(sum(coalesce(last_row_id, row_id) - row_id + 1), 0) AS count FROM change WHERE change_set_id = ${id}`.execute(
    trx,
  )
  return rows[0]?.count ?? 0
}
