import * as z from 'zod/mini'
import { changeSetIdSchema, importIdSchema, leadIdSchema } from '../primitives/ids.ts'
import { fileIdSchema } from './file.contract.ts'
import { undoReportSchema } from './journal.contract.ts'
import { command, query } from './procedure.ts'

/** A field of a lead that a column may become, or `custom:NAME`. */
export const importTargetSchema = z.string().check(z.maxLength(200))

/** What the seller chose where the evidence was not enough, or chose otherwise. */
export const importChoicesSchema = z.strictObject({
  encoding: z.optional(z.string().check(z.maxLength(40))),
  delimiter: z.optional(z.string().check(z.maxLength(1))),
  sheet: z.optional(z.string().check(z.maxLength(200))),
  /** The record that holds the headers, as a spreadsheet counts; null where there is none. */
  headerRow: z.optional(z.nullable(z.int().check(z.gte(1)))),
  /** Target by column number, from 1. Columns not named are guessed. */
  targets: z.optional(z.record(z.string().check(z.regex(/^[1-9]\d{0,4}$/)), importTargetSchema)),
  /** How days that read both ways are read. */
  dayOrder: z.optional(z.enum(['day_first', 'month_first'])),
})
export type ImportChoices = z.infer<typeof importChoicesSchema>

export const importRequestSchema = z.strictObject({ fileId: fileIdSchema, choices: importChoicesSchema })
export type ImportRequest = z.infer<typeof importRequestSchema>

/** What a column was judged by, as counts; the screen puts it in words. */
const evidenceSchema = z.object({
  code: z.string(),
  counts: z.record(z.string(), z.number()),
  example: z.nullable(z.string()),
})

export const importColumnSchema = z.object({
  /** From 1. */
  column: z.int(),
  header: z.string(),
  target: importTargetSchema,
  samples: z.array(z.string()),
  evidence: z.array(evidenceSchema),
  /** Days that read both ways: nothing is written from this column until the order is chosen. */
  isAsking: z.boolean(),
})
export type ImportColumn = z.infer<typeof importColumnSchema>

export const importDialectSchema = z.object({
  kind: z.enum(['text', 'xlsx']),
  encoding: z.nullable(z.string()),
  delimiter: z.nullable(z.string()),
  sheet: z.nullable(z.string()),
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
  headerRow: z.nullable(z.int()),
})

export const importCountsSchema = z.object({
  /** Data rows that are not blank = created + updated + same + asked + refused. */
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  same: z.int(),
  asked: z.int(),
  refused: z.int(),
})
export type ImportCounts = z.infer<typeof importCountsSchema>

export const importOutcomeSchema = z.enum(['created', 'updated', 'same', 'asked', 'refused'])

/** A row as it will be, or was, dealt with. */
export const importRowSchema = z.object({
  /** The record's number as a spreadsheet shows it, preamble and header counted. */
  row: z.int(),
  outcome: importOutcomeSchema,
  name: z.string(),
  company: z.nullable(z.string()),
  emails: z.array(z.string()),
  /** The fields that change, as before and after, for `updated`. */
  changes: z.array(z.object({ field: z.string(), before: z.nullable(z.string()), after: z.string() })),
  /** Why it is refused or must be asked. */
  reason: z.nullable(z.string()),
  leadId: z.nullable(leadIdSchema),
})
export type ImportRow = z.infer<typeof importRowSchema>

export const importPlanSchema = z.object({
  /** Stands for what would be written; commit compares it. */
  planId: z.string(),
  fileName: z.string(),
  dialect: importDialectSchema,
  columns: z.array(importColumnSchema),
  counts: importCountsSchema,
  /** What the reader had to pass over: surplus cells, preamble rows and the like, as counts. */
  notices: z.array(z.object({ code: z.string(), count: z.int() })),
  /** The first rows of each outcome, at most 100. */
  rows: z.record(importOutcomeSchema, z.array(importRowSchema)),
})
export type ImportPlan = z.infer<typeof importPlanSchema>

export const importReportSchema = z.object({
  ...importCountsSchema.shape,
  refusedRows: z.array(z.object({ row: z.int(), reason: z.string() })),
  /** Null where nothing was written. */
  changeSet: z.nullable(changeSetIdSchema),
  fileName: z.string(),
  mapping: z.array(z.object({ column: z.int(), header: z.string(), target: importTargetSchema })),
  dialect: importDialectSchema,
})
export type ImportReport = z.infer<typeof importReportSchema>

export const importContract = {
  /** What an import would do. Writes nothing. Refuses with file_* and a message that names the file and the next step. */
  'import.plan': query(importRequestSchema, importPlanSchema),
  /** The report that an import would give, with every row it would refuse. Writes nothing. */
  'import.rehearse': query(importRequestSchema, importReportSchema),
  /** Plans again and writes it, all in one transaction. With `planId`, answers `changed` and the new plan where the workbook moved meanwhile. */
  'import.commit': command(
    z.strictObject({ ...importRequestSchema.shape, planId: z.optional(z.string()) }),
    z.discriminatedUnion('status', [
      z.object({ status: z.literal('written'), report: importReportSchema }),
      z.object({ status: z.literal('changed'), plan: importPlanSchema }),
    ]),
  ),
  /** Imports so far, newest first. */
  'import.history': query(
    z.strictObject({}),
    z.array(
      z.object({
        id: importIdSchema,
        fileName: z.string(),
        importedAt: z.string(),
        counts: importCountsSchema,
        changeSet: changeSetIdSchema,
        state: z.enum(['done', 'partly_undone', 'undone']),
      }),
    ),
  ),
  /** Takes a whole import back: untouched leads go, those worked on since are kept and listed. */
  'import.undo': command(z.strictObject({ importId: importIdSchema }), undoReportSchema),
}
