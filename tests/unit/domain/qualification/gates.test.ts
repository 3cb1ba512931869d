import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Stage, stageRank, stages } from '../../../../shared/domain/funnel/stages.ts'
import {
  answerSchema,
  conditionState,
  conditionsOfMove,
  type GateFacts,
  gateConditionSchema,
  moveDirection,
  openConditions,
  shippedGateRules,
  stageBeside,
} from '../../../../shared/domain/qualification/gates.ts'

const nothingKnown: GateFacts = {
  fit: null,
  temperature: 'cold',
  hasOwnSignal: false,
  hasHumanAction: false,
  hasConversation: false,
  need: 'unknown',
  timeline: 'unknown',
  authority: 'unknown',
  budget: 'unknown',
  scope: 'unknown',
  hasAmount: false,
  decisionDay: 'unknown',
}

const allMet: GateFacts = {
  fit: 'B',
  temperature: 'warm',
  hasOwnSignal: true,
  hasHumanAction: true,
  hasConversation: true,
  need: 'yes',
  timeline: 'yes',
  authority: 'yes',
  budget: 'yes',
  scope: 'yes',
  hasAmount: true,
  decisionDay: 'yes',
}

const answer = fc.constantFrom(...answerSchema.options)
const facts: fc.Arbitrary<GateFacts> = fc.record({
  fit: fc.constantFrom('A' as const, 'B' as const, 'C' as const, null),
  temperature: fc.constantFrom('cold' as const, 'warm' as const),
  hasOwnSignal: fc.boolean(),
  hasHumanAction: fc.boolean(),
  hasConversation: fc.boolean(),
  need: answer,
  timeline: answer,
  authority: answer,
  budget: answer,
  scope: answer,
  hasAmount: fc.boolean(),
  decisionDay: answer,
})
const stage = fc.constantFrom(...stages)

describe('a gate', () => {
  test.each<[Stage, Stage, readonly string[]]>([
    ['lead', 'mql', ['fit', 'warm', 'own_signal']],
    ['mql', 'sal', ['human_action']],
    ['sal', 'sql', ['conversation', 'need', 'three_yes', 'none_no']],
    ['sql', 'proposal', ['conversation', 'need', 'three_yes', 'none_no', 'scope', 'amount', 'decision_day']],
    ['proposal', 'won', []],
    ['lead', 'won', gateConditionSchema.options],
  ])('from %s to %s asks what the rules of the domain say', (from, to, asks) => {
    expect(conditionsOfMove(from, to, shippedGateRules)).toEqual(asks)
    expect(openConditions(from, to, allMet, shippedGateRules)).toEqual([])
  })

  test.each<
    [string, Partial<GateFacts>, ReturnType<typeof conditionState>, (typeof gateConditionSchema.options)[number]]
  >([
    ['an ungraded fit is unknown', { fit: null }, 'unknown', 'fit'],
    ['fit C is none', { fit: 'C' }, 'unmet', 'fit'],
    ['fit A is one', { fit: 'A' }, 'met', 'fit'],
    ['an unknown need is no yes', { need: 'unknown' }, 'unknown', 'need'],
    ['two yes and two unknown are not three yes', { need: 'yes', budget: 'yes' }, 'unknown', 'three_yes'],
    ['three yes are enough', { need: 'yes', budget: 'yes', timeline: 'yes' }, 'met', 'three_yes'],
    ['with two no there can be no three yes', { need: 'no', budget: 'no' }, 'unmet', 'three_yes'],
    ['unknown answers are no no', {}, 'met', 'none_no'],
    ['one no is one', { authority: 'no' }, 'unmet', 'none_no'],
    ['a decision day nobody asked for is unknown', {}, 'unknown', 'decision_day'],
  ])('%s', (_promise, known, state, condition) => {
    expect(conditionState(condition, { ...nothingKnown, ...known })).toBe(state)
  })

  test('asks nothing on the way back or of who stands there', () => {
    fc.assert(
      fc.property(stage, stage, facts, (from, to, known) => {
        fc.pre(stageRank(to) <= stageRank(from))
        expect(openConditions(from, to, known, shippedGateRules)).toEqual([])
      }),
    )
  })

  test('skipped stages ask together what each asks alone, once', () => {
    fc.assert(
      fc.property(stage, stage, stage, facts, (from, over, to, known) => {
        fc.pre(stageRank(from) <= stageRank(over) && stageRank(over) <= stageRank(to))
        const whole = openConditions(from, to, known, shippedGateRules)
        const parts = [
          ...openConditions(from, over, known, shippedGateRules),
          ...openConditions(over, to, known, shippedGateRules),
        ]
        expect(new Set(whole)).toEqual(new Set(parts))
        expect(new Set(whole).size).toBe(whole.length)
      }),
    )
  })

  test('never asks more once more is known to be so', () => {
    const better: { [Fact in keyof GateFacts]: GateFacts[Fact] } = allMet
    const rank = { unmet: 0, unknown: 1, met: 2 }
    fc.assert(
      fc.property(facts, fc.constantFrom(...(Object.keys(allMet) as (keyof GateFacts)[])), (known, fact) => {
        const after = { ...known, [fact]: better[fact] }
        for (const condition of gateConditionSchema.options)
          expect(rank[conditionState(condition, after)]).toBeGreaterThanOrEqual(rank[conditionState(condition, known)])
      }),
    )
  })
})

describe('a move', () => {
  test('goes forward, back or nowhere, one step as well as several', () => {
    expect([moveDirection('lead', 'sql'), moveDirection('won', 'sql'), moveDirection('sal', 'sal')]).toEqual([
      'forward',
      'back',
      'none',
    ])
    expect([stageBeside('lead', -1), stageBeside('lead', 1), stageBeside('won', 1)]).toEqual([
      undefined,
      'mql',
      undefined,
    ])
  })
})
