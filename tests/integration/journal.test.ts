import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { ChangeSetId, LeadId } from '../../shared/primitives/ids.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

async function add(core: Core, fields: InputOf<'leads.add'>): Promise<{ leadId: LeadId; changeSet: ChangeSetId }> {
  const { leadId, changeSet } = await core.call('leads.add', fields)
  return { leadId, changeSet: changeSet as ChangeSetId }
}

async function edit(core: Core, leadId: LeadId, fields: InputOf<'leads.edit'>['fields']): Promise<ChangeSetId> {
  return (await core.call('leads.edit', { leadId, fields })).changeSet as ChangeSetId
}

const undo = (core: Core, changeSetId?: ChangeSetId) =>
  core.call('journal.undo', changeSetId === undefined ? {} : { changeSetId })

async function failure(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

/** A command of the seller's on one of the leads there are, named by its place; it may be refused. */
type Step = { name: string; input: Record<string, unknown>; lead: number }

const day = fc.integer({ min: -40, max: 0 }).map((days) => addDays(testDay, days))
const dayToCome = fc.integer({ min: 1, max: 30 }).map((days) => addDays(testDay, days))
const word = fc.constantFrom('Ann', 'Bea', 'Acme', 'Öl', 'Druck', 'x', '')
const email = fc.constantFrom('a@x.example', 'b@x.example', 'B@X.example', 'c@x.example')
const channel = fc.constantFrom('mail', 'call', 'meeting')
const fields = fc.record(
  {
    name: word,
    company: fc.option(word),
    jobTitle: fc.option(word),
    emails: fc.array(email, { maxLength: 2 }),
    phones: fc.array(fc.constantFrom('030 1', '0170 2'), { maxLength: 2 }),
    links: fc.array(word, { maxLength: 2 }),
    source: fc.option(word),
    tags: fc.array(word, { maxLength: 2 }),
    valueMinor: fc.option(fc.nat(1000)),
    notes: fc.option(word),
  },
  { requiredKeys: [] },
)
const next = fc.record({ what: fc.constantFrom('Call', 'Write'), on: dayToCome, channel })

const sheet = fc.array(
  fc.record({ Name: word, Company: word, 'E-Mail': email, Tags: word, Stage: fc.constantFrom('', 'Won', 'SQL') }),
  { minLength: 1, maxLength: 4 },
)

const command: fc.Arbitrary<Omit<Step, 'lead'>> = fc.oneof(
  fc.record({ name: fc.constant('leads.add'), input: fields }),
  fc.record({ name: fc.constant('import'), input: fc.record({ sheet }) }),
  fc.record({ name: fc.constant('leads.edit'), input: fc.record({ fields }) }),
  fc.record({
    name: fc.constant('leads.setStage'),
    input: fc.record({ stage: fc.constantFrom('lead', 'mql', 'sql', 'won'), note: fc.constantFrom('', 'Met') }),
  }),
  fc.record({
    name: fc.constant('leads.setStatus'),
    input: fc.record({
      status: fc.constantFrom('active', 'resting', 'customer', 'lost'),
      reason: fc.constant('Price'),
      untilOn: dayToCome,
    }),
  }),
  fc.record({ name: fc.constant('leads.setDoNotContact'), input: fc.record({ reason: word }) }),
  fc.record({
    name: fc.constant('temperature.tag'),
    input: fc.record({ temperature: fc.constantFrom('cold', 'warm'), reason: fc.constant('Met') }),
  }),
  fc.record({ name: fc.constant('temperature.untag'), input: fc.constant({}) }),
  fc.record({
    name: fc.constant('temperature.logSignal'),
    input: fc.record({ kind: fc.constantFrom('replied', 'clicked', 'not_now', 'conversation'), on: day }),
  }),
  fc.record({
    name: fc.constant('followUps.log'),
    input: fc.record({
      outcome: fc.constantFrom('done', 'voicemail', 'replied', 'talked', 'not_now', 'do_not_contact'),
      channel,
      on: day,
      note: word,
      next: fc.option(next),
    }),
  }),
  fc.record({ name: fc.constant('followUps.plan'), input: fc.record({ next }) }),
  fc.record({ name: fc.constant('followUps.snooze'), input: fc.record({ until: dayToCome }) }),
  fc.record({ name: fc.constant('followUps.drop'), input: fc.constant({}) }),
  fc.record({ name: fc.constant('nurture.start'), input: fc.record({ playbookId: fc.integer({ min: 1, max: 7 }) }) }),
  fc.record({ name: fc.constant('nurture.skipStep'), input: fc.constant({}) }),
  fc.record({ name: fc.constant('nurture.stop'), input: fc.constant({}) }),
  fc.record({ name: fc.constant('nurture.resume'), input: fc.constant({}) }),
  fc.record({ name: fc.constant('settings.set'), input: fc.record({ slotsPerDay: fc.integer({ min: 1, max: 20 }) }) }),
)
const steps = fc.array(
  fc.tuple(command, fc.nat(3)).map(([{ name, input }, lead]) => ({ name, input, lead })),
  { minLength: 1, maxLength: 14 },
)

/** Takes a step; gives its change set, null where it changed nothing or was refused. */
async function take(core: Core, folder: string, { name, input, lead }: Step): Promise<ChangeSetId | null> {
  if (name === 'import') return importSheet(core, join(folder, 'sheet.csv'), input['sheet'] as Record<string, string>[])
  const { leads } = await core.call('leads.list', { limit: 10, sort: { by: 'cameInOn', direction: 'ascending' } })
  const leadId = leads[lead % Math.max(1, leads.length)]?.id
  const isOfNoLead = name === 'leads.add' || name === 'settings.set'
  const reply = await core.dispatch(
    name,
    isOfNoLead ? input : TAKES_MANY.has(name) ? { ...input, leads: { ids: [leadId] } } : { ...input, leadId },
  )
  if (reply.ok) return (reply.value as { changeSet: ChangeSetId | null }).changeSet
  if (reply.error.code === 'internal') throw new Error(`${name} ${JSON.stringify(input)}: ${reply.error.message}`)
  return null
}

const TAKES_MANY = new Set([
  'leads.setStage',
  'leads.setStatus',
  'temperature.tag',
  'temperature.untag',
  'temperature.logSignal',
  'nurture.start',
])

async function importSheet(
  core: Core,
  path: string,
  rows: readonly Record<string, string>[],
): Promise<ChangeSetId | null> {
  const header = ['Name', 'Company', 'E-Mail', 'Tags', 'Stage']
  writeFileSync(
    path,
    [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))]
      .map((cells) => cells.join(','))
      .join('\r\n'),
  )
  const answer = await core.call('import.commit', { fileId: core.takeFile(path), choices: {} })
  return answer.status === 'written' ? answer.report.changeSet : null
}

