import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ImportChoices } from '../../../shared/contract/import.contract.ts'
import { foldText } from '../../../shared/domain/leads/fold-text.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'

/** What is remembered for files of one shape. */
export type RememberedChoices = Pick<
  ImportChoices,
  'kind' | 'targets' | 'dayOrder' | 'onMatch' | 'policies' | 'unmatched' | 'arePlaceholdersEmpty'
>

/** Equal for files of one shape: the same headers in the same order, however they are written. Null without a header. */
export function headerKeyOf(header: readonly string[], hasHeader: boolean): string | null {
  if (!hasHeader) return null
  return createHash('sha1').update(header.map(foldText).join('\n')).digest('hex').slice(0, 32)
}

export async function findMapping(
  db: WorkbookReader,
  headerKey: string | null,
): Promise<{ system: string | null; choices: RememberedChoices } | undefined> {
  if (headerKey === null) return undefined
  const row = await db
    .selectFrom('import_mapping')
    .select(['system', 'choices'])
    .where('header_key', '=', headerKey)
    .executeTakeFirst()
  return row && { system: row.system, choices: JSON.parse(row.choices) as RememberedChoices }
}

/** Keeps the choices for the next file of the shape, in place of those kept before. */
export async function rememberMapping(
  trx: WorkbookTransaction,
  headerKey: string,
  system: string | null,
  choices: RememberedChoices,
  usedAt: string,
): Promise<void> {
  const values = { header_key: headerKey, system, choices: JSON.stringify(choices), used_at: usedAt }
  await trx
    .insertInto('import_mapping')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('header_key').doUpdateSet({
        system: sql.ref('excluded.system'),
        choices: sql.ref('excluded.choices'),
        used_at: sql.ref('excluded.used_at'),
      }),
    )
    .execute()
}
