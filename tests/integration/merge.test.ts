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
import { only } from '../support/lead-filters.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'
import { timelineOf } from '../support/timeline.ts'

const withWorkbook = sharingCore()

async function add(core: Core, fields: InputOf<'leads.add'>): Promise<LeadId> {
  return (await core.call('leads.add', fields)).leadId
}

async function merge(core: Core, leadIds: readonly LeadId[], choices: InputOf<'leads.merge'>['choices'] = {}) {
  return core.call('leads.merge', { keep: leadIds[0] as LeadId, leadIds: [...leadIds], choices })
}

async function page(core: Core, lead: LeadId) {
  return core.call('leads.get', { lead })
}

const found = async (core: Core, request: Partial<InputOf<'leads.findDuplicates'>> = {}) =>
  core.call('leads.findDuplicates', { limit: 100, ...request })

async function foundIds(core: Core, request: Partial<InputOf<'leads.findDuplicates'>> = {}): Promise<LeadId[][]> {
  return (await found(core, request)).sets.map((set) => set.leads.map((lead) => lead.id))
}

async function refusal(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error.code
}

/** Two leads with all that a lead can have on file. */
async function addTwo(core: Core): Promise<[LeadId, LeadId]> {
  const ann = await add(core, {
    name: 'Ann Lee',
    company: 'Acme GmbH',
    emails: ['ann@acme.example'],
    phones: ['030 123456'],
    links: ['https://acme.example'],
    tags: ['VIP'],
    notes: 'Met at the fair',
  })
  const anne = await add(core, {
    name: 'Lee, Anne',
    company: 'Acme',
    jobTitle: 'Buyer',
    emails: ['lee@acme.example'],
    phones: ['+49 30 123456', '040 9876543'],
    links: ['https://acme.example', 'https://lee.example'],
    tags: ['vip', 'Print'],
    valueMinor: 500_00,
    notes: 'Wants a call',
  })
  for (const leadId of [ann, anne]) {
    await core.call('followUps.log', {
      leadId,
      outcome: 'replied',
      channel: 'mail',
      on: testDay,
      note: `From ${leadId}`,
      next: null,
    })
    await core.call('temperature.logSignal', {
      leads: { ids: [leadId] },
      kind: 'downloaded',
      on: addDays(testDay, 0 - leadId),
      topic: 'Prices',
    })
  }
  return [ann, anne]
}

describe('duplicates', () => {
  it('are found by address, number, and name at one company, page by page, and alike for one lead', async () => {
    await withWorkbook(async (core) => {
      const [ann, anne] = await addTwo(core)
      const bo = await add(core, { name: 'Bo Reed', company: 'Boats' })
      const other = await add(core, { name: 'bo  reed', company: 'BOATS Ltd' })
      await add(core, { name: 'Bo Reed' })
      const { sets, total } = await found(core)
      expect(total).toBe(2)
      expect(sets.map(({ reasons, leads }) => [reasons[0], leads.map(({ id }) => id)])).toEqual([
        ['same_phone', [ann, anne]],
        ['same_name_and_company', [bo, other]],
      ])
      const first = await found(core, { limit: 1 })
      expect(first.sets).toEqual(sets.slice(0, 1))
      expect(await found(core, { limit: 1, after: first.next as string })).toEqual({
        total: 2,
        next: null,
        sets: sets.slice(1),
      })
      expect(await foundIds(core, { leadId: other })).toEqual([[bo, other]])
      expect(await refusal(core, 'leads.findDuplicates', { limit: 1, after: 'x' })).toBe('invalid_input')
    })
  })

  it('are not found again once they were told apart, until that is undone, and an undone import takes the saying with it', async () => {
    await withWorkbook(async (core, { path }) => {
      const before = readRows(path)
      const leadIds = await addTwo(core)
      const { changeSet } = await core.call('leads.tellApart', { leadIds: leadIds.toReversed() })
      expect(await foundIds(core)).toEqual([])
      expect((await core.call('leads.tellApart', { leadIds })).changeSet).toBeNull()
      await core.call('journal.undo', { changeSetId: changeSet as ChangeSetId })
      expect(await foundIds(core)).toEqual([leadIds])
      await core.call('leads.tellApart', { leadIds })
      const [, ...earlier] = (await core.call('journal.list', { limit: 50 })).changeSets
      for (const { id, state, cause } of earlier)
        if (state === 'done' && cause !== 'undo') await core.call('journal.undo', { changeSetId: id })
      expect(readRows(path)).toEqual(before)
    })
  })
})

