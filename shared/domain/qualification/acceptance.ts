import type { PlainDate } from '../../primitives/plain-date.ts'
import { addWorkingDays, type DaysOff } from '../follow-ups/working-days.ts'
import type { GateRules } from './gates.ts'

/** The day by which a lead at MQL is accepted or returned; a hot one on the day it came there, or the first working day from then. */
export function acceptDueOn(
  mqlSinceOn: PlainDate,
  isHot: boolean,
  daysOff: DaysOff,
  { acceptWithinDays }: Pick<GateRules, 'acceptWithinDays'>,
): PlainDate {
  return addWorkingDays(mqlSinceOn, isHot ? 0 : acceptWithinDays, daysOff)
}
