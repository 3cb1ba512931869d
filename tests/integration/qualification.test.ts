import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { readFollowUpFacts } from '../../electron/features/follow-ups/follow-up-facts.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import { neglectOf } from '../../shared/domain/follow-ups/neglect.ts'
import { noDaysOff } from '../../shared/domain/follow-ups/working-days.ts'
import type { Stage } from '../../shared/domain/funnel/stages.ts'
import type { LeadField } from '../../shared/domain/leads/lead-fields.ts'
import { type ShippedView, shippedViews } from '../../shared/domain/leads/shipped-views.ts'
import { shippedFitRules } from '../../shared/domain/qualification/fit-rules.ts'
import { type Answer, answerSchema, type GateRules } from '../../shared/domain/qualification/gates.ts'
import type { Question, ReturnReason } from '../../shared/domain/qualification/questions.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays, plainDate } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { importFile, writeLines } from '../support/import-files.ts'
import { yes } from '../support/lead-filters.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'
import { timelineOf } from '../support/timeline.ts'

const inWorkbook = sharingCore()

async function add(core: Core, name = 'Ann'): Promise<LeadId> {
  return (await core.call('leads.add', { name, emails: [`${name.toLowerCase()}@example.com`] })).leadId
}

type Said = Partial<Pick<InputOf<'qualification.answer'>, 'note' | 'on' | 'was'>>

async function answer(
  core: Core,
  leadIds: LeadId | readonly LeadId[],
  question: Question,
  given: Answer,
  said: Said = {},
) {
  const ids = typeof leadIds === 'number' ? [leadIds] : [...leadIds]
  return core.call('qualification.answer', { leads: { ids }, question, answer: given, ...said })
}

async function fits(core: Core, leadId: LeadId) {
  for (const { id } of shippedFitRules.criteria) await answer(core, leadId, `fit:${id}`, 'yes')
}

async function move(core: Core, leadId: LeadId, stage: Stage, note?: string) {
  return core.call('leads.setStage', { leads: { ids: [leadId] }, stage, ...(note !== undefined && { note }) })
}

async function log(core: Core, leadId: LeadId, kind: InputOf<'temperature.logSignal'>['kind'], ago = 0) {
  await core.call('temperature.logSignal', { leads: { ids: [leadId] }, kind, on: addDays(testDay, -ago) })
}

async function refusal(core: Core, name: string, input: unknown) {
  const reply = await core.dispatch(name, input)
  if (reply.ok) throw new Error(`${name} was not refused`)
  return reply.error
}

const get = (core: Core, leadId: LeadId) => core.call('qualification.get', { leadId })

async function listed(core: Core, filter: InputOf<'leads.list'>['filter']): Promise<string[]> {
  return (await core.call('leads.list', { filter, limit: 100 })).leads.map(({ name }) => name)
}

