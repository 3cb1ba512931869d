import { holdsValues } from './header-index.ts'
import { readHeader } from './header-words.ts'
import type { MergedCell } from './table.ts'

/** Names for the columns, each once: empty ones by their letters, repeated ones numbered. */
export function nameApart(
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

/** A merged header cell names all the columns it covers. */
export function spreadMerged(written: readonly string[], row: number | null, merges: readonly MergedCell[]): string[] {
  const spread = [...written]
  for (const merge of merges) {
    if (merge.row !== row) continue
    for (let column = merge.firstColumn + 1; column <= merge.lastColumn && column < spread.length; column += 1) {
      if (spread[column] === '') spread[column] = spread[merge.firstColumn] ?? ''
    }
  }
  return spread
}

const LONGEST_GROUP = 60

/** What a column stands under; `isOwn`: the cell right above it says so, rather than one further left. */
export type ColumnGroup = { readonly name: string; readonly isOwn: boolean }

/**
 * The group that each column stands under, by the row above the header; undefined where that row holds no groups but a title or
 * values. A group reaches to the next one, or as far as its cell is merged.
 */
export function readGroups(
  above: readonly string[],
  row: number,
  width: number,
  merges: readonly MergedCell[],
): ColumnGroup[] | undefined {
  const cells = Array.from({ length: width }, (_, column) => (above[column] ?? '').replace(/\s+/g, ' ').trim())
  const filled = cells.flatMap((cell, column) => (cell === '' ? [] : [column]))
  const [first] = filled
  if (first === undefined || holdsValues(cells) || cells.some((cell) => cell.length > LONGEST_GROUP)) return undefined
  const spans = merges.filter((merge) => merge.row === row)
  // One cell at the left edge, or over the whole width, is a title.
  if (
    filled.length === 1 &&
    (first === 0 || spans.some((span) => span.lastColumn >= width - 1 && span.firstColumn === 0))
  )
    return undefined
  const spread = spans.length > 0 ? spreadMerged(cells, row, merges) : spreadRight(cells)
  return spread.map((name, column) => ({ name, isOwn: cells[column] !== '' }))
}

function spreadRight(cells: readonly string[]): string[] {
  let group = ''
  return cells.map((cell) => {
    if (cell !== '') group = cell
    return group
  })
}

/**
 * Header names with their groups where these are needed or help: to tell repeated headers apart, to name an empty one, to say whose
 * an address is, or what "Work" is under "Phone". What stands under the same group goes along where it reads the same.
 */
export function joinGroups(headers: readonly string[], groups: readonly ColumnGroup[]): string[] {
  const times = new Map<string, number>()
  for (const header of headers) times.set(header.toLowerCase(), (times.get(header.toLowerCase()) ?? 0) + 1)
  const groupOf = (column: number): string => groups[column]?.name ?? ''
  const canJoin = (header: string, column: number): boolean =>
    header !== '' && groupOf(column) !== '' && groupOf(column).toLowerCase() !== header.toLowerCase()
  const isNeeded = headers.map((header, column) => {
    if (!canJoin(header, column)) return false
    if ((times.get(header.toLowerCase()) ?? 0) > 1 || readHeader(groupOf(column)).isAboutOthers) return true
    return targetOf(header) === undefined && targetOf(`${groupOf(column)} ${header}`) !== undefined
  })
  const joinedGroups = new Set(headers.flatMap((_, column) => (isNeeded[column] === true ? [groupOf(column)] : [])))
  return headers.map((header, column) => {
    const group = groupOf(column)
    if (header === '') return groups[column]?.isOwn === true ? group : header
    if (isNeeded[column] === true) return `${group} ${header}`
    const goesAlong = canJoin(header, column) && joinedGroups.has(group)
    return goesAlong && targetOf(`${group} ${header}`) === targetOf(header) ? `${group} ${header}` : header
  })
}

function targetOf(header: string): string | undefined {
  return readHeader(header).target
}

/**
 * Whether a row right below the found header is its second line: words under cells that span several columns, blank elsewhere, as
 * "Work" and "Mobile" under "Phone".
 */
export function isSecondHeaderLine(
  header: readonly string[],
  below: readonly string[],
  row: number,
  merges: readonly MergedCell[],
): boolean {
  if (holdsValues(below)) return false
  const width = Math.max(header.length, below.length)
  const spans = merges.filter((merge) => merge.row === row && merge.lastColumn > merge.firstColumn)
  const isUnderSpan = (column: number): boolean => {
    if (spans.length > 0) return spans.some((span) => column >= span.firstColumn && column <= span.lastColumn)
    const isBlank = (at: number): boolean => (header[at] ?? '').trim() === ''
    return (isBlank(column) && column > 0) || (column + 1 < width && isBlank(column + 1))
  }
  const filled = below.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
  const words = filled.map((column) => (below[column] ?? '').trim())
  if (words.some((word) => word.length > LONGEST_GROUP || /^[\d.,]+$/.test(word))) return false
  const hasBlankHeader = filled.some((column) => (header[column] ?? '').trim() === '')
  return filled.length >= 2 && filled.length < width && hasBlankHeader && filled.every(isUnderSpan)
}

const UNIT =
  /^(?:[([{<].{1,40}[)\]}>]|eur|usd|gbp|chf|pln|€|\$|£|%|text|string|varchar|number|integer|int|decimal|boolean|bool|date|datetime|y\/n|yes\/no|ja\/nein|required|optional|pflicht|[dmy]{1,4}(?:[-./][dmy]{1,4}){2}|[tmj]{1,4}(?:[-./][tmj]{1,4}){2}|[dhm]+|pcs|stk\.?|\{"ImportId".*)$/i

/** Whether a row right below the header says in which unit or form its cells are, as `(text)`, `EUR` or `dd.mm.yyyy`. */
export function isUnitsRow(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return filled.length >= 2 && filled.every((cell) => UNIT.test(cell))
}
