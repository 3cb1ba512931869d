/** An e-mail address inside a text; addresses of one label (`a@localhost`) are none. Letters of any language are taken. */
export const EMAIL_PATTERN =
  /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+/gu
const WHOLE_EMAIL = new RegExp(`^(?:mailto:)?<?${EMAIL_PATTERN.source}>?$`, 'u')

/** Nearly every address is of this kind, which is told faster. */
const PLAIN_EMAIL = /^[a-z0-9][a-z0-9._+-]*@[a-z0-9-]*[a-z0-9](?:\.[a-z0-9]+)+$/i

/** What two spellings of an e-mail address are compared by. */
export function emailKey(email: string): string {
  if (PLAIN_EMAIL.test(email)) return email.toLowerCase()
  return email
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<|>$/g, '')
    .toLowerCase()
}

/** An address without a sign that needs a closer look. */
export function isPlainEmail(text: string): boolean {
  return PLAIN_EMAIL.test(text)
}

export function isEmailShaped(text: string): boolean {
  return text.includes('@') && WHOLE_EMAIL.test(text.trim())
}

/** A number that a spreadsheet wrote in exponents, its last digits lost: `4.4E+11`. */
export function isDamagedNumber(text: string): boolean {
  return /^\s*\d(?:[.,]\d+)?E\+?\d{1,2}\s*$/i.test(text)
}

/** Digits, at least 6 and at most 15, with the signs people put between them and an extension after them. */
export function isPhoneShaped(text: string): boolean {
  const trimmed = text.trim().replace(/^(?:tel\.?|phone|mobile|p|m|t)\s*:\s*/i, '')
  if (!/^\+?[\d\s().\-/\u00a0\u2010-\u2015]+(?:\s*(?:ext|x|extension|dw|poste|int)\.?\s*\d{1,6})?$/i.test(trimmed))
    return false
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(trimmed)) return false
  const digits = trimmed.replace(/(?:ext|x|extension|dw|poste|int)\.?\s*\d+$/i, '').replace(/\D/g, '').length
  return digits >= 6 && digits <= 15
}

/** A phone with a plus or signs between its digits, which a plain identifier does not have. */
export function isFormattedPhone(text: string): boolean {
  return isPhoneShaped(text) && (text.trim().startsWith('+') || /\d[\s().-]+\d/.test(text.trim()))
}

export function isNumberShaped(text: string): boolean {
  return /^[-+]?[\d.,' \u00a0]*\d[\d.,' \u00a0]*%?$/.test(text.trim())
}

export function isUrlShaped(text: string): boolean {
  return /^(?:https?:\/\/\S+|www\.\S+\.\S+)$/i.test(text.trim())
}

/** A payment card's number: 13 to 19 digits, spaces or hyphens allowed, that keep Luhn's check. */
export function isCardNumber(text: string): boolean {
  const trimmed = text.trim()
  if (!/^\d(?:[ -]?\d){12,18}$/.test(trimmed)) return false
  let sum = 0
  const digits = trimmed.replace(/\D/g, '')
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.at(-1 - place))
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
