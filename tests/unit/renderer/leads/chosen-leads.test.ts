import { describe, expect, it } from 'vitest'
import {
  addChosen,
  type Chosen,
  countChosen,
  isChosen,
  isSameQuery,
  noneChosen,
  selectionOf,
  toggleChosen,
} from '../../../../renderer/features/leads/list/chosen-leads.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const id = (number: number) => number as LeadId
const all: Chosen = { all: true, query: { search: 'graz' }, except: new Set() }

describe('the ticked leads', () => {
  it('are sent by id while some are named, and not at all while none is', () => {
    const chosen = toggleChosen(addChosen(noneChosen, [id(1), id(2)]), id(1))
    expect(selectionOf(chosen)).toEqual({ ids: [2] })
    expect(selectionOf(toggleChosen(chosen, id(2)))).toBeUndefined()
  })

  it('are sent as what was asked for when all are ticked, with no ids at all', () => {
    expect(selectionOf(all)).toEqual({ query: { search: 'graz' } })
    expect(countChosen(all, 100_000)).toBe(100_000)
    expect(isChosen(all, id(99_999))).toBe(true)
  })

  it('are all but those unticked afterwards, and ticking one again takes it in', () => {
    const without = toggleChosen(toggleChosen(all, id(7)), id(8))
    expect(selectionOf(without)).toEqual({ query: { search: 'graz' }, except: [7, 8] })
    expect(countChosen(without, 100)).toBe(98)
    expect(isChosen(without, id(7))).toBe(false)
    expect(selectionOf(addChosen(without, [id(7), id(8)]))).toEqual({ query: { search: 'graz' } })
  })

  it('know the same question again', () => {
    expect(isSameQuery({ search: 'a' }, { search: 'a' })).toBe(true)
    expect(isSameQuery({ search: 'a' }, { search: 'b' })).toBe(false)
    expect(isSameQuery({ search: 'a' }, { search: 'a', temperatureOn: plainDate('2026-02-01') })).toBe(false)
    expect(isSameQuery({}, { filter: { ids: [id(1)] } })).toBe(false)
  })
})
