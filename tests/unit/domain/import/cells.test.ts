import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmount, readNumber } from '../../../../shared/domain/import/amounts.ts'
import {
  emailKey,
  isEmailShaped,
  isFormattedPhone,
  isPhoneShaped,
} from '../../../../shared/domain/import/cell-shapes.ts'
import {
  isNamePlaceholder,
  isPlaceholder,
  readStage,
  readStatus,
  readTemperature,
  readYesNo,
} from '../../../../shared/domain/import/cell-words.ts'
import { readContactCell, readTags } from '../../../../shared/domain/import/contact-cells.ts'
import { isLastFirstColumn, joinName, readFullName } from '../../../../shared/domain/import/names.ts'

describe('e-mail addresses and phones', () => {
  test.each([
    ['ann@example.com', ['ann@example.com'], [], ''],
    [' Ann@Example.COM ', ['Ann@Example.COM'], [], ''],
    ['mailto:ann@example.com', ['ann@example.com'], [], ''],
    ['a@x.de; b@y.de', ['a@x.de', 'b@y.de'], [], ''],
    ['a@x.de, A@X.DE', ['a@x.de'], [], ''],
    ['Ann Lee <ann@example.com>', ['ann@example.com'], [], ''],
    ['raj@agency.in / 9876501234', ['raj@agency.in'], ['9876501234'], ''],
    ['+49 30 901820', [], ['+49 30 901820'], ''],
    ['030/901820', [], ['030/901820'], ''],
    ['030 901820 / 0171 2345678', [], ['030 901820', '0171 2345678'], ''],
    ['+1 415 555 0142 ::: +1 650 555 0110', [], ['+1 415 555 0142', '+1 650 555 0110'], ''],
    ['801-555-3138 ext 4', [], ['801-555-3138 ext 4'], ''],
    ['(801) 555-0142', [], ['(801) 555-0142'], ''],
    ['+33 (0)2 99 31 07 64', [], ['+33 (0)2 99 31 07 64'], ''],
    ['4.4E+11', [], ['4.4E+11'], ''],
    ['ivo[at]example.com', [], [], 'ivo[at]example.com'],
    ['ext. 4471', [], [], 'ext. 4471'],
    ['ask at the desk', [], [], 'ask at the desk'],
  ])('%s', (cell, emails, phones, rest) => {
    expect(readContactCell(cell)).toEqual({ emails, phones, rest })
  })

  test('an address without a dot, with two signs or with a blank is none', () => {
    expect(['a@b', 'a@@b.de', 'a b@c.de', '@b.de', 'a@b.de', 'jürgen@müller.de'].map(isEmailShaped)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ])
  })

  test('the key of an address is the same however it is written, and taken once', () => {
    expect(emailKey(' John@ACME.com')).toBe('john@acme.com')
    fc.assert(fc.property(fc.emailAddress(), (email) => emailKey(emailKey(email)) === emailKey(email)))
  })

  test('a plain identifier is no formatted phone', () => {
    expect(
      ['500110001', '+49 30 901820', '030/901820', '12345'].map((text) => [
        isPhoneShaped(text),
        isFormattedPhone(text),
      ]),
    ).toEqual([
      [true, false],
      [true, true],
      [true, false],
      [false, false],
    ])
  })
})

describe('words', () => {
  test.each(['n/a', 'N/A', '-', '—', 'null', 'NaN', 'Select', '#N/A', 'none', ' - ', 'k.A.'])(
    '%j stands for nothing',
    (text) => {
      expect(isPlaceholder(text)).toBe(true)
    },
  )

  test('names such as Null, Nan and Na stay names', () => {
    expect(['Null', 'Nan', 'Na', '-', 'n/a'].map(isNamePlaceholder)).toEqual([false, false, false, true, true])
  })

  test.each([
    ['Kunde', { kind: 'status', status: 'customer', isWordKept: false }],
    ['Existing customer', { kind: 'status', status: 'customer', isWordKept: false }],
    ['CLIENT', { kind: 'status', status: 'customer', isWordKept: false }],
    ['Ehemaliger Kunde', { kind: 'formerCustomer' }],
    ['Ancien client', { kind: 'formerCustomer' }],
    ['Former customer', { kind: 'formerCustomer' }],
    ['Interessent', { kind: 'status', status: 'active', isWordKept: true }],
    ['Open - Not Contacted', { kind: 'status', status: 'active', isWordKept: true }],
    ['IN_PROGRESS', { kind: 'status', status: 'active', isWordKept: true }],
    ['active', { kind: 'status', status: 'active', isWordKept: false }],
    ['Unsubscribed', { kind: 'optOut' }],
    ['Do not contact', { kind: 'doNotContact' }],
    ['lost', { kind: 'status', status: 'lost', isWordKept: false }],
    ['Unqualified', { kind: 'status', status: 'disqualified', isWordKept: false }],
    ['former colleague', undefined],
    ['Qualified', undefined],
  ])('the status %s', (text, reading) => {
    expect(readStatus(text)).toEqual(reading)
  })

  test.each([
    ['SQL', { stage: 'sql' }],
    ['Closed Won', { stage: 'won' }],
    ['closed_won', { stage: 'won' }],
    ['Angebot', { stage: 'proposal' }],
    ['QUOTED', { stage: 'proposal' }],
    ['Opportunity', { stage: 'sql' }],
    ['new', { stage: 'lead' }],
    ['Closed Lost', { isLost: true }],
    ['contacted', undefined],
    ['qualified', undefined],
  ])('the stage %s', (text, reading) => {
    expect(readStage(text)).toEqual(reading)
  })

  test('temperatures and answers in several languages', () => {
    expect(['Hot', 'warm', 'Kalt', '🔥 Hot Lead', 'tiède', 'frío', 'blue'].map(readTemperature)).toEqual([
      'warm',
      'warm',
      'cold',
      'warm',
      'warm',
      'cold',
      undefined,
    ])
    expect(['Yes', 'ja', 'Oui', 'x', '1', 'No', 'nein', '0', 'maybe'].map(readYesNo)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      undefined,
    ])
  })

  test('tags are split at any sign, each once, without the mark of a program', () => {
    expect(readTags('prospect, webinar;VIP|vip')).toEqual(['prospect', 'webinar', 'VIP'])
    expect(readTags('"VIP","Blog"')).toEqual(['VIP', 'Blog'])
    expect(readTags('* myContacts ::: Work')).toEqual(['Work'])
    expect(readTags('lead')).toEqual(['lead'])
  })
})

