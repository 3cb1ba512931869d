import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays, plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { only } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

async function add(core: Core, name: string): Promise<LeadId> {
  return (await core.call('leads.add', { name })).leadId
}

async function leadNow(core: Core, leadId: LeadId) {
  return (await core.call('leads.get', { lead: leadId })).lead
}

async function failure(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was expected to be refused`)
  return reply.error
}

describe('why a lead is warm', () => {
  it('tells the worked example of the rules', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, 'Ann')
      const log = (kind: 'replied' | 'downloaded' | 'attended', on: string, topic?: string) =>
        core.call('temperature.logSignal', {
          leads: { ids: [leadId] },
          kind,
          on: plainDate(on),
          ...(topic === undefined ? {} : { topic }),
        })
      await log('attended', '2026-03-09')
      await log('downloaded', '2026-03-12', 'Pricing guide')
      await log('replied', '2026-03-12')
      const why = await core.call('temperature.why', { leadId })
      expect(why).toMatchObject({
        on: testDay,
        score: 34.33,
        temperature: 'warm',
        computed: 'warm',
        isHot: false,
        isPinned: false,
        pin: null,
        coolingOn: '2026-04-05',
        coldOn: '2026-04-19',
        coolingSinceOn: null,
        toHot: { points: 15.67, needsIntent: false },
        interests: [{ topic: 'Pricing guide', points: 6 }],
        thresholds: { warm: 20, hot: 50 },
      })
      expect(why.parts.map(({ kind, today, endsOn }) => [kind, today, endsOn])).toEqual([
        ['downloaded', 6, '2026-04-11'],
        ['replied', 18.33, '2026-04-26'],
        ['attended', 10, '2026-04-23'],
      ])
      expect(why.crossings).toEqual([
        { on: '2026-03-12', to: 'warm', cause: { type: 'signal', kind: 'replied', since: '2026-03-12' } },
      ])
      expect(why.curve).toHaveLength(121)
      const later = await core.call('temperature.why', { leadId, on: plainDate('2026-04-05') })
      expect(later).toMatchObject({
        score: 19.67,
        computed: 'cooling',
        coolingSinceOn: '2026-04-05',
        isCooling: true,
        temperature: 'warm',
      })
      expect(await leadNow(core, leadId)).toMatchObject({ score: 34.33, temperature: 'warm' })
    })
  })

  it('is refused for a lead that is not there', async () => {
    await withWorkbook(async (core) => {
      expect(await failure(core, 'temperature.why', { leadId: 5 })).toMatchObject({ code: 'not_found' })
    })
  })
})

describe('a signal', () => {
  it('of a day to come is refused', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, 'Ann')
      expect(
        await failure(core, 'temperature.logSignal', {
          leads: { ids: [leadId] },
          kind: 'replied',
          on: addDays(testDay, 1),
        }),
      ).toMatchObject({ code: 'invalid_input' })
      expect((await leadNow(core, leadId)).score).toBe(0)
    })
  })

  it('equal in lead, kind, day and topic is the same signal', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, 'Ann')
      const log = (topic?: string) =>
        core.call('temperature.logSignal', {
          leads: { ids: [leadId, leadId] },
          kind: 'downloaded',
          ...(topic === undefined ? {} : { topic }),
        })
      expect((await log()).changeSet).not.toBeNull()
      expect((await log()).changeSet).toBeNull()
      expect((await log(' ')).changeSet).toBeNull()
      expect((await log('Prices')).changeSet).not.toBeNull()
      expect((await core.call('temperature.why', { leadId })).parts).toHaveLength(2)
    })
  })
})

describe('a hand tag', () => {
  it('holds through its thirtieth day and not a day longer', async () => {
    await withWorkbook(async (core, { reopen }) => {
      const leadId = await add(core, 'Ann')
      await core.call('temperature.tag', { leads: { ids: [leadId] }, temperature: 'warm', reason: 'Met at the fair' })
      const pinnedOn = async (days: number) => {
        await reopen(addDays(testDay, days))
        const { temperature, isPinned } = await leadNow(core, leadId)
        return [temperature, isPinned]
      }
      expect((await core.call('temperature.why', { leadId })).pin).toEqual({
        temperature: 'warm',
        reason: 'Met at the fair',
        untilOn: addDays(testDay, 30),
      })
      expect(await pinnedOn(30)).toEqual(['warm', true])
      expect(await pinnedOn(31)).toEqual(['cold', false])
    })
  })

  it('taken off leaves the computed value from the same day, and keeps the days before as they were', async () => {
    await withWorkbook(async (core, { reopen }) => {
      const leadId = await add(core, 'Ann')
      await core.call('temperature.tag', { leads: { ids: [leadId] }, temperature: 'warm', reason: 'First' })
      await reopen(addDays(testDay, 5))
      await core.call('temperature.tag', { leads: { ids: [leadId] }, temperature: 'cold', reason: 'Second' })
      expect(await leadNow(core, leadId)).toMatchObject({ temperature: 'cold', isPinned: true })
      await core.call('temperature.untag', { leads: { ids: [leadId] } })
      expect(await leadNow(core, leadId)).toMatchObject({ temperature: 'cold', isPinned: false })
      expect((await core.call('temperature.why', { leadId, on: addDays(testDay, 4) })).temperature).toBe('warm')
      expect(await core.call('temperature.untag', { leads: { ids: [leadId] } })).toEqual({ changeSet: null })
    })
  })

  it('needs a reason and a day that is not past', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, 'Ann')
      expect(
        await failure(core, 'temperature.tag', { leads: { ids: [leadId] }, temperature: 'warm', reason: ' ' }),
      ).toMatchObject({ code: 'invalid_input' })
      expect(
        await failure(core, 'temperature.tag', {
          leads: { ids: [leadId] },
          temperature: 'warm',
          reason: 'x',
          untilOn: addDays(testDay, -1),
        }),
      ).toMatchObject({ code: 'invalid_input' })
    })
  })
})

describe('the standing that lists sort and filter by', () => {
  it('follows every change, undo and new day as if it were computed afresh', async () => {
    await withWorkbook(async (core, { folder, reopen }) => {
      const ids: LeadId[] = []
      for (const name of ['A', 'B', 'C', 'D']) ids.push(await add(core, name))
      const [a, b, c, d] = ids as [LeadId, LeadId, LeadId, LeadId]
      const picture = async () => {
        const { leads } = await core.call('leads.list', {
          limit: 100,
          sort: { by: 'temperature', direction: 'descending' },
        })
        return {
          leads,
          ...(await core.call('leads.counts', {
            of: [{}, ...['cold', 'warm', 'hot'].map((temperature) => ({ filter: only('temperature', temperature) }))],
          })),
        }
      }
      await picture()
      const sheet = join(folder, 'sheet.csv')
      writeFileSync(sheet, 'Name,E-Mail,Temperature,Won on\r\nE,e@x.example,warm,2026-03-01\r\nF,f@x.example,,\r\n')
      const changes: (() => Promise<unknown>)[] = [
        () => core.call('temperature.logSignal', { leads: { ids: [a, b] }, kind: 'asked_for_offer' }),
        () => core.call('temperature.tag', { leads: { ids: [c] }, temperature: 'warm', reason: 'x' }),
        () => core.call('temperature.logSignal', { leads: { ids: [b] }, kind: 'not_now' }),
        () => core.call('journal.undo', {}),
        () => core.call('journal.undo', {}),
        () => core.call('journal.redo', {}),
        () => core.call('leads.setStage', { leads: { ids: [d] }, stage: 'won', note: 'Signed' }),
        () => core.call('import.commit', { fileId: core.takeFile(sheet), choices: {} }),
        () => core.call('journal.undo', {}),
        () => core.call('journal.redo', {}),
        () => core.call('temperature.untag', { leads: { ids: [c] } }),
      ]
      const pictures = []
      for (const change of changes) {
        await change()
        pictures.push(await picture())
      }
      const kept = await picture()
      await reopen()
      expect(await picture()).toEqual(kept)
      expect(kept.counts).toEqual([6, 2, 2, 2])
      expect(new Set(pictures.map((each) => JSON.stringify(each))).size).toBe(6)
    })
  })
})
