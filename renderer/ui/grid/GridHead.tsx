import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import classes from './VirtualGrid.module.css'
import type { GridColumn, GridSelection, GridSort } from './VirtualGrid.tsx'

interface GridHeadProps<Row> {
  columns: readonly GridColumn<Row>[]
  selection: GridSelection<Row> | undefined
  sort: GridSort | undefined
  onSort: ((sort: GridSort) => void) | undefined
}

/** The headings of a grid; one that sorts is a button and says its direction. */
export function GridHead<Row>({ columns, selection, sort, onSort }: GridHeadProps<Row>) {
  return (
    <div className={classes.headGroup} role="rowgroup">
      <div className={`${classes.row} ${classes.head}`} role="row" aria-rowindex={1}>
        {selection !== undefined && (
          <div className={`${classes.cell} ${classes.tick}`} role="columnheader">
            <Checkbox
              aria-label={selection.allLabel}
              checked={selection.all === 'all'}
              indeterminate={selection.all === 'some'}
              onChange={selection.onToggleAll}
            />
          </div>
        )}
        {columns.map((column) => {
          const isSorted = sort !== undefined && sort.key === column.sort
          const Arrow = isSorted && sort.direction === 'ascending' ? IconArrowUp : IconArrowDown
          return (
            <div
              key={column.key}
              className={classes.cell}
              role="columnheader"
              aria-sort={column.sort === undefined ? undefined : isSorted ? sort.direction : 'none'}
              data-align={column.align}
              data-margin={column.closesMargin || undefined}
            >
              {column.sort === undefined || onSort === undefined ? (
                column.title
              ) : (
                <button
                  type="button"
                  className={classes.sort}
                  data-sorted={isSorted || undefined}
                  onClick={() => onSort(nextSort(column.sort ?? column.key, sort))}
                >
                  {column.title}
                  {isSorted && <Arrow size={16} stroke={1.5} aria-hidden />}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function nextSort(key: string, sort: GridSort | undefined): GridSort {
  return { key, direction: sort?.key === key && sort.direction === 'ascending' ? 'descending' : 'ascending' }
}
