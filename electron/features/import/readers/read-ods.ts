import type { MergedCell, ReadFacts } from '../../../../shared/domain/import/table.ts'
import { MAX_CELLS, MAX_COLUMNS } from '../row-spool.ts'
import { type OdsStyles, readOdsStyles } from './ods-styles.ts'
import { NeedsLibrary, UnreadableFile } from './read-refusal.ts'
import type { RowSink } from './row-sink.ts'
import {
  boundedCell,
  CELLS_A_TELLING,
  emptyWorkbook,
  hoursOf,
  isErrorText,
  MAX_MERGES,
  MAX_SHEET_ROWS,
  maskedNumber,
  noSuchSheet,
  plainNumber,
  tooBig,
} from './spreadsheet-cell.ts'
import { attributeOf, startTags, unescapeXml } from './xlsx-xml.ts'
import { XmlPieces } from './xml-pieces.ts'
import type { ZipArchive } from './zip-archive.ts'

const CONTENT = 'content.xml'
const TABLE = '<table:table '
const ROW = 'table:table-row'
const NAMESPACES = [
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"',
  'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"',
  'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"',
]

/**
 * Gives the filled rows of one sheet of an OpenDocument spreadsheet: the chosen one, else the first visible sheet that holds
 * something. Throws UnreadableFile, and NeedsLibrary where only the library can read the file.
 */
export function readOds(zip: ZipArchive, chosen: string | undefined, sink: RowSink): ReadFacts {
  let reader = readContent(zip, chosen, sink)
  if (chosen === undefined && reader.rowCount === 0) {
    // All that hold something are hidden.
    const hidden = reader.filledHidden
    if (hidden === undefined) throw emptyWorkbook()
    reader = readContent(zip, hidden, sink)
  }
  if (reader.readName === undefined) throw noSuchSheet(chosen ?? '', reader.sheets)
  return {
    kind: 'spreadsheet',
    dialect: {
      encoding: null,
      encodingGuesses: [],
      delimiter: null,
      quote: null,
      sheet: reader.readName,
      sheets: reader.sheets,
    },
    blankRowCount: reader.lastRow - reader.rowCount,
    notes: Array.from({ length: reader.columnCount }, (_, column) => ({
      spreadsheetDayCount: reader.dayCounts[column] ?? 0,
      errorCount: reader.errorCounts[column] ?? 0,
    })),
    merges: reader.merges,
    unclosedQuoteRows: [],
  }
}

function readContent(zip: ZipArchive, chosen: string | undefined, sink: RowSink): OdsReader {
  const reader = new OdsReader(chosen, sink, () => zip.tellAgain())
  const pieces = new XmlPieces('document-content', ROW, (xml) => reader.readPiece(xml))
  if (!zip.unpack(CONTENT, (piece) => pieces.add(piece))) throw new NeedsLibrary()
  pieces.finish()
  if (reader.sheets.length === 0) throw new NeedsLibrary()
  return reader
}

/** What a cell's tag says; made once and filled anew for each cell. */
type CellTag = {
  type: string
  value: string
  style: string
  repeats: number
  span: number
  isError: boolean
  hasStringValue: boolean
}

class OdsReader {
  readonly sheets: { name: string; isHidden: boolean }[] = []
  readonly dayCounts: number[] = []
  readonly errorCounts: number[] = []
  readonly merges: MergedCell[] = []
  rowCount = 0
  lastRow = 0
  columnCount = 0
  /** The sheet whose rows were given. */
  readName: string | undefined
  /** The first hidden sheet that holds a value. */
  filledHidden: string | undefined
  private readonly chosen: string | undefined
  private readonly sink: RowSink
  private readonly tellAgain: () => void
  private styles: OdsStyles | undefined
  private isReading = false
  private isHiddenNow = false
  private rowNumber = 0
  private cellCount = 0
  private untoldCells = 0
  private columnMasks: { readonly first: number; readonly end: number; readonly mask: string }[] = []
  private readonly tag: CellTag = {
    type: '',
    value: '',
    style: '',
    repeats: 1,
    span: 1,
    isError: false,
    hasStringValue: false,
  }

