import * as z from 'zod/mini'
import { channelSchema, outcomeSchema } from '../domain/follow-ups/channel.ts'
import { stageSchema } from '../domain/funnel/stages.ts'
import { statusSchema } from '../domain/leads/status.ts'
import { signalKindSchema, temperatureSchema } from '../domain/temperature/signal-kinds.ts'
import {
  changeSetIdSchema,
  leadIdSchema,
  nextActionIdSchema,
  signalIdSchema,
  touchIdSchema,
} from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { command, query } from './procedure.ts'

/** What every change answers: the change set to undo it by, null where nothing changed. */
export const changedSchema = z.object({ changeSet: z.nullable(changeSetIdSchema) })

/** The temperature of a lead on the seller's day. `temperature` is the effective one: the pin, else the computed. */
export const leadTemperatureSchema = z.object({
  temperature: temperatureSchema,
  /** 0 and up, to the hundredth. */
  score: z.number(),
  isHot: z.boolean(),
  isCooling: z.boolean(),
  isPinned: z.boolean(),
})
export type LeadTemperature = z.infer<typeof leadTemperatureSchema>

/** A lead as lists show it. */
export const leadRowSchema = z.object({
  id: leadIdSchema,
  /** Three or four signs while a next action is open, else null. */
  code: z.nullable(z.string()),
  /** Name, else company, else e-mail, else phone. */
  name: z.string(),
  company: z.nullable(z.string()),
  jobTitle: z.nullable(z.string()),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  ...leadTemperatureSchema.shape,
  fit: z.nullable(z.enum(['A', 'B', 'C'])),
  stage: stageSchema,
  /** A rest that is over by today reads active. */
  status: statusSchema,
  source: z.nullable(z.string()),
  tags: z.array(z.string()),
  nextAction: z.nullable(
    z.object({
      id: nextActionIdSchema,
      day: plainDateSchema,
      what: z.string(),
      channel: channelSchema,
      isHuman: z.boolean(),
    }),
  ),
  lastTouchOn: z.nullable(plainDateSchema),
  cameInOn: plainDateSchema,
  /** Minor units of the workbook's currency. */
  valueMinor: z.nullable(z.int()),
  doNotContactOn: z.nullable(plainDateSchema),
})
export type LeadRow = z.infer<typeof leadRowSchema>

export const leadFilterSchema = z.strictObject({
  /** `cold` and `warm` hold active leads only; `hot` and `cooling` are parts of warm. */
  temperature: z.optional(z.enum(['cold', 'warm', 'hot', 'cooling'])),
  stage: z.optional(stageSchema),
  status: z.optional(statusSchema),
  /** Active, not parked, nothing planned. */
  hasNoNextStep: z.optional(z.boolean()),
  /** Active, never touched, no signal, nothing planned: the fresh import. */
  isParked: z.optional(z.boolean()),
  /** The leads behind a figure, at most 100,000. */
  ids: z.optional(z.array(leadIdSchema).check(z.maxLength(100_000))),
})
export type LeadFilter = z.infer<typeof leadFilterSchema>

export const leadSortSchema = z.strictObject({
  by: z.enum(['name', 'company', 'temperature', 'stage', 'nextAction', 'lastTouch', 'cameIn', 'value', 'source']),
  direction: z.enum(['ascending', 'descending']),
})
export type LeadSort = z.infer<typeof leadSortSchema>

export const leadListRequestSchema = z.strictObject({
  search: z.optional(z.string().check(z.maxLength(200))),
  filter: z.optional(leadFilterSchema),
  /** By name ascending unless told. */
  sort: z.optional(leadSortSchema),
  limit: z.int().check(z.gte(1), z.lte(1000)),
  /** Where the page begins: rows to leave out, or the cursor of the page before. */
  offset: z.optional(z.int().check(z.gte(0))),
  after: z.optional(z.string().check(z.maxLength(100))),
})
export type LeadListRequest = z.infer<typeof leadListRequestSchema>

const text = (max: number) => z.string().check(z.trim(), z.maxLength(max))

/** The fields a seller writes. Undefined leaves a field as it is; null or an empty list empties it. */
export const leadFieldsSchema = z.strictObject({
  name: z.optional(text(300)),
  company: z.optional(z.nullable(text(300))),
  jobTitle: z.optional(z.nullable(text(300))),
  emails: z.optional(z.array(text(320)).check(z.maxLength(50))),
  phones: z.optional(z.array(text(100)).check(z.maxLength(50))),
  links: z.optional(z.array(text(2000)).check(z.maxLength(50))),
  source: z.optional(z.nullable(text(300))),
  tags: z.optional(z.array(text(100)).check(z.maxLength(100))),
  valueMinor: z.optional(z.nullable(z.int())),
  notes: z.optional(z.nullable(text(100_000))),
})
export type LeadFields = z.infer<typeof leadFieldsSchema>

