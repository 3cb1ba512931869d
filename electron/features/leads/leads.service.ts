import { sql } from 'kysely'
import type { LeadSelection } from '../../../shared/contract/lead-query.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'
import { stages } from '../../../shared/domain/funnel/stages.ts'
import type { Status } from '../../../shared/domain/leads/status.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'
import { closeActions, planAgain } from '../follow-ups/follow-ups.service.ts'
import { stopRuns } from '../nurture/nurture.service.ts'
import { insertSignals } from '../temperature/temperature.service.ts'
import { refreshSearchText } from './lead-search.ts'

export { changedMeanwhile } from './changed-meanwhile.ts'
export { readMarks, whyMarked } from './do-not-contact-marks.ts'
export { readLeadRows } from './lead-rows.ts'
export { editLead, insertLead } from './lead-writing.ts'
export { selectLeads } from './list/lead-list.ts'
export { type OwnIds, ownCustomReader, ownIds } from './own-ids.ts'
export { refreshSearchText }

/** When a change counts, as the seller's day, and when it was made, as an instant. */
export type Moment = { on: PlainDate; madeAt: string }

/** The cause of a change to the leads of a selection: one lead is edited, more are changed in bulk. */
export function causeOf(leads: LeadSelection): 'edit' | 'bulk' {
  return 'ids' in leads && new Set(leads.ids).size === 1 ? 'edit' : 'bulk'
}

/** What a change's label says of the leads it touched: the name of the one, or how many. */
export type LeadsLabel = { name: string } | { count: number }

/** Names the leads of a change. Refuses with not_found where one of them is not in the workbook. */
export async function labelLeads(db: WorkbookReader, leadIds: readonly LeadId[]): Promise<LeadsLabel> {
  const distinct = new Set(leadIds)
  const [only] = distinct
  if (distinct.size === 1 && only !== undefined) return { name: await getLeadName(db, only) }
  const { count } = await db
    .selectFrom('lead')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('id', 'in', idsIn([...distinct]))
    .executeTakeFirstOrThrow()
  if (count !== distinct.size)
    throw new Refusal(
      'not_found',
      `${distinct.size - count} of these leads are not in this workbook any more. Choose them again.`,
    )
  return { count }
}

async function getLeadName(db: WorkbookReader, leadId: LeadId): Promise<string> {
  const lead = await db.selectFrom('lead').select('name').where('id', '=', leadId).executeTakeFirst()
  if (!lead) throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  return lead.name
}

/**
 * Moves leads to a stage, each with its dated event. Forward stops their playbook. Won makes a customer and a past client; back from
 * Won makes the customer an active lead again. Leads that stand there already are left as they are.
 */
export async function setStage(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  move: Moment & { stage: Stage; cause: 'user' | 'gate' | 'import'; note?: string | null },
): Promise<void> {
  const { stage, on, madeAt, cause } = move
  const moving = await trx
    .selectFrom('lead')
    .select(['id', 'stage', 'status'])
    .where('id', 'in', idsIn(leadIds))
    .where('stage', '!=', stage)
    .execute()
  if (moving.length === 0) return
  const movingIds = moving.map((lead) => lead.id as LeadId)
  await sql`
    INSERT INTO stage_event (lead_id, from_stage, to_stage, on_day, made_at, cause, note)
    SELECT id, stage, ${stage}, ${on}, ${madeAt}, ${cause}, ${move.note || null} FROM lead WHERE id IN ${idsIn(movingIds)} ORDER BY id`.execute(
    trx,
  )
  await trx.updateTable('lead').set({ stage }).where('id', 'in', idsIn(movingIds)).execute()
  const forward = moving
    .filter((lead) => stages.indexOf(lead.stage) < stages.indexOf(stage))
    .map((lead) => lead.id as LeadId)
  if (forward.length > 0) await stopRuns(trx, forward, 'stage_forward', on)
  if (stage === 'won') {
    const customer = { status: 'customer', on, madeAt } as const
    if (cause === 'import') await recordStatus(trx, movingIds, customer)
    else await setStatus(trx, movingIds, customer)
    await insertSignals(
      trx,
      movingIds.map((leadId) => ({ leadId, kind: 'past_client', on })),
    )
    return
  }
  const unwon = moving
    .filter((lead) => lead.stage === 'won' && lead.status === 'customer')
    .map((lead) => lead.id as LeadId)
  if (unwon.length > 0) await setStatus(trx, unwon, { status: 'active', on, madeAt })
}

