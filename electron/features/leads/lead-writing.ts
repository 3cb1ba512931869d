import type { LeadFields } from '../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { normalizePhone } from '../import/import.service.ts'
import { findOrInsertCompany, findOrInsertTag } from './companies-and-tags.ts'
import { refuseMarked } from './do-not-contact-marks.ts'
import { refreshSearchText } from './lead-search.ts'

/** What writing a lead needs to know: the seller's day, the instant, and the country that phones without one are dialled in. */
export type WritingPlace = { on: PlainDate; madeAt: string; country: string }

/**
 * Writes a new lead, active and in the first stage, called by its name, else its company, e-mail or phone. Refuses one that nothing could be called by, and an
 * e-mail address that another lead has. A text that is no e-mail address is kept as typed: the screen marks it.
 */
export async function insertLead(trx: WorkbookTransaction, fields: LeadFields, place: WritingPlace): Promise<LeadId> {
  const emails = cleanEmails(fields.emails ?? [])
  const phones = cleanTexts(fields.phones ?? [])
  const name = displayName({
    name: fields.name ?? null,
    company: fields.company ?? null,
    email: emails[0] ?? null,
    phone: phones[0] ?? null,
  })
  if (name === null)
    throw new Refusal(
      'invalid_input',
      'A lead needs a name, a company, an e-mail address or a phone number. Fill in one of them.',
    )
  await refuseTakenEmails(trx, emails, null)
  await refuseMarked(trx, emails, phonesAsCompared(phones, place.country))
  const { id } = await trx
    .insertInto('lead')
    .values({
      name,
      name_key: nameKey(name),
      company_id: await findOrInsertCompany(trx, fields.company ?? '', place.madeAt),
      job_title: fields.jobTitle || null,
      source: fields.source || null,
      stage: 'lead',
      status: 'active',
      value_minor: fields.valueMinor ?? null,
      notes: fields.notes || null,
      came_in_on: place.on,
      created_at: place.madeAt,
      search_text: '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const leadId = id as LeadId
  await writeEmails(trx, leadId, emails)
  await writePhones(trx, leadId, phones, place.country)
  await writeLinks(trx, leadId, cleanTexts(fields.links ?? []))
  await writeTags(trx, leadId, cleanTexts(fields.tags ?? []))
  await trx
    .insertInto('stage_event')
    .values({ lead_id: id, from_stage: null, to_stage: 'lead', on_day: place.on, made_at: place.madeAt, cause: 'user' })
    .execute()
  await trx
    .insertInto('status_event')
    .values({ lead_id: id, from_status: null, to_status: 'active', on_day: place.on, made_at: place.madeAt })
    .execute()
  await refreshSearchText(trx, [leadId])
  return leadId
}

/** Writes fields of a lead: undefined leaves one as it is, null or an empty list empties it. Refuses as {@link insertLead} does. */
export async function editLead(
  trx: WorkbookTransaction,
  leadId: LeadId,
  fields: LeadFields,
  place: Omit<WritingPlace, 'on'>,
): Promise<void> {
  const before = await readNaming(trx, leadId)
  if (fields.emails !== undefined) {
    const emails = cleanEmails(fields.emails)
    await refuseTakenEmails(trx, emails, leadId)
    await refuseMarked(trx, emails, [])
    await writeEmails(trx, leadId, emails)
  }
  if (fields.phones !== undefined) {
    const phones = cleanTexts(fields.phones)
    await refuseMarked(trx, [], phonesAsCompared(phones, place.country))
    await writePhones(trx, leadId, phones, place.country)
  }
  if (fields.links !== undefined) await writeLinks(trx, leadId, cleanTexts(fields.links))
  if (fields.tags !== undefined) await writeTags(trx, leadId, cleanTexts(fields.tags))
  const columns = {
    ...(fields.company === undefined
      ? {}
      : { company_id: await findOrInsertCompany(trx, fields.company ?? '', place.madeAt) }),
    ...(fields.jobTitle === undefined ? {} : { job_title: fields.jobTitle || null }),
    ...(fields.source === undefined ? {} : { source: fields.source || null }),
    ...(fields.valueMinor === undefined ? {} : { value_minor: fields.valueMinor }),
    ...(fields.notes === undefined ? {} : { notes: fields.notes || null }),
  }
  if (Object.keys(columns).length > 0) await trx.updateTable('lead').set(columns).where('id', '=', leadId).execute()
  await writeName(trx, leadId, fields.name, before)
  await refreshSearchText(trx, [leadId])
}

type Naming = { name: string; company: string | null; email: string | null; phone: string | null }

async function readNaming(trx: WorkbookTransaction, leadId: LeadId): Promise<Naming> {
  const lead = await trx
    .selectFrom('lead')
    .leftJoin('company', 'company.id', 'lead.company_id')
    .select(['lead.name', 'company.name as company'])
    .where('lead.id', '=', leadId)
    .executeTakeFirst()
  if (!lead) throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  const email = await trx
    .selectFrom('email')
    .select('address')
    .where('lead_id', '=', leadId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  const phone = await trx
    .selectFrom('phone')
    .select('raw')
    .where('lead_id', '=', leadId)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return { ...lead, email: email?.address ?? null, phone: phone?.raw ?? null }
}

/** A lead called by its company, e-mail or phone follows them; one that has a name of its own keeps it. */
async function writeName(
  trx: WorkbookTransaction,
  leadId: LeadId,
  given: string | undefined,
  before: Naming,
): Promise<void> {
  const after = await readNaming(trx, leadId)
  const isFallback = before.name === displayName({ ...before, name: null })
  const own = given === undefined ? (isFallback ? null : before.name) : given
  const name = displayName({ ...after, name: own })
  if (name === null)
    throw new Refusal(
      'invalid_input',
      'A lead needs a name, a company, an e-mail address or a phone number. Leave one of them.',
    )
  if (name === before.name) return
  // The parts are known from an import only; a name written by hand is whole.
  await trx
    .updateTable('lead')
    .set({ name, name_key: nameKey(name), given_name: null, family_name: null })
    .where('id', '=', leadId)
    .execute()
}

async function refuseTakenEmails(
  trx: WorkbookTransaction,
  emails: readonly string[],
  leadId: LeadId | null,
): Promise<void> {
  if (emails.length === 0) return
  const taken = await trx
    .selectFrom('email')
    .innerJoin('lead', 'lead.id', 'email.lead_id')
    .select(['lead.id', 'lead.name', 'email.address'])
    .where('address_key', 'in', emails.map(emailKey))
    .where('lead.id', '!=', leadId ?? 0)
    .executeTakeFirst()
  if (taken)
    throw new Refusal(
      'not_possible',
      `${taken.address} is the address of ${taken.name} already. Open that lead, or leave the address out.`,
      { leadId: taken.id },
    )
}

async function writeEmails(trx: WorkbookTransaction, leadId: LeadId, emails: readonly string[]): Promise<void> {
  const there = await trx.selectFrom('email').selectAll().where('lead_id', '=', leadId).execute()
  const wanted = new Map(emails.map((address, position) => [emailKey(address), { address, position }]))
  const gone = there.filter((row) => !wanted.has(row.address_key)).map((row) => row.id)
  if (gone.length > 0) await trx.deleteFrom('email').where('id', 'in', idsIn(gone)).execute()
  const idByKey = new Map(there.map((row) => [row.address_key, row.id]))
  for (const [key, { address, position }] of wanted) {
    const id = idByKey.get(key)
    if (id === undefined)
      await trx.insertInto('email').values({ lead_id: leadId, address, address_key: key, position }).execute()
    else await trx.updateTable('email').set({ address, position }).where('id', '=', id).execute()
  }
}

async function writePhones(
  trx: WorkbookTransaction,
  leadId: LeadId,
  phones: readonly string[],
  country: string,
): Promise<void> {
  const there = await trx.selectFrom('phone').selectAll().where('lead_id', '=', leadId).execute()
  const gone = there.filter((row) => !phones.includes(row.raw)).map((row) => row.id)
  if (gone.length > 0) await trx.deleteFrom('phone').where('id', 'in', idsIn(gone)).execute()
  const idByRaw = new Map(there.map((row) => [row.raw, row.id]))
  for (const [position, raw] of phones.entries()) {
    const id = idByRaw.get(raw)
    if (id !== undefined) {
      await trx.updateTable('phone').set({ position }).where('id', '=', id).execute()
      continue
    }
    const { e164, isDamaged } = normalizePhone(raw, country)
    await trx
      .insertInto('phone')
      .values({ lead_id: leadId, raw, e164, is_damaged: isDamaged ? 1 : 0, position })
      .execute()
  }
}

async function writeLinks(trx: WorkbookTransaction, leadId: LeadId, links: readonly string[]): Promise<void> {
  const there = await trx.selectFrom('link').selectAll().where('lead_id', '=', leadId).orderBy('id').execute()
  const staying = there.filter((row) => links.includes(row.url))
  // Links stand in the order of their ids: those behind the first that is out of place are written anew.
  const inPlace = staying.findIndex((row, place) => row.url !== links[place])
  const kept = new Set((inPlace === -1 ? staying : staying.slice(0, inPlace)).map((row) => row.url))
  const gone = there.filter((row) => !kept.has(row.url)).map((row) => row.id)
  if (gone.length > 0) await trx.deleteFrom('link').where('id', 'in', idsIn(gone)).execute()
  for (const url of links) if (!kept.has(url)) await trx.insertInto('link').values({ lead_id: leadId, url }).execute()
}

async function writeTags(trx: WorkbookTransaction, leadId: LeadId, tags: readonly string[]): Promise<void> {
  const there = await trx.selectFrom('lead_tag').selectAll().where('lead_id', '=', leadId).execute()
  const wanted = new Set<number>()
  for (const tag of tags) wanted.add(await findOrInsertTag(trx, tag))
  const gone = there.filter((row) => !wanted.has(row.tag_id)).map((row) => row.id)
  if (gone.length > 0) await trx.deleteFrom('lead_tag').where('id', 'in', idsIn(gone)).execute()
  const known = new Set(there.map((row) => row.tag_id))
  for (const tagId of wanted)
    if (!known.has(tagId)) await trx.insertInto('lead_tag').values({ lead_id: leadId, tag_id: tagId }).execute()
}

function phonesAsCompared(phones: readonly string[], country: string): { raw: string; e164: string | null }[] {
  return phones.map((raw) => ({ raw, e164: normalizePhone(raw, country).e164 }))
}

function cleanEmails(texts: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const email of cleanTexts(texts)) if (!byKey.has(emailKey(email))) byKey.set(emailKey(email), email)
  return [...byKey.values()]
}

function cleanTexts(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))]
}
