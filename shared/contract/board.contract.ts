import * as z from 'zod/mini'
import { stageSchema } from '../domain/funnel/stages.ts'
import { leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { leadQuerySchema } from './lead-query.contract.ts'
import { leadRowSchema } from './leads.contract.ts'
import { query } from './procedure.ts'

/** Which leads the board shows: active ones, customers in Won, and resting ones if asked; never who may not be contacted or is in the trash. */
export const boardRequestSchema = z.strictObject({
  ...leadQuerySchema.shape,
  withResting: z.optional(z.boolean()),
})
export type BoardRequest = z.infer<typeof boardRequestSchema>

/** A lead on the board, with the day since which it stands in its stage. */
export const boardCardSchema = z.object({ ...leadRowSchema.shape, stageSinceOn: plainDateSchema })
export type BoardCard = z.infer<typeof boardCardSchema>

export const boardContract = {
  /** Every stage in order, with how many leads stand in it and what they are worth together, in minor units. */
  'leads.board': query(
    boardRequestSchema,
    z.object({
      columns: z.array(z.object({ stage: stageSchema, count: z.int(), valueMinor: z.int() })),
    }),
  ),
  /**
   * A page of the leads in a stage, the warmest first, equals by name. `total` is of the whole column; `place` is where the lead to
   * `find` stands in it, from 0, null where it is not in the column.
   */
  'leads.boardCards': query(
    z.strictObject({
      ...boardRequestSchema.shape,
      stage: stageSchema,
      offset: z.int().check(z.gte(0)),
      limit: z.int().check(z.gte(1), z.lte(500)),
      find: z.optional(leadIdSchema),
    }),
    z.object({ total: z.int(), place: z.nullable(z.int()), cards: z.array(boardCardSchema) }),
  ),
}
