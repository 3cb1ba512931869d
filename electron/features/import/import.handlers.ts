import { sql } from 'kysely'
import type { ImportCounts } from '../../../shared/contract/import.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { ChangeSetId, ImportId } from '../../../shared/primitives/ids.ts'
import type { CommandContext } from '../../core/context.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { issueCodes } from '../follow-ups/follow-ups.service.ts'
import { refreshSearchText } from '../leads/leads.service.ts'
import { type PlannedImport, planImport } from './import.plan.ts'
import { previewOf, reportOf } from './import.report.ts'
import { fillLead } from './import-fill.ts'
import { type WrittenRow, writeNewLeads } from './import-writer.ts'
import { newLeadOf, plansAction } from './new-lead.ts'

export const importHandlers: FeatureHandlers<'import'> = {
  'import.plan': async (context, request) => previewOf(await planImport(context, request)),

  'import.rehearse': async (context, request) => reportOf(await planImport(context, request), null),

  'import.commit': async (context, { planId, ...request }) => {
    const planned = await planImport(context, request)
    if (planId !== undefined && planId !== planned.planId) return { status: 'changed', plan: previewOf(planned) }
    const { created, updated } = planned.decisions.counts
    if (created + updated === 0) return { status: 'written', report: reportOf(planned, null) }
    const { changeSet } = await context.change(
      { what: 'imported', name: planned.fileName, count: created + updated },
      'import',
      (trx, id) => writeImport(context, trx, id, planned),
    )
    return { status: 'written', report: reportOf(planned, changeSet) }
  },

  'import.history': async ({ db }) => {
    const rows = await db
      .selectFrom('import')
      .innerJoin('change_set', 'change_set.id', 'import.change_set_id')
      .select(['import.id', 'file_name', 'imported_at', 'counts', 'change_set_id', 'change_set.state'])
      .orderBy('import.id', 'desc')
      .execute()
    return rows.map((row) => ({
      id: row.id as ImportId,
      fileName: row.file_name,
      importedAt: row.imported_at,
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

async function writeImport(
  context: CommandContext,
  trx: WorkbookTransaction,
  changeSet: ChangeSetId,
  planned: PlannedImport,
): Promise<void> {
  const { raw, today, progress } = context
  const now = context.now()
  const { decisions, fileName } = planned
  const { id: importId } = await trx
    .insertInto('import')
    .values({
      file_name: fileName,
      checksum: planned.checksum,
      byte_count: planned.byteCount,
      imported_at: now,
      counts: JSON.stringify(decisions.counts),
      mapping: JSON.stringify(planned.mapping.map(({ header, target }) => ({ header, target }))),
      change_set_id: changeSet,
    })
    .returning('id')
    .executeTakeFirstOrThrow()

  const codes = await issueCodes(trx, decisions.creations.filter(plansAction).length)
  let issued = 0
  const leads = decisions.creations.map((draft) => {
    const code = plansAction(draft) ? (codes[issued++] ?? null) : null
    return newLeadOf(draft, fileName, today, code)
  })
  writeNewLeads(raw, changeSet, importId, leads, rowsToRemember(planned), now, progress)

  progress.report('writing', 0, decisions.updates.length)
  for (const [at, { leadId, fill }] of decisions.updates.entries()) {
    await fillLead(trx, leadId, fill, { fileName, today, madeAt: now })
    if (at % 200 === 0) {
      progress.report('writing', at, decisions.updates.length)
      progress.stopIfCancelled()
    }
  }
  await refreshSearchText(
    trx,
    decisions.updates.map(({ leadId }) => leadId),
  )
  await sql`PRAGMA optimize`.execute(trx)
}

/** The rows that are told again by their cells: all that went into a lead now. Those seen before are on file already. */
function rowsToRemember(planned: PlannedImport): WrittenRow[] {
  const rows: WrittenRow[] = []
  for (const [at, decision] of planned.decisions.rows.entries()) {
    const row = planned.drafts.rows[at]
    if (!row || !('target' in decision) || (decision.kind === 'same' && decision.isSeenBefore)) continue
    const lead = 'leadId' in decision.target ? { id: decision.target.leadId } : { newIndex: decision.target.creation }
    rows.push({ row: decision.row, hash: row.hash, occurrence: row.occurrence, lead })
  }
  return rows
}
