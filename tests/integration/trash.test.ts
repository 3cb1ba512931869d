import { existsSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { importFile, rowsOfPlan, writeLines } from '../support/import-files.ts'
import { yes } from '../support/lead-filters.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const inWorkbook = sharingCore()
const inTrash = { filter: { all: [[{ field: 'isArchived' as const, test: { op: 'yes' as const } }]] } }

async function refusal(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

/** Texts that stand anywhere in the files of a workbook, its WAL and its shared memory. */
function findInFiles(path: string, texts: readonly string[]): string[] {
  const bytes = Buffer.concat(
    ['', '-wal', '-shm'].flatMap((ending) => (existsSync(path + ending) ? [readFileSync(path + ending)] : [])),
  )
  return texts.filter((text) => bytes.includes(text))
}

/** The words of the search table, as SQLite itself tells them. */
function searchedWords(path: string): string[] {
  const raw = new Database(path)
  try {
    raw.exec("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'lead_search', 'row')")
    return raw.prepare<[], string>('SELECT term FROM temp.words').pluck().all()
  } finally {
    raw.close()
  }
}

async function add(core: Core, name: string, more: object = {}): Promise<LeadId> {
  return (await core.call('leads.add', { name, ...more })).leadId
}

const archive = (core: Core, ...ids: LeadId[]) => core.call('leads.archive', { leads: { ids } })
const erase = (core: Core, ...ids: LeadId[]) => core.call('leads.erase', { leads: { ids }, count: ids.length })

describe('the trash', () => {
  it('takes leads out of every list, with what was planned, and one undo brings all of it back', () =>
    inWorkbook(async (core, { path }) => {
      const leadId = await add(core, 'Ann Lee', { emails: ['ann@lee.example'] })
      await core.call('nurture.start', { leads: { ids: [leadId] }, playbookId: 1 as never })
      const before = readRows(path)
      const { changeSet } = await archive(core, leadId)
      expect((await core.call('leads.list', { limit: 9 })).total).toBe(0)
      expect((await core.call('leads.list', { limit: 9, ...inTrash })).leads).toMatchObject([
        { id: leadId, archivedOn: testDay, nextAction: null, playbook: null },
      ])
      expect(await core.call('leads.trash', {})).toMatchObject({ count: 1, oldestOn: testDay, doNotContactCount: 0 })
      expect((await core.call('journal.list', { limit: 1 })).changeSets[0]?.label).toEqual({
        what: 'leads_archived',
        name: 'Ann Lee',
      })
      await core.call('journal.undo', { changeSetId: changeSet as never })
      expect(readRows(path)).toEqual(before)
    }))

  it('gives a lead back with what was planned, and nothing to one that is not to be contacted by then', () =>
    inWorkbook(async (core, { path }) => {
      const [ann, bea] = [await add(core, 'Ann'), await add(core, 'Bea')]
      await core.call('nurture.start', { leads: { ids: [ann] }, playbookId: 1 as never })
      await core.call('followUps.plan', {
        leadId: bea,
        next: { what: 'Call', on: addDays(testDay, 3), channel: 'call' },
      })
      const planned = async (lead: LeadId) => (await core.call('leads.get', { lead })).lead.nextAction
      const [before, beforeBea] = [await planned(ann), await planned(bea)]
      await archive(core, ann, bea)
      const inTrashRows = readRows(path)
      await core.call('leads.restore', { leads: { ids: [ann, bea] } })
      expect(await planned(ann)).toEqual(before)
      expect(await planned(bea)).toEqual(beforeBea)
      expect((await core.call('leads.get', { lead: ann })).lead.playbook).toBeNull()
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(inTrashRows)
      await core.call('leads.setDoNotContact', { leadId: bea, reason: 'Asked' })
      await core.call('leads.restore', { leads: { ids: [bea] } })
      expect(await planned(bea)).toBeNull()
    }))

  it('gives leads back to the lists, all of a query in one change', () =>
    inWorkbook(async (core) => {
      const ids = [await add(core, 'Ann'), await add(core, 'Bea'), await add(core, 'Cid')]
      await archive(core, ...ids)
      await core.call('leads.restore', { leads: { query: inTrash, except: [ids[2] as LeadId] } })
      expect((await core.call('leads.list', { limit: 9 })).leads.map(({ name }) => name)).toEqual(['Ann', 'Bea'])
      await core.call('journal.undo', {})
      expect((await core.call('leads.trash', {})).count).toBe(3)
    }))
})

describe('erasing for good', () => {
  it('refuses by name what is not in the trash, and touches nothing', () =>
    inWorkbook(async (core, { path }) => {
      const ann = await add(core, 'Ann Lee')
      const bob = await add(core, 'Bob Roe')
      await archive(core, ann)
      const before = readRows(path)
      expect(await refusal(core, 'leads.erase', { leads: { ids: [ann, bob] }, count: 2 })).toMatchObject({
        code: 'not_possible',
        message: expect.stringContaining('Bob Roe is not in the trash'),
      })
      expect(readRows(path)).toEqual(before)
    }))

  it('erases nobody where the trash holds others than the seller was told of', () =>
    inWorkbook(async (core, { path }) => {
      await archive(core, await add(core, 'Ann Lee'))
      await archive(core, await add(core, 'Bob Roe'))
      const before = readRows(path)
      const inTrash = { query: { filter: yes('isArchived') } }
      expect(await refusal(core, 'leads.erase', { leads: inTrash, count: 1 })).toMatchObject({ code: 'not_possible' })
      expect(readRows(path)).toEqual(before)
      expect(await core.call('leads.erase', { leads: inTrash, count: 2 })).toMatchObject({ erasedCount: 2 })
    }))

  it('leaves no byte of a person in the file, its WAL or the search table', () =>
    inWorkbook(async (core, { path, folder, reopen }) => {
      const names = [
        'Quentin',
        'Zyxwanda',
        'Xylocorp',
        'Vermilionaut',
        'Oxbowish',
        'Knurled',
        'zyxwanda@post',
        'Jaywalkerish',
      ]
      const csv = writeLines(folder, 'people.csv', [
        'Name,E-Mail,Phone,Company,Notes,Shoe size,Tags',
        'Zyxwanda Quentin,zyxwanda@post.example,+49 30 5556677,Xylocorp,Vermilionaut,Oxbowish,Knurled',
        ...Array.from({ length: 400 }, (_, at) => `Nora ${at},nora${at}@x.example,,Acme,Note ${at},38,one`),
      ])
      await importFile(core, csv)
      const [found] = (await core.call('leads.list', { limit: 1, search: 'zyxwanda' })).leads
      const leadId = found?.id as LeadId
      await core.call('followUps.log', {
        leadId,
        outcome: 'done',
        channel: 'mail',
        on: testDay,
        note: 'Jaywalkerish',
        next: null,
      })
      await core.call('leads.edit', { leadId, fields: { jobTitle: 'Zyxwanda herself', notes: 'Vermilionaut again' } })
      await core.call('leads.edit', { leadId, fields: { name: 'Zyxwanda Quentin-Berg', tags: [] } })
      const other = await add(core, 'Zyxwandina Knob', { emails: ['knob@x.example'] })
      await core.call('leads.merge', { keep: leadId, leadIds: [leadId, other] })
      await archive(core, leadId)
      expect(await erase(core, leadId)).toMatchObject({ erasedCount: 1, markedCount: 0, isFileClean: true })
      const sought = [...names, 'Zyxwandina', 'knob@x.example', '5556677']
      expect(findInFiles(path, sought)).toEqual([])
      expect(
        findInFiles(
          path,
          sought.map((text) => text.toLowerCase()),
        ),
      ).toEqual([])
      await core.closeWorkbook()
      expect(searchedWords(path).filter((word) => /zyx|quentin|vermilion|knob|jaywalk|oxbow/.test(word))).toEqual([])
      await reopen()
      expect(findInFiles(path, sought)).toEqual([])
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 400 } })
      expect((await core.call('leads.list', { limit: 1, search: 'nora 399' })).total).toBe(1)
    }))

  it('leaves the other leads of an import to be undone', () =>
    inWorkbook(async (core, { folder }) => {
      const csv = writeLines(folder, 'people.csv', [
        'Name,E-Mail',
        'Ann,a@x.example',
        'Bea,b@x.example',
        'Cid,c@x.example',
      ])
      await importFile(core, csv)
      const bea = (await core.call('leads.list', { limit: 1, search: 'bea' })).leads[0]?.id as LeadId
      await archive(core, bea)
      expect(await erase(core, bea)).toMatchObject({ erasedCount: 1, partlyUndoableCount: 1 })
      expect(await core.call('journal.undo', {})).toMatchObject({ reversedLeads: 2, impossible: [], keptCount: 0 })
      expect((await core.call('workbook.check', {})).counts).toMatchObject({ leads: 0 })
      await core.call('journal.redo', {})
      expect((await core.call('leads.list', { limit: 9 })).leads.map(({ name }) => name)).toEqual(['Ann', 'Cid'])
    }))

  it('keeps a mark of who may not be contacted: no import and no hand brings them back', () =>
    inWorkbook(async (core, { folder, path }) => {
      const ann = await add(core, 'Ann Lee', { emails: ['ann@lee.example'], phones: ['030 5550101'] })
      await core.call('leads.setDoNotContact', { leadId: ann, reason: 'asked' })
      await archive(core, ann)
      expect(await core.call('leads.trash', {})).toMatchObject({ doNotContactCount: 1 })
      expect(await erase(core, ann)).toMatchObject({ markedCount: 1 })
      expect(findInFiles(path, ['ann@lee', '5550101'])).toEqual([])
      const csv = writeLines(folder, 'again.csv', [
        'Name,E-Mail,Phone',
        'Anna Lee,ANN@lee.example,',
        'A. L.,,+49 30 5550101',
        'Bob Roe,bob@roe.example,+49 30 5550102',
      ])
      const rows = await rowsOfPlan(core, core.takeFile(csv), {})
      expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
        ['refused', 'do_not_contact_mark'],
        ['refused', 'do_not_contact_mark'],
        ['created', null],
      ])
      const bob = (await importFile(core, csv)).created
      expect(bob).toBe(1)
      const { leads } = await core.call('leads.list', { limit: 9 })
      const message = expect.stringContaining('asked not to be contacted')
      expect(await refusal(core, 'leads.add', { name: 'X', emails: ['Ann@Lee.example'] })).toMatchObject({ message })
      expect(await refusal(core, 'leads.add', { name: 'X', phones: ['+49305550101'] })).toMatchObject({ message })
      const cells = [
        { leadId: leads[0]?.id as LeadId, field: 'email' as const, text: 'ANN@lee.example' },
        { leadId: leads[0]?.id as LeadId, field: 'phone' as const, text: '030/5550101' },
      ]
      expect(await core.call('leads.editCells', { cells, how: 'pasted' })).toMatchObject({
        written: 0,
        refusedCount: 2,
        refused: [{ message }, { message }],
      })
      const fields = { emails: ['bob@roe.example', 'ann@lee.example'] }
      expect(await refusal(core, 'leads.edit', { leadId: leads[0]?.id, fields })).toMatchObject({ message })
    }))

  it('of people who may not be contacted lets no undo give their address and number to somebody else', () =>
    inWorkbook(async (core) => {
      const theirs = { emails: ['ann@lee.example'], phones: ['030 5550101'] }
      const bob = await add(core, 'Bob Roe', theirs)
      const { changeSet } = await core.call('leads.edit', {
        leadId: bob,
        fields: { emails: [], phones: [], source: 'x' },
      })
      const ann = await add(core, 'Ann Lee', theirs)
      await core.call('leads.setDoNotContact', { leadId: ann, reason: 'Asked' })
      await archive(core, ann)
      await erase(core, ann)
      const report = await core.call('journal.undo', { changeSetId: changeSet as NonNullable<typeof changeSet> })
      const reason = expect.stringContaining('asked not to be contacted')
      expect(report.impossible).toEqual([
        { table: 'phone', reason },
        { table: 'email', reason },
      ])
      const { lead } = await core.call('leads.get', { lead: bob })
      expect([lead.emails, lead.phones, lead.source]).toEqual([[], [], null])
      for (const search of ['lee', '5550101', '3055501'])
        expect((await core.call('leads.list', { search, limit: 9 })).total, search).toBe(0)
    }))

  it('is told to every screen, and stands in no history', () =>
    inWorkbook(async (core) => {
      const ann = await add(core, 'Ann Lee')
      await archive(core, ann)
      const told: unknown[] = []
      const stop = core.onEvent((event) => event.type === 'changed' && told.push(event))
      await erase(core, ann)
      stop()
      expect(told).toEqual([{ type: 'changed', changeSet: null, label: { what: 'leads_erased', count: 1 } }])
      expect(await core.call('journal.list', { limit: 9 })).toEqual({ changeSets: [], canUndo: false, canRedo: false })
    }))
})

