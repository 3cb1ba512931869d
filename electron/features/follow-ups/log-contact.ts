import type Database from 'better-sqlite3'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { Channel, Outcome } from '../../../shared/domain/follow-ups/channel.ts'
import { needsReplyToday, stopReasonOf } from '../../../shared/domain/nurture/run.ts'
import type { SignalKind } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { keepLastTouch, refreshSearchText, setDoNotContact, setStatus } from '../leads/leads.service.ts'
import { closeStep, pauseRun, planNextStep, planReplies, stopRun } from '../nurture/nurture.service.ts'
import { fileTopic, insertSignals } from '../temperature/temperature.service.ts'
import { findLead, findOpenAction, insertTouch, type LeadToContact } from './follow-ups.repository.ts'
import { closeAction, planAction } from './follow-ups.service.ts'

type Contact = InputOf<'followUps.log'>

const directionOf: Readonly<Record<Outcome, 'in' | 'out' | 'both'>> = {
  done: 'out',
  voicemail: 'out',
  replied: 'in',
  talked: 'both',
  not_now: 'both',
  do_not_contact: 'both',
}

const signalOf: Readonly<Partial<Record<Outcome, SignalKind>>> = {
  replied: 'replied',
  talked: 'conversation',
  not_now: 'not_now',
}

/** What a contact did: to whom, whether a playbook's step was done by it, and what became of what was planned. */
export interface LoggedContact extends Omit<OutputOf<'followUps.log'>, 'changeSet'> {
  name: string
  isStep: boolean
}

/** Logs a contact and plans what comes next, as the contract says. */
export async function logContact(
  trx: WorkbookTransaction,
  raw: Database.Database,
  contact: Contact,
  today: PlainDate,
  now: string,
): Promise<LoggedContact> {
  const { leadId, outcome, channel, next } = contact
  const on = contact.on ?? today
  if (on > today)
    throw new Refusal('not_possible', `A contact on ${on} is still to come: it can be planned, not logged.`)
  const lead = await getLead(trx, leadId)
  if (next !== null) assertMayContact(lead)
  const action = await findOpenAction(trx, leadId)
  await closeAction(trx, leadId, 'done', on)
  const note = contact.note || null
  const touchId = await insertTouch(trx, { leadId, on, direction: directionOf[outcome], channel, outcome, note })
  await keepLastTouch(trx, leadId, on)
  const kind = signalOf[outcome]
  if (kind !== undefined)
    await insertSignals(trx, [{ leadId, kind, on, topic: fileTopic(raw, contact.topic), note, touchId }])
  if (action?.run) await closeStep(trx, { leadId, run: action.run, dueOn: action.dueOn }, 'done', on, touchId)

  const event = { type: 'outcome', outcome } as const
  const stopReason = stopReasonOf(event)
  let hasStoppedPlaybook = false
  if (outcome === 'do_not_contact') {
    await setDoNotContact(trx, [leadId], { on, reason: note ?? 'Asked not to be contacted' })
  } else if (stopReason !== null) {
    hasStoppedPlaybook = await stopRun(trx, leadId, stopReason, on)
  }
  const hasPlannedReply =
    next === null && needsReplyToday(event) && lead.doNotContactOn === null && lead.archivedOn === null
  if (next !== null) {
    await planByHand(trx, leadId, next, channel, today)
  } else if (hasPlannedReply) {
    await planReplies(trx, [leadId], today)
  } else if (action?.run && stopReason === null) {
    await goOn(trx, leadId, action.run.id, today, now)
  }
  await refreshSearchText(trx, [leadId])
  return {
    name: lead.name,
    isStep: action?.run != null,
    done: action?.run === null ? action.what : null,
    hasStoppedPlaybook,
    hasPlannedReply,
  }
}

/** Plans what the seller wants next: another action that is open gives way, and a running playbook pauses. */
export async function planByHand(
  trx: WorkbookTransaction,
  leadId: LeadId,
  next: { what: string; on: PlainDate; channel?: Channel | undefined },
  usualChannel: Channel,
  today: PlainDate,
): Promise<void> {
  await pauseRun(trx, leadId)
  const { what, on, channel = usualChannel } = next
  await planAction(trx, { leadId, what, on, channel, isHuman: true }, today)
}

/** Lets a run go on to its next step; at the end of its playbook the lead rests, where the playbook says so. */
async function goOn(
  trx: WorkbookTransaction,
  leadId: LeadId,
  runId: number,
  today: PlainDate,
  now: string,
): Promise<void> {
  const afterwards = await planNextStep(trx, runId, today)
  if (afterwards?.type !== 'rest') return
  await setStatus(trx, [leadId], {
    status: 'resting',
    untilOn: addDays(today, afterwards.days),
    on: today,
    madeAt: now,
  })
}

/** The lead, or a refusal with not_found. */
export async function getLead(trx: WorkbookTransaction, leadId: LeadId): Promise<LeadToContact> {
  const lead = await findLead(trx, leadId)
  if (lead === undefined) throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  return lead
}

/** Refuses to plan anything for a lead that is out of all outreach. */
export function assertMayContact(lead: LeadToContact): void {
  if (lead.doNotContactOn !== null) {
    throw new Refusal('not_possible', `${lead.name} asked not to be contacted. Nothing can be planned.`)
  }
  if (lead.archivedOn !== null) throw new Refusal('not_possible', `${lead.name} is archived. Nothing can be planned.`)
}
