import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { CellEdit, CellReport, LeadRow } from '../../shared/contract/leads.contract.ts'
import { cellText } from '../../shared/domain/leads/cell-text.ts'
import { type EditableKey, editableFields } from '../../shared/domain/leads/lead-fields.ts'
import type { ReadingPlace } from '../../shared/domain/leads/reading-place.ts'
import type { CustomFieldId, LeadId } from '../../shared/primitives/ids.ts'
import { plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()
const place: ReadingPlace = { today: testDay, currency: 'EUR', country: 'DE' }

async function add(core: Core, fields: InputOf<'leads.add'>): Promise<LeadId> {
  return (await core.call('leads.add', fields)).leadId
}

async function edit(core: Core, ...cells: CellEdit[]): Promise<CellReport> {
  return core.call('leads.editCells', { cells, how: 'edited' })
}

async function rowOf(core: Core, leadId: LeadId, fields: CustomFieldId[] = []): Promise<LeadRow> {
  const { leads } = await core.call('leads.list', { filter: { ids: [leadId] }, limit: 1, fields })
  return leads[0] as LeadRow
}

describe('a trial of cells', () => {
  it('says what writing them writes, empties, marks and refuses, and writes nothing', async () => {
    await withWorkbook(async (core, { path }) => {
      const ann = await add(core, { name: 'Ann', emails: ['ann@x.example'], jobTitle: 'Owner' })
      const bo = await add(core, { name: 'Bo', phones: ['030 123456'] })
      const cells: CellEdit[] = [
        { leadId: ann, field: 'jobTitle', text: '', was: 'Owner' },
        { leadId: ann, field: 'phone', text: '12', was: '' },
        { leadId: bo, field: 'email', text: 'ann@x.example', was: '' },
        { leadId: bo, field: 'jobTitle', text: 'x'.repeat(500), was: '' },
        { leadId: bo, field: 'city', text: 'Graz', was: 'Wien' },
      ]
      const before = readRows(path)
      const trial = await core.call('leads.tryCells', { cells })
      expect(readRows(path)).toEqual(before)
      expect(trial).toMatchObject({ written: 2, leadCount: 1, markedCount: 1, refusedCount: 2, conflictCount: 1 })
      expect(trial.fields).toEqual([
        { field: 'jobTitle', written: 1, emptied: 1 },
        { field: 'phone', written: 1, emptied: 0 },
      ])
      const { changeSet: _, ...written } = await core.call('leads.editCells', { cells, how: 'pasted' })
      const { fields: __, leadCount: ___, ...tried } = trial
      expect(tried).toEqual(written)
    })
  })
})

describe('a cell', () => {
  it('of every field is written as typed, found by search, read back, and taken back by one undo', async () => {
    await withWorkbook(async (core, { path }) => {
      const leadId = await add(core, { name: 'Ann', emails: ['a@x.example', 'b@x.example'], phones: ['030 123456'] })
      const before = readRows(path)
      const typed: Record<(typeof editableFields)[number], string> = {
        name: 'Anna Berg',
        company: 'Berg Studio',
        jobTitle: 'Owner',
        email: 'anna@berg.example',
        phone: '+46 70 123 45 67',
        link: 'https://berg.example',
        street: 'Storgatan 1',
        postalCode: '111 22',
        city: 'Stockholm',
        region: 'Norrmalm',
        country: 'Sweden',
        notes: 'Two\nlines',
        source: 'Fair',
        tag: 'design, "warm, soon"',
        value: '1200,50',
        nextAction: 'Call',
        nextActionOn: '2026-03-25',
      }
      const cells = editableFields.map((field) => ({ leadId, field, text: typed[field] }))
      const report = await core.call('leads.editCells', {
        cells,
        how: 'edited',
      })
      expect(report).toMatchObject({ written: cells.length, refusedCount: 0, markedCount: 0, conflictCount: 0 })
      const row = await rowOf(core, leadId)
      for (const { field, text } of cells) expect([field, cellText(row, field, place)]).toEqual([field, text])
      expect(row.emails).toEqual(['anna@berg.example', 'b@x.example'])
      expect((await core.call('leads.list', { search: 'studio lines', limit: 5 })).total).toBe(1)
      await core.call('journal.undo', { changeSetId: report.changeSet as never })
      expect(readRows(path)).toEqual(before)
    })
  })

  it('writes nothing and makes no change set where it holds that already', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann', valueMinor: 120_000, tags: ['a', 'b'] })
      const report = await edit(
        core,
        { leadId, field: 'name', text: 'Ann ' },
        { leadId, field: 'value', text: '1.200 €' },
        { leadId, field: 'tag', text: 'a; b' },
        { leadId, field: 'city', text: '' },
      )
      expect(report).toMatchObject({ changeSet: null, written: 0 })
    })
  })

  it('is not overwritten where it was changed meanwhile: what stands there is told', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann', company: 'Acme', valueMinor: 100 })
      const report = await edit(
        core,
        { leadId, field: 'company', text: 'Other', was: 'Before' },
        { leadId, field: 'jobTitle', text: 'Owner', was: '' },
        { leadId, field: 'value', text: '5', was: '1,00' },
      )
      expect(report).toMatchObject({ written: 2, conflictCount: 1 })
      expect(report.conflicts[0]).toMatchObject({ leadId, field: 'company', text: 'Acme' })
      expect(await rowOf(core, leadId)).toMatchObject({ company: 'Acme', jobTitle: 'Owner', valueMinor: 500 })
    })
  })

  it('that keeps the spelling on file is in no conflict with what was typed into it a moment ago', async () => {
    await withWorkbook(async (core) => {
      await add(core, { name: 'Bo', company: 'Café Acme', tags: ['Trade fair', 'Alumni'] })
      const leadId = await add(core, { name: 'Ann' })
      for (const [field, typed, then, held] of [
        ['company', 'cafe  acme', 'Other', 'Café Acme'],
        ['tag', 'trade fair, ALUMNI', 'Alumni', 'Alumni, Trade fair'],
        ['nextActionOn', 'tomorrow', '1/4', '2026-03-25'],
        ['value', '1.000', '2000', '1000'],
      ] as const) {
        await edit(core, { leadId, field, text: typed, was: '' })
        const row = await rowOf(core, leadId)
        expect(cellText(row, field, place), field).toBe(held)
        expect(await edit(core, { leadId, field, text: then, was: typed }), field).toMatchObject({ written: 1 })
      }
      const seen = { company: 'other', tags: ['alumni'] }
      await core.call('leads.edit', { leadId, fields: { company: null, tags: [] }, was: seen })
      expect(await rowOf(core, leadId)).toMatchObject({ company: null, tags: [] })
    })
  })

  it('without a company is in conflict with one that is called so by now', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann', company: 'Null' })
      const reply = await core.dispatch('leads.edit', { leadId, fields: { company: 'Acme' }, was: { company: null } })
      expect(reply).toMatchObject({ ok: false, error: { code: 'changed_meanwhile', details: { holds: 'Null' } } })
    })
  })

  it('with all of its notes is not overwritten by the beginning of them', async () => {
    await withWorkbook(async (core) => {
      const notes = 'x'.repeat(300)
      const leadId = await add(core, { name: 'Ann', notes })
      const report = await edit(core, { leadId, field: 'notes', text: 'y', was: notes.slice(0, 200) })
      expect(report.conflicts[0]?.text).toBe(notes)
    })
  })

  it('keeps what does not read with a mark, and refuses what would harm', async () => {
    await withWorkbook(async (core) => {
      const other = await add(core, { name: 'Bob', emails: ['bob@acme.example'] })
      const leadId = await add(core, { name: 'Ann' })
      const field = (await core.call('fields.add', { name: 'Since', kind: 'day' })).fieldId
      const report = await edit(
        core,
        { leadId, field: 'email', text: 'no address' },
        { leadId, field: 'phone', text: 'ask Bob' },
        { leadId, field: `custom:${field}`, text: 'spring' },
        { leadId, field: 'value', text: 'a lot' },
        { leadId, field: 'nextActionOn', text: 'some day' },
        { leadId, field: 'jobTitle', text: 'x'.repeat(301) },
        { leadId: other, field: 'name', text: '' },
        { leadId: 999 as LeadId, field: 'name', text: 'Nobody' },
      )
      expect(report.marked.map((notice) => notice.field)).toEqual(['email', 'phone', `custom:${field}`])
      expect(report.refused.map((notice) => [notice.leadId, notice.field])).toEqual([
        [leadId, 'value'],
        [leadId, 'nextActionOn'],
        [leadId, 'jobTitle'],
        [999, 'name'],
      ])
      expect(await rowOf(core, leadId, [field])).toMatchObject({
        emails: ['no address'],
        phones: ['ask Bob'],
        custom: { [field]: 'spring' },
      })
      expect((await rowOf(core, other)).name).toBe('bob@acme.example')
      const taken = await edit(core, { leadId, field: 'email', text: 'BOB@acme.example' })
      expect(taken.refused[0]?.message).toContain('bob@acme.example')
      const nameless = await edit(core, { leadId: other, field: 'email', text: '' })
      expect(nameless).toMatchObject({ written: 0, refusedCount: 1 })
    })
  })

  it('swaps addresses of leads in one paste, and gives one address to one lead only', async () => {
    await withWorkbook(async (core) => {
      const [a, b, c] = [
        await add(core, { name: 'A', emails: ['a@x.example'] }),
        await add(core, { name: 'B', emails: ['b@x.example'] }),
        await add(core, { name: 'C' }),
      ]
      const report = await edit(
        core,
        { leadId: a, field: 'email', text: 'b@x.example' },
        { leadId: b, field: 'email', text: 'a@x.example' },
        { leadId: c, field: 'email', text: 'a@x.example' },
      )
      expect(report).toMatchObject({ written: 2, refusedCount: 1 })
      expect(report.refused[0]?.leadId).toBe(c)
      expect((await rowOf(core, a)).emails).toEqual(['b@x.example'])
    })
  })

  it('gives nobody the address of a lead that has to keep it', async () => {
    await withWorkbook(async (core) => {
      const [a, b] = [await add(core, { emails: ['a@x.example'] }), await add(core, { name: 'B' })]
      const report = await edit(
        core,
        { leadId: a, field: 'email', text: '' },
        { leadId: b, field: 'email', text: 'a@x.example' },
      )
      expect(report).toMatchObject({ written: 0, refusedCount: 2 })
      expect((await rowOf(core, b)).emails).toEqual([])
    })
  })

  it('plans the next action, moves it, drops it, and refuses for a lead that is not to be contacted', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann' })
      await edit(core, { leadId, field: 'nextActionOn', text: 'tomorrow' })
      expect((await rowOf(core, leadId)).nextAction).toMatchObject({ what: 'Follow up', day: plainDate('2026-03-25') })
      await edit(core, { leadId, field: 'nextAction', text: 'Send the offer' })
      const planned = await rowOf(core, leadId)
      expect(planned.nextAction).toMatchObject({ what: 'Send the offer', day: plainDate('2026-03-25') })
      await edit(core, { leadId, field: 'nextActionOn', text: '1/4' })
      const moved = await rowOf(core, leadId)
      expect(moved.nextAction).toMatchObject({ id: planned.nextAction?.id, day: plainDate('2026-04-01') })
      expect((await edit(core, { leadId, field: 'nextActionOn', text: '' })).refusedCount).toBe(1)
      await edit(core, { leadId, field: 'nextAction', text: '' })
      expect((await rowOf(core, leadId)).nextAction).toBeNull()
      await core.call('leads.setDoNotContact', { leadId, reason: 'asked' })
      const refused = await edit(core, { leadId, field: 'nextAction', text: 'Call' })
      expect(refused.refused[0]?.message).toContain('not to be contacted')
    })
  })

  it('pauses a playbook whose step gives way to what is typed', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann', emails: ['a@x.example'] })
      const playbooks = await core.call('nurture.playbooks', {})
      await core.call('nurture.start', { leads: { ids: [leadId] }, playbookId: playbooks[0]?.id as never })
      await edit(core, { leadId, field: 'nextAction', text: 'Write myself' })
      const row = await rowOf(core, leadId)
      expect(row.nextAction).toMatchObject({ what: 'Write myself', isHuman: true })
      expect(row.playbook).not.toBeNull()
    })
  })
})