/**
 * Sets the status of leads, each with its dated event. Resting, lost and disqualified end their open next action and playbook. Leads
 * whose status, reason and day are these already are left as they are.
 */
export async function setStatus(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  change: Moment & { status: Status; reason?: string | null; untilOn?: PlainDate | null },
): Promise<void> {
  const { status, on, madeAt } = change
  const reason = change.reason || null
  const untilOn = status === 'resting' ? (change.untilOn ?? null) : null
  const changing = await trx
    .selectFrom('lead')
    .select('id')
    .where('id', 'in', idsIn(leadIds))
    .where(({ or, eb }) =>
      or([
        eb('status', '!=', status),
        eb('status_reason', 'is not', reason),
        eb('resting_until_on', 'is not', untilOn),
      ]),
    )
    .execute()
  if (changing.length === 0) return
  const ids = changing.map((lead) => lead.id as LeadId)
  await sql`
    INSERT INTO status_event (lead_id, from_status, to_status, on_day, made_at, reason, until_on)
    SELECT id, status, ${status}, ${on}, ${madeAt}, ${reason}, ${untilOn} FROM lead WHERE id IN ${idsIn(ids)} ORDER BY id`.execute(
    trx,
  )
  await trx
    .updateTable('lead')
    .set({ status, status_reason: reason, resting_until_on: untilOn })
    .where('id', 'in', idsIn(ids))
    .execute()
  if (status === 'active' || status === 'customer') return
  await stopRuns(trx, ids, 'status_changed', on)
  await closeActions(trx, ids, 'dropped', on)
}

/**
 * {@link setStage} by a file, on a day that may lie before what the workbook knows: a lead came in no later than then, and where it
 * stood elsewhere on a later day it stays there.
 */
export async function recordStage(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  move: Moment & { stage: Stage },
): Promise<void> {
  const { stage, on, madeAt } = move
  await comeInBy(trx, leadIds, on)
  const [last, past] = await splitByLaterEvent(trx, 'stage_event', leadIds, on)
  if (last.length > 0) await setStage(trx, last, { ...move, cause: 'import' })
  if (past.length === 0) return
  await sql`
    INSERT INTO stage_event (lead_id, from_stage, to_stage, on_day, made_at, cause)
    SELECT id, (SELECT to_stage FROM stage_event WHERE lead_id = lead.id AND on_day <= ${on} ORDER BY on_day DESC, id DESC LIMIT 1),
      ${stage}, ${on}, ${madeAt}, 'import'
    FROM lead WHERE id IN ${idsIn(past)} ORDER BY id`.execute(trx)
  if (stage !== 'won') return
  await recordStatus(trx, past, { status: 'customer', on, madeAt })
  await insertSignals(
    trx,
    past.map((leadId) => ({ leadId, kind: 'past_client', on })),
  )
}

/** {@link setStatus} by a file, with days as in {@link recordStage}. */
export async function recordStatus(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  change: Moment & { status: Status; reason?: string | null },
): Promise<void> {
  const { status, on, madeAt } = change
  await comeInBy(trx, leadIds, on)
  const [last, past] = await splitByLaterEvent(trx, 'status_event', leadIds, on)
  if (last.length > 0) await setStatus(trx, last, change)
  if (past.length === 0) return
  await sql`
    INSERT INTO status_event (lead_id, from_status, to_status, on_day, made_at, reason)
    SELECT id, (SELECT to_status FROM status_event WHERE lead_id = lead.id AND on_day <= ${on} ORDER BY on_day DESC, id DESC LIMIT 1),
      ${status}, ${on}, ${madeAt}, ${change.reason || null}
    FROM lead WHERE id IN ${idsIn(past)}
      AND NOT EXISTS (SELECT 1 FROM status_event WHERE lead_id = lead.id AND on_day = ${on} AND to_status = ${status})
    ORDER BY id`.execute(trx)
}

/** Moves the day on which leads came in, with their first stage and status, back to a day where it is later. */
async function comeInBy(trx: WorkbookTransaction, leadIds: readonly LeadId[], on: PlainDate): Promise<void> {
  const { rows } = await sql<{ id: LeadId }>`
    SELECT id FROM lead WHERE id IN ${idsIn(leadIds)} AND ${on} < max(came_in_on,
      coalesce((SELECT min(on_day) FROM stage_event WHERE lead_id = lead.id), ''),
      coalesce((SELECT min(on_day) FROM status_event WHERE lead_id = lead.id), ''))`.execute(trx)
  if (rows.length === 0) return
  const ids = idsIn(rows.map((row) => row.id))
  for (const table of ['stage_event', 'status_event'] as const) {
    const name = sql.table(table)
    await sql`
      UPDATE ${name} SET on_day = ${on} WHERE on_day > ${on} AND id IN (
        SELECT (SELECT id FROM ${name} WHERE lead_id = lead.id ORDER BY on_day, id LIMIT 1) FROM lead WHERE id IN ${ids})`.execute(
      trx,
    )
  }
  await trx.updateTable('lead').set({ came_in_on: on }).where('id', 'in', ids).where('came_in_on', '>', on).execute()
}

