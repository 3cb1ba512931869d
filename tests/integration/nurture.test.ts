import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { LeadId, PlaybookId } from '../../shared/primitives/ids.ts'
import { type PlainDate, plainDate } from '../../shared/primitives/plain-date.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const tuesday = plainDate('2026-03-24')
const cold = 'cold-educate-and-earn-a-reply'

async function addLead(core: Core, name: string): Promise<LeadId> {
  return (await core.call('leads.add', { name })).leadId
}

async function playbookId(core: Core, slug: string): Promise<PlaybookId> {
  const found = (await core.call('nurture.playbooks', {})).find((candidate) => candidate.slug === slug)
  if (found === undefined) throw new Error(`No playbook ${slug}`)
  return found.id
}

async function start(core: Core, leadIds: LeadId[], slug = cold) {
  return core.call('nurture.start', { leads: { ids: leadIds }, playbookId: await playbookId(core, slug) })
}

/** Changes a workbook that is closed, as no procedure can. */
function editWorkbook(path: string, statement: string): void {
  const file = new Database(path)
  file.exec(statement)
  file.close()
}

async function lead(core: Core, leadId: LeadId) {
  return (await core.call('leads.get', { lead: leadId })).lead
}

async function run(core: Core, leadId: LeadId) {
  const { run } = await core.call('nurture.run', { leadId })
  if (run === null) throw new Error(`Lead ${leadId} never was in a playbook`)
  return run
}

async function done(core: Core, leadId: LeadId) {
  return core.call('followUps.log', { leadId, outcome: 'done', channel: 'mail', next: null })
}

/** Logs the open step as done on the day it was due. */
async function doStepInTime(core: Core, leadId: LeadId): Promise<PlainDate> {
  const { nextAction } = await lead(core, leadId)
  if (nextAction === null) throw new Error('No step is open')
  await core.call('followUps.log', { leadId, outcome: 'done', channel: 'mail', on: nextAction.day, next: null })
  return nextAction.day
}

test('the seven playbooks that ship are installed once, however often a workbook is opened', () =>
  withWorkbook(async (core, workbook) => {
    const before = await core.call('nurture.playbooks', {})
    await workbook.reopen()
    await workbook.reopen()
    expect(await core.call('nurture.playbooks', {})).toEqual(before)
    expect(before.map(({ version, suits }) => [version, suits])).toEqual([
      [1, 'cold'],
      [1, 'cold'],
      [1, 'warm'],
      [1, 'warm'],
      [1, 'warm'],
      [1, 'dormant'],
      [1, 'customer'],
    ])
  }))

test('a playbook that ships in another wording is a new version, and running leads keep theirs', () =>
  withWorkbook(async (core, workbook) => {
    const [early, later] = [await addLead(core, 'Early'), await addLead(core, 'Later')]
    await start(core, [early])
    await core.closeWorkbook()
    editWorkbook(
      workbook.path,
      `UPDATE playbook SET definition = json_set(definition, '$.steps[1].title', 'As it was worded before') WHERE slug = '${cold}'`,
    )
    await workbook.reopen()
    await start(core, [later])
    const [before, now] = [await run(core, early), await run(core, later)]
    expect([before.version, now.version]).toEqual([1, 2])
    expect(before.steps[1]?.title).toBe('As it was worded before')
    expect(now.steps[1]?.title).not.toBe('As it was worded before')
    await done(core, early)
    expect((await lead(core, early)).nextAction?.what).toBe('As it was worded before')
    const current = (await core.call('nurture.playbooks', {})).filter(({ slug }) => slug === cold)
    expect(current).toMatchObject([{ version: 2, runningCount: 2 }])
  }))

test('a step on a way the lead opted out of is passed by', () =>
  withWorkbook(async (core, workbook) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.closeWorkbook()
    editWorkbook(
      workbook.path,
      `INSERT INTO opt_out (lead_id, channel, on_day) VALUES (${leadId}, 'mail', '2026-01-01')`,
    )
    await workbook.reopen()
    await start(core, [leadId])
    expect((await lead(core, leadId)).nextAction).toMatchObject({ channel: 'message' })
    await done(core, leadId)
    expect((await lead(core, leadId)).nextAction).toMatchObject({ channel: 'call' })
    const { steps } = await run(core, leadId)
    expect(steps.slice(0, 3).map(({ state }) => state)).toEqual(['skipped', 'done', 'open'])
  }))

