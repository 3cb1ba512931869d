import type { PlainDate } from '../../primitives/plain-date.ts'
import { addWorkingDays, type DaysOff } from '../follow-ups/working-days.ts'
import type { GateRules } from './gates.ts'

/**
 * The day by which a lead at MQL is accepted or returned: within the days of the rules, or on the first day from then on that it is hot,
 * `hotOn`, whichever comes first; where that is no working day, on the next. What becomes of its temperature later moves it no more.
 */
export function acceptDueOn(
  mqlSinceOn: PlainDate,
  hotOn: PlainDate | undefined,
  daysOff: DaysOff,
  { acceptWithinDays }: Pick<GateRules, 'acceptWithinDays'>,
): PlainDate {
  const latest = addWorkingDays(mqlSinceOn, acceptWithinDays, daysOff)
  if (hotOn === undefined) return latest
  const whileHot = addWorkingDays(hotOn, 0, daysOff)
  return whileHot < latest ? whileHot : latest
}
