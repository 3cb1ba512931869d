import { useMediaQuery } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import classes from './VirtualGrid.module.css'

/** A column of a grid. Keep the list of columns between renders: a new list draws every row anew. */
export interface GridColumn<Row> {
  key: string
  title: ReactNode
  /** Width in px; the least of it where the column grows. */
  width: number
  /** Its share of the room that is left, as 1 or 1.5; without it the column keeps its width. */
  grow?: number
  align?: 'start' | 'end'
  /** The heading sorts by this key when pressed; without it the heading is only a heading. */
  sort?: string
  /** The column closes the ledger's margin: a double line stands at its right. */
  closesMargin?: boolean
  /** The cell that names the row for a screen reader; one column of a grid. */
  isRowName?: boolean
  /** Shown from 1600 px of window on. */
  isWideOnly?: boolean
  /** The whole text of a cell that may be cut, shown while pointed at. */
  fullText?: (row: Row) => string | undefined
  /** What the cell shows; it keeps no state of its own, because a row's element shows other rows as one scrolls. */
  render: (row: Row, index: number) => ReactNode
}

export interface GridSort {
  key: string
  direction: 'ascending' | 'descending'
}

/** What is ticked. It is known by row, not by place, so that a list that changes underneath keeps the right ones. */
export interface GridSelection<Row> {
  isSelected: (row: Row) => boolean
  /** A row was ticked or unticked; with `isRange` (Shift held) it takes along all from the row ticked last. */
  onToggle: (row: Row, index: number, isRange: boolean) => void
  all: 'none' | 'some' | 'all'
  onToggleAll: () => void
  /** The names of the tick boxes: "Select Marta Vogel", "Select all". */
  rowLabel: (row: Row) => string
  allLabel: string
}

export interface VirtualGridProps<Row> {
  /** The name of the grid for a screen reader. */
  label: string
  rowCount: number
  /** The row at a place, or undefined while it is being fetched: a quiet line stands there meanwhile. */
  getRow: (index: number) => Row | undefined
  columns: readonly GridColumn<Row>[]
  /** Height of each row in px. */
  rowHeight?: number
  /** Told which places are on screen, for fetching them; first and last included. */
  onVisibleRange?: (first: number, last: number) => void
  /** The place of the row that keys act on. */
  activeIndex: number
  onActiveChange: (index: number) => void
  /** Enter, F2 or a double click on a row. */
  onOpen?: (row: Row, index: number) => void
  /** Any other single key on the active row; true where it was used. Left out where single keys are switched off. */
  onKey?: ((key: string, row: Row, index: number) => boolean | undefined) | undefined
  selection?: GridSelection<Row>
  sort?: GridSort | undefined
  /** A heading was pressed; the same key again turns the direction. */
  onSort?: (sort: GridSort) => void
  /** A quieter row: ruled out, done. */
  isRowOff?: (row: Row) => boolean
  /** Puts the focus on the active row when the grid appears. */
  hasAutoFocus?: boolean
}

