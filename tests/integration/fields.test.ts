import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { CustomFieldId, LeadId } from '../../shared/primitives/ids.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

async function addField(
  core: Core,
  name: string,
  kind: InputOf<'fields.add'>['kind'],
  options: string[] = [],
): Promise<CustomFieldId> {
  return (await core.call('fields.add', { name, kind, options })).fieldId
}

async function addLeads(core: Core, count: number): Promise<LeadId[]> {
  const ids: LeadId[] = []
  for (let at = 0; at < count; at += 1) ids.push((await core.call('leads.add', { name: `Lead ${at}` })).leadId)
  return ids
}

async function write(core: Core, field: CustomFieldId, leadIds: readonly LeadId[], texts: readonly string[]) {
  const cells = leadIds.map((leadId, at) => ({ leadId, field: `custom:${field}` as const, text: texts[at] ?? '' }))
  return core.call('leads.editCells', { cells, how: 'pasted' })
}

async function valuesOf(core: Core, field: CustomFieldId): Promise<(string | undefined)[]> {
  const { leads } = await core.call('leads.list', { limit: 100, fields: [field] })
  return leads.map(({ custom }) => custom[field])
}

async function refusal(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

describe('fields of the seller’s own', () => {
  it('are listed in their order, which moving one changes, with how many values do not read', async () => {
    await withWorkbook(async (core) => {
      const size = await addField(core, 'Size', 'number')
      const since = await addField(core, 'Since', 'day')
      const kind = await addField(core, 'Kind', 'choice', ['A', 'B', 'a '])
      await write(core, size, await addLeads(core, 3), ['12', 'many', '3,5'])
      await core.call('fields.change', { fieldId: kind, position: 0, group: 'About' })
      const { fields } = await core.call('fields.list', { counts: true })
      expect(fields.map(({ id, position, group, options }) => ({ id, position, group, options }))).toEqual([
        { id: kind, position: 0, group: 'About', options: ['A', 'B'] },
        { id: size, position: 1, group: null, options: [] },
        { id: since, position: 2, group: null, options: [] },
      ])
      expect(fields.map(({ valueCount, unreadCount }) => [valueCount, unreadCount])).toEqual([
        [0, 0],
        [3, 1],
        [0, 0],
      ])
    })
  })

  it('have names of their own, however they are spelled', async () => {
    await withWorkbook(async (core) => {
      const size = await addField(core, 'Größe', 'number')
      const other = await addField(core, 'Other', 'text')
      const taken = await refusal(core, 'fields.add', { name: ' grosse', kind: 'text' })
      expect(taken).toMatchObject({ code: 'not_possible' })
      expect(taken.message).toContain('Größe')
      expect((await refusal(core, 'fields.change', { fieldId: other, name: 'GRÖSSE' })).code).toBe('not_possible')
      const everyones = await refusal(core, 'fields.add', { name: ' e-MAIL', kind: 'text' })
      expect(everyones).toMatchObject({ code: 'not_possible', message: expect.stringContaining('“E-mail”') })
      expect((await refusal(core, 'fields.add', { name: 'x'.repeat(301), kind: 'text' })).code).toBe('invalid_input')
      await core.call('fields.change', { fieldId: size, name: 'GRÖSSE' })
      expect((await refusal(core, 'fields.change', { fieldId: 99, name: 'x' })).code).toBe('not_found')
    })
  })

  it('take another kind: what reads becomes a value of it, the rest stays as typed, and one undo brings all back', async () => {
    await withWorkbook(async (core, { path }) => {
      const field = await addField(core, 'Since', 'text')
      await write(core, field, await addLeads(core, 4), ['24.3.2026', 'spring', '12', ''])
      const before = readRows(path)
      const toDay = await core.call('fields.change', { fieldId: field, kind: 'day' })
      expect(toDay.unreadCount).toBe(2)
      expect(await valuesOf(core, field)).toEqual(['2026-03-24', 'spring', '12', undefined])
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
      await core.call('fields.change', { fieldId: field, kind: 'money' })
      expect(await valuesOf(core, field)).toEqual(['24.3.2026', 'spring', '1200', undefined])
      await core.call('fields.change', { fieldId: field, kind: 'number' })
      expect(await valuesOf(core, field)).toEqual(['24.3.2026', 'spring', '12', undefined])
    })
  })

  it('become a choice of the values that stand in them', async () => {
    await withWorkbook(async (core) => {
      const field = await addField(core, 'Trade', 'text')
      await write(core, field, await addLeads(core, 3), ['Hotel', 'Law', 'Hotel'])
      expect((await core.call('fields.change', { fieldId: field, kind: 'choices' })).unreadCount).toBe(0)
      expect((await core.call('fields.list', {})).fields[0]?.options).toEqual(['Hotel', 'Law'])
      expect(await valuesOf(core, field)).toEqual(['["Hotel"]', '["Law"]', '["Hotel"]'])
      await core.call('fields.change', { fieldId: field, options: ['Law'] })
      expect(await valuesOf(core, field)).toEqual(['Hotel', '["Law"]', 'Hotel'])
    })
  })

  it('go with their values, which are not found any more, until undo', async () => {
    await withWorkbook(async (core, { path }) => {
      const field = await addField(core, 'Trade', 'text')
      await write(core, field, await addLeads(core, 2), ['Zeppelin', 'Law'])
      const search = async () => (await core.call('leads.list', { search: 'zeppelin', limit: 10 })).total
      expect(await search()).toBe(1)
      const before = readRows(path)
      await core.call('fields.delete', { fieldId: field })
      expect(await search()).toBe(0)
      expect((await core.call('fields.list', {})).fields).toEqual([])
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
      expect(await search()).toBe(1)
    })
  })
})
