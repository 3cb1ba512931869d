import type { PlainDate } from '../../primitives/plain-date.ts'
import type { DayOrder } from '../import/days.ts'

/** Where and when the seller types: how numbers, days and sums of money are written there. */
export type ReadingPlace = {
  /** The seller's day. */
  readonly today: PlainDate
  /** ISO 4217 code of the workbook. */
  readonly currency: string
  /** ISO 3166 code of the workbook, two letters. */
  readonly country: string
}

/** Countries in which the month is written before the day: 3/24. */
const MONTH_FIRST = new Set('US PH FM GU PR AS VI MP UM MH PW JP CN TW KR HU'.split(' '))

export function dayOrderOf({ country }: ReadingPlace): DayOrder {
  return MONTH_FIRST.has(country.toUpperCase()) ? 'month_first' : 'day_first'
}

const decimalSigns = new Map<string, ',' | '.'>()

/** The decimal sign of the country's most spoken language. */
export function decimalSignOf({ country }: ReadingPlace): ',' | '.' {
  let sign = decimalSigns.get(country)
  if (sign === undefined) {
    sign = writesCommas(country) ? ',' : '.'
    decimalSigns.set(country, sign)
  }
  return sign
}

function writesCommas(country: string): boolean {
  if (!/^[A-Za-z]{2}$/.test(country)) return false
  const locale = new Intl.Locale('und', { region: country }).maximize()
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(0.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',')
}
