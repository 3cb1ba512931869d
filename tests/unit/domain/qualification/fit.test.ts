import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FitRules, fitRulesSchema, shippedFitRules } from '../../../../shared/domain/qualification/fit-rules.ts'
import { type Answer, answerSchema } from '../../../../shared/domain/qualification/gates.ts'
import { gradeFit } from '../../../../shared/domain/qualification/grade-fit.ts'

/** Criteria of these weights, then deal-breakers of those. */
function rulesOf(weights: readonly number[], dealBreakers: readonly number[] = []): FitRules {
  const plain = weights.map((weight) => ({ weight, isDealBreaker: false }))
  const breaking = dealBreakers.map((weight) => ({ weight, isDealBreaker: true }))
  return {
    ...shippedFitRules,
    criteria: [...plain, ...breaking].map((criterion, at) => ({
      id: at + 1,
      name: `Criterion ${at + 1}`,
      ...criterion,
    })),
  }
}

const words: Record<string, Answer> = { y: 'yes', n: 'no', '?': 'unknown' }

/** The grade by answers written one sign each: y, n, ?. */
function graded(rules: FitRules, answers: string) {
  return gradeFit((id) => words[answers[id - 1] ?? '?'], rules)
}

const tens = rulesOf([10, 10, 10, 10, 10, 10, 10, 10, 10, 10])
const hundred = rulesOf([60, 40])

describe('the grade of fit', () => {
  test.each<[string, FitRules, string, 'A' | 'B' | 'C' | null]>([
    ['nothing known', tens, '??????????', null],
    ['half of the weight known', tens, 'yyyyy?????', null],
    ['59 % known', rulesOf([59, 41]), 'y?', null],
    ['60 % known, all fitting', hundred, 'y?', 'A'],
    ['60 % known, none fitting', hundred, 'n?', 'C'],
    ['75 % of the known weight', rulesOf([75, 25]), 'yn', 'A'],
    ['74 % of the known weight', rulesOf([74, 26]), 'yn', 'B'],
    ['50 % of the known weight', rulesOf([50, 50]), 'yn', 'B'],
    ['49 % of the known weight', rulesOf([49, 51]), 'yn', 'C'],
    ['the unknown weight is not in the share', tens, 'yyyyyyy???', 'A'],
    ['4 of 6 known', tens, 'yyyynn????', 'B'],
    ['a deal-breaker answered no though ungraded', rulesOf([90], [10]), '?n', 'C'],
    ['a deal-breaker answered no though all else fits', rulesOf([90], [10]), 'yn', 'C'],
    ['a deal-breaker nobody asked', rulesOf([90], [10]), 'y?', 'A'],
    ['a deal-breaker that fits', rulesOf([50], [50]), '?y', null],
    ['answers to criteria that are no more', rulesOf([10]), '?yyyyy', null],
  ])('%s', (_promise, rules, answers, grade) => {
    expect(graded(rules, answers).grade).toBe(grade)
  })

  test('tells its shares and the deal-breaker that broke it', () => {
    expect(graded(rulesOf([30, 10], [60]), 'yn?')).toEqual({ grade: null, share: 0.75, known: 0.4, brokenBy: null })
    expect(graded(rulesOf([30, 10], [60]), 'ynn')).toEqual({
      grade: 'C',
      share: 0.3,
      known: 1,
      brokenBy: 'Criterion 3',
    })
    expect(graded(tens, '')).toEqual({ grade: null, share: null, known: 0, brokenBy: null })
  })

  const answers = fc.array(fc.constantFrom(...answerSchema.options), { minLength: 7, maxLength: 7 })
  const rank = { C: 0, B: 1, A: 2 }

  test('never falls when a no becomes a yes', () => {
    fc.assert(
      fc.property(answers, fc.nat(6), (given, at) => {
        const grade = (answer: Answer) => gradeFit((id) => given.with(at, answer)[id - 1], shippedFitRules).grade
        const [no, yes] = [grade('no'), grade('yes')]
        // Of a deal-breaker the no alone makes a C, where the yes may leave it ungraded.
        if (no !== null && yes !== null) expect(rank[yes]).toBeGreaterThanOrEqual(rank[no])
      }),
    )
  })

  test('is there as soon as enough is known, and unknown answers weigh nothing', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const fit = gradeFit((id) => given[id - 1], shippedFitRules)
        expect(fit.grade !== null).toBe(fit.known >= 0.6 || fit.brokenBy !== null)
        const onlyKnown = gradeFit((id) => (given[id - 1] === 'unknown' ? undefined : given[id - 1]), shippedFitRules)
        expect(onlyKnown).toEqual(fit)
      }),
    )
  })
})

describe('the checklist that ships', () => {
  test('reads as rules, of five to eight criteria with a deal-breaker among them', () => {
    expect(fitRulesSchema.parse(shippedFitRules)).toEqual(shippedFitRules)
    const { criteria } = shippedFitRules
    expect(criteria.length).toBeGreaterThanOrEqual(5)
    expect(criteria.length).toBeLessThanOrEqual(8)
    expect(criteria.filter(({ isDealBreaker }) => isDealBreaker).length).toBeGreaterThan(0)
    expect(criteria.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
  })

  test('is refused where two criteria have one id', () => {
    const [first] = shippedFitRules.criteria
    expect(fitRulesSchema.safeParse({ ...shippedFitRules, criteria: [first, first] }).success).toBe(false)
  })
})
