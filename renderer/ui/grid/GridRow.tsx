import { type MouseEvent, memo, useState } from 'react'
import type { GridLayout } from './grid-layout.ts'
import type { GridColumn } from './grid-types.ts'
import classes from './VirtualGrid.module.css'

interface GridRowProps<Row> {
  row: Row | undefined
  index: number
  /** Distance from the first row in px. */
  top: number
  columns: readonly GridColumn<Row>[]
  layout: GridLayout
  /** The place of the column that keys act on; −1 in every row but the active one. */
  activeColumn: number
  isSelected: boolean
  isOff: boolean
  /** A line at its foot sets the rows above apart. */
  isLastOfPart: boolean
  hasTick: boolean
  /** The name of its tick box. Keep it between renders. */
  tickLabel: ((row: Row) => string) | undefined
  onClick: (index: number, event: MouseEvent<HTMLElement>) => void
  onDoubleClick: (index: number, event: MouseEvent<HTMLElement>) => void
}

function Row<T>(props: GridRowProps<T>) {
  const { row, index, top, columns, layout, activeColumn, isSelected, isOff, isLastOfPart, hasTick, tickLabel } = props
  const { onClick, onDoubleClick } = props
  // Only the cell that is pointed at or has the focus says what it cuts: rows that come into view need not work it out.
  const [pointedAt, setPointedAt] = useState(-1)
  return (
    <div
      className={classes.row}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={hasTick ? isSelected : undefined}
      aria-busy={row === undefined || undefined}
      data-active={activeColumn >= 0 || undefined}
      data-selected={isSelected || undefined}
      data-off={isOff || undefined}
      data-part-end={isLastOfPart || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onClick(index, event)}
      onDoubleClick={(event) => onDoubleClick(index, event)}
      onMouseMove={(event) => setPointedAt(cellPlace(event) - (hasTick ? 1 : 0))}
      onMouseLeave={() => setPointedAt(-1)}
    >
      {hasTick && (
        <div className={`${classes.cell} ${classes.tick} ${classes.frozen}`} role="gridcell" data-grid-tick>
          {tickLabel !== undefined && row !== undefined && (
            <input
              type="checkbox"
              className={classes.box}
              aria-label={tickLabel(row)}
              checked={isSelected}
              readOnly
              tabIndex={-1}
            />
          )}
        </div>
      )}
      {columns.map((column, place) => {
        const frozen = layout.frozen[place]
        const isActive = place === activeColumn
        return (
          <div
            key={column.key}
            className={frozen === undefined ? classes.cell : `${classes.cell} ${classes.frozen}`}
            style={frozen}
            role={column.isRowName ? 'rowheader' : 'gridcell'}
            tabIndex={isActive ? 0 : -1}
            data-active-cell={isActive || undefined}
            data-align={column.align}
            data-margin={column.closesMargin || undefined}
            data-frozen-end={place === layout.lastFrozen || undefined}
            data-may-cut={column.fullText !== undefined || column.isNarrow || undefined}
            title={row !== undefined && (isActive || place === pointedAt) ? column.fullText?.(row) : undefined}
          >
            {row === undefined ? column.isRowName && <span className={classes.waiting} /> : column.render(row, index)}
          </div>
        )
      })}
    </div>
  )
}

/** The place of the cell of a row that an event of the mouse happened in, −1 beside the cells. */
export function cellPlace(event: MouseEvent<HTMLElement>): number {
  const { currentTarget, target } = event
  return [...currentTarget.children].findIndex((cell) => target instanceof Node && cell.contains(target))
}

/** One row of a grid; drawn anew only when what it shows changes. */
export const GridRow = memo(Row) as typeof Row
