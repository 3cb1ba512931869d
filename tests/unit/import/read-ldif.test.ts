import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '../../../electron/features/import/readers/byte-source.ts'
import { readLdif } from '../../../electron/features/import/readers/read-ldif.ts'
import { ArrayRows } from '../../support/array-rows.ts'
import { fixture, hasSharedData, sharedFile } from '../../support/read-import.ts'

const readBook = (
  content: string | Uint8Array,
  pieceBytes?: number,
): { cards: Record<string, string>[]; numbers: number[]; facts: ReturnType<typeof readLdif> } => {
  const rows = new ArrayRows()
  const facts = readLdif(bytesInMemory(Buffer.from(content)), {}, rows, pieceBytes)
  const [header = [], ...cards] = rows.rows
  const filled = cards.map((cells) =>
    Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']).filter(([, cell]) => cell !== '')),
  )
  return { cards: filled, numbers: rows.numbers, facts }
}

describe('an address book in LDIF', () => {
  test('of Thunderbird: folds, comments, Base64; groups, deletions and modifications left out', () => {
    const { cards, numbers, facts } = readBook(fixture('thunderbird.ldif'))
    expect(cards).toEqual([
      {
        'Full name': 'Ann Lee',
        'First name': 'Ann',
        'Last name': 'Lee',
        'E-mail': 'ann@lee.example',
        'E-mail 2': 'ann.private@lee.example',
        Phone: '020 5550101',
        'Phone 2': '020 5550102',
        'Phone 3': '07700 900101',
        Fax: '020 5550103',
        Company: 'Lee Ltd',
        Department: 'Sales',
        'Job title': 'Buyer',
        Website: 'https://lee.example',
        Street: '1 High St, Floor 2',
        City: 'London',
        'Postal code': 'N1 1AA',
        Country: 'UK',
        'Street 2': '9 Low Rd',
        'City 2': 'Leeds',
        'Region 2': 'West Yorkshire',
        'Postal code 2': 'LS1 1AA',
        'Country 2': 'UK',
        Notes: 'a note that is folded',
        Birthday: '1980-02-03',
        Nickname: 'Annie',
        'Custom 1': 'blue',
      },
      {
        'Full name': 'Jürgen Müller',
        'Last name': 'Müller',
        'E-mail': 'juergen@mueller.example',
        Website: 'https://mueller.example',
      },
      { 'Full name': 'Bob Roe', 'E-mail': 'bob@roe.example' },
    ])
    expect(numbers).toEqual([0, 1, 2, 3])
    expect(facts).toMatchObject({ kind: 'cards', dialect: { encoding: 'utf-8' } })
  })

  test.each<[string, string, Record<string, string>]>([
    ['no blank line between entries', 'dn: a\ncn: Ann\ndn: b\ncn: Bob\n', { 'Full name': 'Ann' }],
    ['options of attributes', 'dn: a\ncn;lang-de: Ann\n', { 'Full name': 'Ann' }],
    ['several names', 'dn: a\ncn: Ann\ncn: Annie\n', { 'Full name': 'Ann', 'Other name': 'Annie' }],
    ['the name of a company', 'dn: a\ncn: Acme\no: Acme\n', { Company: 'Acme' }],
    [
      'lines of an address between dollars',
      'dn: a\ncn: Ann\npostalAddress: 1 High St $ London\n',
      { 'Full name': 'Ann', Street: '1 High St\nLondon' },
    ],
    [
      'the same address twice',
      'dn: a\ncn: Ann\nl: Ulm\nmozillaHomeLocalityName: Ulm\n',
      { 'Full name': 'Ann', City: 'Ulm' },
    ],
    [
      'a birthday without a year',
      'dn: a\ncn: Ann\nbirthmonth: 2\nbirthday: 3\n',
      { 'Full name': 'Ann', Birthday: '--02-03' },
    ],
    ['a value by reference', 'dn: a\ncn: Ann\ndescription:< file:///etc/passwd\n', { 'Full name': 'Ann' }],
    [
      'an attribute nobody knows',
      'dn: a\ncn: Ann\nfavouriteColour: blue\n',
      { 'Full name': 'Ann', favouriteColour: 'blue' },
    ],
    ['a folded comment', '# a\n b\ndn: a\ncn: Ann\n', { 'Full name': 'Ann' }],
  ])('with %s', (_, text, expected) => {
    expect(readBook(text).cards[0]).toEqual(expected)
  })

  test('with groups only is refused', () => {
    expect(() => readBook('dn: a\nobjectclass: groupOfNames\ncn: All\n')).toThrow(/without a person/)
  })

  test('reads the same wherever its pieces end', () => {
    const bytes = fixture('thunderbird.ldif')
    const whole = readBook(bytes)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (pieceBytes) => {
        expect(readBook(bytes, pieceBytes)).toEqual(whole)
      }),
      { numRuns: 40 },
    )
  })

  test.each<[string, Buffer, RegExp | undefined]>([
    [
      'a million folded lines',
      Buffer.concat([Buffer.from('dn: a\ncn: Ann\ndescription: x\n'), Buffer.alloc(3_000_000, ' a\n')]),
      undefined,
    ],
    [
      'a picture of 20 MB',
      Buffer.concat([Buffer.from('dn: a\ncn: Ann\njpegPhoto:: x\n'), Buffer.alloc(20_000_000, ` ${'A'.repeat(72)}\n`)]),
      undefined,
    ],
    [
      'Base64 of 20 MB',
      Buffer.concat([
        Buffer.from('dn: a\ncn: Ann\ndescription:: x\n'),
        Buffer.alloc(20_000_000, ` ${'A'.repeat(72)}\n`),
      ]),
      /four million/,
    ],
    [
      'a group of a million',
      Buffer.concat([
        Buffer.from('dn: a\ncn: Ann\n\ndn: b\nobjectclass: groupOfNames\n'),
        Buffer.alloc(10_000_000, 'member: a\n'),
      ]),
      undefined,
    ],
  ])('ends soon with %s', (_, bytes, message) => {
    if (message === undefined) expect(readBook(bytes).cards[0]?.['Full name']).toBe('Ann')
    else expect(() => readBook(bytes)).toThrow(message)
  })
})

describe.skipIf(!hasSharedData())('address books of other people', () => {
  test('Horde: Base64', () => {
    expect(readBook(sharedFile('contacts/thunderbird/horde-ldif-base64.ldif')).cards).toEqual([
      { 'Full name': 'John Püblic', 'First name': 'John', 'Last name': 'Püblic', 'E-mail': 'john@example.com' },
    ])
  })

  test('SOGo: two phones, one address written twice', () => {
    const [jane, ...others] = readBook(sharedFile('contacts/thunderbird/sogo-issue174.ldif')).cards
    expect(others).toEqual([])
    expect(jane).toMatchObject({
      'Full name': 'Jane Doe',
      Phone: '+1-555-0199',
      'Phone 2': '+1-555-0188',
      City: 'Examplecity',
    })
    expect(jane).not.toHaveProperty('City 2')
  })
})