describe('an answer', () => {
  it('counts with its evidence and day, until it is taken away', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core)
      expect(await get(core, ann)).toMatchObject({
        name: 'Ann',
        stage: 'lead',
        fit: { grade: null, share: null, known: 0, brokenBy: null },
        cold: { verdict: 'unknown' },
        warm: { verdict: 'not_warm' },
        bant: ['need', 'timeline', 'authority', 'budget'].map((question) => ({
          question,
          answer: 'unknown',
          note: null,
          on: null,
          isStale: false,
        })),
        reached: null,
        next: { stage: 'mql', conditions: [{ condition: 'fit', state: 'unknown' }, {}, {}] },
        accept: null,
        returns: [],
        overrides: [],
      })
      const on = addDays(testDay, -3)
      await answer(core, ann, 'need', 'yes', { note: ' “Our booking is done by hand.” ', on })
      await answer(core, ann, 'need', 'no')
      await core.call('journal.undo', {})
      const [need] = (await get(core, ann)).bant
      expect(need).toEqual({
        question: 'need',
        answer: 'yes',
        note: '“Our booking is done by hand.”',
        on,
        isStale: false,
      })
      await answer(core, ann, 'need', 'unknown', { note: 'They will ask' })
      expect((await get(core, ann)).bant[0]).toMatchObject({ answer: 'unknown', note: 'They will ask', on: testDay })
      await answer(core, ann, 'need', 'unknown')
      expect((await get(core, ann)).bant[0]).toMatchObject({ answer: 'unknown', note: null, on: null })
    })
  })

  it('is not written over unseen, not given for a day to come, and not to a criterion that is gone', async () => {
    await inWorkbook(async (core, { path }) => {
      const ann = await add(core)
      await answer(core, ann, 'need', 'yes', { was: 'unknown' })
      const before = readRows(path)
      const ask = { leads: { ids: [ann] }, question: 'need', answer: 'no' }
      expect(await refusal(core, 'qualification.answer', { ...ask, was: 'unknown' })).toMatchObject({
        code: 'changed_meanwhile',
        details: { field: 'need', holds: 'yes' },
      })
      const tomorrow = addDays(testDay, 1)
      expect(await refusal(core, 'qualification.answer', { ...ask, on: tomorrow })).toMatchObject({
        code: 'invalid_input',
      })
      expect(await refusal(core, 'qualification.answer', { ...ask, question: 'fit:99' })).toMatchObject({
        code: 'not_found',
      })
      expect(await refusal(core, 'qualification.answer', { ...ask, question: 'fit:x' })).toMatchObject({
        code: 'invalid_input',
      })
      expect(await refusal(core, 'qualification.get', { leadId: 99 })).toMatchObject({ code: 'not_found' })
      expect(readRows(path)).toEqual(before)
    })
  })

  it('is given to many leads in one change, which one undo takes back from all', async () => {
    await inWorkbook(async (core, { path }) => {
      const leads = [await add(core), await add(core, 'Bo'), await add(core, 'Cy')]
      await answer(core, leads.slice(0, 1), 'lawful_basis', 'no', { note: 'Bought list' })
      const before = readRows(path)
      await answer(core, leads, 'lawful_basis', 'yes', { note: 'Met at the fair' })
      for (const lead of leads)
        expect((await get(core, lead)).cold.items.find(({ item }) => item === 'lawful_basis')).toMatchObject({
          state: 'met',
          answered: { answer: 'yes', note: 'Met at the fair' },
        })
      const { changeSets } = await core.call('journal.list', { limit: 1 })
      expect(changeSets[0]?.label).toEqual({ what: 'answered', count: 3 })
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })

  it('to Budget and Timeline is unknown again after ninety days, the others stay', async () => {
    await inWorkbook(async (core, { reopen }) => {
      const ann = await add(core)
      for (const question of ['need', 'timeline', 'authority', 'budget'] as const)
        await answer(core, ann, question, 'yes')
      const standing = async () => {
        const { bant } = await get(core, ann)
        const { conditions } = await core.call('leads.gate', { leadId: ann, stage: 'sql' })
        return [
          bant.map(({ isStale }) => isStale),
          conditions.find(({ condition }) => condition === 'three_yes')?.state,
        ]
      }
      await reopen(addDays(testDay, 89))
      expect(await standing()).toEqual([[false, false, false, false], 'met'])
      await reopen(addDays(testDay, 90))
      expect(await standing()).toEqual([[false, true, false, true], 'unknown'])
      await answer(core, ann, 'budget', 'yes')
      expect(await standing()).toEqual([[false, true, false, false], 'met'])
    })
  })

  it('is told by the history and the timeline of its lead', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core)
      await answer(core, ann, 'need', 'yes', { note: 'Said so' })
      await answer(core, ann, 'fit:1', 'no')
      const { entries } = await core.call('leads.history', { leadId: ann, limit: 2 })
      expect(entries.map(({ changes }) => changes)).toEqual([
        [
          {
            field: 'answer',
            custom: { id: null, name: 'They have the kind of problem I solve' },
            before: null,
            after: 'no',
          },
        ],
        [{ field: 'answer', custom: { id: null, name: 'need' }, before: null, after: 'yes: Said so' }],
      ])
      expect(await timelineOf(core, ann, 'edit')).toMatchObject([
        { label: { what: 'answered' } },
        {
          label: { what: 'answered' },
          changes: [{ field: 'answer', custom: { name: 'need' }, before: null, after: 'yes: Said so' }],
        },
        { label: { what: 'lead_added' } },
      ])
    })
  })
})

