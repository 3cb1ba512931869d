import { crc32 } from 'node:zlib'
import type { ByteSource } from './byte-source.ts'
import { BrokenStream, inflatePieces } from './inflate.ts'
import { UnreadableFile } from './read-refusal.ts'
import { lockedByPassword } from './recognise-file.ts'

/** A part of a ZIP file as its central directory describes it. */
type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  readonly checksum: number
  readonly packedSize: number
  readonly size: number
  readonly headerOffset: number
}

/** The parts of a ZIP file; each is unpacked when asked for, within its bounds. Names are told apart without their case, as Office does. */
export type ZipArchive = {
  readonly names: readonly string[]
  has(name: string): boolean
  /** The whole of a small part, or undefined where there is none such. Throws UnreadableFile. */
  read(name: string): Buffer | undefined
  /**
   * Unpacks a part of any size piece by piece; a piece is valid until `take` returns. The checksum is known to be right once this
   * returns. False where there is no such part. Throws UnreadableFile.
   */
  unpack(name: string, take: (piece: Buffer) => void): boolean
  /** Says once more how far the file was read, for whoever makes much of a piece. */
  tellAgain(): void
}

/** Largest part that is unpacked: a sheet of a million rows is about 1 GB. */
const MAX_PART_BYTES = 4 * 1024 * 1024 * 1024
/** Largest part that is read as a whole: all but sheets and texts are small. */
const MAX_WHOLE_BYTES = 64 * 1024 * 1024
/** A part may always grow to this size, and beyond it by this ratio; real sheets stay below 60. */
const FREE_PART_BYTES = 16 * 1024 * 1024
const MAX_RATIO = 250
/** A part that is larger than it says by no more than this was written badly; by more, it is built to. */
const HONEST_SURPLUS_BYTES = 65_536
const MAX_ENTRIES = 10_000
const MAX_DIRECTORY_BYTES = 16 * 1024 * 1024
/** Packed bytes read from the file at a time. */
const READ_BYTES = 1 << 16

const END_SIGNATURE = 0x06054b50
const END64_SIGNATURE = 0x06064b50
const END64_POINTER_SIGNATURE = 0x07064b50
const ENTRY_SIGNATURE = 0x02014b50
const HEADER_SIGNATURE = 0x04034b50
const IN_64_BITS = 0xffffffff

/** Reads the central directory of a ZIP file; `tell` hears how many of its bytes were read while a part is. Throws UnreadableFile: corrupt or hostile. */
export function openZip(file: ByteSource, tell: (bytesDone: number) => void): ZipArchive {
  const entries = new Map<string, ZipEntry>()
  for (const entry of readDirectory(file)) entries.set(entry.name.toLowerCase(), entry)
  let bytesDone = 0
  const hear = (bytesRead: number): void => {
    bytesDone += bytesRead
    tell(Math.min(bytesDone, file.size))
  }
  const unpack = (name: string, take: (piece: Buffer) => void): boolean => {
    const entry = entries.get(name.toLowerCase())
    if (entry !== undefined) unpackEntry(file, entry, take, hear)
    return entry !== undefined
  }
  return {
    names: [...entries.values()].map(({ name }) => name),
    has: (name) => entries.has(name.toLowerCase()),
    read: (name) => {
      if ((entries.get(name.toLowerCase())?.size ?? 0) > MAX_WHOLE_BYTES) throw hostile()
      const pieces: Buffer[] = []
      return unpack(name, (piece) => pieces.push(Buffer.from(piece))) ? Buffer.concat(pieces) : undefined
    },
    unpack,
    tellAgain: () => hear(0),
  }
}

function corrupt(): UnreadableFile {
  return new UnreadableFile(
    'corrupt',
    '“{file}” is damaged or cut off. Open it in a spreadsheet program, save it again as XLSX, and import that.',
  )
}

function hostile(): UnreadableFile {
  return new UnreadableFile(
    'hostile',
    '“{file}” unpacks to far more than a table holds, so it was not opened. Save it again as CSV and import that.',
  )
}

function* readDirectory(file: ByteSource): Generator<ZipEntry> {
  const { count, size, offset } = findDirectory(file)
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY_BYTES) throw hostile()
  const directory = file.read(offset, size)
  if (directory.length < size) throw corrupt()
  let at = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > size || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw corrupt()
    const extraAt = at + 46 + directory.readUInt16LE(at + 28)
    const end = extraAt + directory.readUInt16LE(at + 30)
    if (end > size) throw corrupt()
    const sizes = readSizes(directory, at, directory.subarray(extraAt, end))
    yield {
      name: directory
        .toString('utf8', at + 46, extraAt)
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      ...sizes,
    }
    at = end + directory.readUInt16LE(at + 32)
  }
}

