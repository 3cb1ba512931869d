import { readStage, readStatus, readTemperature } from './cell-words.ts'
import { isConsentHeader } from './consent.ts'
import { IDENTIFIER, OTHER_PEOPLE, PHONE_HINT, PHRASES, QUALIFIERS, TOO_VAGUE } from './header-phrases.ts'
import { HEADER_WORDS } from './header-vocabulary.ts'
import { normalizeHeader } from './normalize-header.ts'
import type { LeadTarget } from './targets.ts'

export { normalizeHeader } from './normalize-header.ts'

const TARGET_OF_WORD: ReadonlyMap<string, LeadTarget> = new Map(
  (Object.entries(HEADER_WORDS) as [LeadTarget, string][])
    .reverse()
    .flatMap(([target, words]) =>
      words.split('|').map((word): [string, LeadTarget] => [normalizeHeader(word), target]),
    ),
)

/** What a header says by itself; no target where it says nothing or is about somebody else. */
export type HeaderReading = {
  readonly target: LeadTarget | undefined
  /** The whole header is a known word, rather than a sentence that holds one. */
  readonly isExact: boolean
  readonly isAboutOthers: boolean
  readonly isIdentifier: boolean
  readonly isPhoneHint: boolean
  /** The table's own number of a row, such as "ID", where its values agree. */
  readonly isBareId: boolean
}

export function readHeader(header: string): HeaderReading {
  const words = normalizeHeader(header)
  const exact = TARGET_OF_WORD.get(words)
  const flags = {
    isAboutOthers: exact === undefined && OTHER_PEOPLE.test(words),
    isIdentifier: exact === undefined && (IDENTIFIER.test(words) || (words === '' && header.trim() !== '')),
    isPhoneHint: PHONE_HINT.test(words),
    isBareId: words === 'id',
  }
  if (exact !== undefined) return { target: exact, isExact: true, ...flags }
  if (flags.isAboutOthers || words === '') return { target: undefined, isExact: false, ...flags }
  if (isConsentHeader(header)) return { target: 'optOut', isExact: true, ...flags }
  const bare = TARGET_OF_WORD.get(words.replace(QUALIFIERS, ' ').replace(/\s+/g, ' ').trim())
  if (bare !== undefined && (!flags.isIdentifier || bare === 'postalCode'))
    return { target: bare, isExact: true, ...flags }
  // An "e-mail" or "phone" inside a longer header counts; "Email / Phone" is an e-mail column with phones in it.
  const phrase = TOO_VAGUE.test(words) ? undefined : PHRASES.find(([pattern]) => pattern.test(words))
  // "Company ID" names no company.
  const isNumbered = flags.isIdentifier && phrase?.[1] !== 'email' && phrase?.[1] !== 'phone'
  return { target: isNumbered ? undefined : phrase?.[1], isExact: false, ...flags }
}

/** Whether a cell is a word that headers are made of, and no word that stands in the cells below one. */
export function isHeaderWord(cell: string): boolean {
  if (cell.length > 80 || !readHeader(cell).isExact) return false
  return readStatus(cell) === undefined && readTemperature(cell) === undefined && readStage(cell) === undefined
}
