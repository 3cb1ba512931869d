import type { LeadFields } from '../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { nameKey, nameKeys } from '../../../shared/domain/leads/name-key.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'

/**
 * Refuses with changed_meanwhile where a field of a lead holds something else than the seller saw in it, with the field and what it
 * holds as details; so that what another window or an import wrote is not overwritten unseen. Fields that are not in `was` are not compared.
 */
export async function refuseChangedMeanwhile(trx: WorkbookTransaction, leadId: LeadId, was: LeadFields): Promise<void> {
  const holds = await readFields(trx, leadId)
  for (const [field, seen] of Object.entries(was) as [keyof LeadFields, unknown][])
    if (asOnFile(field, holds[field]) !== asOnFile(field, seen)) throw changedMeanwhile(field, holds[field])
}

/** Equal for all that is one on file: a company and tags keep their spelling there, however they were typed. */
function asOnFile(field: string, holds: unknown): string {
  if (field === 'company' && typeof holds === 'string') return JSON.stringify(nameKey(holds))
  if (field === 'tags' && Array.isArray(holds)) return JSON.stringify(nameKeys(holds))
  return JSON.stringify(holds ?? null)
}

/** The refusal that says what a field holds by now. */
export function changedMeanwhile(field: string, holds: unknown): Refusal {
  return new Refusal(
    'changed_meanwhile',
    'This was changed meanwhile, in another window or by an import. Nothing was written. Look at what stands there now, and decide.',
    { field, holds },
  )
}

async function readFields(trx: WorkbookTransaction, leadId: LeadId): Promise<LeadFields> {
  const lead = await trx
    .selectFrom('lead')
    .leftJoin('company', 'company.id', 'lead.company_id')
    .select(['lead.name', 'company.name as company', 'job_title', 'source', 'value_minor', 'notes'])
    .where('lead.id', '=', leadId)
    .executeTakeFirst()
  if (!lead) throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  const emails = await trx
    .selectFrom('email')
    .select('address')
    .where('lead_id', '=', leadId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const phones = await trx
    .selectFrom('phone')
    .select('raw')
    .where('lead_id', '=', leadId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const links = await trx.selectFrom('link').select('url').where('lead_id', '=', leadId).orderBy('id').execute()
  const tags = await trx
    .selectFrom('lead_tag')
    .innerJoin('tag', 'tag.id', 'tag_id')
    .select('tag.name')
    .where('lead_id', '=', leadId)
    .orderBy('tag.name_key')
    .execute()
  return {
    name: lead.name,
    company: lead.company,
    jobTitle: lead.job_title,
    source: lead.source,
    valueMinor: lead.value_minor,
    notes: lead.notes,
    emails: emails.map(({ address }) => address),
    phones: phones.map(({ raw }) => raw),
    links: links.map(({ url }) => url),
    tags: tags.map(({ name }) => name),
  }
}
