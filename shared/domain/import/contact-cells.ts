import { foldText } from '../leads/fold-text.ts'
import { EMAIL_PATTERN, emailKey, isDamagedNumber, isEmailShaped, isPlainEmail } from './cell-shapes.ts'

/** What a cell of an e-mail or phone column holds; `rest` is what was neither, empty where nothing is left. */
export type ContactCell = {
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly rest: string
}

/** Signs that may stand between two entries of a cell. A slash needs spaces: `030/123456` is one number. */
const SEPARATORS = /\s*(?:[;|\n\r]|:::|,|\s\/\s|\s(?:or|oder|ou|und|and|et|e|y|o|lub|of)\s)\s*/iu
const FEWEST_DIGITS = 5
/** One number without a doubt: digits in groups, no second one. */
const PLAIN_PHONE = /^\+?\d(?:[\s.()-]?\d){5,14}$/

/** The e-mail addresses and phones in one cell, however many and mixed. */
export function readContactCell(cell: string): ContactCell {
  const text = cell.trim()
  if (isPlainEmail(text)) return { emails: [text], phones: [], rest: '' }
  if (isEmailShaped(text)) return { emails: [cleanEmail(text)], phones: [], rest: '' }
  if (PLAIN_PHONE.test(text)) return { emails: [], phones: [text], rest: '' }
  const emails = text.includes('@') ? (text.match(EMAIL_PATTERN) ?? []) : []
  const remaining = emails.reduce((left, email) => left.replace(email, ' ; '), text)
  const phones: string[] = []
  const rest: string[] = []
  for (const part of splitPhones(remaining)) {
    if (isPhoneLike(part)) phones.push(part)
    else if (/[\p{L}\p{N}]/u.test(part)) rest.push(part)
  }
  // A display name before an address, as in "Ann <ann@example.com>", is no loss.
  return { emails: uniqueEmails(emails.map(cleanEmail)), phones, rest: emails.length > 0 ? '' : rest.join(', ') }
}

function splitPhones(text: string): string[] {
  const parts = text
    .split(SEPARATORS)
    .map((part) =>
      part
        .replace(/^[\s<>()/]*(?=\+|\d|\p{L})/u, (lead) =>
          lead.includes('(') && !lead.includes('<') ? lead.trimStart() : '',
        )
        .trim(),
    )
    .filter((part) => part !== '')
  return parts.length > 1 && !parts.every((part) => isPhoneLike(part) || !/\d/.test(part))
    ? [text.replace(/[;\s]+$/g, '').replace(/^[;\s]+/g, '')]
    : parts
}

/** Mostly digits, and enough of them; a number damaged by a spreadsheet counts, so that it can be flagged. */
function isPhoneLike(text: string): boolean {
  if (isDamagedNumber(text)) return true
  const digits = text.replace(/[^\d\u0660-\u0669\u06f0-\u06f9]/g, '').length
  return digits >= FEWEST_DIGITS && digits <= 20 && text.replace(/[^\p{L}]/gu, '').length <= 10 && text.length <= 40
}

/** The e-mails without repetition, whichever way they are written. */
export function uniqueEmails(emails: readonly string[]): string[] {
  const seen = new Set<string>()
  return emails.filter((email) => {
    const key = emailKey(email)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function cleanEmail(text: string): string {
  return text
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<|>$/g, '')
}

/** Tags of a cell, each once: `a, b`, `a;b`, `a|b`, `"A","B"`, and Google's `* myContacts ::: Work` without its own group. */
export function readTags(cell: string): string[] {
  if (/^[\p{L}\p{N}]+$/u.test(cell)) return [cell]
  const seen = new Set<string>()
  const tags: string[] = []
  for (const part of cell.split(/:::|[,;|\n\r]+/)) {
    const tag = part.replace(/^[\s*"'#]+|[\s"']+$/g, '').replace(/\s+/g, ' ')
    const key = foldText(tag)
    if (key === '' || key === 'mycontacts' || seen.has(key)) continue
    seen.add(key)
    tags.push(tag)
  }
  return tags
}
