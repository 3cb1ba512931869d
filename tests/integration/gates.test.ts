import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import { type Stage, stages } from '../../shared/domain/funnel/stages.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { only } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'
import { timelineOf } from '../support/timeline.ts'

const inWorkbook = sharingCore()

async function add(core: Core, fields: InputOf<'leads.add'>): Promise<LeadId> {
  return (await core.call('leads.add', fields)).leadId
}

async function move(core: Core, ids: readonly LeadId[], stage: Stage, note?: string) {
  return core.call('leads.setStage', { leads: { ids: [...ids] }, stage, ...(note !== undefined && { note }) })
}

async function stageOf(core: Core, leadId: LeadId): Promise<Stage> {
  return (await core.call('leads.get', { lead: leadId })).lead.stage
}

async function statesOf(core: Core, leadId: LeadId, stage: Stage): Promise<Record<string, string>> {
  const { conditions } = await core.call('leads.gate', { leadId, stage })
  return Object.fromEntries(conditions.map(({ condition, state }) => [condition, state]))
}

describe('a move to a stage', () => {
  it('is refused where its gate is shut, and says what is missing', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      expect(await move(core, [ann], 'mql')).toEqual({
        changeSet: null,
        moved: 0,
        refused: [{ leadId: ann, name: 'Ann', from: 'lead', unmet: ['fit', 'warm', 'own_signal'] }],
        refusedCount: 1,
        missing: [
          { condition: 'fit', count: 1 },
          { condition: 'warm', count: 1 },
          { condition: 'own_signal', count: 1 },
        ],
        backCount: 0,
      })
      expect(await stageOf(core, ann)).toBe('lead')
    })
  })

  it('goes through an open gate by itself, and the event says so', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      await move(core, [ann], 'mql', 'A studio of twelve')
      expect(await move(core, [ann], 'sal')).toMatchObject({ moved: 0, missing: [{ condition: 'human_action' }] })
      await core.call('followUps.plan', { leadId: ann, next: { what: 'Call', on: addDays(testDay, 1) } })
      expect(await move(core, [ann], 'sal')).toMatchObject({ moved: 1, refusedCount: 0 })
      expect(await timelineOf(core, ann, 'stage')).toMatchObject([
        { to: 'sal', cause: 'gate', note: null },
        { to: 'mql', cause: 'user', note: 'A studio of twelve' },
        { to: 'lead' },
      ])
    })
  })

  it('asks why on the way back', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      await move(core, [ann], 'sql', 'Met')
      for (const note of [undefined, '', '  '])
        expect(await move(core, [ann], 'lead', note)).toMatchObject({
          moved: 0,
          refused: [{ name: 'Ann', from: 'sql', unmet: [] }],
          backCount: 1,
        })
      expect(await move(core, [ann], 'lead', 'Bought elsewhere')).toMatchObject({ moved: 1, refusedCount: 0 })
      expect(await stageOf(core, ann)).toBe('lead')
    })
  })

  it('to Won needs no more than to Proposal', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      await move(core, [ann], 'proposal', 'Sent')
      expect(await move(core, [ann], 'won')).toMatchObject({ moved: 1 })
    })
  })

  it('of many moves those whose gate is open, lists the others, and passes them with one note; one undo takes each back', async () => {
    await inWorkbook(async (core) => {
      const [ann, bo, cy, won] = [
        await add(core, { name: 'Ann' }),
        await add(core, { name: 'Bo' }),
        await add(core, { name: 'Cy' }),
        await add(core, { name: 'Won' }),
      ]
      await move(core, [ann, bo], 'mql', 'Met')
      await move(core, [won], 'won', 'Signed')
      await core.call('followUps.plan', { leadId: ann, next: { what: 'Call', on: testDay } })
      const all = [ann, bo, cy, won]
      const first = await move(core, all, 'sal')
      expect(first).toMatchObject({
        moved: 1,
        refusedCount: 3,
        refused: [
          { name: 'Bo', unmet: ['human_action'] },
          { name: 'Cy', unmet: ['fit', 'warm', 'own_signal', 'human_action'] },
          { name: 'Won', unmet: [] },
        ],
        missing: [
          { condition: 'fit', count: 1 },
          { condition: 'warm', count: 1 },
          { condition: 'own_signal', count: 1 },
          { condition: 'human_action', count: 2 },
        ],
        backCount: 1,
      })
      expect(await move(core, all, 'sal', 'All at the fair')).toMatchObject({ moved: 3, refusedCount: 0 })
      const { changeSets } = await core.call('journal.list', { limit: 2 })
      expect(changeSets.map(({ label }) => label)).toEqual([
        { what: 'stage_changed', count: 3 },
        { what: 'stage_changed', name: 'Ann' },
      ])
      await core.call('journal.undo', {})
      await core.call('journal.undo', {})
      expect(await Promise.all(all.map((id) => stageOf(core, id)))).toEqual(['mql', 'mql', 'lead', 'won'])
    })
  })

  it('lists at most a hundred refused and counts them all', async () => {
    await inWorkbook(async (core) => {
      for (let n = 0; n < 120; n += 1) await add(core, { name: `Lead ${n}` })
      const reply = await core.call('leads.setStage', {
        leads: { query: { filter: only('stage', 'lead') } },
        stage: 'mql',
      })
      expect(reply.refused).toHaveLength(100)
      expect(reply).toMatchObject({ moved: 0, refusedCount: 120, changeSet: null })
    })
  })

  it('refuses a lead that is not there, and moves nobody then', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      const reply = await core.dispatch('leads.setStage', { leads: { ids: [ann, 99] }, stage: 'mql', note: 'x' })
      expect(reply).toMatchObject({ ok: false, error: { code: 'not_found' } })
      expect(await stageOf(core, ann)).toBe('lead')
    })
  })
})

