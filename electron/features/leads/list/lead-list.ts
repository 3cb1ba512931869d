import type Database from 'better-sqlite3'
import type { InputOf, OutputOf } from '../../../../shared/contract/index.ts'
import type { LeadFilter, LeadQuery, LeadSelection, LeadSort } from '../../../../shared/contract/lead-query.contract.ts'
import type { LeadListRequest } from '../../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../../shared/contract/reply.ts'
import { isFoundIn, readSearch, type Search } from '../../../../shared/domain/leads/search-text.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import type { Steps } from '../../../../shared/primitives/steps.ts'
import type { QueryContext } from '../../../core/context.ts'
import { WorkAhead } from '../../../database/work-ahead.ts'
import { readStandingAhead } from '../../temperature/temperature.service.ts'
import { readLeadRows } from '../lead-rows.ts'
import { Bitmap } from './bitmap.ts'
import { orderOf } from './field-order.ts'
import { LeadBook, readIdsByName } from './lead-book.ts'
import { kindOf, leadsOf } from './rules.ts'
import { bestHits, hitsOf, signHitsAmong, type TooMany } from './search-hits.ts'
import { readTouched } from './touched-leads.ts'
import { WordList } from './word-list.ts'

type ListContext = Pick<QueryContext, 'raw' | 'today'>

const byName: LeadSort = { by: 'name', direction: 'ascending' }
/** Lists that are kept whole, so that scrolling does not walk them anew. */
const LISTS_KEPT = 4
const SEARCHES_KEPT = 8

/** A page of the leads asked for, with how many there are in all. */
export function listLeads(context: ListContext, request: LeadListRequest): OutputOf<'leads.list'> {
  return onSnapshot(context.raw, () => {
    const lists = listsOf(context)
    const asked = lists.asked(request)
    const { sort, limit, after } = request
    const isFirstPage = after === undefined && (request.offset ?? 0) === 0
    const { slots, start, total, best, isMore } =
      isFirstPage && limit <= FIRST_PAGE_MOST
        ? { start: 0, ...lists.firstPage(asked, sort, limit) }
        : lists.page(asked, sort, limit, after ?? request.offset ?? 0)
    const { book } = lists
    const end = start + slots.length
    const last = slots.at(-1)
    return {
      total,
      isMore,
      best,
      next: last !== undefined && (isMore || end < total) ? `${end}.${book.idAt(last)}` : null,
      leads: readLeadRows(
        context,
        Array.from(slots, (slot) => book.idAt(slot)),
        request.fields,
        asked.on,
      ),
    }
  })
}

/** First pages up to this length are cut off a list without making the whole of it. */
const FIRST_PAGE_MOST = 250

/** How many leads each query finds. */
export function countLeads(context: ListContext, queries: readonly LeadQuery[]): number[] {
  return onSnapshot(context.raw, () => {
    const lists = listsOf(context)
    return queries.map((query) => lists.found(lists.asked(query)).count())
  })
}

/**
 * The ids of the leads to act on as things stand now, each once, in the order of their names. Called within a transaction it heeds what
 * that has written.
 */
export function selectLeads(context: ListContext, selection: LeadSelection): LeadId[] {
  if ('ids' in selection) return [...new Set(selection.ids)]
  return onSnapshot(context.raw, () => {
    const lists = listsOf(context)
    const found = lists.found(lists.asked(selection.query))
    const except = new Set<number>(selection.except)
    const ids: LeadId[] = []
    for (const slot of lists.book.names.order) {
      const id = lists.book.idAt(slot)
      if (found.has(slot) && !except.has(id)) ids.push(id)
    }
    return ids
  })
}

/** The ids of the leads that a query finds, in an order: by name unless told. */
export function orderLeads(context: ListContext, query: LeadQuery, sort = byName): LeadId[] {
  return onSnapshot(context.raw, () => {
    const lists = listsOf(context)
    return Array.from(lists.whole(lists.asked(query), sort).slots, (slot) => lists.book.idAt(slot))
  })
}

/** How many leads a selection holds, and what they are worth together in minor units. */
export function measureLeads(context: ListContext, selection: LeadSelection): { count: number; valueMinor: number } {
  return onSnapshot(context.raw, () => {
    const { book } = listsOf(context)
    const { numbers } = book.numbers('value')
    let [count, valueMinor] = [0, 0]
    for (const id of selectLeads(context, selection)) {
      const slot = book.slotOf(id)
      if (slot === -1) continue
      count += 1
      valueMinor += numbers[slot] || 0
    }
    return { count, valueMinor }
  })
}

