import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CoreEvent } from '../../shared/contract/events.ts'
import type { ImportChoices } from '../../shared/contract/import.contract.ts'
import {
  type Contract,
  contract,
  hostOnlyProcedures,
  type InputOf,
  type OutputOf,
  type ProcedureName,
} from '../../shared/contract/index.ts'
import { Refusal, type Reply } from '../../shared/contract/reply.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { readChoicesOf, refusalOfReading } from '../features/import/import.service.ts'
import { FileSpool } from './file-spool.ts'
import { type LibraryRequest, readWithLibrary, type StartLibrary } from './library-process.ts'
import type { NewWorkbook, WorkerMessage, WorkerRequest, WorkerRole, WorkerStart } from './messages.ts'
import {
  cancelProgress,
  createProgressBoard,
  isStopped,
  type Job,
  progressOn,
  readProgress,
  resetProgress,
} from './progress-board.ts'
import { failureOf, parseRequest } from './request.ts'

const PROGRESS_EVERY_MS = 100
const CHUNK_MAX_BYTES = 8 * 1024 * 1024

/** Queries that read a whole file, or the whole workbook: a worker of their own answers them, so that lists answer meanwhile. */
const LONG_QUERIES: ReadonlySet<string> = new Set([
  'import.plan',
  'import.rows',
  'import.leftOut',
  'import.rehearse',
  'leads.findDuplicates',
  'leads.export',
  'temperature.previewRules',
])
/** Procedures of a file, whose rows are read before. */
const OF_A_FILE: ReadonlySet<string> = new Set([
  'import.plan',
  'import.rows',
  'import.leftOut',
  'import.rehearse',
  'import.commit',
])

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }

function noWorkbook(): Refusal {
  return new Refusal('no_workbook', 'No workbook is open. Open one first.')
}

function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(contract, name)
}

function isCancelled(error: unknown): boolean {
  return error instanceof Refusal && error.code === 'cancelled'
}

/** An answer of the importer: the file is one for the spreadsheet library. */
class LibraryWanted extends Error {
  readonly request: LibraryRequest & { fileName: string }

  constructor(request: LibraryRequest & { fileName: string }) {
    super('The spreadsheet library is to read a file.')
    this.request = request
  }
}

type RequestWithoutId = WorkerRequest extends infer Request
  ? Request extends { id: number }
    ? Omit<Request, 'id'>
    : never
  : never

export type CoreOptions = {
  /** The worker module: `worker.ts` from source, its bundle in the packaged app. */
  workerUrl: URL
  /** Starts the spreadsheet library in a process of its own. */
  startLibrary: StartLibrary
  /** Where bugs are written; the screen only gets their id. */
  log: (text: string) => void
}

/** The public face of the core: opens one workbook at a time and answers procedures. Hosts carry messages to it and know nothing else of it. */
export class Core {
  private readonly spool = new FileSpool(tmpdir())
  private readonly board = createProgressBoard()
  /** What the importer tells and hears; the writer has its own. */
  private readonly importBoard = createProgressBoard()
  private readonly readings = new Map<string, Promise<void>>()
  /** What stops each reading by the library, and the procedure it is for. */
  private readonly libraryStops = new Map<AbortController, ProcedureName>()
  /** The number of the latest stop: work notes it when it is asked for, and a later stop is meant for it. */
  private stops = 0
  private longQueries = 0
  private readonly listeners = new Set<(event: CoreEvent) => void>()
  private readonly options: CoreOptions
  private writer: WorkerLink
  private reader: WorkerLink
  /** Started when it is first needed. */
  private importer: WorkerLink | undefined
  private openPath: string | undefined
  /** How often a workbook was closed: what waited meanwhile was meant for that one. */
  private closings = 0
  private openDay: PlainDate | null = null

  constructor(options: CoreOptions) {
    this.options = options
    this.writer = this.startWorker('writer')
    this.reader = this.startWorker('reader')
  }

  /** The path of the open workbook, or undefined. */
  get workbookPath(): string | undefined {
    return this.openPath
  }

  /** Makes a new workbook and opens it. Refuses with workbook_exists or not_available. `today` fixes the seller's day, null follows the clock. */
  async createWorkbook(path: string, settings: NewWorkbook, today: PlainDate | null = null): Promise<void> {
    await this.closeWorkbook()
    await this.writer.ask({ type: 'create', path, settings, today })
    await this.attachReader(path, today)
  }

