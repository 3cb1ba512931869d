import { fork } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { testDay } from '../support/core.ts'
import { importFile } from '../support/import-files.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()
const germanSheet = new URL('../support/fixtures/import/messe-koeln.csv', import.meta.url).pathname

function writeCsv(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name)
  writeFileSync(path, lines.join('\n'))
  return path
}

async function findLead(core: Core, search: string) {
  const { leads } = await core.call('leads.list', { search, limit: 2 })
  const [lead] = leads
  if (lead === undefined || leads.length > 1) throw new Error(`${leads.length} leads for ${search}`)
  return lead
}

describe('import', () => {
  test('the preview counts what the commit then writes, and every row is counted once', async () => {
    await withWorkbook(async (core) => {
      const fileId = core.takeFile(germanSheet)
      const plan = await core.call('import.plan', { fileId, choices: {} })
      const { rows, created, updated, same, asked, refused } = plan.counts
      expect(created + updated + same + asked + refused).toBe(rows)
      expect(plan.counts).toEqual({ rows: 11, created: 9, updated: 0, same: 1, asked: 0, refused: 1 })
      const answer = await core.call('import.commit', { fileId, choices: {}, planId: plan.planId })
      expect(answer).toMatchObject({ status: 'written', report: plan.counts })
      expect((await core.call('leads.list', { limit: 1 })).total).toBe(created)
    })
  })

  test('a German sheet in Windows-1252 under a preamble keeps its umlauts, its days and its leading zeros', async () => {
    await withWorkbook(async (core) => {
      await importFile(core, germanSheet)
      const lead = await findLead(core, 'Müßig')
      expect(lead).toMatchObject({
        name: 'Änne Müßig',
        company: 'Süßwaren Größlein GmbH',
        jobTitle: 'Geschäftsführerin',
        emails: ['Anne.Muessig@suesswaren.example'],
        stage: 'lead',
        status: 'active',
        cameInOn: '2026-02-03',
      })
      const page = await core.call('leads.get', { lead: lead.id })
      expect(page.addresses[0]).toMatchObject({ postalCode: '01067', city: 'Dresden' })
      expect(page.cameBy).toMatchObject({ fileName: 'messe-koeln.csv' })
      expect((await findLead(core, 'Löffelholz')).status).toBe('customer')
      expect((await core.call('leads.get', { lead: (await findLead(core, 'Kühn')).id })).damagedPhones).toEqual([
        '4,9E+11',
      ])
    })
  })

  test('a refused row is named by the number a spreadsheet shows, with what is missing and what became of it', async () => {
    await withWorkbook(async (core) => {
      const { refusedRows } = await importFile(core, germanSheet)
      expect(refusedRows).toEqual([
        { row: 14, reason: 'Row 14: no name, company, e-mail, phone or source id. Row left out.' },
      ])
    })
  })

  test('importing a file twice changes nothing the second time, rows without an e-mail and repeated rows included', async () => {
    await withWorkbook(async (core, { folder, path }) => {
      const file = writeCsv(folder, 'twice.csv', [
        'Name,Company,Phone,E-mail',
        'Anna Berg,,,',
        'Anna Berg,,,',
        ',Only A Company,,',
        ',,030 5550100,',
        'Jo,,,jo@jo.example',
      ])
      const first = await importFile(core, file)
      expect(first).toMatchObject({ rows: 5, created: 5, same: 0 })
      const before = readRows(path)
      const second = await importFile(core, file)
      expect(second).toMatchObject({ rows: 5, created: 0, updated: 0, same: 5, changeSet: null })
      expect(readRows(path)).toEqual(before)
    })
  })

  test('an e-mail that is known adds what is missing to its lead and never erases or overwrites', async () => {
    await withWorkbook(async (core, { folder }) => {
      await importFile(
        core,
        writeCsv(folder, 'first.csv', ['Name,Company,E-mail,Source', 'Anna Berg,Berg Studio,anna@berg.example,Fair']),
      )
      const report = await importFile(
        core,
        writeCsv(folder, 'second.csv', [
          'Name,Company,E-mail,Source,Phone,Tags',
          'A. Berg,,ANNA@berg.example,Newsletter,+46 70 123 45 67,design',
        ]),
      )
      expect(report).toMatchObject({ rows: 1, created: 0, updated: 1 })
      const lead = await findLead(core, 'anna')
      expect(lead).toMatchObject({
        name: 'Anna Berg',
        company: 'Berg Studio',
        source: 'Fair',
        phones: ['+46 70 123 45 67'],
        tags: ['design'],
      })
    })
  })

  test('a lead that must not be contacted stays so, whatever a file says', async () => {
    await withWorkbook(async (core, { folder }) => {
      const file = (name: string, more: string) =>
        writeCsv(folder, name, ['Name,E-mail,Do not contact,Next action on', `Anna,anna@berg.example,${more}`])
      await importFile(core, file('one.csv', 'yes,'))
      const marked = await findLead(core, 'anna')
      expect(marked).toMatchObject({ doNotContactOn: testDay, nextAction: null })
      await importFile(core, file('two.csv', 'no,2026-04-01'))
      expect(await findLead(core, 'anna')).toMatchObject({ doNotContactOn: testDay, nextAction: null })
    })
  })

  test('undoing an import takes untouched leads and keeps and names those worked on; after their undoing nothing is left', async () => {
    await withWorkbook(async (core, { path }) => {
      const before = readRows(path)
      await importFile(core, germanSheet)
      const [past] = await core.call('import.history', {})
      if (past === undefined) throw new Error('The import is not in the history')
      const anne = await findLead(core, 'Müßig')
      const mia = await findLead(core, 'Straßburger')
      await core.call('temperature.tag', {
        leads: { ids: [anne.id, mia.id] },
        temperature: 'warm',
        reason: 'talked at the fair',
      })
      await core.call('followUps.plan', { leadId: anne.id, next: { what: 'Call', on: testDay } })

      const report = await core.call('import.undo', { importId: past.id })
      expect(report).toMatchObject({ reversedLeads: 7, keptCount: 2, impossible: [] })
      expect(report.kept.map(({ name }) => name).sort()).toEqual(['Mia Straßburger', 'Änne Müßig'])
      expect((await core.call('leads.list', { limit: 10 })).leads.map(({ name }) => name).sort()).toEqual([
        'Mia Straßburger',
        'Änne Müßig',
      ])
      expect((await core.call('import.history', {}))[0]?.state).toBe('partly_undone')

      await core.call('journal.undo', {})
      await core.call('journal.undo', {})
      await core.call('journal.undo', {})
      expect((await core.call('leads.list', { limit: 10 })).total).toBe(0)
      expect((await core.call('import.history', {}))[0]?.state).toBe('undone')
      expect(readRows(path)).toEqual(before)
    })
  })

  test('an import undone and done again gives the same rows, and finds them', async () => {
    await withWorkbook(async (core, { path }) => {
      await importFile(core, germanSheet)
      const after = readRows(path)
      await core.call('journal.undo', {})
      await core.call('journal.redo', {})
      expect(readRows(path)).toEqual(after)
      expect((await findLead(core, 'sußwaren')).name).toBe('Änne Müßig')
      expect((await core.call('workbook.check', {})).ok).toBe(true)
    })
  })

  test('undoing an import that filled a lead gives the former values back and keeps what the seller wrote since', async () => {
    await withWorkbook(async (core, { folder }) => {
      await importFile(core, writeCsv(folder, 'first.csv', ['Name,E-mail', 'Anna Berg,anna@berg.example']))
      await importFile(core, writeCsv(folder, 'second.csv', ['E-mail,Company,Source', 'anna@berg.example,Berg,Fair']))
      const lead = await findLead(core, 'anna')
      await core.call('leads.edit', { leadId: lead.id, fields: { source: 'Friend' } })
      const [second] = await core.call('import.history', {})
      if (second === undefined) throw new Error('The import is not in the history')
      const report = await core.call('import.undo', { importId: second.id })
      expect(report.kept).toEqual([expect.objectContaining({ leadId: lead.id })])
      expect(await findLead(core, 'anna')).toMatchObject({ company: null, source: 'Friend' })
    })
  })

  test('where the workbook moved since the preview, commit writes nothing and shows the new plan', async () => {
    await withWorkbook(async (core) => {
      const fileId = core.takeFile(germanSheet)
      const plan = await core.call('import.plan', { fileId, choices: {} })
      await core.call('leads.add', { name: 'Jörg', emails: ['joerg@loeffelholz.example'] })
      const answer = await core.call('import.commit', { fileId, choices: {}, planId: plan.planId })
      expect(answer).toMatchObject({ status: 'changed', plan: { counts: { created: 8, updated: 1 } } })
      expect((await core.call('leads.list', { limit: 1 })).total).toBe(1)
    })
  })

  test('a file that is no table is refused by its name, with the next step, and changes nothing', async () => {
    await withWorkbook(async (core, { folder, path }) => {
      const before = readRows(path)
      const file = join(folder, 'holiday.png')
      writeFileSync(file, Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'))
      const reply = await core.dispatch('import.commit', { fileId: core.takeFile(file), choices: {} })
      expect(reply).toMatchObject({
        ok: false,
        error: { code: 'file_not_a_table', message: expect.stringContaining('holiday.png') },
      })
      expect(readRows(path)).toEqual(before)
    })
  })

  test('a cancelled import leaves nothing behind', async () => {
    await withWorkbook(async (core, { folder, path }) => {
      const before = readRows(path)
      const file = writeCsv(folder, 'many.csv', [
        'Name,E-mail',
        ...Array.from({ length: 30_000 }, (_, row) => `Lead ${row},lead${row}@many.example`),
      ])
      const importing = core.dispatch('import.commit', { fileId: core.takeFile(file), choices: {} })
      await new Promise<void>((resolve) => {
        const stop = core.onEvent((event) => {
          if (event.type !== 'progress') return
          stop()
          resolve()
        })
      })
      await core.call('job.cancel', {})
      expect(await importing).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(readRows(path)).toEqual(before)
      expect((await core.call('workbook.check', {})).ok).toBe(true)
    })
  })

  test('a process killed in the middle of writing 100,000 leads leaves the workbook as before, and it opens', async () => {
    await withWorkbook(async (core, { folder, path, reopen }) => {
      await core.call('leads.add', { name: 'Was here before' })
      const file = writeCsv(folder, 'huge.csv', [
        'Name,Company,E-mail',
        ...Array.from({ length: 100_000 }, (_, row) => `Lead ${row},Company ${row % 9973},lead${row}@huge.example`),
      ])
      await core.closeWorkbook()
      const before = readRows(path)

      const child = fork(new URL('../support/import-until-killed.ts', import.meta.url).pathname, [path, file], {
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      })
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      await new Promise<void>((resolve) => child.on('message', (share) => Number(share) > 0.4 && resolve()))
      child.kill('SIGKILL')
      await ended
      // The transaction had begun: pages of it stand in the WAL, uncommitted.
      expect(existsSync(`${path}-wal`)).toBe(true)
      await wait(50)

      await reopen()
      expect((await core.call('workbook.check', {})).ok).toBe(true)
      expect((await core.call('leads.list', { limit: 5 })).leads.map(({ name }) => name)).toEqual(['Was here before'])
      await core.closeWorkbook()
      expect(readRows(path)).toEqual(before)
      const raw = new Database(path, { readonly: true })
      expect(
        raw
          .prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal_%'")
          .pluck()
          .get(),
      ).toBeGreaterThan(50)
      raw.close()
    })
  })
})
