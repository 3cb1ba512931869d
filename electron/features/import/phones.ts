import { type CountryCode, isSupportedCountry, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { isDamagedNumber } from '../../../shared/domain/import/cell-shapes.ts'

/** A phone in the form it is compared by; `e164` is null where the number cannot be told. */
export type NormalizedPhone = { readonly e164: string | null; readonly isDamaged: boolean }

/**
 * A phone as E.164, read in the default country (ISO 3166-1 alpha-2, any case) where it names none. A number that a
 * spreadsheet turned into `4.4E+11` is damaged: its digits are lost.
 */
export function normalizePhone(raw: string, defaultCountry: string): NormalizedPhone {
  if (isDamagedNumber(raw)) return { e164: null, isDamaged: true }
  // German and French writers put the national zero in brackets behind the country: +49 (0)30 …
  const written = raw
    .trim()
    .replace(/^(?:tel\.?|phone|mobile|p|m|t)\s*:\s*/i, '')
    .replace(/^(\+\d{1,3}|00\d{1,3})\s*\(0\)/, '$1 ')
  const plain = plainInternational(written)
  if (plain !== undefined) return { e164: plain, isDamaged: false }
  const country = defaultCountry.toUpperCase()
  const options = isSupportedCountry(country) ? { defaultCountry: country, extract: false } : { extract: false }
  const number = parsePhoneNumberFromString(written, options)
  return { e164: number?.isPossible() === true ? number.number : null, isDamaged: false }
}

/** The country calling codes of one and of two digits; all others have three. Source: ITU-T E.164. */
const CALLING_CODE = /^(?:[17]|2[07]|3[0-46]|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/
const NOTHING_BUT_A_NUMBER = /^\+\d[\d ().\-/]*\d$/

type Plan = { readonly lengths: ReadonlySet<number>; readonly prefix: RegExp | null }
const plans = new Map<string, Plan | null>()

/** The same answer as the library's for a number that names its country and holds no national prefix, in a tenth of the time; undefined leaves it to the library. */
function plainInternational(written: string): string | undefined {
  if (written.charCodeAt(0) !== 43 || !NOTHING_BUT_A_NUMBER.test(written)) return undefined
  const digits = written.replace(/\D/g, '')
  const code = CALLING_CODE.exec(digits)?.[0]
  if (code === undefined) return undefined
  let plan = plans.get(code)
  if (plan === undefined) {
    plan = planOf(code)
    plans.set(code, plan)
  }
  const length = digits.length - code.length
  if (plan === null || !plan.lengths.has(length)) return undefined
  if (plan.prefix?.test(digits.slice(code.length)) === true) return undefined
  return `+${digits}`
}

/** Codes that several countries share, whose plans differ in their shorter numbers. */
const SHARED_CODES = new Set(['1', '7', '39', '44', '47', '61', '212', '262', '358', '590'])
/** Codes of which the library takes no number whose country it cannot tell. */
const LEFT_TO_LIBRARY = new Set(['290', '599'])

function planOf(callingCode: string): Plan | null {
  if (LEFT_TO_LIBRARY.has(callingCode)) return null
  const metadata = new Metadata()
  try {
    // By its calling code, as the library does for a number that names one; its types know of countries only.
    metadata.selectNumberingPlan(callingCode as CountryCode)
  } catch {
    return null
  }
  const plan = metadata.numberingPlan as unknown as {
    possibleLengths: () => number[]
    nationalPrefixForParsing: () => string | undefined
  }
  const prefix = plan.nationalPrefixForParsing()
  const lengths = plan.possibleLengths()
  const told = SHARED_CODES.has(callingCode) ? [Math.max(...lengths)] : lengths
  return { lengths: new Set(told), prefix: prefix === undefined ? null : new RegExp(`^(?:${prefix})`) }
}
