import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { type Connection, connectReader } from '../../electron/database/connection.ts'
import { LeadBook } from '../../electron/features/leads/list/lead-book.ts'
import { listLeads, readListsAhead } from '../../electron/features/leads/list/lead-list.ts'
import { leadsOf } from '../../electron/features/leads/list/rules.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { LeadFilter, LeadRule, LeadSort } from '../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../shared/contract/leads.contract.ts'
import { stages } from '../../shared/domain/funnel/stages.ts'
import { foldText } from '../../shared/domain/leads/fold-text.ts'
import { nameKey } from '../../shared/domain/leads/name-key.ts'
import { shippedViews } from '../../shared/domain/leads/shipped-views.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { allSteps } from '../../shared/primitives/steps.ts'
import { testDay } from '../support/core.ts'
import { only, yes } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const words = ['Ärger', 'anna', 'Berg', 'straße', "O'Brien", '山田', 'zoe']
const word = fc.constantFrom(...words)
const days = [-40, -10, 0].map((each) => addDays(testDay, each))

type Act = (core: Core, ids: LeadId[]) => Promise<unknown>

const pick = (ids: readonly LeadId[], place: number) => ids[place % ids.length] as LeadId

/** Things a seller does, each to a lead of a workbook. */
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ one: word, other: word, tag: word, value: fc.option(fc.integer({ min: 0, max: 3 })) }).map(
    ({ one, other, tag, value }): Act =>
      async (core, ids) => {
        const { leadId } = await core.call('leads.add', {
          name: `${one} ${other}`,
          company: other,
          tags: [tag],
          valueMinor: value,
          notes: one,
        })
        ids.push(leadId)
      },
  ),
  fc.record({ at: fc.nat(20), name: word, source: fc.option(word) }).map(
    ({ at, name, source }): Act =>
      (core, ids) =>
        core.dispatch('leads.edit', { leadId: pick(ids, at), fields: { name, source } }),
  ),
  fc.record({ at: fc.nat(20), stage: fc.constantFrom(...stages) }).map(
    ({ at, stage }): Act =>
      (core, ids) =>
        core.dispatch('leads.setStage', { leads: { ids: [pick(ids, at)] }, stage, note: 'x' }),
  ),
  fc.record({ at: fc.nat(20), on: fc.constantFrom(...days) }).map(
    ({ at, on }): Act =>
      (core, ids) =>
        core.dispatch('temperature.logSignal', { leads: { ids: [pick(ids, at)] }, kind: 'asked_for_offer', on }),
  ),
  fc.record({ at: fc.nat(20), on: fc.constantFrom(...days), note: word }).map(
    ({ at, on, note }): Act =>
      (core, ids) =>
        core.dispatch('followUps.log', {
          leadId: pick(ids, at),
          outcome: 'voicemail',
          channel: 'call',
          on,
          note,
          next: null,
        }),
  ),
  fc.record({ at: fc.nat(20) }).map(
    ({ at }): Act =>
      (core, ids) =>
        core.dispatch('followUps.plan', { leadId: pick(ids, at), next: { what: 'Call', on: addDays(testDay, at) } }),
  ),
  fc.record({ at: fc.nat(20) }).map(
    ({ at }): Act =>
      (core, ids) =>
        core.dispatch('leads.archive', { leads: { ids: [pick(ids, at)] } }),
  ),
  fc.constant<Act>((core) => core.dispatch('journal.undo', {})),
  fc.constant<Act>((core) => core.dispatch('journal.redo', {})),
)

const asked = (field: LeadRule['field'], test: LeadRule['test']): LeadRule => ({ field, test })
const rule: fc.Arbitrary<LeadRule> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      word.map((text) => asked('name', { op: 'contains', text })),
      word.map((text) => asked('company', { op: 'is', text })),
      word.map((text) => asked('tag', { op: 'anyOf', values: [text] })),
      fc.constantFrom(...stages).map((stage) => asked('stage', { op: 'anyOf', values: [stage] })),
      fc.constantFrom('cold', 'warm', 'hot').map((value) => asked('temperature', { op: 'anyOf', values: [value] })),
      fc.constant(asked('value', { op: 'numbers', from: 1, to: 2 })),
      fc.constant(asked('source', { op: 'empty' })),
      fc.constant(asked('lastTouchOn', { op: 'days', to: { daysFromToday: -5 }, orEmpty: true })),
      fc.constant(asked('nextActionOn', { op: 'empty' })),
      fc.constant(asked('isArchived', { op: 'yes' })),
    ),
  )
  .map(([not, positive]) => ({ ...positive, not }))

