import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { Answer } from '../../shared/domain/qualification/gates.ts'
import type { Question } from '../../shared/domain/qualification/questions.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { sharingCore } from '../support/shared-core.ts'

const inWorkbook = sharingCore()

async function add(core: Core, name = 'Ann'): Promise<LeadId> {
  return (await core.call('leads.add', { name, emails: [`${name.toLowerCase()}@example.com`] })).leadId
}

type Said = Partial<InputOf<'qualification.answer'>>

async function answer(core: Core, leadId: LeadId, question: Question, given: Answer, said: Said = {}) {
  return core.call('qualification.answer', { leads: { ids: [leadId] }, question, answer: given, ...said })
}

const get = (core: Core, leadId: LeadId) => core.call('qualification.get', { leadId })

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
      expect((await get(core, ann)).bant[0]).toEqual({
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
})

describe('lists', () => {
  it('know the fit of each lead, and follow answers and rules', async () => {
    await inWorkbook(async (core) => {
      const [ann, bo] = [await add(core), await add(core, 'Bo')]
      const grades = async () => (await core.call('leads.list', { limit: 10 })).leads.map(({ fit }) => fit)
      const ofFit = async (values: string[]) =>
        (
          await core.call('leads.list', {
            limit: 10,
            filter: { all: [[{ field: 'fit', test: { op: 'anyOf', values } }]] },
          })
        ).leads.map(({ name }) => name)
      expect(await ofFit(['A'])).toEqual([])
      for (const id of [1, 2, 3, 4]) await answer(core, bo, `fit:${id}`, 'yes')
      expect(await grades()).toEqual([null, 'A'])
      expect(await ofFit(['A'])).toEqual(['Bo'])
      await answer(core, ann, 'fit:2', 'no')
      expect(await ofFit(['C'])).toEqual(['Ann'])
      const { fit } = await core.call('qualification.rules', {})
      await core.call('qualification.setFit', { fit: { ...fit, knownFrom: 0.9 } })
      expect(await grades()).toEqual(['C', null])
      expect(await ofFit(['A', 'C'])).toEqual(['Ann'])
      await core.call('journal.undo', {})
      expect(await ofFit(['A', 'C'])).toEqual(['Ann', 'Bo'])
    })
  })
})
