import type { DatedSignal } from '../../../../shared/domain/temperature/score.ts'
import type { SignalKind } from '../../../../shared/domain/temperature/signal-kinds.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

/** Signals written as `[kind, day]` or `[kind, day, topic]`, numbered from 1 in the order logged. */
export function signalsOf(
  rows: readonly (readonly [SignalKind, string] | readonly [SignalKind, string, string])[],
): DatedSignal[] {
  return rows.map(([kind, on, topic], i) => ({ id: i + 1, kind, on: plainDate(on), topic: topic ?? null }))
}

/** The signals of the worked example of the domain text. */
export const workedExample = signalsOf([
  ['attended', '2026-03-09', 'Webinar'],
  ['replied', '2026-03-12'],
  ['downloaded', '2026-03-12', 'Pricing guide'],
])
