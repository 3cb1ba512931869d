import type { PlainDate } from '../../shared/primitives/plain-date.ts'

/** Today in this computer's own calendar. */
export function localToday(): PlainDate {
  const now = new Date()
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}` as PlainDate
}
