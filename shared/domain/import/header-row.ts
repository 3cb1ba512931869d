import { COMPARED_ROWS, findHeaderIndex, SEARCHED_ROWS } from './header-index.ts'
import {
  type ColumnGroup,
  isSecondHeaderLine,
  isUnitsRow,
  joinGroups,
  nameApart,
  readGroups,
  spreadMerged,
} from './header-names.ts'
import type { RowSource } from './rows.ts'
import { type Grid, noColumnNote, type Table } from './table.ts'

/** Numbers of rows that a finding names; the rest is only counted. */
const MOST_NAMED_ROWS = 1000

/**
 * The table of a grid: preamble left out, header found or found missing, columns named apart. `chosenHeaderRow` is a row's
 * number as a spreadsheet shows it, null for "there is none"; left out, it is found. An address book gives its header itself.
 */
export function findTable(grid: Grid, chosenHeaderRow?: number | null): Table {
  const head = firstRows(grid.rows, SEARCHED_ROWS + COMPARED_ROWS)
  const lines = headerLinesOf(grid, head, chosenHeaderRow)
  const { headerIndex, unitsIndex } = lines
  const rows = grid.rows.from((unitsIndex ?? headerIndex) + 1)
  const headerCells = headerIndex === -1 ? [] : trimTrailing(head[headerIndex] ?? grid.rows.at(headerIndex))
  const headerWidth = Math.max(headerCells.length, (lines.groups?.findLastIndex(({ isOwn }) => isOwn) ?? -1) + 1)
  const shape = shapeOf(rows, headerIndex === -1 ? null : headerWidth, grid.kind)
  const width = Math.max(headerWidth, shape.width)
  const headerRow = headerIndex === -1 ? null : grid.rows.numberAt(headerIndex)
  const written = Array.from({ length: width }, (_, column) => (headerCells[column] ?? '').replace(/\s+/g, ' ').trim())
  const spread = spreadMerged(written, headerRow, grid.merges)
  const joined = lines.groups === undefined ? spread : joinGroups(spread, lines.groups)
  const isGrouped = joined.some((name, column) => name !== spread[column])
  const { names, namedApart } = nameApart(joined, written)
  return {
    kind: grid.kind,
    dialect: {
      ...grid.dialect,
      headerRow,
      preambleRows: Math.max(0, headerIndex - (isGrouped ? 1 : 0)),
    },
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
      groupRow: isGrouped ? grid.rows.numberAt(headerIndex - 1) : null,
      unitsRow: unitsIndex === null ? null : grid.rows.numberAt(unitsIndex),
      unclosedQuoteRows: grid.unclosedQuoteRows,
    },
  }
}

type HeaderLines = {
  /** -1 where there is none. */
  readonly headerIndex: number
  /** What each column stands under by the line above the header. */
  readonly groups: readonly ColumnGroup[] | undefined
  readonly unitsIndex: number | null
}

/** The header with the line of groups above it and the line of units below it, where it has such. */
function headerLinesOf(
  grid: Grid,
  head: readonly (readonly string[])[],
  chosenHeaderRow: number | null | undefined,
): HeaderLines {
  const { rows, merges } = grid
  if (grid.kind === 'cards') return { headerIndex: rows.count === 0 ? -1 : 0, groups: undefined, unitsIndex: null }
  const isChosen = chosenHeaderRow !== undefined
  const foundIndex = isChosen ? chosenIndex(rows, chosenHeaderRow) : findHeaderIndex(head)
  if (foundIndex === -1) return { headerIndex: -1, groups: undefined, unitsIndex: null }
  const cellsAt = (index: number): readonly string[] => head[index] ?? (index < rows.count ? rows.at(index) : [])
  const isNext = (index: number): boolean =>
    index > 0 && index < rows.count && rows.numberAt(index) === rows.numberAt(index - 1) + 1
  const hasSecondLine =
    !isChosen &&
    isNext(foundIndex + 1) &&
    isSecondHeaderLine(cellsAt(foundIndex), cellsAt(foundIndex + 1), rows.numberAt(foundIndex), merges)
  const headerIndex = hasSecondLine ? foundIndex + 1 : foundIndex
  const width = Math.max(cellsAt(headerIndex).length, hasSecondLine ? cellsAt(foundIndex).length : 0)
  const groups = isNext(headerIndex)
    ? readGroups(cellsAt(headerIndex - 1), rows.numberAt(headerIndex - 1), width, merges)
    : undefined
  const hasUnits = isNext(headerIndex + 1) && isUnitsRow(cellsAt(headerIndex + 1))
  return { headerIndex, groups, unitsIndex: hasUnits ? headerIndex + 1 : null }
}

function chosenIndex(rows: RowSource, chosenHeaderRow: number | null): number {
  return chosenHeaderRow === null ? -1 : indexOfNumber(rows, chosenHeaderRow)
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

function filledLength(cells: readonly string[]): number {
  let length = cells.length
  while (length > 0 && (cells[length - 1] ?? '').trim() === '') length -= 1
  return length
}

function trimTrailing(cells: readonly string[]): readonly string[] {
  return cells.slice(0, filledLength(cells))
}