describe('sums of money', () => {
  test.each([
    ['8500', 850_000],
    ['1200.50', 120_050],
    ['1.234,56', 123_456],
    ['1,234.56', 123_456],
    ['1 234,56 €', 123_456],
    ["1'234.50", 123_450],
    ['€ 75.000', 7_500_000],
    ['1,5', 150],
    ['1.200.000', 120_000_000],
    ['EUR 99', 9_900],
    ['1.234,-', 123_400],
  ])('%s in a workbook in euros', (text, minor) => {
    expect(readAmount(text, 'EUR')).toEqual({ kind: 'amount', minor })
  })

  test('in another currency stay text, whether the cell or its neighbour says so', () => {
    expect(readAmount('$1,200', 'EUR').kind).toBe('foreign')
    expect(readAmount('1200 USD', 'EUR').kind).toBe('foreign')
    expect(readAmount('1200', 'EUR', 'USD').kind).toBe('foreign')
    expect(readAmount('$1,200', 'CAD')).toEqual({ kind: 'amount', minor: 120_000 })
  })

  test('that are no sums stay text', () => {
    for (const text of ['Call for quote', 'beaucoup', '12k', '50 %', '10 per month', '1-2-3'])
      expect(readAmount(text, 'EUR').kind).toBe('unreadable')
  })

  test('have as many minor digits as their currency', () => {
    expect(readAmount('1200', 'JPY')).toEqual({ kind: 'amount', minor: 1200 })
    expect(readAmount('1.5', 'KWD')).toEqual({ kind: 'amount', minor: 1500 })
  })

  test('are read back from both ways of writing them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_99 }), (minor) => {
        const written = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(minor / 100)
        expect(readAmount(written, 'EUR')).toEqual({ kind: 'amount', minor })
        expect(
          readNumber(new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(minor / 100)),
        ).toBeCloseTo(minor / 100, 2)
      }),
    )
  })
})

describe('names', () => {
  test('a column is written "Last, First" by most of its cells, companies not counted', () => {
    expect(isLastFirstColumn(['Mitchell, Sarah', 'Van Damme, Chloé', 'Cher'])).toBe(true)
    expect(isLastFirstColumn(['Widgets, Inc.', 'Acme, LLC', 'Ann Lee'])).toBe(false)
    expect(isLastFirstColumn(['Martin Luther King, Jr.'])).toBe(false)
  })

  test('are turned round, split before particles and left whole where they cannot be told', () => {
    expect(readFullName('van der Berg, Jan', true)).toEqual({
      fullName: 'Jan van der Berg',
      givenName: 'Jan',
      familyName: 'van der Berg',
    })
    expect(readFullName('Jan van der Berg', false)).toEqual({
      fullName: 'Jan van der Berg',
      givenName: 'Jan',
      familyName: 'van der Berg',
    })
    expect(readFullName('  Vikram ', false)).toEqual({ fullName: 'Vikram', givenName: null, familyName: null })
    expect(readFullName('Müller & Söhne', false).givenName).toBeNull()
  })

  test('are joined from first and last name, the whole name winning where it stands', () => {
    expect(joinName('', ' Thomas  ', 'Nguyen', false).fullName).toBe('Thomas Nguyen')
    expect(joinName('Dr. Ann Lee', 'Ann', 'Lee', false)).toEqual({
      fullName: 'Dr. Ann Lee',
      givenName: 'Ann',
      familyName: 'Lee',
    })
  })
})
