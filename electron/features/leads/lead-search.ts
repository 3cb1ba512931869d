import { sql } from 'kysely'
import { type SearchHead, searchText, searchTextAfter } from '../../../shared/domain/leads/search-text.ts'
import { groupBy } from '../../../shared/primitives/group-by.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { idsIn } from '../../database/ids-in.ts'
import { type LeadColumn, updateLeads } from '../../database/update-leads.ts'
import type { LeadTable, WorkbookTransaction } from '../../database/workbook-schema.ts'

type Head = {
  id: LeadId
  name: string
  company_id: number | null
  company: string | null
  job_title: string | null
  source: string | null
  tags: string
  search_text: string
}

type Found = Head & {
  notes: string | null
  emails: string
  phones: string
  custom_values: string
  address_parts: string
  note_texts: string
}

/** What is written of a lead itself. */
export type LeadValues = Partial<
  Pick<
    LeadTable,
    | 'name'
    | 'name_key'
    | 'given_name'
    | 'family_name'
    | 'company_id'
    | 'job_title'
    | 'source'
    | 'notes'
    | 'value_minor'
    | 'search_text'
  >
>

/** Writes anew what leads are found by. Call it in the transaction that changes a name, an address, a tag, a note or a touch of theirs. */
export async function refreshSearchText(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  await writeLeads(trx, new Map(), leadIds)
}

/**
 * Writes columns of leads, and anew what those of `found` are found by: a lead once, so that the journal keeps it once. Where nothing
 * else than the head of their search texts has changed, `heads` tells what it was: then the rest of a text is left as it is.
 */
export async function writeLeads(
  trx: WorkbookTransaction,
  valuesOf: ReadonlyMap<LeadId, LeadValues>,
  found: readonly LeadId[],
  heads?: ReadonlyMap<LeadId, SearchHead>,
): Promise<void> {
  const written = new Map(valuesOf)
  const companyOf = await readCompanyNames(trx, valuesOf)
  const others = new Set(found)
  const hasTags = heads?.values().next().value?.tags !== undefined
  for (const row of heads === undefined ? [] : await readHeads(trx, found, hasTags)) {
    const values = valuesOf.get(row.id)
    const before = heads?.get(row.id)
    const after = { ...headOf(row, values, companyOf), ...(hasTags && { tags: textsOf(row.tags) }) }
    const text = before && searchTextAfter(row.search_text, before, after)
    if (text === undefined) continue
    others.delete(row.id)
    if (values !== undefined || text !== row.search_text) written.set(row.id, { ...values, search_text: text })
  }
  for (const row of await readFound(trx, [...others])) {
    const values = valuesOf.get(row.id)
    const text = searchText({
      ...headOf(row, values, companyOf),
      tags: textsOf(row.tags),
      notes: values?.notes === undefined ? row.notes : values.notes,
      emails: JSON.parse(row.emails),
      phones: JSON.parse(row.phones),
      customValues: JSON.parse(row.custom_values),
      addressParts: JSON.parse(row.address_parts),
      noteTexts: JSON.parse(row.note_texts),
    })
    if (values !== undefined || text !== row.search_text) written.set(row.id, { ...values, search_text: text })
  }
  const alike = groupBy(written, ([, values]) => Object.keys(values).join())
  for (const leads of alike.values()) {
    const columns = Object.keys(leads[0]?.[1] ?? {}) as LeadColumn[]
    await updateLeads(
      trx,
      columns,
      leads.map(([id, values]) => [id, ...Object.values(values)]),
    )
  }
}

/** What the search text of a lead begins with, as far as its source, once these values are written. */
function headOf(row: Head, values: LeadValues | undefined, companyOf: ReadonlyMap<number, string>) {
  const { name, company_id, job_title, source } = { ...row, ...values }
  return {
    name,
    company: company_id === null ? null : (companyOf.get(company_id) ?? row.company),
    jobTitle: job_title,
    source,
  }
}

function textsOf(json: string): string[] {
  return json === '[]' ? [] : JSON.parse(json)
}

async function readCompanyNames(
  trx: WorkbookTransaction,
  valuesOf: ReadonlyMap<LeadId, LeadValues>,
): Promise<ReadonlyMap<number, string>> {
  const ids = new Set<number>()
  for (const { company_id } of valuesOf.values()) if (typeof company_id === 'number') ids.add(company_id)
  const companies = await trx
    .selectFrom('company')
    .select(['id', 'name'])
    .where('id', 'in', idsIn([...ids]))
    .execute()
  return new Map(companies.map(({ id, name }) => [id, name]))
}

const TAGS_OF_LEAD = sql<string>`(
  SELECT json_group_array(tag.name ORDER BY tag.name_key) FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_id = lead.id)`

async function readHeads(trx: WorkbookTransaction, leadIds: readonly LeadId[], hasTags: boolean): Promise<Head[]> {
  const { rows } = await sql<Head>`
    SELECT lead.id, lead.name, company_id, company.name AS company, job_title, source, search_text, ${hasTags ? TAGS_OF_LEAD : sql`'[]'`} AS tags
    FROM lead LEFT JOIN company ON company.id = lead.company_id WHERE lead.id IN ${idsIn(leadIds)}`.execute(trx)
  return rows
}

async function readFound(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<Found[]> {
  const { rows } = await sql<Found>`
    SELECT lead.id, lead.name, company_id, company.name AS company, job_title, source, notes, search_text,
      (SELECT json_group_array(address ORDER BY position) FROM email WHERE lead_id = lead.id) AS emails,
      (SELECT json_group_array(json_object('raw', raw, 'e164', e164) ORDER BY position) FROM phone WHERE lead_id = lead.id) AS phones,
      ${TAGS_OF_LEAD} AS tags,
      (SELECT json_group_array(value ORDER BY custom_field_id) FROM custom_value WHERE lead_id = lead.id) AS custom_values,
      (SELECT json_group_array(concat_ws(' ', street, postal_code, city, region, country) ORDER BY id) FROM address WHERE lead_id = lead.id) AS address_parts,
      (SELECT json_group_array(text) FROM (
        SELECT note AS text FROM touch WHERE lead_id = lead.id AND note IS NOT NULL
        UNION ALL SELECT text FROM note WHERE lead_id = lead.id)) AS note_texts
    FROM lead LEFT JOIN company ON company.id = lead.company_id
    WHERE lead.id IN ${idsIn(leadIds)} ORDER BY lead.id`.execute(trx)
  return rows
}
