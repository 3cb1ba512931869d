import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { enterIn } from '../../../renderer/features/leads/list/column-writing.ts'
import { fittingTabs } from '../../../renderer/features/leads/list/views/fitting-tabs.ts'
import { definitionOf, isViewChanged, openedView } from '../../../renderer/features/leads/list/views/view-definition.ts'
import { viewDefinitionSchema } from '../../../shared/contract/views.contract.ts'
import { silentFor } from '../../../shared/domain/leads/filter-rules.ts'
import type { LeadRule } from '../../../shared/domain/leads/lead-rule.ts'
import { plainDate } from '../../../shared/primitives/plain-date.ts'

describe('tabs in a row', () => {
  const tabs = (...widths: number[]) => widths.map((width, at) => ({ key: `t${at}`, width }))

  it('all stand there where they fit', () => {
    expect(fittingTabs(tabs(50, 50), 100, 40, 't0')).toEqual(['t0', 't1'])
  })

  it('leave room for the others’ button, in their order', () => {
    expect(fittingTabs(tabs(50, 50, 10), 100, 40, 't0')).toEqual(['t0'])
  })

  it('always hold the current one, and are never wider than the row where it fits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 30, max: 200 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 240, max: 1200 }),
        fc.nat(),
        (widths, available, seed) => {
          const all = tabs(...widths)
          const current = all[seed % all.length]?.key ?? ''
          const fitting = fittingTabs(all, available, 40, current)
          expect(fitting).toContain(current)
          const width = all.filter(({ key }) => fitting.includes(key)).reduce((sum, tab) => sum + tab.width, 0)
          expect(width + (fitting.length < all.length ? 40 : 0)).toBeLessThanOrEqual(available)
        },
      ),
    )
  })
})

describe('what a view shows', () => {
  const gone: LeadRule = { field: 'custom:9', test: { op: 'contains', text: 'x' } }
  const shown = {
    search: ' optik ',
    rules: [[silentFor(30)]],
    sort: { by: 'name', direction: 'ascending' },
    temperatureOn: plainDate('2026-02-01'),
    columns: [{ key: 'name', width: 200 }, { key: 'company' }],
    density: 'roomy',
  } as const

  it('is opened as it was saved, and then is not changed', () => {
    const definition = definitionOf(shown)
    expect(viewDefinitionSchema.parse(definition)).toEqual(definition)
    const opened = openedView('saved:1', definition, () => undefined)
    expect(opened).toMatchObject({
      view: 'saved:1',
      search: 'optik',
      rules: shown.rules,
      temperatureOn: '2026-02-01',
      density: 'roomy',
    })
    expect(isViewChanged({ ...shown, search: 'optik' }, definition)).toBe(false)
  })

  it('is changed by each of its parts', () => {
    const definition = definitionOf(shown)
    for (const part of [
      { search: '' },
      { rules: [] },
      { sort: undefined },
      { temperatureOn: undefined },
      { columns: undefined },
      { density: 'dense' as const },
    ])
      expect(isViewChanged({ ...shown, ...part }, definition)).toBe(true)
  })

  it('leaves the density alone where the view has none of its own', () => {
    const opened = openedView('all', { rules: [] }, () => undefined)
    expect(opened).not.toHaveProperty('density')
    expect(
      isViewChanged(
        { search: '', rules: [], sort: undefined, temperatureOn: undefined, columns: undefined, density: 'roomy' },
        { rules: [] },
      ),
    ).toBe(false)
  })

  it('opens without what asks for fields that are gone, and keeps that apart', () => {
    const definition = { rules: [[gone], [silentFor(30)]], sort: { by: 'custom:9', direction: 'ascending' } } as const
    const opened = openedView('saved:1', definition, () => undefined)
    expect(opened).toMatchObject({ rules: [[silentFor(30)]], lost: [gone], sort: undefined })
  })
})

test('Enter opens the lead on its name and where nothing is written, and writes elsewhere', () => {
  expect((['name', 'temperature', 'code'] as const).map(enterIn)).toEqual(['open', 'open', 'open'])
  expect((['company', 'value', 'custom:3'] as const).map(enterIn)).toEqual(['write', 'write', 'write'])
})