/** The leads before and after one in a list. */
export function neighboursOf(
  context: ListContext,
  { sort, leadId, ...query }: InputOf<'leads.neighbours'>,
): OutputOf<'leads.neighbours'> {
  return onSnapshot(context.raw, () => {
    const lists = listsOf(context)
    const { slots } = lists.whole(lists.asked(query), sort)
    const slot = lists.book.slotOf(leadId)
    const place = slot === -1 ? -1 : slots.indexOf(slot)
    if (place === -1) return { place: null, total: slots.length, previous: null, next: null }
    const idAt = (index: number) => (slots[index] === undefined ? null : lists.book.idAt(slots[index]))
    return { place, total: slots.length, previous: idAt(place - 1), next: idAt(place + 1) }
  })
}

/** The book of the leads as things stand: see {@link LeadBook}. */
export function leadBookOf(context: ListContext): LeadBook {
  return listsOf(context).book
}

/** Runs work on one snapshot of the workbook: what another connection writes between two statements waits for the next question. */
export function onSnapshot<T>(raw: Database.Database, work: () => T): T {
  return raw.inTransaction ? work() : raw.transaction(work)()
}

/** Beyond so many leads only what every list needs is read ahead. */
const MOST_READ_AHEAD = 250_000

/** Reads ahead, a step at a time while nobody asks, what the first lists after opening need. */
export function* readListsAhead(context: ListContext): Steps<void> {
  const { raw } = context
  yield* readStandingAhead(context)
  // A question may have made the lists by now, and with them have read the names.
  if (!listsByConnection.has(raw)) {
    const names = raw.transaction(() => new WorkAhead(raw, readIdsByName(raw)))()
    namesAhead.set(raw, names)
    while (names.step()) yield
    if (!names.isDone) return
  }
  const { book } = onSnapshot(raw, () => listsOf(context))
  if (book.size > MOST_READ_AHEAD) return
  for (const read of readAhead) {
    yield
    onSnapshot(raw, () => read(listsOf(context)))
  }
}

const namesAhead = new WeakMap<Database.Database, WorkAhead<Int32Array>>()

const listsByConnection = new WeakMap<Database.Database, LeadLists>()

/** The reader's lists, brought up to date; the writer's are made anew, because only it sees what it has written. */
function listsOf(context: ListContext): LeadLists {
  if (!context.raw.readonly) return new LeadLists(context, undefined)
  let lists = listsByConnection.get(context.raw)
  if (!lists) {
    lists = new LeadLists(context, new WordList(context.raw))
    listsByConnection.set(context.raw, lists)
  }
  lists.follow(context.today)
  return lists
}

/** A query as it is answered: the search as it was read, and the day that temperatures are of. */
type Asked = { search: Search | null; filter: LeadFilter; on: PlainDate }

type Page = { slots: Int32Array; total: number; best: number; isMore: boolean }

/** Lists of leads in orders, found by filters and searches. */
class LeadLists {
  book: LeadBook
  words: WordList | undefined
  private readonly raw: Database.Database
  private readonly readDataVersion: Database.Statement<[], number>
  private readonly readSchemaVersion: Database.Statement<[], number>
  private readonly readLastChange: Database.Statement<[], number>
  private readonly readTexts: Database.Statement<[string], string>
  private dataVersion: number | undefined
  private schemaVersion: number | undefined
  private lastChange: number
  private readonly lists = new Map<string, { slots: Int32Array; best: number }>()
  private readonly searches = new Map<string, Bitmap>()

  constructor({ raw, today }: ListContext, words: WordList | undefined) {
    this.raw = raw
    this.words = words
    this.readDataVersion = raw.prepare<[], number>('PRAGMA data_version').pluck()
    this.readSchemaVersion = raw.prepare<[], number>('PRAGMA schema_version').pluck()
    this.readLastChange = raw.prepare<[], number>('SELECT coalesce(max(id), 0) FROM change').pluck()
    this.readTexts = raw
      .prepare<[string], string>(
        'SELECT search_text FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value ORDER BY wanted.key',
      )
      .pluck()
    this.dataVersion = this.readDataVersion.get()
    this.schemaVersion = this.readSchemaVersion.get()
    this.lastChange = this.readLastChange.get() ?? 0
    this.book = new LeadBook(raw, today, namesAhead.get(raw)?.finish())
    namesAhead.delete(raw)
  }

