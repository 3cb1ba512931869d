import { ID_HEADER } from '../../../../shared/domain/leads/export-columns.ts'
import { dayNumber, parsePlainDate, plainDate } from '../../../../shared/primitives/plain-date.ts'
import type { ExportColumn } from './export-columns.ts'
import type { LeadTable, LeadWriter } from './lead-writer.ts'
import type { PieceFile } from './piece-file.ts'
import { ZipWriter } from './zip-writer.ts'

/** Signs that Excel takes in a cell. Source: Microsoft, "Excel specifications and limits". */
const LONGEST_CELL = 32_767
/** Cell styles of the part below, by number. */
const STYLE = { head: 1, day: 2, money: 3 } as const
/** Serial numbers of days are counted from here; before March 1900 Excel and others disagree. */
const EPOCH = dayNumber(plainDate('1899-12-30'))
const FIRST_SERIAL = 61
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const parts: readonly (readonly [string, string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[
      'workbook:sheet.main',
      'worksheets/sheet1:worksheet',
      'styles:styles',
    ]
      .map((part) => part.split(':'))
      .map(
        ([name, type]) =>
          `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
      )
      .join('')}</Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  ],
]

/**
 * An XLSX file with one sheet, its head in bold and held in place, the column of ids first. Texts are texts whatever they begin with;
 * numbers, sums and days are what they are. Source: ECMA-376 part 1.
 */
export function xlsxWriter(file: PieceFile, { columns }: LeadTable): LeadWriter {
  const zip = new ZipWriter(file)
  for (const [name, xml] of parts) {
    zip.begin(name)
    zip.add(HEAD + xml)
    zip.end()
  }
  const letters = [...columns, null].map((_, column) => columnLetters(column))
  let row = 1
  let cutCellCount = 0
  const textCell = (text: string, at: number, style = ''): string => {
    const cut = text.length > LONGEST_CELL
    if (cut) cutCellCount += 1
    return `<c r="${letters[at]}${row}"${style} t="inlineStr"><is><t xml:space="preserve">${escapeXml(cut ? text.slice(0, LONGEST_CELL) : text)}</t></is></c>`
  }
  zip.begin('xl/worksheets/sheet1.xml')
  zip.add(
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${letters.length}" width="18" customWidth="1"/></cols><sheetData>`,
  )
  const heads = [ID_HEADER, ...columns.map(({ header }) => header)]
  zip.add(`<row r="1">${heads.map((head, at) => textCell(head, at, ` s="${STYLE.head}"`)).join('')}</row>`)
  return {
    get cutCellCount() {
      return cutCellCount
    },
    add: (cells, { exportId }) => {
      row += 1
      let xml = `<row r="${row}">${textCell(exportId, 0)}`
      for (let at = 0; at < columns.length; at += 1) {
        const text = cells[at] as string
        if (text === '') continue
        const typed = typedCell(columns[at] as ExportColumn, text)
        xml +=
          typed === undefined
            ? textCell(text, at + 1)
            : `<c r="${letters[at + 1]}${row}"${typed.style}><v>${typed.value}</v></c>`
      }
      zip.add(`${xml}</row>`)
    },
    finish: () => {
      zip.add('</sheetData></worksheet>')
      zip.end()
      zip.finish()
    },
  }
}

/** A cell as the number it is; undefined where only a text says all of it. */
function typedCell({ form }: ExportColumn, text: string): { value: string; style: string } | undefined {
  if (form === 'text' || form === 'yesNo') return undefined
  if (form === 'day') {
    const day = parsePlainDate(text)
    const serial = day === undefined ? 0 : dayNumber(day) - EPOCH
    return serial < FIRST_SERIAL ? undefined : { value: String(serial), style: ` s="${STYLE.day}"` }
  }
  if (!/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return undefined
  if (form === 'money') return { value: String(Number(text)), style: ` s="${STYLE.money}"` }
  return String(Number(text)) === text ? { value: text, style: '' } : undefined
}

function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}

// oxlint-disable-next-line no-control-regex -- control characters are what XML cannot hold
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g

// oxlint-disable-next-line no-control-regex -- as above
const NOT_PLAIN = /[&<>_\u0000-\u0008\u000b-\u001f\ufffe\uffff]/

function escapeXml(text: string): string {
  if (!NOT_PLAIN.test(text)) return text
  const escaped = /[&<>]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : text
  return escaped.replace(UNWRITABLE, (sign) =>
    sign === '\0' ? '' : `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )
}