describe('a lead on its way', () => {
  it('walks from its import through MQL, SAL and SQL to Proposal, each gate shut until what it asks is so', async () => {
    await inWorkbook(async (core, { folder }) => {
      await importFile(core, writeLines(folder, 'leads.csv', ['Name,E-mail', 'Ann,ann@example.com']))
      const { lead } = await core.call('leads.get', { lead: 'ann@example.com' })
      const ann = lead.id
      const missing = async (stage: Stage) => {
        const { conditions } = await core.call('leads.gate', { leadId: ann, stage })
        return conditions.filter(({ state }) => state !== 'met').map(({ condition, state }) => `${condition} ${state}`)
      }
      const stands = async () => {
        const { stage, reached, next } = await get(core, ann)
        return [stage, reached, next?.stage ?? null]
      }

      expect(await missing('mql')).toEqual(['fit unknown', 'warm unmet', 'own_signal unmet'])
      await fits(core, ann)
      await log(core, ann, 'replied')
      expect(await missing('mql')).toEqual([])
      expect(await move(core, ann, 'mql')).toMatchObject({ moved: 1 })
      expect(await stands()).toEqual(['mql', 'mql', 'sal'])
      expect((await get(core, ann)).accept).toEqual({ dueOn: addDays(testDay, 2), isOverdue: false })

      expect(await move(core, ann, 'sal')).toMatchObject({ moved: 0, missing: [{ condition: 'human_action' }] })
      await core.call('followUps.plan', { leadId: ann, next: { what: 'Call', on: testDay } })
      expect(await move(core, ann, 'sal')).toMatchObject({ moved: 1 })
      expect((await get(core, ann)).accept).toBeNull()

      expect(await missing('sql')).toEqual(['conversation unmet', 'need unknown', 'three_yes unknown'])
      await log(core, ann, 'conversation')
      for (const question of ['need', 'timeline'] as const) await answer(core, ann, question, 'yes')
      expect(await missing('sql')).toEqual(['three_yes unknown'])
      await answer(core, ann, 'authority', 'yes')
      await answer(core, ann, 'budget', 'no')
      expect(await missing('sql')).toEqual(['none_no unmet'])
      await answer(core, ann, 'budget', 'unknown')
      expect(await move(core, ann, 'sql')).toMatchObject({ moved: 1 })
      expect(await stands()).toEqual(['sql', 'sql', 'proposal'])

      expect(await missing('proposal')).toEqual(['scope unknown', 'amount unmet', 'decision_day unknown'])
      await answer(core, ann, 'scope', 'yes', { note: 'Five pages and a shop' })
      await answer(core, ann, 'decision_day', 'yes', { note: '15 April' })
      await core.call('leads.edit', { leadId: ann, fields: { valueMinor: 450_000 } })
      expect(await move(core, ann, 'proposal')).toMatchObject({ moved: 1 })
      expect(await stands()).toEqual(['proposal', 'proposal', null])
      expect((await timelineOf(core, ann, 'stage')).map((event) => 'cause' in event && event.cause)).toEqual([
        'gate',
        'gate',
        'gate',
        'gate',
        'import',
      ])
      expect((await get(core, ann)).overrides).toEqual([])
    })
  })

  it('at MQL is to be accepted within two working days, on the day it is hot from then on, whatever it is later', async () => {
    await inWorkbook(async (core, { reopen }) => {
      const [ann, bo] = [await add(core), await add(core, 'Bo')]
      await move(core, ann, 'mql', 'Met')
      await move(core, bo, 'mql', 'Met')
      await log(core, ann, 'asked_for_offer')
      const dueDays = async () => Promise.all([ann, bo].map(async (leadId) => (await get(core, leadId)).accept))
      const after = (days: number, isOverdue: boolean) => ({ dueOn: addDays(testDay, days), isOverdue })
      expect(await dueDays()).toEqual([after(0, false), after(2, false)])
      expect(await listed(core, yes('isAcceptanceOverdue'))).toEqual([])
      await reopen(addDays(testDay, 1))
      await log(core, bo, 'asked_for_offer', -1)
      expect(await dueDays()).toEqual([after(0, true), after(1, false)])
      expect(await listed(core, yes('isAcceptanceOverdue'))).toEqual(['Ann'])
      await reopen(addDays(testDay, 20))
      expect(await dueDays()).toEqual([after(0, true), after(1, true)])
      expect(await listed(core, yes('isAcceptanceOverdue'))).toEqual(['Ann', 'Bo'])
      await move(core, bo, 'sal', 'Mine')
      expect(await listed(core, yes('isAcceptanceOverdue'))).toEqual(['Ann'])
      await core.call('leads.setStatus', { leads: { ids: [ann] }, status: 'lost', reason: 'Elsewhere' })
      expect((await get(core, ann)).accept).toBeNull()
      expect(await listed(core, yes('isAcceptanceOverdue'))).toEqual([])
    })
  })

  it('past a gate by hand is counted, back is not', async () => {
    await inWorkbook(async (core) => {
      const [ann, bo] = [await add(core), await add(core, 'Bo')]
      await move(core, ann, 'sql', 'An old friend')
      await move(core, ann, 'lead', 'Not now after all')
      await move(core, ann, 'mql', 'Again')
      await move(core, bo, 'mql', 'At the fair')
      expect((await get(core, ann)).overrides).toEqual([
        { on: testDay, stage: 'mql', note: 'Again' },
        { on: testDay, stage: 'sql', note: 'An old friend' },
      ])
      expect((await core.call('qualification.insights', {})).overrides).toEqual([
        { stage: 'mql', count: 2 },
        { stage: 'sql', count: 1 },
      ])
    })
  })
})

