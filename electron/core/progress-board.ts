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

/** The worker's side of the board. */
export function progressOn(board: SharedArrayBuffer): Progress {
  const cells = new Int32Array(board)
  return {
    report: (phase, done, total, rows = 0) => {
      Atomics.store(cells, ROWS, rows)
      Atomics.store(cells, DONE, done)
      Atomics.store(cells, TOTAL, total)
      Atomics.store(cells, PHASE, progressPhases.indexOf(phase))
    },
    stopIfCancelled: () => {
      if (Atomics.load(cells, CANCEL) === 1) throw new Refusal('cancelled', 'Stopped. Nothing was written.')
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

export function resetProgress(board: SharedArrayBuffer): void {
  new Int32Array(board).fill(0)
}

export function cancelProgress(board: SharedArrayBuffer): void {
  Atomics.store(new Int32Array(board), CANCEL, 1)
}