describe('undo and redo', () => {
  it('give the same rows as before and as after, over any sequence of commands', async () => {
    await withWorkbook(async (core, { path, folder }) => {
      await fc.assert(
        fc.asyncProperty(steps, async (sequence) => {
          const pictures = [readRows(path)]
          for (const step of sequence) if ((await take(core, folder, step)) !== null) pictures.push(readRows(path))
          const last = pictures.length - 1
          for (let i = last; i > 0; i -= 1) {
            expect(await undo(core)).toMatchObject({ kept: [], impossible: [] })
            expect(readRows(path)).toEqual(pictures[i - 1])
          }
          for (let i = 1; i <= last; i += 1) {
            expect(await core.call('journal.redo', {})).toMatchObject({ kept: [], impossible: [] })
            expect(readRows(path)).toEqual(pictures[i])
          }
          for (let i = last; i > 0; i -= 1) await undo(core)
          expect(readRows(path)).toEqual(pictures[0])
        }),
        { numRuns: 25 },
      )
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 0 } })
    })
  })

  it('leave nothing behind, in whatever order the changes are undone', async () => {
    await withWorkbook(async (core, { path, folder }) => {
      await fc.assert(
        fc.asyncProperty(steps, fc.infiniteStream(fc.nat()), async (sequence, order) => {
          const before = readRows(path)
          const standing: ChangeSetId[] = []
          for (const step of sequence) {
            const changeSet = await take(core, folder, step)
            if (changeSet !== null) standing.push(changeSet)
          }
          for (let tries = 0; standing.length > 0; tries += 1) {
            expect(tries, `${standing.length} changes cannot be undone`).toBeLessThan(200)
            const place = (order.next().value as number) % standing.length
            const changeSet = standing[place] as ChangeSetId
            await undo(core, changeSet)
            const { changeSets } = await core.call('journal.list', { limit: 200 })
            if (changeSets.find(({ id }) => id === changeSet)?.state === 'undone') standing.splice(place, 1)
          }
          expect(readRows(path)).toEqual(before)
        }),
        { numRuns: 25 },
      )
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 0, companies: 0 } })
    })
  })

  it('give back a value that went there and back again, whichever change is undone first', async () => {
    await withWorkbook(async (core, { path }) => {
      const before = readRows(path)
      const standing: ChangeSetId[] = []
      for (const slotsPerDay of [2, 8])
        standing.push((await core.call('settings.set', { slotsPerDay })).changeSet as ChangeSetId)
      for (const changeSet of [standing[0], standing[1], standing[0]]) await undo(core, changeSet as ChangeSetId)
      expect(readRows(path)).toEqual(before)
    })
  })

  it('are refused where there is nothing to take back, or something else was done meanwhile', async () => {
    await withWorkbook(async (core) => {
      expect(await failure(core, 'journal.undo', {})).toMatchObject({ code: 'not_possible' })
      expect(await failure(core, 'journal.redo', {})).toMatchObject({ code: 'not_possible' })
      const { changeSet } = await add(core, { name: 'Ann' })
      const undone = await undo(core)
      expect(undone).toMatchObject({
        label: { what: 'lead_added', name: 'Ann' },
        reversedLeads: 1,
        kept: [],
        impossible: [],
      })
      expect(await core.call('journal.list', { limit: 10 })).toMatchObject({ canUndo: false, canRedo: true })
      expect(await failure(core, 'journal.undo', { changeSetId: changeSet })).toMatchObject({ code: 'not_possible' })
      expect(await failure(core, 'journal.undo', { changeSetId: undone.changeSet })).toMatchObject({
        code: 'not_possible',
      })
      expect(await failure(core, 'journal.undo', { changeSetId: 999 })).toMatchObject({ code: 'not_found' })
      await add(core, { name: 'Bea' })
      expect(await failure(core, 'journal.redo', {})).toMatchObject({ code: 'not_possible' })
    })
  })

  it('follow each other as often as one likes', async () => {
    await withWorkbook(async (core, { path }) => {
      const empty = readRows(path)
      const { leadId } = await add(core, { name: 'Ann', company: 'Acme', tags: ['a'] })
      await edit(core, leadId, { name: 'Bea', tags: ['b'] })
      const full = readRows(path)
      for (let round = 0; round < 3; round += 1) {
        await undo(core)
        await undo(core)
        expect(readRows(path)).toEqual(empty)
        await core.call('journal.redo', {})
        await core.call('journal.redo', {})
        expect(readRows(path)).toEqual(full)
      }
    })
  })
})

