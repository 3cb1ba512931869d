import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { CoreEvent } from '../../shared/contract/events.ts'
import { testDay } from '../support/core.ts'
import { importFile, rowsOfPlan, undoLastImport, writeLines } from '../support/import-files.ts'
import { readRows } from '../support/rows.ts'
import { sharingCore } from '../support/shared-core.ts'
import { hasSharedData, sharedFile } from '../support/shared-data.ts'
import { timelineOf } from '../support/timeline.ts'

const inWorkbook = sharingCore()

async function leadNamed(core: Core, search: string) {
  const { leads } = await core.call('leads.list', { search, limit: 2 })
  const [lead] = leads
  if (lead === undefined || leads.length > 1) throw new Error(`${leads.length} leads for ${search}`)
  return lead
}

/** Waits for the first event of progress that is meant; gives it. */
function progressOf(core: Core, isMeant: (event: Extract<CoreEvent, { type: 'progress' }>) => boolean) {
  return new Promise<Extract<CoreEvent, { type: 'progress' }>>((resolve) => {
    const stop = core.onEvent((event) => {
      if (event.type !== 'progress' || !isMeant(event)) return
      stop()
      resolve(event)
    })
  })
}

describe('the rows behind a plan', () => {
  const lines = [
    'Name,Company,E-mail,Phone',
    'Ann Lee,Acme,ann@x.example,030 5550101',
    'Bob Roe,Beta,bob@x.example,030 5550101',
    'Eve Poe,Beta,,030 5550101',
    ',,,',
    ',,not an address,',
    'Ann Lee,Acme,ann@x.example,030 5550101',
    ...Array.from({ length: 20 }, (_, at) => `Person ${at},Gamma ${at},p${at}@x.example,`),
  ]

  test('come in pages in the order of the file, and by outcome, reason and words in any spelling', async () => {
    await inWorkbook(async (core, { folder }) => {
      const fileId = core.takeFile(writeLines(folder, 'pages.csv', lines))
      const ask = async (more: object, page = { offset: 0, limit: 500 }) => {
        const { rows, total } = await core.call('import.rows', { fileId, choices: {}, ...page, ...more })
        return [total, rows.map(({ row }) => row)]
      }
      expect(await ask({}, { offset: 0, limit: 4 })).toEqual([25, [2, 3, 4, 6]])
      expect(await ask({}, { offset: 23, limit: 4 })).toEqual([25, [26, 27]])
      expect(await ask({}, { offset: 25, limit: 4 })).toEqual([25, []])
      expect(await ask({ outcome: 'asked' })).toEqual([1, [4]])
      expect(await ask({ reason: 'same_phone' })).toEqual([1, [4]])
      expect(await ask({ reason: 'near_name' })).toEqual([0, []])
      expect(await ask({ outcome: 'refused', reason: 'nothing_to_know_by' })).toEqual([1, [6]])
      expect(await ask({ outcome: 'same' })).toEqual([1, [7]])
      expect(await ask({ search: 'BÉTA roe' })).toEqual([1, [3]])
      expect(await ask({ search: 'beta' })).toEqual([2, [3, 4]])
      expect(await ask({ search: 'gamma', outcome: 'created' }, { offset: 18, limit: 9 })).toEqual([20, [26, 27]])
    })
  })

  test('tell whom a row may be, in the file and in the workbook, with what the seller knows them by', async () => {
    await inWorkbook(async (core, { folder }) => {
      await core.call('leads.add', { name: 'Carla Dorn', company: 'Dorn', phones: ['+49 30 5550199'] })
      const fileId = core.takeFile(
        writeLines(
          folder,
          'whom.csv',
          [...lines, 'Max Dorn,,max@x.example,030 5550199'].slice(0, 4).concat('Max Dorn,,max@x.example,030 5550199'),
        ),
      )
      const rows = await rowsOfPlan(core, fileId, {})
      expect(rows.find(({ row }) => row === 4)).toMatchObject({
        outcome: 'asked',
        reason: 'same_phone',
        candidates: [{ leadId: null, row: 2, name: 'Ann Lee', company: 'Acme', emails: ['ann@x.example'] }],
      })
      expect(rows.find(({ name }) => name === 'Max Dorn')).toMatchObject({
        outcome: 'asked',
        reason: 'same_phone',
        candidates: [{ row: null, name: 'Carla Dorn', company: 'Dorn', phones: ['+49 30 5550199'] }],
      })
    })
  })

  test('that are not written come back as a file with their columns, number and reason', async () => {
    await inWorkbook(async (core, { folder }) => {
      const fileId = core.takeFile(writeLines(folder, 'left.csv', lines))
      const { csv, next } = await core.call('import.leftOut', { fileId, choices: {}, offset: 0 })
      expect(next).toBeNull()
      const [header, asked, refused, end] = csv.split('\r\n')
      expect(header).toBe('\ufeffName,Company,E-mail,Phone,Row,Reason')
      expect(asked).toMatch(/^Eve Poe,Beta,,030 5550101,4,"?Row 4: the phone of another/)
      expect(refused).toMatch(/^,,not an address,,6,"?Row 6: no name/)
      expect(end).toBe('')
      // The file that came back is one that can be imported, its reasons left out.
      const again = core.takeFile(writeLines(folder, 'again.csv', [csv]))
      expect((await core.call('import.plan', { fileId: again, choices: {} })).counts.rows).toBe(2)
    })
  })

  test('that are not written come in pieces of whole lines where there are very many', async () => {
    await inWorkbook(async (core, { folder }) => {
      const many = Array.from({ length: 5003 }, (_, at) => `,,"no, address ${at}",`)
      const fileId = core.takeFile(
        writeLines(folder, 'many-left.csv', ['Name,Company,E-mail,Phone', 'Ann,,,', ...many]),
      )
      const first = await core.call('import.leftOut', { fileId, choices: {}, offset: 0 })
      expect([first.csv.trim().split('\r\n').length, first.next]).toEqual([5001, 5000])
      const second = await core.call('import.leftOut', { fileId, choices: {}, offset: 5000 })
      expect([second.csv.trim().split('\r\n').length, second.next]).toEqual([3, null])
      expect(second.csv.startsWith(',,"no, address 5000",')).toBe(true)
    })
  })
})

describe('what the seller chooses', () => {
  test('answers are planned and written alike, and what was left out is written nowhere', async () => {
    await inWorkbook(async (core, { folder }) => {
      await importFile(core, writeLines(folder, 'known.csv', ['Name,Company,Phone', 'Ann Lee,Acme,030 5550101']))
      const sheet = writeLines(folder, 'asks.csv', [
        'Name,Company,Phone,Job title',
        'Eve Poe,,030 5550101,CTO',
        'Ann Lee,Acme,,CEO',
        'Ann Leee,Acme,,CFO',
      ])
      const fileId = core.takeFile(sheet)
      const plan = await core.call('import.plan', { fileId, choices: {} })
      expect(plan.asks).toEqual([
        { reason: 'same_phone', count: 1 },
        { reason: 'same_name_and_company', count: 1 },
        { reason: 'near_name', count: 1 },
      ])
      const ann = await leadNamed(core, 'ann')
      const choices = {
        answers: { '2': { is: 'apart' }, '3': { is: 'same', leadId: ann.id } },
        answersToAll: { near_name: 'left_out' },
      } as const
      const answered = await core.call('import.plan', { fileId, choices })
      expect(answered).toMatchObject({ asks: [], refusals: [{ reason: 'left_out', count: 1 }] })
      expect(answered.counts).toMatchObject({ created: 1, updated: 1, asked: 0, refused: 1 })
      expect(await importFile(core, sheet, choices)).toMatchObject(answered.counts)
      expect(await leadNamed(core, 'ann')).toMatchObject({ id: ann.id, jobTitle: 'CEO' })
      expect(await leadNamed(core, 'eve')).toMatchObject({ jobTitle: 'CTO', phones: ['030 5550101'] })
      expect((await core.call('leads.list', { search: 'leee', limit: 1 })).total).toBe(0)
    })
  })

  test('a mended cell is read in place of the file’s, and importing the file again with or without it changes nothing', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const sheet = writeLines(folder, 'mend.csv', ['Name,E-mail', 'Ann Lee,ann[at]x.example', ',,'])
      const choices = { mended: { '2': { '2': 'ann@x.example' } } }
      const fileId = core.takeFile(sheet)
      expect(await rowsOfPlan(core, fileId, choices)).toMatchObject([
        { row: 2, isMended: true, cells: ['Ann Lee', 'ann@x.example'], warnings: [], emails: ['ann@x.example'] },
      ])
      expect((await rowsOfPlan(core, fileId, {}))[0]).toMatchObject({ isMended: false, warnings: [{ column: 2 }] })
      await importFile(core, sheet, choices)
      expect((await leadNamed(core, 'ann')).emails).toEqual(['ann@x.example'])
      const before = readRows(path)
      for (const again of [choices, {}])
        expect(await importFile(core, sheet, again)).toMatchObject({ same: 1, changeSet: null })
      expect(readRows(path)).toEqual(before)
    })
  })

  test('policies decide field by field, never against do-not-contact, opt-out or a hand tag; undo gives back what was overwritten', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      await importFile(
        core,
        writeLines(folder, 'one.csv', [
          'Name,E-mail,Company,Job title,Tags,Notes,Phone,Size,City,Website,Do not contact,Unsubscribed,Temperature,Source',
          'Ann Lee,ann@x.example,Acme,CTO,old,First note,030 5550101,38,Bonn,https://a.example,yes,yes,cold,Fair',
        ]),
        { targets: { '8': 'custom:Size' } },
      )
      const before = readRows(path)
      const report = await importFile(
        core,
        writeLines(folder, 'two.csv', [
          'Name,E-mail,Company,Job title,Tags,Notes,Phone,Size,City,Website,Do not contact,Unsubscribed,Temperature,Source',
          'Anna Lee-Roe,ann@x.example,Beta,CEO,new,Second note,030 5550102,40,Köln,https://b.example,no,no,warm,Web',
        ]),
        {
          targets: { '8': 'custom:Size' },
          onMatch: 'overwrite',
          policies: { title: 'keep', notes: 'append', 'custom:Size': 'append', source: 'fill' },
          answersToAll: { shared_address: 'same' },
        },
      )
      expect(report).toMatchObject({ updated: 1, asked: 0 })
      const ann = await leadNamed(core, 'ann@x.example')
      expect(ann).toMatchObject({
        name: 'Anna Lee-Roe',
        company: 'Beta',
        source: 'Fair',
        jobTitle: 'CTO',
        tags: ['new'],
        phones: ['030 5550102'],
        doNotContactOn: testDay,
      })
      const page = await core.call('leads.get', { lead: ann.id })
      expect(page).toMatchObject({
        notes: 'First note\nSecond note',
        custom: [{ name: 'Size', value: '38; 40' }],
        links: ['https://b.example'],
        optOuts: [{ channel: 'mail' }],
      })
      expect(page.addresses.map(({ city }) => city)).toEqual(['Köln'])
      expect(await timelineOf(core, ann.id, 'handTag')).toMatchObject([{ temperature: 'cold' }])
      for (const [search, total] of [
        ['beta', 1],
        ['acme', 0],
        ['roe', 1],
        ['5550101', 0],
        ['new', 1],
        ['old', 0],
        ['40', 1],
      ] as const)
        expect([search, (await core.call('leads.list', { search, limit: 1 })).total]).toEqual([search, total])
      expect(await undoLastImport(core)).toMatchObject({ kept: [], impossible: [] })
      expect(readRows(path)).toEqual(before)
    })
  })

  test('the mapping chosen for a file is used for the next of its shape, and stays when the import is undone', async () => {
    await inWorkbook(async (core, { folder }) => {
      const head = 'Name,Wo,Kürzel'
      const first = writeLines(folder, 'first.csv', [head, 'Ann Lee,Acme,A1'])
      const choices = {
        targets: { '1': 'fullName', '2': 'company', '3': 'custom:Code' },
        onMatch: 'overwrite',
      } as const
      expect((await core.call('import.plan', { fileId: core.takeFile(first), choices })).isRemembered).toBe(false)
      await importFile(core, first, choices)
      await undoLastImport(core)
      const next = core.takeFile(writeLines(folder, 'next.csv', [head, 'Bob Roe,Beta,B2']))
      const plan = await core.call('import.plan', { fileId: next, choices: {} })
      expect(plan.isRemembered).toBe(true)
      expect(plan.columns.map(({ target, policy }) => [target, policy])).toEqual([
        ['fullName', 'overwrite'],
        ['company', 'overwrite'],
        ['custom:Code', 'overwrite'],
      ])
      // What is chosen now goes before.
      const other = await core.call('import.plan', {
        fileId: next,
        choices: { targets: { '3': 'title' }, onMatch: 'keep' },
      })
      expect(other.columns.map(({ target, policy }) => [target, policy])).toEqual([
        ['fullName', 'keep'],
        ['company', 'keep'],
        ['title', 'keep'],
      ])
      const another = writeLines(folder, 'another.csv', ['Name,Kürzel,Wo', 'Bob Roe,B2,Beta'])
      expect((await core.call('import.plan', { fileId: core.takeFile(another), choices: {} })).isRemembered).toBe(false)
    })
  })
})

