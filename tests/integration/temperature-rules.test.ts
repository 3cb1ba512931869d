import Database from 'better-sqlite3'
import { describe, expect, it, vi } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { previewRules } from '../../electron/features/temperature/rule-versions.ts'
import { signalKinds } from '../../shared/domain/temperature/signal-kinds.ts'
import { defaultTemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { testDay } from '../support/core.ts'
import { only } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

async function addLead(core: Core, name: string): Promise<LeadId> {
  return (await core.call('leads.add', { name })).leadId
}

/** Under which a reply of today alone, 25 points, is not warm. */
const stricter = { ...defaultTemperatureRules, warmFrom: 30 }

async function addReplied(core: Core, name: string, topic?: string) {
  const { leadId } = await core.call('leads.add', { name })
  const leads = { ids: [leadId] }
  await core.call('temperature.logSignal', { leads, kind: 'replied', ...(topic === undefined ? {} : { topic }) })
  return leadId
}

/** As rows tell it, and as lists filtered and ordered by it do. */
async function temperatures(core: Core) {
  const { leads } = await core.call('leads.list', { limit: 10, sort: { by: 'score', direction: 'descending' } })
  for (const temperature of ['warm', 'cold'] as const) {
    const found = await core.call('leads.list', { limit: 10, filter: only('temperature', temperature) })
    expect(found.leads.map(({ name }) => name).sort(), temperature).toEqual(
      leads.flatMap((lead) => (lead.temperature === temperature ? [lead.name] : [])).sort(),
    )
  }
  return leads.map(({ name, temperature }) => [name, temperature])
}

describe('rules of temperature', () => {
  it('are seen in advance, hold for lists and for one lead at once, and go back by undo', async () => {
    await withWorkbook(async (core) => {
      const leadId = await addReplied(core, 'Ann')
      expect(await temperatures(core)).toEqual([['Ann', 'warm']])
      expect(await core.call('temperature.previewRules', { rules: stricter, limit: 5 })).toEqual({
        changed: 1,
        counts: [{ before: 'warm', after: 'cold', leads: 1 }],
        leads: [{ leadId, name: 'Ann', before: 'warm', after: 'cold', scoreBefore: 25, scoreAfter: 25 }],
      })
      await core.call('temperature.setRules', { rules: stricter })
      expect(await temperatures(core)).toEqual([['Ann', 'cold']])
      expect(await core.call('temperature.why', { leadId })).toMatchObject({ temperature: 'cold', on: testDay })
      expect(await core.call('temperature.rules', {})).toMatchObject({ isShipped: false, rules: { warmFrom: 30 } })
      await core.call('temperature.setRules', { rules: null })
      expect(await temperatures(core)).toEqual([['Ann', 'warm']])
      expect(await core.call('temperature.rules', {})).toMatchObject({
        isShipped: true,
        versions: [{ rules: { warmFrom: 30 } }],
      })
      await core.call('journal.undo', {})
      expect(await temperatures(core)).toEqual([['Ann', 'cold']])
      await core.call('journal.undo', {})
      expect(await temperatures(core)).toEqual([['Ann', 'warm']])
      expect(await core.call('temperature.rules', {})).toMatchObject({ isShipped: true, versions: [] })
    })
  })

  it('are seen in advance page by page, counted once, and anew after a change', async () => {
    await withWorkbook(async (core, { path }) => {
      for (const name of ['Ann', 'Bob', 'Cid']) await addReplied(core, name)
      const raw = new Database(path, { readonly: true })
      try {
        let countings = 0
        const progress = { report: () => {}, stopIfCancelled: () => (countings += 1) }
        const page = (offset: number) =>
          previewRules({ raw, today: testDay, progress }, { rules: stricter, limit: 2, offset })
        const names = (offset: number) => page(offset).leads.map(({ name }) => name)
        expect([names(0), names(2)]).toEqual([['Ann', 'Bob'], ['Cid']])
        expect(countings).toBe(signalKinds.length)
        expect(page(2)).toMatchObject({ changed: 3, counts: [{ before: 'warm', after: 'cold', leads: 3 }] })
        await addReplied(core, 'Abe')
        expect([names(0), names(2)]).toEqual([
          ['Abe', 'Ann'],
          ['Bob', 'Cid'],
        ])
        expect(countings).toBe(2 * signalKinds.length)
        vi.useFakeTimers()
        page(0)
        vi.advanceTimersByTime(119_000)
        page(2)
        expect(countings).toBe(2 * signalKinds.length)
        // Nobody leafs through it any more: its leads are let go of.
        vi.advanceTimersByTime(121_000)
        page(2)
        expect(countings).toBe(3 * signalKinds.length)
      } finally {
        vi.useRealTimers()
        raw.close()
      }
    })
  })

  it('can be stopped from being counted', async () => {
    await withWorkbook(async (core) => {
      await addReplied(core, 'Ann')
      const request = { rules: stricter, limit: 1 }
      const counting = core.dispatch('temperature.previewRules', request)
      await core.call('job.cancel', {})
      expect(await counting).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(await core.call('temperature.previewRules', request)).toMatchObject({ changed: 1 })
    })
  })

  it('that make no sense are refused', async () => {
    await withWorkbook(async (core) => {
      const reply = await core.dispatch('temperature.setRules', { rules: { ...stricter, hotFrom: 10 } })
      expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
    })
  })
})

describe('signals of very many leads at once', () => {
  it('are in lists at once, and gone from them when they are undone', async () => {
    await withWorkbook(async (core, { path, reopen }) => {
      await addReplied(core, 'Ann')
      await core.closeWorkbook()
      const raw = new Database(path)
      raw.exec(`
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 5200)
        INSERT INTO lead (name, name_key, stage, status, came_in_on, created_at, search_text)
        SELECT 'Lead ' || n, 'lead ' || n, 'lead', 'active', '${testDay}', '', 'lead ' || n FROM n`)
      raw.close()
      await reopen()
      const warm = async () => {
        const filter = only('temperature', 'warm')
        const { total } = await core.call('leads.list', {
          limit: 1,
          filter,
          sort: { by: 'score', direction: 'descending' },
        })
        return total
      }
      expect(await warm()).toBe(1)
      await core.call('temperature.logSignal', { leads: { query: {}, except: [] }, kind: 'conversation' })
      expect(await warm()).toBe(5201)
      await core.call('journal.undo', {})
      expect(await warm()).toBe(1)
    })
  })
})

describe('signals and topics', () => {
  it('a signal taken out counts no more, until it is undone', async () => {
    await withWorkbook(async (core) => {
      const leadId = await addReplied(core, 'Ann')
      const { parts } = await core.call('temperature.why', { leadId })
      const signalId = parts[0]?.signal as (typeof parts)[number]['signal']
      await core.call('temperature.removeSignal', { signalId })
      expect(await core.call('temperature.why', { leadId })).toMatchObject({ score: 0, parts: [] })
      expect(await core.dispatch('temperature.removeSignal', { signalId })).toMatchObject({
        ok: false,
        error: { code: 'not_found' },
      })
      await core.call('journal.undo', {})
      expect(await core.call('temperature.why', { leadId })).toMatchObject({ score: 25 })
    })
  })

  it('of a topic on file keep its spelling, and are told from no equal one by it', async () => {
    await withWorkbook(async (core) => {
      const [ann, bo] = [await addLead(core, 'Ann'), await addLead(core, 'Bo')]
      const log = (leadId: LeadId, topic: string) =>
        core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind: 'downloaded', topic })
      expect((await log(ann, 'Café prices')).topic).toBe('Café prices')
      expect(await log(bo, ' cafe  PRICES ')).toMatchObject({ topic: 'Café prices', changeSet: expect.any(Number) })
      expect(await log(ann, 'CAFE PRICES')).toMatchObject({ topic: 'Café prices', changeSet: null })
      const touch = { leadId: bo, outcome: 'replied', channel: 'mail', next: null } as const
      await core.call('followUps.log', { ...touch, topic: 'CAFÉ prices' })
      expect(await core.call('temperature.topics', { limit: 10 })).toEqual({
        topics: [{ topic: 'Café prices', leads: 2, signals: 3 }],
      })
    })
  })

  it('topics of signs alone are told apart by them, filed and merged', async () => {
    await withWorkbook(async (core) => {
      for (const topic of ["'", '’', '`']) await addReplied(core, 'Ann', topic)
      const merged = await core.call('temperature.mergeTopics', { topic: "'", into: '’' })
      expect(merged.isMerged).toBe(true)
      expect((await core.call('temperature.topics', { limit: 10 })).topics.map(({ topic }) => topic)).toEqual([
        '’',
        '`',
      ])
    })
  })

  it('topics are made one, and signals that are equal by then too, with the notes of all', async () => {
    await withWorkbook(async (core, { path }) => {
      const { leadId } = await core.call('leads.add', { name: 'Ann' })
      const raw = new Database(path)
      const file = raw.prepare('INSERT INTO signal (lead_id, on_day, kind, topic, note) VALUES (?, ?, ?, ?, ?)')
      for (const [topic, note] of [
        ['Prices', 'Asked for the list'],
        ['Pricing', null],
        ['PRICING', 'Asked for the list'],
        ['prices', 'Wants a discount\nof ten percent'],
      ] as const)
        file.run(leadId, testDay, 'replied', topic, note)
      raw.close()
      const notes = async () =>
        (await core.call('temperature.why', { leadId })).parts.map(({ topic, note }) => [topic, note])
      const before = await notes()
      const merged = await core.call('temperature.mergeTopics', { topic: 'PRICES', into: 'Pricing' })
      expect(merged.isMerged).toBe(true)
      expect(await notes()).toEqual([['Pricing', 'Asked for the list\nWants a discount\nof ten percent']])
      expect(await core.call('temperature.topics', { limit: 10, search: 'pric' })).toEqual({
        topics: [{ topic: 'Pricing', leads: 1, signals: 1 }],
      })
      await core.call('journal.undo', {})
      expect(await notes()).toEqual(before)
      expect((await core.call('temperature.topics', { limit: 10 })).topics).toHaveLength(4)
      const renamed = await core.call('temperature.mergeTopics', { topic: 'Prices', into: 'Money' })
      expect(renamed.isMerged).toBe(false)
      expect((await core.call('temperature.topics', { limit: 10 })).topics.map(({ topic }) => topic)).toEqual([
        'Money',
        'PRICING',
        'Pricing',
      ])
      expect(await core.call('journal.undo', {})).toMatchObject({ label: { what: 'topic_renamed', name: 'Money' } })
      expect(await notes()).toEqual(before)
      const reply = await core.dispatch('temperature.mergeTopics', { topic: 'Cars', into: 'Pricing' })
      expect(reply).toMatchObject({ ok: false, error: { code: 'not_found' } })
    })
  })
})
