import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorkingDays, noDaysOff, workingDaysBetween } from '../../../../shared/domain/follow-ups/working-days.ts'
import {
  type PlaybookDefinition,
  playbookDefinitionSchema,
  type StepDefinition,
} from '../../../../shared/domain/nurture/playbook.ts'
import {
  type ClosedStep,
  dueDay,
  needsReplyToday,
  openStep,
  type RunEvent,
  relevanceWarnings,
  stopReasonOf,
} from '../../../../shared/domain/nurture/run.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

function step(offsetDays: number, more: Partial<StepDefinition> = {}): StepDefinition {
  return {
    offsetDays,
    channel: 'mail',
    title: `step of day ${offsetDays}`,
    purpose: 'purpose',
    guidance: 'guidance',
    subject: null,
    template: null,
    isHuman: false,
    topic: null,
    stages: [],
    condition: null,
    repeatEveryDays: null,
    ...more,
  }
}

function playbook(steps: StepDefinition[]): PlaybookDefinition {
  const repeats = steps.at(-1)?.repeatEveryDays != null
  return playbookDefinitionSchema.parse({
    slug: 'a-playbook',
    name: 'A playbook',
    suits: 'cold',
    summary: 'summary',
    onceWithinDays: null,
    steps,
    afterwards: repeats ? { type: 'repeats', text: 'again' } : { type: 'rest', days: 90, text: 'rests' },
  })
}

const nobody = { fit: null, isInterestedInPrice: false }
const daysOff = new Set([plainDate('2026-04-03'), plainDate('2026-04-06')])
// 24 March 2026 is a Tuesday.
const tuesday = plainDate('2026-03-24')

describe('due day', () => {
  test.each([
    ['the first step of offset 0 is due on the day of enrolment', 0, '2026-03-24', '2026-03-24'],
    ['the first step of offset 4 skips the weekend', 4, '2026-03-24', '2026-03-30'],
    ['enrolled on a Saturday, offset 0 is the Monday', 0, '2026-03-28', '2026-03-30'],
    [
      'enrolled on the Thursday before Easter, offset 1 skips Good Friday and Easter Monday',
      1,
      '2026-04-02',
      '2026-04-07',
    ],
  ])('%s', (_promise, offset, enrolledOn, due) => {
    expect(dueDay(step(offset), null, plainDate(enrolledOn), daysOff)).toBe(due)
  })

  test('a late step shifts the rest by its lateness', () => {
    // Offsets 4 and 8: planned for 30 March and 3 April; done on 1 April, the next is due four working days later.
    expect(dueDay(step(8), step(4), plainDate('2026-04-01'), noDaysOff)).toBe('2026-04-07')
  })

  test('a repeat counts calendar days and falls on a working day', () => {
    // 90 days after 24 March is Monday 22 June; after 28 March it is Friday 26 June; after 29 March Saturday 27 June.
    const quarterly = step(60, { repeatEveryDays: 90 })
    expect(dueDay(quarterly, step(60), plainDate('2026-03-24'), noDaysOff)).toBe('2026-06-22')
    expect(dueDay(quarterly, step(60), plainDate('2026-03-29'), noDaysOff)).toBe('2026-06-29')
  })
})

