import { isEmailShaped, isNumberShaped, isPhoneShaped, isUrlShaped } from './cell-shapes.ts'
import { looksLikeDay } from './days.ts'
import { isHeaderWord } from './header-words.ts'
import type { RowSource } from './rows.ts'
import { type Grid, noColumnNote, type Table } from './table.ts'

/** Filled rows at the top among which the header is looked for. */
const SEARCHED_ROWS = 30
/** Rows below a header of unknown words that it is compared with. */
const COMPARED_ROWS = 200
/** Numbers of rows that a finding names; the rest is only counted. */
const MOST_NAMED_ROWS = 1000

/**
 * The table of a grid: preamble left out, header found or found missing, columns named apart. `chosenHeaderRow` is a row's
 * number as a spreadsheet shows it, null for "there is none"; left out, it is found. An address book gives its header itself.
 */
export function findTable(grid: Grid, chosenHeaderRow?: number | null): Table {
  const head = firstRows(grid.rows, SEARCHED_ROWS + COMPARED_ROWS)
  const headerIndex = headerIndexOf(grid, head, chosenHeaderRow)
  const rows = grid.rows.from(headerIndex + 1)
  const headerCells = headerIndex === -1 ? [] : trimTrailing(head[headerIndex] ?? grid.rows.at(headerIndex))
  const shape = shapeOf(rows, headerIndex === -1 ? null : headerCells.length, grid.kind)
  const width = Math.max(headerCells.length, shape.width)
  const headerRow = headerIndex === -1 ? null : grid.rows.numberAt(headerIndex)
  const written = Array.from({ length: width }, (_, column) => (headerCells[column] ?? '').replace(/\s+/g, ' ').trim())
  const { names, namedApart } = nameApart(spreadMerged(written, headerRow, grid), written)
  return {
    kind: grid.kind,
    dialect: { ...grid.dialect, headerRow, preambleRows: Math.max(0, headerIndex) },
    header: names,
    writtenHeader: written,
    rows,
    notes: Array.from({ length: width }, (_, column) => grid.notes[column] ?? noColumnNote),
    findings: {
      blankRowCount: grid.blankRowCount,
      surplusCellRows: shape.surplusCellRows,
      surplusCellRowCount: shape.surplusCellRowCount,
      missingCellRowCount: shape.missingCellRowCount,
      namedApart: headerIndex === -1 ? [] : namedApart,
      unclosedQuoteRows: grid.unclosedQuoteRows,
    },
  }
}

function headerIndexOf(
  grid: Grid,
  head: readonly (readonly string[])[],
  chosenHeaderRow: number | null | undefined,
): number {
  if (grid.kind === 'cards') return grid.rows.count === 0 ? -1 : 0
  if (chosenHeaderRow === undefined) return findHeaderIndex(head)
  return chosenHeaderRow === null ? -1 : indexOfNumber(grid.rows, chosenHeaderRow)
}

