import { posix } from 'node:path'
import type { Grid } from '../../../../shared/domain/import/table.ts'
import { UnreadableFile } from './read-refusal.ts'
import { lockedByPassword, notReadYet } from './recognise-file.ts'
import { readSheet, type SheetContext, type SheetRows } from './xlsx-sheet.ts'
import { readCellFormats } from './xlsx-styles.ts'
import { attributeOf, decodeXml, elementPrefix, richText, startTags } from './xlsx-xml.ts'
import { openZip, type ZipArchive } from './zip-archive.ts'

/** What the seller may choose about a spreadsheet. */
export type XlsxChoices = { readonly sheet?: string }

type SheetEntry = { readonly name: string; readonly isHidden: boolean; readonly path: string }
type WorkbookParts = {
  readonly sheets: readonly SheetEntry[]
  readonly is1904: boolean
  readonly stringsPath: string | undefined
  readonly stylesPath: string | undefined
}

const MAX_STRINGS = 5_000_000

/** The filled rows of one sheet of an XLSX file: the chosen one, else the first visible sheet that holds something. Throws UnreadableFile. */
export function readXlsx(bytes: Uint8Array, choices: XlsxChoices): Grid {
  const zip = openZip(bytes)
  refuseOtherKinds(zip)
  const parts = readWorkbookParts(zip)
  const context: SheetContext = {
    strings: readStrings(zip, parts.stringsPath),
    formats: readFormats(zip, parts.stylesPath),
    is1904: parts.is1904,
  }
  const { entry, content } = readChosenSheet(zip, parts, context, choices.sheet)
  const lastRow = content.rowNumbers.at(-1) ?? 0
  return {
    kind: 'xlsx',
    dialect: {
      encoding: null,
      encodingGuesses: [],
      delimiter: null,
      quote: null,
      sheet: entry.name,
      sheets: parts.sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    },
    rows: content.rows,
    rowNumbers: content.rowNumbers,
    blankRowCount: lastRow - content.rows.length,
    notes: content.notes,
    merges: content.merges,
    unclosedQuoteRows: [],
  }
}

function refuseOtherKinds(zip: ZipArchive): void {
  if (zip.names.some((name) => /(^|\/)xl\/workbook\.bin$/.test(name) || name === 'xl/workbook.bin'))
    throw notReadYet('a binary Excel file (XLSB)')
  if (zip.has('mimetype')) {
    const kind = zip.read('mimetype')?.toString('latin1') ?? ''
    if (/opendocument/.test(kind)) {
      if (zip.read('META-INF/manifest.xml')?.includes('encryption-data') === true) throw lockedByPassword()
      if (/spreadsheet/.test(kind)) throw notReadYet('an OpenDocument spreadsheet (ODS)')
      throw new UnreadableFile(
        'not_a_table',
        '“{file}” is an OpenDocument file, but no spreadsheet. Choose a CSV or XLSX file.',
      )
    }
  }
  if (zip.names.some((name) => name.endsWith('.iwa'))) throw notReadYet('a Numbers file')
  if (zip.names.some((name) => /^(word|ppt)\//.test(name))) {
    throw new UnreadableFile(
      'not_a_table',
      '“{file}” is an Office document, but no spreadsheet. Choose a CSV or XLSX file.',
    )
  }
}

function readWorkbookParts(zip: ZipArchive): WorkbookParts {
  const path = workbookPath(zip)
  const part = zip.read(path)
  if (part === undefined) {
    throw new UnreadableFile(
      'not_a_table',
      '“{file}” is an archive without a spreadsheet. Unpack it and import the CSV or XLSX file inside.',
    )
  }
  const xml = decodeXml(part)
  const prefix = elementPrefix(xml, 'workbook')
  const relations = readRelations(zip, path)
  const sheets: SheetEntry[] = []
  for (const { attributes } of startTags(xml, `${prefix}sheet`)) {
    const relation = relations.get(attributeOf(attributes, '[\\w.-]+:id') ?? '')
    if (relation === undefined || !relation.type.endsWith('/worksheet') || !zip.has(relation.path)) continue
    const state = attributeOf(attributes, 'state') ?? 'visible'
    sheets.push({ name: attributeOf(attributes, 'name') ?? '', isHidden: state !== 'visible', path: relation.path })
  }
  if (sheets.length === 0) {
    throw new UnreadableFile('not_a_table', '“{file}” holds no sheet with cells. Choose another file.')
  }
  const [properties] = startTags(xml, `${prefix}workbookPr`)
  const date1904 = attributeOf(properties?.attributes ?? '', 'date1904')
  const pathOfType = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type.endsWith(type))?.path
  return {
    sheets,
    is1904: date1904 === '1' || date1904 === 'true' || date1904 === 'on',
    stringsPath: pathOfType('/sharedStrings'),
    stylesPath: pathOfType('/styles'),
  }
}

