import { type RawBuilder, sql } from 'kysely'

/** Many ids as one parameter, for `where('id', 'in', idsIn(ids))`: SQLite takes 32,766 parameters at most. */
export function idsIn(ids: readonly number[]): RawBuilder<number> {
  return sql<number>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`
}

/** {@link idsIn} for texts. */
export function textsIn(texts: readonly string[]): RawBuilder<string> {
  return sql<string>`(SELECT value FROM json_each(${JSON.stringify(texts)}))`
}
