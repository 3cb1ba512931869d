import { expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { isValidCode } from '../../shared/domain/follow-ups/codes.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays, type PlainDate, plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { sharingCore } from '../support/shared-core.ts'
import { timelineOf } from '../support/timeline.ts'

const withWorkbook = sharingCore()

async function addLead(core: Core, name: string): Promise<LeadId> {
  return (await core.call('leads.add', { name })).leadId
}

async function lead(core: Core, leadId: LeadId) {
  return (await core.call('leads.get', { lead: leadId })).lead
}

async function plan(core: Core, leadId: LeadId, on: PlainDate = testDay, what = 'Call') {
  return core.call('followUps.plan', { leadId, next: { what, on } })
}

/** The leads of each group of Today, in order, by name. */
async function today(core: Core) {
  const answer = await core.call('followUps.today', {})
  const names = (group: { entries: { lead: { name: string } }[] }) => group.entries.map((entry) => entry.lead.name)
  return {
    inPerson: names(answer.inPerson),
    late: names(answer.late),
    due: names(answer.due),
    cooling: names(answer.cooling),
    noNextStep: names(answer.noNextStep),
    parked: answer.parkedCount,
    planned: answer.plannedCount,
  }
}

const nobody = { inPerson: [], late: [], due: [], cooling: [], noNextStep: [], parked: 0, planned: 0 }

test('an imported lead that nobody touched is parked, and no longer once something is planned or done', () =>
  withWorkbook(async (core) => {
    const [a, b] = [await addLead(core, 'A'), await addLead(core, 'B')]
    await addLead(core, 'C')
    expect(await today(core)).toEqual({ ...nobody, parked: 3 })
    await plan(core, a)
    await core.call('followUps.log', { leadId: b, outcome: 'voicemail', channel: 'call', next: null })
    expect(await today(core)).toEqual({ ...nobody, due: ['A'], noNextStep: ['B'], parked: 1, planned: 1 })
    await core.call('journal.undo', {})
    await core.call('journal.undo', {})
    expect(await today(core)).toEqual({ ...nobody, parked: 3 })
  }))

test('a lead stands in Today once, in the first group that fits', () =>
  withWorkbook(async (core) => {
    const asking = await addLead(core, 'Asking and late')
    await plan(core, asking, addDays(testDay, -5))
    await core.call('temperature.logSignal', { leads: { ids: [asking] }, kind: 'asked_for_offer', topic: 'Scope' })
    const cooling = await addLead(core, 'Cooling and due')
    await core.call('temperature.logSignal', {
      leads: { ids: [cooling] },
      kind: 'referred',
      on: addDays(testDay, -13),
    })
    await plan(core, cooling)
    const forgotten = await addLead(core, 'Cooling, nothing planned')
    await core.call('temperature.logSignal', {
      leads: { ids: [forgotten] },
      kind: 'referred',
      on: addDays(testDay, -13),
    })
    expect(await today(core)).toEqual({
      ...nobody,
      inPerson: ['Asking and late'],
      due: ['Cooling and due'],
      cooling: ['Cooling, nothing planned'],
      planned: 2,
    })
    const { inPerson, cooling: group } = await core.call('followUps.today', {})
    expect(inPerson.entries[0]).toMatchObject({
      whyNow: { rule: 'asked_for_offer', on: testDay, topic: 'Scope' },
      workingDaysLate: 3,
    })
    expect(group.entries[0]?.whyNow).toMatchObject({ rule: 'cooling' })
  }))

test('who asked is to be met in person until the seller has touched them by hand', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind: 'replied', on: addDays(testDay, -2) })
    expect((await today(core)).inPerson).toEqual(['Marta Vogel'])
    await core.call('followUps.log', {
      leadId,
      outcome: 'talked',
      channel: 'call',
      next: { what: 'Offer', on: addDays(testDay, 3) },
    })
    expect(await today(core)).toEqual(nobody)
  }))

