import { sql } from 'kysely'
import { Refusal } from '../../../shared/contract/reply.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import {
  chosenFields,
  type GivenUp,
  type MergeChoices,
  type MergePlan,
  type MergingLead,
  planMerge,
} from '../../../shared/domain/leads/merge.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { CommandContext } from '../../core/context.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { LeadTable, WorkbookTransaction } from '../../database/workbook-schema.ts'
import { closeActions } from '../follow-ups/follow-ups.service.ts'
import { pauseRun, stopRuns } from '../nurture/nurture.service.ts'
import { readComparedLeads } from './compare-leads.ts'
import { refreshSearchText } from './lead-search.ts'
import { moveLists, moveRows } from './merge-rows.ts'

export type MergeRequest = {
  keep: LeadId
  leadIds: readonly LeadId[]
  choices: MergeChoices
}

type MergePlace = { context: Pick<CommandContext, 'raw' | 'today'>; madeAt: string }

/**
 * Makes one lead of several: what planMerge says becomes of their fields, and all they have on file moves to the one that is kept, the rows of their
 * imports and their source ids included, so that importing the old files again finds it. Gives what was given up, and its name.
 */
export async function mergeLeads(
  trx: WorkbookTransaction,
  request: MergeRequest,
  { context, madeAt }: MergePlace,
): Promise<{ name: string; givenUp: GivenUp[] }> {
  const { today } = context
  const leads = readComparedLeads(context, request.leadIds)
  const choices = checkedChoices(request, chosenFields(leads))
  const plan = planMerge(leads, request.keep, choices)
  const others = leads.map(({ id }) => id).filter((id) => id !== plan.keep)
  const rows = await trx.selectFrom('lead').selectAll().where('id', 'in', idsIn(request.leadIds)).execute()

  await endWhatGivesWay(trx, request.leadIds, plan, today)
  await moveLists(trx, plan, others)
  await moveRows(trx, plan.keep, others)
  const called = nameOf(plan, leads)
  await writeLead(trx, plan, called, new Map(rows.map((row) => [row.id as LeadId, row])))
  await tellEvents(trx, plan.keep, today, madeAt)
  await trx.deleteFrom('lead').where('id', 'in', idsIn(others)).execute()
  await refreshSearchText(trx, [plan.keep])
  return { name: called, givenUp: plan.givenUp }
}

