import { sql } from 'kysely'
import { type MergePlan, uniteAddresses, unitePhones } from '../../../shared/domain/leads/merge.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'

/** Tables whose rows move to the kept lead as they are. */
const MOVED_WHOLE = [
  'touch',
  'hand_tag',
  'stage_event',
  'status_event',
  'run',
  'run_step',
  'next_action',
  'note',
  'attachment',
  'import_row',
  'source_id',
  'lead_return',
] as const

/**
 * Moves what happened with leads, and where they came from, to the one that is kept. Signals that are equal, however their topic is
 * spelled, become one, their notes joined.
 */
export async function moveRows(trx: WorkbookTransaction, keep: LeadId, others: readonly LeadId[]): Promise<void> {
  for (const table of MOVED_WHOLE)
    await sql`UPDATE ${sql.table(table)} SET lead_id = ${keep} WHERE lead_id IN ${idsIn(others)}`.execute(trx)
  await moveSignals(trx, keep, others)
  await moveAnswers(trx, keep, others)
  await moveToldApart(trx, keep, others)
}

/** Moves addresses, numbers, links, tags, opt-outs and custom values to the lead that is kept; what it has already goes. */
export async function moveLists(trx: WorkbookTransaction, plan: MergePlan, others: readonly LeadId[]): Promise<void> {
  const { keep } = plan
  const ids = [keep, ...others]
  await moveEmails(trx, ids)
  await movePhones(trx, ids)
  await moveAddresses(trx, ids)
  await moveOptOuts(trx, plan, ids)
  await moveCustomValues(trx, plan, ids)
  await moveLinks(trx, ids)
  await moveTags(trx, ids)
}

async function moveEmails(trx: WorkbookTransaction, ids: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('email')
    .select(['id', 'lead_id', 'address_key'])
    .where('lead_id', 'in', idsIn(ids))
    .orderBy('position')
    .orderBy('id')
    .execute()
  const ordered = byLead(rows, ids)
  const first = firstBy(ordered, (row) => row.address_key)
  await dropRows(trx, 'email', ordered, first)
  await placeRows(trx, 'email', first, ids)
}

async function movePhones(trx: WorkbookTransaction, ids: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('phone')
    .select(['id', 'lead_id', 'raw', 'e164'])
    .where('lead_id', 'in', idsIn(ids))
    .orderBy('position')
    .orderBy('id')
    .execute()
  const ordered = byLead(rows, ids)
  const kept = unitePhones(ordered)
  // The kept lead may hold one number in two spellings: what it has stays.
  const staying = ordered.filter((row) => row.lead_id === ids[0] || kept.includes(row))
  await dropRows(trx, 'phone', ordered, staying)
  await placeRows(trx, 'phone', staying, ids)
}

async function moveAddresses(trx: WorkbookTransaction, ids: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('address')
    .select(['id', 'lead_id', 'street', 'postal_code as postalCode', 'city', 'region', 'country'])
    .where('lead_id', 'in', idsIn(ids))
    .orderBy('id')
    .execute()
  const ordered = byLead(rows, ids)
  const kept = uniteAddresses(ordered)
  await dropRows(trx, 'address', ordered, kept)
  await moveInOrder(trx, 'address', ['street', 'postal_code', 'city', 'region', 'country'], kept, ids)
}

async function moveOptOuts(trx: WorkbookTransaction, plan: MergePlan, ids: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('opt_out')
    .select(['id', 'lead_id', 'channel'])
    .where('lead_id', 'in', idsIn(ids))
    .orderBy('id')
    .execute()
  const ordered = byLead(rows, ids)
  const kept = firstBy(ordered, (row) => row.channel)
  await dropRows(trx, 'opt_out', ordered, kept)
  await moveTo(trx, 'opt_out', kept, ids)
  for (const { channel, on } of plan.optOuts)
    await trx
      .updateTable('opt_out')
      .set({ on_day: on })
      .where('lead_id', '=', plan.keep)
      .where('channel', '=', channel)
      .execute()
}

