import { t } from '@lingui/core/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import classes from '../LeadCells.module.css'
import type { LeadColumn } from '../lead-columns.tsx'
import type { CellState, TableRow } from './cell-states.ts'

type TableColumn = Omit<LeadColumn, 'render' | 'fullText'> & {
  render: (row: TableRow) => ReturnType<LeadColumn['render']>
  fullText?: ((row: TableRow) => string | undefined) | undefined
}

/** A column whose cells show what is on its way to the workbook, or what it would not take. */
export function withCellStates(column: LeadColumn): TableColumn {
  const { key, render, fullText, text } = column
  /** The cell may have been changed since, by undo for one. */
  const isMarked = (state: CellState | undefined, row: TableRow): state is CellState & { is: 'marked' } =>
    state?.is === 'marked' && text(row).startsWith(state.text.trim())
  return {
    ...column,
    fullText:
      fullText &&
      ((row) => {
        const state = row.cells?.get(key)
        if (state?.is === 'refused') return state.message
        return isMarked(state, row) ? state.message : fullText(row)
      }),
    render: (row) => {
      const state = row.cells?.get(key)
      if (state === undefined) return render(row, 0)
      if (state.is === 'marked')
        return isMarked(state, row) ? <span className={classes.stray}>{render(row, 0)}</span> : render(row, 0)
      if (state.is === 'pending') return state.text
      return (
        <span className={classes.refused} title={state.message}>
          <IconAlertTriangle size={14} stroke={1.5} aria-label={t`Not written:`} />
          {state.text === '' ? t`emptied` : state.text}
        </span>
      )
    },
  }
}
