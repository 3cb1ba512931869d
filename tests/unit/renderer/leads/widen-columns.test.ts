import { expect, test } from 'vitest'
import { widenColumns } from '../../../../renderer/features/leads/list/widen-columns.ts'

const columns = [
  { key: 'name', width: 140, grow: 1.2, isFrozen: true },
  { key: 'company', width: 120, grow: 1.2 },
  { key: 'temperature', width: 92 },
  { key: 'nextAction', width: 140, grow: 1.7 },
]

test('a wider column takes its px from those that grow, and the table stays as wide', () => {
  const widths = widenColumns(columns, new Map([['temperature', 138]])).map(({ width }) => width)
  expect(widths).toEqual([140, 90, 138, 124])
})

test('where those that grow have no more to give, the table grows', () => {
  const widths = widenColumns(columns, new Map([['temperature', 292]])).map(({ width }) => width)
  expect(widths).toEqual([140, 90, 292, 90])
})
