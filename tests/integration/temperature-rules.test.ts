import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { defaultTemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import { testDay } from '../support/core.ts'
import { only } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()
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

  it('that make no sense are refused', async () => {
    await withWorkbook(async (core) => {
      const reply = await core.dispatch('temperature.setRules', { rules: { ...stricter, hotFrom: 10 } })
      expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } })
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

  it('topics are made one, and signals that are equal by then too', async () => {
    await withWorkbook(async (core) => {
      const leadId = await addReplied(core, 'Ann', 'Prices')
      const leads = { ids: [leadId] }
      await core.call('temperature.logSignal', { leads, kind: 'replied', topic: 'Pricing' })
      await core.call('temperature.mergeTopics', { topic: 'PRICES', into: 'Pricing' })
      expect(await core.call('temperature.topics', { limit: 10, search: 'pric' })).toEqual({
        topics: [{ topic: 'Pricing', leads: 1, signals: 1 }],
      })
      await core.call('journal.undo', {})
      expect((await core.call('temperature.topics', { limit: 10 })).topics).toHaveLength(2)
      const reply = await core.dispatch('temperature.mergeTopics', { topic: 'Cars', into: 'Pricing' })
      expect(reply).toMatchObject({ ok: false, error: { code: 'not_found' } })
    })
  })
})
