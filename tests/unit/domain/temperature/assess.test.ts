import { describe, expect, test } from 'vitest'
import { assess } from '../../../../shared/domain/temperature/assess.ts'
import { type HandTag, handTagFrom } from '../../../../shared/domain/temperature/hand-tag.ts'
import type {
  ComputedTemperature,
  SignalKind,
  Temperature,
} from '../../../../shared/domain/temperature/signal-kinds.ts'
import { defaultTemperatureRules as rules } from '../../../../shared/domain/temperature/temperature-rules.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'
import { signalsOf, workedExample } from './lead-signals.ts'

type Row = [promise: string, signals: [SignalKind, string][], on: string, computed: ComputedTemperature]

const rows: Row[] = [
  ['nothing on file', [], '2026-03-24', 'cold'],
  ['exactly 20 is warm', [['conversation', '2026-03-04']], '2026-03-24', 'warm'],
  ['19.5 a day later is cooling', [['conversation', '2026-03-04']], '2026-03-25', 'cooling'],
  ['the 14th day after the last warm one still cools', [['conversation', '2026-03-04']], '2026-04-07', 'cooling'],
  ['the 15th day is cold', [['conversation', '2026-03-04']], '2026-04-08', 'cold'],
  ['never warm, never cooling', [['attended', '2026-03-20']], '2026-03-24', 'cold'],
  ['60 today is hot', [['asked_for_offer', '2026-03-24']], '2026-03-24', 'hot'],
  ['60 × 38/45 = 50.67 is hot', [['asked_for_offer', '2026-03-17']], '2026-03-24', 'hot'],
  ['60 × 37/45 = 49.33 is not', [['asked_for_offer', '2026-03-16']], '2026-03-24', 'warm'],
  [
    'exactly 50 is hot',
    [
      ['replied', '2026-03-24'],
      ['replied', '2026-03-24'],
    ],
    '2026-03-24',
    'hot',
  ],
  [
    '50 without intent is not',
    [
      ['past_client', '2026-03-24'],
      ['referred', '2026-03-24'],
    ],
    '2026-03-24',
    'warm',
  ],
  [
    'intent of 14 days ago is fresh (25 + 41.33)',
    [
      ['past_client', '2026-01-05'],
      ['asked_for_offer', '2026-03-10'],
    ],
    '2026-03-24',
    'hot',
  ],
  [
    'intent of 15 days ago is stale (25 + 40)',
    [
      ['past_client', '2026-01-05'],
      ['asked_for_offer', '2026-03-09'],
    ],
    '2026-03-24',
    'warm',
  ],
  [
    'a "not now" after it ends intent (90 − 14)',
    [
      ['asked_for_offer', '2026-03-20'],
      ['asked_for_offer', '2026-03-20'],
      ['not_now', '2026-03-22'],
    ],
    '2026-03-24',
    'warm',
  ],
  [
    'a "not now" of the same day ends intent',
    [
      ['asked_for_offer', '2026-03-20'],
      ['asked_for_offer', '2026-03-20'],
      ['not_now', '2026-03-20'],
    ],
    '2026-03-24',
    'warm',
  ],
  [
    'intent after the "not now" counts again',
    [
      ['asked_for_offer', '2026-03-20'],
      ['asked_for_offer', '2026-03-20'],
      ['not_now', '2026-03-22'],
      ['replied', '2026-03-23'],
    ],
    '2026-03-24',
    'hot',
  ],
  [
    'a "not now" ends intent after its points have worn off',
    [
      ['past_client', '2026-02-01'],
      ['asked_for_offer', '2026-03-20'],
      ['not_now', '2026-03-21'],
    ],
    '2026-03-24',
    'warm',
  ],
  ['a signal entered for a later day is not seen', [['asked_for_offer', '2026-03-25']], '2026-03-24', 'cold'],
  ['cooling over a leap day: warm until 29 Feb 2024', [['conversation', '2024-02-09']], '2024-02-29', 'warm'],
  ['cooling from 1 Mar 2024', [['conversation', '2024-02-09']], '2024-03-01', 'cooling'],
  ['cooling over the end of a year', [['conversation', '2025-12-12']], '2026-01-02', 'cooling'],
  ['warm on the first day of a year', [['conversation', '2025-12-12']], '2026-01-01', 'warm'],
]

