import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canAsk,
  type DayQuestion,
  dayQuestion,
  daysTest,
  partRules,
  putRule,
  silentFor,
  takeRule,
} from '../../../../shared/domain/leads/filter-rules.ts'
import { type LeadRule, leadRuleSchema, leadSortSchema } from '../../../../shared/domain/leads/lead-rule.ts'
import { type ShippedView, shippedViews } from '../../../../shared/domain/leads/shipped-views.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const rule = (text: string): LeadRule => ({ field: 'name', test: { op: 'contains', text } })
const [a, b, c] = [rule('a'), rule('b'), rule('c')]

describe('tests of days', () => {
  it('ends "more than 30 days ago" the day before "in the last 30 days" begins', () => {
    expect(daysTest({ is: 'moreThanAgo', days: 30, orEmpty: false }).to).toEqual({ daysFromToday: -31 })
    expect(daysTest({ is: 'inLast', days: 30, orEmpty: false }).from).toEqual({ daysFromToday: -30 })
  })

  it('counts the never touched among the silent', () => {
    expect(silentFor(30)).toEqual({
      field: 'lastTouchOn',
      test: { op: 'days', to: { daysFromToday: -31 }, orEmpty: true },
    })
  })

  it('reads back what it asks, whichever way it was asked', () => {
    const counted = fc.record({
      is: fc.constantFrom('inLast' as const, 'moreThanAgo' as const, 'inNext' as const),
      days: fc.integer({ min: 1, max: 36_499 }),
      orEmpty: fc.boolean(),
    })
    const calendar = fc.record({
      is: fc.constant('between' as const),
      from: fc.constantFrom(undefined, plainDate('2026-03-01')),
      to: fc.constantFrom(undefined, plainDate('2026-03-31')),
      orEmpty: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.oneof(counted, calendar), (question: DayQuestion) => {
        expect(dayQuestion(daysTest(question))).toEqual(question)
        expect(leadRuleSchema.safeParse({ field: 'cameInOn', test: daysTest(question) }).success).toBe(true)
      }),
    )
  })

  it('makes the same test of any bounds again', () => {
    const bound = fc.oneof(
      fc.constant(undefined),
      fc.constant(plainDate('2026-03-24')),
      fc.integer({ min: -400, max: 400 }).map((daysFromToday) => ({ daysFromToday })),
    )
    fc.assert(
      fc.property(bound, bound, fc.boolean(), (from, to, orEmpty) => {
        const test = {
          op: 'days' as const,
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(orEmpty && { orEmpty }),
        }
        expect(daysTest(dayQuestion(test))).toEqual(test)
      }),
    )
  })
})

describe('rules in groups', () => {
  it('puts a rule back where it was taken out', () => {
    const rules = [[a], [b, c]]
    for (const [group, index] of [
      [0, 0],
      [1, 0],
      [1, 1],
    ] as const) {
      const { others, place, rule: taken } = takeRule(rules, group, index)
      expect(taken).toBe(rules[group]?.[index])
      expect(putRule(others, place, taken as LeadRule)).toEqual(rules)
    }
  })

  it('takes a group away with its only rule', () => {
    expect(takeRule([[a], [b, c]], 0, 0).others).toEqual([[b, c]])
  })

  it('takes out nothing where no rule stands', () => {
    expect(takeRule([[a]], 3, 0)).toMatchObject({ others: [[a]], rule: undefined })
  })
})

describe('rules on fields that are gone', () => {
  const kindOfCustom = (id: number) => (id === 1 ? ('text' as const) : undefined)
  const ofOwn = (id: 1 | 2): LeadRule => ({ field: `custom:${id}`, test: { op: 'contains', text: 'x' } })

  it('keeps them apart, and the others of their groups in force', () => {
    expect(partRules([[ofOwn(1), ofOwn(2)], [ofOwn(2)], [a]], kindOfCustom)).toEqual({
      asked: [[ofOwn(1)], [a]],
      lost: [ofOwn(2), ofOwn(2)],
    })
  })

  it('cannot ask a field what its kind does not know', () => {
    expect(canAsk({ field: 'custom:1', test: { op: 'days' } }, kindOfCustom)).toBe(false)
    expect(canAsk({ field: 'lastTouchOn', test: { op: 'empty' } }, kindOfCustom)).toBe(true)
  })
})

describe('views that ship', () => {
  const views: readonly ShippedView[] = shippedViews

  it('ask what can be asked, and each has a slug of its own', () => {
    expect(new Set(views.map(({ slug }) => slug)).size).toBe(views.length)
    for (const { rules, sort } of views) {
      for (const one of rules.flat()) {
        expect(leadRuleSchema.safeParse(one).success).toBe(true)
        expect(canAsk(one, () => undefined)).toBe(true)
      }
      if (sort !== undefined) expect(leadSortSchema.safeParse(sort).success).toBe(true)
    }
  })
})
