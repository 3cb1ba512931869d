import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { Refusal } from '../../../../shared/contract/reply.ts'

const PIECE_LENGTH = 256 * 1024

/** A file that is written in pieces, so that it never stands in memory. Texts become UTF-8. */
export class PieceFile {
  byteCount = 0
  private readonly path: string
  private readonly file: number
  private pending = ''

  constructor(path: string) {
    this.path = path
    this.file = openSync(path, 'wx', 0o600)
  }

  /** Adds a text. */
  add(text: string): void {
    this.pending += text
    if (this.pending.length >= PIECE_LENGTH) this.flush()
  }

  /** Adds bytes behind all that was added before. */
  addBytes(bytes: Uint8Array): void {
    this.flush()
    this.write(bytes, this.byteCount)
    this.byteCount += bytes.length
  }

  /** Writes bytes over others that were added before. */
  patch(bytes: Uint8Array, position: number): void {
    this.write(bytes, position)
  }

  /** Closes the file; gives how many bytes it has. */
  finish(): number {
    this.flush()
    closeSync(this.file)
    return this.byteCount
  }

  /** Closes the file and removes it. */
  abandon(): void {
    closeSync(this.file)
    rmSync(this.path, { force: true })
  }

  private flush(): void {
    if (this.pending === '') return
    const bytes = Buffer.from(this.pending)
    this.pending = ''
    this.write(bytes, this.byteCount)
    this.byteCount += bytes.length
  }

  private write(bytes: Uint8Array, position: number): void {
    try {
      for (let written = 0; written < bytes.length; )
        written += writeSync(this.file, bytes, written, bytes.length - written, position + written)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
        throw new Refusal(
          'disk_full',
          'The disk is full: the leads were not exported. Make room and export them again.',
        )
      throw error
    }
  }
}
