import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../../electron/browser/chromium.ts'
import { runCommandLine } from '../../../electron/cli/run.ts'
import { withCore, withFolder } from '../../support/core.ts'

const root = join(import.meta.dirname, '../../..')

type Ended = { code: number | null; out: string; err: string }

/** Runs a command line. A file is named by its place in the folder, which stands for the one a person is in. */
async function leadbook(folder: string, ...args: string[]): Promise<Ended> {
  let [out, err] = ['', '']
  const code = await runCommandLine(
    args.map((word) => (/\.(leadbook|csv|pdf)$/.test(word) ? join(folder, word) : word)),
    { out: (text) => (out += text), err: (text) => (err += text) },
  )
  return { code, out, err }
}

/** Runs a command line as a process of its own, in the folder. */
function leadbookProcess(folder: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'electron/cli/main.ts'), ...args], { cwd: folder })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, out, err }))
  })
}

async function json(folder: string, ...args: string[]): Promise<unknown> {
  const ended = await leadbook(folder, ...args, '--json')
  expect(ended, ended.err).toMatchObject({ code: 0 })
  return JSON.parse(ended.out)
}

// A preamble, so that a record's number is not its place among the data; one row that is no lead; one blank line.
const contacts = [
  'Kontakte 2026;;;',
  'Vorname;Nachname;E-Mail;Quelle',
  'Jürgen;Müller;juergen@mueller.example;Messe',
  ';;;Messe',
  ';;;',
  'Käthe;Groß;kaethe@gross.example;Empfehlung',
].join('\r\n')

/** Runs the work on a workbook of Germany with the contacts beside it. */
function withContacts<T>(work: (folder: string) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    writeFileSync(join(folder, 'contacts.csv'), Buffer.from(contacts, 'latin1'))
    expect(await leadbook(folder, 'new', 'My leads.leadbook', '--currency', 'EUR', '--country', 'DE')).toMatchObject({
      code: 0,
    })
    return work(folder)
  })
}

describe('wrong use ends with 2, the usage on standard error, and nothing on standard output', () => {
  const wrong: string[][] = [
    [],
    ['leeds'],
    ['__proto__'],
    ['constructor'],
    ['new'],
    ['new', 'a', 'b'],
    ['new', 'a', '--on', '2026-01-01'],
    ['new', 'a', '--currency', 'EURO'],
    ['leads'],
    ['leads', '--workbook'],
    ['leads', '--workbook', 'w', '--surplus'],
    ['leads', '--workbook', 'w', 'surplus'],
    ['leads', '--workbook', 'w', '--limit', '0'],
    ['leads', '--workbook', 'w', '--limit', '1e3'],
    ['leads', '--workbook', 'w', '--on', '2026-02-30'],
    ['import', '--workbook', 'w'],
    ['import', 'a.csv', '--workbook', 'w', '--delimiter', ';;'],
    ['funnel', '--workbook', 'w', '--from', '2026-01-01'],
    ['funnel', '--workbook', 'w', '--from', '2026-02-01', '--to', '2026-01-01'],
    ['funnel', '--workbook', 'w', '--from', '2026-01-01', '--to', '2026-02-01', '--by', 'week'],
    ['sheet', '--workbook', 'w', '--week', '2026-W54'],
    ['sheet', '--workbook', 'w', '--week', '2026-W48', '--paper', 'A3'],
    ['check', '--workbook', 'w', '--week', '2026-W48'],
  ]

  test.each(wrong.map((args) => [args.join(' '), args] as const))('leadbook %s', async (_words, args) => {
    await withFolder(async (folder) => {
      const ended = await leadbook(folder, ...args)
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toContain('Usage: leadbook COMMAND')
      expect(readdirSync(folder)).toEqual([])
    })
  })
})

