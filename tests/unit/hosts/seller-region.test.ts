import { expect, test } from 'vitest'
import { firstLocale, sellerRegion } from '../../../electron/core/seller-region.ts'

test.each([
  ['de-DE', 'EUR', 'DE'],
  ['de', 'EUR', 'DE'],
  ['en-GB', 'GBP', 'GB'],
  ['de-CH', 'CHF', 'CH'],
  ['sv-SE', 'SEK', 'SE'],
  ['bg-BG', 'EUR', 'BG'],
  ['pt-BR', 'BRL', 'BR'],
  ['ja', 'JPY', 'JP'],
  ['en-US', 'USD', 'US'],
  ['es-EC', 'USD', 'EC'],
])('a workbook made under %s is in %s and reads phones as of %s', (locale, currency, country) => {
  expect(sellerRegion(locale)).toEqual({ currency, country })
})

test('a locale without a country, or none at all, still gives one', () => {
  for (const locale of ['es-419', 'x', '', 'C', 'not a locale']) {
    const { currency, country } = sellerRegion(locale)
    expect(currency, locale).toMatch(/^[A-Z]{3}$/)
    expect(country, locale).toMatch(/^[A-Z]{2}$/)
  }
})

test('the locale is the first that is one', () => {
  expect(firstLocale(['C', '', 'en_US.UTF-8', 'de-AT', 'fr'])).toBe('de-AT')
  expect(firstLocale(['C'])).toBe('en-US')
})
