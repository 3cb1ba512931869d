import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../../electron/core/core.ts'
import type { ImportChoices, ImportReport, ImportRow } from '../../shared/contract/import.contract.ts'

/** Writes lines as a file and gives its path. */
export function writeLines(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

/** Imports a file of this computer. */
export async function importFile(core: Core, path: string, choices: ImportChoices = {}): Promise<ImportReport> {
  const answer = await core.call('import.commit', { fileId: core.takeFile(path), choices })
  if (answer.status !== 'written') throw new Error('The workbook moved without a plan to move from')
  return answer.report
}

/** Every row behind a plan. */
export async function rowsOfPlan(core: Core, fileId: string, choices: ImportChoices): Promise<ImportRow[]> {
  return (await core.call('import.rows', { fileId, choices, offset: 0, limit: 500 })).rows
}

/** Undoes the last import that wrote something. */
export async function undoLastImport(core: Core) {
  const last = (await core.call('import.history', {})).find(({ state }) => state === 'done')
  if (last === undefined) throw new Error('There is no import to undo')
  return core.call('import.undo', { importId: last.id })
}
