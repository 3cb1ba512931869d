import { MAX_COLUMNS } from '../row-spool.ts'
import { UnreadableFile } from './read-refusal.ts'
import type { TextDialect } from './text-dialect.ts'

/** Hears of each record in order, blank ones too. `hasUnclosedQuote`: a quote in it was opened, never closed and kept as it stands. */
export type RecordListener = (cells: readonly string[], hasUnclosedQuote: boolean) => void

/** Characters within which an opened quote must be closed; a cell holds no more. */
const MAX_QUOTED_LENGTH = 1_000_000
/** Characters without an end of a line or a quoted cell; beyond them the file has no lines to speak of. */
const MAX_UNFINISHED_LENGTH = 16_000_000
/** The cells of an empty line, one for all: a file may hold millions of them. */
const NO_CELLS: readonly string[] = ['']
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const BACKSLASH = 92

/**
 * Splits text that arrives in pieces into records and cells; where the pieces end makes no difference. A record ends with `\r\n`,
 * `\n` or `\r`. A quote counts at the beginning of a cell only; one that is not closed within a million characters, or is closed
 * lines later in the middle of a cell, is a plain character, so that it costs no row. Source: RFC 4180, and what programs write.
 */
export class RecordSplitter {
  private readonly delimiter: string
  private readonly delimiterCode: number
  private readonly quote: string
  private readonly quoteCode: number
  private readonly isBackslashed: boolean
  private readonly listener: RecordListener
  private rest = ''
  /** The cells before `rest` of a record with quotes that is not whole yet. */
  private begun: { readonly cells: string[]; hasUnclosedQuote: boolean } | undefined
  private text = ''
  private isLast = false
  /** Whether the quotes closed last have escaped signs between them. */
  private hasEscapes = false

  constructor(dialect: TextDialect, listener: RecordListener) {
    this.delimiter = dialect.delimiter
    this.delimiterCode = dialect.delimiter.charCodeAt(0)
    this.quote = dialect.quote
    this.quoteCode = dialect.quote.charCodeAt(0)
    this.isBackslashed = dialect.escape === '\\'
    this.listener = listener
  }

  /** Takes the next piece; the records it completes are told at once. Throws UnreadableFile for a record beyond all measure. */
  push(piece: string): void {
    this.split(piece, false)
  }

  /** Tells the record that no line break ends. */
  finish(): void {
    this.split('', true)
  }

  private split(piece: string, isLast: boolean): void {
    const text = this.rest + piece
    const end = text.length
    const { delimiter, quote, listener } = this
    this.text = text
    this.isLast = isLast
    const find = (sign: string, from: number): number => {
      const at = text.indexOf(sign, from)
      return at === -1 ? end : at
    }
    let start = this.begun === undefined ? 0 : this.splitQuoted(0)
    let nextQuote = -1
    let nextFeed = -1
    let nextReturn = -1
    while (this.begun === undefined && start < end) {
      if (nextFeed < start) nextFeed = find('\n', start)
      if (nextReturn < start) nextReturn = find('\r', start)
      if (nextQuote < start) nextQuote = find(quote, start)
      const lineEnd = nextFeed < nextReturn ? nextFeed : nextReturn
      if (nextQuote < lineEnd) {
        start = this.splitQuoted(start)
        continue
      }
      const after = this.afterLineEnd(lineEnd)
      if (after === -1) break
      listener(lineEnd === start ? NO_CELLS : text.slice(start, lineEnd).split(delimiter), false)
      start = after
    }
    this.rest = text.slice(start)
    this.text = ''
    if (this.rest.length > MAX_UNFINISHED_LENGTH) throw endlessRow('16 million characters')
  }

