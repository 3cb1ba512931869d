import * as z from 'zod/mini'
import { channelSchema, outcomeSchema } from '../domain/follow-ups/channel.ts'
import { leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { changedSchema, leadRowSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

/** Why a lead stands in Today, as a rule with its facts; the screen puts it in words. */
export const whyNowSchema = z.object({
  rule: z.enum([
    'asked_for_offer',
    'replied',
    'looked_at_prices',
    'turned_hot',
    'two_signals',
    'three_visits',
    'cooling',
    'signal',
    'silence',
    'planned',
    'never_touched',
  ]),
  /** The day of the signal, of the last touch, or since when. */
  on: z.nullable(plainDateSchema),
  topic: z.nullable(z.string()),
})
export type WhyNow = z.infer<typeof whyNowSchema>

export const todayEntrySchema = z.object({
  lead: leadRowSchema,
  whyNow: whyNowSchema,
  /** The playbook step behind the next action, where it is one. */
  step: z.nullable(z.object({ playbook: z.string(), position: z.int(), count: z.int() })),
  /** Whole working days past its day; 0 when due today. */
  workingDaysLate: z.int(),
})
export type TodayEntry = z.infer<typeof todayEntrySchema>

/** A group of Today: its first 200 entries and how many there are. */
const groupSchema = z.object({ total: z.int(), entries: z.array(todayEntrySchema) })

export const todaySchema = z.object({
  on: plainDateSchema,
  /** Human-touch alerts, which come first and are not repeated below. */
  inPerson: groupSchema,
  late: groupSchema,
  due: groupSchema,
  cooling: groupSchema,
  noNextStep: groupSchema,
  /** Imported, cold, never touched, nothing planned. */
  parkedCount: z.int(),
  /** The seller's room for a day, and how many are planned for it or late. */
  slots: z.int(),
  plannedCount: z.int(),
})
export type Today = z.infer<typeof todaySchema>

const note = z.optional(z.string().check(z.trim(), z.maxLength(10_000)))
const nextSchema = z.strictObject({
  what: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  on: plainDateSchema,
  channel: z.optional(channelSchema),
})

export const followUpsContract = {
  'followUps.today': query(z.strictObject({}), todaySchema),
  /**
   * Logs a contact: the touch, the signal that its outcome is (replied, talked, not now), and what comes next. Closes the open next
   * action, and does the step of a run where the action is one; the run then plans its next step unless the outcome stops it.
   * A topic on file keeps its spelling, as in `temperature.logSignal`. `next` plans by hand; null plans nothing. `do_not_contact` takes the lead
   * out of all outreach. Tells what that did to what was planned before.
   */
  'followUps.log': command(
    z.strictObject({
      leadId: leadIdSchema,
      outcome: outcomeSchema,
      channel: channelSchema,
      on: z.optional(plainDateSchema),
      note,
      topic: z.optional(z.string().check(z.trim(), z.maxLength(200))),
      next: z.nullable(nextSchema),
    }),
    z.object({
      ...changedSchema.shape,
      /** What was planned by hand and is done by this; null where nothing was. */
      done: z.nullable(z.string()),
      hasStoppedPlaybook: z.boolean(),
      /** To answer their reply is planned for today. */
      hasPlannedReply: z.boolean(),
    }),
  ),
  /** Plans the one next action of a lead; another that is open gives way, and a running playbook pauses. */
  'followUps.plan': command(z.strictObject({ leadId: leadIdSchema, next: nextSchema }), changedSchema),
  /** Moves the open next action to a later day. */
  'followUps.snooze': command(z.strictObject({ leadId: leadIdSchema, until: plainDateSchema }), changedSchema),
  /** Drops the open next action. */
  'followUps.drop': command(z.strictObject({ leadId: leadIdSchema }), changedSchema),
}
