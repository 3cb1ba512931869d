import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { shippedPlaybooks } from './shipped-playbooks.ts'

/**
 * Brings the playbooks that ship into the workbook. One whose definition changed becomes a new version and the current one; running
 * leads keep theirs. Does nothing where all stand already.
 */
export async function installPlaybooks(trx: WorkbookTransaction): Promise<void> {
  const installed = await trx.selectFrom('playbook').selectAll().where('is_current', '=', 1).execute()
  const currentBySlug = new Map(installed.map((row) => [row.slug, row]))
  for (const playbook of shippedPlaybooks) {
    const definition = JSON.stringify(playbook)
    const current = currentBySlug.get(playbook.slug)
    if (current?.definition === definition) continue
    const { latest } = await trx
      .selectFrom('playbook')
      .select(({ fn }) => fn.max('version').as('latest'))
      .where('slug', '=', playbook.slug)
      .executeTakeFirstOrThrow()
    await trx.updateTable('playbook').set({ is_current: 0 }).where('slug', '=', playbook.slug).execute()
    await trx
      .insertInto('playbook')
      .values({ slug: playbook.slug, version: (latest ?? 0) + 1, name: playbook.name, definition, is_current: 1 })
      .execute()
  }
}
