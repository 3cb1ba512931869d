import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { LeadBook } from '../../electron/features/leads/list/lead-book.ts'
import type { LeadFilter, LeadSort } from '../../shared/contract/lead-query.contract.ts'
import type { LeadRow } from '../../shared/contract/leads.contract.ts'
import type { Why } from '../../shared/contract/temperature.contract.ts'
import { foldText } from '../../shared/domain/leads/fold-text.ts'
import { nameKey } from '../../shared/domain/leads/name-key.ts'
import { signalKinds } from '../../shared/domain/temperature/signal-kinds.ts'
import { defaultTemperatureRules, type TemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { exportInto } from '../support/export-files.ts'
import { only, yes } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const names = ['Ann', 'Bea', 'Cid', 'Dee', 'Eve'] as const
/** Two of them are one topic in two spellings. */
const topics = ['Prices', 'PRICES', 'Café', 'Audit', undefined] as const

type Act = (core: Core, ids: readonly LeadId[]) => Promise<unknown>

const at = fc.nat(names.length - 1)
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        at,
        kind: fc.constantFrom(...signalKinds),
        daysAgo: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 800 })),
        topic: fc.constantFrom(...topics),
      })
      .map(
        ({ at, kind, daysAgo, topic }): Act =>
          (core, ids) =>
            core.dispatch('temperature.logSignal', {
              leads: { ids: [ids[at]] },
              kind,
              on: addDays(testDay, -daysAgo),
              ...(topic !== undefined && { topic }),
            }),
      ),
  },
  fc.record({ at, temperature: fc.constantFrom('cold', 'warm'), days: fc.nat(40) }).map(
    ({ at, temperature, days }): Act =>
      (core, ids) =>
        core.dispatch('temperature.tag', {
          leads: { ids: [ids[at]] },
          temperature,
          reason: 'x',
          untilOn: addDays(testDay, days),
        }),
  ),
  fc.constant<Act>((core, ids) => core.dispatch('temperature.untag', { leads: { ids } })),
  fc
    .record({
      warmFrom: fc.integer({ min: 5, max: 40 }),
      coolingDays: fc.nat(20),
      windowDays: fc.integer({ min: 1, max: 90 }),
    })
    .map(
      ({ warmFrom, coolingDays, windowDays }): Act =>
        (core) => {
          const { signals } = defaultTemperatureRules
          const rules: TemperatureRules = {
            ...defaultTemperatureRules,
            warmFrom,
            coolingDays,
            signals: { ...signals, replied: { ...signals.replied, windowDays } },
          }
          return core.dispatch('temperature.setRules', { rules })
        },
    ),
  fc.constant<Act>((core) => core.dispatch('temperature.mergeTopics', { topic: 'Audit', into: 'Prices' })),
  fc.record({ at }).map(
    ({ at }): Act =>
      (core, ids) =>
        core.dispatch('leads.setStatus', { leads: { ids: [ids[at]] }, status: 'lost', reason: 'x' }),
  ),
  fc.constant<Act>((core) => core.dispatch('journal.undo', {})),
  fc.constant<Act>((core) => core.dispatch('journal.redo', {})),
)

/** A lead's row of today, and why it is as warm as it is on another day. */
type Known = { row: LeadRow; why: Why; interests: readonly string[] }

const byName: LeadSort = { by: 'name', direction: 'ascending' }

