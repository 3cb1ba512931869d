import { i18n } from '@lingui/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { setFormatLocale } from '../../../renderer/app/format.ts'
import { type RuleWording, ruleWords } from '../../../renderer/features/leads/list/filters/rule-words.ts'
import { betweenDays, daysTest, silentFor } from '../../../shared/domain/leads/filter-rules.ts'
import type { LeadRule } from '../../../shared/domain/leads/lead-rule.ts'
import type { CustomFieldId } from '../../../shared/primitives/ids.ts'
import { plainDate } from '../../../shared/primitives/plain-date.ts'

beforeAll(() => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  setFormatLocale('en-IE')
})

const wording: RuleWording = {
  today: plainDate('2026-03-24'),
  currency: 'EUR',
  ownFields: [{ id: 7 as CustomFieldId, name: 'Shirt size', kind: 'choice', group: null }],
  names: new Map([['warm-enquiry', 'Warm: new enquiry']]),
}

function words(rule: LeadRule): string {
  const { field, holds } = ruleWords(rule, wording)
  return `${field} ${holds}`.trim()
}

const anyOf = (field: LeadRule['field'], values: string[], isNot = false): LeadRule => ({
  field,
  ...(isNot && { not: true }),
  test: { op: 'anyOf', values },
})

describe('a rule in words', () => {
  it.each<[string, LeadRule]>([
    ['Status active', anyOf('status', ['active'])],
    ['Fit A or B', anyOf('fit', ['A', 'B'])],
    ['Fit not A, B or C', anyOf('fit', ['A', 'B', 'C'], true)],
    ['Stage MQL or SAL', anyOf('stage', ['mql', 'sal'])],
    ['Temperature cooling', anyOf('temperature', ['cooling'])],
    ['Source not “bought list”', anyOf('source', ['bought list'], true)],
    ['Tag any of fair, vip', anyOf('tag', ['fair', 'vip'])],
    ['Tag none of fair, vip', anyOf('tag', ['fair', 'vip'], true)],
    ['Playbook Warm: new enquiry', anyOf('playbook', ['warm-enquiry'])],
    ['Import the last one', anyOf('import', ['last'])],
    ['Shirt size “L”', anyOf('custom:7', ['L'])],
    ['Last touch more than 30 days ago or never', silentFor(30)],
    ['Last touch never', { field: 'lastTouchOn', test: { op: 'empty' } }],
    ['Fit ungraded', { field: 'fit', test: { op: 'empty' } }],
    ['Company not empty', { field: 'company', not: true, test: { op: 'empty' } }],
    ['Company with “optik”', { field: 'company', test: { op: 'contains', text: 'optik' } }],
    ['City not “Graz”', { field: 'city', not: true, test: { op: 'is', text: 'Graz' } }],
    ['Value from €5,000', { field: 'value', test: { op: 'numbers', from: 500_000 } }],
    ['Value from €5,000 to €9,000.50', { field: 'value', test: { op: 'numbers', from: 500_000, to: 900_050 } }],
    ['Score up to 12.5', { field: 'score', test: { op: 'numbers', to: 12.5 } }],
    [
      'Came in between 1 Mar and 31 Mar',
      { field: 'cameInOn', test: betweenDays(plainDate('2026-03-01'), plainDate('2026-03-31')) },
    ],
    ['Came in since 24 Dec 2025', { field: 'cameInOn', test: betweenDays(plainDate('2025-12-24'), undefined) }],
    ['Changed in the last 7 days', { field: 'changedOn', test: daysTest({ is: 'inLast', days: 7, orEmpty: false }) }],
    [
      "Next action's day before today",
      { field: 'nextActionOn', test: daysTest({ is: 'moreThanAgo', days: 0, orEmpty: false }) },
    ],
    ['Do not contact no', { field: 'doNotContact', not: true, test: { op: 'yes' } }],
  ])('%s', (expected, rule) => {
    expect(words(rule)).toBe(expected)
  })

  it('says of a field that is gone that it is', () => {
    expect(words(anyOf('custom:8', ['L']))).toBe('A field that is gone')
  })
})
