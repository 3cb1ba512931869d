import * as z from 'zod/mini'
import type { PlainDate } from '../../primitives/plain-date.ts'

/** How the seller stands with a lead, apart from its stage. Source: domain.md, section 1. */
export const statusSchema = z.enum(['active', 'resting', 'customer', 'lost', 'disqualified'])
export type Status = z.infer<typeof statusSchema>

/** A status as recorded: `restUntil` is the day on which a resting lead is active again, null without an end and for every other status. */
export type RecordedStatus = { status: Status; restUntil: PlainDate | null }

/** A dated change of status; of one day the later in the list is the later. */
export type StatusEvent = RecordedStatus & { on: PlainDate }

/** The status on a day: a rest ends by itself on its day. */
export function effectiveStatus(recorded: RecordedStatus, on: PlainDate): Status {
  const hasRested = recorded.status === 'resting' && recorded.restUntil !== null && on >= recorded.restUntil
  return hasRested ? 'active' : recorded.status
}

/** The status on a day by a lead's status events, ordered by day; active where none is on file by then. */
export function statusOn(events: readonly StatusEvent[], on: PlainDate): Status {
  const latest = events.findLast((event) => event.on <= on)
  return latest === undefined ? 'active' : effectiveStatus(latest, on)
}
