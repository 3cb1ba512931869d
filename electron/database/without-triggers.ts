import { sql } from 'kysely'
import type { WorkbookTransaction } from './workbook-schema.ts'

/**
 * Runs `work` while triggers are down, then makes them again as they were, in the same order. Throws where there is none of a name. What
 * `work` throws leaves them down: only to roll back, the transaction or to a savepoint from before, brings them back then.
 */
export async function withoutTriggers<T>(
  trx: WorkbookTransaction,
  names: readonly string[],
  work: () => T | Promise<T>,
): Promise<T> {
  const statements: string[] = []
  for (const name of names) {
    const { rows } = await sql<{ sql: string }>`
      SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ${name}`.execute(trx)
    const [trigger] = rows
    if (trigger === undefined) throw new Error(`No trigger ${name}`)
    statements.push(trigger.sql)
    await sql`DROP TRIGGER ${sql.ref(name)}`.execute(trx)
  }
  const value = await work()
  for (const statement of statements) await sql.raw(statement).execute(trx)
  return value
}