  follow(today: PlainDate): void {
    // The version is the snapshot's only once something of it has been read.
    const lastChange = this.readLastChange.get() ?? 0
    const dataVersion = this.readDataVersion.get()
    if (dataVersion === this.dataVersion && today === this.book.today) return
    this.lists.clear()
    this.searches.clear()
    const schemaVersion = this.readSchemaVersion.get()
    // What is erased is erased from the journal too, and the file written anew; where the journal tells of nothing, somebody wrote without it.
    // An edit of very many leads moves the schema's version too: most that is kept would go anyway.
    const isTold = lastChange > this.lastChange && schemaVersion === this.schemaVersion && today === this.book.today
    const touched = isTold ? readTouched(this.raw, this.lastChange) : undefined
    if (touched === undefined || !this.book.follow(touched)) this.book = new LeadBook(this.raw, today)
    if (touched === undefined || touched.isWhole || touched.inBulk.has('lead')) this.words = new WordList(this.raw)
    else this.addWords(touched.byTable.get('lead') ?? [])
    this.lastChange = lastChange
    this.dataVersion = dataVersion
    this.schemaVersion = schemaVersion
  }

  private addWords(ids: Iterable<LeadId>): void {
    for (const text of this.readTexts.all(JSON.stringify([...ids])))
      if (this.words?.add(text) === false) this.words = new WordList(this.raw)
  }

  asked({ search, filter = {}, temperatureOn = this.book.today }: LeadQuery): Asked {
    return { search: search === undefined ? null : readSearch(search), filter, on: temperatureOn }
  }

  /** All leads that a search finds among those of a filter. */
  found({ search, filter, on }: Asked): Bitmap {
    const leads = leadsOf(this.book, filter, on)
    return search === null ? leads : leads.and(this.hits(search))
  }

  private hits(search: Search): Bitmap {
    return kept(this.searches, search.typed, SEARCHES_KEPT, () => hitsOf(this.book, search, this.words))
  }

  /** The first leads of a list. A search that very many leads answer is not counted to its end. */
  firstPage({ search, filter, on }: Asked, sort: LeadSort | undefined, limit: number): Page {
    const order = this.order(sort, on)
    const leads = leadsOf(this.book, filter, on)
    if (search === null) return { slots: firstOf(order, leads, limit), total: leads.count(), best: 0, isMore: false }
    this.words?.readMeanwhile()
    const broad = this.searches.has(search.typed) ? undefined : this.firstOfBroad(order, leads, search, limit)
    // What a search names is found by it, so that of a list that is not found to its end the best are those of the whole list.
    const among = broad === undefined ? leads.and(this.hits(search)) : leads
    const best = sort === undefined ? bestHits(this.book, search, among) : []
    const rest = broad === undefined ? firstOf(order, among, limit + best.length) : broad.slots
    const slots = [...best, ...rest.filter((slot) => !best.includes(slot))].slice(0, limit)
    return {
      slots: Int32Array.from(slots),
      total: broad?.total ?? among.count(),
      best: Math.min(best.length, limit),
      isMore: broad !== undefined,
    }
  }

  /**
   * The first hits of a search that very many leads answer, read off the texts of the list, and how many they are; undefined where the
   * hits are few, or lie so far behind that to find all of them is faster.
   */
  private firstOfBroad(
    order: Int32Array,
    leads: Bitmap,
    search: Search,
    limit: number,
  ): { slots: Int32Array; total: number } | undefined {
    const keepHits = (most: number): TooMany | undefined => {
      const hits = hitsOf(this.book, search, this.words, most)
      if (typeof hits === 'string') return hits
      kept(this.searches, search.typed, SEARCHES_KEPT, () => hits)
      return undefined
    }
    let tooMany = keepHits(HITS_TRIED)
    if (tooMany === undefined) return undefined
    // To read a text off the list costs as much as to find about fifty hits.
    const most = Math.max(HITS_TRIED, Math.round(Math.sqrt(50 * limit * order.length)))
    const mostTexts = Math.max(1000, Math.round((1.5 * limit * order.length) / most))
    const first: number[] = []
    let [read, place] = [0, 0]
    // One more than the page holds tells that there are more.
    while (place < order.length && first.length <= limit) {
      if (read > mostTexts) return undefined
      const some: number[] = []
      const wanted = read === 0 ? TEXTS_LOOKED_AT : TEXTS_A_READ
      for (; place < order.length && some.length < wanted; place += 1) {
        const slot = order[place] as number
        if (leads.has(slot)) some.push(slot)
      }
      const isInside: boolean = tooMany === 'insides'
      first.push(...this.foundAmong(some, search, isInside))
      // Where few of the first texts hold it, to find all hits may be the shorter way.
      if (read === 0 && first.length < FEW_OF_LOOKED_AT) {
        tooMany = keepHits(most)
        if (tooMany === undefined) return undefined
        if ((tooMany === 'insides') !== isInside) [first.length, place] = [0, 0]
      }
      read += some.length
    }
    if (first.length <= limit) return undefined
    return { slots: Int32Array.from(first.slice(0, limit)), total: limit }
  }