describe('a merge', () => {
  it('keeps every address, number, tag, touch, signal and note, and finds the lead by all of them', async () => {
    await withWorkbook(async (core) => {
      const [ann, anne] = await addTwo(core)
      const merged = await merge(core, [ann, anne])
      expect(merged).toMatchObject({ leadId: ann, name: 'Ann Lee' })
      expect(merged.givenUp).toEqual([
        { field: 'name', leadId: anne, value: 'Lee, Anne' },
        { field: 'company', leadId: anne, value: 'Acme' },
      ])
      const { lead, links, notes } = await page(core, ann)
      expect(lead).toMatchObject({
        name: 'Ann Lee',
        company: 'Acme GmbH',
        jobTitle: 'Buyer',
        valueMinor: 500_00,
        emails: ['ann@acme.example', 'lee@acme.example'],
        phones: ['030 123456', '040 9876543'],
        tags: ['Print', 'VIP'],
      })
      expect([links, notes]).toEqual([['https://acme.example', 'https://lee.example'], 'Met at the fair\nWants a call'])
      expect(await timelineOf(core, ann, 'touch')).toHaveLength(2)
      // One reply each, which is one signal of one day, and two downloads.
      expect(await timelineOf(core, ann, 'signal')).toHaveLength(3)
      expect(await refusal(core, 'leads.get', { lead: anne })).toBe('not_found')
      for (const search of ['lee@acme', 'buyer', '0409876543', `from ${anne}`])
        expect((await core.call('leads.list', { search, limit: 9 })).leads.map(({ id }) => id)).toEqual([ann])
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true })
    })
  })

  it('is taken apart wholly by undo, and the temperatures with it', async () => {
    await withWorkbook(async (core, { path }) => {
      const leadIds = await addTwo(core)
      const seen = async () => (await core.call('leads.list', { limit: 9, filter: only('temperature', 'warm') })).leads
      const [before, shown] = [readRows(path), await seen()]
      expect(shown).toHaveLength(2)
      await merge(core, leadIds)
      const after = readRows(path)
      expect(await seen()).toHaveLength(1)
      expect(await core.call('journal.undo', {})).toMatchObject({
        kept: [],
        impossible: [],
        label: { what: 'leads_merged', name: 'Ann Lee' },
      })
      expect(readRows(path)).toEqual(before)
      expect(await seen()).toEqual(shown)
      await core.call('journal.redo', {})
      expect(readRows(path)).toEqual(after)
    })
  })

  it('makes one of equal signals, however their topic is spelled', async () => {
    await withWorkbook(async (core, { path }) => {
      const [ann, anne] = [await add(core, { name: 'Ann' }), await add(core, { name: 'Anne' })]
      const raw = new Database(path)
      const file = raw.prepare("INSERT INTO signal (lead_id, on_day, kind, topic, note) VALUES (?, ?, 'replied', ?, ?)")
      for (const [leadId, topic, note] of [
        [ann, 'Café prices', 'one'],
        [anne, 'CAFE  prices', 'two'],
        [anne, "'", null],
        [anne, '’', null],
        [anne, null, null],
      ] as const)
        file.run(leadId, testDay, topic, note)
      raw.close()
      await merge(core, [ann, anne])
      const { parts } = await core.call('temperature.why', { leadId: ann })
      expect(parts.map(({ topic, note }) => [topic, note])).toEqual([
        ['Café prices', 'one\ntwo'],
        ["'", null],
        ['’', null],
        [null, null],
      ])
    })
  })

  it('makes the temperature of both leads anew, even where nothing but a signal moves', async () => {
    await withWorkbook(async (core) => {
      const cold = await add(core, { name: 'Ann', company: 'Acme' })
      const warm = await add(core, { name: 'Ann', company: 'Acme' })
      await core.call('temperature.logSignal', { leads: { ids: [warm] }, kind: 'asked_for_offer', on: testDay })
      const warmIds = async () =>
        (await core.call('leads.list', { limit: 9, filter: only('temperature', 'warm') })).leads.map(({ id }) => id)
      expect(await warmIds()).toEqual([warm])
      await merge(core, [cold, warm])
      expect(await warmIds()).toEqual([cold])
      await core.call('journal.undo', {})
      expect(await warmIds()).toEqual([warm])
    })
  })

  it('keeps the addresses and links of the lead that is kept before those that come, whoever was there first', async () => {
    await withWorkbook(async (core, { path }) => {
      const [first, second] = [await add(core, { name: 'Ann' }), await add(core, { name: 'Anne' })]
      const raw = new Database(path)
      raw.exec(`
        INSERT INTO address (lead_id, city) VALUES (${first}, 'Torino'), (${second}, 'Köln');
        INSERT INTO link (lead_id, url) VALUES (${first}, 'a.example'), (${first}, 'b.example'), (${second}, 'c.example'), (${second}, 'b.example')`)
      raw.close()
      const before = readRows(path)
      await merge(core, [second, first])
      const { lead } = await page(core, second)
      expect(lead).toMatchObject({ city: 'Köln', links: ['c.example', 'b.example', 'a.example'] })
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })

  it('moves whatever else is on file, of each thing one, and undo puts all of it back', async () => {
    await withWorkbook(async (core, { path }) => {
      const [ann, anne] = await addTwo(core)
      const third = await add(core, { company: 'Acme' })
      const raw = new Database(path)
      raw.exec(`
        INSERT INTO address (lead_id, street, city) VALUES (${ann}, NULL, 'Köln'), (${anne}, 'Am Dom 1', 'Köln'), (${third}, NULL, 'Bonn');
        INSERT INTO custom_field (id, name, name_key) VALUES (1, 'Size', 'size'), (2, 'Shop', 'shop');
        INSERT INTO custom_value (lead_id, custom_field_id, value) VALUES (${ann}, 1, 'M'), (${anne}, 1, 'L'), (${anne}, 2, 'yes'), (${third}, 2, 'no');
        INSERT INTO opt_out (lead_id, channel, on_day) VALUES (${ann}, 'mail', '2026-02-02'), (${anne}, 'mail', '2026-01-01'), (${third}, 'call', '2026-03-03');
        INSERT INTO source_id (lead_id, system, value) VALUES (${anne}, 'HubSpot', '17');
        INSERT INTO hand_tag (lead_id, temperature, reason, from_on, until_on, origin) VALUES (${anne}, 'warm', 'Met', '2026-03-20', '2026-04-19', 'hand');
        UPDATE signal SET note = 'said ' || lead_id WHERE kind = 'replied';`)
      raw.close()
      const before = readRows(path)
      const merged = await merge(core, [ann, anne, third], { 'custom:1': anne })
      expect(merged.givenUp).toContainEqual({ field: 'custom:1', leadId: ann, value: 'M' })
      expect(merged.givenUp).toContainEqual({ field: 'custom:2', leadId: third, value: 'no' })
      const rows = readRows(path)
      const of = (table: string, ...columns: string[]) =>
        (rows[table] as Record<string, unknown>[]).map((row) => columns.map((column) => row[column]))
      expect(of('lead', 'id')).toEqual([[ann]])
      expect(of('address', 'lead_id', 'street', 'city')).toEqual([
        [ann, 'Am Dom 1', 'Köln'],
        [ann, null, 'Bonn'],
      ])
      expect(of('custom_value', 'lead_id', 'custom_field_id', 'value')).toEqual([
        [ann, 1, 'L'],
        [ann, 2, 'yes'],
      ])
      expect(of('opt_out', 'lead_id', 'channel', 'on_day')).toEqual([
        [ann, 'mail', '2026-01-01'],
        [ann, 'call', '2026-03-03'],
      ])
      expect(of('source_id', 'lead_id', 'value')).toEqual([[ann, '17']])
      expect(of('signal', 'kind', 'note')).toContainEqual(['replied', `said ${ann}\nsaid ${anne}`])
      expect((await page(core, ann)).lead).toMatchObject({ isPinned: true, temperature: 'warm' })
      expect(await core.call('journal.undo', {})).toMatchObject({ kept: [], impossible: [] })
      expect(readRows(path)).toEqual(before)
      expect((await page(core, ann)).lead.isPinned).toBe(false)
    })
  })

  it('is taken apart after later work, which stays', async () => {
    await withWorkbook(async (core) => {
      const [ann, anne] = await addTwo(core)
      const before = await page(core, anne)
      const { changeSet } = await merge(core, [ann, anne])
      await core.call('leads.edit', {
        leadId: ann,
        fields: { jobTitle: 'Owner', emails: ['ann@acme.example', 'lee@acme.example', 'new@acme.example'] },
      })
      await core.call('followUps.log', {
        leadId: ann,
        outcome: 'talked',
        channel: 'call',
        on: testDay,
        note: 'Later',
        next: { what: 'Send', on: addDays(testDay, 2), channel: 'mail' },
      })
      const report = await core.call('journal.undo', { changeSetId: changeSet as ChangeSetId })
      expect(report).toMatchObject({ kept: [{ leadId: ann, name: 'Ann Lee' }], impossible: [] })
      const kept = await page(core, ann)
      expect(kept.lead).toMatchObject({
        jobTitle: 'Owner',
        emails: ['ann@acme.example', 'new@acme.example'],
        phones: ['030 123456'],
        nextAction: { what: 'Send' },
      })
      expect(kept.notes).toBe('Met at the fair')
      expect((await timelineOf(core, ann, 'touch')).some(({ note }) => note === 'Later')).toBe(true)
      expect(await page(core, anne)).toEqual(before)
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true })
    })
  })

  it('gives an address back to the lead it came from, though it was put first or another was taken off since', async () => {
    await withWorkbook(async (core) => {
      const [ann, anne] = await addTwo(core)
      const shared = await add(core, { name: 'Ann L.', emails: ['third@acme.example'] })
      const { changeSet } = await merge(core, [ann, anne, shared])
      await core.call('leads.edit', { leadId: ann, fields: { emails: ['third@acme.example', 'LEE@acme.example'] } })
      const report = await core.call('journal.undo', { changeSetId: changeSet as ChangeSetId })
      expect(report.impossible).toEqual([])
      expect((await page(core, shared)).lead.emails).toEqual(['third@acme.example'])
      expect((await page(core, anne)).lead.emails.map((email) => email.toLowerCase())).toEqual(['lee@acme.example'])
    })
  })

  it('never loses a do-not-contact or an opt-out: nothing is planned with the merged lead, whoever is kept', async () => {
    await withWorkbook(async (core, { path }) => {
      const [ann, anne] = await addTwo(core)
      await core.call('leads.setDoNotContact', { leadId: anne, reason: 'Asked for it' })
      await core.call('followUps.plan', { leadId: ann, next: { what: 'Call', on: testDay, channel: 'call' } })
      const [playbook] = await core.call('nurture.playbooks', {})
      await core.dispatch('nurture.start', { leads: { ids: [ann] }, playbookId: playbook?.id })
      const raw = new Database(path)
      raw.prepare("INSERT INTO opt_out (lead_id, channel, on_day) VALUES (?, 'mail', '2026-01-02')").run(anne)
      raw.close()
      const merged = await merge(core, [ann, anne])
      expect(merged.givenUp.map(({ field }) => field)).toEqual(expect.arrayContaining(['nextAction', 'run']))
      expect(await page(core, ann)).toMatchObject({
        lead: { doNotContactOn: testDay, nextAction: null },
        doNotContactReason: 'Asked for it',
        optOuts: [{ channel: 'mail', on: '2026-01-02' }],
      })
      expect(await core.call('nurture.run', { leadId: ann })).toMatchObject({ run: { state: 'stopped' } })
    })
  })

  it('stands in the further stage and in a customer’s status, and its history tells so', async () => {
    await withWorkbook(async (core) => {
      const [ann, anne] = await addTwo(core)
      await core.call('leads.setStage', { leads: { ids: [ann] }, stage: 'sql', note: 'Met' })
      await core.call('leads.setStage', { leads: { ids: [anne] }, stage: 'won', note: 'Signed' })
      await core.call('leads.setStage', { leads: { ids: [ann] }, stage: 'mql', note: 'Too soon' })
      await merge(core, [ann, anne])
      const { lead } = await page(core, ann)
      expect(lead).toMatchObject({ stage: 'won', status: 'customer' })
      const [latestStage] = await timelineOf(core, ann, 'stage')
      const [latestStatus] = await timelineOf(core, ann, 'status')
      expect([latestStage, latestStatus]).toMatchObject([{ from: 'mql', to: 'won' }, { to: 'customer' }])
    })
  })

  it('takes what the seller chose, and refuses what cannot be', async () => {
    await withWorkbook(async (core) => {
      const [ann, anne] = await addTwo(core)
      expect(await refusal(core, 'leads.merge', { keep: ann, leads: { ids: [ann, ann] } })).toBe('invalid_input')
      expect(await refusal(core, 'leads.merge', { keep: 9, leads: { ids: [ann, anne] } })).toBe('invalid_input')
      expect(await refusal(core, 'leads.merge', { keep: ann, leadIds: [ann, 99] })).toBe('not_found')
      for (const choices of [{ notes: ann }, { 'custom:1': ann }, { name: 99 }])
        expect(await refusal(core, 'leads.merge', { keep: ann, leads: { ids: [ann, anne] }, choices })).toBe(
          'invalid_input',
        )
      await merge(core, [ann, anne], { name: anne, company: anne })
      expect((await page(core, ann)).lead).toMatchObject({ name: 'Lee, Anne', company: 'Acme' })
    })
  })

  it('is proposed by the comparison as it then comes to pass', async () => {
    await withWorkbook(async (core) => {
      const leadIds = await addTwo(core)
      const { leads, plan } = await core.call('leads.compare', { leadIds })
      expect(leads.map(({ id, touchCount, signalCount }) => [id, touchCount, signalCount])).toEqual(
        leadIds.map((id) => [id, 1, 2]),
      )
      const { givenUp } = await core.call('leads.merge', { keep: plan.keep, leadIds })
      expect(givenUp).toEqual(plan.givenUp)
      const { lead, notes } = await page(core, plan.keep)
      expect(lead).toMatchObject({ emails: plan.emails, phones: plan.phones })
      expect(notes).toBe(plan.notes)
    })
  })

  it('is what an old file finds when it is imported again', async () => {
    await withWorkbook(async (core, { folder, path }) => {
      const file = join(folder, 'fair.csv')
      writeFileSync(file, 'Name,E-mail,Company\r\nAnn Lee,ann@acme.example,Acme\r\nAnne Lee,lee@acme.example,Acme\r\n')
      const choices = { answersToAll: { near_name: 'apart' } } as const
      await core.call('import.commit', { fileId: core.takeFile(file), choices })
      const [set] = await foundIds(core)
      await merge(core, set as LeadId[])
      const before = readRows(path)
      const again = await core.call('import.commit', { fileId: core.takeFile(file), choices: {} })
      expect(again).toMatchObject({ status: 'written' })
      expect(readRows(path)['lead']).toEqual(before['lead'])
    })
  })

  it('tells the kept lead apart from whom the other was told apart', async () => {
    await withWorkbook(async (core) => {
      const [ann, anne] = await addTwo(core)
      const third = await add(core, { name: 'Ann Lee', company: 'Acme' })
      await core.call('leads.tellApart', { leadIds: [anne, third] })
      await merge(core, [ann, anne])
      expect(await foundIds(core)).toEqual([])
    })
  })
})

