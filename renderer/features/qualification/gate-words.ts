import { t } from '@lingui/core/macro'
import {
  type ConditionState,
  type GateCondition,
  type GateRules,
  shippedGateRules,
} from '../../../shared/domain/qualification/gates.ts'
import { assertNever } from '../../../shared/primitives/assert-never.ts'
import { daysWords } from '../../app/day-words.ts'

/** What a gate asks for, as a plain sentence, and what would meet it. */
export function conditionWords(
  condition: GateCondition,
  { ownSignalDays }: Pick<GateRules, 'ownSignalDays'> = shippedGateRules,
): { asks: string; hint: string } {
  switch (condition) {
    case 'fit':
      return { asks: t`They fit: A or B.`, hint: t`Answer the checklist of fit.` }
    case 'warm':
      return { asks: t`They are warm.`, hint: t`Log a signal of theirs, such as a reply, or tag them as warm.` }
    case 'own_signal':
      return {
        asks: t`They did something themselves in the last ${daysWords(ownSignalDays)}.`,
        hint: t`Log a signal of theirs, such as a reply.`,
      }
    case 'human_action':
      return { asks: t`Something you do in person is planned.`, hint: t`Plan a call or a personal mail.` }
    case 'conversation':
      return { asks: t`You have talked with each other.`, hint: t`Log the call or meeting, with the outcome Talked.` }
    case 'need':
      return { asks: t`They have a need.`, hint: t`Ask what should be different afterwards.` }
    case 'three_yes':
      return {
        asks: t`Three of need, timeline, authority and budget are a yes.`,
        hint: t`Ask by when, who decides, and what it may cost.`,
      }
    case 'none_no':
      return { asks: t`None of the four is a no.`, hint: t`Ask again once that has changed.` }
    case 'scope':
      return { asks: t`You agree on the scope.`, hint: t`Write down what you will deliver, once they agree.` }
    case 'amount':
      return { asks: t`The amount is known.`, hint: t`Fill in the value of the lead.` }
    case 'decision_day':
      return {
        asks: t`The day of their decision is agreed.`,
        hint: t`Ask by when they decide, and write down the day.`,
      }
    default:
      return assertNever(condition)
  }
}

/** What is done to meet a condition, as its button says it. */
export function settleWord(condition: GateCondition): string {
  switch (condition) {
    case 'fit':
      return t`Grade the fit`
    case 'warm':
    case 'own_signal':
      return t`Log a signal`
    case 'human_action':
      return t`Plan it`
    case 'conversation':
      return t`Log the talk`
    case 'amount':
      return t`Fill it in`
    case 'need':
    case 'three_yes':
    case 'none_no':
    case 'scope':
    case 'decision_day':
      return t`Answer`
    default:
      return assertNever(condition)
  }
}

/** How a condition stands, for whoever does not see its mark. */
export function conditionStateWord(state: ConditionState): string {
  switch (state) {
    case 'met':
      return t`met`
    case 'unmet':
      return t`missing`
    case 'unknown':
      return t`unknown`
    default:
      return assertNever(state)
  }
}
