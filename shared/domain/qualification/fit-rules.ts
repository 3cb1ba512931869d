import * as z from 'zod/mini'

/** The grades of fit, best first; a lead without one is ungraded. */
export const fitGradeSchema = z.enum(['A', 'B', 'C'])
export type FitGrade = z.infer<typeof fitGradeSchema>

/** One criterion of the ideal customer. Its id stays with it: answers name it by its id. */
export const fitCriterionSchema = z.strictObject({
  id: z.int().check(z.gte(1)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  weight: z.int().check(z.gte(1), z.lte(100)),
  /** Answered "no", it makes the lead C whatever else is known. */
  isDealBreaker: z.boolean(),
})
export type FitCriterion = z.infer<typeof fitCriterionSchema>

const shareSchema = z.number().check(z.gte(0), z.lte(1))

/** How leads are graded. Shares are of weights. Source: domain.md, section 3. */
export const fitRulesSchema = z.strictObject({
  criteria: z.array(fitCriterionSchema).check(
    z.minLength(1),
    z.maxLength(12),
    z.refine((criteria) => new Set(criteria.map(({ id }) => id)).size === criteria.length, {
      error: 'Each criterion has an id of its own.',
    }),
  ),
  /** From this share of the known weight on it is an A, and from that a B. */
  gradeAFrom: shareSchema,
  gradeBFrom: shareSchema,
  /** Below this share of the whole weight known, a lead is ungraded. */
  knownFrom: shareSchema,
})
export type FitRules = z.infer<typeof fitRulesSchema>

/** The checklist that ships, for someone who sells their own work. Source: domain.md, section 3. */
export const shippedFitRules: FitRules = {
  criteria: [
    { id: 1, name: 'They have the kind of problem I solve', weight: 25, isDealBreaker: true },
    { id: 2, name: 'They can pay what my work usually costs', weight: 20, isDealBreaker: true },
    { id: 3, name: 'They are in a trade or field I know', weight: 15, isDealBreaker: false },
    { id: 4, name: 'They are of a size I work well with', weight: 15, isDealBreaker: false },
    { id: 5, name: 'Whoever I talk to can decide, or leads me to who does', weight: 10, isDealBreaker: false },
    { id: 6, name: 'We can work together in place and language', weight: 10, isDealBreaker: false },
    { id: 7, name: 'I could show their result to others', weight: 5, isDealBreaker: false },
  ],
  gradeAFrom: 0.75,
  gradeBFrom: 0.5,
  knownFrom: 0.6,
}
