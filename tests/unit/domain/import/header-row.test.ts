import { describe, expect, test } from 'vitest'
import { tableOfText } from '../../../support/table-of-text.ts'

describe('the header row', () => {
  test.each([
    ['stands below a preamble', 'Report of leads\nMade 14.03.2026\n\nName,Email\nAnn,a@b.de\n', 4],
    ['stands below a blank row', ',,\nName,Email,Phone\nAnn,a@b.de,\n', 2],
    ['is missing', 'Ann Lee,ann@example.com\nBob Roe,bob@example.com\n', null],
    ['is missing above phones', 'Ann Lee,+49 30 901820\nBob Roe,+49 30 901821\n', null],
    ['has unknown words above numbers', 'Foo,Bar\nx,1\ny,2\n', 1],
    ['is one known word', 'email\na@b.de\nc@d.de\n', 1],
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
})
