import type { Qualification } from '../../../shared/contract/qualification.contract.ts'
import type { GateCondition } from '../../../shared/domain/qualification/gates.ts'
import type { Question } from '../../../shared/domain/qualification/questions.ts'

/** The groups of questions on a lead's page. */
export type Group = 'check' | 'bant' | 'offer' | 'fit'

/** Where a condition of a gate is answered; undefined for one that is met by something done. */
export function questionToAsk(
  condition: GateCondition,
  { fit, bant }: Qualification,
): { group: Group; question: Question } | undefined {
  switch (condition) {
    case 'fit': {
      const { criteria } = fit
      const open = criteria.find(({ answer }) => answer === 'unknown') ?? criteria.find(({ answer }) => answer === 'no')
      return { group: 'fit', question: `fit:${(open ?? criteria[0])?.id ?? 0}` }
    }
    case 'need':
      return { group: 'bant', question: 'need' }
    case 'three_yes': {
      const open = bant.find(({ answer, isStale }) => answer === 'unknown' || isStale)
      return { group: 'bant', question: open?.question ?? 'need' }
    }
    case 'none_no':
      return { group: 'bant', question: bant.find(({ answer }) => answer === 'no')?.question ?? 'need' }
    case 'scope':
    case 'decision_day':
      return { group: 'offer', question: condition }
    case 'warm':
    case 'own_signal':
    case 'human_action':
    case 'conversation':
    case 'amount':
      return undefined
  }
}
