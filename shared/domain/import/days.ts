import { addDays, type PlainDate, parsePlainDate, plainDate, plainDateOf } from '../../primitives/plain-date.ts'
import { monthOfName } from './month-names.ts'

/** Which of two numbers is the day in `03/05/2024`. */
export type DayOrder = 'day_first' | 'month_first'

/** How many cells of a column read in which way; a cell counts once. */
export type DayEvidence = {
  /** Year first, as `2024-03-15`, times allowed: no doubt about the order. */
  readonly yearFirst: number
  /** With the month's name. */
  readonly named: number
  /** Valid as day/month only. */
  readonly dayFirst: number
  /** Valid as month/day only. */
  readonly monthFirst: number
  /** Valid as both, with different days. */
  readonly both: number
  /** The same day either way, as `05/05/2024`. */
  readonly equal: number
  /** Between dots, as `03.05.2024`: the day stands first by convention. */
  readonly dotted: number
  /** Serial numbers of a spreadsheet. */
  readonly serial: number
  readonly unreadable: number
}

/** What a whole column says about its days. */
export type DayInference = {
  readonly evidence: DayEvidence
  /** The order that the evidence gives, or null where it gives none or contradicts itself. */
  readonly order: DayOrder | null
  /** Cells are left that only the seller can decide. */
  readonly asks: boolean
  /** A cell to ask by, as written. */
  readonly example: string | null
  /** Plain numbers of this column are serial days. */
  readonly isSerial: boolean
}

type Parts =
  | { readonly kind: 'yearFirst' | 'named'; readonly day: PlainDate | undefined }
  | {
      readonly kind: 'numeric'
      readonly separator: string
      readonly dayFirst: PlainDate | undefined
      readonly monthFirst: PlainDate | undefined
    }
  | { readonly kind: 'serial'; readonly day: PlainDate | undefined }

const EASTERN_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/
const EASTERN_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g
/** Serial days taken for days: 1950 to 2099, so that years, postal codes and amounts stay numbers in most columns. */
const FIRST_SERIAL = 18_264
const LAST_SERIAL = 73_050
const SERIAL_EPOCH = plainDate('1899-12-30')

/** The evidence of a whole column and the order it gives. Blank cells are to be left out or are skipped. */
export function inferDays(cells: Iterable<string>): DayInference {
  const evidence = {
    yearFirst: 0,
    named: 0,
    dayFirst: 0,
    monthFirst: 0,
    both: 0,
    equal: 0,
    dotted: 0,
    serial: 0,
    unreadable: 0,
  }
  let example: string | null = null
  for (const cell of cells) {
    const text = cell.trim()
    if (text === '') continue
    const parts = partsOf(text)
    const key = parts === undefined ? 'unreadable' : evidenceKey(parts)
    evidence[key] += 1
    if (key === 'both' && example === null) example = text
  }
  const order = orderOf(evidence)
  const others =
    evidence.yearFirst +
    evidence.named +
    evidence.dayFirst +
    evidence.monthFirst +
    evidence.both +
    evidence.equal +
    evidence.dotted
  return {
    evidence,
    order,
    asks: evidence.both > 0 && order === null,
    example,
    isSerial: evidence.serial > 0 && evidence.serial >= (others + evidence.unreadable) * 4,
  }
}

/** The same inference with its doubt settled by the days of other columns of the file, where these agree among themselves. */
export function settleByOtherColumns(inference: DayInference, others: readonly DayInference[]): DayInference {
  if (!inference.asks || inference.evidence.dayFirst + inference.evidence.monthFirst > 0) return inference
  const orders = new Set(others.map((other) => other.order).filter((order) => order !== null))
  const [order] = orders
  return orders.size === 1 && order !== undefined ? { ...inference, order, asks: false } : inference
}

/**
 * The day a cell names, undefined where it names none or leaves it open. `order` decides only what has two readings; a cell
 * with one valid reading is read so. Times are dropped, not shifted: the day is the one written.
 */
export function readDay(cell: string, order: DayOrder | null, isSerial = false): PlainDate | undefined {
  const text = cell.trim()
  const parts = text === '' ? undefined : partsOf(text)
  if (parts === undefined) return undefined
  if (parts.kind === 'serial') return isSerial ? parts.day : undefined
  if (parts.kind !== 'numeric') return parts.day
  const { dayFirst, monthFirst } = parts
  if (dayFirst === undefined || monthFirst === undefined || dayFirst === monthFirst) return dayFirst ?? monthFirst
  if (order === null) return parts.separator === '.' ? dayFirst : undefined
  return order === 'day_first' ? dayFirst : monthFirst
}

