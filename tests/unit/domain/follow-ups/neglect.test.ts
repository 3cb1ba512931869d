import { describe, expect, test } from 'vitest'
import {
  type FollowUpLead,
  hasNoNextStep,
  isDormant,
  isParked,
  type Neglect,
  neglectOf,
  silenceLimitOf,
  workingDaysLate,
} from '../../../../shared/domain/follow-ups/neglect.ts'
import { todayGroupOf } from '../../../../shared/domain/follow-ups/today.ts'
import { noDaysOff } from '../../../../shared/domain/follow-ups/working-days.ts'
import { statusSchema } from '../../../../shared/domain/leads/status.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

// A Tuesday.
const today = plainDate('2026-03-24')

function lead(more: Partial<FollowUpLead> = {}): FollowUpLead {
  return {
    status: 'active',
    temperature: 'cold',
    computed: 'cold',
    isHot: false,
    isCooling: false,
    hasSignal: false,
    isInPlaybook: false,
    nextActionOn: null,
    lastTouchOn: null,
    cameInOn: today,
    ...more,
  }
}

const warm = { temperature: 'warm', computed: 'warm', hasSignal: true, nextActionOn: today } as const
const hot = { ...warm, computed: 'hot', isHot: true } as const
const cooling = { ...warm, computed: 'cooling', isCooling: true } as const
const day = plainDate

describe('parked and no next step', () => {
  test('a fresh import is parked', () => {
    expect(isParked(lead())).toBe(true)
    expect(hasNoNextStep(lead())).toBe(false)
  })

  test.each<[string, Partial<FollowUpLead>]>([
    ['touched', { lastTouchOn: today }],
    ['with a signal', { hasSignal: true }],
    ['warm', { temperature: 'warm', computed: 'warm' }],
  ])('a lead that is %s and has nothing planned has no next step', (_promise, more) => {
    expect(isParked(lead(more))).toBe(false)
    expect(hasNoNextStep(lead(more))).toBe(true)
  })

  test('pinned warm by hand alone, a fresh import is still parked: the computed value says cold', () => {
    expect(isParked(lead({ temperature: 'warm' }))).toBe(true)
  })

  test('only an active lead can be parked or want a next step', () => {
    for (const status of statusSchema.options.filter((option) => option !== 'active')) {
      expect(isParked(lead({ status }))).toBe(false)
      expect(hasNoNextStep(lead({ status, hasSignal: true }))).toBe(false)
    }
  })
})

