import { findTable } from '../../../../shared/domain/import/header-row.ts'
import type { Table } from '../../../../shared/domain/import/table.ts'
import { type ReadRefusal, UnreadableFile } from './read-refusal.ts'
import { readText, type TextChoices } from './read-text.ts'
import { readXlsx, type XlsxChoices } from './read-xlsx.ts'
import { recogniseFile } from './recognise-file.ts'

/** What is read: a file's bytes, or pasted cells as UTF-8 bytes with a name to call them by. */
export type TableSource = { readonly bytes: Uint8Array; readonly fileName: string }

/** What the seller may choose; what is left out is detected. `headerRow`: its number as a spreadsheet shows it, null for none. */
export type ReadChoices = TextChoices & XlsxChoices & { readonly headerRow?: number | null }

export type ReadResult =
  | { readonly ok: true; readonly table: Table }
  | { readonly ok: false; readonly refusal: ReadRefusal }

/** The table in a file, told by its content and never by its name. Never throws for what a file may hold. */
export function readTable(source: TableSource, choices: ReadChoices = {}): ReadResult {
  try {
    const grid =
      recogniseFile(source.bytes) === 'zip' ? readXlsx(source.bytes, choices) : readText(source.bytes, choices)
    return { ok: true, table: findTable(grid, choices.headerRow) }
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, refusal: error.toRefusal(source.fileName) }
    throw error
  }
}
