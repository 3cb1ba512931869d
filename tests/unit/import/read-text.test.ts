import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '../../../electron/features/import/readers/byte-source.ts'
import {
  decodedPieces,
  detectEncoding,
  previewEncoding,
} from '../../../electron/features/import/readers/decode-text.ts'
import { readText, type TextChoices } from '../../../electron/features/import/readers/read-text.ts'
import { detectDialect } from '../../../electron/features/import/readers/text-dialect.ts'
import { ArrayRows } from '../../support/array-rows.ts'
import {
  fixture,
  hasSharedData,
  importTable,
  refusalOf,
  sharedFile,
  sharedFilesIn,
  tableOf,
  targetsOf,
} from '../../support/read-import.ts'

type Reading = {
  rows: readonly (readonly string[])[]
  numbers: readonly number[]
  facts: ReturnType<typeof readText>
}

const read = (content: string | Uint8Array, choices: TextChoices = {}, pieceBytes?: number): Reading => {
  const rows = new ArrayRows()
  const facts = readText(bytesInMemory(Buffer.from(content)), choices, rows, pieceBytes)
  return { rows: rows.rows, numbers: rows.numbers, facts }
}

const grid = (text: string): Pick<Reading, 'rows' | 'numbers'> => {
  const { rows, numbers } = read(text)
  return { rows, numbers }
}

const decode = (bytes: Uint8Array, chosen?: string): { text: string; encoding: string; guesses: readonly string[] } => {
  const source = bytesInMemory(bytes)
  const { encoding, guesses } = detectEncoding(source, chosen)
  return { text: [...decodedPieces(source, encoding)].map((piece) => piece.text).join(''), encoding, guesses }
}

