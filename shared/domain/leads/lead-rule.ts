import * as z from 'zod/mini'
import { assertNever } from '../../primitives/assert-never.ts'
import { plainDateSchema } from '../../primitives/plain-date.ts'
import { type FieldKind, fieldKeySchema } from './lead-fields.ts'

/** A day of the calendar, or so many days from the seller's day: −30 is 30 days ago. */
export const dayBoundSchema = z.union([
  plainDateSchema,
  z.strictObject({ daysFromToday: z.int().check(z.gte(-36_500), z.lte(36_500)) }),
])
export type DayBound = z.infer<typeof dayBoundSchema>

/**
 * What a field's value is asked. Texts are compared folded. Of a field with several values one is enough. Bounds are included; an empty
 * value meets only `empty`, and `days` where `orEmpty` says so ("silent for 30 days" holds for the never touched too).
 */
export const fieldTestSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('contains'), text: z.string().check(z.minLength(1), z.maxLength(200)) }),
  z.strictObject({ op: z.literal('is'), text: z.string().check(z.minLength(1), z.maxLength(1000)) }),
  /**
   * For choices. temperature: cold, warm (active leads only), hot, cooling (parts of warm); fit: A, B, C; stage and status: their words;
   * playbook: its slug, while a run of it is active; import: its id, or `last`; optOut: mail, call; others: their texts.
   */
  z.strictObject({
    op: z.literal('anyOf'),
    values: z.array(z.string().check(z.maxLength(1000))).check(z.minLength(1), z.maxLength(200)),
  }),
  z.strictObject({
    op: z.literal('days'),
    from: z.optional(dayBoundSchema),
    to: z.optional(dayBoundSchema),
    orEmpty: z.optional(z.boolean()),
  }),
  /** Money in minor units. */
  z.strictObject({ op: z.literal('numbers'), from: z.optional(z.number()), to: z.optional(z.number()) }),
  z.strictObject({ op: z.literal('yes') }),
  z.strictObject({ op: z.literal('empty') }),
])
export type FieldTest = z.infer<typeof fieldTestSchema>

/** One thing asked of a lead. A test that the field's kind does not know is refused with invalid_input. */
export const leadRuleSchema = z.strictObject({
  field: fieldKeySchema,
  not: z.optional(z.boolean()),
  test: fieldTestSchema,
})
export type LeadRule = z.infer<typeof leadRuleSchema>

/** Groups of rules that all are to be met, each by any of its rules. */
export type RuleGroups = readonly (readonly LeadRule[])[]

/** Empty values come last whatever the direction; equals go by name. */
export const leadSortSchema = z.strictObject({ by: fieldKeySchema, direction: z.enum(['ascending', 'descending']) })
export type LeadSort = z.infer<typeof leadSortSchema>

/** Whether fields of a kind may be asked a test. A temperature is only asked which it is. */
export function isTestOf(kind: FieldKind, op: FieldTest['op']): boolean {
  switch (kind) {
    case 'text':
      return op === 'contains' || op === 'is' || op === 'empty'
    case 'choice':
      return op === 'anyOf' || op === 'contains' || op === 'is' || op === 'empty'
    case 'day':
      return op === 'days' || op === 'empty'
    case 'number':
    case 'money':
      return op === 'numbers' || op === 'empty'
    case 'yesNo':
      return op === 'yes'
    default:
      return assertNever(kind)
  }
}