/** Whether a cell is written as a day in any way but a bare number. */
export function looksLikeDay(text: string): boolean {
  const parts = partsOf(text.trim())
  return parts !== undefined && parts.kind !== 'serial' && evidenceKey(parts) !== 'unreadable'
}

function orderOf(evidence: DayEvidence): DayOrder | null {
  const isDayFirst = evidence.dayFirst > 0 || (evidence.dotted > 0 && evidence.monthFirst === 0)
  if (isDayFirst && evidence.monthFirst === 0) return 'day_first'
  if (evidence.monthFirst > 0 && evidence.dayFirst === 0) return 'month_first'
  return null
}

function evidenceKey(parts: Parts): keyof DayEvidence {
  if (parts.kind !== 'numeric') return parts.day === undefined ? 'unreadable' : parts.kind
  const { dayFirst, monthFirst, separator } = parts
  if (dayFirst === undefined && monthFirst === undefined) return 'unreadable'
  if (monthFirst === undefined) return 'dayFirst'
  if (dayFirst === undefined) return 'monthFirst'
  if (dayFirst === monthFirst) return 'equal'
  return separator === '.' ? 'dotted' : 'both'
}

function partsOf(written: string): Parts | undefined {
  if (written.length > 60) return undefined
  const iso = written.length === 10 ? parsePlainDate(written) : undefined
  if (iso !== undefined) return { kind: 'yearFirst', day: iso }
  if (!/\d/.test(written) && !EASTERN_DIGIT.test(written)) return undefined
  const text = written
    .replace(EASTERN_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u200e\u200f]/g, '')
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text))
    return {
      kind: 'serial',
      day: serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? addDays(SERIAL_EPOCH, serial) : undefined,
    }
  }
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$/.exec(text)
  if (compact) return { kind: 'yearFirst', day: dayOf(compact[1], compact[2], compact[3]) }
  const bare = withoutTime(text)
  const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?$/.exec(bare)
  if (yearFirst) return { kind: 'yearFirst', day: dayOf(yearFirst[1], yearFirst[3], yearFirst[4]) }
  const numeric = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?$/.exec(bare)
  if (numeric) {
    const year = fullYear(numeric[4] ?? '')
    const [first, second] = [numeric[1], numeric[3]]
    return {
      kind: 'numeric',
      separator: numeric[2] ?? '',
      dayFirst: dayOf(year, second, first),
      monthFirst: dayOf(year, first, second),
    }
  }
  return namedParts(bare)
}

/** `14 Mar 2024`, `14. März 2024`, `March 14th, 2024`, `14 de marzo de 2024`, `2024 March 14`, weekday allowed before. */
function namedParts(text: string): Parts | undefined {
  if (!/\p{L}{3}/u.test(text)) return undefined
  const words = text
    .replace(/(\d)(st|nd|rd|th|er|º|ª)(?=\W|$)/gi, '$1')
    .split(/[\s,.\-/]+|\bde\b|\bdel\b/u)
    .filter((word) => word !== '')
  const numbers = words.filter((word) => /^\d+$/.test(word))
  const monthWords = words.filter((word) => !/^\d+$/.test(word))
  const month = monthWords.map(monthOfName).find((found) => found !== undefined) ?? monthOfName(monthWords.join(' '))
  if (month === undefined || numbers.length !== 2 || monthWords.length > 2) return undefined
  const [first, second] = numbers
  const isYearFirst = first?.length === 4
  const year = isYearFirst ? first : fullYear(second ?? '')
  return { kind: 'named', day: dayOf(year, String(month), isYearFirst ? second : first) }
}

/** Only a time of day is cut off; "10:30" alone or "3 pm" stays and is no day. */
function withoutTime(text: string): string {
  return text
    .replace(
      /(?:[T\s,]|\s(?:at|um|à|a las|om)\s)\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?\s?m\.?|Uhr)?\s*(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2})?$/i,
      '',
    )
    .trim()
}

/** Two digits: 00–49 are 2000–2049, 50–99 are 1950–1999. */
function fullYear(year: string): string {
  if (year.length !== 2) return year
  return Number(year) < 50 ? `20${year}` : `19${year}`
}

function dayOf(year: string | undefined, month: string | undefined, day: string | undefined): PlainDate | undefined {
  return plainDateOf(Number(year), Number(month), Number(day))
}
