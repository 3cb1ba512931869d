import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { TimelineEntry } from '../../shared/contract/lead-page.contract.ts'
import type { AttachmentId, ChangeSetId, LeadId, NoteId } from '../../shared/primitives/ids.ts'
import { addDays, plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

async function add(core: Core, fields: InputOf<'leads.add'>): Promise<LeadId> {
  return (await core.call('leads.add', fields)).leadId
}

async function refusal(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

async function undo(core: Core, changeSet: ChangeSetId | null) {
  return core.call('journal.undo', { changeSetId: changeSet as ChangeSetId })
}

async function wholeTimeline(core: Core, leadId: LeadId, limit: number, types?: InputOf<'leads.timeline'>['types']) {
  const entries: TimelineEntry[] = []
  for (let after: string | undefined; ; ) {
    const page = await core.call('leads.timeline', {
      leadId,
      limit,
      ...(types !== undefined && { types }),
      ...(after !== undefined && { after }),
    })
    entries.push(...page.entries)
    if (page.next === null) return entries
    expect(page.entries).toHaveLength(limit)
    after = page.next
  }
}

const nowhere = { street: null, postalCode: null, city: null, region: null, country: null }

describe('the page of a lead', () => {
  it('holds every field of the workbook in its order, the empty ones too, and marks what does not read as its kind', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann Lee', phones: ['030 123456', '4.4E+11', 'ask her'] })
      await core.call('leads.edit', { leadId, fields: { emails: ['ann@lee.example', 'ann at lee'] } })
      const size = await core.call('fields.add', { name: 'Size', kind: 'number', group: 'Firm' })
      await core.call('fields.add', { name: 'Colour', kind: 'choice', options: ['Red', 'Blue'] })
      const page = await core.call('leads.get', { lead: leadId })
      expect(page).toMatchObject({
        damagedPhones: ['4.4E+11'],
        unreadPhones: ['ask her'],
        unreadEmails: ['ann at lee'],
        lastTouch: null,
        lastWord: null,
        attachments: [],
      })
      expect(page.custom).toMatchObject([
        { id: size.fieldId, name: 'Size', kind: 'number', group: 'Firm', value: null, isMarked: false },
        { name: 'Colour', kind: 'choice', options: ['Red', 'Blue'], group: null, value: null, isMarked: false },
      ])
    })
  })

  it('knows the last touch, and the last word in the words it was noted in', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann Lee' })
      const log = (on: string, outcome: 'replied' | 'done', note?: string) =>
        core.call('followUps.log', {
          leadId,
          outcome,
          channel: 'mail',
          on: plainDate(on),
          next: null,
          ...(note !== undefined && { note }),
        })
      await log('2026-03-10', 'replied', 'What would it cost?')
      await log('2026-03-20', 'done')
      expect(await core.call('leads.get', { lead: leadId })).toMatchObject({
        lastTouch: { on: '2026-03-20', direction: 'out', channel: 'mail' },
        lastWord: { on: '2026-03-10', note: 'What would it cost?', of: { type: 'touch', outcome: 'replied' } },
      })
    })
  })

  it('writes addresses in their order, leaves blank ones out, and gives them back when that is undone', async () => {
    await withWorkbook(async (core, { path }) => {
      const leadId = await add(core, { name: 'Ann Lee' })
      const before = readRows(path)
      const home = { ...nowhere, street: 'Am Markt 1', postalCode: '50667', city: 'Köln', country: 'Deutschland' }
      const work = { ...nowhere, city: 'Bonn' }
      const first = await core.call('leads.setAddresses', { leadId, addresses: [home, nowhere, work] })
      const shown = async () =>
        (await core.call('leads.get', { lead: leadId })).addresses.map((address) => ({ ...address, id: undefined }))
      expect(await shown()).toEqual([home, work])
      const second = await core.call('leads.setAddresses', { leadId, addresses: [work, home], was: [home, work] })
      expect(await shown()).toEqual([work, home])
      const stale = await refusal(core, 'leads.setAddresses', { leadId, addresses: [], was: [home, work] })
      expect(stale).toMatchObject({ code: 'changed_meanwhile', details: { field: 'addresses', holds: [work, home] } })
      await undo(core, second.changeSet)
      await undo(core, first.changeSet)
      expect(readRows(path)).toEqual(before)
    })
  })

  it('orders links, and refuses an edit of what was changed meanwhile, with what stands there', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann Lee', links: ['a.example', 'b.example', 'c.example'] })
      const links = ['a.example', 'c.example', 'b.example']
      await core.call('leads.edit', {
        leadId,
        fields: { links },
        was: { links: ['a.example', 'b.example', 'c.example'] },
      })
      expect((await core.call('leads.get', { lead: leadId })).links).toEqual(links)
      const { entries } = await core.call('leads.history', { leadId, limit: 1 })
      expect(entries[0]?.changes).toEqual([])
      const stale = await refusal(core, 'leads.edit', {
        leadId,
        fields: { links: [], company: 'Acme' },
        was: { links: [], company: null },
      })
      expect(stale).toMatchObject({ code: 'changed_meanwhile', details: { field: 'links', holds: links } })
      expect((await core.call('leads.get', { lead: leadId })).lead.company).toBeNull()
    })
  })
})