describe('what came before', () => {
  test('a file is told apart from the last of its shape, repeated rows counted, until that one is undone', async () => {
    await inWorkbook(async (core, { folder }) => {
      const march = ['Name,E-mail', 'Ann,ann@x.example', 'Bob,bob@x.example', 'Bob,bob@x.example', 'Eve,eve@x.example']
      const april = ['Name,E-mail', 'Bob,bob@x.example', 'Ann,ann@x.example', 'Kim,kim@x.example']
      const plan = async (name: string, lines: string[]) =>
        (await core.call('import.plan', { fileId: core.takeFile(writeLines(folder, name, lines)), choices: {} }))
          .difference
      expect(await plan('march.csv', march)).toBeNull()
      await importFile(core, writeLines(folder, 'march.csv', march))
      expect(await plan('april.csv', april)).toMatchObject({
        fileName: 'march.csv',
        isSameFile: false,
        sameRows: 2,
        newRows: 1,
        goneRows: 2,
      })
      expect(await plan('copy.csv', march)).toMatchObject({ isSameFile: true, sameRows: 4, newRows: 0, goneRows: 0 })
      expect(await plan('shape.csv', ['Name,Phone', 'Ann,1'])).toBeNull()
      await undoLastImport(core)
      expect(await plan('april.csv', april)).toBeNull()
    })
  })

  test('the history tells each import’s file, size, checksum, program, counts and whether it stands', async () => {
    await inWorkbook(async (core, { folder }) => {
      const sheet = writeLines(folder, 'told.csv', ['Record ID,Name,E-mail', '7,Ann,ann@x.example', '8,,', ',,'])
      await importFile(core, sheet, { system: 'Our shop', targets: { '1': 'sourceId' } })
      const [past] = await core.call('import.history', {})
      expect(past).toMatchObject({
        fileName: 'told.csv',
        kind: 'leads',
        system: 'Our shop',
        byteCount: 48,
        checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
        counts: { rows: 2, created: 2, updated: 0, same: 0, asked: 0, refused: 0 },
        state: 'done',
      })
      await undoLastImport(core)
      expect((await core.call('import.history', {}))[0]?.state).toBe('undone')
    })
  })

  test('an id finds its lead again within its program only', async () => {
    await inWorkbook(async (core, { folder }) => {
      const plan = async (system: string) =>
        core.call('import.plan', {
          fileId: core.takeFile(writeLines(folder, 'later.csv', ['No,Name,Job title', '7,Somebody Else,CTO'])),
          choices: { system, targets: { '1': 'sourceId', '2': 'fullName', '3': 'title' } },
        })
      await importFile(core, writeLines(folder, 'ids.csv', ['No,Name', '7,Ann Lee']), {
        system: 'Our shop',
        targets: { '1': 'sourceId', '2': 'fullName' },
      })
      expect((await plan('Our shop')).counts).toMatchObject({ updated: 1 })
      expect((await plan('Another')).counts).toMatchObject({ created: 1 })
    })
  })
})

