import * as z from 'zod/mini'
import { channelSchema, outcomeSchema } from '../domain/follow-ups/channel.ts'
import { stageSchema } from '../domain/funnel/stages.ts'
import { customFieldKindSchema } from '../domain/leads/field-kinds.ts'
import { statusSchema } from '../domain/leads/status.ts'
import { signalKindSchema, temperatureSchema } from '../domain/temperature/signal-kinds.ts'
import {
  addressIdSchema,
  attachmentIdSchema,
  changeSetIdSchema,
  customFieldIdSchema,
  importIdSchema,
  leadIdSchema,
  noteIdSchema,
  signalIdSchema,
  touchIdSchema,
} from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { changeCauseSchema, changeLabelSchema, changeSetSchema } from './journal.contract.ts'
import { changedSchema, leadRowSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

const line = (max: number) => z.string().check(z.trim(), z.maxLength(max))
const words = z.nullable(z.string())

const addressPartSchema = z.nullable(line(300))
const addressPartsSchema = {
  street: addressPartSchema,
  postalCode: addressPartSchema,
  city: addressPartSchema,
  region: addressPartSchema,
  country: addressPartSchema,
}

/** The parts of an address as the seller writes them; blank ones come back as null. */
export const writtenAddressSchema = z.strictObject(addressPartsSchema)
export type WrittenAddress = z.infer<typeof writtenAddressSchema>

/** A value of one of the seller's own fields; null while the lead has none. Values are written as `custom_value.value` is. */
const customValueSchema = z.object({
  id: customFieldIdSchema,
  name: z.string(),
  kind: customFieldKindSchema,
  options: z.array(z.string()),
  /** The heading that the field stands under. */
  group: words,
  value: words,
  /** The value does not read as the field's kind. */
  isMarked: z.boolean(),
})
export type CustomValue = z.infer<typeof customValueSchema>

const attachmentShared = { id: attachmentIdSchema, title: z.string(), addedOn: plainDateSchema }

/** Something kept beside a lead. Of a file only its name is told: its path stays in the workbook. */
const attachmentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), ...attachmentShared, fileName: z.string() }),
  z.object({ kind: z.literal('link'), ...attachmentShared, url: z.string() }),
])
export type Attachment = z.infer<typeof attachmentSchema>

export const leadPageSchema = z.object({
  lead: leadRowSchema,
  links: z.array(z.string()),
  addresses: z.array(z.object({ id: addressIdSchema, ...addressPartsSchema })),
  /** Numbers that a spreadsheet cut. */
  damagedPhones: z.array(z.string()),
  /** Numbers of which it cannot be told how they are dialled, and addresses that no e-mail could go to. */
  unreadPhones: z.array(z.string()),
  unreadEmails: z.array(z.string()),
  /** Every field of the workbook, in its order, the empty ones too. */
  custom: z.array(customValueSchema),
  notes: words,
  foreignValue: words,
  restingUntilOn: z.nullable(plainDateSchema),
  statusReason: words,
  doNotContactReason: words,
  optOuts: z.array(z.object({ channel: z.enum(['mail', 'call']), on: plainDateSchema })),
  stageSinceOn: plainDateSchema,
  /** The latest contact in either direction. */
  lastTouch: z.nullable(
    z.object({ on: plainDateSchema, direction: z.enum(['in', 'out', 'both']), channel: channelSchema }),
  ),
  /** What was noted last of a touch or signal, in the words it was noted in. */
  lastWord: z.nullable(
    z.object({
      on: plainDateSchema,
      note: z.string(),
      of: z.discriminatedUnion('type', [
        z.object({ type: z.literal('touch'), outcome: outcomeSchema }),
        z.object({ type: z.literal('signal'), kind: signalKindSchema }),
      ]),
    }),
  ),
  attachments: z.array(attachmentSchema),
  /** The import that brought the lead in: its file's name and day. */
  cameBy: z.nullable(z.object({ fileName: z.string(), on: plainDateSchema })),
})
export type LeadPage = z.infer<typeof leadPageSchema>

