import * as z from 'zod/mini'
import { leadRuleSchema } from '../domain/leads/lead-rule.ts'
import { leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'

export {
  type DayBound,
  type FieldTest,
  type LeadRule,
  type LeadSort,
  leadRuleSchema,
  leadSortSchema,
} from '../domain/leads/lead-rule.ts'

/** Leads that meet every group, each by any of its rules. Leads in the trash are left out unless a rule asks for `isArchived`. */
export const leadFilterSchema = z.strictObject({
  all: z.optional(z.array(z.array(leadRuleSchema).check(z.minLength(1), z.maxLength(20))).check(z.maxLength(30))),
  /** The leads behind a figure, at most 100,000. */
  ids: z.optional(z.array(leadIdSchema).check(z.maxLength(100_000))),
})
export type LeadFilter = z.infer<typeof leadFilterSchema>

/** Which leads: those found by a search among those of a filter. */
export const leadQuerySchema = z.strictObject({
  search: z.optional(z.string().check(z.maxLength(200))),
  filter: z.optional(leadFilterSchema),
  /**
   * The day that temperature, score, tags by hand and interests are of, past or to come; the seller's day unless told. What follows from
   * more than these, as ready or neglected, and all else is of the seller's day.
   */
  temperatureOn: z.optional(plainDateSchema),
})
export type LeadQuery = z.infer<typeof leadQuerySchema>

/** Leads to act on: by id, or all of a query, some taken out. What a query finds is settled when the act is done. */
export const leadSelectionSchema = z.union([
  z.strictObject({ ids: z.array(leadIdSchema).check(z.minLength(1), z.maxLength(100_000)) }),
  z.strictObject({ query: leadQuerySchema, except: z.optional(z.array(leadIdSchema).check(z.maxLength(100_000))) }),
])
export type LeadSelection = z.infer<typeof leadSelectionSchema>
