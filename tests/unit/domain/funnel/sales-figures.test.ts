import { describe, expect, test } from 'vitest'
import { type Close, periodFlow, salesCycle, winRate } from '../../../../shared/domain/funnel/sales-figures.ts'
import type { Stage, StageEvent } from '../../../../shared/domain/funnel/stages.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

function eventsOf(histories: readonly (readonly (readonly [Stage, string])[])[]): StageEvent[] {
  return histories.flatMap((history, lead) =>
    history.map(([to, on], i) => ({
      leadId: lead + 1,
      from: history[i - 1]?.[0] ?? null,
      to,
      on: plainDate(on),
      seq: i + 1,
    })),
  )
}

const march = { from: plainDate('2026-03-01'), to: plainDate('2026-03-31') }
const today = plainDate('2026-06-30')

describe('win rate', () => {
  test('counts leads whose last close falls in the period and that had reached SQL by then', () => {
    const events = eventsOf([
      [
        ['lead', '2026-01-01'],
        ['won', '2026-03-01'],
      ],
      [
        ['lead', '2026-01-01'],
        ['sql', '2026-02-01'],
      ],
      [
        ['lead', '2026-01-01'],
        ['sql', '2026-02-01'],
      ],
      [
        ['lead', '2026-01-01'],
        ['sql', '2026-02-01'],
      ],
      [
        ['lead', '2026-01-01'],
        ['sql', '2026-02-01'],
      ],
      [
        ['lead', '2026-01-01'],
        ['mql', '2026-02-01'],
      ],
      [
        ['lead', '2026-01-01'],
        ['sql', '2026-03-20'],
      ],
    ])
    const closes: Record<number, Close> = {
      1: { on: plainDate('2026-03-01'), outcome: 'won' },
      2: { on: plainDate('2026-03-31'), outcome: 'lost' },
      3: { on: plainDate('2026-04-01'), outcome: 'lost' },
      4: { on: plainDate('2026-03-15'), outcome: 'lost' },
      6: { on: plainDate('2026-03-15'), outcome: 'lost' },
      7: { on: plainDate('2026-03-19'), outcome: 'lost' },
    }
    expect(winRate(events, (id) => closes[id], march, today)).toEqual({ won: 1, closed: 3, rate: null })
    expect(winRate(events, () => ({ on: plainDate('2026-03-25'), outcome: 'won' }), march, today)).toEqual({
      won: 6,
      closed: 6,
      rate: 1,
    })
  })
})

describe('sales cycle', () => {
  test('is the median of the days from SQL to Won, without those that entered both at once', () => {
    const events = eventsOf([
      [
        ['lead', '2026-01-01'],
        ['sql', '2026-02-01'],
        ['won', '2026-02-11'],
      ],
      [
        ['lead', '2026-01-01'],
        ['proposal', '2026-02-01'],
        ['won', '2026-02-15'],
      ],
      [
        ['lead', '2026-01-01'],
        ['won', '2026-02-01'],
      ],
      [
        ['lead', '2026-01-01'],
        ['sql', '2026-02-01'],
      ],
    ])
    expect(salesCycle(events, today)).toEqual({ days: 12, n: 2 })
    expect(salesCycle(events, plainDate('2026-02-10'))).toEqual({ days: null, n: 0 })
  })
})

describe('period flow', () => {
  test('counts forward events into exactly the stages, re-entries included and leaps not', () => {
    const events = eventsOf([
      [
        ['lead', '2026-02-01'],
        ['mql', '2026-03-01'],
        ['lead', '2026-03-02'],
        ['mql', '2026-03-03'],
        ['sal', '2026-03-31'],
      ],
      [
        ['lead', '2026-02-01'],
        ['sql', '2026-03-05'],
        ['sal', '2026-03-06'],
      ],
      [['sal', '2026-03-07']],
    ])
    expect(periodFlow(events, { from: 'mql', to: 'sal' }, march)).toEqual({ into: 2, outOf: 2, ratio: 1 })
    expect(periodFlow(events, { from: 'lead', to: 'mql' }, march)).toEqual({ into: 2, outOf: 0, ratio: null })
  })
})
