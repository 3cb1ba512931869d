import { addDays, dayFromNumber, dayNumber, type PlainDate } from '../../primitives/plain-date.ts'
import { allSteps, type Steps } from '../../primitives/steps.ts'
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
  return new Assessor(on, rules).assess(signalColumnsOf(signals), handTags)
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
  return allSteps(assessInSteps(signals, handTagsByLead, on, rules))
}

/** Signals that are looked at in a step. */
const SIGNALS_A_STEP = 20_000

/** {@link assessMany} in steps. */
export function* assessInSteps<Id extends number>(
  signals: SignalsOfLeads,
  handTagsByLead: ReadonlyMap<Id, readonly HandTag[]>,
  on: PlainDate,
  rules: TemperatureRules,
): Steps<Map<Id, Assessment>> {
  const assessor = new Assessor(on, rules)
  const assessments = new Map<Id, Assessment>()
  yield
  const grouped = groupedByLead(signals)
  const take = (lead: number, from: number, to: number) => {
    assessments.set(lead as Id, assessor.assess(grouped, handTagsByLead.get(lead as Id) ?? noTags, from, to))
  }
  for (let place = 0; place < grouped.leads.length; ) {
    yield
    place = eachLead(grouped, take, place, place + SIGNALS_A_STEP)
  }
  for (const [lead, handTags] of handTagsByLead) {
    if (!assessments.has(lead)) assessments.set(lead, assessor.assess(noSignals, handTags))
  }
  return assessments
}

const noTags: readonly HandTag[] = []
const noSignals: SignalColumns = { kinds: [], days: [] }

/** The first day of its span, both ends included, on which each lead is hot; leads that are not hot in it are not in the answer. */
export function firstHotDays<Id extends number>(
  signals: SignalsOfLeads,
  handTagsByLead: ReadonlyMap<Id, readonly HandTag[]>,
  spans: ReadonlyMap<Id, { from: PlainDate; until: PlainDate }>,
  rules: TemperatureRules,
): Map<Id, PlainDate> {
  const hotDays = new Map<Id, PlainDate>()
  const assessors = new Map<PlainDate, Assessor>()
  const assessorOn = (day: PlainDate) => {
    const assessor = assessors.get(day) ?? new Assessor(day, rules)
    assessors.set(day, assessor)
    return assessor
  }
  const grouped = groupedByLead(signals)
  eachLead(grouped, (lead, from, to) => {
    const span = spans.get(lead as Id)
    if (span === undefined) return
    const handTags = handTagsByLead.get(lead as Id) ?? noTags
    for (let day = span.from; day <= span.until; day = addDays(day, 1)) {
      if (!assessorOn(day).assess(grouped, handTags, from, to).isHot) continue
      hotDays.set(lead as Id, day)
      return
    }
  })
  return hotDays
}

/**
 * Gives where the signals of each lead begin and end, of signals that are grouped by lead: of those that begin between two places. Gives
 * the place behind them.
 */
function eachLead(
  { leads }: SignalsOfLeads,
  take: (lead: number, from: number, to: number) => void,
  first = 0,
  last = leads.length,
): number {
  let from = first
  while (from < leads.length && from < last) {
    const lead = leads[from] as number
    let to = from + 1
    while (leads[to] === lead) to += 1
    take(lead, from, to)
    from = to
  }
  return from
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

/** Assesses leads on one day under one set of rules. Leads of which all is the same share one assessment. */
class Assessor {
  private readonly on: PlainDate
  private readonly today: number
  private readonly table: ScoreTable
  /** Assessments without a pin, by score, by what is computed, and by the last warm day of what is cooling. */
  private readonly known = new Map<number, Assessment>()

  constructor(on: PlainDate, rules: TemperatureRules) {
    this.on = on
    this.today = dayNumber(on)
    this.table = scoreTableOf(rules)
  }

  /** The assessment of a lead whose signals stand between two places of the columns. */
  assess(signals: SignalColumns, handTags: readonly HandTag[], from = 0, to = signals.kinds.length): Assessment {
    const { table, today } = this
    const hundredths = hundredthsOn(table, signals, today, from, to)
    const lastWarm = hundredths >= table.warmHundredths ? undefined : this.lastWarmDay(signals, from, to)
    const computed = this.computed(signals, hundredths, lastWarm, from, to)
    const pin = handTags.length === 0 ? null : pinOn(handTags, this.on)
    if (pin !== null) return assessmentOf(hundredths, computed, lastWarm, pin)
    // Only what is not warm has a last warm day, so that warm and hot fit into its place.
    const place = lastWarm === undefined ? (computed === 'hot' ? 2 : computed === 'warm' ? 1 : 0) : 2 + today - lastWarm
    const key = hundredths * (table.coolingDays + 3) + place
    let assessment = this.known.get(key)
    if (assessment === undefined) {
      assessment = assessmentOf(hundredths, computed, lastWarm, null)
      this.known.set(key, assessment)
    }
    return assessment
  }

  private computed(
    signals: SignalColumns,
    hundredths: number,
    lastWarm: number | undefined,
    from: number,
    to: number,
  ): ComputedTemperature {
    const { table, today } = this
    if (hundredths < table.warmHundredths) return lastWarm === undefined ? 'cold' : 'cooling'
    if (hundredths < table.hotHundredths) return 'warm'
    const freshUntil = intentFreshUntil(table, signals, today, from, to)
    return freshUntil !== undefined && today <= freshUntil ? 'hot' : 'warm'
  }

  /** The last of the cooling days before the day with a warm score, or undefined. */
  private lastWarmDay(signals: SignalColumns, from: number, to: number): number | undefined {
    const { table, today } = this
    if (!this.couldHaveBeenWarm(signals, from, to)) return undefined
    for (let before = today - 1; before >= today - table.coolingDays; before -= 1) {
      if (hundredthsOn(table, signals, before, from, to) >= table.warmHundredths) return before
    }
    return undefined
  }

  /**
   * Whether the most that each signal counted for within the cooling days, alone, reaches warm together: it spares most leads the look
   * back.
   */
  private couldHaveBeenWarm(signals: SignalColumns, from: number, to: number): boolean {
    const { table, today } = this
    let most = 0
    for (let at = from; at < to; at += 1) {
      const kind = signals.kinds[at] as number
      const points = table.points[kind] as number
      const age = today - (signals.days[at] as number)
      if (points <= 0 || age < 0) continue
      const window = table.windowDays[kind] as number
      const left = window - Math.max(0, age - table.coolingDays)
      if (left > 0) most += table.isFlat[kind] === true ? points : (points * left) / window
    }
    // What is rounded up to warm is warm.
    return most * 100 + 1 >= table.warmHundredths
  }
}

function assessmentOf(
  hundredths: number,
  computed: ComputedTemperature,
  lastWarm: number | undefined,
  pin: HandTag | null,
): Assessment {
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
