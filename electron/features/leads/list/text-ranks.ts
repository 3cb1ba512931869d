/** Room for so many texts of some twenty signs to begin with. */
const FIRST_BYTES = 1 << 16
/** Bytes of a text that are compared at once. */
const BYTES_A_LOOK = 4
/** Units from this one on are written as it and three bytes more. */
const LONG_UNIT = 0x7f

/**
 * Ranks the texts of slots, as `<` compares them. The texts are held as bytes, one after the other, and sorted by four of them at a time: a
 * million strings would take as long to make, and ten times as long to sort.
 */
export class TextRanks {
  private readonly size: number
  /** Where the text of each slot begins; 0 for none. */
  private readonly starts: Int32Array
  private bytes = new Uint8Array(FIRST_BYTES)
  private used = 1
  private ranks = new Int32Array(0)
  private count = 0
  private order = new Int32Array(0)
  /** The bytes of the slots in the order that are compared now. */
  private looks = new Uint32Array(0)
  private seed = 1

  constructor(size: number) {
    this.size = size
    this.starts = new Int32Array(size)
  }

  has(slot: number): boolean {
    return this.starts[slot] !== 0
  }

  /** Gives a slot its text, in place of the one it may have. */
  set(slot: number, text: string): void {
    this.makeRoom(this.used + text.length * 4 + 1)
    const { bytes } = this
    let at = this.used
    this.starts[slot] = at
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place)
      // No byte of a text is 0, which ends it.
      if (unit < LONG_UNIT) {
        bytes[at] = unit + 1
        at += 1
        continue
      }
      bytes[at] = LONG_UNIT + 1
      bytes[at + 1] = (unit >>> 14) + 1
      bytes[at + 2] = ((unit >>> 7) & 0x7f) + 1
      bytes[at + 3] = (unit & 0x7f) + 1
      at += 4
    }
    bytes[at] = 0
    this.used = at + 1
  }

  /** For each slot the rank of its text from 0, -1 for none; equal texts have one rank. So many ranks there are. */
  rank(): { ranks: Int32Array; count: number } {
    this.ranks = new Int32Array(this.size).fill(-1)
    this.count = 0
    this.order = new Int32Array(this.size)
    let filled = 0
    for (let slot = 0; slot < this.size; slot += 1) {
      if (!this.has(slot)) continue
      this.order[filled] = slot
      filled += 1
    }
    this.looks = new Uint32Array(filled)
    this.look(0, filled, 0)
    this.sort(0, filled, 0)
    return { ranks: this.ranks, count: this.count }
  }

  private makeRoom(needed: number): void {
    if (needed <= this.bytes.length) return
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    bytes.set(this.bytes.subarray(0, this.used))
    this.bytes = bytes
  }

  /** Looks at the bytes from a depth on of the slots between two places of the order. */
  private look(from: number, to: number, depth: number): void {
    const { bytes, order, starts, looks } = this
    for (let place = from; place < to; place += 1) {
      let at = (starts[order[place] as number] as number) + depth
      let seen = 0
      for (let left = BYTES_A_LOOK; left > 0; left -= 1) {
        const byte = bytes[at] as number
        seen = (seen << 8) | byte
        // What stands behind the end belongs to another text.
        if (byte !== 0) at += 1
      }
      looks[place] = seen >>> 0
    }
  }

  /** Ranks the slots between two places, which are alike up to a depth and of which the bytes from there on have been looked at. */
  private sort(first: number, to: number, depth: number): void {
    const { order, looks } = this
    let from = first
    while (from < to) {
      const pivot = looks[from + this.anyBelow(to - from)] as number
      let [less, at, greater] = [from, from, to]
      while (at < greater) {
        const seen = looks[at] as number
        const other = seen < pivot ? less : seen > pivot ? greater - 1 : at
        if (other !== at) {
          looks[at] = looks[other] as number
          looks[other] = seen
          const slot = order[at] as number
          order[at] = order[other] as number
          order[other] = slot
        }
        if (seen < pivot) less += 1
        if (seen > pivot) greater -= 1
        else at += 1
      }
      if (from < less) this.sort(from, less, depth)
      // A text whose last byte looked at is its end has been compared to its end.
      if ((pivot & 0xff) === 0 || greater - less === 1) this.giveRank(less, greater)
      else {
        this.look(less, greater, depth + BYTES_A_LOOK)
        this.sort(less, greater, depth + BYTES_A_LOOK)
      }
      from = greater
    }
  }

  private giveRank(from: number, to: number): void {
    for (let place = from; place < to; place += 1) this.ranks[this.order[place] as number] = this.count
    this.count += 1
  }

  /** A number below a limit that no order of the texts foresees, so that none of them is slow to sort. */
  private anyBelow(limit: number): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((this.seed / 2 ** 32) * limit)
  }
}