  constructor(chosen: string | undefined, sink: RowSink, tellAgain: () => void) {
    this.chosen = chosen
    this.sink = sink
    this.tellAgain = tellAgain
  }

  readPiece(xml: string): void {
    if (this.styles === undefined) {
      if (!NAMESPACES.every((namespace) => xml.includes(namespace))) throw new NeedsLibrary()
      this.styles = readOdsStyles(xml.slice(0, xml.indexOf('<office:body')))
    }
    let from = 0
    // With its space: cells and rows begin in the same way.
    let at = xml.indexOf(TABLE)
    while (at !== -1) {
      const end = xml.indexOf('>', at) + 1
      if (end === 0) break
      this.readRows(xml, from, at)
      this.openTable(xml.slice(at + TABLE.length - 1, end - 1), xml, end)
      from = end
      at = xml.indexOf(TABLE, end)
    }
    this.readRows(xml, from, xml.length)
  }

  private openTable(attributes: string, xml: string, end: number): void {
    const name = attributeOf(attributes, 'table:name')
    // A table in a cell, or one that is linked to.
    if (name === undefined || attributes.includes('table:is-sub-table="true"')) throw new NeedsLibrary()
    this.isHiddenNow = this.styles?.hiddenTables.has(attributeOf(attributes, 'table:style-name') ?? '') ?? false
    this.sheets.push({ name, isHidden: this.isHiddenNow })
    this.isReading = this.chosen === undefined ? this.rowCount === 0 && !this.isHiddenNow : name === this.chosen
    if (!this.isReading) return
    this.readName = name
    this.rowNumber = 0
    this.columnMasks = []
    this.merges.length = 0
    const firstRow = xml.indexOf(`<${ROW}`, end)
    this.readColumns(xml.slice(end, firstRow === -1 ? xml.length : firstRow))
  }

  /** Cells without a style of their own have that of their column. */
  private readColumns(xml: string): void {
    let first = 0
    for (const { attributes } of startTags(xml, 'table:table-column')) {
      const end = first + repeatsOf(attributeOf(attributes, 'table:number-columns-repeated'))
      const mask = this.styles?.masks.get(attributeOf(attributes, 'table:default-cell-style-name') ?? '')
      if (mask !== undefined) this.columnMasks.push({ first, end, mask })
      first = end
    }
  }

  private readRows(xml: string, from: number, to: number): void {
    if (!this.isReading) {
      const value = xml.indexOf('office:value-type=', from)
      if (this.isHiddenNow && value !== -1 && value < to) this.filledHidden ??= this.sheets.at(-1)?.name
      return
    }
    const opening = `<${ROW}`
    const closing = `</${ROW}>`
    let at = xml.indexOf(opening, from)
    while (at !== -1 && at < to) {
      const tagEnd = xml.indexOf('>', at)
      if (tagEnd === -1) return
      const after = xml.charCodeAt(at + opening.length)
      if (after !== 32 && after !== 62 && after !== 47 && after !== 10) {
        at = xml.indexOf(opening, tagEnd)
        continue
      }
      const tag = xml.slice(at + opening.length, tagEnd)
      const isEmpty = xml.charCodeAt(tagEnd - 1) === 47
      const close = isEmpty ? tagEnd : xml.indexOf(closing, tagEnd)
      const end = close === -1 ? to : close
      const repeats = tag.includes('rows-repeated') ? repeatsOf(attributeOf(tag, 'table:number-rows-repeated')) : 1
      this.giveRow(isEmpty ? [] : this.readCells(xml, tagEnd + 1, end, repeats), repeats)
      at = xml.indexOf(opening, end)
    }
  }

