import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { bytesInMemory } from '../../../electron/features/import/readers/byte-source.ts'
import type { TextChoices } from '../../../electron/features/import/readers/read-text.ts'
import { readVcard } from '../../../electron/features/import/readers/read-vcard.ts'
import { ArrayRows } from '../../support/array-rows.ts'
import { fixture, hasSharedData, sharedFile, sharedFilesIn } from '../../support/read-import.ts'

type Book = { cards: Record<string, string>[]; numbers: number[]; facts: ReturnType<typeof readVcard> }

const readBook = (content: string | Uint8Array, choices: TextChoices = {}, pieceBytes?: number): Book => {
  const rows = new ArrayRows()
  const facts = readVcard(bytesInMemory(Buffer.from(content)), choices, rows, pieceBytes)
  const [header = [], ...cards] = rows.rows
  expect(new Set(header).size).toBe(header.length)
  for (const cells of cards) expect(cells.length).toBe(header.length)
  const filled = cards.map((cells) =>
    Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']).filter(([, cell]) => cell !== '')),
  )
  return { cards: filled, numbers: rows.numbers, facts }
}

const card = (...lines: string[]): string => `BEGIN:VCARD\r\nVERSION:3.0\r\n${lines.join('\r\n')}\r\nEND:VCARD\r\n`
const only = (...lines: string[]): Record<string, string> => readBook(card(...lines)).cards[0] ?? {}

