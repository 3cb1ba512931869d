import * as z from 'zod/mini'
import { leadIdSchema } from '../primitives/ids.ts'
import { isoWeekSchema, plainDateSchema } from '../primitives/plain-date.ts'
import { whyNowSchema } from './follow-ups.contract.ts'
import { leadRowSchema } from './leads.contract.ts'
import { query } from './procedure.ts'

export const paperSchema = z.enum(['A4', 'Letter'])
export type Paper = z.infer<typeof paperSchema>

export const sheetSectionSchema = z.object({
  kind: z.enum(['overdue', 'day', 'cooling', 'no_next_step', 'cold_first']),
  /** The day of a `day` section, else null. */
  on: z.nullable(plainDateSchema),
  entries: z.array(
    z.object({
      lead: leadRowSchema,
      step: z.nullable(z.object({ playbook: z.string(), position: z.int(), count: z.int() })),
      whyNow: whyNowSchema,
    }),
  ),
  /** Leads of this section that are beyond what the sheet takes. */
  leftOutCount: z.int(),
})
export type SheetSection = z.infer<typeof sheetSectionSchema>

export const sheetSchema = z.object({
  week: isoWeekSchema,
  mondayOn: plainDateSchema,
  printedOn: plainDateSchema,
  dueCount: z.int(),
  /** Room of the working days of the week that are still to come, and of one of them. */
  slots: z.int(),
  slotsPerDay: z.int(),
  overdueCount: z.int(),
  coolingCount: z.int(),
  sections: z.array(sheetSectionSchema),
  leadIds: z.array(leadIdSchema),
})
export type Sheet = z.infer<typeof sheetSchema>

export const sheetContract = {
  /** The follow-up list of a week, each lead once, in the order it is printed. */
  'sheet.week': query(z.strictObject({ week: isoWeekSchema }), sheetSchema),
}
