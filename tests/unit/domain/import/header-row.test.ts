import { describe, expect, test } from 'vitest'
import { findTable } from '../../../../shared/domain/import/header-row.ts'
import { guessMapping } from '../../../../shared/domain/import/mapping.ts'
import { gridOfRows, gridOfText, tableOfText } from '../../../support/table-of-text.ts'

describe('the header row', () => {
  test.each([
    ['stands below a preamble', 'Report of leads\nMade 14.03.2026\n\nName,Email\nAnn,a@b.de\n', 4],
    ['stands below a blank row', ',,\nName,Email,Phone\nAnn,a@b.de,\n', 2],
    ['is missing', 'Ann Lee,ann@example.com\nBob Roe,bob@example.com\n', null],
    ['is missing above phones', 'Ann Lee,+49 30 901820\nBob Roe,+49 30 901821\n', null],
    ['has unknown words above numbers', 'Foo,Bar\nx,1\ny,2\n', 1],
    ['is one known word', 'email\na@b.de\nc@d.de\n', 1],
    [
      'is not a row of values with words that headers have',
      'Ann,Mobile,Work\nKontakt,Telefon,Firma\nBob,Mobile,Home\n',
      2,
    ],
    ['stands below a title over one cell and a blank row', 'Leads 2026\n\nName,Email\nAnn,a@b.de\n', 3],
    ['is missing where the first row holds a day', 'Ann,14.03.2026\nBob,15.03.2026\n', null],
    [
      'is missing where the first row holds an address of the web',
      'Acme,https://acme.de\nLang,https://lang.de\n',
      null,
    ],
    ['is not a row of statuses', 'Wer?,Wie?\nCustomer,Warm\nClient,Interested\n', 1],
    ['is not a note with a known word', 'Notes\nFoo,Bar,Baz\n1,2,3\n4,5,6\n', 2],
  ])('%s', (_, text, row) => {
    expect(tableOfText(text).dialect.headerRow).toBe(row)
  })

  test('can be chosen, or chosen to be missing', () => {
    expect(tableOfText('Foo,Bar\nName,Email\nAnn,a@b.de\n', 1).header).toEqual(['Foo', 'Bar'])
    expect(tableOfText('Name,Email\nAnn,a@b.de\n', null).rows.count).toBe(2)
  })

  test('names empty and repeated columns apart and reports surplus and missing cells', () => {
    const table = tableOfText('Email,Email,,email\na@b.de,c@d.de,x,e@f.de,more\ng@h.de\n')
    expect(table.header).toEqual(['Email', 'Email (2)', 'Column C', 'email (3)', 'Column E'])
    expect(table.findings).toMatchObject({ surplusCellRows: [2], surplusCellRowCount: 1, missingCellRowCount: 1 })
    expect(table.findings.namedApart.map(({ name }) => name)).toEqual([
      'Email (2)',
      'Column C',
      'email (3)',
      'Column E',
    ])
  })

  test('with a line of groups above tells repeated headers apart by them, and says so', () => {
    const table = tableOfText('Contact,,Owner,\nName,Email,Name,Email\nAnn,a@b.de,Me,me@own.de\n')
    expect(table.header).toEqual(['Contact Name', 'Contact Email', 'Owner Name', 'Owner Email'])
    expect(table.writtenHeader).toEqual(['Name', 'Email', 'Name', 'Email'])
    expect(table.dialect).toMatchObject({ headerRow: 2, preambleRows: 0 })
    expect(table.findings.groupRow).toBe(1)
    expect(guessMapping(table).map(({ target }) => target)).toEqual([
      'fullName',
      'email',
      'custom:Owner Name',
      'custom:Owner Email',
    ])
  })

  test('takes a group along only where it helps', () => {
    const table = tableOfText('Person,,Address,,Owner\nName,Email,Street,City,Mail\nAnn,a@b.de,Way 1,X,me@own.de\n')
    expect(table.header).toEqual(['Name', 'Email', 'Street', 'City', 'Owner Mail'])
    const plain = tableOfText('Person,,Address,\nName,Email,Street,City\nAnn,a@b.de,Way 1,X\n')
    expect(plain.header).toEqual(['Name', 'Email', 'Street', 'City'])
    expect([plain.findings.groupRow, plain.dialect.preambleRows]).toEqual([null, 1])
  })

  test('in two lines is read from both, merged or not', () => {
    const rows = [
      ['Name', 'Phone', '', 'Email'],
      ['', 'Work', 'Mobile', ''],
      ['Ann', '030 901820', '0171 2345678', 'a@b.de'],
    ]
    const merges = [{ row: 1, firstColumn: 1, lastColumn: 2 }]
    for (const grid of [gridOfRows(rows), gridOfRows(rows, { kind: 'spreadsheet', merges })]) {
      const table = findTable(grid)
      expect(table.header).toEqual(['Name', 'Phone Work', 'Phone Mobile', 'Email'])
      expect(table.dialect).toMatchObject({ headerRow: 2, preambleRows: 0 })
      expect(table.rows.count).toBe(1)
      expect(table.findings).toMatchObject({ groupRow: 1, surplusCellRowCount: 0 })
    }
  })

  test('spreads a merged cell over the columns it covers', () => {
    const merges = [{ row: 1, firstColumn: 1, lastColumn: 2 }]
    const rows = [
      ['Name', 'Phone', ''],
      ['Ann', '030 901820', '0171 2345678'],
    ]
    expect(findTable(gridOfRows(rows, { kind: 'spreadsheet', merges })).header).toEqual(['Name', 'Phone', 'Phone (2)'])
  })

  test.each([
    ['Name,Created,Value\n(text),(date),(EUR)\nAnn,2026-01-02,5\n', 2],
    ['Name,Created,Value\ntext,dd.mm.yyyy,€\nAnn,02.01.2026,5\n', 2],
    ['Name,Created,Value\nText,2026-01-02,5\n', null],
    ['Name,City\nRequired,Berlin\n', null],
  ])('is followed by a line of units, or not: %j', (text, unitsRow) => {
    const table = tableOfText(text)
    expect(table.findings.unitsRow).toBe(unitsRow)
    expect(table.rows.numberAt(0)).toBe(unitsRow === null ? 2 : 3)
  })

  test('of an address book is row 0 as given, whatever it looks like', () => {
    const rows = [
      ['x@y.de', '2026-01-02'],
      ['Name', 'Email'],
    ]
    const table = findTable(gridOfRows(rows, { kind: 'cards' }, [0, 1]))
    expect(table.header).toEqual(['x@y.de', '2026-01-02'])
    expect([table.dialect.headerRow, table.rows.count]).toEqual([0, 1])
  })

  test('chosen is found by the number a spreadsheet shows, also below the rows that are searched', () => {
    const far = Array.from({ length: 300 }, (_, row) => [`note ${row}`, ''])
    const rows = [...far, ['Foo', 'Bar'], ['Ann', 'a@b.de']]
    const numbers = rows.map((_, row) => row * 2 + 1)
    const table = findTable(gridOfRows(rows, {}, numbers), 601)
    expect([table.header, table.rows.count, table.rows.numberAt(0)]).toEqual([['Foo', 'Bar'], 1, 603])
    expect(findTable(gridOfText('Name,Email\n\nAnn,a@b.de\n'), 2).dialect.headerRow).toBeNull()
  })

  test('counts every surplus row and names the first thousand', () => {
    const rows = [['Name', 'Email'], ...Array.from({ length: 1200 }, () => ['Ann', 'a@b.de', 'more'])]
    const { findings } = findTable(gridOfRows(rows))
    expect([findings.surplusCellRowCount, findings.surplusCellRows.length, findings.surplusCellRows.at(-1)]).toEqual([
      1200, 1000, 1001,
    ])
  })
})
