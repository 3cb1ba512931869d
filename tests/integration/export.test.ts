import { readdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import type { Core } from '../../electron/core/core.ts'
import type { ExportFormat } from '../../shared/contract/export.contract.ts'
import { customFieldKindSchema } from '../../shared/domain/leads/field-kinds.ts'
import { type FieldKey, leadFieldKinds } from '../../shared/domain/leads/lead-fields.ts'
import { nameKey } from '../../shared/domain/leads/name-key.ts'
import { addDays } from '../../shared/primitives/plain-date.ts'
import { testDay } from '../support/core.ts'
import { exportInto } from '../support/export-files.ts'
import { importFile } from '../support/import-files.ts'
import { sharingCore } from '../support/shared-core.ts'

const inWorkbook = sharingCore()

const kinds = customFieldKindSchema.options
const OPTIONS = ['red', 'green, or blue', '"quoted"', '=1+1']
/** Names of the custom fields: one of each kind, some of which are headers of other fields, or worse. */
const FIELD_NAMES = [
  'Name',
  'E-mail 2',
  '=SUM(A1)',
  'Größe (field)',
  'Value (EUR)',
  '-x',
  'Leadbook ID',
  "'quoted",
  'Web, site',
]
const allFields = Object.keys(leadFieldKinds) as FieldKey[]
const allColumns = [...allFields, ...kinds.map((_, at): FieldKey => `custom:${at + 1}`)]

const HOSTILE = [
  "=cmd|' /C calc'!A0",
  '+1',
  '-1',
  '@x',
  "'=x",
  "''=x",
  "'",
  '"',
  '""',
  'a,b',
  'a;b',
  'a\tb',
  'a\nb',
  'a\r\nb',
  'a\rb',
  '\\',
  'a\\"b',
  '\\n',
  'n/a',
  '-',
  'Test',
  'Berg, Anna',
  'مرحبا بالعالم',
  '\u202egnp.exe',
  '👩‍👩‍👧 family',
  '<b>&amp;</b>',
  '_x0041_',
  '\u0001',
  'x'.repeat(10_000),
  'a  b',
  'true',
  '0123',
  '1e5',
  '1.234,50',
  '12.03.2026',
  'BEGIN:VCARD',
  'sep=;',
  '#N/A',
]
const text = (max: number) =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map(([a, b]) => `${a} ${b}`),
      },
    )
    .map((value) => value.replaceAll('\0', '').slice(0, max).trim())
const filled = (max: number) => text(max).filter((value) => value !== '')
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 })

/** Values of custom fields as the workbook keeps them, by the order of the kinds. */
const customValues = fc.tuple(
  maybe(filled(1000)),
  maybe(filled(10_000)),
  maybe(fc.oneof(fc.integer().map(String), fc.constantFrom('12.5', '-0.001', '123456789012345', '0.1', '12a'))),
  maybe(fc.oneof(fc.integer({ min: -1e12, max: 1e12 }).map(String), fc.constantFrom('a lot'))),
  maybe(fc.oneof(fc.constantFrom('2026-02-28', '1850-01-01', '1900-02-28', '9999-12-31', 'soon'))),
  maybe(fc.constantFrom('0', '1', 'perhaps')),
  maybe(fc.constantFrom(...OPTIONS, 'none of these')),
  maybe(
    fc.oneof(
      fc.subarray(OPTIONS, { minLength: 1 }).map((chosen) => JSON.stringify(chosen)),
      fc.constantFrom('red; blue', '["old"]'),
    ),
  ),
  maybe(fc.constantFrom('https://x.example/?a=1,2;b=%20', 'javascript:alert(1)')),
)

