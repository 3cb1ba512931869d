import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { type KeyboardEvent, memo } from 'react'
import type { GridLayout } from './grid-layout.ts'
import type { GridColumn, GridColumnActs, GridSelection, GridSort } from './grid-types.ts'
import { nextSort } from './next-sort.ts'
import { useColumnDrag } from './use-column-drag.ts'
import classes from './VirtualGrid.module.css'

interface GridHeadProps<Row> {
  columns: readonly GridColumn<Row>[]
  layout: GridLayout
  selection: GridSelection<Row> | undefined
  sort: GridSort | undefined
  onSort: ((sort: GridSort) => void) | undefined
  acts: GridColumnActs | undefined
  /** The place of the heading that has the grid's place in the tab order; −1 while a row has it. */
  activeColumn: number
  onActivate: (place: number) => void
}

/** Alt and an arrow make a column so many px wider or narrower. */
const STEP = 16

function Head<Row>(props: GridHeadProps<Row>) {
  const { columns, layout, selection, sort, onSort, acts, activeColumn, onActivate } = props
  const drag = useColumnDrag(columns, selection !== undefined, acts)

  function onKeyDown(event: KeyboardEvent, column: GridColumn<Row>, place: number) {
    if (!event.altKey || acts === undefined || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
    event.preventDefault()
    event.stopPropagation()
    const isRight = event.key === 'ArrowRight'
    if (!event.shiftKey) drag.resizeBy(place, isRight ? STEP : -STEP)
    else if (column.isFrozen !== true) {
      const before = columns[isRight ? place + 2 : place - 1]
      if (before?.isFrozen !== true && (isRight ? place + 1 < columns.length : before !== undefined))
        acts.onMove(column.key, before?.key)
    }
  }

  return (
    <div className={classes.headGroup} role="rowgroup" {...drag.surface}>
      <div className={`${classes.row} ${classes.head}`} role="row" aria-rowindex={1}>
        {selection !== undefined && (
          <div className={`${classes.cell} ${classes.tick} ${classes.frozen}`} role="columnheader">
            <Checkbox
              aria-label={selection.allLabel}
              checked={selection.all === 'all'}
              indeterminate={selection.all === 'some'}
              onChange={selection.onToggleAll}
            />
          </div>
        )}
        {columns.map((column, place) => {
          const isSorted = sort !== undefined && sort.key === column.sort
          const Arrow = isSorted && sort.direction === 'ascending' ? IconArrowUp : IconArrowDown
          const isSortable = column.sort !== undefined && onSort !== undefined
          const roving = {
            'data-grid-head': place,
            tabIndex: place === activeColumn ? 0 : -1,
            onFocus: () => onActivate(place),
          }
          const frozen = layout.frozen[place]
          return (
            <div
              key={column.key}
              className={frozen === undefined ? classes.cell : `${classes.cell} ${classes.frozen}`}
              style={frozen}
              role="columnheader"
              aria-sort={column.sort === undefined ? undefined : isSorted ? sort.direction : 'none'}
              data-align={column.align}
              data-margin={column.closesMargin || undefined}
              data-frozen-end={place === layout.lastFrozen || undefined}
              data-drop={drag.dropAt === place || undefined}
              data-drop-end={(drag.dropAt === columns.length && place === columns.length - 1) || undefined}
              onPointerDown={column.isFrozen === true ? undefined : (event) => drag.startMove(event, place)}
              onKeyDown={(event) => onKeyDown(event, column, place)}
              {...(!isSortable && roving)}
            >
              {isSortable ? (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={isSorted || undefined}
                  onClick={() => onSort(nextSort(column, sort))}
                  {...roving}
                >
                  {column.title}
                  {isSorted && <Arrow size={16} stroke={1.5} aria-hidden />}
                </button>
              ) : (
                column.title
              )}
              {acts !== undefined && (
                <span
                  className={classes.grip}
                  aria-hidden
                  onPointerDown={(event) => drag.startResize(event, place)}
                  onDoubleClick={() => drag.fit(place)}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

/**
 * The headings of a grid; one that sorts is a button and says its direction. Edges are dragged for the width, headings for the order.
 * Drawn anew only when what it shows changes.
 */
export const GridHead = memo(Head) as typeof Head
