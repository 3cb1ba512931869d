import type { ImportColumn, ImportPlan, ImportReport } from '../../../shared/contract/import.contract.ts'
import {
  type AskCode,
  askSentence,
  type RefusalReason,
  refusalSentence,
} from '../../../shared/domain/import/lead-draft.ts'
import { customNameOf, isCustomTarget } from '../../../shared/domain/import/targets.ts'
import type { ChangeSetId } from '../../../shared/primitives/ids.ts'
import type { PlannedImport } from './planned-import.ts'
import { withFileBytes } from './readers/byte-source.ts'
import { previewEncoding } from './readers/decode-text.ts'

const SENTENCES_AT_MOST = 10_000
const PREVIEW_LINES = 3

/** The preview of an import, as the contract has it. */
export function previewOf(planned: PlannedImport): ImportPlan {
  const { planId, fileName, kind, system, isRemembered, tally, difference } = planned
  return {
    planId,
    fileName,
    kind,
    system,
    isRemembered,
    dialect: dialectOf(planned),
    columns: columnsOf(planned),
    counts: { ...tally.counts() },
    changedFieldCount: tally.changedFieldCount,
    asks: [...tally.asks].map(([reason, count]) => ({ reason, count })),
    refusals: [...tally.refusals].map(([reason, count]) => ({ reason, count })),
    difference,
    notices: noticesOf(planned),
  }
}

/** What an import did, or would do where nothing was written. */
export function reportOf(planned: PlannedImport, changeSet: ChangeSetId | null): ImportReport {
  const { fileName, kind, system, difference, tally, table, mapping } = planned
  return {
    ...tally.counts(),
    kind,
    system,
    refusedRows: sentences(planned, 'refused', (row, code) => refusalSentence(row, { code } as RefusalReason)),
    askedRows: sentences(planned, 'asked', (row, code) => askSentence(row, code as AskCode)),
    changeSet,
    fileName,
    mapping: mapping.map(({ column, target }) => ({
      column: column + 1,
      header: table.writtenHeader[column] ?? '',
      target,
    })),
    dialect: dialectOf(planned),
    assumptions: assumptionsOf(planned),
    difference,
  }
}

function sentences(
  { tally, drafts }: PlannedImport,
  kind: 'refused' | 'asked',
  sentenceOf: (row: number, code: string) => string,
): { row: number; reason: string }[] {
  const rows: { row: number; reason: string }[] = []
  for (let index = 0; index < drafts.count && rows.length < SENTENCES_AT_MOST; index += 1) {
    if (tally.kindAt(index) !== kind) continue
    const row = drafts.numberAt(index)
    rows.push({ row, reason: sentenceOf(row, tally.reasonAt(index)) })
  }
  return rows
}

function dialectOf({ table, filePath }: PlannedImport): ImportPlan['dialect'] {
  const { encoding, encodingGuesses, delimiter, sheet, sheets, headerRow } = table.dialect
  const labels = encoding === null || encodingGuesses.length === 0 ? [] : [encoding, ...encodingGuesses]
  return {
    kind: table.kind,
    encoding,
    encodings: withFileBytes(filePath, (bytes) =>
      labels.map((label) => ({ encoding: label, preview: previewEncoding(bytes, label, PREVIEW_LINES) })),
    ),
    delimiter,
    sheet,
    sheets: sheets.map(({ name, isHidden }) => ({ name, isHidden })),
    headerRow,
  }
}

/** What was decided without asking, and may be chosen otherwise. */
function assumptionsOf({
  table,
  dayColumns,
  mapping,
  choices,
  given,
  isRemembered,
  system,
  kind,
  own,
}: PlannedImport): ImportReport['assumptions'] {
  const { encoding, delimiter, sheet, sheets, headerRow } = table.dialect
  const assumptions: ImportReport['assumptions'] = []
  const say = (code: string, value: string, column: number | null = null): void => {
    assumptions.push({ code, column, value })
  }
  if (isRemembered) say('mapping', 'remembered')
  if (given.kind === undefined) say('kind', kind)
  if (encoding !== null && given.encoding === undefined) say('encoding', encoding)
  if (delimiter !== null && given.delimiter === undefined) say('delimiter', delimiter)
  if (sheets.length > 1 && sheet !== null && given.sheet === undefined) say('sheet', sheet)
  if (given.headerRow === undefined && table.kind !== 'cards')
    say('header_row', headerRow === null ? 'none' : String(headerRow))
  if (given.onMatch === undefined) say('on_match', choices.onMatch ?? (kind === 'signals' ? 'keep' : 'fill'))
  if (system !== null && given.system === undefined) say('system', system)
  for (const { column, inference } of dayColumns) {
    if (given.dayOrder === undefined && inference.order !== null) say('day_order', inference.order, column + 1)
  }
  for (const { column, target, reason } of mapping) {
    if (reason !== 'chosen') say('target', target, column + 1)
    const made = isCustomTarget(target) ? own.made.find(customNameOf(target))?.kind : undefined
    if (made !== undefined && made !== 'text' && given.fieldKinds?.[String(column + 1)] === undefined)
      say('field_kind', made, column + 1)
  }
  return assumptions
}

function columnsOf(planned: PlannedImport): ImportColumn[] {
  return planned.mapping.map(({ column, header, target, reason, counts, samples }) => {
    const days = planned.dayColumns.find((dayColumn) => dayColumn.column === column)
    const evidence: ImportColumn['evidence'] = [{ code: reason, counts: { ...counts }, example: null }]
    if (days) {
      evidence.push({
        code: days.isSettledByOtherColumns ? 'days_by_other_columns' : 'days',
        counts: { ...days.inference.evidence },
        example: days.inference.example,
      })
      if (days.inference.order !== null) evidence.push({ code: days.inference.order, counts: {}, example: null })
    }
    for (const { code, count, example } of planned.drafts.warningsOf(column)) {
      evidence.push({ code, counts: { rows: count }, example })
    }
    return {
      column: column + 1,
      header,
      target,
      samples: [...samples],
      evidence,
      isAsking: days?.inference.asks ?? false,
      policy: planned.policyOf(target),
      newFieldKind: isCustomTarget(target) ? (planned.own.made.find(customNameOf(target))?.kind ?? null) : null,
    }
  })
}

function noticesOf({ table }: PlannedImport): ImportPlan['notices'] {
  const { findings, dialect } = table
  const notices = [
    { code: 'preamble_rows', count: dialect.preambleRows },
    { code: 'blank_rows', count: findings.blankRowCount },
    { code: 'surplus_cells', count: findings.surplusCellRowCount },
    { code: 'missing_cells', count: findings.missingCellRowCount },
    { code: 'named_apart', count: findings.namedApart.length },
    { code: 'unclosed_quotes', count: findings.unclosedQuoteRows.length },
  ]
  return notices.filter(({ count }) => count > 0)
}
