import * as z from 'zod/mini'
import { stageSchema } from '../domain/funnel/stages.ts'
import { leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { query } from './procedure.ts'

export const conversionSchema = z.object({
  from: stageSchema,
  to: stageSchema,
  /** The source's text or null, the month as `YYYY-MM`; absent without a breakdown. */
  group: z.optional(z.nullable(z.string())),
  /** n: leads that first reached `from` in the period. */
  entered: z.int(),
  reached: z.int(),
  /** 0 to 1, unrounded; null when n is below 5. */
  rate: z.nullable(z.number()),
  /** In the cohort, `to` not reached, active or resting. */
  open: z.int(),
})
export type Conversion = z.infer<typeof conversionSchema>

const periodSchema = z.strictObject({ from: plainDateSchema, to: plainDateSchema })

export const funnelSchema = z.object({
  conversions: z.array(
    z.object({
      ...conversionSchema.shape,
      /** Two-sided 80 % Wilson interval, for n from 5 to 29. */
      interval: z.nullable(z.object({ low: z.number(), high: z.number() })),
      /** Whether the cohort is still too young, or too few ever went this way to tell. */
      maturity: z.enum(['mature', 'immature', 'too_few']),
      /** 75th percentile of the days it takes, null where too few went. */
      usualDays: z.nullable(z.number()),
    }),
  ),
  /** Leads in each stage on the seller's day, replayed from history. */
  snapshot: z.array(z.object({ stage: stageSchema, count: z.int() })),
  /** Leads left out of cohorts before their own stage, because they came in beyond Lead without a history. */
  leftOutCount: z.int(),
  sources: z.array(z.nullable(z.string())),
})
export type Funnel = z.infer<typeof funnelSchema>

export const funnelContract = {
  /** Cohort conversion over a period (first and last day included), reached by the seller's day. With `by`, six rows a group. */
  'funnel.cohort': query(
    z.strictObject({ period: periodSchema, by: z.optional(z.enum(['source', 'month'])) }),
    funnelSchema,
  ),
  /** The leads behind a figure, as many as it says. */
  'funnel.leads': query(
    z.strictObject({
      period: periodSchema,
      figure: z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('cohort'),
          from: stageSchema,
          to: stageSchema,
          part: z.enum(['entered', 'reached', 'open', 'lost']),
          by: z.optional(z.enum(['source', 'month'])),
          group: z.optional(z.nullable(z.string())),
        }),
        z.strictObject({ type: z.literal('snapshot'), stage: stageSchema }),
      ]),
    }),
    z.object({ leadIds: z.array(leadIdSchema) }),
  ),
}