  /** Those of some leads that a search finds by their texts, in their order. */
  private foundAmong(slots: readonly number[], search: Search, isInside: boolean): number[] {
    const ids = slots.map((slot) => this.book.idAt(slot))
    if (search.terms.length === 0) {
      const found = signHitsAmong(this.book, search, ids)
      return slots.filter((slot) => found.has(this.book.idAt(slot)))
    }
    const texts = this.readTexts.all(JSON.stringify(ids))
    return slots.filter((_, index) => isFoundIn(texts[index] as string, search, isInside))
  }

  /** A page from the middle of a list, by its offset or behind the lead that a cursor names. */
  page(asked: Asked, sort: LeadSort | undefined, limit: number, from: number | string): Page & { start: number } {
    const { slots, best } = this.whole(asked, sort)
    const start = typeof from === 'number' ? from : this.placeAfter(slots, from)
    return { slots: slots.subarray(start, start + limit), start, total: slots.length, best, isMore: false }
  }

  /** A list from its first lead to its last. */
  whole(asked: Asked, sort: LeadSort | undefined): { slots: Int32Array; best: number } {
    const { search, filter, on } = asked
    return kept(this.lists, JSON.stringify([search?.typed, filter, sort, on]), LISTS_KEPT, () => {
      const found = this.found(asked)
      const order = this.order(sort, on)
      const best = search === null || sort !== undefined ? [] : bestHits(this.book, search, found)
      const isBest = new Set(best)
      const rest = order.filter((slot) => found.has(slot) && !isBest.has(slot))
      return { slots: best.length === 0 ? rest : joined(best, rest), best: best.length }
    })
  }

  private order(sort: LeadSort = byName, on = this.book.today): Int32Array {
    // A custom field that is gone is refused before anything is read.
    kindOf(this.book, sort.by)
    return orderOf(this.book, sort, on)
  }

  /** Where the page after a cursor begins. The lead it names may have moved; where it is gone, its place stands. */
  private placeAfter(slots: Int32Array, cursor: string): number {
    const match = /^(\d{1,9})\.(\d{1,10})$/.exec(cursor)
    if (!match)
      throw new Refusal('invalid_input', `“${cursor}” is no cursor of a page of leads. Take it from the page before.`)
    const [place, slot] = [Number(match[1]), this.book.slotOf(Number(match[2]))]
    if (slots[place - 1] === slot) return place
    const found = slots.indexOf(slot)
    return found === -1 ? place : found + 1
  }
}

/** What lists by score and searches need, a step each; the words of searches go on being read after. */
const readAhead: readonly ((lists: LeadLists) => void)[] = [
  ({ book }) => leadsOf(book, {}),
  ({ book }) => book.scores(),
  ({ book }) => orderOf(book, { by: 'score', direction: 'descending' }),
  ({ words }) => words?.readMeanwhile(),
]

const TEXTS_A_READ = 200
/** So many hits are found before anybody looks at texts. */
const HITS_TRIED = 4000
/** Texts that tell whether a search is answered by most leads: by so many of them at least. */
const TEXTS_LOOKED_AT = 64
const FEW_OF_LOOKED_AT = 12

function joined(best: readonly number[], rest: Int32Array): Int32Array {
  const all = new Int32Array(best.length + rest.length)
  all.set(best)
  all.set(rest, best.length)
  return all
}

/** The first slots of an order that are in a set. */
function firstOf(order: Int32Array, leads: Bitmap, limit: number): Int32Array {
  const first: number[] = []
  for (let place = 0; place < order.length && first.length < limit; place += 1) {
    const slot = order[place] as number
    if (leads.has(slot)) first.push(slot)
  }
  return Int32Array.from(first)
}

/** What a map holds for a key, made where it does not; the map keeps what was asked for last. */
function kept<T>(map: Map<string, T>, key: string, most: number, make: () => T): T {
  const value = map.get(key) ?? make()
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) break
    map.delete(oldest)
  }
  return value
}
