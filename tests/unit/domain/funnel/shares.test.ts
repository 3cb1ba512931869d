import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { percentile, rateOf, shownShare, wilson80 } from '../../../../shared/domain/funnel/shares.ts'

describe('shares', () => {
  // By hand: k=3, n=10, z²=1.64249856: centre (0.3 + 0.082124928)/1.164249856, half 1.2816/1.164249856 × √(0.021 + 0.004106246).
  test('the Wilson interval of 3 of 10 is 15.4 % to 50.3 %', () => {
    const { low, high } = wilson80(3, 10)
    expect(low).toBeCloseTo(0.15379, 4)
    expect(high).toBeCloseTo(0.50264, 4)
  })

  test('none of n begins at 0 and all of n ends at 1', () => {
    expect(wilson80(0, 10).low).toBe(0)
    expect(wilson80(10, 10).high).toBe(1)
    expect(wilson80(0, 10).high).toBeCloseTo(0.14108, 4)
  })

  test('an interval holds its share and lies within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 500 }), (n, some) => {
        const k = Math.min(some, n)
        const { low, high } = wilson80(k, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(k / n + 1e-12)
        expect(high).toBeGreaterThanOrEqual(k / n - 1e-12)
      }),
    )
  })

  test('below 5 counts are told, from 5 to 29 a rate with its interval, from 30 the rate alone', () => {
    expect(shownShare(0, 0)).toEqual({ kind: 'counts', k: 0, n: 0 })
    expect(shownShare(4, 4)).toEqual({ kind: 'counts', k: 4, n: 4 })
    expect(shownShare(2, 5)).toMatchObject({ kind: 'interval', rate: 0.4, n: 5 })
    expect(shownShare(2, 29).kind).toBe('interval')
    expect(shownShare(3, 30)).toEqual({ kind: 'rate', k: 3, n: 30, rate: 0.1 })
  })

  test('a rate is unrounded, and null below 5', () => {
    expect(rateOf(1, 7)).toBe(1 / 7)
    expect(rateOf(4, 4)).toBeNull()
  })

  test.each([
    [[7], 0.75, 7],
    [[1, 2], 0.5, 1.5],
    [[4, 1, 3, 2], 0.75, 3.25],
    [[10, 20, 30, 40, 50], 0.75, 40],
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[1, 2, 3], 1, 3],
    [[1, 2, 3], 0, 1],
  ])('percentiles as a spreadsheet has them: %j at %d is %s', (values, share, expected) => {
    expect(percentile(values, share)).toBeCloseTo(expected, 10)
  })

  test('no values have no percentile', () => {
    expect(percentile([], 0.5)).toBeNull()
  })
})
