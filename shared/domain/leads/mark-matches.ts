import { foldText } from './fold-text.ts'
import { digitsOf, isSoughtInside, type Search } from './search-text.ts'

/** A piece of a text, in UTF-16 offsets; the end is not in it. */
export type Mark = { start: number; end: number }

const WORD_SIGN = /[\p{L}\p{N}\p{M}]/u
const FOLDED_AWAY =
  /['`\u00b4\u02b9-\u02bf\u2018-\u201b\u2032\uff07\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\ufe00-\ufe0f]/
const PHONE_LIKE = /\+?\(?\d[\d\s().+/\u2010-\u2015-]*\d/gu
const LEAST_PHONE_DIGITS = 3

/**
 * Where a search is found in a text, in order and apart from one another: words by their beginnings and from three signs on anywhere, as the
 * list finds them, folded alike; numbers also across their gaps.
 */
export function markMatches(text: string, search: Search): Mark[] {
  const words = new Set(search.terms.flatMap((lists) => lists.flat()))
  const marks: Mark[] = []
  const folded = foldWithOffsets(text)
  for (const word of words) marks.push(...marksOf(folded, word))
  const numbers = [...words].filter((word) => /^\d+$/.test(word) && word.length >= LEAST_PHONE_DIGITS)
  if (numbers.length > 0)
    for (const { 0: phone, index } of text.matchAll(PHONE_LIKE))
      for (const number of numbers) marks.push(...marksInPhone(phone, index, number))
  return joined(marks)
}

/** A folded text with the place in the original that each of its signs came from. */
type Folded = { text: string; starts: number[]; ends: number[]; beginsWord: boolean[] }

/** Folds sign by sign, marks together with the letter before them, so that each folded sign knows its place. */
function foldWithOffsets(text: string): Folded {
  const folded: Folded = { text: '', starts: [], ends: [], beginsWord: [] }
  let isInWord = false
  for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const isWordSign = WORD_SIGN.test(cluster)
    // An apostrophe is dropped where it stands: o'brien is one word.
    if (!isWordSign && FOLDED_AWAY.test(cluster)) continue
    const signs = isWordSign ? foldText(cluster) : ' '
    for (let i = 0; i < signs.length; i += 1) {
      folded.starts.push(index)
      folded.ends.push(index + cluster.length)
      folded.beginsWord.push(isWordSign && !isInWord && i === 0)
    }
    folded.text += signs
    if (signs !== '') isInWord = isWordSign
  }
  return folded
}

function marksOf({ text, starts, ends, beginsWord }: Folded, word: string): Mark[] {
  const marks: Mark[] = []
  const isAnywhere = isSoughtInside(word)
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isAnywhere && beginsWord[at] !== true) continue
    marks.push({ start: starts[at] as number, end: ends[at + word.length - 1] as number })
  }
  return marks
}

/** The digits of a number within a phone number as it is written, from the first to the last of them. */
function marksInPhone(phone: string, index: number, number: string): Mark[] {
  const places = [...phone.matchAll(/\d/g)].map((digit) => index + digit.index)
  const at = digitsOf(phone).indexOf(number)
  if (at === -1) return []
  return [{ start: places[at] as number, end: (places[at + number.length - 1] as number) + 1 }]
}

/** Marks in order; those that meet or lie over one another as one. */
function joined(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = []
  for (const mark of marks.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    if (last !== undefined && mark.start <= last.end) last.end = Math.max(last.end, mark.end)
    else result.push({ ...mark })
  }
  return result
}
