import * as z from 'zod/mini'
import type { PlainDate } from '../../primitives/plain-date.ts'

/** The stages of the funnel, in order. */
export const stageSchema = z.enum(['lead', 'mql', 'sal', 'sql', 'proposal', 'won'])
export type Stage = z.infer<typeof stageSchema>

export const stages: readonly Stage[] = stageSchema.options

const rankOfStage: ReadonlyMap<Stage, number> = new Map(stages.map((stage, rank) => [stage, rank]))

/** 0 for Lead to 5 for Won. */
export function stageRank(stage: Stage): number {
  return rankOfStage.get(stage) as number
}

/** A move of a lead; `from` is null for its first. `seq` orders the events of one day. */
export type StageEvent = { leadId: number; from: Stage | null; to: Stage; on: PlainDate; seq: number }

/** A move as far as cohorts and snapshots read it: where to and when. */
export type StageArrival = Omit<StageEvent, 'from'>

/** The conversions of the funnel: each stage to the next, and Lead to Won. */
export const conversions: readonly { from: Stage; to: Stage }[] = [
  { from: 'lead', to: 'mql' },
  { from: 'mql', to: 'sal' },
  { from: 'sal', to: 'sql' },
  { from: 'sql', to: 'proposal' },
  { from: 'proposal', to: 'won' },
  { from: 'lead', to: 'won' },
]
