import type { Temperature } from '../temperature/signal-kinds.ts'
import { type Answer, type ConditionState, conditionState, type GateFacts, metIf, stateOf } from './gates.ts'
import type { ColdQuestion, WarmQuestion } from './questions.ts'

/** What the cold checklist knows of a lead. */
export type ColdFacts = GateFacts & {
  /** There is an address or number over which nobody opted out. */
  hasChannel: boolean
  mayContact: boolean
  answers: Record<ColdQuestion, Answer>
}
export type ColdItem = 'fit' | 'channel' | 'may_contact' | ColdQuestion
export type ColdVerdict = 'worth' | 'not_worth' | 'unknown'

/** "Worth warming?", in the order it is asked: worth it where everything is met, not where anything is not. Source: domain.md, section 3. */
export function coldChecklist(facts: ColdFacts): {
  verdict: ColdVerdict
  items: { item: ColdItem; state: ConditionState }[]
} {
  const items: { item: ColdItem; state: ConditionState }[] = [
    { item: 'fit', state: conditionState('fit', facts) },
    { item: 'right_person', state: stateOf(facts.answers.right_person) },
    { item: 'channel', state: metIf(facts.hasChannel) },
    { item: 'reason_to_write', state: stateOf(facts.answers.reason_to_write) },
    { item: 'lawful_basis', state: stateOf(facts.answers.lawful_basis) },
    { item: 'may_contact', state: metIf(facts.mayContact) },
  ]
  const together = stateOfAll(items.map(({ state }) => state))
  return { verdict: together === 'met' ? 'worth' : together === 'unmet' ? 'not_worth' : 'unknown', items }
}

/** What the warm checklist knows of a lead. */
export type WarmFacts = GateFacts & {
  hasNextStep: boolean
  answers: Record<WarmQuestion, Answer>
}
export type WarmItem = 'did' | 'next_step' | 'bant' | WarmQuestion
export type WarmVerdict = 'ready' | 'curious' | 'unknown' | 'not_warm'

/**
 * "Ready or curious?", in the order it is asked. Interest without a known need is curious; with one and everything else met it is ready.
 * `bant` is met by at least three yes and no no. Source: domain.md, section 3.
 */
export function warmChecklist(facts: WarmFacts): {
  verdict: WarmVerdict
  items: { item: WarmItem; state: ConditionState }[]
} {
  const items: { item: WarmItem; state: ConditionState }[] = [
    { item: 'did', state: metIf(facts.hasOwnSignal) },
    { item: 'want', state: stateOf(facts.answers.want) },
    { item: 'problem', state: stateOf(facts.answers.problem) },
    { item: 'bant', state: stateOfAll([conditionState('three_yes', facts), conditionState('none_no', facts)]) },
    { item: 'next_step', state: metIf(facts.hasNextStep) },
  ]
  const isAllMet = items.every(({ state }) => state === 'met')
  return { verdict: verdictOf(facts.temperature, facts.need, isAllMet), items }
}

function verdictOf(temperature: Temperature, need: Answer, isAllMet: boolean): WarmVerdict {
  if (temperature !== 'warm') return 'not_warm'
  if (need !== 'yes') return 'curious'
  return isAllMet ? 'ready' : 'unknown'
}

/** Of several conditions: unmet where one is, else unknown where one is. */
function stateOfAll(states: readonly ConditionState[]): ConditionState {
  if (states.includes('unmet')) return 'unmet'
  return states.includes('unknown') ? 'unknown' : 'met'
}