const filterOf: fc.Arbitrary<LeadFilter> = fc.record({
  all: fc.array(fc.array(rule, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
})
const sortBy = ['name', 'company', 'tag', 'stage', 'score', 'value', 'lastTouchOn', 'source', 'nextActionOn'] as const
const sortOf: fc.Arbitrary<LeadSort> = fc.record({
  by: fc.constantFrom(...sortBy),
  direction: fc.constantFrom('ascending', 'descending'),
})

/** Whether a lead as its page shows it meets a rule: the plain reading of the contract. */
function meets(lead: LeadRow, { field, not, test }: LeadRule): boolean {
  const holds = (): boolean => {
    if (field === 'isArchived') return lead.archivedOn !== null
    if (field === 'temperature' && test.op === 'anyOf') {
      const isActive = lead.status === 'active'
      if (test.values[0] === 'hot') return isActive && lead.temperature === 'warm' && lead.isHot
      return isActive && lead.temperature === test.values[0]
    }
    if (test.op === 'contains') return foldText(lead.name).includes(foldText(test.text))
    if (field === 'company' && test.op === 'is') return foldText(lead.company ?? '') === foldText(test.text)
    if (field === 'tag' && test.op === 'anyOf')
      return lead.tags.some((tag) => foldText(tag) === foldText(test.values[0] as string))
    if (field === 'stage' && test.op === 'anyOf') return test.values.includes(lead.stage)
    if (field === 'value') return lead.valueMinor !== null && lead.valueMinor >= 1 && lead.valueMinor <= 2
    if (field === 'source') return lead.source === null
    if (field === 'lastTouchOn') return lead.lastTouchOn === null || lead.lastTouchOn <= addDays(testDay, -5)
    if (field === 'nextActionOn') return lead.nextAction === null
    throw new Error(`No plain reading of ${field}`)
  }
  return holds() !== (not === true)
}

function plainList(all: readonly LeadRow[], { all: groups = [] }: LeadFilter, sort: LeadSort): number[] {
  const asksForTrash = groups.some((rules) => rules.some(({ field }) => field === 'isArchived'))
  const found = all.filter(
    (lead) =>
      (asksForTrash || lead.archivedOn === null) && groups.every((rules) => rules.some((each) => meets(lead, each))),
  )
  const keyOf = (lead: LeadRow): string | number | null => {
    switch (sort.by) {
      case 'company':
      case 'source':
        return lead[sort.by] === null ? null : nameKey(lead[sort.by] as string)
      case 'tag':
        return lead.tags[0] === undefined ? null : nameKey(lead.tags[0])
      case 'stage':
        return stages.indexOf(lead.stage)
      case 'score':
        return lead.score
      case 'value':
        return lead.valueMinor
      case 'lastTouchOn':
        return lead.lastTouchOn
      case 'nextActionOn':
        return lead.nextAction?.day ?? null
      default:
        return nameKey(lead.name)
    }
  }
  const byName = (a: LeadRow, b: LeadRow) => {
    const [one, other] = [nameKey(a.name), nameKey(b.name)]
    return one === other ? a.id - b.id : one < other ? -1 : 1
  }
  const sign = sort.direction === 'ascending' ? 1 : -1
  return found
    .toSorted((a, b) => {
      if (sort.by === 'name') return sign * byName(a, b)
      const [one, other] = [keyOf(a), keyOf(b)]
      if (one === other) return byName(a, b)
      if (one === null) return 1
      if (other === null) return -1
      return (one < other ? -1 : 1) * sign
    })
    .map(({ id }) => id)
}

async function idsOf(core: Core, filter: LeadFilter, sort: LeadSort, search?: string) {
  const { leads, total } = await core.call('leads.list', {
    filter,
    sort,
    limit: 200,
    ...(search === undefined ? {} : { search }),
  })
  expect(total).toBe(leads.length)
  return leads.map(({ id }) => id as number)
}

describe('any list', () => {
  it('holds the leads that a walk through all their pages finds, in that order, after any acts, and after opening the workbook again', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.record({ filter: filterOf, sort: sortOf }), { minLength: 4, maxLength: 8 }),
        async (rounds, lists) =>
          withWorkbook(async (core, { reopen }) => {
            const ids: LeadId[] = []
            for (const name of ['Zoe Ärger', 'anna berg', 'Anna Berg', "O'Brien", '山田 straße'])
              ids.push((await core.call('leads.add', { name })).leadId)
            const agree = async () => {
              const all: LeadRow[] = []
              for (const lead of ids) {
                const reply = await core.dispatch('leads.get', { lead })
                if (reply.ok) all.push((reply.value as { lead: LeadRow }).lead)
              }
              for (const { filter, sort } of lists) {
                const expected = plainList(all, filter, sort)
                expect(await idsOf(core, filter, sort)).toEqual(expected)
                expect(await core.call('leads.counts', { of: [{ filter }] })).toEqual({ counts: [expected.length] })
                expect(await core.call('leads.measure', { leads: { query: { filter } } })).toMatchObject({
                  count: expected.length,
                })
              }
            }
            await agree()
            for (const acts of rounds) {
              for (const each of acts) await each(core, ids)
              await agree()
            }
            await reopen()
            await agree()
          }),
      ),
      // As many as a slow machine gets through in a minute.
      { numRuns: 12, interruptAfterTimeLimit: 60_000 },
    )
  })

  it('is followed by a selection of all of it within the act: what the act before wrote counts', async () => {
    await withWorkbook(async (core) => {
      const ids: LeadId[] = []
      for (const name of ['Ann', 'Bea', 'Cid']) ids.push((await core.call('leads.add', { name })).leadId)
      await core.call('temperature.logSignal', { leads: { ids: ids.slice(0, 2) }, kind: 'asked_for_offer' })
      const hot = { query: { filter: only('temperature', 'hot'), search: 'e' } }
      await core.call('leads.setStatus', { leads: hot, status: 'lost', reason: 'Price' })
      expect(await idsOf(core, only('status', 'lost'), { by: 'name', direction: 'ascending' })).toEqual([])
      await core.call('leads.setStatus', {
        leads: { query: { filter: only('temperature', 'hot'), search: 'ea' }, except: [] },
        status: 'lost',
        reason: 'Price',
      })
      expect(await idsOf(core, only('status', 'lost'), { by: 'name', direction: 'ascending' })).toEqual([])
      await core.call('leads.setStatus', {
        leads: { query: { filter: only('temperature', 'hot') }, except: [ids[0] as LeadId] },
        status: 'lost',
        reason: 'Price',
      })
      expect(await idsOf(core, only('status', 'lost'), { by: 'name', direction: 'ascending' })).toEqual([ids[1]])
    })
  })
})

