import { assertNever } from '../../primitives/assert-never.ts'
import { parsePlainDate } from '../../primitives/plain-date.ts'
import { readDecimal } from '../import/amounts.ts'
import { readYesNo } from '../import/cell-words.ts'
import { amountText, minorUnitsOf } from './amount-text.ts'
import { readTypedDay } from './day-text.ts'
import type { CustomFieldKind } from './field-kinds.ts'
import { foldText } from './fold-text.ts'
import { decimalSignOf, type ReadingPlace } from './reading-place.ts'
import { listText, readTextList } from './text-list.ts'

/** What reading and writing a value needs to know of its field; `options` are those of a choice. */
export type FieldForm = { readonly kind: CustomFieldKind; readonly options: readonly string[] }

/** Why a text does not read as its field's kind. `too_long` is the one that cannot be kept. */
export type FieldProblem =
  | 'not_a_number'
  | 'not_an_amount'
  | 'not_a_day'
  | 'not_yes_or_no'
  | 'not_an_option'
  | 'not_a_link'
  | 'too_long'

/** A value as the workbook keeps it, empty for none. With a problem it is the text as typed, which does not read as the field's kind. */
export type FieldReading = { readonly value: string; readonly problem?: FieldProblem }

/** Signs that a value of a custom field may have. */
export const LONGEST_VALUE = 10_000
/** Digits before or after the decimal sign that are still a number and no code. */
const MOST_DIGITS = 15

/**
 * Reads what was typed, or stood in a cell, as a field's kind: a number becomes a plain decimal, money minor units, a day `YYYY-MM-DD`,
 * yes or no `1` or `0`, a choice its option, choices a JSON array of their options in the field's order. What does not read stays as typed.
 */
export function parseFieldText(field: FieldForm, typed: string, place: ReadingPlace): FieldReading {
  const text = typed.trim()
  if (text === '') return { value: '' }
  if (text.length > LONGEST_VALUE) return { value: text, problem: 'too_long' }
  const read = (value: string | undefined, problem: FieldProblem): FieldReading =>
    value === undefined ? { value: text, problem } : { value }
  switch (field.kind) {
    case 'text':
    case 'longText':
      return { value: text }
    case 'number':
      return read(readPlainNumber(text, place), 'not_a_number')
    case 'money':
      return read(minorUnitsOf(text, place.currency, decimalSignOf(place))?.toString(), 'not_an_amount')
    case 'day':
      return read(readTypedDay(text, place), 'not_a_day')
    case 'yesNo':
      return read({ true: '1', false: '0' }[String(readYesNo(text))], 'not_yes_or_no')
    case 'choice':
      return read(optionOf(field, text), 'not_an_option')
    case 'choices':
      return read(readChoices(field, text), 'not_an_option')
    case 'link':
      return isLinkShaped(text) ? { value: text } : { value: text, problem: 'not_a_link' }
    default:
      return assertNever(field.kind)
  }
}

/** The text to edit a value by: {@link parseFieldText} of it gives the value again. A value that does not read as its field's kind is its own text. */
export function fieldText(field: FieldForm, value: string, place: ReadingPlace): string {
  if (!readsAsKind(field, value)) return value
  switch (field.kind) {
    case 'number':
      return value.replace('.', decimalSignOf(place))
    case 'money':
      return amountText(Number(value), place.currency, decimalSignOf(place))
    case 'yesNo':
      return value === '1' ? 'yes' : 'no'
    case 'choices':
      return listText(JSON.parse(value))
    default:
      return value
  }
}

/** Whether a value on file is one of its field's kind, and not a text that was kept as typed. */
export function readsAsKind({ kind, options }: FieldForm, value: string): boolean {
  switch (kind) {
    case 'text':
    case 'longText':
      return true
    case 'number':
      return value === '0' || /^-?(?:0(?=\.)|[1-9]\d{0,14})(?:\.\d{0,14}[1-9])?$/.test(value)
    case 'money':
      return value === '0' || (/^-?[1-9]\d{0,15}$/.test(value) && Number.isSafeInteger(Number(value)))
    case 'day':
      return parsePlainDate(value) !== undefined
    case 'yesNo':
      return value === '1' || value === '0'
    case 'choice':
      return options.includes(value)
    case 'choices':
      return choicesOf(value)?.every((text) => options.includes(text)) === true
    case 'link':
      return isLinkShaped(value)
    default:
      return assertNever(kind)
  }
}

/** The texts of a value of several choices; undefined where it is a text that was kept as typed. */
export function choicesOf(value: string): string[] | undefined {
  if (!value.startsWith('[')) return undefined
  try {
    const texts: unknown = JSON.parse(value)
    const isList = Array.isArray(texts) && texts.length > 0 && texts.every((text) => typeof text === 'string')
    return isList ? texts : undefined
  } catch {
    return undefined
  }
}

/** Options as a value of several choices: each once, in the order of the field; empty for none. */
export function choicesValue({ options }: FieldForm, texts: readonly string[]): string {
  const chosen = options.filter((option) => texts.includes(option))
  return chosen.length === 0 ? '' : JSON.stringify(chosen)
}

/** What is wrong with a text and what to do, for the seller to read. */
export function fieldProblemText(problem: FieldProblem, typed: string): string {
  const text = typed.length > 60 ? `${typed.slice(0, 60)}…` : typed
  switch (problem) {
    case 'not_a_number':
      return `“${text}” is no number. Write it as 1200 or 12.5.`
    case 'not_an_amount':
      return `“${text}” is no sum in this workbook's currency. Write it as 1200 or 1200.50.`
    case 'not_a_day':
      return `“${text}” is no day. Write it as 2026-03-24, 24 March or tomorrow.`
    case 'not_yes_or_no':
      return `“${text}” is neither yes nor no. Write yes or no.`
    case 'not_an_option':
      return `“${text}” is none of the options of this field. Choose one of them, or add it to the field in Settings.`
    case 'not_a_link':
      return `“${text}” is no link. Write it as https://example.com.`
    case 'too_long':
      return `That is ${typed.length.toLocaleString('en')} characters, and the field holds ${LONGEST_VALUE.toLocaleString('en')}. Shorten it.`
    default:
      return assertNever(problem)
  }
}

/** An address of the web as people write it: with its scheme, or a domain that ends in letters. */
export function isLinkShaped(text: string): boolean {
  return /^(?:https?:\/\/\S+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?)$/iu.test(text)
}

function readPlainNumber(text: string, place: ReadingPlace): string | undefined {
  const decimal = readDecimal(text, decimalSignOf(place))
  const [whole = '', fraction = ''] = decimal?.replace('-', '').split('.') ?? []
  return whole.length > MOST_DIGITS || fraction.length > MOST_DIGITS ? undefined : decimal
}

function optionOf({ options }: FieldForm, text: string): string | undefined {
  if (options.includes(text)) return text
  const folded = foldText(text)
  return options.find((option) => foldText(option) === folded)
}

function readChoices(field: FieldForm, text: string): string | undefined {
  const whole = optionOf(field, text)
  const chosen = whole === undefined ? readTextList(text).map((part) => optionOf(field, part)) : [whole]
  if (chosen.length === 0 || chosen.includes(undefined)) return undefined
  return choicesValue(field, chosen as string[])
}
