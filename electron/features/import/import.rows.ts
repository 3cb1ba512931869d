import type Database from 'better-sqlite3'
import type { ImportCandidate, ImportOutcome, ImportRow } from '../../../shared/contract/import.contract.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { FieldChange } from '../../../shared/domain/import/fill.ts'
import type { AskCandidate, RowDecision } from '../../../shared/domain/import/import-decisions.ts'
import {
  type AskCode,
  askSentence,
  type LeadDraft,
  type RefusalReason,
  refusalSentence,
} from '../../../shared/domain/import/lead-draft.ts'
import { customNameOf, isCustomTarget } from '../../../shared/domain/import/targets.ts'
import { fieldText } from '../../../shared/domain/leads/field-text.ts'
import { foldText } from '../../../shared/domain/leads/fold-text.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { draftName } from './new-lead.ts'
import type { PlannedImport } from './planned-import.ts'

type Choice = { outcome?: ImportOutcome | undefined; reason?: string | undefined; search?: string | undefined }

/** A page of the rows behind a plan, in the order of the file. */
export function listRows(
  raw: Database.Database,
  planned: PlannedImport,
  choice: Choice & { offset: number; limit: number },
): OutputOf<'import.rows'> {
  const indexes = [...chosenRows(planned, choice)]
  const page = indexes.slice(choice.offset, choice.offset + choice.limit)
  const decisionOf = decisionsOnce(planned)
  const lead = raw.prepare<[number], CandidateLead>(CANDIDATE_LEAD)
  return { rows: page.map((index) => rowOf(planned, index, decisionOf(index), lead)), total: indexes.length }
}

/** Decides rows, each group once however many of its rows are asked for. */
function decisionsOnce({ planner }: PlannedImport): (index: number) => RowDecision {
  const decisions = new Map<number, RowDecision>()
  return (index) => {
    if (!decisions.has(index)) for (const row of planner.decisionOf(index).rows) decisions.set(row.index, row)
    const decision = decisions.get(index)
    if (decision === undefined) throw new Error(`Row ${index} has no decision`)
    return decision
  }
}

function* chosenRows({ tally, drafts }: PlannedImport, { outcome, reason, search }: Choice): Generator<number> {
  const words = foldText(search ?? '')
    .split(' ')
    .filter((word) => word !== '')
  for (let index = 0; index < drafts.count; index += 1) {
    if (outcome !== undefined && tally.kindAt(index) !== outcome) continue
    if (reason !== undefined && tally.reasonAt(index) !== reason) continue
    if (words.length > 0) {
      const text = foldText(drafts.cellsAt(index).join(' '))
      if (!words.every((word) => text.includes(word))) continue
    }
    yield index
  }
}

function rowOf(
  planned: PlannedImport,
  index: number,
  decision: RowDecision,
  lead: Database.Statement<[number], CandidateLead>,
): ImportRow {
  const { drafts } = planned
  const reading = drafts.at(index)
  const draft = reading.kind === 'draft' ? reading.draft : undefined
  const cells = drafts.cellsAt(index)
  return {
    row: drafts.numberAt(index),
    outcome: decision.kind,
    name:
      (draft && draftName(draft)) ??
      cells
        .filter((cell) => cell !== '')
        .join(' · ')
        .slice(0, 200),
    company: draft?.company ?? null,
    emails: [...(draft?.emails ?? [])],
    phones: (draft?.phones ?? []).map((phone) => phone.raw),
    cells: cellsOf(planned, index),
    isMended: drafts.isMended(index),
    changes: decision.kind === 'updated' ? decision.changes.map((change) => shownChange(planned, change)) : [],
    warnings:
      reading.kind === 'draft' ? reading.warnings.map((warning) => ({ ...warning, column: warning.column + 1 })) : [],
    reason: decision.kind === 'asked' || decision.kind === 'refused' ? decision.reason.code : null,
    candidates:
      decision.kind === 'asked'
        ? decision.reason.candidates.map((candidate) => candidateOf(planned, candidate, lead))
        : [],
    leadId: leadOf(decision),
  }
}

