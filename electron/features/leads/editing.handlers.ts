import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { type CellsWritten, editCells, editMany, tryCells } from './edit-cells.ts'
import { type LeadsLabel, labelLeads, selectLeads } from './leads.service.ts'
import { previewQuickAdd, quickAdd } from './quick-add.ts'

type Handled = 'leads.tryCells' | 'leads.editCells' | 'leads.editMany' | 'leads.readQuickAdd' | 'leads.quickAdd'

export const editingHandlers: Pick<FeatureHandlers<'leads'>, Handled> = {
  'leads.tryCells': (context, { cells }) => tryCells(context, cells),

  'leads.editCells': async (context, { cells, how }) => {
    const what = how === 'edited' ? 'cells_edited' : 'cells_pasted'
    const { value, changeSet } = await context.change(
      ({ report, name }: { report: CellsWritten; name: string | null }) =>
        name === null ? { what, count: report.written } : { what, name, count: report.written },
      cells.length === 1 ? 'edit' : 'bulk',
      async (trx) => {
        const report = await editCells(trx, context, cells)
        const [first] = cells
        const isOne = first !== undefined && cells.every(({ leadId }) => leadId === first.leadId)
        if (!isOne || report.written === 0) return { report, name: null }
        const label = await labelLeads(trx, [first.leadId])
        return { report, name: 'name' in label ? label.name : null }
      },
    )
    return { changeSet, ...value.report }
  },

  'leads.editMany': async (context, { leads, ...edit }) => {
    const leadIds = selectLeads(context, leads)
    const { value, changeSet } = await context.change(
      ({ label }: { report: CellsWritten; label: LeadsLabel }) => ({ what: 'leads_edited', ...label }),
      leadIds.length === 1 ? 'edit' : 'bulk',
      async (trx) => {
        const report = await editMany(trx, context, leadIds, edit)
        const isOne = leadIds.length === 1 && report.refusedCount === 0
        return { report, label: isOne ? await labelLeads(trx, leadIds) : { count: report.written } }
      },
    )
    return { changeSet, ...value.report }
  },

  'leads.readQuickAdd': ({ db, today }, { line }) => previewQuickAdd(db, line, today),

  'leads.quickAdd': async ({ change, raw, now, today }, { line }) => {
    const { value, changeSet } = await change(
      ({ name }: { leadId: LeadId; name: string }) => ({ what: 'lead_added', name }),
      'edit',
      (trx) => quickAdd(trx, line, { raw, today, madeAt: now() }),
    )
    return { changeSet, ...value }
  },
}
