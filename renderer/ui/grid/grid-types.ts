import type { ReactNode } from 'react'

/** A column of a grid. Keep the list of columns between renders: a new list draws every row anew. */
export interface GridColumn<Row> {
  key: string
  title: ReactNode
  /** Width in px; the least of it where the column grows. */
  width: number
  /** Its share of the room that is left, as 1 or 1.5; without it the column keeps its width. */
  grow?: number | undefined
  align?: 'start' | 'end' | undefined
  /** The heading sorts by this key when pressed; without it the heading is only a heading. */
  sort?: string | undefined
  /** More is what one looks for: the first press sorts from the most to the least. */
  sortsMostFirst?: boolean | undefined
  /** The column closes the ledger's margin: a double line stands at its right. */
  closesMargin?: boolean
  /** It stays when the table is scrolled sideways, and cannot be moved. Such columns stand first. */
  isFrozen?: boolean
  /** It was made narrower than what its cells hold: they are cut. */
  isNarrow?: boolean
  /** The cell that names the row for a screen reader; one column of a grid. */
  isRowName?: boolean
  /** The whole text of a cell that may be cut, shown while it is pointed at or active. */
  fullText?: ((row: Row) => string | undefined) | undefined
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
  /** Shift and an arrow: the rows from `anchor` to `to` are ticked beside those that were before; called again, they take the place of the last ones. */
  onRange: (anchor: number, to: number) => void
  all: 'none' | 'some' | 'all'
  onToggleAll: () => void
  /** Ctrl+A. */
  onSelectAll: () => void
  /** The names of the tick boxes: "Select Marta Vogel", "Select all". A new function draws every row anew. */
  rowLabel: (row: Row) => string
  allLabel: string
}

/** A cell by the place of its row and the key of its column. */
export interface CellPlace {
  index: number
  column: string
}

/** How a cell was asked to open. */
export type OpenBy = 'Enter' | 'F2' | 'doubleClick'

/** What the seller may do with the columns by their heads. */
export interface GridColumnActs {
  /** Columns got these widths in px: the one dragged, and those before it where they grew. */
  onResize: (widths: ReadonlyMap<string, number>) => void
  /** A column is to stand before another, or at the end. */
  onMove: (column: string, before: string | undefined) => void
}
