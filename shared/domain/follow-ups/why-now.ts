import { daysBetween, type PlainDate } from '../../primitives/plain-date.ts'
import type { DatedSignal } from '../temperature/score.ts'
import type { HumanTouchAlert, HumanTouchRule } from './human-touch.ts'
import { type FollowUpLead, silenceOf } from './neglect.ts'
import type { DaysOff } from './working-days.ts'

/** What speaks for a lead now: a human-touch rule that fired, else the strongest of what else is known. */
export type WhyNow = {
  rule: HumanTouchRule | 'signal' | 'never_touched' | 'silence' | 'planned'
  /** The day of the signal, of the last touch, or since when. */
  on: PlainDate | null
  topic: string | null
}

/** How long something the lead did is a reason to write. Source: the gate to MQL, domain.md, section 3. */
const RECENT_SIGNAL_DAYS = 30

/**
 * Why a lead stands in a list on a day: the most urgent alert; that it cools; what it did lately; that it was never touched, since
 * the day it came in; that it has been silent longer than is ideal, since the last touch; else that something is planned.
 */
export function whyNow(
  lead: FollowUpLead & { coolingSince: PlainDate | null; signals: readonly DatedSignal[] },
  alerts: readonly HumanTouchAlert[],
  on: PlainDate,
  daysOff: DaysOff,
): WhyNow {
  const [alert] = alerts
  if (alert !== undefined) return alert
  const latest = latestWarming(lead.signals, on)
  if (lead.isCooling) return { rule: 'cooling', on: lead.coolingSince, topic: latest?.topic ?? null }
  if (latest !== undefined && daysBetween(latest.on, on) < RECENT_SIGNAL_DAYS) {
    return { rule: 'signal', on: latest.on, topic: latest.topic }
  }
  if (lead.lastTouchOn === null) return { rule: 'never_touched', on: lead.cameInOn, topic: null }
  const silence = silenceOf(lead, on, daysOff)
  return { rule: silence.length > silence.limit.ideal ? 'silence' : 'planned', on: lead.lastTouchOn, topic: null }
}

/** The latest thing that warms a lead; of one day the one logged first. */
function latestWarming(signals: readonly DatedSignal[], on: PlainDate): DatedSignal | undefined {
  return signals.reduce<DatedSignal | undefined>((latest, signal) => {
    if (signal.kind === 'not_now' || signal.on > on) return latest
    return latest === undefined || signal.on > latest.on ? signal : latest
  }, undefined)
}
