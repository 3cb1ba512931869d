import * as z from 'zod/mini'

/** BANT in the order it is asked. Source: domain.md, section 3. */
export const bantSchema = z.enum(['need', 'timeline', 'authority', 'budget'])
export type Bant = z.infer<typeof bantSchema>
export const bantOrder: readonly Bant[] = bantSchema.options

/** What the cold checklist, "worth warming?", asks beside what the workbook knows by itself. */
export const coldQuestionSchema = z.enum(['right_person', 'reason_to_write', 'lawful_basis'])
export type ColdQuestion = z.infer<typeof coldQuestionSchema>

/** What the warm checklist, "ready or curious?", asks beside BANT and what the workbook knows by itself. */
export const warmQuestionSchema = z.enum(['want', 'problem'])
export type WarmQuestion = z.infer<typeof warmQuestionSchema>

/** What the gate to Proposal asks beside the amount. */
export const proposalQuestionSchema = z.enum(['scope', 'decision_day'])
export type ProposalQuestion = z.infer<typeof proposalQuestionSchema>

/** Whether a lead fits one of the seller's criteria; the number is the criterion's id within the fit rules. */
export type FitQuestion = `fit:${number}`
export const fitQuestionSchema = z.templateLiteral(['fit:', z.int()])

/** Everything that can be answered about a lead. */
export const questionSchema = z.union([
  bantSchema,
  coldQuestionSchema,
  warmQuestionSchema,
  proposalQuestionSchema,
  fitQuestionSchema,
])
export type Question = z.infer<typeof questionSchema>

/** Why a lead that was offered to the seller's own time went back. */
export const returnReasonSchema = z.enum(['poor_fit', 'unreachable', 'timing', 'competitor_or_student', 'duplicate'])
export type ReturnReason = z.infer<typeof returnReasonSchema>