describe('a card', () => {
  test('of a phone in 2.1: quoted-printable over lines, bare types, a picture and an agent that are no one’s', () => {
    const { cards, numbers, facts } = readBook(fixture('phone-v21.vcf'))
    expect(cards).toEqual([
      {
        'Full name': 'Jürgen Müller',
        'First name': 'Jürgen',
        'Last name': 'Müller',
        'E-mail': 'juergen@mueller.example',
        Phone: '+49 170 5550101',
        'Phone 2': '030 5550102',
        Fax: '030 5550103',
        Company: 'Müller & Söhne',
        Department: 'Einkauf',
        'X-CUSTOM': 'kept',
      },
      { 'Full name': 'Bob Roe', 'First name': 'Bob', 'Last name': 'Roe', Notes: 'first line\nsecond line' },
    ])
    expect(numbers).toEqual([0, 1, 2])
    expect(facts).toMatchObject({ kind: 'cards', blankRowCount: 0, dialect: { encoding: 'utf-8', delimiter: null } })
  })

  test('in Shift_JIS is read by what it says of itself', () => {
    const { cards, facts } = readBook(fixture('japanese-v21.vcf'))
    expect(cards).toEqual([
      {
        'Full name': '太郎 山田',
        'First name': '太郎',
        'Last name': '山田',
        Company: '表示ソフト',
        Phone: '090-5555-0101',
      },
    ])
    expect(facts.dialect.encoding).toBe('shift_jis')
  })

  test('of Apple in 3.0: grouped properties and labels, preferred first, two addresses; a company is no person, a group is left out', () => {
    expect(readBook(fixture('apple-v30.vcf')).cards).toEqual([
      {
        'Full name': 'Dr. Ann Marie Lee',
        'First name': 'Ann Marie',
        'Last name': 'Lee',
        'E-mail': 'ann@lee.example',
        'E-mail 2': 'ann.private@lee.example',
        Phone: '07700 900101',
        'Phone 2': '020 5550101',
        'Assistant phone': '07700 900102',
        Company: 'Lee Ltd',
        Department: 'Sales, EMEA',
        'Job title': 'Buyer, senior',
        Website: 'https://lee.example',
        Street: '1 High St, Floor 2',
        City: 'London',
        'Postal code': 'N1 1AA',
        Country: 'UK',
        'Street 2': 'Flat 4\n9 Low Rd',
        'City 2': 'Leeds',
        'Region 2': 'West Yorkshire',
        'Postal code 2': 'LS1 1AA',
        'Country 2': 'UK',
        Notes: 'one\ntwo; three, and a folded line',
        Tags: 'Fair, VIP',
        Birthday: '--12-01',
        Anniversary: '2010-05-06',
        Nickname: 'Annie',
        UID: 'urn:uuid:4fbe8971',
        Revision: '2026-01-02T03:04:05Z',
      },
      { Company: 'Acme Inc.', Phone: '020 5550199' },
    ])
  })

  test('in 4.0: ranks, addresses of phones, days without a year', () => {
    expect(readBook(fixture('version-4.vcf')).cards).toEqual([
      {
        'Full name': 'Zoë Ng',
        'First name': 'Zoë',
        'Last name': 'Ng',
        'E-mail': 'first@ng.example',
        'E-mail 2': 'second@ng.example',
        Phone: '+1-555-555-0101 ext. 102',
        Company: 'Ng & Co',
        'Job title': 'Owner',
        Birthday: '--12-01',
        Messenger: 'xmpp:zoe@ng.example',
        Language: 'en',
        Gender: 'F',
        Related: 'urn:uuid:1',
      },
    ])
  })

  test.each<[string, string[], Record<string, string>]>([
    [
      'a name in parts only',
      ['N:Lee;Ann;Marie;Dr.;PhD'],
      { 'Full name': 'Dr. Ann Marie Lee PhD', 'First name': 'Ann Marie', 'Last name': 'Lee' },
    ],
    [
      'a title before the name that the name lacks',
      ['FN:Ann Lee', 'N:Lee;Ann;;Dr.;'],
      { 'Full name': 'Ann Lee', 'First name': 'Ann', 'Last name': 'Lee', 'Name prefix': 'Dr.' },
    ],
    ['two names', ['FN:Ann Lee', 'FN:李安'], { 'Full name': 'Ann Lee', 'Other name': '李安' }],
    ['quotes in parameters', ['TEL;TYPE="a;b:c",PREF:1'], { Phone: '1' }],
    ['a quote in parameters that is never closed', ['TEL;TYPE="HOME:1', 'FN:Ann'], { Phone: '1', 'Full name': 'Ann' }],
    ['a head folded before its colon', ['TEL;TYPE=\r\n CELL:1'], { Phone: '1' }],
    ['tabs for folds', ['NOTE:a\r\n\tb'], { Notes: 'ab' }],
    [
      'a note with line breaks of its own',
      ['NOTE:a', 'b and c', 'FN:Ann'],
      { Notes: 'a\nb and c', 'Full name': 'Ann' },
    ],
    ['a soft break before the end', ['NOTE;ENCODING=QUOTED-PRINTABLE:a=3Db='], { Notes: 'a=b' }],
    ['a text in Base64', ['NOTE;ENCODING=b:SMO8bGxl'], { Notes: 'Hülle' }],
    ['two notes', ['NOTE:a', 'NOTE:b'], { Notes: 'a\n\nb' }],
    ['the same e-mail twice', ['EMAIL:a@b.example', 'EMAIL:a@b.example'], { 'E-mail': 'a@b.example' }],
    ['a label instead of an address', ['LABEL:1 High St\\nLondon'], { Address: '1 High St\nLondon' }],
    ['title and role', ['TITLE:Boss', 'ROLE:Founder'], { 'Job title': 'Boss', Role: 'Founder' }],
    ['compact days', ['BDAY:19800322'], { Birthday: '1980-03-22' }],
    ['a day in words', ['BDAY;VALUE=text:circa 1800'], { Birthday: 'circa 1800' }],
    [
      'a date labelled like a column of ours',
      ['item1.X-ABDATE:2020-01-02', 'item1.X-ABLabel:Phone'],
      { 'Other date': '2020-01-02' },
    ],
    ['names that objects have', ['X-__proto__:1', 'X-CONSTRUCTOR:2'], { 'X-__proto__': '1', 'X-CONSTRUCTOR': '2' }],
    ['a stray byte', ['FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=C3=91=80'], { 'Full name': 'ÑÑ\ufffd' }],
    ['Latin 1 under no name', ['FN;ENCODING=QUOTED-PRINTABLE:J=FCrgen'], { 'Full name': 'Jürgen' }],
    ['zero bytes', ['FN:A\0nn'], { 'Full name': 'Ann' }],
  ])('with %s is read with nothing lost', (_, lines, expected) => {
    expect(only(...lines)).toEqual(expected)
  })

  test.each(['\n', '\r', '\r\n'])('ends its lines with %j', (newline) => {
    expect(readBook(card('FN:Ann', 'NOTE:a\r\n b').replaceAll('\r\n', newline)).cards).toEqual([
      { 'Full name': 'Ann', Notes: 'ab' },
    ])
  })

  test('that is never ended, or begins in another, is a card all the same', () => {
    expect(readBook('BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nBEGIN:VCARD\nFN:Cy').cards).toEqual([
      { 'Full name': 'Ann' },
      { 'Full name': 'Bob' },
      { 'Full name': 'Cy' },
    ])
  })

  test('is found below blank lines and a byte order mark', () => {
    expect(readBook(`\ufeff\r\n \r\n  ${card('FN:Ann')}`).cards).toEqual([{ 'Full name': 'Ann' }])
  })

  test('without a word in it is counted as a blank row', () => {
    const { numbers, facts } = readBook(`${card('FN:Ann')}${card('FN: ')}${card('FN:Bob')}`)
    expect(numbers).toEqual([0, 1, 3])
    expect(facts.blankRowCount).toBe(1)
  })
})

