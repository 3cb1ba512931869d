import { readWithLibrary } from '../../electron/core/library-process.ts'
import { startInNode } from '../../electron/core/start-library-in-node.ts'

/** A process of its own that starts a pretended library which hangs: `start-library.ts FILE`. Says the number of the library's process, then waits to be killed. */
const [path] = process.argv.slice(2)
if (path === undefined) throw new Error('Give the path of a file')
await readWithLibrary(
  startInNode(new URL('./pretend-library.ts', import.meta.url)),
  { path, spoolPath: `${path}.spool` },
  { limits: { ms: 300_000 }, onProgress: (pid) => process.stdout.write(`library ${pid}\n`) },
)
