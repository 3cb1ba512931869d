/**
 * What the search table must be told where the text of a lead becomes another: the words to take away and the words to write, so that it
 * holds what it would hold had the whole text been taken away and the other written. Most words stay, so this is a fraction of that.
 *
 * Taking a word away takes its beginnings too, so words that begin with the same sign are written again. Both texts have as many words
 * as the lead's, because the table counts them: one word is repeated.
 */
export function wordsToTell(was: string, is: string): { gone: string; written: string } {
  const words = wordsOf(is)
  const [gone, come] = wordsChanged(was, is)
  let filler = words[0] ?? gone[0] ?? ''
  for (const word of words) if (word.length < filler.length) filler = word
  const signs = new Set([filler.charAt(0), ...gone.map((word) => word.charAt(0))])
  const written = [...come]
  const isCome = new Set(come)
  for (const word of words) if (signs.has(word.charAt(0)) && !isCome.has(word)) written.push(word)
  return { gone: filled(gone, filler, countWords(was)), written: filled(written, filler, words.length) }
}

function filled(words: readonly string[], filler: string, count: number): string {
  return words.join(' ') + ` ${filler}`.repeat(Math.max(0, count - words.length))
}

/** The words of each of two texts that the other lacks. What they begin and end with alike is not looked at. */
function wordsChanged(was: string, is: string): [gone: string[], come: string[]] {
  const shorter = Math.min(was.length, is.length)
  let same = 0
  while (same < shorter && was.charCodeAt(same) === is.charCodeAt(same)) same += 1
  const start = was.lastIndexOf(' ', same - 1) + 1
  let end = 0
  while (end < shorter - start && was.charCodeAt(was.length - 1 - end) === is.charCodeAt(is.length - 1 - end)) end += 1
  const between = (text: string) => {
    const next = text.indexOf(' ', text.length - end)
    return wordsOf(text.slice(start, next === -1 ? text.length : next))
  }
  return [lackedBy(is, between(was)), lackedBy(was, between(is))]
}

/** To look for more words than this one by one takes longer than to tell the words of the text first. */
const FEW_WORDS = 20

/** The words that a text lacks, each once. */
function lackedBy(text: string, words: readonly string[]): string[] {
  const known = words.length > FEW_WORDS ? new Set(wordsOf(text)) : undefined
  return [...new Set(words)].filter((word) => !(known?.has(word) ?? hasWord(text, word)))
}

function wordsOf(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}

function countWords(text: string): number {
  let count = text === '' ? 0 : 1
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) count += 1
  return count
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length
    if ((at === 0 || text[at - 1] === ' ') && (end === text.length || text[end] === ' ')) return true
  }
  return false
}
