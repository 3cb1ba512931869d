import { addDays, isoWeekday, type PlainDate } from '../../primitives/plain-date.ts'

/** The days the seller does not work, besides Saturdays and Sundays. */
export type DaysOff = ReadonlySet<PlainDate>

export const noDaysOff: DaysOff = new Set<PlainDate>()

export function isWorkingDay(day: PlainDate, daysOff: DaysOff): boolean {
  return isoWeekday(day) <= 5 && !daysOff.has(day)
}

/** The day itself where it is a working day, else the first one after it. */
export function workingDayFrom(day: PlainDate, daysOff: DaysOff): PlainDate {
  let found = day
  while (!isWorkingDay(found, daysOff)) found = addDays(found, 1)
  return found
}

/** The working day so many working days after a day; with 0 the day itself where it is one, else the next. `count` is at least 0. */
export function addWorkingDays(day: PlainDate, count: number, daysOff: DaysOff): PlainDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`)
  if (count === 0) return workingDayFrom(day, daysOff)
  let found = day
  for (let left = count; left > 0; left -= 1) found = workingDayFrom(addDays(found, 1), daysOff)
  return found
}

/** The working days after `from` up to and with `to`: from Friday to Monday 1, within a weekend 0; negative where `to` is earlier. */
export function workingDaysBetween(from: PlainDate, to: PlainDate, daysOff: DaysOff): number {
  if (to < from) return -workingDaysBetween(to, from, daysOff) || 0
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day, daysOff)) count += 1
  return count
}
