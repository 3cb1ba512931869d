import { isEmailShaped, isNumberShaped, isPhoneShaped, isUrlShaped } from './cell-shapes.ts'
import { looksLikeDay } from './days.ts'
import { isHeaderWord } from './header-words.ts'

/** Filled rows at the top among which the header is looked for. */
export const SEARCHED_ROWS = 30
/** Rows below a header of unknown words that it is compared with. */
export const COMPARED_ROWS = 200

/** Index of the header among the filled rows, -1 where there is none. */
export function findHeaderIndex(rows: readonly (readonly string[])[]): number {
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
export function holdsValues(cells: readonly string[]): boolean {
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

function filledCount(cells: readonly string[]): number {
  return cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0)
}
