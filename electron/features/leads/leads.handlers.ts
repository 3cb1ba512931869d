import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { readSettings } from '../settings/settings.service.ts'
import { boardHandlers } from './board.ts'
import { refuseChangedMeanwhile } from './changed-meanwhile.ts'
import { duplicatesHandlers } from './duplicates.handlers.ts'
import { editingHandlers } from './editing.handlers.ts'
import { countExport, exportLeads } from './export/export-leads.ts'
import { leadPageHandlers } from './lead-page.handlers.ts'
import {
  causeOf,
  editLead,
  insertLead,
  type LeadsLabel,
  labelLeads,
  setDoNotContact,
  setStatus,
} from './leads.service.ts'
import { listValues } from './list/field-values.ts'
import { countLeads, listLeads, measureLeads, neighboursOf, selectLeads } from './list/lead-list.ts'
import { moveThroughGates, readGate } from './stage-gates.ts'
import { trashHandlers } from './trash.handlers.ts'

export const leadsHandlers: FeatureHandlers<'leads'> = {
  ...duplicatesHandlers,
  ...boardHandlers,
  ...leadPageHandlers,
  ...trashHandlers,
  ...editingHandlers,
  'leads.countExport': (context, { query }) => countExport(context, query),
  'leads.export': (context, request) => exportLeads(context, request),
  'leads.list': (context, request) => listLeads(context, request),
  'leads.counts': (context, { of }) => ({ counts: countLeads(context, of) }),
  'leads.measure': (context, { leads }) => measureLeads(context, leads),
  'leads.neighbours': (context, request) => neighboursOf(context, request),
  'leads.values': (context, request) => listValues(context, request),

  'leads.add': async ({ change, now, today }, fields) => {
    const { value, changeSet } = await change(
      ({ label }: { label: LeadsLabel }) => ({ what: 'lead_added', ...label }),
      'edit',
      async (trx) => {
        const { country } = await readSettings(trx)
        const leadId = await insertLead(trx, fields, { on: today, madeAt: now(), country })
        return { leadId, label: await labelLeads(trx, [leadId]) }
      },
    )
    return { leadId: value.leadId, changeSet }
  },

  'leads.edit': async ({ change, now }, { leadId, fields, was }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'lead_edited', ...label }),
      'edit',
      async (trx) => {
        if (was !== undefined) await refuseChangedMeanwhile(trx, leadId, was)
        const { country } = await readSettings(trx)
        await editLead(trx, leadId, fields, { madeAt: now(), country })
        return labelLeads(trx, [leadId])
      },
    )
    return { changeSet }
  },

  'leads.setStage': async (context, { leads, stage, note }) => {
    const { value, changeSet } = await context.change(
      ({ label }: { label: LeadsLabel }) => ({ what: 'stage_changed', ...label }),
      causeOf(leads),
      (trx) =>
        moveThroughGates(trx, context, selectLeads(context, leads), {
          stage,
          note: note || null,
          madeAt: context.now(),
        }),
    )
    return { changeSet, ...value.move }
  },
  'leads.gate': (context, { leadId, stage }) => readGate(context, leadId, stage),

  'leads.setStatus': async (context, { leads, status, reason, untilOn }) => {
    const { change, now, today } = context
    if (status === 'resting' && (untilOn === undefined || untilOn <= today))
      throw new Refusal('invalid_input', 'A lead rests until a day to come. Choose that day.')
    if ((status === 'lost' || status === 'disqualified') && !reason)
      throw new Refusal('invalid_input', 'Write down the reason: later it shows what leads are lost by.')
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'status_changed', ...label }),
      causeOf(leads),
      async (trx) => {
        const leadIds = selectLeads(context, leads)
        const label = await labelLeads(trx, leadIds)
        await setStatus(trx, leadIds, {
          status,
          on: today,
          madeAt: now(),
          reason: reason ?? null,
          untilOn: untilOn ?? null,
        })
        return label
      },
    )
    return { changeSet }
  },

  'leads.setDoNotContact': async ({ change, today }, { leadId, reason }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'do_not_contact_set', ...label }),
      'edit',
      async (trx) => {
        const label = await labelLeads(trx, [leadId])
        await setDoNotContact(trx, [leadId], { on: today, reason })
        return label
      },
    )
    return { changeSet }
  },
}
