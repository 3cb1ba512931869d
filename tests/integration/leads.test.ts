import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays, plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { only, yes } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'
import { timelineOf } from '../support/timeline.ts'

const withWorkbook = sharingCore()

async function add(core: Core, fields: InputOf<'leads.add'>): Promise<LeadId> {
  return (await core.call('leads.add', fields)).leadId
}

async function names(core: Core, request: Partial<InputOf<'leads.list'>> = {}): Promise<string[]> {
  return (await core.call('leads.list', { limit: 100, ...request })).leads.map((lead) => lead.name)
}

async function failure(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

describe('a lead made by hand', () => {
  it('comes back as it was written, active and in the first stage', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, {
        name: ' Erika Müller ',
        company: 'Müller & Söhne GmbH',
        jobTitle: 'Inhaberin',
        emails: ['Erika@Mueller.example'],
        phones: ['0170 1234567'],
        links: ['https://mueller.example'],
        source: 'Messe',
        tags: ['VIP', 'vip', 'Druck'],
        valueMinor: 250_000,
        notes: 'Mag Papier',
      })
      const page = await core.call('leads.get', { lead: leadId })
      expect(page.lead).toEqual({
        id: leadId,
        code: null,
        name: 'Erika Müller',
        companyId: 1,
        company: 'Müller & Söhne GmbH',
        jobTitle: 'Inhaberin',
        emails: ['Erika@Mueller.example'],
        phones: ['0170 1234567'],
        links: ['https://mueller.example'],
        street: null,
        postalCode: null,
        city: null,
        region: null,
        country: null,
        score: 0,
        temperature: 'cold',
        isHot: false,
        isCooling: false,
        isPinned: false,
        fit: null,
        stage: 'lead',
        status: 'active',
        restingUntilOn: null,
        source: 'Messe',
        tags: ['Druck', 'VIP'],
        nextAction: null,
        lastTouchOn: null,
        cameInOn: testDay,
        valueMinor: 250_000,
        notes: 'Mag Papier',
        playbook: null,
        doNotContactOn: null,
        archivedOn: null,
        custom: {},
      })
      expect(page).toMatchObject({
        links: ['https://mueller.example'],
        notes: 'Mag Papier',
        stageSinceOn: testDay,
        cameBy: null,
        damagedPhones: [],
      })
      const { entries } = await core.call('leads.timeline', { leadId, limit: 9 })
      expect(entries.map(({ type }) => type)).toEqual(['edit', 'status', 'stage'])
    })
  })

  it('is called by its company, e-mail or phone where it has no name, and follows them until it has', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { emails: ['a@b.example'], phones: ['030 123456'] })
      const nameNow = async () => (await core.call('leads.get', { lead: leadId })).lead.name
      expect(await nameNow()).toBe('a@b.example')
      await core.call('leads.edit', { leadId, fields: { company: 'Acme' } })
      expect(await nameNow()).toBe('Acme')
      await core.call('leads.edit', { leadId, fields: { company: null, emails: [] } })
      expect(await nameNow()).toBe('030 123456')
      await core.call('leads.edit', { leadId, fields: { name: 'Ann' } })
      await core.call('leads.edit', { leadId, fields: { company: 'Acme' } })
      expect(await nameNow()).toBe('Ann')
      await core.call('leads.edit', { leadId, fields: { name: '' } })
      expect(await nameNow()).toBe('Acme')
    })
  })

  it('is refused without anything to call it by, and nothing is left of it', async () => {
    await withWorkbook(async (core) => {
      expect(await failure(core, 'leads.add', { name: ' ', notes: 'x', tags: ['t'] })).toMatchObject({
        code: 'invalid_input',
      })
      expect(await core.call('journal.list', { limit: 10 })).toEqual({ changeSets: [], canUndo: false, canRedo: false })
    })
  })

  it('is refused with an e-mail address that another lead has, however it is written, naming that lead', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann', emails: ['Ann@Acme.example'] })
      const refused = await failure(core, 'leads.add', {
        name: 'Bob',
        emails: ['bob@acme.example', ' ann@acme.EXAMPLE'],
      })
      expect(refused).toMatchObject({ code: 'not_possible', details: { leadId } })
      expect(refused.message).toContain('Ann')
      const bob = await add(core, { name: 'Bob' })
      expect(
        await failure(core, 'leads.edit', { leadId: bob, fields: { emails: ['ann@acme.example'] } }),
      ).toMatchObject({ code: 'not_possible' })
    })
  })

  it('keeps what is no e-mail address as it was typed', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann', emails: ['ann at acme'] })
      expect((await core.call('leads.get', { lead: leadId })).lead.emails).toEqual(['ann at acme'])
      await core.call('leads.edit', { leadId, fields: { emails: ['ann@acme', 'ann at acme'] } })
      expect((await core.call('leads.get', { lead: leadId })).lead.emails).toEqual(['ann@acme', 'ann at acme'])
    })
  })
})

