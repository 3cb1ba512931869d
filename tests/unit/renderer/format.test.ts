import { afterEach, describe, expect, it } from 'vitest'
import {
  formatDay,
  formatFullDay,
  formatMoney,
  formatMonth,
  formatNumber,
  formatPercent,
  formatWeekday,
  formatWeekdayAndDay,
  setFormatLocale,
  weekNumberOf,
} from '../../../renderer/app/format.ts'
import { plainDate } from '../../../shared/primitives/plain-date.ts'

const day = plainDate('2026-03-24')
const today = plainDate('2026-03-20')

afterEach(() => setFormatLocale('en-GB'))

describe('days', () => {
  it('are short in tables, long in sentences, and carry their year only where it is another one', () => {
    expect(formatDay(day)).toBe('24 Mar')
    expect(formatDay(day, 'long')).toBe('24 March')
    expect(formatDay(day, 'long', today)).toBe('24 March')
    expect(formatDay(plainDate('2025-12-31'), 'short', today)).toBe('31 Dec 2025')
    expect(formatFullDay(day)).toBe('24 March 2026')
  })

  it('are the day of the calendar whatever the time zone of the computer', () => {
    expect(formatDay(plainDate('2026-01-01'))).toBe('1 Jan')
    expect(formatDay(plainDate('2026-12-31'))).toBe('31 Dec')
  })

  it('say their weekday, month and ISO week', () => {
    expect(formatWeekdayAndDay(day)).toBe('Tuesday 24 March')
    expect(formatWeekdayAndDay(day, 'short')).toBe('Tue 24 Mar')
    expect(formatWeekday(day)).toBe('Tuesday')
    expect(formatMonth(day)).toBe('March 2026')
    expect(weekNumberOf(day)).toBe(13)
    expect(weekNumberOf(plainDate('2027-01-01'))).toBe(53)
  })

  it('are written in the order of the region', () => {
    setFormatLocale('en-US')
    expect(formatDay(day)).toBe('Mar 24')
  })
})

describe('numbers and money', () => {
  it('are grouped as the region groups them', () => {
    expect(formatNumber(1284)).toBe('1,284')
    expect(formatNumber(34.333, 2)).toBe('34.33')
    expect(formatPercent(0.333)).toBe('33%')
    setFormatLocale('en-DE')
    expect(formatNumber(1284)).toBe('1.284')
  })

  it('write cents only where there are any', () => {
    expect(formatMoney(680_000, 'EUR')).toBe('€6,800')
    expect(formatMoney(680_050, 'EUR')).toBe('€6,800.50')
  })

  it('know how many minor units a currency has', () => {
    expect(formatMoney(6800, 'JPY')).toBe('JP¥6,800')
  })
})