async function moveCustomValues(trx: WorkbookTransaction, plan: MergePlan, ids: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('custom_value')
    .select(['id', 'lead_id', 'custom_field_id'])
    .where('lead_id', 'in', idsIn(ids))
    .orderBy('id')
    .execute()
  const kept = rows.filter((row) => plan.from[`custom:${row.custom_field_id}`] === row.lead_id)
  await dropRows(trx, 'custom_value', rows, kept)
  await moveTo(trx, 'custom_value', kept, ids)
}

async function moveLinks(trx: WorkbookTransaction, ids: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('link')
    .select(['id', 'lead_id', 'url'])
    .where('lead_id', 'in', idsIn(ids))
    .orderBy('id')
    .execute()
  const ordered = byLead(rows, ids)
  const kept = firstBy(ordered, (row) => row.url)
  await dropRows(trx, 'link', ordered, kept)
  await moveInOrder(trx, 'link', ['url'], kept, ids)
}

async function moveTags(trx: WorkbookTransaction, ids: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('lead_tag')
    .select(['id', 'lead_id', 'tag_id'])
    .where('lead_id', 'in', idsIn(ids))
    .orderBy('id')
    .execute()
  const ordered = byLead(rows, ids)
  const kept = firstBy(ordered, (row) => row.tag_id)
  await dropRows(trx, 'lead_tag', ordered, kept)
  await moveTo(trx, 'lead_tag', kept, ids)
}

async function moveSignals(trx: WorkbookTransaction, keep: LeadId, others: readonly LeadId[]): Promise<void> {
  const ids = [keep, ...others]
  const rows = await trx.selectFrom('signal').selectAll().where('lead_id', 'in', idsIn(ids)).orderBy('id').execute()
  const ordered = byLead(rows, ids)
  const keyOf = ({ kind, on_day, topic }: (typeof rows)[number]) =>
    JSON.stringify([kind, on_day, topic === null ? null : nameKey(topic)])
  const kept = firstBy(ordered, keyOf)
  for (const signal of kept) {
    const equals = ordered.filter((row) => keyOf(row) === keyOf(signal))
    if (equals.length === 1) continue
    const notes = [...new Set(equals.flatMap((row) => row.note ?? []))]
    await trx
      .updateTable('signal')
      .set({
        note: notes.length === 0 ? null : notes.join('\n'),
        touch_id: equals.find((row) => row.touch_id !== null)?.touch_id ?? null,
        at_time: equals.find((row) => row.at_time !== null)?.at_time ?? null,
      })
      .where('id', '=', signal.id)
      .execute()
  }
  await dropRows(trx, 'signal', ordered, kept)
  await moveTo(trx, 'signal', kept, ids)
}

/** Of each question the answer that is known stands, of several the latest, of one day the kept lead's. */
async function moveAnswers(trx: WorkbookTransaction, keep: LeadId, others: readonly LeadId[]): Promise<void> {
  const ids = [keep, ...others]
  const rows = await trx
    .selectFrom('answer')
    .select(['id', 'lead_id', 'question', 'answer', 'on_day'])
    .where('lead_id', 'in', idsIn(ids))
    .execute()
  const rank = ({ answer, on_day }: (typeof rows)[number]) => (answer === 'unknown' ? '' : on_day)
  const bestFirst = byLead(rows, ids).sort((one, other) =>
    rank(one) < rank(other) ? 1 : rank(one) > rank(other) ? -1 : 0,
  )
  const kept = firstBy(bestFirst, (row) => row.question)
  await dropRows(trx, 'answer', rows, kept)
  await moveTo(trx, 'answer', kept, ids)
}

