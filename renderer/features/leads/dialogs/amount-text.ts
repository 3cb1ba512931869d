import { minorDigits, readAmount } from '../../../../shared/domain/import/amounts.ts'

/** An amount in minor units of a currency as one types it; empty for none. */
export function amountText(minorUnits: number | null, currency: string): string {
  if (minorUnits === null) return ''
  const unit = 10 ** minorDigits(currency)
  return (minorUnits / unit).toFixed(minorUnits % unit === 0 ? 0 : minorDigits(currency))
}

/** What was typed as minor units, null where nothing was, undefined where it is no amount of this currency. */
export function minorUnitsOf(text: string, currency: string): number | null | undefined {
  const typed = text.trim()
  if (typed === '') return null
  // Three digits after a point are thousands to a spreadsheet's reader, but the whole of a currency such as the Kuwaiti dinar.
  if (minorDigits(currency) === 3 && /^\d+\.\d{3}$/.test(typed)) return Number(typed.replace('.', ''))
  const reading = readAmount(typed, currency)
  return reading.kind === 'amount' ? reading.minor : undefined
}
