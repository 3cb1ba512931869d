import { expect, test } from 'vitest'
import { explain, type Why } from '../../../../shared/domain/temperature/explain.ts'
import { type HandTag, handTagFrom } from '../../../../shared/domain/temperature/hand-tag.ts'
import type { SignalKind, Temperature } from '../../../../shared/domain/temperature/signal-kinds.ts'
import { defaultTemperatureRules as rules } from '../../../../shared/domain/temperature/temperature-rules.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'
import { signalsOf } from './lead-signals.ts'

type Signals = readonly (readonly [SignalKind, string])[]
type Case = [promise: string, signals: Signals, on: string, account: string, tags?: readonly HandTag[]]

const times = (count: number, kind: SignalKind, on: string): [SignalKind, string][] =>
  Array.from({ length: count }, () => [kind, on])

/** From 2 May through 1 June. */
const pinnedIn = (temperature: Temperature): HandTag[] => [
  handTagFrom(temperature, 'fair', plainDate('2026-05-02'), rules),
]

const asked: Signals = [['asked_for_offer', '2026-06-01']]
const askedTwice = times(2, 'asked_for_offer', '2026-06-01')
const repliedThrice = times(3, 'replied', '2026-06-01')
const repliedInMay: Signals = [['replied', '2026-05-20']]
const notNowAfterTalks: Signals = [...times(2, 'conversation', '2026-06-01'), ['not_now', '2026-06-05']]
const referredClient: Signals = [
  ['past_client', '2026-01-01'],
  ['referred', '2026-06-01'],
  ['replied', '2026-05-18'],
]
const smallSigns: Signals = [
  ...times(3, 'clicked', '2026-06-01'),
  ...times(4, 'visited', '2026-06-01'),
  ...times(4, 'liked', '2026-06-01'),
  ...times(4, 'opened', '2026-06-01'),
]

/**
 * Cases worked out by hand from domain.md, section 2, never copied from what the app computes. `a` is a signal's age in days, `k` the
 * days after the day shown.
 */