describe('a gate', () => {
  it('knows temperature, own signals, what is planned, talks and the amount', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      expect(await statesOf(core, ann, 'won')).toEqual({
        fit: 'unknown',
        warm: 'unmet',
        own_signal: 'unmet',
        human_action: 'unmet',
        conversation: 'unmet',
        need: 'unknown',
        three_yes: 'unknown',
        none_no: 'met',
        scope: 'unknown',
        amount: 'unmet',
        decision_day: 'unknown',
      })
      const next = { what: 'Send it', on: addDays(testDay, 1), channel: 'mail' as const }
      await core.call('followUps.log', { leadId: ann, outcome: 'talked', channel: 'call', next })
      await core.call('leads.edit', { leadId: ann, fields: { valueMinor: 0 } })
      expect(await statesOf(core, ann, 'won')).toMatchObject({
        warm: 'met',
        own_signal: 'met',
        human_action: 'met',
        conversation: 'met',
        amount: 'met',
      })
      expect(await statesOf(core, ann, 'lead')).toEqual({})
    })
  })

  it('counts neither a referral nor a “not now” nor what is more than thirty days old as their own', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      const log = (kind: InputOf<'temperature.logSignal'>['kind'], daysAgo: number) =>
        core.call('temperature.logSignal', { leads: { ids: [ann] }, kind, on: addDays(testDay, -daysAgo) })
      const own = async () => (await statesOf(core, ann, 'mql'))['own_signal']
      await log('referred', 0)
      await log('not_now', 0)
      await log('replied', 31)
      expect(await own()).toBe('unmet')
      await log('clicked', 30)
      expect(await own()).toBe('met')
    })
  })

  it('takes the temperature set by hand', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core, { name: 'Ann' })
      await core.call('temperature.tag', { leads: { ids: [ann] }, temperature: 'warm', reason: 'Met' })
      expect(await statesOf(core, ann, 'mql')).toMatchObject({ warm: 'met', own_signal: 'unmet' })
    })
  })
})

describe('the board', () => {
  it('counts and sums the active leads of each stage, customers in Won, and rests only if asked', async () => {
    await inWorkbook(async (core) => {
      const names = ['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus'] as const
      const ids = {} as Record<(typeof names)[number], LeadId>
      for (const name of names) ids[name] = await add(core, { name, valueMinor: 1000 })
      await move(core, [ids.Bo], 'mql', 'Met')
      await move(core, [ids.Cy], 'won', 'Signed')
      await core.call('leads.setStatus', { leads: { ids: [ids.Di] }, status: 'lost', reason: 'Price' })
      await core.call('leads.setStatus', {
        leads: { ids: [ids.Ed] },
        status: 'resting',
        untilOn: addDays(testDay, 9),
      })
      await core.call('leads.setDoNotContact', { leadId: ids.Flo, reason: 'Asked' })
      await core.call('leads.setStatus', { leads: { ids: [ids.Gus] }, status: 'customer' })
      const counted = async (request: InputOf<'leads.board'>) => {
        const { columns } = await core.call('leads.board', request)
        expect(columns.map(({ stage }) => stage)).toEqual(stages)
        return columns.map(({ count, valueMinor }) => [count, valueMinor])
      }
      const none = [0, 0]
      expect(await counted({})).toEqual([[1, 1000], [1, 1000], none, none, none, [1, 1000]])
      expect(await counted({ withResting: true })).toEqual([[2, 2000], [1, 1000], none, none, none, [1, 1000]])
      expect(await counted({ search: 'cy' })).toEqual([none, none, none, none, none, [1, 1000]])
      expect(await counted({ filter: { ids: [ids.Bo, ids.Di] } })).toEqual([none, [1, 1000], none, none, none, none])
    })
  })

  it('shows the warmest first, equals by name, by pages, each with the day since which it stands there', async () => {
    await inWorkbook(async (core, { reopen }) => {
      const [bo, ann, cy] = [
        await add(core, { name: 'Bo' }),
        await add(core, { name: 'Ann' }),
        await add(core, { name: 'Cy' }),
      ]
      await core.call('temperature.logSignal', { leads: { ids: [cy] }, kind: 'replied' })
      await reopen(addDays(testDay, 3))
      await move(core, [ann, bo, cy], 'mql', 'Met')
      const cards = (offset: number, limit: number) => core.call('leads.boardCards', { stage: 'mql', offset, limit })
      const whole = await cards(0, 10)
      expect(whole.cards.map(({ name, stageSinceOn }) => [name, stageSinceOn])).toEqual([
        ['Cy', addDays(testDay, 3)],
        ['Ann', addDays(testDay, 3)],
        ['Bo', addDays(testDay, 3)],
      ])
      expect(await cards(1, 1)).toMatchObject({ total: 3, cards: [{ name: 'Ann' }] })
      expect(await core.call('leads.boardCards', { stage: 'mql', offset: 0, limit: 1, find: bo })).toMatchObject({
        place: 2,
      })
      expect(await core.call('leads.boardCards', { stage: 'lead', offset: 0, limit: 9 })).toEqual({
        total: 0,
        place: null,
        cards: [],
      })
    })
  })
})
