/** Bytes that come before the current ones, which a match may reach back to. Source: RFC 1951. */
const WINDOW = 32_768
/** Bytes handed on at a time. */
const PIECE = 1 << 18
const LONGEST_MATCH = 258
/** Codes up to this length are found by one look into a table that stays in the fastest cache. */
const FIRST_BITS = 10
const FIRST_SIZE = 1 << FIRST_BITS

// An entry of a table: bits 0–3 the code's length, 4–7 its extra bits, 8–23 its value, and what it is above.
const LENGTH = 1 << 24
const END = 1 << 25
const LINK = 1 << 26
const INVALID = 1 << 27

/** Thrown where packed bytes are no deflate stream. */
export class BrokenStream extends Error {}

/**
 * Unpacks a raw deflate stream piece by piece in constant memory, which node:zlib does only asynchronously. `next` gives packed
 * bytes, none at their end; a piece given to `take` is valid during the call only. Throws BrokenStream.
 */
export function inflatePieces(next: () => Uint8Array, take: (piece: Buffer) => void): void {
  new Inflater(next, take).run()
}

type Table = { readonly entries: Int32Array; longerMask: number }

class Inflater {
  private readonly next: () => Uint8Array
  private readonly take: (piece: Buffer) => void
  private readonly output = Buffer.allocUnsafe(WINDOW + PIECE + LONGEST_MATCH)
  private out = WINDOW
  private written = 0
  private input: Uint8Array = new Uint8Array(0)
  private at = 0
  /** Position from which fewer than 8 bytes are left. */
  private inputLimit = -1
  private paddedBytes = 0
  private hold = 0
  private bits = 0
  private readonly literals: Table = { entries: new Int32Array(FIRST_SIZE + 288 * 32), longerMask: 0 }
  private readonly distances: Table = { entries: new Int32Array(FIRST_SIZE + 32 * 32), longerMask: 0 }
  private readonly lengths = new Uint8Array(320)

  constructor(next: () => Uint8Array, take: (piece: Buffer) => void) {
    this.next = next
    this.take = take
  }

  run(): void {
    let isLast = false
    while (!isLast) {
      isLast = this.readBits(1) === 1
      const kind = this.readBits(2)
      if (kind === 0) this.copyStored()
      else if (kind === 3) throw new BrokenStream()
      else {
        if (kind === 1) this.useFixedCodes()
        else this.readCodes()
        this.readBlock()
      }
    }
    // What is left unread must hold all that was invented after the end.
    if (this.input.length - this.at + (this.bits >> 3) < this.paddedBytes) throw new BrokenStream()
    this.flush()
  }

  private readBlock(): void {
    const { output } = this
    const literals = this.literals.entries
    const distances = this.distances.entries
    const { longerMask } = this.literals
    const longerDistanceMask = this.distances.longerMask
    let { hold, bits, at, out, input, inputLimit } = this
    for (;;) {
      if (out >= WINDOW + PIECE) {
        this.out = out
        this.flush()
        out = this.out
      }
      if (at >= inputLimit) {
        this.at = at
        this.refill()
        ;({ at, input, inputLimit } = this)
      }
      if (bits < 16) {
        hold |= ((input[at] as number) | ((input[at + 1] as number) << 8)) << bits
        at += 2
        bits += 16
      }
      let entry = literals[hold & (FIRST_SIZE - 1)] as number
      if ((entry & LINK) !== 0)
        entry = literals[((entry >>> 8) & 0xffff) + ((hold >>> FIRST_BITS) & longerMask)] as number
      let length = entry & 15
      hold >>>= length
      bits -= length
      if (entry < LENGTH) {
        output[out] = entry >>> 8
        out += 1
        continue
      }
      if (entry >= END) {
        if (entry >= INVALID) throw new BrokenStream()
        break
      }
      if (bits < 16) {
        hold |= ((input[at] as number) | ((input[at + 1] as number) << 8)) << bits
        at += 2
        bits += 16
      }
      let extra = (entry >>> 4) & 15
      length = ((entry >>> 8) & 0xffff) + (hold & ((1 << extra) - 1))
      hold >>>= extra
      bits -= extra
      if (bits < 16) {
        hold |= ((input[at] as number) | ((input[at + 1] as number) << 8)) << bits
        at += 2
        bits += 16
      }
      entry = distances[hold & (FIRST_SIZE - 1)] as number
      if ((entry & LINK) !== 0)
        entry = distances[((entry >>> 8) & 0xffff) + ((hold >>> FIRST_BITS) & longerDistanceMask)] as number
      if (entry >= INVALID) throw new BrokenStream()
      hold >>>= entry & 15
      bits -= entry & 15
      if (bits < 16) {
        hold |= ((input[at] as number) | ((input[at + 1] as number) << 8)) << bits
        at += 2
        bits += 16
      }
      extra = (entry >>> 4) & 15
      const distance = ((entry >>> 8) & 0xffff) + (hold & ((1 << extra) - 1))
      hold >>>= extra
      bits -= extra
      if (distance > this.written + out - WINDOW) throw new BrokenStream()
      if (distance >= length && length > 48) {
        output.copyWithin(out, out - distance, out - distance + length)
        out += length
      } else {
        for (const end = out + length; out < end; out += 1) output[out] = output[out - distance] as number
      }
    }
    this.hold = hold
    this.bits = bits
    this.at = at
    this.out = out
  }

