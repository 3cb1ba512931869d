import type { CSSProperties } from 'react'
import type { GridColumn } from './grid-types.ts'

/** Height of the heading row in px, as in the style sheet. */
export const HEAD_HEIGHT = 30

/** Rows drawn beyond each edge, so that a slow scroll never shows an empty one. */
export const OVERSCAN = 6

export const LEAST_WIDTH = 40
export const MOST_WIDTH = 1200

const TICK_WIDTH = 24

/** What head and rows share: the tracks and least width as custom properties, and where the frozen cells stand. */
export interface GridLayout {
  style: CSSProperties
  /** Styles of the cells by column; undefined for those that scroll. */
  frozen: readonly (CSSProperties | undefined)[]
  /** The place of the last frozen column, −1 where there is none. */
  lastFrozen: number
}

/** An element is no taller in Chromium, in px: what is beyond cannot be scrolled to. */
const MOST_HEIGHT = 33_554_000

/** The height of rows in px at which all of them can be scrolled to: as asked, less where the list would be too tall. */
export function fittingRowHeight(rowHeight: number, rowCount: number): number {
  return Math.min(rowHeight, Math.floor((MOST_HEIGHT - HEAD_HEIGHT) / Math.max(rowCount, 1)))
}

type Measures = Pick<GridColumn<never>, 'width' | 'grow' | 'isFrozen'>

export function gridLayout(columns: readonly Measures[], rowHeight: number, hasTicks: boolean): GridLayout {
  const leastWidth = columns.reduce((sum, column) => sum + column.width, hasTicks ? TICK_WIDTH : -8)
  const lastFrozen = columns.findLastIndex((column) => column.isFrozen === true)
  let before = hasTicks ? `calc(var(--lb-gutter) + ${TICK_WIDTH}px` : 'calc(0px'
  const frozen = columns.map(({ isFrozen, width }, index) => {
    const left = `${before})`
    before += index === 0 && !hasTicks ? ` + var(--lb-gutter) + ${width - 8}px` : ` + ${width}px`
    return isFrozen === true ? ({ '--cell-left': left } as CSSProperties) : undefined
  })
  const frozenWidth = columns
    .slice(0, lastFrozen + 1)
    .reduce((sum, column) => sum + column.width, hasTicks ? TICK_WIDTH : -8)
  return {
    style: {
      '--grid-tracks': gridTracks(columns, hasTicks),
      '--grid-least-width': `calc(2 * var(--lb-gutter) - 8px + ${leastWidth}px)`,
      '--grid-frozen-width': lastFrozen < 0 ? '0px' : `calc(var(--lb-gutter) + ${frozenWidth}px)`,
      '--grid-row': `${rowHeight}px`,
    } as CSSProperties,
    frozen,
    lastFrozen,
  }
}

/** The tracks of the columns, as `grid-template-columns` takes them. */
export function gridTracks(columns: readonly Measures[], hasTicks: boolean): string {
  const tracks = columns.map(({ width, grow }, index) => {
    // The first column carries the page's gutter.
    const least = index === 0 && !hasTicks ? `calc(var(--lb-gutter) + ${width - 8}px)` : `${width}px`
    return grow === undefined ? least : `minmax(${least}, ${grow}fr)`
  })
  if (hasTicks) tracks.unshift(`calc(var(--lb-gutter) + ${TICK_WIDTH}px)`)
  return tracks.join(' ')
}

/** A part of a list by the places of its rows, both included. */
export interface RowsSeen {
  first: number
  last: number
}

/** What a scroller shows below its heading: how far it is scrolled and the room for rows, in px. */
export interface RowView {
  scrollTop: number
  height: number
}

/** The rows of which something is seen. */
export function rowsSeen({ scrollTop, height }: RowView, rowHeight: number): RowsSeen {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight))
  return { first, last: Math.max(first, Math.ceil((scrollTop + height) / rowHeight) - 1) }
}

/** How far to scroll so that a row is seen whole: as far as it is where it is already. */
export function scrollTopFor(index: number, { scrollTop, height }: RowView, rowHeight: number): number {
  const top = index * rowHeight
  if (top < scrollTop || height < rowHeight) return top
  return Math.max(scrollTop, top + rowHeight - height)
}

/** The rows to draw, in their order: those seen with some beyond each edge, and the active one wherever it is. */
export function drawnRows(seen: RowsSeen | undefined, rowCount: number, active: number): number[] {
  if (seen === undefined) return []
  const first = Math.max(0, seen.first - OVERSCAN)
  const last = Math.min(rowCount - 1, seen.last + OVERSCAN)
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  if (active < first) rows.unshift(active)
  else if (active > last && active < rowCount) rows.push(active)
  return rows
}
