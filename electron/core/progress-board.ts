import { Refusal } from '../../shared/contract/reply.ts'
import { type Progress, type ProgressPhase, progressPhases } from './context.ts'

const CANCEL = 0
const PHASE = 1
const DONE = 2
const TOTAL = 3
const ROWS = 4

/** Five numbers in shared memory: the writer is synchronous and hears no message, so it looks here between chunks. */
export function createProgressBoard(): SharedArrayBuffer {
  return new SharedArrayBuffer(5 * Int32Array.BYTES_PER_ELEMENT)
}

/** The worker's side of the board, for work that was asked for when `stopsBefore` was the number of the latest stop. */
export function progressOn(board: SharedArrayBuffer, stopsBefore = 0): Progress {
  const cells = new Int32Array(board)
  return {
    report: (phase, done, total, rows = 0) => {
      Atomics.store(cells, ROWS, rows)
      Atomics.store(cells, DONE, done)
      Atomics.store(cells, TOTAL, total)
      Atomics.store(cells, PHASE, progressPhases.indexOf(phase))
    },
    stopIfCancelled: () => {
      if (Atomics.load(cells, CANCEL) > stopsBefore) throw new Refusal('cancelled', 'Stopped. Nothing was written.')
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

/** Stops all work that was asked for before: `stop` is the number of this stop, larger than that of any before. */
export function cancelProgress(board: SharedArrayBuffer, stop: number): void {
  Atomics.store(new Int32Array(board), CANCEL, stop)
}
