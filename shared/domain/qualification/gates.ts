import * as z from 'zod/mini'
import { type Stage, stageRank, stageSchema, stages } from '../funnel/stages.ts'
import type { Temperature } from '../temperature/signal-kinds.ts'

/** What gates ask of a lead. Source: domain.md, section 3. */
export const gateConditionSchema = z.enum([
  'fit',
  'warm',
  'own_signal',
  'human_action',
  'conversation',
  'need',
  'three_yes',
  'none_no',
  'scope',
  'amount',
  'decision_day',
])
export type GateCondition = z.infer<typeof gateConditionSchema>

/** Unknown never counts as met: both keep a gate shut, and are met by different things. */
export const conditionStateSchema = z.enum(['met', 'unmet', 'unknown'])
export type ConditionState = z.infer<typeof conditionStateSchema>

export const answerSchema = z.enum(['yes', 'no', 'unknown'])
export type Answer = z.infer<typeof answerSchema>

/** Definitions of gates as the seller may edit them: which conditions each asks. */
export const gateRulesSchema = z.strictObject({
  gates: z.array(z.strictObject({ stage: stageSchema, asks: z.array(gateConditionSchema) })).check(
    z.refine((gates) => new Set(gates.map(({ stage }) => stage)).size === gates.length, {
      error: 'Each stage has one gate at most.',
    }),
  ),
  /** Own signals count for a gate while they are at most so old. */
  ownSignalDays: z.int().check(z.gte(1), z.lte(3660)),
  /** Answers to Budget and Timeline are unknown again from this age on. */
  staleDays: z.int().check(z.gte(1), z.lte(3660)),
  /** Working days within which a lead at MQL is accepted or returned; a hot one on the same day. */
  acceptWithinDays: z.int().check(z.gte(0), z.lte(60)),
})
export type GateRules = z.infer<typeof gateRulesSchema>

/** What a gate knows of a lead on the seller's day. */
export type GateFacts = {
  /** Null while ungraded. */
  fit: 'A' | 'B' | 'C' | null
  /** The effective one: the pin, else the computed. */
  temperature: Temperature
  /** They did something themselves in the last {@link GateRules} `ownSignalDays`: every kind of signal but referral, past client and "not now". */
  hasOwnSignal: boolean
  /** What is planned next is done by a person. */
  hasHumanAction: boolean
  /** Both sides have talked, on whatever day. */
  hasConversation: boolean
  need: Answer
  timeline: Answer
  authority: Answer
  budget: Answer
  scope: Answer
  hasAmount: boolean
  decisionDay: Answer
}

type Gates = Pick<GateRules, 'gates'>

const sqlAsks: readonly GateCondition[] = ['conversation', 'need', 'three_yes', 'none_no']

/** The gates that ship, in order. A lead is won or lost out of Proposal without a gate of its own. */
export const shippedGateRules: GateRules = {
  gates: [
    { stage: 'mql', asks: ['fit', 'warm', 'own_signal'] },
    { stage: 'sal', asks: ['human_action'] },
    { stage: 'sql', asks: [...sqlAsks] },
    { stage: 'proposal', asks: [...sqlAsks, 'scope', 'amount', 'decision_day'] },
  ],
  ownSignalDays: 30,
  staleDays: 90,
  acceptWithinDays: 2,
}

/** Which way a lead goes. Forward meets gates, back asks why. */
export type MoveDirection = 'forward' | 'back' | 'none'

export function moveDirection(from: Stage, to: Stage): MoveDirection {
  if (from === to) return 'none'
  return stageRank(to) > stageRank(from) ? 'forward' : 'back'
}

/** What the gates between two stages ask together, each once, in the order of the gates. Nothing on the way back. */
export function conditionsOfMove(from: Stage, to: Stage, { gates }: Gates): GateCondition[] {
  const between = gates
    .filter(({ stage }) => stageRank(stage) > stageRank(from) && stageRank(stage) <= stageRank(to))
    .sort((one, other) => stageRank(one.stage) - stageRank(other.stage))
  return [...new Set(between.flatMap(({ asks }) => asks))]
}

/** Whether a lead meets a condition. */
export function conditionState(condition: GateCondition, facts: GateFacts): ConditionState {
  const bant = [facts.need, facts.timeline, facts.authority, facts.budget]
  const count = (answer: Answer) => bant.filter((given) => given === answer).length
  switch (condition) {
    case 'fit':
      return facts.fit === null ? 'unknown' : metIf(facts.fit !== 'C')
    case 'warm':
      return metIf(facts.temperature === 'warm')
    case 'own_signal':
      return metIf(facts.hasOwnSignal)
    case 'human_action':
      return metIf(facts.hasHumanAction)
    case 'conversation':
      return metIf(facts.hasConversation)
    case 'need':
      return stateOf(facts.need)
    case 'three_yes':
      if (count('yes') >= 3) return 'met'
      return count('no') >= 2 ? 'unmet' : 'unknown'
    case 'none_no':
      return metIf(count('no') === 0)
    case 'scope':
      return stateOf(facts.scope)
    case 'amount':
      return metIf(facts.hasAmount)
    case 'decision_day':
      return stateOf(facts.decisionDay)
  }
}

/** What keeps a lead from a stage, each condition once: those unmet and those unknown. Empty where all gates on the way are open. */
export function openConditions(from: Stage, to: Stage, facts: GateFacts, gates: Gates): GateCondition[] {
  return conditionsOfMove(from, to, gates).filter((condition) => conditionState(condition, facts) !== 'met')
}

/** The furthest stage to which every gate from Lead on is open; null where the first is shut. Stages without a gate are no goal. */
export function stageReached(facts: GateFacts, gates: Gates): Stage | null {
  const guarded = guardedStages(gates)
  const shut = guarded.findIndex((stage) => openConditions('lead', stage, facts, gates).length > 0)
  return guarded.slice(0, shut === -1 ? guarded.length : shut).at(-1) ?? null
}

/** The stage behind the next gate that asks anything of a lead; null where there is none. */
export function nextGate(from: Stage, gates: Gates): Stage | null {
  return guardedStages(gates).find((stage) => stageRank(stage) > stageRank(from)) ?? null
}

function guardedStages({ gates }: Gates): Stage[] {
  return stages.filter((stage) => gates.some((gate) => gate.stage === stage && gate.asks.length > 0))
}

/** The stages beside one, for a move by one step; undefined at the ends. */
export function stageBeside(stage: Stage, step: -1 | 1): Stage | undefined {
  return stages[stageRank(stage) + step]
}

/** Met or unmet, for what is always known. */
export function metIf(isMet: boolean): ConditionState {
  return isMet ? 'met' : 'unmet'
}

/** How an answer stands where a yes is asked for. */
export function stateOf(answer: Answer): ConditionState {
  return answer === 'unknown' ? 'unknown' : metIf(answer === 'yes')
}