type Act = { what: string; lead: number; other: number; text: string }

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom(
    'add',
    'add',
    'import',
    'edit',
    'tags',
    'log',
    'stage',
    'plan',
    'start',
    'merge',
    'apart',
    'silence',
    'archive',
    'archive',
    'restore',
    'undo',
    'undo',
    'redo',
    'erase',
  ),
  lead: fc.nat(5),
  other: fc.nat(5),
  text: fc.constantFrom('Ann', 'Bea', 'Acme', 'Öl', 'Druck'),
})

async function take(core: Core, folder: string, { what, lead, other, text }: Act): Promise<void> {
  const all = [
    ...(await core.call('leads.list', { limit: 20, sort: { by: 'cameInOn', direction: 'ascending' } })).leads,
    ...(await core.call('leads.list', { limit: 20, ...inTrash })).leads,
  ].sort((a, b) => a.id - b.id)
  const leadId = all[lead % Math.max(1, all.length)]?.id ?? (1 as LeadId)
  const otherId = all[other % Math.max(1, all.length)]?.id ?? (1 as LeadId)
  const leads = { ids: [leadId] }
  const inputs: Record<string, [string, unknown]> = {
    add: [
      'leads.add',
      { name: text, company: text, emails: [`${text}${lead}@x.example`.toLowerCase().replace('ö', 'o')], tags: [text] },
    ],
    edit: ['leads.edit', { leadId, fields: { name: text, company: `${text} ${other}`, notes: text } }],
    tags: ['leads.edit', { leadId, fields: { tags: [text, 'all'], phones: [`030 55501${other}`] } }],
    log: [
      'followUps.log',
      {
        leadId,
        outcome: 'replied',
        channel: 'mail',
        on: testDay,
        note: text,
        next: { what: 'Call', on: addDays(testDay, 2), channel: 'call' },
      },
    ],
    stage: ['leads.setStage', { leads: { ids: [...new Set([leadId, otherId])] }, stage: 'sql' }],
    plan: ['followUps.plan', { leadId, next: { what: text, on: addDays(testDay, 3), channel: 'mail' } }],
    start: ['nurture.start', { leads, playbookId: 1 + (other % 3) }],
    merge: ['leads.merge', { keep: leadId, leadIds: [leadId, otherId] }],
    apart: ['leads.tellApart', { leadIds: [leadId, otherId] }],
    silence: ['leads.setDoNotContact', { leadId, reason: text }],
    archive: ['leads.archive', { leads: { ids: [...new Set([leadId, otherId])] } }],
    restore: ['leads.restore', { leads }],
    undo: ['journal.undo', {}],
    redo: ['journal.redo', {}],
    erase: ['leads.erase', { leads, count: 1 }],
  }
  if (what === 'import') {
    const path = writeLines(folder, 'sheet.csv', [
      'Name,Company,E-Mail',
      `${text},${text},${lead}@y.example`,
      `Bea,Acme,${other}@y.example`,
    ])
    await importFile(core, path)
    return
  }
  const [name, input] = inputs[what] as [string, unknown]
  const reply = await core.dispatch(name, input)
  if (!reply.ok && reply.error.code === 'internal') throw new Error(`${what}: ${reply.error.message}`)
}

