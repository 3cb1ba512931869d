import { crc32, deflateRawSync } from 'node:zlib'

/** A part of a ZIP file; the numbers may lie, for tests that need a damaged or hostile one. */
export type ZipPart = {
  name: string
  content: string | Buffer
  checksum?: number
  declaredSize?: number
  isEncrypted?: boolean
  /** Put in as it is. */
  isStored?: boolean
  /** The part's own header leaves sizes and checksum to a record behind it, as programs that write to a pipe do. */
  hasDescriptor?: boolean
  /** A method that nobody has. */
  method?: number
}

/** A ZIP file of its parts; `isWide` writes its numbers in 64 bits. */
export function writeZip(parts: readonly ZipPart[], { isWide = false } = {}): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const content = Buffer.from(part.content)
    const packed = part.isStored === true ? content : deflateRawSync(content)
    const name = Buffer.from(part.name)
    const size = part.declaredSize ?? content.length
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(isWide ? 45 : 20, 0)
    fixed.writeUInt16LE((part.isEncrypted === true ? 1 : 0) | (part.hasDescriptor === true ? 8 : 0), 2)
    fixed.writeUInt16LE(part.method ?? (part.isStored === true ? 0 : 8), 4)
    fixed.writeUInt32LE(part.checksum ?? crc32(content), 10)
    fixed.writeUInt32LE(isWide ? IN_64_BITS : packed.length, 14)
    fixed.writeUInt32LE(isWide ? IN_64_BITS : size, 18)
    fixed.writeUInt16LE(name.length, 22)
    const extra = isWide ? wideExtra(size, packed.length, offset) : Buffer.alloc(0)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    fixed.copy(entry, 6)
    entry.writeUInt16LE(extra.length, 30)
    entry.writeUInt32LE(isWide ? IN_64_BITS : offset, 42)
    const ownFixed = Buffer.from(fixed)
    if (part.hasDescriptor === true) ownFixed.fill(0, 10, 22)
    const descriptor = Buffer.concat([Buffer.from([0x50, 0x4b, 7, 8]), fixed.subarray(10, 22)])
    const header = Buffer.concat([
      Buffer.from([0x50, 0x4b, 3, 4]),
      ownFixed,
      name,
      packed,
      part.hasDescriptor === true ? descriptor : Buffer.alloc(0),
    ])
    local.push(header)
    directory.push(entry, name, extra)
    offset += header.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(isWide ? 0xffff : parts.length, 8)
  end.writeUInt16LE(isWide ? 0xffff : parts.length, 10)
  end.writeUInt32LE(isWide ? IN_64_BITS : central.length, 12)
  end.writeUInt32LE(isWide ? IN_64_BITS : offset, 16)
  return Buffer.concat([
    ...local,
    central,
    isWide ? wideEnd(parts.length, central.length, offset) : Buffer.alloc(0),
    end,
  ])
}

const IN_64_BITS = 0xffffffff

function wideExtra(size: number, packedSize: number, offset: number): Buffer {
  const extra = Buffer.alloc(36)
  // A field of someone else's stands before.
  extra.writeUInt16LE(0x5455, 0)
  extra.writeUInt16LE(4, 2)
  extra.writeUInt16LE(1, 8)
  extra.writeUInt16LE(24, 10)
  extra.writeBigUInt64LE(BigInt(size), 12)
  extra.writeBigUInt64LE(BigInt(packedSize), 20)
  extra.writeBigUInt64LE(BigInt(offset), 28)
  return extra
}

function wideEnd(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(76)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(offset), 48)
  record.writeUInt32LE(0x07064b50, 56)
  record.writeBigUInt64LE(BigInt(offset + size), 64)
  record.writeUInt32LE(1, 72)
  return record
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A sheet of a workbook under test: the inner XML of its `sheetData`, or the whole part where it begins with `<?xml`. */
export type SheetSource = { name: string; xml: string; state?: 'hidden' | 'veryHidden'; after?: string }

/** The parts of an XLSX file around the given sheets; `formats` are number format codes for styles 1, 2, … */
export function xlsxParts(
  sheets: readonly SheetSource[],
  options: { strings?: string; formats?: readonly string[]; is1904?: boolean } = {},
): ZipPart[] {
  const formats = options.formats ?? []
  const parts: ZipPart[] = [
    {
      name: '_rels/.rels',
      content: `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${options.is1904 === true}"/><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${name}" sheetId="${index + 1}" ${state === undefined ? '' : `state="${state}" `}r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${sheets
        .map(
          (_, index) =>
            `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
        )
        .join(
          '',
        )}<Relationship Id="rIdS" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdY" Type="${RELATIONS}/styles" Target="/xl/styles.xml"/></Relationships>`,
    },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${options.strings ?? ''}</sst>` },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${MAIN}"><numFmts>${formats
        .map(
          (code, index) =>
            `<numFmt numFmtId="${170 + index}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`,
        )
        .join(
          '',
        )}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${170 + index}"/>`).join('')}</cellXfs></styleSheet>`,
    },
  ]
  sheets.forEach(({ xml, after }, index) => {
    const content = xml.startsWith('<?xml')
      ? xml
      : `<?xml version="1.0"?><worksheet xmlns="${MAIN}"><sheetData>${xml}</sheetData>${after ?? ''}</worksheet>`
    parts.push({ name: `xl/worksheets/sheet${index + 1}.xml`, content })
  })
  return parts
}

/** An XLSX file of one sheet by the inner XML of its `sheetData`. */
export function writeXlsx(xml: string, options: Parameters<typeof xlsxParts>[1] & { after?: string } = {}): Buffer {
  return writeZip(
    xlsxParts([{ name: 'Leads', xml, ...(options.after === undefined ? {} : { after: options.after }) }], options),
  )
}

/** Rows of texts as the inner XML of `sheetData`, as inline strings; empty cells are left out. */
export function sheetRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells
          .map((cell, column) =>
            cell === ''
              ? ''
              : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`,
          )
          .join('')}</row>`,
    )
    .join('')
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
