import type { FitGrade, FitRules } from './fit-rules.ts'
import type { Answer } from './gates.ts'

/** How well a lead fits. Source: domain.md, section 3. */
export type Fit = {
  /** Null while ungraded. */
  grade: FitGrade | null
  /** Of the known weight, between 0 and 1; null while nothing is known. */
  share: number | null
  /** Of the whole weight, between 0 and 1. */
  known: number
  /** The first deal-breaker that was answered "no". */
  brokenBy: string | null
}

/** Grades a lead by its answers, those of criteria by their id; a criterion without one is unknown. */
export function gradeFit(answerOf: (criterionId: number) => Answer | undefined, rules: FitRules): Fit {
  let [whole, known, fitting] = [0, 0, 0]
  let brokenBy: string | null = null
  for (const { id, name, weight, isDealBreaker } of rules.criteria) {
    const answer = answerOf(id) ?? 'unknown'
    whole += weight
    if (answer !== 'unknown') known += weight
    if (answer === 'yes') fitting += weight
    if (answer === 'no' && isDealBreaker) brokenBy ??= name
  }
  const share = known === 0 ? null : fitting / known
  return { grade: gradeOf(share, known / whole, brokenBy !== null, rules), share, known: known / whole, brokenBy }
}

function gradeOf(share: number | null, known: number, isBroken: boolean, rules: FitRules): FitGrade | null {
  if (isBroken) return 'C'
  if (share === null || known < rules.knownFrom) return null
  if (share >= rules.gradeAFrom) return 'A'
  return share >= rules.gradeBFrom ? 'B' : 'C'
}