describe('a list sorted by a field for the first time', () => {
  it('goes by the first of several addresses and phones, whichever was written first, and by companies, days and numbers as they are', async () => {
    await withWorkbook(async (core) => {
      const add = (name: string, more: object) => core.call('leads.add', { name, ...more })
      const ann = await add('Ann', { emails: ['m@x.example', 'a@x.example'], phones: ['5', '1'], company: 'Öl AG' })
      const bea = await add('Bea', { emails: ['k@x.example'], phones: ['+43 3'], company: 'Zeta', valueMinor: 250 })
      await add('Cid', { emails: ['B@x.example', 'z@x.example'], company: 'alpha', valueMinor: 30 })
      await add('Dan', { phones: ['4'], company: 'Ol', valueMinor: 100_000_000 })
      const names = async (by: LeadSort['by'], direction: LeadSort['direction'] = 'ascending') =>
        (await core.call('leads.list', { sort: { by, direction }, limit: 9 })).leads.map(({ name }) => name).join(' ')
      // The second address comes to be the first: it lies behind the other in the file.
      await core.call('leads.edit', { leadId: ann.leadId, fields: { emails: ['a@x.example', 'm@x.example'] } })
      await core.call('leads.edit', { leadId: bea.leadId, fields: { phones: ['6', '+43 3'] } })
      expect(await names('email')).toBe('Ann Cid Bea Dan')
      expect(await names('email', 'descending')).toBe('Bea Cid Ann Dan')
      expect(await names('phone')).toBe('Dan Ann Bea Cid')
      expect(await names('company')).toBe('Cid Dan Ann Bea')
      expect(await names('company', 'descending')).toBe('Bea Ann Dan Cid')
      expect(await names('value')).toBe('Cid Bea Dan Ann')
      expect(await names('cameInOn')).toBe('Ann Bea Cid Dan')
    })
  })
})

