import { create } from 'zustand'
import type { LeadRow } from '../../../../../shared/contract/leads.contract.ts'
import type { EditableKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import type { LeadId } from '../../../../../shared/primitives/ids.ts'
import { onEvent } from '../../../../api/client.ts'

/**
 * What a cell shows in place of what the workbook holds: a text on its way there, or one that it would not take, with why. `marked`: what it
 * holds was kept as typed though it does not read as its kind.
 */
export type CellState =
  | { readonly is: 'pending'; readonly text: string }
  | { readonly is: 'refused' | 'marked'; readonly text: string; readonly message: string }

export type CellStates = ReadonlyMap<string, CellState>

/** A row with what its cells show for the moment, by field. */
export type TableRow = LeadRow & { readonly cells?: CellStates }

const useStore = create<{ rows: ReadonlyMap<LeadId, CellStates> }>(() => ({ rows: new Map() }))

/** The cells that show something else than the workbook holds, by lead. */
export function useCellStates(): ReadonlyMap<LeadId, CellStates> {
  return useStore((store) => store.rows)
}

export function cellStateOf(leadId: LeadId, key: EditableKey): CellState | undefined {
  return useStore.getState().rows.get(leadId)?.get(key)
}

/** Shows something in cells; undefined shows again what the workbook holds. */
export function showInCells(cells: readonly { leadId: LeadId; key: EditableKey; state: CellState | undefined }[]) {
  const rows = new Map(useStore.getState().rows)
  for (const { leadId, key, state } of cells) {
    const row = new Map(rows.get(leadId))
    if (state === undefined) row.delete(key)
    else row.set(key, state)
    if (row.size === 0) rows.delete(leadId)
    else rows.set(leadId, row)
  }
  useStore.setState({ rows })
}

onEvent((event) => {
  if (event.type === 'opened') useStore.setState({ rows: new Map() })
})
