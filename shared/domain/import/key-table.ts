const MULTIPLIERS = [2654435761, 1597334677] as const

/**
 * A table from texts to whole numbers of 0 and more that keeps 64 bits of each text instead of the text: 16 bytes an entry, so that
 * the keys of a million rows fit. Two texts out of millions are taken for one with a chance below one in a hundred thousand.
 */
export class KeyTable {
  private highs: Uint32Array
  private lows: Uint32Array
  private values: Int32Array
  private mask: number
  private size = 0

  constructor(expected = 1024) {
    let capacity = 1024
    while (capacity < expected * 2) capacity *= 2
    this.highs = new Uint32Array(capacity)
    this.lows = new Uint32Array(capacity)
    this.values = new Int32Array(capacity).fill(-1)
    this.mask = capacity - 1
  }

  /** The number of a text that is there already; else -1, and the text stands for `value` from now on. */
  findOrSet(key: string, value: number): number {
    let high = 0xdeadbeef
    let low = 0x41c6ce57
    for (let index = 0; index < key.length; index += 1) {
      const code = key.charCodeAt(index)
      high = Math.imul(high ^ code, MULTIPLIERS[0])
      low = Math.imul(low ^ code, MULTIPLIERS[1])
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
    return this.findOrSetBits(high >>> 0, low >>> 0, value)
  }

  /** {@link findOrSet} for a key that is a digest already, by 64 of its bits. */
  findOrSetBits(high: number, low: number, value: number): number {
    if (this.size * 3 > this.mask * 2) this.grow()
    let slot = low & this.mask
    for (;;) {
      const there = this.values[slot] as number
      if (there === -1) {
        this.highs[slot] = high
        this.lows[slot] = low
        this.values[slot] = value
        this.size += 1
        return -1
      }
      if (this.highs[slot] === high && this.lows[slot] === low) return there
      slot = (slot + 1) & this.mask
    }
  }

  private grow(): void {
    const { highs, lows, values } = this
    const capacity = values.length * 2
    this.highs = new Uint32Array(capacity)
    this.lows = new Uint32Array(capacity)
    this.values = new Int32Array(capacity).fill(-1)
    this.mask = capacity - 1
    for (let from = 0; from < values.length; from += 1) {
      const value = values[from] as number
      if (value === -1) continue
      let slot = (lows[from] as number) & this.mask
      while (this.values[slot] !== -1) slot = (slot + 1) & this.mask
      this.highs[slot] = highs[from] as number
      this.lows[slot] = lows[from] as number
      this.values[slot] = value
    }
  }
}
