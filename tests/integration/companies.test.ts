import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { ChangeSetId, CompanyId, LeadId } from '../../shared/primitives/ids.ts'
import { testDay } from '../support/core.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

async function add(core: Core, fields: InputOf<'leads.add'>): Promise<LeadId> {
  return (await core.call('leads.add', fields)).leadId
}

async function companyOf(core: Core, leadId: LeadId): Promise<CompanyId> {
  return (await core.call('leads.get', { lead: leadId })).lead.companyId as CompanyId
}

async function found(core: Core, search: string): Promise<LeadId[]> {
  const { leads } = await core.call('leads.list', { search, limit: 9 })
  return leads.map(({ id }) => id).sort((a, b) => a - b)
}

async function refusal(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

describe('a company', () => {
  it('comes with its people page by page, and with what they come to together', async () => {
    await withWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann Lee', company: 'Acme', valueMinor: 100_00 })
      const bo = await add(core, { name: 'Bo Reed', company: 'ACME', valueMinor: 20_00 })
      const cy = await add(core, { name: 'Cy Marsh', company: 'Acme', valueMinor: 3_00 })
      await add(core, { name: 'Di Moss', company: 'Boats' })
      await core.call('leads.setStage', { leads: { ids: [bo] }, stage: 'won', note: 'Signed' })
      await core.call('leads.setStatus', { leads: { ids: [cy] }, status: 'lost', reason: 'Price' })
      await core.call('followUps.log', { leadId: ann, outcome: 'done', channel: 'mail', next: null })
      const companyId = await companyOf(core, ann)
      const whole = await core.call('companies.get', { companyId, limit: 9 })
      expect(whole).toMatchObject({
        company: { name: 'Acme', website: null, about: null },
        sums: { leads: 3, openValueMinor: 100_00, wonValueMinor: 20_00, lastTouchOn: testDay },
      })
      expect(whole.people.map(({ id }) => id)).toEqual([ann, bo, cy])
      const second = await core.call('companies.get', { companyId, limit: 2, offset: 2 })
      expect(second.people.map(({ id }) => id)).toEqual([cy])
      expect(await core.call('companies.list', { limit: 9 })).toMatchObject({
        total: 2,
        companies: [
          { id: companyId, name: 'Acme', leads: 3 },
          { name: 'Boats', leads: 1 },
        ],
      })
      expect(await core.call('companies.list', { search: 'CM', limit: 1 })).toMatchObject({ total: 1 })
      expect(await refusal(core, 'companies.get', { companyId: 99, limit: 1 })).toMatchObject({ code: 'not_found' })
    })
  })

  it('is renamed for all its people, who are found by the new name, and who are called by it follow; undo takes it back', async () => {
    await withWorkbook(async (core, { path }) => {
      const ann = await add(core, { name: 'Ann Lee', company: 'Acme' })
      const nameless = await add(core, { company: 'Acme', phones: ['030 123456'] })
      const companyId = await companyOf(core, ann)
      const before = readRows(path)
      const { changeSet } = await core.call('companies.edit', {
        companyId,
        name: 'Nordlicht Optik',
        website: 'nordlicht.example',
        about: 'Sells *glasses*',
      })
      expect(await core.call('companies.get', { companyId, limit: 9 })).toMatchObject({
        company: { name: 'Nordlicht Optik', website: 'nordlicht.example', about: 'Sells *glasses*' },
        people: [{ name: 'Ann Lee' }, { name: 'Nordlicht Optik' }],
      })
      expect([await found(core, 'acme'), await found(core, 'nordlicht')]).toEqual([[], [ann, nameless]])
      const [edit] = (await core.call('leads.history', { leadId: ann, limit: 1 })).entries
      expect(edit).toMatchObject({
        label: { what: 'company_edited' },
        changes: [{ before: 'Acme', after: 'Nordlicht Optik' }],
      })
      await core.call('journal.undo', { changeSetId: changeSet as ChangeSetId })
      expect(readRows(path)).toEqual(before)
      expect((await core.call('companies.edit', { companyId, name: 'Acme' })).changeSet).toBeNull()
      expect(await refusal(core, 'companies.edit', { companyId, name: ' ' })).toMatchObject({ code: 'invalid_input' })
    })
  })

  it('does not write over what another window wrote meanwhile', async () => {
    await withWorkbook(async (core) => {
      const companyId = await companyOf(core, await add(core, { name: 'Ann Lee', company: 'Acme' }))
      await core.call('companies.edit', { companyId, about: 'Sells glasses' })
      expect(
        await refusal(core, 'companies.edit', { companyId, about: 'Sells lamps', was: { about: null } }),
      ).toMatchObject({ code: 'changed_meanwhile', details: { field: 'about', holds: 'Sells glasses' } })
      const was = { name: 'Acme', website: null, about: 'Sells glasses' }
      await core.call('companies.edit', { companyId, about: 'Sells lamps', was })
      expect((await core.call('companies.get', { companyId, limit: 1 })).company.about).toBe('Sells lamps')
    })
  })

  it('joins one of the same name only when told to, and comes back as it was', async () => {
    await withWorkbook(async (core, { path }) => {
      const ann = await add(core, { name: 'Ann Lee', company: 'Acme' })
      const bo = await add(core, { name: 'Bo Reed', company: 'Boats' })
      const [acme, boats] = [await companyOf(core, ann), await companyOf(core, bo)]
      await core.call('companies.edit', { companyId: acme, website: 'acme.example', about: 'Old hands' })
      await core.call('companies.edit', { companyId: boats, website: 'boats.example' })
      const before = readRows(path)
      expect(await refusal(core, 'companies.edit', { companyId: acme, name: 'boats' })).toMatchObject({
        code: 'not_possible',
        details: { companyId: boats, name: 'Boats' },
      })
      const joined = await core.call('companies.edit', { companyId: acme, name: 'boats', joins: true })
      expect(joined.companyId).toBe(boats)
      expect(await core.call('companies.get', { companyId: boats, limit: 9 })).toMatchObject({
        company: { name: 'Boats', website: 'boats.example', about: 'Old hands\n\nacme.example' },
        people: [{ id: ann }, { id: bo }],
      })
      expect([await found(core, 'acme'), await found(core, 'boats')]).toEqual([[], [ann, bo]])
      expect(await refusal(core, 'companies.get', { companyId: acme, limit: 1 })).toMatchObject({ code: 'not_found' })
      await core.call('journal.undo', { changeSetId: joined.changeSet as ChangeSetId })
      expect(readRows(path)).toEqual(before)
    })
  })
})
