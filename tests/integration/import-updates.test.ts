import { describe, expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { ImportChoices, ImportRow } from '../../shared/contract/import.contract.ts'
import type { ChangeSetId, LeadId } from '../../shared/primitives/ids.ts'
import { addDays, type PlainDate, plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { importFile, undoLastImport, writeLines } from '../support/import-files.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const inWorkbook = sharingCore()

const getLead = async (core: Core, lead: string | LeadId) => core.call('leads.get', { lead })

async function addLead(core: Core, name: string): Promise<LeadId> {
  const emails = [`${name.toLowerCase()}@x.example`]
  return (await core.call('leads.add', { name, emails })).leadId
}

type Event = { lead_id: number; on_day: string; id: number } & Record<string, unknown>

/** The events of a lead as they are replayed: each as from, to and day. */
function eventsOf(path: string, table: 'stage' | 'status', leadId: LeadId): [unknown, unknown, string][] {
  const events = (readRows(path)[`${table}_event`] ?? []) as Event[]
  return events
    .filter((event) => event.lead_id === leadId)
    .sort((one, other) => one.on_day.localeCompare(other.on_day) || one.id - other.id)
    .map((event) => [event[`from_${table}`], event[`to_${table}`], event.on_day])
}

describe('a file about leads of the workbook', () => {
  test('may overwrite the website of a lead with two links, with the second of them too', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const head = 'Name,E-mail,Website'
      const contacts = [head, 'Ann Lee,ann@x.example,https://one.example', 'Ann Li,li@x.example,https://two.example']
      await importFile(core, writeLines(folder, 'two.csv', contacts))
      const [ann, li] = [await getLead(core, 'ann@x.example'), await getLead(core, 'li@x.example')]
      const leadIds = [ann.lead.id, li.lead.id]
      await core.call('leads.merge', { keep: ann.lead.id, leadIds })
      const urls = () => (readRows(path).link as { url: string }[]).map(({ url }) => url)
      expect(urls()).toEqual(['https://one.example', 'https://two.example'])
      for (const [url, after] of [
        ['https://two.example', ['https://one.example', 'https://two.example']],
        ['https://three.example', ['https://three.example', 'https://two.example']],
      ] as const) {
        const sheet = writeLines(folder, 'again.csv', [head, `Ann Lee,ann@x.example,${url}`])
        await importFile(core, sheet, { onMatch: 'overwrite' })
        expect(urls()).toEqual(after)
      }
    })
  })

  test('plans nothing for a lead that is lost or disqualified, or that the file makes so', async () => {
    await inWorkbook(async (core, { folder }) => {
      const [lost, disqualified, losing] = [
        await addLead(core, 'Lost'),
        await addLead(core, 'Unfit'),
        await addLead(core, 'Losing'),
      ]
      const open = await addLead(core, 'Open')
      await core.call('leads.setStatus', { leads: { ids: [lost] }, status: 'lost', reason: 'Price' })
      await core.call('leads.setStatus', { leads: { ids: [disqualified] }, status: 'disqualified', reason: 'No need' })
      const sheet = writeLines(folder, 'plans.csv', [
        'E-mail,Next action,Lost on',
        'lost@x.example,Call,',
        'unfit@x.example,Call,',
        'losing@x.example,Call,2026-03-20',
        'open@x.example,Call,',
      ])
      await importFile(core, sheet, { targets: { '1': 'email', '2': 'nextAction', '3': 'lostOn' } })
      const planned = async (leadId: LeadId) => (await getLead(core, leadId)).lead.nextAction
      for (const leadId of [lost, disqualified, losing]) expect(await planned(leadId)).toBeNull()
      expect(await planned(open)).toMatchObject({ what: 'Call' })
    })
  })

  test('plans for a new lead by rows that only together say what and when', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const sheet = writeLines(folder, 'parts.csv', [
        'Name,E-mail,Next action,Next on,Status',
        'Ann,ann@x.example,Call,,',
        'Ann,ann@x.example,,2026-04-01,',
        'Bob,bob@x.example,,,active',
        'Bob,bob@x.example,Call,,lost',
        'Bob,bob@x.example,,2026-04-02,',
      ])
      const targets = { '3': 'nextAction', '4': 'nextActionOn', '5': 'status' } as const
      expect(await importFile(core, sheet, { targets })).toMatchObject({ created: 2 })
      expect(readRows(path).next_action).toMatchObject([{ what: 'Call' }, { due_on: '2026-04-02', what: 'Follow up' }])
    })
  })

  test('stops a playbook by a reply of these days, not by one of last year', async () => {
    await inWorkbook(async (core, { folder }) => {
      const [old, recent] = [await addLead(core, 'Old'), await addLead(core, 'Recent')]
      const [playbook] = await core.call('nurture.playbooks', {})
      await core.call('nurture.start', { leads: { ids: [old, recent] }, playbookId: playbook?.id as never })
      const sheet = writeLines(folder, 'replies.csv', [
        'E-mail,When',
        `old@x.example,${addDays(testDay, -15)}`,
        `recent@x.example,${addDays(testDay, -14)}`,
      ])
      const choices = {
        kind: 'signals',
        targets: { '1': 'email', '2': 'signalOn' },
        signal: { kind: 'replied' },
      } as const satisfies ImportChoices
      expect(await importFile(core, sheet, choices)).toMatchObject({ updated: 2 })
      const stateOf = async (leadId: LeadId) => (await core.call('nurture.run', { leadId })).run?.state
      expect([await stateOf(old), await stateOf(recent)]).toEqual(['running', 'stopped'])
      expect((await getLead(core, old)).lead.nextAction?.what).not.toBe('Answer their reply')
      expect((await getLead(core, recent)).lead.nextAction?.what).toBe('Answer their reply')
    })
  })
})