const cases: Case[] = [
  // Each kind from its first day to its last.
  [
    'asked: 60; hot to a = 7 (50.67), 20 at a = 30',
    asked,
    '2026-06-01',
    '60 hot, hot until 2026-06-08, cooling on 2026-07-02, cold on 2026-07-16, 0 to hot',
  ],
  [
    'asked: the last hot day, 60 × 38/45',
    asked,
    '2026-06-08',
    '50.67 hot, hot until 2026-06-08, cooling on 2026-07-02, cold on 2026-07-16, 0 to hot',
  ],
  [
    'asked: 60 × 37/45 on the day after',
    asked,
    '2026-06-09',
    '49.33 warm, cooling on 2026-07-02, cold on 2026-07-16, 0.67 to hot',
  ],
  [
    'asked: exactly 20 on the last warm day, 60 × 15/45',
    asked,
    '2026-07-01',
    '20 warm, cooling on 2026-07-02, cold on 2026-07-16, 30 to hot and intent',
  ],
  [
    'asked: the first cooling day, 60 × 14/45',
    asked,
    '2026-07-02',
    '18.67 cooling, cooling since 2026-07-02, cold on 2026-07-16, 31.33 to hot and intent',
  ],
  [
    'asked: the last day that counts is its last cooling day, 60 × 1/45',
    asked,
    '2026-07-15',
    '1.33 cooling, cooling since 2026-07-02, cold on 2026-07-16, 48.67 to hot and intent',
  ],
  ['asked: cold on the day it has run out', asked, '2026-07-16', '0 cold, 50 to hot and intent'],
  [
    'talked: 30 − a/2, 20 at a = 20',
    [['conversation', '2026-06-01']],
    '2026-06-01',
    '30 warm, cooling on 2026-06-22, cold on 2026-07-06, 20 to hot',
  ],
  [
    'talked twice: 25 + 30, then 55 − k: hot to k = 5, 20 at k = 35',
    [
      ['conversation', '2026-06-01'],
      ['conversation', '2026-06-11'],
    ],
    '2026-06-11',
    '55 hot, hot until 2026-06-16, cooling on 2026-07-17, cold on 2026-07-31, 0 to hot',
  ],
  [
    'replied: 25 × (45 − a)/45, 20 at a = 9',
    [['replied', '2026-06-01']],
    '2026-06-01',
    '25 warm, cooling on 2026-06-11, cold on 2026-06-25, 25 to hot',
  ],
  [
    'replied 45 days ago: over, and cold for weeks',
    [['replied', '2026-04-17']],
    '2026-06-01',
    '0 cold, 50 to hot and intent',
  ],
  [
    'referred: 25 × (60 − a)/60, 20 at a = 12; no intent',
    [['referred', '2026-06-01']],
    '2026-06-01',
    '25 warm, cooling on 2026-06-14, cold on 2026-06-28, 25 to hot and intent',
  ],
  [
    'referred twice: 16.67 + 20.83 capped at 25; 20 at (40 − k + 50 − k) = 48',
    [
      ['referred', '2026-05-22'],
      ['referred', '2026-06-01'],
    ],
    '2026-06-11',
    '25 warm, cooling on 2026-07-03, cold on 2026-07-17, 25 to hot and intent',
  ],
  ['referred 59 days ago: 25 × 1/60', [['referred', '2026-04-02']], '2026-05-31', '0.42 cold, 49.58 to hot and intent'],
  ['referred 60 days ago: over', [['referred', '2026-04-02']], '2026-06-01', '0 cold, 50 to hot and intent'],
  [
    'past client: flat through day 729',
    [['past_client', '2024-03-01']],
    '2026-02-28',
    '25 warm, cooling on 2026-03-01, cold on 2026-03-15, 25 to hot and intent',
  ],
  [
    'past client: from 25 to 0 on day 730, cooling all the same',
    [['past_client', '2024-03-01']],
    '2026-03-01',
    '0 cooling, cooling since 2026-03-01, cold on 2026-03-15, 50 to hot and intent',
  ],
  ['attended once: 15 is cold', [['attended', '2026-06-01']], '2026-06-01', '15 cold, 35 to hot and intent'],
  [
    'attended twice: 30 × (45 − a)/45, 20 at a = 15; 19.33 at a = 16',
    times(2, 'attended', '2026-06-01'),
    '2026-06-17',
    '19.33 cooling, cooling since 2026-06-17, cold on 2026-07-01, 30.67 to hot and intent',
  ],
  [
    'attended three times: 45 − a under the cap from a = 15, 20 at a = 25',
    times(3, 'attended', '2026-06-01'),
    '2026-06-20',
    '26 warm, cooling on 2026-06-27, cold on 2026-07-11, 24 to hot and intent',
  ],
  ['attended 44 days ago: 15 × 1/45', [['attended', '2026-04-17']], '2026-05-31', '0.33 cold, 49.67 to hot and intent'],
  ['attended 45 days ago: over', [['attended', '2026-04-17']], '2026-06-01', '0 cold, 50 to hot and intent'],
  [
    'looked at prices twice: 24 × 17/21 at a = 4',
    times(2, 'looked_at_prices', '2026-06-01'),
    '2026-06-05',
    '19.43 cooling, cooling since 2026-06-05, cold on 2026-06-19, 30.57 to hot and intent',
  ],
  [
    'looked at prices three times: 36 × 13/21 at a = 8; 20.57 at 9, 18.86 at 10',
    times(3, 'looked_at_prices', '2026-06-01'),
    '2026-06-09',
    '22.29 warm, cooling on 2026-06-11, cold on 2026-06-25, 27.71 to hot and intent',
  ],
  [
    'looked at prices 21 days ago: over',
    [['looked_at_prices', '2026-05-11']],
    '2026-06-01',
    '0 cold, 50 to hot and intent',
  ],
  [
    'downloaded twice: 20 is warm for one day',
    times(2, 'downloaded', '2026-06-01'),
    '2026-06-01',
    '20 warm, cooling on 2026-06-02, cold on 2026-06-16, 30 to hot and intent',
  ],
  [
    'downloaded three times: 30 − a, the cap of 20 holds to a = 10',
    times(3, 'downloaded', '2026-06-01'),
    '2026-06-11',
    '20 warm, cooling on 2026-06-12, cold on 2026-06-26, 30 to hot and intent',
  ],
  [
    'small signs, each at its cap: 10 + 9 + 9 + 3; 22.86 at a = 6, 19.5 at a = 7',
    smallSigns,
    '2026-06-01',
    '31 warm, cooling on 2026-06-08, cold on 2026-06-22, 19 to hot and intent',
  ],
  [
    'small signs at a = 4: 10 (of 10.71) + 8.57 + 8.57 + 1.71',
    smallSigns,
    '2026-06-05',
    '28.86 warm, cooling on 2026-06-08, cold on 2026-06-22, 21.14 to hot and intent',
  ],
  ['clicked 13 days ago: 5 × 1/14', [['clicked', '2026-05-18']], '2026-05-31', '0.36 cold, 49.64 to hot and intent'],
  ['clicked 14 days ago: over', [['clicked', '2026-05-18']], '2026-06-01', '0 cold, 50 to hot and intent'],
  ['liked 13 days ago: 3 × 1/14', [['liked', '2026-05-18']], '2026-05-31', '0.21 cold, 49.79 to hot and intent'],
  ['liked 14 days ago: over', [['liked', '2026-05-18']], '2026-06-01', '0 cold, 50 to hot and intent'],
  ['opened 6 days ago: 1 × 1/7', [['opened', '2026-05-25']], '2026-05-31', '0.14 cold, 49.86 to hot and intent'],

  // Heat: by points, by intent, and lost.
  [
    'asked twice: 120 × 34/45 = 90.67 capped at 90; intent ends first',
    askedTwice,
    '2026-06-12',
    '90 hot, hot until 2026-06-15, cooling on 2026-07-09, cold on 2026-07-23, 0 to hot',
  ],
  [
    'asked twice: 120 × 31/45 on the last day of intent',
    askedTwice,
    '2026-06-15',
    '82.67 hot, hot until 2026-06-15, cooling on 2026-07-09, cold on 2026-07-23, 0 to hot',
  ],
  [
    'asked twice: 80 points and no longer hot, the intent is 15 days old',
    askedTwice,
    '2026-06-16',
    '80 warm, cooling on 2026-07-09, cold on 2026-07-23, 0 to hot and intent',
  ],
  [
    'replied three times: 75 × 31/45 = 51.67 capped at exactly 50',
    repliedThrice,
    '2026-06-15',
    '50 hot, hot until 2026-06-15, cooling on 2026-07-05, cold on 2026-07-19, 0 to hot',
  ],
  [
    'replied three times: still 50 at a = 15, the intent stale',
    repliedThrice,
    '2026-06-16',
    '50 warm, cooling on 2026-07-05, cold on 2026-07-19, 0 to hot and intent',
  ],
  [
    'talked and replied: 55 − 1.0556 a: 50.78 at a = 4, 20.17 at a = 33',
    [
      ['conversation', '2026-06-01'],
      ['replied', '2026-06-01'],
    ],
    '2026-06-01',
    '55 hot, hot until 2026-06-05, cooling on 2026-07-05, cold on 2026-07-19, 0 to hot',
  ],
  [
    'a referred client who replied 14 days ago: 25 + 25 + 25 × 31/45',
    referredClient,
    '2026-06-01',
    '67.22 hot, hot until 2026-06-01, cooling on 2028-01-01, cold on 2028-01-15, 0 to hot',
  ],
  [
    'the day after: 25 + 24.58 + 16.67, the intent stale',
    referredClient,
    '2026-06-02',
    '66.25 warm, cooling on 2028-01-01, cold on 2028-01-15, 0 to hot and intent',
  ],

  // "Not now".
  [
    '"not now" at a = 10: 25 − 15, and as both fall by ½ a day it stays 10',
    [
      ['conversation', '2026-06-01'],
      ['not_now', '2026-06-11'],
    ],
    '2026-06-11',
    '10 cooling, cooling since 2026-06-11, cold on 2026-06-25, 40 to hot and intent',
  ],
  [
    'hot on the eve of a "not now": 60 − 3',
    notNowAfterTalks,
    '2026-06-04',
    '57 hot, hot until 2026-06-11, cooling on 2026-07-12, cold on 2026-07-26, 0 to hot',
  ],
  [
    'the "not now": 56 − 15, then 41 − k/2 to k = 30, and 60 − a: 20 at a = 40',
    notNowAfterTalks,
    '2026-06-05',
    '41 warm, cooling on 2026-07-12, cold on 2026-07-26, 9 to hot and intent',
  ],
  [
    '"not now" to a past client: 25 − 15 + k/2, cold at k = 14, warm again at k = 20',
    [
      ['past_client', '2026-05-01'],
      ['not_now', '2026-06-01'],
    ],
    '2026-06-01',
    '10 cooling, cooling since 2026-06-01, cooling on 2028-04-30, cold on 2026-06-15, warm on 2026-06-21, 40 to hot and intent',
  ],
  [
    'replied "not now": 25 − 15, never warm, so never cooling',
    [
      ['replied', '2026-06-01'],
      ['not_now', '2026-06-01'],
    ],
    '2026-06-01',
    '10 cold, 40 to hot and intent',
  ],
  [
    'a talk 10 days after "not now": 30 − 10, exactly 20 to k = 20',
    [
      ['not_now', '2026-06-01'],
      ['conversation', '2026-06-11'],
    ],
    '2026-06-11',
    '20 warm, cooling on 2026-07-02, cold on 2026-07-16, 30 to hot',
  ],
  [
    'asked the day after "not now": 85 − 14.5, 51.06 at k = 14; 20.78 at k = 34',
    [
      ['not_now', '2026-06-01'],
      ['replied', '2026-06-02'],
      ['asked_for_offer', '2026-06-02'],
    ],
    '2026-06-02',
    '70.5 hot, hot until 2026-06-16, cooling on 2026-07-07, cold on 2026-07-21, 0 to hot',
  ],

  // Cooling, the day of cold, rounding.
  [
    'a small sign on the last cooling day: 12.22 + 5, cold tomorrow all the same',
    [
      ['replied', '2026-06-01'],
      ['clicked', '2026-06-24'],
    ],
    '2026-06-24',
    '17.22 cooling, cooling since 2026-06-11, cold on 2026-06-25, 32.78 to hot and intent',
  ],
  [
    'an event while cooling: 18 + 15, then 33 − ⅚ k: 20.5 at k = 15',
    [
      ['conversation', '2026-06-01'],
      ['attended', '2026-06-25'],
    ],
    '2026-06-25',
    '33 warm, cooling on 2026-07-11, cold on 2026-07-25, 17 to hot and intent',
  ],
  [
    'an opened mail keeps it warm one day more: 19.5 + 1, then 19 + 0.86',
    [
      ['conversation', '2026-06-01'],
      ['opened', '2026-06-22'],
    ],
    '2026-06-22',
    '20.5 warm, cooling on 2026-06-23, cold on 2026-07-07, 29.5 to hot and intent',
  ],
  [
    '17.0833 + 2.2222 + 0.3571 + 0.3333 = 19.996 rounds to 20 and is warm',
    [
      ['referred', '2026-05-13'],
      ['replied', '2026-04-21'],
      ['clicked', '2026-05-19'],
      ['downloaded', '2026-05-03'],
    ],
    '2026-06-01',
    '20 warm, cooling on 2026-06-02, cold on 2026-06-16, 30 to hot and intent',
  ],

  // The end of a year, and the leap day.
  [
    'exactly 20 on 31 December',
    [['replied', '2025-12-22']],
    '2025-12-31',
    '20 warm, cooling on 2026-01-01, cold on 2026-01-15, 30 to hot',
  ],
  [
    'cooling since 1 January: 25 × 22/45',
    [['replied', '2025-12-22']],
    '2026-01-14',
    '12.22 cooling, cooling since 2026-01-01, cold on 2026-01-15, 37.78 to hot and intent',
  ],
  ['cold on 15 January: 25 × 21/45', [['replied', '2025-12-22']], '2026-01-15', '11.67 cold, 38.33 to hot and intent'],
  [
    'intent of 25 December is fresh to 8 January: 25 + 60 × 31/45',
    [
      ['past_client', '2025-06-01'],
      ['asked_for_offer', '2025-12-25'],
    ],
    '2026-01-08',
    '66.33 hot, hot until 2026-01-08, cooling on 2027-06-01, cold on 2027-06-15, 0 to hot',
  ],
  [
    'and stale on 9 January: 25 + 40',
    [
      ['past_client', '2025-06-01'],
      ['asked_for_offer', '2025-12-25'],
    ],
    '2026-01-09',
    '65 warm, cooling on 2027-06-01, cold on 2027-06-15, 0 to hot and intent',
  ],
  [
    'referred 17 February 2028: exactly 20 on the leap day',
    [['referred', '2028-02-17']],
    '2028-02-29',
    '20 warm, cooling on 2028-03-01, cold on 2028-03-15, 30 to hot and intent',
  ],
  [
    'referred 17 February 2027: 25 × 49/60 on the 28th, 20 on 1 March',
    [['referred', '2027-02-17']],
    '2027-02-28',
    '20.42 warm, cooling on 2027-03-02, cold on 2027-03-16, 29.58 to hot and intent',
  ],
  [
    'asked and replied on a leap day: 85, 56.67 and fresh at a = 14',
    [
      ['asked_for_offer', '2028-02-29'],
      ['replied', '2028-02-29'],
    ],
    '2028-02-29',
    '85 hot, hot until 2028-03-14, cooling on 2028-04-04, cold on 2028-04-18, 0 to hot',
  ],
  [
    'bought 28 February 2022: 730 days end on 28 February 2024, cooling over the leap day',
    [['past_client', '2022-02-28']],
    '2024-02-27',
    '25 warm, cooling on 2024-02-28, cold on 2024-03-13, 25 to hot and intent',
  ],

  // Pins, from 2 May through 1 June.
  ['a pin that runs out tomorrow', [], '2026-05-31', '0 cold, pinned warm, 50 to hot and intent', pinnedIn('warm')],
  [
    'a pin that runs out today still holds',
    [],
    '2026-06-01',
    '0 cold, pinned warm, 50 to hot and intent',
    pinnedIn('warm'),
  ],
  [
    'a pin that ran out yesterday leaves no cooling',
    [],
    '2026-06-02',
    '0 cold, 50 to hot and intent',
    pinnedIn('warm'),
  ],
  [
    'pinned cold on a hot lead, to the last day: 60 × 44/45',
    [['asked_for_offer', '2026-05-31']],
    '2026-06-01',
    '58.67 hot, pinned cold, hot until 2026-06-07, cooling on 2026-07-01, cold on 2026-07-15, 0 to hot',
    pinnedIn('cold'),
  ],
  [
    'hot the day after the cold pin: 60 × 43/45',
    [['asked_for_offer', '2026-05-31']],
    '2026-06-02',
    '57.33 hot, hot until 2026-06-07, cooling on 2026-07-01, cold on 2026-07-15, 0 to hot',
    pinnedIn('cold'),
  ],
  [
    'pinned warm on a cooling lead: 25 × 33/45',
    repliedInMay,
    '2026-06-01',
    '18.33 cooling, pinned warm and cooling, cooling since 2026-05-30, cold on 2026-06-13, 31.67 to hot',
    pinnedIn('warm'),
  ],
  [
    'pinned cold on a cooling lead',
    repliedInMay,
    '2026-06-01',
    '18.33 cooling, pinned cold, cooling since 2026-05-30, cold on 2026-06-13, 31.67 to hot',
    pinnedIn('cold'),
  ],
  [
    'its own cooling stands the day after a warm pin: 25 × 32/45',
    repliedInMay,
    '2026-06-02',
    '17.78 cooling, cooling since 2026-05-30, cold on 2026-06-13, 32.22 to hot',
    pinnedIn('warm'),
  ],
  [
    'a pin of 31 January 2028 holds through 1 March',
    [],
    '2028-03-01',
    '0 cold, pinned warm, 50 to hot and intent',
    [handTagFrom('warm', 'fair', plainDate('2028-01-31'), rules)],
  ],
  [
    'a pin of 15 December is over on 15 January',
    [],
    '2026-01-15',
    '0 cold, 50 to hot and intent',
    [handTagFrom('warm', 'fair', plainDate('2025-12-15'), rules)],
  ],
]

