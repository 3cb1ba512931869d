import * as z from 'zod/mini'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

export const workbookCountsSchema = z.object({
  leads: z.int(),
  companies: z.int(),
  touches: z.int(),
  signals: z.int(),
  imports: z.int(),
  changeSets: z.int(),
})

export const workbookStatusSchema = z.object({
  /** The file's name without its ending. */
  name: z.string(),
  isSample: z.boolean(),
  leadCount: z.int(),
  /** Due today or late. */
  dueCount: z.int(),
  today: plainDateSchema,
  /** ISO 4217. */
  currency: z.string(),
  /** ISO 3166, two letters: how phone numbers without a country are read. */
  country: z.string(),
  backedUpOn: z.nullable(plainDateSchema),
})
export type WorkbookStatus = z.infer<typeof workbookStatusSchema>

export const workbookContract = {
  'workbook.status': query(z.strictObject({}), workbookStatusSchema),
  /** Reads the whole file: SQLite's integrity check, dangling references, and the search table against the leads. */
  'workbook.check': query(
    z.strictObject({}),
    z.object({ ok: z.boolean(), integrity: z.array(z.string()), schemaVersion: z.int(), counts: workbookCountsSchema }),
  ),
  /** Fills an empty sample workbook with 300 invented leads and a year of history up to today, made from a seed. not_possible in any other. */
  'workbook.makeSample': command(z.strictObject({ seed: z.optional(z.int()) }), changedSchema),
}
