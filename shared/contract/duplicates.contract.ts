import * as z from 'zod/mini'
import { stageSchema } from '../domain/funnel/stages.ts'
import { duplicateReasonSchema, MOST_IN_A_SET } from '../domain/leads/duplicates.ts'
import { statusSchema } from '../domain/leads/status.ts'
import { changeSetIdSchema, leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { changedSchema, leadRowSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

const day = z.nullable(plainDateSchema)
const text = z.nullable(z.string())

const addressSchema = z.object({ street: text, postalCode: text, city: text, region: text, country: text })

const optOutSchema = z.object({ channel: z.enum(['mail', 'call']), on: plainDateSchema })

const doNotContactSchema = z.nullable(z.object({ on: plainDateSchema, reason: text }))

/** Every field of a lead that stands beside others, as the domain's MergingLead; `code` and `calledBy` name it on the screen. */
const mergingLeadSchema = z.object({
  id: leadIdSchema,
  /** Name, else company, else e-mail, else phone. */
  calledBy: z.string(),
  /** Three or four signs while a next action is open, else null. */
  code: text,
  /** Null where the lead has none of its own. */
  name: text,
  company: text,
  jobTitle: text,
  source: text,
  valueMinor: z.nullable(z.int()),
  foreignValue: text,
  notes: text,
  stage: stageSchema,
  status: statusSchema,
  statusReason: text,
  restingUntilOn: day,
  doNotContact: doNotContactSchema,
  archivedOn: day,
  cameInOn: plainDateSchema,
  lastTouchOn: day,
  nextAction: z.nullable(z.object({ what: z.string(), on: plainDateSchema, isStep: z.boolean() })),
  run: z.nullable(z.object({ playbook: z.string(), isPaused: z.boolean() })),
  emails: z.array(z.string()),
  phones: z.array(z.object({ raw: z.string(), e164: text })),
  links: z.array(z.string()),
  tags: z.array(z.string()),
  addresses: z.array(addressSchema),
  optOuts: z.array(optOutSchema),
  custom: z.array(z.object({ fieldId: z.int(), name: z.string(), value: z.string() })),
  touchCount: z.int(),
  signalCount: z.int(),
})
export type ComparedLeadPage = z.infer<typeof mergingLeadSchema>

/** `name`, `company`, `jobTitle`, `source`, `value`, `foreignValue`, `stage`, `status`, `nextAction`, or `custom:` and the id of a custom field. */
const chosenFieldSchema = z.union([
  z.enum(['name', 'company', 'jobTitle', 'source', 'value', 'foreignValue', 'stage', 'status', 'nextAction']),
  z.templateLiteral(['custom:', z.int()]),
])

const givenUpSchema = z.object({
  field: z.union([chosenFieldSchema, z.literal('run')]),
  leadId: leadIdSchema,
  value: z.string(),
})

const mergePlanSchema = z.object({
  keep: leadIdSchema,
  from: z.partialRecord(chosenFieldSchema, leadIdSchema),
  notes: text,
  doNotContact: doNotContactSchema,
  archivedOn: day,
  cameInOn: plainDateSchema,
  lastTouchOn: day,
  actionOf: z.nullable(leadIdSchema),
  runOf: z.nullable(leadIdSchema),
  pausesRun: z.boolean(),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  links: z.array(z.string()),
  tags: z.array(z.string()),
  addresses: z.array(addressSchema),
  optOuts: z.array(optOutSchema),
  givenUp: z.array(givenUpSchema),
})

const duplicateSetSchema = z.object({
  /** Give it as `after` to go on behind this set; it holds as long as the set does. */
  cursor: z.string(),
  /** All that speaks for it, the strongest first. */
  reasons: z.array(duplicateReasonSchema),
  leads: z.array(leadRowSchema),
})
export type DuplicateSetRow = z.infer<typeof duplicateSetSchema>

const severalLeads = z.array(leadIdSchema).check(z.minLength(2), z.maxLength(MOST_IN_A_SET))

export const duplicatesContract = {
  /**
   * Leads that may be the same, in sets of at most 10, the strongest first. With `leadId` only what may be the same as that lead.
   * Pairs told apart are left out. `next` is null at the end.
   */
  'leads.findDuplicates': query(
    z.strictObject({
      leadId: z.optional(leadIdSchema),
      limit: z.int().check(z.gte(1), z.lte(100)),
      after: z.optional(z.string().check(z.maxLength(100))),
    }),
    z.object({ total: z.int(), next: z.nullable(z.string()), sets: z.array(duplicateSetSchema) }),
  ),
  /** Leads side by side, every field of each, the one that is proposed to be kept, and what merging them so comes to. */
  'leads.compare': query(
    z.strictObject({ leadIds: severalLeads }),
    z.object({ leads: z.array(mergingLeadSchema), plan: mergePlanSchema }),
  ),
  /**
   * Makes one lead of several, as one change. `choices` say of a field whose value it is to have; the rest follows the rules of
   * planMerge. Do-not-contact and opt-outs are never lost. Says what is given up; undoing brings it back.
   */
  'leads.merge': command(
    z.strictObject({
      keep: leadIdSchema,
      leadIds: severalLeads,
      choices: z.optional(z.partialRecord(chosenFieldSchema, leadIdSchema)),
    }),
    z.object({
      changeSet: z.nullable(changeSetIdSchema),
      leadId: leadIdSchema,
      name: z.string(),
      givenUp: z.array(givenUpSchema),
    }),
  ),
  /** Remembers of leads that no two of them are the same, so that they are not found as duplicates again. */
  'leads.tellApart': command(z.strictObject({ leadIds: severalLeads }), changedSchema),
}