/** What is asked of the list, and which leads one expects: the plain reading of {@link Why}. */
const questions: { filter: LeadFilter; isMet: (known: Known) => boolean }[] = [
  { filter: only('temperature', 'cold'), isMet: ({ row, why }) => isActive(row) && why.temperature === 'cold' },
  { filter: only('temperature', 'warm'), isMet: ({ row, why }) => isActive(row) && why.temperature === 'warm' },
  { filter: only('temperature', 'hot'), isMet: ({ row, why }) => isActive(row) && why.isHot },
  { filter: only('temperature', 'cooling'), isMet: ({ row, why }) => isActive(row) && why.isCooling },
  { filter: yes('isPinned'), isMet: ({ why }) => why.isPinned },
  {
    filter: { all: [[{ field: 'tagUntilOn', test: { op: 'empty' } }]] },
    isMet: ({ why }) => why.pin === null,
  },
  {
    filter: { all: [[{ field: 'score', test: { op: 'numbers', from: 10, to: 40 } }]] },
    isMet: ({ why }) => why.score >= 10 && why.score <= 40,
  },
  { filter: only('interest', 'prices'), isMet: ({ interests }) => has(interests, 'Prices') },
  {
    filter: only('interest', 'cafe', 'AUDIT'),
    isMet: ({ interests }) => has(interests, 'Café') || has(interests, 'Audit'),
  },
  {
    filter: { all: [[{ field: 'interest', not: true, test: { op: 'contains', text: 'pric' } }]] },
    isMet: ({ interests }) => !has(interests, 'Prices'),
  },
  {
    filter: { all: [[{ field: 'interest', test: { op: 'empty' } }]] },
    isMet: ({ interests }) => interests.length === 0,
  },
]

function isActive(row: LeadRow): boolean {
  return row.status === 'active'
}

function has(interests: readonly string[], topic: string): boolean {
  return interests.some((one) => foldText(one) === foldText(topic))
}

async function readKnown(core: Core, ids: readonly LeadId[], on: PlainDate): Promise<Known[]> {
  const known: Known[] = []
  for (const leadId of ids) {
    const reply = await core.dispatch('leads.get', { lead: leadId })
    // Adding it was undone.
    if (!reply.ok) continue
    const { lead: row } = reply.value as { lead: LeadRow }
    const why = await core.call('temperature.why', { leadId, on })
    known.push({ row, why, interests: why.interests.flatMap(({ topic, points }) => (points > 0 ? [topic] : [])) })
  }
  return known
}

/** Every row, filter, count and order of the list on a day is what one lead's own account says of each of them. */
async function expectAgreement(core: Core, ids: readonly LeadId[], temperatureOn: PlainDate) {
  const known = await readKnown(core, ids, temperatureOn)
  const ordered = async (by: LeadSort['by'], direction: LeadSort['direction']) =>
    (await core.call('leads.list', { temperatureOn, sort: { by, direction }, limit: 9 })).leads.map(({ id }) => id)
  const { leads } = await core.call('leads.list', { temperatureOn, sort: byName, fields: ['interests'], limit: 9 })
  expect(
    leads.map(({ id, score, temperature, isHot, isCooling, isPinned, interests }) => ({
      id,
      score,
      temperature,
      isHot,
      isCooling,
      isPinned,
      interests,
    })),
  ).toEqual(
    known.map(({ row: { id }, why: { score, temperature, isHot, isCooling, isPinned }, interests }) => ({
      id,
      score,
      temperature,
      isHot,
      isCooling,
      isPinned,
      interests,
    })),
  )
  const { counts } = await core.call('leads.counts', { of: questions.map(({ filter }) => ({ filter, temperatureOn })) })
  for (const [place, { filter, isMet }] of questions.entries()) {
    const expected = known.filter(isMet).map(({ row }) => row.id)
    const found = await core.call('leads.list', { filter, temperatureOn, sort: byName, limit: 9 })
    const asked = `${JSON.stringify(filter)} on ${temperatureOn}`
    expect([found.total, ...found.leads.map(({ id }) => id)], asked).toEqual([expected.length, ...expected])
    expect(counts[place], asked).toBe(expected.length)
  }
  const byScore = (sign: 1 | -1) =>
    known.toSorted((one, other) => sign * (one.why.score - other.why.score)).map(({ row }) => row.id)
  expect(await ordered('score', 'ascending')).toEqual(byScore(1))
  expect(await ordered('temperature', 'descending')).toEqual(byScore(-1))
  const byInterest = known.toSorted((one, other) => compareInterests(one.interests, other.interests))
  expect(await ordered('interest', 'ascending')).toEqual(byInterest.map(({ row }) => row.id))
}

