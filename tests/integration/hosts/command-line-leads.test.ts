import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommandLine } from '../../../electron/cli/run.ts'
import type { InputOf } from '../../../shared/contract/index.ts'
import { testDay, withCore, withFolder } from '../../support/core.ts'

async function leadbook(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await runCommandLine(args, { out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}

/** Runs the work on a workbook with two Anns and one Bo, whose need and budget are known. */
function withLeads<T>(work: (onWorkbook: readonly string[]) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    const path = join(folder, 'Test.leadbook')
    await withCore(async (core) => {
      await core.createWorkbook(path, { currency: 'EUR', country: 'DE', isSample: false }, testDay)
      const add = async (fields: InputOf<'leads.add'>) => (await core.call('leads.add', fields)).leadId
      await add({ name: 'Ann Berg', company: 'Acme' })
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
        parts: [{ kind: 'replied', day: testDay, points: 25, today: 25, overCap: false, endsOn: '2026-05-08' }],
        toHot: { points: 25, needsIntent: false },
        hotUntil: null,
        crossings: [{ day: testDay, to: 'warm', cause: { type: 'signal', kind: 'replied' } }],
      })
      expect((await leadbook('why', '3', ...on)).out).toContain(`${testDay}: warm, score 25`)
    }))

  test('kinds and days that do not exist are wrong use; a day to come and two of a name are refused', () =>
    withLeads(async (on) => {
      expect((await leadbook('log', '3', 'shouted', ...on)).code).toBe(2)
      expect((await leadbook('log', '3', 'replied', '--day', '2026-02-30', ...on)).code).toBe(2)
      const toCome = await leadbook('log', '3', 'replied', '--day', '2031-01-01', ...on)
      expect(toCome.err).toContain('still to come')
      expect((await leadbook('why', 'Ann Berg', ...on)).err).toContain('2 leads are called Ann Berg.')
    }))
})
