import { addDays, isoWeekday, type PlainDate, plainDateOf } from '../../primitives/plain-date.ts'
import { readDay } from '../import/days.ts'
import { monthOfName } from '../import/month-names.ts'
import { foldText } from './fold-text.ts'
import { dayOrderOf, type ReadingPlace } from './reading-place.ts'

/** Days from today by their words, in the languages that columns are read in; folded. */
const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ...'today heute aujourdhui hoy hoje oggi vandaag dzis dzisiaj اليوم'.split(' ').map((word) => [word, 0] as const),
  ...'tomorrow tmrw morgen demain manana amanha domani jutro غدا'.split(' ').map((word) => [word, 1] as const),
  ...'yesterday gestern hier ayer ontem ieri gisteren wczoraj امس'.split(' ').map((word) => [word, -1] as const),
])

/** Monday to Sunday, full and short, in English, German, French, Spanish, Portuguese, Italian, Dutch and Polish; folded. */
const WEEKDAYS: readonly string[] = [
  'monday mon montag lundi lunes segunda lunedi maandag poniedzialek',
  'tuesday tue tues dienstag mardi martes terca martedi dinsdag wtorek',
  'wednesday wed mittwoch mercredi miercoles quarta mercoledi woensdag sroda',
  'thursday thu thurs donnerstag jeudi jueves quinta giovedi donderdag czwartek',
  'friday fri freitag vendredi viernes sexta venerdi vrijdag piatek',
  'saturday sat samstag sonnabend samedi sabado sabato zaterdag sobota',
  'sunday sun sonntag dimanche domingo domenica zondag niedziela',
]
const WEEKDAY_OF_WORD: ReadonlyMap<string, number> = new Map(
  WEEKDAYS.flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
)

/**
 * The day that somebody types, undefined where it names none: a whole day in any way {@link readDay} knows, `today`, `tomorrow`, a
 * weekday (the next one), `in 3 days`, `+3`; without a year, as `24/3` and `24 March`, a day of this year, or with `isPlan` its next
 * occurrence. Two numbers are read in the country's order where both readings exist.
 */
export function readTypedDay(typed: string, place: ReadingPlace, isPlan = false): PlainDate | undefined {
  const { today } = place
  const text = typed.trim()
  if (text === '' || text.length > 60) return undefined
  const word = foldText(text)
  const days = DAY_WORDS.get(word) ?? daysAhead(word)
  if (days !== undefined) return addDays(today, days)
  const weekday = WEEKDAY_OF_WORD.get(word)
  if (weekday !== undefined) return addDays(today, ((weekday - isoWeekday(today) + 6) % 7) + 1)
  return readDay(text, dayOrderOf(place)) ?? readYearless(text, place, isPlan)
}

function daysAhead(word: string): number | undefined {
  const match = /^(?:\+ ?(\d{1,4})|in (\d{1,4}) (days?|weeks?|tagen?|wochen?))$/.exec(word)
  if (!match) return undefined
  const unit = match[3]?.startsWith('w') ? 7 : 1
  return Number(match[1] ?? match[2]) * unit
}

function readYearless(text: string, place: ReadingPlace, isPlan: boolean): PlainDate | undefined {
  const found = numericDay(text, place) ?? namedDay(text)
  if (found === undefined) return undefined
  const { day, month } = found
  const year = Number(place.today.slice(0, 4))
  if (!isPlan) return plainDateOf(year, month, day)
  // The 29th of February may be eight years away.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const on = plainDateOf(year + ahead, month, day)
    if (on !== undefined && on >= place.today) return on
  }
  return undefined
}

function numericDay(text: string, place: ReadingPlace): { day: number; month: number } | undefined {
  const match = /^(\d{1,2})\s?([/.-])\s?(\d{1,2})\.?$/.exec(text)
  if (!match) return undefined
  const [first, second] = [Number(match[1]), Number(match[3])]
  const isMonthFirst = match[2] !== '.' && dayOrderOf(place) === 'month_first'
  const [day, month] = isMonthFirst ? [second, first] : [first, second]
  return month > 12 && day <= 12 ? { day: month, month: day } : { day, month }
}

function namedDay(text: string): { day: number; month: number } | undefined {
  const match =
    /^(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:of\s+|de\s+)?([\p{L}.]{3,})$/iu.exec(text) ??
    /^([\p{L}.]{3,})\s+(\d{1,2})(?:st|nd|rd|th)?$/iu.exec(text)
  if (!match) return undefined
  const [first = '', second = ''] = [match[1], match[2]]
  const isDayFirst = /^\d/.test(first)
  const month = monthOfName(isDayFirst ? second : first)
  return month === undefined ? undefined : { day: Number(isDayFirst ? first : second), month }
}
