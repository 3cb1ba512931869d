import type { ColumnNote, MergedCell } from '../../../../shared/domain/import/table.ts'
import { MAX_CELLS, MAX_COLUMNS } from '../row-spool.ts'
import { UnreadableFile } from './read-refusal.ts'
import type { RowSink } from './row-sink.ts'
import {
  boundedCell,
  CELLS_A_TELLING,
  dayOfSerial,
  hoursOf,
  MAX_MERGES,
  MAX_SHEET_ROWS,
  maskedNumber,
  plainNumber,
  tooBig,
} from './spreadsheet-cell.ts'
import type { SharedStrings } from './xlsx-strings.ts'
import type { NumberFormat } from './xlsx-styles.ts'
import { attributeOf, richText, startTags, textContent } from './xlsx-xml.ts'
import { XmlPieces } from './xml-pieces.ts'

/** What a sheet's cells point to in the other parts of the file. */
export type SheetContext = {
  readonly strings: SharedStrings
  readonly formats: readonly NumberFormat[]
  readonly is1904: boolean
}

/** What was found out about a sheet beside its rows. */
export type SheetFacts = {
  readonly rowCount: number
  readonly blankRowCount: number
  readonly notes: readonly ColumnNote[]
  readonly merges: readonly MergedCell[]
}

const CHAR = {
  space: 32,
  quote: 34,
  apostrophe: 39,
  slash: 47,
  less: 60,
  equals: 61,
  greater: 62,
  a: 65,
  z: 90,
  c: 99,
  r: 114,
  s: 115,
  t: 116,
  v: 118,
}

/** Reads `sheetData` of a worksheet part that is given piece by piece. Throws UnreadableFile. */
export class SheetReader {
  private readonly dayCounts: number[] = []
  private readonly errorCounts: number[] = []
  private readonly merges: MergedCell[] = []
  private readonly days = new Map<number, string>()
  private readonly context: SheetContext
  private readonly sink: RowSink
  private readonly tellAgain: () => void
  private readonly pieces = new XmlPieces('worksheet', 'row', (xml, prefix) => this.readPiece(xml, prefix))
  private prefix = ''
  private rowNumber = 0
  private lastRow = 0
  private rowCount = 0
  private cellCount = 0
  private untoldCells = 0
  private columnCount = 0

  constructor(context: SheetContext, sink: RowSink, tellAgain: () => void) {
    this.context = context
    this.sink = sink
    this.tellAgain = tellAgain
  }

  add(piece: Buffer): void {
    this.pieces.add(piece)
  }

  finish(): SheetFacts {
    this.pieces.finish()
    return {
      rowCount: this.rowCount,
      blankRowCount: Math.max(0, this.lastRow - this.rowCount),
      notes: Array.from({ length: this.columnCount }, (_, column) => ({
        spreadsheetDayCount: this.dayCounts[column] ?? 0,
        errorCount: this.errorCounts[column] ?? 0,
      })),
      merges: this.merges,
    }
  }

  private readPiece(xml: string, prefix: string): void {
    this.prefix = prefix
    const rowTag = `<${prefix}row`
    const rowClose = `</${prefix}row>`
    let at = xml.indexOf(rowTag)
    while (at !== -1) {
      const tagEnd = xml.indexOf('>', at)
      if (tagEnd === -1) break
      if (!endsName(xml.charCodeAt(at + rowTag.length))) {
        at = xml.indexOf(rowTag, tagEnd)
        continue
      }
      this.openRow(xml.slice(at + rowTag.length, tagEnd))
      let end = tagEnd
      if (xml.charCodeAt(tagEnd - 1) !== CHAR.slash) {
        const close = xml.indexOf(rowClose, tagEnd)
        end = close === -1 ? xml.length : close
        this.readCells(xml, tagEnd + 1, end)
      }
      at = xml.indexOf(rowTag, end)
    }
    if (xml.includes(`<${prefix}mergeCell`)) this.readMerges(xml)
  }

  private openRow(attributes: string): void {
    const at = attributes.indexOf(' r="')
    const written =
      at === -1
        ? Number.parseInt(attributeOf(attributes, 'r') ?? '', 10)
        : Number.parseInt(attributes.slice(at + 4), 10)
    this.rowNumber = Number.isNaN(written) ? this.rowNumber + 1 : written
    if (this.rowNumber > MAX_SHEET_ROWS) throw tooBig()
  }

