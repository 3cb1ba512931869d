import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CohortLead,
  type CohortQuestion,
  cohortLeads,
  cohortRows,
} from '../../../../shared/domain/funnel/cohorts.ts'
import {
  forEachStageHistory,
  reachedDays,
  snapshot,
  snapshotLeads,
} from '../../../../shared/domain/funnel/stage-history.ts'
import { conversions, type Stage, type StageEvent, stages } from '../../../../shared/domain/funnel/stages.ts'
import { statusSchema } from '../../../../shared/domain/leads/status.ts'
import { addDays, type PlainDate, plainDate } from '../../../../shared/primitives/plain-date.ts'

/** The events of lead 1, 2, 3 … from lists of `[stage, day]`. */
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

const active: CohortLead = { status: 'active', source: null }
const allActive = () => active

const spring: CohortQuestion = {
  from: plainDate('2026-03-01'),
  to: plainDate('2026-03-31'),
  reachedBy: plainDate('2026-06-30'),
  groupBy: null,
  withinDays: null,
}

function rowOf(
  events: StageEvent[],
  from: Stage,
  to: Stage,
  question = spring,
  facts: (id: number) => CohortLead | undefined = allActive,
) {
  const row = cohortRows(events, facts, question).find((candidate) => candidate.from === from && candidate.to === to)
  if (row === undefined) throw new Error(`no row ${from} to ${to}`)
  return row
}

describe('reached days', () => {
  test('a skipped stage counts as passed on the day of the leap', () => {
    expect(
      reachedDays(
        eventsOf([
          [
            ['lead', '2026-03-01'],
            ['sql', '2026-03-05'],
          ],
        ]),
      ),
    ).toEqual({
      lead: '2026-03-01',
      mql: '2026-03-05',
      sal: '2026-03-05',
      sql: '2026-03-05',
      proposal: null,
      won: null,
    })
  })

  test('moving back does not un-reach, and reaching again keeps the first day', () => {
    const events = eventsOf([
      [
        ['lead', '2026-03-01'],
        ['sal', '2026-03-02'],
        ['lead', '2026-03-03'],
        ['mql', '2026-03-04'],
        ['sal', '2026-03-05'],
      ],
    ])
    expect(reachedDays(events)).toMatchObject({ lead: '2026-03-01', mql: '2026-03-02', sal: '2026-03-02', sql: null })
  })
})

