import { Refusal } from '../../../shared/contract/reply.ts'
import { effectiveStatus } from '../../../shared/domain/leads/status.ts'
import type { Afterwards, Suits } from '../../../shared/domain/nurture/playbook.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { closeAction, getOpenAction } from '../follow-ups/follow-ups.service.ts'
import { type LeadsLabel, labelLeads, selectLeads, setStatus } from '../leads/leads.service.ts'
import { listPlaybooks, readRun } from './nurture.queries.ts'
import {
  findActiveRun,
  findLeadName,
  findPlaybook,
  type LeadToEnrol,
  listLeadsToEnrol,
  type StoredPlaybook,
  type StoredRun,
  setRunState,
} from './nurture.repository.ts'
import { closeStep, planNextStep, startRuns, stopRun } from './nurture.service.ts'

export const nurtureHandlers: FeatureHandlers<'nurture'> = {
  'nurture.playbooks': ({ db }) => listPlaybooks(db),

  'nurture.run': (context, { leadId }) => readRun(context, leadId),

  'nurture.start': async (context, { leads, playbookId }) => {
    const { change, db, today, now } = context
    const playbook = await findPlaybook(db, playbookId)
    if (playbook === undefined) throw new Refusal('not_found', `There is no playbook ${playbookId} in this workbook.`)
    const { value, changeSet } = await change(
      ({ label, started }: { label: LeadsLabel; started: number }) => ({
        what: 'playbook_started',
        ...('name' in label ? label : { count: started }),
      }),
      'playbook',
      async (trx) => {
        const wanted = selectLeads(context, leads)
        const label = await labelLeads(trx, wanted)
        const started = await start(trx, wanted, playbook, today, now())
        return { label, started, leftOut: wanted.length - started }
      },
    )
    return { changeSet, started: value.started, leftOut: value.leftOut }
  },

  'nurture.skipStep': async ({ change, today, now }, { leadId }) => {
    const { changeSet } = await change(
      (name: string) => ({ what: 'step_skipped', name }),
      'edit',
      async (trx) => {
        const name = await getLeadName(trx, leadId)
        const run = await getActiveRun(trx, leadId, name)
        if (run.state === 'paused')
          throw new Refusal('not_possible', `The playbook of ${name} pauses. Go on with it first.`)
        const { dueOn, run: step } = await getOpenAction(trx, leadId, name)
        if (step?.id !== run.id) throw new Refusal('not_possible', `No step of a playbook is open for ${name}.`)
        await closeAction(trx, leadId, 'skipped', today)
        await closeStep(trx, { leadId, run: step, dueOn }, 'skipped', today)
        await settle(trx, leadId, await planNextStep(trx, run.id, today), today, now())
        return name
      },
    )
    return { changeSet }
  },

  'nurture.stop': async ({ change, today }, { leadId }) => {
    const { changeSet } = await change(
      (name: string) => ({ what: 'playbook_stopped', name }),
      'edit',
      async (trx) => {
        const name = await getLeadName(trx, leadId)
        await getActiveRun(trx, leadId, name)
        await stopRun(trx, leadId, 'by_hand', today)
        return name
      },
    )
    return { changeSet }
  },

  'nurture.resume': async ({ change, today, now }, { leadId }) => {
    const { changeSet } = await change(
      (name: string) => ({ what: 'playbook_started', name }),
      'edit',
      async (trx) => {
        const name = await getLeadName(trx, leadId)
        const run = await getActiveRun(trx, leadId, name)
        if (run.state !== 'paused') throw new Refusal('not_possible', `The playbook of ${name} is running.`)
        await setRunState(trx, run.id, 'running')
        await settle(trx, leadId, await planNextStep(trx, run.id, today, today), today, now())
        return name
      },
    )
    return { changeSet }
  },
}

async function start(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  playbook: StoredPlaybook,
  today: PlainDate,
  now: string,
): Promise<number> {
  const { suits } = playbook.definition
  const leads = (await listLeadsToEnrol(trx, leadIds)).filter((lead) => canEnrol(lead, suits, today))
  const started = new Set(
    await startRuns(
      trx,
      leads.map((lead) => lead.id),
      playbook,
      today,
    ),
  )
  const woken = leads.filter((lead) => effectiveStatus(lead, today) === 'resting' && started.has(lead.id))
  if (woken.length > 0)
    await setStatus(
      trx,
      woken.map((lead) => lead.id),
      { status: 'active', on: today, madeAt: now },
    )
  return started.size
}

/** Active leads; customers for what suits customers; and who rests for what opens again, which ends the rest. */
function canEnrol(lead: LeadToEnrol, suits: Suits, today: PlainDate): boolean {
  const status = effectiveStatus(lead, today)
  if (status === 'customer') return suits === 'customer'
  if (status === 'resting') return suits === 'dormant'
  return status === 'active'
}

/** Lets a lead rest whose playbook ended with that. */
async function settle(
  trx: WorkbookTransaction,
  leadId: LeadId,
  afterwards: Afterwards | null,
  today: PlainDate,
  now: string,
): Promise<void> {
  if (afterwards?.type !== 'rest') return
  await setStatus(trx, [leadId], {
    status: 'resting',
    untilOn: addDays(today, afterwards.days),
    on: today,
    madeAt: now,
  })
}

async function getLeadName(trx: WorkbookTransaction, leadId: LeadId): Promise<string> {
  const name = await findLeadName(trx, leadId)
  if (name === undefined) throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  return name
}

async function getActiveRun(trx: WorkbookTransaction, leadId: LeadId, name: string): Promise<StoredRun> {
  const run = await findActiveRun(trx, leadId)
  if (run === undefined) throw new Refusal('not_possible', `${name} is in no playbook.`)
  return run
}
