import { minorDigits } from '../import/amounts.ts'
import type { CustomFieldKind } from './field-kinds.ts'
import { listCell, readListCell } from './name-list.ts'

/** What writing and reading a custom value in a file needs to know. */
export type CustomForm = { readonly kind: CustomFieldKind; readonly options: readonly string[] }

/** A sum in minor units as a plain decimal, `-12.50`. */
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
export function customCell({ kind }: CustomForm, value: string, currency: string): string {
  if (kind === 'money' && /^-?\d{1,15}$/.test(value)) return decimalText(Number(value), currency)
  if (kind === 'yesNo') return value === '1' ? 'yes' : value === '0' ? 'no' : value
  return kind === 'choices' ? listCell(choicesIn(value) ?? [value]) : value
}

/** The value that an exported cell says; inverse of {@link customCell}. */
export function readCustomCell({ kind, options }: CustomForm, cell: string, currency: string): string {
  if (kind === 'money') return readDecimalText(cell, currency)?.toString() ?? cell
  if (kind === 'yesNo') return cell === 'yes' ? '1' : cell === 'no' ? '0' : cell
  if (kind !== 'choices') return cell
  const texts = readListCell(cell)
  if (texts.length > 0 && texts.every((text) => options.includes(text))) return JSON.stringify(texts)
  const [only] = texts
  return texts.length === 1 && only !== undefined ? only : cell
}

/** The options in a value of several choices; undefined where it is a text that was kept as typed. */
export function choicesIn(value: string): string[] | undefined {
  if (!value.startsWith('[')) return undefined
  try {
    const texts: unknown = JSON.parse(value)
    return Array.isArray(texts) && texts.every((text) => typeof text === 'string') ? texts : undefined
  } catch {
    return undefined
  }
}