describe('a lead that is returned', () => {
  const untilOn = addDays(testDay, 60)
  it.each<[ReturnReason, string, string | null]>([
    ['poor_fit', 'disqualified', 'Poor fit'],
    ['unreachable', 'active', null],
    ['timing', 'resting', null],
    ['competitor_or_student', 'disqualified', 'Competitor or student'],
    ['duplicate', 'active', null],
  ])('for %s is %s at Lead, and comes back by undo', async (reason, status, statusReason) => {
    await inWorkbook(async (core, { path }) => {
      const ann = await add(core)
      await move(core, ann, reason === 'timing' ? 'sal' : 'mql', 'Met')
      const before = readRows(path)
      await core.call('qualification.return', { leadId: ann, reason, ...(reason === 'timing' && { untilOn }) })
      const page = await core.call('leads.get', { lead: ann })
      expect([page.lead.stage, page.lead.status, page.statusReason]).toEqual(['lead', status, statusReason])
      expect(page.restingUntilOn).toBe(reason === 'timing' ? untilOn : null)
      expect((await get(core, ann)).returns).toEqual([{ on: testDay, reason, note: null }])
      expect((await core.call('qualification.insights', {})).returns).toEqual([{ reason, count: 1 }])
      const { entries } = await core.call('leads.history', { leadId: ann, limit: 1 })
      expect(entries[0]).toMatchObject({ label: { what: 'lead_returned', name: 'Ann' } })
      expect(entries[0]?.changes).toContainEqual({ field: 'returned', custom: null, before: null, after: reason })
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })

  it('stands at MQL or SAL, and has a day to come where it is for its timing', async () => {
    await inWorkbook(async (core, { path }) => {
      const ann = await add(core)
      const back = { leadId: ann, reason: 'timing', untilOn }
      for (const stage of ['lead', 'sql', 'won'] as const) {
        await move(core, ann, stage, 'Met')
        expect(await refusal(core, 'qualification.return', back)).toMatchObject({ code: 'not_possible' })
      }
      await move(core, ann, 'sal', 'Not yet')
      const before = readRows(path)
      for (const on of [undefined, testDay, addDays(testDay, -1)])
        expect(await refusal(core, 'qualification.return', { ...back, untilOn: on })).toMatchObject({
          code: 'invalid_input',
        })
      expect(await refusal(core, 'qualification.return', { ...back, leadId: 99 })).toMatchObject({ code: 'not_found' })
      expect(readRows(path)).toEqual(before)
    })
  })

  it('tells which criteria the returned had no to, the most telling first', async () => {
    await inWorkbook(async (core) => {
      const leads = [await add(core), await add(core, 'Bo'), await add(core, 'Cy')]
      for (const [at, lead] of leads.entries()) {
        await move(core, lead, 'mql', 'Met')
        await answer(core, lead, 'fit:4', at === 0 ? 'yes' : 'no')
        if (at < 2) await answer(core, lead, 'fit:1', 'yes')
        await core.call('qualification.return', { leadId: lead, reason: 'unreachable', note: 'Rang three times' })
      }
      const other = await add(core, 'Di')
      await answer(core, other, 'fit:4', 'no')
      expect((await core.call('qualification.insights', {})).returnedUnfit).toEqual([
        { criterion: 'They are of a size I work well with', no: 2, known: 3 },
        { criterion: 'They have the kind of problem I solve', no: 0, known: 2 },
      ])
    })
  })
})

describe('the rules', () => {
  it('that ship are in force until others are, and come back', async () => {
    await inWorkbook(async (core, { path }) => {
      const ann = await add(core)
      const rules = await core.call('qualification.rules', {})
      expect(rules).toMatchObject({
        fit: shippedFitRules,
        isFitShipped: true,
        areGatesShipped: true,
        nextCriterionId: 8,
      })
      const gates: GateRules = { ...rules.gates, gates: [{ stage: 'mql', asks: ['amount'] }], acceptWithinDays: 5 }
      const before = readRows(path)
      await core.call('qualification.setGates', { gates })
      expect(await core.call('qualification.rules', {})).toMatchObject({
        gates,
        areGatesShipped: false,
        isFitShipped: true,
      })
      expect((await core.call('leads.gate', { leadId: ann, stage: 'won' })).conditions).toEqual([
        { condition: 'amount', state: 'unmet' },
      ])
      expect(await core.call('qualification.setGates', { gates })).toEqual({ changeSet: null })
      await core.call('leads.edit', { leadId: ann, fields: { valueMinor: 100 } })
      expect(await move(core, ann, 'mql')).toMatchObject({ moved: 1 })
      expect((await get(core, ann)).accept?.dueOn).toBe(plainDate('2026-03-31'))
      await core.call('qualification.setGates', { gates: null })
      expect(await core.call('qualification.rules', {})).toMatchObject({ gates: rules.gates, areGatesShipped: true })
      for (let back = 0; back < 4; back += 1) await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })

  it('of fit give an id to a criterion that none ever had', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core)
      const { fit, nextCriterionId } = await core.call('qualification.rules', {})
      const added = { id: nextCriterionId, name: 'They have a team', weight: 10, isDealBreaker: false }
      await core.call('qualification.setFit', { fit: { ...fit, criteria: [...fit.criteria, added] } })
      await answer(core, ann, `fit:${nextCriterionId}`, 'yes')
      await core.call('qualification.setFit', { fit: null })
      expect((await core.call('qualification.rules', {})).nextCriterionId).toBe(nextCriterionId + 1)
    })
  })

  it('of fit change as many leads as their preview says, which is asked of leads in no trash', async () => {
    await inWorkbook(async (core) => {
      const leads = await Promise.all(['Ann', 'Bo', 'Cy', 'Di', 'Ed'].map((name) => add(core, name)))
      for (const lead of leads.slice(0, 3)) await fits(core, lead)
      await answer(core, leads[1] as LeadId, 'fit:4', 'no')
      await answer(core, leads[3] as LeadId, 'fit:1', 'no')
      await core.call('leads.archive', { leads: { ids: [leads[2] as LeadId] } })
      const fit = {
        ...shippedFitRules,
        gradeAFrom: 0.9,
        criteria: shippedFitRules.criteria.map((criterion) => ({ ...criterion, isDealBreaker: false })),
      }
      const grades = async () =>
        Object.fromEntries(
          (await core.call('leads.list', { limit: 10 })).leads.map(({ id, fit: grade }) => [id, grade]),
        )
      const before = await grades()
      const preview = await core.call('qualification.previewFit', { fit })
      expect(preview).toEqual({
        changed: 2,
        counts: [
          { before: 'A', after: 'B', leads: 1 },
          { before: 'C', after: null, leads: 1 },
        ],
      })
      await core.call('qualification.setFit', { fit })
      const after = await grades()
      expect(Object.keys(after).filter((id) => before[id] !== after[id])).toHaveLength(preview.changed)
      expect((await core.call('qualification.previewFit', { fit })).changed).toBe(0)
    })
  })
})

