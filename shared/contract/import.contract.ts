import * as z from 'zod/mini'
import { newFieldKindSchema } from '../domain/import/guess-field-kind.ts'
import { signalKindSchema } from '../domain/temperature/signal-kinds.ts'
import { changeSetIdSchema, importIdSchema, leadIdSchema } from '../primitives/ids.ts'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { fileIdSchema } from './file.contract.ts'
import { undoReportSchema } from './journal.contract.ts'
import { command, query } from './procedure.ts'

/** A field of a lead that a column may become, `signal:KIND`, or `custom:NAME`. */
export const importTargetSchema = z.string().check(z.maxLength(200))

/** Leads with what is known of them, or signals of leads: who clicked, came, downloaded. */
export const importKindSchema = z.enum(['leads', 'signals'])
export type ImportKind = z.infer<typeof importKindSchema>

/**
 * What a file does to a field of a lead that is in the workbook. `keep`: nothing. `fill`: only where the lead has nothing; lists and
 * notes are added to. `overwrite`: the file's value stands, lists are put in place of the lead's. `append`: added to what is there.
 * No value ever erases with a blank, overrides do-not-contact, an opt-out or a hand tag set later.
 */
export const matchPolicySchema = z.enum(['keep', 'fill', 'overwrite', 'append'])
export type MatchPolicy = z.infer<typeof matchPolicySchema>

/**
 * Why a row waits for the seller. `shared_address`: the e-mail of a lead, but another name and phone. `touches_two_leads`: it leads to
 * several leads. `same_phone`: the phone of a lead with another name. `same_name_and_company`: nothing but these. `near_name`: the
 * same company and nearly the same name. `unmatched_signal`: a signal of somebody who is not in the workbook.
 */
export const askReasonSchema = z.enum([
  'shared_address',
  'touches_two_leads',
  'same_phone',
  'same_name_and_company',
  'near_name',
  'unmatched_signal',
])
export type AskReasonCode = z.infer<typeof askReasonSchema>

const numberKey = z.string().check(z.regex(/^[1-9]\d{0,6}$/))

/** What the seller says of a row that asks: the same as one of the candidates, somebody else, or left out. */
export const importAnswerSchema = z.discriminatedUnion('is', [
  /** The first candidate, unless a lead or a row of the file is named. */
  z.strictObject({ is: z.literal('same'), leadId: z.optional(leadIdSchema), row: z.optional(z.int()) }),
  z.strictObject({ is: z.literal('apart') }),
  z.strictObject({ is: z.literal('left_out') }),
])
export type ImportAnswer = z.infer<typeof importAnswerSchema>

