import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '../../../electron/features/import/readers/byte-source.ts'
import { NeedsLibrary } from '../../../electron/features/import/readers/read-refusal.ts'
import { readRows } from '../../../electron/features/import/readers/read-table.ts'
import { recogniseFile } from '../../../electron/features/import/readers/recognise-file.ts'
import { ArrayRows } from '../../support/array-rows.ts'
import { fixture, hasSharedData, refusalOf, sharedFile, tableOf } from '../../support/read-import.ts'

const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const compound = (name: string, before = 512): Buffer =>
  Buffer.concat([COMPOUND, Buffer.alloc(before - COMPOUND.length), Buffer.from(name, 'utf16le'), Buffer.alloc(64)])
const rowsOf = (content: string | Uint8Array): string[][] => {
  const rows = new ArrayRows()
  readRows(bytesInMemory(Buffer.from(content)), {}, rows)
  return rows.rows
}

describe('a file is known by its content', () => {
  test.each([
    ['text', 'name;email\nAnn;ann@lee.example\n'],
    ['text', 'dn\tname\n1\tAnn\n'],
    ['text', '# a comment\nname,email\n'],
    ['vcard', 'BEGIN:VCARD\nEND:VCARD'],
    ['vcard', '\ufeff\r\n\r\n  begin:vcard\r\n'],
    ['vcard', Buffer.from('\ufeffBEGIN:VCARD\r\n', 'utf16le')],
    ['ldif', 'dn: cn=Ann\n'],
    ['ldif', '\ufeff\n# comment\n#\n\nversion: 1\n\n# more\ndn:: Y249QW5u\n'],
    ['zip', Buffer.from('504b0304', 'hex')],
    ['compound', compound('Workbook')],
    ['compound', compound('Book')],
  ])('as %s, whatever comes before: %j', (family, content) => {
    expect(recogniseFile(bytesInMemory(Buffer.from(content)))).toBe(family)
  })

  test('a workbook behind a password is told wherever its name stands, also where two pieces meet', () => {
    for (const before of [512, (1 << 20) - 8, (1 << 20) + 600]) {
      expect(refusalOf(compound('EncryptedPackage', before)).code).toBe('encrypted')
    }
  })

  test('an Office file that is no workbook is refused', () => {
    expect(refusalOf(compound('WordDocument'))).toMatchObject({
      code: 'not_a_table',
      message: '“leads.csv” is an Office file, but no spreadsheet. Choose a CSV or XLSX file.',
    })
  })

  test('an old Excel file is left to the spreadsheet library', () => {
    expect(() => rowsOf(compound('Workbook'))).toThrow(NeedsLibrary)
  })
})

describe('rows', () => {
  test('of text and of address books come from one door', () => {
    expect(rowsOf('a,b\n1,2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(rowsOf('BEGIN:VCARD\nFN:Ann\nEND:VCARD\n')).toEqual([['Full name'], ['Ann']])
    expect(rowsOf('dn: a\ncn: Ann\n')).toEqual([['Full name'], ['Ann']])
  })

  test('of an address book have their header given, and cards numbered from 1', () => {
    const table = tableOf(fixture('version-4.vcf'))
    expect(table.kind).toBe('cards')
    expect(table.dialect.headerRow).toBe(0)
    expect(table.header.slice(0, 5)).toEqual(['Full name', 'First name', 'Last name', 'E-mail', 'E-mail 2'])
    expect(table.rows.numberAt(0)).toBe(1)
  })
})

describe.skipIf(!hasSharedData())('files of other people', () => {
  test.each([
    ['contacts/thunderbird/horde-ldif-base64.ldif', 'ldif'],
    ['vcard/v21_multiple_entry.vcf', 'vcard'],
    ['contacts/lexnetwork/contacts-v3-v4-mixed.vcf', 'vcard'],
    ['sheets/too_small.xls', 'text'],
  ])('%s is %s', (path, family) => {
    expect(recogniseFile(bytesInMemory(sharedFile(path)))).toBe(family)
  })
})
