import type { GridColumn, GridSort } from './grid-types.ts'

/** The order that a press of a heading asks for: its own first one, then the other way round. */
export function nextSort(
  column: Pick<GridColumn<never>, 'key' | 'sort' | 'sortsMostFirst'>,
  sort: GridSort | undefined,
): GridSort {
  const key = column.sort ?? column.key
  const first = column.sortsMostFirst === true ? 'descending' : 'ascending'
  const other = first === 'ascending' ? 'descending' : 'ascending'
  return { key, direction: sort?.key === key && sort.direction === first ? other : first }
}
