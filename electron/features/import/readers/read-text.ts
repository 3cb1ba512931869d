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
const PLAIN_QUOTE = 0x1a

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
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) {
    if (cell !== '' && cell.trim() !== '') return false
  }
  return true
}

/**
 * All records, blank ones too. A quote that is opened and never closed is read as a plain character, so that it costs its own
 * row at most and not the rest of the file.
 */
function parseRecords(buffer: Buffer, dialect: TextDialect): Records {
  const rows: string[][] = []
  const unclosed: number[] = []
  let rest = buffer
  while (true) {
    try {
      const parsed = parseStrictly(rest, dialect)
      for (const record of parsed) rows.push(record)
      for (const index of unclosed) {
        rows[index] = (rows[index] ?? []).map((cell) =>
          cell.replaceAll(String.fromCharCode(PLAIN_QUOTE), dialect.quote),
        )
      }
      return { rows, unclosed }
    } catch (error) {
      const start = unclosedRecordStart(error)
      if (start === undefined) throw error
      if (unclosed.length >= MAX_UNCLOSED_QUOTES) {
        throw new UnreadableFile(
          'corrupt',
          '“{file}” holds quotes that are opened and never closed. Save it again as CSV or XLSX and import that.',
        )
      }
      for (const record of parseStrictly(rest.subarray(0, start.recordByte), dialect)) rows.push(record)
      rest = Buffer.from(rest.subarray(start.recordByte))
      rest[openingQuote(rest, start.column, dialect)] = PLAIN_QUOTE
      if (unclosed.at(-1) !== rows.length) unclosed.push(rows.length)
    }
  }
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

function unclosedRecordStart(error: unknown): { recordByte: number; column: number } | undefined {
  if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') return undefined
  return { recordByte: Number(error['bytes_records']), column: Number(error['column']) }
}

/** Byte of the quote that opens the given field of the first record. */
function openingQuote(buffer: Buffer, column: number, dialect: TextDialect): number {
  const delimiter = Buffer.from(dialect.delimiter)
  const quote = dialect.quote.charCodeAt(0)
  let index = 0
  while (buffer[index] === 10 || buffer[index] === 13) index += 1
  for (let field = 0; field < column; field += 1) {
    if (buffer[index] === quote) {
      index += 1
      while (
        index < buffer.length &&
        !(buffer[index] === quote && buffer.indexOf(delimiter, index + 1) === index + 1)
      ) {
        index += buffer[index] === quote && buffer[index + 1] === quote ? 2 : 1
      }
    }
    index = buffer.indexOf(delimiter, index) + delimiter.length
  }
  return buffer.indexOf(quote, index)
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
