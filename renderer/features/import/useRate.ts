import { useRef, useState } from 'react'
import type { ProcedureName } from '../../../shared/contract/index.ts'
import { type ProgressEvent, useCoreEvent } from '../../api/queries.ts'

/** A rate over less than this says nothing yet. */
const LEAST_MS = 700

/** How many rows go by in a second while something runs in that phase; undefined until it can be said. */
export function useRate(procedure: ProcedureName, phase: ProgressEvent['phase']): number | undefined {
  const [rate, setRate] = useState<number>()
  const start = useRef<{ at: number; rows: number } | undefined>(undefined)
  useCoreEvent((event) => {
    if (event.type !== 'progress' || event.procedure !== procedure) return
    if (event.phase !== phase) {
      start.current = undefined
      return
    }
    const now = { at: performance.now(), rows: phase === 'reading' ? event.rows : event.done }
    if (start.current === undefined || now.rows < start.current.rows) start.current = now
    const ms = now.at - start.current.at
    const rows = now.rows - start.current.rows
    if (ms >= LEAST_MS && rows > 0) setRate((rows / ms) * 1000)
  })
  return rate
}
