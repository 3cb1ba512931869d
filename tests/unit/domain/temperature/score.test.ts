import { describe, expect, test } from 'vitest'
import { scoreOn } from '../../../../shared/domain/temperature/score.ts'
import type { SignalKind } from '../../../../shared/domain/temperature/signal-kinds.ts'
import {
  defaultTemperatureRules,
  type TemperatureRules,
  temperatureRulesSchema,
} from '../../../../shared/domain/temperature/temperature-rules.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'
import { signalsOf, workedExample } from './lead-signals.ts'

type Row = [promise: string, signals: [SignalKind, string][], on: string, score: number]

const rows: Row[] = [
  ['no signal at all', [], '2026-03-24', 0],
  ['asked for an offer, today: 60', [['asked_for_offer', '2026-03-24']], '2026-03-24', 60],
  ['asked 15 days ago: 60 × 30/45', [['asked_for_offer', '2026-03-09']], '2026-03-24', 40],
  ['asked 44 days ago: 60 × 1/45', [['asked_for_offer', '2026-02-08']], '2026-03-24', 1.33],
  ['asked 45 days ago: the window is over', [['asked_for_offer', '2026-02-07']], '2026-03-24', 0],
  [
    'asked twice: capped at 90',
    [
      ['asked_for_offer', '2026-03-24'],
      ['asked_for_offer', '2026-03-24'],
    ],
    '2026-03-24',
    90,
  ],
  ['talked today: 30', [['conversation', '2026-03-24']], '2026-03-24', 30],
  ['talked 20 days ago: 30 × 40/60', [['conversation', '2026-03-04']], '2026-03-24', 20],
  ['talked 21 days ago: 30 × 39/60', [['conversation', '2026-03-03']], '2026-03-24', 19.5],
  ['talked 59 days ago: 30 × 1/60', [['conversation', '2026-01-24']], '2026-03-24', 0.5],
  ['talked 60 days ago: nothing left', [['conversation', '2026-01-23']], '2026-03-24', 0],
  [
    'talked three times: capped at 60',
    [
      ['conversation', '2026-03-24'],
      ['conversation', '2026-03-24'],
      ['conversation', '2026-03-24'],
    ],
    '2026-03-24',
    60,
  ],
  ['replied 1 day ago: 25 × 44/45 = 24.444', [['replied', '2026-03-23']], '2026-03-24', 24.44],
  ['replied 2 days ago: 25 × 43/45 = 23.888', [['replied', '2026-03-22']], '2026-03-24', 23.89],
  ['replied 44 days ago: 25 × 1/45', [['replied', '2026-02-08']], '2026-03-24', 0.56],
  [
    'replied three times: capped at 50',
    [
      ['replied', '2026-03-24'],
      ['replied', '2026-03-24'],
      ['replied', '2026-03-24'],
    ],
    '2026-03-24',
    50,
  ],
  ['referred 30 days ago: 25 × 30/60', [['referred', '2026-02-22']], '2026-03-24', 12.5],
  [
    'referred twice: capped at 25',
    [
      ['referred', '2026-03-24'],
      ['referred', '2026-03-24'],
    ],
    '2026-03-24',
    25,
  ],
  ['bought 729 days ago: flat 25', [['past_client', '2024-03-25']], '2026-03-24', 25],
  ['bought 730 days ago: over', [['past_client', '2024-03-24']], '2026-03-24', 0],
  [
    'bought twice: one part of 25',
    [
      ['past_client', '2025-01-07'],
      ['past_client', '2026-02-01'],
    ],
    '2026-03-24',
    25,
  ],
  [
    'bought long ago and again: since the latest',
    [
      ['past_client', '2020-01-07'],
      ['past_client', '2026-02-01'],
    ],
    '2026-03-24',
    25,
  ],
  ['attended 15 days ago: 15 × 30/45', [['attended', '2026-03-09']], '2026-03-24', 10],
  [
    'attended three times: capped at 30',
    [
      ['attended', '2026-03-24'],
      ['attended', '2026-03-24'],
      ['attended', '2026-03-24'],
    ],
    '2026-03-24',
    30,
  ],
  ['looked at prices 7 days ago: 12 × 14/21', [['looked_at_prices', '2026-03-17']], '2026-03-24', 8],
  ['looked at prices 20 days ago: 12 × 1/21', [['looked_at_prices', '2026-03-04']], '2026-03-24', 0.57],
  [
    'looked at prices three times: capped at 24',
    [
      ['looked_at_prices', '2026-03-24'],
      ['looked_at_prices', '2026-03-24'],
      ['looked_at_prices', '2026-03-24'],
    ],
    '2026-03-24',
    24,
  ],
  ['downloaded 29 days ago: 10 × 1/30', [['downloaded', '2026-02-23']], '2026-03-24', 0.33],
  ['downloaded 30 days ago: over', [['downloaded', '2026-02-22']], '2026-03-24', 0],
  [
    'downloaded three: capped at 20',
    [
      ['downloaded', '2026-03-24'],
      ['downloaded', '2026-03-24'],
      ['downloaded', '2026-03-24'],
    ],
    '2026-03-24',
    20,
  ],
  ['clicked 5 days ago: 5 × 9/14', [['clicked', '2026-03-19']], '2026-03-24', 3.21],
  [
    'clicked three times: capped at 10',
    [
      ['clicked', '2026-03-24'],
      ['clicked', '2026-03-24'],
      ['clicked', '2026-03-24'],
    ],
    '2026-03-24',
    10,
  ],
  ['visited 13 days ago: 3 × 1/14', [['visited', '2026-03-11']], '2026-03-24', 0.21],
  ['visited 14 days ago: over', [['visited', '2026-03-10']], '2026-03-24', 0],
  [
    'visited four times: capped at 9',
    [
      ['visited', '2026-03-24'],
      ['visited', '2026-03-24'],
      ['visited', '2026-03-24'],
      ['visited', '2026-03-24'],
    ],
    '2026-03-24',
    9,
  ],
  ['liked 7 days ago: 3 × 7/14', [['liked', '2026-03-17']], '2026-03-24', 1.5],
  ['opened 1 day ago: 1 × 6/7', [['opened', '2026-03-23']], '2026-03-24', 0.86],
  ['opened 7 days ago: over', [['opened', '2026-03-17']], '2026-03-24', 0],
  [
    'opened four: capped at 3',
    [
      ['opened', '2026-03-24'],
      ['opened', '2026-03-24'],
      ['opened', '2026-03-24'],
      ['opened', '2026-03-24'],
    ],
    '2026-03-24',
    3,
  ],
  ['"not now" alone: never below 0', [['not_now', '2026-03-24']], '2026-03-24', 0],
  [
    '"not now" against a talk of today: 30 − 15',
    [
      ['conversation', '2026-03-24'],
      ['not_now', '2026-03-24'],
    ],
    '2026-03-24',
    15,
  ],
  [
    '"not now" 15 days ago: 30 − 7.5',
    [
      ['not_now', '2026-03-09'],
      ['conversation', '2026-03-24'],
    ],
    '2026-03-24',
    22.5,
  ],
  [
    '"not now" twice today: at most −15',
    [
      ['not_now', '2026-03-24'],
      ['not_now', '2026-03-24'],
      ['conversation', '2026-03-24'],
    ],
    '2026-03-24',
    15,
  ],
  [
    '"not now" 10 days ago and today: −10 − 15 is −15',
    [
      ['not_now', '2026-03-14'],
      ['not_now', '2026-03-24'],
      ['conversation', '2026-03-24'],
    ],
    '2026-03-24',
    15,
  ],
  [
    '"not now" 20 and 25 days ago: −5 − 2.5',
    [
      ['not_now', '2026-02-27'],
      ['not_now', '2026-03-04'],
      ['conversation', '2026-03-24'],
    ],
    '2026-03-24',
    22.5,
  ],
  [
    '"not now" 29 days ago: −0.5',
    [
      ['not_now', '2026-02-23'],
      ['conversation', '2026-03-24'],
    ],
    '2026-03-24',
    29.5,
  ],
  [
    '"not now" 30 days ago: worn off',
    [
      ['not_now', '2026-02-22'],
      ['conversation', '2026-03-24'],
    ],
    '2026-03-24',
    30,
  ],
  [
    'the floor lies under the total, not under the parts: 6 + 3 − 15',
    [
      ['visited', '2026-03-24'],
      ['visited', '2026-03-24'],
      ['liked', '2026-03-24'],
      ['not_now', '2026-03-24'],
    ],
    '2026-03-24',
    0,
  ],
  [
    'a signal of tomorrow does not exist',
    [
      ['replied', '2026-03-25'],
      ['opened', '2026-03-24'],
    ],
    '2026-03-24',
    1,
  ],
  ['over a leap day: 28 Feb to 1 Mar 2024 are 2 days', [['replied', '2024-02-28']], '2024-03-01', 23.89],
  ['on a leap day, seen the day after', [['replied', '2024-02-29']], '2024-03-01', 24.44],
  ['no leap day: 28 Feb to 1 Mar 2023 is 1 day', [['replied', '2023-02-28']], '2023-03-01', 24.44],
  ['bought 1 Mar 2023, over a leap day: day 729', [['past_client', '2023-03-01']], '2025-02-27', 25],
  ['bought 1 Mar 2023, over a leap day: day 730', [['past_client', '2023-03-01']], '2025-02-28', 0],
  ['over the end of a year: 1 day', [['replied', '2025-12-31']], '2026-01-01', 24.44],
  ['over the end of a year: 30 × 30/60', [['conversation', '2025-12-02']], '2026-01-01', 15],
  [
    'parts are added before rounding: 3.214… + 0.857… + 0.571…',
    [
      ['clicked', '2026-03-19'],
      ['opened', '2026-03-23'],
      ['looked_at_prices', '2026-03-04'],
    ],
    '2026-03-24',
    4.64,
  ],
]