test('an id that another lead has stays that lead’s, whatever rows the seller sets apart', async () => {
  await inWorkbook(async (core, { folder }) => {
    const sheet = writeLines(folder, 'ids.csv', ['No,Name', '7,Ann Lee', '7,Bob Roe', '8,Eve Poe'])
    const choices = { system: 'Our shop', targets: { '1': 'sourceId', '2': 'fullName' } } as const
    expect(await importFile(core, sheet, { ...choices, answers: { '3': { is: 'apart' } } })).toMatchObject({
      created: 3,
    })
    const later = core.takeFile(writeLines(folder, 'later.csv', ['No,Name,Title', '7,Anyone,CTO']))
    const [row] = await rowsOfPlan(core, later, { ...choices, targets: { ...choices.targets, '3': 'title' } })
    expect([row?.outcome, row?.leadId]).toEqual(['updated', (await leadNamed(core, 'ann')).id])
  })
})

test('undoing an import takes the companies, tags and fields away that only it made, those it overwrote others with too', async () => {
  await inWorkbook(async (core, { folder, path }) => {
    const head = 'E-mail,Name,Company,Tags,Size'
    const choices = { targets: { '5': 'custom:Size' }, onMatch: 'overwrite' } as const
    await importFile(core, writeLines(folder, 'one.csv', [head, 'ann@x.example,Ann,Acme,old,1']), choices)
    const before = readRows(path)
    await importFile(
      core,
      writeLines(folder, 'two.csv', [head.replace('Size', 'Length'), 'ann@x.example,Ann,Beta,new,2']),
      { ...choices, targets: { '5': 'custom:Length' } },
    )
    const after = readRows(path)
    expect(after).toMatchObject({ company: [{ name: 'Acme' }, { name: 'Beta' }] })
    await undoLastImport(core)
    expect(readRows(path)).toEqual(before)
    await core.call('journal.redo', {})
    expect(readRows(path)).toEqual(after)
  })
})