const lead = signalsOf([['asked_for_offer', '2026-03-20']])

function tag(temperature: Temperature, fromOn: string, untilOn: string): HandTag {
  return { temperature, reason: 'list of the fair', fromOn: plainDate(fromOn), untilOn: plainDate(untilOn) }
}

describe('temperature', () => {
  test.each(rows)('%s', (_promise, signals, on, computed) => {
    const assessment = assess(signalsOf(signals), [], plainDate(on), rules)
    expect(assessment.computed).toBe(computed)
    expect(assessment.temperature).toBe(computed === 'cold' ? 'cold' : 'warm')
    expect(assessment.isHot).toBe(computed === 'hot')
    expect(assessment.isCooling).toBe(computed === 'cooling')
    expect(assessment.coolingSince !== null).toBe(computed === 'cooling')
  })

  test('the worked example is warm on 24 March, cooling from 5 April and cold from 19 April', () => {
    const computedOn = (on: string) => assess(workedExample, [], plainDate(on), rules).computed
    expect(computedOn('2026-03-24')).toBe('warm')
    expect(computedOn('2026-04-04')).toBe('warm')
    expect(computedOn('2026-04-05')).toBe('cooling')
    expect(computedOn('2026-04-18')).toBe('cooling')
    expect(computedOn('2026-04-19')).toBe('cold')
    expect(assess(workedExample, [], plainDate('2026-04-18'), rules).coolingSince).toBe('2026-04-05')
  })

  test.each([
    ['the day before it is set', '2026-02-28', 'cold', false],
    ['the day it is set', '2026-03-01', 'warm', true],
    ['the day it runs out, included', '2026-03-31', 'warm', true],
    ['the day after, at once and without a cooling of its own', '2026-04-01', 'cold', false],
  ])('a tag set on 1 March: %s', (_promise, on, temperature, isPinned) => {
    const assessment = assess([], [handTagFrom('warm', 'met', plainDate('2026-03-01'), rules)], plainDate(on), rules)
    expect(assessment).toMatchObject({ temperature, isPinned, isCooling: false, computed: 'cold' })
  })

  test('a tag of 1 February 2024 lasts over the leap day to 2 March', () => {
    expect(handTagFrom('cold', 'met', plainDate('2024-02-01'), rules).untilOn).toBe('2024-03-02')
  })

  test('pinned warm still shows a computed heat', () => {
    const assessment = assess(lead, [tag('warm', '2026-03-01', '2026-03-31')], plainDate('2026-03-21'), rules)
    expect(assessment).toMatchObject({ temperature: 'warm', isHot: true, computed: 'hot', isPinned: true })
  })

  test('pinned cold shows neither heat nor cooling, and the computed value stays beside it', () => {
    const pin = [tag('cold', '2026-03-01', '2026-12-31')]
    expect(assess(lead, pin, plainDate('2026-03-21'), rules)).toMatchObject({
      temperature: 'cold',
      isHot: false,
      computed: 'hot',
      score: 58.67,
    })
    const cooling = assess(lead, pin, plainDate('2026-04-22'), rules)
    expect(cooling).toMatchObject({
      temperature: 'cold',
      isCooling: false,
      computed: 'cooling',
      coolingSince: '2026-04-20',
    })
  })

  test('the tag set last ends those before it, also after it has run out', () => {
    const tags = [tag('warm', '2026-03-01', '2026-03-31'), tag('cold', '2026-03-05', '2026-03-10')]
    const pinOf = (on: string) => assess([], tags, plainDate(on), rules).pin?.temperature ?? null
    expect(['2026-03-04', '2026-03-05', '2026-03-10', '2026-03-11'].map(pinOf)).toEqual(['warm', 'cold', 'cold', null])
  })

  test('of two tags of one day the one set later holds', () => {
    const tags = [tag('warm', '2026-03-01', '2026-03-31'), tag('cold', '2026-03-01', '2026-03-31')]
    expect(assess([], tags, plainDate('2026-03-01'), rules).pin?.temperature).toBe('cold')
  })

  test('without cooling days a lead under 20 is cold at once', () => {
    const signals = signalsOf([['conversation', '2026-03-04']])
    expect(assess(signals, [], plainDate('2026-03-25'), { ...rules, coolingDays: 0 }).computed).toBe('cold')
  })
})
