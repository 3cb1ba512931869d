import type { SignalKind } from '../temperature/signal-kinds.ts'

/** Placeholder until the detective's words are merged. */
export function readSignalKind(_text: string): SignalKind | 'none' | undefined {
  return undefined
}
