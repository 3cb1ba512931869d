import * as z from 'zod/mini'

/** How the seller stands with a lead. Source: domain.md, section 1. */
export const statusSchema = z.enum(['active', 'resting', 'customer', 'lost', 'disqualified'])
export type Status = z.infer<typeof statusSchema>
