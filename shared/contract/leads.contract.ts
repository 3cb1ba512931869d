import * as z from 'zod/mini'
import { channelSchema } from '../domain/follow-ups/channel.ts'
import { stageSchema } from '../domain/funnel/stages.ts'
import { editableKeySchema, fieldKeySchema } from '../domain/leads/lead-fields.ts'
import { statusSchema } from '../domain/leads/status.ts'
import { conditionStateSchema, gateConditionSchema } from '../domain/qualification/gates.ts'
import { temperatureSchema } from '../domain/temperature/signal-kinds.ts'
import {
  changeSetIdSchema,
  companyIdSchema,
  customFieldIdSchema,
  leadIdSchema,
  nextActionIdSchema,
} from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { leadQuerySchema, leadSelectionSchema, leadSortSchema } from './lead-query.contract.ts'
import { command, query } from './procedure.ts'

/** What every change answers: the change set to undo it by, null where nothing changed. */
export const changedSchema = z.object({ changeSet: z.nullable(changeSetIdSchema) })

/** The temperature of a lead on the day asked about. `temperature` is the effective one: the pin, else the computed. */
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
  companyId: z.nullable(companyIdSchema),
  company: z.nullable(z.string()),
  jobTitle: z.nullable(z.string()),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  links: z.array(z.string()),
  /** The first address. */
  street: z.nullable(z.string()),
  postalCode: z.nullable(z.string()),
  city: z.nullable(z.string()),
  region: z.nullable(z.string()),
  country: z.nullable(z.string()),
  ...leadTemperatureSchema.shape,
  fit: z.nullable(z.enum(['A', 'B', 'C'])),
  stage: stageSchema,
  /** A rest that is over by today reads active. */
  status: statusSchema,
  restingUntilOn: z.nullable(plainDateSchema),
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
  /** The beginning of its notes, at most 200 signs. */
  notes: z.nullable(z.string()),
  /** The name of the playbook that it is in. */
  playbook: z.nullable(z.string()),
  doNotContactOn: z.nullable(plainDateSchema),
  /** Set while it is in the trash. */
  archivedOn: z.nullable(plainDateSchema),
  /** The topics that some points count for, the strongest first; there only where asked for. */
  interests: z.optional(z.array(z.string())),
  /** Values of the custom fields asked for, by field id; of the others nothing. */
  custom: z.record(z.string(), z.string()),
})
export type LeadRow = z.infer<typeof leadRowSchema>

/** What rows hold only where it is asked for: the values of a custom field, or the interests. */
export const rowFieldSchema = z.union([customFieldIdSchema, z.literal('interests')])
export type RowField = z.infer<typeof rowFieldSchema>