/** Whom the seller told apart from a lead that goes is apart from the one that is kept. */
async function moveToldApart(trx: WorkbookTransaction, keep: LeadId, others: readonly LeadId[]): Promise<void> {
  const rows = await trx
    .selectFrom('not_duplicate')
    .selectAll()
    .where(({ or, eb }) => or([eb('lead_id', 'in', idsIn(others)), eb('other_lead_id', 'in', idsIn(others))]))
    .execute()
  if (rows.length === 0) return
  const goes = new Set<number>(others)
  await trx
    .deleteFrom('not_duplicate')
    .where('id', 'in', idsIn(rows.map((row) => row.id)))
    .execute()
  const apart = rows
    .map((row) => [row.lead_id, row.other_lead_id].map((id) => (goes.has(id) ? keep : id)).sort((a, b) => a - b))
    .filter(([one, other]) => one !== other)
  for (const [one = 0, other = 0] of apart)
    await trx
      .insertInto('not_duplicate')
      .values({ lead_id: one, other_lead_id: other })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

type OwnedRow = { id: number; lead_id: number }
type OwnedTable = 'email' | 'phone' | 'address' | 'opt_out' | 'custom_value' | 'link' | 'lead_tag' | 'signal' | 'answer'

/** The rows of the kept lead, which stands first, then those of the others in their order. */
function byLead<Row extends OwnedRow>(rows: readonly Row[], ids: readonly LeadId[]): Row[] {
  return ids.flatMap((id) => rows.filter((row) => row.lead_id === id))
}

function firstBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string | number): Row[] {
  const byKey = new Map<string | number, Row>()
  for (const row of rows) if (!byKey.has(keyOf(row))) byKey.set(keyOf(row), row)
  return [...byKey.values()]
}

async function dropRows(
  trx: WorkbookTransaction,
  table: OwnedTable,
  rows: readonly OwnedRow[],
  staying: readonly OwnedRow[],
): Promise<void> {
  const stays = new Set(staying.map((row) => row.id))
  const gone = rows.filter((row) => !stays.has(row.id)).map((row) => row.id)
  if (gone.length > 0) await sql`DELETE FROM ${sql.table(table)} WHERE id IN ${idsIn(gone)}`.execute(trx)
}

async function moveTo(
  trx: WorkbookTransaction,
  table: OwnedTable,
  rows: readonly OwnedRow[],
  [keep]: readonly LeadId[],
): Promise<void> {
  const moving = rows.filter((row) => row.lead_id !== keep).map((row) => row.id)
  if (moving.length > 0)
    await sql`UPDATE ${sql.table(table)} SET lead_id = ${keep} WHERE id IN ${idsIn(moving)}`.execute(trx)
}

/** {@link moveTo} for rows whose order is that of their ids: one that would come before those it follows is written anew, behind them. */
async function moveInOrder(
  trx: WorkbookTransaction,
  table: 'address' | 'link',
  columns: readonly string[],
  rows: readonly OwnedRow[],
  ids: readonly LeadId[],
): Promise<void> {
  const [keep] = ids
  const names = columns.map((column) => sql.ref(column))
  let [last, isMoved] = [0, false]
  for (const row of rows) {
    isMoved ||= row.id < last
    last = row.id
    if (!isMoved) {
      await moveTo(trx, table, [row], ids)
      continue
    }
    const { rows: deleted } = await sql<Record<string, string | null>>`
      DELETE FROM ${sql.table(table)} WHERE id = ${row.id} RETURNING ${sql.join(names)}`.execute(trx)
    const values = columns.map((column) => deleted[0]?.[column] ?? null)
    await sql`INSERT INTO ${sql.table(table)} (lead_id, ${sql.join(names)}) VALUES (${keep}, ${sql.join(values)})`.execute(
      trx,
    )
  }
}

/** {@link moveTo} for rows that have a place: those that come stand behind those that are there. */
async function placeRows(
  trx: WorkbookTransaction,
  table: 'email' | 'phone',
  rows: readonly OwnedRow[],
  [keep]: readonly LeadId[],
): Promise<void> {
  for (const [position, row] of rows.entries())
    if (row.lead_id !== keep)
      await sql`UPDATE ${sql.table(table)} SET lead_id = ${keep}, position = ${position} WHERE id = ${row.id}`.execute(
        trx,
      )
}
