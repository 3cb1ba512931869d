import { isoWeekOf, type PlainDate } from '../../shared/primitives/plain-date.ts'

let locale = 'en-GB'
let formatters = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()

/** Writes dates, numbers and money as this BCP 47 locale does, from now on. */
export function setFormatLocale(next: string): void {
  locale = next
  formatters = new Map()
}

/** The BCP 47 locale that dates, numbers and money are written in. */
export function formatLocale(): string {
  return locale
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known instanceof Intl.DateTimeFormat) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  formatters.set(key, made)
  return made
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formatters.get(key)
  if (known instanceof Intl.NumberFormat) return known
  const made = new Intl.NumberFormat(locale, options)
  formatters.set(key, made)
  return made
}

function dateOf(day: PlainDate): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** A day for tables (`short`, "24 Mar") or sentences (`long`, "24 March"), with its year where that is not the year of `today`. */
export function formatDay(day: PlainDate, style: 'short' | 'long' = 'short', today?: PlainDate): string {
  const isOtherYear = today !== undefined && day.slice(0, 4) !== today.slice(0, 4)
  return dates({ day: 'numeric', month: style, ...(isOtherYear && { year: 'numeric' }) }).format(dateOf(day))
}

/** A day with its year: "24 March 2026". */
export function formatFullDay(day: PlainDate): string {
  return dates({ day: 'numeric', month: 'long', year: 'numeric' }).format(dateOf(day))
}

/** A day with its weekday: "Tuesday 24 March", or short "Tue 24 Mar", with its year where that is not the year of `today`. */
export function formatWeekdayAndDay(day: PlainDate, style: 'short' | 'long' = 'long', today?: PlainDate): string {
  const isOtherYear = today !== undefined && day.slice(0, 4) !== today.slice(0, 4)
  return dates({ weekday: style, day: 'numeric', month: style, ...(isOtherYear && { year: 'numeric' }) }).format(
    dateOf(day),
  )
}

/** The weekday alone: "Tuesday", or short "Tue". */
export function formatWeekday(day: PlainDate, style: 'short' | 'long' = 'long'): string {
  return dates({ weekday: style }).format(dateOf(day))
}

/** An instant (ISO 8601) as day and time by this computer's clock: "24 March 2026, 14:05". */
export function formatInstant(at: string): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return dates({ timeZone, dateStyle: 'long', timeStyle: 'short' }).format(new Date(at))
}

/** A month of the calendar as "March 2026"; any of its days names it. */
export function formatMonth(day: PlainDate): string {
  return dates({ month: 'long', year: 'numeric' }).format(dateOf(day))
}

/** The number of a day's ISO week, 1 to 53. */
export function weekNumberOf(day: PlainDate): number {
  return Number(isoWeekOf(day).slice(6))
}

/** A count or amount without unit: "1,284". */
export function formatNumber(value: number, fractionDigits = 0): string {
  return numbers({ minimumFractionDigits: fractionDigits, maximumFractionDigits: fractionDigits }).format(value)
}

/** A score in whole points, rounded down: one short of a threshold never reads as having reached it. */
export function formatScore(score: number): string {
  return formatNumber(Math.floor(score))
}

/** A share from 0 to 1 in whole percent: "33%". Never shown without its n beside it. */
export function formatPercent(share: number): string {
  return numbers({ style: 'percent', maximumFractionDigits: 0 }).format(share)
}

/** Money from integer minor units of an ISO 4217 currency: 680000 EUR is "€6,800"; cents are written only where there are any. */
export function formatMoney(minorUnits: number, currency: string): string {
  const money = numbers({ style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2
  return money.format(minorUnits / 10 ** digits)
}
