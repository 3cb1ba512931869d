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
  /** Streets, postal codes, cities, regions and countries. */
  addressParts: readonly string[]
  customValues: readonly string[]
  /** Of touches, and those written down by themselves. */
  noteTexts: readonly string[]
}

/** What a search text begins with: as far as the source, or as far as the tags. */
export type SearchHead = Pick<SearchedFields, 'name' | 'company' | 'jobTitle' | 'source'> & {
  readonly tags?: SearchedFields['tags']
}

const SIGNS_BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu
const NOT_ASCII = /[\u0080-\uffff]/

/** The words that a lead is found by, folded, with one space between them; phone numbers as digits without gaps. */
export function searchText(fields: SearchedFields): string {
  const texts = [
    ...headTexts(fields),
    ...fields.emails,
    ...fields.addressParts,
    ...fields.customValues,
    fields.notes,
    ...fields.noteTexts,
  ]
  const digits = fields.phones.flatMap(({ raw, e164 }) => [
    digitsOf(raw),
    digitsOf(e164 ?? ''),
    nationalDigitsOf(e164 ?? ''),
  ])
  const words = wordsOf(joined(texts))
  return [words, ...new Set(digits)].filter((part) => part !== '').join(' ')
}

/**
 * A search text once what it begins with becomes another: {@link searchText} of the lead as it is then, without its other fields. Both
 * heads go as far. Undefined where the text does not begin so.
 */
export function searchTextAfter(text: string, before: SearchHead, after: SearchHead): string | undefined {
  const was = wordsOf(joined(headTexts(before)))
  if (was !== '' && text !== was && !text.startsWith(`${was} `)) return undefined
  const rest = text.slice(was.length).trimStart()
  return [wordsOf(joined(headTexts(after))), rest].filter((part) => part !== '').join(' ')
}

function headTexts({ name, company, jobTitle, source, tags = [] }: SearchHead): (string | null)[] {
  return [name, company, jobTitle, source, ...tags]
}

function joined(texts: readonly (string | null)[]): string {
  return texts.filter((text) => text !== null && text !== '').join(' ')
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

/** A word that is looked for, or a phone number in any of its spellings: one of the lists, of which every word must be found. */
export type SearchTerm = readonly (readonly string[])[]

/** What the seller looks for: leads in which every term is found. */
export type Search = {
  /** As typed, without space around. */
  typed: string
  /** None where signs alone were typed: then a lead is found whose texts hold them as typed. */
  terms: readonly SearchTerm[]
}

const PHONE_IN_TEXT = /(?<![\p{L}\p{N}])\+?\(?\d[\d\s().+/-]*\d(?![\p{L}\p{N}])/gu

/** Signs that a phone number, a quote, a tag or an address begins with: alone they are the beginning of a search, not one yet. */
const NOTHING_YET = /^[\s+("'“„«#@/-]*$/

/**
 * Reads what the seller typed; null where that is nothing, or nothing yet: signs alone that a number or a quote begins with. A phone
 * number may be written with or without its gaps.
 */
export function readSearch(typed: string): Search | null {
  const terms: SearchTerm[] = []
  const others = typed.replace(PHONE_IN_TEXT, (number) => {
    const words = splitWords(number)
    if (words.length === 1 && !/^\(?[+0]/.test(number)) return number
    const digits = digitsOf(number)
    // The 0 or 00 that is dialled first may stand in the lead's number or not; in brackets it is dialled within the country only.
    const spellings = [digits, digits.replace(/^0+/, ''), digitsOf(number.replace(/\(0\)/, ''))]
    terms.push([words, ...[...new Set(spellings)].filter((spelling) => spelling !== '').map((spelling) => [spelling])])
    return ' '
  })
  for (const word of new Set(splitWords(others))) terms.unshift([[word]])
  return NOTHING_YET.test(typed) ? null : { typed: typed.trim(), terms }
}

function splitWords(text: string): string[] {
  return foldText(text)
    .replace(SIGNS_BETWEEN_WORDS, ' ')
    .split(' ')
    .filter((word) => word !== '')
}

const CJK = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]|[\ud840-\ud88d][\udc00-\udfff]/

/** Whether a word is also looked for inside of words: from three signs on, and from the first in writing that has no spaces. */
export function isSoughtInside(word: string): boolean {
  return word.length >= 3 || CJK.test(word)
}

/** Whether each term's words begin words of a search text; where `isInside`, those that are sought inside of words may stand anywhere. */
export function isFoundIn(text: string, { terms }: Search, isInside = false): boolean {
  return terms.every((lists) =>
    lists.some((words) =>
      words.every((word) => beginsAWord(text, word) || (isInside && isPiece(word, words) && text.includes(word))),
    ),
  )
}

/**
 * Whether a word of a list is looked for inside of words. Of a number written with gaps only the beginnings of its parts are: few digits
 * are inside of very many.
 */
export function isPiece(word: string, list: readonly string[]): boolean {
  return list.length === 1 && isSoughtInside(word)
}

function beginsAWord(text: string, beginning: string): boolean {
  return text.startsWith(beginning) || text.includes(` ${beginning}`)
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** The country calling codes of one and of two digits; all others have three. Source: ITU-T E.164. */
const CALLING_CODE = /^\+(?:[17]|2[07]|3[0-46]|39|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

function nationalDigitsOf(e164: string): string {
  return digitsOf(e164.replace(CALLING_CODE, ''))
}
