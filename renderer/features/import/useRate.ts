import { useRef } from 'react'

/** A rate over less than this says nothing yet. */
const LEAST_MS = 700

/** How many of what `done` counts go by in a second, since it began to count under that name; undefined until it can be said. */
export function useRate(name: string, done: number): number | undefined {
  const start = useRef<{ name: string; at: number; done: number } | undefined>(undefined)
  if (start.current?.name !== name || done < start.current.done) start.current = { name, at: performance.now(), done }
  const ms = performance.now() - start.current.at
  return ms < LEAST_MS || done === start.current.done ? undefined : ((done - start.current.done) / ms) * 1000
}