describe('a list by score', () => {
  it('takes in a lead that comes while the list is kept', async () => {
    await withWorkbook(async (core) => {
      const cold: LeadFilter = { all: [[{ field: 'score', test: { op: 'numbers', to: 5 } }]] }
      const { leadId: first } = await core.call('leads.add', { name: 'Ann' })
      expect(await idsOf(core, cold, { by: 'name', direction: 'ascending' })).toEqual([first])
      const { leadId: second } = await core.call('leads.add', { name: 'Bea' })
      expect(await idsOf(core, cold, { by: 'name', direction: 'ascending' })).toEqual([first, second])
    })
  })
})

describe('what is kept of very many leads', () => {
  it('is all that the shipped views are counted by', async () => {
    await withWorkbook(async (core, { path }) => {
      const { leadId } = await core.call('leads.add', { name: 'Ann' })
      const raw = new Database(path, { readonly: true })
      try {
        const book = new LeadBook(
          raw,
          testDay,
          Int32Array.from({ length: 1_000_000 }, (_, at) => at + 1),
        )
        const countAll = () =>
          shippedViews.map(({ rules }) => leadsOf(book, { all: rules.map((group) => [...group]) }).count())
        const columns = () => [
          book.scores(),
          ...(['status', 'playbook', 'import', 'fit', 'stage'] as const).map((field) => book.texts(field)),
          ...(['tagUntilOn', 'lastTouchOn', 'nextActionOn', 'cameInOn'] as const).map((field) => book.numbers(field)),
          ...(['archived', 'doNotContact', 'planned', 'signalled', 'reasonToWrite', 'tried'] as const).map((name) =>
            book.set(name),
          ),
        ]
        countAll()
        const kept = columns()
        const tables = ['lead', 'signal', 'hand_tag', 'answer', 'next_action', 'run', 'import']
        const byTable = new Map(tables.map((table) => [table, new Set([leadId])]))
        expect(book.follow({ byTable, inBulk: new Set(), isWhole: false })).toBe(true)
        countAll()
        columns().forEach((column, at) => expect(column).toBe(kept[at]))
      } finally {
        raw.close()
      }
    })
  })
})

describe('what is read ahead after opening', () => {
  it('leaves the names where a question has read them', async () => {
    await withWorkbook(async (core, { path }) => {
      await core.call('leads.add', { name: 'Ann' })
      const { raw } = connectReader(path)
      try {
        const prepare = vi.spyOn(raw, 'prepare')
        listLeads({ raw, today: testDay }, { limit: 9 })
        allSteps(readListsAhead({ raw, today: testDay }))
        expect(prepare.mock.calls.filter(([sql]) => sql.includes('(name_key, id) >'))).toHaveLength(1)
      } finally {
        raw.close()
      }
    })
  })

  it('changes no list, wherever a question or a change comes between its steps', async () => {
    await withWorkbook(async (core, { path }) => {
      for (const name of ['Ann', 'Bea', 'Cid', 'Dan']) await core.call('leads.add', { name })
      const query = { sort: { by: 'score', direction: 'descending' }, limit: 9 } as const
      const listIn = ({ raw }: Connection) =>
        listLeads({ raw, today: testDay }, query).leads.map(({ name, score }) => `${name} ${score}`)
      const open = (): Connection => connectReader(path)
      let stepCount = 0
      for (let steps = 0; steps <= stepCount + 1; steps += 1)
        for (const isChanged of [false, true]) {
          const [reader, fresh] = [open(), open()]
          const ahead = readListsAhead({ raw: reader.raw, today: testDay })
          let taken = 0
          while (taken < steps && ahead.next().done !== true) taken += 1
          stepCount = Math.max(stepCount, taken)
          if (isChanged) {
            const { leadId } = await core.call('leads.add', { name: `Eve ${steps}` })
            await core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind: 'replied', topic: `${steps}` })
          }
          const listed = listIn(reader)
          expect(listed, `after ${steps} steps`).toEqual(listIn(fresh))
          while (ahead.next().done !== true);
          expect(listIn(reader)).toEqual(listed)
          for (const { raw } of [reader, fresh]) raw.close()
        }
      expect(stepCount).toBeGreaterThan(10)
    })
  })
})

