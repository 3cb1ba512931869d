import type Database from 'better-sqlite3'
import type { ChangeCause, ChangeLabel } from '../../shared/contract/journal.contract.ts'
import type { ChangeSetId } from '../../shared/primitives/ids.ts'
import { withoutTriggers } from './without-triggers.ts'
import type { WorkbookReader, WorkbookTransaction } from './workbook-schema.ts'

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
export async function journalBulkInsert(
  trx: WorkbookTransaction,
  raw: Database.Database,
  changeSet: ChangeSetId,
  tables: readonly string[],
  write: () => { table: string; firstId: number; lastId: number }[],
): Promise<void> {
  const triggers = tables.map((table) => `journal_insert_${table}`)
  await withoutTriggers(trx, triggers, () => {
    const record = raw.prepare(
      "INSERT INTO change (change_set_id, table_name, row_id, last_row_id, operation) VALUES (?, ?, ?, ?, 'insert')",
    )
    for (const range of write())
      if (range.lastId >= range.firstId) record.run(changeSet, range.table, range.firstId, range.lastId)
  })
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
