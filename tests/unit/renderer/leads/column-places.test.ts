import { describe, expect, it } from 'vitest'
import {
  moveColumn,
  resizeColumns,
  settleColumns,
  stepColumn,
  toggleColumn,
} from '../../../../renderer/features/leads/list/column-places.ts'
import type { ColumnKey, ColumnPlace } from '../../../../renderer/features/leads/list/leads-view.ts'

const places = (...keys: ColumnKey[]): ColumnPlace[] => keys.map((key) => ({ key }))
const keys = (list: readonly ColumnPlace[]) => list.map(({ key }) => key)
const table = places('code', 'name', 'company', 'email', 'value')

describe('the columns of the table of leads', () => {
  it('begins with code and name, whatever a saved view says, and never goes without the name', () => {
    expect(keys(settleColumns(places('email', 'code'), () => true))).toEqual(['code', 'name', 'email'])
  })

  it('leaves out columns of fields that are no more, and shows each once', () => {
    const asked = places('name', 'custom:7', 'email', 'email')
    expect(keys(settleColumns(asked, (key) => key !== 'custom:7'))).toEqual(['name', 'email'])
  })

  it('moves a column before another and to the end, and none between code and name', () => {
    expect(keys(moveColumn(table, 'value', 'company'))).toEqual(['code', 'name', 'value', 'company', 'email'])
    expect(keys(moveColumn(table, 'company', undefined))).toEqual(['code', 'name', 'email', 'value', 'company'])
    expect(moveColumn(table, 'value', 'name')).toBe(table)
    expect(moveColumn(table, 'name', 'value')).toBe(table)
  })

  it('steps a column up and down as far as it goes', () => {
    expect(keys(stepColumn(table, 'email', -1))).toEqual(['code', 'name', 'email', 'company', 'value'])
    expect(stepColumn(table, 'company', -1)).toBe(table)
    expect(stepColumn(table, 'value', 1)).toBe(table)
  })

  it('shows a column at the end and hides it again, but not the name', () => {
    const shown = toggleColumn(table, 'city')
    expect(keys(shown).at(-1)).toBe('city')
    expect(keys(toggleColumn(shown, 'city'))).toEqual(keys(table))
    expect(toggleColumn(table, 'name')).toBe(table)
  })

  it('keeps the widths that were given', () => {
    const wider = resizeColumns(table, new Map([['email', 240]]))
    expect(wider.find(({ key }) => key === 'email')).toEqual({ key: 'email', width: 240 })
    expect(moveColumn(wider, 'email', undefined).at(-1)).toEqual({ key: 'email', width: 240 })
  })
})
