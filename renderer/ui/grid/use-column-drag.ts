import { type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { gridTracks, LEAST_WIDTH, MOST_WIDTH } from './grid-layout.ts'
import type { GridColumn, GridColumnActs } from './grid-types.ts'

/** A head moved less than this was pressed, not dragged. */
const MOVED_PX = 6

type Drag =
  | { how: 'resize'; place: number; x: number; widths: number[]; width: number }
  | { how: 'move'; place: number; x: number; hasMoved: boolean }

interface ColumnDrag {
  /** The place before which the dragged column would stand now; undefined while none is dragged. */
  dropAt: number | undefined
  startResize: (event: PointerEvent<HTMLElement>, place: number) => void
  startMove: (event: PointerEvent<HTMLElement>, place: number) => void
  /** Makes a column so many px wider, or narrower below 0. */
  resizeBy: (place: number, px: number) => void
  /** Makes a column as wide as the widest of its cells on screen. */
  fit: (place: number) => void
  /** What the row of headings listens to. */
  surface: {
    ref: (element: HTMLElement | null) => void
    onPointerMove: (event: PointerEvent<HTMLElement>) => void
    onPointerUp: () => void
    onPointerCancel: () => void
    onClickCapture: (event: MouseEvent<HTMLElement>) => void
  }
}

/** Widths and order of columns by dragging their heads. While one drags, only the tracks change: no row is drawn anew. */
export function useColumnDrag<Row>(
  columns: readonly GridColumn<Row>[],
  hasTicks: boolean,
  acts: GridColumnActs | undefined,
): ColumnDrag {
  const head = useRef<HTMLElement | null>(null)
  const drag = useRef<Drag | undefined>(undefined)
  const shouldSwallowClick = useRef(false)
  const [dropAt, setDropAt] = useState<number | undefined>(undefined)

  const cells = () =>
    [...(head.current?.querySelectorAll<HTMLElement>('[role="columnheader"]') ?? [])].slice(hasTicks ? 1 : 0)
  const measure = () => cells().map((cell, place) => widthOf(cell, columns[place]?.closesMargin === true))

  /** Those before the column keep what they have now, or its edge would not stay under the pointer. */
  function widthsUpTo(place: number, widths: readonly number[], width: number): Map<string, number> {
    const kept = new Map<string, number>()
    columns.forEach((column, at) => {
      if (at < place && column.grow !== undefined) kept.set(column.key, widths[at] ?? column.width)
      if (at === place) kept.set(column.key, width)
    })
    return kept
  }

  function showTracks(widths: ReadonlyMap<string, number>) {
    const shown = columns.map(({ key, width, grow }) => {
      const known = widths.get(key)
      return known === undefined ? { width, grow } : { width: known }
    })
    head.current?.parentElement?.style.setProperty('--grid-tracks', gridTracks(shown, hasTicks))
  }

  function end() {
    const ended = drag.current
    drag.current = undefined
    setDropAt(undefined)
    if (ended === undefined || acts === undefined) return
    if (ended.how === 'resize') acts.onResize(widthsUpTo(ended.place, ended.widths, ended.width))
    else if (ended.hasMoved) {
      shouldSwallowClick.current = true
      const column = columns[ended.place]
      if (column !== undefined && dropAt !== undefined && dropAt !== ended.place && dropAt !== ended.place + 1)
        acts.onMove(column.key, columns[dropAt]?.key)
    }
  }

  return {
    dropAt,
    startResize: (event, place) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      const widths = measure()
      drag.current = { how: 'resize', place, x: event.clientX, widths, width: widths[place] ?? LEAST_WIDTH }
    },
    startMove: (event, place) => {
      shouldSwallowClick.current = false
      if (event.button !== 0 || acts === undefined) return
      drag.current = { how: 'move', place, x: event.clientX, hasMoved: false }
    },
    resizeBy: (place, px) => {
      const widths = measure()
      const width = bounded((widths[place] ?? LEAST_WIDTH) + px)
      acts?.onResize(widthsUpTo(place, widths, width))
    },
    fit: (place) => {
      const grid = head.current?.parentElement
      if (grid == null) return
      let most = LEAST_WIDTH
      for (const row of grid.querySelectorAll('[role="row"]')) {
        const cell = row.children[place + (hasTicks ? 1 : 0)]
        if (cell !== undefined) most = Math.max(most, contentWidth(cell))
      }
      acts?.onResize(widthsUpTo(place, measure(), bounded(Math.ceil(most))))
    },
    surface: {
      ref: (element) => {
        head.current = element
      },
      onPointerMove: (event) => {
        const now = drag.current
        if (now === undefined) return
        if (now.how === 'resize') {
          now.width = bounded((now.widths[now.place] ?? LEAST_WIDTH) + event.clientX - now.x)
          showTracks(widthsUpTo(now.place, now.widths, now.width))
          return
        }
        if (!now.hasMoved && Math.abs(event.clientX - now.x) < MOVED_PX) return
        if (!now.hasMoved) event.currentTarget.setPointerCapture(event.pointerId)
        now.hasMoved = true
        const firstFree = columns.findLastIndex((column) => column.isFrozen === true) + 1
        const before = cells().filter((cell) => middleOf(cell) < event.clientX).length
        setDropAt(Math.max(firstFree, before))
      },
      onPointerUp: end,
      onPointerCancel: () => {
        drag.current = undefined
        setDropAt(undefined)
      },
      onClickCapture: (event) => {
        if (!shouldSwallowClick.current) return
        shouldSwallowClick.current = false
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}

/** The width of a column by its head; where the ledger's margin closes, the gap after the line belongs to it. */
function widthOf(cell: HTMLElement, closesMargin: boolean): number {
  return Math.round(cell.getBoundingClientRect().width) + (closesMargin ? 5 : 0)
}

function bounded(width: number): number {
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width)))
}

function middleOf(cell: HTMLElement): number {
  const { left, width } = cell.getBoundingClientRect()
  return left + width / 2
}

/** The width that what stands in a cell would take, with the cell's own padding. */
function contentWidth(cell: Element): number {
  const range = document.createRange()
  range.selectNodeContents(cell)
  const grip = cell.querySelector('[aria-hidden]:last-child')
  if (grip instanceof HTMLSpanElement && cell.getAttribute('role') === 'columnheader') range.setEndBefore(grip)
  return range.getBoundingClientRect().width + 18
}
