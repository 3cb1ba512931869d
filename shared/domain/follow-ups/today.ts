import type { PlainDate } from '../../primitives/plain-date.ts'
import type { HumanTouchAlert } from './human-touch.ts'
import { type FollowUpLead, hasNoNextStep, isParked } from './neglect.ts'

/** Where a lead stands in Today: each in one group, the first that fits in this order. */
export const todayGroups = ['in_person', 'overdue', 'due', 'cooling', 'no_next_step'] as const
export type TodayGroup = (typeof todayGroups)[number]

/**
 * The group of Today in which a lead stands on a day, `parked` for those that are one line with their count, null for none. Cooling
 * leads stand in a group of their own, so a cooling that fits no other rule does not make a lead one to be met in person. A lead that
 * may not be contacted, or is archived, is in no group.
 */
export function todayGroupOf(
  lead: FollowUpLead,
  alerts: readonly HumanTouchAlert[],
  isOutOfReach: boolean,
  on: PlainDate,
): TodayGroup | 'parked' | null {
  if (isOutOfReach) return null
  if (alerts.some((alert) => alert.rule !== 'cooling')) return 'in_person'
  if (lead.nextActionOn !== null && lead.nextActionOn < on) return 'overdue'
  if (lead.nextActionOn === on) return 'due'
  if (lead.status === 'active' && lead.isCooling) return 'cooling'
  if (hasNoNextStep(lead)) return 'no_next_step'
  return isParked(lead) ? 'parked' : null
}