/** By the strongest; who has none comes last. */
function compareInterests([one]: readonly string[], [other]: readonly string[]): number {
  const [key, otherKey] = [one, other].map((topic) => (topic === undefined ? '' : nameKey(topic))) as [string, string]
  if (key === otherKey) return 0
  if (key === '' || otherKey === '') return key === '' ? 1 : -1
  return key < otherKey ? -1 : 1
}

const day = fc.oneof(fc.integer({ min: -90, max: 60 }), fc.integer({ min: -800, max: 800 }))

describe('a list as of any day', () => {
  it('says of each lead what its own account of that day says, whatever happens meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        fc.array(day, { minLength: 1, maxLength: 3 }),
        fc.nat(30),
        async (rounds, days, later) =>
          withWorkbook(async (core, { reopen }) => {
            const ids: LeadId[] = []
            for (const name of names) ids.push((await core.call('leads.add', { name })).leadId)
            const agree = async () => {
              for (const each of [...days, 0]) await expectAgreement(core, ids, addDays(testDay, each))
            }
            for (const acts of rounds) {
              for (const each of acts) await each(core, ids)
              await agree()
            }
            // Tags set today are seen from a later day as past ones.
            await reopen(addDays(testDay, later))
            await agree()
          }),
      ),
      // As many as a slow machine gets through in a minute.
      { numRuns: 25, interruptAfterTimeLimit: 60_000 },
    )
  })
})

const before = addDays(testDay, -60)

/** Leads of whom two were hot sixty days ago and are cold by now, one is hot today, and the rest never did anything. */
async function addPastAndPresent(core: Core) {
  const add = async (name: string) => (await core.call('leads.add', { name })).leadId
  const [past, other] = [await add('Past'), await add('Other past')]
  const present = await add('Present')
  await add('Never')
  await core.call('temperature.logSignal', {
    leads: { ids: [past, other] },
    kind: 'asked_for_offer',
    on: before,
    topic: 'Audit',
  })
  await core.call('temperature.logSignal', { leads: { ids: [present] }, kind: 'asked_for_offer', topic: 'Prices' })
  return { past, other, present }
}