  private giveRow(cells: readonly string[], repeats: number): void {
    const first = this.rowNumber + 1
    this.rowNumber += repeats
    if (cells.length === 0) return
    if (repeats > MAX_SHEET_ROWS) throw repeatsTooOften()
    if (this.rowNumber > MAX_SHEET_ROWS) throw tooBig()
    this.cellCount += cells.length * repeats
    if (this.cellCount > MAX_CELLS) throw tooBig()
    if (cells.length > this.columnCount) this.columnCount = cells.length
    this.rowCount += repeats
    this.lastRow = this.rowNumber
    for (let number = first; number <= this.rowNumber; number += 1) {
      this.sink.add(number, cells)
      this.untoldCells += cells.length
      if (this.untoldCells < CELLS_A_TELLING) continue
      this.untoldCells = 0
      this.tellAgain()
    }
  }

  /** The cells of a row up to the last filled one; none where all are blank. */
  private readCells(xml: string, from: number, to: number, rowRepeats: number): string[] {
    const { tag } = this
    const cells: string[] = []
    let isFilled = false
    let column = 0
    let at = from
    for (;;) {
      at = xml.indexOf('<table:', at)
      if (at === -1 || at >= to) break
      const isCell = xml.startsWith('table-cell', at + 7)
      if (!isCell && !xml.startsWith('covered-table-cell', at + 7)) {
        if (xml.startsWith('table ', at + 7)) throw new NeedsLibrary()
        at += 7
        continue
      }
      const tagEnd = xml.indexOf('>', at)
      if (tagEnd === -1) break
      readTag(xml, at + (isCell ? 17 : 25), tagEnd, tag)
      const isEmpty = xml.charCodeAt(tagEnd - 1) === 47
      const close = isEmpty
        ? tagEnd
        : xml.indexOf(isCell ? '</table:table-cell>' : '</table:covered-table-cell>', tagEnd)
      const end = close === -1 || close > to ? to : close
      const text =
        isCell && (!isEmpty || tag.type !== '') ? this.cellText(xml, tagEnd + 1, end, column, rowRepeats) : ''
      if (text !== '') {
        if (tag.repeats > MAX_COLUMNS) throw repeatsTooOften()
        if (column + tag.repeats > MAX_COLUMNS) throw tooBig()
        while (cells.length < column) cells.push('')
        for (let count = 0; count < tag.repeats; count += 1) cells.push(text)
        isFilled = isFilled || text.trim() !== ''
      }
      if (tag.span > 1 && this.merges.length < MAX_MERGES && column + 1 < MAX_COLUMNS) {
        const lastColumn = Math.min(column + tag.span, MAX_COLUMNS) - 1
        this.merges.push({ row: this.rowNumber + 1, firstColumn: column, lastColumn })
      }
      column += tag.repeats
      at = end
    }
    return isFilled ? cells : []
  }

  private cellText(xml: string, from: number, to: number, column: number, rowRepeats: number): string {
    const { tag } = this
    switch (tag.type) {
      case 'float':
      case 'currency':
      case 'percentage':
        return this.numberText(column)
      case 'boolean':
        return tag.value === 'true' ? 'TRUE' : 'FALSE'
      case 'date':
        return this.dayText(column, rowRepeats)
      case 'time':
        return timeText(tag.value)
    }
    const text = tag.hasStringValue && !tag.isError ? unescapeXml(tag.value) : paragraphs(xml, from, to)
    if (tag.isError || isErrorText(text)) {
      count(this.errorCounts, column, tag.repeats * rowRepeats)
      return ''
    }
    return boundedCell(text)
  }

  private numberText(column: number): string {
    const { tag } = this
    const raw = boundedCell(tag.value.trim())
    const mask =
      tag.style === ''
        ? this.columnMasks.find(({ first, end }) => first <= column && column < end)?.mask
        : this.styles?.masks.get(tag.style)
    return mask === undefined ? plainNumber(raw) : maskedNumber(raw, mask)
  }

  private dayText(column: number, rowRepeats: number): string {
    const { tag } = this
    const parts = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?/.exec(tag.value)
    if (parts?.[1] === undefined) return boundedCell(unescapeXml(tag.value))
    // Day 0 of a spreadsheet: only the time was meant.
    if (parts[1] < '1900-01-01' && parts[2] !== undefined) return parts[2]
    count(this.dayCounts, column, tag.repeats * rowRepeats)
    return parts[1]
  }
}

