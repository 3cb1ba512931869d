import { sql } from 'kysely'
import type { Channel } from '../../../shared/domain/follow-ups/channel.ts'
import type { LeadId, NextActionId, TouchId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { TouchTable, WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'

/** The open next action of a lead. `run` is set where it is a playbook's step. */
export type OpenAction = {
  id: NextActionId
  leadId: LeadId
  dueOn: PlainDate
  what: string
  channel: Channel
  isHuman: boolean
  run: { id: number; position: number } | null
  code: string
}

const ROWS_A_STATEMENT = 500

export async function findOpenAction(db: WorkbookReader, leadId: LeadId): Promise<OpenAction | undefined> {
  const row = await db
    .selectFrom('next_action')
    .selectAll()
    .where('lead_id', '=', leadId)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id as NextActionId,
    leadId: row.lead_id as LeadId,
    dueOn: row.due_on,
    what: row.what,
    channel: row.channel,
    isHuman: row.is_human === 1,
    run: row.run_id === null || row.step_position === null ? null : { id: row.run_id, position: row.step_position },
    code: row.code,
  }
}

/** Gives how many were closed. */
export async function closeOpenActions(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  state: 'done' | 'skipped' | 'dropped',
  on: PlainDate,
): Promise<number> {
  const closed = await trx
    .updateTable('next_action')
    .set({ state, closed_on: on })
    .where('state', '=', 'open')
    .where('lead_id', 'in', idsIn(leadIds))
    .executeTakeFirst()
  return Number(closed.numUpdatedRows)
}

/**
 * Opens again what was planned with leads in the trash on the day they came there, as planned by hand: their playbooks stay stopped. A code
 * that is given to another action by now keeps the old one closed.
 */
export async function reopenActionsOfTrash(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  await sql`
    UPDATE next_action SET state = 'open', closed_on = NULL, run_id = NULL, step_position = NULL
    WHERE id IN (SELECT max(id) FROM next_action WHERE lead_id IN ${idsIn(leadIds)} GROUP BY lead_id) AND state = 'dropped'
      AND closed_on = (SELECT archived_on FROM lead WHERE lead.id = lead_id AND do_not_contact_on IS NULL)
      AND NOT EXISTS (SELECT 1 FROM next_action AS open WHERE open.state = 'open' AND open.code = next_action.code)`.execute(
    trx,
  )
}

/** Drops the open steps of these runs; what was planned by hand stays. */
export async function dropOpenSteps(trx: WorkbookTransaction, runIds: readonly number[], on: PlainDate): Promise<void> {
  await trx
    .updateTable('next_action')
    .set({ state: 'dropped', closed_on: on })
    .where('state', '=', 'open')
    .where('run_id', 'in', idsIn(runIds))
    .execute()
}

export async function moveOpenAction(trx: WorkbookTransaction, id: NextActionId, dueOn: PlainDate): Promise<void> {
  await trx.updateTable('next_action').set({ due_on: dueOn }).where('id', '=', id).execute()
}

export async function moveOpenActions(
  trx: WorkbookTransaction,
  moves: readonly { leadId: LeadId; on: PlainDate }[],
): Promise<void> {
  await sql`
    UPDATE next_action SET due_on = given.value ->> 1
    FROM json_each(${JSON.stringify(moves.map(({ leadId, on }) => [leadId, on]))}) AS given
    WHERE next_action.lead_id = given.value ->> 0 AND state = 'open' AND due_on != given.value ->> 1`.execute(trx)
}

/** Codes of these leads whose action was closed in the change set under way, and that nobody has taken since. */
export async function listCodesFreedNow(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
): Promise<Map<LeadId, string>> {
  const { rows } = await sql<{ lead_id: LeadId; code: string }>`
    SELECT change.lead_id, before ->> 'code' AS code
    -- By lead, as a change set of an import holds very many changes, and a lead's history few.
    FROM json_each(${JSON.stringify(leadIds)}) AS wanted CROSS JOIN change ON change.lead_id = wanted.value
    WHERE +change_set_id = (SELECT change_set_id FROM journal_cursor WHERE id = 1)
      AND table_name = 'next_action' AND operation = 'update' AND before ->> 'state' = 'open'
      AND NOT EXISTS (SELECT 1 FROM next_action AS open WHERE open.state = 'open' AND open.code = change.before ->> 'code')
    ORDER BY change.id`.execute(trx)
  return new Map(rows.map((row) => [row.lead_id, row.code]))
}

/** The code given out last; a lead that kept its code over several actions got it with the first. */
export async function findLastIssuedCode(db: WorkbookReader): Promise<string | undefined> {
  const { rows } = await sql<{ code: string }>`
    SELECT code FROM next_action AS issued
    WHERE NOT EXISTS (
      SELECT 1 FROM next_action AS before
      WHERE before.lead_id = issued.lead_id AND before.id < issued.id AND before.code = issued.code)
    ORDER BY id DESC LIMIT 1`.execute(db)
  return rows[0]?.code
}

export async function listOpenCodes(db: WorkbookReader): Promise<string[]> {
  const rows = await db.selectFrom('next_action').select('code').where('state', '=', 'open').execute()
  return rows.map((row) => row.code)
}

export async function insertActions(
  trx: WorkbookTransaction,
  actions: readonly Omit<OpenAction, 'id'>[],
): Promise<void> {
  for (let start = 0; start < actions.length; start += ROWS_A_STATEMENT) {
    await trx
      .insertInto('next_action')
      .values(
        actions.slice(start, start + ROWS_A_STATEMENT).map((action) => ({
          lead_id: action.leadId,
          due_on: action.dueOn,
          what: action.what,
          channel: action.channel,
          is_human: action.isHuman ? (1 as const) : (0 as const),
          run_id: action.run?.id ?? null,
          step_position: action.run?.position ?? null,
          state: 'open' as const,
          code: action.code,
        })),
      )
      .execute()
  }
}

export async function insertTouch(
  trx: WorkbookTransaction,
  touch: {
    leadId: LeadId
    on: PlainDate
    direction: TouchTable['direction']
    channel: Channel
    outcome: TouchTable['outcome']
    note: string | null
  },
): Promise<TouchId> {
  const { id } = await trx
    .insertInto('touch')
    .values({
      lead_id: touch.leadId,
      on_day: touch.on,
      direction: touch.direction,
      channel: touch.channel,
      outcome: touch.outcome,
      note: touch.note,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id as TouchId
}

export type LeadToContact = {
  name: string
  status: 'active' | 'resting' | 'customer' | 'lost' | 'disqualified'
  doNotContactOn: PlainDate | null
  archivedOn: PlainDate | null
}

export async function findLead(db: WorkbookReader, leadId: LeadId): Promise<LeadToContact | undefined> {
  const row = await db
    .selectFrom('lead')
    .select(['name', 'status', 'do_not_contact_on', 'archived_on'])
    .where('id', '=', leadId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    name: row.name,
    status: row.status,
    doNotContactOn: row.do_not_contact_on,
    archivedOn: row.archived_on,
  }
}