describe('undoing an older change', () => {
  it('keeps the fields edited since and lists them, and takes the others back', async () => {
    await withWorkbook(async (core) => {
      const { leadId } = await add(core, { name: 'Ann', jobTitle: 'Buyer', source: 'Fair' })
      const older = await edit(core, leadId, { jobTitle: 'Owner', source: 'Web' })
      await edit(core, leadId, { jobTitle: 'Director' })
      const report = await undo(core, older)
      expect(report).toMatchObject({
        kept: [{ leadId, name: 'Ann', table: 'lead' }],
        keptCount: 1,
        reversedLeads: 1,
        impossible: [],
      })
      expect((await core.call('leads.get', { lead: leadId })).lead).toMatchObject({
        jobTitle: 'Director',
        source: 'Fair',
      })
      const found = async (search: string) => (await core.call('leads.list', { limit: 1, search })).total
      expect([await found('director'), await found('fair'), await found('web')]).toEqual([1, 1, 0])
    })
  })

  it('keeps a lead that was worked on since, whole, until that work is undone too: then nothing is left', async () => {
    await withWorkbook(async (core, { path }) => {
      const empty = readRows(path)
      const { leadId, changeSet } = await add(core, {
        name: 'Ann',
        company: 'Acme',
        emails: ['a@x.example'],
        phones: ['030 1'],
        tags: ['one'],
      })
      const whole = readRows(path)
      const tagged = await core.call('temperature.tag', {
        leads: { ids: [leadId] },
        temperature: 'warm',
        reason: 'Met',
      })
      const worked = readRows(path)
      expect(await undo(core, changeSet)).toMatchObject({
        changeSet: null,
        reversedRows: 0,
        kept: [{ leadId, name: 'Ann', table: 'lead' }],
      })
      expect(readRows(path)).toEqual(worked)
      expect((await core.call('journal.list', { limit: 9 })).changeSets.at(-1)).toMatchObject({
        id: changeSet,
        state: 'partly_undone',
      })
      await undo(core, tagged.changeSet as ChangeSetId)
      expect(readRows(path)).toEqual(whole)
      expect(await undo(core, changeSet)).toMatchObject({ kept: [], reversedLeads: 1 })
      expect(readRows(path)).toEqual(empty)
    })
  })

  it('leaves a company and a tag to the leads that came to use them', async () => {
    await withWorkbook(async (core) => {
      const first = await add(core, { name: 'Ann', company: 'Acme', tags: ['one'] })
      const second = await add(core, { name: 'Bea', company: 'ACME', tags: ['One'] })
      await undo(core, first.changeSet)
      expect((await core.call('leads.get', { lead: second.leadId })).lead).toMatchObject({
        company: 'Acme',
        tags: ['one'],
      })
      await undo(core, second.changeSet)
      await undo(core, first.changeSet)
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 0, companies: 0 } })
    })
  })

  it('never brings a row back whose making was undone', async () => {
    await withWorkbook(async (core) => {
      const { leadId } = await add(core, { name: 'Ann' })
      const tagged = await core.call('temperature.tag', {
        leads: { ids: [leadId] },
        temperature: 'warm',
        reason: 'Met',
      })
      const untagged = await core.call('temperature.untag', { leads: { ids: [leadId] } })
      await undo(core, tagged.changeSet as ChangeSetId)
      await undo(core, untagged.changeSet as ChangeSetId)
      expect((await core.call('leads.get', { lead: leadId })).lead.isPinned).toBe(false)
    })
  })

  it('lists what cannot be taken back, and why', async () => {
    await withWorkbook(async (core) => {
      const { leadId } = await add(core, { name: 'Ann', emails: ['a@x.example'] })
      const removed = await edit(core, leadId, { emails: [] })
      await edit(core, leadId, { emails: ['a@x.example'] })
      expect(await undo(core, removed)).toMatchObject({
        reversedRows: 0,
        impossible: [{ table: 'email', reason: 'Something equal has taken its place.' }],
      })
    })
  })

  it('leaves an address with the lead that came to have it since, says whose it is, and gives it back once that is undone', async () => {
    await withWorkbook(async (core) => {
      const { leadId } = await add(core, { name: 'Ann', emails: ['a@x.example', 'b@x.example'] })
      const emailsOf = async () => (await core.call('leads.get', { lead: leadId })).lead.emails
      const emptied = await edit(core, leadId, { emails: ['b@x.example'] })
      const replaced = await edit(core, leadId, { emails: ['c@x.example'] })
      const other = await add(core, { name: 'Bea', emails: ['a@x.example', 'B@x.example'] })
      for (const [changeSet, address] of [
        [replaced, 'b@x.example'],
        [emptied, 'a@x.example'],
      ] as const) {
        expect((await undo(core, changeSet)).impossible).toEqual([
          { table: 'email', reason: `${address} is the address of Bea by now.` },
        ])
        const { leads } = await core.call('leads.list', { search: address.slice(2), limit: 9 })
        expect(leads.map(({ name }) => name)).toEqual(['Bea'])
      }
      expect(await emailsOf()).not.toContain('a@x.example')
      await undo(core, other.changeSet)
      await undo(core, replaced)
      await undo(core, emptied)
      expect(await emailsOf()).toEqual(['a@x.example', 'b@x.example'])
    })
  })

  it('brings an address back that two leads had before', async () => {
    await withWorkbook(async (core, { path }) => {
      const { leadId } = await add(core, { name: 'Ann', emails: ['a@x.example'] })
      const bea = await add(core, { name: 'Bea' })
      const raw = new Database(path)
      raw.exec(
        `INSERT INTO email (lead_id, address, address_key, position) VALUES (${bea.leadId}, 'a@x.example', 'a@x.example', 0)`,
      )
      raw.close()
      const changeSet = await edit(core, leadId, { emails: [] })
      await edit(core, bea.leadId, { jobTitle: 'Owner' })
      expect(await undo(core, changeSet)).toMatchObject({ impossible: [], keptCount: 0 })
      expect((await core.call('leads.get', { lead: leadId })).lead.emails).toEqual(['a@x.example'])
    })
  })

  it('leaves stage and last touch as the events and touches that remain tell them', async () => {
    await withWorkbook(async (core) => {
      const { leadId } = await add(core, { name: 'Ann' })
      const touch = (days: number) =>
        core.call('followUps.log', {
          leadId,
          outcome: 'done',
          channel: 'mail',
          on: addDays(testDay, -days),
          next: null,
        })
      const toMql = await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'mql', note: 'Met' })
      const toSql = await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'sql', note: 'Met' })
      const latest = await touch(1)
      await touch(5)
      await undo(core, toMql.changeSet as ChangeSetId)
      await undo(core, toSql.changeSet as ChangeSetId)
      await undo(core, latest.changeSet as ChangeSetId)
      expect((await core.call('leads.get', { lead: leadId })).lead).toMatchObject({
        stage: 'lead',
        lastTouchOn: addDays(testDay, -5),
      })
    })
  })
})

