import { sql } from 'kysely'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { wordsToTell } from './search-words.ts'
import { withoutTriggers } from './without-triggers.ts'
import type { LeadTable, WorkbookTransaction } from './workbook-schema.ts'

export type LeadColumn = Exclude<keyof LeadTable, 'id'>
type Value = string | number | null

/** From so many leads on the triggers stand down: whoever follows the journal then no longer looks at leads one by one. */
const MANY = 500
const ROWS_A_STATEMENT = 2000
const TRIGGERS = ['journal_update_lead', 'lead_search_update']

/**
 * Writes the same columns of leads, each lead once: its id, then the values. Of many leads the triggers are down meanwhile, and the journal
 * and the search table are told by a statement each what the triggers would have told them lead by lead. Throws as SQLite does where a
 * value cannot be written, and then has written nothing.
 */
export async function updateLeads(
  trx: WorkbookTransaction,
  columns: readonly LeadColumn[],
  rows: readonly (readonly [LeadId, ...Value[]])[],
): Promise<void> {
  // In the order of ids: for each lead that lies before the last the search table would write out all it has gathered.
  const inOrder = rows.toSorted(([one], [other]) => one - other)
  if (rows.length < MANY) {
    if (rows.length > 0) await update(trx, columns, JSON.stringify(inOrder))
    return
  }
  await sql`SAVEPOINT many_leads`.execute(trx)
  try {
    await withoutTriggers(trx, TRIGGERS, () => updateMany(trx, columns, inOrder))
    await sql`RELEASE many_leads`.execute(trx)
  } catch (error) {
    // Where the disk failed SQLite has taken the whole transaction back already, and knows of no savepoint.
    await sql`ROLLBACK TO many_leads`.execute(trx).catch(() => undefined)
    await sql`RELEASE many_leads`.execute(trx).catch(() => undefined)
    throw error
  }
}

async function updateMany(
  trx: WorkbookTransaction,
  columns: readonly LeadColumn[],
  inOrder: readonly (readonly [LeadId, ...Value[]])[],
): Promise<void> {
  const isJournaled = await isRecording(trx)
  for (let start = 0; start < inOrder.length; start += ROWS_A_STATEMENT) {
    const chunk = inOrder.slice(start, start + ROWS_A_STATEMENT)
    const given = JSON.stringify(chunk)
    if (isJournaled) await journalUpdates(trx, columns, given)
    const textPlace = columns.indexOf('search_text') + 1
    if (textPlace > 0)
      await tellSearchTable(
        trx,
        chunk.map((row) => [row[0], String(row[textPlace])]),
      )
    await update(trx, columns, given)
  }
}

async function update(trx: WorkbookTransaction, columns: readonly LeadColumn[], rows: string): Promise<void> {
  const set = columns.map((column, index) => sql`${sql.ref(column)} = given.value ->> ${sql.lit(index + 1)}`)
  await sql`
    UPDATE lead SET ${sql.join(set)} FROM json_each(${rows}) AS given WHERE lead.id = given.value ->> 0`.execute(trx)
}

async function isRecording(trx: WorkbookTransaction): Promise<boolean> {
  const { change_set_id } = await trx.selectFrom('journal_cursor').select('change_set_id').executeTakeFirstOrThrow()
  return change_set_id !== null
}

/** What the leads were that now become others, as the trigger writes it. */
async function journalUpdates(trx: WorkbookTransaction, columns: readonly LeadColumn[], rows: string): Promise<void> {
  const table = await sql<{ name: string }>`SELECT name FROM pragma_table_info('lead')`.execute(trx)
  const image = table.rows.map(({ name }) => sql`${sql.lit(name)}, ${sql.ref(`lead.${name}`)}`)
  const isOther = columns.map(
    (column, index) => sql`${sql.ref(`lead.${column}`)} IS NOT given.value ->> ${sql.lit(index + 1)}`,
  )
  await sql`
    INSERT INTO change (change_set_id, table_name, row_id, lead_id, operation, before)
    SELECT (SELECT change_set_id FROM journal_cursor WHERE id = 1), 'lead', lead.id, lead.id, 'update', json_object(${sql.join(image)})
    FROM json_each(${rows}) AS given CROSS JOIN lead ON lead.id = given.value ->> 0
    WHERE ${sql.join(isOther, sql` OR `)} ORDER BY given.key`.execute(trx)
}

async function tellSearchTable(trx: WorkbookTransaction, texts: readonly [LeadId, string][]): Promise<void> {
  const rows = await trx
    .selectFrom('lead')
    .select(['id', 'search_text'])
    .where('id', 'in', sql<number>`(SELECT value ->> 0 FROM json_each(${JSON.stringify(texts)}))`)
    .execute()
  const before = new Map(rows.map(({ id, search_text }) => [id, search_text]))
  const told = texts.flatMap(([id, is]) => {
    const was = before.get(id)
    if (was === undefined || was === is) return []
    const { gone, written } = wordsToTell(was, is)
    return [[id, gone, written]]
  })
  if (told.length === 0) return
  const given = JSON.stringify(told)
  await sql`
    INSERT INTO lead_search (lead_search, rowid, search_text)
    SELECT 'delete', value ->> 0, value ->> 1 FROM json_each(${given}) ORDER BY key`.execute(trx)
  await sql`
    INSERT INTO lead_search (rowid, search_text) SELECT value ->> 0, value ->> 2 FROM json_each(${given}) ORDER BY key`.execute(
    trx,
  )
}