describe('the encoding of an address book', () => {
  const text = card('FN:Jürgen Großmann', 'ORG:Größlein & Söhne', 'NOTE:Straße, Müll, Äpfel')
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\ufeff${text}`)],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['windows-1252', Buffer.from(text, 'latin1')],
  ])('%s is told by its bytes', (encoding, bytes) => {
    const { cards, facts } = readBook(bytes)
    expect(cards[0]?.['Company']).toBe('Größlein & Söhne')
    expect(facts.dialect.encoding).toBe(encoding)
  })

  test('chosen by the seller goes before what the cards say', () => {
    const bytes = Buffer.from(card('FN;CHARSET=UTF-8:J\xfcrgen'), 'latin1')
    expect(readBook(bytes, { encoding: 'windows-1252' }).cards).toEqual([{ 'Full name': 'Jürgen' }])
  })
})

test('cards are the same wherever the pieces of the file end', () => {
  const line = fc.constantFrom(
    'FN:Ann',
    'N:Lee;Ann;;;',
    'EMAIL:a@b.example',
    'NOTE:Größe\r\n folded',
    'TEL;CELL:1',
    'junk',
    '',
    'NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nb',
    'END:VCARD',
    'BEGIN:VCARD',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 7 }), (lines, pieceBytes) => {
      const text = `${card('FN:First')}${card(...lines)}`
      expect(readBook(text, {}, pieceBytes)).toEqual(readBook(text))
    }),
    { numRuns: 200 },
  )
})

describe('names, notes and addresses equal those of ical.js', () => {
  const word = fc
    .string({
      unit: fc.constantFrom('a', 'B', 'ü', '日', ',', ';', '\\', '\n', ' ', ':', '"'),
      minLength: 1,
      maxLength: 30,
    })
    .map((text) => `x${text.trim()}x`)
  test.each(['3.0', '4.0'])('in version %s', (version) => {
    fc.assert(
      fc.property(word, word, word, word, (name, note, street, city) => {
        const component = new ICAL.Component('vcard')
        component.addPropertyWithValue('version', version)
        component.addPropertyWithValue('fn', name)
        component.addPropertyWithValue('note', note)
        component.addPropertyWithValue('adr', ['', '', street, city, '', '', ''] as unknown as string)
        expect(readBook(component.toString()).cards).toEqual([
          { 'Full name': name, Notes: note, Street: street, City: city },
        ])
      }),
      { numRuns: 200 },
    )
  })
})

describe('hostile address books end soon', () => {
  const begin = 'BEGIN:VCARD\nFN:Ann\n'
  test.each<[string, Buffer, RegExp | undefined]>([
    [
      'a million folded lines',
      Buffer.concat([Buffer.from(`${begin}NOTE:x\n`), Buffer.alloc(3_000_000, ' a\n')]),
      undefined,
    ],
    [
      'a folded picture of 20 MB',
      Buffer.concat([Buffer.from(`${begin}PHOTO;ENCODING=b:x\n`), Buffer.alloc(20_000_000, ` ${'A'.repeat(72)}\n`)]),
      undefined,
    ],
    [
      'a picture of 20 MB on one line',
      Buffer.concat([Buffer.from(`${begin}PHOTO;ENCODING=b:`), Buffer.alloc(20_000_000, 'A')]),
      undefined,
    ],
    [
      'a head without an end',
      Buffer.concat([Buffer.from(`${begin}TEL;"\n`), Buffer.alloc(3_000_000, ' ;\n')]),
      undefined,
    ],
    [
      'soft breaks without an end',
      Buffer.concat([Buffer.from(`${begin}NOTE;QUOTED-PRINTABLE:x=\n`), Buffer.alloc(3_000_000, 'a=\n')]),
      undefined,
    ],
    [
      'a note of 20 MB',
      Buffer.concat([Buffer.from(`${begin}NOTE:x\n`), Buffer.alloc(20_000_000, ` ${'a'.repeat(72)}\n`)]),
      /four million/,
    ],
    [
      'a card with a million phones',
      Buffer.concat([Buffer.from(begin), Buffer.alloc(6_000_000, 'TEL:1\n')]),
      /too many values/,
    ],
    [
      'a field of its own for each card',
      Buffer.from(Array.from({ length: 20_000 }, (_, index) => card(`X-${index}:1`)).join('')),
      /different fields/,
    ],
  ])('%s', (_, bytes, message) => {
    if (message === undefined) expect(readBook(bytes).cards[0]?.['Full name']).toBe('Ann')
    else expect(() => readBook(bytes)).toThrow(message)
  })
})

