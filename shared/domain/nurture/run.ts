import { addDays, type PlainDate } from '../../primitives/plain-date.ts'
import type { Channel, Outcome } from '../follow-ups/channel.ts'
import { addWorkingDays, type DaysOff, workingDayFrom } from '../follow-ups/working-days.ts'
import { type Stage, stageRank } from '../funnel/stages.ts'
import type { SignalKind } from '../temperature/signal-kinds.ts'
import type { PlaybookDefinition, StepCondition, StepDefinition } from './playbook.ts'

/** A step that was done or skipped; `position` counts from 1. Of a step that repeats there is one for each time. */
export type ClosedStep = { position: number; closedOn: PlainDate }

/** What decides which steps a lead gets: what their conditions ask, and the channels it opted out of. */
export type StepLead = {
  fit: 'A' | 'B' | 'C' | null
  isInterestedInPrice: boolean
  optedOut?: ReadonlySet<Channel>
}

/**
 * The day on which a step is due: so many working days after the step before was done as their offsets differ, so a late step shifts
 * the rest by its lateness. `doneOn` is the day the step before was done, or the day of enrolment for the first. A repeat counts
 * calendar days; no day falls on a weekend or a day off.
 */
export function dueDay(
  step: StepDefinition,
  previous: StepDefinition | null,
  doneOn: PlainDate,
  daysOff: DaysOff,
): PlainDate {
  if (step.repeatEveryDays !== null && previous !== null)
    return workingDayFrom(addDays(doneOn, step.repeatEveryDays), daysOff)
  return addWorkingDays(doneOn, step.offsetDays - (previous?.offsetDays ?? 0), daysOff)
}

/**
 * The step that is the lead's next action and its day, or null when the run is at its end. `closed` come in the order they were
 * closed; a step whose condition the lead does not meet, or that goes a way it opted out of, is passed by.
 */
export function openStep(
  definition: PlaybookDefinition,
  closed: readonly ClosedStep[],
  enrolledOn: PlainDate,
  lead: StepLead,
  daysOff: DaysOff,
): { position: number; step: StepDefinition; dueOn: PlainDate } | null {
  const last = closed.at(-1)
  const previous = last === undefined ? null : (definition.steps[last.position - 1] ?? null)
  const isAgain = previous !== null && previous.repeatEveryDays !== null
  const from = last === undefined ? 1 : isAgain ? last.position : last.position + 1
  for (let position = from; position <= definition.steps.length; position += 1) {
    const step = definition.steps[position - 1] as StepDefinition
    if (!isMet(step.condition, lead) || lead.optedOut?.has(step.channel)) continue
    return { position, step, dueOn: dueDay(step, previous, last?.closedOn ?? enrolledOn, daysOff) }
  }
  return null
}

function isMet(condition: StepCondition | null, lead: StepLead): boolean {
  if (condition === null) return true
  if (condition.type === 'interest_in_price') return lead.isInterestedInPrice
  return lead.fit === 'A' || (condition.grade === 'B' && lead.fit === 'B')
}

/** Why a run stops at once; `by_hand` and `finished` end it too. */
export type StopReason =
  | 'replied'
  | 'met'
  | 'not_now'
  | 'stage_forward'
  | 'do_not_contact'
  | 'bounced'
  | 'by_hand'
  | 'finished'

/** What happened to a lead while a playbook runs. */
export type RunEvent =
  | { type: 'outcome'; outcome: Outcome }
  | { type: 'signal'; kind: SignalKind }
  | { type: 'stage'; from: Stage | null; to: Stage }
  | { type: 'bounce'; isOnlyChannel: boolean }
  | { type: 'do_not_contact' }

/** The reason for which an event stops a run, or null where it goes on. A lead that answered in any way is no longer for templates. */
export function stopReasonOf(event: RunEvent): StopReason | null {
  switch (event.type) {
    case 'do_not_contact':
      return 'do_not_contact'
    case 'bounce':
      return event.isOnlyChannel ? 'bounced' : null
    case 'stage':
      return event.from !== null && stageRank(event.to) > stageRank(event.from) ? 'stage_forward' : null
    case 'outcome':
      return stopByOutcome[event.outcome]
    case 'signal':
      return stopBySignal[event.kind] ?? null
  }
}

const stopByOutcome: Readonly<Record<Outcome, StopReason | null>> = {
  done: null,
  voicemail: null,
  replied: 'replied',
  talked: 'met',
  not_now: 'not_now',
  do_not_contact: 'do_not_contact',
}

const stopBySignal: Readonly<Partial<Record<SignalKind, StopReason>>> = {
  asked_for_offer: 'replied',
  replied: 'replied',
  conversation: 'met',
  not_now: 'not_now',
}

/** Whether an event makes a task for the same day that is done by hand: whoever answers is answered. */
export function needsReplyToday(event: RunEvent): boolean {
  return stopReasonOf(event) === 'replied'
}

/** How a step and a lead do not go together. Source: domain.md, section 4, "Relevance guard". */
export type RelevanceWarning = 'off_topic' | 'other_stage' | 'had_it_already'

/** What speaks against sending a step's message to a lead: `interests` are its topics, `hadTemplates` the templates it got before. */
export function relevanceWarnings(
  step: StepDefinition,
  lead: { interests: readonly string[]; stage: Stage; hadTemplates: ReadonlySet<string> },
): RelevanceWarning[] {
  const warnings: RelevanceWarning[] = []
  const topic = step.topic?.toLocaleLowerCase()
  if (topic !== undefined && !lead.interests.some((interest) => interest.toLocaleLowerCase() === topic))
    warnings.push('off_topic')
  if (step.stages.length > 0 && !step.stages.includes(lead.stage)) warnings.push('other_stage')
  if (step.template !== null && lead.hadTemplates.has(step.template)) warnings.push('had_it_already')
  return warnings
}
