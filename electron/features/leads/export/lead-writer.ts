import type { ExportColumn } from './export-columns.ts'

/** Writes rows of an export in one format. What a column gives is what its cell says; empty where there is nothing. */
export type LeadWriter = {
  /** Cells of one lead, one for each column, with what else is known of it. */
  add: (cells: readonly string[], lead: ExportedLead) => void
  finish: () => void
  /** Cells that were cut because the format holds no longer ones. */
  readonly cutCellCount: number
}

/** A lead as its export names it. */
export type ExportedLead = { readonly exportId: string; readonly called: string }

/** What every writer is made with: the columns, the one of ids left out. */
export type LeadTable = { readonly columns: readonly ExportColumn[] }
