import { noDaysOff } from '../../../shared/domain/follow-ups/working-days.ts'
import { acceptDueOn } from '../../../shared/domain/qualification/acceptance.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { prepared } from '../../database/prepared.ts'
import { firstHotDaysOf } from '../temperature/temperature.service.ts'
import { gateRules } from './qualification-rules.ts'

/** By when each of these leads, which are at MQL, is accepted or returned. */
export function readAcceptDays(
  { raw, today }: Pick<QueryContext, 'raw' | 'today'>,
  leadIds: readonly LeadId[],
): Map<LeadId, PlainDate> {
  const gates = gateRules(raw)
  const since = new Map(
    prepared<[string], [LeadId, PlainDate]>(
      raw,
      `SELECT lead.id, coalesce((SELECT on_day FROM stage_event WHERE lead_id = lead.id ORDER BY on_day DESC, id DESC LIMIT 1), came_in_on)
       FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value`,
    )
      .raw()
      .all(JSON.stringify(leadIds)),
  )
  const spans = new Map(
    Array.from(since, ([leadId, from]) => {
      const latest = acceptDueOn(from, undefined, noDaysOff, gates)
      return [leadId, { from, until: latest < today ? latest : today }]
    }),
  )
  const hotDays = firstHotDaysOf({ raw, today }, spans)
  return new Map(
    Array.from(since, ([leadId, from]) => [leadId, acceptDueOn(from, hotDays.get(leadId), noDaysOff, gates)]),
  )
}
