import type { Core } from '../../electron/core/core.ts'
import type { TimelineEntry, TimelineType } from '../../shared/contract/lead-page.contract.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'

/** The newest 100 entries of one type in the timeline of a lead, found by id or e-mail address. */
export async function timelineOf<Type extends TimelineType>(core: Core, named: LeadId | string, type: Type) {
  const { lead } = await core.call('leads.get', { lead: named })
  const { entries } = await core.call('leads.timeline', { leadId: lead.id, types: [type], limit: 100 })
  return entries as Extract<TimelineEntry, { type: Type }>[]
}
