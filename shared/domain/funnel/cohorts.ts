import { dayNumber, daysBetween, daysInMonth, type PlainDate, plainDate } from '../../primitives/plain-date.ts'
import type { Status } from '../leads/status.ts'
import { fewestForRate, percentile, rateOf } from './shares.ts'
import { forEachStageHistory, type StageHistory } from './stage-history.ts'
import { conversions, type Stage, type StageArrival, stageRank } from './stages.ts'

/**
 * Which cohorts: leads that first reached the earlier stage from `from` to `to`, both days included, looked at on the day
 * `reachedBy`; with `withinDays` the later stage must follow within so many days. By month means the month of reaching the earlier stage.
 */
export type CohortQuestion = {
  from: PlainDate
  to: PlainDate
  reachedBy: PlainDate
  groupBy: 'source' | 'month' | null
  withinDays: number | null
}

/** What else is known of a lead: its status on the day `reachedBy`, and where it came from. */
export type CohortLead = { status: Status; source: string | null }

/** Whether the cohort had time enough: too few when fewer than 5 leads ever made this step by separate events. */
export type Maturity = 'mature' | 'immature' | 'too_few'

/**
 * A conversion of one group. `rate` is unrounded and null below 5 entered; `leftOut` are leads on file from a later stage only, which
 * would else have entered. `group` is absent when nothing is grouped.
 */
export type CohortRow = {
  from: Stage
  to: Stage
  group?: string | null
  entered: number
  reached: number
  rate: number | null
  open: number
  leftOut: number
  maturity: Maturity
  /** Days within which three of four leads that ever made the step made it, null where too few did. */
  usualDays: number | null
}

/** A lead for which there is nothing is in no figure. */
export type CohortFacts<Id extends number> = (leadId: Id) => CohortLead | undefined

type Place = 'reached' | 'open' | 'closed' | 'left_out'

/**
 * Conversion from one stage to the next, each lead counted once however often it re-enters: six rows a group, each stage to the
 * next and Lead to Won. Events come ordered by lead, day and seq. Without groups there is one group, also when it is empty; groups
 * come sorted, no source last. Source: domain.md, section 7.
 */
export function cohortRows<Id extends number>(
  events: Iterable<StageArrival & { leadId: Id }>,
  factsOf: CohortFacts<Id>,
  question: CohortQuestion,
): CohortRow[] {
  const tallies = new Map<string | null, Tally[]>()
  if (question.groupBy === null) tallies.set(null, emptyTallies())
  const durations: number[][] = conversions.map(() => [])
  const numbers = new Map<PlainDate, number>()
  const numberOf = (day: PlainDate) => {
    const known = numbers.get(day)
    if (known !== undefined) return known
    const number = dayNumber(day)
    numbers.set(day, number)
    return number
  }

  forEachStageHistory(events, question.reachedBy, (leadId, history) => {
    const facts = factsOf(leadId)
    if (facts === undefined) return
    for (let i = 0; i < steps.length; i += 1) {
      const step = steps[i] as Step
      const days = separateDays(history, step, numberOf)
      if (days !== null) durations[i]?.push(days)
      if (!isInPeriod(history, step, question)) continue
      const group = groupOf(history, step, facts, question)
      let groupTallies = tallies.get(group)
      if (groupTallies === undefined) {
        groupTallies = emptyTallies()
        tallies.set(group, groupTallies)
      }
      count(groupTallies[i] as Tally, placeOf(history, step, facts, question))
    }
  })

  const usualDays = durations.map((days) => (days.length < fewestForRate ? null : percentile(days, 0.75)))
  return Array.from(tallies)
    .sort(([a], [b]) => compareGroups(a, b))
    .flatMap(([group, groupTallies]) =>
      conversions.map((conversion, i) => {
        const tally = groupTallies[i] as Tally
        const usual = usualDays[i] ?? null
        return {
          ...conversion,
          ...(question.groupBy === null ? {} : { group }),
          ...tally,
          rate: rateOf(tally.reached, tally.entered),
          maturity: maturityOf(usual, lastDayOf(group, question), question.reachedBy),
          usualDays: usual,
        }
      }),
    )
}

/** Which leads of a row: `missed` are those not reached and no longer open. */
export type CohortBar = {
  from: Stage
  to: Stage
  group?: string | null
  which: 'entered' | 'reached' | 'open' | 'missed' | 'left_out'
}