describe('dated facts', () => {
  test('a day of winning or losing moves a lead of the workbook, a bare word does not, and undo takes it back', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      await importFile(
        core,
        writeLines(folder, 'known.csv', ['Name,E-mail', 'Ann,ann@x.example', 'Bob,bob@x.example', 'Eve,eve@x.example']),
      )
      const before = readRows(path)
      const report = await importFile(
        core,
        writeLines(folder, 'deals.csv', [
          'E-mail,Won,Lost,Why,Stage',
          'ann@x.example,2026-02-03,,,',
          'bob@x.example,,2026-02-04,Price,',
          'eve@x.example,,,,SQL',
        ]),
        { targets: { '1': 'email', '2': 'wonOn', '3': 'lostOn', '4': 'lostReason', '5': 'stage' } },
      )
      expect(report).toMatchObject({ updated: 2, same: 1 })
      expect(await leadNamed(core, 'ann')).toMatchObject({ stage: 'won', status: 'customer' })
      expect(await leadNamed(core, 'bob')).toMatchObject({ stage: 'lead', status: 'lost' })
      expect(await leadNamed(core, 'eve')).toMatchObject({ stage: 'lead', status: 'active' })
      const bob = await core.call('leads.get', { lead: 'bob@x.example' })
      expect(bob.statusReason).toBe('Price')
      expect(await timelineOf(core, bob.lead.id, 'status')).toContainEqual(
        expect.objectContaining({ to: 'lost', on: '2026-02-04' }),
      )
      expect(await timelineOf(core, 'ann@x.example', 'stage')).toContainEqual(
        expect.objectContaining({ to: 'won', on: '2026-02-03' }),
      )
      await undoLastImport(core)
      expect(readRows(path)).toEqual(before)
    })
  })

  test('signals are dated and matched; equal ones are one; of unknown people they ask, make leads or are left out', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      await core.call('leads.add', { name: 'Ann Lee', company: 'Acme', emails: ['ann@x.example'] })
      const sheet = writeLines(folder, 'clicks.csv', [
        'E-mail,When,What,Company',
        'ann@x.example,2026-03-01,Price list,Other',
        'ANN@x.example,2026-03-01,Price list,',
        'ann@x.example,2026-03-02,Price list,',
        'kim@x.example,2026-03-02,Price list,',
      ])
      const choices = {
        kind: 'signals',
        targets: { '1': 'email', '2': 'signalOn', '3': 'signalTopic', '4': 'company' },
        signal: { kind: 'clicked' },
      } as const
      const before = readRows(path)
      expect(await importFile(core, sheet, choices)).toMatchObject({ kind: 'signals', updated: 2, same: 1, asked: 1 })
      const { lead } = await core.call('leads.get', { lead: 'ann@x.example' })
      expect(lead.company).toBe('Acme')
      expect(await timelineOf(core, lead.id, 'signal')).toMatchObject([
        { kind: 'clicked', on: '2026-03-02', topic: 'Price list' },
        { kind: 'clicked', on: '2026-03-01', topic: 'Price list' },
      ])
      const left = await importFile(core, sheet, { ...choices, unmatched: 'leave_out' })
      expect(left).toMatchObject({ created: 0, refused: 1, same: 3 })
      const made = await importFile(core, sheet, { ...choices, unmatched: 'create' })
      expect(made).toMatchObject({ created: 1, same: 3 })
      expect(await timelineOf(core, 'kim@x.example', 'signal')).toContainEqual(
        expect.objectContaining({ kind: 'clicked', on: '2026-03-02' }),
      )
      await undoLastImport(core)
      await undoLastImport(core)
      expect(readRows(path)).toEqual(before)
    })
  })
})

