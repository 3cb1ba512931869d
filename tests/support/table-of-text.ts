import { findTable } from '../../shared/domain/import/header-row.ts'
import { guessMapping } from '../../shared/domain/import/mapping.ts'
import type { Grid, MergedCell, Table, TableKind } from '../../shared/domain/import/table.ts'
import { ArrayRows } from './array-rows.ts'

type Facts = { readonly kind?: TableKind; readonly merges?: readonly MergedCell[] }

/** A grid of lines with commas or semicolons between plain cells, for rules that start where a reader ends. Blank lines are counted. */
export function gridOfText(text: string, facts: Facts = {}): Grid {
  const delimiter = /^[^\n]*;/.test(text) ? ';' : ','
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split(delimiter))
  const isFilled = (cells: readonly string[]): boolean => cells.some((cell) => cell.trim() !== '')
  return gridOfRows(
    lines.filter(isFilled),
    facts,
    lines.flatMap((cells, index) => (isFilled(cells) ? [index + 1] : [])),
  )
}

/** A grid of cells, its rows numbered from 1 unless told. */
export function gridOfRows(rows: readonly (readonly string[])[], facts: Facts = {}, numbers?: readonly number[]): Grid {
  const kind = facts.kind ?? 'text'
  return {
    kind,
    dialect: {
      encoding: kind === 'text' ? 'utf-8' : null,
      encodingGuesses: [],
      delimiter: kind === 'text' ? ',' : null,
      quote: null,
      sheet: null,
      sheets: [],
    },
    blankRowCount: 0,
    notes: [],
    merges: facts.merges ?? [],
    unclosedQuoteRows: [],
    rows: new ArrayRows(rows, numbers),
  }
}

export function tableOfText(text: string, headerRow?: number | null): Table {
  return findTable(gridOfText(text), headerRow)
}

/** The guessed target of each column by its header, as `{ Vorname: 'firstName' }`; custom fields without their name. */
export function targetsOfText(text: string): Record<string, string> {
  return Object.fromEntries(
    guessMapping(tableOfText(text)).map(({ header, target }) => [
      header,
      target.startsWith('custom:') ? 'custom' : target,
    ]),
  )
}
