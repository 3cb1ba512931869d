import type { PlainDate } from '../../shared/primitives/plain-date.ts'

/** Today in this computer's own calendar. */
export function localToday(): PlainDate {
  return localDayOf(new Date())
}

/** The day of an instant in this computer's own calendar. */
export function localDayOf(instant: Date): PlainDate {
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  return `${pad(instant.getFullYear(), 4)}-${pad(instant.getMonth() + 1, 2)}-${pad(instant.getDate(), 2)}` as PlainDate
}
