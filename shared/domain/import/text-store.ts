/** Signs of a text that are kept: no name is longer. */
const MOST_SIGNS = 200
/** Stands before the two bytes of a sign beyond one byte. */
const WIDE = 255

/** Many short texts in one array, each cut at {@link MOST_SIGNS}: a text kept by itself would keep the whole piece of the file it was cut from. */
export class TextStore {
  private readonly ends: Uint32Array
  private bytes = new Uint8Array(1 << 16)
  private count = 0

  constructor(capacity: number) {
    this.ends = new Uint32Array(capacity + 1)
  }

  /** Adds a text; its number is that of texts before it. */
  add(text: string): void {
    const length = Math.min(text.length, MOST_SIGNS)
    let at = this.ends[this.count] as number
    if (at + length * 3 > this.bytes.length) {
      const wider = new Uint8Array(Math.max(at + length * 3, Math.ceil(this.bytes.length * 1.5)))
      wider.set(this.bytes)
      this.bytes = wider
    }
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (code < WIDE) this.bytes[at++] = code
      else {
        this.bytes[at++] = WIDE
        this.bytes[at++] = code >> 8
        this.bytes[at++] = code & 0xff
      }
    }
    this.count += 1
    this.ends[this.count] = at
  }

  at(index: number): string {
    const codes: number[] = []
    const end = this.ends[index + 1] as number
    for (let at = this.ends[index] as number; at < end; at += 1) {
      const code = this.bytes[at] as number
      if (code < WIDE) codes.push(code)
      else {
        codes.push(((this.bytes[at + 1] as number) << 8) | (this.bytes[at + 2] as number))
        at += 2
      }
    }
    return String.fromCharCode(...codes)
  }
}