/** Fills `tag` from the attributes between two positions. */
function readTag(xml: string, from: number, to: number, tag: CellTag): void {
  tag.type = ''
  tag.value = ''
  tag.style = ''
  tag.repeats = 1
  tag.span = 1
  tag.isError = false
  tag.hasStringValue = false
  let at = from
  while (at < to) {
    const equals = xml.indexOf('=', at)
    if (equals === -1 || equals >= to) return
    const quote = xml[equals + 1]
    if (quote !== '"' && quote !== "'") throw new NeedsLibrary()
    const end = xml.indexOf(quote, equals + 2)
    if (end === -1) return
    let nameAt = at
    while (xml.charCodeAt(nameAt) <= 32) nameAt += 1
    const value = xml.slice(equals + 2, end)
    switch (xml.slice(nameAt, equals)) {
      case 'office:value-type':
        tag.type = value
        break
      case 'office:string-value':
        tag.hasStringValue = true
        tag.value = value
        break
      case 'office:value':
      case 'office:date-value':
      case 'office:time-value':
      case 'office:boolean-value':
        tag.value = value
        break
      case 'calcext:value-type':
        tag.isError = value === 'error'
        break
      case 'table:style-name':
        tag.style = value
        break
      case 'table:number-columns-repeated':
        tag.repeats = repeatsOf(value)
        break
      case 'table:number-columns-spanned':
        tag.span = repeatsOf(value)
        break
    }
    at = end + 1
  }
}

function repeatsOf(value: string | undefined): number {
  const repeats = Number.parseInt(value ?? '1', 10)
  return repeats >= 1 ? repeats : 1
}

function count(counts: number[], column: number, more: number): void {
  counts[column] = (counts[column] ?? 0) + more
}

/** A span of time, `PT10H10M10.5S`, as hours and minutes. */
function timeText(value: string): string {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?$/.exec(value)
  if (parts === null) return boundedCell(unescapeXml(value))
  const [hours, minutes] = [parts[1], parts[2]].map((part) => Number(part ?? 0)) as [number, number]
  return hoursOf((hours * 60 + minutes) / 1440)
}

/** The paragraphs of a cell, one a line, without its notes and drawings. */
function paragraphs(xml: string, from: number, to: number): string {
  const only = xml.startsWith('<text:p>', from) ? xml.indexOf('<', from + 8) : -1
  if (only !== -1 && only + 9 === to && xml.startsWith('</text:p>', only))
    return paragraphText(xml.slice(from + 8, only))
  const inner = xml.slice(from, to)
  const content = /<(?:office:annotation|draw:)/.test(inner)
    ? inner.replace(/<(office:annotation|draw:[\w-]+)(?:\s[^>]*)?>[\s\S]*?<\/\1>/g, '')
    : inner
  const lines: string[] = []
  for (const { attributes, end } of startTags(content, 'text:p')) {
    const close = attributes.endsWith('/') ? end : content.indexOf('</text:p>', end)
    lines.push(paragraphText(content.slice(end, close === -1 ? content.length : close)))
  }
  return lines.length === 1 ? (lines[0] ?? '') : lines.join('\n')
}

/** White space in a paragraph counts once; what is to count is written as elements. Source: ODF 1.3 part 3, 6.1.2. */
function paragraphText(inner: string): string {
  const text = /[\t\r\n]| {2}/.test(inner) ? inner.replace(/[ \t\r\n]+/g, ' ') : inner
  if (!text.includes('<')) return unescapeXml(text)
  return unescapeXml(
    text
      .replace(/<text:s(?:\s+text:c="(\d+)")?\s*\/>/g, (_, spaces: string | undefined) =>
        ' '.repeat(Math.min(Number(spaces ?? 1), 1000)),
      )
      .replace(/<text:tab\b[^>]*>/g, '\t')
      .replace(/<text:line-break\s*\/>/g, '\n')
      .replace(/<[^>]*>/g, ''),
  )
}

function repeatsTooOften(): UnreadableFile {
  return new UnreadableFile(
    'hostile',
    '“{file}” repeats its cells far beyond what a spreadsheet holds, so it was not opened. Save it again as CSV and import that.',
  )
}
