import { describe, expect, test } from 'vitest'
import { explain } from '../../../../shared/domain/temperature/explain.ts'
import { defaultTemperatureRules as rules } from '../../../../shared/domain/temperature/temperature-rules.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'
import { signalsOf, workedExample } from './lead-signals.ts'

const explainOn = (signals: ReturnType<typeof signalsOf>, on: string) => explain(signals, [], plainDate(on), rules)

describe('why', () => {
  test('the worked example on 24 March, to the hundredth and the day', () => {
    const why = explainOn(workedExample, '2026-03-24')
    expect(why.assessment).toMatchObject({ score: 34.33, computed: 'warm' })
    expect(why.parts.map(({ signalId, today, overCap, endsOn }) => ({ signalId, today, overCap, endsOn }))).toEqual([
      { signalId: 2, today: 18.33, overCap: 0, endsOn: '2026-04-26' },
      { signalId: 3, today: 6, overCap: 0, endsOn: '2026-04-11' },
      { signalId: 1, today: 10, overCap: 0, endsOn: '2026-04-23' },
    ])
    expect(why).toMatchObject({
      coolingOn: '2026-04-05',
      coldOn: '2026-04-19',
      warmOn: null,
      toHot: { points: 15.67, needsIntent: false },
      intentUntil: '2026-03-26',
      hotUntil: null,
      interests: [
        { topic: 'Webinar', points: 10 },
        { topic: 'Pricing guide', points: 6 },
      ],
      crossings: [
        {
          on: '2026-03-12',
          to: 'warm',
          cause: { kind: 'signal', signalId: 2, signalKind: 'replied', on: '2026-03-12' },
        },
      ],
    })
  })

  test('the worked example while it cools says since when, and on 27 March that its intent is stale', () => {
    const cooling = explainOn(workedExample, '2026-04-10')
    expect(cooling.assessment.coolingSince).toBe('2026-04-05')
    expect(cooling).toMatchObject({ coolingOn: null, coldOn: '2026-04-19' })
    expect(explainOn(workedExample, '2026-03-26').toHot.needsIntent).toBe(false)
    expect(explainOn(workedExample, '2026-03-27')).toMatchObject({ toHot: { needsIntent: true }, intentUntil: null })
  })

  test('the worked example a year later: out of points, its crossings kept, its interests past', () => {
    const why = explainOn(workedExample, '2027-03-24')
    expect(why.parts.map((part) => part.today)).toEqual([0, 0, 0])
    expect(why.interests.map((interest) => interest.points)).toEqual([0, 0])
    expect(why.crossings.map(({ on, to, cause }) => [on, to, cause.kind])).toEqual([
      ['2026-03-12', 'warm', 'signal'],
      ['2026-04-19', 'cold', 'silence'],
    ])
    expect(why.crossings[1]?.cause).toEqual({ kind: 'silence', since: '2026-03-12' })
    expect(why).toMatchObject({ coolingOn: null, coldOn: null, warmOn: null, hotUntil: null })
  })

  test('the newest signals fill the cap first, and the rest is over it', () => {
    const why = explainOn(
      signalsOf([
        ['replied', '2026-03-22'],
        ['replied', '2026-03-23'],
        ['replied', '2026-03-24'],
      ]),
      '2026-03-24',
    )
    expect(why.parts.map(({ signalId, today, overCap }) => [signalId, today, overCap])).toEqual([
      [3, 25, 0],
      [2, 24.44, 0],
      [1, 0.56, 23.33],
    ])
  })

  test('of one day the signal logged first fills the cap first', () => {
    const why = explainOn(
      signalsOf([
        ['downloaded', '2026-03-24', 'A'],
        ['downloaded', '2026-03-24', 'B'],
        ['downloaded', '2026-03-24', 'C'],
      ]),
      '2026-03-24',
    )
    expect(why.parts.map(({ signalId, today, overCap }) => [signalId, today, overCap])).toEqual([
      [1, 10, 0],
      [2, 10, 0],
      [3, 0, 10],
    ])
    expect(why.interests).toEqual([
      { topic: 'A', points: 10 },
      { topic: 'B', points: 10 },
      { topic: 'C', points: 0 },
    ])
  })

  test('only the latest purchase counts, also where the cap has room for more', () => {
    const pastClient = { ...rules.signals.past_client, cap: 100 }
    const roomy = { ...rules, signals: { ...rules.signals, past_client: pastClient } }
    const purchases = signalsOf([
      ['past_client', '2026-03-01'],
      ['past_client', '2026-01-01'],
      ['past_client', '2026-02-01'],
    ])
    for (const capped of [rules, roomy]) {
      const why = explain(purchases, [], plainDate('2026-03-24'), capped)
      expect(why.assessment.score).toBe(25)
      expect(why.parts.map(({ signalId, today, overCap }) => [signalId, today, overCap])).toEqual([
        [1, 25, 0],
        [3, 0, 25],
        [2, 0, 25],
      ])
    }
  })

  test('"not now" counts below 0 and at most −15, the newest first', () => {
    const why = explainOn(
      signalsOf([
        ['not_now', '2026-03-14'],
        ['not_now', '2026-03-24'],
        ['conversation', '2026-03-24'],
      ]),
      '2026-03-24',
    )
    expect(why.parts.map(({ signalId, today, overCap }) => [signalId, today, overCap])).toEqual([
      [2, -15, 0],
      [3, 30, 0],
      [1, 0, -10],
    ])
  })

  test('heat ends by points or by stale intent, whichever comes first', () => {
    expect(explainOn(signalsOf([['asked_for_offer', '2026-03-20']]), '2026-03-21')).toMatchObject({
      hotUntil: '2026-03-27',
      intentUntil: '2026-04-03',
      toHot: { points: 0, needsIntent: false },
    })
    const withPurchase = signalsOf([
      ['past_client', '2026-03-01'],
      ['asked_for_offer', '2026-03-20'],
    ])
    expect(explainOn(withPurchase, '2026-03-21').hotUntil).toBe('2026-04-03')
  })

  test('a "not now" that brought it under warm is the cause of cold', () => {
    const why = explainOn(
      signalsOf([
        ['conversation', '2026-03-01'],
        ['not_now', '2026-03-05'],
      ]),
      '2026-04-30',
    )
    expect(why.crossings).toEqual([
      {
        on: '2026-03-01',
        to: 'warm',
        cause: { kind: 'signal', signalId: 1, signalKind: 'conversation', on: '2026-03-01' },
      },
      { on: '2026-03-19', to: 'cold', cause: { kind: 'not_now', signalId: 2, on: '2026-03-05' } },
    ])
  })

  test('a "not now" of a day on which silence alone would have done it is not the cause', () => {
    const why = explainOn(
      signalsOf([
        ['conversation', '2026-03-01'],
        ['not_now', '2026-03-22'],
      ]),
      '2026-04-30',
    )
    expect(why.crossings[1]).toEqual({ on: '2026-04-05', to: 'cold', cause: { kind: 'silence', since: '2026-03-22' } })
  })

  test('a lead warms again when a "not now" wears off, and says on which day', () => {
    const signals = signalsOf([
      ['past_client', '2026-01-01'],
      ['not_now', '2026-02-01'],
    ])
    expect(explainOn(signals, '2026-02-16')).toMatchObject({
      assessment: { score: 17.5, computed: 'cold' },
      warmOn: '2026-02-21',
      coolingOn: '2028-01-01',
      coldOn: '2028-01-15',
    })
    expect(explainOn(signals, '2026-03-24').crossings).toEqual([
      {
        on: '2026-01-01',
        to: 'warm',
        cause: { kind: 'signal', signalId: 1, signalKind: 'past_client', on: '2026-01-01' },
      },
      { on: '2026-02-15', to: 'cold', cause: { kind: 'not_now', signalId: 2, on: '2026-02-01' } },
      { on: '2026-02-21', to: 'warm', cause: { kind: 'not_now_wore_off', notNowOn: '2026-02-01' } },
    ])
  })

  test('the cause of warm is the strongest signal of the day, then the one logged first', () => {
    const first = (signals: ReturnType<typeof signalsOf>) => explainOn(signals, '2026-03-24').crossings[0]?.cause
    expect(
      first(
        signalsOf([
          ['downloaded', '2026-03-20'],
          ['asked_for_offer', '2026-03-20'],
        ]),
      ),
    ).toMatchObject({ signalId: 2 })
    expect(
      first(
        signalsOf([
          ['attended', '2026-03-20'],
          ['attended', '2026-03-20'],
        ]),
      ),
    ).toMatchObject({ signalId: 1 })
  })

  test('silence lasts since the latest signal before the day of cold, however small', () => {
    const why = explainOn(
      signalsOf([
        ['conversation', '2026-03-01'],
        ['opened', '2026-03-30'],
        ['opened', '2026-04-05'],
      ]),
      '2026-04-30',
    )
    expect(why.crossings[1]).toEqual({ on: '2026-04-05', to: 'cold', cause: { kind: 'silence', since: '2026-03-30' } })
  })

  test('a history of decades is walked from signal to signal', () => {
    const why = explainOn(
      signalsOf([
        ['conversation', '0024-03-01'],
        ['conversation', '2026-03-20'],
      ]),
      '2026-03-24',
    )
    expect(why.crossings.map(({ on, to }) => `${on} ${to}`)).toEqual([
      '0024-03-01 warm',
      '0024-04-05 cold',
      '2026-03-20 warm',
    ])
  })

  test('the curve runs from 60 days before to 60 days after, knowing only the signals up to the day', () => {
    const why = explainOn([...workedExample, ...signalsOf([['asked_for_offer', '2026-04-01']])], '2026-03-24')
    expect(why.curve).toHaveLength(121)
    expect(why.curve[0]).toEqual({ on: '2026-01-23', score: 0 })
    expect(why.curve[60]).toEqual({ on: '2026-03-24', score: 34.33 })
    expect(why.curve[72]).toEqual({ on: '2026-04-05', score: 19.67 })
    expect(why.curve[120]?.on).toBe('2026-05-23')
  })
})
