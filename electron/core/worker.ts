import { randomUUID } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { type Failure, Refusal } from '../../shared/contract/reply.ts'
import { refusalOfSqliteError } from '../database/workbook-file.ts'
import { NeedsLibrary, readIntoRows, tablePlace } from '../features/import/import.service.ts'
import { findSpooledFile } from './file-spool.ts'
import { runProcedure } from './handlers.ts'
import type { WorkerAnswer, WorkerMessage, WorkerRequest, WorkerStart } from './messages.ts'
import { OpenWorkbook } from './open-workbook.ts'
import { progressOn } from './progress-board.ts'

/** The core's worker: one module in three roles. The writer holds the only connection that writes; the reader answers lists meanwhile, and the importer reads files and answers what takes long. */

const port = parentPort
if (!port) throw new Error('The core worker runs as a worker thread')
const start = workerData as WorkerStart
let workbook: OpenWorkbook | undefined
let queue = Promise.resolve()

function post(message: WorkerMessage): void {
  port?.postMessage(message)
}

port.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => {
    post(await answer(request))
    if (request.type === 'end') port.close()
  })
})

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    return { id: request.id, type: 'answer', ok: true, value: await serve(request) }
  } catch (error) {
    if (error instanceof NeedsLibrary && request.type === 'read')
      return { id: request.id, type: 'answer', ok: false, needsLibrary: libraryRequest(request) }
    return { id: request.id, type: 'answer', ok: false, error: failureOf(error) }
  }
}

async function serve(request: WorkerRequest): Promise<unknown> {
  switch (request.type) {
    case 'create':
      workbook = await OpenWorkbook.create(request.path, request.settings, request.today, start, (changed) =>
        post({ type: 'changed', ...changed }),
      )
      return undefined
    case 'open':
      workbook?.close()
      workbook = undefined
      workbook = await OpenWorkbook.open(request.path, request.today, start, (changed) =>
        post({ type: 'changed', ...changed }),
      )
      return undefined
    case 'forgetPlan':
      workbook?.forgetPlan()
      return undefined
    case 'close':
    case 'end':
      workbook?.close()
      workbook = undefined
      return undefined
    case 'read':
      readIntoRows(
        findSpooledFile(start.spoolFolder, request.fileId),
        request.choices,
        progressOn(start.board, request.job),
      )
      return undefined
    case 'run':
      if (!workbook) throw new Refusal('no_workbook', 'No workbook is open. Open one first.')
      return runProcedure(
        request.job.procedure,
        request.input,
        start.role === 'writer' ? workbook.commandContext(request.job) : workbook.queryContext(request.job),
      )
  }
}

function libraryRequest({ fileId, choices }: Extract<WorkerRequest, { type: 'read' }>) {
  const { path, fileName } = findSpooledFile(start.spoolFolder, fileId)
  return { path, fileName, spoolPath: tablePlace(path, choices), sheet: choices.sheet }
}

function failureOf(thrown: unknown): Failure {
  const error = workbook ? refusalOfSqliteError(thrown, workbook.path) : thrown
  if (error instanceof Refusal)
    return error.details === undefined
      ? { code: error.code, message: error.message }
      : { code: error.code, message: error.message, details: error.details }
  const bugId = randomUUID().slice(0, 8)
  post({ type: 'bug', bugId, text: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  return {
    code: 'internal',
    message: `Something went wrong inside Leadbook (${bugId}). Nothing was changed. Try again; if it comes back, report it with that number.`,
  }
}
