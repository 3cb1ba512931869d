import { i18n } from '@lingui/core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  fieldChoices,
  matchingChoices,
  typedDays,
} from '../../../renderer/features/leads/list/filters/field-choices.ts'
import { silentFor } from '../../../shared/domain/leads/filter-rules.ts'
import { customKey, leadFieldKinds } from '../../../shared/domain/leads/lead-fields.ts'
import type { CustomFieldId } from '../../../shared/primitives/ids.ts'

beforeAll(() => i18n.loadAndActivate({ locale: 'en', messages: {} }))

const shirt = { id: 7 as CustomFieldId, name: 'Shirt size', kind: 'choice' as const, group: null }

const found = (typed: string) => matchingChoices(fieldChoices([shirt], typedDays(typed)), typed)

describe('the fields one can filter by', () => {
  it('are all there, the seller’s own among them', () => {
    const fields = new Set(fieldChoices([shirt], undefined).map(({ field }) => field))
    expect([...fields].toSorted()).toEqual([...Object.keys(leadFieldKinds), customKey(shirt.id)].toSorted())
  })

  it.each([
    ['silent', 'Silent for 30 days'],
    ['silent for 30 days', 'Silent for 30 days'],
    ['cold since', 'Silent for 30 days'],
    ['last touch', 'Last touch'],
    ['overdue', 'Overdue'],
    ['stat', 'Status'],
    ['zip', 'Postal code'],
    ['shirt', 'Shirt size'],
    ['value', 'Value'],
    ['tag', 'Tag'],
  ])('finds for “%s” first: %s', (typed, label) => {
    expect(found(typed)[0]?.label).toBe(label)
  })

  it('takes a number among the words for the days', () => {
    expect(found('silent 45')[0]).toMatchObject({ label: 'Silent for 45 days', test: silentFor(45).test })
  })

  it('begins a last touch with the usual silence', () => {
    expect(found('last touch')[0]?.test).toEqual(silentFor(30).test)
  })

  it('finds nothing for a word of no field, and all for nothing', () => {
    expect(found('xylophone')).toEqual([])
    expect(found('  ')).toHaveLength(fieldChoices([shirt], undefined).length)
  })
})
