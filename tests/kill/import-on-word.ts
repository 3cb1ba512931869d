import { OpenWorkbook } from '../../electron/core/open-workbook.ts'
import { createProgressBoard } from '../../electron/core/progress-board.ts'
import { importHandlers } from '../../electron/features/import/import.handlers.ts'
import { testDay } from '../support/core.ts'

/**
 * A process that has all of the core's code at hand and waits for its parent's word to import a file that was read already, as the
 * writer does it: `import-on-word.ts SPOOL`. Says `ready`, then, if it lives, how many milliseconds the import took.
 */
const [spoolFolder] = process.argv.slice(2)
if (spoolFolder === undefined) throw new Error('Which spool?')
process.on('disconnect', () => process.exit(1))
process.on('message', ({ path, fileId }: { path: string; fileId: string }) => {
  void importInto(path, fileId)
})
process.send?.('ready')

async function importInto(path: string, fileId: string): Promise<void> {
  const from = performance.now()
  const start = { role: 'writer', board: createProgressBoard(), spoolFolder: spoolFolder ?? '' } as const
  const workbook = await OpenWorkbook.open(path, testDay, start, () => undefined)
  await importHandlers['import.commit'](workbook.commandContext(), {
    fileId,
    choices: { onMatch: 'overwrite' },
  })
  workbook.close()
  process.send?.(performance.now() - from, () => process.exit(0))
}
