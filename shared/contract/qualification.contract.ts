import * as z from 'zod/mini'
import { stageSchema } from '../domain/funnel/stages.ts'
import { fitGradeSchema, fitRulesSchema } from '../domain/qualification/fit-rules.ts'
import {
  answerSchema,
  conditionStateSchema,
  gateConditionSchema,
  gateRulesSchema,
} from '../domain/qualification/gates.ts'
import {
  bantSchema,
  coldQuestionSchema,
  questionSchema,
  returnReasonSchema,
  warmQuestionSchema,
} from '../domain/qualification/questions.ts'
import { leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { leadSelectionSchema } from './lead-query.contract.ts'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

export type { GateRules } from '../domain/qualification/gates.ts'

/** What was answered, with the evidence and the day of it; `on` is null where nobody has answered. */
const answeredSchema = z.object({
  answer: answerSchema,
  note: z.nullable(z.string()),
  on: z.nullable(plainDateSchema),
})

/** How a lead is qualified today. Source: domain.md, section 3. */
export const qualificationSchema = z.object({
  leadId: leadIdSchema,
  name: z.string(),
  stage: stageSchema,
  fit: z.object({
    /** Null while ungraded. */
    grade: z.nullable(fitGradeSchema),
    /** Of the known weight, between 0 and 1; null while nothing is known. */
    share: z.nullable(z.number()),
    /** Of the whole weight, between 0 and 1. */
    known: z.number(),
    /** The deal-breaker that made it C. */
    brokenBy: z.nullable(z.string()),
    criteria: z.array(
      z.object({ id: z.int(), name: z.string(), weight: z.int(), isDealBreaker: z.boolean(), ...answeredSchema.shape }),
    ),
  }),
  /** "Worth warming?": what the workbook knows by itself, and what the seller answers. */
  cold: z.object({
    verdict: z.enum(['worth', 'not_worth', 'unknown']),
    items: z.array(
      z.object({
        item: z.union([z.enum(['fit', 'channel', 'may_contact']), coldQuestionSchema]),
        state: conditionStateSchema,
        /** Null where the workbook knows it by itself. */
        answered: z.nullable(answeredSchema),
      }),
    ),
  }),
  /** "Ready or curious?". Curious: warm, without a known need. */
  warm: z.object({
    verdict: z.enum(['ready', 'curious', 'unknown', 'not_warm']),
    items: z.array(
      z.object({
        item: z.union([z.enum(['did', 'next_step', 'bant']), warmQuestionSchema]),
        state: conditionStateSchema,
        answered: z.nullable(answeredSchema),
      }),
    ),
  }),
  bant: z.array(
    z.object({
      question: bantSchema,
      ...answeredSchema.shape,
      /** Answered so long ago that it counts as unknown. */
      isStale: z.boolean(),
    }),
  ),
  scope: answeredSchema,
  decisionDay: answeredSchema,
  /** The furthest stage whose gates, from Lead on, are all open; null where not even the first is. */
  reached: z.nullable(stageSchema),
  /** What the next gate asks, null for a lead that no gate is before. */
  next: z.nullable(
    z.object({
      stage: stageSchema,
      conditions: z.array(z.object({ condition: gateConditionSchema, state: conditionStateSchema })),
    }),
  ),
  /** For a lead at MQL: by when it is accepted or returned. */
  accept: z.nullable(z.object({ dueOn: plainDateSchema, isOverdue: z.boolean() })),
  /** Times it was returned, the latest first. */
  returns: z.array(z.object({ on: plainDateSchema, reason: returnReasonSchema, note: z.nullable(z.string()) })),
  /** Gates passed by hand, the latest first. */
  overrides: z.array(z.object({ on: plainDateSchema, stage: stageSchema, note: z.nullable(z.string()) })),
})
export type Qualification = z.infer<typeof qualificationSchema>

export const qualificationContract = {
  'qualification.get': query(z.strictObject({ leadId: leadIdSchema }), qualificationSchema),
  /**
   * Answers a question about leads, with the evidence: from then on that counts. `unknown` without a note takes an answer away. Refuses
   * with changed_meanwhile where the answer of one lead is not what the seller saw in `was`, and with not_found for a criterion that is gone.
   */
  'qualification.answer': command(
    z.strictObject({
      leads: leadSelectionSchema,
      question: questionSchema,
      answer: answerSchema,
      note: z.optional(z.nullable(z.string().check(z.trim(), z.maxLength(10_000)))),
      on: z.optional(plainDateSchema),
      was: z.optional(answerSchema),
    }),
    changedSchema,
  ),
  /**
   * Returns a lead from MQL or SAL to Lead, with the reason: timing needs `untilOn` and lets it rest until then, poor fit and a
   * competitor or student disqualify it, the others leave it active. Refuses with not_possible at any other stage.
   */
  'qualification.return': command(
    z.strictObject({
      leadId: leadIdSchema,
      reason: returnReasonSchema,
      note: z.optional(z.string().check(z.trim(), z.maxLength(1000))),
      untilOn: z.optional(plainDateSchema),
    }),
    changedSchema,
  ),
  /** The fit checklist and the gates in force; whether they are those that ship. */
  'qualification.rules': query(
    z.strictObject({}),
    z.object({
      fit: fitRulesSchema,
      isFitShipped: z.boolean(),
      /** For a criterion that is added: ids that were ever given are not given again, since answers name criteria by them. */
      nextCriterionId: z.int(),
      gates: gateRulesSchema,
      areGatesShipped: z.boolean(),
    }),
  ),
  /** How many leads would change their grade, by their grades before and after; null is ungraded. */
  'qualification.previewFit': query(
    z.strictObject({ fit: fitRulesSchema }),
    z.object({
      changed: z.int(),
      counts: z.array(
        z.object({ before: z.nullable(fitGradeSchema), after: z.nullable(fitGradeSchema), leads: z.int() }),
      ),
    }),
  ),
  /** Null goes back to the ones that ship. The rules before are kept. */
  'qualification.setFit': command(z.strictObject({ fit: z.nullable(fitRulesSchema) }), changedSchema),
  'qualification.setGates': command(z.strictObject({ gates: z.nullable(gateRulesSchema) }), changedSchema),
  /** What overrides and returns of the whole workbook say. */
  'qualification.insights': query(
    z.strictObject({}),
    z.object({
      overrides: z.array(z.object({ stage: stageSchema, count: z.int() })),
      returns: z.array(z.object({ reason: returnReasonSchema, count: z.int() })),
      /** Of the returned leads, how many were answered "no" to a criterion, and of how many it is known at all; the most telling first. */
      returnedUnfit: z.array(z.object({ criterion: z.string(), no: z.int(), known: z.int() })),
    }),
  ),
}
