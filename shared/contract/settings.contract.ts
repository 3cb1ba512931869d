import * as z from 'zod/mini'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

/** The seller's rules that this version lets one set. */
export const sellerSettingsSchema = z.object({
  sellerName: z.string(),
  /** Follow-ups a working day has room for. */
  slotsPerDay: z.int(),
})
export type SellerSettings = z.infer<typeof sellerSettingsSchema>

export const settingsContract = {
  'settings.get': query(z.strictObject({}), sellerSettingsSchema),
  'settings.set': command(
    z.strictObject({
      sellerName: z.optional(z.string().check(z.trim(), z.maxLength(200))),
      slotsPerDay: z.optional(z.int().check(z.gte(1), z.lte(100))),
    }),
    changedSchema,
  ),
}
