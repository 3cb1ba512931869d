import { foldText } from '../leads/fold-text.ts'
import type { SignalKind } from '../temperature/signal-kinds.ts'
import { SIGNAL_PHRASES } from './signal-phrases.ts'

/** A kind of signal, or `none` for words that say it did not come to pass, such as "no show", "declined" or "sent". */
export type SignalReading = SignalKind | 'none'

const KIND_OF_PHRASE: ReadonlyMap<string, SignalReading> = new Map(
  (Object.entries(SIGNAL_PHRASES) as [SignalReading, string][])
    .reverse()
    .flatMap(([kind, phrases]) => phrases.split('|').map((phrase): [string, SignalReading] => [wordsOf(phrase), kind])),
)
const NEGATIONS = new Set([
  'not',
  'no',
  'never',
  'didnt',
  'nicht',
  'nie',
  'kein',
  'keine',
  'pas',
  'jamais',
  'nao',
  'non',
  'niet',
  'geen',
  'لم',
  'لا',
])
/** Longer cells are notes, in which a word proves nothing. */
const MOST_WORDS = 8
const LONGEST_PHRASE = 5

/**
 * What a word such as "Clicked", "Teilgenommen" or "no-show" says that the lead did, in the nine languages. A longer text counts by
 * the phrase it begins with or holds whole, as "Downloaded: Pricing guide"; undefined where nothing is known of it.
 */
export function readSignalKind(text: string): SignalReading | undefined {
  if (text.length > 120) return undefined
  const folded = wordsOf(text)
  const known = KIND_OF_PHRASE.get(folded)
  if (known !== undefined) return known
  const words = folded.split(' ')
  if (words.length < 2 || words.length > MOST_WORDS) return undefined
  for (let length = Math.min(LONGEST_PHRASE, words.length - 1); length > 0; length -= 1) {
    for (let start = 0; start + length <= words.length; start += 1) {
      const before = words.slice(0, start)
      // A single word in the middle of a text is chance, but for one that is denied.
      const isDenied = before.some((word) => NEGATIONS.has(word))
      if (length === 1 && start > 0 && !isDenied) continue
      const kind = KIND_OF_PHRASE.get(words.slice(start, start + length).join(' '))
      if (kind !== undefined) return isDenied && kind !== 'not_now' ? 'none' : kind
    }
  }
  return undefined
}

function wordsOf(text: string): string {
  return foldText(text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
