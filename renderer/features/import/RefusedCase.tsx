import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ImportColumn, ImportPlan, ImportRow } from '../../../shared/contract/import.contract.ts'
import { isSignalTarget } from '../../../shared/domain/import/targets.ts'
import { MendForm } from './MendForm.tsx'
import classes from './Rows.module.css'
import { refusalWords } from './row-words.ts'

interface RefusedCaseProps {
  row: ImportRow
  plan: ImportPlan
  /** It was mended just now, and the next plan will say what became of it. */
  isMended: boolean
  isMending: boolean
  onMend: () => void
  onLeave: () => void
  onSave: (cells: Record<string, string>) => void
}

/** A row that is left out: why, what it holds, and its cells to be mended in place. */
export function RefusedCase({ row, plan, isMended, isMending, onMend, onLeave, onSave }: RefusedCaseProps) {
  const { t } = useLingui()
  const columns = mendable(plan, row)
  const held = row.cells.filter((cell) => cell.trim() !== '')
  return (
    <>
      <div className={classes.caseWords}>
        <p>
          <b>{refusalWords(row.reason ?? '')}</b>{' '}
          <span className="lb-quiet">
            {held.length === 0 ? t`All its cells are empty.` : held.join(' · ').slice(0, 300)}
          </span>
          {isMended && <span className={classes.mendedMark}>{t`mended`}</span>}
        </p>
        {isMending && <MendForm row={row} columns={columns} onSave={onSave} onLeave={onLeave} />}
      </div>
      {!isMending && canBeMended(row) && (
        <div className={classes.answers}>
          <Button size="sm" onClick={onMend} aria-label={t`Mend row ${row.row}`}>{t`Mend`}</Button>
        </div>
      )}
    </>
  )
}

/** A head once more, or a row left out on purpose, is not wrong. */
function canBeMended({ reason }: ImportRow): boolean {
  return reason !== 'repeats_header' && reason !== 'left_out'
}

const knownBy = new Set(['fullName', 'firstName', 'lastName', 'company', 'email', 'phone', 'sourceId'])
const ofSignals = new Set(['signalKind', 'signalOn'])

/** The columns that decide whether the row goes in, and those whose cells could not be read; all where there are none such. */
function mendable(plan: ImportPlan, row: ImportRow): ImportColumn[] {
  const columns = plan.columns.filter(
    ({ column, target }) =>
      knownBy.has(target) ||
      row.warnings.some((warning) => warning.column === column) ||
      (plan.kind === 'signals' && (ofSignals.has(target) || isSignalTarget(target))),
  )
  return columns.length > 0 ? columns : plan.columns
}