/** Index of the row a spreadsheet gives this number, -1 where it is blank or beyond the last. */
function indexOfNumber(rows: RowSource, number: number): number {
  let low = 0
  let high = rows.count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = rows.numberAt(middle)
    if (found === number) return middle
    if (found < number) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function firstRows(rows: RowSource, count: number): (readonly string[])[] {
  const first: (readonly string[])[] = []
  for (const cells of rows) {
    if (first.length === count) break
    first.push(cells)
  }
  return first
}

type Shape = {
  readonly width: number
  readonly surplusCellRows: readonly number[]
  readonly surplusCellRowCount: number
  readonly missingCellRowCount: number
}

/** Widest row, and the rows with more or fewer cells than the header; told without reading a cell. */
function shapeOf(rows: RowSource, headerLength: number | null, kind: Grid['kind']): Shape {
  const surplusCellRows: number[] = []
  let width = 0
  let surplusCellRowCount = 0
  let missingCellRowCount = 0
  for (let index = 0; index < rows.count; index += 1) {
    const filled = rows.filledLengthAt(index)
    if (filled > width) width = filled
    if (headerLength === null) continue
    if (filled > headerLength) {
      surplusCellRowCount += 1
      if (surplusCellRows.length < MOST_NAMED_ROWS) surplusCellRows.push(rows.numberAt(index))
    } else if (kind === 'text' && rows.cellCountAt(index) < headerLength) missingCellRowCount += 1
  }
  return { width, surplusCellRows, surplusCellRowCount, missingCellRowCount }
}

/** Index of the header among the filled rows, -1 where there is none. */
function findHeaderIndex(rows: readonly (readonly string[])[]): number {
  const head = rows.slice(0, SEARCHED_ROWS)
  let best = -1
  let bestHits = 0
  head.forEach((cells, index) => {
    const hits = cells.filter((cell) => cell.trim() !== '' && isHeaderWord(cell)).length
    if (hits > bestHits && !holdsValues(cells)) {
      best = index
      bestHits = hits
    }
  })
  const first = firstWideRow(head)
  // One known word alone may stand in a note above the table; it counts in a row as wide as the table.
  const isSure = bestHits >= 2 || (bestHits === 1 && best === first && filledCount(head[best] ?? []) <= 3)
  if (isSure) return best
  const candidate = head[first]
  if (candidate === undefined || holdsValues(candidate)) return -1
  return isUnlikeRowsBelow(candidate, rows.slice(first + 1, first + 1 + COMPARED_ROWS)) ? first : -1
}

/** The first row that is filled about as widely as the rows of the table. */
function firstWideRow(head: readonly (readonly string[])[]): number {
  const counts = head.map(filledCount).sort((a, b) => a - b)
  const typical = counts[Math.floor(counts.length / 2)] ?? 0
  return Math.max(
    0,
    head.findIndex((cells) => filledCount(cells) >= Math.max(1, Math.ceil(typical * 0.6))),
  )
}

/** Addresses, days and long numbers belong to a lead, never to a header. */
function holdsValues(cells: readonly string[]): boolean {
  return cells.some((cell) => {
    const text = cell.trim()
    return text !== '' && (isEmailShaped(text) || isPhoneShaped(text) || isUrlShaped(text) || looksLikeDay(text))
  })
}

/** A header of unknown words: texts of their own, each once, above a column of another shape or of other words. */
function isUnlikeRowsBelow(cells: readonly string[], below: readonly (readonly string[])[]): boolean {
  const texts = cells.map((cell) => cell.trim()).filter((text) => text !== '')
  if (texts.some((text) => text.length > 120 || isNumberShaped(text))) return false
  if (new Set(texts.map((text) => text.toLowerCase())).size < texts.length * 0.6) return false
  if (below.length === 0) return texts.length > 1
  const isOtherShape = cells.some((cell, column) => {
    if (cell.trim() === '') return false
    const values = below.map((row) => (row[column] ?? '').trim()).filter((value) => value !== '')
    return (
      values.length > 0 &&
      values.every(
        (value) => isNumberShaped(value) || isEmailShaped(value) || isPhoneShaped(value) || looksLikeDay(value),
      )
    )
  })
  if (isOtherShape) return true
  const isRepeatedBelow = cells.some(
    (cell, column) => cell.trim() !== '' && below.some((row) => (row[column] ?? '').trim() === cell.trim()),
  )
  return !isRepeatedBelow && texts.length > 1 && !texts.every(looksLikePersonName)
}

function looksLikePersonName(text: string): boolean {
  return /^\p{Lu}[\p{L}'’.-]+(?:\s+\p{Lu}[\p{L}'’.-]*){0,3}$/u.test(text)
}

/** A merged header cell names all the columns it covers. */
function spreadMerged(written: readonly string[], headerRow: number | null, grid: Grid): string[] {
  const spread = [...written]
  for (const merge of grid.merges) {
    if (merge.row !== headerRow) continue
    for (let column = merge.firstColumn + 1; column <= merge.lastColumn && column < spread.length; column += 1) {
      if (spread[column] === '') spread[column] = spread[merge.firstColumn] ?? ''
    }
  }
  return spread
}

function nameApart(
  headers: readonly string[],
  written: readonly string[],
): { names: string[]; namedApart: { column: number; written: string; name: string }[] } {
  const taken = new Set<string>()
  const namedApart: { column: number; written: string; name: string }[] = []
  const names = headers.map((header, column) => {
    const base = header === '' ? `Column ${columnLetters(column)}` : header
    let name = base
    for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) name = `${base} (${copy})`
    taken.add(name.toLowerCase())
    if (name !== written[column]) namedApart.push({ column, written: written[column] ?? '', name })
    return name
  })
  return { names, namedApart }
}

/** A column's letters as a spreadsheet shows them, from its zero-based index. */
function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}

function filledCount(cells: readonly string[]): number {
  return cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0)
}

function filledLength(cells: readonly string[]): number {
  let length = cells.length
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length -= 1
  return length
}

function trimTrailing(cells: readonly string[]): readonly string[] {
  return cells.slice(0, filledLength(cells))
}
