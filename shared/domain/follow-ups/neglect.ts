import { daysBetween, type PlainDate } from '../../primitives/plain-date.ts'
import type { Status } from '../leads/status.ts'
import type { ComputedTemperature, Temperature } from '../temperature/signal-kinds.ts'
import { type DaysOff, workingDaysBetween } from './working-days.ts'

/**
 * What follow-ups look at in a lead on a day. `status` is the one of that day; `temperature`, `isHot` and `isCooling` are the
 * effective ones; `nextActionOn` the day of its open next action; `lastTouchOn` the latest touch in either direction.
 */
export type FollowUpLead = {
  status: Status
  temperature: Temperature
  computed: ComputedTemperature
  isHot: boolean
  isCooling: boolean
  hasSignal: boolean
  isInPlaybook: boolean
  nextActionOn: PlainDate | null
  lastTouchOn: PlainDate | null
  cameInOn: PlainDate
}

/** The longest good silence, ideal and at most, in calendar days or for a hot lead in working days. */
export type SilenceLimit = { ideal: number; maximum: number; unit: 'working_days' | 'days' }

/** Source: domain.md, section 5. A cold lead without a playbook has the limit of the parked. */
export const silenceLimits = {
  hot: { ideal: 1, maximum: 2, unit: 'working_days' },
  warm: { ideal: 5, maximum: 10, unit: 'days' },
  cooling: { ideal: 2, maximum: 5, unit: 'days' },
  coldInPlaybook: { ideal: 14, maximum: 14, unit: 'days' },
  cold: { ideal: 45, maximum: 90, unit: 'days' },
  customer: { ideal: 60, maximum: 90, unit: 'days' },
} as const satisfies Record<string, SilenceLimit>

/** The limit that holds for a lead. */
export function silenceLimitOf(lead: FollowUpLead): SilenceLimit {
  if (lead.status === 'customer') return silenceLimits.customer
  if (lead.isHot) return silenceLimits.hot
  if (lead.isCooling) return silenceLimits.cooling
  if (lead.temperature === 'warm') return silenceLimits.warm
  return lead.isInPlaybook ? silenceLimits.coldInPlaybook : silenceLimits.cold
}

/** How long a lead has been silent on a day, since its latest touch or else the day it came in, in the unit of its limit. */
export function silenceOf(
  lead: FollowUpLead,
  on: PlainDate,
  daysOff: DaysOff,
): { length: number; limit: SilenceLimit; isTooLong: boolean } {
  const limit = silenceLimitOf(lead)
  const since = lead.lastTouchOn ?? lead.cameInOn
  const length = limit.unit === 'days' ? daysBetween(since, on) : workingDaysBetween(since, on, daysOff)
  return { length, limit, isTooLong: length > limit.maximum }
}

/** Active, computed cold, never touched, no signal, nothing planned: the fresh import. */
export function isParked(lead: FollowUpLead): boolean {
  return (
    lead.status === 'active' &&
    lead.computed === 'cold' &&
    lead.lastTouchOn === null &&
    !lead.hasSignal &&
    lead.nextActionOn === null
  )
}

/** Active, nothing planned, and not parked: what a list of planned actions cannot see. */
export function hasNoNextStep(lead: FollowUpLead): boolean {
  return lead.status === 'active' && lead.nextActionOn === null && !isParked(lead)
}

/** Whole working days past the day of the next action; 0 when due today, later, or nothing is planned. */
export function workingDaysLate(lead: Pick<FollowUpLead, 'nextActionOn'>, on: PlainDate, daysOff: DaysOff): number {
  return lead.nextActionOn === null ? 0 : Math.max(0, workingDaysBetween(lead.nextActionOn, on, daysOff))
}

/** Working days a next step may be late before its lead counts as neglected. */
export const mostWorkingDaysLate = 2

export type Neglect = 'no_next_step' | 'overdue' | 'silent'

/** The first reason for which an active lead is neglected on a day, or null. Source: domain.md, section 6. */
export function neglectOf(lead: FollowUpLead, on: PlainDate, daysOff: DaysOff): Neglect | null {
  if (lead.status !== 'active') return null
  if (hasNoNextStep(lead)) return 'no_next_step'
  if (workingDaysLate(lead, on, daysOff) > mostWorkingDaysLate) return 'overdue'
  return silenceOf(lead, on, daysOff).isTooLong ? 'silent' : null
}

/** Days without a touch after which a lead that was warm once and is cold now counts as dormant. */
const DORMANT_DAYS = 90

/** Resting, or once warm, now cold, and 90 days or more without a touch. */
export function isDormant(
  lead: Pick<FollowUpLead, 'status' | 'temperature' | 'lastTouchOn' | 'cameInOn'>,
  wasEverWarm: boolean,
  on: PlainDate,
): boolean {
  if (lead.status === 'resting') return true
  const silentDays = daysBetween(lead.lastTouchOn ?? lead.cameInOn, on)
  return lead.status === 'active' && wasEverWarm && lead.temperature === 'cold' && silentDays >= DORMANT_DAYS
}
