import type { Company, CompanyPage } from '../../../shared/contract/companies.contract.ts'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { CompanyId, LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'
import { readLeadRows } from './lead-rows.ts'
import { refreshSearchText } from './lead-search.ts'

type CompanyContext = Pick<QueryContext, 'raw' | 'today'>

const notFound = (companyId: CompanyId) =>
  new Refusal('not_found', `There is no company ${companyId} in this workbook. It may have joined another one.`)

/** A company with what its people come to, and a page of them by name; those in the trash are left out. Refuses with not_found. */
export function readCompanyPage(
  context: CompanyContext,
  { companyId, limit, offset = 0 }: InputOf<'companies.get'>,
): CompanyPage {
  const { raw } = context
  const company = raw
    .prepare<[number], Company>('SELECT id, name, website, about FROM company WHERE id = ?')
    .get(companyId)
  if (company === undefined) throw notFound(companyId)
  const sums = raw
    .prepare<[number], CompanyPage['sums']>(`
      SELECT count(*) AS leads,
        coalesce(sum(value_minor) FILTER (WHERE stage != 'won' AND status IN ('active', 'resting')), 0) AS openValueMinor,
        coalesce(sum(value_minor) FILTER (WHERE stage = 'won'), 0) AS wonValueMinor, max(last_touch_on) AS lastTouchOn
      FROM lead WHERE company_id = ? AND archived_on IS NULL`)
    .get(companyId) as CompanyPage['sums']
  const ids = raw
    .prepare<[number, number, number], LeadId>(
      'SELECT id FROM lead WHERE company_id = ? AND archived_on IS NULL ORDER BY name_key, id LIMIT ? OFFSET ?',
    )
    .pluck()
    .all(companyId, limit, offset)
  return { company, sums, people: readLeadRows(context, ids) }
}

/** A page of companies by name. */
export function listCompanies(
  { raw }: CompanyContext,
  { search = '', limit, offset = 0 }: InputOf<'companies.list'>,
): OutputOf<'companies.list'> {
  const key = search.trim() === '' ? '' : nameKey(search)
  const total = raw
    .prepare<[string], number>('SELECT count(*) FROM company WHERE instr(name_key, ?)')
    .pluck()
    .get(key) as number
  const companies = raw
    .prepare<[string, number, number], OutputOf<'companies.list'>['companies'][number]>(`
      SELECT id, name, website, (SELECT count(*) FROM lead WHERE company_id = company.id AND archived_on IS NULL) AS leads
      FROM company WHERE instr(name_key, ?) ORDER BY name_key, id LIMIT ? OFFSET ?`)
    .all(key, limit, offset)
  return { total, companies }
}

/** Writes a company; where it joins another, that one remains. Gives the company that remains, and its name. */
export async function editCompany(
  trx: WorkbookTransaction,
  { companyId, name, website, about, joins = false, was = {} }: InputOf<'companies.edit'>,
): Promise<{ companyId: CompanyId; name: string }> {
  const there = await trx.selectFrom('company').selectAll().where('id', '=', companyId).executeTakeFirst()
  if (!there) throw notFound(companyId)
  for (const field of ['name', 'website', 'about'] as const)
    if (was[field] !== undefined && was[field] !== there[field]) throw changedMeanwhile(field, there[field])
  const other =
    name === undefined
      ? undefined
      : await trx
          .selectFrom('company')
          .selectAll()
          .where('name_key', '=', nameKey(name))
          .where('id', '!=', companyId)
          .executeTakeFirst()
  if (other !== undefined && !joins)
    throw new Refusal(
      'not_possible',
      `There is a company ${other.name} already. Choose another name, or join the two.`,
      { companyId: other.id, name: other.name },
    )
  const written = {
    ...(website !== undefined && { website: website || null }),
    ...(about !== undefined && { about: about || null }),
  }
  if (other !== undefined) return joinCompanies(trx, { ...there, ...written }, other)
  const renamed = name === undefined ? {} : { name, name_key: nameKey(name) }
  const columns = { ...renamed, ...written }
  if (Object.keys(columns).length > 0)
    await trx.updateTable('company').set(columns).where('id', '=', companyId).execute()
  if (name !== undefined && name !== there.name) {
    await renamePeople(trx, companyId, there, name)
    await refreshSearchText(trx, await peopleOf(trx, companyId))
  }
  return { companyId, name: name ?? there.name }
}

type CompanyRow = { id: number; name: string; website: string | null; about: string | null }

async function joinCompanies(
  trx: WorkbookTransaction,
  from: CompanyRow,
  into: CompanyRow,
): Promise<{ companyId: CompanyId; name: string }> {
  const people = await peopleOf(trx, from.id)
  await renamePeople(trx, from.id, from, into.name)
  await trx.updateTable('lead').set({ company_id: into.id }).where('company_id', '=', from.id).execute()
  const otherWebsite = into.website !== null && from.website !== into.website ? from.website : null
  const about = [into.about, from.about === into.about ? null : from.about, otherWebsite].filter(
    (text) => text !== null,
  )
  await trx
    .updateTable('company')
    .set({ website: into.website ?? from.website, about: about.join('\n\n') || null })
    .where('id', '=', into.id)
    .execute()
  await trx.deleteFrom('company').where('id', '=', from.id).execute()
  await refreshSearchText(trx, people)
  return { companyId: into.id as CompanyId, name: into.name }
}

/** A lead that is called by its company follows the company's name. */
async function renamePeople(
  trx: WorkbookTransaction,
  companyId: number,
  before: { name: string },
  name: string,
): Promise<void> {
  await trx
    .updateTable('lead')
    .set({ name, name_key: nameKey(name) })
    .where('company_id', '=', companyId)
    .where('name', '=', before.name)
    .execute()
}

async function peopleOf(trx: WorkbookTransaction, companyId: number): Promise<LeadId[]> {
  const people = await trx.selectFrom('lead').select('id').where('company_id', '=', companyId).execute()
  return people.map(({ id }) => id as LeadId)
}