/** A change as the seller reads it: values of custom fields as they are typed, not as the workbook keeps them. */
function shownChange({ mapping, own }: PlannedImport, change: FieldChange): FieldChange {
  if (change.field !== 'custom') return { ...change }
  const name = mapping
    .flatMap(({ target }) => (isCustomTarget(target) ? [customNameOf(target)] : []))
    .find((known) => change.after.startsWith(`${known}: `))
  const field = name === undefined ? undefined : own.find(name)
  if (name === undefined || field === undefined) return { ...change }
  const shown = (text: string) => `${name}: ${fieldText(field, text.slice(name.length + 2), own.place)}`
  return { ...change, before: change.before === null ? null : shown(change.before), after: shown(change.after) }
}

/** The cells of a row, as many as the table has columns: it is as wide as its widest row, blank cells at the end not counted. */
function cellsOf({ drafts, table }: PlannedImport, index: number): string[] {
  const cells = drafts.cellsAt(index)
  return Array.from({ length: table.header.length }, (_, column) => cells[column] ?? '')
}

function leadOf(decision: RowDecision): LeadId | null {
  return 'target' in decision && 'leadId' in decision.target ? decision.target.leadId : null
}

type CandidateLead = { name: string; company: string | null; code: string | null; emails: string; phones: string }

const CANDIDATE_LEAD = `SELECT lead.name, company.name AS company,
    (SELECT code FROM next_action WHERE lead_id = lead.id AND state = 'open') AS code,
    (SELECT json_group_array(address ORDER BY position) FROM email WHERE lead_id = lead.id) AS emails,
    (SELECT json_group_array(raw ORDER BY position) FROM phone WHERE lead_id = lead.id) AS phones
  FROM lead LEFT JOIN company ON company.id = lead.company_id WHERE lead.id = ?`

function candidateOf(
  { drafts }: PlannedImport,
  candidate: AskCandidate,
  leads: Database.Statement<[number], CandidateLead>,
): ImportCandidate {
  if ('index' in candidate) {
    const reading = drafts.at(candidate.index)
    const draft: LeadDraft | undefined = reading.kind === 'draft' ? reading.draft : undefined
    return {
      leadId: null,
      row: drafts.numberAt(candidate.index),
      code: null,
      name: (draft && draftName(draft)) ?? '',
      company: draft?.company ?? null,
      emails: [...(draft?.emails ?? [])],
      phones: (draft?.phones ?? []).map((phone) => phone.raw),
    }
  }
  const { leadId } = candidate
  const lead = leads.get(leadId)
  return {
    leadId,
    row: null,
    code: lead?.code ?? null,
    name: lead?.name ?? '',
    company: lead?.company ?? null,
    emails: JSON.parse(lead?.emails ?? '[]') as string[],
    phones: JSON.parse(lead?.phones ?? '[]') as string[],
  }
}

/** Rows of a piece of the file of what was left out. */
const PIECE_ROWS = 5000

function* leftOutRows({ tally, drafts }: PlannedImport): Generator<number> {
  for (let index = 0; index < drafts.count; index += 1) {
    const kind = tally.kindAt(index)
    if (kind === 'asked' || kind === 'refused') yield index
  }
}

/** The rows that are not written as CSV: the file's columns, the row's number, the reason. The first piece begins with a mark and the header. */
export function leftOutCsv(planned: PlannedImport, offset: number): OutputOf<'import.leftOut'> {
  const { tally, drafts, table } = planned
  const lines: string[] = offset === 0 ? [lineOf([...table.header, 'Row', 'Reason'])] : []
  let at = 0
  for (const index of leftOutRows(planned)) {
    at += 1
    if (at <= offset) continue
    if (at > offset + PIECE_ROWS) return { csv: textOf(lines, offset), next: offset + PIECE_ROWS }
    const row = drafts.numberAt(index)
    const code = tally.reasonAt(index)
    const reason =
      tally.kindAt(index) === 'asked'
        ? askSentence(row, code as AskCode)
        : refusalSentence(row, { code } as RefusalReason)
    lines.push(lineOf([...cellsOf(planned, index), String(row), reason]))
  }
  return { csv: textOf(lines, offset), next: null }
}

function textOf(lines: readonly string[], offset: number): string {
  return (offset === 0 ? '\ufeff' : '') + lines.map((line) => `${line}\r\n`).join('')
}

function lineOf(cells: readonly string[]): string {
  return cells.map((cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
}
