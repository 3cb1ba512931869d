import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { GridHead } from './GridHead.tsx'
import { cellPlace, GridRow } from './GridRow.tsx'
import { drawnRows, gridLayout, HEAD_HEIGHT, OVERSCAN } from './grid-layout.ts'
import type { CellPlace, GridColumn, GridColumnActs, GridSelection, GridSort, OpenBy } from './grid-types.ts'
import { useRowWindow } from './use-row-window.ts'
import classes from './VirtualGrid.module.css'

export type { CellPlace, GridColumn, GridColumnActs, GridSelection, GridSort, OpenBy }

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
  /** The column of the cell that keys act on; left out where the grid may keep it to itself. It begins with the row's name. */
  activeColumn?: string
  onActiveChange: (index: number, column: string) => void
  /** Enter, F2 or a double click on a cell. */
  onOpen?: (row: Row, cell: CellPlace, by: OpenBy) => void
  /** Any other single key on the active row; true where it was used. Left out where single keys are switched off. */
  onKey?: ((key: string, row: Row, cell: CellPlace) => boolean | undefined) | undefined
  /** A letter with Ctrl or ⌘, such as `c` or `d`; true where it was used. */
  onControlKey?: (key: string, row: Row, cell: CellPlace) => boolean | undefined
  /** Something was pasted while a cell had the focus; true where it was used. */
  onPaste?: (data: DataTransfer, cell: CellPlace) => boolean | undefined
  /** What one writes into a cell with; it stands over the cell. The focus returns to the cell when it goes. */
  editor?: (CellPlace & { content: ReactNode }) | undefined
  selection?: GridSelection<Row>
  sort?: GridSort | undefined
  /** A heading was pressed; the same key again turns the direction. */
  onSort?: (sort: GridSort) => void
  /** Columns can be resized and moved. */
  columnActs?: GridColumnActs
  /** A quieter row: ruled out, done. */
  isRowOff?: (row: Row) => boolean
  /** So many rows at the beginning are set apart by a line. */
  partEnd?: number
  /** Puts the focus on the active cell when the grid appears. */
  hasAutoFocus?: boolean
}

