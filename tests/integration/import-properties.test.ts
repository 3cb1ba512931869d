import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { ImportChoices, ImportOutcome } from '../../shared/contract/import.contract.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { importFile, rowsOfPlan, undoLastImport, writeLines } from '../support/import-files.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'

const inWorkbook = sharingCore()

const text = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('', '', ...values)
const COLUMNS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  fullName: text('Ann Lee', 'A. Lee', 'Ann Leee', 'Bob Roe', 'Zoë Çelik'),
  company: text('Acme', 'Beta GmbH'),
  email: text('a@x.de', 'A@x.de', 'b@x.de', 'a@x.de; b@x.de', 'c@x.de', 'd@x.de', 'not an address'),
  phone: text('+49 30 5550101', '030/5550101', '+49 30 5550102', '4.9E+11'),
  title: text('CTO', 'CEO'),
  tags: text('fair', 'print; fair'),
  notes: text('Met at the fair', 'Wants a call'),
  source: text('Web', 'Friend'),
  value: text('500', '700', '$ 90', 'a lot'),
  'custom:Size': text('38', '40'),
  temperature: text('warm', 'cold'),
  doNotContact: text('', '', 'yes'),
  optOut: text('', '', 'yes'),
  stage: text('SQL', 'Closed Won'),
  status: text('lost', 'Kunde'),
  createdOn: text('2025-11-03', '2026-01-04'),
  wonOn: text('', '2026-02-02'),
  lostOn: text('', '2026-02-03'),
  street: text('Weg 1'),
  city: text('Bonn', 'Köln'),
  website: text('https://x.example'),
  signalKind: text('clicked', 'attended'),
  signalOn: text('2026-03-01', '2026-03-02'),
  nextAction: text('Call'),
  nextActionOn: text('2026-04-01'),
  sourceId: text('1', '2', '3'),
}
const TARGETS = Object.fromEntries(Object.keys(COLUMNS).map((target, column) => [String(column + 1), target]))
const HEADER = Object.keys(COLUMNS).map((target) => target.replace('custom:', ''))

type Row = Readonly<Record<string, string>>
const file = fc
  .array(fc.record(COLUMNS), { maxLength: 8 })
  .map((rows) => rows.filter((row) => Object.values(row).some(Boolean)))
const policy = fc.constantFrom('keep', 'fill', 'overwrite', 'append' as const)
const answer = fc.constantFrom('same', 'apart', 'left_out' as const)
const choices: fc.Arbitrary<ImportChoices> = fc.record({
  kind: fc.constant('leads' as const),
  targets: fc.constant(TARGETS),
  headerRow: fc.constant(1),
  system: fc.constant('tests'),
  onMatch: fc.constantFrom('keep', 'fill', 'overwrite' as const),
  policies: fc.dictionary(fc.constantFrom('email', 'phone', 'title', 'tags', 'notes', 'stage', 'custom:Size'), policy, {
    maxKeys: 3,
  }),
  answers: fc.dictionary(
    fc.constantFrom('2', '3', '4', '5'),
    answer.map((is) => ({ is })),
    { maxKeys: 2 },
  ),
  answersToAll: fc.dictionary(
    fc.constantFrom('shared_address', 'same_phone', 'same_name_and_company', 'near_name', 'touches_two_leads'),
    answer,
    { maxKeys: 3 },
  ),
})

let fileCount = 0

function write(folder: string, rows: readonly Row[]): string {
  const cells = rows.map((row) => Object.keys(COLUMNS).map((target) => row[target] ?? ''))
  const lines = [HEADER, ...cells].map((line) => line.map((cell) => `"${cell}"`).join(','))
  fileCount += 1
  return writeLines(folder, `file-${fileCount}.csv`, lines)
}

/** What is found for words that leads of the files hold, or held. */
async function answersOfSearch(core: Core): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const search of [
    'ann',
    'lee',
    'roe',
    'zoe',
    'acme',
    'beta',
    'x.de',
    '555',
    'c',
    'fair',
    'print',
    'bonn',
    '38',
    'web',
  ]) {
    const { total, leads } = await core.call('leads.list', { search, limit: 100 })
    answers.push([search, total, leads.map(({ id }) => id)])
  }
  return answers
}