export const leadListRequestSchema = z.strictObject({
  ...leadQuerySchema.shape,
  /** By name ascending unless told; a search without a sort begins with the best few. */
  sort: z.optional(leadSortSchema),
  fields: z.optional(z.array(rowFieldSchema).check(z.maxLength(201))),
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

/** The details of a changed_meanwhile of `leads.edit` and `leads.setAddresses`: the field, and what it holds by now. */
export const changedMeanwhileSchema = z.object({ field: z.string(), holds: z.unknown() })

/** A cell as the seller typed it; an empty text empties it. `was` is the text that stood there when they began, as `fieldText` writes it. */
export const cellEditSchema = z.strictObject({
  leadId: leadIdSchema,
  field: editableKeySchema,
  text: z.string().check(z.maxLength(100_000)),
  was: z.optional(z.string().check(z.maxLength(100_000))),
})
export type CellEdit = z.infer<typeof cellEditSchema>

/** A cell that was not written, with why, for the seller to read. */
const cellNoticeSchema = z.object({
  leadId: leadIdSchema,
  field: editableKeySchema,
  text: z.string(),
  message: z.string(),
})

const cellOutcome = {
  written: z.int(),
  /** Written as typed though it does not read as its field's kind: at most 100. */
  marked: z.array(cellNoticeSchema),
  markedCount: z.int(),
  /** Not written, because writing it would harm: a name emptied, an address that another lead has. At most 100. */
  refused: z.array(cellNoticeSchema),
  refusedCount: z.int(),
  /** Not written, because the cell holds something else by now than it `was`; `text` is what it holds. At most 100. */
  conflicts: z.array(cellNoticeSchema),
  conflictCount: z.int(),
}

export const cellReportSchema = z.object({ changeSet: z.nullable(changeSetIdSchema), ...cellOutcome })
export type CellReport = z.infer<typeof cellReportSchema>

/** What writing cells would come to, without writing them: by field in the order of the cells, and of how many leads. */
export const cellTrialSchema = z.object({
  ...cellOutcome,
  leadCount: z.int(),
  /** How many cells of each field would be written, and how many of them emptied. */
  fields: z.array(z.object({ field: editableKeySchema, written: z.int(), emptied: z.int() })),
})
export type CellTrial = z.infer<typeof cellTrialSchema>

/** What came of moving leads to a stage. Leads that stood there already are in neither count. */
export const stageMoveSchema = z.object({
  changeSet: z.nullable(changeSetIdSchema),
  moved: z.int(),
  /** Not moved: forward, with what is unmet or unknown; back, with nothing, because only the note is missing. By name, at most 100. */
  refused: z.array(
    z.object({ leadId: leadIdSchema, name: z.string(), from: stageSchema, unmet: z.array(gateConditionSchema) }),
  ),
  refusedCount: z.int(),
  /** How many of all the refused each condition keeps back, in the order of the gates. */
  missing: z.array(z.object({ condition: gateConditionSchema, count: z.int() })),
  /** How many of all the refused would go back. */
  backCount: z.int(),
})
export type StageMove = z.infer<typeof stageMoveSchema>

export const leadsContract = {
  /**
   * A page of leads in the order asked for, with how many there are in all; `next` is null at the end. Of a search, `best` leads at the
   * beginning are those it names exactly. `isMore`: a search found more than `total`, which leads.counts tells.
   */
  'leads.list': query(
    leadListRequestSchema,
    z.object({
      total: z.int(),
      isMore: z.boolean(),
      best: z.int(),
      next: z.nullable(z.string()),
      leads: z.array(leadRowSchema),
    }),
  ),
  /** How many leads each query finds. */
  'leads.counts': query(
    z.strictObject({ of: z.array(leadQuerySchema).check(z.maxLength(100)) }),
    z.object({ counts: z.array(z.int()) }),
  ),
  /** How many leads a selection holds and what they are worth together, in minor units. */
  'leads.measure': query(
    z.strictObject({ leads: leadSelectionSchema }),
    z.object({ count: z.int(), valueMinor: z.int() }),
  ),
  /** The leads before and after one in a list, with its place from 0; `place` is null where the list does not hold it. */
  'leads.neighbours': query(
    z.strictObject({ ...leadQuerySchema.shape, sort: z.optional(leadSortSchema), leadId: leadIdSchema }),
    z.object({
      place: z.nullable(z.int()),
      total: z.int(),
      previous: z.nullable(leadIdSchema),
      next: z.nullable(leadIdSchema),
    }),
  ),
  /**
   * The values that leads have in a field, the most frequent first, with how many leads have each; those that contain the search. For
   * playbook and import `value` is what a filter takes and `name` what the seller reads; else both are the same. Options that no lead has yet come with 0, and so do topics that no
   * lead is interested in any more; spellings of a topic are one value.
   */
  'leads.values': query(
    z.strictObject({
      field: fieldKeySchema,
      search: z.optional(z.string().check(z.maxLength(200))),
      temperatureOn: leadQuerySchema.shape.temperatureOn,
      limit: z.int().check(z.gte(1), z.lte(500)),
    }),
    z.object({ values: z.array(z.object({ value: z.string(), name: z.string(), count: z.int() })), total: z.int() }),
  ),
  /** Writes cells of leads in one change set: an edit in the table (`edited`) or a block of a spreadsheet (`pasted`). */
  'leads.tryCells': query(
    z.strictObject({ cells: z.array(cellEditSchema).check(z.minLength(1), z.maxLength(100_000)) }),
    cellTrialSchema,
  ),
  'leads.editCells': command(
    z.strictObject({
      cells: z.array(cellEditSchema).check(z.minLength(1), z.maxLength(100_000)),
      how: z.enum(['edited', 'pasted']),
    }),
    cellReportSchema,
  ),
  /** Writes one field of many leads. `add` and `remove` are for tags and fields of several choices. */
  'leads.editMany': command(
    z.strictObject({
      leads: leadSelectionSchema,
      field: editableKeySchema,
      how: z.enum(['set', 'add', 'remove']),
      text: z.string().check(z.maxLength(100_000)),
    }),
    cellReportSchema,
  ),
  /** Adds a lead by hand. Needs a name, company, e-mail or phone; an e-mail that another lead has is refused with not_possible and that lead's id. */
  'leads.add': command(leadFieldsSchema, z.object({ leadId: leadIdSchema, changeSet: z.nullable(changeSetIdSchema) })),
  /**
   * Writes fields of one lead. `was` is what the seller saw in them when they began: where a field holds something else by now nothing
   * is written, and changed_meanwhile says which field and what it holds, as {@link changedMeanwhileSchema}.
   */
  'leads.edit': command(
    z.strictObject({ leadId: leadIdSchema, fields: leadFieldsSchema, was: z.optional(leadFieldsSchema) }),
    changedSchema,
  ),
  /**
   * Moves leads to a stage; Won makes a customer. Forward, every gate on the way has to be open; back, a note says why. A lead of which
   * neither holds stays and is among the refused. With a note it moves all the same, passed by hand, and the note is kept.
   */
  'leads.setStage': command(
    z.strictObject({
      leads: leadSelectionSchema,
      stage: stageSchema,
      note: z.optional(text(1000)),
    }),
    stageMoveSchema,
  ),
  /** What the gates between a lead's stage and another ask of it, each condition once, and how it stands. Nothing on the way back. */
  'leads.gate': query(
    z.strictObject({ leadId: leadIdSchema, stage: stageSchema }),
    z.object({
      name: z.string(),
      from: stageSchema,
      conditions: z.array(z.object({ condition: gateConditionSchema, state: conditionStateSchema })),
    }),
  ),
  /** Sets the status; `resting` needs `untilOn`, `lost` and `disqualified` a reason. Ends the open next action and the run except for active and customer. */
  'leads.setStatus': command(
    z.strictObject({
      leads: leadSelectionSchema,
      status: statusSchema,
      reason: z.optional(text(1000)),
      untilOn: z.optional(plainDateSchema),
    }),
    changedSchema,
  ),
  /** Takes a lead out of every list meant for outreach, for good. */
  'leads.setDoNotContact': command(z.strictObject({ leadId: leadIdSchema, reason: text(1000) }), changedSchema),
}