describe('a timeline', () => {
  it('tells each entry once whatever the length of its pages, the newest first, and types by themselves', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann Lee' })
      for (let day = 0; day < 6; day += 1) {
        await core.call('leads.writeNote', { leadId, text: `Note ${day}`, on: addDays(testDay, -(day % 3)) })
        await core.call('followUps.log', {
          leadId,
          outcome: 'replied',
          channel: 'mail',
          on: addDays(testDay, -day),
          note: `Reply ${day}`,
          next: null,
        })
      }
      await core.call('leads.edit', { leadId, fields: { jobTitle: 'Buyer' } })
      await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'mql', note: 'Met' })
      await core.call('temperature.tag', { leads: { ids: [leadId] }, temperature: 'cold', reason: 'Busy' })
      const whole = await wholeTimeline(core, leadId, 100)
      for (const limit of [1, 2, 3, 7]) expect(await wholeTimeline(core, leadId, limit)).toEqual(whole)
      expect(whole.map(({ on }) => on)).toEqual(
        whole
          .map(({ on }) => on)
          .sort()
          .reverse(),
      )
      const types = new Set(whole.map(({ type }) => type))
      expect([...types].sort()).toEqual(['edit', 'handTag', 'note', 'signal', 'stage', 'status', 'touch'])
      for (const type of types)
        expect(await wholeTimeline(core, leadId, 2, [type])).toEqual(whole.filter((entry) => entry.type === type))
      expect(await refusal(core, 'leads.timeline', { leadId, limit: 1, after: 'x' })).toMatchObject({
        code: 'invalid_input',
      })
      expect(await refusal(core, 'leads.timeline', { leadId: 99, limit: 1 })).toMatchObject({ code: 'not_found' })
    })
  })

  it('tells of the edits that stand with what was and is, not of those undone', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann Lee' })
      const { changeSet } = await core.call('leads.edit', { leadId, fields: { jobTitle: 'Buyer' } })
      const edits = () => wholeTimeline(core, leadId, 9, ['edit'])
      expect(await edits()).toMatchObject([
        {
          label: { what: 'lead_edited' },
          changes: [{ field: 'jobTitle', custom: null, before: null, after: 'Buyer' }],
          changeCount: 1,
        },
        { label: { what: 'lead_added' } },
      ])
      await undo(core, changeSet)
      expect(await edits()).toMatchObject([{ label: { what: 'lead_added' } }])
    })
  })
})

