import { describe, expect, test } from 'vitest'
import { noDaysOff } from '../../../../shared/domain/follow-ups/working-days.ts'
import { acceptDueOn } from '../../../../shared/domain/qualification/acceptance.ts'
import {
  type ColdFacts,
  coldChecklist,
  type WarmFacts,
  warmChecklist,
} from '../../../../shared/domain/qualification/checklists.ts'
import {
  type GateFacts,
  gateRulesSchema,
  nextGate,
  shippedGateRules,
  stageReached,
} from '../../../../shared/domain/qualification/gates.ts'
import type { Question } from '../../../../shared/domain/qualification/questions.ts'
import { isStale, standingAnswer } from '../../../../shared/domain/qualification/standing-answer.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

const allMet: GateFacts = {
  fit: 'A',
  temperature: 'warm',
  hasOwnSignal: true,
  hasHumanAction: true,
  hasConversation: true,
  need: 'yes',
  timeline: 'yes',
  authority: 'yes',
  budget: 'unknown',
  scope: 'yes',
  hasAmount: true,
  decisionDay: 'yes',
}
const worth: ColdFacts = {
  ...allMet,
  hasChannel: true,
  mayContact: true,
  answers: { right_person: 'yes', reason_to_write: 'yes', lawful_basis: 'yes' },
}
const ready: WarmFacts = { ...allMet, hasNextStep: true, answers: { want: 'yes', problem: 'yes' } }

describe('worth warming?', () => {
  test.each<[string, Partial<ColdFacts>, string]>([
    ['everything met', {}, 'worth'],
    ['fit B', { fit: 'B' }, 'worth'],
    ['fit C', { fit: 'C' }, 'not_worth'],
    ['ungraded', { fit: null }, 'unknown'],
    ['no channel', { hasChannel: false }, 'not_worth'],
    ['may not be contacted', { mayContact: false }, 'not_worth'],
    ['no reason asked for', { answers: { ...worth.answers, reason_to_write: 'unknown' } }, 'unknown'],
    ['no reason', { answers: { ...worth.answers, reason_to_write: 'no' } }, 'not_worth'],
    ['no reason, and ungraded', { fit: null, answers: { ...worth.answers, reason_to_write: 'no' } }, 'not_worth'],
    ['no lawful basis known', { answers: { ...worth.answers, lawful_basis: 'unknown' } }, 'unknown'],
  ])('%s', (_case, facts, verdict) => {
    expect(coldChecklist({ ...worth, ...facts }).verdict).toBe(verdict)
  })
})

describe('ready or curious?', () => {
  test.each<[string, Partial<WarmFacts>, string]>([
    ['everything met', {}, 'ready'],
    ['cold', { temperature: 'cold' }, 'not_warm'],
    ['need unknown', { need: 'unknown' }, 'curious'],
    ['no need', { need: 'no' }, 'curious'],
    ['need known, two of four', { timeline: 'unknown' }, 'unknown'],
    ['need known, one no', { budget: 'no' }, 'unknown'],
    ['no next step', { hasNextStep: false }, 'unknown'],
    ['what they want is open', { answers: { want: 'unknown', problem: 'yes' } }, 'unknown'],
    ['did nothing lately', { hasOwnSignal: false }, 'unknown'],
  ])('%s', (_case, facts, verdict) => {
    expect(warmChecklist({ ...ready, ...facts }).verdict).toBe(verdict)
  })

  test('BANT is met by three yes and no no, and lost by one no', () => {
    const bant = (facts: Partial<WarmFacts>) =>
      warmChecklist({ ...ready, ...facts }).items.find(({ item }) => item === 'bant')?.state
    expect([bant({}), bant({ timeline: 'unknown' }), bant({ budget: 'no' })]).toEqual(['met', 'unknown', 'unmet'])
  })
})

describe('an answer', () => {
  const today = plainDate('2026-03-24')
  test.each<[Question, number, boolean]>([
    ['budget', 89, false],
    ['budget', 90, true],
    ['timeline', 89, false],
    ['timeline', 90, true],
    ['need', 4000, false],
    ['authority', 4000, false],
    ['fit:1', 4000, false],
  ])('to %s is stale after %i days: %s', (question, age, stale) => {
    const given = { answer: 'yes', on: addDays(today, -age) } as const
    expect(isStale(question, given, today, shippedGateRules)).toBe(stale)
    expect(standingAnswer(question, given, today, shippedGateRules)).toBe(stale ? 'unknown' : 'yes')
  })

  test('that nobody gave is unknown, and one of unknown is not stale', () => {
    expect(standingAnswer('need', undefined, today, shippedGateRules)).toBe('unknown')
    expect(isStale('budget', { answer: 'unknown', on: plainDate('2020-01-01') }, today, shippedGateRules)).toBe(false)
  })
})

describe('a lead at MQL is accepted or returned by', () => {
  test.each<[string, string, string | null, string]>([
    ['two working days later', '2026-03-24', null, '2026-03-26'],
    ['over a weekend', '2026-03-26', null, '2026-03-30'],
    ['from a Saturday', '2026-03-28', null, '2026-03-31'],
    ['the same day where it is hot', '2026-03-24', '2026-03-24', '2026-03-24'],
    ['the day it becomes hot', '2026-03-24', '2026-03-25', '2026-03-25'],
    ['two working days later where it becomes hot after them', '2026-03-24', '2026-03-27', '2026-03-26'],
    ['Monday where it becomes hot on a Sunday', '2026-03-27', '2026-03-29', '2026-03-30'],
  ])('%s', (_case, on, hotOn, due) => {
    const hot = hotOn === null ? undefined : plainDate(hotOn)
    expect(acceptDueOn(plainDate(on), hot, noDaysOff, shippedGateRules)).toBe(due)
  })

  test('a day that counts no day off', () => {
    const daysOff = new Set([plainDate('2026-03-25')])
    expect(acceptDueOn(plainDate('2026-03-24'), undefined, daysOff, shippedGateRules)).toBe('2026-03-27')
  })
})

describe('the gate reached', () => {
  test.each<[string, Partial<GateFacts>, string | null]>([
    ['nothing', { temperature: 'cold' }, null],
    ['MQL without anything planned', { hasHumanAction: false }, 'mql'],
    ['SAL without a talk', { hasConversation: false }, 'sal'],
    ['SQL without a scope', { scope: 'unknown' }, 'sql'],
    ['Proposal with all', {}, 'proposal'],
    ['none though the later ones are open', { fit: null }, null],
  ])('is %s', (_case, facts, stage) => {
    expect(stageReached({ ...allMet, ...facts }, shippedGateRules)).toBe(stage)
  })

  test('follows the rules, in the order of the stages however they are written', () => {
    const gates = {
      gates: [
        { stage: 'won' as const, asks: ['amount' as const] },
        { stage: 'sal' as const, asks: ['fit' as const] },
      ],
    }
    expect(stageReached({ ...allMet, temperature: 'cold' }, gates)).toBe('won')
    expect(stageReached({ ...allMet, hasAmount: false }, gates)).toBe('sal')
    expect([nextGate('lead', gates), nextGate('sal', gates), nextGate('won', gates)]).toEqual(['sal', 'won', null])
  })

  test('rules with two gates before one stage are refused', () => {
    const gates = [...shippedGateRules.gates, { stage: 'mql', asks: [] }]
    expect(gateRulesSchema.safeParse({ ...shippedGateRules, gates }).success).toBe(false)
    expect(gateRulesSchema.parse(shippedGateRules)).toEqual(shippedGateRules)
  })
})
