import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { InputOf } from '../../../shared/contract/index.ts'
import { plainDate } from '../../../shared/primitives/plain-date.ts'
import { sharingCommandLine } from '../../support/command-line.ts'
import { testDay, withFolder } from '../../support/core.ts'
import { sharingBareCore } from '../../support/shared-core.ts'

const leadbook = sharingCommandLine()
const withCore = sharingBareCore()

/** The signals of the worked example of the domain text. */
const workedExample = [
  ['replied', '2026-03-12', ''],
  ['downloaded', '2026-03-12', 'Pricing guide'],
  ['attended', '2026-03-09', 'Webinar'],
] as const

/** Runs the work on a workbook with two Anns, the first with the signals of the worked example, and one Bo, whose need and budget are known. */
function withLeads<T>(work: (onWorkbook: readonly string[]) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const path = join(folder, 'Test.leadbook')
    await withCore(async (core) => {
      await core.createWorkbook(path, { currency: 'EUR', country: 'DE', isSample: false }, testDay)
      const add = async (fields: InputOf<'leads.add'>) => (await core.call('leads.add', fields)).leadId
      const ann = { ids: [await add({ name: 'Ann Berg', company: 'Acme' })] }
      for (const [kind, on, topic] of workedExample)
        await core.call('temperature.logSignal', { leads: ann, kind, on: plainDate(on), topic })
      await add({ name: 'Ann Berg', company: 'Other' })
      const leads = { ids: [await add({ name: 'Bo Lind', emails: ['bo@example.com'] })] }
      await core.call('qualification.answer', { leads, question: 'need', answer: 'yes', note: 'Bookings by hand' })
      await core.call('qualification.answer', { leads, question: 'fit:2', answer: 'no' })
    })
    return work(['--workbook', path, '--on', testDay])
  })
}

describe('qualify', () => {
  test('tells how a lead is qualified, named by its id, e-mail address or name', () =>
    withLeads(async (on) => {
      for (const named of ['3', 'bo@example.com', 'Bo Lind', 'bo lind']) {
        const { code, out, err } = await leadbook('qualify', named, ...on, '--json')
        expect([code, err]).toEqual([0, ''])
        expect(JSON.parse(out)).toMatchObject({
          lead: 3,
          name: 'Bo Lind',
          stage: 'lead',
          fit: { grade: 'C', known: 0.2, brokenBy: 'They can pay what my work usually costs' },
          bant: { need: { answer: 'yes', note: 'Bookings by hand', on: testDay }, budget: { answer: 'unknown' } },
          reached: null,
          next: 'mql',
          missing: [
            { condition: 'fit', state: 'unmet' },
            { condition: 'warm', state: 'unmet' },
            { condition: 'own_signal', state: 'unmet' },
          ],
        })
      }
      const { out } = await leadbook('qualify', '3', ...on)
      expect(out).toContain('Fit: C, 20 % of the weight known, not “They can pay what my work usually costs”')
      expect(out).toContain('Missing for mql:\n  fit (unmet)')
    }))

  test('says whom it cannot tell apart, and who is not there', () =>
    withLeads(async (on) => {
      const several = await leadbook('qualify', 'Ann Berg', ...on)
      expect([several.code, several.out]).toEqual([1, ''])
      expect(several.err).toContain('2 leads are called Ann Berg. Give the id of one: 1 (Acme), 2 (Other).')
      const nobody = await leadbook('qualify', 'Cy', ...on)
      expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('There is no lead "Cy".')])
      expect((await leadbook('qualify', ...on)).code).toBe(2)
    }))
})

