import { sql } from 'kysely'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import { groupBy } from '../../../shared/primitives/group-by.ts'
import type { CustomFieldId, LeadId } from '../../../shared/primitives/ids.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { normalizePhone } from '../import/import.service.ts'
import { findOrInsertCompany, findOrInsertTag } from './companies-and-tags.ts'
import type { LeadValues } from './lead-search.ts'

/** What a field of a lead becomes; null empties it. */
export type Entry<T> = { leadId: LeadId; value: T | null }

type Parameter = string | number | null

/** What a lead is called by from now on. The parts are known from an import only; a name written by hand is whole. */
export function namedByHand(name: string): LeadValues {
  return { name, name_key: nameKey(name), given_name: null, family_name: null }
}

/** The ids of companies by name; made where no name folds alike. */
export async function findOrInsertCompanies(
  trx: WorkbookTransaction,
  names: Iterable<string>,
  madeAt: string,
): Promise<ReadonlyMap<string, number | null>> {
  const ids = new Map<string, number | null>()
  for (const name of names) if (!ids.has(name)) ids.set(name, await findOrInsertCompany(trx, name, madeAt))
  return ids
}

/** Writes the first e-mail address of leads; nobody else has it. */
export async function writeFirstEmails(trx: WorkbookTransaction, entries: readonly Entry<string>[]): Promise<void> {
  await writeFirst(trx, 'email', 'address_key', entries, (address) => ({ address, address_key: emailKey(address) }))
}

/** Writes the first phone of leads, with its number where it can be read. */
export async function writeFirstPhones(
  trx: WorkbookTransaction,
  entries: readonly Entry<string>[],
  country: string,
): Promise<void> {
  await writeFirst(trx, 'phone', 'raw', entries, (raw) => {
    const { e164, isDamaged } = normalizePhone(raw, country)
    return { raw, e164, is_damaged: isDamaged ? 1 : 0 }
  })
}

/** Writes the first link of leads. */
export async function writeFirstLinks(trx: WorkbookTransaction, entries: readonly Entry<string>[]): Promise<void> {
  await writeFirst(trx, 'link', 'url', entries, (url) => ({ url }))
}

/**
 * Puts a text in the place of the first of several; null takes the first away, so that the next is the first. One that the lead has
 * already comes to the first place.
 */
async function writeFirst(
  trx: WorkbookTransaction,
  table: 'email' | 'phone' | 'link',
  keyColumn: 'address_key' | 'raw' | 'url',
  entries: readonly Entry<string>[],
  columnsOf: (text: string) => Record<string, Parameter>,
): Promise<void> {
  const position = table === 'link' ? sql<number>`0` : sql.ref('position')
  const { rows } = await sql<{ id: number; lead_id: LeadId; key: string; position: number }>`
    SELECT id, lead_id, ${sql.ref(keyColumn)} AS key, ${position} AS position FROM ${sql.table(table)}
    WHERE lead_id IN ${idsIn(entries.map(({ leadId }) => leadId))} ORDER BY lead_id, position, id`.execute(trx)
  const byLead = groupBy(rows, (row) => row.lead_id)
  const gone: number[] = []
  const added: Record<string, Parameter>[] = []
  const changed: Record<string, Parameter>[] = []
  for (const { leadId, value } of entries) {
    const there = byLead.get(leadId) ?? []
    const first = there[0]
    const columns = value === null ? null : columnsOf(value)
    const same = there.find((row) => row.key === columns?.[keyColumn])
    if (first !== undefined && (columns === null || (same !== undefined && same !== first))) gone.push(first.id)
    if (columns === null) continue
    const place = table === 'link' ? {} : { position: first?.position ?? 0 }
    const kept = same ?? first
    if (kept === undefined) added.push({ lead_id: leadId, ...columns, ...place })
    else changed.push({ id: kept.id, ...columns, ...place })
  }
  await deleteRows(trx, table, gone)
  await updateRows(trx, table, changed)
  await insertRows(trx, table, added)
}

export type AddressColumn = 'street' | 'postal_code' | 'city' | 'region' | 'country'