describe('a search', () => {
  it('finds middles of words, runs of Chinese signs, addresses, and phones in every spelling', async () => {
    await withWorkbook(async (core) => {
      await core.call('leads.add', {
        name: 'Erika Sandmann',
        company: '株式会社山田',
        phones: ['030 1234'],
        notes: 'Messestand',
      })
      await core.call('leads.add', { name: 'Ann Other' })
      const found = async (search: string) =>
        (await core.call('leads.list', { search, limit: 9 })).leads.map(({ name }) => name)
      for (const search of [
        'andman',
        'ssest',
        '山',
        '会社山',
        'erika andm',
        '0301234',
        '030 12 34',
        '+49 30 1234',
        '0049 30 1234',
        'erika 030 1234',
      ])
        expect(await found(search), search).toEqual(['Erika Sandmann'])
      for (const search of ['dm', 'andmen', 'erika other', '0311234']) expect(await found(search), search).toEqual([])
    })
  })

  it('begins with those it names: an address, a number or a code, a name, then names that begin so', async () => {
    await withWorkbook(async (core) => {
      const add = async (name: string, more: object = {}) => (await core.call('leads.add', { name, ...more })).leadId
      await add('Aaron', { notes: 'knows Mia Berg', emails: ['mia.berg@x.example'] })
      const begins = await add('Mia Berger')
      const exact = await add('Mia Berg')
      const list = async (search: string) => core.call('leads.list', { search, limit: 9 })
      expect(await list('mia berg')).toMatchObject({
        best: 2,
        leads: [{ id: exact }, { id: begins }, { name: 'Aaron' }],
      })
      expect(await list('mia.berg@x.example')).toMatchObject({ best: 1, leads: [{ name: 'Aaron' }] })
      await core.call('followUps.plan', { leadId: begins, next: { what: 'Call', on: testDay } })
      const { lead } = await core.call('leads.get', { lead: begins })
      expect(await list(lead.code as string)).toMatchObject({ best: 1, total: 1, leads: [{ id: begins }] })
      const sorted = await core.call('leads.list', {
        search: 'mia',
        limit: 9,
        sort: { by: 'name', direction: 'ascending' },
      })
      expect(sorted).toMatchObject({ best: 0, leads: [{ name: 'Aaron' }, { id: exact }, { id: begins }] })
    })
  })

  it('of signs alone finds the leads whose texts hold them', async () => {
    await withWorkbook(async (core) => {
      const add = (fields: InputOf<'leads.add'>) => core.call('leads.add', fields)
      await add({ name: 'Ann', emails: ['ann_lee@x.example'], tags: ['50% off'] })
      await add({ name: 'Bo', company: 'Smith & Sons', notes: 'Wants 10 % less' })
      await add({ name: 'Cy', phones: ['030 (123)'] })
      const found = async (search: string) =>
        (await core.call('leads.list', { search, limit: 9 })).leads.map(({ name }) => name)
      for (const [search, names] of [
        ['%', ['Ann', 'Bo']],
        [' % ', ['Ann', 'Bo']],
        ['_', ['Ann']],
        ['&', ['Bo']],
        [')', ['Cy']],
        ['*', []],
      ] as const)
        expect(await found(search), search).toEqual(names)
    })
  })

  it('begins with the first letter or digit behind signs that a number or a quote begins with', async () => {
    await withWorkbook(async (core) => {
      await core.call('leads.add', { name: 'Ann Lee', phones: ['+49 30 1234'] })
      await core.call('leads.add', { name: 'Bo' })
      const totalOf = async (search: string) => (await core.call('leads.list', { search, limit: 9 })).total
      for (const search of [' ', '+', '(', '"', '@', '#', '/', '-', '„', '+ ('])
        expect(await totalOf(search), search).toBe(2)
      for (const search of ['+4', '(030', '"ann', '„lee', '@lee']) expect(await totalOf(search), search).toBe(1)
      for (const search of ['%', '_', '+%', '*']) expect(await totalOf(search), search).toBe(0)
    })
  })
})