const lead = fc.record({
  name: text(300),
  company: maybe(filled(300)),
  jobTitle: maybe(filled(300)),
  source: maybe(filled(300)),
  notes: maybe(filled(10_000)),
  tags: fc.uniqueArray(filled(100), { maxLength: 3, selector: (tag) => tag.toLowerCase() }),
  links: fc.uniqueArray(fc.constantFrom('https://a.example', 'https://b.example/,;"x"', 'c.example'), { maxLength: 3 }),
  phones: fc.uniqueArray(fc.constantFrom('+49 30 5550101', '030 5550101', '+1 (212) 555-0102', '555', 'call mom'), {
    maxLength: 3,
  }),
  emailCount: fc.nat(3),
  address: fc.tuple(...Array.from({ length: 5 }, () => maybe(filled(200)))),
  valueMinor: maybe(fc.integer({ min: 0, max: 1e12 })),
  stage: fc.constantFrom('lead', 'mql', 'sal', 'sql', 'proposal', 'won'),
  status: fc.constantFrom('active', 'customer', 'lost', 'disqualified'),
  cameInOn: fc.integer({ min: 0, max: 900 }).map((days) => addDays(testDay, -days)),
  custom: customValues,
})
type Lead = typeof lead extends fc.Arbitrary<infer T> ? T : never
const leads = fc.array(lead, { minLength: 1, maxLength: 6 })

/** Makes the custom fields of every kind in a workbook; it is closed meanwhile. */
async function makeFields(core: Core, path: string, reopen: () => Promise<void>): Promise<void> {
  await core.closeWorkbook()
  const raw = new Database(path)
  const insert = raw.prepare(
    'INSERT INTO custom_field (name, name_key, kind, options, position) VALUES (?, ?, ?, ?, ?)',
  )
  kinds.forEach((kind, at) => {
    const name = FIELD_NAMES[at] as string
    insert.run(name, nameKey(name), kind, JSON.stringify(kind.startsWith('choice') ? OPTIONS : []), at)
  })
  raw.close()
  await reopen()
}

async function makeLeads(core: Core, path: string, reopen: () => Promise<void>, made: readonly Lead[]): Promise<void> {
  const ids: number[] = []
  for (const [
    at,
    { emailCount, name, company, jobTitle, source, notes, tags, links, phones, valueMinor },
  ] of made.entries()) {
    const emails = Array.from({ length: emailCount }, (_, copy) => `l${at}.${copy}@x.example`)
    const called = name === '' && company === null && emailCount + phones.length === 0 ? `Lead ${at}` : name
    const fields = { name: called, company, jobTitle, source, notes, tags, links, phones, valueMinor, emails }
    ids.push((await core.call('leads.add', fields)).leadId)
  }
  await core.closeWorkbook()
  const raw = new Database(path)
  made.forEach(({ address, stage, status, cameInOn, custom }, at) => {
    const id = ids[at]
    raw.prepare('UPDATE lead SET stage = ?, status = ?, came_in_on = ? WHERE id = ?').run(stage, status, cameInOn, id)
    if (address.some((part) => part !== null))
      raw
        .prepare('INSERT INTO address (lead_id, street, postal_code, city, region, country) VALUES (?, ?, ?, ?, ?, ?)')
        .run(id, ...address)
    custom.forEach((value, field) => {
      if (value !== null)
        raw
          .prepare('INSERT INTO custom_value (lead_id, custom_field_id, value) VALUES (?, ?, ?)')
          .run(id, field + 1, value)
    })
  })
  raw.close()
  await reopen()
}

/** What the leads hold that a file can hold, in the order in which they were made. */
function held(path: string, format: ExportFormat = 'csv'): unknown[] {
  const raw = new Database(path, { readonly: true })
  const list = (sql: string, id: number) => raw.prepare(sql).pluck().all(id)
  try {
    return raw
      .prepare<[], Record<string, unknown> & { id: number }>(
        'SELECT lead.*, company.name AS company FROM lead LEFT JOIN company ON company.id = company_id ORDER BY lead.id',
      )
      .all()
      .map(
        ({ id, name, company, job_title, source, notes, value_minor, foreign_value, stage, status, came_in_on }) => ({
          name,
          company,
          job_title,
          notes: notesIn(format, notes as string | null),
          ...(format === 'vcard' ? {} : { source, value_minor, foreign_value, stage, status, came_in_on }),
          emails: list('SELECT address FROM email WHERE lead_id = ? ORDER BY position', id),
          phones: list('SELECT raw FROM phone WHERE lead_id = ? ORDER BY position', id),
          links: list('SELECT url FROM link WHERE lead_id = ? ORDER BY id', id),
          tags: list(
            'SELECT tag.name FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_id = ? ORDER BY name_key',
            id,
          ),
          address: raw
            .prepare('SELECT street, postal_code, city, region, country FROM address WHERE lead_id = ? ORDER BY id')
            .all(id),
          custom:
            format === 'vcard'
              ? []
              : raw
                  .prepare('SELECT custom_field_id, value FROM custom_value WHERE lead_id = ? ORDER BY custom_field_id')
                  .all(id),
        }),
      )
  } finally {
    raw.close()
  }
}

