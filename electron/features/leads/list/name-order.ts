import type { LeadBook } from './lead-book.ts'

/** The slots of all leads in the order of their names, of equal names the first that came in first. */
export class NameOrder {
  order: Int32Array
  /** The place of each slot in the order. */
  readonly rank: Int32Array
  private readonly book: LeadBook

  constructor(book: LeadBook, order: Int32Array) {
    this.book = book
    this.order = order
    this.rank = new Int32Array(book.size)
    this.number()
  }

  readAnew(order: Int32Array): void {
    this.order = order
    this.number()
  }

  /** Puts these slots where their names belong now, and takes out those whose leads are gone. */
  move(slots: readonly number[]): void {
    if (slots.length === 0) return
    const nameKey = this.book.raw.prepare<[number], string>('SELECT name_key FROM lead WHERE id = ?').pluck()
    const keys = new Map<number, string>()
    const keyOf = (slot: number) => {
      let key = keys.get(slot)
      if (key === undefined) {
        key = nameKey.get(this.book.idAt(slot)) ?? ''
        keys.set(slot, key)
      }
      return key
    }
    this.order = moved(
      this.order,
      slots,
      (slot) => this.book.there.has(slot),
      (a, b) => {
        const [one, other] = [keyOf(a), keyOf(b)]
        if (one !== other) return compareBytes(one, other)
        return this.book.idAt(a) - this.book.idAt(b)
      },
    )
    this.number()
  }

  private number(): void {
    for (let place = 0; place < this.order.length; place += 1) this.rank[this.order[place] as number] = place
  }
}

/** As SQLite compares: by the bytes of UTF-8, which signs beyond the first 65,536 come last in. */
export function compareBytes(a: string | number, b: string | number): number {
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
}

/** An order with some of its slots taken out and, where they are still wanted, put in where they belong. */
export function moved(
  order: Int32Array,
  slots: readonly number[],
  isWanted: (slot: number) => boolean,
  compare: (a: number, b: number) => number,
): Int32Array {
  const moving = new Set(slots)
  const rest = without(order, moving)
  const places = [...moving]
    .filter(isWanted)
    .sort(compare)
    .map((slot) => ({ slot, place: placeIn(rest, slot, compare) }))
  const result = new Int32Array(rest.length + places.length)
  let [from, to] = [0, 0]
  for (const { slot, place } of places) {
    result.set(rest.subarray(from, place), to)
    to += place - from
    from = place
    result[to] = slot
    to += 1
  }
  result.set(rest.subarray(from), to)
  return result
}

function placeIn(order: Int32Array, slot: number, compare: (a: number, b: number) => number): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(order[middle] as number, slot) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

/** Taking out one by one is faster than looking at each only where they are few. */
const FEW = 8

function without(order: Int32Array, slots: ReadonlySet<number>): Int32Array {
  if (slots.size > FEW) return order.filter((slot) => !slots.has(slot))
  const places = [...slots]
    .map((slot) => order.indexOf(slot))
    .filter((place) => place !== -1)
    .sort((a, b) => a - b)
  const rest = new Int32Array(order.length - places.length)
  let [from, to] = [0, 0]
  for (const place of [...places, order.length]) {
    rest.set(order.subarray(from, place), to)
    to += place - from
    from = place + 1
  }
  return rest
}