/** Remembers of every two of these leads that they are not the same. Refuses with invalid_input where there are no two. */
export async function tellApart(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  const ordered = [...new Set(leadIds)].sort((a, b) => a - b)
  if (ordered.length < 2)
    throw new Refusal('invalid_input', 'A lead cannot be told apart from itself. Choose two different leads.')
  const pairs = ordered.flatMap((lead, at) =>
    ordered.slice(at + 1).map((other) => ({ lead_id: lead, other_lead_id: other })),
  )
  await trx
    .insertInto('not_duplicate')
    .values(pairs)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function checkedChoices({ keep, leadIds, choices }: MergeRequest, fields: readonly string[]): MergeChoices {
  if (!leadIds.includes(keep))
    throw new Refusal('invalid_input', 'The lead to keep is not among those to merge. Choose one of them.')
  for (const [field, leadId] of Object.entries(choices) as [string, LeadId][]) {
    if (!fields.includes(field))
      throw new Refusal('invalid_input', `“${field}” is no field that these leads have. Leave that choice out.`)
    if (!leadIds.includes(leadId))
      throw new Refusal('invalid_input', `The value of “${field}” is to come from a lead that is not being merged.`)
  }
  return choices
}

/** What the merged lead is called by: the name that was chosen, else as a lead without one is. */
function nameOf({ from, emails, phones }: MergePlan, leads: readonly MergingLead[]): string {
  const of = (leadId: LeadId | undefined) => leads.find(({ id }) => id === leadId)
  const name = displayName({
    name: of(from.name)?.name ?? null,
    company: of(from.company)?.company ?? null,
    email: emails[0] ?? null,
    phone: phones[0] ?? null,
  })
  if (name === null)
    throw new Refusal('invalid_input', 'So the lead would have nothing to be called by. Choose a name or a company.')
  return name
}

async function endWhatGivesWay(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  plan: MergePlan,
  today: PlainDate,
): Promise<void> {
  const isEnding = plan.runOf === null
  const reason = plan.doNotContact !== null ? 'do_not_contact' : isEnding ? 'status_changed' : 'another_playbook'
  await stopRuns(
    trx,
    leadIds.filter((id) => id !== plan.runOf),
    reason,
    today,
  )
  await closeActions(
    trx,
    leadIds.filter((id) => id !== plan.actionOf),
    'dropped',
    today,
  )
  if (plan.pausesRun && plan.runOf !== null) await pauseRun(trx, plan.runOf)
}

type LeadRow = Omit<LeadTable, 'id' | 'created_at'> & { id: number; created_at: string }

async function writeLead(
  trx: WorkbookTransaction,
  plan: MergePlan,
  called: string,
  rows: ReadonlyMap<LeadId, LeadRow>,
): Promise<void> {
  const rowOf = (leadId: LeadId | undefined): LeadRow => {
    const row = rows.get(leadId ?? plan.keep)
    if (row === undefined) throw new Error(`Lead ${leadId} went while it was merged`)
    return row
  }
  const { from } = plan
  const named = rowOf(from.name)
  const standing = rowOf(from.status)
  await trx
    .updateTable('lead')
    .set({
      name: called,
      name_key: nameKey(called),
      given_name: named.given_name,
      family_name: named.family_name,
      company_id: rowOf(from.company).company_id,
      job_title: rowOf(from.jobTitle).job_title,
      source: rowOf(from.source).source,
      value_minor: rowOf(from.value).value_minor,
      foreign_value: rowOf(from.foreignValue).foreign_value,
      notes: plan.notes,
      stage: rowOf(from.stage).stage,
      status: standing.status,
      status_reason: standing.status_reason,
      resting_until_on: standing.resting_until_on,
      do_not_contact_on: plan.doNotContact?.on ?? null,
      do_not_contact_reason: plan.doNotContact?.reason ?? null,
      archived_on: plan.archivedOn,
      came_in_on: plan.cameInOn,
      last_touch_on: plan.lastTouchOn,
    })
    .where('id', '=', plan.keep)
    .execute()
}

/** Where the latest event of the united history does not tell where the lead stands, one of today does: figures are replayed from events. */
async function tellEvents(trx: WorkbookTransaction, leadId: LeadId, today: PlainDate, madeAt: string): Promise<void> {
  await sql`
    INSERT INTO stage_event (lead_id, from_stage, to_stage, on_day, made_at, cause)
    SELECT lead.id, event.to_stage, lead.stage, max(event.on_day, ${today}), ${madeAt}, 'user' FROM lead
    JOIN stage_event AS event ON event.id = (SELECT id FROM stage_event WHERE lead_id = lead.id ORDER BY on_day DESC, id DESC LIMIT 1)
    WHERE lead.id = ${leadId} AND event.to_stage != lead.stage`.execute(trx)
  await sql`
    INSERT INTO status_event (lead_id, from_status, to_status, on_day, made_at, reason, until_on)
    SELECT lead.id, event.to_status, lead.status, max(event.on_day, ${today}), ${madeAt}, lead.status_reason, lead.resting_until_on FROM lead
    JOIN status_event AS event ON event.id = (SELECT id FROM status_event WHERE lead_id = lead.id ORDER BY on_day DESC, id DESC LIMIT 1)
    WHERE lead.id = ${leadId} AND (event.to_status, event.reason, event.until_on) IS NOT (lead.status, lead.status_reason, lead.resting_until_on)`.execute(
    trx,
  )
}
