import { minorDigits, readAmount } from '../../../../shared/domain/import/amounts.ts'

/** An amount in minor units of a currency as one types it; empty for none. */
export function amountText(minorUnits: number | null, currency: string): string {
  if (minorUnits === null) return ''
  const unit = 10 ** minorDigits(currency)
  return (minorUnits / unit).toFixed(minorUnits % unit === 0 ? 0 : minorDigits(currency))
}

/** What was typed as minor units, null where nothing was, undefined where it is no amount of this currency. */
export function minorUnitsOf(text: string, currency: string): number | null | undefined {
  if (text.trim() === '') return null
  const reading = readAmount(text, currency)
  return reading.kind === 'amount' ? reading.minor : undefined
}