/** Writes parts of the first address of leads; one without any part left goes. */
export async function writeAddresses(
  trx: WorkbookTransaction,
  entries: readonly { leadId: LeadId; parts: Partial<Record<AddressColumn, string | null>> }[],
): Promise<void> {
  const there = await trx
    .selectFrom('address')
    .select(['id', 'lead_id', 'street', 'postal_code', 'city', 'region', 'country'])
    .where('lead_id', 'in', idsIn(entries.map(({ leadId }) => leadId)))
    .orderBy('id', 'desc')
    .execute()
  const firstOf = new Map(there.map((row) => [row.lead_id, row]))
  const gone: number[] = []
  const added: Record<string, Parameter>[] = []
  const changed: Record<string, Parameter>[] = []
  for (const { leadId, parts } of entries) {
    const nothing = { street: null, postal_code: null, city: null, region: null, country: null }
    const { id, lead_id: _, ...before } = firstOf.get(leadId) ?? { ...nothing, id: undefined, lead_id: leadId }
    const after = { ...before, ...parts }
    const isEmpty = Object.values(after).every((part) => part === null)
    if (id === undefined) {
      if (!isEmpty) added.push({ lead_id: leadId, ...after })
    } else if (isEmpty) gone.push(id)
    else changed.push({ id, ...after })
  }
  await deleteRows(trx, 'address', gone)
  await updateRows(trx, 'address', changed)
  await insertRows(trx, 'address', added)
}

/** Writes all tags of leads; made where no name folds alike. */
export async function writeTags(trx: WorkbookTransaction, entries: readonly Entry<readonly string[]>[]): Promise<void> {
  const idOf = new Map<string, number>()
  for (const { value } of entries)
    for (const tag of value ?? []) if (!idOf.has(tag)) idOf.set(tag, await findOrInsertTag(trx, tag))
  const there = await trx
    .selectFrom('lead_tag')
    .select(['id', 'lead_id', 'tag_id'])
    .where('lead_id', 'in', idsIn(entries.map(({ leadId }) => leadId)))
    .execute()
  const byLead = groupBy(there, (row) => row.lead_id)
  const gone: number[] = []
  const added: Record<string, Parameter>[] = []
  for (const { leadId, value } of entries) {
    const wanted = new Set((value ?? []).map((tag) => idOf.get(tag) as number))
    for (const row of byLead.get(leadId) ?? []) if (!wanted.delete(row.tag_id)) gone.push(row.id)
    for (const tagId of wanted) added.push({ lead_id: leadId, tag_id: tagId })
  }
  await deleteRows(trx, 'lead_tag', gone)
  await insertRows(trx, 'lead_tag', added)
}

/** Writes a custom field of leads. */
export async function writeCustomValues(
  trx: WorkbookTransaction,
  fieldId: CustomFieldId,
  entries: readonly Entry<string>[],
): Promise<void> {
  const emptied = entries.filter(({ value }) => value === null).map(({ leadId }) => leadId)
  await sql`DELETE FROM custom_value WHERE custom_field_id = ${fieldId} AND lead_id IN ${idsIn(emptied)}`.execute(trx)
  // Without the WHERE the parser takes ON CONFLICT for a join.
  await sql`
    INSERT INTO custom_value (lead_id, custom_field_id, value)
    SELECT given.value ->> 0, ${fieldId}, given.value ->> 1
    FROM json_each(${pairs(entries.filter(({ value }) => value !== null))}) AS given WHERE true
    ON CONFLICT (lead_id, custom_field_id) DO UPDATE SET value = excluded.value WHERE custom_value.value != excluded.value`.execute(
    trx,
  )
}

function pairs(entries: readonly Entry<string | number>[]): string {
  return JSON.stringify(entries.map(({ leadId, value }) => [leadId, value]))
}

type OwnedTable = 'email' | 'phone' | 'link' | 'address' | 'lead_tag'

async function deleteRows(trx: WorkbookTransaction, table: OwnedTable, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await sql`DELETE FROM ${sql.table(table)} WHERE id IN ${idsIn(ids)}`.execute(trx)
}

/** Rows have the same columns, their id first. */
async function updateRows(
  trx: WorkbookTransaction,
  table: OwnedTable,
  rows: readonly Record<string, Parameter>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first).filter((column) => column !== 'id')
  const set = columns.map((column) => sql`${sql.ref(column)} = given.value ->> ${sql.lit(column)}`)
  await sql`
    UPDATE ${sql.table(table)} SET ${sql.join(set)} FROM json_each(${JSON.stringify(rows)}) AS given
    WHERE ${sql.table(table)}.id = given.value ->> 'id'`.execute(trx)
}

/** Rows have the same columns. */
async function insertRows(
  trx: WorkbookTransaction,
  table: OwnedTable,
  rows: readonly Record<string, Parameter>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first)
  await sql`
    INSERT INTO ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    SELECT ${sql.join(columns.map((column) => sql`given.value ->> ${sql.lit(column)}`))}
    FROM json_each(${JSON.stringify(rows)}) AS given ORDER BY given.key`.execute(trx)
}