  /** Opens a workbook. Refuses with workbook_missing, _locked, _read_only, _corrupt, _foreign or _newer; the file is left as it was. */
  async openWorkbook(path: string, today: PlainDate | null = null): Promise<void> {
    await this.closeWorkbook()
    await this.writer.ask({ type: 'open', path, today })
    await this.attachReader(path, today)
  }

  /** Closes the workbook once what is being written is written. What only reads is stopped. */
  async closeWorkbook(): Promise<void> {
    this.closings += 1
    this.stopImporter()
    if (this.openPath === undefined) return
    this.openPath = undefined
    // The reader lets go first, so that the writer can fold the WAL into the file.
    await this.tellImporter({ type: 'close' })
    await this.reader.ask({ type: 'close' })
    await this.writer.ask({ type: 'close' })
  }

  /** Copies a file of this computer in, for a host that was given its path. Gives the fileId that `import.*` takes. */
  takeFile(path: string): string {
    return this.spool.take(path)
  }

  /** Where a file stands that `leads.export` wrote, for a host to copy. Refuses with file_missing. */
  findExport(exportId: string): { path: string; fileName: string } {
    return this.spool.findExport(exportId)
  }

  /** Answers one procedure by name. Never throws: what is wrong with the name, the input or the work comes back as a failure. */
  async dispatch(name: unknown, input: unknown): Promise<Reply<unknown>> {
    if (hostOnlyProcedures.has(name))
      return {
        ok: false,
        error: { code: 'unknown_procedure', message: `Leadbook answers ${String(name)} to no screen.` },
      }
    return this.answer(name, input)
  }