describe('cohorts', () => {
  test('six rows: each stage to the next, and Lead to Won, also without a lead', () => {
    const rows = cohortRows([], allActive, spring)
    expect(rows.map((row) => `${row.from} ${row.to}`)).toEqual([
      'lead mql',
      'mql sal',
      'sal sql',
      'sql proposal',
      'proposal won',
      'lead won',
    ])
    expect(rows[0]).toEqual({
      from: 'lead',
      to: 'mql',
      entered: 0,
      reached: 0,
      rate: null,
      open: 0,
      leftOut: 0,
      maturity: 'too_few',
      usualDays: null,
    })
  })

  test('the first and the last day of the period are in it', () => {
    const events = eventsOf([
      [['lead', '2026-02-28']],
      [['lead', '2026-03-01']],
      [['lead', '2026-03-31']],
      [['lead', '2026-04-01']],
    ])
    expect(rowOf(events, 'lead', 'mql')).toMatchObject({ entered: 2, reached: 0, open: 2 })
    expect(cohortLeads(events, allActive, spring, { from: 'lead', to: 'mql', which: 'entered' })).toEqual([2, 3])
  })

  test('what was reached on the day asked about counts, what comes later does not', () => {
    const events = eventsOf([
      [
        ['lead', '2026-03-02'],
        ['mql', '2026-06-30'],
      ],
      [
        ['lead', '2026-03-02'],
        ['mql', '2026-07-01'],
      ],
    ])
    expect(rowOf(events, 'lead', 'mql')).toMatchObject({ entered: 2, reached: 1, open: 1 })
  })

  test('a lead that first reached the stage later than the day asked about is not in the cohort yet', () => {
    const events = eventsOf([[['lead', '2026-03-20']]])
    expect(rowOf(events, 'lead', 'mql', { ...spring, reachedBy: plainDate('2026-03-19') })).toMatchObject({
      entered: 0,
      open: 0,
    })
  })

  test('skipped stages count as passed in every row', () => {
    const events = eventsOf([
      [
        ['lead', '2026-03-02'],
        ['won', '2026-03-09'],
      ],
    ])
    for (const row of cohortRows(events, allActive, spring))
      expect(row).toMatchObject({ entered: 1, reached: 1, open: 0 })
  })

  test('re-entry counts once, by the first day', () => {
    const events = eventsOf([
      [
        ['lead', '2026-01-02'],
        ['mql', '2026-02-27'],
        ['lead', '2026-03-02'],
        ['mql', '2026-03-05'],
        ['sal', '2026-03-06'],
      ],
    ])
    expect(rowOf(events, 'mql', 'sal')).toMatchObject({ entered: 0, reached: 0 })
    expect(rowOf(events, 'mql', 'sal', { ...spring, from: plainDate('2026-02-01') })).toMatchObject({
      entered: 1,
      reached: 1,
    })
  })

  test('lost and disqualified leads stay in the denominator and are not open', () => {
    const events = eventsOf([
      [['lead', '2026-03-02']],
      [['lead', '2026-03-02']],
      [['lead', '2026-03-02']],
      [['lead', '2026-03-02']],
      [
        ['lead', '2026-03-02'],
        ['mql', '2026-03-03'],
      ],
    ])
    const statuses = ['active', 'resting', 'lost', 'disqualified', 'lost'] as const
    const facts = (id: number): CohortLead => ({ status: statuses[id - 1] ?? 'active', source: null })
    expect(rowOf(events, 'lead', 'mql', spring, facts)).toMatchObject({ entered: 5, reached: 1, rate: 0.2, open: 2 })
    const leads = (which: 'reached' | 'open' | 'missed') =>
      cohortLeads(events, facts, spring, { from: 'lead', to: 'mql', which })
    expect([leads('reached'), leads('open'), leads('missed')]).toEqual([[5], [1, 2], [3, 4]])
  })

  test('no rate is told below 5 entered', () => {
    const four = eventsOf(
      Array.from({ length: 4 }, () => [
        ['lead', '2026-03-02'],
        ['mql', '2026-03-03'],
      ]),
    )
    expect(rowOf(four, 'lead', 'mql').rate).toBeNull()
    const five = eventsOf(
      Array.from({ length: 5 }, () => [
        ['lead', '2026-03-02'],
        ['mql', '2026-03-03'],
      ]),
    )
    expect(rowOf(five, 'lead', 'mql').rate).toBe(1)
  })

  test('within 10 days: day 10 included, later counts as not reached and no longer open', () => {
    const events = eventsOf([
      [
        ['lead', '2026-03-02'],
        ['mql', '2026-03-12'],
      ],
      [
        ['lead', '2026-03-02'],
        ['mql', '2026-03-13'],
      ],
      [['lead', '2026-03-02']],
      [['lead', '2026-03-03']],
    ])
    const within = { ...spring, withinDays: 10 }
    expect(rowOf(events, 'lead', 'mql', within)).toMatchObject({ entered: 4, reached: 1, open: 0 })
    expect(rowOf(events, 'lead', 'mql', { ...within, reachedBy: plainDate('2026-03-13') })).toMatchObject({
      entered: 4,
      reached: 1,
      open: 1,
    })
    expect(
      cohortLeads(
        events,
        allActive,
        { ...within, reachedBy: plainDate('2026-03-13') },
        { from: 'lead', to: 'mql', which: 'open' },
      ),
    ).toEqual([4])
  })

  test('a lead on file from SQL on enters cohorts from SQL on, and is counted beside the earlier ones', () => {
    const events = eventsOf([
      [
        ['sql', '2026-03-02'],
        ['proposal', '2026-03-09'],
        ['won', '2026-04-01'],
      ],
      [['lead', '2026-03-02']],
    ])
    const rows = cohortRows(events, allActive, spring)
    expect(rows.map(({ entered, reached, leftOut }) => [entered, reached, leftOut])).toEqual([
      [1, 0, 1],
      [0, 0, 1],
      [0, 0, 1],
      [1, 1, 0],
      [1, 1, 0],
      [1, 0, 1],
    ])
    expect(cohortLeads(events, allActive, spring, { from: 'sal', to: 'sql', which: 'left_out' })).toEqual([1])
  })

  test('by month, a lead stands in the month in which it reached the earlier stage', () => {
    const events = eventsOf([
      [
        ['lead', '2026-01-31'],
        ['mql', '2026-02-01'],
      ],
      [['lead', '2026-02-10']],
    ])
    const rows = cohortRows(events, allActive, { ...spring, from: plainDate('2026-01-01'), groupBy: 'month' })
    expect(rows.map((row) => row.group)).toEqual([...Array(6).fill('2026-01'), ...Array(6).fill('2026-02')])
    expect(
      rows.filter((row) => row.from === 'lead' && row.to === 'mql').map((row) => [row.entered, row.reached]),
    ).toEqual([
      [1, 1],
      [1, 0],
    ])
    expect(rows.filter((row) => row.from === 'mql').map((row) => row.entered)).toEqual([0, 1])
  })

  test('by source, leads without one are a group of their own, the last', () => {
    const events = eventsOf([[['lead', '2026-03-02']], [['lead', '2026-03-02']], [['lead', '2026-03-02']]])
    const facts = (id: number): CohortLead => ({ status: 'active', source: [null, 'Referral', 'Fair'][id - 1] ?? null })
    const bySource = { ...spring, groupBy: 'source' } as const
    const rows = cohortRows(events, facts, bySource)
    expect(
      rows.filter((row) => row.to === 'won' && row.from === 'lead').map((row) => [row.group, row.entered]),
    ).toEqual([
      ['Fair', 1],
      ['Referral', 1],
      [null, 1],
    ])
    expect(cohortLeads(events, facts, bySource, { from: 'lead', to: 'mql', group: null, which: 'entered' })).toEqual([
      1,
    ])
  })

  test('maturity compares the age of the cohort with the 75th percentile of all leads that made the step by separate events', () => {
    // 10, 20, 30, 40 and 50 days: the 75th percentile is 40. The leap of lead 6 is one event and does not count.
    const events = eventsOf([
      ...[10, 20, 30, 40, 50].map(
        (days) =>
          [
            ['lead', '2025-01-01'],
            ['mql', addDays(plainDate('2025-01-01'), days)],
          ] as const,
      ),
      [
        ['lead', '2025-01-01'],
        ['won', '2025-01-02'],
      ],
    ])
    const mqlToSal = (reachedBy: string) => rowOf(events, 'mql', 'sal', { ...spring, reachedBy: plainDate(reachedBy) })
    const leadToMql = (reachedBy: string) =>
      rowOf(
        events.filter((event) => event.leadId <= 5),
        'lead',
        'mql',
        { ...spring, reachedBy: plainDate(reachedBy) },
      )
    expect(leadToMql('2026-05-10')).toMatchObject({ usualDays: 40, maturity: 'mature' })
    expect(leadToMql('2026-05-09').maturity).toBe('immature')
    expect(mqlToSal('2026-05-10')).toMatchObject({ usualDays: null, maturity: 'too_few' })
  })

  test('leaps and leads on file from a later stage only do not say how long a step takes', () => {
    const leaps = eventsOf(
      Array.from({ length: 6 }, () => [
        ['lead', '2025-01-01'],
        ['sal', '2025-01-05'],
      ]),
    )
    expect(rowOf(leaps, 'mql', 'sal').maturity).toBe('too_few')
    expect(rowOf(leaps, 'lead', 'mql').usualDays).toBe(4)
    const late = eventsOf(
      Array.from({ length: 6 }, () => [
        ['sql', '2025-01-01'],
        ['won', '2025-01-05'],
      ]),
    )
    expect(rowOf(late, 'lead', 'won').maturity).toBe('too_few')
    expect(rowOf(late, 'proposal', 'won').maturity).toBe('too_few')
  })

  test('fewer than 5 steps by separate events are too few to tell', () => {
    const events = eventsOf(
      Array.from({ length: 4 }, () => [
        ['lead', '2025-01-01'],
        ['mql', '2025-01-05'],
      ]),
    )
    expect(rowOf(events, 'lead', 'mql').maturity).toBe('too_few')
  })

  test('a month is as old as its own last day', () => {
    const events = eventsOf(
      Array.from({ length: 5 }, () => [
        ['lead', '2026-01-10'],
        ['mql', '2026-03-01'],
      ]),
    )
    const byMonth = { ...spring, from: plainDate('2026-01-01'), groupBy: 'month' } as const
    const maturity = (reachedBy: string) =>
      rowOf(events, 'lead', 'mql', { ...byMonth, reachedBy: plainDate(reachedBy) }).maturity
    expect([maturity('2026-03-21'), maturity('2026-03-22')]).toEqual(['immature', 'mature'])
  })

  test('a lead without facts is in no figure', () => {
    const events = eventsOf([[['lead', '2026-03-02']], [['lead', '2026-03-02']]])
    expect(rowOf(events, 'lead', 'mql', spring, (id) => (id === 1 ? undefined : active)).entered).toBe(1)
  })

  test('events that are not ordered by lead are refused', () => {
    const events = eventsOf([[['lead', '2026-03-02']], [['lead', '2026-03-02']]]).reverse()
    expect(() => cohortRows(events, allActive, spring)).toThrow(RangeError)
  })
})