/**
 * A table of any length of which only the visible rows are drawn. An ARIA grid with one cell in the tab order: arrows, Page Up and
 * Down move it, Home and End in its row, with Ctrl in the table; up from the first row are the headings. Enter opens, Space ticks,
 * Shift and a move ticks the rows between, letters go to `onKey`. Rows stand still: nothing slides or fades.
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, rowCount, getRow, columns, rowHeight = 31, onVisibleRange, activeIndex, onActiveChange } = props
  const { onKey, onControlKey, onPaste, editor, selection, sort, onSort, columnActs } = props
  const { isRowOff, partEnd = 0, hasAutoFocus = false } = props
  const scroller = useRef<HTMLDivElement>(null)
  // The focus follows the active cell only when the keys or a click moved it there, never when a list merely appears.
  const shouldFocus = useRef(hasAutoFocus)
  const isCellFocused = useRef(false)
  const rangeAnchor = useRef<number | undefined>(undefined)
  const active = Math.min(Math.max(activeIndex, 0), Math.max(rowCount - 1, 0))

  const [ownColumn, setOwnColumn] = useState<string | undefined>(undefined)
  const [isInHead, setInHead] = useState(false)
  const asked = columns.findIndex(({ key }) => key === (props.activeColumn ?? ownColumn))
  const named = columns.findIndex(({ isRowName }) => isRowName === true)
  const activePlace = asked >= 0 ? asked : Math.max(0, named)
  const activeKey = columns[activePlace]?.key ?? ''

  const { seen, scrollToRow } = useRowWindow(scroller, { rowCount, rowHeight })
  // The active row stays in the page wherever one scrolls, so that the focus is never lost. Rows that come into view take the place of
  // those that went: an element drawn anew costs a third of a new one.
  const drawn = drawnRows(seen, rowCount, active)
  const slotCount = useRef(1)
  slotCount.current = Math.max(slotCount.current, drawn.length)
  const slotOf = (index: number) =>
    seen === undefined || index < seen.first - OVERSCAN || index > seen.last + OVERSCAN
      ? 'away'
      : index % slotCount.current

  const { first, last } = seen ?? {}
  useEffect(() => {
    if (first !== undefined && last !== undefined && rowCount > 0) onVisibleRange?.(first, last)
  }, [first, last, rowCount, onVisibleRange])

  const hasTicks = selection !== undefined
  const layout = useMemo(() => gridLayout(columns, rowHeight, hasTicks), [columns, rowHeight, hasTicks])
  const isSideways = useSidewaysScroll(scroller)
  // What changes is drawn first where it is seen, and then beyond the edges.
  const shown = useMemo(() => ({ getRow, columns, layout }), [getRow, columns, layout])
  const shownBeyond = useDeferredValue(shown)

  const isEditing = editor !== undefined
  const wasEditing = useRef(false)
  useLayoutEffect(() => {
    const focused = document.activeElement
    // What was written with is gone, and nobody took the focus elsewhere.
    if (wasEditing.current && !isEditing && (focused === null || focused === document.body)) {
      shouldFocus.current = true
      scrollToRow(active)
    }
    wasEditing.current = isEditing
    // Where the active cell moved to another element, or the element with the focus shows another cell now, the focus goes along.
    const isAstray =
      isCellFocused.current && !(focused instanceof HTMLElement && focused.dataset['activeCell'] !== undefined)
    if (isEditing || (!shouldFocus.current && !isAstray)) return
    const cell = scroller.current?.querySelector<HTMLElement>('[data-active-cell]')
    if (!cell) return
    if (shouldFocus.current && scroller.current !== null) showColumnOf(cell, scroller.current)
    shouldFocus.current = false
    cell.focus({ preventScroll: true })
  })

  function moveTo(index: number, place: number) {
    const next = Math.min(Math.max(index, 0), rowCount - 1)
    const nextPlace = Math.min(Math.max(place, 0), columns.length - 1)
    const key = columns[nextPlace]?.key ?? activeKey
    shouldFocus.current = true
    setInHead(false)
    scrollToRow(next)
    // Where the page scrolls as a whole, a part of the table may stand below the window.
    scroller.current?.scrollIntoView({ block: 'nearest' })
    setOwnColumn(key)
    onActiveChange(next, key)
    if (next !== active || nextPlace !== activePlace) return
    const cell = scroller.current?.querySelector<HTMLElement>('[data-active-cell]')
    cell?.focus({ preventScroll: true })
  }

  function focusHead(place: number) {
    setInHead(true)
    const head = scroller.current?.querySelector<HTMLElement>(`[data-grid-head="${place}"]`)
    if (!head) return
    if (scroller.current !== null) showColumnOf(head.closest('[role="columnheader"]') ?? head, scroller.current)
    head.focus({ preventScroll: true })
  }

  /** Where a key moves to from the active cell: its row and the place of its column; undefined for a key that does not move. */
  function moveOf(event: KeyboardEvent): readonly [row: number, place: number] | undefined {
    const isFar = event.ctrlKey || event.metaKey
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT) / rowHeight) - 1)
    switch (event.key) {
      case 'ArrowDown':
        return [isFar ? rowCount - 1 : active + 1, activePlace]
      case 'ArrowUp':
        return [isFar ? 0 : active - 1, activePlace]
      case 'ArrowRight':
        return [active, isFar ? columns.length - 1 : activePlace + 1]
      case 'ArrowLeft':
        return [active, isFar ? 0 : activePlace - 1]
      case 'PageDown':
        return [active + page, activePlace]
      case 'PageUp':
        return [active - page, activePlace]
      case 'Home':
        return [isFar ? 0 : active, 0]
      case 'End':
        return [isFar ? rowCount - 1 : active, columns.length - 1]
      case 'j':
        return onKey === undefined || isFar ? undefined : [active + 1, activePlace]
      case 'k':
        return onKey === undefined || isFar ? undefined : [active - 1, activePlace]
      default:
        return undefined
    }
  }

  function onHeadKeyDown(event: KeyboardEvent, place: number) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const target = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: columns.length - 1 }[event.key]
    if (target !== undefined) {
      event.preventDefault()
      focusHead(Math.min(Math.max(target, 0), columns.length - 1))
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      moveTo(first ?? 0, place)
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (!(event.target instanceof HTMLElement)) return
    const head = event.target.closest<HTMLElement>('[data-grid-head]')
    if (head !== null) {
      onHeadKeyDown(event, Number(head.dataset['gridHead']))
      return
    }
    if (event.target.closest('[data-active-cell]') === null || event.altKey || rowCount === 0) return
    const move = moveOf(event)
    if (move !== undefined) {
      event.preventDefault()
      moveBy(event, move)
      return
    }
    const row = getRow(active)
    const cell = { index: active, column: activeKey }
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === 'a' && selection !== undefined && !event.shiftKey) {
        event.preventDefault()
        selection.onSelectAll()
      } else if (row !== undefined && !event.shiftKey && onControlKey?.(event.key.toLowerCase(), row, cell)) {
        event.preventDefault()
      }
      return
    }
    if (row === undefined) return
    if (event.key === 'Enter' || event.key === 'F2') {
      if (event.target.closest('a, button') !== null) return
      event.preventDefault()
      props.onOpen?.(row, cell, event.key)
    } else if (event.key === ' ' && selection !== undefined) {
      event.preventDefault()
      selection.onToggle(row, active, event.shiftKey)
    } else if (
      (event.key.length === 1 || event.key === 'Delete' || event.key === 'Escape') &&
      onKey?.(event.key, row, cell)
    ) {
      event.preventDefault()
    }
  }

  function moveBy(event: KeyboardEvent, [to, place]: readonly [row: number, place: number]) {
    if (to < 0 && event.key === 'ArrowUp' && !event.shiftKey) {
      focusHead(activePlace)
      return
    }
    if (event.shiftKey && selection !== undefined && to !== active) {
      rangeAnchor.current ??= active
      selection.onRange(rangeAnchor.current, Math.min(Math.max(to, 0), rowCount - 1))
    } else {
      rangeAnchor.current = undefined
    }
    moveTo(to, place)
  }

  // Rows and head hold these handlers through a ref, so that scrolling draws only the rows that come into view.
  const { onOpen } = props
  const latest = useRef({ getRow, onOpen, onPaste, onActiveChange, selection, columns, active, activeKey })
  latest.current = { getRow, onOpen, onPaste, onActiveChange, selection, columns, active, activeKey }

  const columnAt = useCallback((event: MouseEvent<HTMLElement>): string => {
    const { selection: ticks, columns: all, activeKey: otherwise } = latest.current
    const place = cellPlace(event)
    return all[ticks === undefined ? place : place - 1]?.key ?? otherwise
  }, [])

  const onRowClick = useCallback(
    (index: number, event: MouseEvent<HTMLElement>) => {
      const isTick = event.target instanceof HTMLElement && event.target.closest('[data-grid-tick]') !== null
      const column = columnAt(event)
      shouldFocus.current = true
      rangeAnchor.current = undefined
      setInHead(false)
      setOwnColumn(column)
      latest.current.onActiveChange(index, column)
      const row = latest.current.getRow(index)
      if (row === undefined) return
      const { selection: current } = latest.current
      if (isTick || (event.shiftKey && current !== undefined)) current?.onToggle(row, index, event.shiftKey)
    },
    [columnAt],
  )

  const onHeadActive = useCallback((place: number) => {
    const { columns: all, active: row, activeKey: before } = latest.current
    const key = all[place]?.key ?? before
    setInHead(true)
    setOwnColumn(key)
    if (key !== before) latest.current.onActiveChange(row, key)
  }, [])

  const onRowDoubleClick = useCallback(
    (index: number, event: MouseEvent<HTMLElement>) => {
      if (event.target instanceof HTMLElement && event.target.closest('[data-grid-tick], a, button, input') !== null)
        return
      const row = latest.current.getRow(index)
      if (row !== undefined) latest.current.onOpen?.(row, { index, column: columnAt(event) }, 'doubleClick')
    },
    [columnAt],
  )

  // A paste goes to where the text cursor would be, which is not the cell: so the whole page is listened to.
  const activeCell = useRef<CellPlace>({ index: active, column: activeKey })
  activeCell.current = { index: active, column: activeKey }
  useEffect(() => {
    function hear(event: ClipboardEvent) {
      const { activeElement } = document
      if (!(activeElement instanceof HTMLElement) || activeElement.dataset['activeCell'] === undefined) return
      if (event.clipboardData === null || scroller.current?.contains(activeElement) !== true) return
      if (latest.current.onPaste?.(event.clipboardData, activeCell.current)) event.preventDefault()
    }
    document.addEventListener('paste', hear)
    return () => document.removeEventListener('paste', hear)
  }, [])

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length + (selection === undefined ? 0 : 1)}
      aria-multiselectable={selection === undefined ? undefined : true}
      data-sideways={isSideways || undefined}
      style={layout.style}
      onKeyDown={onKeyDown}
      onMouseDown={leaveTextUnmarked}
      onFocus={(event) => {
        isCellFocused.current = event.target.dataset['activeCell'] !== undefined
        // A closing dialog gives the focus back to the element it came from, which may show another lead by now.
        if (!isCellFocused.current && event.target.matches('[role="gridcell"], [role="rowheader"]'))
          scroller.current?.querySelector<HTMLElement>('[data-active-cell]')?.focus({ preventScroll: true })
      }}
      onBlur={() => {
        isCellFocused.current = false
      }}
    >
      <GridHead
        columns={columns}
        layout={layout}
        selection={selection}
        sort={sort}
        onSort={onSort}
        acts={columnActs}
        activeColumn={isInHead ? activePlace : -1}
        onActivate={onHeadActive}
      />
      <div className={classes.body} role="rowgroup" style={{ height: rowCount * rowHeight }}>
        {drawn.map((index) => {
          const isSeen = index === active || (seen !== undefined && index >= seen.first && index <= seen.last)
          const its = isSeen ? shown : shownBeyond
          const row = its.getRow(index)
          return (
            <GridRow
              key={slotOf(index)}
              row={row}
              index={index}
              top={index * rowHeight}
              columns={its.columns}
              layout={its.layout}
              activeColumn={index === active ? activePlace : -1}
              isSelected={selection !== undefined && row !== undefined && selection.isSelected(row)}
              isOff={row !== undefined && isRowOff?.(row) === true}
              isLastOfPart={index === partEnd - 1 && partEnd < rowCount}
              tickLabel={selection?.rowLabel}
              hasTick={hasTicks}
              onClick={onRowClick}
              onDoubleClick={onRowDoubleClick}
            />
          )
        })}
        {editor !== undefined && (
          // Not keyed by its row: where the list changes underneath, what is typed goes along with the active cell.
          <EditorPlace key={editor.column} top={editor.index * rowHeight} scroller={scroller.current}>
            {editor.content}
          </EditorPlace>
        )}
      </div>
    </div>
  )
}

