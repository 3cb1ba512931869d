import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'

/** The company of a name; made where no name folds alike. Null for a blank name. */
export async function findOrInsertCompany(
  trx: WorkbookTransaction,
  name: string,
  madeAt: string,
): Promise<number | null> {
  const trimmed = name.trim()
  if (trimmed === '') return null
  const key = nameKey(trimmed)
  const there = await trx.selectFrom('company').select('id').where('name_key', '=', key).executeTakeFirst()
  if (there) return there.id
  const { id } = await trx
    .insertInto('company')
    .values({ name: trimmed, name_key: key, created_at: madeAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The tag of a name; made where no name folds alike. */
export async function findOrInsertTag(trx: WorkbookTransaction, name: string): Promise<number> {
  const key = nameKey(name)
  const there = await trx.selectFrom('tag').select('id').where('name_key', '=', key).executeTakeFirst()
  if (there) return there.id
  const { id } = await trx
    .insertInto('tag')
    .values({ name: name.trim(), name_key: key })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
