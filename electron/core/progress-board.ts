import { contract, type ProcedureName } from '../../shared/contract/index.ts'
import { Refusal } from '../../shared/contract/reply.ts'
import { type Progress, type ProgressPhase, progressPhases } from './context.ts'

const CANCEL = 0
const PHASE = 1
const DONE = 2
const TOTAL = 3
const ROWS = 4
/** Behind them, for each procedure, the number of the latest stop that was meant for it alone. */
const cancelPlaces: ReadonlyMap<string, number> = new Map(
  Object.keys(contract).map((procedure, index) => [procedure, ROWS + 1 + index]),
)

/** Work that was asked for when `stopsBefore` was the number of the latest stop: a later one, of all work or of its procedure, is meant for it. */
export type Job = { readonly procedure: ProcedureName; readonly stopsBefore: number }

/** A few numbers in shared memory: the writer is synchronous and hears no message, so it looks here between chunks. */
export function createProgressBoard(): SharedArrayBuffer {
  return new SharedArrayBuffer((ROWS + 1 + cancelPlaces.size) * Int32Array.BYTES_PER_ELEMENT)
}

/** The worker's side of the board. Work without a job stops at any stop of all. */
export function progressOn(board: SharedArrayBuffer, job?: Job): Progress {
  const cells = new Int32Array(board)
  return {
    report: (phase, done, total, rows = 0) => {
      Atomics.store(cells, ROWS, rows)
      Atomics.store(cells, DONE, done)
      Atomics.store(cells, TOTAL, total)
      Atomics.store(cells, PHASE, progressPhases.indexOf(phase))
    },
    stopIfCancelled: () => {
      if (isStopped(board, job)) throw new Refusal('cancelled', 'Stopped. Nothing was written.')
    },
  }
}

/** The host's side: what the worker last said. */
export function readProgress(board: SharedArrayBuffer): {
  phase: ProgressPhase
  done: number
  total: number
  rows: number
} {
  const cells = new Int32Array(board)
  return {
    phase: progressPhases[Atomics.load(cells, PHASE)] ?? 'none',
    done: Atomics.load(cells, DONE),
    total: Atomics.load(cells, TOTAL),
    rows: Atomics.load(cells, ROWS),
  }
}

/** Clears what the last work said. The number of the latest stop stays, for work that has not looked at it yet. */
export function resetProgress(board: SharedArrayBuffer): void {
  const cells = new Int32Array(board)
  for (const cell of [PHASE, DONE, TOTAL, ROWS]) Atomics.store(cells, cell, 0)
}

/** Stops all work that was asked for before, or that of a procedure: `stop` is the number of this stop, larger than that of any before. */
export function cancelProgress(board: SharedArrayBuffer, stop: number, procedure?: ProcedureName): void {
  Atomics.store(new Int32Array(board), placeOf(procedure), stop)
}

/** Whether a stop was meant for the work. */
export function isStopped(board: SharedArrayBuffer, job?: Job): boolean {
  const cells = new Int32Array(board)
  const latest = Math.max(Atomics.load(cells, CANCEL), Atomics.load(cells, placeOf(job?.procedure)))
  return latest > (job?.stopsBefore ?? 0)
}

function placeOf(procedure: ProcedureName | undefined): number {
  return (procedure === undefined ? undefined : cancelPlaces.get(procedure)) ?? CANCEL
}
