import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import { wordsToTell } from '../../electron/database/search-words.ts'
import type { InputOf } from '../../shared/contract/index.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const withWorkbook = sharingCore()
type Lead = { id: LeadId; search_text: string }

const everyone = { query: {}, except: [] }

const edits: Omit<InputOf<'leads.editMany'>, 'leads'>[] = [
  { field: 'source', how: 'set', text: 'Fair 7' },
  { field: 'source', how: 'set', text: '' },
  { field: 'tag', how: 'add', text: 'Bench, 10th' },
  { field: 'tag', how: 'remove', text: 'new' },
  { field: 'company', how: 'set', text: 'Berg & Cø' },
  { field: 'notes', how: 'set', text: 'met in 10 words' },
  { field: 'city', how: 'set', text: 'Graz' },
  { field: 'value', how: 'set', text: '1234' },
]

async function importLeads(core: Core, folder: string, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, index) =>
    [
      index % 3 === 0 ? '' : `Anna Öst ${index}`,
      `a${index}@x.example`,
      index % 5 === 0 ? 'Fair 7' : index % 7 === 0 ? 'website' : '',
      index % 4 === 0 ? 'new;10th' : 'old',
    ].join(','),
  )
  const path = join(folder, 'leads.csv')
  writeFileSync(path, ['Name,Email,Source,Tags', ...lines].join('\n'))
  await core.call('import.commit', { fileId: core.takeFile(path), choices: {} })
}

/** What of the workbook's file must hold whichever way it was written. */
function readKept(path: string) {
  const raw = new Database(path)
  try {
    // With 1 it compares the table's words with the texts of the leads.
    raw.exec("INSERT INTO lead_search (lead_search, rank) VALUES ('integrity-check', 1)")
    const latest = 'change_set_id = (SELECT max(id) FROM change_set)'
    return {
      triggers: raw.prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name").pluck().all(),
      leadChanges: raw
        .prepare(
          `SELECT row_id, lead_id, operation, before FROM change WHERE table_name = 'lead' AND ${latest} ORDER BY row_id`,
        )
        .all() as { row_id: LeadId; before: string }[],
    }
  } finally {
    raw.close()
  }
}

describe('an edit of very many leads', () => {
  it('is journaled, found and taken back as an edit of few is', { timeout: 60_000 }, async () => {
    await withWorkbook(async (core, { folder, path }) => {
      await importLeads(core, folder, 520)
      for (const edit of edits) {
        const before = readRows(path)
        const leadsBefore = new Map((before['lead'] as Lead[]).map((lead) => [lead.id, lead]))
        const { changeSet, refusedCount } = await core.call('leads.editMany', { leads: everyone, ...edit })
        expect(refusedCount).toBe(0)
        const { triggers, leadChanges } = readKept(path)
        const leadsAfter = readRows(path)['lead'] as Lead[]
        const changed = leadsAfter.filter((lead) => !isEqual(lead, leadsBefore.get(lead.id)))
        expect(leadChanges.map(({ row_id }) => row_id)).toEqual(changed.map(({ id }) => id))
        const others = leadChanges.filter(
          ({ row_id, before: image }) => image !== JSON.stringify(leadsBefore.get(row_id)),
        )
        expect(others).toEqual([])

        const { leads, total } = await core.call('leads.list', { search: edit.text, limit: 1000 })
        if (edit.how !== 'remove' && edit.field !== 'value' && edit.text !== '')
          expect([total, leads.length]).toEqual([520, 520])

        const undone = await core.call('journal.undo', { changeSetId: changeSet as NonNullable<typeof changeSet> })
        expect(undone).toMatchObject({ keptCount: 0, impossible: [] })
        expect(isEqual(readRows(path), before)).toBe(true)
        expect(readKept(path).triggers).toEqual(triggers)

        // The same edit of the half of them goes the other way.
        const half = { ids: [...leadsBefore.keys()].slice(0, 200) }
        await core.call('leads.editMany', { leads: half, ...edit })
        const few = new Map(readKept(path).leadChanges.map((change) => [change.row_id, change]))
        expect(leadChanges.filter(({ row_id }) => few.has(row_id))).toEqual([...few.values()])
        const textsOf = (leads: Lead[]) => leads.slice(0, 200).map(({ search_text }) => search_text)
        expect(textsOf(readRows(path)['lead'] as Lead[])).toEqual(textsOf(leadsAfter))
        await core.call('journal.undo', {})
      }
    })
  })

  it('that cannot go back for one lead goes back for all others', { timeout: 60_000 }, async () => {
    await withWorkbook(async (core, { folder, path }) => {
      await importLeads(core, folder, 600)
      await core.call('leads.editMany', { leads: everyone, field: 'company', how: 'set', text: 'Acme' })
      const raw = new Database(path)
      raw.pragma('foreign_keys = OFF')
      raw.exec(
        `UPDATE change SET before = json_set(before, '$.stage', 'none') WHERE table_name = 'lead' AND row_id = 300`,
      )
      raw.close()
      const report = await core.call('journal.undo', {})
      expect(report.reversedLeads).toBe(600)
      expect(report.impossible).toMatchObject([{ table: 'lead' }])
      const rows = readRows(path)['lead'] as { id: number; company_id: number | null; stage: string }[]
      expect(rows.filter(({ company_id }) => company_id !== null)).toEqual([])
      expect(rows.find(({ id }) => id === 300)?.stage).toBe('lead')
      readKept(path)
    })
  })
})

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

describe('the words that the search table is told', () => {
  const word = fc.constantFrom('a', 'ab', 'abc', 'b', 'bench', 'benedikt', '2', '2007', 'öl', 'ölberg', '\u{20bb7}野')
  const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))

  it('leave it as it is once it has taken the old text away and written the new one', () => {
    fc.assert(
      fc.property(text, text, text, (was, is, other) => {
        const raw = new Database(':memory:')
        raw.exec(`
          CREATE TABLE lead (id INTEGER PRIMARY KEY, search_text TEXT NOT NULL);
          CREATE VIRTUAL TABLE lead_search USING fts5 (search_text, content='lead', content_rowid='id', prefix='1 2 3 4 5', detail=none, tokenize='ascii')`)
        const write = raw.prepare('INSERT INTO lead_search (rowid, search_text) VALUES (?, ?)')
        for (const [id, each] of [was, other].entries()) {
          raw.prepare('INSERT INTO lead (id, search_text) VALUES (?, ?)').run(id, each)
          write.run(id, each)
        }
        const { gone, written } = wordsToTell(was, is)
        raw.prepare("INSERT INTO lead_search (lead_search, rowid, search_text) VALUES ('delete', 0, ?)").run(gone)
        write.run(0, written)
        raw.prepare('UPDATE lead SET search_text = ? WHERE id = 0').run(is)
        raw.exec("INSERT INTO lead_search (lead_search, rank) VALUES ('integrity-check', 1)")
        raw.close()
      }),
      { numRuns: 300 },
    )
  })

  it('are told of texts of very many words too', () => {
    const words = (prefix: string) => Array.from({ length: 100_000 }, (_, index) => `${prefix}${index}`).join(' ')
    const [was, is] = [words('was'), words('is')]
    expect(wordsToTell(was, is)).toEqual({ gone: was, written: is })
  })
})
