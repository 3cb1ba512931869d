/** A set of small whole numbers, a bit each. */
export class Bitmap {
  private readonly words: Uint32Array

  /** Holds numbers from 0 to below `size`, none yet. */
  constructor(size: number | Uint32Array) {
    this.words = typeof size === 'number' ? new Uint32Array((size + 31) >>> 5) : size
  }

  get byteLength(): number {
    return this.words.byteLength
  }

  has(place: number): boolean {
    return (((this.words[place >>> 5] as number) >>> (place & 31)) & 1) === 1
  }

  set(place: number, isIn: boolean): void {
    const word = place >>> 5
    const bit = 1 << (place & 31)
    this.words[word] = isIn ? (this.words[word] as number) | bit : (this.words[word] as number) & ~bit
  }

  /** Those that are in both, as a set of its own; likewise {@link or} and {@link andNot}. */
  and(other: Bitmap): Bitmap {
    return this.joined(other, (a, b) => a & b)
  }

  or(other: Bitmap): Bitmap {
    return this.joined(other, (a, b) => a | b)
  }

  andNot(other: Bitmap): Bitmap {
    return this.joined(other, (a, b) => a & ~b)
  }

  count(): number {
    let count = 0
    for (const word of this.words) {
      // Bits in pairs, in fours, in bytes, then the bytes together. Source: Hacker's Delight, 5–1.
      let bits = word - ((word >>> 1) & 0x55555555)
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
      count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
    }
    return count
  }

  private joined(other: Bitmap, join: (a: number, b: number) => number): Bitmap {
    const words = new Uint32Array(this.words.length)
    for (let i = 0; i < words.length; i += 1) words[i] = join(this.words[i] as number, other.words[i] as number)
    return new Bitmap(words)
  }
}
