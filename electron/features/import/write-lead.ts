import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { BulkInserter, NamedRows } from './bulk-inserter.ts'
import type { NewLead } from './new-lead.ts'
import type { SourceIds } from './source-ids.ts'

/** Companies, tags and custom fields, by name. */
export type Named = { readonly companies: NamedRows; readonly tags: NamedRows; readonly fields: NamedRows }

/** Adds a new lead with all that belongs to it. Its company, tags and fields have been asked for. */
export function writeLead(
  inserter: BulkInserter,
  lead: NewLead,
  id: LeadId,
  now: string,
  sourceIds: SourceIds,
  named: Named,
): void {
  inserter.addWithId('lead', [
    id,
    lead.name,
    lead.givenName,
    lead.familyName,
    lead.nameKey,
    lead.company === null ? null : named.companies.idOf(lead.company),
    lead.jobTitle,
    lead.source,
    lead.stage,
    lead.status,
    lead.statusReason,
    lead.valueMinor,
    lead.foreignValue,
    lead.notes,
    lead.doNotContactOn,
    lead.doNotContactReason,
    lead.cameInOn,
    lead.lastTouchOn,
    now,
    lead.searchText,
  ])
  lead.emails.forEach((email, position) => inserter.add('email', [id, email.address, email.key, position]))
  lead.phones.forEach((phone, position) =>
    inserter.add('phone', [id, phone.raw, phone.e164, phone.isDamaged ? 1 : 0, position]),
  )
  for (const url of lead.links) inserter.add('link', [id, url])
  if (lead.address)
    inserter.add('address', [
      id,
      lead.address.street,
      lead.address.postalCode,
      lead.address.city,
      lead.address.region,
      lead.address.country,
    ])
  for (const tagId of new Set(lead.tags.map((tag) => named.tags.idOf(tag)))) inserter.add('lead_tag', [id, tagId])
  const fieldIds = new Set<number>()
  for (const { name, value } of lead.custom) {
    const fieldId = named.fields.idOf(name)
    if (!fieldIds.has(fieldId)) inserter.add('custom_value', [id, fieldId, value])
    fieldIds.add(fieldId)
  }
  for (const optOut of lead.optOuts) inserter.add('opt_out', [id, optOut.channel, optOut.on])
  if (lead.handTag)
    inserter.add('hand_tag', [
      id,
      lead.handTag.temperature,
      lead.handTag.reason,
      lead.handTag.fromOn,
      lead.handTag.untilOn,
      'import',
    ])
  for (const event of lead.stageEvents) inserter.add('stage_event', [id, event.from, event.to, event.on, now, 'import'])
  for (const event of lead.statusEvents)
    inserter.add('status_event', [id, event.from, event.to, event.on, now, event.reason])
  for (const { on, kind, topic, note } of lead.signals) inserter.add('signal', [id, on, kind, topic, note])
  sourceIds.add(id, lead.sourceId)
  if (lead.nextAction)
    inserter.add('next_action', [
      id,
      lead.nextAction.dueOn,
      lead.nextAction.what,
      lead.nextAction.channel,
      0,
      'open',
      lead.nextAction.code,
    ])
}
