import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSheetOf, sheetRefusalOf } from '../../support/read-sheet.ts'
import { hasSharedData, sharedData, sharedFile } from '../../support/shared-data.ts'

const sheetOf = (name: string) => readSheetOf(sharedFile(`sheets/${name}`))
const refusalOf = (name: string) => sheetRefusalOf(sharedFile(`sheets/${name}`))

describe.skipIf(!hasSharedData())('the spreadsheets of other programs', () => {
  test('header-row.xlsx has its header in row 9, under a note, and four columns', () => {
    const { rows, numbers } = sheetOf('header-row.xlsx')
    expect(numbers).toEqual([3, 9, 10])
    expect(rows).toEqual([
      ['', '', 'Note 1'],
      ['Columns', 'Column A', 'Column B', 'Column C'],
      ['put data here', '1', '2', '3'],
    ])
  })

  test.each(['date.xlsx', 'date_1904.xlsx'])('%s has two days and a span of 255 hours', (name) => {
    const { rows, facts } = sheetOf(name)
    expect(rows).toEqual([
      ['2021-01-01', '15'],
      ['2021-01-02', '16'],
      ['255:10', '17'],
    ])
    expect(facts.notes[0]?.spreadsheetDayCount).toBe(2)
  })

  test('any_sheets.xlsx has one sheet to see and two hidden ones; its chart is no sheet', () => {
    const { facts, numbers } = sheetOf('any_sheets.xlsx')
    expect(numbers).toEqual([1, 2, 3, 5])
    expect(facts.dialect.sheets).toEqual([
      { name: 'Visible', isHidden: false },
      { name: 'Hidden', isHidden: true },
      { name: 'VeryHidden', isHidden: true },
    ])
  })

  test('merged_range.xlsx tells the merged cells that span columns', () => {
    expect(sheetOf('merged_range.xlsx').facts.merges.map(({ row, firstColumn }) => [row, firstColumn])).toEqual([
      [1, 2],
      [3, 2],
      [4, 2],
    ])
  })

  test('inlineStr_cdata.xlsx, temperature-in-middle.xlsx and whitespace_trim.xlsx give their texts as written', () => {
    expect(sheetOf('inlineStr_cdata.xlsx').rows).toEqual([
      ['Hello CDATA', 'World'],
      ['12345', 'NormalText'],
    ])
    expect(sheetOf('temperature-in-middle.xlsx').numbers).toEqual([4, 5, 6])
    expect(sheetOf('whitespace_trim.xlsx').rows[0]?.[0]).toBe('  trimmed value  ')
  })

  test.each([
    ['errors.xlsx', 'not_a_table'],
    ['issue252.xlsx', 'corrupt'],
    ['issue_594_dos.ods', 'hostile'],
    ['pass_protected.ods', 'encrypted'],
  ])('%s is refused', (name, code) => {
    expect(refusalOf(name).code).toBe(code)
  })

  test('every XLSX is read or refused, none fails otherwise', () => {
    const names = readdirSync(join(sharedData ?? '', 'sheets')).filter((name) => name.endsWith('.xlsx'))
    expect(names.length).toBeGreaterThan(8)
    for (const name of names) {
      try {
        sheetOf(name)
      } catch {
        expect(refusalOf(name).message, name).toMatch(/“leads\.xlsx”/)
      }
    }
  })
})
