import { dayFromNumber, dayNumber, type PlainDate } from '../../primitives/plain-date.ts'
import { type Assessment, assess } from './assess.ts'
import { type Crossing, crossingsUntil } from './crossings.ts'
import type { HandTag } from './hand-tag.ts'
import {
  type DatedSignal,
  hundredthsOn,
  intentFreshUntil,
  roundedHundredths,
  type ScoreTable,
  type SignalColumns,
  scoreTableOf,
  signalColumnsOf,
} from './score.ts'
import type { SignalKind } from './signal-kinds.ts'
import type { SignalRule, TemperatureRules } from './temperature-rules.ts'

/** Days of the score's curve before and after the day explained. */
export const curveDays = 60

/**
 * What one signal adds on the day explained: `points` on its own day by the rules, `today` what counts, `overCap` what the cap of
 * its kind leaves out, both with two decimals; `endsOn` is the first day on which it is worth 0.
 */
export type SignalPart = {
  signalId: number
  kind: SignalKind
  topic: string | null
  on: PlainDate
  points: number
  today: number
  overCap: number
  endsOn: PlainDate
}

/** Points of the day per topic; a topic at 0 is a past interest. */
export type Interest = { topic: string; points: number }

/**
 * Why a lead has its temperature on a day, knowing only the signals up to it. `coolingOn`, `coldOn` and `warmOn` are the first days
 * after it on which the computed value turns so (`warmOn`: back from cold or cooling, when a "not now" wears off). `intentUntil` is
 * the last day on which its latest intent is fresh, `hotUntil` the last day of the heat it has on the day.
 */
export type Why = {
  assessment: Assessment
  parts: SignalPart[]
  coolingOn: PlainDate | null
  coldOn: PlainDate | null
  warmOn: PlainDate | null
  toHot: { points: number; needsIntent: boolean }
  intentUntil: PlainDate | null
  hotUntil: PlainDate | null
  interests: Interest[]
  crossings: Crossing[]
  curve: { on: PlainDate; score: number }[]
}

/** The whole account of a lead's temperature on a day. Parts and interests come newest first. Source: domain.md, section 2. */
export function explain(
  signals: readonly DatedSignal[],
  handTags: readonly HandTag[],
  on: PlainDate,
  rules: TemperatureRules,
): Why {
  const known = signals.filter((signal) => signal.on <= on)
  const table = scoreTableOf(rules)
  const columns = signalColumnsOf(known)
  const today = dayNumber(on)
  const assessment = assess(known, handTags, on, rules)
  const freshUntil = intentFreshUntil(table, columns, today)
  const isIntentFresh = freshUntil !== undefined && today <= freshUntil
  const shares = sharesOf(known, today, rules)
  return {
    assessment,
    parts: shares.map((share) => partOf(share, rules)),
    ...turningDays(table, columns, today, assessment),
    toHot: {
      points: Math.max(0, table.hotHundredths - Math.round(assessment.score * 100)) / 100,
      needsIntent: !isIntentFresh,
    },
    intentUntil: isIntentFresh ? dayFromNumber(freshUntil) : null,
    hotUntil: assessment.computed === 'hot' ? lastHotDay(table, columns, today, freshUntil ?? today) : null,
    interests: interestsOf(shares),
    crossings: crossingsUntil(known, on, rules),
    curve: Array.from({ length: 2 * curveDays + 1 }, (_, i) => {
      const day = today - curveDays + i
      return { on: dayFromNumber(day), score: hundredthsOn(table, columns, day) / 100 }
    }),
  }
}

/** What each signal up to a day adds on it, the newest first: the `parts` of {@link explain} without the rest of the account. */
export function partsOn(signals: readonly DatedSignal[], on: PlainDate, rules: TemperatureRules): SignalPart[] {
  const known = signals.filter((signal) => signal.on <= on)
  return sharesOf(known, dayNumber(on), rules).map((share) => partOf(share, rules))
}

/** The topics of signals up to a day, those of most points first: the `interests` of {@link explain} without the rest of the account. */
export function interestsOn(signals: readonly DatedSignal[], on: PlainDate, rules: TemperatureRules): Interest[] {
  const known = signals.filter((signal) => signal.on <= on)
  return interestsOf(sharesOf(known, dayNumber(on), rules))
}

