import type Database from 'better-sqlite3'
import type { Channel } from '../../../shared/domain/follow-ups/channel.ts'
import type { EditableRow } from '../../../shared/domain/leads/cell-text.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { customFieldOf, type EditableKey } from '../../../shared/domain/leads/lead-fields.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { prepared } from '../../database/prepared.ts'

/** A lead by its cells. */
export type CellRow = EditableRow & {
  readonly id: LeadId
  readonly nextAction: { readonly what: string; readonly day: PlainDate; readonly channel: Channel } | null
  readonly doNotContactOn: PlainDate | null
  readonly archivedOn: PlainDate | null
}

const addressKeys = ['street', 'postalCode', 'city', 'region', 'country'] as const

/** A field by which a lead can be called. */
export function isNaming(key: EditableKey): boolean {
  return key === 'name' || key === 'company' || key === 'email' || key === 'phone'
}

export function isAction(key: EditableKey): boolean {
  return key === 'nextAction' || key === 'nextActionOn'
}

type LeadColumns = {
  id: LeadId
  name: string
  company: string | null
  jobTitle: string | null
  source: string | null
  valueMinor: number | null
  doNotContactOn: PlainDate | null
  archivedOn: PlainDate | null
  notes: string | null
  emails: string
  phones: string
  tags: string
  links: string
  address: string
  action: string
  custom: string
}

/**
 * Leads by the cells of these keys; ids that no lead has are left out. What stands in other tables, and notes, are read for their keys
 * only, addresses and numbers for whatever a lead can be called by: elsewhere they are empty.
 */
export function readCellRows(
  raw: Database.Database,
  ids: readonly LeadId[],
  keys: ReadonlySet<EditableKey>,
): CellRow[] {
  return prepared<[string], LeadColumns>(raw, selectCells(keys))
    .all(JSON.stringify(ids))
    .map((lead) => {
      const { id, company, jobTitle, source, valueMinor, notes, doNotContactOn, archivedOn } = lead
      const emails = listOf(lead.emails)
      const phones = listOf(lead.phones)
      const [street, postalCode, city, region, country] = listOf<string | null>(lead.address)
      const [what, day, channel] = listOf(lead.action)
      const name = displayName({ name: lead.name, company, email: emails[0] ?? null, phone: phones[0] ?? null }) ?? ''
      return {
        id,
        name,
        company,
        jobTitle,
        source,
        valueMinor,
        notes,
        doNotContactOn,
        archivedOn,
        emails,
        phones,
        tags: listOf(lead.tags),
        links: listOf(lead.links),
        street: street ?? null,
        postalCode: postalCode ?? null,
        city: city ?? null,
        region: region ?? null,
        country: country ?? null,
        nextAction: what === undefined ? null : { what, day: day as PlainDate, channel: channel as Channel },
        custom: lead.custom === '{}' ? {} : JSON.parse(lead.custom),
      }
    })
}

function selectCells(keys: ReadonlySet<EditableKey>): string {
  const fieldIds = [...keys].flatMap((key) => customFieldOf(key) ?? [])
  const hasNaming = [...keys].some(isNaming)
  const where = (isAsked: boolean, read: string, empty = "'[]'") => (isAsked ? `(${read})` : empty)
  return `
    SELECT lead.id, lead.name, company.name AS company, job_title AS jobTitle, source, value_minor AS valueMinor,
      do_not_contact_on AS doNotContactOn, archived_on AS archivedOn, ${keys.has('notes') ? 'notes' : 'NULL'} AS notes,
      ${where(hasNaming, 'SELECT json_group_array(address ORDER BY position, id) FROM email WHERE lead_id = lead.id')} AS emails,
      ${where(hasNaming, 'SELECT json_group_array(raw ORDER BY position, id) FROM phone WHERE lead_id = lead.id')} AS phones,
      ${where(keys.has('tag'), 'SELECT json_group_array(tag.name ORDER BY tag.name_key) FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_id = lead.id')} AS tags,
      ${where(keys.has('link'), 'SELECT json_group_array(url ORDER BY id) FROM link WHERE lead_id = lead.id')} AS links,
      coalesce(${where(
        addressKeys.some((key) => keys.has(key)),
        'SELECT json_array(street, postal_code, city, region, country) FROM address WHERE lead_id = lead.id ORDER BY id LIMIT 1',
      )}, '[]') AS address,
      coalesce(${where([...keys].some(isAction), "SELECT json_array(what, due_on, channel) FROM next_action WHERE lead_id = lead.id AND state = 'open'")}, '[]') AS action,
      ${where(
        fieldIds.length > 0,
        `SELECT json_group_object(custom_field_id, value) FROM custom_value WHERE lead_id = lead.id AND custom_field_id IN (${fieldIds.join()})`,
        "'{}'",
      )} AS custom
    FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value LEFT JOIN company ON company.id = lead.company_id`
}

function listOf<T = string>(json: string): T[] {
  return json === '[]' ? [] : JSON.parse(json)
}
