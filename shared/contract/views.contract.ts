import * as z from 'zod/mini'
import { fieldKeySchema } from '../domain/leads/lead-fields.ts'
import { changeSetIdSchema, savedViewIdSchema } from '../primitives/ids.ts'
import { leadQuerySchema, leadRuleSchema, leadSortSchema } from './lead-query.contract.ts'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

const columnSchema = z.strictObject({
  key: z.union([z.literal('code'), fieldKeySchema]),
  /** In px; its own where it was never changed. */
  width: z.optional(z.int().check(z.gte(40), z.lte(1200))),
})

/** What a view of the leads shows and how. */
export const viewDefinitionSchema = z.strictObject({
  search: z.optional(z.string().check(z.maxLength(200))),
  rules: z.array(z.array(leadRuleSchema).check(z.minLength(1), z.maxLength(20))).check(z.maxLength(30)),
  sort: z.optional(leadSortSchema),
  temperatureOn: leadQuerySchema.shape.temperatureOn,
  columns: z.optional(z.array(columnSchema).check(z.minLength(1), z.maxLength(200))),
  density: z.enum(['dense', 'roomy']),
})
export type ViewDefinition = z.infer<typeof viewDefinitionSchema>

export const savedViewSchema = z.object({
  id: savedViewIdSchema,
  name: z.string(),
  /** Null where what is kept does not read as a definition: saved by a newer Leadbook, or changed by another program. */
  definition: z.nullable(viewDefinitionSchema),
})
export type SavedView = z.infer<typeof savedViewSchema>

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100))

export const viewsContract = {
  /** The seller's views, in their order. */
  'views.list': query(z.strictObject({}), z.array(savedViewSchema)),
  /**
   * Saves a view: a new one, or the one of that id by this name; without a definition it shows what it did. A name that folds like
   * another view's is refused with not_possible.
   */
  'views.save': command(
    z.strictObject({
      id: z.optional(savedViewIdSchema),
      name,
      definition: z.optional(viewDefinitionSchema),
    }),
    z.object({ id: savedViewIdSchema, changeSet: z.nullable(changeSetIdSchema) }),
  ),
  /** Puts the views in an order; those left out keep theirs behind it. */
  'views.order': command(z.strictObject({ ids: z.array(savedViewIdSchema).check(z.maxLength(1000)) }), changedSchema),
  'views.delete': command(z.strictObject({ id: savedViewIdSchema }), changedSchema),
}