describe('the cells of a text file', () => {
  test.each([
    [
      'quotes',
      'a,b\n1,"x ""y"" z"\n',
      [
        ['a', 'b'],
        ['1', 'x "y" z'],
      ],
    ],
    [
      'a delimiter in quotes',
      'a,b\n1,"x, y"\n',
      [
        ['a', 'b'],
        ['1', 'x, y'],
      ],
    ],
    [
      'a line break in quotes',
      'a,b\r\n1,"x\r\ny"\r\n',
      [
        ['a', 'b'],
        ['1', 'x\r\ny'],
      ],
    ],
    [
      'CR line ends',
      'a,b\r1,2\r3,4',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'mixed line ends',
      'a,b\r\n1,2\n3,4\r5,6',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    [
      'a byte order mark',
      '\ufeffa,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no line end at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['ragged rows', 'a,b\n1\n2,3,4\n', [['a', 'b'], ['1'], ['2', '3', '4']]],
    [
      'an inch sign',
      'a,b\n1,5" pipe\n2,6"\n',
      [
        ['a', 'b'],
        ['1', '5" pipe'],
        ['2', '6"'],
      ],
    ],
    [
      'text after a quote',
      'a,b\n1,"x" y\n2,z\n',
      [
        ['a', 'b'],
        ['1', '"x" y'],
        ['2', 'z'],
      ],
    ],
    [
      'semicolons with commas in cells',
      'a;b\n1,5;x, y\n2,5;z\n',
      [
        ['a', 'b'],
        ['1,5', 'x, y'],
        ['2,5', 'z'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1, 2\t3\n',
      [
        ['a', 'b'],
        ['1, 2', '3'],
      ],
    ],
    [
      'bars',
      'a|b\n1|2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'carets',
      'a^b^c\n1^2^3\n4^5^6',
      [
        ['a', 'b', 'c'],
        ['1', '2', '3'],
        ['4', '5', '6'],
      ],
    ],
    [
      'single quotes',
      "a,b\n'1','x, y'\n'2','z'\n",
      [
        ['a', 'b'],
        ['1', 'x, y'],
        ['2', 'z'],
      ],
    ],
    [
      'backslash escapes',
      'a,b\n1,"say \\"hi\\" now"\n2,x\n',
      [
        ['a', 'b'],
        ['1', 'say "hi" now'],
        ['2', 'x'],
      ],
    ],
    [
      'prototype names',
      '__proto__,constructor\n1,2\n',
      [
        ['__proto__', 'constructor'],
        ['1', '2'],
      ],
    ],
  ])('are right with %s', (_, text, rows) => {
    expect(grid(text).rows).toEqual(rows)
  })

  test('keep the row number a spreadsheet shows: blank rows and line breaks in cells counted as rows, not lines', () => {
    expect(grid('a,b\n\n1,"x\ny"\n,\n  , \n2,3\n')).toEqual({
      rows: [
        ['a', 'b'],
        ['1', 'x\ny'],
        ['2', '3'],
      ],
      numbers: [1, 3, 6],
    })
  })

  test('take the delimiter of a sep= line, which counts as a row but is none', () => {
    expect(grid('sep=;\r\na;b,c\r\n1;2,3\r\n')).toEqual({
      rows: [
        ['a', 'b,c'],
        ['1', '2,3'],
      ],
      numbers: [2, 3],
    })
  })

  test('lose no row to a quote that is never closed', () => {
    const { rows, facts } = read('a,b\n1,"z, w"\n2,"x\n3,y\n4,"q\n5,r\n')
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', 'z, w'],
      ['2', '"x'],
      ['3', 'y'],
      ['4', '"q'],
      ['5', 'r'],
    ])
    expect(facts.unclosedQuoteRows).toEqual([3, 5])
  })

  test.each([
    ['two rows', 'a,b\n1,"x\n"2,y\n3,z\n', ['1', '"x'], [2, 3]],
    ['the same row', 'a,b\n1,"x"y\n3,z\n', ['1', '"x"y'], []],
    ['the end', 'a,b\n1,"x', ['1', '"x'], [2]],
    ['a million characters', `a,b\n1,"x\n${'2,y\n'.repeat(250_001)}3,z"\n`, ['1', '"x'], [2]],
  ])('keep a quote as it stands that is not closed within %s', (_, text, cells, rows) => {
    const reading = read(text)
    expect(reading.rows[1]).toEqual(cells)
    expect(reading.facts.unclosedQuoteRows).toEqual(rows)
  })

  test('count the columns, blank rows and bytes done', () => {
    const done: number[] = []
    const rows = new ArrayRows()
    const sink = { add: rows.add.bind(rows), tell: (bytesDone: number) => void done.push(bytesDone) }
    const facts = readText(bytesInMemory(Buffer.from('a,b\n\n1,2,3\n')), {}, sink, 4)
    expect(facts.blankRowCount).toBe(1)
    expect(facts.notes.length).toBe(3)
    expect(done.at(-1)).toBe(11)
  })

  test('equal those of csv-parse for any table, delimiter, quoting and line end', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('', 'a', 'x, y', 'say "hi"', 'two\nlines', 'two\r\nlines', 'ü;ö', '1|2', ' ', '""', '日本', '😀'),
    )
    const clean = cell.map((text) =>
      ['\0', '\u001a', '\u001f', '\ufeff'].reduce((left, sign) => left.replaceAll(sign, ''), text),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(clean, { minLength: 3, maxLength: 5 }), { minLength: 2, maxLength: 12 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        (rows, delimiter, newline, isQuotedAlways, endsWithLine) => {
          const write = (value: string): string =>
            isQuotedAlways || /["\r\n,;\t|]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
          const text =
            rows.map((cells) => cells.map(write).join(delimiter)).join(newline) + (endsWithLine ? newline : '')
          const expected = rows.filter((cells) => cells.some((value) => value.trim() !== ''))
          fc.pre(expected.length > 1)
          expect(read(text, { delimiter }).rows).toEqual(expected)
          expect(oracle(text, delimiter).filter((cells) => cells.some((value) => value.trim() !== ''))).toEqual(
            expected,
          )
        },
      ),
      { numRuns: 300 },
    )
  })

  test('equal those of csv-parse for any signs on one line, quotes where they do not belong', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc
            .string({ unit: fc.constantFrom('a', ' ', ',', '"', '""', 'é'), maxLength: 12 })
            .filter((line) => isClosed(line)),
          { minLength: 2, maxLength: 6 },
        ),
        (lines) => {
          const text = ['a,b', 'c,d', ...lines].join('\n')
          expect(read(text, { delimiter: ',' }).rows).toEqual(
            oracle(text, ',').filter((cells) => cells.some((value) => value.trim() !== '')),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  test('are the same wherever the pieces of the file end', () => {
    const sign = fc.constantFrom('a', ',', '"', '""', '\n', '\r', '\r\n', 'ü', '日', '😀', ' ', '\\"')
    fc.assert(
      fc.property(
        fc.string({ unit: sign, maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('utf-8', 'utf-16le', 'windows-1252'),
        (body, pieceBytes, encoding) => {
          const written = encoding === 'windows-1252' ? body.replace(/[\u{100}-\u{10ffff}]/gu, 'ü') : body
          const text = `name,note\nAnn,x\n${written}`
          const bytes =
            encoding === 'utf-8' ? Buffer.from(text) : Buffer.from(text, encoding === 'utf-16le' ? encoding : 'latin1')
          const choices = { encoding, delimiter: ',' }
          expect(read(bytes, choices, pieceBytes)).toEqual(read(bytes, choices))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('beyond all measure are refused, and quickly', () => {
    expect(() => read(Buffer.alloc(20_000_000, '"'))).toThrow(/16 million characters/)
    expect(() => read(Buffer.alloc(20_000_000, '"",'))).toThrow(/16,384 columns/)
    expect(() => read(Buffer.alloc(20_000_000, 'a'))).toThrow(/16 million characters/)
  })
})

const oracle = (text: string, delimiter: string): string[][] =>
  parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  })

/** Whether csv-parse reads a line by itself, so that no quote reaches into the next one. */
const isClosed = (line: string): boolean => {
  try {
    oracle(line, ',')
    return true
  } catch {
    return false
  }
}

describe('the delimiter', () => {
  test.each([
    [',', 'name,note\nAnn,"a;b;c"\nBob,x;y\n'],
    [';', 'name;price\nAnn;1,50\nBob;2,75\n'],
    [';', 'a;b;c\nx;Director, sales, Europe;y\nx;z;y\n'],
    ['\t', 'name\tnote\nAnn\tx, y, z\nBob\tu, v, w\n'],
    [',', 'name,time\nAnn,10:00:00\nBob,11:30:00\n'],
    [',', 'email\nann@example.com\nbob@example.com\n'],
    [';', 'List of leads, 2026\n\nname;email;phone\nAnn;a@example.com;1\nBob;b@example.com;2\n'],
  ])('%j is found by evidence of the whole file', (delimiter, text) => {
    expect(detectDialect(text).delimiter).toBe(delimiter)
  })

  test('chosen by the seller goes before the evidence', () => {
    expect(read('a;b,c\n1;2,3\n', { delimiter: ';' }).rows).toEqual([
      ['a', 'b,c'],
      ['1', '2,3'],
    ])
  })
})

describe('the encoding', () => {
  const text = 'name;city\nJürgen Groß;Köln\nZoë;Łódź\n'
  const utf16be = Buffer.from(text, 'utf16le').swap16()
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
    ['utf-16be', utf16be],
  ])('%s is told by mark, zero bytes or strict reading', (encoding, bytes) => {
    expect(decode(bytes)).toMatchObject({ text, encoding, guesses: [] })
  })

  test('of bytes that are no UTF-8 is told by their statistics, with others to choose from', () => {
    const decoded = decode(Buffer.from('Jürgen;Müller;Königsbach\nKäthe;Groß;Weißenberg\n', 'latin1'))
    expect(decoded.encoding).toBe('windows-1252')
    expect(decoded.text).toContain('Käthe;Groß')
    expect(decoded.guesses.length).toBeGreaterThan(0)
  })

  test('chosen by the seller goes before the evidence', () => {
    expect(decode(Buffer.from([0x8e, 0x52, 0x93, 0x63]), 'shift_jis').text).toBe('山田')
  })

  test('loses no row to a stray zero byte or a DOS end-of-file sign', () => {
    expect(decode(Buffer.from('id,name\n1,Jo\0hn\n\u001a')).text).toBe('id,name\n1,John\n')
  })

  test.each([
    ['shift_jis', '8e52936382b382f1'],
    ['euc-kr', 'b1e8c3b6bcf6'],
    ['gb18030', 'd6d0b9fa'],
    ['windows-1251', 'cff0e8e2e5f2'],
    ['iso-8859-2', 'a3f364bc'],
    ['macintosh', '8a9a9f'],
  ])('%s is read as TextDecoder reads it, in pieces of any size', (encoding, hex) => {
    const cell = Buffer.from(hex, 'hex')
    const bytes = Buffer.concat([Buffer.from('a,'), cell, Buffer.from('\nb,'), cell])
    const text = new TextDecoder(encoding).decode(cell)
    for (const pieceBytes of [1, 2, 3, 5, 100]) {
      expect(read(bytes, { encoding }, pieceBytes).rows).toEqual([
        ['a', text],
        ['b', text],
      ])
    }
  })

  test('is strict over the whole file: one byte far down that is no UTF-8 counts', () => {
    const bytes = Buffer.concat([Buffer.alloc(3_000_000, 'name,city\n'), Buffer.from('J\xfcrgen,K\xf6ln\n', 'latin1')])
    expect(detectEncoding(bytesInMemory(bytes)).encoding).toBe('windows-1252')
  })

  test('may be chosen by the lines that tell one from another', () => {
    const bytes = bytesInMemory(Buffer.from('name\nAnn\nJ\xfcrgen\nBob\nZo\xeb', 'latin1'))
    expect(previewEncoding(bytes, 'windows-1252', 5)).toEqual(['Jürgen', 'Zoë'])
    expect(previewEncoding(bytes, 'macintosh', 1)).toEqual(['J¸rgen'])
  })

  test('that is unknown is refused by name', () => {
    expect(() => decode(Buffer.from('a'), 'klingon')).toThrow(/klingon/)
  })
})

describe('what is no table', () => {
  test.each([
    ['an empty file', '', 'not_a_table', /empty/],
    ['blank lines', '\n\n  \n', 'not_a_table', /empty/],
    ['one line of text', 'Attachment not found!', 'not_a_table', /no table/],
    ['a PDF', '%PDF-1.7\n', 'not_a_table', /a PDF/],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'not_a_table', /an image/],
    [
      'binary bytes',
      Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 7) % 32)),
      'not_a_table',
      /no readable text/,
    ],
    ['JSON', '[{"name": "Ann"}]', 'not_a_table', /JSON/],
    ['a calendar', 'BEGIN:VCALENDAR\nEND:VCALENDAR\n', 'not_a_table', /calendar/],
    ['a vCard without contacts', 'BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n', 'not_a_table', /without a person/],
    ['zero bytes', Buffer.alloc(500), 'not_a_table', /no readable text/],
    ['a web page', '<html><table></table></html>', 'unsupported', /Save it as XLSX or CSV/],
    [
      'an encrypted Excel file',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
      /password/,
    ],
  ])('%s is refused with its name and the next step', (_, content, code, message) => {
    const refusal = refusalOf(content)
    expect(refusal.code).toBe(code)
    expect(refusal.message).toMatch(message)
    expect(refusal.message).toContain('“leads.csv”')
  })

  test('a single pasted address is a table all the same', () => {
    expect(importTable(tableOf('ann@example.com')).drafts[0]?.emails).toEqual(['ann@example.com'])
  })

  test('pasted cells are read like a file', () => {
    expect(
      importTable(tableOf('Ann Lee\tann@example.com\nBob Roe\tbob@example.com')).drafts.map(({ fullName, emails }) => [
        fullName,
        ...emails,
      ]),
    ).toEqual([
      ['Ann Lee', 'ann@example.com'],
      ['Bob Roe', 'bob@example.com'],
    ])
  })
})

describe('a German sheet in cp1252 with semicolons and a preamble', () => {
  const imported = importTable(tableOf(fixture('messe-koeln.csv')))

  test('is read with its umlauts, below its preamble', () => {
    expect(imported.table.dialect).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
      headerRow: 4,
      preambleRows: 2,
    })
    expect(targetsOf(imported.mapping)).toEqual({
      Anrede: 'custom',
      Vorname: 'firstName',
      Nachname: 'lastName',
      Firma: 'company',
      Funktion: 'title',
      'E-Mail': 'email',
      Telefon: 'phone',
      PLZ: 'postalCode',
      Ort: 'city',
      'Erstellt am': 'createdOn',
      Status: 'status',
    })
    expect(imported.drafts[0]).toMatchObject({
      fullName: 'Änne Müßig',
      company: 'Süßwaren Größlein GmbH',
      postalCode: '01067',
      createdOn: '2026-02-03',
    })
    expect(imported.drafts[5]?.company).toBe('Weiß; Partner')
  })

  test('becomes ten leads: one row twice the same person, one refused by its number', () => {
    expect(imported.counts).toEqual({ rows: 11, created: 9, updated: 0, same: 1, asked: 0, refused: 1 })
    expect(imported.outcomes.find(({ kind }) => kind === 'refused')).toMatchObject({
      index: 8,
      reason: { code: 'nothing_to_know_by' },
    })
  })

  test('keeps a customer, tags a former one, splits a mixed cell and flags a damaged phone', () => {
    expect(imported.drafts[1]?.status).toBe('customer')
    expect(imported.drafts[2]?.tags).toEqual(['Ehemaliger Kunde'])
    expect(imported.drafts[6]).toMatchObject({
      emails: ['f.baer@moebel.example'],
      phones: [{ raw: '030 5550107', e164: '+49305550107' }],
    })
    expect(imported.drafts[7]?.phones).toEqual([{ raw: '4,9E+11', e164: null, isDamaged: true }])
  })
})

