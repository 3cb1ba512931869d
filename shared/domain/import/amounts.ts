/** What a cell says about a sum of money. `foreign`: another currency than the workbook's, so the text stays as it is. */
export type AmountReading =
  | { readonly kind: 'amount'; readonly minor: number }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable' }

const SIGNS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/€/, ['EUR']],
  [/£/, ['GBP', 'EGP', 'GIP', 'FKP']],
  [/R\$/, ['BRL']],
  [/(?:US|us)\$/, ['USD']],
  [/(?:C|CA)\$/, ['CAD']],
  [/A\$/, ['AUD']],
  [/\$/, ['USD', 'CAD', 'AUD', 'NZD', 'MXN', 'ARS', 'CLP', 'COP', 'SGD', 'HKD']],
  [/¥|円|元/, ['JPY', 'CNY']],
  [/₹|Rs\.?/, ['INR', 'PKR', 'LKR']],
  [/zł/i, ['PLN']],
  [/₽/, ['RUB']],
  [/₺/, ['TRY']],
  [/\bkr\.?/i, ['SEK', 'NOK', 'DKK', 'ISK']],
  [/Kč/i, ['CZK']],
  [/\bFr\.?/, ['CHF']],
]

const digitsOfCurrency = new Map<string, number>()

/** Digits after the decimal sign of a currency, by its ISO 4217 code. */
export function minorDigits(currency: string): number {
  const known = digitsOfCurrency.get(currency)
  if (known !== undefined) return known
  // Making a NumberFormat takes 25 µs, so each currency is asked for once.
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digitsOfCurrency.set(currency, digits)
  return digits
}

/**
 * A sum in minor units of the workbook's currency. Either decimal sign and any grouping is read; one sign before exactly
 * three digits groups thousands. `cellCurrency` is the currency that another cell of the row names, empty where none does. With
 * `decimalSign` one such sign is the decimal one in a currency of three decimals, such as the Kuwaiti dinar.
 */
export function readAmount(text: string, currency: string, cellCurrency = '', decimalSign?: ',' | '.'): AmountReading {
  const written = text.trim()
  if (!/\d/.test(written)) return { kind: 'unreadable' }
  if (namesOtherCurrency(cellCurrency, currency) || namesOtherCurrency(written, currency)) return { kind: 'foreign' }
  const number = readDecimal(
    written.replace(/[^\d.,'’\-+()\s\u00a0\u202f]/g, ' ').trim(),
    minorDigits(currency) === 3 ? decimalSign : undefined,
  )
  // Words beside the number, as in "12 per month", make it no sum.
  if (number === undefined || /\p{L}{4,}|%|\d\s*[kKmM]\b/u.test(written)) return { kind: 'unreadable' }
  const minor = minorUnitsOf(number, minorDigits(currency))
  return Number.isSafeInteger(minor) ? { kind: 'amount', minor } : { kind: 'unreadable' }
}

function namesOtherCurrency(text: string, currency: string): boolean {
  const code = /(?:^|[^A-Za-z])([A-Za-z]{3})(?:$|[^A-Za-z])/.exec(text)?.[1]?.toUpperCase()
  if (code !== undefined && isCurrencyCode(code)) return code !== currency
  const sign = SIGNS.find(([pattern]) => pattern.test(text))
  return sign !== undefined && !sign[1].includes(currency)
}

/** A sum as written, without the code or the sign of the workbook's currency; any other letters stay. */
export function withoutCurrency(text: string, currency: string): string {
  const sign = SIGNS.find(([pattern, currencies]) => currencies.includes(currency) && pattern.test(text))
  const unsigned = sign === undefined ? text : text.replace(sign[0], ' ')
  return unsigned.replace(new RegExp(`(?<!\\p{L})${currency}(?!\\p{L})`, 'iu'), ' ').trim()
}

const CODES = new Set(
  'AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JOD JPY KES KRW KWD LKR MAD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD UAH USD UYU VND ZAR'.split(
    ' ',
  ),
)

function isCurrencyCode(code: string): boolean {
  return CODES.has(code)
}

/** A plain number written with any decimal and grouping signs, or undefined. */
export function readNumber(text: string): number | undefined {
  const decimal = readDecimal(text)
  const value = decimal === undefined ? Number.NaN : Number(decimal)
  return Number.isFinite(value) ? value : undefined
}

/**
 * A number written with any decimal and grouping signs as a plain decimal such as `-1234.5`, all its digits kept; undefined where it is
 * none. `decimalSign` decides what one sign before three digits is, which groups thousands unless told.
 */
export function readDecimal(text: string, decimalSign?: ',' | '.'): string | undefined {
  // "1.234,-" and "1.234,--" are whole sums, no negative ones.
  let digits = text.replace(/[\s\u00a0\u202f'’]/g, '').replace(/[.,]-+$/, '')
  const isNegative = /^\(.*\)$/.test(digits) || digits.startsWith('-') || digits.endsWith('-')
  digits = digits.replace(/^[-+(]+|[-)]+$/g, '').replace(/[.,]$/, '')
  if (!/^\d[\d.,]*$/.test(digits)) return undefined
  const decimalAt = decimalPosition(digits, decimalSign)
  const grouped = decimalAt === -1 ? digits : digits.slice(0, decimalAt)
  // Thousands are three digits; in India all groups but the last are two.
  if (!/^(?:\d*|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3})$/.test(grouped)) return undefined
  const whole = grouped.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '')
  const fraction = decimalAt === -1 ? '' : digits.slice(decimalAt + 1).replace(/0+$/, '')
  const value = fraction === '' ? whole : `${whole}.${fraction}`
  return isNegative && value !== '0' ? `-${value}` : value
}

function decimalPosition(digits: string, decimalSign: ',' | '.' | undefined): number {
  const lastComma = digits.lastIndexOf(',')
  const lastPoint = digits.lastIndexOf('.')
  const last = Math.max(lastComma, lastPoint)
  if (last === -1) return -1
  if (lastComma !== -1 && lastPoint !== -1) return last
  const sign = digits[last] ?? ''
  const isRepeated = digits.indexOf(sign) !== last
  if (sign === decimalSign && !isRepeated) return last
  const after = digits.length - last - 1
  return isRepeated || (after === 3 && last <= 3) ? -1 : last
}

/** A plain decimal as minor units, rounded half away from zero. */
function minorUnitsOf(decimal: string, digits: number): number {
  const [, sign, whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const minor =
    Number(whole + fraction.slice(0, digits).padEnd(digits, '0')) + ((fraction[digits] ?? '0') >= '5' ? 1 : 0)
  return sign === '-' && minor !== 0 ? -minor : minor
}
