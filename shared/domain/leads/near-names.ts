/** How alike two texts are, 0 to 100, whatever the order of their words. */
export type Similarity = (one: string, other: string) => number

/** From here on two names are near: "Jon Smith" and "John Smith" have 95, "Anna Schmidt" and "Arno Schmidt" 83. */
const NEAR_FROM = 86
const BINS = 32
/** A word that tells something of whose name it is: shorter ones are initials and particles. */
const TELLING_LETTERS = 3

/** What of a folded name comparing needs, worked out once. */
export type NameFacts = {
  text: string
  words: readonly string[]
  /** How often each letter occurs, letters beyond `z` sharing bins. */
  letters: Uint8Array
  /** A bit for each letter that a word begins with. */
  initials: number
}

export function nameFacts(nameKey: string): NameFacts {
  const words = nameKey.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const text = words.join(' ')
  const letters = new Uint8Array(BINS)
  for (let at = 0; at < text.length; at += 1) {
    const bin = binOf(text.charCodeAt(at))
    letters[bin] = Math.min(255, (letters[bin] ?? 0) + 1)
  }
  let initials = 0
  for (const word of words) initials |= 1 << binOf(word.charCodeAt(0))
  return { text, words, letters, initials }
}

/** Whether two names may be spellings of one: equal, alike by `similarity`, or one holds the words of the other, initials counted. Blank is near to nothing. */
export function areNamesNear(one: NameFacts, other: NameFacts, similarity: Similarity): boolean {
  if (one.text === '' || other.text === '') return false
  if (one.text === other.text) return true
  if (mostSimilarity(one, other) >= NEAR_FROM && similarity(one.text, other.text) >= NEAR_FROM) return true
  return one.words.length <= other.words.length ? isWithin(one, other) : isWithin(other, one)
}

/** Whether two names have a word in common that is more than an initial. */
export function shareAWord(one: NameFacts, other: NameFacts): boolean {
  return one.words.some((word) => word.length >= TELLING_LETTERS && other.words.includes(word))
}

/** What the similarity is at most, from the letters alone: most pairs need no more. */
function mostSimilarity(one: NameFacts, other: NameFacts): number {
  let common = 0
  for (let bin = 0; bin < BINS; bin += 1) {
    const own = one.letters[bin] as number
    const others = other.letters[bin] as number
    common += own < others ? own : others
  }
  return (200 * common) / (one.text.length + other.text.length)
}

function isWithin(fewer: NameFacts, more: NameFacts): boolean {
  if ((fewer.initials & ~more.initials) !== 0) return false
  const left = [...more.words]
  let isTelling = false
  for (const word of fewer.words) {
    const at = left.findIndex((candidate) => candidate === word || isInitialOf(word, candidate))
    if (at === -1) return false
    if (left[at] === word && word.length >= TELLING_LETTERS) isTelling = true
    left.splice(at, 1)
  }
  return isTelling
}

function isInitialOf(one: string, other: string): boolean {
  return (one.length === 1 && other.startsWith(one)) || (other.length === 1 && one.startsWith(other))
}

function binOf(code: number): number {
  return code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6)
}
