import { type Kysely, sql } from 'kysely'

/** All temperatures are counted from this index alone: of each kind the days that its window holds. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql.raw('CREATE INDEX signal_by_kind ON signal (kind, on_day, lead_id)').execute(db)
}
