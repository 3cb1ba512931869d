import type { LeadSort } from '../../../../shared/contract/lead-query.contract.ts'
import type { FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { allSteps } from '../../../../shared/primitives/steps.ts'
import type { Kept } from './columns.ts'
import { type FieldSource, sortKeyOf } from './field-source.ts'
import { type LeadBook, readIdsByName } from './lead-book.ts'
import { compareBytes, moved } from './name-order.ts'
import { TextRanks } from './text-ranks.ts'
import { isYesNoField, yesNoSet } from './yes-no-fields.ts'

/** Texts of fields with very many values are ordered by so many of their signs. */
const KEY_SIGNS = 64

/** So many more ranks than leads cost less than to find out which numbers there are. */
const MOST_EMPTY_RANKS = 65_536

type Key = string | number | null

/** What leads are ordered by: for each slot the rank of its value from 0, -1 for none; so many ranks there are. */
type Ranks = { tables: readonly string[]; ranks: Int32Array; count: number }

/** The leads in the order of a field, of its values of a day: empty values last whatever the direction, equals by name. */
export function orderOf(book: LeadBook, sort: LeadSort, temperatureOn = book.today): Int32Array {
  if (sort.by === 'name' && sort.direction === 'ascending') return book.names.order
  const on = book.dayOfField(sort.by, temperatureOn)
  return book.keep('orders', `${sort.by} ${sort.direction}`, () => new FieldOrder(book, sort, on), on).order
}

class FieldOrder implements Kept {
  readonly tables: readonly string[]
  order: Int32Array
  private readonly book: LeadBook
  private readonly sort: LeadSort
  private readonly on: PlainDate

  constructor(book: LeadBook, sort: LeadSort, on: PlainDate) {
    this.book = book
    this.sort = sort
    this.on = on
    if (sort.by === 'name') {
      this.tables = ['lead']
      this.order = book.names.order.toReversed()
      return
    }
    const ranks = ranksOf(book, sort.by, on)
    this.tables = [...new Set(['lead', ...ranks.tables])]
    this.order = ordered(book.names.order, ranks, sort.direction === 'descending')
  }

  get byteLength(): number {
    return this.order.byteLength
  }

  update(slots: readonly number[]): void {
    const { names, there } = this.book
    if (this.sort.by === 'name') {
      this.order = names.order.toReversed()
      return
    }
    const keyOf = keysOf(this.book, this.sort.by, this.on)
    const keys = new Map<number, Key>()
    const keyAt = (slot: number): Key => {
      let key = keys.get(slot)
      if (key === undefined) {
        key = keyOf(slot)
        keys.set(slot, key)
      }
      return key
    }
    const compare = isRankedByThings(this.book, this.sort.by, this.on) ? compareBytes : compareKeys
    const sign = this.sort.direction === 'ascending' ? 1 : -1
    this.order = moved(
      this.order,
      slots,
      (slot) => there.has(slot),
      (a, b) => {
        const [one, other] = [keyAt(a), keyAt(b)]
        if (one === other) return (names.rank[a] as number) - (names.rank[b] as number)
        if (one === null) return 1
        if (other === null) return -1
        return compare(one, other) * sign
      },
    )
  }
}

function compareKeys(one: string | number, other: string | number): number {
  return one < other ? -1 : 1
}

function isRankedByThings(book: LeadBook, field: FieldKey, on: PlainDate): boolean {
  if (field === 'temperature' || field === 'score' || isYesNoField(field)) return false
  return book.sourceOf(field, on).inOrder !== undefined
}

/** Slots in the order of their ranks; of equal rank as they stood. */
function ordered(slots: Int32Array, { ranks, count }: Ranks, isDescending: boolean): Int32Array {
  const starts = new Int32Array(count + 2)
  for (let at = 0; at < slots.length; at += 1) {
    const place = placeOf(ranks[slots[at] as number] as number, count, isDescending) + 1
    starts[place] = (starts[place] as number) + 1
  }
  for (let rank = 1; rank < starts.length; rank += 1)
    starts[rank] = (starts[rank] as number) + (starts[rank - 1] as number)
  const result = new Int32Array(slots.length)
  for (let at = 0; at < slots.length; at += 1) {
    const slot = slots[at] as number
    const rank = placeOf(ranks[slot] as number, count, isDescending)
    const place = starts[rank] as number
    result[place] = slot
    starts[rank] = place + 1
  }
  return result
}

function placeOf(rank: number, count: number, isDescending: boolean): number {
  if (rank === -1) return count
  return isDescending ? count - 1 - rank : rank
}

function ranksOf(book: LeadBook, field: FieldKey, on: PlainDate): Ranks {
  if (field === 'temperature' || field === 'score') {
    const { tables, hundredths } = book.scores(on)
    return { tables, ...rankNumbers(hundredths) }
  }
  if (isYesNoField(field)) {
    const { tables, leads } = yesNoSet(book, field, on)
    return { tables, count: 2, ranks: Int32Array.from({ length: book.size }, (_, slot) => (leads.has(slot) ? 1 : 0)) }
  }
  const source = book.sourceOf(field, on)
  if (source.as !== 'texts') return { tables: source.tables, ...rankNumbers(book.numbers(field, on).numbers) }
  if (source.inOrder !== undefined) return { tables: source.tables, ...rankThings(book, source.inOrder) }
  const column = book.texts(field, on)
  if (column.isWide) return { tables: source.tables, ...rankFirstTexts(book, field, on) }
  const { rankOf, count } = rankTexts(column.lists.map(({ values, sortKey }) => (values.length === 0 ? null : sortKey)))
  return { tables: source.tables, count, ranks: column.codes.map((code) => rankOf[code] as number) }
}

/** The key of a slot's value, null for none: what {@link ranksOf} ranks. */
function keysOf(book: LeadBook, field: FieldKey, on: PlainDate): (slot: number) => Key {
  if (field === 'temperature' || field === 'score') {
    const { hundredths } = book.scores(on)
    return (slot) => hundredths[slot] as number
  }
  if (isYesNoField(field)) {
    const { leads } = yesNoSet(book, field, on)
    return (slot) => (leads.has(slot) ? 1 : 0)
  }
  if (book.sourceOf(field, on).as !== 'texts') {
    const { numbers } = book.numbers(field, on)
    return (slot) => (Number.isNaN(numbers[slot]) ? null : (numbers[slot] as number))
  }
  const column = book.texts(field, on)
  if (column.isWide) return (slot) => firstText(book, field, slot, on)
  return (slot) => {
    const { values, sortKey } = column.valuesAt(slot)
    return values.length === 0 ? null : sortKey
  }
}

function rankNumbers(numbers: Int32Array | Float64Array | Float32Array): { ranks: Int32Array; count: number } {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let isWhole = true
  for (let slot = 0; slot < numbers.length; slot += 1) {
    const number = numbers[slot] as number
    if (Number.isNaN(number)) continue
    if (number < least) least = number
    if (number > most) most = number
    if (!Number.isInteger(number)) isWhole = false
  }
  if (least > most) return { ranks: new Int32Array(numbers.length).fill(-1), count: 0 }
  // Whole numbers that lie close together are their own ranks, some of which nobody has.
  const ranks = new Int32Array(numbers.length)
  if (isWhole && most - least < numbers.length + MOST_EMPTY_RANKS) {
    for (let slot = 0; slot < numbers.length; slot += 1) {
      const number = numbers[slot] as number
      ranks[slot] = Number.isNaN(number) ? -1 : number - least
    }
    return { ranks, count: most - least + 1 }
  }
  const distinct = numbers.toSorted()
  let count = 0
  for (let at = 0; at < distinct.length; at += 1) {
    const number = distinct[at] as number
    if (Number.isNaN(number) || (count > 0 && number === distinct[count - 1])) continue
    distinct[count] = number
    count += 1
  }
  for (let slot = 0; slot < numbers.length; slot += 1) {
    const number = numbers[slot] as number
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((distinct[middle] as number) < number) low = middle + 1
      else high = middle
    }
    ranks[slot] = Number.isNaN(number) ? -1 : low
  }
  return { ranks, count }
}

