import { describe, expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { printI18n } from '../../renderer/print/print-i18n.ts'
import { composeSheetDocument } from '../../renderer/print/sheet-document.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays, plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const week = '2026-W13'

async function add(core: Core, name: string): Promise<LeadId> {
  return (await core.call('leads.add', { name, phones: ['030 23125 641'] })).leadId
}

/** Where each lead of the sheet stands, by its name. */
async function placesOf(core: Core): Promise<Record<string, string>> {
  const { sections } = await core.call('sheet.week', { week })
  return Object.fromEntries(
    sections.flatMap((section) => section.entries.map(({ lead }) => [lead.name, section.on ?? section.kind])),
  )
}

describe('the sheet of a week', () => {
  test('holds each lead once under the first section that fits, and nobody who must not be contacted', async () => {
    await withWorkbook(async (core) => {
      const plan = async (name: string, on: string) => {
        const leadId = await add(core, name)
        await core.call('followUps.plan', { leadId, next: { what: 'Call', on: plainDate(on), channel: 'call' } })
        return leadId
      }
      const touched = async (leadId: LeadId, next: { what: string; on: ReturnType<typeof plainDate> } | null) =>
        core.call('followUps.log', { leadId, outcome: 'done', channel: 'mail', next })
      await plan('Late', '2026-03-20')
      await plan('Cold first', '2026-03-26')
      const friday = await add(core, 'Friday')
      await touched(friday, { what: 'Call', on: plainDate('2026-03-27') })
      const warm = await add(core, 'Warm')
      await core.call('temperature.tag', { leads: { ids: [warm] }, temperature: 'warm', reason: 'told me' })
      const cooling = await add(core, 'Cooling')
      await core.call('temperature.logSignal', {
        leads: { ids: [cooling] },
        kind: 'replied',
        on: addDays(testDay, -12),
      })
      await plan('Next week', '2026-03-30')
      await add(core, 'Parked')
      const never = await plan('Never again', '2026-03-24')
      await core.call('leads.setDoNotContact', { leadId: never, reason: 'asked' })

      expect(await placesOf(core)).toEqual({
        Late: 'overdue',
        Friday: '2026-03-27',
        Cooling: 'cooling',
        Warm: 'no_next_step',
        'Cold first': 'cold_first',
      })
      const sheet = await core.call('sheet.week', { week })
      expect(sheet).toMatchObject({
        mondayOn: '2026-03-23',
        printedOn: testDay,
        slots: 32,
        slotsPerDay: 8,
        overdueCount: 1,
        coolingCount: 1,
        dueCount: 3,
      })
      expect(sheet.leadIds).toHaveLength(5)
    })
  })

  test('tells of a warm lead that it will cool within the week, unless it is pinned', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, 'Soon cool')
      await core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind: 'replied', on: addDays(testDay, -8) })
      expect(await placesOf(core)).toEqual({ 'Soon cool': 'cooling' })
      await core.call('temperature.tag', { leads: { ids: [leadId] }, temperature: 'warm', reason: 'told me' })
      expect(await placesOf(core)).toEqual({ 'Soon cool': 'no_next_step' })
    })
  })

  test('of a week gone by still holds all that is overdue', async () => {
    await withWorkbook(async (core) => {
      const leadId = await add(core, 'Late')
      await core.call('followUps.plan', {
        leadId,
        next: { what: 'Call', on: addDays(testDay, -4), channel: 'call' },
      })
      const sheet = await core.call('sheet.week', { week: '2026-W02' })
      expect(sheet).toMatchObject({ overdueCount: 1, leadIds: [leadId] })
    })
  })

  test('stays printable with thousands of leads, and says how many it leaves out', async () => {
    await withWorkbook(async (core) => {
      const leadIds: LeadId[] = []
      for (let i = 0; i < 60; i += 1) leadIds.push(await add(core, `Warm ${i}`))
      await core.call('temperature.tag', { leads: { ids: leadIds }, temperature: 'warm', reason: 'told me' })
      const sheet = await core.call('sheet.week', { week })
      const unplanned = sheet.sections.find((section) => section.kind === 'no_next_step')
      expect(unplanned?.entries).toHaveLength(40)
      expect(unplanned?.leftOutCount).toBe(20)
      const { html } = composeSheetDocument(sheet, { paper: 'A4', i18n: printI18n(), locale: 'en-GB' })
      expect(html).toContain('40, and 20 more that the week has no room for')
    })
  })
})