test('a run done in time keeps the printed working days from start to end, and then lets the lead rest', () =>
  withWorkbook(
    async (core, workbook) => {
      const leadId = await addLead(core, 'Marta Vogel')
      await start(core, [leadId])
      await workbook.reopen(plainDate('2026-05-05'))
      const days: string[] = []
      for (let step = 0; step < 8; step += 1) days.push(await doStepInTime(core, leadId))
      // 0, 2, 4, 8, 13, 18, 24 and 30 working days from Tuesday 24 March.
      expect(days).toEqual([
        '2026-03-24',
        '2026-03-26',
        '2026-03-30',
        '2026-04-03',
        '2026-04-10',
        '2026-04-17',
        '2026-04-27',
        '2026-05-05',
      ])
      const { state, steps } = await run(core, leadId)
      expect(state).toBe('finished')
      expect(steps.map((step) => [step.state, step.on])).toEqual(days.map((day) => ['done', day]))
      const page = await core.call('leads.get', { lead: leadId })
      expect(page.lead).toMatchObject({ status: 'resting', nextAction: null, code: null })
      expect(page.restingUntilOn).toBe('2026-08-03')
    },
    { today: tuesday },
  ))

test('a late step shifts the rest by its lateness', () =>
  withWorkbook(
    async (core, workbook) => {
      const leadId = await addLead(core, 'Marta Vogel')
      await start(core, [leadId])
      await done(core, leadId)
      expect((await lead(core, leadId)).nextAction?.day).toBe('2026-03-26')
      await workbook.reopen(plainDate('2026-03-31'))
      await done(core, leadId)
      expect((await lead(core, leadId)).nextAction?.day).toBe('2026-04-02')
    },
    { today: tuesday },
  ))

test('a first step never falls on a weekend', () =>
  withWorkbook(
    async (core) => {
      const leadId = await addLead(core, 'Marta Vogel')
      await start(core, [leadId])
      expect((await lead(core, leadId)).nextAction?.day).toBe('2026-03-30')
    },
    { today: plainDate('2026-03-28') },
  ))

test('a skipped step counts as skipped, and the next one follows', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await start(core, [leadId])
    await core.call('nurture.skipStep', { leadId })
    const { steps } = await run(core, leadId)
    expect(steps.slice(0, 3).map(({ state, on }) => [state, on])).toEqual([
      ['skipped', '2026-03-24'],
      ['open', '2026-03-26'],
      ['ahead', null],
    ])
  }))

test.each([
  ['replied', 'replied', { what: 'Answer their reply', day: tuesday, isHuman: true }],
  ['talked', 'met', null],
  ['not_now', 'not_now', null],
] as const)('"%s" stops the run at once; only a reply makes a task for today', (outcome, stopReason, next) =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await start(core, [leadId])
    const said = await core.call('followUps.log', { leadId, outcome, channel: 'mail', next: null })
    expect(said).toMatchObject({ done: null, hasStoppedPlaybook: true, hasPlannedReply: next !== null })
    expect(await run(core, leadId)).toMatchObject({ state: 'stopped', stopReason })
    expect({ nextAction: (await lead(core, leadId)).nextAction }).toMatchObject({ nextAction: next })
  }),
)

test('a reply that was written down as a signal stops the run, and asks for an answer today', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await start(core, [leadId])
    const said = await core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind: 'replied' })
    expect(said).toMatchObject({ stoppedPlaybooks: 1, plannedReplies: 1, gaveWay: 0 })
    expect((await run(core, leadId)).state).toBe('stopped')
    expect((await lead(core, leadId)).nextAction).toMatchObject({ day: tuesday, isHuman: true })
  }))

test('whose plans a signal or a touch changes is told: a paused run stops, what was planned by hand gives way or is done', () =>
  withWorkbook(async (core) => {
    const [paused, idle] = [await addLead(core, 'Marta Vogel'), await addLead(core, 'Ann Lee')]
    await start(core, [paused])
    const next = { what: 'Meet her at the fair', on: tuesday }
    await core.call('followUps.plan', { leadId: paused, next })
    const signal = { leads: { ids: [paused, idle] }, kind: 'replied' as const }
    expect(await core.call('temperature.logSignal', signal)).toMatchObject({
      stoppedPlaybooks: 1,
      plannedReplies: 1,
      gaveWay: 1,
    })
    expect(await core.call('temperature.logSignal', signal)).toMatchObject({
      changeSet: null,
      stoppedPlaybooks: 0,
      plannedReplies: 0,
      gaveWay: 0,
    })
    await core.call('followUps.plan', { leadId: idle, next })
    expect(
      await core.call('followUps.log', { leadId: idle, outcome: 'done', channel: 'mail', next: null }),
    ).toMatchObject({ done: next.what, hasStoppedPlaybook: false, hasPlannedReply: false })
  }))

