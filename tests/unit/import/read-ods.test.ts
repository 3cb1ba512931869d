import fc from 'fast-check'
import { readOds as readWithHucre, writeOds } from 'hucre'
import { describe, expect, test } from 'vitest'
import { readSheetOf, sheetRefusalOf } from '../../support/read-sheet.ts'
import { hasSharedData, sharedFile } from '../../support/shared-data.ts'
import { writeZip } from '../../support/write-xlsx.ts'

const NAMESPACES = ['office', 'table', 'text', 'style', 'number']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name === 'number' ? 'datastyle' : name}:1.0"`)
  .join(' ')

/** An ODS file around the XML of its tables. */
function ods(tables: string, { styles = '', manifest = '', kind = 'spreadsheet' } = {}): Buffer {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMESPACES} xmlns:calcext="c" xmlns:draw="d"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`
  return writeZip([
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, isStored: true },
    { name: 'META-INF/manifest.xml', content: manifest },
    { name: 'content.xml', content },
  ])
}

const table = (rows: string, attributes = 'table:name="Leads"'): string =>
  `<table:table ${attributes}>${rows}</table:table>`
const row = (cells: string, attributes = ''): string => `<table:table-row ${attributes}>${cells}</table:table-row>`
const text = (inner: string, attributes = ''): string =>
  `<table:table-cell office:value-type="string" ${attributes}>${inner}</table:table-cell>`

describe('the cells of an OpenDocument spreadsheet', () => {
  test('of every type become the text a person sees', () => {
    const cells = [
      text('<text:p>Ann &amp; Bob</text:p>'),
      text('<text:p>two</text:p><text:p>lines<text:line-break/>more</text:p>'),
      text('<text:p><text:span text:style-name="T1">Jo</text:span>hn <text:a href="x">Doe</text:a></text:p>'),
      text('<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:s/></text:p>'),
      text('<office:annotation><text:p>a note</text:p></office:annotation><text:p>noted</text:p>'),
      text('', 'office:string-value="unseen"'),
      '<table:table-cell office:value-type="float" office:value="4.9E+11"><text:p>490 Mrd</text:p></table:table-cell>',
      '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="12.5"/>',
      '<table:table-cell office:value-type="percentage" office:value="0.19"/>',
      '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
      '<table:table-cell office:value-type="date" office:date-value="2026-03-14T10:00:00"/>',
      '<table:table-cell office:value-type="date" office:date-value="1899-12-30T10:30:00"/>',
      '<table:table-cell office:value-type="time" office:time-value="PT255H10M10.5S"/>',
      '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
      text('<text:p>Err:502</text:p>'),
      text('<text:p>last</text:p>'),
    ]
    const sheet = readSheetOf(ods(table(row(cells.join('')))))
    expect(sheet.rows).toEqual([
      [
        'Ann & Bob',
        'two\nlines\nmore',
        'John Doe',
        'a   b\tc ',
        'noted',
        'unseen',
        '490000000000',
        '12.5',
        '0.19',
        'TRUE',
        '2026-03-14',
        '10:30',
        '255:10',
        '',
        '',
        'last',
      ],
    ])
    expect(sheet.facts.notes.map((note) => note.spreadsheetDayCount).indexOf(1)).toBe(10)
    expect(sheet.facts.notes.map((note) => note.errorCount).slice(12)).toEqual([0, 1, 1, 0])
  })

  test('stand where repeats, covered cells and blank rows put them', () => {
    const rows = [
      '<table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
      '<table:table-header-rows>',
      row(
        `${text('<text:p>Name</text:p>', 'table:number-columns-spanned="2"')}<table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"/>${text('<text:p>x</text:p>', 'table:number-columns-repeated="2"')}<table:table-cell table:number-columns-repeated="16378"/>`,
      ),
      '</table:table-header-rows>',
      row(text('<text:p>same</text:p>'), 'table:number-rows-repeated="3"'),
      '<table:table-row table:number-rows-repeated="1048568"><table:table-cell/></table:table-row>',
    ]
    const sheet = readSheetOf(ods(table(rows.join(''))))
    expect(sheet.rows).toEqual([['Name', '', '', '', 'x', 'x'], ['same'], ['same'], ['same']])
    expect(sheet.numbers).toEqual([5, 6, 7, 8])
    expect(sheet.facts.blankRowCount).toBe(4)
    expect(sheet.facts.merges).toEqual([{ row: 5, firstColumn: 0, lastColumn: 1 }])
  })

  test('show the zeros of their number format, of their own or of their column', () => {
    const styles =
      '<number:number-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="5"/></number:number-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="ce2" style:family="table-cell"/>'
    const number = (attributes: string): string =>
      `<table:table-cell office:value-type="float" office:value="1067" ${attributes}/>`
    const columns =
      '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/>'
    const cells =
      number('table:style-name="ce1"') + number('') + number('') + number('') + number('table:style-name="ce2"')
    expect(readSheetOf(ods(table(columns + row(cells)), { styles })).rows).toEqual([
      ['01067', '1067', '01067', '1067', '1067'],
    ])
  })
})

