import { expect, test } from 'vitest'
import { nextSort } from '../../../renderer/ui/grid/next-sort.ts'

const name = { key: 'name', sort: 'name' }
const value = { key: 'value', sort: 'value', sortsMostFirst: true }

test('a heading sorts in its own order first, then the other way round', () => {
  expect(nextSort(name, undefined).direction).toBe('ascending')
  expect(nextSort(name, { key: 'name', direction: 'ascending' }).direction).toBe('descending')
  expect(nextSort(name, { key: 'value', direction: 'ascending' }).direction).toBe('ascending')
})

test('where more is looked for, the most stand first', () => {
  expect(nextSort(value, { key: 'name', direction: 'descending' })).toEqual({ key: 'value', direction: 'descending' })
  expect(nextSort(value, { key: 'value', direction: 'descending' }).direction).toBe('ascending')
  expect(nextSort(value, { key: 'value', direction: 'ascending' }).direction).toBe('descending')
})
