import { constants, crc32, deflateRawSync } from 'node:zlib'
import type { PieceFile } from './piece-file.ts'

const BLOCK_LENGTH = 512 * 1024
const HEADER_BYTES = 30
/** 1 January 1980: the day of the workbook is nobody's business, and the same leads give the same bytes. */
const NO_DATE = 0x0021

type Entry = { name: Buffer; offset: number; checksum: number; size: number; packedSize: number }

/**
 * Writes a ZIP file part after part, each deflated block by block, so that no part stands in memory. Sizes are put into a part's header
 * once it is whole. A part has less than 4 GB. Source: PKWARE APPNOTE 6.3.
 */
export class ZipWriter {
  private readonly file: PieceFile
  private readonly entries: Entry[] = []
  private current: Entry | undefined
  private pending = ''

  constructor(file: PieceFile) {
    this.file = file
  }

  begin(name: string): void {
    const entry = { name: Buffer.from(name), offset: this.file.byteCount, checksum: 0, size: 0, packedSize: 0 }
    this.current = entry
    this.file.addBytes(Buffer.concat([localHeader(entry), entry.name]))
  }

  add(text: string): void {
    this.pending += text
    if (this.pending.length >= BLOCK_LENGTH) this.writeBlock(false)
  }

  end(): void {
    this.writeBlock(true)
    const entry = this.entry
    this.file.patch(localHeader(entry), entry.offset)
    this.entries.push(entry)
    this.current = undefined
  }

  finish(): void {
    const start = this.file.byteCount
    for (const entry of this.entries) this.file.addBytes(Buffer.concat([directoryHeader(entry), entry.name]))
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.entries.length, 8)
    end.writeUInt16LE(this.entries.length, 10)
    end.writeUInt32LE(this.file.byteCount - start, 12)
    end.writeUInt32LE(start, 16)
    this.file.addBytes(end)
  }

  private get entry(): Entry {
    if (this.current === undefined) throw new Error('No part of the ZIP file was begun')
    return this.current
  }

  /** Blocks end on whole bytes, so that the next one can follow. */
  private writeBlock(isLast: boolean): void {
    const entry = this.entry
    const bytes = Buffer.from(this.pending)
    this.pending = ''
    const packed = deflateRawSync(bytes, {
      // Speed goes before size here: a sheet of texts packs well at any level.
      level: 2,
      finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    })
    entry.checksum = crc32(bytes, entry.checksum)
    entry.size += bytes.length
    entry.packedSize += packed.length
    this.file.addBytes(packed)
  }
}

/** The fields that stand in a part's own header and in the directory alike. */
function commonFields({ name, checksum, size, packedSize }: Entry): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  // Names are UTF-8.
  fields.writeUInt16LE(0x0800, 2)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt16LE(NO_DATE, 8)
  fields.writeUInt32LE(checksum, 10)
  fields.writeUInt32LE(packedSize, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(name.length, 22)
  return fields
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt32LE(0x04034b50, 0)
  commonFields(entry).copy(header, 4)
  return header
}

function directoryHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  commonFields(entry).copy(header, 6)
  header.writeUInt32LE(entry.offset, 42)
  return header
}
