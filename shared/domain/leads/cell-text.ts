import { assertNever } from '../../primitives/assert-never.ts'
import type { PlainDate } from '../../primitives/plain-date.ts'
import { isEmailShaped } from '../import/cell-shapes.ts'
import { amountText, minorUnitsOf } from './amount-text.ts'
import { readTypedDay } from './day-text.ts'
import { type FieldForm, fieldProblemText, fieldText, isLinkShaped, parseFieldText } from './field-text.ts'
import { customFieldOf, type EditableField, type EditableKey } from './lead-fields.ts'
import { decimalSignOf, type ReadingPlace } from './reading-place.ts'
import { listText, readTextList } from './text-list.ts'

/** Of a row of a list, what its cells are edited by. */
export type EditableRow = {
  readonly name: string
  readonly company: string | null
  readonly jobTitle: string | null
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly links: readonly string[]
  readonly street: string | null
  readonly postalCode: string | null
  readonly city: string | null
  readonly region: string | null
  readonly country: string | null
  /** All of them: a list's row holds the beginning only, so that whoever edits notes fetches them from the lead's page. */
  readonly notes: string | null
  readonly source: string | null
  readonly tags: readonly string[]
  readonly valueMinor: number | null
  readonly nextAction: { readonly what: string; readonly day: PlainDate } | null
  readonly custom: Readonly<Record<string, string>>
}

/** What a cell is to hold. `none` empties it. */
export type CellValue =
  | { readonly is: 'none' }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'texts'; readonly texts: readonly string[] }
  | { readonly is: 'number'; readonly number: number }
  | { readonly is: 'day'; readonly day: PlainDate }

/** A typed cell: read; kept as typed with what is wrong with it; or not to be written, with why. */
export type CellReading =
  | { readonly kind: 'read'; readonly value: CellValue }
  | { readonly kind: 'marked'; readonly value: CellValue; readonly message: string }
  | { readonly kind: 'refused'; readonly message: string }

const longest: Readonly<Record<EditableField, number>> = {
  name: 300,
  company: 300,
  jobTitle: 300,
  email: 320,
  phone: 100,
  link: 2000,
  street: 300,
  postalCode: 100,
  city: 300,
  region: 300,
  country: 300,
  notes: 100_000,
  source: 300,
  tag: 10_000,
  value: 100,
  nextAction: 500,
  nextActionOn: 100,
}
const LONGEST_TAG = 100

/** The text that a cell is edited by. `field` is the custom field of a `custom:ID` key; without it such a cell is its value. */
export function cellText(row: EditableRow, key: EditableKey, place: ReadingPlace, field?: FieldForm): string {
  const id = customFieldOf(key)
  if (id !== undefined) {
    const value = row.custom[id] ?? ''
    return field === undefined ? value : fieldText(field, value, place)
  }
  const named = key as EditableField
  switch (named) {
    case 'email':
      return row.emails[0] ?? ''
    case 'phone':
      return row.phones[0] ?? ''
    case 'link':
      return row.links[0] ?? ''
    case 'tag':
      return listText(row.tags)
    case 'value':
      return amountText(row.valueMinor, place.currency, decimalSignOf(place))
    case 'nextAction':
      return row.nextAction?.what ?? ''
    case 'nextActionOn':
      return row.nextAction?.day ?? ''
    default:
      return row[named] ?? ''
  }
}

/** Reads what was typed into a cell. Whether a lead keeps something to be called by, and whose an address is already, is not asked here. */
export function readCell(key: EditableKey, typed: string, place: ReadingPlace, field?: FieldForm): CellReading {
  if (customFieldOf(key) !== undefined) {
    if (field === undefined)
      return refused('That field is not in this workbook any more. Load the table again and choose another.')
    const { value, problem } = parseFieldText(field, typed, place)
    if (problem === undefined) return read(textOrNone(value))
    const message = fieldProblemText(problem, value)
    return problem === 'too_long' ? refused(message) : { kind: 'marked', value: textOrNone(value), message }
  }
  const named = key as EditableField
  const text = named === 'notes' ? typed.trim() : typed.trim().replace(/\s*[\r\n]+\s*/g, ' ')
  if (text.length > longest[named])
    return refused(
      `That is ${text.length.toLocaleString('en')} characters, and the field holds ${longest[named].toLocaleString('en')}. Shorten it.`,
    )
  if (text === '') return read({ is: 'none' })
  return readFilled(named, text, place)
}

function readFilled(key: EditableField, text: string, place: ReadingPlace): CellReading {
  const value: CellValue = { is: 'text', text }
  switch (key) {
    case 'email':
      return isEmailShaped(text) ? read(value) : { kind: 'marked', value, message: emailProblemText(text) }
    case 'link':
      return isLinkShaped(text) ? read(value) : { kind: 'marked', value, message: fieldProblemText('not_a_link', text) }
    case 'tag': {
      const texts = readTextList(text)
      const long = texts.find((tag) => tag.length > LONGEST_TAG)
      if (long !== undefined)
        return refused(`The tag “${long.slice(0, 60)}…” is too long. A tag has 100 characters at most.`)
      return read(texts.length === 0 ? { is: 'none' } : { is: 'texts', texts })
    }
    case 'value': {
      const number = minorUnitsOf(text, place.currency, decimalSignOf(place))
      return number == null ? refused(fieldProblemText('not_an_amount', text)) : read({ is: 'number', number })
    }
    case 'nextActionOn': {
      const day = readTypedDay(text, place, true)
      return day === undefined ? refused(fieldProblemText('not_a_day', text)) : read({ is: 'day', day })
    }
    case 'name':
    case 'company':
    case 'jobTitle':
    case 'phone':
    case 'street':
    case 'postalCode':
    case 'city':
    case 'region':
    case 'country':
    case 'notes':
    case 'source':
    case 'nextAction':
      return read(value)
    default:
      return assertNever(key)
  }
}

/** What is wrong with a text that is kept as an e-mail address all the same. */
export function emailProblemText(text: string): string {
  return `“${text.slice(0, 60)}” is no e-mail address. Write it as name@example.com.`
}

/** What is wrong with a text that is kept as a phone number all the same. */
export function phoneProblemText(text: string): string {
  return `“${text.slice(0, 60)}” cannot be read as a phone number, so nobody is found by it. Write it as +49 30 1234567.`
}

function read(value: CellValue): CellReading {
  return { kind: 'read', value }
}

function refused(message: string): CellReading {
  return { kind: 'refused', message }
}

function textOrNone(text: string): CellValue {
  return text === '' ? { is: 'none' } : { is: 'text', text }
}
