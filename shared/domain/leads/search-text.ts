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

/**
 * What the seller typed as a query of the search table: every word must stand in the lead, or begin a word of it. Null where the
 * text holds no word. A phone number may be written with or without its gaps.
 */
export function searchQuery(typed: string): string | null {
  const words = [...new Set(foldText(typed).replace(SIGNS_BETWEEN_WORDS, ' ').split(' '))].filter((word) => word !== '')
  if (words.length === 0) return null
  const query = words.map((word) => `"${word}"*`).join(' AND ')
  const isNumberWithGaps = words.length > 1 && /^[\d\s().+/-]+$/.test(typed)
  return isNumberWithGaps ? `(${query}) OR "${digitsOf(typed)}"*` : query
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