describe('why and log', () => {
  test('a logged signal is what makes the lead warm', () =>
    withLeads(async (on) => {
      const logged = await leadbook('log', 'Bo Lind', 'replied', '--day', testDay, '--topic', 'Prices', ...on, '--json')
      expect([logged.code, logged.err]).toEqual([0, ''])
      const { code, out } = await leadbook('why', 'bo@example.com', ...on, '--json')
      expect(code).toBe(0)
      expect(JSON.parse(out)).toMatchObject({
        score: 25,
        temperature: 'warm',
        isHot: false,
        isCooling: false,
        isPinned: false,
        parts: [{ kind: 'replied', day: testDay, points: 25, today: 25, overCap: 0, endsOn: '2026-05-08' }],
        toHot: { points: 25, needsIntent: false },
        hotUntil: null,
        crossings: [{ day: testDay, to: 'warm', cause: { type: 'signal', kind: 'replied' } }],
      })
      expect((await leadbook('why', '3', ...on)).out).toContain(`${testDay}: warm, score 25`)
    }))

  test('and the list of leads say the same of a day', () =>
    withLeads(async ([flag, path]) => {
      for (const day of ['2026-03-10', '2026-04-10']) {
        const on = [flag, path, '--on', day, '--json'] as string[]
        const { score, temperature, isHot, isCooling } = JSON.parse((await leadbook('why', '1', ...on)).out)
        const { leads } = JSON.parse((await leadbook('leads', ...on)).out)
        expect(
          leads.find(({ id }: { id: number }) => id === 1),
          day,
        ).toMatchObject({ score, temperature, isHot, isCooling })
      }
    }))

  test('the worked example of the rules, on its day and on days after it', () =>
    withLeads(async ([flag, path]) => {
      const on = (day: string) => [flag, path, '--on', day] as string[]
      const { code, out, err } = await leadbook('why', '1', ...on('2026-03-24'), '--json')
      expect([code, err]).toEqual([0, ''])
      const parts = [
        { signal: 1, kind: 'replied', day: '2026-03-12', points: 25, today: 18.33, endsOn: '2026-04-26' },
        { signal: 2, kind: 'downloaded', day: '2026-03-12', points: 10, today: 6, endsOn: '2026-04-11' },
        { signal: 3, kind: 'attended', day: '2026-03-09', points: 15, today: 10, endsOn: '2026-04-23' },
      ]
      expect(JSON.parse(out)).toEqual({
        score: 34.33,
        temperature: 'warm',
        isHot: false,
        isCooling: false,
        isPinned: false,
        parts: parts.map((part) => ({ ...part, overCap: 0 })),
        coolingOn: '2026-04-05',
        coldOn: '2026-04-19',
        toHot: { points: 15.67, needsIntent: false },
        hotUntil: null,
        crossings: [{ day: '2026-03-12', to: 'warm', cause: { type: 'signal', kind: 'replied', since: '2026-03-12' } }],
      })

      expect((await leadbook('why', '1', ...on('2026-03-24'))).out.split('\n')).toEqual([
        '2026-03-24: warm, score 34.33',
        '',
        'signal      topic          day         points  today  ends',
        'replied     –              2026-03-12      25  18.33  2026-04-26',
        'downloaded  Pricing guide  2026-03-12      10      6  2026-04-11',
        'attended    Webinar        2026-03-09      15     10  2026-04-23',
        '',
        'To hot: 15.67 points.',
        'Cooling from 2026-04-05.',
        'Cold from 2026-04-19.',
        '',
        '2026-03-12 warm: replied',
        '',
      ])
      const cooling = await leadbook('why', '1', ...on('2026-04-10'))
      expect(cooling.out).toContain('2026-04-10: cooling, score')
      expect(cooling.out).toContain('Cooling since 2026-04-05.\nCold from 2026-04-19.')
      const cold = await leadbook('why', '1', ...on('2026-04-19'))
      expect(cold.out).toContain('2026-04-19: cold, score 5.22')
      expect(cold.out).toContain('2026-04-19 cold: silence since 2026-03-12')
    }))

  test('a signal that is on file is said to be, and what is over the cap is told', () =>
    withLeads(async (on) => {
      const log = (...more: string[]) => leadbook('log', '3', 'asked-for-offer', ...more, ...on)
      expect((await log()).out).toBe('Logged asked for offer. The lead is hot, score 60.\n')
      expect((await log()).out).toBe('On file already: asked for offer. The lead is hot, score 60.\n')
      expect(JSON.parse((await log('--topic', 'Training', '--json')).out)).toEqual({
        lead: 3,
        kind: 'asked_for_offer',
        topic: 'Training',
        isNew: true,
        score: 90,
        temperature: 'warm',
        isHot: true,
        isCooling: false,
      })
      expect((await leadbook('leads', ...on)).out).toMatch(/^ *3 .+ hot +90 /m)
      const { out } = await leadbook('why', '3', ...on)
      expect(out).toContain(`${testDay}: hot, score 90`)
      expect(out).toMatch(/^asked for offer +Training +\S+ +60 +30 +\S+ +over the cap$/m)
      expect(out).toMatch(/^Hot until /m)
    }))

  test('a topic on file keeps its spelling, which is said', () =>
    withLeads(async (on) => {
      const logged = await leadbook('log', '3', 'replied', '--topic', 'PRICING  guide', ...on, '--json')
      expect(JSON.parse(logged.out)).toMatchObject({ topic: 'Pricing guide', isNew: true })
      expect(logged.err).toBe('The topic is on file as "Pricing guide", and is spelled so here too.\n')
      expect((await leadbook('log', '3', 'clicked', '--topic', 'Pricing guide', ...on)).err).toBe('')
    }))

  test('kinds and days that do not exist are wrong use; a day to come and two of a name are refused', () =>
    withLeads(async (on) => {
      const shouted = await leadbook('log', '3', 'shouted', ...on)
      expect([shouted.code, shouted.out]).toEqual([2, ''])
      expect(shouted.err).toContain('KIND is one of asked-for-offer, conversation, replied, referred, past-client,')
      const nothing = await leadbook('log', '3', ...on)
      expect([nothing.code, nothing.err]).toEqual([2, expect.stringContaining('KIND is missing.')])
      expect((await leadbook('why', ...on)).err).toContain('LEAD is missing.')
      expect((await leadbook('log', 'Cy', 'replied', ...on)).err).toContain('There is no lead "Cy".')
      expect((await leadbook('log', '3', 'replied', '--day', '2026-02-30', ...on)).code).toBe(2)
      const toCome = await leadbook('log', '3', 'replied', '--day', '2031-01-01', ...on)
      expect(toCome.err).toContain('still to come')
      expect((await leadbook('why', 'Ann Berg', ...on)).err).toContain('2 leads are called Ann Berg.')
    }))
})
