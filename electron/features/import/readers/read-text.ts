import { noColumnNote, type ReadFacts } from '../../../../shared/domain/import/table.ts'
import type { ByteSource } from './byte-source.ts'
import { decodedPieces, detectEncoding, PIECE_BYTES, type TextPiece } from './decode-text.ts'
import { UnreadableFile } from './read-refusal.ts'
import { isBlankRow, type RowSink } from './row-sink.ts'
import { RecordSplitter } from './split-records.ts'
import { detectDialect, EVIDENCE_LENGTH, separatorLineLength } from './text-dialect.ts'

/** What the seller may choose about a text file; what is left out is detected. */
export type TextChoices = { readonly encoding?: string; readonly delimiter?: string }

/** Rows named for a quote that is never closed; more of them say no more. */
const MAX_UNCLOSED_QUOTE_ROWS = 100_000

/**
 * Reads CSV and its relatives into `sink`, rows numbered as a spreadsheet would, in memory that does not grow with the file; pieces
 * of `pieceBytes` at a time, which makes no difference to the rows. Throws UnreadableFile.
 */
export function readText(
  bytes: ByteSource,
  choices: TextChoices,
  sink: RowSink,
  pieceBytes: number = PIECE_BYTES,
): ReadFacts {
  const { encoding, guesses } = detectEncoding(bytes, choices.encoding, () => sink.tell(0))
  const pieces = decodedPieces(bytes, encoding, pieceBytes)
  const head = takeHead(pieces)
  const headText = head.map(({ text }) => text).join('')
  const dialect = detectDialect(headText, choices.delimiter)
  let number = dialect.hasSeparatorLine ? 1 : 0
  let rowCount = 0
  let blankRowCount = 0
  let columnCount = 0
  let firstCell = ''
  const unclosedQuoteRows: number[] = []
  const splitter = new RecordSplitter(dialect, (cells, hasUnclosedQuote) => {
    number += 1
    if (isBlankRow(cells)) {
      blankRowCount += 1
      return
    }
    sink.add(number, cells)
    if (rowCount === 0) firstCell = cells[0] ?? ''
    rowCount += 1
    if (cells.length > columnCount) columnCount = cells.length
    if (hasUnclosedQuote && unclosedQuoteRows.length < MAX_UNCLOSED_QUOTE_ROWS) unclosedQuoteRows.push(number)
  })
  let skipped = separatorLineLength(headText)
  for (const { text, bytesDone } of head) {
    splitter.push(text.slice(skipped))
    skipped = Math.max(0, skipped - text.length)
    sink.tell(bytesDone)
  }
  for (const { text, bytesDone } of pieces) {
    splitter.push(text)
    sink.tell(bytesDone)
  }
  splitter.finish()
  refuseProse(rowCount, columnCount, firstCell)
  return {
    kind: 'text',
    dialect: {
      encoding,
      encodingGuesses: guesses,
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      sheet: null,
      sheets: [],
    },
    blankRowCount,
    notes: Array.from({ length: columnCount }, () => noColumnNote),
    merges: [],
    unclosedQuoteRows,
  }
}

/** As much of the text as the dialect is judged by. */
function takeHead(pieces: Iterator<TextPiece, void, undefined>): TextPiece[] {
  const head: TextPiece[] = []
  for (let length = 0; length < EVIDENCE_LENGTH; ) {
    const next = pieces.next()
    if (next.done === true) break
    head.push(next.value)
    length += next.value.text.length
  }
  return head
}

/** One line without columns is a sentence, unless it is an address by itself, such as a pasted e-mail. */
function refuseProse(rowCount: number, columnCount: number, firstCell: string): void {
  if (rowCount === 0) {
    throw new UnreadableFile('not_a_table', '“{file}” is empty. Choose a file with a row for each lead.')
  }
  if (rowCount === 1 && columnCount === 1 && !/^\S+@\S+\.\S+$/.test(firstCell.trim())) {
    throw new UnreadableFile(
      'not_a_table',
      '“{file}” is no table: it holds one line and no columns. Choose a CSV or XLSX file.',
    )
  }
}
