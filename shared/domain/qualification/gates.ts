import * as z from 'zod/mini'
import { type Stage, stageRank, stages } from '../funnel/stages.ts'
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

/** A signal of their own counts for a gate while it is at most so many days old. */
export const OWN_SIGNAL_DAYS = 30

/** What a gate knows of a lead on the seller's day. */
export type GateFacts = {
  /** Null while ungraded. */
  fit: 'A' | 'B' | 'C' | null
  /** The effective one: the pin, else the computed. */
  temperature: Temperature
  /** They did something themselves in the last {@link OWN_SIGNAL_DAYS} days: every kind of signal but referral, past client and "not now". */
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

type Gate = { stage: Stage; asks: readonly GateCondition[] }

const sqlAsks: readonly GateCondition[] = ['conversation', 'need', 'three_yes', 'none_no']

/** The gates before the stages, in order. A lead is won or lost out of Proposal without a gate of its own. */
export const shippedGates: readonly Gate[] = [
  { stage: 'mql', asks: ['fit', 'warm', 'own_signal'] },
  { stage: 'sal', asks: ['human_action'] },
  { stage: 'sql', asks: sqlAsks },
  { stage: 'proposal', asks: [...sqlAsks, 'scope', 'amount', 'decision_day'] },
]

/** Which way a lead goes. Forward meets gates, back asks why. */
export type MoveDirection = 'forward' | 'back' | 'none'

export function moveDirection(from: Stage, to: Stage): MoveDirection {
  if (from === to) return 'none'
  return stageRank(to) > stageRank(from) ? 'forward' : 'back'
}

/** What the gates between two stages ask together, each once, in the order of the gates. Nothing on the way back. */
export function conditionsOfMove(from: Stage, to: Stage, gates: readonly Gate[] = shippedGates): GateCondition[] {
  const between = gates.filter(({ stage }) => stageRank(stage) > stageRank(from) && stageRank(stage) <= stageRank(to))
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
export function openConditions(from: Stage, to: Stage, facts: GateFacts): GateCondition[] {
  return conditionsOfMove(from, to).filter((condition) => conditionState(condition, facts) !== 'met')
}

/** The stages beside one, for a move by one step; undefined at the ends. */
export function stageBeside(stage: Stage, step: -1 | 1): Stage | undefined {
  return stages[stageRank(stage) + step]
}

function metIf(isMet: boolean): ConditionState {
  return isMet ? 'met' : 'unmet'
}

function stateOf(answer: Answer): ConditionState {
  return answer === 'unknown' ? 'unknown' : metIf(answer === 'yes')
}
