import { plural, t } from '@lingui/core/macro'
import { daysBetween, type PlainDate } from '../../shared/primitives/plain-date.ts'
import { formatDay } from './format.ts'

/** A due day as the seller says it: "3 days late", "today", "tomorrow", else the short day. */
export function dueDayWords(dueOn: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, dueOn)
  if (days < 0) return plural(-days, { one: '# day late', other: '# days late' })
  return days === 0 ? t`today` : days === 1 ? t`tomorrow` : formatDay(dueOn, 'short', today)
}

/** A past day as the seller says it: "today", "yesterday", else the short day. */
export function pastDayWords(day: PlainDate, today: PlainDate): string {
  const days = daysBetween(day, today)
  return days === 0 ? t`today` : days === 1 ? t`yesterday` : formatDay(day, 'short', today)
}

/** A length of days in words: "1 day", "12 days". */
export function daysWords(days: number): string {
  return plural(days, { one: '# day', other: '# days' })
}