describe('lists', () => {
  it('follow answers and rules', async () => {
    await inWorkbook(async (core) => {
      const [ann, bo] = [await add(core), await add(core, 'Bo')]
      const grades = async () => (await core.call('leads.list', { limit: 10 })).leads.map(({ fit }) => fit)
      const ofFit = (...values: string[]) => listed(core, { all: [[{ field: 'fit', test: { op: 'anyOf', values } }]] })
      expect(await ofFit('A')).toEqual([])
      for (const id of [1, 2, 3, 4]) await answer(core, bo, `fit:${id}`, 'yes')
      expect(await grades()).toEqual([null, 'A'])
      expect(await ofFit('A')).toEqual(['Bo'])
      await answer(core, ann, 'fit:2', 'no')
      expect(await ofFit('C')).toEqual(['Ann'])
      const { fit } = await core.call('qualification.rules', {})
      await core.call('qualification.setFit', { fit: { ...fit, knownFrom: 0.9 } })
      expect(await grades()).toEqual(['C', null])
      expect(await ofFit('A', 'C')).toEqual(['Ann'])
      await core.call('journal.undo', {})
      expect(await ofFit('A', 'C')).toEqual(['Ann', 'Bo'])
      const sorted = await core.call('leads.list', { sort: { by: 'fit', direction: 'ascending' }, limit: 10 })
      expect(sorted.leads.map(({ name }) => name)).toEqual(['Bo', 'Ann'])
    })
  })

  it('tell the ready from the curious, and those with a reason to write, as answers come', async () => {
    await inWorkbook(async (core) => {
      const ann = await add(core)
      const saying = async (...fields: LeadField[]) => {
        const found = await Promise.all(fields.map((field) => listed(core, yes(field))))
        return fields.filter((_, at) => found[at]?.length === 1)
      }
      const standing = () => saying('isReady', 'isCurious', 'hasReasonToWrite', 'isNeglected')
      expect(await standing()).toEqual([])
      await answer(core, ann, 'reason_to_write', 'yes')
      expect(await standing()).toEqual(['hasReasonToWrite'])
      await log(core, ann, 'asked_for_offer')
      expect(await standing()).toEqual(['isCurious', 'hasReasonToWrite', 'isNeglected'])
      for (const question of ['need', 'timeline', 'authority', 'want', 'problem'] as const)
        await answer(core, ann, question, 'yes')
      expect(await standing()).toEqual(['hasReasonToWrite', 'isNeglected'])
      await core.call('followUps.plan', { leadId: ann, next: { what: 'Call', on: addDays(testDay, 1) } })
      expect(await standing()).toEqual(['isReady', 'hasReasonToWrite'])
      await answer(core, ann, 'budget', 'no')
      expect(await standing()).toEqual(['hasReasonToWrite'])
    })
  })

  it('know until when the hand tag in force holds, the one set last alone', async () => {
    await inWorkbook(async (core) => {
      const [ann, bo, cy] = [await add(core), await add(core, 'Bo'), await add(core, 'Cy')]
      const tag = async (leadId: LeadId, days: number) =>
        core.call('temperature.tag', {
          leads: { ids: [leadId] },
          temperature: 'warm',
          reason: 'Met at the fair',
          untilOn: addDays(testDay, days),
        })
      const runningOut = async () => {
        const { rules, sort } = shippedViews.find(({ slug }) => slug === 'tags-running-out') as ShippedView
        const filter = { all: rules.map((group) => [...group]) }
        const { leads } = await core.call('leads.list', { filter, ...(sort && { sort }), limit: 10 })
        return leads.map(({ name }) => name)
      }
      expect(await runningOut()).toEqual([])
      await tag(ann, 7)
      await tag(bo, 0)
      await tag(cy, 8)
      expect(await runningOut()).toEqual(['Bo', 'Ann'])
      await tag(ann, 30)
      await tag(cy, 1)
      expect(await runningOut()).toEqual(['Bo', 'Cy'])
      await core.call('temperature.untag', { leads: { ids: [bo] } })
      expect(await runningOut()).toEqual(['Cy'])
      await core.call('journal.undo', {})
      expect(await runningOut()).toEqual(['Bo', 'Cy'])
    })
  })

  it('know whom follow-ups call neglected', async () => {
    await inWorkbook(
      async (core, { path }) => {
        await core.call('workbook.makeSample', { seed: 7 })
        const { leads } = await core.call('leads.list', { limit: 1000 })
        const raw = new Database(path, { readonly: true })
        try {
          const facts = readFollowUpFacts(
            { raw, today: testDay },
            leads.map(({ id }) => id),
          )
          const neglected = facts.filter((lead) => !lead.isOutOfReach && neglectOf(lead, testDay, noDaysOff) !== null)
          const { leads: found } = await core.call('leads.list', { filter: yes('isNeglected'), limit: 1000 })
          expect(found.length).toBeGreaterThan(0)
          expect(new Set(found.map(({ id }) => id))).toEqual(new Set(neglected.map(({ leadId }) => leadId)))
        } finally {
          raw.close()
        }
      },
      { isSample: true },
    )
  })

  it('agree with what is told of each lead, whatever was answered', async () => {
    const questions: Question[] = ['need', 'timeline', 'authority', 'budget', 'want', 'problem', 'reason_to_write']
    const asked = [...questions, ...shippedFitRules.criteria.map(({ id }): Question => `fit:${id}`)]
    const step = fc.record({
      lead: fc.nat(3),
      question: fc.constantFrom(...asked),
      answer: fc.constantFrom(...answerSchema.options),
      ago: fc.constantFrom(0, 89, 90),
      isWarm: fc.boolean(),
      knownFrom: fc.constantFrom(null, 0.2, 0.6),
    })
    await inWorkbook(async (core) => {
      const leads = await Promise.all(['Ann', 'Bo', 'Cy', 'Di'].map((name) => add(core, name)))
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
          for (const { lead, question, answer: given, ago, isWarm, knownFrom } of steps) {
            const leadId = leads[lead] as LeadId
            await answer(core, leadId, question, given, { on: addDays(testDay, -ago) })
            if (isWarm) await log(core, leadId, 'asked_for_offer', ago % 30)
            if (knownFrom !== null) await core.call('qualification.setFit', { fit: { ...shippedFitRules, knownFrom } })
          }
          const told = await Promise.all(leads.map((leadId) => get(core, leadId)))
          const named = (of: (lead: (typeof told)[number]) => boolean) => told.filter(of).map(({ name }) => name)
          for (const grade of ['A', 'B', 'C'])
            expect(await listed(core, { all: [[{ field: 'fit', test: { op: 'anyOf', values: [grade] } }]] })).toEqual(
              named(({ fit }) => fit.grade === grade),
            )
          expect(await listed(core, { all: [[{ field: 'fit', test: { op: 'empty' } }]] })).toEqual(
            named(({ fit }) => fit.grade === null),
          )
          expect(await listed(core, yes('isReady'))).toEqual(named(({ warm }) => warm.verdict === 'ready'))
          expect(await listed(core, yes('isCurious'))).toEqual(named(({ warm }) => warm.verdict === 'curious'))
          const { leads: rows } = await core.call('leads.list', { limit: 10 })
          expect(rows.map(({ fit }) => fit)).toEqual(told.map(({ fit }) => fit.grade))
        }),
        { numRuns: 25 },
      )
    })
  })
})