describe('a long file', () => {
  const long = (rows: number): string[] => [
    'Name,Company,E-mail',
    ...Array.from({ length: rows }, (_, row) => `Lead ${row},Company ${row},lead${row}@long.example`),
  ]

  test('tells how far its reading is, with the rows so far', async () => {
    await inWorkbook(async (core, { folder }) => {
      const fileId = core.takeFile(writeLines(folder, 'long.csv', long(300_000)))
      const reading = progressOf(core, ({ phase, rows }) => phase === 'reading' && rows > 0)
      const planning = core.call('import.plan', { fileId, choices: {} })
      const event = await reading
      expect(event).toMatchObject({ procedure: 'import.plan', phase: 'reading' })
      expect(event.done).toBeLessThanOrEqual(event.total)
      await core.call('job.cancel', {})
      await planning.catch(() => undefined)
    })
  })

  test('whose plan or import is cancelled leaves nothing behind, and can be planned and imported afterwards', async () => {
    await inWorkbook(async (core, { folder, path }) => {
      const before = readRows(path)
      const sheet = writeLines(folder, 'long.csv', long(40_000))
      const fileId = core.takeFile(sheet)
      const begun = progressOf(core, ({ phase }) => phase === 'planning')
      const planning = core.dispatch('import.plan', { fileId, choices: {} })
      await begun
      await core.call('job.cancel', {})
      expect(await planning).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(readRows(path)).toEqual(before)
      const writing = progressOf(core, ({ phase, done }) => phase === 'writing' && done > 0)
      const importing = core.dispatch('import.commit', { fileId, choices: {} })
      await writing
      await core.call('job.cancel', {})
      expect(await importing).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(readRows(path)).toEqual(before)
      expect((await core.call('workbook.check', {})).ok).toBe(true)
      expect((await core.call('import.plan', { fileId, choices: {} })).counts).toMatchObject({ created: 40_000 })
    })
  })
})