export const timelineEntrySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('touch'),
    id: touchIdSchema,
    on: plainDateSchema,
    direction: z.enum(['in', 'out', 'both']),
    channel: channelSchema,
    outcome: outcomeSchema,
    note: z.nullable(z.string()),
  }),
  z.object({
    type: z.literal('signal'),
    id: signalIdSchema,
    on: plainDateSchema,
    kind: signalKindSchema,
    topic: z.nullable(z.string()),
    note: z.nullable(z.string()),
    pointsToday: z.number(),
  }),
  z.object({
    type: z.literal('stage'),
    on: plainDateSchema,
    from: z.nullable(stageSchema),
    to: stageSchema,
    cause: z.enum(['user', 'gate', 'import']),
    note: z.nullable(z.string()),
  }),
  z.object({
    type: z.literal('status'),
    on: plainDateSchema,
    from: z.nullable(statusSchema),
    to: statusSchema,
    reason: z.nullable(z.string()),
    untilOn: z.nullable(plainDateSchema),
  }),
  z.object({
    type: z.literal('handTag'),
    on: plainDateSchema,
    temperature: temperatureSchema,
    reason: z.string(),
    untilOn: plainDateSchema,
  }),
  z.object({
    type: z.literal('step'),
    on: plainDateSchema,
    playbook: z.string(),
    title: z.string(),
    state: z.enum(['done', 'skipped']),
  }),
])
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

export const leadPageSchema = z.object({
  lead: leadRowSchema,
  links: z.array(z.string()),
  addresses: z.array(
    z.object({
      street: z.nullable(z.string()),
      postalCode: z.nullable(z.string()),
      city: z.nullable(z.string()),
      region: z.nullable(z.string()),
      country: z.nullable(z.string()),
    }),
  ),
  damagedPhones: z.array(z.string()),
  custom: z.array(z.object({ name: z.string(), value: z.string() })),
  notes: z.nullable(z.string()),
  foreignValue: z.nullable(z.string()),
  restingUntilOn: z.nullable(plainDateSchema),
  statusReason: z.nullable(z.string()),
  doNotContactReason: z.nullable(z.string()),
  optOuts: z.array(z.object({ channel: z.enum(['mail', 'call']), on: plainDateSchema })),
  stageSinceOn: plainDateSchema,
  /** The import that brought the lead in: its file's name and day. */
  cameBy: z.nullable(z.object({ fileName: z.string(), on: plainDateSchema })),
  /** Newest first, at most 200. */
  timeline: z.array(timelineEntrySchema),
})
export type LeadPage = z.infer<typeof leadPageSchema>

export const leadsContract = {
  /** A page of leads in the order asked for, with how many there are in all; `next` is null at the end. */
  'leads.list': query(
    leadListRequestSchema,
    z.object({ total: z.int(), next: z.nullable(z.string()), leads: z.array(leadRowSchema) }),
  ),
  /** How many leads stand behind each quick filter. */
  'leads.counts': query(
    z.strictObject({}),
    z.object({ all: z.int(), cold: z.int(), warm: z.int(), hot: z.int(), cooling: z.int(), noNextStep: z.int() }),
  ),
  /** Everything about one lead, found by id, e-mail address or code. not_found where there is none. */
  'leads.get': query(
    z.strictObject({ lead: z.union([leadIdSchema, z.string().check(z.minLength(1), z.maxLength(320))]) }),
    leadPageSchema,
  ),
  /** Adds a lead by hand. Needs a name, company, e-mail or phone; an e-mail that another lead has is refused with not_possible and that lead's id. */
  'leads.add': command(leadFieldsSchema, z.object({ leadId: leadIdSchema, changeSet: z.nullable(changeSetIdSchema) })),
  /** Writes fields of one lead. */
  'leads.edit': command(z.strictObject({ leadId: leadIdSchema, fields: leadFieldsSchema }), changedSchema),
  /** Moves leads to a stage, forward or back; Won makes a customer. */
  'leads.setStage': command(
    z.strictObject({
      leadIds: z.array(leadIdSchema).check(z.minLength(1), z.maxLength(100_000)),
      stage: stageSchema,
      note: z.optional(text(1000)),
    }),
    changedSchema,
  ),
  /** Sets the status; `resting` needs `untilOn`, `lost` and `disqualified` a reason. Ends the open next action and the run except for active and customer. */
  'leads.setStatus': command(
    z.strictObject({
      leadIds: z.array(leadIdSchema).check(z.minLength(1), z.maxLength(100_000)),
      status: statusSchema,
      reason: z.optional(text(1000)),
      untilOn: z.optional(plainDateSchema),
    }),
    changedSchema,
  ),
  /** Takes a lead out of every list meant for outreach, for good. */
  'leads.setDoNotContact': command(z.strictObject({ leadId: leadIdSchema, reason: text(1000) }), changedSchema),
}