describe('the sample', () => {
  it('has leads of every grade and none, worth warming, ready and curious', async () => {
    await inWorkbook(
      async (core) => {
        await core.call('workbook.makeSample', { seed: 7 })
        const { values } = await core.call('leads.values', { field: 'fit', limit: 10 })
        expect(values.map(({ value }) => value).sort()).toEqual(['A', 'B', 'C'])
        for (const { count } of values) expect(count).toBeGreaterThan(5)
        const { counts } = await core.call('leads.counts', {
          of: [
            { filter: { all: [[{ field: 'fit', test: { op: 'empty' } }]] } },
            ...shippedViews
              .filter(({ slug }) => ['worth-warming', 'ready', 'curious', 'neglected'].includes(slug))
              .map(({ rules }) => ({ filter: { all: rules.map((group) => [...group]) } })),
          ],
        })
        expect(counts.map((count) => count > 0)).toEqual([true, true, true, true, true])
      },
      { isSample: true },
    )
  })
})

describe('two leads made one', () => {
  it('keep of each question the answer known last, and their returns; undo gives back each', async () => {
    await inWorkbook(async (core, { path }) => {
      const [ann, anne] = [await add(core), await add(core, 'Anne')]
      const ago = (days: number) => ({ on: addDays(testDay, -days) })
      await answer(core, ann, 'need', 'yes', ago(5))
      await answer(core, anne, 'need', 'no', ago(2))
      await answer(core, ann, 'budget', 'unknown', { note: 'Ask again' })
      await answer(core, anne, 'budget', 'yes', ago(9))
      await answer(core, ann, 'want', 'yes')
      await answer(core, anne, 'want', 'no')
      await answer(core, anne, 'problem', 'yes')
      await move(core, anne, 'mql', 'Met')
      await core.call('qualification.return', { leadId: anne, reason: 'unreachable' })
      const before = readRows(path)
      await core.call('leads.merge', { keep: ann, leadIds: [ann, anne] })
      const { bant, warm, returns } = await get(core, ann)
      expect([bant[0]?.answer, bant[3]?.answer]).toEqual(['no', 'yes'])
      const answers = warm.items.map(({ item, answered }) => [item, answered?.answer])
      expect(answers).toContainEqual(['want', 'yes'])
      expect(answers).toContainEqual(['problem', 'yes'])
      expect(returns).toHaveLength(1)
      await core.call('journal.undo', {})
      expect(readRows(path)).toEqual(before)
    })
  })

  it('leave nothing of their answers once they are erased', async () => {
    await inWorkbook(async (core, { path }) => {
      const ann = await add(core)
      await answer(core, ann, 'need', 'yes', { note: 'Secret' })
      await move(core, ann, 'mql', 'Met')
      await core.call('qualification.return', { leadId: ann, reason: 'unreachable', note: 'Secret' })
      await core.call('leads.archive', { leads: { ids: [ann] } })
      await core.call('leads.erase', { leads: { ids: [ann] }, count: 1 })
      const rows = readRows(path)
      expect([rows['answer'], rows['lead_return'], rows['lead']]).toEqual([undefined, undefined, undefined])
    })
  })
})
