import type { OutputOf } from '../../../shared/contract/index.ts'
import { noDaysOff, workingDayFrom } from '../../../shared/domain/follow-ups/working-days.ts'
import type { Afterwards, PlaybookDefinition } from '../../../shared/domain/nurture/playbook.ts'
import {
  needsReplyToday,
  openStep,
  type StepLead,
  type StopReason,
  stopReasonOf,
} from '../../../shared/domain/nurture/run.ts'
import type { SignalKind } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { LeadId, TouchId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'
import { dropSteps, planAction, planActions } from '../follow-ups/follow-ups.service.ts'
import { listFit } from '../qualification/qualification.service.ts'
import {
  endActiveRuns,
  findActiveRun,
  getRun,
  insertClosedStep,
  insertRuns,
  listClosedSteps,
  listInPlaybookSince,
  listInterestedInPrice,
  listOptOuts,
  pauseRunningRuns,
  type StoredPlaybook,
  setRunState,
} from './nurture.repository.ts'
import { shippedPlaybooks } from './shipped-playbooks.ts'

/** Why a run ended before its last step, or by it. */
export type RunEnd = StopReason | 'status_changed' | 'another_playbook'

/** Of how many leads a signal changed the plans. */
type HeededSignal = Pick<OutputOf<'temperature.logSignal'>, 'stoppedPlaybooks' | 'plannedReplies' | 'gaveWay'>

type OpenStep = NonNullable<ReturnType<typeof openStep>>

/** How far back an interest in prices counts for the steps that ask for it: the window of the strongest signal of it. */
const PRICE_INTEREST_DAYS = 45

/**
 * Brings the playbooks that ship into the workbook. One whose definition changed becomes a new version and the current one; running
 * leads keep theirs. Does nothing where all stand already.
 */
export async function installPlaybooks(trx: WorkbookTransaction): Promise<void> {
  const installed = await trx.selectFrom('playbook').selectAll().execute()
  for (const playbook of shippedPlaybooks) {
    const definition = JSON.stringify(playbook)
    const versions = installed.filter((row) => row.slug === playbook.slug)
    const same = versions.find((row) => row.definition === definition)
    if (same?.is_current === 1) continue
    await trx.updateTable('playbook').set({ is_current: 0 }).where('slug', '=', playbook.slug).execute()
    if (same !== undefined) {
      await trx.updateTable('playbook').set({ is_current: 1 }).where('id', '=', same.id).execute()
      continue
    }
    const version = Math.max(0, ...versions.map((row) => row.version)) + 1
    await trx
      .insertInto('playbook')
      .values({ slug: playbook.slug, version, name: playbook.name, definition, is_current: 1 })
      .execute()
  }
}

/** Stops the active run of a lead and drops its open step; an action planned by hand stays. Gives whether there was one. */
export async function stopRun(
  trx: WorkbookTransaction,
  leadId: LeadId,
  reason: RunEnd,
  on: PlainDate,
): Promise<boolean> {
  return (await stopRuns(trx, [leadId], reason, on)).length > 0
}

/** {@link stopRun} for many leads at once. Gives the leads whose run stopped. */
export async function stopRuns(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  reason: RunEnd,
  on: PlainDate,
): Promise<LeadId[]> {
  const ended = await endActiveRuns(trx, leadIds, { state: 'stopped', reason, on })
  if (ended.length === 0) return []
  await dropSteps(
    trx,
    ended.map((run) => run.id),
    on,
  )
  return ended.map((run) => run.leadId)
}

/** Pauses the run of a lead where one is running: the seller planned something else. */
export async function pauseRun(trx: WorkbookTransaction, leadId: LeadId): Promise<void> {
  const run = await findActiveRun(trx, leadId)
  if (run?.state === 'running') await setRunState(trx, run.id, 'paused')
}

/** {@link pauseRun} for many leads at once. */
export async function pauseRuns(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  await pauseRunningRuns(trx, leadIds)
}

/**
 * Starts a playbook with leads that may be contacted; their first step becomes the next action, and what was planned before gives
 * way, a run of another playbook too. Left out are leads that are in it already, or were within the days in which it goes once, and
 * those that opted out of all its channels. Gives the leads it started with.
 */
export async function startRuns(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  playbook: StoredPlaybook,
  today: PlainDate,
): Promise<LeadId[]> {
  const { definition, slug } = playbook
  const sinceOn = definition.onceWithinDays === null ? null : addDays(today, -definition.onceWithinDays)
  const hadIt = await listInPlaybookSince(trx, leadIds, slug, sinceOn)
  const wanted = leadIds.filter((leadId) => !hadIt.has(leadId))
  const factsOf = await stepLeads(trx, wanted, definition, today)
  const firstSteps = new Map(
    wanted.map((leadId) => [leadId, openStep(definition, [], today, factsOf(leadId), noDaysOff)]),
  )
  const starting = wanted.filter((leadId) => firstSteps.get(leadId) !== null)
  if (starting.length === 0) return []
  await stopRuns(trx, starting, 'another_playbook', today)
  const runIds = await insertRuns(trx, starting, playbook.id, today)
  await planActions(
    trx,
    starting.map((leadId) => {
      const { position, step, dueOn } = firstSteps.get(leadId) as OpenStep
      const run = { id: runIds.get(leadId) as number, position }
      return { leadId, what: step.title, on: dueOn, channel: step.channel, isHuman: step.isHuman, run }
    }),
    today,
  )
  return starting
}

/** Writes down that a step of a run was done or skipped. What comes next is {@link planNextStep}'s. */
export async function closeStep(
  trx: WorkbookTransaction,
  step: { leadId: LeadId; run: { id: number; position: number }; dueOn: PlainDate },
  state: 'done' | 'skipped',
  on: PlainDate,
  touchId: TouchId | null = null,
): Promise<void> {
  const { leadId, run, dueOn } = step
  await insertClosedStep(trx, { runId: run.id, leadId, position: run.position, state, dueOn, closedOn: on, touchId })
}

/**
 * Makes the earliest open step of a lead's active run its next action, no earlier than `notBefore`. At the end of the playbook the
 * run is finished, and what is to become of the lead is given; else null.
 */
export async function planNextStep(
  trx: WorkbookTransaction,
  runId: number,
  today: PlainDate,
  notBefore?: PlainDate,
): Promise<Afterwards | null> {
  const { leadId, enrolledOn, playbook } = await getRun(trx, runId)
  const closed = await listClosedSteps(trx, runId)
  const factsOf = await stepLeads(trx, [leadId], playbook.definition, today)
  const open = openStep(playbook.definition, closed, enrolledOn, factsOf(leadId), noDaysOff)
  if (open === null) {
    await endActiveRuns(trx, [leadId], { state: 'finished', reason: 'finished', on: today })
    return playbook.definition.afterwards
  }
  const { step, position, dueOn } = open
  const on = notBefore !== undefined && notBefore > dueOn ? workingDayFrom(notBefore, noDaysOff) : dueOn
  await planAction(
    trx,
    { leadId, what: step.title, on, channel: step.channel, isHuman: step.isHuman, run: { id: runId, position } },
    today,
  )
  return null
}

/**
 * Lets a signal that was written down by itself do to playbooks what it does to a lead: a reply, a talk or a "not now" stops its run
 * at once, and a reply to a run makes a human task for today. Gives how many leads' plans that changed.
 */
export async function heedSignal(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  kind: SignalKind,
  today: PlainDate,
): Promise<HeededSignal> {
  const reason = stopReasonOf({ type: 'signal', kind })
  const stopped = reason === null ? [] : await stopRuns(trx, leadIds, reason, today)
  const replied = needsReplyToday({ type: 'signal', kind }) ? stopped : []
  const gaveWay = await planReplies(trx, replied, today)
  return { stoppedPlaybooks: stopped.length, plannedReplies: replied.length, gaveWay }
}

/** The human task that a reply makes. Gives for how many leads something else gave way. */
export async function planReplies(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  today: PlainDate,
): Promise<number> {
  return planActions(
    trx,
    leadIds.map((leadId) => ({ leadId, what: 'Answer their reply', on: today, channel: 'mail', isHuman: true })),
    today,
  )
}

/** What decides which steps of a playbook leads get. */
export async function stepLeads(
  db: WorkbookReader,
  leadIds: readonly LeadId[],
  definition: PlaybookDefinition,
  today: PlainDate,
): Promise<(leadId: LeadId) => StepLead> {
  const asksForPrice = definition.steps.some((step) => step.condition?.type === 'interest_in_price')
  const interested = asksForPrice
    ? await listInterestedInPrice(db, leadIds, addDays(today, -PRICE_INTEREST_DAYS))
    : new Set<LeadId>()
  const asksForFit = definition.steps.some((step) => step.condition?.type === 'fit')
  const fit = asksForFit ? await listFit(db, leadIds) : new Map<LeadId, never>()
  const optOuts = await listOptOuts(db, leadIds)
  return (leadId) => ({
    fit: fit.get(leadId) ?? null,
    isInterestedInPrice: interested.has(leadId),
    optedOut: optOuts.get(leadId) ?? new Set(),
  })
}
