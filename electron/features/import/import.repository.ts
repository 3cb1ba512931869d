import type Database from 'better-sqlite3'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import type { ExistingLead } from '../../../shared/domain/import/fill.ts'
import type { KnownWorkbook } from '../../../shared/domain/import/identity.ts'
import type { PlannedRow } from '../../../shared/domain/import/plan-rows.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'

/** What the workbook knows of the rows of a file, fetched in a few set queries: rows seen before, e-mails, and the leads that have them. */
export function knowWorkbook(raw: Database.Database, rows: readonly PlannedRow[]): KnownWorkbook {
  const seen = new Map<string, LeadId>()
  const seenRows = raw.prepare<[string], { row_hash: string; occurrence: number; lead_id: LeadId }>(
    'SELECT row_hash, occurrence, lead_id FROM import_row WHERE row_hash IN (SELECT value FROM json_each(?))',
  )
  for (const row of seenRows.iterate(JSON.stringify([...new Set(rows.map((row) => row.hash))])))
    seen.set(`${row.row_hash} ${row.occurrence}`, row.lead_id)

  const keys = new Set<string>()
  for (const row of rows) if (row.kind === 'draft') for (const email of row.draft.emails) keys.add(emailKey(email))
  const leadsByEmail = new Map<string, LeadId[]>()
  const owners = raw.prepare<[string], { address_key: string; lead_id: LeadId }>(
    'SELECT address_key, lead_id FROM email WHERE address_key IN (SELECT value FROM json_each(?)) ORDER BY lead_id',
  )
  for (const { address_key, lead_id } of owners.iterate(JSON.stringify([...keys]))) {
    const leads = leadsByEmail.get(address_key)
    if (leads) leads.push(lead_id)
    else leadsByEmail.set(address_key, [lead_id])
  }
  const leads = readExistingLeads(raw, [...new Set([...leadsByEmail.values()].flat())])
  return {
    leadOfSeenRow: (hash, occurrence) => seen.get(`${hash} ${occurrence}`),
    leadsWithEmail: (key) => leadsByEmail.get(key) ?? [],
    getLead: (id) => {
      const lead = leads.get(id)
      if (!lead) throw new Error(`Lead ${id} was not fetched`)
      return lead
    },
    // Leads cannot be deleted for good yet, so there is no mark that outlives one.
    hasMark: () => false,
  }
}

type LeadColumns = {
  id: LeadId
  name: string
  given_name: string | null
  family_name: string | null
  company: string | null
  job_title: string | null
  source: string | null
  value_minor: number | null
  foreign_value: string | null
  notes: string | null
  do_not_contact_on: string | null
  emails: string
  phones: string
  tags: string
  custom: string
  address: string | null
  url: string | null
  opted_out: number
  tagged: number
  planned: number
}

/** Leads as far as an import may add to them, by id. */
export function readExistingLeads(raw: Database.Database, ids: readonly LeadId[]): Map<LeadId, ExistingLead> {
  const leads = new Map<LeadId, ExistingLead>()
  if (ids.length === 0) return leads
  const rows = raw.prepare<[string], LeadColumns>(`
    SELECT lead.id, lead.name, given_name, family_name, company.name AS company, job_title, source, value_minor, foreign_value, notes, do_not_contact_on,
      (SELECT json_group_array(email.address) FROM email WHERE email.lead_id = lead.id) AS emails,
      (SELECT json_group_array(json_object('raw', raw, 'e164', e164, 'isDamaged', is_damaged)) FROM phone WHERE phone.lead_id = lead.id) AS phones,
      (SELECT json_group_array(tag.name) FROM lead_tag JOIN tag ON tag.id = lead_tag.tag_id WHERE lead_tag.lead_id = lead.id) AS tags,
      (SELECT json_group_array(json_object('name', custom_field.name, 'value', custom_value.value)) FROM custom_value JOIN custom_field ON custom_field.id = custom_field_id
        WHERE custom_value.lead_id = lead.id) AS custom,
      (SELECT json_object('street', street, 'postalCode', postal_code, 'city', city, 'region', region, 'country', country) FROM address WHERE address.lead_id = lead.id ORDER BY address.id LIMIT 1) AS address,
      (SELECT url FROM link WHERE link.lead_id = lead.id ORDER BY link.id LIMIT 1) AS url,
      EXISTS (SELECT 1 FROM opt_out WHERE opt_out.lead_id = lead.id) AS opted_out,
      EXISTS (SELECT 1 FROM hand_tag WHERE hand_tag.lead_id = lead.id) AS tagged,
      EXISTS (SELECT 1 FROM next_action WHERE next_action.lead_id = lead.id AND state = 'open') AS planned
    FROM lead LEFT JOIN company ON company.id = lead.company_id WHERE lead.id IN (SELECT value FROM json_each(?))`)
  for (const row of rows.iterate(JSON.stringify(ids))) {
    const address =
      row.address === null
        ? null
        : (JSON.parse(row.address) as Record<'street' | 'postalCode' | 'city' | 'region' | 'country', string | null>)
    const phones = JSON.parse(row.phones) as { raw: string; e164: string | null; isDamaged: 0 | 1 }[]
    const emails = JSON.parse(row.emails) as string[]
    // A lead that goes by its company, e-mail or phone has no name of its own yet.
    const isNamed = row.name !== row.company && row.name !== emails[0] && row.name !== phones[0]?.raw
    leads.set(row.id, {
      fullName: isNamed ? row.name : null,
      givenName: row.given_name,
      familyName: row.family_name,
      company: row.company,
      title: row.job_title,
      website: row.url,
      street: address?.street ?? null,
      city: address?.city ?? null,
      region: address?.region ?? null,
      postalCode: address?.postalCode ?? null,
      country: address?.country ?? null,
      source: row.source,
      emails,
      phones: phones.map((phone) => ({ ...phone, isDamaged: phone.isDamaged === 1 })),
      tags: JSON.parse(row.tags) as string[],
      custom: JSON.parse(row.custom) as { name: string; value: string }[],
      valueMinor: row.value_minor,
      foreignValue: row.foreign_value,
      doNotContact: row.do_not_contact_on !== null,
      optOut: row.opted_out === 1,
      notes: row.notes,
      hasHandTag: row.tagged === 1,
      hasOpenNextAction: row.planned === 1,
    })
  }
  return leads
}
