import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'

/** Imports a file into a workbook and tells the parent how much is written, 0 to 1, until it is killed. */
const [workbookPath, filePath] = process.argv.slice(2)
if (workbookPath === undefined || filePath === undefined) throw new Error('Which workbook, which file?')
const core = new Core({
  workerUrl: new URL('../../electron/core/worker.ts', import.meta.url),
  startLibrary: startLibraryInNode,
  log: (text) => console.error(text),
})
await core.openWorkbook(workbookPath)
core.onEvent((event) => {
  if (event.type === 'progress' && event.phase === 'writing' && event.total > 0)
    process.send?.(event.done / event.total)
})
await core.call('import.commit', { fileId: core.takeFile(filePath), choices: {} })
process.send?.(1)
