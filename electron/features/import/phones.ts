import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { isDamagedNumber } from '../../../shared/domain/import/cell-shapes.ts'

/** A phone in the form it is compared by; `e164` is null where the number cannot be told. */
export type NormalizedPhone = { readonly e164: string | null; readonly isDamaged: boolean }

/**
 * A phone as E.164, read in the default country (ISO 3166-1 alpha-2, any case) where it names none. A number that a
 * spreadsheet turned into `4.4E+11` is damaged: its digits are lost.
 */
export function normalizePhone(raw: string, defaultCountry: string): NormalizedPhone {
  if (isDamagedNumber(raw)) return { e164: null, isDamaged: true }
  const country = defaultCountry.toUpperCase()
  const options = isSupportedCountry(country) ? { defaultCountry: country, extract: false } : { extract: false }
  // German and French writers put the national zero in brackets behind the country: +49 (0)30 …
  const written = raw
    .trim()
    .replace(/^(?:tel\.?|phone|mobile|p|m|t)\s*:\s*/i, '')
    .replace(/^(\+\d{1,3}|00\d{1,3})\s*\(0\)/, '$1 ')
  const number = parsePhoneNumberFromString(written, options)
  return { e164: number?.isPossible() === true ? number.number : null, isDamaged: false }
}