describe('score', () => {
  test.each(rows)('%s', (_promise, signals, on, score) => {
    expect(scoreOn(signalsOf(signals), plainDate(on), defaultTemperatureRules)).toBe(score)
  })

  test.each([
    ['2026-03-08', 0],
    ['2026-03-09', 15],
    ['2026-03-12', 49],
    ['2026-03-24', 34.33],
    ['2026-04-04', 20.89],
    ['2026-04-05', 19.67],
    ['2026-04-19', 5.22],
  ])('the worked example on %s is %d', (on, score) => {
    expect(scoreOn(workedExample, plainDate(on), defaultTemperatureRules)).toBe(score)
  })

  test.each([
    ['1 × 199/200 = 0.995', 1, 200, 1, 1],
    ['1 × 1/8 = 0.125', 1, 8, 7, 0.13],
    ['3 × 67/200 = 1.005, which floating point holds as less', 3, 200, 133, 1.01],
    ['1 × 1/200 = 0.005', 1, 200, 199, 0.01],
    ['1 × 1/201 is below the half', 1, 201, 200, 0],
  ])('rounds half up by the exact value: %s', (_promise, points, windowDays, age, score) => {
    const clicked = { ...defaultTemperatureRules.signals.clicked, points, cap: points, windowDays }
    const rules: TemperatureRules = {
      ...defaultTemperatureRules,
      signals: { ...defaultTemperatureRules.signals, clicked },
    }
    const today = new Date(Date.UTC(2026, 0, 1 + age)).toISOString().slice(0, 10)
    expect(scoreOn(signalsOf([['clicked', '2026-01-01']]), plainDate(today), rules)).toBe(score)
  })

  test('the shipped rules pass their own schema, and rules that make no sense do not', () => {
    expect(temperatureRulesSchema.safeParse(defaultTemperatureRules).success).toBe(true)
    expect(temperatureRulesSchema.safeParse({ ...defaultTemperatureRules, hotFrom: 19 }).success).toBe(false)
    const { opened: _opened, ...signals } = defaultTemperatureRules.signals
    expect(temperatureRulesSchema.safeParse({ ...defaultTemperatureRules, signals }).success).toBe(false)
  })
})
