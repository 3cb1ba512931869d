import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { countLeads, listLeads } from '../../electron/features/leads/list/lead-list.ts'
import type { LeadFilter } from '../../shared/contract/lead-query.contract.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { importFile, writeLines } from '../support/import-files.ts'
import { only, yes } from '../support/lead-filters.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

const shippedViews: Record<string, LeadFilter> = {
  'Warm without next step': { all: [...(only('temperature', 'warm').all ?? []), ...(yes('hasNoNextStep').all ?? [])] },
  Cooling: only('temperature', 'cooling'),
  'Tags running out': {
    all: [[{ field: 'tagUntilOn', test: { op: 'days', from: { daysFromToday: 0 }, to: { daysFromToday: 7 } } }]],
  },
  'Never contacted': { all: [[{ field: 'lastTouchOn', test: { op: 'empty' } }]] },
  'Imported last': only('import', 'last'),
  'Do not contact': yes('doNotContact'),
  'Cold, fit A, reason to write': {
    all: [
      ...(only('temperature', 'cold').all ?? []),
      ...(only('fit', 'A').all ?? []),
      ...(yes('hasReasonToWrite').all ?? []),
    ],
  },
  Ready: yes('isReady'),
  Curious: yes('isCurious'),
  'Acceptance overdue': yes('isAcceptanceOverdue'),
  Neglected: yes('isNeglected'),
  'By interest': { all: [[{ field: 'interest', not: true, test: { op: 'empty' } }]] },
}

/** What is read once of all leads: the columns these views need, range by range of ids, and the temperatures of everybody. */
const oneTimeLoads = [
  // The names of all leads, off the index by name alone.
  /^SCAN lead USING COVERING INDEX lead_by_name$/,
  /^SCAN hand_tag/,
  // Topics and interests, of all signals as they lie in the file.
  /^SCAN signal$/,
  // The imports themselves, of which there are few.
  /^SCAN import$/,
]

/** Steps of a plan that go through what a statement itself made, or was given. */
const harmless = /^SCAN (?:json_each|wanted|\(subquery-\d+\)|subquery|latest|CONSTANT ROW)|^SCAN \(join-\d+\)/

/** Every signal of a kind, of whichever lead: as bad as a scan where it is asked for each lead. */
const signalsOfAKind = /^SEARCH signal USING .*signal_by_kind \(kind=\?(?: AND on_day[<>]\?)*\)/

describe('the shipped views and their counts', () => {
  it('look up every row by an index or the search table, but for what is read once, with the statistics of an import too', async () => {
    await withWorkbook(async (core, { path, folder }) => {
      const lines = Array.from({ length: 5000 }, (_, i) => `Lead ${i},lead${i}@example.org,Company ${i % 900}`)
      await importFile(core, writeLines(folder, 'leads.csv', ['Name,E-mail,Company', ...lines]))
      const ids: LeadId[] = []
      for (const name of ['Ann', 'Bea', 'Cid']) ids.push((await core.call('leads.add', { name })).leadId)
      await core.call('temperature.logSignal', { leads: { ids }, kind: 'asked_for_offer' })
      const asked = new Set<string>()
      const raw = new Database(path, { readonly: true, verbose: (sql) => asked.add(String(sql)) })
      try {
        const context = { raw, today: testDay }
        for (const filter of Object.values(shippedViews)) {
          listLeads(context, { filter, limit: 100 })
          listLeads(context, { filter, temperatureOn: addDays(testDay, -30), fields: ['interests'], limit: 100 })
          listLeads(context, { filter, search: 'ann', limit: 100 })
          countLeads(context, [{ filter }])
        }
        const statements = [...asked].filter((sql) => /^\s*(?:SELECT|WITH)/i.test(sql))
        expect(statements.length).toBeGreaterThan(10)
        const scans = statements.flatMap((sql) => {
          const plan = (raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(
            ({ detail }) => detail,
          )
          const isForEachLead = plan.some((detail) => detail.startsWith('CORRELATED'))
          return plan
            .filter(
              (detail) =>
                (detail.startsWith('SCAN') && !detail.includes('VIRTUAL TABLE INDEX')) ||
                (isForEachLead && signalsOfAKind.test(detail)),
            )
            .filter((detail) => !harmless.test(detail) && !oneTimeLoads.some((load) => load.test(detail)))
            .map((detail) => `${detail} in ${sql.replace(/\s+/g, ' ').slice(0, 200)}`)
        })
        expect(scans).toEqual([])
        expect(raw.prepare("SELECT 1 FROM sqlite_stat1 WHERE tbl = 'lead'").pluck().get()).toBe(1)
      } finally {
        raw.close()
      }
    })
  })
})