describe.skipIf(!hasSharedData())('address books of other people', () => {
  test.each([
    ['vcard/John_Doe_ANDROID.vcf', 6],
    ['vcard/John_Doe_IPHONE.vcf', 1],
    ['vcard/John_Doe_GMAIL.vcf', 1],
    ['vcard/John_Doe_MS_OUTLOOK.vcf', 1],
    ['vcard/gmail-list.vcf', 3],
    ['vcard/sos-contacts.vcf', 2],
    ['vcard/rfc6350-example.vcf', 1],
    ['vcard/v21_multiple_entry.vcf', 3],
    ['vcard/v30_comma_separated.vcf', 1],
    ['contacts/lexnetwork/contacts-v3-v4-mixed.vcf', 2],
    ['contacts/thunderbird/dos_vcard_addressbook.vcf', 1],
  ])('%s holds %i cards, in pieces of any size', (path, count) => {
    const bytes = sharedFile(path)
    const book = readBook(bytes)
    expect(book.cards.length).toBe(count)
    expect(readBook(bytes, {}, 13)).toEqual(book)
  })

  test('Shift_JIS: the names and every number, those of fax and pager apart', () => {
    const { cards } = readBook(sharedFile('vcard/v21_multiple_entry.vcf'))
    expect(cards.map((each) => each['Full name'])).toEqual(['安藤ロイド3', '安藤ロイド4', '安藤ロイド5'])
    expect(cards[0]).toMatchObject({ Phone: '9', 'Phone 2': '10', 'Phone 3': '11', Fax: '12' })
  })

  test('LexNetwork: a folded note and a birthday without a year', () => {
    expect(readBook(sharedFile('contacts/lexnetwork/contacts-v3-v4-mixed.vcf')).cards[1]).toMatchObject({
      Birthday: '--12-01',
      Notes: 'This note is folded across two physical lines to test line unfolding in the parser.',
    })
  })

  test.each(sharedFilesIn('vcard', '.vcf').filter((path) => !/ANDROID|OUTLOOK|v21|comma/.test(path)))(
    '%s: names and e-mails equal those of ical.js',
    (path) => {
      const { cards } = readBook(sharedFile(path))
      const parsed = ICAL.parse(sharedFile(path).toString().replaceAll('\r\n', '\n').trim()) as unknown
      const books = (Array.isArray((parsed as unknown[])[0]) ? parsed : [parsed]) as unknown[]
      const theirs = books.map((jcard) => new ICAL.Component(jcard as never))
      expect(cards.map((each) => each['Full name'])).toEqual(theirs.map((each) => each.getFirstPropertyValue('fn')))
      const emails = (each: Record<string, string>): string[] =>
        Object.entries(each).flatMap(([name, value]) => (name.startsWith('E-mail') ? [value] : []))
      expect(cards.map(emails)).toEqual(
        theirs.map((each) => each.getAllProperties('email').map((property) => property.getFirstValue())),
      )
    },
  )
})