/** A signal's exact points of the day as whole numerators over the window of its kind. */
type Share = { signal: DatedSignal; counted: number; overCap: number; windowDays: number }

function sharesOf(known: readonly DatedSignal[], today: number, rules: TemperatureRules): Share[] {
  const newestFirst = known.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  const roomByKind = new Map<SignalKind, number>()
  return newestFirst.map((signal) => {
    const rule = rules.signals[signal.kind]
    const worth = worthOf(rule, today - dayNumber(signal.on))
    const isOlderFlat = rule.isFlat && roomByKind.has(signal.kind)
    const room = isOlderFlat ? 0 : (roomByKind.get(signal.kind) ?? rule.cap * rule.windowDays)
    const counted = worth >= 0 ? Math.min(worth, Math.max(room, 0)) : Math.max(worth, room)
    roomByKind.set(signal.kind, room - counted)
    return { signal, counted, overCap: worth - counted, windowDays: rule.windowDays }
  })
}

function worthOf(rule: SignalRule, age: number): number {
  if (age >= rule.windowDays) return 0
  return rule.isFlat ? rule.points * rule.windowDays : rule.points * (rule.windowDays - age)
}

function partOf({ signal, counted, overCap, windowDays }: Share, rules: TemperatureRules): SignalPart {
  return {
    signalId: signal.id,
    kind: signal.kind,
    topic: signal.topic,
    on: signal.on,
    points: rules.signals[signal.kind].points,
    today: signedPoints(counted, windowDays),
    overCap: signedPoints(overCap, windowDays),
    endsOn: dayFromNumber(dayNumber(signal.on) + windowDays),
  }
}

function signedPoints(numerator: number, windowDays: number): number {
  const magnitude = roundedHundredths([Math.abs(numerator)], [windowDays]) / 100
  return numerator < 0 ? -magnitude : magnitude
}

function interestsOf(shares: readonly Share[]): Interest[] {
  const byTopic = new Map<string, { numerators: number[]; denominators: number[] }>()
  for (const { signal, counted, windowDays } of shares) {
    if (signal.topic === null) continue
    const sum = byTopic.get(signal.topic) ?? { numerators: [], denominators: [] }
    sum.numerators.push(counted)
    sum.denominators.push(windowDays)
    byTopic.set(signal.topic, sum)
  }
  const interests = Array.from(byTopic, ([topic, sum]) => ({
    topic,
    points: roundedHundredths(sum.numerators, sum.denominators) / 100,
  }))
  return interests.sort((a, b) => b.points - a.points)
}

function turningDays(table: ScoreTable, columns: SignalColumns, today: number, assessment: Assessment) {
  let coolingOn: PlainDate | null = null
  let coldOn: PlainDate | null = null
  let warmOn: PlainDate | null = null
  let state: 'cold' | 'cooling' | 'warm' = assessment.computed === 'hot' ? 'warm' : assessment.computed
  let lastWarm = assessment.coolingSince === null ? today : dayNumber(assessment.coolingSince) - 1
  const horizon = horizonOf(table, columns)
  for (let day = today + 1; day <= horizon; day += 1) {
    const isWarm = hundredthsOn(table, columns, day) >= table.warmHundredths
    if (isWarm) lastWarm = day
    const next = isWarm ? 'warm' : state !== 'cold' && day - lastWarm <= table.coolingDays ? 'cooling' : 'cold'
    if (next !== state) {
      if (next === 'cooling') coolingOn ??= dayFromNumber(day)
      else if (next === 'cold') coldOn ??= dayFromNumber(day)
      else warmOn ??= dayFromNumber(day)
    }
    state = next
  }
  return { coolingOn, coldOn, warmOn }
}

/** The last day number on which anything can still change. */
function horizonOf(table: ScoreTable, columns: SignalColumns): number {
  let horizon = Number.NEGATIVE_INFINITY
  for (let i = 0; i < columns.kinds.length; i += 1) {
    horizon = Math.max(horizon, (columns.days[i] as number) + (table.windowDays[columns.kinds[i] as number] as number))
  }
  return horizon + table.coolingDays + 1
}

function lastHotDay(table: ScoreTable, columns: SignalColumns, today: number, freshUntil: number): PlainDate {
  let last = today
  while (last < freshUntil && hundredthsOn(table, columns, last + 1) >= table.hotHundredths) last += 1
  return dayFromNumber(last)
}
