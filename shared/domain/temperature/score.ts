import { dayNumber, type PlainDate } from '../../primitives/plain-date.ts'
import { type SignalKind, signalKinds } from './signal-kinds.ts'
import type { TemperatureRules } from './temperature-rules.ts'

/** A signal on file. Where several are handed over, their order is the order in which they were logged. */
export type DatedSignal = { id: number; kind: SignalKind; on: PlainDate; topic: string | null }

/** Signals of one or many leads as parallel columns: the kind as its place in `signalKinds`, the day as its day number. */
export type SignalColumns = { readonly kinds: ArrayLike<number>; readonly days: ArrayLike<number> }

/** The rules as columns by the place of the kind in `signalKinds`, and the thresholds in hundredths of a point. */
export type ScoreTable = {
  readonly points: readonly number[]
  readonly windowDays: readonly number[]
  readonly caps: readonly number[]
  readonly isFlat: readonly boolean[]
  readonly showsIntent: readonly boolean[]
  readonly endsIntent: readonly boolean[]
  readonly longestWindowDays: number
  readonly warmHundredths: number
  readonly hotHundredths: number
  readonly intentFreshDays: number
  readonly coolingDays: number
}

const placeOfKind: ReadonlyMap<SignalKind, number> = new Map(signalKinds.map((kind, place) => [kind, place]))

/** The place of a kind in `signalKinds`. */
export function kindPlace(kind: SignalKind): number {
  return placeOfKind.get(kind) as number
}

export function scoreTableOf(rules: TemperatureRules): ScoreTable {
  const signalRules = signalKinds.map((kind) => rules.signals[kind])
  return {
    points: signalRules.map((rule) => rule.points),
    windowDays: signalRules.map((rule) => rule.windowDays),
    caps: signalRules.map((rule) => rule.cap),
    isFlat: signalRules.map((rule) => rule.isFlat),
    showsIntent: signalRules.map((rule) => rule.showsIntent),
    endsIntent: signalRules.map((rule) => rule.endsIntent),
    longestWindowDays: Math.max(...signalRules.map((rule) => rule.windowDays)),
    warmHundredths: rules.warmFrom * 100,
    hotHundredths: rules.hotFrom * 100,
    intentFreshDays: rules.intentFreshDays,
    coolingDays: rules.coolingDays,
  }
}

export function signalColumnsOf(signals: readonly DatedSignal[]): SignalColumns {
  return { kinds: signals.map((signal) => kindPlace(signal.kind)), days: signals.map((signal) => dayNumber(signal.on)) }
}

/**
 * A sum of fractions with whole numerators and denominators, in hundredths, rounded half up by its exact value; never below 0.
 * Floating point decides unless the sum lies so near a half that it could err; then whole numbers of any size do.
 */
export function roundedHundredths(numerators: ArrayLike<number>, denominators: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < numerators.length; i += 1)
    if (numerators[i] !== 0) sum += (numerators[i] as number) / (denominators[i] as number)
  if (sum <= 0) return 0
  const raised = sum * 100 + 0.5
  if (Math.abs(raised - Math.round(raised)) > 1e-6) return Math.floor(raised)
  let numerator = 0n
  let denominator = 1n
  for (let i = 0; i < numerators.length; i += 1) {
    const next = BigInt(denominators[i] as number)
    numerator = numerator * next + BigInt(numerators[i] as number) * denominator
    denominator *= next
  }
  const doubled = numerator * 200n + denominator
  return doubled <= 0n ? 0 : Number(doubled / (2n * denominator))
}

const sumsByKind = new Float64Array(signalKinds.length)

/** The score of a lead on a day number, in hundredths of a point, of all signals in the columns or of those between two places. */
export function hundredthsOn(
  table: ScoreTable,
  signals: SignalColumns,
  day: number,
  from = 0,
  to = signals.kinds.length,
): number {
  const { kinds, days } = signals
  sumsByKind.fill(0)
  for (let i = from; i < to; i += 1) {
    const kind = kinds[i] as number
    const age = day - (days[i] as number)
    const window = table.windowDays[kind] as number
    if (age < 0 || age >= window) continue
    const points = table.points[kind] as number
    if (table.isFlat[kind]) sumsByKind[kind] = points * window
    else sumsByKind[kind] = (sumsByKind[kind] as number) + points * (window - age)
  }
  for (let kind = 0; kind < sumsByKind.length; kind += 1) {
    const sum = sumsByKind[kind] as number
    if (sum === 0) continue
    const limit = (table.caps[kind] as number) * (table.windowDays[kind] as number)
    sumsByKind[kind] = sum > 0 ? Math.min(limit, sum) : Math.max(limit, sum)
  }
  return roundedHundredths(sumsByKind, table.windowDays)
}

/**
 * The day number until which an intent signal among the signals up to `day` stays fresh, or undefined where none counts; of all signals
 * in the columns or of those between two places.
 */
export function intentFreshUntil(
  table: ScoreTable,
  signals: SignalColumns,
  day: number,
  from = 0,
  to = signals.kinds.length,
): number | undefined {
  let latestIntent = Number.NEGATIVE_INFINITY
  let latestEnd = Number.NEGATIVE_INFINITY
  for (let i = from; i < to; i += 1) {
    const on = signals.days[i] as number
    if (on > day) continue
    const kind = signals.kinds[i] as number
    if (table.showsIntent[kind] && on > latestIntent) latestIntent = on
    if (table.endsIntent[kind] && on > latestEnd) latestEnd = on
  }
  if (latestIntent === Number.NEGATIVE_INFINITY || latestIntent <= latestEnd) return undefined
  return latestIntent + table.intentFreshDays
}

/** The score of a lead on a day, in points with two decimals, at least 0. Signals later than the day do not exist on it. Source: domain.md, section 2. */
export function scoreOn(signals: readonly DatedSignal[], on: PlainDate, rules: TemperatureRules): number {
  return hundredthsOn(scoreTableOf(rules), signalColumnsOf(signals), dayNumber(on)) / 100
}
