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
  const digits = fields.phones.flatMap(({ raw, e164 }) => [digitsOf(raw), digitsOf(e164 ?? '')])
  const words = foldText(texts.filter((text) => text !== null && text !== '').join(' '))
    .replace(SIGNS_BETWEEN_WORDS, ' ')
    .trim()
  return [words, ...new Set(digits)].filter((part) => part !== '').join(' ')
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
  const isNumberWithGaps = words.length > 1 && /^[\d\s().+/-]+$/.test(typed)
  if (!isNumberWithGaps) return { query, matches: hasAll }
  const number = digitsOf(typed)
  return {
    query: `(${query}) OR "${number}"*`,
    matches: (text) => hasAll(text) || beginsAWord(text, number),
  }
}

function beginsAWord(text: string, beginning: string): boolean {
  return text.startsWith(beginning) || text.includes(` ${beginning}`)
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
