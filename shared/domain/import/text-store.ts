/** Signs of a text that are kept: no name is longer. */
const MOST_SIGNS = 200

/** Many short texts in one array, two bytes a sign, each cut at {@link MOST_SIGNS}: a text kept by itself would keep the whole piece of the file it was cut from. */
export class TextStore {
  private readonly ends: Uint32Array
  private signs = new Uint16Array(1 << 16)
  private count = 0

  constructor(capacity: number) {
    this.ends = new Uint32Array(capacity + 1)
  }

  /** Adds a text; its number is that of texts before it. */
  add(text: string): void {
    const start = this.ends[this.count] as number
    const length = Math.min(text.length, MOST_SIGNS)
    const end = start + length
    if (end > this.signs.length) {
      const wider = new Uint16Array(Math.max(end, this.signs.length * 2))
      wider.set(this.signs)
      this.signs = wider
    }
    for (let index = 0; index < length; index += 1) this.signs[start + index] = text.charCodeAt(index)
    this.count += 1
    this.ends[this.count] = end
  }

  at(index: number): string {
    return String.fromCharCode(...this.signs.subarray(this.ends[index], this.ends[index + 1]))
  }
}
