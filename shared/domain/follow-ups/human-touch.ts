import { addDays, type PlainDate } from '../../primitives/plain-date.ts'
import type { Status } from '../leads/status.ts'
import { type Assessment, assess } from '../temperature/assess.ts'
import type { DatedSignal } from '../temperature/score.ts'
import type { SignalKind } from '../temperature/signal-kinds.ts'
import type { TemperatureRules } from '../temperature/temperature-rules.ts'

/** What asks for a person instead of a template, the most urgent first. Source: domain.md, section 4. */
export const humanTouchRules = [
  'asked_for_offer',
  'replied',
  'looked_at_prices',
  'turned_hot',
  'two_signals',
  'three_visits',
  'cooling',
] as const
export type HumanTouchRule = (typeof humanTouchRules)[number]

/** A rule that fired, with the day and the topic of what made it fire. */
export type HumanTouchAlert = { rule: HumanTouchRule; on: PlainDate; topic: string | null }

/** Days within which two signals, or three visits, count together; also how long a look at the prices asks for an answer. */
const TOGETHER_DAYS = 7
const VISITS_TOGETHER = 3

/** Kinds that a lead does by itself, two of which in a week are more than chance. An open mail is no reliable sign. */
const ownKinds: ReadonlySet<SignalKind> = new Set([
  'asked_for_offer',
  'replied',
  'attended',
  'looked_at_prices',
  'downloaded',
  'clicked',
  'visited',
  'liked',
])

/**
 * The rules that fire for a lead on a day, the most urgent first. What happened up to and with the day of the latest touch that the
 * seller made by hand is answered by it. Only active and resting leads ask for a person; a resting one only by what it did itself.
 * Rules that need fit, resources or the proposal's day come with those.
 */
export function humanTouchAlerts(
  lead: { status: Status; signals: readonly DatedSignal[]; lastHumanTouchOn: PlainDate | null },
  assessment: Assessment,
  on: PlainDate,
  rules: TemperatureRules,
): HumanTouchAlert[] {
  if (lead.status !== 'active' && lead.status !== 'resting') return []
  const answeredOn = lead.lastHumanTouchOn
  const latestNotNow = latestOf(lead.signals.filter((signal) => signal.kind === 'not_now' && signal.on <= on))
  // A fresh intent is one of today or of the days before on which it still shows: age 0 to the limit.
  const beforeFresh = addDays(on, -rules.intentFreshDays - 1)
  const beforeWeek = addDays(on, -TOGETHER_DAYS)
  const isOpen = (signal: DatedSignal, after: PlainDate) =>
    signal.on <= on &&
    signal.on > after &&
    (answeredOn === null || signal.on > answeredOn) &&
    (latestNotNow === undefined || signal.on > latestNotNow.on)
  const open = (kind: SignalKind, after: PlainDate) =>
    lead.signals.filter((signal) => signal.kind === kind && isOpen(signal, after))
  const alerts: HumanTouchAlert[] = []
  const fire = (rule: HumanTouchRule, signal: DatedSignal | undefined) => {
    if (signal !== undefined) alerts.push({ rule, on: signal.on, topic: signal.topic })
  }

  fire('asked_for_offer', latestOf(open('asked_for_offer', beforeFresh)))
  fire('replied', latestOf(open('replied', beforeFresh)))
  fire('looked_at_prices', latestOf(open('looked_at_prices', beforeWeek)))
  if (assessment.isHot) {
    const hotOn = hotSince(lead.signals, on, rules)
    const cause = latestOf(lead.signals.filter((signal) => signal.on <= hotOn))
    if (answeredOn === null || hotOn > answeredOn)
      alerts.push({ rule: 'turned_hot', on: hotOn, topic: cause?.topic ?? null })
  }
  const own = lead.signals.filter((signal) => ownKinds.has(signal.kind) && isOpen(signal, beforeWeek))
  if (own.length >= 2) fire('two_signals', latestOf(own))
  const visits = open('visited', beforeWeek)
  if (visits.length >= VISITS_TOGETHER) fire('three_visits', latestOf(visits))
  if (lead.status === 'active' && assessment.isCooling && assessment.coolingSince !== null) {
    const isAnswered = answeredOn !== null && answeredOn >= assessment.coolingSince
    if (!isAnswered)
      alerts.push({
        rule: 'cooling',
        on: assessment.coolingSince,
        topic: latestOf(lead.signals.filter((signal) => signal.on <= on))?.topic ?? null,
      })
  }
  return alerts
}

/** The first day of the heat that a lead, hot by computation on a day, has on it. */
export function hotSince(signals: readonly DatedSignal[], on: PlainDate, rules: TemperatureRules): PlainDate {
  let since = on
  while (assess(signals, [], addDays(since, -1), rules).computed === 'hot') since = addDays(since, -1)
  return since
}

/** The latest signal; of one day the one logged first. */
function latestOf(signals: readonly DatedSignal[]): DatedSignal | undefined {
  return signals.reduce<DatedSignal | undefined>(
    (latest, signal) => (latest === undefined || signal.on > latest.on ? signal : latest),
    undefined,
  )
}
