import * as crypto from 'node:crypto'
import { createHash } from 'node:crypto'
import type { RowDigests } from '../../../shared/domain/import/draft-rows.ts'

/** 128 bits of SHA-1 over the cells of each row, empty ones at its end left out; four numbers a row. */
export class Sha1Digests implements RowDigests {
  private readonly bits: Uint32Array
  private readonly bytes: Buffer
  private readonly salt: string

  /** `salt` tells rows apart that say the same of something else, as who clicked and who came. */
  constructor(count: number, salt = '') {
    this.salt = salt
    this.bits = new Uint32Array(count * 4)
    this.bytes = Buffer.from(this.bits.buffer)
  }

  set(index: number, cells: readonly string[]): void {
    let length = cells.length
    while (length > 0 && cells[length - 1] === '') length -= 1
    const kept = length === cells.length ? cells : cells.slice(0, length)
    digest(kept.join('\u001f') + this.salt).copy(this.bytes, index * 16, 0, 16)
  }

  /** All digests in the order of the rows. */
  get all(): Uint8Array {
    return this.bytes
  }

  bitsAt(index: number, part: number): number {
    return this.bits[index * 4 + part] as number
  }

  hexAt(index: number): string {
    return this.bytes.toString('hex', index * 16, index * 16 + 16)
  }
}

/** Electron 33 has no `crypto.hash`, which takes half the time. */
const digest: (text: string) => Buffer =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha1', text, 'buffer')
    : (text) => createHash('sha1').update(text).digest()