describe('what cannot be done ends with 1, a message that names the thing, and nothing done', () => {
  test('a workbook that does not exist is not made', async () => {
    await withFolder(async (folder) => {
      for (const command of [['leads'], ['check'], ['import', 'a.csv']]) {
        const ended = await leadbook(folder, ...command, '--workbook', 'none.leadbook', '--json')
        expect(ended).toMatchObject({ code: 1, out: '' })
        expect(ended.err).toContain('none.leadbook')
      }
      expect(readdirSync(folder)).toEqual([])
    })
  })

  test('a file that exists is not written over by new', async () => {
    await withFolder(async (folder) => {
      writeFileSync(join(folder, 'mine.leadbook'), 'mine')
      const ended = await leadbook(folder, 'new', 'mine.leadbook')
      expect(ended).toMatchObject({ code: 1, out: '' })
      expect(ended.err).toContain('mine.leadbook')
      expect(readFileSync(join(folder, 'mine.leadbook'), 'utf8')).toBe('mine')
    })
  })

  test('a file that is no table, or is not there, is not imported', async () => {
    await withContacts(async (folder) => {
      mkdirSync(join(folder, 'folder.csv'))
      for (const file of ['gone.csv', 'folder.csv']) {
        const ended = await leadbook(folder, 'import', file, '--workbook', 'My leads.leadbook', '--json')
        expect(ended).toMatchObject({ code: 1, out: '' })
        expect(ended.err).toContain(file)
      }
      expect(await json(folder, 'leads', '--workbook', 'My leads.leadbook')).toMatchObject({ total: 0 })
    })
  })
})

describe.skipIf(process.platform === 'win32')('a file on its way in', () => {
  test('stands where nobody else on this computer may look', () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, 'contacts.csv'), contacts)
      await withCore(async (core) => {
        core.takeFile(join(folder, 'contacts.csv'))
        const { fileId } = await core.call('file.begin', { fileName: 'more.csv' })
        const spool = readdirSync(tmpdir()).filter((name) => existsSync(join(tmpdir(), name, fileId)))
        expect(spool.map((name) => statSync(join(tmpdir(), name)).mode & 0o777)).toEqual([0o700])
      })
    }))

  test('may be no folder and no device', async () => {
    await withCore(async (core) => {
      expect(() => core.takeFile(tmpdir())).toThrow(/is a folder/)
      expect(() => core.takeFile('/dev/zero')).toThrow(/zero is a device, no file/)
    })
  })
})

describe('commands on a real workbook', () => {
  test('import, again, and leads: each with exactly the keys that are promised', async () => {
    await withContacts(async (folder) => {
      const on = ['--workbook', 'My leads.leadbook', '--on', '2026-03-24']
      const rehearsed = await json(folder, 'import', 'contacts.csv', ...on, '--dry-run')
      expect(await json(folder, 'leads', ...on)).toEqual({ total: 0, next: null, leads: [] })
      const report = (await json(folder, 'import', 'contacts.csv', ...on)) as Record<string, unknown>
      expect(Object.keys(report)).toEqual([
        'rows',
        'created',
        'updated',
        'same',
        'asked',
        'refused',
        'changeSet',
        'mapping',
        'dialect',
      ])
      expect(report).toMatchObject({ rows: 3, created: 2, updated: 0, same: 0, asked: 0 })
      expect(report['refused']).toEqual([{ row: 4, reason: expect.stringContaining('Row 4') }])
      expect(report['changeSet']).toBeGreaterThan(0)
      expect(report['mapping']).toContainEqual({ column: 3, header: 'E-Mail', target: 'email' })
      expect(rehearsed).toEqual({ ...report, changeSet: null })

      const again = await json(folder, 'import', 'contacts.csv', ...on)
      expect(again).toMatchObject({ rows: 3, created: 0, updated: 0, same: 2, changeSet: null })

      const found = (await json(folder, 'leads', ...on, '--search', 'mull')) as { total: number; leads: object[] }
      expect(found).toMatchObject({ total: 1, next: null })
      expect(found.leads.map((lead) => Object.keys(lead))).toEqual([
        [
          'id',
          'code',
          'name',
          'company',
          'emails',
          'phones',
          'temperature',
          'score',
          'isHot',
          'isCooling',
          'isPinned',
          'fit',
          'stage',
          'status',
          'source',
          'tags',
          'nextAction',
        ],
      ])
      expect(found.leads[0]).toMatchObject({
        name: 'Jürgen Müller',
        emails: ['juergen@mueller.example'],
        temperature: 'cold',
        stage: 'lead',
        source: 'Messe',
      })

      const first = (await json(folder, 'leads', ...on, '--limit', '1')) as {
        total: number
        next: string
        leads: { id: number }[]
      }
      const second = (await json(folder, 'leads', ...on, '--limit', '1', '--after', first.next)) as typeof first
      expect([first.total, second.total, first.leads.length, second.leads.length]).toEqual([2, 2, 1, 1])
      expect(second.leads[0]?.id).not.toBe(first.leads[0]?.id)

      const check = (await json(folder, 'check', ...on)) as Record<string, unknown>
      expect(Object.keys(check)).toEqual(['ok', 'integrity', 'schemaVersion', 'counts'])
      expect(check).toMatchObject({ ok: true, counts: { leads: 2, imports: 1 } })
    })
  })

  test('without --json a person reads it, and refused rows alone do not make it fail', async () => {
    await withContacts(async (folder) => {
      const ended = await leadbook(folder, 'import', 'contacts.csv', '--workbook', 'My leads.leadbook')
      expect(ended.code).toBe(0)
      expect(ended.out).toContain('3 rows: 2 new')
      expect(ended.out).toContain('Row 4')
      expect((await leadbook(folder, 'leads', '--workbook', 'My leads.leadbook')).out).toContain('Käthe Groß')
    })
  })
})

