import { foldText } from '../leads/fold-text.ts'

/** Equal but for the order of the words, or one holds all words of the other, initials counted as words. A blank name agrees with all. */
export function doNamesAgree(one: string, other: string): boolean {
  return doWordsAgree(nameWords(foldText(one)), nameWords(foldText(other)))
}

/** {@link doNamesAgree} for the words of folded names. */
export function doWordsAgree(one: readonly string[], other: readonly string[]): boolean {
  const [fewer, more] = one.length <= other.length ? [one, other] : [other, one]
  if (fewer.length === 0) return true
  let taken = 0
  const take = (word: string, doMatch: (word: string, candidate: string) => boolean): boolean => {
    const at = more.findIndex((candidate, index) => (taken & (1 << index)) === 0 && doMatch(word, candidate))
    if (at !== -1) taken |= 1 << at
    return at !== -1
  }
  // Equal words first: an initial would else take the word that another is equal to.
  const others = fewer.filter((word) => !take(word, areEqual))
  return others.every((word) => take(word, isInitialOfOther))
}

function areEqual(word: string, candidate: string): boolean {
  return word === candidate
}

function isInitialOfOther(word: string, candidate: string): boolean {
  return (word.length === 1 && candidate.startsWith(word)) || (candidate.length === 1 && word.startsWith(candidate))
}

/** The words of a folded name, the first 30. */
export function nameWords(folded: string): string[] {
  if (/^[a-z]+(?: [a-z]+)*$/.test(folded)) return folded.split(' ', MOST_WORDS)
  return folded
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
}

/** As many as a bit set tells apart. */
const MOST_WORDS = 30

/** How alike two folded names are, from 0 to 100. Lent by the core. */
export type NameLikeness = (one: string, other: string) => number

const NEAR_FROM = 88
const SHORTEST_NEAR = 5
/** Comparing two names takes as long as their lengths multiplied. */
const LONGEST_NEAR = 200

/** Whether two folded names are so alike that one may be a slip of the other. Equal ones are not near, nor are any beyond 200 signs. */
export function areNamesNear(one: string, other: string, likeness: NameLikeness): boolean {
  if (one === other || one.length < SHORTEST_NEAR || other.length < SHORTEST_NEAR) return false
  if (one.length > LONGEST_NEAR || other.length > LONGEST_NEAR) return false
  // Most pairs share too few letters: told by their sets of letters, before anything is compared. Initials hold some of the letters.
  const [letters, others] = [letterSet(one), letterSet(other)]
  const isWithin = (letters & ~others) === 0 || (others & ~letters) === 0
  if (!isWithin && bitCount(letters ^ others) > 5) return false
  return likeness(one, other) >= NEAR_FROM || (doNamesAgree(one, other) && one.includes(' ') && other.includes(' '))
}

/** One bit for each letter of the Latin alphabet that a folded name holds; other letters share the rest. */
export function letterSet(name: string): number {
  let set = 0
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index)
    if (code >= 97 && code <= 122) set |= 1 << (code - 97)
    else if (code > 127) set |= 1 << (26 + (code % 6))
  }
  return set
}

function bitCount(set: number): number {
  let bits = set - ((set >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