test('who was answered, and for whom nothing is planned then, has no next step', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.call('temperature.logSignal', {
      leads: { ids: [leadId] },
      kind: 'asked_for_offer',
      on: addDays(testDay, -2),
    })
    await core.call('followUps.log', { leadId, outcome: 'talked', channel: 'call', next: null })
    expect(await today(core)).toEqual({ ...nobody, noNextStep: ['Marta Vogel'] })
  }))

test('a template of a playbook answers nobody', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    const playbook = (await core.call('nurture.playbooks', {}))[0]
    if (playbook === undefined) throw new Error('No playbook')
    await core.call('temperature.logSignal', {
      leads: { ids: [leadId] },
      kind: 'looked_at_prices',
      on: addDays(testDay, -1),
    })
    await core.call('nurture.start', { leads: { ids: [leadId] }, playbookId: playbook.id })
    await core.call('followUps.log', { leadId, outcome: 'done', channel: 'mail', next: null })
    expect((await today(core)).inPerson).toEqual(['Marta Vogel'])
  }))

test('do-not-contact is nowhere in Today, whatever stood there before', () =>
  withWorkbook(async (core) => {
    const [late, asking, forgotten] = [await addLead(core, 'L'), await addLead(core, 'A'), await addLead(core, 'F')]
    await plan(core, late, addDays(testDay, -1))
    await core.call('temperature.logSignal', { leads: { ids: [asking] }, kind: 'asked_for_offer' })
    await core.call('followUps.log', { leadId: forgotten, outcome: 'voicemail', channel: 'call', next: null })
    expect(await today(core)).toEqual({ ...nobody, inPerson: ['A'], late: ['L'], noNextStep: ['F'], planned: 1 })
    await core.call('leads.setDoNotContact', { leadId: late, reason: 'Asked' })
    await core.call('followUps.log', { leadId: asking, outcome: 'do_not_contact', channel: 'call', next: null })
    await core.call('followUps.log', { leadId: forgotten, outcome: 'do_not_contact', channel: 'mail', next: null })
    expect(await today(core)).toEqual(nobody)
    const refused = await core.dispatch('followUps.plan', { leadId: late, next: { what: 'Call', on: testDay } })
    expect(refused).toMatchObject({ ok: false, error: { code: 'not_possible' } })
  }))

test('a rest ends by itself on its day, in Today too', () =>
  withWorkbook(async (core, workbook) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.call('followUps.log', { leadId, outcome: 'not_now', channel: 'call', next: null })
    await core.call('leads.setStatus', {
      leads: { ids: [leadId] },
      status: 'resting',
      untilOn: plainDate('2026-04-01'),
    })
    expect(await today(core)).toEqual(nobody)
    await workbook.reopen(plainDate('2026-03-31'))
    expect((await today(core)).noNextStep).toEqual([])
    await workbook.reopen(plainDate('2026-04-01'))
    expect((await today(core)).noNextStep).toEqual(['Marta Vogel'])
  }))

test('every open action has a code of its own; a lead keeps its code from one action to the next', () =>
  withWorkbook(async (core) => {
    const ids: LeadId[] = []
    for (let i = 0; i < 12; i += 1) ids.push(await addLead(core, `Lead ${i}`))
    for (const leadId of ids) await plan(core, leadId)
    const codes = new Map<LeadId, string | null>()
    for (const leadId of ids) codes.set(leadId, (await lead(core, leadId)).code)
    expect(new Set(codes.values()).size).toBe(12)
    for (const code of codes.values()) expect(isValidCode(code ?? '')).toBe(true)

    const [first, second, third] = ids as [LeadId, LeadId, LeadId]
    await plan(core, first, addDays(testDay, 9), 'Something else')
    expect((await lead(core, first)).code).toBe(codes.get(first))
    const next = { what: 'Send the case', on: addDays(testDay, 4) }
    await core.call('followUps.log', { leadId: second, outcome: 'done', channel: 'mail', next })
    expect((await lead(core, second)).code).toBe(codes.get(second))

    await core.call('followUps.drop', { leadId: third })
    expect((await lead(core, third)).code).toBeNull()
    await plan(core, third)
    // A code just freed is not the next one given: paper printed before still names nobody else.
    expect([...codes.values()]).not.toContain((await lead(core, third)).code)
  }))

