import { CsvError, parse } from 'csv-parse/sync'
import { type Grid, noColumnNote } from '../../../../shared/domain/import/table.ts'
import { decodeText } from './decode-text.ts'
import { UnreadableFile } from './read-refusal.ts'
import { detectDialect, separatorLineLength, type TextDialect } from './text-dialect.ts'

/** What the seller may choose about a text file; what is left out is detected. */
export type TextChoices = { readonly encoding?: string; readonly delimiter?: string }

export const MAX_ROWS = 1_048_576
export const MAX_COLUMNS = 16_384
export const MAX_CELLS = 40_000_000
/** Bytes beyond which a text is not read whole; V8 holds no longer string. */
const MAX_TEXT_BYTES = 400_000_000
const MAX_UNCLOSED_QUOTES = 100
/** Stands in for a quote that is none; csv-parse gives it back untouched, and no clean text holds it. */
const PLAIN_QUOTE = '\u001a'

type Records = { readonly rows: string[][]; readonly unclosed: number[] }

/** The filled rows of CSV and its relatives, with the numbers a spreadsheet would show. Throws UnreadableFile. */
export function readText(bytes: Uint8Array, choices: TextChoices): Grid {
  if (bytes.length > MAX_TEXT_BYTES) {
    throw new UnreadableFile('too_big', '“{file}” is larger than 400 MB. Split it into smaller files and import these.')
  }
  const decoded = decodeText(bytes, choices.encoding)
  const dialect = detectDialect(decoded.text, choices.delimiter)
  const body = decoded.text.slice(separatorLineLength(decoded.text))
  const records = parseRecords(Buffer.from(body), dialect)
  const offset = dialect.hasSeparatorLine ? 2 : 1
  const rows: string[][] = []
  const rowNumbers: number[] = []
  let columnCount = 0
  let cellCount = 0
  records.rows.forEach((cells, index) => {
    if (isBlank(cells)) return
    rows.push(cells)
    rowNumbers.push(index + offset)
    cellCount += cells.length
    if (cells.length > columnCount) columnCount = cells.length
  })
  refuseOversize(rows.length, columnCount, cellCount)
  refuseProse(rows, columnCount)
  return {
    kind: 'text',
    dialect: {
      encoding: decoded.encoding,
      encodingGuesses: decoded.guesses,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      sheet: null,
      sheets: [],
    },
    rows,
    rowNumbers,
    blankRowCount: records.rows.length - rows.length,
    notes: Array.from({ length: columnCount }, () => noColumnNote),
    merges: [],
    unclosedQuoteRows: records.unclosed.map((index) => index + offset),
  }
}

/** Whether no cell of a row holds more than white space. */
function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') return false
  }
  return true
}

/**
 * All records, blank ones too. A quote that is opened and never closed, or closed lines later in the middle of a cell, is read
 * as a plain character, so that it costs no row.
 */
function parseRecords(buffer: Buffer, dialect: TextDialect): Records {
  try {
    const rows = parseStrictly(buffer, dialect)
    if (!rows.some((cells) => cells.some((cell) => swallowsLines(cell, dialect.quote)))) return { rows, unclosed: [] }
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error
  }
  const rows = parseStrictly(withPlainQuotes(buffer, dialect), dialect)
  const unclosed: number[] = []
  rows.forEach((cells, index) => {
    if (!cells.some((cell) => cell.includes(PLAIN_QUOTE))) return
    unclosed.push(index)
    rows[index] = cells.map((cell) => cell.replaceAll(PLAIN_QUOTE, dialect.quote))
  })
  return { rows, unclosed }
}

/** csv-parse leaves the opening quote where the closing one stood inside a cell; over a line break that is no cell. */
function swallowsLines(cell: string, quote: string): boolean {
  return cell.startsWith(quote) && cell.includes('\n')
}

function parseStrictly(buffer: Buffer, dialect: TextDialect): string[][] {
  return parse(buffer, {
    bom: true,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.escape,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    // Blank records count as rows, as in a spreadsheet, so they are dropped after numbering.
    skip_empty_lines: false,
  })
}

/** A copy in which each quote that opens a field and does not end one is a plain character; others are read as csv-parse does. */
function withPlainQuotes(buffer: Buffer, dialect: TextDialect): Buffer {
  const bytes = Buffer.from(buffer)
  const quote = dialect.quote.charCodeAt(0)
  const escape = dialect.escape.charCodeAt(0)
  const delimiter = dialect.delimiter.charCodeAt(0)
  const endsField = (byte: number | undefined): boolean =>
    byte === undefined || byte === delimiter || byte === 10 || byte === 13
  for (let found = 0, from = 0; found <= MAX_UNCLOSED_QUOTES; found += 1) {
    let opening = -1
    let isFieldStart = from === 0
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at]
      if (opening === -1) {
        if (byte === quote && isFieldStart) opening = at
        isFieldStart = endsField(byte)
      } else if (byte === escape && (bytes[at + 1] === quote || escape !== quote)) {
        at += 1
      } else if (byte === quote) {
        if (!endsField(bytes[at + 1]) && bytes.subarray(opening, at).includes(10)) break
        opening = -1
        isFieldStart = false
      }
    }
    if (opening === -1) return bytes
    bytes[opening] = PLAIN_QUOTE.charCodeAt(0)
    from = opening + 1
  }
  throw new UnreadableFile(
    'corrupt',
    '“{file}” holds many quotes that are opened and never closed. Save it again as CSV or XLSX and import that.',
  )
}

function refuseOversize(rowCount: number, columnCount: number, cellCount: number): void {
  if (rowCount > MAX_ROWS || columnCount > MAX_COLUMNS || cellCount > MAX_CELLS) {
    throw new UnreadableFile(
      'too_big',
      `“{file}” holds more than ${MAX_ROWS.toLocaleString('en')} rows, ${MAX_COLUMNS.toLocaleString('en')} columns or ${MAX_CELLS.toLocaleString('en')} cells. Split it into smaller files and import these.`,
    )
  }
}

/** One line without columns is a sentence, unless it is an address by itself, such as a pasted e-mail. */
function refuseProse(rows: readonly string[][], columnCount: number): void {
  const only = rows[0]?.[0] ?? ''
  if (rows.length === 0) {
    throw new UnreadableFile('not_a_table', '“{file}” is empty. Choose a file with a row for each lead.')
  }
  if (rows.length === 1 && columnCount === 1 && !/^\S+@\S+\.\S+$/.test(only.trim())) {
    throw new UnreadableFile(
      'not_a_table',
      '“{file}” is no table: it holds one line and no columns. Choose a CSV or XLSX file.',
    )
  }
}
