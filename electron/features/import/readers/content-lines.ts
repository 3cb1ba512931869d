import { isUtf8 } from 'node:buffer'
import type { ByteSource } from './byte-source.ts'
import { decodedPieces } from './decode-text.ts'
import { UnreadableFile } from './read-refusal.ts'

const UTF8_MARK = Buffer.from('efbbbf', 'hex')
/** Bytes of an address book read at a time: about 25 ms of work. */
export const CONTACT_PIECE_BYTES = 1 << 18
/** Bytes that one value may have as it stands in the file, before quoted-printable or Base64 are undone. */
const MAX_VALUE_LENGTH = 4_000_000
/** Values that one contact may have. */
const MAX_VALUES = 16_384
const MAX_CONTACT_LENGTH = 16_000_000

/**
 * The lines of an address book, blank ones too, each byte as one character, since every value may have an encoding of its own;
 * UTF-16 is made UTF-8. A line beyond all measure is cut, and refused where its value is kept. `onPiece` hears the bytes done.
 */
export function* binaryLines(
  bytes: ByteSource,
  encoding: string,
  onPiece: (bytesDone: number) => void,
  pieceBytes: number = CONTACT_PIECE_BYTES,
): Generator<string, void, undefined> {
  let line = ''
  let isAfterReturn = false
  for (const { text, bytesDone } of binaryPieces(bytes, encoding, pieceBytes)) {
    const end = text.length
    const find = (sign: string, from: number): number => {
      const at = text.indexOf(sign, from)
      return at === -1 ? end : at
    }
    let start = isAfterReturn && text.startsWith('\n') ? 1 : 0
    let nextFeed = -1
    let nextReturn = -1
    for (;;) {
      if (nextFeed < start) nextFeed = find('\n', start)
      if (nextReturn < start) nextReturn = find('\r', start)
      const lineEnd = Math.min(nextFeed, nextReturn)
      if (line.length <= MAX_VALUE_LENGTH) line += text.slice(start, lineEnd)
      if (lineEnd >= end) break
      yield line
      line = ''
      start = nextReturn < nextFeed && nextFeed === nextReturn + 1 && nextFeed < end ? lineEnd + 2 : lineEnd + 1
    }
    isAfterReturn = text.endsWith('\r')
    onPiece(bytesDone)
  }
  if (line !== '') yield line
}

function* binaryPieces(
  bytes: ByteSource,
  encoding: string,
  pieceBytes: number,
): Generator<{ text: string; bytesDone: number }, void, undefined> {
  if (encoding.startsWith('utf-16')) {
    for (const { text, bytesDone } of decodedPieces(bytes, encoding, pieceBytes)) {
      yield { text: Buffer.from(text).toString('latin1'), bytesDone }
    }
    return
  }
  const hasMark = bytes.read(0, 3).equals(UTF8_MARK)
  for (let position = hasMark ? UTF8_MARK.length : 0; position < bytes.size; ) {
    const piece = bytes.read(position, pieceBytes)
    if (piece.length === 0) return
    position += piece.length
    yield { text: piece.toString('latin1'), bytesDone: position }
  }
}

/** A value and the lines it is folded over. Throws UnreadableFile beyond what a value may have. */
export function joinFolded(value: string, part: string): string {
  const joined = value + part
  if (joined.length > MAX_VALUE_LENGTH) throw tooBig('a value of more than four million characters')
  return joined
}

/** Counts what one contact holds. */
export class ContactBudget {
  private values = 0
  private length = 0

  /** Throws UnreadableFile beyond what a contact may have. */
  spend(length: number): void {
    this.values += 1
    this.length += length
    if (this.values > MAX_VALUES || this.length > MAX_CONTACT_LENGTH) throw tooBig('a contact with too many values')
  }
}

/**
 * Text of bytes that {@link binaryLines} gave as characters. A few bytes that are no UTF-8 though they should be are U+FFFD; where
 * they are most of those beyond ASCII, all are read as windows-1252.
 */
export function decodeBinary(binary: string, encoding: string): string {
  if (/^[\t-~]*$/.test(binary) && !encoding.startsWith('iso-2022')) return binary
  const bytes = Buffer.from(binary, 'latin1')
  return (encoding === 'utf-8' ? decodeUtf8(bytes) : new TextDecoder(encoding).decode(bytes)).replaceAll('\0', '')
}

function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (isUtf8(bytes)) return text
  const highCount = bytes.reduce((count, byte) => (byte > 0x7f ? count + 1 : count), 0)
  const unreadableCount = text.split('\ufffd').length - 1
  return unreadableCount * 2 > highCount ? new TextDecoder('windows-1252').decode(bytes) : text
}

function tooBig(what: string): UnreadableFile {
  return new UnreadableFile('too_big', `“{file}” holds ${what}. Export the contacts again without it, and import that.`)
}
