import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noDaysOff } from '../../../../shared/domain/follow-ups/working-days.ts'
import { statusSchema } from '../../../../shared/domain/leads/status.ts'
import { outcomeLetters, outcomeOfLetter } from '../../../../shared/domain/sheet/outcome-letters.ts'
import { composeWeek, type SheetLead, type WeekRequest } from '../../../../shared/domain/sheet/week.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

const day = plainDate
// Week 13 of 2026, printed on its Tuesday.
const request: WeekRequest = {
  mondayOn: day('2026-03-23'),
  today: day('2026-03-24'),
  slotsPerDay: 8,
  daysOff: noDaysOff,
  mostDuePerSection: 500,
  mostPerSection: 200,
}

let lastId = 0
function lead(name: string, more: Partial<SheetLead> & { due?: string; isPromised?: boolean } = {}): SheetLead {
  const { due, isPromised = false, ...rest } = more
  lastId += 1
  return {
    id: lastId,
    name,
    status: 'active',
    isOutOfReach: false,
    temperature: 'warm',
    score: 30,
    isHot: false,
    isCooling: false,
    coolingOn: null,
    lastTouchOn: day('2026-03-18'),
    nextAction: due === undefined ? null : { on: day(due), isPromised },
    ...rest,
  }
}

const printed = (leads: SheetLead[], changes: Partial<WeekRequest> = {}) =>
  composeWeek(leads, { ...request, ...changes }).sections.map((section) =>
    [section.on ?? section.kind, ...section.leads.map((held) => held.name)].join(' '),
  )

const days = ['2026-03-23', '2026-03-24', '2026-03-25', '2026-03-26', '2026-03-27']