function workbookPath(zip: ZipArchive): string {
  const root = zip.read('_rels/.rels')
  if (root !== undefined) {
    const xml = decodeXml(root)
    for (const { attributes } of startTags(xml, `${elementPrefix(xml, 'Relationships')}Relationship`)) {
      if (attributeOf(attributes, 'Type')?.endsWith('/officeDocument') === true) {
        return (attributeOf(attributes, 'Target') ?? '').replace(/^\//, '')
      }
    }
  }
  return 'xl/workbook.xml'
}

function readRelations(zip: ZipArchive, path: string): Map<string, { type: string; path: string }> {
  const folder = posix.dirname(path)
  const relations = new Map<string, { type: string; path: string }>()
  const part = zip.read(posix.join(folder, '_rels', `${posix.basename(path)}.rels`))
  if (part === undefined) return relations
  const xml = decodeXml(part)
  for (const { attributes } of startTags(xml, `${elementPrefix(xml, 'Relationships')}Relationship`)) {
    const target = attributeOf(attributes, 'Target') ?? ''
    relations.set(attributeOf(attributes, 'Id') ?? '', {
      type: attributeOf(attributes, 'Type') ?? '',
      path: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
    })
  }
  return relations
}

function readStrings(zip: ZipArchive, path: string | undefined): string[] {
  const part = path === undefined ? undefined : zip.read(path)
  if (part === undefined) return []
  const xml = decodeXml(part)
  const prefix = elementPrefix(xml, 'sst')
  const close = `</${prefix}si>`
  const simple = `<${prefix}t>`
  const simpleClose = `</${prefix}t>`
  const strings: string[] = []
  for (const { attributes, end } of startTags(xml, `${prefix}si`)) {
    if (attributes.endsWith('/')) {
      strings.push('')
      continue
    }
    const itemEnd = xml.indexOf(close, end)
    if (itemEnd === -1) break
    const textEnd = xml.startsWith(simple, end) ? xml.indexOf('<', end + simple.length) : -1
    const isSimple = textEnd !== -1 && textEnd + simpleClose.length === itemEnd && xml.startsWith(simpleClose, textEnd)
    const item = xml.slice(end, itemEnd)
    strings.push(isSimple ? simpleText(xml.slice(end + simple.length, textEnd), prefix) : richText(item, prefix))
    if (strings.length > MAX_STRINGS) {
      throw new UnreadableFile(
        'too_big',
        '“{file}” holds more texts than a table may. Split it into smaller files and import these.',
      )
    }
  }
  return strings
}

function simpleText(raw: string, prefix: string): string {
  return raw.includes('&') || raw.includes('_x') ? richText(`<${prefix}t>${raw}</${prefix}t>`, prefix) : raw
}

function readFormats(zip: ZipArchive, path: string | undefined): SheetContext['formats'] {
  const part = path === undefined ? undefined : zip.read(path)
  return part === undefined ? [] : readCellFormats(decodeXml(part))
}

function readChosenSheet(
  zip: ZipArchive,
  parts: WorkbookParts,
  context: SheetContext,
  chosen: string | undefined,
): { entry: SheetEntry; content: SheetRows } {
  if (chosen !== undefined) {
    const entry = parts.sheets.find((sheet) => sheet.name === chosen)
    if (entry === undefined) {
      const names = parts.sheets.map((sheet) => `“${sheet.name}”`).join(', ')
      throw new UnreadableFile('not_a_table', `“{file}” has no sheet “${chosen}”. Choose one of ${names}.`)
    }
    return { entry, content: readEntry(zip, entry, context) }
  }
  for (const entry of [...parts.sheets].sort((a, b) => Number(a.isHidden) - Number(b.isHidden))) {
    const content = readEntry(zip, entry, context)
    if (content.rows.length > 0) return { entry, content }
  }
  throw new UnreadableFile('not_a_table', '“{file}” is empty. Choose a file with a row for each lead.')
}

function readEntry(zip: ZipArchive, entry: SheetEntry, context: SheetContext): SheetRows {
  const part = zip.read(entry.path)
  return part === undefined ? { rows: [], rowNumbers: [], notes: [], merges: [] } : readSheet(part, context)
}
