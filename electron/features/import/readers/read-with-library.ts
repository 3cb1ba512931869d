import { readFileSync } from 'node:fs'
import { readOds } from 'hucre/ods'
import { type CellValue, readXls, readXlsb, readXlsx, type Sheet, type Workbook } from 'hucre/xlsx'
import type { ColumnNote, MergedCell, ReadFacts } from '../../../../shared/domain/import/table.ts'
import { MAX_COLUMNS } from '../row-spool.ts'
import { UnreadableFile } from './read-refusal.ts'
import type { XlsxChoices } from './read-xlsx.ts'
import { lockedByPassword } from './recognise-file.ts'
import { isBlankRow, type RowSink } from './row-sink.ts'
import {
  boundedCell,
  emptyWorkbook,
  hoursOf,
  isErrorText,
  MAX_MERGES,
  maskedNumber,
  noSuchSheet,
  plainNumber,
} from './spreadsheet-cell.ts'
import { type SheetKind, sheetKindsOfXls } from './xls-sheet-kinds.ts'
import { formatOfCode, type NumberFormat } from './xlsx-styles.ts'

const DAY_MS = 86_400_000
/** Day 0 of a spreadsheet: what lies before is a time of day. */
const DAY_0 = Date.UTC(1899, 11, 31)
/** No lead is that old: a moment with a time before it is a span of time, as `[h]:mm` shows. */
const YEAR_1 = Date.UTC(1901, 0, 1)
/** Rows between two words on how far the reading is. */
const ROWS_A_TELLING = 1000

/** A time as OpenDocument writes it. */
const DURATION = /^PT(\d+)H(\d+)M[\d.,]+S$/

/**
 * Gives the filled rows of one sheet through the spreadsheet library, by the rules of our own reader: XLS, XLSB, ODS and odd XLSX.
 * The library holds the whole file and may hang, so this runs in a process that can be killed. Throws UnreadableFile.
 */
export async function readWithLibrary(path: string, choices: XlsxChoices, sink: RowSink): Promise<ReadFacts> {
  const bytes = readFileSync(path)
  const workbook = await readWorkbook(bytes)
  const kinds = sheetKindsOfXls(
    bytes,
    workbook.sheets.map((sheet) => sheet.name),
  )
  const sheets = workbook.sheets
    .map((sheet, index) => ({ sheet, name: sheet.name, kind: kinds[index] ?? kindOf(sheet) }))
    .filter(({ kind }) => kind !== 'other')
  const chosen = chooseSheet(sheets, choices.sheet)
  const facts = giveRows(chosen, sink, bytes.length)
  return {
    kind: 'spreadsheet',
    dialect: {
      encoding: null,
      encodingGuesses: [],
      delimiter: null,
      quote: null,
      sheet: chosen.name,
      sheets: sheets.map(({ name, kind }) => ({ name, isHidden: kind === 'hidden' })),
    },
    ...facts,
    unclosedQuoteRows: [],
  }
}

async function readWorkbook(bytes: Buffer): Promise<Workbook> {
  try {
    if (bytes[0] !== 0x50) return await readXls(bytes)
    if (bytes.includes('xl/workbook.bin')) return await readXlsb(bytes)
    if (bytes.includes('META-INF/manifest.xml')) return await readOds(bytes, { readStyles: true })
    return await readXlsx(bytes, { readStyles: true })
  } catch (error) {
    const { name = '', message = '' } = error instanceof Error ? error : {}
    const isLocked = name === 'EncryptedFileError' || /password|encrypt/i.test(message)
    if (isLocked || bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw lockedByPassword()
    throw new UnreadableFile(
      'corrupt',
      '“{file}” is damaged or no spreadsheet. Open it in a spreadsheet program, save it again as XLSX, and import that.',
    )
  }
}

function kindOf(sheet: Sheet): SheetKind {
  return sheet.hidden === true || sheet.veryHidden === true ? 'hidden' : 'visible'
}

type NamedSheet = { readonly sheet: Sheet; readonly name: string; readonly kind: SheetKind }

function chooseSheet(sheets: readonly NamedSheet[], chosen: string | undefined): NamedSheet {
  if (chosen !== undefined) {
    const found = sheets.find((sheet) => sheet.name === chosen)
    if (found === undefined) throw noSuchSheet(chosen, sheets)
    return found
  }
  const inOrder = sheets.toSorted((a, b) => Number(a.kind === 'hidden') - Number(b.kind === 'hidden'))
  const found = inOrder.find(({ sheet }) => sheet.rows.some((row) => row?.some(isFilled)))
  if (found === undefined) throw emptyWorkbook()
  return found
}

function isFilled(value: CellValue | undefined): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== null && value !== undefined
}

