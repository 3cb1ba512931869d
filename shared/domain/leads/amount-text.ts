import { minorDigits, readAmount } from '../import/amounts.ts'

/** An amount in minor units of a currency as one types it, without grouping; empty for none. */
export function amountText(minorUnits: number | null, currency: string, decimalSign: ',' | '.' = '.'): string {
  if (minorUnits === null) return ''
  const decimals = minorDigits(currency)
  const digits = String(Math.abs(minorUnits)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals)
  const text = /^0*$/.test(fraction) ? whole : `${whole}${decimalSign}${fraction}`
  return minorUnits < 0 ? `-${text}` : text
}

/** What was typed as minor units, null where nothing was, undefined where it is no amount of this currency. */
export function minorUnitsOf(text: string, currency: string, decimalSign: ',' | '.' = '.'): number | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  const reading = readAmount(typed, currency, '', decimalSign)
  return reading.kind === 'amount' ? reading.minor : undefined
}
