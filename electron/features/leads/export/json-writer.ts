import type { ExportColumn } from './export-columns.ts'
import type { LeadTable, LeadWriter } from './lead-writer.ts'
import type { PieceFile } from './piece-file.ts'

/**
 * One JSON array with an object for each lead, a line each, by field key in the order of the columns: `{"id":"…","name":"Anna Berg",
 * "email":["anna@berg.example"],"value":1200.5,"doNotContact":false,"custom:Size":"38"}`. Texts are strings, numbers and sums of money in
 * the workbook's currency numbers, days `YYYY-MM-DD`, yes and no booleans; fields with several values are arrays. A custom field goes by
 * `custom:` and its name. What is empty is left out; a value that does not read as its field's kind is a string.
 */
export function jsonWriter(file: PieceFile, { columns }: LeadTable): LeadWriter {
  let between = '[\n'
  return {
    cutCellCount: 0,
    add: (cells, { exportId }) => {
      const lead: Record<string, unknown> = { id: exportId }
      columns.forEach((column, at) => put(lead, column, cells[at] ?? ''))
      file.add(between + JSON.stringify(lead))
      between = ',\n'
    },
    finish: () => file.add(between === '[\n' ? '[]\n' : '\n]\n'),
  }
}

function put(lead: Record<string, unknown>, column: ExportColumn, cell: string): void {
  if (cell === '') return
  const { name, isSeveral } = column
  if (!isSeveral) lead[name] = valueOf(column, cell)
  else {
    const before = lead[name]
    const texts = column.texts?.(cell) ?? [cell]
    lead[name] = Array.isArray(before) ? [...before, ...texts] : texts
  }
}

function valueOf({ form }: ExportColumn, cell: string): unknown {
  if (form === 'yesNo') return cell === 'yes' ? true : cell === 'no' ? false : cell
  if (form !== 'number' && form !== 'money') return cell
  const number = Number(cell)
  return /^-?\d+(?:\.\d+)?$/.test(cell) && Number.isFinite(number) ? number : cell
}