function giveRows(
  { sheet }: NamedSheet,
  sink: RowSink,
  fileBytes: number,
): Pick<ReadFacts, 'blankRowCount' | 'notes' | 'merges'> {
  const notes: MutableNote[] = []
  let rowCount = 0
  let lastRow = 0
  const texts = new CellTexts(sheet)
  for (let index = 0; index < sheet.rows.length; index += 1) {
    if (index % ROWS_A_TELLING === 0) sink.tell(Math.floor((fileBytes * index) / sheet.rows.length))
    const row = sheet.rows[index] ?? []
    let length = row.length
    while (length > 0 && !isFilled(row[length - 1])) length -= 1
    if (length > MAX_COLUMNS) length = MAX_COLUMNS
    const cells: string[] = []
    for (let column = 0; column < length; column += 1) {
      const note = notes[column] ?? { spreadsheetDayCount: 0, errorCount: 0 }
      notes[column] = note
      cells.push(texts.textOf(row[column], index, column, note))
    }
    if (isBlankRow(cells)) continue
    sink.add(index + 1, cells)
    rowCount += 1
    lastRow = index + 1
  }
  return { blankRowCount: lastRow - rowCount, notes, merges: mergesOf(sheet) }
}

type MutableNote = { -readonly [Key in keyof ColumnNote]: ColumnNote[Key] }

/** Texts of a sheet's cells, as a person sees them. */
class CellTexts {
  private readonly sheet: Sheet
  private readonly formats = new Map<string, NumberFormat>()

  constructor(sheet: Sheet) {
    this.sheet = sheet
  }

  textOf(value: CellValue | undefined, row: number, column: number, note: MutableNote): string {
    if (value === null || value === undefined) return ''
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
    if (typeof value === 'number') return this.numberText(value, row, column)
    if (value instanceof Date) return momentText(value, note)
    if (isErrorText(value)) {
      note.errorCount += 1
      return ''
    }
    const time = DURATION.exec(value)
    if (time !== null) return `${time[1]?.padStart(2, '0')}:${time[2]?.padStart(2, '0')}`
    return boundedCell(value.includes('\0') ? value.replaceAll('\0', '') : value)
  }

  private numberText(value: number, row: number, column: number): string {
    const code = this.sheet.cells?.get(`${row},${column}`)?.style?.numFmt
    const raw = plainNumber(String(value))
    if (code === undefined) return raw
    let format = this.formats.get(code)
    if (format === undefined) {
      format = formatOfCode(code)
      this.formats.set(code, format)
    }
    return format.kind === 'zeros' ? maskedNumber(raw, format.mask) : raw
  }
}

function momentText(moment: Date, note: MutableNote): string {
  const ms = moment.getTime()
  if (Number.isNaN(ms)) return ''
  const fraction = (((ms % DAY_MS) + DAY_MS) % DAY_MS) / DAY_MS
  if (ms < DAY_0 + DAY_MS) return hoursOf(fraction)
  if (ms < YEAR_1 && fraction > 0) return hoursOf((ms - DAY_0) / DAY_MS)
  note.spreadsheetDayCount += 1
  return moment.toISOString().slice(0, 10)
}

function mergesOf(sheet: Sheet): MergedCell[] {
  return (sheet.merges ?? [])
    .filter(({ startCol, endCol }) => endCol > startCol)
    .slice(0, MAX_MERGES)
    .map(({ startRow, startCol, endCol }) => ({
      row: startRow + 1,
      firstColumn: startCol,
      lastColumn: Math.min(endCol, MAX_COLUMNS - 1),
    }))
}