/** Takes back every import of a run, newest first, and sees that nothing is left of them. */
async function undoAll(core: Core, path: string, empty: unknown): Promise<void> {
  const written = (await core.call('import.history', {})).filter(({ state }) => state !== 'undone')
  for (const { id } of written) await core.call('import.undo', { importId: id })
  expect(readRows(path)).toEqual(empty)
}

test('an import of anything, undone, leaves every row as it was and the search answering as before', async () => {
  await inWorkbook(async (core, { folder, path }) => {
    await fc.assert(
      fc.asyncProperty(file, choices, file, choices, async (earlier, earlierChoices, rows, choices) => {
        const empty = readRows(path)
        await importFile(core, write(folder, earlier), earlierChoices)
        const [before, found] = [readRows(path), await answersOfSearch(core)]
        const { changeSet } = await importFile(core, write(folder, rows), choices)
        if (changeSet !== null) {
          const after = readRows(path)
          expect(await undoLastImport(core)).toMatchObject({ kept: [], impossible: [] })
          expect(readRows(path)).toEqual(before)
          expect(await answersOfSearch(core)).toEqual(found)
          await core.call('journal.redo', {})
          expect(readRows(path)).toEqual(after)
        }
        await undoAll(core, path, empty)
      }),
      { numRuns: 20 },
    )
    expect(await core.call('workbook.check', {})).toMatchObject({ ok: true, counts: { leads: 0 } })
  })
})

test('a file imported twice changes not one row the second time; where a row asks, none that was written', async () => {
  await inWorkbook(async (core, { folder, path }) => {
    await fc.assert(
      fc.asyncProperty(file, file, choices, async (earlier, rows, chosen) => {
        const choices = { ...chosen, answers: {}, answersToAll: {} }
        const empty = readRows(path)
        await importFile(core, write(folder, earlier), { ...choices, onMatch: 'fill', policies: {} })
        const sheet = write(folder, rows)
        const first = await importFile(core, sheet, choices)
        const before = readRows(path)
        const second = await importFile(core, sheet, choices)
        if (first.asked === 0) {
          expect(second).toMatchObject({ created: 0, updated: 0, same: rows.length - first.refused, changeSet: null })
          expect(readRows(path)).toEqual(before)
        } else expect(second.same).toBeGreaterThanOrEqual(first.created + first.updated + first.same)
        await undoAll(core, path, empty)
      }),
      { numRuns: 20 },
    )
  })
})

