import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountText, minorUnitsOf } from '../../../../shared/domain/leads/amount-text.ts'

describe('the value of a lead as one types it', () => {
  test('whatever is shown in the field reads back as the same amount, in currencies with and without cents', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000_00 }),
        fc.constantFrom('EUR', 'USD', 'JPY', 'KWD'),
        (minorUnits, currency) => minorUnitsOf(amountText(minorUnits, currency), currency) === minorUnits,
      ),
    )
  })

  test('an empty field is no value, either decimal sign is read, words are refused', () => {
    expect(minorUnitsOf('  ', 'EUR')).toBeNull()
    expect(minorUnitsOf('6.800,50', 'EUR')).toBe(680_050)
    expect(minorUnitsOf('6,800.50', 'EUR')).toBe(680_050)
    expect(minorUnitsOf('about six thousand', 'EUR')).toBeUndefined()
    expect(minorUnitsOf('6800 USD', 'EUR')).toBeUndefined()
  })
})