describe('editing a lead', () => {
  it('writes the fields that are given and leaves the others', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, {
        name: 'Ann',
        company: 'Acme',
        emails: ['a@x.example', 'b@x.example'],
        phones: ['030 1'],
        tags: ['one'],
        notes: 'n',
      })
      await core.call('leads.edit', {
        leadId,
        fields: { emails: ['b@x.example', 'c@x.example'], tags: [], notes: null },
      })
      const { lead, notes } = await core.call('leads.get', { lead: leadId })
      expect(lead).toMatchObject({
        name: 'Ann',
        company: 'Acme',
        emails: ['b@x.example', 'c@x.example'],
        phones: ['030 1'],
        tags: [],
      })
      expect(notes).toBeNull()
    })
  })

  it('changes nothing, and says so, where all is as it was', async () => {
    await withWorkbook(async (core) => {
      const fields = {
        name: 'Ann',
        company: 'Acme',
        emails: ['a@x.example'],
        phones: ['030 1'],
        tags: ['one'],
        links: ['x'],
        source: 's',
        notes: 'n',
        jobTitle: 'j',
        valueMinor: 1,
      }
      const leadId = await add(core, fields)
      expect(await core.call('leads.edit', { leadId, fields })).toEqual({ changeSet: null })
    })
  })

  it('refuses to take the last thing away that the lead could be called by', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { emails: ['a@x.example'] })
      expect(await failure(core, 'leads.edit', { leadId, fields: { emails: [] } })).toMatchObject({
        code: 'invalid_input',
      })
      expect((await core.call('leads.get', { lead: leadId })).lead.emails).toEqual(['a@x.example'])
    })
  })

  it('refuses a lead that is not there', async () => {
    await withWorkbook(async (core) => {
      expect(await failure(core, 'leads.edit', { leadId: 7, fields: { name: 'x' } })).toMatchObject({
        code: 'not_found',
      })
      expect(await failure(core, 'leads.get', { lead: 7 })).toMatchObject({ code: 'not_found' })
      expect(await failure(core, 'leads.setStage', { leads: { ids: [7] }, stage: 'mql' })).toMatchObject({
        code: 'not_found',
      })
    })
  })
})

