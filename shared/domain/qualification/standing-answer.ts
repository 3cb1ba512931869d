import { daysBetween, type PlainDate } from '../../primitives/plain-date.ts'
import type { Answer, GateRules } from './gates.ts'
import type { Question } from './questions.ts'

/** What was answered, and the day it is known from. */
export type DatedAnswer = { answer: Answer; on: PlainDate }

/** What people can spend, and by when, changes: these answers hold for a while only. */
const passing: readonly Question[] = ['budget', 'timeline']

/** Whether an answer is so old on a day that it counts as unknown. */
export function isStale(
  question: Question,
  { answer, on }: DatedAnswer,
  today: PlainDate,
  { staleDays }: Pick<GateRules, 'staleDays'>,
): boolean {
  return answer !== 'unknown' && passing.includes(question) && daysBetween(on, today) >= staleDays
}

/** The answer that counts on a day; unknown where there is none or it is stale. */
export function standingAnswer(
  question: Question,
  given: DatedAnswer | undefined,
  today: PlainDate,
  rules: Pick<GateRules, 'staleDays'>,
): Answer {
  return given === undefined || isStale(question, given, today, rules) ? 'unknown' : given.answer
}
