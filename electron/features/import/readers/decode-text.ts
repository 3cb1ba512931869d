import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import type { ByteSource } from './byte-source.ts'
import { UnreadableFile } from './read-refusal.ts'

/** How the bytes of a text are read. */
export type TextEncoding = {
  /** A label that TextDecoder knows. */
  readonly encoding: string
  /** Other encodings worth offering, likeliest first; empty where the bytes leave no doubt. */
  readonly guesses: readonly string[]
}

/** A stretch of decoded text, and where in the file its last byte stands. */
export type TextPiece = { readonly text: string; readonly bytesDone: number }

/** Bytes read at a time. */
export const PIECE_BYTES = 1 << 20
/** Bytes that the statistics of an encoding are taken from, and characters by which text is told from other bytes. */
const SAMPLE_LENGTH = 256 * 1024
/** Control-Z, with which DOS programs end a text file. */
const DOS_END = '\u001a'
/** chardet's confidence from which a guess other than Western European is believed. */
const BELIEVED_CONFIDENCE = 40
/** Characters of a line that a preview shows. */
const PREVIEW_LINE_LENGTH = 200

/**
 * The encoding of a text, by byte order mark, zero bytes, strict UTF-8 over the whole file and, failing these, the statistics of its
 * bytes; one chosen by the seller goes before all of them. `onPiece` is called after each piece read. Throws UnreadableFile for a
 * chosen encoding that is not known.
 */
export function detectEncoding(bytes: ByteSource, chosen?: string, onPiece: () => void = () => {}): TextEncoding {
  if (chosen !== undefined) return { encoding: knownEncoding(chosen), guesses: [] }
  const head = bytes.read(0, SAMPLE_LENGTH)
  const certain = encodingOfMark(head) ?? wideEncoding(head) ?? (isAllUtf8(bytes, onPiece) ? 'utf-8' : undefined)
  return certain === undefined ? encodingByStatistics(bytes) : { encoding: certain, guesses: [] }
}

/**
 * The text of a file piece by piece, without its byte order mark, stray zero bytes and the old end-of-file sign. Bytes that mean
 * nothing in the encoding become U+FFFD. Throws UnreadableFile where the bytes are mostly control characters, so are no text.
 */
export function* decodedPieces(
  bytes: ByteSource,
  encoding: string,
  pieceBytes: number = PIECE_BYTES,
): Generator<TextPiece, void, undefined> {
  const refuseControls = controlsCheck()
  let isMarkPossible = true
  for (const piece of encoding === 'utf-8' ? utf8Pieces(bytes, pieceBytes) : otherPieces(bytes, encoding, pieceBytes)) {
    let { text } = piece
    if (text === '') continue
    refuseControls(text)
    if (isMarkPossible && text.charCodeAt(0) === 0xfeff) text = text.slice(1)
    isMarkPossible = false
    if (text.includes('\0')) text = text.replaceAll('\0', '')
    if (text.includes(DOS_END)) text = text.replaceAll(DOS_END, '')
    yield { text, bytesDone: piece.bytesDone }
  }
  refuseControls('', true)
}

/** The first lines that read otherwise in another encoding, as this one reads them: what a seller chooses an encoding by. */
export function previewEncoding(bytes: ByteSource, encoding: string, lineCount: number): string[] {
  const lines: string[] = []
  let rest = ''
  for (const { text } of decodedPieces(bytes, knownEncoding(encoding))) {
    const parts = (rest + text).split(/\r\n|\n|\r/)
    rest = (parts.pop() ?? '').slice(0, PIECE_BYTES)
    for (const line of parts) {
      if (isTelling(line) && lines.push(line.slice(0, PREVIEW_LINE_LENGTH)) === lineCount) return lines
    }
  }
  if (isTelling(rest)) lines.push(rest.slice(0, PREVIEW_LINE_LENGTH))
  return lines
}

/** The name TextDecoder has for a label. Throws UnreadableFile where it knows none. */
export function knownEncoding(label: string): string {
  const encoding = findEncoding(label)
  if (encoding !== undefined) return encoding
  throw new UnreadableFile(
    'unsupported',
    `“{file}”: the encoding “${label}” is not known. Choose another one, such as utf-8 or windows-1252.`,
  )
}

/** The name TextDecoder has for a label, or undefined where it knows none. */
export function findEncoding(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return undefined
  }
}

function isTelling(line: string): boolean {
  return /[^\t\x20-\x7e]/.test(line)
}