describe('a note', () => {
  it('is found by its words, changed and deleted, and all of it is taken back', async () => {
    await withWorkbook(async (core, { path }) => {
      const leadId = await add(core, { name: 'Ann Lee' })
      const other = await add(core, { name: 'Bo Reed' })
      const before = readRows(path)
      const found = async (search: string) =>
        (await core.call('leads.list', { search, limit: 9 })).leads.map(({ id }) => id)
      const made = await core.call('leads.writeNote', { leadId, text: ' Wants *quotations* by June ' })
      expect(await wholeTimeline(core, leadId, 9, ['note'])).toEqual([
        { type: 'note', id: made.noteId, on: testDay, text: 'Wants *quotations* by June' },
      ])
      expect(await found('quotations')).toEqual([leadId])
      const changed = await core.call('leads.writeNote', { leadId, noteId: made.noteId, text: 'Wants a workshop' })
      expect([await found('quotations'), await found('workshop')]).toEqual([[], [leadId]])
      const late = { leadId, noteId: made.noteId, text: 'Wants a talk', was: 'Wants *quotations* by June' }
      expect(await refusal(core, 'leads.writeNote', late)).toMatchObject({
        code: 'changed_meanwhile',
        details: { holds: 'Wants a workshop' },
      })
      expect(await refusal(core, 'leads.writeNote', { leadId: other, noteId: made.noteId, text: 'x' })).toMatchObject({
        code: 'not_found',
      })
      const gone = await core.call('leads.deleteNote', { noteId: made.noteId })
      expect(await found('workshop')).toEqual([])
      for (const { changeSet } of [gone, changed, made]) await undo(core, changeSet)
      expect(readRows(path)).toEqual(before)
      for (const text of ['', '   ', 'x'.repeat(100_001)])
        expect(await refusal(core, 'leads.writeNote', { leadId, text })).toMatchObject({ code: 'invalid_input' })
      expect(await refusal(core, 'leads.deleteNote', { noteId: 99 as NoteId })).toMatchObject({ code: 'not_found' })
    })
  })
})

describe('an attachment', () => {
  it('is kept by reference; of a file the screen sees the name only, and no screen may name a path', async () => {
    await withWorkbook(async (core, { folder, path }) => {
      const leadId = await add(core, { name: 'Ann Lee' })
      const before = readRows(path)
      const file = await core.call('leads.attachFile', { leadId, path: join(folder, 'Offer 1.pdf') })
      expect((await core.call('leads.attachFile', { leadId, path: join(folder, 'Offer 1.pdf') })).changeSet).toBeNull()
      const link = await core.call('leads.attach', { leadId, url: 'lee.example/terms', title: 'Terms' })
      const { attachments } = await core.call('leads.get', { lead: leadId })
      expect(attachments).toMatchObject([
        { kind: 'file', title: 'Offer 1.pdf', fileName: 'Offer 1.pdf', addedOn: testDay },
        { kind: 'link', title: 'Terms', url: 'https://lee.example/terms' },
      ])
      expect(JSON.stringify(attachments)).not.toContain(folder)
      const [first] = attachments
      const id = first?.id as AttachmentId
      expect(await core.call('leads.findAttachment', { attachmentId: id })).toEqual({
        kind: 'file',
        target: join(folder, 'Offer 1.pdf'),
      })
      expect(await refusal(core, 'leads.attachFile', { leadId, path: '/etc/passwd' })).toMatchObject({
        code: 'unknown_procedure',
      })
      expect(await refusal(core, 'leads.findAttachment', { attachmentId: id })).toMatchObject({
        code: 'unknown_procedure',
      })
      for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'http://lee.example', 'two words', 'x'])
        expect(await refusal(core, 'leads.attach', { leadId, url }), url).toMatchObject({ code: 'invalid_input' })
      const gone = await core.call('leads.detach', { attachmentId: id })
      expect((await core.call('leads.get', { lead: leadId })).attachments).toHaveLength(1)
      expect(await refusal(core, 'leads.detach', { attachmentId: id })).toMatchObject({ code: 'not_found' })
      for (const { changeSet } of [gone, link, file]) await undo(core, changeSet)
      expect(readRows(path)).toEqual(before)
    })
  })
})

describe('merging leads', () => {
  it('moves notes and attachments to the one that is kept, and brings them back when it is taken apart', async () => {
    await withWorkbook(async (core, { path }) => {
      const ann = await add(core, { name: 'Ann Lee' })
      const anne = await add(core, { name: 'Anne Lee' })
      for (const leadId of [ann, anne]) {
        await core.call('leads.writeNote', { leadId, text: `Note of ${leadId}` })
        await core.call('leads.attach', { leadId, url: `lee.example/${leadId}` })
      }
      const before = readRows(path)
      await core.call('leads.merge', { keep: ann, leadIds: [ann, anne], choices: {} })
      expect(await wholeTimeline(core, ann, 9, ['note'])).toHaveLength(2)
      expect((await core.call('leads.get', { lead: ann })).attachments).toHaveLength(2)
      const found = await core.call('leads.list', { search: `note of ${anne}`, limit: 9 })
      expect(found.leads.map(({ id }) => id)).toEqual([ann])
      const [merge] = (await core.call('leads.history', { leadId: ann, limit: 1 })).entries
      expect(merge).toMatchObject({ cause: 'merge', canUndo: true })
      expect(merge?.changes).toContainEqual({ field: 'note', custom: null, before: null, after: `Note of ${anne}` })
      await undo(core, merge?.id as ChangeSetId)
      expect(readRows(path)).toEqual(before)
    })
  })
})

