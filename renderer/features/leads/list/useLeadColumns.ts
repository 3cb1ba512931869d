import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useMemo } from 'react'
import type { CustomField } from '../../../../shared/contract/fields.contract.ts'
import type { RowField } from '../../../../shared/contract/leads.contract.ts'
import { customFieldOf } from '../../../../shared/domain/leads/lead-fields.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import type { GridColumn, GridColumnActs } from '../../../ui/grid/VirtualGrid.tsx'
import { withCellStates } from './cells/CellState.tsx'
import type { TableRow } from './cells/cell-states.ts'
import { moveColumn, resizeColumns, settleColumns } from './column-places.ts'
import { type LeadColumn, leadColumns } from './lead-columns.tsx'
import { type ColumnKey, type ColumnPlace, useLeadsView, usualColumns } from './leads-view.ts'

/** The columns of a table that nobody has changed, with those that a wide screen has room for. */
const wideColumns: readonly ColumnPlace[] = [
  ...usualColumns.slice(0, -1),
  { key: 'phone' },
  { key: 'source' },
  ...usualColumns.slice(-1),
]

export interface LeadColumns {
  /** Every column there is. */
  catalogue: ReadonlyMap<ColumnKey, LeadColumn>
  /** The columns shown, in their order. */
  places: readonly ColumnPlace[]
  columns: readonly GridColumn<TableRow>[]
  acts: GridColumnActs
  setPlaces: (places: readonly ColumnPlace[] | undefined) => void
}

interface LeadColumnsContext {
  today: PlainDate
  currency: string
  fields: readonly CustomField[]
  /** The day that the rows' temperatures are of. */
  temperatureOn: PlainDate | undefined
  marked: (text: string) => ReactNode
}

/** The columns of the table of leads as the seller put them. */
export function useLeadColumns({ today, currency, fields, temperatureOn, marked }: LeadColumnsContext): LeadColumns {
  const chosen = useLeadsView((view) => view.columns)
  const change = useLeadsView((view) => view.change)
  const catalogue = useMemo(
    () => leadColumns({ today, currency, fields, temperatureOn, marked }),
    [today, currency, fields, temperatureOn, marked],
  )
  const isWide = useMediaQuery('(min-width: 1600px)', false, { getInitialValueInEffect: false })
  const usual = isWide ? wideColumns : usualColumns
  const places = useMemo(() => settleColumns(chosen ?? usual, (key) => catalogue.has(key)), [chosen, usual, catalogue])
  const columns = useMemo(
    () =>
      places.flatMap(({ key, width }): GridColumn<TableRow>[] => {
        const column = catalogue.get(key)
        if (column === undefined) return []
        const { grow, ...rest } = withCellStates(column)
        return [{ ...rest, ...(width === undefined ? { grow } : { width, isNarrow: width < column.width }) }]
      }),
    [places, catalogue],
  )

  return useMemo(() => {
    const setPlaces = (next: readonly ColumnPlace[] | undefined) => change({ columns: next })
    return {
      catalogue,
      places,
      columns,
      setPlaces,
      acts: {
        onResize: (widths) => setPlaces(resizeColumns(places, widths)),
        onMove: (column, before) => setPlaces(moveColumn(places, column as ColumnKey, before as ColumnKey | undefined)),
      },
    }
  }, [catalogue, places, columns, change])
}

/** What is shown that rows hold only where it is asked for: custom fields that there are, and interests. */
export function useShownFields(fields: readonly CustomField[]): readonly RowField[] {
  const chosen = useLeadsView((view) => view.columns)
  // The same list while the same are shown, so that moving a column asks for nothing.
  const shown = (chosen ?? usualColumns)
    .flatMap(({ key }) => rowFieldOf(key) ?? [])
    .filter((field) => field === 'interests' || fields.some(({ id }) => id === field))
    .toSorted((a, b) => (String(a) < String(b) ? -1 : 1))
  const shownKey = JSON.stringify(shown)
  return useMemo(() => JSON.parse(shownKey) as RowField[], [shownKey])
}

function rowFieldOf(key: ColumnKey): RowField | undefined {
  if (key === 'interest') return 'interests'
  return key === 'code' ? undefined : customFieldOf(key)
}
