import type { ByteSource } from './byte-source.ts'
import { PIECE_BYTES } from './decode-text.ts'
import { UnreadableFile } from './read-refusal.ts'

/** The families that are read; anything else is refused with its name. `compound`: an old Excel file. */
export type FileFamily = 'text' | 'zip' | 'compound' | 'vcard' | 'ldif'

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'an image' },
  { bytes: [0xff, 0xd8, 0xff], name: 'an image' },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: 'an image' },
  { bytes: [0x52, 0x49, 0x46, 0x46], name: 'an image or a sound' },
  { bytes: [0x1f, 0x8b], name: 'a compressed file' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: 'an archive' },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: 'an archive' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], name: 'a program' },
  { bytes: [0x4d, 0x5a, 0x90], name: 'a program' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], name: 'a database' },
]

const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const NEXT_STEP = 'Save it as XLSX or CSV and import that.'

/**
 * The family of a file by its bytes, never by its name; a byte order mark and blank lines may come first. Throws UnreadableFile for
 * what is no table, is behind a password or is not read yet.
 */
export function recogniseFile(bytes: ByteSource): FileFamily {
  const start = bytes.read(0, 4096)
  if (start.length === 0)
    throw new UnreadableFile('not_a_table', '“{file}” is empty. Choose a file with a row for each lead.')
  if (startsWith(start, [0x50, 0x4b, 0x03, 0x04]) || startsWith(start, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (startsWith(start, COMPOUND_FILE)) return recogniseCompoundFile(bytes)
  for (const signature of SIGNATURES) {
    if (startsWith(start, signature.bytes)) {
      throw new UnreadableFile('not_a_table', `“{file}” is ${signature.name}, not a table. Choose a CSV or XLSX file.`)
    }
  }
  return recogniseText(textHead(start))
}

/** The beginning of a text in any encoding, as far as ASCII goes. */
function textHead(start: Buffer): string {
  return start
    .toString('latin1')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\0', '')
    .trimStart()
}

function recogniseText(head: string): FileFamily {
  if (/^BEGIN:VCARD/i.test(head)) return 'vcard'
  if (beginsWithEntry(head)) return 'ldif'
  if (/^BEGIN:VCALENDAR/i.test(head))
    throw new UnreadableFile('not_a_table', '“{file}” is a calendar, not a table. Choose a CSV or XLSX file.')
  if (head.startsWith('{\\rtf'))
    throw new UnreadableFile('not_a_table', `“{file}” is a text document, not a table. ${NEXT_STEP}`)
  if (/^<\?xml|^<(!doctype|html|table|workbook)/i.test(head))
    throw notReadYet('a web page or XML', `Open it in a spreadsheet program. ${NEXT_STEP}`)
  if (/^[[{]\s*(?:[[{]\s*)?"[^"]*"\s*:/.test(head))
    throw new UnreadableFile('not_a_table', `“{file}” is JSON, not a table. ${NEXT_STEP}`)
  return 'text'
}

/** Whether the first line that is no comment and no version of LDIF names an entry. */
function beginsWithEntry(head: string): boolean {
  const first = head.split(/[\r\n]+/).find((line) => line !== '' && !/^(?:[# ]|version:\s*\d+\s*$)/i.test(line))
  return first !== undefined && /^dn::?\s*\S/i.test(first)
}

/** A file of a kind that this version does not read. */
export function notReadYet(kind: string, nextStep: string = NEXT_STEP): UnreadableFile {
  return new UnreadableFile('unsupported', `“{file}” is ${kind}, which Leadbook cannot read yet. ${nextStep}`)
}

/** Behind a password, for a message that says what to do. */
export function lockedByPassword(): UnreadableFile {
  return new UnreadableFile(
    'encrypted',
    '“{file}” is protected by a password. Open it in the program it comes from, save it without one, and import that.',
  )
}

/** A compound file names its streams in UTF-16; that of a workbook may stand anywhere in it. */
function recogniseCompoundFile(bytes: ByteSource): FileFamily {
  if (holdsWide(bytes, 'EncryptedPackage')) throw lockedByPassword()
  if (holdsWide(bytes, 'Workbook') || holdsWide(bytes, 'Book')) return 'compound'
  throw new UnreadableFile('not_a_table', '“{file}” is an Office file, but no spreadsheet. Choose a CSV or XLSX file.')
}

function holdsWide(bytes: ByteSource, name: string): boolean {
  const wide = Buffer.from(name, 'utf16le')
  for (let position = 0; position < bytes.size; position += PIECE_BYTES) {
    // Pieces overlap, so that a name over their border is found.
    if (bytes.read(position, PIECE_BYTES + wide.length).includes(wide)) return true
  }
  return false
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}
