import { describe, expect, test } from 'vitest'
import { hotSince, humanTouchAlerts } from '../../../../shared/domain/follow-ups/human-touch.ts'
import type { Status } from '../../../../shared/domain/leads/status.ts'
import { assess } from '../../../../shared/domain/temperature/assess.ts'
import type { SignalKind } from '../../../../shared/domain/temperature/signal-kinds.ts'
import { defaultTemperatureRules as rules } from '../../../../shared/domain/temperature/temperature-rules.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'
import { signalsOf } from '../temperature/lead-signals.ts'

const today = plainDate('2026-03-24')

function alertsOf(rows: [SignalKind, string][], more: { lastHumanTouchOn?: string; status?: Status } = {}) {
  const signals = signalsOf(rows)
  const lastHumanTouchOn = more.lastHumanTouchOn === undefined ? null : plainDate(more.lastHumanTouchOn)
  const lead = { status: more.status ?? 'active', signals, lastHumanTouchOn }
  return humanTouchAlerts(lead, assess(signals, [], today, rules), today, rules).map(({ rule, on }) => `${rule} ${on}`)
}

describe('human-touch alerts', () => {
  test.each<[string, [SignalKind, string][], string[]]>([
    ['nothing happened', [], []],
    ['a reply of 14 days ago', [['replied', '2026-03-10']], ['replied 2026-03-10', 'cooling 2026-03-20']],
    ['a reply of 15 days ago is stale', [['replied', '2026-03-09']], ['cooling 2026-03-19']],
    ['a wish for an offer of 14 days ago', [['asked_for_offer', '2026-03-10']], ['asked_for_offer 2026-03-10']],
    ['a wish for an offer of 15 days ago is stale', [['asked_for_offer', '2026-03-09']], []],
    ['a look at the prices 6 days ago', [['looked_at_prices', '2026-03-18']], ['looked_at_prices 2026-03-18']],
    ['a look at the prices 7 days ago', [['looked_at_prices', '2026-03-17']], []],
    [
      'two signals within 7 days',
      [
        ['clicked', '2026-03-18'],
        ['liked', '2026-03-24'],
      ],
      ['two_signals 2026-03-24'],
    ],
    [
      'two signals in 8 days',
      [
        ['clicked', '2026-03-17'],
        ['liked', '2026-03-24'],
      ],
      [],
    ],
    [
      'two opened mails are no sign',
      [
        ['opened', '2026-03-23'],
        ['opened', '2026-03-24'],
      ],
      [],
    ],
    [
      'three visits',
      [
        ['visited', '2026-03-20'],
        ['visited', '2026-03-21'],
        ['visited', '2026-03-22'],
      ],
      ['two_signals 2026-03-22', 'three_visits 2026-03-22'],
    ],
    ['turning hot', [['asked_for_offer', '2026-03-20']], ['asked_for_offer 2026-03-20', 'turned_hot 2026-03-20']],
    ['cooling', [['conversation', '2026-03-02']], ['cooling 2026-03-23']],
    [
      'a "not now" after a reply takes its alert away',
      [
        ['replied', '2026-03-20'],
        ['not_now', '2026-03-21'],
      ],
      ['cooling 2026-03-21'],
    ],
    ['a signal to come is not seen', [['replied', '2026-03-25']], []],
  ])('%s', (_promise, rows, expected) => {
    expect(alertsOf(rows)).toEqual(expected)
  })

  test('what the seller answered by hand since asks for nothing, what came after does', () => {
    expect(alertsOf([['replied', '2026-03-20']], { lastHumanTouchOn: '2026-03-19' })).toEqual(['replied 2026-03-20'])
    expect(alertsOf([['replied', '2026-03-20']], { lastHumanTouchOn: '2026-03-20' })).toEqual([])
    expect(
      alertsOf(
        [
          ['clicked', '2026-03-19'],
          ['liked', '2026-03-21'],
        ],
        { lastHumanTouchOn: '2026-03-20' },
      ),
    ).toEqual([])
    expect(alertsOf([['asked_for_offer', '2026-03-20']], { lastHumanTouchOn: '2026-03-21' })).toEqual([])
    expect(alertsOf([['conversation', '2026-03-02']], { lastHumanTouchOn: '2026-03-23' })).toEqual([])
  })

  test('a resting lead asks by what it did itself, not by cooling', () => {
    expect(alertsOf([['replied', '2026-03-20']], { status: 'resting' })).toEqual(['replied 2026-03-20'])
    expect(alertsOf([['conversation', '2026-03-02']], { status: 'resting' })).toEqual([])
    expect(alertsOf([['replied', '2026-03-20']], { status: 'lost' })).toEqual([])
  })

  test('heat has a first day', () => {
    const signals = signalsOf([
      ['asked_for_offer', '2026-03-18'],
      ['replied', '2026-03-22'],
    ])
    expect(hotSince(signals, today, rules)).toBe('2026-03-18')
  })
})