interface EditorPlaceProps {
  /** Distance of the row from the first one in px. */
  top: number
  scroller: HTMLElement | null
  children: ReactNode
}

/** Stands exactly over the active cell, wherever the columns put it. */
function EditorPlace({ top, scroller, children }: EditorPlaceProps) {
  const [place, setPlace] = useState<CSSProperties | undefined>(undefined)
  useLayoutEffect(() => {
    const cell = scroller?.querySelector('[data-active-cell]')
    if (scroller === null || cell == null) return
    showColumnOf(cell, scroller)
    const at = cell.getBoundingClientRect()
    const from = scroller.getBoundingClientRect()
    setPlace({ left: at.left - from.left + scroller.scrollLeft, width: at.width })
  }, [scroller])
  return (
    <div className={classes.editor} style={{ top, ...(place ?? { visibility: 'hidden' }) }}>
      {place !== undefined && children}
    </div>
  )
}

/** Whether the columns need more room than there is, so that the first ones have to stand still while the others are scrolled. */
function useSidewaysScroll(scroller: { current: HTMLElement | null }): boolean {
  const [isSideways, setSideways] = useState(false)
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = () => setSideways(element.scrollWidth > element.clientWidth + 1)
    const observer = new ResizeObserver(look)
    observer.observe(element)
    // The rows are as wide as the columns ask for: other columns are heard of by them.
    const [head] = element.children
    if (head !== undefined) observer.observe(head)
    return () => observer.disconnect()
  }, [scroller])
  return isSideways
}

/** Scrolls sideways until a cell is whole on screen, beside the columns that stand still. */
function showColumnOf(cell: Element, scroller: HTMLElement) {
  if (scroller.scrollWidth <= scroller.clientWidth + 1) return
  const { position } = getComputedStyle(cell)
  if (position === 'sticky') return
  const frozen = scroller.querySelector('[role="columnheader"][data-frozen-end]')?.getBoundingClientRect().right
  const at = cell.getBoundingClientRect()
  const view = scroller.getBoundingClientRect()
  const left = frozen ?? view.left
  const right = view.left + scroller.clientWidth
  if (at.left < left) scroller.scrollLeft -= left - at.left
  else if (at.right > right) scroller.scrollLeft += Math.min(at.right - right, at.left - left)
}

/** A click with Shift held ticks a range of rows; the browser would mark their text as well. */
function leaveTextUnmarked(event: MouseEvent) {
  if (event.shiftKey) event.preventDefault()
}