/** Ranks by things whose order an index gives. */
function rankThings(
  book: LeadBook,
  { table, leads }: NonNullable<FieldSource['inOrder']>,
): { ranks: Int32Array; count: number } {
  const inOrder = allSteps(readIdsByName(book.raw, table))
  let highest = 0
  for (const id of inOrder) if (id > highest) highest = id
  const rankOf = new Int32Array(highest + 1).fill(-1)
  for (let rank = 0; rank < inOrder.length; rank += 1) rankOf[inOrder[rank] as number] = rank
  const ranks = new Int32Array(book.size).fill(-1)
  book.eachRowByRange(leads, highest, (slot, thing) => {
    ranks[slot] = rankOf[thing as number] ?? -1
  })
  return { ranks, count: inOrder.length }
}

/** The rank of each key of a list, -1 for null; equal keys have one rank. */
function rankTexts(keys: readonly (string | null)[]): { rankOf: Int32Array; count: number } {
  const distinct = [...new Set(keys)].filter((key) => key !== null).sort()
  const rankOf = new Map(distinct.map((key, rank) => [key, rank]))
  return {
    count: distinct.length,
    rankOf: Int32Array.from(keys, (key) => (key === null ? -1 : (rankOf.get(key) as number))),
  }
}

/** Ranks by the first text of each slot. */
function rankFirstTexts(book: LeadBook, field: FieldKey, on: PlainDate): { ranks: Int32Array; count: number } {
  const source = book.sourceOf(field, on)
  const texts = new TextRanks(book.size)
  const places = new Float64Array(book.size)
  const take = (slot: number, text: string, place: number) => {
    if (texts.has(slot) && place > (places[slot] as number)) return
    places[slot] = place
    texts.set(slot, wideKey(sortKeyOf(source, text)))
  }
  book.eachText(field, undefined, take, on)
  return texts.rank()
}

function firstText(book: LeadBook, field: FieldKey, slot: number, on: PlainDate): Key {
  const source = book.sourceOf(field, on)
  let key: string | null = null
  const take = (_: number, text: string) => {
    key ??= source.inOrder === undefined ? wideKey(sortKeyOf(source, text)) : sortKeyOf(source, text)
  }
  book.eachText(field, [slot], take, on)
  return key
}

function wideKey(key: string): string {
  return key.slice(0, KEY_SIGNS)
}