describe('the week', () => {
  test('stands in the order of printing, Monday to Friday also when empty', () => {
    const leads = [
      lead('first', { due: '2026-03-26', temperature: 'cold', lastTouchOn: null }),
      lead('none'),
      lead('cools', { isCooling: true, score: 14 }),
      lead('friday', { due: '2026-03-27' }),
      lead('late', { due: '2026-03-20' }),
    ]
    expect(printed(leads)).toEqual([
      'overdue late',
      '2026-03-23',
      '2026-03-24',
      '2026-03-25',
      '2026-03-26',
      '2026-03-27 friday',
      'cooling cools',
      'no_next_step none',
      'cold_first first',
    ])
  })

  test('has Saturday and Sunday only when they hold something, and no empty sections', () => {
    expect(printed([])).toEqual(days)
    expect(printed([lead('sunday', { due: '2026-03-29' })])).toEqual([...days, '2026-03-29 sunday'])
  })

  test.each<[string, SheetLead, string]>([
    ['due on Monday, printed on Tuesday: overdue', lead('x', { due: '2026-03-23' }), 'overdue x'],
    ['promised for Thursday: with the overdue', lead('x', { due: '2026-03-26', isPromised: true }), 'overdue x'],
    ['overdue and cooling: overdue', lead('x', { due: '2026-03-20', isCooling: true }), 'overdue x'],
    ['cooling and due on Thursday: cooling', lead('x', { due: '2026-03-26', isCooling: true }), 'cooling x'],
    ['begins to cool on Sunday', lead('x', { coolingOn: day('2026-03-29') }), 'cooling x'],
    [
      'begins to cool the Monday after: its day',
      lead('x', { due: '2026-03-26', coolingOn: day('2026-03-30') }),
      '2026-03-26 x',
    ],
    ['cold, touched before, due: its day', lead('x', { due: '2026-03-26', temperature: 'cold' }), '2026-03-26 x'],
    [
      'cold, never touched, due: a first touch',
      lead('x', { due: '2026-03-26', temperature: 'cold', lastTouchOn: null }),
      'cold_first x',
    ],
    ['warm, never touched, due: its day', lead('x', { due: '2026-03-26', lastTouchOn: null }), '2026-03-26 x'],
    ['a customer with a step due: its day', lead('x', { due: '2026-03-26', status: 'customer' }), '2026-03-26 x'],
  ])('%s', (_promise, only, section) => {
    expect(printed([only])).toContain(section)
  })

  test.each<[string, SheetLead]>([
    ['due the week after', lead('x', { due: '2026-03-30' })],
    ['cold without a next step', lead('x', { temperature: 'cold' })],
    ['a customer without one', lead('x', { status: 'customer' })],
    ['do-not-contact or archived', lead('x', { due: '2026-03-24', isOutOfReach: true })],
    ['lost', lead('x', { due: '2026-03-24', status: 'lost' })],
    ['resting and cooling', lead('x', { status: 'resting', isCooling: true })],
  ])('leaves out: %s', (_promise, only) => {
    expect(printed([only])).toEqual(days)
  })

  test('a week to come holds its own days and what is overdue by now, not what is due before it', () => {
    const leads = [
      lead('late', { due: '2026-03-23' }),
      lead('today', { due: '2026-03-24' }),
      lead('wednesday', { due: '2026-04-01' }),
    ]
    const next = { mondayOn: day('2026-03-30') }
    expect(printed(leads, next)).toEqual([
      'overdue late',
      '2026-03-30',
      '2026-03-31',
      '2026-04-01 wednesday',
      '2026-04-02',
      '2026-04-03',
    ])
    expect(composeWeek(leads, { ...request, ...next }).slots).toBe(40)
  })

  test('counts what is due against the slots from the day printed on', () => {
    const leads = [
      lead('a', { due: '2026-03-20' }),
      lead('b', { due: '2026-03-25', isCooling: true }),
      lead('c'),
      lead('d', { due: '2026-03-27' }),
      lead('e', { due: '2026-04-15', isCooling: true }),
    ]
    expect(composeWeek(leads, request)).toMatchObject({ dueCount: 3, slots: 32, overdueCount: 1, coolingCount: 2 })
    expect(composeWeek(leads, { ...request, daysOff: new Set([day('2026-03-25')]) }).slots).toBe(24)
  })

  test('within a section the earlier due comes first, then the hotter, then the higher score, then the name', () => {
    const leads = [
      lead('z', { due: '2026-03-20', score: 30 }),
      lead('cold', { due: '2026-03-20', temperature: 'cold', score: 90 }),
      lead('hot', { due: '2026-03-20', isHot: true, score: 55 }),
      lead('a', { due: '2026-03-20', score: 30 }),
      lead('higher', { due: '2026-03-20', score: 31 }),
      lead('oldest', { due: '2026-03-19', temperature: 'cold', score: 0 }),
    ]
    expect(printed(leads)[0]).toBe('overdue oldest hot higher a z cold')
  })

  test('a section takes so many leads and says how many it left out', () => {
    const leads = Array.from({ length: 5 }, (_, i) => lead(`lead ${i}`, { due: '2026-03-20' }))
    const { sections, overdueCount } = composeWeek(leads, { ...request, mostDuePerSection: 3 })
    expect(sections[0]).toMatchObject({ leftOutCount: 2 })
    expect(sections[0]?.leads).toHaveLength(3)
    expect(overdueCount).toBe(5)
  })

  test('the room of a week is for what is not due: nothing due is left out for want of it', () => {
    const due = Array.from({ length: 5 }, (_, i) => lead(`due ${i}`, { isCooling: true, due: '2026-03-26' }))
    const unplanned = Array.from({ length: 3 }, (_, i) => lead(`unplanned ${i}`, { isCooling: true }))
    const cooling = (mostPerSection: number) =>
      composeWeek([...unplanned, ...due], { ...request, mostPerSection }).sections.find(
        ({ kind }) => kind === 'cooling',
      )
    expect(cooling(2)?.leads.map(({ name }) => name)).toEqual(due.map(({ name }) => name))
    expect(cooling(2)?.leftOutCount).toBe(3)
    expect(
      cooling(7)
        ?.leads.map(({ name }) => name)
        .slice(5),
    ).toEqual(['unplanned 0', 'unplanned 1'])
    expect(cooling(7)?.leftOutCount).toBe(1)
  })

  test('no lead stands twice, and every one that is due by Sunday stands somewhere', () => {
    const leadArbitrary = fc.record({
      due: fc.option(fc.integer({ min: -10, max: 14 })),
      isPromised: fc.boolean(),
      status: fc.constantFrom(...statusSchema.options),
      temperature: fc.constantFrom('cold' as const, 'warm' as const),
      isCooling: fc.boolean(),
      isTouched: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(leadArbitrary, { maxLength: 20 }),
        fc.integer({ min: -3, max: 9 }),
        (drawn, printedAfter) => {
          const today = addDays(request.mondayOn, printedAfter)
          const leads = drawn.map(({ due, isPromised, isTouched, ...rest }, i) =>
            lead(`${i}`, {
              ...rest,
              isPromised,
              lastTouchOn: isTouched ? today : null,
              ...(due === null ? {} : { due: addDays(request.mondayOn, due) }),
            }),
          )
          const held = composeWeek(leads, { ...request, today, mostPerSection: 1 }).sections.flatMap(
            (section) => section.leads,
          )
          expect(new Set(held.map(({ id }) => id)).size).toBe(held.length)
          const isDue = (on: string) => on < today || (on >= request.mondayOn && on <= addDays(request.mondayOn, 6))
          const wanted = leads.filter(
            ({ status, nextAction }) =>
              status !== 'lost' && status !== 'disqualified' && nextAction !== null && isDue(nextAction.on),
          )
          expect(held).toEqual(expect.arrayContaining(wanted))
        },
      ),
    )
  })
})

describe('outcome letters', () => {
  test('stand for one outcome each, in either case', () => {
    expect(outcomeLetters.map(({ letter }) => letter).join('')).toBe('DVRMNX')
    expect(outcomeOfLetter('m')).toBe('talked')
    expect(outcomeOfLetter('Q')).toBeUndefined()
    expect(outcomeOfLetter('')).toBeUndefined()
  })
})
