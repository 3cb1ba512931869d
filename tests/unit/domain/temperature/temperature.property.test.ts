import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assess, assessMany, coldAssessment } from '../../../../shared/domain/temperature/assess.ts'
import { explain } from '../../../../shared/domain/temperature/explain.ts'
import type { HandTag } from '../../../../shared/domain/temperature/hand-tag.ts'
import { type DatedSignal, scoreOn, signalColumnsOf } from '../../../../shared/domain/temperature/score.ts'
import { signalKinds } from '../../../../shared/domain/temperature/signal-kinds.ts'
import {
  defaultTemperatureRules,
  type TemperatureRules,
} from '../../../../shared/domain/temperature/temperature-rules.ts'
import { addDays, dayNumber, type PlainDate, plainDate } from '../../../../shared/primitives/plain-date.ts'

const firstDay = plainDate('2024-01-15')
const dayArbitrary = fc.integer({ min: 0, max: 160 }).map((days) => addDays(firstDay, days))
const kindArbitrary = fc.constantFrom(...signalKinds)
const signalArbitrary = fc.record({
  id: fc.nat(),
  kind: kindArbitrary,
  on: dayArbitrary,
  topic: fc.constantFrom(null, 'a', 'b'),
})
const signalsArbitrary = fc.array(signalArbitrary, { maxLength: 14 })
const tagArbitrary: fc.Arbitrary<HandTag> = fc
  .record({
    temperature: fc.constantFrom('cold' as const, 'warm' as const),
    fromOn: dayArbitrary,
    days: fc.nat({ max: 40 }),
  })
  .map(({ temperature, fromOn, days }) => ({ temperature, reason: 'by hand', fromOn, untilOn: addDays(fromOn, days) }))
/** The shipped rules, and rules with windows that share no divisor. */
const rulesArbitrary: fc.Arbitrary<TemperatureRules> = fc.oneof(
  fc.constant(defaultTemperatureRules),
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 100 })), {
      minLength: 13,
      maxLength: 13,
    })
    .map((numbers) => ({
      ...defaultTemperatureRules,
      signals: Object.fromEntries(
        signalKinds.map((kind, i) => {
          const [points, windowDays] = numbers[i] as [number, number]
          const sign = kind === 'not_now' ? -1 : 1
          return [
            kind,
            { ...defaultTemperatureRules.signals[kind], points: sign * points, cap: sign * points * 2, windowDays },
          ]
        }),
      ) as TemperatureRules['signals'],
    })),
)

/** The definition of the domain text, in whole numbers throughout. */
function scoreByDefinition(signals: readonly DatedSignal[], on: string, rules: TemperatureRules): number {
  let numerator = 0n
  let denominator = 1n
  for (const kind of signalKinds) {
    const rule = rules.signals[kind]
    const window = BigInt(rule.windowDays)
    const ages = signals
      .filter((signal) => signal.kind === kind)
      .map((signal) => dayNumber(plainDate(on)) - dayNumber(signal.on))
    const counting = ages.filter((age) => age >= 0 && age < rule.windowDays)
    const full = BigInt(rule.points) * window
    const sum = rule.isFlat
      ? counting.length > 0
        ? full
        : 0n
      : counting.reduce((total, age) => total + BigInt(rule.points) * (window - BigInt(age)), 0n)
    const cap = BigInt(rule.cap) * window
    const part = rule.points < 0 ? (sum < cap ? cap : sum) : sum > cap ? cap : sum
    numerator = numerator * window + part * denominator
    denominator *= window
  }
  if (numerator <= 0n) return 0
  return Number((numerator * 200n + denominator) / (2n * denominator)) / 100
}