/** A field as the history of a lead names it. `doNotContact` and `archived` hold the day on which that began. */
export const historyFields = [
  'name',
  'company',
  'jobTitle',
  'email',
  'phone',
  'link',
  'address',
  'source',
  'tag',
  'value',
  'foreignValue',
  'notes',
  'stage',
  'status',
  'statusReason',
  'restingUntilOn',
  'doNotContact',
  'doNotContactReason',
  'optOut',
  'archived',
  'cameInOn',
  'nextAction',
  'note',
  'attachment',
  'custom',
  'answer',
  'returned',
] as const

const changedFieldSchema = z.object({
  field: z.enum(historyFields),
  /** The custom field and its name; the id is null where the field is gone. Of an answer the question: its word, or the criterion's name. */
  custom: z.nullable(z.object({ id: z.nullable(customFieldIdSchema), name: z.string() })),
})
export type ChangedField = z.infer<typeof changedFieldSchema>

/**
 * What a change set changed in a lead's field, null for nothing. Texts as they stand in the workbook: `value` in minor units, days as
 * YYYY-MM-DD, stage and status by their words, `nextAction` with its day in front, answers and reasons of a return by their words
 * with what was noted behind a colon.
 */
export const fieldChangeSchema = z.object({
  ...changedFieldSchema.shape,
  before: words,
  after: words,
})
export type FieldChange = z.infer<typeof fieldChangeSchema>

/** What stands in a timeline. `edit`, `import` and `merge` are change sets; a lead that comes in has a stage and a status of that day. */
export const timelineTypes = [
  'note',
  'touch',
  'signal',
  'step',
  'handTag',
  'status',
  'stage',
  'edit',
  'merge',
  'import',
] as const
export const timelineTypeSchema = z.enum(timelineTypes)
export type TimelineType = z.infer<typeof timelineTypeSchema>

const changeSetEntry = {
  on: plainDateSchema,
  changeSet: changeSetIdSchema,
  label: changeLabelSchema,
  cause: changeCauseSchema,
}

export const timelineEntrySchema = z.discriminatedUnion('type', [
  /** `text` is Markdown. */
  z.object({ type: z.literal('note'), id: noteIdSchema, on: plainDateSchema, text: z.string() }),
  z.object({
    type: z.literal('touch'),
    id: touchIdSchema,
    on: plainDateSchema,
    direction: z.enum(['in', 'out', 'both']),
    channel: channelSchema,
    outcome: outcomeSchema,
    note: words,
  }),
  z.object({
    type: z.literal('signal'),
    id: signalIdSchema,
    on: plainDateSchema,
    kind: signalKindSchema,
    topic: words,
    note: words,
    pointsToday: z.number(),
  }),
  z.object({
    type: z.literal('step'),
    on: plainDateSchema,
    playbook: z.string(),
    title: z.string(),
    state: z.enum(['done', 'skipped']),
  }),
  z.object({
    type: z.literal('handTag'),
    on: plainDateSchema,
    temperature: temperatureSchema,
    reason: z.string(),
    untilOn: plainDateSchema,
  }),
  z.object({
    type: z.literal('status'),
    on: plainDateSchema,
    from: z.nullable(statusSchema),
    to: statusSchema,
    reason: words,
    untilOn: z.nullable(plainDateSchema),
  }),
  z.object({
    type: z.literal('stage'),
    on: plainDateSchema,
    from: z.nullable(stageSchema),
    to: stageSchema,
    cause: z.enum(['user', 'gate', 'import']),
    note: words,
  }),
  /** What it changed in the lead's fields: at most 5, and how many in all. */
  z.object({ type: z.literal('edit'), ...changeSetEntry, changes: z.array(fieldChangeSchema), changeCount: z.int() }),
  z.object({ type: z.literal('merge'), ...changeSetEntry }),
  z.object({
    type: z.literal('import'),
    on: plainDateSchema,
    importId: importIdSchema,
    fileName: z.string(),
    rowNumber: z.int(),
  }),
])
export type TimelineEntry = z.infer<typeof timelineEntrySchema>