  private readCells(xml: string, from: number, to: number): void {
    const cellTag = `<${this.prefix}c`
    const cellClose = `</${this.prefix}c>`
    const tagLength = cellTag.length
    const isPlain = this.prefix === ''
    const cells: string[] = []
    let isFilled = false
    let next = 0
    let at = from
    for (;;) {
      // As a rule the next cell stands where the last one ended.
      if (!isPlain || xml.charCodeAt(at) !== CHAR.less || xml.charCodeAt(at + 1) !== CHAR.c)
        at = xml.indexOf(cellTag, at)
      if (at === -1 || at >= to) break
      let column = next
      let style = 0
      let type = ''
      let index = at + tagLength
      let code = xml.charCodeAt(index)
      if (!endsName(code)) {
        at = index
        continue
      }
      while (code !== CHAR.greater && index < to) {
        if (
          code <= CHAR.space &&
          xml.charCodeAt(index + 2) === CHAR.equals &&
          xml.charCodeAt(index + 3) === CHAR.quote
        ) {
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
            if (xml.charCodeAt(index) === CHAR.s && xml.charCodeAt(index + 1) === CHAR.quote) type = 's'
            else type = xml.slice(index, xml.indexOf('"', index))
          }
          index = xml.indexOf('"', index) + 1
          if (index === 0) throw brokenSheet()
        } else if (code === CHAR.apostrophe) {
          // Written by a program of its own mind; read without haste.
          index = xml.indexOf('>', at)
          if (index === -1) throw brokenSheet()
          const attributes = xml.slice(at + tagLength, index)
          const letters = /^[A-Z]+/.exec(attributeOf(attributes, 'r') ?? '')?.[0]
          column = letters === undefined ? next : columnIndex(letters)
          style = Number(attributeOf(attributes, 's') ?? 0)
          type = attributeOf(attributes, 't') ?? ''
        } else {
          index += 1
        }
        code = xml.charCodeAt(index)
      }
      if (column < 0 || column >= MAX_COLUMNS) throw tooBig()
      next = column + 1
      if (xml.charCodeAt(index - 1) === CHAR.slash) {
        at = index + 1
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
      at = close + cellClose.length
    }
    if (!isFilled) return
    this.cellCount += cells.length
    if (this.cellCount > MAX_CELLS) throw tooBig()
    if (cells.length > this.columnCount) this.columnCount = cells.length
    this.rowCount += 1
    if (this.rowNumber > this.lastRow) this.lastRow = this.rowNumber
    this.sink.add(this.rowNumber, cells)
    this.untoldCells += cells.length
    if (this.untoldCells < CELLS_A_TELLING) return
    this.untoldCells = 0
    this.tellAgain()
  }

  private cellText(xml: string, from: number, to: number, type: string, style: number, column: number): string {
    if (type === 'inlineStr') return boundedCell(richText(xml.slice(from, to), this.prefix))
    let start = from + 3
    if (
      xml.charCodeAt(from) !== CHAR.less ||
      xml.charCodeAt(from + 1) !== CHAR.v ||
      xml.charCodeAt(from + 2) !== CHAR.greater ||
      this.prefix !== ''
    ) {
      const open = xml.indexOf(`<${this.prefix}v`, from)
      if (open === -1 || open >= to) {
        return xml.startsWith(`<${this.prefix}is`, from) ? boundedCell(richText(xml.slice(from, to), this.prefix)) : ''
      }
      start = xml.indexOf('>', open) + 1
      if (start > to || xml.charCodeAt(start - 2) === CHAR.slash) return ''
    }
    if (type === 's') return this.sharedText(xml, start, to)
    const end = xml.indexOf('<', start)
    if (end === -1 || end > to) return ''
    const raw = xml.slice(start, end)
    switch (type) {
      case 'str':
        return boundedCell(textContent(raw))
      case 'b':
        return raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE'
      case 'e':
        this.errorCounts[column] = (this.errorCounts[column] ?? 0) + 1
        return ''
      case 'd':
        if (!/^\d{4}-\d\d-\d\d/.test(raw)) return raw
        this.dayCounts[column] = (this.dayCounts[column] ?? 0) + 1
        return raw.slice(0, 10)
      default:
        return this.numberText(boundedCell(unpadded(raw)), style, column)
    }
  }

  private sharedText(xml: string, from: number, to: number): string {
    let index = 0
    for (let at = from; at < to; at += 1) {
      const digit = xml.charCodeAt(at) - 48
      if (digit >= 0 && digit <= 9) index = index * 10 + digit
      else if (digit === CHAR.less - 48) break
      else if (digit > CHAR.space - 48) return ''
    }
    return this.context.strings.at(index)
  }

  private numberText(raw: string, style: number, column: number): string {
    const format = this.context.formats[style]
    if (format === undefined || format.kind === 'plain') return plainNumber(raw)
    const value = Number(raw)
    if (raw === '' || !Number.isFinite(value)) return raw
    if (format.kind === 'zeros') return maskedNumber(raw, format.mask)
    if (format.kind === 'time') {
      return value < 0 ? plainNumber(raw) : hoursOf(format.isElapsed ? value : value - Math.floor(value))
    }
    const day = this.dayOf(value)
    if (day === undefined) return value >= 0 && value < 1 ? hoursOf(value) : plainNumber(raw)
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

  /** Merged cells follow the rows, so they stand in the last piece. */
  private readMerges(xml: string): void {
    for (const { attributes } of startTags(xml, `${this.prefix}mergeCell`)) {
      const match = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})\d+$/.exec(attributeOf(attributes, 'ref') ?? '')
      if (match === null || this.merges.length >= MAX_MERGES) continue
      const firstColumn = columnIndex(match[1] ?? '')
      const lastColumn = Math.min(columnIndex(match[3] ?? ''), MAX_COLUMNS - 1)
      if (lastColumn > firstColumn) this.merges.push({ row: Number(match[2]), firstColumn, lastColumn })
    }
  }
}

/** Whether an element's name ends before a character: `<rowBreaks` is no row. */
function endsName(code: number): boolean {
  return code === CHAR.space || code === CHAR.greater || code === CHAR.slash || code === 10 || code === 13 || code === 9
}

function unpadded(raw: string): string {
  const isPadded = raw.charCodeAt(0) <= CHAR.space || raw.charCodeAt(raw.length - 1) <= CHAR.space
  const text = isPadded ? raw.trim() : raw
  return text.includes('&') ? textContent(text) : text
}

function columnIndex(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function brokenSheet(): UnreadableFile {
  return new UnreadableFile(
    'corrupt',
    '“{file}” is damaged. Open it in a spreadsheet program, save it again as XLSX, and import that.',
  )
}
