import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { ImportChoices } from '../../shared/contract/import.contract.ts'
import type { CustomFieldKind } from '../../shared/domain/leads/field-kinds.ts'
import type { CustomFieldId, LeadId } from '../../shared/primitives/ids.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const KINDS: Record<string, CustomFieldKind> = {
  Size: 'number',
  Budget: 'money',
  Since: 'day',
  Print: 'yesNo',
  Trade: 'choice',
  Likes: 'choices',
  Page: 'link',
}
const OPTIONS: Record<string, string[]> = { Trade: ['Hotel', 'Law'], Likes: ['Red', 'Green', 'Blue'] }

async function addFields(core: Core): Promise<Record<string, CustomFieldId>> {
  const ids: Record<string, CustomFieldId> = {}
  for (const [name, kind] of Object.entries(KINDS))
    ids[name] = (await core.call('fields.add', { name, kind, options: OPTIONS[name] ?? [] })).fieldId
  return ids
}

function file(core: Core, folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return core.takeFile(path)
}

const targets = Object.fromEntries(
  Object.keys(KINDS).map((name, at) => [String(at + 2), `custom:${name.toLowerCase()}`]),
)
const header = ['Name', ...Object.keys(KINDS)].join('\t')

describe('a field that an import makes', () => {
  const trades = ['Hotel', 'Law', 'hotel', 'Law', 'Hotel']
  const rows = Array.from({ length: 25 }, (_, at) =>
    [`Lead ${at}`, at === 7 ? 'many' : `${at},5`, trades[at % 5], at % 2 === 0 ? 'ja' : 'nein', `Word ${at}`].join(
      '\t',
    ),
  )
  const lines = ['Name\tSeats\tTrade\tPrint\tMotto', ...rows, 'Late\t\tBakery\t\t']
  const fields = async (core: Core) =>
    (await core.call('fields.list', {})).fields.map(({ name, kind, options }) => [name, kind, options])

  it('holds what nearly all of its cells are, with the options of a choice; what does not read so stays as written', async () => {
    await withWorkbook(async (core, { folder, path }) => {
      const before = readRows(path)
      const choices = { headerRow: 1 }
      const fileId = file(core, folder, 'a.tsv', lines)
      const plan = await core.call('import.plan', { fileId, choices })
      expect(plan.columns.map(({ newFieldKind }) => newFieldKind)).toEqual([null, 'number', 'choice', 'yesNo', 'text'])
      const written = await core.call('import.commit', { fileId, choices, planId: plan.planId })
      expect(written).toMatchObject({ status: 'written', report: { created: 26 } })
      expect(written.status === 'written' && written.report.assumptions).toEqual(
        expect.arrayContaining([
          { code: 'field_kind', column: 2, value: 'number' },
          { code: 'field_kind', column: 3, value: 'choice' },
          { code: 'field_kind', column: 4, value: 'yesNo' },
        ]),
      )
      expect(await fields(core)).toEqual([
        ['Seats', 'number', []],
        ['Trade', 'choice', ['Hotel', 'Law', 'Bakery']],
        ['Print', 'yesNo', []],
        ['Motto', 'text', []],
      ])
      const ids = (await core.call('fields.list', {})).fields.map(({ id }) => id)
      const { leads } = await core.call('leads.list', { limit: 40, fields: ids })
      const of = (name: string) => ids.map((id) => leads.find((lead) => lead.name === name)?.custom[id] ?? null)
      expect(of('Lead 2')).toEqual(['2.5', 'Hotel', '1', 'Word 2'])
      expect(of('Lead 7')).toEqual(['many', 'Hotel', '0', 'Word 7'])
      expect(of('Late')).toEqual([null, 'Bakery', null, null])
      const again = file(core, folder, 'b.tsv', lines)
      expect(
        (await core.call('import.plan', { fileId: again, choices: { ...choices, onMatch: 'overwrite' } })).counts,
      ).toMatchObject({
        same: 26,
        updated: 0,
      })
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })

  it('holds what the seller says', async () => {
    await withWorkbook(async (core, { folder }) => {
      const fieldKinds = { '2': 'text', '3': 'longText', '4': 'choice', '5': 'link' } as const
      const choices = { headerRow: 1, fieldKinds }
      const fileId = file(core, folder, 'a.tsv', lines)
      const plan = await core.call('import.plan', { fileId, choices })
      expect(plan.columns.map(({ newFieldKind }) => newFieldKind)).toEqual([null, ...Object.values(fieldKinds)])
      await core.call('import.commit', { fileId, choices, planId: plan.planId })
      expect(await fields(core)).toEqual([
        ['Seats', 'text', []],
        ['Trade', 'longText', []],
        ['Print', 'choice', ['ja', 'nein']],
        ['Motto', 'link', []],
      ])
      const ids = (await core.call('fields.list', {})).fields.map(({ id }) => id)
      const { leads } = await core.call('leads.list', { limit: 1, search: '"Lead 2"', fields: ids })
      expect(ids.map((id) => leads[0]?.custom[id])).toEqual(['2,5', 'hotel', 'ja', 'Word 2'])
    })
  })
})

describe('a field that an import makes loses nothing', () => {
  const made = async (core: Core) => (await core.call('fields.list', {})).fields
  async function importAll(core: Core, folder: string, lines: readonly string[], choices: object = {}): Promise<void> {
    const fileId = file(core, folder, 'a.tsv', lines)
    await core.call('import.commit', { fileId, choices: { headerRow: 1, ...choices } })
  }
  /** Values by field name, of the one lead. */
  async function valuesOf(core: Core, lead: string): Promise<Record<string, string | undefined>> {
    const fields = await made(core)
    const { leads } = await core.call('leads.list', {
      limit: 1,
      search: `"${lead}"`,
      fields: fields.map(({ id }) => id),
    })
    return Object.fromEntries(fields.map(({ id, name }) => [name, leads[0]?.custom[id]]))
  }

  it('of one odd cell among thousands, which no sample sees', async () => {
    await withWorkbook(async (core, { folder }) => {
      const rows = Array.from({ length: 4000 }, (_, at) => {
        const isOdd = at === 2345
        const cells = isOdd
          ? ['00123', '1.234', '2026-03-20 14:30', '12 USD', '1.10']
          : [`${at % 500}`, `${at % 500}`, '2026-03-20', `${at % 500} €`, `${at % 9}.${(at % 9) + 1}`]
        return [`Lead ${at}x`, ...cells].join('\t')
      })
      await importAll(core, folder, ['Name\tSeats\tDesks\tSeen\tSpent\tDepth', ...rows], {
        targets: Object.fromEntries(
          ['Seats', 'Desks', 'Seen', 'Spent', 'Depth'].map((name, at) => [String(at + 2), `custom:${name}`]),
        ),
      })
      // A thousand or little more than one: as no mark could tell, it is no field of numbers.
      expect((await made(core)).map(({ kind }) => kind)).toEqual(['number', 'text', 'day', 'money', 'number'])
      expect(await valuesOf(core, 'Lead 2345x')).toEqual({
        Seats: '00123',
        Desks: '1.234',
        Seen: '2026-03-20 14:30',
        Spent: '12 USD',
        Depth: '1.10',
      })
      const { leads } = await core.call('leads.list', { limit: 1, search: '"Lead 2345x"', fields: [] })
      const page = await core.call('leads.get', { lead: leads[0]?.id as LeadId })
      expect(page.custom.map(({ isMarked }) => isMarked)).toEqual([true, false, true, true, true])
    })
  })

  it('and has no options of rows that are not written', async () => {
    await withWorkbook(async (core, { folder }) => {
      const rows = Array.from({ length: 24 }, (_, at) => `Lead ${at}\t${at % 2 === 0 ? 'Hotel' : 'Law'}`)
      await importAll(core, folder, ['Name\tTrade', ...rows, '\tBakery'])
      expect((await made(core)).map(({ kind, options }) => [kind, options])).toEqual([['choice', ['Hotel', 'Law']]])
    })
  })

  it('where two columns make it, whose cells have one kind together', async () => {
    await withWorkbook(async (core, { folder }) => {
      const lines = ['Name\tSeats\tPlaces', 'Ann\t1\tmany', 'Bob\t2\tfew', 'Cid\t3\tsome', 'Dan\t4\tnone at all']
      const choices = { headerRow: 1, targets: { '2': 'custom:Seats', '3': 'custom:SEATS' } }
      const fileId = file(core, folder, 'a.tsv', lines)
      const kindsOf = async (fieldKinds: ImportChoices['fieldKinds']) =>
        (await core.call('import.plan', { fileId, choices: { ...choices, fieldKinds } })).columns.map(
          ({ newFieldKind }) => newFieldKind,
        )
      expect(await kindsOf({})).toEqual([null, 'text', 'text'])
      expect(await kindsOf({ '3': 'number' })).toEqual([null, 'number', 'number'])
    })
  })

  it('that an own export brings from another workbook', async () => {
    await withWorkbook(async (core, { folder }) => {
      const lines = [
        'Leadbook ID,Name,Seats,Since,Print,Room',
        'a1b2-1,Ann,2.5,2026-03-20,yes,12',
        'a1b2-2,Bob,3,2026-03-21,no,13',
        'a1b2-3,Cid,-4,2026-03-22,yes,014',
      ]
      const fileId = file(core, folder, 'own.csv', lines)
      const plan = await core.call('import.plan', { fileId, choices: {} })
      const kinds = plan.columns.map(({ newFieldKind }) => newFieldKind)
      expect(kinds).toEqual([null, null, 'number', 'day', 'yesNo', 'text'])
      await core.call('import.commit', { fileId, choices: {} })
      expect(await valuesOf(core, 'Ann')).toEqual({ Seats: '2.5', Since: '2026-03-20', Print: '1', Room: '12' })
    })
  })
})

describe('an import into the seller’s own fields', () => {
  it('reads each cell as its field’s kind, keeps as typed what does not read, and changes nothing the second time', async () => {
    await withWorkbook(async (core, { folder, path }) => {
      const ids = await addFields(core)
      const lines = [
        header,
        'Ann\t1.200,5\t1.200 €\t24.03.2026\tJa\thotel\tblue; red\twww.x.example',
        'Bob\tmany\t12 USD\tspring\tperhaps\tFarm\tPink\tno link',
        'Cid\t\t\t\t\t\t\t',
      ]
      const choices = { targets, headerRow: 1 }
      await core.call('import.commit', { fileId: file(core, folder, 'a.tsv', lines), choices })
      const { leads } = await core.call('leads.list', { limit: 10, fields: Object.values(ids) })
      const valuesOf = (at: number) => Object.values(ids).map((id) => leads[at]?.custom[id])
      expect(valuesOf(0)).toEqual(['1200.5', '120000', '2026-03-24', '1', 'Hotel', '["Red","Blue"]', 'www.x.example'])
      expect(valuesOf(1)).toEqual(['many', '12 USD', 'spring', 'perhaps', 'Farm', 'Pink', 'no link'])
      const before = readRows(path)
      const again = await core.call('import.commit', {
        fileId: file(core, folder, 'b.tsv', lines),
        choices: { ...choices, onMatch: 'overwrite' },
      })
      expect(again).toMatchObject({ status: 'written', report: { created: 0, updated: 0, same: 3 } })
      expect(readRows(path)).toEqual(before)
    })
  })

  it('compares values as the workbook keeps them, however the file spells them, and shows a change as it is typed', async () => {
    await withWorkbook(async (core, { folder }) => {
      const ids = await addFields(core)
      const emails = (line: string) => line.replace(/^(\w+)/, '$1@x.example')
      const row = 'ann\t1200\t1200\t2026-03-24\tyes\tHotel\tRed, Blue\twww.x.example'
      const choices = { targets: { '1': 'email', ...targets }, onMatch: 'overwrite' as const }
      const mail = header.replace('Name', 'Email')
      await core.call('import.commit', { fileId: file(core, folder, 'a.tsv', [mail, emails(row)]), choices })
      const same = 'ann\t1.200,00\t€ 1.200,00\t24.03.2026\tx\tHOTEL\tblue|red\twww.x.example'
      const plan = await core.call('import.plan', {
        fileId: file(core, folder, 'b.tsv', [mail, emails(same)]),
        choices,
      })
      expect(plan.counts).toMatchObject({ same: 1, updated: 0 })
      const other = same.replace('€ 1.200,00', '€ 1.300,50')
      const fileId = file(core, folder, 'c.tsv', [mail, emails(other)])
      const changed = await core.call('import.rows', { fileId, choices, offset: 0, limit: 5 })
      expect(changed.rows[0]?.changes).toEqual([{ field: 'custom', before: 'budget: 1200', after: 'budget: 1300,50' }])
      const appended = { ...choices, onMatch: 'fill' as const, policies: { 'custom:budget': 'append' as const } }
      await core.call('import.commit', { fileId, choices: appended })
      const { leads } = await core.call('leads.list', { limit: 1, fields: [ids['Budget'] as CustomFieldId] })
      expect(Object.values(leads[0]?.custom ?? {})).toEqual(['120000'])
    })
  })

  it('asks how days are read that read both ways', async () => {
    await withWorkbook(async (core, { folder }) => {
      const { Since } = await addFields(core)
      const lines = ['Name\tSince', 'Ann\t03/05/2024', 'Bob\t01/02/2024']
      const choices = { targets: { '2': 'custom:Since' } }
      const fileId = file(core, folder, 'a.tsv', lines)
      const plan = await core.call('import.plan', { fileId, choices })
      expect(plan.columns[1]?.isAsking).toBe(true)
      await core.call('import.commit', { fileId, choices: { ...choices, dayOrder: 'month_first' } })
      const { leads } = await core.call('leads.list', { limit: 10, fields: [Since as CustomFieldId] })
      expect(leads.map(({ custom }) => custom[Since as CustomFieldId])).toEqual(['2024-03-05', '2024-01-02'])
    })
  })

  it('makes new fields behind those that are there', async () => {
    await withWorkbook(async (core, { folder }) => {
      await addFields(core)
      const lines = ['Name\tShoe', 'Ann\t38']
      const choices = { targets: { '2': 'custom:Shoe' } }
      await core.call('import.commit', { fileId: file(core, folder, 'a.tsv', lines), choices })
      expect((await core.call('fields.list', {})).fields.at(-1)).toMatchObject({ name: 'Shoe', kind: 'text' })
    })
  })
})
