import { t } from '@lingui/core/macro'
import { useMemo } from 'react'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { formatDay, formatFullDay } from '../../../app/format.ts'
import type { GridColumn } from '../../../ui/grid/VirtualGrid.tsx'
import { leadFieldName } from '../field-names.ts'
import type { ColumnPlace } from './leads-view.ts'
import { widenColumns } from './widen-columns.ts'

/** The columns whose cells are of the day that temperatures are asked of, with the px that their heads need with that day in them. */
const datedWidths = { temperature: 110, score: 110, interest: 150, isPinned: 180 } as const
const YEAR_WIDTH = 28

/** The columns with the day that the temperatures in their cells are of in their heads, where that is not today. */
export function useDatedColumns<Row>(
  columns: readonly GridColumn<Row>[],
  places: readonly ColumnPlace[],
  temperatureOn: PlainDate | undefined,
  today: PlainDate,
): readonly GridColumn<Row>[] {
  return useMemo(() => {
    if (temperatureOn === undefined || temperatureOn === today) return columns
    const isOtherYear = temperatureOn.slice(0, 4) !== today.slice(0, 4)
    const widths = new Map<string, number>()
    const titled = columns.map((column) => {
      const key = column.key as keyof typeof datedWidths
      const width = datedWidths[key]
      if (width === undefined) return column
      // A width that the seller gave stands.
      if (places.find((place) => place.key === key)?.width === undefined)
        widths.set(key, isOtherYear ? width + YEAR_WIDTH : width)
      const [name, day] = [leadFieldName(key), formatFullDay(temperatureOn)]
      const title = (
        <span title={t`${name} as of ${day}`}>
          {column.title} {formatDay(temperatureOn, 'short', today)}
        </span>
      )
      return { ...column, title }
    })
    return widenColumns(titled, widths)
  }, [columns, places, temperatureOn, today])
}
