import { type CSSProperties, type MouseEvent, memo } from 'react'
import classes from './VirtualGrid.module.css'
import type { GridColumn } from './VirtualGrid.tsx'

interface GridRowProps<Row> {
  row: Row | undefined
  index: number
  /** Distance from the first row in px. */
  top: number
  columns: readonly GridColumn<Row>[]
  isActive: boolean
  isSelected: boolean
  isOff: boolean
  hasTick: boolean
  tickLabel: string | undefined
  onClick: (index: number, event: MouseEvent) => void
  onDoubleClick: (index: number, event: MouseEvent) => void
}

function Row<T>(props: GridRowProps<T>) {
  const { row, index, top, columns, isActive, isSelected, isOff, hasTick, tickLabel, onClick, onDoubleClick } = props
  const place: CSSProperties = { transform: `translateY(${top}px)` }
  return (
    <div
      className={classes.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={hasTick ? isSelected : undefined}
      aria-busy={row === undefined || undefined}
      tabIndex={isActive ? 0 : -1}
      data-grid-row
      data-index={index}
      data-active={isActive || undefined}
      data-selected={isSelected || undefined}
      data-off={isOff || undefined}
      style={place}
      onClick={(event) => onClick(index, event)}
      onDoubleClick={(event) => onDoubleClick(index, event)}
    >
      {hasTick && (
        <div className={`${classes.cell} ${classes.tick}`} role="gridcell" data-grid-tick>
          {tickLabel !== undefined && (
            <input
              type="checkbox"
              className={classes.box}
              aria-label={tickLabel}
              checked={isSelected}
              readOnly
              tabIndex={-1}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div
          key={column.key}
          className={classes.cell}
          role={column.isRowName ? 'rowheader' : 'gridcell'}
          data-align={column.align}
          data-margin={column.closesMargin || undefined}
          data-may-cut={column.fullText !== undefined || undefined}
          title={row === undefined ? undefined : column.fullText?.(row)}
        >
          {row === undefined ? column.isRowName && <span className={classes.waiting} /> : column.render(row, index)}
        </div>
      ))}
    </div>
  )
}

/** One row of a grid; drawn anew only when what it shows changes. */
export const GridRow = memo(Row) as typeof Row