test('a stage forward, another status and do-not-contact stop the run and drop its step', () =>
  withWorkbook(async (core) => {
    const [forward, lost, gone] = [await addLead(core, 'A'), await addLead(core, 'B'), await addLead(core, 'C')]
    await start(core, [forward, lost, gone])
    await core.call('leads.setStage', { leads: { ids: [forward] }, stage: 'mql', note: 'Met' })
    await core.call('leads.setStatus', { leads: { ids: [lost] }, status: 'lost', reason: 'No budget' })
    await core.call('leads.setDoNotContact', { leadId: gone, reason: 'Asked on the phone' })
    for (const [leadId, stopReason] of [
      [forward, 'stage_forward'],
      [lost, 'status_changed'],
      [gone, 'do_not_contact'],
    ] as const) {
      expect(await run(core, leadId)).toMatchObject({ state: 'stopped', stopReason })
      expect((await lead(core, leadId)).nextAction).toBeNull()
    }
  }))

test('planning something else by hand pauses the run, and resuming goes on where it stood, not before today', () =>
  withWorkbook(
    async (core, workbook) => {
      const leadId = await addLead(core, 'Marta Vogel')
      await start(core, [leadId])
      await done(core, leadId)
      await core.call('followUps.plan', { leadId, next: { what: 'Meet her at the fair', on: plainDate('2026-04-08') } })
      expect((await run(core, leadId)).state).toBe('paused')
      await workbook.reopen(plainDate('2026-04-08'))
      await core.call('followUps.log', { leadId, outcome: 'done', channel: 'other', next: null })
      expect((await run(core, leadId)).state).toBe('paused')
      await core.call('nurture.resume', { leadId })
      const resumed = await run(core, leadId)
      expect(resumed.state).toBe('running')
      expect(resumed.steps[1]).toMatchObject({ state: 'open', on: '2026-04-08' })
      expect((await lead(core, leadId)).nextAction).toMatchObject({ what: resumed.steps[1]?.title, day: '2026-04-08' })
    },
    { today: tuesday },
  ))

test('stopping by hand drops the open step and leaves what the seller planned', () =>
  withWorkbook(async (core) => {
    const [left, paused] = [await addLead(core, 'A'), await addLead(core, 'B')]
    await start(core, [left, paused])
    await core.call('followUps.plan', { leadId: paused, next: { what: 'Call', on: tuesday } })
    for (const leadId of [left, paused]) await core.call('nurture.stop', { leadId })
    expect((await lead(core, left)).nextAction).toBeNull()
    expect((await lead(core, paused)).nextAction).toMatchObject({ what: 'Call' })
  }))

test('leads that may not be contacted, are not active, or are in the playbook already are left out and counted', () =>
  withWorkbook(async (core) => {
    const names = ['Free', 'Gone', 'Lost', 'Resting', 'Customer', 'Running'] as const
    const ids = {} as Record<(typeof names)[number], LeadId>
    for (const name of names) ids[name] = await addLead(core, name)
    await core.call('leads.setDoNotContact', { leadId: ids.Gone, reason: 'Asked' })
    await core.call('leads.setStatus', { leads: { ids: [ids.Lost] }, status: 'lost', reason: 'No budget' })
    await core.call('leads.setStatus', {
      leads: { ids: [ids.Resting] },
      status: 'resting',
      untilOn: plainDate('2026-06-01'),
    })
    await core.call('leads.setStage', { leads: { ids: [ids.Customer] }, stage: 'won', note: 'Signed' })
    await start(core, [ids.Running])
    expect(await start(core, Object.values(ids))).toMatchObject({ started: 1, leftOut: 5 })
    expect((await lead(core, ids.Free)).nextAction).not.toBeNull()
    expect(await start(core, [ids.Customer, ids.Gone], 'customer-keep-and-refer')).toMatchObject({
      started: 1,
      leftOut: 1,
    })
    expect((await lead(core, ids.Customer)).status).toBe('customer')
  }))

test('re-opening a lead ends its rest, and goes at most once in half a year', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await core.call('leads.setStatus', {
      leads: { ids: [leadId] },
      status: 'resting',
      untilOn: plainDate('2026-06-01'),
    })
    expect(await start(core, [leadId], 'dormant-re-open')).toMatchObject({ started: 1 })
    expect((await lead(core, leadId)).status).toBe('active')
    await core.call('nurture.stop', { leadId })
    expect(await start(core, [leadId], 'dormant-re-open')).toMatchObject({ started: 0, leftOut: 1, changeSet: null })
  }))

test('another playbook takes over from the one that runs', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await start(core, [leadId])
    const { code } = await lead(core, leadId)
    await start(core, [leadId], 'cold-met-once')
    expect(await run(core, leadId)).toMatchObject({ name: 'Cold: met once', state: 'running' })
    expect((await lead(core, leadId)).code).toBe(code)
    const counts = (await core.call('nurture.playbooks', {})).map(({ slug, runningCount }) => [slug, runningCount])
    expect(counts).toContainEqual([cold, 0])
    expect(counts).toContainEqual(['cold-met-once', 1])
  }))

