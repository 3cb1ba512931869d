import * as z from 'zod/mini'
import { fieldKeySchema } from '../domain/leads/lead-fields.ts'
import { fileIdSchema } from './file.contract.ts'
import { leadQuerySchema, leadSortSchema } from './lead-query.contract.ts'
import { query } from './procedure.ts'

export const exportFormatSchema = z.enum(['csv', 'xlsx', 'vcard', 'json'])
export type ExportFormat = z.infer<typeof exportFormatSchema>

export const exportedSchema = z.object({
  /** Names the file until two others are exported: for `file.piece`, and for `host.saveExport`. */
  exportId: fileIdSchema,
  /** What to call it: the format's ending, and the day. */
  fileName: z.string(),
  byteCount: z.int(),
  leadCount: z.int(),
  /** Leads of the query that may not be contacted: they are in a file only where the query asks for them. */
  doNotContactCount: z.int(),
  /** Cells that were longer than Excel holds, and are cut after 32,767 signs. */
  cutCellCount: z.int(),
})
export type Exported = z.infer<typeof exportedSchema>

export const exportContract = {
  /** How many leads an export of a query writes, and how many it leaves out because they may not be contacted. */
  'leads.countExport': query(
    z.strictObject({ query: leadQuerySchema }),
    z.pick(exportedSchema, { leadCount: true, doNotContactCount: true }),
  ),
  /**
   * Writes the leads of a query into a file. CSV and XLSX have a column for each field, several for e-mails, phones and links, and can be
   * imported again by this and other workbooks. vCard holds what an address book knows. JSON is one array of objects by field key. Tells
   * its progress and can be stopped by `job.cancel`. The columns are in this order, each once.
   */
  'leads.export': query(
    z.strictObject({
      query: leadQuerySchema,
      sort: z.optional(leadSortSchema),
      columns: z.array(fieldKeySchema).check(z.minLength(1), z.maxLength(500)),
      format: exportFormatSchema,
    }),
    exportedSchema,
  ),
}
