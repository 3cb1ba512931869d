import * as z from 'zod/mini'
import { customFieldKindSchema } from '../domain/leads/field-kinds.ts'
import { customFieldIdSchema } from '../primitives/ids.ts'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

/** A field of the seller's own. */
export const customFieldSchema = z.object({
  id: customFieldIdSchema,
  name: z.string(),
  kind: customFieldKindSchema,
  /** What a choice may be, in the order in which it is offered. */
  options: z.array(z.string()),
  /** The heading it stands under on a lead's page. */
  group: z.nullable(z.string()),
  /** Its place among all fields, from 0. */
  position: z.int(),
  /** How many leads have a value in it, and how many of these do not read as its kind; null unless asked for. */
  valueCount: z.nullable(z.int()),
  unreadCount: z.nullable(z.int()),
})
export type CustomField = z.infer<typeof customFieldSchema>

const line = z.string().check(z.trim(), z.minLength(1), z.maxLength(300))
const optionsSchema = z.array(line).check(z.maxLength(200))
const groupSchema = z.nullable(line)

export const fieldsContract = {
  /** The seller's own fields, in their order. */
  'fields.list': query(
    z.strictObject({ counts: z.optional(z.boolean()) }),
    z.object({ fields: z.array(customFieldSchema) }),
  ),
  /** Adds a field behind the others. Refuses a name that another field has, and more than 200 fields, with not_possible. */
  'fields.add': command(
    z.strictObject({
      name: line,
      kind: customFieldKindSchema,
      options: z.optional(optionsSchema),
      group: z.optional(groupSchema),
    }),
    z.object({ ...changedSchema.shape, fieldId: customFieldIdSchema }),
  ),
  /**
   * Changes what is given. With another kind the values that read as it become values of it, and the others stay as typed: `unreadCount`.
   * A field that becomes a choice without options gets the values that stand in it, 200 at most.
   */
  'fields.change': command(
    z.strictObject({
      fieldId: customFieldIdSchema,
      name: z.optional(line),
      kind: z.optional(customFieldKindSchema),
      options: z.optional(optionsSchema),
      group: z.optional(groupSchema),
      position: z.optional(z.int().check(z.gte(0), z.lte(1000))),
    }),
    z.object({ ...changedSchema.shape, unreadCount: z.int() }),
  ),
  /** Deletes a field with its values; undo brings both back. */
  'fields.delete': command(z.strictObject({ fieldId: customFieldIdSchema }), changedSchema),
}
