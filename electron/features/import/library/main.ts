import { UnreadableFile } from '../readers/read-refusal.ts'
import { readWithLibrary } from '../readers/read-with-library.ts'
import { RowSpoolWriter } from '../row-spool.ts'
import { endWithParent } from './end-with-parent.ts'

/**
 * The library's process: reads one spreadsheet into a spool and says how it went, `main.ts FILE SPOOL [SHEET]`. It is an Electron
 * utility process or a child of Node; whoever started it kills it, whatever it does.
 */

/** What the process says. */
type LibraryMessage =
  | { readonly type: 'progress'; readonly rowCount: number; readonly bytesDone: number }
  | { readonly type: 'done'; readonly ok: true }
  | { readonly type: 'done'; readonly ok: false; readonly code: string; readonly message: string }

const { parentPort } = process as { parentPort?: { postMessage: (message: LibraryMessage) => void } }
const say = (message: LibraryMessage): void => {
  if (parentPort === undefined) process.send?.(message)
  else parentPort.postMessage(message)
}

const [filePath, spoolPath, sheet] = process.argv.slice(2)
if (filePath === undefined || spoolPath === undefined) throw new Error('Give the paths of a file and of a spool.')
if (parentPort === undefined) endWithParent()
await read(filePath, spoolPath)

async function read(path: string, spool: string): Promise<void> {
  const writer = new RowSpoolWriter(spool, (rowCount, bytesDone) => say({ type: 'progress', rowCount, bytesDone }))
  try {
    writer.finish(await readWithLibrary(path, sheet === undefined ? {} : { sheet }, writer))
    say({ type: 'done', ok: true })
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    writer.abandon()
    say({ type: 'done', ok: false, code: error.code, message: error.message })
  }
}
