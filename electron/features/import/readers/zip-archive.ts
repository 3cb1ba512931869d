import { crc32, inflateRawSync } from 'node:zlib'
import { UnreadableFile } from './read-refusal.ts'
import { lockedByPassword } from './recognise-file.ts'

/** A part of a ZIP file as its central directory describes it. */
type ZipEntry = {
  readonly method: number
  readonly isEncrypted: boolean
  readonly checksum: number
  readonly packedSize: number
  readonly size: number
  readonly headerOffset: number
}

/** The parts of a ZIP file; each is unpacked when asked for, within its bounds. */
export type ZipArchive = {
  readonly names: readonly string[]
  has(name: string): boolean
  /** The part's bytes with their checksum verified, or undefined where there is none such. Throws UnreadableFile. */
  read(name: string): Buffer | undefined
}

/** Largest part that is unpacked. 100,000 rows of 20 columns are about 100 MB. */
const MAX_PART_BYTES = 512 * 1024 * 1024
/** A part may always grow to this size, and beyond it by this ratio; real sheets stay below 60. */
const FREE_PART_BYTES = 16 * 1024 * 1024
const MAX_RATIO = 250
const MAX_ENTRIES = 10_000

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const HEADER_SIGNATURE = 0x04034b50

/** Reads the central directory of a ZIP file. Throws UnreadableFile: corrupt, unsupported (ZIP64) or hostile. */
export function openZip(bytes: Uint8Array): ZipArchive {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(file)
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read: (name) => {
      const entry = entries.get(name)
      return entry === undefined ? undefined : unpack(file, entry)
    },
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

function readDirectory(file: Buffer): Map<string, ZipEntry> {
  const end = findEnd(file)
  const count = file.readUInt16LE(end + 10)
  const size = file.readUInt32LE(end + 12)
  const offset = file.readUInt32LE(end + 16)
  if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
    throw new UnreadableFile(
      'unsupported',
      '“{file}” is a very large archive (ZIP64), which Leadbook cannot read. Save it as CSV and import that.',
    )
  }
  if (count > MAX_ENTRIES) throw hostile()
  if (offset + size > end) throw corrupt()
  const entries = new Map<string, ZipEntry>()
  let at = offset
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY_SIGNATURE) throw corrupt()
    const nameLength = file.readUInt16LE(at + 28)
    const name = file
      .toString('utf8', at + 46, at + 46 + nameLength)
      .replaceAll('\\', '/')
      .replace(/^\//, '')
    entries.set(name, {
      isEncrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      method: file.readUInt16LE(at + 10),
      checksum: file.readUInt32LE(at + 16),
      packedSize: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      headerOffset: file.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

/** Offset of the end record, which a comment of up to 65,535 bytes may follow. */
function findEnd(file: Buffer): number {
  const lowest = Math.max(0, file.length - 65_557)
  for (let at = file.length - 22; at >= lowest; at -= 1) {
    if (file.readUInt32LE(at) === END_SIGNATURE) return at
  }
  throw corrupt()
}

function unpack(file: Buffer, entry: ZipEntry): Buffer {
  if (entry.isEncrypted) throw lockedByPassword()
  if (entry.size > MAX_PART_BYTES) throw hostile()
  if (entry.size > FREE_PART_BYTES && entry.size > entry.packedSize * MAX_RATIO) throw hostile()
  const header = entry.headerOffset
  if (header + 30 > file.length || file.readUInt32LE(header) !== HEADER_SIGNATURE) throw corrupt()
  const start = header + 30 + file.readUInt16LE(header + 26) + file.readUInt16LE(header + 28)
  if (start + entry.packedSize > file.length) throw corrupt()
  const content = inflate(file.subarray(start, start + entry.packedSize), entry)
  if (content.length !== entry.size || crc32(content) !== entry.checksum) throw corrupt()
  return content
}

function inflate(packed: Buffer, entry: ZipEntry): Buffer {
  if (entry.method === 0) return packed
  if (entry.method !== 8) {
    throw new UnreadableFile(
      'unsupported',
      '“{file}” is packed in a way that Leadbook cannot read. Save it again as XLSX or CSV and import that.',
    )
  }
  try {
    // The declared size bounds the work: a part that lies about it fails here, before it fills the memory.
    // One chunk of that size spares a second copy of a large sheet; a byte more lets zlib see the end.
    const chunkSize = Math.max(1024, entry.size + 1)
    return inflateRawSync(packed, { maxOutputLength: Math.max(FREE_PART_BYTES, chunkSize), chunkSize })
  } catch (error) {
    if (error instanceof RangeError) throw hostile()
    throw corrupt()
  }
}
