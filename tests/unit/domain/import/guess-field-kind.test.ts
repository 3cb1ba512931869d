import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessFieldKind, NewFields } from '../../../../shared/domain/import/guess-field-kind.ts'
import type { ReadingPlace } from '../../../../shared/domain/leads/reading-place.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const place: ReadingPlace = { today: plainDate('2026-03-24'), currency: 'EUR', country: 'DE' }
const guess = (cells: readonly string[], ...headers: string[]) => guessFieldKind(headers, cells, place)
const often = (...words: string[]) => Array.from({ length: 30 }, (_, index) => words[index % words.length] ?? '')

describe('a new field is proposed as', () => {
  test.each([
    ['number', ['12', '3,5', '1.234.567', '-4']],
    ['money', ['1.200 €', '€ 80', '12,50 EUR']],
    ['number', ['1.50', '2.25', '3.00']],
    ['money', ['1.200,- €', '-80 €', '12 eur']],
    ['day', ['24. März 2026', '1 May 2026', 'March 14th, 2024']],
    ['day', ['24.03.26', '31.12.25', '1.1.26']],
    ['day', ['2026-03-24', '2026-01-02', '2025-12-31']],
    ['day', ['24.03.2026', '31.12.2025', '1.1.2026']],
    ['day', ['2026-03-24 00:00:00', '2026-01-02 00:00:00', '2025-12-31 00:00:00']],
    ['yesNo', ['yes', 'no', 'Yes']],
    ['yesNo', ['x', 'X', 'x']],
    ['link', ['https://a.example', 'www.b.example', 'c.example/page']],
    ['choice', often('Red', 'Green', 'blue', 'red')],
  ] as const)('%s by %j', (kind, cells) => {
    expect(guess(cells)).toBe(kind)
  })

  test.each([
    ['too few cells', ['1', '2']],
    ['leading noughts', ['00123', '00124', '00125']],
    ['phones', ['+49301234567', '+49301234568', '+49301234569']],
    ['numbers too long to count', ['4006381333931', '4006381333932', '4006381333933']],
    ['thousands that may be decimals', ['1.234', '2.5', '12']],
    ['years', ['2019', '2020', '2021']],
    ['days that read both ways', ['03/04/2026', '05/06/2026', '07/08/2026']],
    ['minutes', ['7 min', '12 min', '90 min']],
    ['millions', ['3,5 Mio EUR', '2 Mio EUR', '10 Mio EUR']],
    ['thousands in words', ['10 Tsd €', '20 Tsd €', '30 Tsd €']],
    ['units', ['20 kWh', '3 Mon', '10 PAX']],
    ['pieces', ['10 Stk', '20 Stk', '5 Stk']],
    ['months', ['5 Jan', '6 Feb', '7 Mar']],
    ['fractions of a cent', ['0,1299 €', '0,1301 €', '0,1250 €']],
    ['versions', ['1.10', '1.9', '1.8']],
    ['addresses of a network', ['192.168.100.101', '192.168.100.102', '192.168.100.103']],
    ['days and other words', ['before 3 March 2024', 'before 4 March 2024', 'before 5 March 2024']],
    ['births in years of two digits', ['24.03.45', '31.12.48', '1.1.39']],
    ['winds', ['S', 'N', 'S']],
    ['answers and figures', ['yes', 'no', '1']],
    ['days with times', ['2026-03-24 14:30', '2026-01-02 00:00', '2025-12-31 00:00']],
    ['one letter of one sort', ['F', 'F', 'F']],
    ['percent', ['10 %', '20 %', '30 %']],
    ['another currency', ['100 USD', '200 USD', '300 USD']],
    ['names that end like a domain', ['Dr.Who', 'St.Pauli', 'Mr.Ed']],
    ['one word for all', often('Newsletter')],
    ['many words', Array.from({ length: 30 }, (_, index) => `Word ${index}`)],
  ] as const)('text by %s', (_why, cells) => {
    expect(guess(cells)).toBe('text')
  })

  test('text where the head says that its numbers are codes', () => {
    const cells = ['1001', '1002', '1003']
    expect(guess(cells, 'Seats')).toBe('number')
    const heads =
      'Customer no.|PLZ|Order #|Year|Bestellnummer|ArtikelNr|customerId|UserID|Durchwahl|Room|Zimmer|Version|zip|Extension|orderno'
    for (const head of heads.split('|')) expect(guess(cells, head), head).toBe('text')
    expect(guess(cells, 'Seats', 'Order no.')).toBe('text')
  })

  test.each([
    ['SEK', ['1 200 kr', '80 kr.', 'kr 5']],
    ['PLN', ['12 zł', '80 zł', '5,50 zł']],
    ['CHF', ['Fr 12', "1'200 CHF", '5.50 Fr.']],
    ['USD', ['$1,200', '$80', 'US$ 5.50']],
  ] as const)('money by the signs of %s, and by no other word', (currency, cells) => {
    const at = { ...place, currency, country: currency.slice(0, 2) }
    expect(guessFieldKind(['Field'], cells, at)).toBe('money')
    for (const word of ['min', 'Stk', 'PAX', 'kkr'])
      expect(guessFieldKind(['Field'], [`1 ${word}`, `2 ${word}`, `3 ${word}`], at), word).toBe('text')
  })

  test('what nearly all cells are, and text where more than one in twenty is something else', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => String(index))
    expect(guess([...numbers, 'many'])).toBe('number')
    expect(guess([...numbers, 'many', 'few', 'some'])).toBe('text')
  })
})

test('a choice that is made learns as many options as Settings takes, each once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 400 }), { maxLength: 250 }), (options) => {
      const made = new NewFields()
      made.add('Trade', 'choice')
      const learned = options.filter((option) => made.learn('trade', option))
      expect(made.find('TRADE')).toMatchObject({ kind: 'choice', options: learned })
      expect(learned).toEqual(options.filter((option) => option.length <= 300).slice(0, 200))
    }),
  )
})