/** Leads without and with an event after a day. */
async function splitByLaterEvent(
  trx: WorkbookTransaction,
  table: 'stage_event' | 'status_event',
  leadIds: readonly LeadId[],
  on: PlainDate,
): Promise<[LeadId[], LeadId[]]> {
  const rows = await trx
    .selectFrom(table)
    .select('lead_id')
    .distinct()
    .where('lead_id', 'in', idsIn(leadIds))
    .where('on_day', '>', on)
    .execute()
  const later = new Set<number>(rows.map((row) => row.lead_id))
  return [leadIds.filter((leadId) => !later.has(leadId)), leadIds.filter((leadId) => later.has(leadId))]
}

/** Takes leads out of every list meant for outreach, for good: their playbook stops and nothing is planned any more. The first day stays. */
export async function setDoNotContact(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  mark: { on: PlainDate; reason: string },
): Promise<void> {
  await trx
    .updateTable('lead')
    .set(({ fn, val, ref }) => ({
      do_not_contact_on: fn.coalesce(ref('do_not_contact_on'), val(mark.on)),
      do_not_contact_reason: mark.reason,
    }))
    .where('id', 'in', idsIn(leadIds))
    .execute()
  await stopRuns(trx, leadIds, 'do_not_contact', mark.on)
  await closeActions(trx, leadIds, 'dropped', mark.on)
}

/** Moves leads to the trash: their playbook stops and their open next action is dropped. Those that are there already keep their day. */
export async function archiveLeads(trx: WorkbookTransaction, leadIds: readonly LeadId[], on: PlainDate): Promise<void> {
  await trx
    .updateTable('lead')
    .set({ archived_on: on })
    .where('id', 'in', idsIn(leadIds))
    .where('archived_on', 'is', null)
    .execute()
  await stopRuns(trx, leadIds, 'status_changed', on)
  await closeActions(trx, leadIds, 'dropped', on)
}

/** Brings leads back from the trash, with what was planned when they came there. Their playbooks stay stopped. */
export async function restoreLeads(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  await planAgain(trx, leadIds)
  await trx
    .updateTable('lead')
    .set({ archived_on: null })
    .where('id', 'in', idsIn(leadIds))
    .where('archived_on', 'is not', null)
    .execute()
}

/** Keeps a lead's last touch: the later of what it was and this day. */
export async function keepLastTouch(trx: WorkbookTransaction, leadId: LeadId, on: PlainDate): Promise<void> {
  await trx
    .updateTable('lead')
    .set({ last_touch_on: on })
    .where('id', '=', leadId)
    .where(({ or, eb }) => or([eb('last_touch_on', 'is', null), eb('last_touch_on', '<', on)]))
    .execute()
}

/**
 * Works out anew what stands on leads but follows from their other rows: search text, last touch, stage and status. For leads of which
 * an older change was undone while later ones stand; stage and status stay where no event tells them.
 */
export async function settleLeads(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  const ids = idsIn(leadIds)
  await sql`UPDATE lead SET last_touch_on = (SELECT max(on_day) FROM touch WHERE lead_id = lead.id) WHERE id IN ${ids}`.execute(
    trx,
  )
  await sql`
    UPDATE lead SET stage = event.to_stage FROM stage_event AS event
    WHERE lead.id IN ${ids} AND event.id = (SELECT id FROM stage_event WHERE lead_id = lead.id ORDER BY on_day DESC, id DESC LIMIT 1) AND lead.stage != event.to_stage`.execute(
    trx,
  )
  await sql`
    UPDATE lead SET status = event.to_status, status_reason = event.reason, resting_until_on = event.until_on FROM status_event AS event
    WHERE lead.id IN ${ids} AND event.id = (SELECT id FROM status_event WHERE lead_id = lead.id ORDER BY on_day DESC, id DESC LIMIT 1)
      AND (lead.status, lead.status_reason, lead.resting_until_on) IS NOT (event.to_status, event.reason, event.until_on)`.execute(
    trx,
  )
  await refreshSearchText(trx, leadIds)
}
