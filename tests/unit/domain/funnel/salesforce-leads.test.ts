import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cohortLeads, cohortRows } from '../../../../shared/domain/funnel/cohorts.ts'
import { percentile } from '../../../../shared/domain/funnel/shares.ts'
import { reachedDays } from '../../../../shared/domain/funnel/stage-history.ts'
import type { StageEvent } from '../../../../shared/domain/funnel/stages.ts'
import { daysBetween, plainDate } from '../../../../shared/primitives/plain-date.ts'

const sharedData = process.env['LEADBOOK_SHARED_DATA']

/** The 160 leads as events: Lead on the created day, Won on the day of conversion. No cell of this file is quoted. */
function readLeads(folder: string) {
  const [header = '', ...lines] = readFileSync(join(folder, 'funnel/salesforce_leads.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line, i) => {
    const cells = line.split(',')
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const created: StageEvent = { leadId: i + 1, from: null, to: 'lead', on: plainDate(cell('created_date')), seq: 1 }
    const won: StageEvent[] =
      cell('conversion_date') === ''
        ? []
        : [{ leadId: i + 1, from: 'lead', to: 'won', on: plainDate(cell('conversion_date')), seq: 2 }]
    return { source: cell('platform'), events: [created, ...won] }
  })
}

describe.skipIf(sharedData === undefined)('a real file of 160 leads', () => {
  const leads = sharedData === undefined ? [] : readLeads(sharedData)
  const events = leads.flatMap((lead) => lead.events)
  const factsOf = (id: number) => ({ status: 'active' as const, source: leads[id - 1]?.source ?? null })
  const question = {
    from: plainDate('2024-01-01'),
    to: plainDate('2026-12-31'),
    reachedBy: plainDate('2026-12-31'),
    groupBy: 'source' as const,
    withinDays: null,
  }

  test('converts as its facts say, by platform and as a whole', () => {
    const won = cohortRows(events, factsOf, question).filter((row) => row.from === 'lead' && row.to === 'won')
    expect(Object.fromEntries(won.map((row) => [row.group, row.reached]))).toMatchObject({
      LinkedIn: 20,
      Podcasts: 11,
      Facebook: 10,
      Events: 4,
      TikTok: 0,
    })
    expect(won.map((row) => row.entered)).toEqual(Array(8).fill(20))
    expect(won.reduce((sum, row) => sum + row.reached, 0)).toBe(78)
    expect(
      cohortLeads(events, factsOf, question, { from: 'lead', to: 'won', group: 'LinkedIn', which: 'reached' }),
    ).toHaveLength(20)
  })

  test('takes 54 days in the median', () => {
    const days = leads.flatMap((lead) => {
      const reached = reachedDays(lead.events)
      return reached.lead === null || reached.won === null ? [] : [daysBetween(reached.lead, reached.won)]
    })
    expect(days).toHaveLength(78)
    expect(percentile(days, 0.5)).toBe(54)
  })
})
