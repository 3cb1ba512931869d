import { dayNumber, type PlainDate } from '../../primitives/plain-date.ts'
import { percentile, rateOf } from './shares.ts'
import { forEachStageHistory } from './stage-history.ts'
import { type Stage, type StageEvent, stageRank } from './stages.ts'

const SQL = stageRank('sql')
const WON = stageRank('won')

/** The end of a deal on a day. */
export type Close = { on: PlainDate; outcome: 'won' | 'lost' }

/**
 * Won ÷ (won + lost) among leads whose last close falls in the period and that had reached SQL by then, each once; null below 5.
 * Events come ordered by lead, day and seq; `lastCloseOf` gives a lead's last close up to `until`, `period` days are inclusive.
 */
export function winRate<Event extends StageEvent>(
  events: Iterable<Event>,
  lastCloseOf: (leadId: Event['leadId']) => Close | undefined,
  period: { from: PlainDate; to: PlainDate },
  until: PlainDate,
): { won: number; closed: number; rate: number | null } {
  let won = 0
  let closed = 0
  forEachStageHistory(events, until, (leadId, history) => {
    const sqlOn = history.reachedOn[SQL] ?? null
    if (sqlOn === null) return
    const close = lastCloseOf(leadId)
    if (close === undefined || close.on < period.from || close.on > period.to || close.on > until || sqlOn > close.on)
      return
    closed += 1
    if (close.outcome === 'won') won += 1
  })
  return { won, closed, rate: rateOf(won, closed) }
}

/** Median days from first SQL to Won, of the leads that reached both by separate events up to a day. */
export function salesCycle(events: Iterable<StageEvent>, until: PlainDate): { days: number | null; n: number } {
  const durations: number[] = []
  forEachStageHistory(events, until, (_leadId, history) => {
    const sqlOn = history.reachedOn[SQL] ?? null
    const wonOn = history.reachedOn[WON] ?? null
    if (sqlOn === null || wonOn === null || history.reachedByEvent[SQL] === history.reachedByEvent[WON]) return
    durations.push(dayNumber(wonOn) - dayNumber(sqlOn))
  })
  return { days: percentile(durations, 0.5), n: durations.length }
}

/**
 * Forward events into exactly the one stage, and into exactly the other, in a period with both days included: re-entries count,
 * skipped stages do not. Not a cohort: `ratio` may exceed 1, and is null without events into `from`.
 */
export function periodFlow(
  events: Iterable<StageEvent>,
  conversion: { from: Stage; to: Stage },
  period: { from: PlainDate; to: PlainDate },
): { into: number; outOf: number; ratio: number | null } {
  let into = 0
  let outOf = 0
  for (const event of events) {
    if (event.on < period.from || event.on > period.to) continue
    const isForward = event.from === null || stageRank(event.to) > stageRank(event.from)
    if (!isForward) continue
    if (event.to === conversion.to) into += 1
    if (event.to === conversion.from) outOf += 1
  }
  return { into, outOf, ratio: outOf === 0 ? null : into / outOf }
}
