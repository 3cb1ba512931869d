import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  isWorkingDay,
  noDaysOff,
  workingDaysBetween,
} from '../../../../shared/domain/follow-ups/working-days.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

const easter = new Set([plainDate('2026-04-03'), plainDate('2026-04-06')])

describe('working days', () => {
  test.each([
    ['Friday and one is Monday', '2026-03-27', 1, '2026-03-30'],
    ['Friday and none is Friday', '2026-03-27', 0, '2026-03-27'],
    ['Saturday and none is Monday', '2026-03-28', 0, '2026-03-30'],
    ['Saturday and one is Monday', '2026-03-28', 1, '2026-03-30'],
    ['five are a week', '2026-03-25', 5, '2026-04-01'],
    ['days off are skipped', '2026-04-02', 1, '2026-04-07'],
    ['over the end of a year', '2026-12-31', 2, '2027-01-04'],
    ['over a leap day', '2024-02-28', 2, '2024-03-01'],
  ])('%s', (_promise, from, count, to) => {
    expect(addWorkingDays(plainDate(from), count, easter)).toBe(to)
  })

  test.each([
    ['Friday to Monday', '2026-03-27', '2026-03-30', 1],
    ['within a weekend', '2026-03-28', '2026-03-29', 0],
    ['the same day', '2026-03-27', '2026-03-27', 0],
    ['over Easter', '2026-04-02', '2026-04-08', 2],
    ['backwards', '2026-03-30', '2026-03-27', -1],
  ])('between: %s', (_promise, from, to, count) => {
    expect(workingDaysBetween(plainDate(from), plainDate(to), easter)).toBe(count)
  })

  test('a count that is no count is refused', () => {
    expect(() => addWorkingDays(plainDate('2026-03-27'), -1, noDaysOff)).toThrow(RangeError)
    expect(() => addWorkingDays(plainDate('2026-03-27'), 0.5, noDaysOff)).toThrow(RangeError)
  })

  test('adding and counting agree, and end on a working day', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 }), fc.nat({ max: 60 }), (days, count) => {
        const from = addWorkingDays(addDays(plainDate('2024-01-01'), days), 0, easter)
        const to = addWorkingDays(from, count, easter)
        expect(isWorkingDay(to, easter)).toBe(true)
        expect(workingDaysBetween(from, to, easter)).toBe(count)
      }),
    )
  })
})