const historyEntrySchema = z.object({
  ...changeSetSchema.shape,
  /** At most 100. */
  changes: z.array(fieldChangeSchema),
  changeCount: z.int(),
  /** Whether `journal.undo` takes it. */
  canUndo: z.boolean(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** An https address; one without a scheme, as `shop.example/terms`, gets it. */
export const linkTargetSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(2000))

export const leadPageContract = {
  /** Everything about one lead but its timeline, found by id, e-mail address or code. not_found where there is none. */
  'leads.get': query(
    z.strictObject({ lead: z.union([leadIdSchema, z.string().check(z.minLength(1), z.maxLength(320))]) }),
    leadPageSchema,
  ),
  /** A page of what happened with a lead, the newest first; `next` is null at the end. All types unless some are named. */
  'leads.timeline': query(
    z.strictObject({
      leadId: leadIdSchema,
      types: z.optional(z.array(timelineTypeSchema).check(z.minLength(1), z.maxLength(timelineTypes.length))),
      limit: z.int().check(z.gte(1), z.lte(100)),
      after: z.optional(z.string().check(z.maxLength(100))),
    }),
    z.object({ entries: z.array(timelineEntrySchema), next: z.nullable(z.string()) }),
  ),
  /** A page of the change sets that touched a lead, the newest first, with what each changed in its fields. */
  'leads.history': query(
    z.strictObject({
      leadId: leadIdSchema,
      limit: z.int().check(z.gte(1), z.lte(100)),
      /** The change set that the page before ended with. */
      before: z.optional(changeSetIdSchema),
    }),
    z.object({ entries: z.array(historyEntrySchema), next: z.nullable(changeSetIdSchema) }),
  ),
  /** Writes all addresses of a lead in their order; blank ones are left out. `was` as in `leads.edit`. */
  'leads.setAddresses': command(
    z.strictObject({
      leadId: leadIdSchema,
      addresses: z.array(writtenAddressSchema).check(z.maxLength(50)),
      was: z.optional(z.array(writtenAddressSchema).check(z.maxLength(1000))),
    }),
    changedSchema,
  ),
  /**
   * Writes a note on a lead, in Markdown, of today unless told; or writes the note named anew: where it is not as it `was` when the seller
   * began, nothing is written, and changed_meanwhile says what it holds.
   */
  'leads.writeNote': command(
    z.strictObject({
      leadId: leadIdSchema,
      noteId: z.optional(noteIdSchema),
      text: z.string().check(z.trim(), z.minLength(1), z.maxLength(100_000)),
      was: z.optional(z.string().check(z.maxLength(100_000))),
      on: z.optional(plainDateSchema),
    }),
    z.object({ noteId: noteIdSchema, changeSet: z.nullable(changeSetIdSchema) }),
  ),
  'leads.deleteNote': command(z.strictObject({ noteId: noteIdSchema }), changedSchema),
  /** Keeps a link beside a lead, by reference. Refuses with invalid_input what is no https address. */
  'leads.attach': command(
    z.strictObject({ leadId: leadIdSchema, url: linkTargetSchema, title: z.optional(line(300)) }),
    changedSchema,
  ),
  /** Takes an attachment off its lead. The file or page itself stays where it is. */
  'leads.detach': command(z.strictObject({ attachmentId: attachmentIdSchema }), changedSchema),
  /** For hosts only: keeps a file of this computer beside a lead, by reference. */
  'leads.attachFile': command(
    z.strictObject({ leadId: leadIdSchema, path: z.string().check(z.minLength(1), z.maxLength(32_767)) }),
    changedSchema,
  ),
  /** For hosts only: where an attachment is, a path or an https address. */
  'leads.findAttachment': query(
    z.strictObject({ attachmentId: attachmentIdSchema }),
    z.object({ kind: z.enum(['file', 'link']), target: z.string() }),
  ),
}
