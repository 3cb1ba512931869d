import { sql } from 'kysely'
import { searchText } from '../../../shared/domain/leads/search-text.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'

type Found = {
  id: LeadId
  name: string
  company: string | null
  job_title: string | null
  source: string | null
  notes: string | null
  search_text: string
  emails: string
  phones: string
  tags: string
  custom_values: string
  address_parts: string
  note_texts: string
}

/** Writes anew what leads are found by. Call it in the transaction that changes a name, an address, a tag, a note or a touch of theirs. */
export async function refreshSearchText(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  const { rows } = await sql<Found>`
    SELECT lead.id, lead.name, company.name AS company, job_title, source, notes, search_text,
      (SELECT json_group_array(address ORDER BY position) FROM email WHERE lead_id = lead.id) AS emails,
      (SELECT json_group_array(json_object('raw', raw, 'e164', e164) ORDER BY position) FROM phone WHERE lead_id = lead.id) AS phones,
      (SELECT json_group_array(tag.name ORDER BY tag.name_key) FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_id = lead.id) AS tags,
      (SELECT json_group_array(value ORDER BY custom_field_id) FROM custom_value WHERE lead_id = lead.id) AS custom_values,
      (SELECT json_group_array(concat_ws(' ', street, postal_code, city, region, country) ORDER BY id) FROM address WHERE lead_id = lead.id) AS address_parts,
      (SELECT json_group_array(text) FROM (
        SELECT note AS text FROM touch WHERE lead_id = lead.id AND note IS NOT NULL
        UNION ALL SELECT text FROM note WHERE lead_id = lead.id)) AS note_texts
    FROM lead LEFT JOIN company ON company.id = lead.company_id
    WHERE lead.id IN ${idsIn(leadIds)} ORDER BY lead.id`.execute(trx)
  const changed: [LeadId, string][] = []
  for (const row of rows) {
    const text = searchText({
      name: row.name,
      company: row.company,
      jobTitle: row.job_title,
      source: row.source,
      notes: row.notes,
      emails: JSON.parse(row.emails),
      phones: JSON.parse(row.phones),
      tags: JSON.parse(row.tags),
      customValues: JSON.parse(row.custom_values),
      addressParts: JSON.parse(row.address_parts),
      noteTexts: JSON.parse(row.note_texts),
    })
    if (text !== row.search_text) changed.push([row.id, text])
  }
  // In the order of ids: for each lead that lies before the last the search table would write out all it has gathered.
  if (changed.length > 0)
    await sql`
      UPDATE lead SET search_text = given.value ->> 1 FROM json_each(${JSON.stringify(changed)}) AS given
      WHERE lead.id = given.value ->> 0`.execute(trx)
}
