import { parseCode } from '../../../../shared/domain/follow-ups/codes.ts'
import { emailKey } from '../../../../shared/domain/import/cell-shapes.ts'
import { nameKey } from '../../../../shared/domain/leads/name-key.ts'
import { digitsOf, isPiece, type Search } from '../../../../shared/domain/leads/search-text.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { prepared } from '../../../database/prepared.ts'
import { Bitmap } from './bitmap.ts'
import type { Where } from './field-source.ts'
import type { LeadBook } from './lead-book.ts'
import type { WordList } from './word-list.ts'

/** Where beginnings find fewer leads than this, words are also looked into. */
const FEW_HITS = 200
/** So many words that hold a piece are looked up; where there are more, the texts are gone through. */
const MOST_WORDS = 300
const MOST_BEST = 5

/** What a search was looked for by when it found more than was wanted: beginnings of words, or their middles too. */
export type TooMany = 'beginnings' | 'insides'

/**
 * The leads that a search finds, or how it was looked for where that finds more than `most`. In the writer, without a list of words, the
 * texts are gone through.
 */
export function hitsOf(book: LeadBook, search: Search, words: WordList | undefined): Bitmap
export function hitsOf(book: LeadBook, search: Search, words: WordList | undefined, most: number): Bitmap | TooMany
export function hitsOf(
  book: LeadBook,
  search: Search,
  words: WordList | undefined,
  most = Number.POSITIVE_INFINITY,
): Bitmap | TooMany {
  const hits = new Bitmap(book.size)
  const take = (ids: readonly number[]) => {
    for (const id of ids) {
      const slot = book.slotOf(id)
      if (slot !== -1) hits.set(slot, true)
    }
  }
  const limit = Number.isFinite(most) ? most + 1 : -1
  if (search.terms.length === 0) {
    const found = signHits(book, search, limit)
    if (found.length > most) return 'insides'
    take(found)
    return hits
  }
  const query = beginningsOf(search, words)
  if (limit !== -1) {
    // Of long words the first letters find at least as many, and are indexed.
    const quick = query.replace(LONG_BEGINNING, '"$1"*')
    if (quick !== query && matching(book, quick, limit).length > most) return 'beginnings'
  }
  const matched = matching(book, query, limit)
  if (matched.length > most) return 'beginnings'
  take(matched)
  if (
    matched.length < FEW_HITS &&
    search.terms.some((lists) => lists.some((list) => list.some((word) => isPiece(word, list))))
  ) {
    const query = words && insideQuery(search, words)
    // Where very many words hold a piece, very many leads may: to go through all texts is for whoever wants every hit.
    if (query === undefined && words !== undefined && limit !== -1) return 'insides'
    const inside = query === undefined ? textHits(book, search) : matching(book, query, limit)
    if (inside.length > most) return 'insides'
    take(inside)
  }
  take(codeHit(book, search))
  return hits
}

/** The leads that a query of the full-text table finds, at most so many; all for −1. */
function matching({ raw }: LeadBook, query: string, limit: number): number[] {
  const ids = prepared<[string, number], string>(
    raw,
    'SELECT json_group_array(rowid) FROM (SELECT rowid FROM lead_search WHERE lead_search MATCH ? LIMIT ?)',
  )
    .pluck()
    .get(query, limit)
  return JSON.parse(ids ?? '[]')
}

/** A search as the full-text table takes it. Words hold letters, digits and marks only, so nothing gets out of its quotes. */
function beginningsOf({ terms }: Search, list: WordList | undefined): string {
  const part = (word: string) => {
    // For so long a beginning there is no index: all its hits would be put in order before the first is given.
    const whole = word.length > INDEXED_LETTERS ? list?.beginningWith(word, MOST_ENDINGS) : undefined
    return whole === undefined || whole.length === 0
      ? beginning(word)
      : `(${whole.map((each) => `"${each}"`).join(' OR ')})`
  }
  return terms.map((lists) => `(${lists.map((words) => words.map(part).join(' AND ')).join(' OR ')})`).join(' AND ')
}

const INDEXED_LETTERS = 5
const MOST_ENDINGS = 20
const LONG_BEGINNING = new RegExp(`"([^"]{${INDEXED_LETTERS}})[^"]+"\\*`, 'gu')

const beginning = (word: string) => `"${word}"*`

/** The search with each word joined by the words that hold it; undefined where those are too many. */
function insideQuery({ terms }: Search, words: WordList): string | undefined {
  const parts: string[] = []
  for (const lists of terms) {
    const alternatives: string[] = []
    for (const list of lists) {
      const each: string[] = []
      for (const word of list) {
        const holding = isPiece(word, list) ? words.holding(word, MOST_WORDS) : []
        if (holding === undefined) return undefined
        each.push(`(${[beginning(word), ...holding.map((whole) => `"${whole}"`)].join(' OR ')})`)
      }
      alternatives.push(each.join(' AND '))
    }
    parts.push(`(${alternatives.join(' OR ')})`)
  }
  return parts.join(' AND ')
}

