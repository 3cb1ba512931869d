import type { RowSource } from './rows.ts'

/** What kind of file a table comes from: text with delimiters, a spreadsheet, or an address book, of which each card is a row. */
export type TableKind = 'text' | 'spreadsheet' | 'cards'

/** How a file was read: what the seller may look at and choose otherwise. */
export type TableDialect = {
  /** A label that TextDecoder knows, as `utf-8` or `windows-1252`; null for a spreadsheet. */
  readonly encoding: string | null
  /** Other encodings the bytes may be in, likeliest first; empty where the encoding is certain. */
  readonly encodingGuesses: readonly string[]
  readonly delimiter: string | null
  readonly quote: string | null
  readonly sheet: string | null
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean }[]
  /** Number of the header's row as a spreadsheet shows it, or null where the table has no header. */
  readonly headerRow: number | null
  /** Rows above the header that hold something. */
  readonly preambleRows: number
}

/** What the cells of one column were before they became text. */
export type ColumnNote = {
  /** Cells that the spreadsheet itself calls days; their text is `YYYY-MM-DD`. */
  readonly spreadsheetDayCount: number
  /** Cells that held an error such as `#N/A`; their text is empty. */
  readonly errorCount: number
}

/** A merged cell that spans columns; all zero-based but `row`, which is as a spreadsheet shows it. */
export type MergedCell = { readonly row: number; readonly firstColumn: number; readonly lastColumn: number }

/** The filled rows of a file before a header is looked for, and what the reader found out on the way. */
export type Grid = ReadFacts & { readonly rows: RowSource }

/** What a reader says of a file beside its rows. An address book gives its header itself, as the row of number 0. */
export type ReadFacts = {
  readonly kind: TableKind
  readonly dialect: Omit<TableDialect, 'headerRow' | 'preambleRows'>
  readonly blankRowCount: number
  readonly notes: readonly ColumnNote[]
  readonly merges: readonly MergedCell[]
  /** Rows in which a quote was opened and never closed; it was read as a plain character. */
  readonly unclosedQuoteRows: readonly number[]
}

/** What was odd about the shape of a table, for the report. */
export type TableFindings = {
  readonly blankRowCount: number
  /** Rows with filled cells beyond the header's last column, at most the first 1000 of them. */
  readonly surplusCellRows: readonly number[]
  readonly surplusCellRowCount: number
  /** Rows of a text file with fewer cells than the header. */
  readonly missingCellRowCount: number
  /** Columns whose header was empty or stood twice, with the name they go by. */
  readonly namedApart: readonly { readonly column: number; readonly written: string; readonly name: string }[]
  /** The row above the header whose cells stand over several columns and joined their names, or null. */
  readonly groupRow: number | null
  /** The row below the header that holds units and no lead, left out of the rows, or null. */
  readonly unitsRow: number | null
  readonly unclosedQuoteRows: readonly number[]
}

/** A table with its header found. A row may be shorter than `header`. Blank rows are left out. */
export type Table = {
  readonly kind: TableKind
  readonly dialect: TableDialect
  /** Names of the columns, each once: repeated and empty ones are named apart. */
  readonly header: readonly string[]
  /** The header's cells as the file has them. */
  readonly writtenHeader: readonly string[]
  readonly rows: RowSource
  readonly notes: readonly ColumnNote[]
  readonly findings: TableFindings
}

export const noColumnNote: ColumnNote = { spreadsheetDayCount: 0, errorCount: 0 }
