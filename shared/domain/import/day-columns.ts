import { isPlaceholder } from './cell-words.ts'
import { type DayInference, type DayOrder, inferDays, settleByOtherColumns } from './days.ts'
import type { ColumnMapping } from './mapping.ts'
import type { Table } from './table.ts'
import { customNameOf, dayTargets, isCustomTarget, type Target } from './targets.ts'

/** The days of one column; `inference.asks` means that its open cells are not taken as days until the seller chose an order. */
export type DayColumn = {
  readonly column: number
  readonly target: Target
  readonly inference: DayInference
  readonly isSettledByOtherColumns: boolean
}

/**
 * How the day columns of a table are written, each judged by all its cells; an order chosen by the seller settles what they leave open.
 * `isDayField` tells of a custom field that it holds days.
 */
export function inferDayColumns(
  table: Table,
  mapping: readonly ColumnMapping[],
  chosen: DayOrder | undefined,
  isDayField: (name: string) => boolean = () => false,
): DayColumn[] {
  const infer = (column: number): DayInference => inferDays(cellsOf(table, column))
  const isDayTarget = (target: Target): boolean =>
    isCustomTarget(target) ? isDayField(customNameOf(target)) : (dayTargets as readonly string[]).includes(target)
  const dayColumns = mapping
    .filter(({ target }) => isDayTarget(target))
    .map(({ column, target }) => ({
      column,
      target,
      inference: infer(column),
      isSettledByOtherColumns: false,
    }))
  if (!dayColumns.some(({ inference }) => inference.asks)) return dayColumns
  if (chosen !== undefined)
    return dayColumns.map((column) =>
      column.inference.asks ? { ...column, inference: { ...column.inference, order: chosen, asks: false } } : column,
    )
  const others = mapping
    .filter(
      ({ counts, target }) => isDayTarget(target) || (counts.filled > 0 && counts.dayShaped / counts.filled >= 0.6),
    )
    .map(({ column }) => dayColumns.find((dayColumn) => dayColumn.column === column)?.inference ?? infer(column))
  return dayColumns.map((column) => {
    const inference = settleByOtherColumns(column.inference, others)
    return { ...column, inference, isSettledByOtherColumns: column.inference.asks && !inference.asks }
  })
}

/** The filled cells of a column, in order. */
export function* cellsOf(table: Table, column: number): Generator<string> {
  for (const row of table.rows) {
    const text = row[column]
    if (text !== undefined && text !== '' && !isPlaceholder(text)) yield text
  }
}
