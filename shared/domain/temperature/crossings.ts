import { dayFromNumber, dayNumber, type PlainDate } from '../../primitives/plain-date.ts'
import { type DatedSignal, hundredthsOn, type ScoreTable, scoreTableOf, signalColumnsOf } from './score.ts'
import type { SignalKind, Temperature } from './signal-kinds.ts'
import type { TemperatureRules } from './temperature-rules.ts'

/**
 * Why a lead crossed: into warm by a signal of that day, or because the "not now" of a day wore off (shown, never counted as a
 * conversion); into cold by the "not now" that brought it under warm, or by silence since its latest signal.
 */
export type CrossingCause =
  | { kind: 'signal'; signalId: number; signalKind: SignalKind; on: PlainDate }
  | { kind: 'not_now'; signalId: number; on: PlainDate }
  | { kind: 'not_now_wore_off'; notNowOn: PlainDate }
  | { kind: 'silence'; since: PlainDate }

export type Crossing = { on: PlainDate; to: Temperature; cause: CrossingCause }

/** Every change of the computed temperature up to a day, earliest first; cooling is warm. Source: domain.md, section 2. */
export function crossingsUntil(signals: readonly DatedSignal[], on: PlainDate, rules: TemperatureRules): Crossing[] {
  const table = scoreTableOf(rules)
  const known = signals.filter((signal) => signal.on <= on)
  const columns = signalColumnsOf(known)
  const sortedDays = Array.from(columns.days).sort((a, b) => a - b)
  const today = dayNumber(on)
  const crossings: Crossing[] = []
  let day = sortedDays[0] ?? today + 1
  let lastWarm: number | undefined
  let next = 0
  while (day <= today) {
    while ((sortedDays[next] ?? Number.POSITIVE_INFINITY) <= day) next += 1
    if (hundredthsOn(table, columns, day) >= table.warmHundredths) {
      if (lastWarm === undefined)
        crossings.push({ on: dayFromNumber(day), to: 'warm', cause: causeOfWarm(known, rules, day) })
      lastWarm = day
    } else if (lastWarm !== undefined && day - lastWarm > table.coolingDays) {
      crossings.push({
        on: dayFromNumber(day),
        to: 'cold',
        cause: causeOfCold(table, known, rules, lastWarm + 1, day),
      })
      lastWarm = undefined
    }
    // A cold lead of which nothing counts any more stays cold until its next signal.
    const lastSignal = sortedDays[next - 1] as number
    const isSpent = lastWarm === undefined && day > lastSignal + table.longestWindowDays
    day = isSpent ? (sortedDays[next] ?? today + 1) : day + 1
  }
  return crossings
}

function causeOfWarm(signals: readonly DatedSignal[], rules: TemperatureRules, day: number): CrossingCause {
  const on = dayFromNumber(day)
  let cause: DatedSignal | undefined
  for (const signal of signals) {
    const points = rules.signals[signal.kind].points
    if (signal.on === on && points > (cause === undefined ? 0 : rules.signals[cause.kind].points)) cause = signal
  }
  if (cause !== undefined) return { kind: 'signal', signalId: cause.id, signalKind: cause.kind, on }
  const lowering = latest(signals.filter((signal) => signal.on <= on && rules.signals[signal.kind].points < 0))
  if (lowering === undefined)
    throw new Error(`The score rose on ${on} without a signal and without a "not now" before.`)
  return { kind: 'not_now_wore_off', notNowOn: lowering.on }
}

function causeOfCold(
  table: ScoreTable,
  signals: readonly DatedSignal[],
  rules: TemperatureRules,
  firstDayUnder: number,
  day: number,
): CrossingCause {
  const underOn = dayFromNumber(firstDayUnder)
  const loweredBy = signals.find((signal) => signal.on === underOn && rules.signals[signal.kind].points < 0)
  if (loweredBy !== undefined) {
    const without = signals.filter((signal) => signal.on !== underOn || rules.signals[signal.kind].points >= 0)
    const scoreWithout = hundredthsOn(table, signalColumnsOf(without), firstDayUnder)
    if (scoreWithout >= table.warmHundredths) return { kind: 'not_now', signalId: loweredBy.id, on: underOn }
  }
  const on = dayFromNumber(day)
  const before = latest(signals.filter((signal) => signal.on < on))
  return { kind: 'silence', since: before?.on ?? underOn }
}

function latest(signals: readonly DatedSignal[]): DatedSignal | undefined {
  return signals.reduce<DatedSignal | undefined>(
    (found, signal) => (found === undefined || signal.on > found.on ? signal : found),
    undefined,
  )
}
