import type Database from 'better-sqlite3'
import type { FitRules } from '../../shared/domain/qualification/fit-rules.ts'
import type { GateRules } from '../../shared/domain/qualification/gates.ts'
import type { TemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import { prepared } from './prepared.ts'
import type { RulesTable, WorkbookReader, WorkbookTransaction } from './workbook-schema.ts'

type Subject = RulesTable['subject']
type RulesOf = { temperature: TemperatureRules; fit: FitRules; gates: GateRules }

const rulesByConnection = new WeakMap<Database.Database, Map<Subject, { text: string; rules: unknown }>>()

/**
 * The seller's rules of a subject as they were written last; null where those that ship are in force. They are read from their text once
 * for as long as that is in force: the same object is the same rules.
 */
export function findRules<S extends Subject>(raw: Database.Database, subject: S): RulesOf[S] | null {
  const text = prepared<[Subject], string | null>(
    raw,
    'SELECT definition FROM rules WHERE subject = ? ORDER BY id DESC LIMIT 1',
  )
    .pluck()
    .get(subject)
  if (text === undefined || text === null) return null
  let kept = rulesByConnection.get(raw)
  if (kept === undefined) {
    kept = new Map()
    rulesByConnection.set(raw, kept)
  }
  const known = kept.get(subject)
  // Compared by text: undoing takes versions away, and what is rolled back leaves its id to the next one.
  if (known?.text === text) return known.rules as RulesOf[S]
  const rules = JSON.parse(text) as RulesOf[S]
  kept.set(subject, { text, rules })
  return rules
}

/** {@link findRules} above the connection. */
export async function readRules<S extends Subject>(db: WorkbookReader, subject: S): Promise<RulesOf[S] | null> {
  const definition = await findDefinition(db, subject)
  return definition === null ? null : (JSON.parse(definition) as RulesOf[S])
}

async function findDefinition(db: WorkbookReader, subject: Subject): Promise<string | null> {
  const last = await db
    .selectFrom('rules')
    .select('definition')
    .where('subject', '=', subject)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.definition ?? null
}

/** Puts rules in force; null those that ship. Rules that are in force already are not written again. */
export async function insertRules(
  trx: WorkbookTransaction,
  subject: Subject,
  rules: RulesOf[Subject] | null,
  madeAt: string,
): Promise<void> {
  const definition = rules === null ? null : JSON.stringify(rules)
  if ((await findDefinition(trx, subject)) === definition) return
  await trx.insertInto('rules').values({ subject, definition, made_at: madeAt }).execute()
}