describe('search', () => {
  it('finds a lead by the beginning of any of its words, whatever their spelling', async () => {
    await withWorkbook(async (core) => {
      await add(core, {
        name: 'Jürgen Groß',
        company: "L'Oréal",
        emails: ['j.gross@loreal.example'],
        phones: ['+49 (170) 123 45 67'],
        tags: ['Düsseldorf'],
        source: 'Messe',
        notes: 'Łódź',
      })
      await add(core, { name: 'Ann Other' })
      for (const search of [
        'jur',
        'GROSS',
        'groß',
        'loreal',
        'lor gross',
        'j.gross@loreal',
        '0170 123',
        '+49170 12',
        '01701',
        'dussel',
        'mess',
        'lodz',
        'example',
      ]) {
        expect(await names(core, { search }), search).toEqual(['Jürgen Groß'])
      }
      expect(await names(core, { search: 'ross' })).toEqual(['Jürgen Groß'])
      expect(await names(core, { search: 'os' })).toEqual([])
      expect(await names(core, { search: 'gross other' })).toEqual([])
      expect(await names(core, { search: ' ' })).toHaveLength(2)
      expect(await names(core, { search: '"*) OR (^-' })).toHaveLength(0)
    })
  })

  it('answers words of any alphabet and any sign that a query language might take for its own', async () => {
    await withWorkbook(async (core) => {
      await add(core, { name: '山田 太郎' })
      await add(core, { name: 'هدى الشريف' })
      await add(core, { name: 'हिन्दी नाम' })
      await add(core, { name: '😀' })
      expect(await names(core, { search: '山' })).toEqual(['山田 太郎'])
      expect(await names(core, { search: 'الش' })).toEqual(['هدى الشريف'])
      expect(await names(core, { search: 'हिन्दी' })).toEqual(['हिन्दी नाम'])
      for (const search of ['AND', 'a NEAR b', 'name:x', '{', '"', "'", '*', '^a', '-a', '😀', '\u0000'])
        await names(core, { search })
    })
  })

  it('follows an edit at once', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann' })
      expect(await names(core, { search: 'ann' })).toEqual(['Ann'])
      await core.call('leads.edit', { leadId, fields: { name: 'Bea' } })
      expect(await names(core, { search: 'ann' })).toEqual([])
      expect(await names(core, { search: 'bea' })).toEqual(['Bea'])
    })
  })
})

