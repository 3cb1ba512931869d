import type { ColumnNote, MergedCell } from '../../../../shared/domain/import/table.ts'
import { dayFromNumber, dayNumber, plainDateOf } from '../../../../shared/primitives/plain-date.ts'
import { UnreadableFile } from './read-refusal.ts'
import { MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from './read-text.ts'
import { applyMask, type NumberFormat } from './xlsx-styles.ts'
import { attributeOf, elementPrefix, refuseDocumentType, richText, startTags, textContent } from './xlsx-xml.ts'

/** What a sheet's cells point to in the other parts of the file. */
export type SheetContext = {
  readonly strings: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly is1904: boolean
}

/** The filled rows of a sheet with the numbers the spreadsheet shows. */
export type SheetRows = {
  readonly rows: readonly string[][]
  readonly rowNumbers: readonly number[]
  readonly notes: readonly ColumnNote[]
  readonly merges: readonly MergedCell[]
}

/** Bytes decoded at a time; a row never spans two pieces unless it is longer. */
const PIECE_BYTES = 1 << 20
const MAX_CELL_LENGTH = 1_000_000
const CHAR = { space: 32, quote: 34, slash: 47, greater: 62, a: 65, z: 90, r: 114, s: 115, t: 116 }

/** Reads `sheetData` of a worksheet part, piece by piece. Throws UnreadableFile. */
export function readSheet(part: Buffer, context: SheetContext): SheetRows {
  const head = part.toString('utf8', 0, 4096)
  refuseDocumentType(head)
  const prefix = elementPrefix(head, 'worksheet')
  const reader = new SheetReader(prefix, context)
  const rowEnd = Buffer.from(`</${prefix}row>`)
  let start = 0
  while (start < part.length) {
    let end = Math.min(part.length, start + PIECE_BYTES)
    if (end < part.length) {
      const last = part.subarray(start, end).lastIndexOf(rowEnd)
      const cut = last === -1 ? part.indexOf(rowEnd, end) : start + last
      end = cut === -1 ? part.length : cut + rowEnd.length
    }
    reader.readPiece(part.toString('utf8', start, end))
    start = end
  }
  return reader.finish()
}

class SheetReader {
  private readonly rows: string[][] = []
  private readonly rowNumbers: number[] = []
  private readonly dayCounts: number[] = []
  private readonly errorCounts: number[] = []
  private readonly merges: MergedCell[] = []
  private readonly days = new Map<number, string>()
  private readonly prefix: string
  private readonly context: SheetContext
  private rowNumber = 0
  private cellCount = 0
  private columnCount = 0

  constructor(prefix: string, context: SheetContext) {
    this.prefix = prefix
    this.context = context
  }

  readPiece(xml: string): void {
    const rowTag = `<${this.prefix}row`
    const rowClose = `</${this.prefix}row>`
    let at = xml.indexOf(rowTag)
    while (at !== -1) {
      const tagEnd = xml.indexOf('>', at)
      if (tagEnd === -1) break
      const after = xml.charCodeAt(at + rowTag.length)
      if (after !== CHAR.space && after !== CHAR.greater && after !== CHAR.slash && after > 13) {
        at = xml.indexOf(rowTag, tagEnd)
        continue
      }
      this.openRow(xml.slice(at + rowTag.length, tagEnd))
      if (xml.charCodeAt(tagEnd - 1) === CHAR.slash) {
        at = xml.indexOf(rowTag, tagEnd)
        continue
      }
      const close = xml.indexOf(rowClose, tagEnd)
      const end = close === -1 ? xml.length : close
      this.readCells(xml, tagEnd + 1, end)
      at = xml.indexOf(rowTag, end)
    }
    this.readMerges(xml)
  }

  finish(): SheetRows {
    const notes = Array.from({ length: this.columnCount }, (_, column) => ({
      spreadsheetDayCount: this.dayCounts[column] ?? 0,
      errorCount: this.errorCounts[column] ?? 0,
    }))
    return { rows: this.rows, rowNumbers: this.rowNumbers, notes, merges: this.merges }
  }

  private openRow(attributes: string): void {
    const at = attributes.indexOf(' r="')
    const written = at === -1 ? Number.NaN : Number.parseInt(attributes.slice(at + 4), 10)
    this.rowNumber = Number.isNaN(written) ? this.rowNumber + 1 : written
    if (this.rowNumber > MAX_ROWS) throw tooBig()
  }

  private readCells(xml: string, from: number, to: number): void {
    const cellTag = `<${this.prefix}c`
    const cellClose = `</${this.prefix}c>`
    const tagLength = cellTag.length
    const cells: string[] = []
    let isFilled = false
    let next = 0
    let at = xml.indexOf(cellTag, from)
    while (at !== -1 && at < to) {
      let column = next
      let style = 0
      let type = ''
      let index = at + tagLength
      let code = xml.charCodeAt(index)
      if (code !== CHAR.space && code !== CHAR.greater && code !== CHAR.slash && code > 13) {
        at = xml.indexOf(cellTag, index)
        continue
      }
      while (code !== CHAR.greater && index < to) {
        if (xml.charCodeAt(index + 2) === 61 && xml.charCodeAt(index + 3) === CHAR.quote && code <= CHAR.space) {
          const name = xml.charCodeAt(index + 1)
          index += 4
          if (name === CHAR.r) {
            column = 0
            code = xml.charCodeAt(index)
            while (code >= CHAR.a && code <= CHAR.z) {
              column = column * 26 + code - 64
              index += 1
              code = xml.charCodeAt(index)
            }
            column -= 1
          } else if (name === CHAR.s) {
            code = xml.charCodeAt(index)
            while (code >= 48 && code <= 57) {
              style = style * 10 + code - 48
              index += 1
              code = xml.charCodeAt(index)
            }
          } else if (name === CHAR.t) {
            const end = xml.indexOf('"', index)
            type = xml.slice(index, end)
            index = end
          }
          index = xml.indexOf('"', index) + 1
          if (index === 0) throw brokenSheet()
          code = xml.charCodeAt(index)
        } else {
          index += 1
          code = xml.charCodeAt(index)
        }
      }
      if (column < 0 || column >= MAX_COLUMNS) throw tooBig()
      next = column + 1
      const isEmpty = xml.charCodeAt(index - 1) === CHAR.slash
      if (isEmpty) {
        at = xml.indexOf(cellTag, index)
        continue
      }
      let close = xml.indexOf(cellClose, index)
      if (close === -1 || close > to) close = to
      const text = this.cellText(xml, index + 1, close, type, style, column)
      if (text !== '') {
        while (cells.length < column) cells.push('')
        cells[column] = text
        isFilled = isFilled || text.trim() !== ''
      }
      at = xml.indexOf(cellTag, close)
    }
    if (!isFilled) return
    this.cellCount += cells.length
    if (this.cellCount > MAX_CELLS) throw tooBig()
    if (cells.length > this.columnCount) this.columnCount = cells.length
    this.rows.push(cells)
    this.rowNumbers.push(this.rowNumber)
  }

  private cellText(xml: string, from: number, to: number, type: string, style: number, column: number): string {
    if (type === 'inlineStr') return bounded(richText(xml.slice(from, to), this.prefix))
    const open = xml.indexOf(`<${this.prefix}v`, from)
    if (open === -1 || open >= to) {
      return xml.startsWith(`<${this.prefix}is`, from) ? bounded(richText(xml.slice(from, to), this.prefix)) : ''
    }
    const start = xml.indexOf('>', open) + 1
    const end = xml.indexOf(`</${this.prefix}v>`, start)
    if (end === -1 || end > to) return ''
    const raw = xml.slice(start, end)
    switch (type) {
      case 's':
        return this.context.strings[Number(raw)] ?? ''
      case 'str':
        return bounded(textContent(raw))
      case 'b':
        return raw.trim() === '1' ? 'TRUE' : 'FALSE'
      case 'e':
        this.errorCounts[column] = (this.errorCounts[column] ?? 0) + 1
        return ''
      case 'd':
        this.dayCounts[column] = (this.dayCounts[column] ?? 0) + 1
        return raw.slice(0, 10)
      default:
        return this.numberText(raw.trim(), style, column)
    }
  }

  private numberText(raw: string, style: number, column: number): string {
    const format = this.context.formats[style]
    if (format === undefined || format.kind === 'plain') return plainNumber(raw)
    const value = Number(raw)
    if (raw === '' || !Number.isFinite(value)) return raw
    if (format.kind === 'zeros') {
      return Number.isInteger(value) && value >= 0 ? applyMask(plainNumber(raw), format.mask) : plainNumber(raw)
    }
    const day = format.kind === 'day' ? this.dayOf(value) : undefined
    if (day === undefined) return value >= 0 && value < 1 ? timeOfFraction(value) : plainNumber(raw)
    this.dayCounts[column] = (this.dayCounts[column] ?? 0) + 1
    return day
  }

  /** Days repeat down a column, so each is worked out once. */
  private dayOf(serial: number): string | undefined {
    const whole = Math.floor(serial)
    let day = this.days.get(whole)
    if (day === undefined) {
      day = dayOfSerial(whole, this.context.is1904)
      if (day !== undefined && this.days.size < 100_000) this.days.set(whole, day)
    }
    return day
  }

  /** Merged cells follow the rows, so they stand in the last pieces. */
  private readMerges(xml: string): void {
    for (const { attributes } of startTags(xml, `${this.prefix}mergeCell`)) {
      const match = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})\d+$/.exec(attributeOf(attributes, 'ref') ?? '')
      if (match === null || this.merges.length >= 1000) continue
      const firstColumn = columnIndex(match[1] ?? '')
      const lastColumn = Math.min(columnIndex(match[3] ?? ''), MAX_COLUMNS - 1)
      if (lastColumn > firstColumn) this.merges.push({ row: Number(match[2]), firstColumn, lastColumn })
    }
  }
}