test('a step whose condition the lead does not meet is passed by', () =>
  withWorkbook(
    async (core, workbook) => {
      const leadId = await addLead(core, 'Marta Vogel')
      await start(core, [leadId], 'dormant-re-open')
      await workbook.reopen(plainDate('2026-05-05'))
      await doStepInTime(core, leadId)
      await doStepInTime(core, leadId)
      const { steps } = await run(core, leadId)
      expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'skipped', 'open'])
    },
    { today: tuesday },
  ))

test('a step that repeats comes back ninety days after it was done', () =>
  withWorkbook(
    async (core, workbook) => {
      const leadId = await addLead(core, 'Marta Vogel')
      await core.call('leads.setStage', { leads: { ids: [leadId] }, stage: 'won', note: 'Signed' })
      await start(core, [leadId], 'customer-keep-and-refer')
      await workbook.reopen(plainDate('2026-12-14'))
      for (let step = 0; step < 3; step += 1) await doStepInTime(core, leadId)
      const first = await doStepInTime(core, leadId)
      const again = await doStepInTime(core, leadId)
      expect([first, again]).toEqual(['2026-09-14', '2026-12-14'])
      expect((await run(core, leadId)).steps.at(-1)).toMatchObject({ state: 'open', on: '2027-03-15' })
    },
    { today: tuesday },
  ))

test('a draft holds what the workbook knows, and names what is missing', () =>
  withWorkbook(async (core) => {
    const { leadId } = await core.call('leads.add', { name: 'Marta Vogel', company: 'Nordlicht Optik' })
    await core.call('settings.set', { sellerName: 'Ida Hartl' })
    await start(core, [leadId])
    const drafts = (await run(core, leadId)).steps.filter((step) => step.draft !== null)
    expect(drafts.length).toBeGreaterThan(0)
    for (const { draft, missingFields } of drafts) {
      expect(draft).toContain('Hello Marta,')
      expect(draft).toContain('Ida Hartl')
      for (const field of missingFields) expect(draft).toContain(`{${field}}`)
      for (const field of ['firstName', 'company', 'myName']) expect(missingFields).not.toContain(field)
    }
    expect(drafts.some(({ missingFields }) => missingFields.length > 0)).toBe(true)
    const subjects = drafts.flatMap(({ subject }) => subject ?? [])
    expect(subjects.length).toBeGreaterThan(0)
    for (const subject of subjects) expect(subject).not.toMatch(/\{(firstName|company|myName)\}/)
  }))

test('the playbook that suits a lead best comes first', () =>
  withWorkbook(async (core) => {
    const playbooks = await core.call('nurture.playbooks', {})
    const best = async (leadId: LeadId) => {
      const { suggested } = await core.call('nurture.run', { leadId })
      return playbooks.find(({ id }) => id === suggested[0])?.slug
    }
    const [plain, met, asked, reader, proposal, lost] = [
      await addLead(core, 'Plain'),
      await addLead(core, 'Met'),
      await addLead(core, 'Asked'),
      await addLead(core, 'Reader'),
      await addLead(core, 'Proposal'),
      await addLead(core, 'Lost'),
    ]
    await core.call('temperature.logSignal', { leads: { ids: [met] }, kind: 'attended' })
    await core.call('temperature.logSignal', { leads: { ids: [asked, proposal] }, kind: 'asked_for_offer' })
    await core.call('temperature.logSignal', { leads: { ids: [reader] }, kind: 'downloaded', topic: 'Contracts' })
    await core.call('temperature.logSignal', { leads: { ids: [reader] }, kind: 'attended' })
    await core.call('leads.setStage', { leads: { ids: [proposal] }, stage: 'proposal', note: 'Met' })
    await core.call('leads.setStatus', { leads: { ids: [lost] }, status: 'lost', reason: 'No budget' })
    expect(await best(plain)).toBe(cold)
    expect(await best(met)).toBe('cold-met-once')
    expect(await best(asked)).toBe('warm-new-enquiry')
    expect(await best(reader)).toBe('warm-used-your-content')
    expect(await best(proposal)).toBe('warm-proposal-sent')
    expect(await best(lost)).toBeUndefined()
  }))

test('undo takes a step back whole: the touch, the step and what came next', () =>
  withWorkbook(async (core) => {
    const leadId = await addLead(core, 'Marta Vogel')
    await start(core, [leadId])
    const before = { lead: await core.call('leads.get', { lead: leadId }), run: await run(core, leadId) }
    await core.call('followUps.log', { leadId, outcome: 'replied', channel: 'mail', note: 'Call me', next: null })
    expect((await run(core, leadId)).state).toBe('stopped')
    const report = await core.call('journal.undo', {})
    expect(report).toMatchObject({ keptCount: 0, impossible: [] })
    expect({ lead: await core.call('leads.get', { lead: leadId }), run: await run(core, leadId) }).toEqual(before)
  }))