describe('the list', () => {
  it('is in the order of the names, and pages without a gap or a repeat', async () => {
    await withWorkbook(async (core) => {
      for (const name of ['Émile', 'Zoe', 'anna', 'Özlem', 'Bert', 'Emil', 'Anna']) await add(core, { name })
      const all = await names(core)
      expect(all).toEqual(['anna', 'Anna', 'Bert', 'Emil', 'Émile', 'Özlem', 'Zoe'])
      const paged: string[] = []
      let after: string | undefined
      do {
        const page = await core.call('leads.list', { limit: 2, ...(after === undefined ? {} : { after }) })
        expect(page.total).toBe(7)
        paged.push(...page.leads.map((lead) => lead.name))
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(paged).toEqual(all)
      expect(await names(core, { offset: 5 })).toEqual(['Özlem', 'Zoe'])
    })
  })

  it('goes on behind the lead it ended with, though leads before it came and went', async () => {
    await withWorkbook(async (core) => {
      for (const name of ['B', 'D', 'F', 'H']) await add(core, { name })
      const { next } = await core.call('leads.list', { limit: 2 })
      await add(core, { name: 'A' })
      expect(await names(core, { after: next as string })).toEqual(['F', 'H'])
      expect(await failure(core, 'leads.list', { limit: 2, after: 'x' })).toMatchObject({ code: 'invalid_input' })
    })
  })

  it('puts leads without a value last in both directions', async () => {
    await withWorkbook(async (core) => {
      await add(core, { name: 'None' })
      await add(core, { name: 'Low', valueMinor: 100, company: 'B', source: 'x' })
      await add(core, { name: 'High', valueMinor: 200, company: 'A', source: 'y' })
      for (const by of ['value', 'company', 'source'] as const) {
        expect((await names(core, { sort: { by, direction: 'ascending' } })).at(-1)).toBe('None')
        expect((await names(core, { sort: { by, direction: 'descending' } })).at(-1)).toBe('None')
      }
      expect(await names(core, { sort: { by: 'value', direction: 'descending' } })).toEqual(['High', 'Low', 'None'])
    })
  })

  it('sorts by temperature and filters by it, with as many leads as the counts say', async () => {
    await withWorkbook(async (core) => {
      const [cold, warm, hot, pinned] = [
        await add(core, { name: 'Cold' }),
        await add(core, { name: 'Warm' }),
        await add(core, { name: 'Hot' }),
        await add(core, { name: 'Pinned' }),
      ]
      const cooling = await add(core, { name: 'Cooling' })
      const temperatures = ['cold', 'warm', 'hot', 'cooling'].map((temperature) => only('temperature', temperature))
      const filters = [{}, ...temperatures, yes('hasNoNextStep')]
      const counts = async () => (await core.call('leads.counts', { of: filters.map((filter) => ({ filter })) })).counts
      await core.call('temperature.logSignal', { leads: { ids: [warm] }, kind: 'replied' })
      await core.call('temperature.logSignal', { leads: { ids: [hot] }, kind: 'asked_for_offer' })
      await core.call('temperature.logSignal', {
        leads: { ids: [cooling] },
        kind: 'replied',
        on: addDays(testDay, -12),
      })
      await core.call('temperature.tag', { leads: { ids: [pinned] }, temperature: 'warm', reason: 'Met at the fair' })
      expect(await names(core, { sort: { by: 'temperature', direction: 'descending' } })).toEqual([
        'Hot',
        'Warm',
        'Cooling',
        'Cold',
        'Pinned',
      ])
      expect(await names(core, { filter: only('temperature', 'warm') })).toEqual(['Cooling', 'Hot', 'Pinned', 'Warm'])
      expect(await names(core, { filter: only('temperature', 'hot') })).toEqual(['Hot'])
      expect(await names(core, { filter: only('temperature', 'cooling') })).toEqual(['Cooling'])
      expect(await names(core, { filter: only('temperature', 'cold') })).toEqual(['Cold'])
      expect(await counts()).toEqual([5, 1, 4, 1, 1, 3])
      await core.call('leads.setStatus', { leads: { ids: [cold, warm] }, status: 'lost', reason: 'Price' })
      expect(await counts()).toEqual([5, 0, 3, 1, 1, 2])
      for (const [place, filter] of filters.entries())
        expect((await core.call('leads.list', { limit: 1, filter })).total).toBe((await counts())[place])
    })
  })

  it('shows as parked the leads that Today counts as parked: not those touched, planned for, resting or out of reach', async () => {
    await withWorkbook(async (core) => {
      const parked = await add(core, { name: 'Ann Parked' })
      const touched = await add(core, { name: 'Bea Touched' })
      const planned = await add(core, { name: 'Cid Planned' })
      const resting = await add(core, { name: 'Dot Resting' })
      const outOfReach = await add(core, { name: 'Eve Out' })
      await core.call('followUps.log', { leadId: touched, outcome: 'voicemail', channel: 'call', next: null })
      await core.call('followUps.plan', { leadId: planned, next: { what: 'Call', on: testDay } })
      await core.call('leads.setStatus', { leads: { ids: [resting] }, status: 'resting', untilOn: addDays(testDay, 9) })
      await core.call('leads.setDoNotContact', { leadId: outOfReach, reason: 'Asked for it' })
      const listed = await core.call('leads.list', { limit: 10, filter: yes('isParked') })
      expect(listed.leads.map((lead) => lead.id)).toEqual([parked])
      expect((await core.call('followUps.today', {})).parkedCount).toBe(listed.total)
    })
  })

  it('filters by stage, status and ids, together with a search', async () => {
    await withWorkbook(async (core) => {
      const a = await add(core, { name: 'Ann A' })
      const b = await add(core, { name: 'Ann B' })
      const c = await add(core, { name: 'Cid' })
      await core.call('leads.setStage', { leads: { ids: [a, c] }, stage: 'sql', note: 'Met' })
      expect(await names(core, { filter: only('stage', 'sql') })).toEqual(['Ann A', 'Cid'])
      expect(await names(core, { filter: only('stage', 'sql'), search: 'ann' })).toEqual(['Ann A'])
      expect(await names(core, { filter: { ids: [c, b] } })).toEqual(['Ann B', 'Cid'])
      expect(await names(core, { filter: only('status', 'customer') })).toEqual([])
    })
  })
})

describe('finding one lead', () => {
  it('takes an id, an e-mail address or a code', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann', emails: ['Ann@x.example'] })
      await core.call('followUps.plan', { leadId, next: { what: 'Call', on: addDays(testDay, 1) } })
      const { lead } = await core.call('leads.get', { lead: leadId })
      expect(lead.code).toMatch(/^[2-9A-HJKMNP-Z]{3}$/)
      expect(lead.nextAction).toMatchObject({ what: 'Call', day: addDays(testDay, 1) })
      for (const named of ['ann@X.example', ` ${lead.code?.toLowerCase()} `, String(leadId)]) {
        expect((await core.call('leads.get', { lead: named })).lead.id).toBe(leadId)
      }
    })
  })
})

