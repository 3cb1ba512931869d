import { bytesInMemory } from '../../electron/features/import/readers/byte-source.ts'
import { NeedsLibrary, UnreadableFile } from '../../electron/features/import/readers/read-refusal.ts'
import { readXlsx, type XlsxChoices } from '../../electron/features/import/readers/read-xlsx.ts'
import type { ReadFacts } from '../../shared/domain/import/table.ts'
import { ArrayRows } from './array-rows.ts'

/** What our own reader makes of a spreadsheet: its rows with their numbers, and the facts beside them. */
export type SheetUnderTest = { rows: string[][]; numbers: number[]; facts: ReadFacts }

export function readSheetOf(file: Uint8Array, choices: XlsxChoices = {}): SheetUnderTest {
  const rows = new ArrayRows()
  const facts = readXlsx(bytesInMemory(file), choices, rows)
  return { rows: rows.rows, numbers: rows.numbers, facts }
}

/** Why our own reader refuses a spreadsheet, in the words for a file named leads.xlsx; `needs_library` where the library is to read it. */
export function sheetRefusalOf(file: Uint8Array, choices: XlsxChoices = {}): { code: string; message: string } {
  try {
    readSheetOf(file, choices)
  } catch (error) {
    if (error instanceof UnreadableFile) return error.toRefusal('leads.xlsx')
    if (error instanceof NeedsLibrary) return { code: 'needs_library', message: error.message }
    throw error
  }
  throw new Error('The file was read.')
}