/** The rows of all leads but some, and of what belongs to no lead. */
function rowsOfOthers(rows: Record<string, unknown[]>, gone: ReadonlySet<number>): Record<string, unknown[]> {
  const tables = Object.entries(rows).filter(
    ([table]) =>
      !['do_not_contact_mark', 'setting', 'company', 'tag'].includes(table) && !table.startsWith('lead_search'),
  )
  return Object.fromEntries(
    tables.flatMap(([table, list]) => {
      const left = (list as Record<string, number>[]).filter(
        (row) =>
          ![table === 'lead' ? row['id'] : row['lead_id'], row['other_lead_id']].some(
            (id) => id !== undefined && gone.has(id),
          ),
      )
      return left.length === 0 ? [] : [[table, left] as const]
    }),
  )
}

describe('after erasing', () => {
  it('undo of everything meets no error, brings none of the erased back, and takes all of the others', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 4, maxLength: 22 }),
        fc.array(fc.nat(8), { minLength: 1, maxLength: 3 }),
        (acts, erased) =>
          inWorkbook(async (core, { folder, path }) => {
            for (const step of acts) await take(core, folder, step)
            const { leads } = await core.call('leads.list', { limit: 20, ...inTrash })
            const ids = [...new Set(erased.flatMap((at) => leads[at % Math.max(1, leads.length)]?.id ?? []))]
            if (ids.length > 0) {
              const before = readRows(path)
              await erase(core, ...ids)
              const gone = new Set<number>(ids)
              expect(rowsOfOthers(readRows(path), gone)).toEqual(rowsOfOthers(before, gone))
            }
            for (let round = 0; round < 2; round += 1) {
              for (let count = 0; (await core.call('journal.list', { limit: 1 })).canUndo; count += 1) {
                expect(count).toBeLessThan(60)
                await core.call('journal.undo', {})
              }
              expect(rowsOfOthers(readRows(path), new Set())).toEqual({})
              if (round > 0) continue
              while ((await core.call('journal.list', { limit: 1 })).canRedo) await core.call('journal.redo', {})
              const rows = (readRows(path)['lead'] ?? []) as { id: number }[]
              expect(rows.filter(({ id }) => ids.includes(id as LeadId))).toEqual([])
              expect(await core.call('workbook.check', {})).toMatchObject({ ok: true })
            }
          }),
      ),
      { numRuns: 60 },
    )
  })
})
