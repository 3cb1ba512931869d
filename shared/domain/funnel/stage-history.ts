import type { PlainDate } from '../../primitives/plain-date.ts'
import { type Stage, type StageArrival, stageRank, stages } from './stages.ts'

/**
 * What a lead's events up to a day say, by the rank of the stage. `reachedOn` is the day of the first event to the stage or beyond,
 * `reachedByEvent` that event's place in the lead's history. `entryRank` is the stage of its first event: of what lies before it
 * there is no history. `currentRank` is where it stands.
 */
export type StageHistory = {
  reachedOn: (PlainDate | null)[]
  reachedByEvent: number[]
  entryRank: number
  currentRank: number
}

/**
 * Hands over the history of each lead in turn, as known on the day `until`. Events come ordered by
 * ascending lead id, then day and seq (a RangeError tells when leads are out of order). The history
 * object is filled anew for each lead: keep nothing of it. A lead whose events are all later is left out.
 */
export function forEachStageHistory<Event extends StageArrival>(
  events: Iterable<Event>,
  until: PlainDate,
  visit: (leadId: Event['leadId'], history: StageHistory) => void,
): void {
  const history: StageHistory = {
    reachedOn: stages.map(() => null),
    reachedByEvent: stages.map(() => -1),
    entryRank: 0,
    currentRank: 0,
  }
  let current: number | undefined
  let highest = -1
  let place = 0
  for (const event of events) {
    if (event.leadId !== current) {
      if (current !== undefined && event.leadId < current) throw new RangeError('Stage events are not ordered by lead.')
      if (current !== undefined && highest >= 0) visit(current, history)
      current = event.leadId
      highest = -1
      place = 0
      history.reachedOn.fill(null)
      history.reachedByEvent.fill(-1)
    }
    if (event.on > until) continue
    const rank = stageRank(event.to)
    if (place === 0) history.entryRank = rank
    for (let reached = highest + 1; reached <= rank; reached += 1) {
      history.reachedOn[reached] = event.on
      history.reachedByEvent[reached] = place
    }
    if (rank > highest) highest = rank
    history.currentRank = rank
    place += 1
  }
  if (current !== undefined && highest >= 0) visit(current, history)
}

/**
 * The day on which a lead first reached each stage, null for those it never did. Skipped stages count as passed; moving back does
 * not un-reach. Source: domain.md, section 7.
 */
export function reachedDays(events: readonly StageArrival[]): Record<Stage, PlainDate | null> {
  const days: Record<Stage, PlainDate | null> = {
    lead: null,
    mql: null,
    sal: null,
    sql: null,
    proposal: null,
    won: null,
  }
  for (const event of events) {
    for (const stage of stages.slice(0, stageRank(event.to) + 1)) {
      const known = days[stage]
      if (known === null || event.on < known) days[stage] = event.on
    }
  }
  return days
}

/** How many leads stand in each stage on a day, replayed from their events ordered by lead, day and seq. */
export function snapshot<Event extends StageArrival>(
  events: Iterable<Event>,
  on: PlainDate,
  isCounted: (leadId: Event['leadId']) => boolean = () => true,
): Record<Stage, number> {
  const counts: Record<Stage, number> = { lead: 0, mql: 0, sal: 0, sql: 0, proposal: 0, won: 0 }
  forEachStageHistory(events, on, (leadId, history) => {
    if (isCounted(leadId)) counts[stages[history.currentRank] as Stage] += 1
  })
  return counts
}

/** The leads that {@link snapshot} counts in one stage, in the order of the events. */
export function snapshotLeads<Event extends StageArrival>(
  events: Iterable<Event>,
  on: PlainDate,
  stage: Stage,
  isCounted: (leadId: Event['leadId']) => boolean = () => true,
): Event['leadId'][] {
  const leadIds: Event['leadId'][] = []
  forEachStageHistory(events, on, (leadId, history) => {
    if (stages[history.currentRank] === stage && isCounted(leadId)) leadIds.push(leadId)
  })
  return leadIds
}