/** A card breaks lines in one way only. */
function notesIn(format: ExportFormat, notes: string | null): string | null {
  return format === 'vcard' ? (notes?.replace(/\r\n?/g, '\n') ?? null) : notes
}

const everything = { query: {}, columns: allColumns }

describe('a round trip gives the same rows', { timeout: 300_000 }, () => {
  for (const format of ['csv', 'xlsx', 'vcard'] as const)
    it(`as ${format}: into an empty workbook, and none is changed in the workbook it came from`, async () => {
      await fc.assert(
        fc.asyncProperty(
          leads.map((made) => (format === 'vcard' ? made.map(forCard) : made)),
          (made) =>
            inWorkbook(async (core, { folder, path, reopen }) => {
              await makeFields(core, path, reopen)
              await makeLeads(core, path, reopen, made)
              const rows = held(path, format)
              const { path: file, exported } = await exportInto(core, folder, {
                ...everything,
                format,
                sort: { by: 'cameInOn', direction: 'ascending' },
              })
              expect(exported).toMatchObject({ leadCount: made.length, doNotContactCount: 0, cutCellCount: 0 })
              expect(await importFile(core, file)).toMatchObject({
                same: made.length,
                created: 0,
                updated: 0,
                askedRows: [],
                refusedRows: [],
                changeSet: null,
              })
              await core.closeWorkbook()
              const other = `${path.slice(0, -'.leadbook'.length)}-2.leadbook`
              await core.createWorkbook(other, { currency: 'EUR', country: 'DE', isSample: false }, testDay)
              await makeFields(core, other, () => core.openWorkbook(other, testDay))
              expect(await importFile(core, file)).toMatchObject({
                created: made.length,
                refusedRows: [],
                askedRows: [],
                system: 'leadbook',
              })
              expect(sorted(held(other, format))).toEqual(sorted(rows))
              expect(await importFile(core, file)).toMatchObject({ same: made.length, changeSet: null })
            }),
        ),
        { numRuns: 12 },
      )
    })
})

/** A card has one way to break lines, and signs that no file may hold are not worth a card. */
function forCard(made: Lead): Lead {
  const plain = (value: string | null) =>
    value
      ?.replace(/\s+/g, ' ')
      // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
      .replace(/[\u0000-\u001f]/g, '')
      .trim() || null
  return {
    ...made,
    name: plain(made.name) ?? '',
    company: plain(made.company),
    jobTitle: plain(made.jobTitle),
    tags: made.tags
      .map((tag) => plain(tag) ?? 'tag')
      .filter((tag, at, all) => all.findIndex((other) => other.toLowerCase() === tag.toLowerCase()) === at),
    address: made.address.map(plain) as Lead['address'],
  }
}

function sorted(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort()
}

