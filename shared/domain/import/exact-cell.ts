import { parsePlainDate } from '../../primitives/plain-date.ts'
import { type FieldForm, parseFieldText } from '../leads/field-text.ts'
import { foldText } from '../leads/fold-text.ts'
import { decimalSignOf, type ReadingPlace } from '../leads/reading-place.ts'
import { minorDigits, withoutCurrency } from './amounts.ts'
import { type DayInference, readDay } from './days.ts'
import { monthOfName } from './month-names.ts'

/** What the cells of a field say together: how its days are written, and how many digits all its numbers have after their decimal sign. */
export type ColumnForm = { readonly day?: DayInference | undefined; readonly decimals?: number | undefined }

/** One sign before three digits: 1.234 is a thousand to one and little more than one to another. */
const THOUSANDS_OR_NOT = /^-?\d{1,3}[.,]\d{3}$/
/** No leading nought, and groups of three; in India all groups but the last are two. */
const NUMBER =
  /^-?(?<whole>0|[1-9]\d*|[1-9]\d{0,2}(?:(?<sign>[.,'’\s])\d{3})(?:\k<sign>\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3})(?:(?<decimal>[.,])(?<fraction>\d+))?$/
/** What most numbers are, told apart at once. */
const WHOLE = /^[1-9]\d{0,14}$/
/** A code, where it is longer, or an address of a network. */
const MOST_GROUPED_DIGITS = 9
const MIDNIGHT = /(?:T|,?\s+)(?:0?0:00(?::00(?:\.0+)?)?|12:00(?::00)?\s?AM)$/i
const ONLY_DAY =
  /^(?:\p{Nd}{4}([-/.])\p{Nd}{1,2}\1\p{Nd}{1,2}\.?|\p{Nd}{1,2}\s?([-/.])\s?\p{Nd}{1,2}\s?\2\s?(?:\p{Nd}{4}|\p{Nd}{2})\.?|\d{8}|\d{5}(?:\.0+)?)$/u
const SHORT_YEAR = /(?:^|\P{Nd})\p{Nd}{2}\.?$/u
/** A year of two digits names a day no further ahead: those born in 1945 write 45 too. */
const MOST_YEARS_AHEAD = 10
/** Single letters that are also sizes, winds or initials. */
const OTHER_LETTERS = new Set(['o', 's'])

/**
 * The value of a cell in a field that an import makes; undefined where the value would not say all that the cell says: leading noughts,
 * thousands that may be decimals, noughts at an end where other numbers have none, another currency, a time of day, a day that is one of
 * several. Such a cell is kept as written.
 */
export function readExactly(
  field: FieldForm,
  cell: string,
  place: ReadingPlace,
  { day, decimals }: ColumnForm,
): string | undefined {
  // By the whole column, and never by a word such as "today", which would be another day when the file comes again.
  if (field.kind === 'day') return readExactDay(cell, place, day)
  if (field.kind === 'number' && WHOLE.test(cell)) return cell
  const { value, problem } = parseFieldText(field, cell, place)
  if (problem !== undefined) return undefined
  if (value === cell) return value
  switch (field.kind) {
    case 'number':
      return isExactNumber(cell, decimals) ? value : undefined
    case 'money':
      return isExactAmount(cell, place) ? value : undefined
    case 'yesNo':
      return OTHER_LETTERS.has(foldText(cell)) ? undefined : value
    case 'choice':
      return value.toLowerCase() === cell.toLowerCase() ? value : undefined
    default:
      return value
  }
}

/** How many digits all numbers among the cells have after their decimal sign; undefined where they differ, or there is none. */
export function evenDecimals(cells: Iterable<string>): number | undefined {
  let even: number | undefined
  for (const cell of cells) {
    const match = WHOLE.test(cell) ? undefined : NUMBER.exec(cell)
    if (match === null) continue
    const length = match?.groups?.['fraction']?.length ?? 0
    if (even !== undefined && even !== length) return undefined
    even = length
  }
  return even
}

function isExactNumber(cell: string, decimals: number | undefined): boolean {
  const groups = NUMBER.exec(cell)?.groups
  if (groups === undefined || cell.startsWith('-0') || THOUSANDS_OR_NOT.test(cell)) return false
  const { whole = '', sign, decimal, fraction } = groups
  if (sign !== undefined && sign === decimal) return false
  if (whole.replace(/\D/g, '').length > MOST_GROUPED_DIGITS && /\D/.test(whole)) return false
  // 123 456 789 is a code as well as a number.
  if (sign === ' ' && decimal === undefined) return false
  return fraction === undefined || !fraction.endsWith('0') || fraction.length === decimals
}

function isExactAmount(cell: string, place: ReadingPlace): boolean {
  const written = withoutCurrency(cell, place.currency)
    .replace(/^-\s+/, '-')
    .replace(/[.,]-{1,2}$/, '')
  const groups = NUMBER.exec(written)?.groups
  if (groups === undefined) return false
  const { sign, decimal, fraction = '' } = groups
  if (sign !== undefined && sign === decimal) return false
  const digits = minorDigits(place.currency)
  if (THOUSANDS_OR_NOT.test(written)) return digits !== 3 && !written.includes(decimalSignOf(place))
  return fraction.length <= digits
}

function readExactDay(cell: string, place: ReadingPlace, inference: DayInference | undefined): string | undefined {
  if (parsePlainDate(cell) !== undefined) return cell
  const written = cell.replace(MIDNIGHT, '').trim()
  if (!ONLY_DAY.test(written) && !isNamedDay(written)) return undefined
  const day = readDay(written, inference?.order ?? null, inference?.isSerial ?? false)
  if (day === undefined) return undefined
  const mostYear = Number(place.today.slice(0, 4)) + MOST_YEARS_AHEAD
  return SHORT_YEAR.test(written) && !/\p{Nd}{4}/u.test(written) && Number(day.slice(0, 4)) > mostYear ? undefined : day
}

/** A day with the name of its month and no other word, such as "before". */
function isNamedDay(text: string): boolean {
  if (!/^[\p{L}\p{M}\d\s.,/-]+$/u.test(text)) return false
  const words = text
    .replace(/(\d)(?:st|nd|rd|th|er|º|ª)(?=[^\p{L}]|$)/giu, '$1')
    .split(/[\s,./-]+/)
    .filter((word) => /\p{L}/u.test(word) && !/^(?:de|del)$/i.test(word))
  return words.length === 1 && monthOfName(words[0] ?? '') !== undefined
}
