import { describe, expect, test } from 'vitest'
import { isConsentHeader, readOptOut } from '../../../../shared/domain/import/consent.ts'
import { guessMapping } from '../../../../shared/domain/import/mapping.ts'
import { tableOfText } from '../../../support/table-of-text.ts'

describe('an opt-out', () => {
  test.each([
    ['Newsletter', 'yes', false],
    ['Newsletter', 'nein', true],
    ['Accepts Marketing', 'no', true],
    ['Accepts Email Marketing', 'yes', false],
    ['Email marketing consent', 'denied', true],
    ['Email Marketing Consent', 'not_subscribed', true],
    ['Consent', 'granted', false],
    ['Opt-in', 'no', true],
    ['Double opt-in', 'Yes', false],
    ['Einwilligung', 'widerrufen', true],
    ['Consentement', 'oui', false],
    ['Consenso marketing', 'no', true],
    ['Zgoda marketingowa', 'nie', true],
    ['الموافقة', 'لا', true],
    ['Consent', '2024-05-01', false],
    ['Unsubscribed', 'yes', true],
    ['Unsubscribed', 'no', false],
    ['UNSUB_TIME', '2021-01-01 00:00:00', true],
    ['EMAIL_BLACKLISTED', 'No', false],
    ['Opt-out', 'x', true],
    ['Person - Marketing status', 'Unsubscribed', true],
    ['Email status', 'cleaned', true],
    ['Newsletter', 'weekly', undefined],
  ])('under %s is read from %j', (header, cell, isOut) => {
    expect(readOptOut(header, cell)).toBe(isOut)
  })

  test('is not read from the consent of another channel, nor from the day or place of consent', () => {
    expect(
      ['SMS consent', 'Accepts SMS Marketing', 'WhatsApp opt-in', 'Consent date', 'Consent IP'].filter(isConsentHeader),
    ).toEqual([])
  })

  test('column is one whose cells answer, whichever way its header asks', () => {
    const target = (header: string, ...cells: string[]): string | undefined =>
      guessMapping(tableOfText(`Email;${header}\n${cells.map((cell, row) => `a${row}@b.de;${cell}`).join('\n')}`))[1]
        ?.target
    expect(target('Newsletter', 'yes', 'no', 'yes')).toBe('optOut')
    expect(target('Would you like to receive our letter?', 'Yes', 'No')).toBe('optOut')
    expect(target('Newsletter', 'Spring issue', 'Autumn issue')).toBe('custom:Newsletter')
    expect(target('Email status', 'valid', 'risky')).toBe('custom:Email status')
  })
})