describe('snapshot', () => {
  const events = eventsOf([
    [
      ['lead', '2026-03-02'],
      ['sql', '2026-03-05'],
      ['mql', '2026-03-20'],
    ],
    [['mql', '2026-03-06']],
  ])

  test('replays the history up to the day, moves back included', () => {
    expect(snapshot(events, plainDate('2026-03-05'))).toMatchObject({ lead: 0, sql: 1, mql: 0 })
    expect(snapshot(events, plainDate('2026-03-19'))).toMatchObject({ sql: 1, mql: 1 })
    expect(snapshot(events, plainDate('2026-03-20'))).toMatchObject({ sql: 0, mql: 2 })
  })

  test('opens as many leads as it counts, and counts only those wanted', () => {
    expect(snapshotLeads(events, plainDate('2026-03-20'), 'mql')).toEqual([1, 2])
    expect(snapshotLeads(events, plainDate('2026-03-20'), 'mql', (id) => id === 2)).toEqual([2])
    expect(snapshot(events, plainDate('2026-03-20'), (id) => id === 2).mql).toBe(1)
  })
})

const dayArbitrary = fc.integer({ min: 0, max: 200 }).map((days) => addDays(plainDate('2025-12-01'), days))
const historiesArbitrary = fc.array(
  fc
    .array(fc.tuple(fc.constantFrom(...stages), dayArbitrary), { minLength: 1, maxLength: 7 })
    .map((moves) => moves.toSorted((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0))),
  { maxLength: 25 },
)
const factsArbitrary = fc.array(
  fc.record({ status: fc.constantFrom(...statusSchema.options), source: fc.constantFrom(null, 'a', 'b') }),
  { minLength: 25, maxLength: 25 },
)
const questionArbitrary: fc.Arbitrary<CohortQuestion> = fc.record({
  from: dayArbitrary,
  to: dayArbitrary,
  reachedBy: dayArbitrary,
  groupBy: fc.constantFrom(null, 'source' as const, 'month' as const),
  withinDays: fc.constantFrom(null, 0, 30),
})

