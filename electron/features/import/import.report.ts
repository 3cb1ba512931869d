import type { ImportColumn, ImportPlan, ImportReport, ImportRow } from '../../../shared/contract/import.contract.ts'
import type { RowDecision } from '../../../shared/domain/import/identity.ts'
import { refusalSentence } from '../../../shared/domain/import/lead-draft.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import type { ChangeSetId } from '../../../shared/primitives/ids.ts'
import type { PlannedImport } from './import.plan.ts'

const ROWS_SHOWN = 100

/** The preview of an import, as the contract has it. */
export function previewOf(planned: PlannedImport): ImportPlan {
  const rows: ImportPlan['rows'] = { created: [], updated: [], same: [], asked: [], refused: [] }
  for (const [at, decision] of planned.decisions.rows.entries()) {
    const shown = rows[decision.kind]
    if (shown.length < ROWS_SHOWN) shown.push(rowOf(planned, at, decision))
  }
  return {
    planId: planned.planId,
    fileName: planned.fileName,
    dialect: dialectOf(planned),
    columns: columnsOf(planned),
    counts: { ...planned.decisions.counts },
    notices: noticesOf(planned),
    rows,
  }
}

/** What an import did, or would do where nothing was written. */
export function reportOf(planned: PlannedImport, changeSet: ChangeSetId | null): ImportReport {
  return {
    ...planned.decisions.counts,
    refusedRows: planned.decisions.rows.flatMap((decision) =>
      decision.kind === 'refused'
        ? [{ row: decision.row, reason: refusalSentence(decision.row, decision.reason) }]
        : [],
    ),
    changeSet,
    fileName: planned.fileName,
    mapping: planned.mapping.map(({ column, target }) => ({
      column: column + 1,
      header: planned.table.writtenHeader[column] ?? '',
      target,
    })),
    dialect: dialectOf(planned),
  }
}

function dialectOf({ table }: PlannedImport): ImportPlan['dialect'] {
  const { encoding, delimiter, sheet, sheets, headerRow } = table.dialect
  return {
    kind: table.kind,
    encoding,
    delimiter,
    sheet,
    sheets: sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    headerRow,
  }
}

function rowOf(planned: PlannedImport, at: number, decision: RowDecision): ImportRow {
  const row = planned.drafts.rows[at]
  const draft = row?.kind === 'draft' ? row.draft : undefined
  const name =
    draft &&
    displayName({
      name: draft.fullName,
      company: draft.company,
      email: draft.emails[0] ?? null,
      phone: draft.phones[0]?.raw ?? null,
    })
  const leadId =
    'target' in decision && 'leadId' in decision.target
      ? decision.target.leadId
      : decision.kind === 'asked'
        ? decision.reason.leadIds[0]
        : undefined
  return {
    row: decision.row,
    outcome: decision.kind,
    name:
      name ??
      (planned.table.rows[decision.index] ?? [])
        .filter((cell) => cell !== '')
        .join(' · ')
        .slice(0, 200),
    company: draft?.company ?? null,
    emails: [...(draft?.emails ?? [])],
    changes:
      decision.kind === 'updated' ? decision.changes.map(({ field, before, after }) => ({ field, before, after })) : [],
    reason: decision.kind === 'asked' || decision.kind === 'refused' ? decision.reason.code : null,
    leadId: leadId ?? null,
  }
}

function columnsOf(planned: PlannedImport): ImportColumn[] {
  const warnings = new Map<string, { count: number; example: string }>()
  for (const row of planned.drafts.rows) {
    if (row.kind !== 'draft') continue
    for (const { code, column, text } of row.warnings) {
      const known = warnings.get(`${column} ${code}`)
      if (known) known.count += 1
      else warnings.set(`${column} ${code}`, { count: 1, example: text })
    }
  }
  return planned.mapping.map(({ column, header, target, reason, counts, samples }) => {
    const days = planned.drafts.dayColumns.find((dayColumn) => dayColumn.column === column)
    const evidence: ImportColumn['evidence'] = [{ code: reason, counts: { ...counts }, example: null }]
    if (days) {
      evidence.push({
        code: days.isSettledByOtherColumns ? 'days_by_other_columns' : 'days',
        counts: { ...days.inference.evidence },
        example: days.inference.example,
      })
      if (days.inference.order !== null) evidence.push({ code: days.inference.order, counts: {}, example: null })
    }
    for (const [key, { count, example }] of warnings) {
      const [warned, code] = key.split(' ')
      if (Number(warned) === column && code !== undefined) evidence.push({ code, counts: { rows: count }, example })
    }
    return {
      column: column + 1,
      header,
      target,
      samples: [...samples],
      evidence,
      isAsking: days?.inference.asks ?? false,
    }
  })
}

function noticesOf({ table }: PlannedImport): ImportPlan['notices'] {
  const { findings, dialect } = table
  const notices = [
    { code: 'preamble_rows', count: dialect.preambleRows },
    { code: 'blank_rows', count: findings.blankRowCount },
    { code: 'surplus_cells', count: findings.surplusCellRows.length },
    { code: 'missing_cells', count: findings.missingCellRowCount },
    { code: 'named_apart', count: findings.namedApart.length },
    { code: 'unclosed_quotes', count: findings.unclosedQuoteRows.length },
  ]
  return notices.filter(({ count }) => count > 0)
}
