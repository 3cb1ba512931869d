import type Database from 'better-sqlite3'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import type { LeadFilter, LeadQuery, LeadSelection, LeadSort } from '../../../shared/contract/lead-query.contract.ts'
import type { LeadListRequest, LeadRow } from '../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { readSearch, type Search } from '../../../shared/domain/leads/search-text.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import { keepStanding } from '../temperature/temperature.service.ts'
import { orderedLeadsQuery } from './lead-list-query.ts'
import { readLeadRows } from './lead-rows.ts'

type ListContext = Pick<QueryContext, 'raw' | 'today'>

const LISTS_KEPT = 24
/** From so many hits on, the first page is read off the ordered list instead of sorting every hit: letters typed first hit most leads. */
const BROAD_FROM = 10_000
const BROAD_ROWS = 200
const MOST_TEXTS_A_READ = 400

const byName: LeadSort = { by: 'name', direction: 'ascending' }

type ListedLeads = { total: number; isMore: boolean; best: number; next: string | null; leads: LeadRow[] }

/** A page of the leads asked for, with how many there are in all. */
export function listLeads(context: ListContext, request: LeadListRequest): ListedLeads {
  const lists = listsOf(context)
  const base = lists.ordered(context, request.filter ?? {}, request.sort ?? byName)
  const search = request.search === undefined ? null : readSearch(request.search)
  const isFirstPage = request.after === undefined && (request.offset ?? 0) === 0
  if (search !== null && isFirstPage && request.limit <= BROAD_ROWS && base.isWhole) {
    const broad = lists.firstOfBroad(base, search, request.limit)
    if (broad !== undefined) return pageOf(context, request, broad.ids, broad.total, 0)
  }
  const ids = search === null ? base.ids : lists.found(base, search)
  const start = request.after === undefined ? (request.offset ?? 0) : positionAfter(ids, request.after)
  return pageOf(context, request, ids.subarray(start, start + request.limit), ids.length, start)
}

/** How many leads each query finds. */
export function countLeads(context: ListContext, queries: readonly LeadQuery[]): number[] {
  return queries.map((query) => foundBy(context, query).length)
}

/** The ids of the leads to act on, as things stand now, each once. */
export function selectLeads(context: ListContext, selection: LeadSelection): LeadId[] {
  if ('ids' in selection) return [...new Set(selection.ids)]
  const except = new Set<number>(selection.except)
  return Array.from(foundBy(context, selection.query)).filter((id) => !except.has(id)) as LeadId[]
}

/** How many leads a selection holds, and what they are worth together in minor units. */
export function measureLeads(context: ListContext, selection: LeadSelection): { count: number; valueMinor: number } {
  const ids = selectLeads(context, selection)
  const valueMinor = context.raw
    .prepare<[string], number>(
      'SELECT coalesce(sum(value_minor), 0) FROM lead WHERE id IN (SELECT value FROM json_each(?))',
    )
    .pluck()
    .get(JSON.stringify(ids))
  return { count: ids.length, valueMinor: valueMinor ?? 0 }
}

/** The leads before and after one in a list. */
export function neighboursOf(
  context: ListContext,
  { search: typed, filter = {}, sort = byName, leadId }: InputOf<'leads.neighbours'>,
): OutputOf<'leads.neighbours'> {
  const lists = listsOf(context)
  const base = lists.ordered(context, filter, sort)
  const search = typed === undefined ? null : readSearch(typed)
  const ids = search === null ? base.ids : lists.found(base, search)
  const place = ids.indexOf(leadId)
  if (place === -1) return { place: null, total: ids.length, previous: null, next: null }
  const at = (index: number) => (ids[index] ?? null) as LeadId | null
  return { place, total: ids.length, previous: at(place - 1), next: at(place + 1) }
}

function foundBy(context: ListContext, { search: typed, filter = {} }: LeadQuery): Int32Array {
  const lists = listsOf(context)
  const base = lists.ordered(context, filter, byName)
  const search = typed === undefined ? null : readSearch(typed)
  return search === null ? base.ids : lists.found(base, search)
}

function pageOf(
  context: ListContext,
  request: LeadListRequest,
  page: Int32Array,
  total: number,
  start: number,
): ListedLeads {
  const end = start + page.length
  const next = page.length > 0 && end < total ? `${end}.${page[page.length - 1]}` : null
  return {
    total,
    isMore: false,
    best: 0,
    next,
    leads: readLeadRows(context, Array.from(page) as LeadId[], request.fields),
  }
}

/** Where the page after a cursor begins. The lead it names may have moved; where it is gone, its place stands. */
function positionAfter(ids: Int32Array, cursor: string): number {
  const match = /^(\d{1,9})\.(\d{1,10})$/.exec(cursor)
  if (!match)
    throw new Refusal('invalid_input', `“${cursor}” is no cursor of a page of leads. Take it from the page before.`)
  const [position, lastId] = [Number(match[1]), Number(match[2])]
  if (ids[position - 1] === lastId) return position
  const found = ids.indexOf(lastId)
  return found === -1 ? position : found + 1
}