test('the preview is the result: counts, outcomes, and the values that leads then have', async () => {
  await inWorkbook(async (core, { folder, path }) => {
    await fc.assert(
      fc.asyncProperty(file, file, choices, async (earlier, rows, choices) => {
        const empty = readRows(path)
        await importFile(core, write(folder, earlier), { ...choices, answers: {} })
        const fileId = core.takeFile(write(folder, rows))
        const plan = await core.call('import.plan', { fileId, choices })
        const shown = await rowsOfPlan(core, fileId, choices)
        const numbersOf = (outcome: ImportOutcome): number[] =>
          shown.filter((row) => row.outcome === outcome).map(({ row }) => row)
        for (const outcome of ['created', 'updated', 'same', 'asked', 'refused'] as const)
          expect([outcome, numbersOf(outcome).length]).toEqual([outcome, plan.counts[outcome]])
        expect(shown.flatMap(({ changes }) => changes).length).toBe(plan.changedFieldCount)
        expect(await core.call('import.rehearse', { fileId, choices })).toMatchObject(plan.counts)
        const leadsBefore = (await core.call('leads.list', { limit: 1 })).total

        const answer = await core.call('import.commit', { fileId, choices, planId: plan.planId })
        if (answer.status !== 'written') throw new Error('The plan is another one without a change between')
        expect(answer.report).toMatchObject(plan.counts)
        expect(answer.report.askedRows.map(({ row }) => row)).toEqual(numbersOf('asked'))
        expect(answer.report.refusedRows.map(({ row }) => row)).toEqual(numbersOf('refused'))
        expect((await core.call('leads.list', { limit: 1 })).total).toBe(leadsBefore + plan.counts.created)
        const leads = leadsOfRows(path)
        for (const row of shown) {
          const leadId = row.leadId ?? leads.get(row.row)
          if (row.outcome === 'asked' || row.outcome === 'refused' || answer.report.changeSet === null) continue
          if (leadId === undefined) throw new Error(`Row ${row.row} has no lead`)
          const { lead, notes, custom, addresses, foreignValue } = await core.call('leads.get', {
            lead: leadId as LeadId,
          })
          if (row.outcome === 'created') expect(lead.name).toBeTruthy()
          const previewed = new Map<string, string[]>()
          for (const other of shown) {
            if ((other.leadId ?? leads.get(other.row)) !== leadId) continue
            for (const { field, after } of other.changes) {
              // A lead has one amount, in its own currency or in another.
              const name = field === 'foreignValue' ? 'valueMinor' : field
              previewed.set(name, [...(previewed.get(name) ?? []), after])
            }
          }
          // Rows that agree with a lead are decided before the others, so any of them may have the last word.
          const isOnly = (field: string, after: string) =>
            previewed.get(field)?.every((value) => value === after) === true
          const now: Record<string, string | null | undefined> = {
            fullName: lead.name,
            company: lead.company,
            title: lead.jobTitle,
            source: lead.source,
            city: addresses[0]?.city,
            valueMinor: foreignValue ?? (lead.valueMinor === null ? null : String(lead.valueMinor)),
          }
          for (const [field, value] of Object.entries(now))
            if (previewed.has(field)) expect(previewed.get(field), field).toContain(value)
          for (const { field, after } of row.changes) {
            if (field === 'emails' && !after.includes(',')) expect(lead.emails.length).toBeGreaterThan(0)
            if (field === 'notes' && isOnly('notes', after)) expect(notes).toContain(after)
            if (field === 'custom' && isOnly('custom', after))
              expect(custom.map(({ name, value }) => `${name}: ${value}`.toLowerCase())).toContain(after.toLowerCase())
          }
        }
        await undoAll(core, path, empty)
      }),
      { numRuns: 15 },
    )
  })
})

test('the order of the rows of a file does not change which of them become one lead', async () => {
  await inWorkbook(async (core, { folder, path }) => {
    const empty = readRows(path)
    const plain = {
      kind: 'leads',
      targets: TARGETS,
      headerRow: 1,
      system: 'tests',
      onMatch: 'fill',
      policies: {},
    } as const
    /** The rows of each lead, by their places in the first order. */
    const partition = async (rows: readonly Row[], places: readonly number[]): Promise<string[]> => {
      expect(await importFile(core, write(folder, rows), plain)).toMatchObject({ asked: 0 })
      const byLead = new Map<number, number[]>()
      for (const [row, lead] of leadsOfRows(path))
        byLead.set(lead, [...(byLead.get(lead) ?? []), places[row - 2] ?? -1])
      await undoAll(core, path, empty)
      return [...byLead.values()].map((list) => list.sort((a, b) => a - b).join()).sort()
    }
    // Where names differ the later row asks, whichever that is.
    const ofOneName = file.map((rows) =>
      rows.map((row) => ({ ...row, company: '', fullName: row['fullName'] === '' ? '' : 'Ann Lee' })),
    )
    await fc.assert(
      fc.asyncProperty(
        ofOneName.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows.keys()], { minLength: rows.length })),
        ),
        async ([rows, order]) => {
          const first = await partition(rows, [...rows.keys()])
          expect(
            await partition(
              order.map((at) => rows[at] as Row),
              order,
            ),
          ).toEqual(first)
        },
      ),
      { numRuns: 15 },
    )
  })
})

/** The lead of each row of the last import that is not undone, by the row's number. */
function leadsOfRows(path: string): Map<number, number> {
  const raw = new Database(path, { readonly: true })
  try {
    return new Map(
      raw
        .prepare<[], [number, number]>(
          'SELECT row_number, lead_id FROM import_row WHERE import_id = (SELECT max(import_id) FROM import_row)',
        )
        .raw()
        .all(),
    )
  } finally {
    raw.close()
  }
}