describe('a file of leads', () => {
  const columns: FieldKey[] = ['name', 'company', 'email', 'tag', 'value', 'cameInOn', 'doNotContact', 'score']
  const addTwo = async (core: Core) => {
    await core.call('leads.add', {
      name: '=cmd()',
      company: 'Müller, Söhne & Co',
      emails: ['a@x.example', 'b@x.example'],
      tags: ['red', 'a, b'],
      valueMinor: 1_250_050,
      notes: 'He said "no"\nthen yes',
    })
    return core.call('leads.add', { name: '+49 30 5550101', phones: ['+49 30 5550101'] })
  }

  it('as CSV has a byte order mark, quotes by RFC 4180, and a guard before what a spreadsheet would take for a formula', () =>
    inWorkbook(async (core, { folder }) => {
      await addTwo(core)
      const { path, exported } = await exportInto(core, folder, {
        query: {},
        columns: [...columns, 'notes'],
        format: 'csv',
        sort: { by: 'value', direction: 'ascending' },
      })
      const text = readFileSync(path, 'utf8')
      expect(exported).toMatchObject({
        fileName: `Leads ${testDay}.csv`,
        leadCount: 2,
        byteCount: readFileSync(path).length,
      })
      expect(text.replaceAll(/[0-9a-f]{12}-/g, 'key-')).toBe(
        [
          '\ufeffLeadbook ID,Name,Company,E-mail,E-mail 2,Tags,Value (EUR),Came in on,Do not contact,Score,Notes',
          `key-1,'=cmd(),"Müller, Söhne & Co",a@x.example,b@x.example,"""a, b"", red",12500.50,${testDay},no,0,"He said ""no""\nthen yes"`,
          `key-2,+49 30 5550101,,,,,,${testDay},no,0,`,
          '',
        ].join('\r\n'),
      )
    }))

  it('as XLSX holds texts, numbers, sums and days as such, for any other reader too', () =>
    inWorkbook(async (core, { folder }) => {
      await addTwo(core)
      const { path } = await exportInto(core, folder, {
        query: {},
        columns,
        format: 'xlsx',
        sort: { by: 'value', direction: 'ascending' },
      })
      const { sheets } = await readXlsx(readFileSync(path))
      const [head, first] = sheets[0]?.rows ?? []
      expect(head).toEqual([
        'Leadbook ID',
        'Name',
        'Company',
        'E-mail',
        'E-mail 2',
        'Tags',
        'Value (EUR)',
        'Came in on',
        'Do not contact',
        'Score',
      ])
      const day = first?.[7]
      const texts = ['=cmd()', 'Müller, Söhne & Co', 'a@x.example', 'b@x.example', '"a, b", red', 12500.5]
      expect(first?.slice(1, 7)).toEqual(texts)
      expect(day instanceof Date ? day.toISOString().slice(0, 10) : day).toBe(testDay)
      expect(first?.slice(8)).toEqual(['no', 0])
    }))

  it('as XLSX cuts cells that are longer than Excel takes them, and says so', () =>
    inWorkbook(async (core, { folder }) => {
      await core.call('leads.add', { name: 'Ann', notes: 'x'.repeat(40_000) })
      const { exported } = await exportInto(core, folder, { query: {}, columns: ['notes'], format: 'xlsx' })
      expect(exported.cutCellCount).toBe(1)
    }))

  it('as JSON is one array of objects by field key', () =>
    inWorkbook(async (core, { folder }) => {
      await addTwo(core)
      const { path } = await exportInto(core, folder, { query: { search: 'cmd' }, columns, format: 'json' })
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual([
        {
          id: expect.stringMatching(/^[0-9a-f]{12}-1$/),
          name: '=cmd()',
          company: 'Müller, Söhne & Co',
          email: ['a@x.example', 'b@x.example'],
          tag: ['a, b', 'red'],
          value: 12500.5,
          cameInOn: testDay,
          doNotContact: false,
          score: 0,
        },
      ])
      const { path: empty } = await exportInto(core, folder, { query: { search: 'nobody' }, columns, format: 'json' })
      expect(JSON.parse(readFileSync(empty, 'utf8'))).toEqual([])
    }))

  it('as vCard folds its lines at 75 octets and splits no sign', () =>
    inWorkbook(async (core, { folder }) => {
      await core.call('leads.add', {
        name: 'Zoë; Çelik, Ltd',
        notes: `${'ö👩‍👩‍👧'.repeat(60)}\nend`,
        tags: ['a, b', 'c'],
      })
      const { path } = await exportInto(core, folder, { query: {}, columns: allFields, format: 'vcard' })
      const bytes = readFileSync(path)
      expect(bytes.equals(Buffer.from(bytes.toString('utf8')))).toBe(true)
      const lines = bytes.toString('utf8').split('\r\n')
      expect(lines.slice(0, 3)).toEqual(['BEGIN:VCARD', 'VERSION:4.0', 'FN:Zoë\\; Çelik\\, Ltd'])
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    }))

  it('comes back as the same leads where the numbers were read in another country than the workbook has now', () =>
    inWorkbook(async (core, { folder, path, reopen }) => {
      await core.call('leads.add', { name: 'Ann', phones: ['030 23125 403'] })
      await core.closeWorkbook()
      const raw = new Database(path)
      raw.exec(`UPDATE setting SET value = '"IE"' WHERE key = 'country'`)
      raw.close()
      await reopen()
      const { path: file } = await exportInto(core, folder, { query: {}, columns: ['name', 'phone'], format: 'csv' })
      expect(await importFile(core, file)).toMatchObject({ same: 1, changeSet: null })
    }))

  it('leaves out who may not be contacted and says how many, before and after, unless the query asks for them', () =>
    inWorkbook(async (core, { folder }) => {
      const { leadId } = await addTwo(core)
      await core.call('leads.setDoNotContact', { leadId, reason: 'asked' })
      const { exported } = await exportInto(core, folder, { query: {}, columns, format: 'csv' })
      expect(exported).toMatchObject({ leadCount: 1, doNotContactCount: 1 })
      const asked = { filter: { all: [[{ field: 'doNotContact' as const, test: { op: 'yes' as const } }]] } }
      const { exported: silenced } = await exportInto(core, folder, { query: asked, columns, format: 'csv' })
      expect(silenced).toMatchObject({ leadCount: 1, doNotContactCount: 0 })
      const isParked = { field: 'isParked' as const, test: { op: 'yes' as const } }
      const either = { filter: { all: [[...(asked.filter.all[0] ?? []), isParked]] } }
      const { exported: mixed } = await exportInto(core, folder, { query: either, columns, format: 'csv' })
      expect(mixed).toMatchObject({ leadCount: 1, doNotContactCount: 1 })
      const counts = await Promise.all([{}, asked, either].map((query) => core.call('leads.countExport', { query })))
      expect(counts).toEqual([
        { leadCount: 1, doNotContactCount: 1 },
        { leadCount: 1, doNotContactCount: 0 },
        { leadCount: 1, doNotContactCount: 1 },
      ])
    }))

  it('is given in pieces, to those who know its id only, and the latest two are kept', () =>
    inWorkbook(async (core) => {
      await addTwo(core)
      const made = [0, 1, 2].map(() => core.call('leads.export', { query: {}, columns, format: 'csv' }))
      const [first, second, third] = (await Promise.all(made)).map(({ exportId }) => exportId)
      const reply = await core.dispatch('file.piece', { exportId: first, offset: 0 })
      expect(reply).toMatchObject({ ok: false, error: { code: 'file_missing' } })
      const { bytes, next } = await core.call('file.piece', { exportId: third as string, offset: 10 })
      const whole = readFileSync(core.findExport(second as string).path)
      expect([Buffer.from(bytes).equals(whole.subarray(10)), next]).toEqual([true, null])
    }))

  it('that was stopped leaves nothing behind', () =>
    inWorkbook(async (core) => {
      await addTwo(core)
      const { exportId } = await core.call('leads.export', { query: {}, columns, format: 'csv' })
      const folder = dirname(core.findExport(exportId).path)
      const standing = readdirSync(folder)
      const stopping = core.dispatch('leads.export', { query: {}, columns, format: 'csv' })
      await core.call('job.cancel', {})
      expect(await stopping).toMatchObject({ ok: false, error: { code: 'cancelled' } })
      expect(readdirSync(folder)).toEqual(standing)
    }))
})