describe('open step', () => {
  const cold = playbook([step(0), step(2), step(10, { condition: { type: 'fit', grade: 'A' } }), step(20)])

  test('is the earliest that is not closed, and none after the last', () => {
    expect(openStep(cold, [], tuesday, nobody, noDaysOff)).toMatchObject({ position: 1, dueOn: '2026-03-24' })
    const one: ClosedStep[] = [{ position: 1, closedOn: plainDate('2026-03-25') }]
    expect(openStep(cold, one, tuesday, nobody, noDaysOff)).toMatchObject({ position: 2, dueOn: '2026-03-27' })
    expect(openStep(cold, [...one, { position: 4, closedOn: tuesday }], tuesday, nobody, noDaysOff)).toBeNull()
  })

  test('passes by a step that is not for the lead, keeping its distance from the step done last', () => {
    const closed: ClosedStep[] = [
      { position: 1, closedOn: tuesday },
      { position: 2, closedOn: plainDate('2026-03-26') },
    ]
    // 18 working days after 26 March.
    expect(openStep(cold, closed, tuesday, nobody, noDaysOff)).toMatchObject({ position: 4, dueOn: '2026-04-21' })
    expect(openStep(cold, closed, tuesday, { ...nobody, fit: 'A' }, noDaysOff)).toMatchObject({
      position: 3,
      dueOn: '2026-04-07',
    })
    expect(openStep(cold, closed, tuesday, { ...nobody, fit: 'B' }, noDaysOff)?.position).toBe(4)
  })

  test('a condition on price is met by interest in price', () => {
    const content = playbook([step(14, { condition: { type: 'interest_in_price' } }), step(21)])
    expect(openStep(content, [], tuesday, nobody, noDaysOff)?.position).toBe(2)
    expect(openStep(content, [], tuesday, { ...nobody, isInterestedInPrice: true }, noDaysOff)?.position).toBe(1)
  })

  test('a step that repeats is open again each time it was done', () => {
    const customer = playbook([step(7), step(60, { repeatEveryDays: 90 })])
    const once: ClosedStep[] = [{ position: 1, closedOn: tuesday }]
    expect(openStep(customer, once, tuesday, nobody, noDaysOff)).toMatchObject({ position: 2, dueOn: '2026-06-22' })
    const twice: ClosedStep[] = [...once, { position: 2, closedOn: plainDate('2026-06-22') }]
    expect(openStep(customer, twice, tuesday, nobody, noDaysOff)).toMatchObject({ position: 2, dueOn: '2026-09-21' })
  })

  test('done on their days, the steps are due at their offsets from enrolment', () => {
    const offsetsArbitrary = fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(offsetsArbitrary, fc.nat({ max: 400 }), (gaps, days) => {
        const enrolledOn = addWorkingDays(addDays(tuesday, days), 0, daysOff)
        let offset = 0
        const definition = playbook(gaps.map((gap) => step((offset += gap))))
        const closed: ClosedStep[] = []
        for (const planned of definition.steps) {
          const open = openStep(definition, closed, enrolledOn, nobody, daysOff)
          expect(open?.dueOn).toBe(addWorkingDays(enrolledOn, planned.offsetDays, daysOff))
          if (open) closed.push({ position: open.position, closedOn: open.dueOn })
        }
        expect(openStep(definition, closed, enrolledOn, nobody, daysOff)).toBeNull()
      }),
    )
  })

  test('a step done some working days late moves the next by as many', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 }), fc.nat({ max: 10 }), (gap, late) => {
        const definition = playbook([step(0), step(gap)])
        const onTime =
          openStep(definition, [{ position: 1, closedOn: tuesday }], tuesday, nobody, daysOff)?.dueOn ?? tuesday
        const doneOn = addWorkingDays(tuesday, late, daysOff)
        const shifted =
          openStep(definition, [{ position: 1, closedOn: doneOn }], tuesday, nobody, daysOff)?.dueOn ?? tuesday
        expect(workingDaysBetween(onTime, shifted, daysOff)).toBe(late)
      }),
    )
  })
})

describe('stopping', () => {
  test.each<[string, RunEvent, string | null]>([
    ['a reply', { type: 'outcome', outcome: 'replied' }, 'replied'],
    ['a talk', { type: 'outcome', outcome: 'talked' }, 'met'],
    ['a "not now"', { type: 'outcome', outcome: 'not_now' }, 'not_now'],
    ['a wish not to be contacted', { type: 'outcome', outcome: 'do_not_contact' }, 'do_not_contact'],
    ['a mark do-not-contact', { type: 'do_not_contact' }, 'do_not_contact'],
    ['a step that was done', { type: 'outcome', outcome: 'done' }, null],
    ['a voicemail', { type: 'outcome', outcome: 'voicemail' }, null],
    ['a question about the price', { type: 'signal', kind: 'asked_for_offer' }, 'replied'],
    ['a meeting', { type: 'signal', kind: 'conversation' }, 'met'],
    ['a click', { type: 'signal', kind: 'clicked' }, null],
    ['a stage forward', { type: 'stage', from: 'lead', to: 'mql' }, 'stage_forward'],
    ['a stage back', { type: 'stage', from: 'sal', to: 'mql' }, null],
    ['the first stage', { type: 'stage', from: null, to: 'lead' }, null],
    ['a bounce on the only channel', { type: 'bounce', isOnlyChannel: true }, 'bounced'],
    ['a bounce with another way left', { type: 'bounce', isOnlyChannel: false }, null],
  ])('%s', (_promise, event, reason) => {
    expect(stopReasonOf(event)).toBe(reason)
  })

  test('a reply is to be answered the same day, a refusal is not', () => {
    expect(needsReplyToday({ type: 'outcome', outcome: 'replied' })).toBe(true)
    expect(needsReplyToday({ type: 'outcome', outcome: 'not_now' })).toBe(false)
  })
})

describe('relevance', () => {
  const lead = { interests: ['Pricing guide'], stage: 'lead' as const, hadTemplates: new Set(['Hello']) }

  test('warns off the topic, in another stage, and of what the lead already had', () => {
    expect(
      relevanceWarnings(step(0, { topic: 'pricing GUIDE', stages: ['lead', 'mql'], template: 'Hi' }), lead),
    ).toEqual([])
    expect(relevanceWarnings(step(0), lead)).toEqual([])
    expect(relevanceWarnings(step(0, { topic: 'Enterprise', stages: ['proposal'], template: 'Hello' }), lead)).toEqual([
      'off_topic',
      'other_stage',
      'had_it_already',
    ])
  })
})
