import * as z from 'zod/mini'
import { channelSchema } from '../domain/follow-ups/channel.ts'
import { LONGEST_LINE, quickAddParts } from '../domain/leads/quick-add.ts'
import { temperatureSchema } from '../domain/temperature/signal-kinds.ts'
import { leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

const quickAddLineSchema = z.string().check(z.trim(), z.maxLength(LONGEST_LINE))

/** A line as it is understood: what each piece was read as, and whether it can be added. */
export const readQuickAddSchema = z.object({
  pieces: z.array(z.object({ as: z.enum(quickAddParts), text: z.string() })),
  /** What the lead will be called; null where nothing in the line says. */
  calledBy: z.nullable(z.string()),
  valueMinor: z.nullable(z.int()),
  temperature: z.nullable(temperatureSchema),
  nextAction: z.nullable(z.object({ what: z.string(), on: plainDateSchema, channel: channelSchema })),
  /** With the number that a phone is found by; null where it cannot be read. */
  phones: z.array(z.object({ raw: z.string(), e164: z.nullable(z.string()) })),
  /** Leads that have an e-mail address or a phone of the line, at most 5; one that has the address forbids to add. */
  there: z.array(
    z.object({
      leadId: leadIdSchema,
      name: z.string(),
      company: z.nullable(z.string()),
      has: z.enum(['email', 'phone']),
      text: z.string(),
    }),
  ),
})
export type ReadQuickAdd = z.infer<typeof readQuickAddSchema>

export const quickAddContract = {
  /** Reads a lead off one line, as `Anna Berg, Berg Studio, anna@berg.example #design warm`, and says who is there already. Writes nothing. */
  'leads.readQuickAdd': query(z.strictObject({ line: quickAddLineSchema }), readQuickAddSchema),
  /**
   * Adds the lead of a line with its hand tag and its next action in one change set. Refuses with not_possible and that lead's id where
   * another has its e-mail address, with invalid_input where nothing in the line says what it is called.
   */
  'leads.quickAdd': command(
    z.strictObject({ line: quickAddLineSchema }),
    z.object({ ...changedSchema.shape, leadId: leadIdSchema, name: z.string() }),
  ),
}
