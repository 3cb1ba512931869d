import { expect, test } from 'vitest'
import { columnsOfField, fieldKindOf } from '../../../renderer/features/import/new-fields.ts'
import type { ImportColumn } from '../../../shared/contract/import.contract.ts'

const column = (number: number, target: ImportColumn['target']): ImportColumn => ({
  column: number,
  header: `Column ${number}`,
  target,
  samples: [],
  evidence: [],
  isAsking: false,
  policy: 'fill',
  newFieldKind: target.startsWith('custom:') ? 'text' : null,
})

test('columns that make one field, however its name is spelled, show the one kind that was chosen for any of them', () => {
  const columns = [
    column(1, 'company'),
    column(2, 'custom:Seats'),
    column(3, 'custom:SEATS'),
    column(4, 'custom:Motto'),
  ]
  const [company, seats, again, motto] = columns as [ImportColumn, ImportColumn, ImportColumn, ImportColumn]
  expect(columnsOfField(seats, columns)).toEqual([seats, again])
  expect(columnsOfField(company, columns)).toEqual([company])
  const kinds = columns.map((one) => fieldKindOf(one, columns, { '3': 'number' }))
  expect(kinds).toEqual([null, 'number', 'number', 'text'])
  expect(fieldKindOf(motto, columns)).toBe('text')
})
