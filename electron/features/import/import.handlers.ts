import type { ImportCounts, ImportRequest } from '../../../shared/contract/import.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { ChangeSetId, ImportId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { commitImport } from './commit-import.ts'
import { previewOf, reportOf } from './import.report.ts'
import { leftOutCsv, listRows } from './import.rows.ts'
import { findKeptPlan, forgetPlan, keepPlan } from './kept-plan.ts'
import { type PlannedImport, planImport } from './planned-import.ts'

export const importHandlers: FeatureHandlers<'import'> = {
  'import.plan': async (context, request) => previewOf(await planned(context, request)),

  'import.rows': async (context, { fileId, choices, ...page }) =>
    listRows(context.raw, await planned(context, { fileId, choices }), page),

  'import.leftOut': async (context, { fileId, choices, offset }) =>
    leftOutCsv(await planned(context, { fileId, choices }), offset),

  'import.rehearse': async (context, request) => reportOf(await planned(context, request), null),

  'import.commit': async (context, { planId, ...request }) => {
    // A stop may have come while this waited for its turn, and a short file never looks again.
    context.progress.stopIfCancelled()
    return commitImport(context, request, planId)
  },

  'import.history': async ({ db }) => {
    const rows = await db
      .selectFrom('import')
      .innerJoin('change_set', 'change_set.id', 'import.change_set_id')
      .select(['import.id', 'file_name', 'kind', 'system', 'imported_at', 'byte_count', 'checksum', 'counts'])
      .select(['change_set_id', 'change_set.state'])
      .orderBy('import.id', 'desc')
      .execute()
    return rows.map((row) => ({
      id: row.id as ImportId,
      fileName: row.file_name,
      kind: row.kind,
      system: row.system,
      importedAt: row.imported_at,
      byteCount: row.byte_count,
      checksum: row.checksum,
      counts: JSON.parse(row.counts) as ImportCounts,
      changeSet: row.change_set_id as ChangeSetId,
      state: row.state,
    }))
  },

  'import.undo': async (context, { importId }) =>
    context.reverse(async (trx) => {
      context.progress.report('undoing', 0, 0)
      const found = await trx.selectFrom('import').select('change_set_id').where('id', '=', importId).executeTakeFirst()
      if (!found) throw new Refusal('not_found', `There is no import ${importId} in this workbook.`)
      return found.change_set_id as ChangeSetId
    }),
}

/** The plan of a request: the one that was kept where nothing it follows from is another now. */
async function planned(context: QueryContext, request: ImportRequest): Promise<PlannedImport> {
  context.progress.stopIfCancelled()
  const version = context.raw.pragma('data_version', { simple: true })
  const key = JSON.stringify([request, version, context.today])
  const kept = findKeptPlan(context.raw, key)
  if (kept !== undefined) return kept
  // Two at once take twice the memory.
  forgetPlan(context.raw)
  const made = await planImport(context, request)
  keepPlan(context.raw, key, made)
  return made
}