describe('the sheets of an OpenDocument spreadsheet', () => {
  const styles =
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
  const secret = table(row(text('<text:p>hidden</text:p>')), 'table:name="Secret" table:style-name="ta2"')
  const empty = table(row('<table:table-cell/>'), 'table:name="Empty &amp; so" table:style-name="ta1"')
  const leads = table(row(text('<text:p>Ann</text:p>')))
  const more = table(row(text('<text:p>Bob</text:p>')), 'table:name="More"')

  test('the first visible one that holds something is read, and all are named with the hidden ones marked', () => {
    const { rows, facts } = readSheetOf(ods(secret + empty + leads + more, { styles }))
    expect(rows).toEqual([['Ann']])
    expect(facts.dialect.sheet).toBe('Leads')
    expect(facts.dialect.sheets).toEqual([
      { name: 'Secret', isHidden: true },
      { name: 'Empty & so', isHidden: false },
      { name: 'Leads', isHidden: false },
      { name: 'More', isHidden: false },
    ])
  })

  test('a chosen one is read, a hidden one where there is no other; an unknown one is refused with the names', () => {
    const file = ods(secret + empty + leads + more, { styles })
    expect(readSheetOf(file, { sheet: 'Secret' }).rows).toEqual([['hidden']])
    expect(readSheetOf(file, { sheet: 'More' }).rows).toEqual([['Bob']])
    expect(readSheetOf(ods(empty + secret, { styles })).facts.dialect.sheet).toBe('Secret')
    expect(sheetRefusalOf(file, { sheet: 'Nope' }).message).toMatch(/“Leads”/)
  })
})

describe('an OpenDocument file that cannot be read', () => {
  const filled = text('<text:p>x</text:p>')
  test.each([
    ['with a password', ods('', { manifest: '<manifest:encryption-data/>' }), 'encrypted'],
    ['of text', ods('', { kind: 'text' }), 'not_a_table'],
    ['without a filled cell', ods(table(row('<table:table-cell/>'))), 'not_a_table'],
    [
      'that repeats a row a billion times',
      ods(table(row(filled, 'table:number-rows-repeated="999999999"'))),
      'hostile',
    ],
    [
      'that repeats a cell a billion times',
      ods(table(row(text('<text:p>x</text:p>', 'table:number-columns-repeated="999999999"')))),
      'hostile',
    ],
    [
      'with a row below 1,048,576',
      ods(table(row('', 'table:number-rows-repeated="1048576"') + row(filled))),
      'too_big',
    ],
    [
      'of far more cells than a table may have',
      ods(
        table(
          row(
            text('<text:p>x</text:p>', 'table:number-columns-repeated="16384"'),
            'table:number-rows-repeated="1000000"',
          ),
        ),
      ),
      'too_big',
    ],
    [
      'with a table in a cell',
      ods(table(row(`<table:table-cell>${table('', 'table:name="T" table:is-sub-table="true"')}</table:table-cell>`))),
      'needs_library',
    ],
    [
      'without contents',
      writeZip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      'needs_library',
    ],
  ])('%s is refused or left to the library', (_, file, code) => {
    expect(sheetRefusalOf(file).code).toBe(code)
  })
})

test('any OpenDocument spreadsheet reads as hucre reads it', async () => {
  const value = fc.oneof(
    // No line breaks: hucre writes them as white space, which counts once.
    fc.constantFrom('Zoë', '<a> & "b"', '00123', '東京'),
    fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/),
    fc.boolean(),
    fc.integer(),
    fc.integer({ min: 3000, max: 80_000 }).map((days) => new Date(days * 86_400_000)),
    fc.constant(null),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(value, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 }),
      async (rows) => {
        const file = await writeOds({ sheets: [{ name: 'S', rows }] })
        const asText = (cell: unknown): string =>
          cell instanceof Date
            ? cell.toISOString().slice(0, 10)
            : typeof cell === 'boolean'
              ? String(cell).toUpperCase()
              : String((cell as string | number | null) ?? '')
        const oracle = ((await readWithHucre(file)).sheets[0]?.rows ?? [])
          .map((cells) => cells.map(asText))
          .filter((cells) => cells.some((cell) => cell !== ''))
        fc.pre(oracle.length > 0)
        const trimmed = (cells: readonly string[]): readonly string[] =>
          cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
        expect(readSheetOf(file).rows.map(trimmed)).toEqual(oracle.map(trimmed))
      },
    ),
    { numRuns: 60 },
  )
})

test('a large OpenDocument spreadsheet survives the cuts between its pieces', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) =>
    row(text(`<text:p>lead ${index} ü</text:p>`) + text(`<text:p>${index}</text:p>`)),
  )
  const sheet = readSheetOf(ods(table(rows.join(''))))
  expect(sheet.rows.length).toBe(20_000)
  expect(sheet.rows.every(([name, number], index) => name === `lead ${index} ü` && number === `${index}`)).toBe(true)
})

describe.skipIf(!hasSharedData())('the OpenDocument spreadsheets of other programs', () => {
  test('any_sheets.ods has hidden sheets, date.ods days and times, special_cells.ods its white space', () => {
    expect(readSheetOf(sharedFile('sheets/any_sheets.ods')).facts.dialect.sheets.slice(0, 3)).toEqual([
      { name: 'Visible', isHidden: false },
      { name: 'Hidden', isHidden: true },
      { name: 'VeryHidden', isHidden: true },
    ])
    expect(readSheetOf(sharedFile('sheets/date.ods')).rows.map(([cell]) => cell)).toEqual([
      '2021-01-01',
      '2021-01-01',
      '10:10',
      '10:10',
    ])
    expect(readSheetOf(sharedFile('sheets/special_cells.ods')).rows[3]).toEqual([
      ' Value   With spaces before and after ',
    ])
  })
})
