import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmount, readNumber } from '../../../../shared/domain/import/amounts.ts'
import {
  emailKey,
  isCardNumber,
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
  readTemperatureAnswer,
  readYesNo,
} from '../../../../shared/domain/import/cell-words.ts'
import { readContactCell, readTags } from '../../../../shared/domain/import/contact-cells.ts'
import { appendName, isLastFirstColumn, joinName, readFullName } from '../../../../shared/domain/import/names.ts'

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

describe('a card number', () => {
  test('keeps the check digit of Luhn, however it is grouped', () => {
    expect(
      ['4111111111111111', '4111 1111 1111 1111', '5500-0000-0000-0004', '378282246310005'].every(isCardNumber),
    ).toBe(true)
    expect(['4111111111111112', '+49 30 901820', '123456789012', '0'.repeat(20)].some(isCardNumber)).toBe(false)
  })

  test('is spoilt by any one wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = '4111111111111111'.split('')
        digits[place] = String((Number(digits[place]) + shift) % 10)
        expect(isCardNumber(digits.join(''))).toBe(false)
      }),
    )
  })
})

describe('words', () => {
  test('under a question about warmth say warm or nothing, cold only by name', () => {
    expect(
      ['ja', 'Yes', 'oui', 'sí', 'sim', 'tak', 'نعم', 'x', 'hot', 'no', 'nein', 'vielleicht', 'cold', 'Roof', ''].map(
        readTemperatureAnswer,
      ),
    ).toEqual([...Array.from({ length: 9 }, () => 'warm'), 'none', 'none', 'none', 'cold', undefined, undefined])
  })

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
    ['cleaned', { kind: 'optOut' }],
    ['bounced', { kind: 'optOut' }],
    ['Désinscrit', { kind: 'optOut' }],
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

  test.each([
    ['Dr. Ann Lee', 'Ann', 'Lee'],
    ['Herr Prof. Dr. Karl von der Heide', 'Karl', 'von der Heide'],
    ['Frau Moser', null, null],
    ['Mme Hélène Dubœuf', 'Hélène', 'Dubœuf'],
    ['Mr John Smith Jr.', 'John', 'Smith'],
    ['Chloé Van Damme, Jr.', 'Chloé', 'Van Damme'],
    ['Grace Hopper, PhD', 'Grace', 'Hopper'],
    ['Don Draper', 'Don', 'Draper'],
    ['Maria de la Cruz', 'Maria', 'de la Cruz'],
    ['Vincent van Gogh', 'Vincent', 'van Gogh'],
    ['王 小明', null, null],
    ['山田太郎', null, null],
    ['김 민수', null, null],
    ['Lang Verlag GmbH', null, null],
    ['Acme, Inc.', null, null],
    ['محمد أحمد', 'محمد', 'أحمد'],
  ])('%s is split without titles, suffixes and company forms', (text, given, family) => {
    expect(readFullName(text, false)).toEqual({ fullName: text, givenName: given, familyName: family })
  })

  test.each([
    ['Moser, Kathrin', 'Kathrin Moser', 'Kathrin', 'Moser'],
    ['Berg, Jan van der', 'Jan van der Berg', 'Jan', 'van der Berg'],
    ['Heide, Dr. Karl von der', 'Dr. Karl von der Heide', 'Karl', 'von der Heide'],
    ['García Márquez, Gabriel José', 'Gabriel José García Márquez', 'Gabriel José', 'García Márquez'],
    ['Ruth Abrams', 'Ruth Abrams', 'Ruth', 'Abrams'],
  ])('%s in a column of names turned round', (text, fullName, givenName, familyName) => {
    expect(readFullName(text, true)).toEqual({ fullName, givenName, familyName })
  })

  test('turned round are told by themselves where one word stands before the comma', () => {
    expect(readFullName('Moser, Kathrin', false).fullName).toBe('Kathrin Moser')
    expect(
      ['Ann Lee, Director', 'Lee, CEO', 'Lang, GmbH', 'Berlin, 10115', 'Lee, Ann, Bob'].map(
        (text) => readFullName(text, false).fullName,
      ),
    ).toEqual(['Ann Lee, Director', 'Lee, CEO', 'Lang, GmbH', 'Berlin, 10115', 'Lee, Ann, Bob'])
  })

  test('of several cells are appended, none twice', () => {
    expect(appendName('Ann', ' Bea ')).toBe('Ann Bea')
    expect(appendName('', 'Bea')).toBe('Bea')
    expect(appendName('Ann Bea', 'bea')).toBe('Ann Bea')
    expect(appendName('Ann', '')).toBe('Ann')
  })

  test('keep every word of a name, however it is written', () => {
    const word = fc.constantFrom('Ann', 'van', 'der', 'Lee', 'Dr.', 'Jr.', 'Öz', 'de', 'Mr', 'García', 'GmbH')
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.boolean(), (words, isTurned) => {
        const { fullName, givenName, familyName } = readFullName(words.join(' '), isTurned)
        expect(fullName).toBe(words.join(' '))
        expect(givenName === null).toBe(familyName === null)
        expect(fullName).toContain(`${givenName ?? ''}${familyName === null ? '' : ` ${familyName}`}`)
      }),
    )
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