describe('temperature, for all signals and days', () => {
  test('the score is the definition, exactly', () => {
    fc.assert(
      fc.property(signalsArbitrary, dayArbitrary, rulesArbitrary, (signals, on, rules) => {
        expect(scoreOn(signals, on, rules)).toBe(scoreByDefinition(signals, on, rules))
      }),
      { numRuns: 400 },
    )
  })

  test('a further signal of the lead never lowers the score, but "not now"', () => {
    fc.assert(
      fc.property(signalsArbitrary, signalArbitrary, dayArbitrary, rulesArbitrary, (signals, added, on, rules) => {
        fc.pre(added.kind !== 'not_now')
        expect(scoreOn([...signals, added], on, rules)).toBeGreaterThanOrEqual(scoreOn(signals, on, rules))
      }),
    )
  })

  test('a further signal of the lead, but "not now", lowers no day until the last window is over', () => {
    fc.assert(
      fc.property(signalsArbitrary, signalArbitrary, rulesArbitrary, (signals, added, rules) => {
        fc.pre(added.kind !== 'not_now')
        const lastDay = addDays(firstDay, 160 + Math.max(...signalKinds.map((kind) => rules.signals[kind].windowDays)))
        for (let day = added.on; day <= lastDay; day = addDays(day, 1))
          expect(scoreOn([...signals, added], day, rules), day).toBeGreaterThanOrEqual(scoreOn(signals, day, rules))
      }),
      { numRuns: 60 },
    )
  })

  test('"not now" never raises the score', () => {
    fc.assert(
      fc.property(signalsArbitrary, dayArbitrary, dayArbitrary, rulesArbitrary, (signals, notNowOn, on, rules) => {
        const added: DatedSignal = { id: 0, kind: 'not_now', on: notNowOn, topic: null }
        expect(scoreOn([...signals, added], on, rules)).toBeLessThanOrEqual(scoreOn(signals, on, rules))
      }),
    )
  })

  test('a signal of a later day changes nothing of the days before it', () => {
    fc.assert(
      fc.property(
        signalsArbitrary,
        fc.array(tagArbitrary, { maxLength: 2 }),
        signalArbitrary,
        dayArbitrary,
        (signals, tags, later, on) => {
          fc.pre(later.on > on)
          expect(explain([...signals, later], tags, on, defaultTemperatureRules)).toEqual(
            explain(signals, tags, on, defaultTemperatureRules),
          )
        },
      ),
      { numRuns: 40 },
    )
  })

  test('without new signals and without a "not now" the score never rises', () => {
    fc.assert(
      fc.property(signalsArbitrary, fc.nat({ max: 400 }), rulesArbitrary, (signals, days, rules) => {
        const warming = signals.filter((signal) => signal.kind !== 'not_now')
        const after = addDays(firstDay, 160 + days)
        expect(scoreOn(warming, addDays(after, 1), rules)).toBeLessThanOrEqual(scoreOn(warming, after, rules))
      }),
    )
  })

  test('from one day to the next the score rises only by a signal of that day or by a "not now" that wears off', () => {
    fc.assert(
      fc.property(signalsArbitrary, fc.nat({ max: 300 }), rulesArbitrary, (signals, days, rules) => {
        const on = addDays(firstDay, days)
        const next = addDays(on, 1)
        const isWearingOff = (signal: DatedSignal) =>
          signal.kind === 'not_now' &&
          signal.on <= on &&
          dayNumber(on) - dayNumber(signal.on) < rules.signals.not_now.windowDays
        fc.pre(!signals.some((signal) => signal.on === next || isWearingOff(signal)))
        expect(scoreOn(signals, next, rules)).toBeLessThanOrEqual(scoreOn(signals, on, rules))
      }),
      { numRuns: 400 },
    )
  })

  test('one lead and the whole workbook get the same answer on every day', () => {
    const leadsArbitrary = fc.array(fc.tuple(signalsArbitrary, fc.array(tagArbitrary, { maxLength: 3 })), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(leadsArbitrary, dayArbitrary, rulesArbitrary, (leads, on, rules) => {
        const rows = leads.flatMap(([signals], leadId) => signals.map((signal) => ({ leadId, signal })))
        // As they were logged: by day, the leads in turn.
        rows.sort((a, b) => (a.signal.on < b.signal.on ? -1 : a.signal.on > b.signal.on ? 1 : 0))
        const columns = {
          leads: rows.map(({ leadId }) => leadId),
          ...signalColumnsOf(rows.map(({ signal }) => signal)),
        }
        const tags = new Map(
          leads.flatMap(([, handTags], leadId) => (handTags.length === 0 ? [] : [[leadId, handTags]])),
        )
        const all = assessMany(columns, tags, on, rules)
        leads.forEach(([signals, handTags], leadId) => {
          expect(all.get(leadId) ?? coldAssessment).toEqual(assess(signals, handTags, on, rules))
        })
      }),
    )
  })

  test('a lead is cooling where it was warm within the cooling days and is not warm, since the day after it was', () => {
    fc.assert(
      fc.property(signalsArbitrary, dayArbitrary, rulesArbitrary, (signals, on, rules) => {
        const wasWarm = (day: PlainDate) => scoreByDefinition(signals, day, rules) >= rules.warmFrom
        const before = Array.from({ length: rules.coolingDays }, (_, i) => addDays(on, -1 - i)).find(wasWarm)
        const isCooling = !wasWarm(on) && before !== undefined
        const { computed, coolingSince } = assess(signals, [], on, rules)
        expect(computed === 'cooling').toBe(isCooling)
        expect(coolingSince).toBe(isCooling ? addDays(before, 1) : null)
      }),
      { numRuns: 300 },
    )
  })

  test('the days that why foretells are the days on which the temperature turns', () => {
    fc.assert(
      fc.property(signalsArbitrary, (signals) => {
        const on = addDays(firstDay, 120)
        const why = explain(signals, [], on, defaultTemperatureRules)
        const known = signals.filter((signal) => signal.on <= on)
        const statesFrom = Array.from(
          { length: 800 },
          (_, i) => assess(known, [], addDays(on, i), defaultTemperatureRules).computed,
        )
        const states = statesFrom.map((state) => (state === 'hot' ? 'warm' : state))
        const firstTurn = (to: string) => {
          const i = states.findIndex((state, day) => day > 0 && state === to && states[day - 1] !== to)
          return i === -1 ? null : addDays(on, i)
        }
        expect({ cooling: why.coolingOn, cold: why.coldOn, warm: why.warmOn }).toEqual({
          cooling: firstTurn('cooling'),
          cold: firstTurn('cold'),
          warm: firstTurn('warm'),
        })
        const hotDays = statesFrom.findIndex((state) => state !== 'hot')
        expect(why.hotUntil).toBe(hotDays === 0 ? null : addDays(on, hotDays - 1))
      }),
      { numRuns: 40 },
    )
  })

  test('crossings are the days on which a walk through the days sees cold and warm change', () => {
    fc.assert(
      fc.property(signalsArbitrary, (signals) => {
        const on = addDays(firstDay, 300)
        const { crossings } = explain(signals, [], on, defaultTemperatureRules)
        const walked: string[] = []
        let before = 'cold'
        for (let day = addDays(firstDay, -1); day <= on; day = addDays(day, 1)) {
          const { temperature } = assess(signals, [], day, defaultTemperatureRules)
          if (temperature !== before) walked.push(`${day} ${temperature}`)
          before = temperature
        }
        expect(crossings.map((crossing) => `${crossing.on} ${crossing.to}`)).toEqual(walked)
      }),
      { numRuns: 40 },
    )
  })

  test('the parts of why add up to the score, but for their rounding', () => {
    fc.assert(
      fc.property(signalsArbitrary, dayArbitrary, (signals, on) => {
        const why = explain(signals, [], on, defaultTemperatureRules)
        const sum = why.parts.reduce((total, part) => total + part.today, 0)
        expect(Math.abs(Math.max(0, sum) - why.assessment.score)).toBeLessThanOrEqual(
          0.005 * (why.parts.length + 1) + 1e-9,
        )
      }),
    )
  })
})
