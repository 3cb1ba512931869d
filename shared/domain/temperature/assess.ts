import { addDays, dayFromNumber, dayNumber, type PlainDate } from '../../primitives/plain-date.ts'
import { type HandTag, pinOn } from './hand-tag.ts'
import {
  type DatedSignal,
  hundredthsOn,
  intentFreshUntil,
  type ScoreTable,
  type SignalColumns,
  scoreTableOf,
  signalColumnsOf,
} from './score.ts'
import type { ComputedTemperature, Temperature } from './signal-kinds.ts'
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

/** Signals of many leads as parallel columns, in any order. */
export type SignalsOfLeads = SignalColumns & { readonly leads: ArrayLike<number> }

/**
 * The temperatures of many leads on a day, by lead. Leads with neither signal nor tag are not in the answer and are a
 * {@link coldAssessment}.
 */
export function assessMany<Id extends number>(
  signals: SignalsOfLeads,
  handTagsByLead: ReadonlyMap<Id, readonly HandTag[]>,
  on: PlainDate,
  rules: TemperatureRules,
): Map<Id, Assessment> {
  const table = scoreTableOf(rules)
  const today = dayNumber(on)
  const assessments = new Map<Id, Assessment>()
  eachLead(signals, (lead, own) => {
    assessments.set(lead as Id, assessColumns(table, own, handTagsByLead.get(lead as Id) ?? [], on, today))
  })
  for (const [lead, handTags] of handTagsByLead) {
    if (!assessments.has(lead))
      assessments.set(lead, assessColumns(table, { kinds: [], days: [] }, handTags, on, today))
  }
  return assessments
}

/** The first day of its span, both ends included, on which each lead is hot; leads that are not hot in it are not in the answer. */
export function firstHotDays<Id extends number>(
  signals: SignalsOfLeads,
  handTagsByLead: ReadonlyMap<Id, readonly HandTag[]>,
  spans: ReadonlyMap<Id, { from: PlainDate; until: PlainDate }>,
  rules: TemperatureRules,
): Map<Id, PlainDate> {
  const table = scoreTableOf(rules)
  const hotDays = new Map<Id, PlainDate>()
  eachLead(signals, (lead, own) => {
    const span = spans.get(lead as Id)
    if (span === undefined) return
    const handTags = handTagsByLead.get(lead as Id) ?? []
    for (let day = span.from; day <= span.until; day = addDays(day, 1)) {
      if (!assessColumns(table, own, handTags, day, dayNumber(day)).isHot) continue
      hotDays.set(lead as Id, day)
      return
    }
  })
  return hotDays
}

/** Gives the signals of each lead by themselves, in columns that are filled anew for the next. */
function eachLead(signals: SignalsOfLeads, take: (lead: number, own: SignalColumns) => void): void {
  const { leads, kinds, days } = groupedByLead(signals)
  const own = { kinds: [] as number[], days: [] as number[] }
  for (let at = 0; at < leads.length; ) {
    const lead = leads[at] as number
    own.kinds.length = 0
    own.days.length = 0
    for (; leads[at] === lead; at += 1) {
      own.kinds.push(kinds[at] as number)
      own.days.push(days[at] as number)
    }
    take(lead, own)
  }
}

/** The signals by rising id of their lead; those of one lead stay as they stood. */
export function groupedByLead(signals: SignalsOfLeads): SignalsOfLeads {
  const { leads, kinds, days } = signals
  let highest = 0
  let isGrouped = true
  for (let at = 0; at < leads.length; at += 1) {
    const lead = leads[at] as number
    if (lead < highest) isGrouped = false
    else highest = lead
  }
  if (isGrouped) return signals
  /** Where the next signal of each lead goes. */
  const places = new Int32Array(highest + 2)
  const raise = (at: number, by: number) => {
    places[at] = (places[at] as number) + by
  }
  for (let at = 0; at < leads.length; at += 1) raise((leads[at] as number) + 1, 1)
  for (let lead = 1; lead < places.length; lead += 1) raise(lead, places[lead - 1] as number)
  const grouped = {
    leads: new Int32Array(leads.length),
    kinds: new Uint8Array(leads.length),
    days: new Int32Array(leads.length),
  }
  for (let at = 0; at < leads.length; at += 1) {
    const lead = leads[at] as number
    const place = places[lead] as number
    raise(lead, 1)
    grouped.leads[place] = lead
    grouped.kinds[place] = kinds[at] as number
    grouped.days[place] = days[at] as number
  }
  return grouped
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