/** What the seller chose where the evidence was not enough, or chose otherwise. */
export const importChoicesSchema = z.strictObject({
  /** `leads` unless told or recognised by the file's shape. */
  kind: z.optional(importKindSchema),
  encoding: z.optional(z.string().check(z.maxLength(40))),
  delimiter: z.optional(z.string().check(z.regex(/^[^"\r\n]$/))),
  sheet: z.optional(z.string().check(z.maxLength(200))),
  /** The record that holds the headers, as a spreadsheet counts; null where there is none. */
  headerRow: z.optional(z.nullable(z.int().check(z.gte(1)))),
  /** Target by column number, from 1. Columns not named are guessed, by what was chosen for such files before and by their evidence. */
  targets: z.optional(z.record(z.string().check(z.regex(/^[1-9]\d{0,4}$/)), importTargetSchema)),
  /** By column number: what the field that a `custom:` target makes is to hold. Guessed by the cells unless told; of columns that make one field, the first that is told counts. */
  fieldKinds: z.optional(z.record(z.string().check(z.regex(/^[1-9]\d{0,4}$/)), newFieldKindSchema)),
  /** How days that read both ways are read. */
  dayOrder: z.optional(z.enum(['day_first', 'month_first'])),
  /** Whether words such as `n/a`, `null` and `Select` are taken as empty; true unless told. */
  arePlaceholdersEmpty: z.optional(z.boolean()),
  /** The program the file comes from: what source ids are unique within. */
  system: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  /** For all fields of leads that are in the workbook; `fill` unless told. */
  onMatch: z.optional(z.enum(['keep', 'fill', 'overwrite'])),
  /** By target, where a field is dealt with otherwise than `onMatch` says. */
  policies: z.optional(z.record(importTargetSchema, matchPolicySchema)),
  /** For signals of people who are not in the workbook: made new leads, or left out. They ask unless told. */
  unmatched: z.optional(z.enum(['create', 'leave_out'])),
  /** What holds for all signals of a file whose columns do not say it. */
  signal: z.optional(
    z.strictObject({
      kind: z.optional(signalKindSchema),
      on: z.optional(plainDateSchema),
      topic: z.optional(z.string().check(z.trim(), z.maxLength(200))),
    }),
  ),
  /** Cells mended in place: by row number, then by column number, from 1. */
  mended: z.optional(z.record(numberKey, z.record(numberKey, z.string().check(z.maxLength(10_000))))),
  /** By row number. */
  answers: z.optional(z.record(numberKey, importAnswerSchema)),
  /** For every row that asks for that reason and has no answer of its own. */
  answersToAll: z.optional(z.partialRecord(askReasonSchema, z.enum(['same', 'apart', 'left_out']))),
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
  /** What the column does to leads that are in the workbook. */
  policy: matchPolicySchema,
  /** What the field is to hold that the column's target makes, an own export's too; null where the workbook has it or the target is none. Cells that do not say exactly that are kept as written. */
  newFieldKind: z.nullable(newFieldKindSchema),
})
export type ImportColumn = z.infer<typeof importColumnSchema>

export const importDialectSchema = z.object({
  kind: z.enum(['text', 'spreadsheet', 'cards']),
  encoding: z.nullable(z.string()),
  /** Other encodings the bytes may be in, likeliest first, each with the first lines that read differently. */
  encodings: z.array(z.object({ encoding: z.string(), preview: z.array(z.string()) })),
  delimiter: z.nullable(z.string()),
  sheet: z.nullable(z.string()),
  sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean() })),
  /** Null where there is no header, 0 for an address book. */
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
export type ImportOutcome = z.infer<typeof importOutcomeSchema>

/** Somebody a row may be: a lead of the workbook, or an earlier row of the file. */
const candidateSchema = z.object({
  leadId: z.nullable(leadIdSchema),
  row: z.nullable(z.int()),
  /** The code of the lead's open next action. */
  code: z.nullable(z.string()),
  name: z.string(),
  company: z.nullable(z.string()),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
})
export type ImportCandidate = z.infer<typeof candidateSchema>

/** A row as it will be, or was, dealt with. */
export const importRowSchema = z.object({
  /** The record's number as a spreadsheet shows it, preamble and header counted; in an address book the card's. */
  row: z.int(),
  outcome: importOutcomeSchema,
  name: z.string(),
  company: z.nullable(z.string()),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  /** The cells as they will be read, those mended in place of the file's; as many as the table has columns. */
  cells: z.array(z.string()),
  isMended: z.boolean(),
  /** The fields that change, as before and after, for `updated`. */
  changes: z.array(z.object({ field: z.string(), before: z.nullable(z.string()), after: z.string() })),
  /** Cells that could not be read as their column's target; `column` from 1. */
  warnings: z.array(z.object({ code: z.string(), column: z.int(), text: z.string() })),
  /** Why it is refused or must be asked. */
  reason: z.nullable(z.string()),
  /** Whom a row that asks may be. */
  candidates: z.array(candidateSchema),
  leadId: z.nullable(leadIdSchema),
})
export type ImportRow = z.infer<typeof importRowSchema>

/** What a file says otherwise than the last one of its shape that was imported and not undone. */
export const importDifferenceSchema = z.object({
  fileName: z.string(),
  importedAt: z.string(),
  /** Byte for byte the same file. */
  isSameFile: z.boolean(),
  /** Rows that stood in that file cell for cell. */
  sameRows: z.int(),
  newRows: z.int(),
  /** Rows of that file that are not in this one. */
  goneRows: z.int(),
})
export type ImportDifference = z.infer<typeof importDifferenceSchema>

export const importPlanSchema = z.object({
  /** Stands for what would be written; commit compares it. */
  planId: z.string(),
  fileName: z.string(),
  kind: importKindSchema,
  /** The program the file was recognised as coming from, or was said to. */
  system: z.nullable(z.string()),
  /** The mapping is the one chosen for files of this shape before. */
  isRemembered: z.boolean(),
  dialect: importDialectSchema,
  columns: z.array(importColumnSchema),
  counts: importCountsSchema,
  /** Fields that change over all rows of `updated`. */
  changedFieldCount: z.int(),
  /** How many rows ask for which reason; answered ones do not count. */
  asks: z.array(z.object({ reason: askReasonSchema, count: z.int() })),
  refusals: z.array(z.object({ reason: z.string(), count: z.int() })),
  difference: z.nullable(importDifferenceSchema),
  /** What the reader had to pass over: surplus cells, preamble rows and the like, as counts. */
  notices: z.array(z.object({ code: z.string(), count: z.int() })),
})
export type ImportPlan = z.infer<typeof importPlanSchema>

/** A choice that was made without asking, for the report: `code` as `encoding`, `delimiter`, `sheet`, `header_row`, `day_order`, `on_match`, `system`, `field_kind`. */
const assumptionSchema = z.object({ code: z.string(), column: z.nullable(z.int()), value: z.string() })

export const importReportSchema = z.object({
  ...importCountsSchema.shape,
  kind: importKindSchema,
  system: z.nullable(z.string()),
  /** Rows that were refused or ask, with a sentence each, the first 10,000. */
  refusedRows: z.array(z.object({ row: z.int(), reason: z.string() })),
  askedRows: z.array(z.object({ row: z.int(), reason: z.string() })),
  /** Null where nothing was written. */
  changeSet: z.nullable(changeSetIdSchema),
  fileName: z.string(),
  mapping: z.array(z.object({ column: z.int(), header: z.string(), target: importTargetSchema })),
  dialect: importDialectSchema,
  assumptions: z.array(assumptionSchema),
  difference: z.nullable(importDifferenceSchema),
})
export type ImportReport = z.infer<typeof importReportSchema>

export const importContract = {
  /**
   * What an import would do. Writes nothing; tells its progress and can be cancelled as a command can. Refuses with file_* and a message
   * that names the file and the next step.
   */
  'import.plan': query(importRequestSchema, importPlanSchema),
  /** The rows behind a plan, in the order of the file, of one outcome or of all, whose cells hold the words of `search`. */
  'import.rows': query(
    z.strictObject({
      ...importRequestSchema.shape,
      outcome: z.optional(importOutcomeSchema),
      /** Only rows that ask, or are refused, for this reason. */
      reason: z.optional(z.string().check(z.maxLength(40))),
      search: z.optional(z.string().check(z.maxLength(200))),
      offset: z.int().check(z.gte(0)),
      limit: z.int().check(z.gte(1), z.lte(500)),
    }),
    z.object({ rows: z.array(importRowSchema), total: z.int() }),
  ),
  /** Rows that would not be written, as CSV with the file's own columns and the reason in the last: a piece of whole lines from `offset` rows on. */
  'import.leftOut': query(
    z.strictObject({ ...importRequestSchema.shape, offset: z.int().check(z.gte(0)) }),
    z.object({ csv: z.string(), next: z.nullable(z.int()) }),
  ),
  /** The report that an import would give. Writes nothing. */
  'import.rehearse': query(importRequestSchema, importReportSchema),
  /**
   * Plans again and writes it, all in one transaction, and remembers the mapping for files of this shape. With `planId`, answers
   * `changed` and the new plan where the workbook moved meanwhile.
   */
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
        kind: importKindSchema,
        system: z.nullable(z.string()),
        importedAt: z.string(),
        byteCount: z.int(),
        /** SHA-256 of the file, in hexadecimal. */
        checksum: z.string(),
        counts: importCountsSchema,
        changeSet: changeSetIdSchema,
        state: z.enum(['done', 'partly_undone', 'undone']),
      }),
    ),
  ),
  /** Takes a whole import back: untouched leads go, those worked on since are kept and listed. */
  'import.undo': command(z.strictObject({ importId: importIdSchema }), undoReportSchema),
}
