import { type Kysely, sql } from 'kysely'
import * as theFirstWorkbook from './migrations/0001-the-first-workbook.ts'
import * as importThatForgives from './migrations/0002-import-that-forgives.ts'
import * as fieldsViewsAndTrash from './migrations/0003-fields-views-and-trash.ts'
import * as rulesAndQualification from './migrations/0004-rules-and-qualification.ts'
import * as signalsByKind from './migrations/0005-signals-by-kind.ts'
import type { WorkbookReader } from './workbook-schema.ts'

type Migration = { up: (db: Kysely<any>) => Promise<void> }

/** All migrations in order; the workbook's version is the count of those it has been through. */
export const migrations: readonly Migration[] = [
  theFirstWorkbook,
  importThatForgives,
  fieldsViewsAndTrash,
  rulesAndQualification,
  signalsByKind,
]

/** The version that this app writes, kept in the file as `user_version`. */
export const currentSchemaVersion = migrations.length

/** Runs what is pending in one transaction, so that a failure leaves the workbook as it was. Gives the number of migrations run. */
export async function migrate(
  db: WorkbookReader,
  fromVersion: number,
  steps: readonly Migration[] = migrations,
): Promise<number> {
  const pending = steps.slice(fromVersion)
  if (pending.length === 0) return 0
  // SQLite ignores foreign_keys inside a transaction, so it is off before BEGIN and checked inside.
  await sql`PRAGMA foreign_keys = OFF`.execute(db)
  try {
    await db.transaction().execute(async (trx) => {
      for (const migration of pending) await migration.up(trx)
      const violations = await sql`PRAGMA foreign_key_check`.execute(trx)
      if (violations.rows.length > 0) throw new Error(`Migration leaves ${violations.rows.length} dangling references`)
      await sql.raw(`PRAGMA user_version = ${steps.length}`).execute(trx)
    })
  } finally {
    await sql`PRAGMA foreign_keys = ON`.execute(db)
  }
  return pending.length
}