describe.skipIf(!hasSharedData())('files of other people', () => {
  // The JSON of location_coordinates is about another row than its CSV, and that of newlines_crlf has other line breaks.
  const spectrum = sharedFilesIn('csv-spectrum/csvs', '.csv').filter((path) => !/location|newlines_crlf/.test(path))
  test.each(spectrum)('%s reads as its JSON says', (path) => {
    const expected = JSON.parse(
      sharedFile(path.replace('/csvs/', '/json/').replace(/csv$/, 'json')).toString(),
    ) as Record<string, string>[]
    const [header = [], ...rows] = read(sharedFile(path)).rows
    const records = rows.map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])))
    expect(records).toEqual(expected)
  })

  test.each([...sharedFilesIn('contacts', '.csv'), ...sharedFilesIn('funnel', '.csv')])(
    '%s reads as csv-parse reads it, in pieces of any size',
    (path) => {
      const bytes = sharedFile(path)
      let whole: Reading
      try {
        whole = read(bytes)
      } catch {
        expect(path).toMatch(/whitespace-rows/)
        return
      }
      const { encoding, delimiter } = whole.facts.dialect
      const text = decode(bytes, encoding ?? 'utf-8').text
      expect(whole.rows).toEqual(
        oracle(text, delimiter ?? ',').filter((cells) => cells.some((value) => value.trim() !== '')),
      )
      for (const pieceBytes of [1, 7, 64]) expect(read(bytes, {}, pieceBytes)).toEqual(whole)
    },
  )
})
