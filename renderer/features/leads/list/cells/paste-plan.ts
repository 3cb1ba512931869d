import type { CellEdit, LeadRow } from '../../../../../shared/contract/leads.contract.ts'
import type { CellReading } from '../../../../../shared/domain/leads/cell-text.ts'
import type { EditableKey } from '../../../../../shared/domain/leads/lead-fields.ts'

/** What pasting a block would write. */
export interface PastePlan {
  cells: readonly CellEdit[]
  /** How many cells each column gets, in the order of the table. */
  columns: readonly { key: EditableKey; count: number }[]
  leadCount: number
  /** Cells that are kept as typed with a mark, and cells that are not taken; each with its first reasons. */
  marked: PasteNotices
  refused: PasteNotices
  /** Rows below the last lead, and columns right of the last one that can be written. */
  rowsLeftOut: number
  columnsLeftOut: number
}

interface PasteNotices {
  count: number
  messages: readonly string[]
}

interface PasteTarget {
  /** The leads from the active cell on, as many as the block has rows or as there are. */
  leads: readonly LeadRow[]
  /** The columns from the active cell on that can be written, in the order of the table. */
  keys: readonly EditableKey[]
  textOf: (lead: LeadRow, key: EditableKey) => string
  read: (key: EditableKey, text: string) => CellReading
}

const SHOWN_MESSAGES = 3
/** Signs of the notes that a row of a list holds at most. */
const NOTES_IN_ROW = 200

/** Whether the notes may go on behind what a row holds of them. */
export function mayHoldMore(notes: string): boolean {
  return notes.length >= NOTES_IN_ROW
}

/** Lays a block over the table from the active cell on. Cells that hold the text already are left out. */
export function planPaste(block: readonly (readonly string[])[], target: PasteTarget): PastePlan {
  const { leads, keys, textOf, read } = target
  const width = block.reduce((most, row) => Math.max(most, row.length), 0)
  const cells: CellEdit[] = []
  const counts = new Map<EditableKey, number>()
  const marked: string[] = []
  const refused: string[] = []
  for (const [at, row] of block.entries()) {
    const lead = leads[at]
    if (lead === undefined) break
    for (const [column, text] of row.entries()) {
      const key = keys[column]
      if (key === undefined) break
      const was = textOf(lead, key)
      if (text.trim() === was && !(key === 'notes' && mayHoldMore(was))) continue
      const reading = read(key, text)
      if (reading.kind === 'refused') {
        refused.push(reading.message)
        continue
      }
      if (reading.kind === 'marked') marked.push(reading.message)
      cells.push({ leadId: lead.id, field: key, text, ...(key !== 'notes' && { was }) })
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return {
    cells,
    columns: keys.flatMap((key) => {
      const count = counts.get(key)
      return count === undefined ? [] : [{ key, count }]
    }),
    leadCount: new Set(cells.map(({ leadId }) => leadId)).size,
    marked: { count: marked.length, messages: marked.slice(0, SHOWN_MESSAGES) },
    refused: { count: refused.length, messages: refused.slice(0, SHOWN_MESSAGES) },
    rowsLeftOut: Math.max(0, block.length - leads.length),
    columnsLeftOut: Math.max(0, width - keys.length),
  }
}
