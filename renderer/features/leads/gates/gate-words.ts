import { t } from '@lingui/core/macro'
import type { ConditionState, GateCondition } from '../../../../shared/domain/qualification/gates.ts'
import { assertNever } from '../../../../shared/primitives/assert-never.ts'

/** What a gate asks for, as a plain sentence, and what would meet it. */
export function conditionWords(condition: GateCondition): { asks: string; hint: string } {
  switch (condition) {
    case 'fit':
      return { asks: t`They fit: A or B.`, hint: t`Not graded yet. Say in the note how well they fit.` }
    case 'warm':
      return { asks: t`They are warm.`, hint: t`Log a signal of theirs, such as a reply, or tag them as warm.` }
    case 'own_signal':
      return {
        asks: t`They did something themselves in the last 30 days.`,
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
      return { asks: t`You agree on the scope.`, hint: t`Say in the note what you will deliver.` }
    case 'amount':
      return { asks: t`The amount is known.`, hint: t`Fill in the value of the lead.` }
    case 'decision_day':
      return {
        asks: t`The day of their decision is agreed.`,
        hint: t`Ask by when they decide, and say it in the note.`,
      }
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