describe('the history of a lead', () => {
  it('says field by field what each change set made of it, and undoes each with what was kept', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann Lee', company: 'Acme', emails: ['ann@acme.example'], tags: ['VIP'] })
      const edit = await core.call('leads.edit', {
        leadId,
        fields: {
          company: 'Boats',
          jobTitle: 'Buyer',
          emails: ['ann@boats.example'],
          tags: ['VIP', 'Print'],
          valueMinor: 500_00,
        },
      })
      const later = await core.call('leads.edit', { leadId, fields: { jobTitle: 'Chief buyer' } })
      const history = async (limit = 9, before?: ChangeSetId) =>
        core.call('leads.history', { leadId, limit, ...(before !== undefined && { before }) })
      const { entries, next } = await history()
      expect(next).toBeNull()
      expect(entries.map(({ id, cause, canUndo }) => [id, cause, canUndo])).toEqual([
        [later.changeSet, 'edit', true],
        [edit.changeSet, 'edit', true],
        [entries[2]?.id, 'edit', true],
      ])
      expect(entries[0]?.changes).toEqual([{ field: 'jobTitle', custom: null, before: 'Buyer', after: 'Chief buyer' }])
      expect(new Set(entries[1]?.changes)).toEqual(
        new Set([
          { field: 'email', custom: null, before: 'ann@acme.example', after: null },
          { field: 'email', custom: null, before: null, after: 'ann@boats.example' },
          { field: 'tag', custom: null, before: null, after: 'Print' },
          { field: 'company', custom: null, before: 'Acme', after: 'Boats' },
          { field: 'jobTitle', custom: null, before: null, after: 'Buyer' },
          { field: 'value', custom: null, before: null, after: '50000' },
        ]),
      )
      expect(entries[2]?.changes).toContainEqual({ field: 'name', custom: null, before: null, after: 'Ann Lee' })

      const paged = [await history(2)]
      paged.push(await history(2, paged[0]?.next as ChangeSetId))
      expect(paged.flatMap((page) => page.entries)).toEqual(entries)

      const report = await undo(core, edit.changeSet)
      expect(report.kept).toMatchObject([{ leadId, name: 'Ann Lee', table: 'lead' }])
      const [undoing, , undone] = (await history()).entries
      expect(undoing).toMatchObject({ cause: 'undo', canUndo: false, label: { what: 'lead_edited' } })
      expect(undoing?.changes).toContainEqual({ field: 'company', custom: null, before: 'Boats', after: 'Acme' })
      expect(undone).toMatchObject({ id: edit.changeSet, state: 'partly_undone', canUndo: true })
      expect((await core.call('leads.get', { lead: leadId })).lead).toMatchObject({
        company: 'Acme',
        jobTitle: 'Chief buyer',
        emails: ['ann@acme.example'],
      })
      expect(await refusal(core, 'leads.history', { leadId: 99, limit: 1 })).toMatchObject({ code: 'not_found' })
    })
  })
})

describe('a long life', () => {
  it('of 10,000 entries is told page by page without gaps', async () => {
    await withWorkbook(async (core, { path, reopen }) => {
      const leadId = await add(core, { name: 'Ann Lee' })
      await core.closeWorkbook()
      const raw = new Database(path)
      raw.exec(`
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
        INSERT INTO touch (lead_id, on_day, direction, channel, outcome)
        SELECT ${leadId}, date('2026-03-24', '-' || (i / 4) || ' days'), 'out', 'mail', 'done' FROM n`)
      raw.close()
      await reopen()
      const touches = await wholeTimeline(core, leadId, 100, ['touch'])
      expect(new Set(touches.map((entry) => entry.type === 'touch' && entry.id)).size).toBe(10_000)
    })
  })
})
