import { t } from '@lingui/core/macro'
import { IconAlertTriangle } from '@tabler/icons-react'
import classes from '../LeadCells.module.css'
import type { LeadColumn } from '../lead-columns.tsx'
import type { TableRow } from './cell-states.ts'

type TableColumn = Omit<LeadColumn, 'render' | 'fullText'> & {
  render: (row: TableRow) => ReturnType<LeadColumn['render']>
  fullText?: ((row: TableRow) => string | undefined) | undefined
}

/** A column whose cells show what is on its way to the workbook, or what it would not take. */
export function withCellStates(column: LeadColumn): TableColumn {
  const { key, render, fullText } = column
  return {
    ...column,
    fullText:
      fullText &&
      ((row) => {
        const state = row.cells?.get(key)
        return state?.is === 'refused' ? state.message : fullText(row)
      }),
    render: (row) => {
      const state = row.cells?.get(key)
      if (state === undefined) return render(row, 0)
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
