import { foldText } from './fold-text.ts'

/** What of a lead can be found by search. */
export type SearchedFields = {
  name: string
  company: string | null
  jobTitle: string | null
  source: string | null
  notes: string | null
  emails: readonly string[]
  /** As written, with the normalised number where there is one. */
  phones: readonly { raw: string; e164: string | null }[]
  tags: readonly string[]
  customValues: readonly string[]
  touchNotes: readonly string[]
}

const SIGNS_BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu
const NOT_ASCII = /[\u0080-\uffff]/

/** The words that a lead is found by, folded, with one space between them; phone numbers as digits without gaps. */
export function searchText(fields: SearchedFields): string {
  const texts = [
    fields.name,
    fields.company,
    fields.jobTitle,
    fields.source,
    ...fields.tags,
    ...fields.emails,
    ...fields.customValues,
    fields.notes,
    ...fields.touchNotes,
  ]
  const digits = fields.phones.flatMap(({ raw, e164 }) => [
    digitsOf(raw),
    digitsOf(e164 ?? ''),
    nationalDigitsOf(e164 ?? ''),
  ])
  const words = wordsOf(texts.filter((text) => text !== null && text !== '').join(' '))
  return [words, ...new Set(digits)].filter((part) => part !== '').join(' ')
}

/** The folded words of a text with one space between them. */
function wordsOf(text: string): string {
  // Without a letter beyond ASCII the plain classes do, in a third of the time.
  if (NOT_ASCII.test(text)) return foldText(text).replace(SIGNS_BETWEEN_WORDS, ' ').trim()
  return text
    .toLowerCase()
    .replace(/['`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** What the seller looks for: leads in which every word stands, or begins a word. */
export type Search = {
  /** The search as the full-text table takes it. */
  query: string
  /** Whether a search text is found: the same answer as the query's. */
  matches: (text: string) => boolean
}

/** Reads what the seller typed; null where it holds no word. A phone number may be written with or without its gaps. */
export function readSearch(typed: string): Search | null {
  const words = [...new Set(foldText(typed).replace(SIGNS_BETWEEN_WORDS, ' ').split(' '))].filter((word) => word !== '')
  if (words.length === 0) return null
  const query = words.map((word) => `"${word}"*`).join(' AND ')
  const hasAll = (text: string) => words.every((word) => beginsAWord(text, word))
  if (!/^[\d\s().+/-]+$/.test(typed)) return { query, matches: hasAll }
  const number = digitsOf(typed)
  // The 0 or 00 that is dialled first may stand in the lead's number or not.
  const numbers = [...new Set([number, number.replace(/^0+/, '')])].filter((text) => text !== '')
  return {
    query: `(${query}) OR ${numbers.map((text) => `"${text}"*`).join(' OR ')}`,
    matches: (text) => hasAll(text) || numbers.some((beginning) => beginsAWord(text, beginning)),
  }
}

function beginsAWord(text: string, beginning: string): boolean {
  return text.startsWith(beginning) || text.includes(` ${beginning}`)
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** The country calling codes of one and of two digits; all others have three. Source: ITU-T E.164. */
const CALLING_CODE = /^\+(?:[17]|2[07]|3[0-46]|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

function nationalDigitsOf(e164: string): string {
  return digitsOf(e164.replace(CALLING_CODE, ''))
}