/**
 * A table of any length of which only the visible rows are drawn. An ARIA grid with one row in the tab order: arrows, Page Up and
 * Down, Home and End move it, Enter opens, Space ticks, letters go to `onKey`. Rows stand still: nothing slides or fades.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, rowCount, getRow, columns, rowHeight = 31, onVisibleRange, activeIndex, onActiveChange } = props
  const { onOpen, onKey, selection, sort, onSort, isRowOff, hasAutoFocus = false } = props
  const scroller = useRef<HTMLDivElement>(null)
  // The focus follows the active row only when the keys or a click moved it there, never when a list merely appears.
  const shouldFocus = useRef(hasAutoFocus)
  const isRowFocused = useRef(false)
  const isWide = useMediaQuery('(min-width: 1600px)', false, { getInitialValueInEffect: false })
  const shownColumns = useMemo(() => columns.filter((column) => isWide || !column.isWideOnly), [columns, isWide])
  const active = Math.min(Math.max(activeIndex, 0), Math.max(rowCount - 1, 0))

  const virtualizer = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    useFlushSync: false,
    // The active row stays in the page wherever one scrolls, so that the focus is never lost.
    rangeExtractor: (range) => {
      const first = Math.max(0, range.startIndex - range.overscan)
      const last = Math.min(range.count - 1, range.endIndex + range.overscan)
      const indexes: number[] = []
      if (active < first) indexes.push(active)
      for (let index = first; index <= last; index += 1) indexes.push(index)
      if (active > last && active < range.count) indexes.push(active)
      return indexes
    },
  })

  // Rows that come into view take the place of those that went: an element drawn anew costs a third of a new one.
  const shownItems = virtualizer.getVirtualItems()
  const slotCount = useRef(1)
  slotCount.current = Math.max(slotCount.current, shownItems.length)
  const firstDrawn = Math.max(0, (virtualizer.range?.startIndex ?? 0) - OVERSCAN)
  const lastDrawn = (virtualizer.range?.endIndex ?? 0) + OVERSCAN

  const first = virtualizer.range?.startIndex
  const last = virtualizer.range?.endIndex
  useEffect(() => {
    if (first !== undefined && last !== undefined && rowCount > 0) onVisibleRange?.(first, last)
  }, [first, last, rowCount, onVisibleRange])

  useLayoutEffect(() => {
    // Where the active row moved to another element, or the element with the focus shows another row now, the focus goes along.
    const focused = document.activeElement
    const isAstray =
      isRowFocused.current && !(focused instanceof HTMLElement && focused.dataset['index'] === String(active))
    if (!shouldFocus.current && !isAstray) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)
    if (!row) return
    shouldFocus.current = false
    row.focus({ preventScroll: true })
  })

  function moveTo(index: number) {
    const next = Math.min(Math.max(index, 0), rowCount - 1)
    shouldFocus.current = true
    virtualizer.scrollToIndex(next, { align: 'auto' })
    if (next === active)
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true })
    onActiveChange(next)
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!(event.target instanceof HTMLElement) || event.target.closest('[data-grid-row]') === null) return
    if (event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null) return
    if (event.altKey || event.ctrlKey || event.metaKey || rowCount === 0) return
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight) - 1)
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -rowCount, End: rowCount }[event.key]
    const letterMove = onKey === undefined ? undefined : { j: 1, k: -1 }[event.key]
    const step = move ?? letterMove
    if (step !== undefined) {
      event.preventDefault()
      moveTo(active + step)
      return
    }
    const row = getRow(active)
    if (row === undefined) return
    if (event.key === 'Enter' || event.key === 'F2') {
      if (event.target.closest('a, button') !== null) return
      event.preventDefault()
      onOpen?.(row, active)
    } else if (event.key === ' ' && selection !== undefined) {
      event.preventDefault()
      selection.onToggle(row, active, event.shiftKey)
    } else if (
      (event.key.length === 1 || event.key === 'Delete' || event.key === 'Escape') &&
      onKey?.(event.key, row, active)
    ) {
      event.preventDefault()
    }
  }

  // The rows hold these handlers through a ref, so that scrolling draws only the rows that come into view.
  const latest = useRef({ getRow, onOpen, onActiveChange, selection })
  latest.current = { getRow, onOpen, onActiveChange, selection }

  const onRowClick = useCallback((index: number, event: MouseEvent) => {
    const isTick = event.target instanceof HTMLElement && event.target.closest('[data-grid-tick]') !== null
    shouldFocus.current = true
    latest.current.onActiveChange(index)
    const row = latest.current.getRow(index)
    if (row === undefined) return
    const { selection: current } = latest.current
    if (isTick || (event.shiftKey && current !== undefined)) current?.onToggle(row, index, event.shiftKey)
  }, [])

  const onRowDoubleClick = useCallback((index: number, event: MouseEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('[data-grid-tick], a, button, input') !== null)
      return
    const row = latest.current.getRow(index)
    if (row !== undefined) latest.current.onOpen?.(row, index)
  }, [])

  const hasTicks = selection !== undefined
  const layout = useMemo(() => gridLayout(shownColumns, rowHeight, hasTicks), [shownColumns, rowHeight, hasTicks])

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={shownColumns.length + (selection === undefined ? 0 : 1)}
      aria-multiselectable={selection === undefined ? undefined : true}
      style={layout}
      onKeyDown={onKeyDown}
      onMouseDown={leaveTextUnmarked}
      onFocus={(event) => {
        isRowFocused.current = event.target.dataset['gridRow'] !== undefined
      }}
      onBlur={() => {
        isRowFocused.current = false
      }}
    >
      <GridHead columns={shownColumns} selection={selection} sort={sort} onSort={onSort} />
      <div className={classes.body} role="rowgroup" style={{ height: rowCount * rowHeight }}>
        {shownItems.map(({ index }) => {
          const row = getRow(index)
          return (
            <GridRow
              key={index < firstDrawn || index > lastDrawn ? 'away' : index % slotCount.current}
              row={row}
              index={index}
              top={index * rowHeight}
              columns={shownColumns}
              isActive={index === active}
              isSelected={selection !== undefined && row !== undefined && selection.isSelected(row)}
              isOff={row !== undefined && isRowOff?.(row) === true}
              tickLabel={selection !== undefined && row !== undefined ? selection.rowLabel(row) : undefined}
              hasTick={selection !== undefined}
              onClick={onRowClick}
              onDoubleClick={onRowDoubleClick}
            />
          )
        })}
      </div>
    </div>
  )
}

/** A click with Shift held ticks a range of rows; the browser would mark their text as well. */
function leaveTextUnmarked(event: MouseEvent) {
  if (event.shiftKey) event.preventDefault()
}

/** Height of the heading row in px, as in the style sheet. */
const HEAD_HEIGHT = 30

const TICK_WIDTH = 24

/** Rows drawn beyond each edge, so that a slow scroll never shows an empty one. */
const OVERSCAN = 6

/** The tracks and least width that heading and rows share, as custom properties for the style sheet. */
function gridLayout<Row>(columns: readonly GridColumn<Row>[], rowHeight: number, hasTicks: boolean): CSSProperties {
  const tracks = columns.map(({ width, grow }, index) => {
    // The first column carries the page's gutter.
    const least = index === 0 && !hasTicks ? `calc(var(--lb-gutter) + ${width - 8}px)` : `${width}px`
    return grow === undefined ? least : `minmax(${least}, ${grow}fr)`
  })
  if (hasTicks) tracks.unshift(`calc(var(--lb-gutter) + ${TICK_WIDTH}px)`)
  const leastWidth = columns.reduce((sum, column) => sum + column.width, hasTicks ? TICK_WIDTH : -8)
  return {
    '--grid-tracks': tracks.join(' '),
    '--grid-least-width': `calc(2 * var(--lb-gutter) - 8px + ${leastWidth}px)`,
    '--grid-row': `${rowHeight}px`,
  } as CSSProperties
}
