import { describe, expect, test } from 'vitest'
import { whyNow } from '../../../../shared/domain/follow-ups/why-now.ts'
import { noDaysOff } from '../../../../shared/domain/follow-ups/working-days.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

const on = plainDate('2026-03-24')
const cameInOn = plainDate('2026-01-05')

type Lead = Parameters<typeof whyNow>[0]
type Signal = Lead['signals'][number]

const cold: Lead = {
  status: 'active',
  temperature: 'cold',
  computed: 'cold',
  isHot: false,
  isCooling: false,
  coolingSince: null,
  hasSignal: false,
  isInPlaybook: false,
  nextActionOn: null,
  lastTouchOn: null,
  cameInOn,
  signals: [],
}

let lastId = 0
function signal(kind: Signal['kind'], ago: number, topic: string | null = null): Signal {
  lastId += 1
  return { id: lastId, kind, on: addDays(on, -ago), topic }
}

describe('whyNow', () => {
  test('the most urgent alert speaks before everything else', () => {
    const asked = { rule: 'asked_for_offer', on: addDays(on, -1), topic: 'Scope' } as const
    const hot = { rule: 'turned_hot', on: addDays(on, -1), topic: null } as const
    const lead = { ...cold, isCooling: true, coolingSince: on, signals: [signal('clicked', 2)] }
    expect(whyNow(lead, [asked, hot], on, noDaysOff)).toEqual(asked)
  })

  test('a cooling that was answered still says since when, and on what topic', () => {
    const lead = {
      ...cold,
      isCooling: true,
      coolingSince: addDays(on, -3),
      signals: [signal('attended', 20, 'Audits')],
    }
    expect(whyNow(lead, [], on, noDaysOff)).toEqual({ rule: 'cooling', on: addDays(on, -3), topic: 'Audits' })
  })

  test.each([
    ['what the lead did within 30 days', { signals: [signal('clicked', 29, 'Audits')] }, 'signal', addDays(on, -29)],
    ['nothing done within 30 days, never touched', { signals: [signal('clicked', 30)] }, 'never_touched', cameInOn],
    ['a "not now", which is no reason to write', { signals: [signal('not_now', 3)] }, 'never_touched', cameInOn],
    ['a signal still to come', { signals: [signal('clicked', -1)] }, 'never_touched', cameInOn],
    ['a silence beyond the ideal', { lastTouchOn: addDays(on, -46) }, 'silence', addDays(on, -46)],
    ['a silence within the ideal', { lastTouchOn: addDays(on, -45) }, 'planned', addDays(on, -45)],
  ] as const)('%s', (_, facts, rule, since) => {
    expect(whyNow({ ...cold, ...facts }, [], on, noDaysOff)).toMatchObject({ rule, on: since })
  })

  test('of several signals the latest speaks, of one day the one logged first', () => {
    const signals = [signal('visited', 9, 'Old'), signal('clicked', 4, 'First'), signal('liked', 4, 'Second')]
    expect(whyNow({ ...cold, signals }, [], on, noDaysOff).topic).toBe('First')
  })
})
