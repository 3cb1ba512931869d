import { analyse } from 'chardet'
import { UnreadableFile } from './read-refusal.ts'

/** The text of a file and how its bytes were read. */
export type DecodedText = {
  readonly text: string
  readonly encoding: string
  /** Other encodings worth offering, likeliest first; empty where the bytes leave no doubt. */
  readonly guesses: readonly string[]
}

/** Bytes that the statistics of an encoding are taken from. */
const SAMPLE_BYTES = 256 * 1024
/** Control-Z, with which DOS programs end a text file. */
const DOS_END = '\u001a'
/** chardet's confidence from which a guess other than Western European is believed. */
const BELIEVED_CONFIDENCE = 40

/**
 * Text of a file, by byte order mark, zero bytes, strict UTF-8 and, failing these, the statistics of its bytes; the encoding
 * chosen by the seller goes before all of them. Throws UnreadableFile where the bytes are no text.
 */
export function decodeText(bytes: Uint8Array, chosenEncoding?: string): DecodedText {
  if (chosenEncoding !== undefined) return decodeAs(bytes, chosenEncoding, [])
  const marked = encodingOfMark(bytes)
  if (marked !== undefined) return decodeAs(bytes, marked, [])
  const wide = wideEncoding(bytes)
  if (wide !== undefined) return decodeAs(bytes, wide, [])
  try {
    return { text: clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), encoding: 'utf-8', guesses: [] }
  } catch {
    return decodeByStatistics(bytes)
  }
}

/** Whether TextDecoder knows the label. */
function isKnownEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

function decodeAs(bytes: Uint8Array, label: string, guesses: readonly string[]): DecodedText {
  if (!isKnownEncoding(label)) {
    throw new UnreadableFile(
      'unsupported',
      `“{file}”: the encoding “${label}” is not known. Choose another one, such as utf-8 or windows-1252.`,
    )
  }
  const decoder = new TextDecoder(label)
  return { text: clean(decoder.decode(bytes)), encoding: decoder.encoding, guesses }
}

function encodingOfMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

/** UTF-16 without a mark shows as zero bytes that stand nearly always on the same side of a pair. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const length = Math.min(bytes.length, SAMPLE_BYTES) & ~1
  let even = 0
  let odd = 0
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1
    if (bytes[index + 1] === 0) odd += 1
  }
  const pairs = length / 2
  if (pairs === 0) return undefined
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  return undefined
}

function decodeByStatistics(bytes: Uint8Array): DecodedText {
  const sample = sampleOf(bytes)
  const matches = analyse(sample)
    .map((match) => ({ label: labelOf(match.name), confidence: match.confidence }))
    .filter(
      (match): match is { label: string; confidence: number } =>
        match.label !== undefined && isKnownEncoding(match.label),
    )
  const best = matches[0]
  const isBelieved = best !== undefined && (best.confidence >= BELIEVED_CONFIDENCE || best.label === 'utf-8')
  const chosen = isBelieved ? best.label : 'windows-1252'
  const guesses = [...new Set([...matches.map((match) => match.label), 'windows-1252', 'macintosh'])]
  return decodeAs(bytes, chosen, guesses.filter((label) => label !== chosen).slice(0, 6))
}

/** The lines that hold bytes beyond ASCII, since only these tell one encoding from another. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE_BYTES) return bytes
  const parts: Uint8Array[] = []
  let size = 0
  let start = 0
  while (start < bytes.length && size < SAMPLE_BYTES) {
    const newline = bytes.indexOf(10, start)
    const end = Math.min(newline === -1 ? bytes.length : newline + 1, start + 4096)
    const line = bytes.subarray(start, end)
    if (line.some((byte) => byte > 0x7f)) {
      parts.push(line)
      size += line.length
    }
    start = end
  }
  return Buffer.concat(parts)
}

function labelOf(name: string): string | undefined {
  if (name === 'ISO-8859-1' || name === 'ASCII') return 'windows-1252'
  if (name === 'ISO-8859-9') return 'windows-1254'
  if (name.startsWith('UTF-32') || name === 'mbcs' || name === 'sbcs' || name.startsWith('ISO_2022')) return undefined
  return name.toLowerCase()
}

/** Stray zero bytes and the old end-of-file sign are dropped; bytes that are mostly control characters are no text. */
function clean(text: string): string {
  const sampled = text.length > SAMPLE_BYTES ? text.slice(0, SAMPLE_BYTES) : text
  let controls = 0
  for (let index = 0; index < sampled.length; index += 1) {
    const code = sampled.charCodeAt(index)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 31 && code !== 12) controls += 1
  }
  if (controls > 4 && controls > sampled.length * 0.02) {
    throw new UnreadableFile(
      'not_a_table',
      '“{file}” is no table: it holds no readable text. Choose a CSV or XLSX file.',
    )
  }
  const unmarked = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  return unmarked.includes('\0') || unmarked.includes(DOS_END)
    ? unmarked.replaceAll('\0', '').replaceAll(DOS_END, '')
    : unmarked
}