  private copyStored(): void {
    this.readBits(this.bits & 7)
    const size = this.readBits(16)
    if ((this.readBits(16) ^ 0xffff) !== size) throw new BrokenStream()
    for (let index = 0; index < size; index += 1) {
      if (this.out >= WINDOW + PIECE) this.flush()
      this.output[this.out] = this.readBits(8)
      this.out += 1
    }
  }

  private readBits(count: number): number {
    if (this.at >= this.inputLimit) this.refill()
    while (this.bits < count) {
      this.hold |= (this.input[this.at] as number) << this.bits
      this.at += 1
      this.bits += 8
    }
    const value = this.hold & ((1 << count) - 1)
    this.hold >>>= count
    this.bits -= count
    return value
  }

  /** Puts the next packed bytes behind those that are left; zeros stand in after the end, and too many of them end the reading. */
  private refill(): void {
    const left = this.input.subarray(this.at)
    const more = this.next()
    let joined: Uint8Array
    if (more.length === 0) {
      if (this.paddedBytes > 64) throw new BrokenStream()
      this.paddedBytes += 16
      joined = new Uint8Array(left.length + 16)
    } else {
      joined = new Uint8Array(left.length + more.length)
      joined.set(more, left.length)
    }
    joined.set(left)
    this.input = joined
    this.at = 0
    this.inputLimit = joined.length - 8
    if (this.inputLimit <= 0) this.refill()
  }

  /** Hands the piece on and keeps what later matches may reach back to. */
  private flush(): void {
    if (this.out === WINDOW) return
    this.take(this.output.subarray(WINDOW, this.out))
    this.written += this.out - WINDOW
    this.output.copyWithin(0, this.out - WINDOW, this.out)
    this.out = WINDOW
  }

  private useFixedCodes(): void {
    const { lengths } = this
    lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288)
    fillTable(this.literals, lengths.subarray(0, 288), literalEntries)
    lengths.fill(5, 0, 30)
    fillTable(this.distances, lengths.subarray(0, 30), distanceEntries)
  }

  private readCodes(): void {
    const { lengths } = this
    const literalCount = this.readBits(5) + 257
    const distanceCount = this.readBits(5) + 1
    const count = this.readBits(4) + 4
    if (literalCount > 286 || distanceCount > 30) throw new BrokenStream()
    lengths.fill(0)
    for (let index = 0; index < count; index += 1) lengths[ORDER[index] as number] = this.readBits(3)
    fillTable(this.distances, lengths.subarray(0, 19), plainEntries)
    const codes = this.distances.entries
    const all = literalCount + distanceCount
    lengths.fill(0)
    let index = 0
    while (index < all) {
      if (this.at >= this.inputLimit) this.refill()
      while (this.bits < 16) {
        this.hold |= (this.input[this.at] as number) << this.bits
        this.at += 1
        this.bits += 8
      }
      const entry = codes[this.hold & (FIRST_SIZE - 1)] as number
      if (entry >= INVALID) throw new BrokenStream()
      this.hold >>>= entry & 15
      this.bits -= entry & 15
      const symbol = entry >>> 8
      if (symbol < 16) {
        lengths[index] = symbol
        index += 1
        continue
      }
      if (symbol === 16 && index === 0) throw new BrokenStream()
      const value = symbol === 16 ? (lengths[index - 1] as number) : 0
      const times = symbol === 16 ? 3 + this.readBits(2) : symbol === 17 ? 3 + this.readBits(3) : 11 + this.readBits(7)
      if (index + times > all) throw new BrokenStream()
      lengths.fill(value, index, index + times)
      index += times
    }
    if (lengths[256] === 0) throw new BrokenStream()
    fillTable(this.distances, lengths.subarray(literalCount, all), distanceEntries)
    fillTable(this.literals, lengths.subarray(0, literalCount), literalEntries)
  }
}

