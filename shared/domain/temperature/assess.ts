import { dayFromNumber, dayNumber, type PlainDate } from '../../primitives/plain-date.ts'
import { type HandTag, pinOn } from './hand-tag.ts'
import {
  type DatedSignal,
  hundredthsOn,
  intentFreshUntil,
  kindPlace,
  type ScoreTable,
  type SignalColumns,
  scoreTableOf,
  signalColumnsOf,
} from './score.ts'
import type { ComputedTemperature, SignalKind, Temperature } from './signal-kinds.ts'
import type { TemperatureRules } from './temperature-rules.ts'

/**
 * The temperature of a lead on a day. `temperature` is the effective one (pin, else computed); `isHot` and `isCooling` are what is to
 * be shown, so a lead pinned cold has neither. `coolingSince` is the first day of a computed cooling, whatever the pin.
 */
export type Assessment = {
  score: number
  computed: ComputedTemperature
  temperature: Temperature
  isHot: boolean
  isCooling: boolean
  isPinned: boolean
  pin: HandTag | null
  coolingSince: PlainDate | null
}

/** A lead without a signal and without a tag. */
export const coldAssessment: Readonly<Assessment> = {
  score: 0,
  computed: 'cold',
  temperature: 'cold',
  isHot: false,
  isCooling: false,
  isPinned: false,
  pin: null,
  coolingSince: null,
}

/** The temperature of one lead on a day, from its signals and its hand tags in the order they were set. */
export function assess(
  signals: readonly DatedSignal[],
  handTags: readonly HandTag[],
  on: PlainDate,
  rules: TemperatureRules,
): Assessment {
  const columns = signalColumnsOf(signals)
  return assessColumns(scoreTableOf(rules), columns, handTags, on, dayNumber(on))
}

/**
 * The temperatures of many leads on a day, by lead. Rows come ordered by lead; leads with neither signal nor tag are not in the
 * answer and are a {@link coldAssessment}.
 */
export function assessMany<Id extends number>(
  rows: Iterable<{ leadId: Id; kind: SignalKind; on: PlainDate }>,
  handTagsByLead: ReadonlyMap<Id, readonly HandTag[]>,
  on: PlainDate,
  rules: TemperatureRules,
): Map<Id, Assessment> {
  const table = scoreTableOf(rules)
  const today = dayNumber(on)
  const assessments = new Map<Id, Assessment>()
  const dayNumbers = new Map<PlainDate, number>()
  const kinds: number[] = []
  const days: number[] = []
  const columns = { kinds, days }
  let current: Id | undefined

  const finish = () => {
    if (current === undefined) return
    const handTags = handTagsByLead.get(current) ?? []
    assessments.set(current, assessColumns(table, columns, handTags, on, today))
    kinds.length = 0
    days.length = 0
  }
  for (const row of rows) {
    if (row.leadId !== current) {
      finish()
      if (assessments.has(row.leadId)) throw new RangeError(`Signals of lead ${row.leadId} do not stand together.`)
      current = row.leadId
    }
    let day = dayNumbers.get(row.on)
    if (day === undefined) {
      day = dayNumber(row.on)
      dayNumbers.set(row.on, day)
    }
    kinds.push(kindPlace(row.kind))
    days.push(day)
  }
  finish()
  for (const [leadId, handTags] of handTagsByLead) {
    if (!assessments.has(leadId)) assessments.set(leadId, assessColumns(table, columns, handTags, on, today))
  }
  return assessments
}

function assessColumns(
  table: ScoreTable,
  signals: SignalColumns,
  handTags: readonly HandTag[],
  on: PlainDate,
  today: number,
): Assessment {
  const hundredths = hundredthsOn(table, signals, today)
  const lastWarm = hundredths >= table.warmHundredths ? undefined : lastWarmDayBefore(table, signals, today)
  const computed = computedOf(table, signals, today, hundredths, lastWarm)
  const pin = handTags.length === 0 ? null : pinOn(handTags, on)
  const temperature = pin === null ? (computed === 'cold' ? 'cold' : 'warm') : pin.temperature
  return {
    score: hundredths / 100,
    computed,
    temperature,
    isHot: computed === 'hot' && temperature === 'warm',
    isCooling: computed === 'cooling' && temperature === 'warm',
    isPinned: pin !== null,
    pin,
    coolingSince: lastWarm === undefined ? null : dayFromNumber(lastWarm + 1),
  }
}

function computedOf(
  table: ScoreTable,
  signals: SignalColumns,
  day: number,
  hundredths: number,
  lastWarm: number | undefined,
): ComputedTemperature {
  if (hundredths < table.warmHundredths) return lastWarm === undefined ? 'cold' : 'cooling'
  if (hundredths < table.hotHundredths) return 'warm'
  const freshUntil = intentFreshUntil(table, signals, day)
  return freshUntil !== undefined && day <= freshUntil ? 'hot' : 'warm'
}

/** The last day of the cooling days before `day` with a warm score, or undefined. */
function lastWarmDayBefore(table: ScoreTable, signals: SignalColumns, day: number): number | undefined {
  if (!couldHaveBeenWarm(table, signals, day)) return undefined
  for (let before = day - 1; before >= day - table.coolingDays; before -= 1) {
    if (hundredthsOn(table, signals, before) >= table.warmHundredths) return before
  }
  return undefined
}

/** Whether the points of everything alive within the cooling days reach warm at all: it spares most leads the look back. */
function couldHaveBeenWarm(table: ScoreTable, signals: SignalColumns, day: number): boolean {
  let most = 0
  for (let i = 0; i < signals.kinds.length; i += 1) {
    const kind = signals.kinds[i] as number
    const points = table.points[kind] as number
    const age = day - (signals.days[i] as number)
    if (points > 0 && age >= 0 && age < (table.windowDays[kind] as number) + table.coolingDays) most += points
  }
  return most * 100 >= table.warmHundredths
}
