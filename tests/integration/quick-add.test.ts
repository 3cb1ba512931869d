import { describe, expect, it } from 'vitest'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

describe('a lead added by one line', () => {
  it('is written with its tag and its next action in one change set', async () => {
    await withWorkbook(
      async (core, { path }) => {
        const before = readRows(path)
        const line =
          'Anna Berg, Berg Studio, anna@berg.example, 070 123 45 67 #design warm, € 1 200, call tomorrow // met at the fair'
        const preview = await core.call('leads.readQuickAdd', { line })
        expect(preview).toMatchObject({
          calledBy: 'Anna Berg',
          valueMinor: 120_000,
          temperature: 'warm',
          phones: [{ raw: '070 123 45 67', e164: '+46701234567' }],
          there: [],
        })
        const { leadId, name } = await core.call('leads.quickAdd', { line })
        expect(name).toBe('Anna Berg')
        expect((await core.call('leads.get', { lead: leadId })).lead).toMatchObject({
          name: 'Anna Berg',
          company: 'Berg Studio',
          emails: ['anna@berg.example'],
          tags: ['design'],
          temperature: 'warm',
          isPinned: true,
          valueMinor: 120_000,
          notes: 'met at the fair',
          nextAction: { what: 'Call', day: '2026-03-25', channel: 'call' },
        })
        await core.call('journal.undo', {})
        expect(readRows(path)).toEqual(before)
      },
      { country: 'SE' },
    )
  })

  it('has a text for its city that another lead has for one', async () => {
    await withWorkbook(async (core) => {
      const ann = await core.call('leads.quickAdd', { line: 'Ann Lee' })
      await core.call('leads.editCells', {
        cells: [{ leadId: ann.leadId, field: 'city', text: 'Örebro' }],
        how: 'edited',
      })
      const line = 'Bo Reed, Reed AB, Örebro'
      const { pieces } = await core.call('leads.readQuickAdd', { line })
      expect(pieces.map(({ as }) => as)).toEqual(['name', 'company', 'city'])
      const { leadId } = await core.call('leads.quickAdd', { line })
      expect((await core.call('leads.get', { lead: leadId })).lead).toMatchObject({ city: 'Örebro', jobTitle: null })
      expect((await core.call('leads.list', { search: 'orebro', limit: 5 })).total).toBe(2)
    })
  })

  it('is not added twice: who has the address is shown, and who has the phone too', async () => {
    await withWorkbook(async (core) => {
      const { leadId } = await core.call('leads.quickAdd', { line: 'Ann Lee, ann@x.example, 030 1234567' })
      const preview = await core.call('leads.readQuickAdd', { line: 'Other, ANN@x.example' })
      expect(preview.there).toEqual([{ leadId, name: 'Ann Lee', company: null, has: 'email', text: 'ann@x.example' }])
      const byPhone = await core.call('leads.readQuickAdd', { line: 'Other, +49 30 1234567' })
      expect(byPhone.there).toMatchObject([{ leadId, has: 'phone' }])
      const again = await core.dispatch('leads.quickAdd', { line: 'Other, ANN@x.example' })
      expect(again).toMatchObject({ ok: false, error: { code: 'not_possible', details: { leadId } } })
      const nobody = await core.dispatch('leads.quickAdd', { line: '#tag // a note' })
      expect(nobody).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    })
  })
})
