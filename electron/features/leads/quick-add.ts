import type Database from 'better-sqlite3'
import { sql } from 'kysely'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { cityKey, type QuickAdd, readQuickAdd } from '../../../shared/domain/leads/quick-add.ts'
import type { ReadingPlace } from '../../../shared/domain/leads/reading-place.ts'
import { handTagFrom } from '../../../shared/domain/temperature/hand-tag.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { textsIn } from '../../database/ids-in.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'
import { readPlace } from '../fields/fields.service.ts'
import { planAction } from '../follow-ups/follow-ups.service.ts'
import { normalizePhone } from '../import/import.service.ts'
import { insertHandTags, temperatureRules } from '../temperature/temperature.service.ts'
import { refreshSearchText } from './lead-search.ts'
import { insertLead } from './lead-writing.ts'
import { writeAddresses } from './write-cells.ts'

type Known = OutputOf<'leads.readQuickAdd'>['there']

const MOST_KNOWN = 5
/** Why a lead is tagged that was added with its temperature. */
const REASON = 'Said when it was added'

/** What a line says about a lead, with who has its addresses already. */
export async function previewQuickAdd(
  db: WorkbookReader,
  line: string,
  today: PlainDate,
): Promise<OutputOf<'leads.readQuickAdd'>> {
  const place = await readPlace(db, today)
  const read = await readLine(db, line, place)
  const phones = read.phones.map((raw) => ({ raw, e164: normalizePhone(raw, place.country).e164 }))
  return {
    pieces: read.pieces.map((piece) => ({ ...piece })),
    calledBy: nameOf(read),
    valueMinor: read.valueMinor,
    temperature: read.temperature,
    nextAction: read.nextAction,
    phones,
    there: await listKnown(db, read.emails, phones),
  }
}

/** Writes the lead of a line; see `leads.quickAdd`. */
export async function quickAdd(
  trx: WorkbookTransaction,
  line: string,
  { raw, today, madeAt }: { raw: Database.Database; today: PlainDate; madeAt: string },
): Promise<{ leadId: LeadId; name: string }> {
  const place = await readPlace(trx, today)
  const read = await readLine(trx, line, place)
  const { name, company, jobTitle, emails, phones, links, tags, valueMinor, notes } = read
  const leadId = await insertLead(
    trx,
    {
      company,
      jobTitle,
      emails: [...emails],
      phones: [...phones],
      links: [...links],
      tags: [...tags],
      valueMinor,
      notes,
      ...(name === null ? {} : { name }),
    },
    { on: today, madeAt, country: place.country },
  )
  if (read.city !== null) {
    await writeAddresses(trx, [{ leadId, parts: { city: read.city } }])
    await refreshSearchText(trx, [leadId])
  }
  if (read.temperature !== null)
    await insertHandTags(trx, [leadId], handTagFrom(read.temperature, REASON, today, temperatureRules(raw)), 'hand')
  if (read.nextAction !== null) await planAction(trx, { leadId, ...read.nextAction, isHuman: true }, today)
  return { leadId, name: nameOf(read) ?? '' }
}

/** A text that a lead of the workbook has for its city is one here too. */
async function readLine(db: WorkbookReader, line: string, place: ReadingPlace): Promise<QuickAdd> {
  const read = readQuickAdd(line, place)
  const texts = read.pieces.flatMap(({ as, text }) =>
    as === 'company' || as === 'jobTitle' || as === 'note' ? [text] : [],
  )
  if (texts.length === 0) return read
  // SQLite folds the letters A to Z only.
  const folded = texts.map((text) => text.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase()))
  const { rows } = await sql<{ city: string }>`
    SELECT DISTINCT city FROM address WHERE lower(city) IN ${textsIn(folded)}`.execute(db)
  return rows.length === 0 ? read : readQuickAdd(line, place, new Set(rows.map(({ city }) => cityKey(city))))
}

function nameOf({ name, company, emails, phones }: QuickAdd): string | null {
  return displayName({ name, company, email: emails[0] ?? null, phone: phones[0] ?? null })
}

async function listKnown(
  db: WorkbookReader,
  emails: readonly string[],
  phones: readonly { e164: string | null }[],
): Promise<Known> {
  if (emails.length + phones.length === 0) return []
  const numbers = phones.flatMap(({ e164 }) => e164 ?? [])
  const { rows } = await sql<Known[number]>`
    SELECT lead.id AS "leadId", lead.name, company.name AS company, has, text FROM (
      SELECT lead_id, 'email' AS has, address AS text FROM email WHERE address_key IN ${textsIn(emails.map(emailKey))}
      UNION ALL SELECT lead_id, 'phone', raw FROM phone WHERE e164 IN ${textsIn(numbers)}
    ) JOIN lead ON lead.id = lead_id LEFT JOIN company ON company.id = lead.company_id
    GROUP BY lead.id ORDER BY has, lead.name_key, lead.id LIMIT ${MOST_KNOWN}`.execute(db)
  return rows
}