describe('a block of a spreadsheet', () => {
  it('of 1,000 leads and 8 columns is one change set that undo takes back whole', async () => {
    await withWorkbook(async (core, { path }) => {
      const ids: LeadId[] = []
      for (let at = 0; at < 1000; at += 1) ids.push(await add(core, { name: `Lead ${at}` }))
      const field = (await core.call('fields.add', { name: 'Size', kind: 'number' })).fieldId
      const before = readRows(path)
      const columns: [EditableKey, (at: number) => string][] = [
        ['company', (at) => `Company ${at % 50}`],
        ['jobTitle', (at) => `Title ${at}`],
        ['email', (at) => `lead${at}@x.example`],
        ['phone', (at) => `030 ${100_000 + at}`],
        ['city', (at) => `City ${at}`],
        ['tag', (at) => `tag ${at % 7}, tag ${at % 5}`],
        ['value', (at) => String(at)],
        [`custom:${field}`, (at) => `${at},5`],
      ]
      const cells = ids.flatMap((leadId, at) => columns.map(([key, text]) => ({ leadId, field: key, text: text(at) })))
      const start = performance.now()
      const report = await core.call('leads.editCells', { cells, how: 'pasted' })
      console.info(`1,000 × 8 cells pasted in ${Math.round(performance.now() - start)} ms`)
      expect(report).toMatchObject({ written: 8000, refusedCount: 0, markedCount: 0 })
      expect(await rowOf(core, ids[999] as LeadId, [field])).toMatchObject({
        company: 'Company 49',
        emails: ['lead999@x.example'],
        city: 'City 999',
        tags: ['tag 4', 'tag 5'],
        valueMinor: 99_900,
        custom: { [field]: '999.5' },
      })
      const { changeSets } = await core.call('journal.list', { limit: 1 })
      expect(changeSets[0]).toMatchObject({ label: { what: 'cells_pasted', count: 8000 } })
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })
})

describe('one field of many leads', () => {
  it('is set, added to and taken from, of a query without those left out, and undone whole', async () => {
    await withWorkbook(async (core, { path }) => {
      const ids = [
        await add(core, { name: 'A', tags: ['old'] }),
        await add(core, { name: 'B' }),
        await add(core, { name: 'C', tags: ['New'] }),
      ]
      const before = readRows(path)
      const leads = { query: {}, except: [ids[1] as LeadId] }
      expect(await core.call('leads.editMany', { leads, field: 'tag', how: 'add', text: 'new, x' })).toMatchObject({
        written: 2,
      })
      const tags = async () => Promise.all(ids.map(async (id) => (await rowOf(core, id)).tags))
      expect(await tags()).toEqual([['new', 'old', 'x'].map((tag) => (tag === 'new' ? 'New' : tag)), [], ['New', 'x']])
      await core.call('leads.editMany', { leads: { ids }, field: 'tag', how: 'remove', text: 'NEW' })
      expect(await tags()).toEqual([['old', 'x'], [], ['x']])
      await core.call('leads.editMany', { leads: { ids }, field: 'source', how: 'set', text: 'Fair' })
      await core.call('journal.undo', {})
      await core.call('journal.undo', {})
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })

  it('of several choices keeps the order of its options; a text that is none of them is refused', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'A' })
      const { fieldId } = await core.call('fields.add', { name: 'Likes', kind: 'choices', options: ['A', 'B', 'C'] })
      const field = `custom:${fieldId}` as const
      const leads = { ids: [leadId] }
      await core.call('leads.editMany', { leads, field, how: 'set', text: 'c' })
      await core.call('leads.editMany', { leads, field, how: 'add', text: 'a, b' })
      expect((await rowOf(core, leadId, [fieldId])).custom).toEqual({ [fieldId]: '["A","B","C"]' })
      await core.call('leads.editMany', { leads, field, how: 'remove', text: 'A, C' })
      expect((await rowOf(core, leadId, [fieldId])).custom).toEqual({ [fieldId]: '["B"]' })
      expect(await core.dispatch('leads.editMany', { leads, field, how: 'add', text: 'D' })).toMatchObject({
        ok: false,
        error: { code: 'invalid_input' },
      })
      expect(await core.dispatch('leads.editMany', { leads, field: 'name', how: 'add', text: 'D' })).toMatchObject({
        ok: false,
        error: { code: 'invalid_input' },
      })
    })
  })
})
