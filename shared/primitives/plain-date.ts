import * as z from 'zod/mini'

/** A calendar day of the proleptic Gregorian calendar as `YYYY-MM-DD`, years 0001 to 9999, without a time zone. Sorts as text. */
export const plainDateSchema = z
  .string()
  .check(z.refine(isPlainDateText, { error: 'A day is written YYYY-MM-DD.' }))
  .brand<'PlainDate'>()
export type PlainDate = z.infer<typeof plainDateSchema>

const MS_PER_DAY = 86_400_000

function isPlainDateText(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  return isCalendarDay(Number(match[1]), Number(match[2]), Number(match[3]))
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false
  return day <= daysInMonth(year, month)
}

/** Number of days of a month, 1 = January. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/** The day as written, or undefined where the text is no existing `YYYY-MM-DD`. */
export function parsePlainDate(text: string): PlainDate | undefined {
  return isPlainDateText(text) ? (text as PlainDate) : undefined
}

/** The day as written. Throws a RangeError where the text is no existing `YYYY-MM-DD`: for literals and values already checked. */
export function plainDate(text: string): PlainDate {
  const day = parsePlainDate(text)
  if (day === undefined) throw new RangeError(`Not a day: ${text}`)
  return day
}

/** The day of a year, month (1–12) and day of month, or undefined where there is none such. */
export function plainDateOf(year: number, month: number, day: number): PlainDate | undefined {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return undefined
  if (!isCalendarDay(year, month, day)) return undefined
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as PlainDate
}

/** Whole days since 1970-01-01, negative before. Inverse of {@link dayFromNumber}. */
export function dayNumber(day: PlainDate): number {
  // Date.UTC would take the years 0 to 99 for 1900 to 1999; a bare ISO day is read as UTC.
  return Date.parse(day) / MS_PER_DAY
}

/** The day so many whole days after 1970-01-01. */
export function dayFromNumber(days: number): PlainDate {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10) as PlainDate
}

/** The day `days` later; negative counts go back. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return dayFromNumber(dayNumber(day) + days)
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export function isoWeekday(day: PlainDate): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** The Monday of the day's ISO week. */
export function mondayOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - isoWeekday(day))
}

/** An ISO week as `YYYY-Www`, e.g. `2026-W48`. */
export const isoWeekSchema = z
  .string()
  .check(z.refine((text) => parseIsoWeek(text) !== undefined, { error: 'A week is written YYYY-Www, as 2026-W48.' }))

/** The Monday of an ISO week written `YYYY-Www`, or undefined where there is no such week. */
export function parseIsoWeek(text: string): PlainDate | undefined {
  const match = /^(\d{4})-W(\d{2})$/.exec(text)
  if (!match) return undefined
  const fourthOfJanuary = plainDateOf(Number(match[1]), 1, 4)
  if (fourthOfJanuary === undefined) return undefined
  const monday = addDays(mondayOf(fourthOfJanuary), (Number(match[2]) - 1) * 7)
  return isoWeekOf(monday) === text ? monday : undefined
}

/** The ISO week of a day as `YYYY-Www`. */
export function isoWeekOf(day: PlainDate): string {
  const thursday = addDays(mondayOf(day), 3)
  const year = thursday.slice(0, 4)
  const week = Math.floor(daysBetween(plainDate(`${year}-01-01`), thursday) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}