describe('neglect', () => {
  test.each<[string, Partial<FollowUpLead>, Neglect | null]>([
    ['nothing planned', { hasSignal: true }, 'no_next_step'],
    [
      'nothing planned comes before silence',
      { ...warm, nextActionOn: null, lastTouchOn: day('2026-01-01') },
      'no_next_step',
    ],
    ['planned for Friday: 2 working days late', { ...warm, nextActionOn: day('2026-03-20'), lastTouchOn: today }, null],
    [
      'planned for Thursday: 3 working days late',
      { ...warm, nextActionOn: day('2026-03-19'), lastTouchOn: today },
      'overdue',
    ],
    [
      'overdue comes before silence',
      { ...warm, nextActionOn: day('2026-03-01'), lastTouchOn: day('2026-01-01') },
      'overdue',
    ],
    ['warm, silent for 10 days', { ...warm, lastTouchOn: day('2026-03-14') }, null],
    ['warm, silent for 11 days', { ...warm, lastTouchOn: day('2026-03-13') }, 'silent'],
    ['cooling, silent for 5 days', { ...cooling, lastTouchOn: day('2026-03-19') }, null],
    ['cooling, silent for 6 days', { ...cooling, lastTouchOn: day('2026-03-18') }, 'silent'],
    ['hot, silent since Friday: 2 working days', { ...hot, lastTouchOn: day('2026-03-20') }, null],
    ['hot, silent since Thursday: 3 working days', { ...hot, lastTouchOn: day('2026-03-19') }, 'silent'],
    ['cold in a playbook, 14 days', { nextActionOn: today, isInPlaybook: true, lastTouchOn: day('2026-03-10') }, null],
    [
      'cold in a playbook, 15 days',
      { nextActionOn: today, isInPlaybook: true, lastTouchOn: day('2026-03-09') },
      'silent',
    ],
    ['parked, in for 90 days', { cameInOn: day('2025-12-24') }, null],
    ['parked, in for 91 days', { cameInOn: day('2025-12-23') }, 'silent'],
    [
      'pinned warm follows the limit of warm',
      { temperature: 'warm', nextActionOn: today, lastTouchOn: day('2026-03-13') },
      'silent',
    ],
  ])('%s', (_promise, more, reason) => {
    expect(neglectOf(lead(more), today, noDaysOff)).toBe(reason)
  })

  test('a lead that is not active is never neglected', () => {
    for (const status of statusSchema.options.filter((option) => option !== 'active')) {
      expect(neglectOf(lead({ status, cameInOn: day('2020-01-01'), hasSignal: true }), today, noDaysOff)).toBeNull()
    }
  })

  test('a day off is no day late', () => {
    const friday = lead({ ...warm, nextActionOn: day('2026-03-19'), lastTouchOn: today })
    expect(workingDaysLate(friday, today, new Set([day('2026-03-23')]))).toBe(2)
    expect(neglectOf(friday, today, new Set([day('2026-03-23')]))).toBeNull()
    expect(workingDaysLate(lead({ nextActionOn: day('2026-04-01') }), today, noDaysOff)).toBe(0)
  })

  test('customers have a limit of their own', () => {
    expect(silenceLimitOf(lead({ status: 'customer', isHot: true }))).toEqual({ ideal: 60, maximum: 90, unit: 'days' })
  })
})

describe('dormant', () => {
  test.each<[string, Partial<FollowUpLead>, boolean, boolean]>([
    ['resting', { status: 'resting' }, false, true],
    ['once warm, cold, 90 days without a touch', { lastTouchOn: day('2025-12-24') }, true, true],
    ['once warm, cold, 89 days', { lastTouchOn: day('2025-12-25') }, true, false],
    ['never warm', { lastTouchOn: day('2025-01-01') }, false, false],
    ['still warm', { temperature: 'warm', lastTouchOn: day('2025-01-01') }, true, false],
    ['lost', { status: 'lost', lastTouchOn: day('2025-01-01') }, true, false],
  ])('%s', (_promise, more, wasEverWarm, expected) => {
    expect(isDormant(lead(more), wasEverWarm, today)).toBe(expected)
  })
})

describe('groups of Today', () => {
  const alert = { rule: 'replied', on: today, topic: null } as const
  const coolingAlert = { rule: 'cooling', on: today, topic: null } as const

  test.each<[string, Partial<FollowUpLead>, Parameters<typeof todayGroupOf>[1], ReturnType<typeof todayGroupOf>]>([
    ['an alert comes before what is overdue', { ...warm, nextActionOn: day('2026-03-01') }, [alert], 'in_person'],
    ['planned for yesterday', { ...warm, nextActionOn: day('2026-03-23') }, [], 'overdue'],
    ['planned for today', { ...warm, nextActionOn: today }, [], 'due'],
    ['planned for tomorrow', { ...warm, nextActionOn: day('2026-03-25') }, [], null],
    ['cooling and planned for later', { ...cooling, nextActionOn: day('2026-03-27') }, [coolingAlert], 'cooling'],
    ['cooling and due today stands under due', cooling, [coolingAlert], 'due'],
    ['nothing planned', { hasSignal: true }, [], 'no_next_step'],
    ['parked', {}, [], 'parked'],
    ['resting with nothing planned', { status: 'resting', hasSignal: true }, [], null],
  ])('%s', (_promise, more, alerts, group) => {
    expect(todayGroupOf(lead(more), alerts, false, today)).toBe(group)
  })

  test('who may not be contacted is in no group', () => {
    expect(todayGroupOf(lead({ ...warm, nextActionOn: today }), [alert], true, today)).toBeNull()
  })
})