describe('as a process', () => {
  test('file names are meant from the folder one is in, the result alone goes to standard output, and the exit code is that of the command', async () => {
    await withFolder(async (folder) => {
      expect(await leadbookProcess(folder, 'new', 'mine.leadbook')).toMatchObject({ code: 0, err: '' })
      expect(existsSync(join(folder, 'mine.leadbook'))).toBe(true)
      const leads = await leadbookProcess(folder, 'leads', '--workbook', 'mine.leadbook', '--json')
      expect({ ...leads, out: JSON.parse(leads.out) as unknown }).toEqual({
        code: 0,
        err: '',
        out: { total: 0, next: null, leads: [] },
      })
      expect(await leadbookProcess(folder, 'new', 'mine.leadbook')).toMatchObject({ code: 1, out: '' })
      expect(await leadbookProcess(folder, 'leads')).toMatchObject({ code: 2, out: '' })
    })
  })
})

describe('the sample', () => {
  let folder = ''
  const on = ['--workbook', 'sample.leadbook']
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leadbook-sample-'))
    await leadbook(folder, 'new', 'sample.leadbook', '--sample')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('has 300 leads', async () => {
    expect(await json(folder, 'leads', ...on, '--limit', '1')).toMatchObject({ total: 300 })
  })

  test('pages of any size hold every lead once', async () => {
    const { leads, next } = (await json(folder, 'leads', ...on, '--limit', '5000')) as {
      leads: { id: number }[]
      next: null
    }
    expect(new Set(leads.map(({ id }) => id)).size).toBe(300)
    expect(next).toBeNull()
  })

  test('funnel gives six rows a group, with a group only where it was asked for one', async () => {
    const period = ['--from', '2020-01-01', '--to', '2030-12-31']
    const whole = (await json(folder, 'funnel', ...on, ...period)) as Record<string, unknown>[]
    expect(whole.map(({ from, to }) => `${String(from)} ${String(to)}`)).toEqual([
      'lead mql',
      'mql sal',
      'sal sql',
      'sql proposal',
      'proposal won',
      'lead won',
    ])
    for (const row of whole) expect(Object.keys(row)).toEqual(['from', 'to', 'entered', 'reached', 'rate', 'open'])
    const bySource = (await json(folder, 'funnel', ...on, ...period, '--by', 'source')) as Record<string, unknown>[]
    expect(bySource.length % 6).toBe(0)
    for (const row of bySource)
      expect(Object.keys(row)).toEqual(['from', 'to', 'group', 'entered', 'reached', 'rate', 'open'])
    const byMonth = (await json(folder, 'funnel', ...on, ...period, '--by', 'month')) as { group: string }[]
    for (const { group } of byMonth) expect(group).toMatch(/^\d{4}-\d{2}$/)
  })

  test.skipIf(findChromium() === undefined)('sheet writes a PDF of the week', async () => {
    const ended = await leadbook(folder, 'sheet', ...on, '--week', '2026-W48', '--pdf', 'week.pdf')
    expect(ended, ended.err).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 'week.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('a PDF that cannot be written is refused and leaves nothing', async () => {
    const ended = await leadbook(folder, 'sheet', ...on, '--week', '2026-W48', '--pdf', 'none/week.pdf')
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})