describe('a search that very many leads answer', () => {
  it('by signs alone has the first leads of the list on its first page, and is counted apart', async () => {
    await withWorkbook(async (core, { path, reopen }) => {
      await core.call('leads.add', { name: 'Zora', notes: 'A * here' })
      await core.closeWorkbook()
      const raw = new Database(path)
      raw.exec(`
        WITH RECURSIVE n (n) AS (SELECT 10000 UNION ALL SELECT n + 1 FROM n WHERE n < 18000)
        INSERT INTO lead (name, name_key, stage, status, came_in_on, created_at, search_text, notes)
        SELECT 'A ' || n, 'a ' || n, 'lead', 'active', '${testDay}', '', 'a ' || n, iif(n % 5 < 3, '* and *', '') FROM n`)
      raw.close()
      await reopen()
      const first = await core.call('leads.list', { search: '*', limit: 60 })
      expect(first).toMatchObject({ isMore: true, total: 60 })
      expect(first.leads.map(({ name }) => name).slice(0, 4)).toEqual(['A 10000', 'A 10001', 'A 10002', 'A 10005'])
      const second = await core.call('leads.list', { search: '*', limit: 60, offset: 60 })
      expect(second.total).toBe(4802)
      expect(new Set([...first.leads, ...second.leads].map(({ id }) => id)).size).toBe(120)
      expect(await core.call('leads.counts', { of: [{ search: '*' }] })).toEqual({ counts: [4802] })
    })
  })

  it('has the leads it names on its first page, and each lead on one page only', async () => {
    await withWorkbook(async (core, { path, reopen }) => {
      const { leadId } = await core.call('leads.add', { name: 'Zora Common' })
      await core.closeWorkbook()
      const raw = new Database(path)
      raw.exec(`
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5200)
        INSERT INTO lead (name, name_key, stage, status, came_in_on, created_at, search_text)
        SELECT 'A ' || n, 'a ' || n, 'lead', 'active', '${testDay}', '', 'a ' || n || ' zoras' FROM n`)
      raw.close()
      await reopen()
      const first = await core.call('leads.list', { search: 'zora', limit: 60 })
      expect(first).toMatchObject({ isMore: true, best: 1 })
      expect(first.leads[0]?.id).toBe(leadId)
      const second = await core.call('leads.list', { search: 'zora', limit: 60, offset: 60 })
      expect(new Set([...first.leads, ...second.leads].map(({ id }) => id)).size).toBe(120)
    })
  })
})

describe('leads in the trash', () => {
  it('are in no list that does not ask for them, in no count, in no group of Today and in no sheet', async () => {
    await withWorkbook(async (core) => {
      const { leadId } = await core.call('leads.add', { name: 'Ann', tags: ['VIP'], emails: ['a@x.example'] })
      const twin = await core.call('leads.add', { name: 'Ann', company: 'Acme' })
      await core.call('leads.edit', { leadId, fields: { company: 'Acme' } })
      await core.call('followUps.plan', { leadId, next: { what: 'Call', on: testDay } })
      await core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind: 'asked_for_offer' })
      await core.call('leads.archive', { leads: { ids: [leadId] } })
      expect((await core.call('leads.list', { limit: 9 })).leads.map(({ id }) => id)).toEqual([twin.leadId])
      expect((await core.call('leads.list', { limit: 9, search: 'vip' })).total).toBe(0)
      expect((await core.call('leads.list', { limit: 9, filter: yes('isArchived') })).total).toBe(1)
      expect((await core.call('leads.values', { field: 'tag', limit: 9 })).values).toEqual([
        { value: 'VIP', name: 'VIP', count: 0 },
      ])
      const today = await core.call('followUps.today', {})
      for (const group of [today.inPerson, today.late, today.due, today.cooling, today.noNextStep])
        expect(group.entries.map(({ lead }) => lead.id)).not.toContain(leadId)
      expect(today.plannedCount).toBe(0)
      expect((await core.call('leads.findDuplicates', { limit: 9 })).total).toBe(0)
      expect(await core.call('workbook.status', {})).toMatchObject({ leadCount: 1, dueCount: 0 })
      const sheet = await core.call('sheet.week', { week: '2026-W13' })
      expect(sheet.leadIds).not.toContain(leadId)
    })
  })
})