  /**
   * Splits a record cell by cell, from `start` on, where it may have begun in the piece before. Gives where the next record begins;
   * where this one is not whole yet, it stays `begun`, and what is given is where its unfinished cell begins.
   */
  private splitQuoted(start: number): number {
    const { text, quoteCode, delimiterCode } = this
    const record = this.begun ?? { cells: [], hasUnclosedQuote: false }
    const { cells } = record
    this.begun = record
    for (let at = start; ; ) {
      const isQuoted = text.charCodeAt(at) === quoteCode
      const closing = isQuoted ? this.closingQuote(at) : -1
      if (closing === -2) return at
      let cellEnd = closing + 1
      let cell: string
      let isUnclosed = false
      if (closing !== -1 && this.endsCell(cellEnd)) {
        cell = this.unescape(at + 1, closing)
      } else if (closing !== -1 && !this.holdsLineBreak(at, closing)) {
        cellEnd = this.plainCellEnd(closing)
        cell = this.quote + this.unescape(at + 1, closing) + text.slice(closing, cellEnd)
      } else {
        cellEnd = this.plainCellEnd(at)
        cell = text.slice(at, cellEnd)
        isUnclosed = isQuoted
      }
      const isAtDelimiter = text.charCodeAt(cellEnd) === delimiterCode
      const after = isAtDelimiter ? cellEnd + 1 : this.afterLineEnd(cellEnd)
      if (after === -1) return at
      cells.push(cell)
      if (isUnclosed) record.hasUnclosedQuote = true
      if (isAtDelimiter) {
        if (cells.length > MAX_COLUMNS) throw endlessRow(`${MAX_COLUMNS.toLocaleString('en')} columns`)
        at = after
        continue
      }
      this.begun = undefined
      this.listener(cells, record.hasUnclosedQuote)
      return after
    }
  }

  /** Where the quote opened at `opening` is closed; -1 where it is not, -2 where more text must tell. */
  private closingQuote(opening: number): number {
    const { text, quote, quoteCode } = this
    const furthest = opening + MAX_QUOTED_LENGTH
    this.hasEscapes = false
    for (let from = opening + 1; ; ) {
      const at = text.indexOf(quote, from)
      if (at === -1) return this.isLast || text.length > furthest ? -1 : -2
      if (at > furthest) return -1
      if (this.isBackslashed && this.isEscapedAt(at, opening)) {
        this.hasEscapes = true
        from = at + 1
        continue
      }
      // At the end of the piece this may be the first of two; then the cell is read again with the next piece.
      if (text.charCodeAt(at + 1) !== quoteCode) return at
      this.hasEscapes = true
      from = at + 2
    }
  }

  private isEscapedAt(at: number, opening: number): boolean {
    let slashes = 0
    while (at - 1 - slashes > opening && this.text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1
    return slashes % 2 === 1
  }

  private endsCell(at: number): boolean {
    if (at >= this.text.length) return true
    const code = this.text.charCodeAt(at)
    return code === this.delimiterCode || code === LINE_FEED || code === CARRIAGE_RETURN
  }

  private holdsLineBreak(from: number, to: number): boolean {
    return /[\r\n]/.test(this.text.slice(from, to))
  }

  private plainCellEnd(from: number): number {
    const { text, delimiterCode } = this
    let at = from
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === delimiterCode || code === LINE_FEED || code === CARRIAGE_RETURN) break
    }
    return at
  }

  /** Where the next record begins when one ends at `at`; -1 where more text must tell. */
  private afterLineEnd(at: number): number {
    const { text, isLast } = this
    if (at >= text.length) return isLast ? at : -1
    if (text.charCodeAt(at) === LINE_FEED) return at + 1
    if (at + 1 === text.length) return isLast ? at + 1 : -1
    return text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1
  }

  private unescape(from: number, to: number): string {
    const { text, quote, quoteCode, isBackslashed } = this
    if (isBackslashed)
      return text.slice(from, to).replace(/\\(["\\])|""/g, (_, sign: string | undefined) => sign ?? '"')
    if (!this.hasEscapes) return text.slice(from, to)
    let cell = ''
    let start = from
    for (;;) {
      const at = text.indexOf(quote, start)
      if (at === -1 || at >= to) return cell + text.slice(start, to)
      cell += text.slice(start, at + 1)
      start = text.charCodeAt(at + 1) === quoteCode ? at + 2 : at + 1
    }
  }
}

function endlessRow(measure: string): UnreadableFile {
  return new UnreadableFile(
    'too_big',
    `“{file}” holds a row of more than ${measure}. Choose a file with a line for each lead.`,
  )
}
