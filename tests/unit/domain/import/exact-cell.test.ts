import { describe, expect, test } from 'vitest'
import { inferDays } from '../../../../shared/domain/import/days.ts'
import { readExactly } from '../../../../shared/domain/import/exact-cell.ts'
import { readsAsKind } from '../../../../shared/domain/leads/field-text.ts'
import type { ReadingPlace } from '../../../../shared/domain/leads/reading-place.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const place: ReadingPlace = { today: plainDate('2026-03-24'), currency: 'EUR', country: 'DE' }

describe('a cell of a made field becomes', () => {
  test.each([
    ['number', '3,5', '3.5'],
    ['number', '-4', '-4'],
    ['number', '1.234,5', '1234.5'],
    ['number', '1.234.567', '1234567'],
    ['money', '1.200 €', '120000'],
    ['money', '€ 12,50', '1250'],
    ['money', '500', '50000'],
    ['day', '24.03.2026', '2026-03-24'],
    ['day', '2026-03-24T00:00:00', '2026-03-24'],
    ['day', '1 de marzo de 2024', '2024-03-01'],
    ['yesNo', 'ja', '1'],
  ] as const)('a %s by %s: %s', (kind, cell, value) => {
    expect(readExactly({ kind, options: [] }, cell, place, { day: inferDays([cell]) })).toBe(value)
  })

  test.each([
    ['number', '00123'],
    ['number', '1.10'],
    ['number', '-0'],
    ['number', '+5'],
    ['number', '(5)'],
    ['number', '5-'],
    ['number', '12 34 56'],
    ['number', '123 456 789'],
    ['number', '1,234'],
    ['money', '12 USD'],
    ['money', '0012 €'],
    ['money', '7 min'],
    ['money', '1,234 €'],
    ['money', '12,345678 €'],
    ['day', '2026-03-20 14:30'],
    ['day', '2026-03-20T00:00:00+02:00'],
    ['day', '20260320T1430'],
    ['day', 'ca. 3 March 2024'],
    ['day', '24.03.45'],
    ['day', 'today'],
    ['yesNo', 's'],
  ] as const)('none by %s %s, which stands as no value of the kind', (kind, cell) => {
    const field = { kind, options: [] }
    expect(readExactly(field, cell, place, { day: inferDays([cell]) })).toBeUndefined()
    expect(readsAsKind(field, cell)).toBe(false)
  })

  test('a number with a nought at its end where all have as many digits', () => {
    const field = { kind: 'number', options: [] } as const
    expect(readExactly(field, '1,10', place, { decimals: 2 })).toBe('1.1')
    expect(readExactly(field, '1,10', place, {})).toBeUndefined()
  })

  test('the option of a choice that differs in nothing but its case', () => {
    const field = { kind: 'choice', options: ['Côte'] } as const
    expect(readExactly(field, 'CÔTE', place, {})).toBe('Côte')
    expect(readExactly(field, 'Coté', place, {})).toBeUndefined()
  })
})
