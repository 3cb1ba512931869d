import { memo } from 'react'
import type { LeadSelection } from '../../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../../shared/contract/leads.contract.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { LogTouchDialog, PlanDialog } from '../follow-ups/follow-ups.parts.ts'
import { LogSignalDialog, TagDialog } from '../temperature/temperature.parts.ts'
import { type AskedStatus, StatusDialog } from './dialogs/StatusDialog.tsx'
import { MergeWithDialog } from './duplicates/MergeWithDialog.tsx'
import { type BulkChange, FieldDialog } from './list/cells/FieldDialog.tsx'

/** Leads that something is done with, and what they are called together: a name, or "4 leads". */
export interface NamedLeads {
  leads: LeadSelection
  count: number
  name: string
}

/** One lead as leads that something is done with. */
export function named({ id, name }: Pick<LeadRow, 'id' | 'name'>): NamedLeads {
  return { leads: { ids: [id] }, count: 1, name }
}

/** A question that is open about leads; undefined while none is. */
export type LeadDialog =
  | { type: 'touch' | 'plan'; lead: LeadRow }
  | { type: 'merge'; lead: LeadRow }
  | { type: 'signal'; leads: NamedLeads }
  | { type: 'tag'; temperature: 'cold' | 'warm'; leads: NamedLeads }
  | { type: 'status'; status: AskedStatus; leads: NamedLeads }
  | { type: 'field'; leads: NamedLeads; begin?: BulkChange }

interface LeadDialogsProps {
  dialog: LeadDialog | undefined
  today: PlainDate
  onClose: () => void
}

/** The dialog that a screen of leads has open. */
export const LeadDialogs = memo(function LeadDialogs({ dialog, today, onClose }: LeadDialogsProps) {
  const shared = { today, onClose }
  return (
    <>
      <LogTouchDialog {...shared} lead={dialog?.type === 'touch' ? dialog.lead : null} />
      <PlanDialog {...shared} lead={dialog?.type === 'plan' ? dialog.lead : null} />
      <LogSignalDialog {...shared} leads={dialog?.type === 'signal' ? dialog.leads : null} />
      <TagDialog
        {...shared}
        temperature={dialog?.type === 'tag' ? dialog.temperature : 'warm'}
        leads={dialog?.type === 'tag' ? dialog.leads : null}
      />
      <StatusDialog
        {...shared}
        status={dialog?.type === 'status' ? dialog.status : 'resting'}
        leads={dialog?.type === 'status' ? dialog.leads : null}
      />
      <FieldDialog
        leads={dialog?.type === 'field' ? dialog.leads : null}
        begin={dialog?.type === 'field' ? dialog.begin : undefined}
        onClose={onClose}
      />
      <MergeWithDialog lead={dialog?.type === 'merge' ? dialog.lead : null} onClose={onClose} />
    </>
  )
})