/** The leads behind a number of {@link cohortRows}, exactly as many as it says, in the order of the events. */
export function cohortLeads<Id extends number>(
  events: Iterable<StageArrival & { leadId: Id }>,
  factsOf: CohortFacts<Id>,
  question: CohortQuestion,
  bar: CohortBar,
): Id[] {
  const step = stepOf(bar)
  const leadIds: Id[] = []
  forEachStageHistory(events, question.reachedBy, (leadId, history) => {
    if (!isInPeriod(history, step, question)) return
    const facts = factsOf(leadId)
    if (facts === undefined) return
    if (question.groupBy !== null && groupOf(history, step, facts, question) !== (bar.group ?? null)) return
    if (isBehind(bar.which, placeOf(history, step, facts, question))) leadIds.push(leadId)
  })
  return leadIds
}

function isBehind(which: CohortBar['which'], place: Place): boolean {
  switch (which) {
    case 'entered':
      return place !== 'left_out'
    case 'missed':
      return place === 'closed'
    default:
      return place === which
  }
}

type Step = { fromRank: number; toRank: number }

function stepOf(conversion: { from: Stage; to: Stage }): Step {
  return { fromRank: stageRank(conversion.from), toRank: stageRank(conversion.to) }
}

const steps: readonly Step[] = conversions.map(stepOf)

function isInPeriod(history: StageHistory, step: Step, question: CohortQuestion): boolean {
  const enteredOn = history.reachedOn[step.fromRank] ?? null
  return enteredOn !== null && enteredOn >= question.from && enteredOn <= question.to
}

function placeOf(history: StageHistory, step: Step, facts: CohortLead, question: CohortQuestion): Place {
  if (history.entryRank > step.fromRank) return 'left_out'
  const { withinDays, reachedBy } = question
  const enteredOn = history.reachedOn[step.fromRank] as PlainDate
  const reachedOn = history.reachedOn[step.toRank] ?? null
  if (reachedOn !== null) {
    return withinDays === null || daysBetween(enteredOn, reachedOn) <= withinDays ? 'reached' : 'closed'
  }
  const isAtWork = facts.status === 'active' || facts.status === 'resting'
  const hasTime = withinDays === null || daysBetween(enteredOn, reachedBy) <= withinDays
  return isAtWork && hasTime ? 'open' : 'closed'
}

/** Days from the one stage to the other where two events led to them, else null. */
function separateDays(history: StageHistory, step: Step, numberOf: (day: PlainDate) => number): number | null {
  const enteredOn = history.reachedOn[step.fromRank] ?? null
  const reachedOn = history.reachedOn[step.toRank] ?? null
  if (enteredOn === null || reachedOn === null || history.entryRank > step.fromRank) return null
  if (history.reachedByEvent[step.fromRank] === history.reachedByEvent[step.toRank]) return null
  return numberOf(reachedOn) - numberOf(enteredOn)
}

function groupOf(history: StageHistory, step: Step, facts: CohortLead, question: CohortQuestion): string | null {
  if (question.groupBy === 'source') return facts.source
  if (question.groupBy === 'month') return (history.reachedOn[step.fromRank] as PlainDate).slice(0, 7)
  return null
}

type Tally = { entered: number; reached: number; open: number; leftOut: number }

function emptyTallies(): Tally[] {
  return conversions.map(() => ({ entered: 0, reached: 0, open: 0, leftOut: 0 }))
}

function count(tally: Tally, place: Place): void {
  if (place === 'left_out') {
    tally.leftOut += 1
    return
  }
  tally.entered += 1
  if (place === 'reached') tally.reached += 1
  else if (place === 'open') tally.open += 1
}

function lastDayOf(group: string | null, question: CohortQuestion): PlainDate {
  if (question.groupBy !== 'month' || group === null) return question.to
  const lastOfMonth = plainDate(`${group}-${daysInMonth(Number(group.slice(0, 4)), Number(group.slice(5)))}`)
  return lastOfMonth < question.to ? lastOfMonth : question.to
}

function maturityOf(usualDays: number | null, lastDay: PlainDate, reachedBy: PlainDate): Maturity {
  if (usualDays === null) return 'too_few'
  return daysBetween(lastDay, reachedBy) < usualDays ? 'immature' : 'mature'
}

function compareGroups(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}
