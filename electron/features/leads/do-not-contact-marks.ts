import { createHmac, randomBytes } from 'node:crypto'
import type Database from 'better-sqlite3'
import { Refusal } from '../../../shared/contract/reply.ts'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WhyBarred } from '../../database/journal-reversal.ts'
import type { WorkbookReader } from '../../database/workbook-schema.ts'

const KEY_SETTING = 'markKey'
const KEY_BYTES = 32

/** What is compared of a person: keys of e-mail addresses, and phones as E.164. */
export type MarkedBy = { readonly emailKeys: readonly string[]; readonly phones: readonly string[] }

/**
 * Leaves marks of people who may not be contacted and are erased. A mark is an HMAC-SHA-256 with a key of this workbook: it hides from a
 * glance, not from somebody who has the file and tries addresses. Call it in the transaction that erases.
 */
export function leaveMarks(raw: Database.Database, { emailKeys, phones }: MarkedBy, on: PlainDate): void {
  const key = findKey(raw) ?? makeKey(raw)
  const insert = raw.prepare('INSERT OR IGNORE INTO do_not_contact_mark (kind, hash, marked_on) VALUES (?, ?, ?)')
  for (const email of emailKeys) insert.run('email', hashOf(key, email), on)
  for (const phone of phones) insert.run('phone', hashOf(key, phone), on)
}

/** A test whether one of these addresses or numbers is marked. It knows the marks as they stand now. */
export function readMarks(raw: Database.Database): (sought: MarkedBy) => boolean {
  const marks = new Set(
    raw.prepare<[], string>("SELECT kind || ' ' || hash FROM do_not_contact_mark").pluck().iterate(),
  )
  const key = marks.size === 0 ? undefined : findKey(raw)
  return key === undefined ? () => false : marksTest(marks, key)
}

/** {@link readMarks} within a transaction. */
export async function readMarksOf(db: WorkbookReader): Promise<(sought: MarkedBy) => boolean> {
  const rows = await db.selectFrom('do_not_contact_mark').select(['kind', 'hash']).execute()
  const setting = await db.selectFrom('setting').select('value').where('key', '=', KEY_SETTING).executeTakeFirst()
  if (rows.length === 0 || setting === undefined) return () => false
  return marksTest(new Set(rows.map(({ kind, hash }) => `${kind} ${hash}`)), keyOf(setting.value))
}

/** Why undoing brings an address or a number back to nobody: it is marked by now. */
export function whyMarked(raw: Database.Database): WhyBarred {
  let isMarked: ((sought: MarkedBy) => boolean) | undefined
  return ({ address_key: key, e164, address, raw: written }) => {
    const emailKeys = typeof key === 'string' ? [key] : []
    const phones = typeof e164 === 'string' ? [e164] : []
    if (emailKeys.length + phones.length === 0) return undefined
    isMarked ??= readMarks(raw)
    if (!isMarked({ emailKeys, phones })) return undefined
    const [shown] = [address, written, ...emailKeys, ...phones].filter((text) => typeof text === 'string')
    return markedSentence(shown ?? '')
  }
}

/** Refuses with not_possible to write an address or a number of somebody who may not be contacted and was erased. */
export async function refuseMarked(
  db: WorkbookReader,
  emails: readonly string[],
  phones: readonly { raw: string; e164: string | null }[],
): Promise<void> {
  const isMarked = await readMarksOf(db)
  const written =
    emails.find((email) => isMarked({ emailKeys: [emailKey(email)], phones: [] })) ??
    phones.find(({ e164 }) => e164 !== null && isMarked({ emailKeys: [], phones: [e164] }))?.raw
  if (written !== undefined) throw new Refusal('not_possible', markedSentence(written))
}

/** Why an address or a number is not written, for the seller to read. */
export function markedSentence(written: string): string {
  return `${written} belongs to somebody who asked not to be contacted, and was erased. Leave it out.`
}

function marksTest(marks: ReadonlySet<string>, key: Buffer): (sought: MarkedBy) => boolean {
  return ({ emailKeys, phones }) =>
    emailKeys.some((email) => marks.has(`email ${hashOf(key, email)}`)) ||
    phones.some((phone) => marks.has(`phone ${hashOf(key, phone)}`))
}

function hashOf(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

function findKey(raw: Database.Database): Buffer | undefined {
  const value = raw.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck().get(KEY_SETTING)
  return value === undefined ? undefined : keyOf(value)
}

function keyOf(setting: string): Buffer {
  return Buffer.from(JSON.parse(setting) as string, 'base64')
}

function makeKey(raw: Database.Database): Buffer {
  const key = randomBytes(KEY_BYTES)
  raw.prepare('INSERT INTO setting (key, value) VALUES (?, ?)').run(KEY_SETTING, JSON.stringify(key.toString('base64')))
  return key
}
