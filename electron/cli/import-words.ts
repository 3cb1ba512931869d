import type { ImportReport } from '../../shared/contract/import.contract.ts'
import type { Column } from './column-map.ts'
import { counted, table } from './output.ts'

const LINES_AT_MOST = 50

/** The report of an import for a person: counts, what was taken for granted, what waits, and the mapping. */
export function reportInWords(report: ImportReport, askedColumns: readonly Column[], isRehearsal: boolean): string {
  const { rows, created, updated, same, asked, refused, kind } = report
  const what = kind === 'signals' ? `${counted(rows, 'row')} of signals` : counted(rows, 'row')
  const lines = [
    `${isRehearsal ? 'Would bring in' : 'Brought in'} ${what}: ${created} new, ${updated} changed, ${same} the same, ${asked} to ask about, ${refused} refused.`,
    ...assumptionLine(report),
    ...askedColumns.map(
      (column) =>
        `The days of ${columnInWords(column)} read both ways and were not taken. Say --day-order day-first or month-first.`,
    ),
    ...sentences(report.askedRows, asked),
    ...sentences(report.refusedRows, refused),
    ...differenceLine(report.difference),
  ]
  const isGuessed = new Set(report.assumptions.flatMap(({ code, column }) => (code === 'target' ? [column] : [])))
  const columns = report.mapping.map(({ column, header, target }) => [
    column,
    header,
    target,
    isGuessed.has(column) ? 'guessed' : 'told',
  ])
  return [...lines, '', table(['column', 'header', 'becomes', ''], columns)].join('\n')
}

/** Each sentence names its row. */
function sentences(rows: readonly { reason: string }[], count: number): string[] {
  const shown = rows.slice(0, LINES_AT_MOST).map(({ reason }) => reason)
  return count > shown.length ? [...shown, `and ${count - shown.length} more: --json lists them`] : shown
}

function assumptionLine({ assumptions, mapping }: ImportReport): string[] {
  const words = assumptions.flatMap(({ code, column, value }) => {
    const found = mapping.find((mapped) => mapped.column === column)
    const word = assumptionInWords(code, value, found)
    return word === undefined ? [] : [word]
  })
  return words.length === 0 ? [] : [`Took for granted: ${words.join('; ')}.`]
}

const DELIMITERS: Partial<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }
const ON_MATCH: Partial<Record<string, string>> = {
  fill: 'known leads get what they lack',
  keep: 'known leads stay as they are',
  overwrite: 'known leads are overwritten',
}

const FIELD_KINDS: Partial<Record<string, string>> = {
  number: 'numbers',
  money: 'sums of money',
  day: 'days',
  yesNo: 'yes or no',
  choice: 'a choice of words',
  link: 'links',
}

/** Undefined for targets: these stand in the table of columns. */
function assumptionInWords(code: string, value: string, column: Column | undefined): string | undefined {
  switch (code) {
    case 'target':
      return undefined
    case 'kind':
      return value === 'signals' ? 'rows are signals' : 'rows are leads'
    case 'delimiter':
      return DELIMITERS[value] ?? `“${value}” between cells`
    case 'sheet':
      return `sheet “${value}”`
    case 'header_row':
      return value === 'none' ? 'no head' : `head in row ${value}`
    case 'on_match':
      return ON_MATCH[value]
    case 'system':
      return `ids are those of ${value}`
    case 'day_order': {
      const order = value === 'day_first' ? 'day before month' : 'month before day'
      return column === undefined ? order : `${order} in ${columnInWords(column)}`
    }
    case 'field_kind': {
      const what = FIELD_KINDS[value] ?? value
      return column === undefined ? what : `${what} in ${columnInWords(column)}`
    }
    default:
      return value
  }
}

function columnInWords({ column, header }: Column): string {
  return header === '' ? `column ${column}` : `column ${column} (${header})`
}

function differenceLine(difference: ImportReport['difference']): string[] {
  if (difference === null) return []
  const { fileName, importedAt, isSameFile, sameRows, newRows, goneRows } = difference
  const before = `${fileName} of ${importedAt.slice(0, 10)}`
  return isSameFile
    ? [`The same file as ${before}.`]
    : [`Against ${before}: ${counted(newRows, 'new row')}, ${goneRows} gone, ${sameRows} as they were.`]
}
