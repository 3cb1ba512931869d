import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import type { LeadDraft } from '../../../shared/domain/import/lead-draft.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { planAction } from '../follow-ups/follow-ups.service.ts'
import { findOrInsertCompany, findOrInsertTag, setDoNotContact } from '../leads/leads.service.ts'
import { HAND_TAG_DAYS, plansAction, UNNAMED_ACTION } from './new-lead.ts'

/** Adds to a lead of the workbook what a file knows more of it. Only what is missing is filled; lists and notes are appended. */
export async function fillLead(
  trx: WorkbookTransaction,
  leadId: LeadId,
  fill: LeadDraft,
  place: { fileName: string; today: PlainDate; madeAt: string },
): Promise<void> {
  const { fileName, today, madeAt } = place
  const columns = {
    ...(fill.fullName === null
      ? {}
      : {
          name: fill.fullName,
          name_key: nameKey(fill.fullName),
          given_name: fill.givenName,
          family_name: fill.familyName,
        }),
    ...(fill.company === null ? {} : { company_id: await findOrInsertCompany(trx, fill.company, madeAt) }),
    ...(fill.title === null ? {} : { job_title: fill.title }),
    ...(fill.source === null ? {} : { source: fill.source }),
    ...(fill.valueMinor === null ? {} : { value_minor: fill.valueMinor }),
    ...(fill.foreignValue === null ? {} : { foreign_value: fill.foreignValue }),
    ...(fill.notes.length === 0 ? {} : { notes: await appendedNotes(trx, leadId, fill.notes) }),
  }
  if (Object.keys(columns).length > 0) await trx.updateTable('lead').set(columns).where('id', '=', leadId).execute()
  await fillLists(trx, leadId, fill)
  await fillAddress(trx, leadId, fill)
  if (fill.optOut) await trx.insertInto('opt_out').values({ lead_id: leadId, channel: 'mail', on_day: today }).execute()
  if (fill.temperature !== null) {
    await trx
      .insertInto('hand_tag')
      .values({
        lead_id: leadId,
        temperature: fill.temperature,
        reason: fileName,
        from_on: today,
        until_on: addDays(today, HAND_TAG_DAYS),
        origin: 'import',
      })
      .execute()
  }
  if (fill.doNotContact) await setDoNotContact(trx, [leadId], { on: today, reason: fileName })
  else if (plansAction(fill)) {
    await planAction(
      trx,
      {
        leadId,
        what: fill.nextAction ?? UNNAMED_ACTION,
        on: fill.nextActionOn ?? today,
        channel: 'other',
        isHuman: false,
      },
      today,
    )
  }
}

async function appendedNotes(trx: WorkbookTransaction, leadId: LeadId, notes: readonly string[]): Promise<string> {
  const { notes: before } = await trx
    .selectFrom('lead')
    .select('notes')
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow()
  return [...(before === null ? [] : [before]), ...notes].join('\n')
}

async function fillLists(trx: WorkbookTransaction, leadId: LeadId, fill: LeadDraft): Promise<void> {
  const count = async (table: 'email' | 'phone') =>
    (
      await trx
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('lead_id', '=', leadId)
        .executeTakeFirstOrThrow()
    ).count
  if (fill.emails.length > 0) {
    const first = await count('email')
    await trx
      .insertInto('email')
      .values(
        fill.emails.map((address, index) => ({
          lead_id: leadId,
          address,
          address_key: emailKey(address),
          position: first + index,
        })),
      )
      .execute()
  }
  if (fill.phones.length > 0) {
    const first = await count('phone')
    await trx
      .insertInto('phone')
      .values(
        fill.phones.map(({ raw, e164, isDamaged }, index) => ({
          lead_id: leadId,
          raw,
          e164,
          is_damaged: isDamaged ? (1 as const) : (0 as const),
          position: first + index,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  if (fill.website !== null)
    await trx
      .insertInto('link')
      .values({ lead_id: leadId, url: fill.website })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  for (const tag of fill.tags) {
    const tagId = await findOrInsertTag(trx, tag)
    await trx
      .insertInto('lead_tag')
      .values({ lead_id: leadId, tag_id: tagId })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  for (const { name, value } of fill.custom) {
    const fieldId = await findOrInsertCustomField(trx, name)
    await trx
      .insertInto('custom_value')
      .values({ lead_id: leadId, custom_field_id: fieldId, value })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

async function fillAddress(trx: WorkbookTransaction, leadId: LeadId, fill: LeadDraft): Promise<void> {
  const parts = Object.entries({
    street: fill.street,
    postal_code: fill.postalCode,
    city: fill.city,
    region: fill.region,
    country: fill.country,
  }).filter(([, value]) => value !== null)
  if (parts.length === 0) return
  const values = Object.fromEntries(parts)
  const there = await trx
    .selectFrom('address')
    .select('id')
    .where('lead_id', '=', leadId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (there) await trx.updateTable('address').set(values).where('id', '=', there.id).execute()
  else
    await trx
      .insertInto('address')
      .values({ lead_id: leadId, ...values })
      .execute()
}

async function findOrInsertCustomField(trx: WorkbookTransaction, name: string): Promise<number> {
  const key = nameKey(name)
  const there = await trx.selectFrom('custom_field').select('id').where('name_key', '=', key).executeTakeFirst()
  if (there) return there.id
  const { id } = await trx
    .insertInto('custom_field')
    .values({ name, name_key: key })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