function columnIndex(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

const EPOCH_1900 = dayNumber(plainDateOf(1899, 12, 30) as never)
const EPOCH_1904 = dayNumber(plainDateOf(1904, 1, 1) as never)
const LAST_SERIAL = 2_958_465

/** The day of a spreadsheet's serial number, or undefined where it is none; serials below 61 mend Excel's 29 February 1900. */
export function dayOfSerial(serial: number, is1904: boolean): string | undefined {
  const whole = Math.floor(serial)
  if (is1904) return whole >= 0 && whole <= LAST_SERIAL - 1462 ? dayFromNumber(EPOCH_1904 + whole) : undefined
  if (whole < 1 || whole > LAST_SERIAL || whole === 60) return undefined
  return dayFromNumber(EPOCH_1900 + whole + (whole < 60 ? 1 : 0))
}

function timeOfFraction(fraction: number): string {
  const minutes = Math.round(fraction * 1440)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** A number as a person would write it: no exponent below 10^21, no digits that only the binary form has. */
function plainNumber(raw: string): string {
  if (raw.length < 15 && !/[eE]/.test(raw)) return raw
  if (/^-?\d+$/.test(raw)) return raw
  const value = Number(raw)
  return Number.isFinite(value) ? String(value) : raw
}

function bounded(text: string): string {
  if (text.length > MAX_CELL_LENGTH) {
    throw new UnreadableFile(
      'too_big',
      '“{file}” holds a cell of more than a million characters. Shorten it, save the file, and import it again.',
    )
  }
  return text
}

function tooBig(): UnreadableFile {
  return new UnreadableFile(
    'too_big',
    '“{file}” holds more rows, columns or cells than a spreadsheet may. Split it into smaller files and import these.',
  )
}

function brokenSheet(): UnreadableFile {
  return new UnreadableFile(
    'corrupt',
    '“{file}” is damaged. Open it in a spreadsheet program, save it again as XLSX, and import that.',
  )
}
