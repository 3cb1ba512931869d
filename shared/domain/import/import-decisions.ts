import type { LeadId } from '../../primitives/ids.ts'
import type { ExistingLead, FieldChange, LeadFill } from './fill.ts'
import type { AskCode, LeadDraft, RefusalReason } from './lead-draft.ts'

/** A lead in the workbook, or one that this import creates, by its number among the writes of its group. */
export type RowTarget = { readonly leadId: LeadId } | { readonly creation: number }

/** Somebody a row may be: a lead of the workbook, or a row of the file by its index. */
export type AskCandidate = { readonly leadId: LeadId } | { readonly index: number }

export type AskReason = { readonly code: AskCode; readonly candidates: readonly AskCandidate[] }

export const rowKinds = ['created', 'updated', 'same', 'asked', 'refused'] as const
export type RowKind = (typeof rowKinds)[number]

/** What becomes of a row, by its zero-based index. */
export type RowDecision = { readonly index: number } & (
  | { readonly kind: 'created'; readonly target: RowTarget }
  | { readonly kind: 'updated'; readonly target: RowTarget; readonly changes: readonly FieldChange[] }
  | { readonly kind: 'same'; readonly target: RowTarget; readonly isSeenBefore: boolean }
  | { readonly kind: 'asked'; readonly reason: AskReason }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
)

/** What is written to a lead of the workbook, and what it was. */
export type LeadUpdate = { readonly leadId: LeadId; readonly existing: ExistingLead; readonly fill: LeadFill }

/** What is to be written for the rows that mean one person, or for a row by itself. */
export type GroupDecision = {
  readonly rows: readonly RowDecision[]
  /** Leads to insert, with all that their rows say put together. */
  readonly creations: readonly LeadDraft[]
  /** What to write to leads of the workbook. */
  readonly updates: readonly LeadUpdate[]
}

export type ImportCounts = Readonly<Record<'rows' | RowKind, number>>

/** What the seller says of rows that ask; `row` names another row of the file. */
export type RowAnswer =
  | { readonly is: 'same'; readonly leadId?: LeadId | undefined; readonly row?: number | undefined }
  | { readonly is: 'apart' }
  | { readonly is: 'left_out' }

export type Answers = {
  /** By the row's number as a spreadsheet shows it. */
  readonly byRow: ReadonlyMap<number, RowAnswer>
  readonly toAll: ReadonlyMap<AskCode, 'same' | 'apart' | 'left_out'>
}

export const noAnswers: Answers = { byRow: new Map(), toAll: new Map() }
