import { describe, expect, test } from 'vitest'
import { displayName } from '../../../../shared/domain/leads/display-name.ts'
import { effectiveStatus, type StatusEvent, statusOn, statusSchema } from '../../../../shared/domain/leads/status.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const on = plainDate('2026-03-24')

describe('status', () => {
  test.each([
    ['the day before its end', '2026-03-25', 'resting'],
    ['on the day of its end', '2026-03-24', 'active'],
    ['after its end', '2026-03-01', 'active'],
  ])('a lead rests until a day: %s', (_promise, restUntil, status) => {
    expect(effectiveStatus({ status: 'resting', restUntil: plainDate(restUntil) }, on)).toBe(status)
  })

  test('a rest without an end goes on', () => {
    expect(effectiveStatus({ status: 'resting', restUntil: null }, on)).toBe('resting')
  })

  test('every other status stays, whatever day stands beside it', () => {
    for (const status of statusSchema.options.filter((option) => option !== 'resting')) {
      expect(effectiveStatus({ status, restUntil: plainDate('2026-01-01') }, on)).toBe(status)
    }
  })

  test('a past day has the status of its own latest event', () => {
    const events: StatusEvent[] = [
      { status: 'resting', restUntil: plainDate('2026-02-10'), on: plainDate('2026-01-10') },
      { status: 'lost', restUntil: null, on: plainDate('2026-03-01') },
      { status: 'active', restUntil: null, on: plainDate('2026-03-01') },
      { status: 'customer', restUntil: null, on: plainDate('2026-03-20') },
    ]
    const statuses = ['2026-01-09', '2026-01-10', '2026-02-10', '2026-03-01', '2026-03-19', '2026-03-20']
    expect(statuses.map((day) => statusOn(events, plainDate(day)))).toEqual([
      'active',
      'resting',
      'active',
      'active',
      'active',
      'customer',
    ])
  })
})

describe('display name', () => {
  const lead = { name: ' Ana Ruiz ', company: 'Ruiz SL', email: 'ana@ruiz.es', phone: '+34 600' }

  test('is the first there is of name, company, e-mail and phone', () => {
    expect(displayName(lead)).toBe('Ana Ruiz')
    expect(displayName({ ...lead, name: '  ' })).toBe('Ruiz SL')
    expect(displayName({ ...lead, name: null, company: '' })).toBe('ana@ruiz.es')
    expect(displayName({ ...lead, name: null, company: null, email: null })).toBe('+34 600')
    expect(displayName({ name: null, company: null, email: null, phone: ' ' })).toBeNull()
  })
})
