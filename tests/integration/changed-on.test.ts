import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { LeadFilter } from '../../shared/contract/lead-query.contract.ts'
import { testDay } from '../support/core.ts'
import { exportInto } from '../support/export-files.ts'
import { importFile } from '../support/import-files.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()

describe('the day on which a lead was changed', () => {
  it("is one of the seller's calendar, of leads that came by an import too, in lists and in exports", async () => {
    await withWorkbook(async (core, { folder, path, reopen }) => {
      const file = join(folder, 'people.csv')
      writeFileSync(file, 'Name,E-mail\nAnn Lee,ann@x.example\nBo Reed,bo@x.example\n')
      await importFile(core, file)
      await core.closeWorkbook()
      const raw = new Database(path)
      // A late evening in America is the next day in UTC, an early morning in Asia the day before.
      const [year, month, day] = testDay.split('-').map(Number) as [number, number, number]
      raw
        .prepare('UPDATE change_set SET made_at = ?')
        .run(
          new Date(
            year,
            month - 1,
            day,
            new Date(year, month - 1, day).getTimezoneOffset() > 0 ? 23 : 0,
            30,
          ).toISOString(),
        )
      raw.close()
      await reopen()
      const today: LeadFilter = { all: [[{ field: 'changedOn', test: { op: 'days', from: testDay, to: testDay } }]] }
      expect(await core.call('leads.counts', { of: [{ filter: today }] })).toEqual({ counts: [2] })
      const { path: written } = await exportInto(core, folder, {
        query: {},
        columns: ['name', 'changedOn'],
        format: 'json',
      })
      expect(JSON.parse(readFileSync(written, 'utf8'))).toMatchObject([
        { name: 'Ann Lee', changedOn: testDay },
        { name: 'Bo Reed', changedOn: testDay },
      ])
    })
  })
})