/** Order in which the lengths of the code length codes are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

const plainEntries = Int32Array.from({ length: 19 }, (_, symbol) => symbol << 8)
const literalEntries = entriesOf(256, 29, (index) => (index < 8 ? 0 : (index - 4) >> 2), 3, LENGTH)
literalEntries[256] = END
// Length 258 has a code of its own.
literalEntries[285] = LENGTH | (258 << 8)
literalEntries[286] = INVALID
literalEntries[287] = INVALID
const distanceEntries = entriesOf(-1, 30, (index) => (index < 4 ? 0 : (index - 2) >> 1), 1, 0)

/** Entries without their code's length: literals up to `last`, then bases that each begin where the one before ends. */
function entriesOf(
  last: number,
  count: number,
  extraBits: (index: number) => number,
  firstBase: number,
  flag: number,
): Int32Array {
  const entries = new Int32Array(last + 1 + count + 2)
  for (let symbol = 0; symbol < last; symbol += 1) entries[symbol] = symbol << 8
  let base = firstBase
  for (let index = 0; index < count; index += 1) {
    const extra = extraBits(index)
    entries[last + 1 + index] = flag | (base << 8) | (extra << 4)
    base += 1 << extra
  }
  return entries
}

/** Makes the table of a canonical code. Throws BrokenStream where there are more codes than fit. */
function fillTable(table: Table, lengths: Uint8Array, symbols: Int32Array): void {
  const { entries } = table
  const counts = new Uint16Array(16)
  for (const length of lengths) counts[length] = (counts[length] as number) + 1
  counts[0] = 0
  const nextCode = new Uint16Array(17)
  let longest = 0
  let room = 1
  for (let length = 1; length <= 15; length += 1) {
    room = room * 2 - (counts[length] as number)
    if (room < 0) throw new BrokenStream()
    if (counts[length] !== 0) longest = length
    nextCode[length + 1] = ((nextCode[length] as number) + (counts[length] as number)) << 1
  }
  const longerSize = longest > FIRST_BITS ? 1 << (longest - FIRST_BITS) : 0
  table.longerMask = longerSize - 1
  entries.fill(INVALID, 0, FIRST_SIZE)
  let free = FIRST_SIZE
  for (let symbol = 0; symbol < lengths.length; symbol += 1) {
    const length = lengths[symbol] as number
    if (length === 0) continue
    const code = nextCode[length] as number
    nextCode[length] = code + 1
    const reversed = reverse(code, length)
    const entry = (symbols[symbol] as number) | length
    if (length <= FIRST_BITS) {
      for (let index = reversed; index < FIRST_SIZE; index += 1 << length) entries[index] = entry
      continue
    }
    const first = reversed & (FIRST_SIZE - 1)
    let link = entries[first] as number
    if (link === INVALID) {
      link = LINK | (free << 8)
      entries[first] = link
      entries.fill(INVALID, free, free + longerSize)
      free += longerSize
    }
    const start = (link >>> 8) & 0xffff
    for (let index = reversed >>> FIRST_BITS; index < longerSize; index += 1 << (length - FIRST_BITS))
      entries[start + index] = entry
  }
}

function reverse(code: number, length: number): number {
  let from = code
  let to = 0
  for (let index = 0; index < length; index += 1) {
    to = (to << 1) | (from & 1)
    from >>>= 1
  }
  return to
}
