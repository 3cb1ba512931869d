import { describe, expect, it } from 'vitest'
import { layBlock } from '../../../../renderer/features/leads/list/cells/paste-plan.ts'
import type { ColumnKey } from '../../../../renderer/features/leads/list/leads-view.ts'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { cellText, type EditableRow } from '../../../../shared/domain/leads/cell-text.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const place = { today: plainDate('2026-03-24'), currency: 'EUR', country: 'DE' }
const nobody: EditableRow = {
  name: '',
  company: null,
  jobTitle: null,
  emails: [],
  phones: [],
  links: [],
  street: null,
  postalCode: null,
  city: null,
  region: null,
  country: null,
  notes: null,
  source: null,
  tags: [],
  valueMinor: null,
  nextAction: null,
  custom: {},
}
const lead = (id: number, part: Partial<EditableRow>) => ({ ...nobody, ...part, id }) as unknown as LeadRow
const leads = [lead(1, { name: 'Ada', city: 'Graz' }), lead(2, { name: 'Bo' })]

function plan(block: string[][], keys: ColumnKey[] = ['company', 'email', 'city']) {
  return layBlock(block, {
    leads,
    keys,
    textOf: (row, key) => cellText(row, key, place),
  })
}

describe('a block laid over the table', () => {
  it('becomes one edit a cell, each with the text that stood there', () => {
    const { cells } = plan([
      ['Quill', 'ada@quill.example'],
      ['Reed', 'bo@reed.example'],
    ])
    expect(cells).toHaveLength(4)
    expect(cells[3]).toEqual({ leadId: 2, field: 'email', text: 'bo@reed.example', was: '' })
  })

  it('leaves out cells that hold the text already', () => {
    expect(plan([['', '', ' Graz ']]).cells).toEqual([])
  })

  it('empties cells by empty ones', () => {
    expect(plan([['', '', '']]).cells).toEqual([{ leadId: 1, field: 'city', text: '', was: 'Graz' }])
  })

  it('writes notes that are the beginning of those that stand there', () => {
    const beginning = 'x'.repeat(200)
    const row = lead(1, { notes: beginning })
    const { cells } = layBlock([[beginning]], {
      leads: [row],
      keys: ['notes'],
      textOf: (one, key) => cellText(one, key, place),
    })
    expect(cells).toEqual([{ leadId: 1, field: 'notes', text: beginning }])
  })

  it('says how much does not fit below and at the right', () => {
    const { rowsLeftOut, columnsLeftOut, cells } = plan(
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ],
      ['company'],
    )
    expect(rowsLeftOut).toBe(2)
    expect(columnsLeftOut).toBe(1)
    expect(cells.map(({ text }) => text)).toEqual(['a', 'c'])
  })

  it('keeps each value under its own column, past those that cannot be written in', () => {
    const { cells, columnsLocked, columnsLeftOut } = plan(
      [['Quill', 'Warm', '', 'ada@quill.example', 'more']],
      ['company', 'temperature', 'code', 'email'],
    )
    expect(cells.map(({ field, text }) => [field, text])).toEqual([
      ['company', 'Quill'],
      ['email', 'ada@quill.example'],
    ])
    expect(columnsLocked).toEqual(['temperature'])
    expect(columnsLeftOut).toBe(1)
  })
})
