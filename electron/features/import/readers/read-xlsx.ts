import { posix } from 'node:path'
import type { ReadFacts } from '../../../../shared/domain/import/table.ts'
import type { ByteSource } from './byte-source.ts'
import { readOds } from './read-ods.ts'
import { NeedsLibrary, UnreadableFile } from './read-refusal.ts'
import { lockedByPassword, notReadYet } from './recognise-file.ts'
import type { RowSink } from './row-sink.ts'
import { emptyWorkbook, noSuchSheet } from './spreadsheet-cell.ts'
import { type SheetContext, type SheetFacts, SheetReader } from './xlsx-sheet.ts'
import { SharedStrings } from './xlsx-strings.ts'
import { readCellFormats } from './xlsx-styles.ts'
import { attributeOf, decodeXml, elementPrefix, startTags } from './xlsx-xml.ts'
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

/**
 * Gives the filled rows of one sheet of an XLSX or ODS file: the chosen one, else the first visible sheet that holds something. Throws
 * UnreadableFile, and NeedsLibrary where only the library can read the file; rows given before that are to be forgotten.
 */
export function readXlsx(bytes: ByteSource, choices: XlsxChoices, sink: RowSink): ReadFacts {
  const zip = openZip(bytes, (bytesDone) => sink.tell(bytesDone))
  if (isOpenDocument(zip)) return readOds(zip, choices.sheet, sink)
  refuseOtherKinds(zip)
  const parts = readWorkbookParts(zip)
  const context: SheetContext = {
    strings: readStrings(zip, parts.stringsPath),
    formats: readFormats(zip, parts.stylesPath),
    is1904: parts.is1904,
  }
  const { entry, facts } = readChosenSheet(zip, parts, context, choices.sheet, sink)
  return {
    kind: 'spreadsheet',
    dialect: {
      encoding: null,
      encodingGuesses: [],
      delimiter: null,
      quote: null,
      sheet: entry.name,
      sheets: parts.sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    },
    blankRowCount: facts.blankRowCount,
    notes: facts.notes,
    merges: facts.merges,
    unclosedQuoteRows: [],
  }
}

/** Whether this is an OpenDocument spreadsheet. Throws UnreadableFile for other documents and for one with a password. */
function isOpenDocument(zip: ZipArchive): boolean {
  const kind = zip.read('mimetype')?.toString('latin1') ?? ''
  if (!kind.includes('opendocument')) return false
  if (zip.read('META-INF/manifest.xml')?.includes('encryption-data') === true) throw lockedByPassword()
  if (kind.includes('spreadsheet')) return true
  throw new UnreadableFile(
    'not_a_table',
    '“{file}” is an OpenDocument file, but no spreadsheet. Choose a CSV or XLSX file.',
  )
}

function refuseOtherKinds(zip: ZipArchive): void {
  if (zip.names.some((name) => /(^|\/)xl\/workbook\.bin$/i.test(name))) throw new NeedsLibrary()
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

function readStrings(zip: ZipArchive, path: string | undefined): SharedStrings {
  const strings = new SharedStrings()
  if (path !== undefined && zip.unpack(path, (piece) => strings.add(piece))) strings.finish()
  return strings
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
  sink: RowSink,
): { entry: SheetEntry; facts: SheetFacts } {
  if (chosen !== undefined) {
    const entry = parts.sheets.find((sheet) => sheet.name === chosen)
    if (entry === undefined) throw noSuchSheet(chosen, parts.sheets)
    return { entry, facts: readSheet(zip, entry, context, sink) }
  }
  for (const entry of parts.sheets.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden))) {
    const facts = readSheet(zip, entry, context, sink)
    if (facts.rowCount > 0) return { entry, facts }
  }
  throw emptyWorkbook()
}

function readSheet(zip: ZipArchive, entry: SheetEntry, context: SheetContext, sink: RowSink): SheetFacts {
  const reader = new SheetReader(context, sink, () => zip.tellAgain())
  zip.unpack(entry.path, (piece) => reader.add(piece))
  return reader.finish()
}