/** The numbers of an entry; those of 64 bits stand in its extra field 1, in this order and only where the short ones are full. */
function readSizes(
  directory: Buffer,
  at: number,
  extra: Buffer,
): Pick<ZipEntry, 'packedSize' | 'size' | 'headerOffset'> {
  let wide: Buffer = Buffer.alloc(0)
  for (let field = 0; field + 4 <= extra.length; ) {
    const end = field + 4 + extra.readUInt16LE(field + 2)
    if (extra.readUInt16LE(field) === 1) wide = extra.subarray(field + 4, end)
    field = end
  }
  let wideAt = 0
  const numberAt = (offset: number): number => {
    const short = directory.readUInt32LE(at + offset)
    if (short !== IN_64_BITS) return short
    if (wideAt + 8 > wide.length) throw corrupt()
    wideAt += 8
    return Number(wide.readBigUInt64LE(wideAt - 8))
  }
  const size = numberAt(24)
  const packedSize = numberAt(20)
  return { size, packedSize, headerOffset: numberAt(42) }
}

/** Where the central directory stands, by the end record, which a comment of up to 65,535 bytes may follow. */
function findDirectory(file: ByteSource): { count: number; size: number; offset: number } {
  const tailAt = Math.max(0, file.size - 65_557 - 20)
  const tail = file.read(tailAt, file.size - tailAt)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END_SIGNATURE) end -= 1
  if (end < 0) throw corrupt()
  const short = {
    count: tail.readUInt16LE(end + 10),
    size: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  }
  const isWide = short.count === 0xffff || short.size === IN_64_BITS || short.offset === IN_64_BITS
  if (isWide && end >= 20 && tail.readUInt32LE(end - 20) === END64_POINTER_SIGNATURE) {
    const record = file.read(Number(tail.readBigUInt64LE(end - 12)), 56)
    if (record.length < 56 || record.readUInt32LE(0) !== END64_SIGNATURE) throw corrupt()
    return {
      count: Number(record.readBigUInt64LE(32)),
      size: Number(record.readBigUInt64LE(40)),
      offset: Number(record.readBigUInt64LE(48)),
    }
  }
  if (short.offset + short.size > tailAt + end) throw corrupt()
  return short
}

function unpackEntry(
  file: ByteSource,
  entry: ZipEntry,
  take: (piece: Buffer) => void,
  hear: (bytesRead: number) => void,
): void {
  if (entry.isEncrypted) throw lockedByPassword()
  const { size, packedSize, headerOffset } = entry
  if (size > MAX_PART_BYTES) throw hostile()
  if (size > FREE_PART_BYTES && size > packedSize * MAX_RATIO) throw hostile()
  const header = file.read(headerOffset, 30)
  if (header.length < 30 || header.readUInt32LE(0) !== HEADER_SIGNATURE) throw corrupt()
  const start = headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const end = start + packedSize
  if (end > file.size) throw corrupt()
  let at = start
  const next = (): Buffer => {
    const piece = file.read(at, Math.min(READ_BYTES, end - at))
    at += piece.length
    hear(piece.length)
    return piece
  }
  let unpacked = 0
  let checksum = 0
  const check = (piece: Buffer): void => {
    unpacked += piece.length
    // A part that is larger than it says stops here, before it fills anything.
    if (unpacked > size) throw unpacked > size + HONEST_SURPLUS_BYTES ? hostile() : new BrokenStream()
    checksum = crc32(piece, checksum)
    hear(0)
    take(piece)
  }
  try {
    if (entry.method === 8) inflatePieces(next, check)
    else if (entry.method === 0) for (let piece = next(); piece.length > 0; piece = next()) check(piece)
    else throw packedOtherwise()
  } catch (error) {
    throw error instanceof BrokenStream ? corrupt() : error
  }
  if (unpacked !== size || checksum !== entry.checksum) throw corrupt()
}

function packedOtherwise(): UnreadableFile {
  return new UnreadableFile(
    'unsupported',
    '“{file}” is packed in a way that Leadbook cannot read. Save it again as XLSX or CSV and import that.',
  )
}