describe('the day of the temperatures', () => {
  const hotThen = { filter: only('temperature', 'hot'), temperatureOn: before }

  it('holds for pages, neighbours, sums, the board and exports of a list alike', async () => {
    await withWorkbook(async (core, { folder }) => {
      const { past, other, present } = await addPastAndPresent(core)
      const sort: LeadSort = { by: 'score', direction: 'descending' }
      const first = await core.call('leads.list', { temperatureOn: before, sort, limit: 1 })
      const second = await core.call('leads.list', {
        temperatureOn: before,
        sort,
        limit: 1,
        after: first.next as string,
      })
      expect([first, second].map(({ total, leads: [lead] }) => [total, lead?.id, lead?.score])).toEqual([
        [4, other, 60],
        [4, past, 60],
      ])
      expect(await core.call('leads.neighbours', { ...hotThen, sort, leadId: past })).toEqual({
        place: 1,
        total: 2,
        previous: other,
        next: null,
      })
      expect((await core.call('leads.measure', { leads: { query: hotThen } })).count).toBe(2)
      const { columns } = await core.call('leads.board', hotThen)
      expect(columns.find(({ stage }) => stage === 'lead')?.count).toBe(2)
      const { cards } = await core.call('leads.boardCards', {
        temperatureOn: before,
        stage: 'lead',
        offset: 0,
        limit: 9,
      })
      expect(cards.map(({ id, isHot }) => [id, isHot])).toContainEqual([present, false])
      const { values } = await core.call('leads.values', { field: 'temperature', temperatureOn: before, limit: 9 })
      expect(values.find(({ value }) => value === 'hot')?.count).toBe(2)
      const { exported, path } = await exportInto(core, folder, {
        query: hotThen,
        columns: ['name', 'temperature', 'score', 'interest'],
        format: 'csv',
      })
      expect(exported.fileName).toBe(`Leads ${testDay}, temperature of ${before}.csv`)
      expect(
        readFileSync(path, 'utf8')
          .split('\r\n')
          .map((line) => line.replace(/^[^,]*,/, '')),
      ).toEqual(['Name,Temperature,Score,Interests', 'Other past,hot,60,Audit', 'Past,hot,60,Audit', ''])
    })
  })

  it('names the leads of an act on all that a list finds, and the act is of today', async () => {
    await withWorkbook(async (core) => {
      const { past, other } = await addPastAndPresent(core)
      await core.call('temperature.tag', { leads: { query: hotThen }, temperature: 'warm', reason: 'Was hot once' })
      const { leads } = await core.call('leads.list', { filter: yes('isPinned'), sort: byName, limit: 9 })
      expect(leads.map(({ id }) => id)).toEqual([other, past])
      expect(
        (await core.call('leads.counts', { of: [{ filter: yes('isPinned'), temperatureOn: before }] })).counts,
      ).toEqual([0])
    })
  })

  it('leaves what is due and how long nobody was in touch to today', async () => {
    await withWorkbook(async (core) => {
      const { present } = await addPastAndPresent(core)
      await core.call('followUps.plan', { leadId: present, next: { what: 'Call', on: testDay } })
      const due: LeadFilter = { all: [[{ field: 'nextActionOn', test: { op: 'days', to: { daysFromToday: 0 } } }]] }
      expect((await core.call('leads.list', { filter: due, temperatureOn: before, limit: 9 })).leads).toMatchObject([
        { id: present, score: 0, nextAction: { day: testDay } },
      ])
    })
  })

  it('is counted once, until something changes, and of other days the eight asked for last are kept', async () => {
    await withWorkbook(async (core, { path }) => {
      await addPastAndPresent(core)
      const raw = new Database(path, { readonly: true })
      try {
        const book = new LeadBook(raw, testDay)
        const others = Array.from({ length: 8 }, (_, index) => addDays(testDay, -1 - index))
        const [first, second] = others as [PlainDate, PlainDate]
        const today = book.scores(testDay)
        const kept = others.map((on) => book.scores(on))
        others.forEach((on, index) => expect(book.scores(on)).toBe(kept[index]))
        book.scores(first)
        book.scores(addDays(testDay, -9))
        expect(book.scores(testDay)).toBe(today)
        expect(book.scores(first)).toBe(kept[0])
        expect(book.scores(second)).not.toBe(kept[1])
      } finally {
        raw.close()
      }
    })
  })
})

describe('interests', () => {
  it('are chosen from the topics on file, spelled as most signals have it, with how many leads have each by now', async () => {
    await withWorkbook(async (core, { path }) => {
      const { present, past } = await addPastAndPresent(core)
      await core.call('temperature.logSignal', { leads: { ids: [present] }, kind: 'downloaded', topic: 'PRICES' })
      await core.call('temperature.logSignal', { leads: { ids: [past] }, kind: 'downloaded', topic: 'prices' })
      const raw = new Database(path)
      raw.prepare("UPDATE signal SET topic = 'prices' WHERE lead_id = ?").run(present)
      raw.close()
      const values = async (more: { search?: string; temperatureOn?: PlainDate }) =>
        (await core.call('leads.values', { field: 'interest', limit: 9, ...more })).values.map(({ value, count }) => [
          value,
          count,
        ])
      expect(await values({})).toEqual([
        ['prices', 2],
        ['Audit', 0],
      ])
      expect(await values({ temperatureOn: before })).toEqual([
        ['Audit', 2],
        ['prices', 0],
      ])
      expect(await values({ search: 'aud' })).toEqual([['Audit', 0]])
    })
  })

  it('are told in the row only where they are asked for', async () => {
    await withWorkbook(async (core) => {
      await addPastAndPresent(core)
      const rows = async (fields: 'interests'[]) =>
        (await core.call('leads.list', { fields, sort: byName, limit: 9 })).leads.map(({ interests }) => interests)
      expect(await rows([])).toEqual([undefined, undefined, undefined, undefined])
      expect(await rows(['interests'])).toEqual([[], [], [], ['Prices']])
    })
  })
})
