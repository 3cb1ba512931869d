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
