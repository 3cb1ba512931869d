import { rmSync, statSync } from 'node:fs'
import { type ReadRefusalCode, UnreadableFile } from '../features/import/readers/read-refusal.ts'

/** A started process of the spreadsheet library. */
export type LibraryProcess = {
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process is gone, whoever ended it; `isOutOfMemory` where it ended itself for want of it. */
  onExit(listener: (end: { isOutOfMemory: boolean }) => void): void
  /** Bytes it holds in memory; undefined where this system does not say. */
  memoryBytes(): number | undefined
  /** Ends it at once, whatever it does. */
  kill(): void
}

/** Starts the library's process with its arguments: the host knows how. */
export type StartLibrary = (args: readonly string[]) => LibraryProcess

/** What the library is to read, and the spool that takes the rows. */
export type LibraryRequest = { readonly path: string; readonly spoolPath: string; readonly sheet?: string | undefined }

/** Bounds of one reading. */
export type LibraryLimits = { readonly ms: number; readonly memoryBytes: number; readonly fileBytes: number }

export type LibraryWatch = {
  /** Hears of the rows written and the bytes of the file that they come from. */
  readonly onProgress?: (rowCount: number, bytesDone: number) => void
  readonly signal?: AbortSignal
  readonly limits?: Partial<LibraryLimits>
}

/** What the process may have as its heap; beside it are the file and what the library makes of it outside of the heap. */
export const LIBRARY_HEAP_MB = 384

const MEGABYTE = 1024 * 1024
const LOOK_EVERY_MS = 50
/** A smaller file that takes that much memory or time is built to. */
const HONEST_BYTES = 65_536

/**
 * Has the library read a file into a spool, in a process of its own that is gone when this returns or throws. Throws UnreadableFile
 * where the file cannot be read or takes more than the limits, and the signal's reason within 200 ms of an abort.
 */
export async function readWithLibrary(
  start: StartLibrary,
  request: LibraryRequest,
  watch: LibraryWatch = {},
): Promise<void> {
  const fileBytes = statSync(request.path).size
  const limits = { ...limitsFor(fileBytes), ...watch.limits }
  if (fileBytes > limits.fileBytes) throw tooBig()
  watch.signal?.throwIfAborted()
  const { path, spoolPath, sheet } = request
  const library = start([path, spoolPath, ...(sheet === undefined ? [] : [sheet])])
  let outcome: () => void = () => {
    throw crashed()
  }
  let isSettled = false
  /** The first word counts: what a process says that is being killed does not. */
  const settle = (result: () => void): void => {
    if (isSettled) return
    isSettled = true
    outcome = result
    library.kill()
  }
  const refuse = (refusal: UnreadableFile): void =>
    settle(() => {
      throw refusal
    })
  library.onMessage((message) => {
    const heard = parseMessage(message)
    if (heard?.type === 'progress' && !isSettled) watch.onProgress?.(heard.rowCount, heard.bytesDone)
    if (heard?.type === 'done') {
      if (heard.refusal === undefined) settle(() => undefined)
      else refuse(heard.refusal)
    }
  })
  const gone = new Promise<void>((resolve) => {
    library.onExit(({ isOutOfMemory }) => {
      if (isOutOfMemory) refuse(outOfBounds(fileBytes))
      resolve()
    })
  })
  const clock = setTimeout(() => refuse(outOfBounds(fileBytes)), limits.ms)
  const scales = setInterval(() => {
    if ((library.memoryBytes() ?? 0) > limits.memoryBytes) refuse(outOfBounds(fileBytes))
  }, LOOK_EVERY_MS)
  const abort = (): void => settle(() => watch.signal?.throwIfAborted())
  watch.signal?.addEventListener('abort', abort)
  try {
    await gone
  } finally {
    clearTimeout(clock)
    clearInterval(scales)
    watch.signal?.removeEventListener('abort', abort)
  }
  try {
    outcome()
  } catch (error) {
    for (const part of ['rows', 'index', 'facts.part']) rmSync(`${spoolPath}.${part}`, { force: true })
    throw error
  }
}

function limitsFor(fileBytes: number): LibraryLimits {
  return {
    ms: Math.min(9000 + (fileBytes / MEGABYTE) * 2000, 300_000),
    memoryBytes: 512 * MEGABYTE,
    fileBytes: 128 * MEGABYTE,
  }
}

type Heard =
  | { readonly type: 'progress'; readonly rowCount: number; readonly bytesDone: number }
  | { readonly type: 'done'; readonly refusal: UnreadableFile | undefined }

const CODES: readonly string[] = [
  'encrypted',
  'corrupt',
  'hostile',
  'too_big',
  'not_a_table',
  'unsupported',
] satisfies ReadRefusalCode[]

/** A hostile file may have taken the process over, so nothing it says is believed unseen. */
function parseMessage(message: unknown): Heard | undefined {
  if (typeof message !== 'object' || message === null) return undefined
  const { type, ok, code, message: text, rowCount, bytesDone } = message as Record<string, unknown>
  if (type === 'progress' && typeof rowCount === 'number' && typeof bytesDone === 'number')
    return { type, rowCount, bytesDone }
  if (type !== 'done') return undefined
  if (ok === true) return { type, refusal: undefined }
  const isRefusal = typeof code === 'string' && CODES.includes(code) && typeof text === 'string'
  return { type, refusal: isRefusal ? new UnreadableFile(code as ReadRefusalCode, text) : crashed() }
}

function tooBig(): UnreadableFile {
  return new UnreadableFile(
    'too_big',
    '“{file}” is larger than Leadbook reads in this format. Save it as XLSX or CSV and import that.',
  )
}

function outOfBounds(fileBytes: number): UnreadableFile {
  return fileBytes < HONEST_BYTES
    ? new UnreadableFile(
        'hostile',
        '“{file}” takes more time or memory than any table of its size, so its reading was ended. Save it again as CSV and import that.',
      )
    : new UnreadableFile(
        'too_big',
        '“{file}” takes more time or memory in this format than Leadbook gives to one file. Save it as XLSX or CSV and import that.',
      )
}

function crashed(): UnreadableFile {
  return new UnreadableFile(
    'corrupt',
    '“{file}” cannot be read: something in it is damaged. Open it in a spreadsheet program, save it again as XLSX, and import that.',
  )
}