describe('a day of winning or losing before the lead came in', () => {
  const contacts = ['Name,E-mail', 'Ann,ann@x.example', 'Bob,bob@x.example']
  const facts = ['E-mail,Won,Lost', 'ann@x.example,2025-08-01,', 'bob@x.example,,2025-09-02']
  const choices = { targets: { '1': 'email', '2': 'wonOn', '3': 'lostOn' } } as const

  test('is the day by which it came in, so that the days are in order and replay to what it is', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      await importFile(core, writeLines(folder, 'contacts.csv', contacts))
      const before = readRows(path)
      await importFile(core, writeLines(folder, 'facts.csv', facts), choices)
      const after = readRows(path)
      const [ann, bob] = [await getLead(core, 'ann@x.example'), await getLead(core, 'bob@x.example')]
      expect(ann.lead).toMatchObject({ stage: 'won', status: 'customer' })
      expect(eventsOf(path, 'stage', ann.lead.id)).toEqual([
        [null, 'lead', '2025-08-01'],
        ['lead', 'won', '2025-08-01'],
      ])
      expect(eventsOf(path, 'status', ann.lead.id)).toEqual([
        [null, 'active', '2025-08-01'],
        ['active', 'customer', '2025-08-01'],
      ])
      expect(bob.lead).toMatchObject({ stage: 'lead', status: 'lost' })
      expect(eventsOf(path, 'stage', bob.lead.id)).toEqual([[null, 'lead', '2025-09-02']])
      expect(eventsOf(path, 'status', bob.lead.id)).toEqual([
        [null, 'active', '2025-09-02'],
        ['active', 'lost', '2025-09-02'],
      ])
      expect((after.lead as { came_in_on: string }[]).map((lead) => lead.came_in_on)).toEqual([
        '2025-08-01',
        '2025-09-02',
      ])
      await undoLastImport(core)
      expect(readRows(path)).toEqual(before)
      await core.call('journal.redo', {})
      expect(readRows(path)).toEqual(after)
    })
  })

  test('stands when an older change of the lead is undone afterwards', async () => {
    await inWorkbook(async (core, { folder }) => {
      await importFile(core, writeLines(folder, 'contacts.csv', contacts))
      const { id } = (await getLead(core, 'ann@x.example')).lead
      const { changeSet } = await core.call('leads.edit', { leadId: id, fields: { jobTitle: 'CTO' } })
      await importFile(core, writeLines(folder, 'facts.csv', facts), choices)
      await core.call('journal.undo', { changeSetId: changeSet as ChangeSetId })
      expect((await getLead(core, id)).lead).toMatchObject({ stage: 'won', status: 'customer' })
      expect((await getLead(core, 'bob@x.example')).lead).toMatchObject({ status: 'lost' })
    })
  })

  test('is history only, where a later day is on file: stage and status stay', async () => {
    await inWorkbook(async (core, { folder, path, reopen }) => {
      const [ann, bob] = [await addLead(core, 'Ann'), await addLead(core, 'Bob')]
      await reopen(addDays(testDay, 5))
      await core.call('leads.setStage', { leads: { ids: [ann] }, stage: 'sql', note: 'Met' })
      await core.call('leads.setStatus', { leads: { ids: [ann, bob] }, status: 'lost', reason: 'Price' })
      await reopen(addDays(testDay, 6))
      await core.call('leads.setStatus', { leads: { ids: [bob] }, status: 'active' })
      const sheet = (day: PlainDate) => ['E-mail,Won,Lost', `ann@x.example,${day},`, `bob@x.example,,${day}`]
      const between = addDays(testDay, 2)
      await importFile(core, writeLines(folder, 'facts.csv', sheet(between)), choices)
      expect((await getLead(core, ann)).lead).toMatchObject({ stage: 'sql', status: 'lost' })
      expect((await getLead(core, bob)).lead).toMatchObject({ stage: 'lead', status: 'active' })
      expect(eventsOf(path, 'stage', ann)).toEqual([
        [null, 'lead', testDay],
        ['lead', 'won', between],
        ['lead', 'sql', addDays(testDay, 5)],
      ])
      expect(eventsOf(path, 'status', ann)).toEqual([
        [null, 'active', testDay],
        ['active', 'customer', between],
        ['active', 'lost', addDays(testDay, 5)],
      ])
      const ofBob = eventsOf(path, 'status', bob)
      expect(ofBob.map(([, to, on]) => [to, on])).toEqual([
        ['active', testDay],
        ['lost', between],
        ['lost', addDays(testDay, 5)],
        ['active', addDays(testDay, 6)],
      ])
      await importFile(core, writeLines(folder, 'again.csv', [...sheet(between), 'kim@x.example,,']), choices)
      expect(eventsOf(path, 'status', bob)).toEqual(ofBob)
    })
  })
})

