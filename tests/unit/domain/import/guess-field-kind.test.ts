import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guessFieldKind, NewFields } from '../../../../shared/domain/import/guess-field-kind.ts'
import type { ReadingPlace } from '../../../../shared/domain/leads/reading-place.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const place: ReadingPlace = { today: plainDate('2026-03-24'), currency: 'EUR', country: 'DE' }
const guess = (cells: readonly string[], header = 'Field') => guessFieldKind(header, cells, place)
const often = (...words: string[]) => Array.from({ length: 30 }, (_, index) => words[index % words.length] ?? '')

describe('a new field is proposed as', () => {
  test.each([
    ['number', ['12', '3,5', '1.234.567', '-4']],
    ['money', ['1.200 €', '€ 80', '12,50 EUR']],
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
    for (const head of ['Customer no.', 'PLZ', 'Order #', 'Year']) expect(guess(cells, head), head).toBe('text')
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
      made.add('TRADE', 'number')
      const learned = options.filter((option) => made.learn('trade', option))
      expect(made.find('trade')).toEqual({ kind: 'choice', options: learned })
      expect(learned).toEqual(options.filter((option) => option.length <= 300).slice(0, 200))
    }),
  )
})
