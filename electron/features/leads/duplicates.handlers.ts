import type { FeatureHandlers } from '../../core/handlers.ts'
import { compareLeads } from './compare-leads.ts'
import { listDuplicates } from './duplicates.queries.ts'
import { type LeadsLabel, labelLeads } from './leads.service.ts'
import { mergeLeads, tellApart } from './merge-leads.ts'

type Handled = 'leads.findDuplicates' | 'leads.compare' | 'leads.merge' | 'leads.tellApart'

export const duplicatesHandlers: Pick<FeatureHandlers<'leads'>, Handled> = {
  'leads.findDuplicates': (context, request) => listDuplicates(context, request),
  'leads.compare': (context, { leadIds }) => compareLeads(context, leadIds),

  'leads.merge': async (context, { keep, leadIds, choices = {} }) => {
    const { value, changeSet } = await context.change(
      ({ name }: { name: string }) => ({ what: 'leads_merged', name }),
      'merge',
      (trx) => mergeLeads(trx, { keep, leadIds, choices }, { context, madeAt: context.now() }),
    )
    return { changeSet, leadId: keep, ...value }
  },

  'leads.tellApart': async ({ change }, { leadIds }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'told_apart', ...label }),
      'edit',
      async (trx) => {
        const label = await labelLeads(trx, leadIds)
        await tellApart(trx, leadIds)
        return label
      },
    )
    return { changeSet }
  },
}