describe('many dated facts', () => {
  const people = (count: number) => Array.from({ length: count }, (_, at) => `p${at}@x.example`)
  const from = plainDate('2010-01-01')

  test('of one day and of many are written each to its lead', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const emails = people(4500)
      await importFile(core, writeLines(folder, 'people.csv', ['E-mail', ...emails]))
      const dayOf = (at: number) => (at < 4200 ? from : addDays(from, at))
      const lines = emails.map((email, at) => `${email},${dayOf(at)}`)
      const sheet = writeLines(folder, 'won.csv', ['E-mail,Won', ...lines])
      const report = await importFile(core, sheet, { targets: { '1': 'email', '2': 'wonOn' } })
      expect(report).toMatchObject({ updated: 4500 })
      const rows = readRows(path)
      const leads = rows.lead as { id: number; name: string; stage: string; status: string; came_in_on: string }[]
      const expected = emails.map((name, at) => ({ name, stage: 'won', status: 'customer', came_in_on: dayOf(at) }))
      expect(leads).toMatchObject(expected)
      const won = (rows.stage_event as Event[]).filter((event) => event.to_stage === 'won')
      const dayById = new Map(won.map((event) => [event.lead_id, event.on_day]))
      expect(leads.map(({ id }) => dayById.get(id))).toEqual(emails.map((_, at) => dayOf(at)))
      expect(rows.signal).toHaveLength(4500)
    })
  })

  test('tell how far they are written and can be cancelled, which leaves nothing behind', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const emails = people(2000)
      await importFile(core, writeLines(folder, 'people.csv', ['E-mail', ...emails]))
      const before = readRows(path)
      const lines = emails.map((email, at) => `${email},${addDays(from, at)}`)
      const fileId = core.takeFile(writeLines(folder, 'won.csv', ['E-mail,Won', ...lines, 'new@x.example,']))
      const choices = { targets: { '1': 'email', '2': 'wonOn' } } as const
      const isLate = new Promise<void>((resolve) => {
        const stop = core.onEvent((event) => {
          if (event.type !== 'progress' || event.phase !== 'writing' || event.total !== 2000 || event.done === 0) return
          stop()
          resolve()
        })
      })
      const importing = core.dispatch('import.commit', { fileId, choices })
      await isLate
      await core.call('job.cancel', {})
      expect(await importing).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(readRows(path)).toEqual(before)
    })
  })
})

describe('the rows behind a plan', () => {
  test('of one lead are on a page what each is by itself', async () => {
    await inWorkbook(async (core, { folder }) => {
      await importFile(core, writeLines(folder, 'ann.csv', ['Name,E-mail,Phone', 'Ann Lee,ann@x.example,030 5550101']))
      const sheet = writeLines(folder, 'rows.csv', [
        'Name,E-mail,Phone,Tags',
        'Ann Lee,ann@x.example,,one',
        'Kim Poe,ann@x.example,030 5550202,two',
        'Ann Lee,ann@x.example,,three',
        'Bob Roe,bob@x.example,,',
        'Ann Lee,ann@x.example,030 5550101,',
      ])
      const fileId = core.takeFile(sheet)
      const page = async (offset: number, limit: number): Promise<ImportRow[]> =>
        (await core.call('import.rows', { fileId, choices: {}, offset, limit })).rows
      const rows = await page(0, 100)
      expect(rows.map(({ outcome }) => outcome)).toEqual(['updated', 'asked', 'updated', 'created', 'same'])
      expect(rows[1]?.candidates).toMatchObject([{ name: 'Ann Lee', emails: ['ann@x.example'] }])
      expect((await Promise.all(rows.map((_, at) => page(at, 1)))).flat()).toEqual(rows)
    })
  })

  test('that are left out keep their number and reason in one column, whatever surplus cells they have', async () => {
    await inWorkbook(async (core, { folder }) => {
      const sheet = writeLines(folder, 'surplus.csv', ['Name,E-mail', ',-,,,,', ',,x,', ',-', 'Ann,ann@x.example'])
      const { csv } = await core.call('import.leftOut', { fileId: core.takeFile(sheet), choices: {}, offset: 0 })
      const cells = csv
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split(','))
      expect(cells.map((line) => line.slice(0, 4))).toEqual([
        ['\ufeffName', 'E-mail', 'Column C', 'Row'],
        ['', '-', '', '2'],
        ['', '', 'x', '3'],
        ['', '-', '', '4'],
      ])
      for (const line of cells.slice(1)) expect(line[4]).toMatch(/^"Row \d: no name/)
    })
  })
})
