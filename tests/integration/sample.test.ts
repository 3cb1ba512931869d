import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { plainDate } from '../../shared/primitives/plain-date.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const sunday = plainDate('2026-11-22')
const tables = [
  'company',
  'tag',
  'lead',
  'email',
  'phone',
  'address',
  'lead_tag',
  'touch',
  'signal',
  'hand_tag',
  'stage_event',
  'status_event',
  'run',
  'run_step',
  'next_action',
]

/** Every row of the sample as text. */
function rowsOf(path: string): string {
  return reading(path, (raw) =>
    JSON.stringify(tables.map((table) => raw.prepare(`SELECT * FROM "${table}" ORDER BY id`).all())),
  )
}

function reading<T>(path: string, read: (raw: Database.Database) => T): T {
  const raw = new Database(path, { readonly: true })
  try {
    return read(raw)
  } finally {
    raw.close()
  }
}

describe('the sample workbook', () => {
  test('keeps the rules of the workbook: one open action a lead, stage, status and last touch as the events say', async () => {
    await withWorkbook(
      async (core, { path }) => {
        await core.call('workbook.makeSample', { seed: 7 })
        const count = (sql: string) => reading(path, (raw) => raw.prepare(sql).pluck().get())
        expect(count('SELECT count(*) FROM lead')).toBe(300)
        expect(
          count(
            'SELECT count(*) FROM lead WHERE stage != (SELECT to_stage FROM stage_event WHERE lead_id = lead.id ORDER BY on_day DESC, id DESC LIMIT 1)',
          ),
        ).toBe(0)
        expect(
          count(
            'SELECT count(*) FROM lead WHERE status != (SELECT to_status FROM status_event WHERE lead_id = lead.id ORDER BY on_day DESC, id DESC LIMIT 1)',
          ),
        ).toBe(0)
        expect(
          count(
            'SELECT count(*) FROM lead WHERE last_touch_on IS NOT (SELECT max(on_day) FROM touch WHERE lead_id = lead.id)',
          ),
        ).toBe(0)
        expect(count("SELECT count(*) FROM lead WHERE (status = 'resting') != (resting_until_on IS NOT NULL)")).toBe(0)
        expect(
          count(
            "SELECT count(*) FROM (SELECT lead_id FROM next_action WHERE state = 'open' GROUP BY lead_id HAVING count(*) > 1)",
          ),
        ).toBe(0)
        expect(
          count(
            "SELECT count(*) FROM run WHERE state = 'running' AND id NOT IN (SELECT run_id FROM next_action WHERE state = 'open' AND run_id IS NOT NULL)",
          ),
        ).toBe(0)
        expect(
          count(
            "SELECT count(*) FROM next_action JOIN lead ON lead.id = lead_id WHERE next_action.state = 'open' AND status NOT IN ('active', 'customer')",
          ),
        ).toBe(0)
        expect((await core.call('workbook.check', {})).ok).toBe(true)
      },
      { isSample: true, today: sunday },
    )
  })

  test('is the same, row for row, when made again from the same seed on the same day', async () => {
    const make = () =>
      withWorkbook(
        async (core, { path }) => {
          await core.call('workbook.makeSample', { seed: 7 })
          return rowsOf(path)
        },
        { isSample: true, today: sunday },
      )
    expect(await make()).toBe(await make())
  })

  test('is one change that undo takes back whole', async () => {
    await withWorkbook(
      async (core, { path }) => {
        await core.call('workbook.makeSample', { seed: 7 })
        const { changeSets } = await core.call('journal.list', { limit: 10 })
        expect(changeSets).toMatchObject([{ label: { what: 'sample_made' }, cause: 'import' }])
        const report = await core.call('journal.undo', {})
        expect(report).toMatchObject({ reversedLeads: 300, keptCount: 0, impossible: [] })
        expect(JSON.parse(rowsOf(path)).flat()).toEqual([])
      },
      { isSample: true },
    )
  })

  test('is never made in a workbook of the seller, nor twice', async () => {
    await withWorkbook(async (core) => {
      expect(await core.dispatch('workbook.makeSample', {})).toMatchObject({
        ok: false,
        error: { code: 'not_possible' },
      })
    })
    await withWorkbook(
      async (core) => {
        await core.call('workbook.makeSample', {})
        expect(await core.dispatch('workbook.makeSample', {})).toMatchObject({
          ok: false,
          error: { code: 'not_possible' },
        })
      },
      { isSample: true },
    )
  })

  test('can be searched, and its funnel told with the leads behind each bar', async () => {
    await withWorkbook(
      async (core) => {
        await core.call('workbook.makeSample', { seed: 7 })
        const period = { from: plainDate('2025-11-01'), to: sunday }
        const funnel = await core.call('funnel.cohort', { period })
        expect(funnel.conversions.map(({ entered, reached }) => [entered, reached])).toEqual([
          [290, 95],
          [95, 58],
          [58, 34],
          [34, 19],
          [19, 8],
          [290, 8],
        ])
        expect(funnel.leftOutCount).toBe(10)
        expect(funnel.snapshot.reduce((sum, { count }) => sum + count, 0)).toBe(300)
        for (const part of ['entered', 'reached', 'open', 'lost'] as const) {
          const { from, to, entered, reached, open } = funnel.conversions[2]!
          const { leadIds } = await core.call('funnel.leads', { period, figure: { type: 'cohort', from, to, part } })
          expect(leadIds).toHaveLength({ entered, reached, open, lost: entered - reached - open }[part])
        }
        const bySource = await core.call('funnel.cohort', { period, by: 'source' })
        const referred = bySource.conversions.find(
          (row) => row.group === 'Referral' && row.from === 'lead' && row.to === 'mql',
        )!
        const { leadIds } = await core.call('funnel.leads', {
          period,
          figure: { type: 'cohort', from: 'lead', to: 'mql', part: 'reached', by: 'source', group: 'Referral' },
        })
        expect(leadIds).toHaveLength(referred.reached)
        const { leads } = await core.call('leads.list', { search: 'referral', limit: 10 })
        expect(leads.length).toBeGreaterThan(0)
      },
      { isSample: true, today: sunday },
    )
  })
})