  /** What {@link dispatch} does, for the host itself, which may call every procedure: the value, or a thrown {@link Refusal}. */
  async call<Name extends ProcedureName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const reply = await this.answer(name, input)
    if (!reply.ok) throw new Refusal(reply.error.code, reply.error.message, reply.error.details)
    return reply.value as OutputOf<Name>
  }

  private async answer(name: unknown, input: unknown): Promise<Reply<unknown>> {
    try {
      const request = parseRequest(contract, name, input)
      return { ok: true, value: await this.run(request.name, request.input) }
    } catch (error) {
      return { ok: false, error: failureOf(error, this.options.log) }
    }
  }

  /** Hears what happens to the workbook. Gives the function that stops it. */
  onEvent(listener: (event: CoreEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Closes the workbook and ends the workers. */
  async close(): Promise<void> {
    await this.closeWorkbook()
    // One that was just being opened is no openPath yet: here too those that read let go first.
    await Promise.all([this.importer?.end(), this.reader.end()])
    await this.writer.end()
    this.spool.discardAll()
  }

  private async run(name: ProcedureName, input: unknown): Promise<unknown> {
    switch (name) {
      case 'file.begin':
        return { fileId: this.spool.begin((input as InputOf<'file.begin'>).fileName) }
      case 'file.chunk': {
        const { fileId, bytes } = input as InputOf<'file.chunk'>
        if (bytes.byteLength > CHUNK_MAX_BYTES) throw new Refusal('invalid_input', 'A piece of a file is at most 8 MB.')
        await this.spool.append(fileId, bytes)
        return {}
      }
      case 'file.end':
        return this.spool.end((input as InputOf<'file.end'>).fileId)
      case 'file.piece': {
        const { exportId, offset } = input as InputOf<'file.piece'>
        return this.spool.readExport(exportId, offset)
      }
      case 'job.cancel': {
        const { procedure } = input as InputOf<'job.cancel'>
        if (procedure !== undefined && !isProcedure(procedure))
          throw new Refusal('invalid_input', `There is no procedure ${procedure} to stop.`)
        this.stopImporter(procedure)
        cancelProgress(this.board, this.stops, procedure)
        return {}
      }
      default: {
        const { stops: stopsBefore, closings } = this
        const job: Job = { procedure: name, stopsBefore }
        if (this.openPath === undefined) throw noWorkbook()
        if (OF_A_FILE.has(name)) {
          await this.ensureRead(job, input as InputOf<'import.plan'>).finally(() => {
            if (this.openPath === undefined || this.closings !== closings)
              throw new Refusal('no_workbook', 'The workbook was closed meanwhile. Nothing was written.')
          })
          progressOn(this.board, job).stopIfCancelled()
        }
        if (LONG_QUERIES.has(name)) {
          const value = await this.runLongQuery(job, input)
          if (name === 'leads.export') this.keepExport(value as OutputOf<'leads.export'>)
          return value
        }
        const isCommand = (contract[name] as Contract[ProcedureName]).kind === 'command'
        if (!isCommand) return this.reader.ask({ type: 'run', input, job })
        const value = await this.withProgress(name, this.board, () => this.writer.ask({ type: 'run', input, job }))
        if (name === 'import.commit') void this.tellImporter({ type: 'forgetPlan' })
        return value
      }
    }
  }

  private keepExport({ exportId, fileName, byteCount }: OutputOf<'leads.export'>): void {
    this.spool.keepExport(exportId, fileName, byteCount)
  }

  /** Stops what the importer and the library do and still are to do, of one procedure where it is named. */
  private stopImporter(procedure?: ProcedureName): void {
    this.stops += 1
    cancelProgress(this.importBoard, this.stops, procedure)
    for (const [stop, readFor] of this.libraryStops)
      if (procedure === undefined || procedure === readFor)
        stop.abort(new Refusal('cancelled', 'Stopped. Nothing was written.'))
  }

  /** Reads the rows of a file, once for each way of reading it: in the importer, or by the library in a process of its own. */
  private async ensureRead(job: Job, { fileId, choices }: { fileId: string; choices: ImportChoices }): Promise<void> {
    const read = readChoicesOf(choices)
    const key = JSON.stringify([fileId, read])
    for (let running = this.readings.get(key); running !== undefined; running = this.readings.get(key)) {
      try {
        return await running
      } catch (error) {
        // The stop that ended that reading may not be meant for this one.
        if (!isCancelled(error) || isStopped(this.board, job) || isStopped(this.importBoard, job)) throw error
      }
    }
    const done = this.readFile(job, fileId, read).finally(() => this.readings.delete(key))
    this.readings.set(key, done)
    return done
  }

  private async readFile(job: Job, fileId: string, choices: ReturnType<typeof readChoicesOf>): Promise<void> {
    const request = { type: 'read', fileId, choices, job } as const
    try {
      // What is written without a look before is read where it is written: to start the importer takes longer.
      if (job.procedure === 'import.commit' && this.importer === undefined)
        await this.withProgress(job.procedure, this.board, () => this.writer.ask(request))
      else {
        const importer = await this.getImporter()
        await this.whileLong(job.procedure, () => importer.ask(request))
      }
    } catch (error) {
      if (!(error instanceof LibraryWanted)) throw error
      progressOn(this.importBoard, job).stopIfCancelled()
      await this.readByLibrary(job.procedure, error.request)
    }
  }

  private async readByLibrary(
    procedure: ProcedureName,
    { fileName, ...request }: LibraryRequest & { fileName: string },
  ): Promise<void> {
    const total = statSync(request.path).size
    const stop = new AbortController()
    this.libraryStops.set(stop, procedure)
    try {
      await readWithLibrary(this.options.startLibrary, request, {
        signal: stop.signal,
        onProgress: (rows, done) => this.emit({ type: 'progress', procedure, phase: 'reading', done, total, rows }),
      })
    } catch (error) {
      throw refusalOfReading(error, fileName)
    } finally {
      this.libraryStops.delete(stop)
    }
  }

  private async runLongQuery(job: Job, input: unknown): Promise<unknown> {
    const importer = await this.getImporter()
    return this.whileLong(job.procedure, () => importer.ask({ type: 'run', input, job }))
  }

  /** Of several that run, the first begins what is told anew. */
  private async whileLong<T>(name: ProcedureName, work: () => Promise<T>): Promise<T> {
    if (this.longQueries === 0) resetProgress(this.importBoard)
    this.longQueries += 1
    try {
      return await this.withProgress(name, this.importBoard, work)
    } finally {
      this.longQueries -= 1
    }
  }

  private async getImporter(): Promise<WorkerLink> {
    const { openPath } = this
    if (openPath === undefined) throw noWorkbook()
    if (this.importer !== undefined) return this.importer
    const importer = this.startWorker('importer')
    this.importer = importer
    try {
      await importer.ask({ type: 'open', path: openPath, today: this.openDay })
    } catch (error) {
      await this.dropImporter(importer)
      throw error
    }
    return importer
  }

  /** Has the importer, where there is one, go along with the workbook. One that cannot is ended: the next that is needed starts afresh. */
  private async tellImporter(request: RequestWithoutId): Promise<void> {
    const { importer } = this
    if (importer === undefined) return
    try {
      await importer.ask(request)
    } catch (error) {
      this.options.log(`The importer is ended: ${error instanceof Error ? error.message : String(error)}`)
      await this.dropImporter(importer)
    }
  }

  private async dropImporter(importer: WorkerLink): Promise<void> {
    if (this.importer === importer) this.importer = undefined
    await importer.end()
  }

  private async withProgress<T>(name: ProcedureName, board: SharedArrayBuffer, work: () => Promise<T>): Promise<T> {
    if (board === this.board) resetProgress(board)
    const timer = setInterval(() => {
      const progress = readProgress(board)
      if (progress.phase !== 'none') this.emit({ type: 'progress', procedure: name, ...progress })
    }, PROGRESS_EVERY_MS)
    try {
      return await work()
    } finally {
      clearInterval(timer)
    }
  }

  private async attachReader(path: string, today: PlainDate | null): Promise<void> {
    await this.reader.ask({ type: 'open', path, today })
    await this.tellImporter({ type: 'open', path, today })
    this.openPath = path
    this.openDay = today
    this.emit({ type: 'opened' })
  }

  private startWorker(role: WorkerRole): WorkerLink {
    const board = role === 'importer' ? this.importBoard : this.board
    const start: WorkerStart = { role, board, spoolFolder: this.spool.folder }
    return new WorkerLink(
      this.options.workerUrl,
      start,
      (message) => this.hear(message),
      () => void this.restartAfterDeath(role),
    )
  }

  /** A worker that dies takes the other with it: both start again on the same workbook, and the screen is told. */
  private async restartAfterDeath(role: WorkerRole): Promise<void> {
    this.options.log(`The ${role} died and is started again.`)
    if (role === 'importer') {
      this.importer = undefined
      return
    }
    const path = this.openPath
    this.openPath = undefined
    await this.reader.end()
    await this.writer.end()
    this.writer = this.startWorker('writer')
    this.reader = this.startWorker('reader')
    if (path === undefined) return
    try {
      await this.openWorkbook(path, this.openDay)
      this.emit({ type: 'restarted' })
    } catch (error) {
      this.emit({ type: 'closed', failure: failureOf(error, this.options.log) })
    }
  }

  private hear(message: WorkerMessage): void {
    if (message.type === 'bug') this.options.log(`${message.bugId} ${message.text}`)
    if (message.type === 'changed') this.emit(message)
  }

  private emit(event: CoreEvent): void {
    for (const listener of this.listeners) listener(event)
  }
}

/** One worker and the questions it still owes an answer. */
class WorkerLink {
  readonly ended: Promise<void>
  private readonly worker: Worker
  private readonly waiting = new Map<number, Waiting>()
  private lastId = 0
  /** Asked to end, or gone. */
  private isEnding = false
  private deathText = ''
  private isGone = false

  constructor(url: URL, start: WorkerStart, onMessage: (message: WorkerMessage) => void, onDeath: () => void) {
    // Short-lived rows make most of a worker's garbage: a small nursery keeps a million of them from filling the memory.
    this.worker = new Worker(url, { workerData: start, resourceLimits: { maxYoungGenerationSizeMb: 24 } })
    this.worker.on('message', (message: WorkerMessage) => {
      if (message.type !== 'answer') {
        onMessage(message)
        return
      }
      const waiting = this.waiting.get(message.id)
      this.waiting.delete(message.id)
      if (message.ok) waiting?.resolve(message.value)
      else if ('needsLibrary' in message) waiting?.reject(new LibraryWanted(message.needsLibrary))
      else waiting?.reject(new Refusal(message.error.code, message.error.message, message.error.details))
    })
    this.worker.on('error', (error) => {
      this.deathText = error instanceof Error ? (error.stack ?? error.message) : String(error)
    })
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        const wasExpected = this.isEnding
        this.isEnding = true
        this.isGone = true
        for (const waiting of this.waiting.values()) waiting.reject(this.death())
        this.waiting.clear()
        resolve()
        if (!wasExpected) onDeath()
      })
    })
  }

  ask(request: RequestWithoutId): Promise<unknown> {
    if (this.isGone) return Promise.reject(this.death())
    if (request.type === 'end') this.isEnding = true
    this.lastId += 1
    const id = this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.worker.postMessage({ ...request, id })
    })
  }

  async end(): Promise<void> {
    if (!this.isEnding) await this.ask({ type: 'end' }).catch(() => undefined)
    await this.ended
  }

  private death(): Refusal {
    return new Refusal(
      'internal',
      'Leadbook had to start its core again. Nothing was changed. Do it again.',
      this.deathText,
    )
  }
}