describe('the history', () => {
  it('names what was done, newest first, with undoing and its state', async () => {
    await withWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      const bea = await add(core, { name: 'Bea' })
      await core.call('temperature.tag', {
        leads: { ids: [ann.leadId, bea.leadId] },
        temperature: 'warm',
        reason: 'Met',
      })
      await undo(core)
      const { changeSets } = await core.call('journal.list', { limit: 3 })
      expect(changeSets).toMatchObject([
        { label: { what: 'tagged_warm', count: 2 }, cause: 'undo', state: 'done' },
        { label: { what: 'tagged_warm', count: 2 }, cause: 'bulk', state: 'undone' },
        { label: { what: 'lead_added', name: 'Bea' }, cause: 'edit', state: 'done' },
      ])
    })
  })

  it('is told to every screen with each change, and not where nothing changed', async () => {
    await withWorkbook(async (core) => {
      const told: unknown[] = []
      core.onEvent((event) => event.type === 'changed' && told.push(event))
      const { leadId, changeSet } = await add(core, { name: 'Ann' })
      await core.call('leads.edit', { leadId, fields: { name: 'Ann' } })
      await failure(core, 'leads.add', {})
      expect(told).toEqual([{ type: 'changed', changeSet, label: { what: 'lead_added', name: 'Ann' } }])
    })
  })
})