describe.skipIf(!hasSharedData())('other programs’ spreadsheets', () => {
  test.each(['date.xls', 'date.ods', 'date.xlsx'])('%s is planned row by row, days as days', async (name) => {
    await inWorkbook(async (core, { folder }) => {
      const file = join(folder, name)
      writeFileSync(file, sharedFile(`sheets/${name}`))
      const choices = { headerRow: null, targets: { '1': 'fullName' } } as const
      const fileId = core.takeFile(file)
      const plan = await core.call('import.plan', { fileId, choices })
      expect(plan.dialect.kind).toBe('spreadsheet')
      expect(plan.counts.created).toBeGreaterThan(0)
      expect((await rowsOfPlan(core, fileId, choices))[0]?.cells[0]).toMatch(/^2021-01-01/)
      expect(await importFile(core, file, choices)).toMatchObject(plan.counts)
    })
  })

  test.each(['pass_protected.xlsx', 'pass_protected.ods'])(
    '%s is refused as encrypted, by its name, with the next step',
    async (name) => {
      await inWorkbook(async (core, { folder, path }) => {
        const before = readRows(path)
        const file = join(folder, name)
        writeFileSync(file, sharedFile(`sheets/${name}`))
        for (const procedure of ['import.plan', 'import.commit'])
          expect(await core.dispatch(procedure, { fileId: core.takeFile(file), choices: {} })).toMatchObject({
            ok: false,
            error: { code: 'file_encrypted', message: expect.stringContaining(name) },
          })
        expect(readRows(path)).toEqual(before)
      })
    },
  )
})