const listsByConnection = new WeakMap<Database.Database, LeadLists>()

function listsOf(context: ListContext): LeadLists {
  let lists = listsByConnection.get(context.raw)
  if (!lists) {
    lists = new LeadLists(context.raw)
    listsByConnection.set(context.raw, lists)
  }
  lists.follow(context.today)
  return lists
}

/** Leads in an order, with the place of each: `rank[id]`, -1 where it is not among them. */
type OrderedLeads = { key: string; ids: Int32Array; isWhole: boolean; rank: Int32Array | undefined }

/** Lists of lead ids, kept until the workbook or the day moves, so that scrolling and typing on do not ask twice. */
class LeadLists {
  private readonly raw: Database.Database
  private version = ''
  private readonly readDataVersion: Database.Statement<[], number>
  private readonly orderedByKey = new Map<string, OrderedLeads>()
  private readonly foundByKey = new Map<string, Int32Array>()
  private readonly selectHits: Database.Statement<[string], number>
  private readonly countHits: Database.Statement<[string], number>
  private readonly selectTexts: Database.Statement<[string], string>

  constructor(raw: Database.Database) {
    this.raw = raw
    this.readDataVersion = raw.prepare<[], number>('PRAGMA data_version').pluck()
    this.selectHits = raw.prepare<[string], number>('SELECT rowid FROM lead_search WHERE lead_search MATCH ?').pluck()
    this.countHits = raw.prepare<[string], number>('SELECT count(*) FROM lead_search WHERE lead_search MATCH ?').pluck()
    this.selectTexts = raw
      .prepare<[string], string>(
        'SELECT search_text FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value ORDER BY wanted.key',
      )
      .pluck()
  }

  /** Forgets everything once another connection has written, or the day is another. */
  follow(today: string): void {
    const version = `${this.readDataVersion.get() ?? ''} ${today}`
    if (version === this.version) return
    this.version = version
    this.orderedByKey.clear()
    this.foundByKey.clear()
  }

  ordered(context: ListContext, filter: LeadFilter, sort: LeadSort): OrderedLeads {
    const key = JSON.stringify([filter, sort])
    return kept(this.orderedByKey, key, () => {
      keepStanding(context)
      const { sql, parameters } = orderedLeadsQuery(this.raw, filter, sort, context.today)
      const ids = Int32Array.from(this.raw.prepare<[object], number>(sql).pluck().all(parameters))
      return { key, ids, isWhole: Object.values(filter).every((value) => value === undefined), rank: undefined }
    })
  }

  /** The hits of a search in the order of a list. */
  found(base: OrderedLeads, search: Search): Int32Array {
    return kept(this.foundByKey, `${base.key} ${search.query}`, () => {
      const rank = rankOf(base)
      const isHit = new Uint8Array(base.ids.length)
      let count = 0
      for (const id of this.selectHits.all(search.query)) {
        const place = rank[id] ?? -1
        if (place < 0) continue
        isHit[place] = 1
        count += 1
      }
      const found = new Int32Array(count)
      for (let place = 0, filled = 0; filled < count; place += 1) {
        if (isHit[place] === 1) found[filled++] = base.ids[place] as number
      }
      return found
    })
  }

  /** The first hits of a search that most leads answer, read off the list of all leads; undefined where the hits are few. */
  firstOfBroad(base: OrderedLeads, search: Search, limit: number): { ids: Int32Array; total: number } | undefined {
    if (base.ids.length < BROAD_FROM || this.foundByKey.has(`${base.key} ${search.query}`)) return undefined
    const total = this.countHits.get(search.query) ?? 0
    if (total < BROAD_FROM) return undefined
    // As many texts as should hold the page where hits lie evenly.
    const step = Math.min(MOST_TEXTS_A_READ, Math.ceil((limit * base.ids.length) / total))
    const first: number[] = []
    for (let start = 0; start < base.ids.length && first.length < limit; start += step) {
      const ids = Array.from(base.ids.subarray(start, start + step))
      this.selectTexts.all(JSON.stringify(ids)).forEach((text, index) => {
        if (first.length < limit && search.matches(text)) first.push(ids[index] as number)
      })
    }
    return { ids: Int32Array.from(first), total }
  }
}

function rankOf(base: OrderedLeads): Int32Array {
  if (base.rank === undefined) {
    const highest = base.ids.reduce((max, id) => Math.max(max, id), 0)
    const rank = new Int32Array(highest + 1).fill(-1)
    base.ids.forEach((id, place) => {
      rank[id] = place
    })
    base.rank = rank
  }
  return base.rank
}

/** What a map holds for a key, made where it does not; the map keeps what was asked for last. */
function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make()
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= LISTS_KEPT) break
    map.delete(oldest)
  }
  return value
}