/** The search by going through all texts. */
function textHits({ raw }: LeadBook, { terms }: Search): number[] {
  const parameters: string[] = []
  const has = (word: string, list: readonly string[]) => {
    const [pattern, text] = isPiece(word, list) ? [word, 'search_text'] : [` ${word}`, "' ' || search_text"]
    parameters.push(pattern)
    return `instr(${text}, ?) > 0`
  }
  const condition = terms
    .map((lists) => `(${lists.map((words) => words.map((word) => has(word, words)).join(' AND ')).join(' OR ')})`)
    .join(' AND ')
  return raw
    .prepare<unknown[], number>(`SELECT id FROM lead WHERE ${condition}`)
    .pluck()
    .all(...parameters)
}

/** The leads whose texts hold the signs that were typed, at most so many; all for −1. Search texts hold words only, so all tables are gone through. */
function signHits({ raw }: LeadBook, { typed }: Search, limit: number): number[] {
  return prepared<[object], number>(raw, `SELECT DISTINCT lead FROM (${signRows(() => 'TRUE')}) LIMIT :limit`)
    .pluck()
    .all({ typed, limit })
}

/** Those of some leads whose texts hold the signs that were typed. */
export function signHitsAmong({ raw }: LeadBook, { typed }: Search, ids: readonly number[]): Set<number> {
  const rows = signRows((leadId) => `${leadId} IN (SELECT value FROM json_each(:ids))`)
  return new Set(
    prepared<[object], number>(raw, rows)
      .pluck()
      .all({ typed, ids: JSON.stringify(ids) }),
  )
}

function signRows(where: Where): string {
  return `
    SELECT id AS lead FROM lead WHERE ${where('id')} AND instr(concat_ws(char(10), name, job_title, source, notes), :typed) > 0
    UNION ALL SELECT lead.id FROM lead JOIN company ON company_id = company.id WHERE ${where('lead.id')} AND instr(company.name, :typed) > 0
    UNION ALL SELECT lead_id FROM email WHERE ${where('lead_id')} AND instr(address, :typed) > 0
    UNION ALL SELECT lead_id FROM phone WHERE ${where('lead_id')} AND instr(raw, :typed) > 0
    UNION ALL SELECT lead_id FROM address WHERE ${where('lead_id')} AND instr(concat_ws(char(10), street, postal_code, city, region, country), :typed) > 0
    UNION ALL SELECT lead_id FROM tag JOIN lead_tag ON tag_id = tag.id WHERE ${where('lead_id')} AND instr(tag.name, :typed) > 0
    UNION ALL SELECT lead_id FROM custom_value WHERE ${where('lead_id')} AND instr(value, :typed) > 0
    UNION ALL SELECT lead_id FROM touch WHERE ${where('lead_id')} AND instr(note, :typed) > 0
    UNION ALL SELECT lead_id FROM note WHERE ${where('lead_id')} AND instr(text, :typed) > 0`
}

function codeHit({ raw }: LeadBook, { typed }: Search): LeadId[] {
  const code = parseCode(typed)
  if (code === undefined) return []
  return prepared<[string], LeadId>(raw, "SELECT lead_id FROM next_action WHERE code = ? AND state = 'open'")
    .pluck()
    .all(code)
}

/**
 * The leads that a search names: by its whole e-mail address, phone number or code, then by its whole name, then those whose names
 * begin so. At most five, those of a set only.
 */
export function bestHits(book: LeadBook, search: Search, among: Bitmap): number[] {
  const { raw } = book
  const { typed } = search
  const ids = (sql: string, ...parameters: (string | number)[]) =>
    prepared<unknown[], LeadId>(raw, sql)
      .pluck()
      .all(...parameters)
  const key = nameKey(typed)
  const number = digitsOf(typed)
  const ways: (() => LeadId[])[] = [
    () => (typed.includes('@') ? ids('SELECT lead_id FROM email WHERE address_key = ?', emailKey(typed)) : []),
    () =>
      number.length < 5 || /\p{L}/u.test(typed)
        ? []
        : ids(
            'SELECT rowid FROM lead_search WHERE lead_search MATCH ? LIMIT 50',
            [...new Set([number, number.replace(/^0+/, '')])]
              .filter((each) => each !== '')
              .map((each) => `"${each}"`)
              .join(' OR '),
          ),
    () => codeHit(book, search),
    () => ids('SELECT id FROM lead WHERE name_key = ? ORDER BY id LIMIT 50', key),
    () =>
      ids(
        'SELECT id FROM lead WHERE name_key > ? AND name_key < ? ORDER BY name_key, id LIMIT 50',
        key,
        `${key}\u{10ffff}`,
      ),
  ]
  const best = new Set<number>()
  for (const find of ways) {
    for (const id of find()) {
      const slot = book.slotOf(id)
      if (slot !== -1 && among.has(slot)) best.add(slot)
      if (best.size === MOST_BEST) return [...best]
    }
  }
  return [...best]
}
