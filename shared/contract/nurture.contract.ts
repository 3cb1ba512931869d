import * as z from 'zod/mini'
import { channelSchema } from '../domain/follow-ups/channel.ts'
import { leadIdSchema, playbookIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { leadSelectionSchema } from './lead-query.contract.ts'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

export const playbookStepSchema = z.object({
  /** From 1. */
  position: z.int(),
  /** Working days from enrolment. */
  offsetDays: z.int(),
  channel: channelSchema,
  title: z.string(),
  purpose: z.string(),
  guidance: z.string(),
  template: z.nullable(z.string()),
  isHuman: z.boolean(),
})
export type PlaybookStep = z.infer<typeof playbookStepSchema>

export const playbookSchema = z.object({
  id: playbookIdSchema,
  slug: z.string(),
  name: z.string(),
  version: z.int(),
  suits: z.enum(['cold', 'warm', 'dormant', 'customer']),
  summary: z.string(),
  /** What happens after the last step, in the seller's words. */
  afterwards: z.string(),
  steps: z.array(playbookStepSchema),
  runningCount: z.int(),
})
export type Playbook = z.infer<typeof playbookSchema>

/** A lead's run of a playbook, with every step and what became of it. */
export const runSchema = z.object({
  playbookId: playbookIdSchema,
  name: z.string(),
  version: z.int(),
  state: z.enum(['running', 'paused', 'stopped', 'finished']),
  stopReason: z.nullable(z.string()),
  enrolledOn: plainDateSchema,
  steps: z.array(
    z.object({
      ...playbookStepSchema.shape,
      state: z.enum(['done', 'skipped', 'open', 'ahead']),
      /** The day done or skipped; for the open step the day due; ahead null. */
      on: z.nullable(plainDateSchema),
      /** The subject of its mail, filled in as the draft is; null where the step has none. Fields left in it stand empty too. */
      subject: z.nullable(z.string()),
      /** The template with this lead's fields filled in; null where the step has none. */
      draft: z.nullable(z.string()),
      /** Merge fields that stand empty: they must be filled, or the sentence dropped, before it goes out. */
      missingFields: z.array(z.string()),
    }),
  ),
})
export type Run = z.infer<typeof runSchema>

export const nurtureContract = {
  'nurture.playbooks': query(z.strictObject({}), z.array(playbookSchema)),
  /** The run of a lead that is running or paused, else its latest, else null; and which playbooks suit it, best first. */
  'nurture.run': query(
    z.strictObject({ leadId: leadIdSchema }),
    z.object({ run: z.nullable(runSchema), suggested: z.array(playbookIdSchema) }),
  ),
  /** Starts a playbook; a run that is active gives way. Leads that may not be contacted, or are not active, are left out and counted. */
  'nurture.start': command(
    z.strictObject({
      leads: leadSelectionSchema,
      playbookId: playbookIdSchema,
    }),
    z.object({ ...changedSchema.shape, started: z.int(), leftOut: z.int() }),
  ),
  /** Skips the open step and plans the next. */
  'nurture.skipStep': command(z.strictObject({ leadId: leadIdSchema }), changedSchema),
  /** Stops the active run and drops its open step. */
  'nurture.stop': command(z.strictObject({ leadId: leadIdSchema }), changedSchema),
  /** Goes on with a paused run: its earliest open step becomes the next action. */
  'nurture.resume': command(z.strictObject({ leadId: leadIdSchema }), changedSchema),
}
