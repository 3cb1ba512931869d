import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseClipboardTable, writeClipboardTable } from '../../../../shared/domain/leads/clipboard-table.ts'

describe('a table on the clipboard', () => {
  it.each([
    ['one cell', 'Ada', [['Ada']]],
    [
      'a block as spreadsheets copy it, with a line end after the last row',
      'Ada\tGraz\r\nBo\tWien\r\n',
      [
        ['Ada', 'Graz'],
        ['Bo', 'Wien'],
      ],
    ],
    [
      'empty cells',
      '\tGraz\n\t\nx\t',
      [
        ['', 'Graz'],
        ['', ''],
        ['x', ''],
      ],
    ],
    [
      'a line break, a tab and quotes in a cell',
      '"two\nlines"\t"a\tb"\t"say ""hi"""',
      [['two\nlines', 'a\tb', 'say "hi"']],
    ],
    ['quotes that are no quoting', '5" pipe\t"half', [['5" pipe', '"half']]],
    ['a quoted beginning with more behind it', '"A" team\tx', [['"A" team', 'x']]],
    ['an empty row between', 'a\n\nb', [['a'], [''], ['b']]],
    ['line ends of an old Mac', 'a\rb', [['a'], ['b']]],
    ['nothing', '', []],
  ])('reads %s', (_, text, rows) => {
    expect(parseClipboardTable(text)).toEqual(rows)
  })

  it('reads what it writes, whatever stands in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', '\t', '\n', '\r', ' ', '=', ',') })
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      )
    fc.assert(
      fc.property(table, (rows) => {
        // A last row of one empty cell is the line's end of the row before.
        fc.pre(rows.at(-1)?.join('') !== '' || (rows[0]?.length ?? 0) > 1)
        expect(parseClipboardTable(writeClipboardTable(rows))).toEqual(rows)
      }),
    )
  })
})