describe('merges among other work', () => {
  const step = fc.oneof(
    fc.record({
      name: fc.constant('leads.add' as const),
      input: fc.record({
        name: fc.constantFrom('Ann', 'Bo'),
        company: fc.constantFrom('Acme', 'Bolt'),
        phones: fc.subarray(['030 123456', '040 9876543']),
        tags: fc.subarray(['a', 'b']),
      }),
    }),
    fc.record({
      name: fc.constant('leads.setStage' as const),
      input: fc.record({ stage: fc.constantFrom('mql', 'won', 'lead'), note: fc.constant('Met') }),
    }),
    fc.record({
      name: fc.constant('followUps.log' as const),
      input: fc.record({
        outcome: fc.constantFrom('done', 'replied', 'not_now'),
        channel: fc.constant('mail'),
        on: fc.integer({ min: 0, max: 9 }).map((days) => addDays(testDay, -days)),
        next: fc.option(
          fc.record({ what: fc.constant('Call'), on: fc.constant(addDays(testDay, 3)), channel: fc.constant('call') }),
        ),
      }),
    }),
    fc.record({
      name: fc.constant('nurture.start' as const),
      input: fc.record({ playbookId: fc.integer({ min: 1, max: 7 }) }),
    }),
    fc.record({
      name: fc.constant('leads.edit' as const),
      input: fc.record({
        fields: fc.record({
          jobTitle: fc.constantFrom('Buyer', 'Owner'),
          notes: fc.constantFrom('x', 'y'),
          tags: fc.subarray(['a', 'c']),
        }),
      }),
    }),
    fc.record({
      name: fc.constant('leads.setDoNotContact' as const),
      input: fc.record({ reason: fc.constant('Asked') }),
    }),
    fc.record({ name: fc.constant('leads.tellApart' as const), input: fc.constant({}) }),
    fc.record({ name: fc.constant('leads.merge' as const), input: fc.constant({}) }),
    fc.record({ name: fc.constant('leads.merge' as const), input: fc.constant({}) }),
  )
  const steps = fc.array(fc.tuple(step, fc.nat(3), fc.nat(3)), { minLength: 3, maxLength: 14 })
  type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never

  async function take(core: Core, [{ name, input }, place, other]: Steps[number]): Promise<ChangeSetId | null> {
    const { leads } = await core.call('leads.list', { limit: 10, sort: { by: 'cameInOn', direction: 'ascending' } })
    const idAt = (at: number) => leads[at % Math.max(1, leads.length)]?.id
    const [leadId, leadIds] = [idAt(place), [idAt(place), idAt(other)]]
    const whole = {
      'leads.add': input,
      'leads.setStage': { ...input, leads: { ids: [leadId] } },
      'nurture.start': { ...input, leads: { ids: [leadId] } },
      'followUps.log': { ...input, leadId },
      'leads.edit': { ...input, leadId },
      'leads.setDoNotContact': { ...input, leadId },
      'leads.tellApart': { leadIds },
      'leads.merge': { keep: leadId, leadIds },
    }[name]
    const reply = await core.dispatch(name, whole)
    if (reply.ok) return (reply.value as { changeSet: ChangeSetId | null }).changeSet
    if (reply.error.code === 'internal') throw new Error(`${name} ${JSON.stringify(whole)}: ${reply.error.message}`)
    return null
  }

  it('go back and come again row by row, over any sequence', async () => {
    await withWorkbook(async (core, { path }) => {
      await fc.assert(
        fc.asyncProperty(steps, async (sequence) => {
          const pictures = [readRows(path)]
          for (const one of sequence) if ((await take(core, one)) !== null) pictures.push(readRows(path))
          for (let at = pictures.length - 1; at > 0; at -= 1) {
            expect(await core.call('journal.undo', {})).toMatchObject({ kept: [], impossible: [] })
            expect(readRows(path)).toEqual(pictures[at - 1])
          }
          for (let at = 1; at < pictures.length; at += 1) {
            await core.call('journal.redo', {})
            expect(readRows(path)).toEqual(pictures[at])
          }
          for (let at = pictures.length - 1; at > 0; at -= 1) await core.call('journal.undo', {})
          expect(readRows(path)).toEqual(pictures[0])
        }),
        { numRuns: 20 },
      )
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 0 } })
    })
  })

  it('leave nothing behind, in whatever order the changes are undone', async () => {
    await withWorkbook(async (core, { path }) => {
      await fc.assert(
        fc.asyncProperty(steps, fc.infiniteStream(fc.nat()), async (sequence, order) => {
          const before = readRows(path)
          const standing: ChangeSetId[] = []
          for (const one of sequence) {
            const changeSet = await take(core, one)
            if (changeSet !== null) standing.push(changeSet)
          }
          for (let tries = 0; standing.length > 0; tries += 1) {
            expect(tries, `${standing.length} changes cannot be undone`).toBeLessThan(200)
            const place = (order.next().value as number) % standing.length
            const changeSet = standing[place] as ChangeSetId
            await core.call('journal.undo', { changeSetId: changeSet })
            const { changeSets } = await core.call('journal.list', { limit: 200 })
            if (changeSets.find(({ id }) => id === changeSet)?.state === 'undone') standing.splice(place, 1)
          }
          expect(readRows(path)).toEqual(before)
        }),
        { numRuns: 20 },
      )
      expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 0 } })
    })
  })
})
