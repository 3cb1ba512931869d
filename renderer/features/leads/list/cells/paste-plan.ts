import type { CellEdit, CellTrial, LeadRow } from '../../../../../shared/contract/leads.contract.ts'
import { type EditableKey, isEditable } from '../../../../../shared/domain/leads/lead-fields.ts'
import type { LeadId } from '../../../../../shared/primitives/ids.ts'
import type { ColumnKey } from '../leads-view.ts'

/** A block as it lies over the table. */
export interface LaidBlock {
  /** Its cells, without those that hold the text already. */
  cells: readonly CellEdit[]
  /** Rows below the last lead, and columns right of the last one of the table. */
  rowsLeftOut: number
  columnsLeftOut: number
  /** Columns of the table under which something lies and that cannot be written in. */
  columnsLocked: readonly ColumnKey[]
}

/** What pasting a block would write: what the core says of its cells, and what the leads are called. */
export interface PastePlan extends LaidBlock {
  trial: CellTrial
  names: ReadonlyMap<LeadId, string>
}

/** The trial of a block that would change nothing. */
export const nothingTried: CellTrial = {
  written: 0,
  marked: [],
  markedCount: 0,
  refused: [],
  refusedCount: 0,
  conflicts: [],
  conflictCount: 0,
  leadCount: 0,
  fields: [],
}

interface PasteTarget {
  /** The leads from the active cell on, as many as the block has rows or as there are. */
  leads: readonly LeadRow[]
  /** The columns from the active cell on, in the order of the table. */
  keys: readonly ColumnKey[]
  textOf: (lead: LeadRow, key: EditableKey) => string
}

/** Characters of the notes that a row of a list holds at most. */
const NOTES_IN_ROW = 200

/** Whether the notes may go on behind what a row holds of them. */
export function mayHoldMore(notes: string): boolean {
  return notes.length >= NOTES_IN_ROW
}

/** Lays a block over the table from the active cell on: each of its columns over one of the table, whether that can be written in or not. */
export function layBlock(block: readonly (readonly string[])[], { leads, keys, textOf }: PasteTarget): LaidBlock {
  const width = block.reduce((most, row) => Math.max(most, row.length), 0)
  const cells: CellEdit[] = []
  const locked = new Set<ColumnKey>()
  for (const [at, row] of block.entries()) {
    const lead = leads[at]
    if (lead === undefined) break
    for (const [column, text] of row.entries()) {
      const key = keys[column]
      if (key === undefined) break
      if (key === 'code' || !isEditable(key)) {
        if (text.trim() !== '') locked.add(key)
        continue
      }
      const was = textOf(lead, key)
      if (text.trim() === was && !(key === 'notes' && mayHoldMore(was))) continue
      cells.push({ leadId: lead.id, field: key, text, ...(key !== 'notes' && { was }) })
    }
  }
  return {
    cells,
    rowsLeftOut: Math.max(0, block.length - leads.length),
    columnsLeftOut: Math.max(0, width - keys.length),
    columnsLocked: [...locked],
  }
}
