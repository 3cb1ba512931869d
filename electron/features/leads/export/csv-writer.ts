import { guardFormula, ID_HEADER } from '../../../../shared/domain/leads/export-columns.ts'
import type { LeadTable, LeadWriter } from './lead-writer.ts'
import type { PieceFile } from './piece-file.ts'

const NEEDS_QUOTES = /[",\r\n;\t|]|^\s|\s$/

/** CSV by RFC 4180 in UTF-8 with a byte order mark, the column of ids first. Cells that a spreadsheet would take for formulas are guarded. */
export function csvWriter(file: PieceFile, { columns }: LeadTable): LeadWriter {
  file.add(`\ufeff${lineOf([ID_HEADER, ...columns.map(({ header }) => header)])}`)
  return {
    cutCellCount: 0,
    add: (cells, { exportId }) => file.add(lineOf([exportId, ...cells])),
    finish: () => undefined,
  }
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(text: string): string {
  if (text === '') return text
  const guarded = guardFormula(text.includes('\0') ? text.replaceAll('\0', '') : text)
  return NEEDS_QUOTES.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
