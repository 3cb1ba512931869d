import { minorDigits } from '../import/amounts.ts'
import { choicesOf, choicesValue, type FieldForm, readsAsKind } from './field-text.ts'
import { listText, readTextList } from './text-list.ts'

/** A sum in minor units as a plain decimal, `-12.50`, wherever the file is read. */
export function decimalText(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  const whole = String(Math.abs(minor)).padStart(digits + 1, '0')
  const text = digits === 0 ? whole : `${whole.slice(0, -digits)}.${whole.slice(-digits)}`
  return minor < 0 ? `-${text}` : text
}

/** Inverse of {@link decimalText}; undefined for what is no such sum. */
export function readDecimalText(text: string, currency: string): number | undefined {
  const digits = minorDigits(currency)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (match === null || (match[3] ?? '').length > digits) return undefined
  const minor = Number(`${match[1]}${match[2]}${(match[3] ?? '').padEnd(digits, '0')}`)
  return Number.isSafeInteger(minor) ? minor : undefined
}

/** A value of a custom field as an exported cell says it. What does not read as its field's kind is its own text. */
export function customCell(form: FieldForm, value: string, currency: string): string {
  if (!readsAsKind(form, value)) return value
  switch (form.kind) {
    case 'money':
      return decimalText(Number(value), currency)
    case 'yesNo':
      return value === '1' ? 'yes' : 'no'
    case 'choices':
      return listText(choicesOf(value) ?? [])
    default:
      return value
  }
}

/** The value that an exported cell says; inverse of {@link customCell}. */
export function readCustomCell(form: FieldForm, cell: string, currency: string): string {
  switch (form.kind) {
    case 'money':
      return readDecimalText(cell, currency)?.toString() ?? cell
    case 'yesNo':
      return cell === 'yes' ? '1' : cell === 'no' ? '0' : cell
    case 'choices': {
      const texts = readTextList(cell)
      const isOptions = texts.length > 0 && texts.every((text) => form.options.includes(text))
      return isOptions ? choicesValue(form, texts) : cell
    }
    default:
      return cell
  }
}