/** Cutting before a sign that is not whole decodes as if nothing were cut, and costs no copy. */
function* utf8Pieces(bytes: ByteSource, pieceBytes: number): Generator<TextPiece, void, undefined> {
  const length = Math.max(pieceBytes, 8)
  for (let position = 0; position < bytes.size; ) {
    const piece = bytes.read(position, length)
    if (piece.length === 0) return
    const whole = position + piece.length >= bytes.size ? piece.length : wholeSignsLength(piece)
    position += whole
    yield { text: piece.toString('utf8', 0, whole), bytesDone: position }
  }
}

function* otherPieces(bytes: ByteSource, encoding: string, pieceBytes: number): Generator<TextPiece, void, undefined> {
  const decoder = new TextDecoder(encoding)
  for (let position = 0; position < bytes.size; ) {
    const piece = bytes.read(position, pieceBytes)
    if (piece.length === 0) break
    position += piece.length
    yield { text: decoder.decode(piece, { stream: true }), bytesDone: position }
  }
  yield { text: decoder.decode(), bytesDone: bytes.size }
}

/** Length of UTF-8 bytes up to the last sign that is whole. */
function wholeSignsLength(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function isAllUtf8(bytes: ByteSource, onPiece: () => void): boolean {
  for (let position = 0; position < bytes.size; ) {
    const piece = bytes.read(position, PIECE_BYTES)
    if (piece.length === 0) return true
    const whole = position + piece.length >= bytes.size ? piece.length : wholeSignsLength(piece)
    if (!isUtf8(piece.subarray(0, whole))) return false
    position += whole
    onPiece()
  }
  return true
}

function encodingOfMark(head: Uint8Array): string | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark shows as zero bytes that stand nearly always on the same side of a pair. */
function wideEncoding(head: Uint8Array): string | undefined {
  const length = head.length & ~1
  let even = 0
  let odd = 0
  for (let index = 0; index < length; index += 2) {
    if (head[index] === 0) even += 1
    if (head[index + 1] === 0) odd += 1
  }
  const pairs = length / 2
  if (pairs === 0) return undefined
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  return undefined
}

function encodingByStatistics(bytes: ByteSource): TextEncoding {
  const matches = analyse(sampleOf(bytes))
    .map((match) => ({ label: labelOf(match.name), confidence: match.confidence }))
    .filter(
      (match): match is { label: string; confidence: number } =>
        match.label !== undefined && findEncoding(match.label) !== undefined,
    )
  const best = matches[0]
  const isBelieved = best !== undefined && (best.confidence >= BELIEVED_CONFIDENCE || best.label === 'utf-8')
  const chosen = isBelieved ? best.label : 'windows-1252'
  const guesses = [...new Set([...matches.map((match) => match.label), 'windows-1252', 'macintosh'])]
  return { encoding: knownEncoding(chosen), guesses: guesses.filter((label) => label !== chosen).slice(0, 6) }
}

/** The lines that hold bytes beyond ASCII, since only these tell one encoding from another. */
function sampleOf(bytes: ByteSource): Uint8Array {
  if (bytes.size <= SAMPLE_LENGTH) return bytes.read(0, bytes.size)
  const parts: Uint8Array[] = []
  let size = 0
  for (let position = 0; position < bytes.size && size < SAMPLE_LENGTH; position += PIECE_BYTES) {
    const piece = bytes.read(position, PIECE_BYTES)
    for (let start = 0; start < piece.length && size < SAMPLE_LENGTH && !isAscii(piece.subarray(start)); ) {
      const newline = piece.indexOf(10, start)
      const end = Math.min(newline === -1 ? piece.length : newline + 1, start + 4096)
      const line = piece.subarray(start, end)
      if (!isAscii(line)) {
        parts.push(line)
        size += line.length
      }
      start = end
    }
  }
  return Buffer.concat(parts)
}

function labelOf(name: string): string | undefined {
  if (name === 'ISO-8859-1' || name === 'ASCII') return 'windows-1252'
  if (name === 'ISO-8859-9') return 'windows-1254'
  if (name.startsWith('UTF-32') || name === 'mbcs' || name === 'sbcs' || name.startsWith('ISO_2022')) return undefined
  return name.toLowerCase()
}

/** Counts the control characters at the beginning of a text, over as many pieces as it takes. */
function controlsCheck(): (text: string, isEnd?: boolean) => void {
  let seen = 0
  let controls = 0
  let isDone = false
  return (text, isEnd = false) => {
    if (isDone) return
    const length = Math.min(text.length, SAMPLE_LENGTH - seen)
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index)
      if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 31 && code !== 12) controls += 1
    }
    seen += length
    isDone = isEnd || seen >= SAMPLE_LENGTH
    if (isDone && controls > 4 && controls > seen * 0.02) {
      throw new UnreadableFile(
        'not_a_table',
        '“{file}” is no table: it holds no readable text. Choose a CSV or XLSX file.',
      )
    }
  }
}