/** A lead's temperature in one line: the computed one, the pin that covers it with its badges, the days it turns, what hot lacks. */
function told({ assessment, hotUntil, coolingOn, coldOn, warmOn, toHot }: Why): string {
  const { score, computed, temperature, isHot, isCooling, isPinned, coolingSince } = assessment
  const pinned = [`pinned ${temperature}`, ...(isHot ? ['hot'] : []), ...(isCooling ? ['cooling'] : [])].join(' and ')
  const days = {
    'hot until': hotUntil,
    'cooling since': coolingSince,
    'cooling on': coolingOn,
    'cold on': coldOn,
    'warm on': warmOn,
  }
  return [
    `${score} ${computed}`,
    ...(isPinned ? [pinned] : []),
    ...Object.entries(days).flatMap(([what, day]) => (day === null ? [] : [`${what} ${day}`])),
    `${toHot.points} to hot${toHot.needsIntent ? ' and intent' : ''}`,
  ].join(', ')
}

test.each(cases)('%s', (_promise, signals, on, account, tags = []) => {
  const why = explain(signalsOf(signals), tags, plainDate(on), rules)
  expect(told(why)).toBe(account)
  const { computed, temperature, isHot, isCooling, isPinned } = why.assessment
  if (!isPinned)
    expect({ temperature, isHot, isCooling }).toEqual({
      temperature: computed === 'cold' ? 'cold' : 'warm',
      isHot: computed === 'hot',
      isCooling: computed === 'cooling',
    })
})

test.each([
  ['a reply on the day it would have been cold keeps it warm throughout', '2026-07-06', 37.5, ['2026-06-01 warm']],
  ['a day later it was cold for that day', '2026-07-07', 37, ['2026-06-01 warm', '2026-07-06 cold', '2026-07-07 warm']],
])('%s', (_promise, repliedOn, score, crossings) => {
  const why = explain(
    signalsOf([
      ['conversation', '2026-06-01'],
      ['replied', repliedOn],
    ]),
    [],
    plainDate(repliedOn),
    rules,
  )
  expect(why.assessment.score).toBe(score)
  expect(why.crossings.map(({ on, to }) => `${on} ${to}`)).toEqual(crossings)
})
