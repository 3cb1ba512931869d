import * as z from 'zod/mini'
import { channelSchema } from '../follow-ups/channel.ts'
import { stageSchema } from '../funnel/stages.ts'

const text = z.string().check(z.minLength(1))
const wholeDays = z.int().check(z.gte(0), z.lte(3660))

/** Who else a step is for; a lead it does not fit passes it by. Unknown fit is not fit A. */
export const stepConditionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fit'), grade: z.enum(['A', 'B']) }),
  z.strictObject({ type: z.literal('interest_in_price') }),
])
export type StepCondition = z.infer<typeof stepConditionSchema>

/**
 * A step of a playbook. `offsetDays` are cumulative working days from enrolment; a step that repeats comes back so many calendar
 * days after it was done. `topic` and `stages` say what it suits, null and empty that it suits all. A human step has no template to
 * send: its template, where it has one, is for when the call fails.
 */
export const stepDefinitionSchema = z.strictObject({
  offsetDays: wholeDays,
  channel: channelSchema,
  title: text,
  purpose: text,
  guidance: text,
  subject: z.nullable(text),
  template: z.nullable(text),
  isHuman: z.boolean(),
  topic: z.nullable(text),
  stages: z.array(stageSchema),
  condition: z.nullable(stepConditionSchema),
  repeatEveryDays: z.nullable(wholeDays),
})
export type StepDefinition = z.infer<typeof stepDefinitionSchema>

/**
 * What becomes of the lead after the last step: it rests so many calendar days; or the seller decides, on the days given or lost;
 * or nothing, as the last step repeats.
 */
export const afterwardsSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rest'), days: wholeDays, text }),
  z.strictObject({
    type: z.literal('decide'),
    choices: z.array(z.enum(['new_day', 'rest', 'lost', 'disqualify'])),
    text,
  }),
  z.strictObject({ type: z.literal('repeats'), text }),
])
export type Afterwards = z.infer<typeof afterwardsSchema>

/** Whom a playbook is for. */
export const suitsSchema = z.enum(['cold', 'warm', 'dormant', 'customer'])
export type Suits = z.infer<typeof suitsSchema>

/** A guided nurture checklist as it is written down; its versions are numbered where it is kept. Source: domain.md, section 4. */
export const playbookDefinitionSchema = z
  .strictObject({
    slug: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
    name: text,
    suits: suitsSchema,
    summary: text,
    /** A lead goes through it at most once within so many calendar days, null without a limit. */
    onceWithinDays: z.nullable(wholeDays),
    steps: z.array(stepDefinitionSchema).check(z.minLength(1)),
    afterwards: afterwardsSchema,
  })
  .check(
    z.refine(({ steps }) => steps.every((step, i) => i === 0 || step.offsetDays >= (steps[i - 1]?.offsetDays ?? 0)), {
      error: 'A step comes no earlier than the step before it.',
    }),
    z.refine(({ steps }) => steps.every((step, i) => step.repeatEveryDays === null || i === steps.length - 1), {
      error: 'Only the last step repeats.',
    }),
    z.refine(({ steps, afterwards }) => (afterwards.type === 'repeats') === (steps.at(-1)?.repeatEveryDays != null), {
      error: 'What comes after the last step says whether it repeats.',
    }),
  )
export type PlaybookDefinition = z.infer<typeof playbookDefinitionSchema>