describe('cohorts, for all histories', () => {
  test('every number of every row opens exactly so many leads', () => {
    fc.assert(
      fc.property(historiesArbitrary, factsArbitrary, questionArbitrary, (histories, facts, question) => {
        const events = eventsOf(histories)
        const factsOf = (id: number) => facts[id - 1]
        for (const row of cohortRows(events, factsOf, question)) {
          const bar = { from: row.from, to: row.to, ...(row.group === undefined ? {} : { group: row.group }) }
          const opened = (which: 'entered' | 'reached' | 'open' | 'missed' | 'left_out') =>
            cohortLeads(events, factsOf, question, { ...bar, which }).length
          expect(opened('entered')).toBe(row.entered)
          expect(opened('reached')).toBe(row.reached)
          expect(opened('open')).toBe(row.open)
          expect(opened('left_out')).toBe(row.leftOut)
          expect(opened('missed')).toBe(row.entered - row.reached - row.open)
        }
      }),
    )
  })

  test('groups add up to the whole', () => {
    fc.assert(
      fc.property(historiesArbitrary, factsArbitrary, questionArbitrary, (histories, facts, question) => {
        const events = eventsOf(histories)
        const factsOf = (id: number) => facts[id - 1]
        const whole = cohortRows(events, factsOf, { ...question, groupBy: null })
        const grouped = cohortRows(events, factsOf, { ...question, groupBy: question.groupBy ?? 'source' })
        whole.forEach((row, i) => {
          const parts = grouped.filter((_, k) => k % conversions.length === i)
          for (const key of ['entered', 'reached', 'open', 'leftOut'] as const) {
            expect(parts.reduce((sum, part) => sum + part[key], 0)).toBe(row[key])
          }
        })
      }),
    )
  })

  test('reached days never fall along the funnel and agree with the one pass', () => {
    fc.assert(
      fc.property(historiesArbitrary, (histories) => {
        const events = eventsOf(histories)
        forEachStageHistory(events, plainDate('9999-12-31'), (leadId, history) => {
          const days = reachedDays(events.filter((event) => event.leadId === leadId))
          const inOrder: (PlainDate | null)[] = stages.map((stage) => days[stage])
          expect(history.reachedOn).toEqual(inOrder)
          const known = inOrder.filter((day) => day !== null)
          expect(known).toEqual(known.toSorted())
          expect(inOrder.slice(known.length).every((day) => day === null)).toBe(true)
        })
      }),
    )
  })

  test('a later event changes nothing of the days before it', () => {
    fc.assert(
      fc.property(historiesArbitrary, factsArbitrary, questionArbitrary, (histories, facts, question) => {
        const events = eventsOf(histories)
        const known = events.filter((event) => event.on <= question.reachedBy)
        const factsOf = (id: number) => facts[id - 1]
        expect(cohortRows(events, factsOf, question)).toEqual(cohortRows(known, factsOf, question))
      }),
    )
  })
})
