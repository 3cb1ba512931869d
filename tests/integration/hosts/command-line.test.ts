import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../../electron/browser/chromium.ts'
import { sharingCommandLine } from '../../support/command-line.ts'
import { withCore, withFolder } from '../../support/core.ts'

const root = join(import.meta.dirname, '../../..')

type Ended = { code: number | null; out: string; err: string }

const run = sharingCommandLine()

/** Runs a command line. A file is named by its place in the folder, which stands for the one a person is in. */
function leadbook(folder: string, ...args: string[]): Promise<Ended> {
  return run(...args.map((word) => (/\.(leadbook|csv|pdf|xlsx|vcf|json|ods)$/.test(word) ? join(folder, word) : word)))
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
    ['leads', '--workbook', 'w', '--export', 'leads.ods'],
    ['leads', '--workbook', 'w', '--export', 'leads.csv', '--limit', '3'],
    ['import', '--workbook', 'w'],
    ['import', 'a.csv', '--workbook', 'w', '--delimiter', ';;'],
    ['import', 'a.csv', '--workbook', 'w', '--target', '1=email'],
    ['import', 'a.csv', '--workbook', 'w', '--map', 'Mail=email'],
    ['import', 'a.csv', '--workbook', 'w', '--map', '["email"]'],
    ['import', 'a.csv', '--workbook', 'w', '--map', '{}'],
    ['import', 'a.csv', '--workbook', 'w', '--map', '{"Mail":7}'],
    ['import', 'a.csv', '--workbook', 'w', '--map', '{"Mail":"custom:"}'],
    ['import', 'a.csv', '--workbook', 'w', '--on-match', 'append'],
    ['import', 'a.csv', '--workbook', 'w', '--kind', 'people'],
    ['import', 'a.csv', '--workbook', 'w', '--unmatched', 'ask'],
    ['import', 'a.csv', '--workbook', 'w', '--signal', 'sneezed'],
    ['import', 'a.csv', '--workbook', 'w', '--signal-day', 'yesterday'],
    ['import', 'a.csv', '--workbook', 'w', '--system', ' '],
    ['import', 'a.csv', '--workbook', 'w', '--left-out', 'a.csv'],
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
        'kind',
        'system',
        'rows',
        'created',
        'updated',
        'same',
        'asked',
        'askedRows',
        'refused',
        'assumptions',
        'askedColumns',
        'difference',
        'changeSet',
        'dialect',
        'mapping',
      ])
      expect(report).toMatchObject({ rows: 3, created: 2, updated: 0, same: 0, asked: 0 })
      expect(report['refused']).toEqual([{ row: 4, reason: expect.stringContaining('Row 4') }])
      expect(report['changeSet']).toBeGreaterThan(0)
      expect(report['mapping']).toContainEqual({ column: 3, header: 'E-Mail', target: 'email' })
      expect(rehearsed).toEqual({ ...report, changeSet: null })

      const again = await json(folder, 'import', 'contacts.csv', ...on)
      expect(again).toMatchObject({ rows: 3, created: 0, updated: 0, same: 2, changeSet: null })
      expect(again).toMatchObject({ difference: { fileName: 'contacts.csv', isSameFile: true, sameRows: 3 } })

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

  test('leads are exported by the ending of the file, and come back as the same', async () => {
    await withContacts(async (folder) => {
      const on = ['--workbook', 'My leads.leadbook', '--on', '2026-03-24']
      await json(folder, 'import', 'contacts.csv', ...on)
      const made = await json(folder, 'leads', ...on, '--export', 'out.csv')
      expect(made).toMatchObject({ file: join(folder, 'out.csv'), format: 'csv', leads: 2, leftOut: 0, cut: 0 })
      expect(statSync(join(folder, 'out.csv')).size).toBe((made as { bytes: number }).bytes)
      const again = await json(folder, 'import', 'out.csv', ...on)
      expect(again).toMatchObject({ system: 'leadbook', rows: 2, same: 2, changeSet: null })
      const found = await leadbook(folder, 'leads', ...on, '--search', 'groß', '--export', 'out.json')
      expect(found).toMatchObject({ code: 0, out: `Wrote ${join(folder, 'out.json')}, 1 lead.\n`, err: '' })
      expect(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))).toMatchObject([
        { name: 'Käthe Groß', email: ['kaethe@gross.example'], doNotContact: false, cameInOn: '2026-03-24' },
      ])
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

const onBook = ['--workbook', 'My leads.leadbook', '--on', '2026-03-24']

let bookFolder = ''
beforeAll(async () => {
  bookFolder = mkdtempSync(join(tmpdir(), 'leadbook-empty-'))
  await json(bookFolder, 'new', 'My leads.leadbook', '--currency', 'EUR', '--country', 'DE')
})
afterAll(() => rmSync(bookFolder, { recursive: true, force: true }))

/** Runs the work on an empty workbook of Germany: a copy, for making one takes longer. */
function withBook<T>(work: (folder: string) => Promise<T>): Promise<T> {
  return withFolder((folder) => {
    copyFileSync(join(bookFolder, 'My leads.leadbook'), join(folder, 'My leads.leadbook'))
    return work(folder)
  })
}

/** Writes a file of these lines and imports it. */
function bringIn(folder: string, file: string, lines: readonly string[], ...args: string[]): Promise<unknown> {
  writeFileSync(join(folder, file), lines.join('\n'))
  return json(folder, 'import', file, ...onBook, ...args)
}

async function leadsIn(folder: string): Promise<Record<string, unknown>[]> {
  const { leads } = (await json(folder, 'leads', ...onBook)) as { leads: Record<string, unknown>[] }
  return leads.toSorted((one, other) => String(one['name']).localeCompare(String(other['name'])))
}

describe('what columns become, as --map says', () => {
  const qualified = [
    'mql_id,first_contact_date,landing_page_id,origin',
    'dac32acd4db4c29c230538b72f8dd87d,2018-02-01,88740e65d5d6b056e0cda098e1ea6313,social',
    '8c18d1de7f67e60dbd64e3c07d7e9d5d,2017-10-20,007f9098284a86ee80ddeb25d53e0af8,paid_search',
    'b4bc852d233dfefc5131f593b538befa,2018-03-22,a7982125ff7aa3b2054c6e44f9d28522,organic_search',
  ]
  const closed = ['mql_id,won_date', '8c18d1de7f67e60dbd64e3c07d7e9d5d,2018-02-26 19:58:54']
  const map = '{"mql_id":"sourceId","first_contact_date":"createdOn","origin":"source","won_date":"wonOn"}'

  test('two files of one program make leads of their ids on their days, and win them on theirs', () =>
    withBook(async (folder) => {
      const first = '{"mql_id":"sourceId","first_contact_date":"createdOn","origin":"source"}'
      const report = await bringIn(folder, 'qualified.csv', qualified, '--map', first, '--system', 'olist')
      expect(report).toMatchObject({ kind: 'leads', system: 'olist', rows: 3, created: 3, asked: 0, refused: [] })
      expect(report).toMatchObject({
        mapping: [
          { column: 1, header: 'mql_id', target: 'sourceId' },
          { column: 2, header: 'first_contact_date', target: 'createdOn' },
          { column: 3, header: 'landing_page_id' },
          { column: 4, header: 'origin', target: 'source' },
        ],
      })
      const second = '{"mql_id":"sourceId","won_date":"wonOn"}'
      const won = await bringIn(folder, 'closed.csv', closed, '--map', second, '--system', 'olist')
      expect(won).toMatchObject({ rows: 1, created: 0, updated: 1, asked: 0 })
      expect(await leadsIn(folder)).toMatchObject([
        { name: '8c18d1de7f67e60dbd64e3c07d7e9d5d', stage: 'won', status: 'customer', source: 'paid_search' },
        { name: 'b4bc852d233dfefc5131f593b538befa', stage: 'lead', source: 'organic_search' },
        { name: 'dac32acd4db4c29c230538b72f8dd87d', stage: 'lead', source: 'social' },
      ])
      const period = ['--from', '2017-10-20', '--to', '2018-03-22']
      expect(await json(folder, 'funnel', ...onBook, ...period)).toContainEqual(
        expect.objectContaining({ from: 'lead', to: 'won', entered: 3, reached: 1 }),
      )
    }))

  test('a header that the file does not have is wrong use, and the file is not imported', () =>
    withBook(async (folder) => {
      writeFileSync(join(folder, 'qualified.csv'), qualified.join('\n'))
      const ended = await leadbook(folder, 'import', 'qualified.csv', ...onBook, '--map', map)
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toContain('“won_date”')
      expect(ended.err).toContain('mql_id, first_contact_date, landing_page_id, origin')
      const byNumber = await leadbook(folder, 'import', 'qualified.csv', ...onBook, '--map', '{"#5":"email"}')
      expect(byNumber).toMatchObject({ code: 2, out: '' })
      expect(byNumber.err).toContain('4 columns')
      expect(await leadsIn(folder)).toEqual([])
    }))

  test('a target that does not exist is wrong use and names those that do', () =>
    withBook(async (folder) => {
      writeFileSync(join(folder, 'qualified.csv'), qualified.join('\n'))
      const ended = await leadbook(folder, 'import', 'qualified.csv', ...onBook, '--map', '{"origin":"lead_source"}')
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toContain('“origin” to "lead_source"')
      expect(ended.err).toContain('source tags notes')
    }))

  test('a header that stands twice, or a column without one, is named by its number', () =>
    withBook(async (folder) => {
      const lines = ['Name,Mail,Mail,', 'Anna Berg,anna@berg.example,+49 30 1234567,Berg GmbH']
      writeFileSync(join(folder, 'twice.csv'), lines.join('\n'))
      const ended = await leadbook(folder, 'import', 'twice.csv', ...onBook, '--map', '{"Mail":"email"}')
      expect(ended).toMatchObject({ code: 2, out: '' })
      expect(ended.err).toContain('#2 or #3')
      const twice = await leadbook(folder, 'import', 'twice.csv', ...onBook, '--map', '{"name":"ignore","#1":"notes"}')
      expect(twice).toMatchObject({ code: 2, out: '' })
      expect(twice.err).toContain('column 1 twice')
      await bringIn(folder, 'twice.csv', lines, '--map', '{"#3":"phone","#4":"company"}')
      const [lead] = await leadsIn(folder)
      expect(lead).toMatchObject({ name: 'Anna Berg', company: 'Berg GmbH', emails: ['anna@berg.example'] })
      expect(JSON.stringify(lead?.['phones'])).toContain('1234567')
    }))

  test('a header is found whatever its case and the spaces around it, but as it is written before that', () =>
    withBook(async (folder) => {
      const lines = ['name,Name, E-Mail ', 'Berg GmbH,Anna Berg,anna@berg.example']
      const map = '{"name":"company","Name":"fullName","e-mail ":"email"}'
      expect(await bringIn(folder, 'cases.csv', lines, '--map', map)).toMatchObject({ created: 1 })
      expect(await leadsIn(folder)).toMatchObject([
        { name: 'Anna Berg', company: 'Berg GmbH', emails: ['anna@berg.example'] },
      ])
    }))
})

describe('an import without anybody to ask', () => {
  test('says what it took for granted, and of days that read both ways that it took none', () =>
    withBook(async (folder) => {
      const clear = ['Name;E-Mail;Erstellt', 'Anna Berg;anna@berg.example;31.01.2026', 'Bo Li;bo@li.example;02.03.2026']
      const report = await bringIn(folder, 'clear.csv', clear)
      expect(report).toMatchObject({ askedColumns: [] })
      expect(report).toMatchObject({
        assumptions: expect.arrayContaining([
          { code: 'delimiter', column: null, value: ';' },
          { code: 'header_row', column: null, value: '1' },
          { code: 'on_match', column: null, value: 'fill' },
          { code: 'day_order', column: 3, value: 'day_first' },
          { code: 'target', column: 2, value: 'email' },
        ]) as unknown,
      })
      const said = await bringIn(folder, 'clear.csv', clear, '--delimiter', ';', '--day-order', 'day-first')
      const { assumptions } = said as { assumptions: { code: string }[] }
      expect(assumptions.map(({ code }) => code)).not.toContain('delimiter')
      expect(assumptions.map(({ code }) => code)).not.toContain('day_order')
    }))

  test('days that read both ways are taken once their order is told', () =>
    withBook(async (folder) => {
      const lines = ['Name,Email,Created', 'Anna Berg,anna@berg.example,02/03/2026', 'Bo Li,bo@li.example,04/03/2026']
      const unsure = await bringIn(folder, 'days.csv', lines, '--dry-run')
      expect(unsure).toMatchObject({ askedColumns: [{ column: 3, header: 'Created' }] })
      const words = await leadbook(folder, 'import', 'days.csv', ...onBook, '--dry-run')
      expect(words.out).toContain('The days of column 3 (Created) read both ways')
      expect(await bringIn(folder, 'days.csv', lines, '--day-order', 'month-first')).toMatchObject({ askedColumns: [] })
      const cohort = ['--from', '2026-02-03', '--to', '2026-02-03']
      expect(await json(folder, 'funnel', ...onBook, ...cohort)).toContainEqual(
        expect.objectContaining({ from: 'lead', to: 'mql', entered: 1 }),
      )
    }))

  test('says it in words, each row once', () =>
    withContacts(async (folder) => {
      const { out } = await leadbook(folder, 'import', 'contacts.csv', ...onBook)
      expect(out).toContain('Took for granted: ')
      for (const word of ['windows-1252', 'semicolon', 'head in row 2']) expect(out).toContain(word)
      expect(out.match(/Row 4:/g)).toHaveLength(1)
      expect((await leadbook(folder, 'import', 'contacts.csv', ...onBook)).out).toContain(
        'The same file as contacts.csv of ',
      )
    }))

  test('names at most fifty rows of a sort in words, and all of them in JSON', () =>
    withBook(async (folder) => {
      const blanks = Array.from({ length: 60 }, () => ',Messe')
      const lines = ['E-Mail,Quelle', 'anna@berg.example,Messe', ...blanks]
      expect((await bringIn(folder, 'blanks.csv', lines, '--dry-run')) as { refused: unknown[] }).toMatchObject({
        refused: { length: 60 },
      })
      const { out } = await leadbook(folder, 'import', 'blanks.csv', ...onBook, '--dry-run')
      expect(out.match(/^Row /gm)).toHaveLength(50)
      expect(out).toContain('and 10 more: --json lists them')
    }))

  test('fills what a lead lacks, and overwrites or keeps it where it is told to', () =>
    withBook(async (folder) => {
      const file = (title: string) => ['Name,Email,Title', `Anna Berg,anna@berg.example,${title}`]
      await bringIn(folder, 'one.csv', file('Buyer'))
      for (const [policy, counts] of [
        ['keep', { updated: 0, same: 1 }],
        ['fill', { updated: 0, same: 1 }],
        ['overwrite', { updated: 1, same: 0 }],
      ] as const)
        expect(await bringIn(folder, 'two.csv', file('Head of sales'), '--on-match', policy)).toMatchObject(counts)
    }))

  test('leaves a row to be asked about, ends with 1 where that is all there was, and writes it to a file with the reason', () =>
    withBook(async (folder) => {
      const head = 'Name,Company,Email,Phone'
      await bringIn(folder, 'one.csv', [head, 'Anna Berg,Berg GmbH,info@berg.example,+49 30 1234567'])
      writeFileSync(join(folder, 'two.csv'), [head, '"Zed, Otto",Zed KG,info@berg.example,+49 40 7654321'].join('\n'))
      const args = ['two.csv', ...onBook, '--left-out', 'left.csv', '--json']
      const ended = await leadbook(folder, 'import', ...args)
      expect(ended).toMatchObject({ code: 1 })
      expect(ended.err).toContain('Nothing of two.csv was brought in.')
      expect(JSON.parse(ended.out)).toMatchObject({
        created: 0,
        asked: 1,
        askedRows: [{ row: 2, reason: expect.stringContaining('Row 2: ') as unknown }],
        changeSet: null,
      })
      expect(readFileSync(join(folder, 'left.csv'), 'utf8')).toMatch(
        /^\ufeffName,Company,Email,Phone,Row,Reason\r\n"Zed, Otto",Zed KG,info@berg\.example,\+49 40 7654321,2,"?Row 2: .+\r\n$/,
      )
      expect(await leadsIn(folder)).toMatchObject([{ name: 'Anna Berg' }])
    }))

  test('writes the rows left out of a file that was brought in, and never over the workbook', () =>
    withContacts(async (folder) => {
      const over = await leadbook(folder, 'import', 'contacts.csv', ...onBook, '--left-out', 'My leads.leadbook')
      expect(over).toMatchObject({ code: 2, out: '' })
      await json(folder, 'import', 'contacts.csv', ...onBook, '--left-out', 'left.csv')
      expect(await leadsIn(folder)).toHaveLength(2)
      const lines = readFileSync(join(folder, 'left.csv'), 'utf8').trim().split('\r\n')
      expect(lines).toHaveLength(2)
      expect(lines[1]).toMatch(/^,,,Messe,4,/)
    }))

  test('gives signals to the leads they are of, and asks about strangers unless told what to do', () =>
    withBook(async (folder) => {
      await bringIn(folder, 'one.csv', ['Name,Email', 'Anna Berg,anna@berg.example'])
      const signals = ['Email', 'ANNA@berg.example', 'stranger@else.example']
      const told = ['--kind', 'signals', '--signal', 'asked-for-offer', '--signal-day', '2026-03-20', '--topic', 'Fair']
      expect(await bringIn(folder, 'two.csv', signals, ...told)).toMatchObject({
        kind: 'signals',
        rows: 2,
        created: 0,
        updated: 1,
        asked: 1,
        askedRows: [{ row: 3 }],
      })
      expect(await leadsIn(folder)).toMatchObject([{ name: 'Anna Berg', temperature: 'warm' }])
      expect(await bringIn(folder, 'two.csv', signals, ...told)).toMatchObject({ updated: 0, same: 1, asked: 1 })
      expect(await bringIn(folder, 'two.csv', signals, ...told, '--unmatched', 'leave-out')).toMatchObject({
        created: 0,
        asked: 0,
        refused: [{ row: 3 }],
      })
      expect(await bringIn(folder, 'two.csv', signals, ...told, '--unmatched', 'create')).toMatchObject({ created: 1 })
      expect(await leadsIn(folder)).toHaveLength(2)
    }))
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
