import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'

/** A process of its own that opens a workbook and keeps it: `node hold-workbook.ts PATH`. Says `open`, then waits to be killed. */
const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Give the path of a workbook')
const core = new Core({
  workerUrl: new URL('../../electron/core/worker.ts', import.meta.url),
  startLibrary: startLibraryInNode,
  log: (text) => process.stderr.write(`${text}\n`),
})
await core.openWorkbook(path)
process.stdout.write('open\n')
setInterval(() => undefined, 60_000)