describe('stages', () => {
  it('writes a dated event for each move, back moves included, and none where nothing moves', async () => {
    await withWorkbook(async (core, { reopen }) => {
      const leadId = await add(core, { name: 'Ann' })
      await reopen(addDays(testDay, 1))
      await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'sql', note: 'Met' })
      expect(await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'sql' })).toMatchObject({
        changeSet: null,
        moved: 0,
        refusedCount: 0,
      })
      await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'mql', note: 'Too soon' })
      const { lead, stageSinceOn } = await core.call('leads.get', { lead: leadId })
      expect([lead.stage, stageSinceOn]).toEqual(['mql', addDays(testDay, 1)])
      expect(await timelineOf(core, leadId, 'stage')).toEqual([
        { type: 'stage', on: addDays(testDay, 1), from: 'sql', to: 'mql', cause: 'user', note: 'Too soon' },
        { type: 'stage', on: addDays(testDay, 1), from: 'lead', to: 'sql', cause: 'user', note: 'Met' },
        { type: 'stage', on: testDay, from: null, to: 'lead', cause: 'user', note: null },
      ])
    })
  })

  it('makes a customer and a past client of a lead that is won, and an active lead of one moved back', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann' })
      await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'won', note: 'Signed' })
      const won = await core.call('leads.get', { lead: leadId })
      expect(won.lead).toMatchObject({ stage: 'won', status: 'customer', score: 25, temperature: 'warm' })
      expect(await timelineOf(core, leadId, 'signal')).toMatchObject([{ kind: 'past_client', on: testDay }])
      await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'proposal', note: 'Not signed yet' })
      expect((await core.call('leads.get', { lead: leadId })).lead).toMatchObject({
        stage: 'proposal',
        status: 'active',
      })
    })
  })
})