test('a thousand planned leads have a thousand codes, the shorter ones first', () =>
  withWorkbook(async (core) => {
    const ids: LeadId[] = []
    for (let i = 0; i < 1000; i += 1) ids.push(await addLead(core, `Lead ${i}`))
    const playbookId = (await core.call('nurture.playbooks', {}))[0]?.id
    if (playbookId === undefined) throw new Error('No playbook')
    await core.call('nurture.start', { leads: { ids: ids }, playbookId })
    const { leads } = await core.call('leads.list', { limit: 1000 })
    const codes = leads.map(({ code }) => code ?? '')
    expect(new Set(codes).size).toBe(1000)
    expect(codes.filter((code) => code.length === 3).length).toBe(961)
    const { due } = await core.call('followUps.today', {})
    expect([due.total, due.entries.length]).toEqual([1000, 200])
  }))

test('an outcome is a touch and, where the lead took part, a signal that points to it', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.call('followUps.log', {
      leadId,
      outcome: 'voicemail',
      channel: 'call',
      on: addDays(testDay, -1),
      next: null,
    })
    await core.call('followUps.log', {
      leadId,
      outcome: 'replied',
      channel: 'mail',
      topic: 'Scope',
      note: 'Wants an offer',
      next: null,
    })
    const { lead: row } = await core.call('leads.get', { lead: leadId })
    expect(row).toMatchObject({ lastTouchOn: testDay, score: 25 })
    expect(await timelineOf(core, leadId, 'touch')).toMatchObject([
      { direction: 'in', outcome: 'replied', note: 'Wants an offer' },
      { direction: 'out', outcome: 'voicemail' },
    ])
    expect(await timelineOf(core, leadId, 'signal')).toMatchObject([{ kind: 'replied', topic: 'Scope' }])
    const found = await core.call('leads.list', { search: 'wants offer', limit: 10 })
    expect(found.leads.map(({ id }) => id)).toEqual([leadId])
  }))

test('who says "not now" has been heard: the contact goes both ways, as a talk does', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.call('followUps.log', { leadId, outcome: 'not_now', channel: 'call', next: null })
    expect(await timelineOf(core, leadId, 'touch')).toMatchObject([{ direction: 'both', outcome: 'not_now' }])
  }))

test('a contact that is entered late does not turn back the day of the last touch', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.call('followUps.log', { leadId, outcome: 'done', channel: 'mail', next: null })
    await core.call('followUps.log', {
      leadId,
      outcome: 'done',
      channel: 'mail',
      on: addDays(testDay, -30),
      next: null,
    })
    expect((await lead(core, leadId)).lastTouchOn).toBe(testDay)
  }))

test('what is still to come cannot be logged, and nothing is written of it', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    const refused = await core.dispatch('followUps.log', {
      leadId,
      outcome: 'done',
      channel: 'mail',
      on: addDays(testDay, 1),
      next: null,
    })
    expect(refused).toMatchObject({ ok: false, error: { code: 'not_possible' } })
    expect(await timelineOf(core, leadId, 'touch')).toEqual([])
  }))

test('snoozing moves the day and nothing else', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await plan(core, leadId)
    const before = await lead(core, leadId)
    const until = addDays(testDay, 7)
    await core.call('followUps.snooze', { leadId, until })
    expect(await lead(core, leadId)).toEqual({ ...before, nextAction: { ...before.nextAction, day: until } })
    const refused = await core.dispatch('followUps.snooze', { leadId, until: addDays(testDay, -1) })
    expect(refused).toMatchObject({ ok: false, error: { code: 'not_possible' } })
  }))

test('undoing what was logged brings the next action back with its code', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await plan(core, leadId)
    const before = await core.call('leads.get', { lead: leadId })
    await core.call('followUps.log', { leadId, outcome: 'not_now', channel: 'call', next: null })
    expect((await lead(core, leadId)).nextAction).toBeNull()
    await core.call('journal.undo', {})
    expect(await core.call('leads.get', { lead: leadId })).toEqual(before)
    await core.call('journal.redo', {})
    expect((await lead(core, leadId)).nextAction).toBeNull()
  }))