describe('statuses', () => {
  it('lets a lead rest until its day, on which it is active again by itself', async () => {
    await withWorkbook(async (core, { reopen }) => {
      const leadId = await add(core, { name: 'Ann' })
      const untilOn = plainDate('2026-04-10')
      await core.call('leads.setStatus', { leads: { ids: [leadId] }, status: 'resting', untilOn })
      const statusOn = async (day: string) => {
        await reopen(plainDate(day))
        const { lead, restingUntilOn } = await core.call('leads.get', { lead: leadId })
        expect(restingUntilOn).toBe(untilOn)
        const { total } = await core.call('leads.list', { limit: 1, filter: only('status', lead.status) })
        expect(total).toBe(1)
        return lead.status
      }
      expect(await statusOn('2026-04-09')).toBe('resting')
      expect(await statusOn('2026-04-10')).toBe('active')
    })
  })

  it('asks for a day to rest until and for the reason of a loss', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, { name: 'Ann' })
      for (const wrong of [
        { status: 'resting' },
        { status: 'resting', untilOn: testDay },
        { status: 'lost' },
        { status: 'disqualified', reason: ' ' },
      ]) {
        expect(await failure(core, 'leads.setStatus', { leads: { ids: [leadId] }, ...wrong })).toMatchObject({
          code: 'invalid_input',
        })
      }
      await core.call('leads.setStatus', { leads: { ids: [leadId] }, status: 'lost', reason: 'Price' })
      expect(await core.call('leads.get', { lead: leadId })).toMatchObject({
        statusReason: 'Price',
        lead: { status: 'lost' },
      })
    })
  })

  it('ends what is planned and the playbook when a lead is lost or may not be contacted', async () => {
    await withWorkbook(async (core) => {
      const ends: ((leadId: LeadId) => Promise<unknown>)[] = [
        (leadId) => core.call('leads.setStatus', { leads: { ids: [leadId] }, status: 'lost', reason: 'Price' }),
        (leadId) => core.call('leads.setDoNotContact', { leadId, reason: 'Asked us to stop' }),
      ]
      for (const end of ends) {
        const leadId = await add(core, { name: 'Ann' })
        await core.call('followUps.plan', { leadId, next: { what: 'Call', on: testDay } })
        expect((await core.call('workbook.status', {})).dueCount).toBe(1)
        await end(leadId)
        expect((await core.call('leads.get', { lead: leadId })).lead).toMatchObject({ nextAction: null, code: null })
        expect((await core.call('workbook.status', {})).dueCount).toBe(0)
      }
    })
  })

  it('keeps the first day of a do-not-contact mark', async () => {
    await withWorkbook(async (core, { reopen }) => {
      const leadId = await add(core, { name: 'Ann' })
      await core.call('leads.setDoNotContact', { leadId, reason: 'One' })
      await reopen(addDays(testDay, 3))
      await core.call('leads.setDoNotContact', { leadId, reason: 'Two' })
      expect(await core.call('leads.get', { lead: leadId })).toMatchObject({
        doNotContactReason: 'Two',
        lead: { doNotContactOn: testDay },
      })
    })
  })
})

describe('a search that most of very many leads answer', () => {
  it('gives the page that a walk through all of them gives', async () => {
    await withWorkbook(async (core, { folder }) => {
      const sheet = join(folder, 'many.csv')
      const lines = Array.from(
        { length: 12_000 },
        (_, i) => `${['Anna', 'Bert', 'Özge'][i % 3]} ${(i * 7919) % 12_000},lead${i}@x.example`,
      )
      writeFileSync(sheet, ['Name,E-Mail', ...lines].join('\r\n'))
      await core.call('import.commit', { fileId: core.takeFile(sheet), choices: {} })
      const mostAnswer = ['l', 'x', 'example lead', 'xampl', 'ead', 'xam ead7']
      for (const search of ['l', 'x', 'an', 'oz e', 'example lead', 'an 1', 'xampl', 'ead', 'xam ead7', 'ert']) {
        const first = await core.call('leads.list', { search, limit: 50 })
        // A page this long is cut from the list of all hits.
        const whole = await core.call('leads.list', { search, limit: 1000 })
        if (first.isMore) expect(first.total, search).toBeLessThan(whole.total)
        else expect(first.total, search).toBe(whole.total)
        expect(first.leads, search).toEqual(whole.leads.slice(0, 50))
        expect(first.best, search).toBe(whole.best)
        expect(first.isMore, search).toBe(mostAnswer.includes(search))
        const second = await core.call('leads.list', { search, limit: 50, after: first.next as string })
        expect(second, search).toMatchObject({ total: whole.total, isMore: false })
        expect(second.leads, search).toEqual(whole.leads.slice(50, 100))
        expect(await core.call('leads.counts', { of: [{ search }] }), search).toEqual({ counts: [whole.total] })
      }
      const { counts } = await core.call('leads.counts', { of: [{ search: 'x' }] })
      expect(counts).toEqual([12_000])
    })
  })
})
