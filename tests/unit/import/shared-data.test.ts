import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { guessMapping } from '../../../shared/domain/import/mapping.ts'
import { recogniseSource } from '../../../shared/domain/import/sources.ts'
import { PretendWorkbook } from '../../support/pretend-workbook.ts'
import {
  hasSharedData,
  type ImportedTable,
  importTable,
  refusalOf,
  sharedData,
  sharedFile,
  tableOf,
  targetsOf,
} from '../../support/read-import.ts'

const imported = (path: string, choices: Parameters<typeof importTable>[1] = {}): ImportedTable =>
  importTable(tableOf(sharedFile(path)), choices)
const filesIn = (folder: string, extension: string): string[] =>
  hasSharedData()
    ? readdirSync(join(sharedData ?? '', folder), { recursive: true })
        .map(String)
        .filter((name) => name.endsWith(extension))
        .map((name) => `${folder}/${name}`)
    : []

/** The names that preset-micro uses for our targets. */
const OUR_NAMES: Readonly<Record<string, string>> = {
  first_name: 'firstName',
  last_name: 'lastName',
  name: 'fullName',
  created_at: 'createdOn',
  unsubscribed: 'optOut',
}

/** Each file with its program and the targets of its columns in their order; `custom` is kept under its own name. */
const COLUMNS: readonly (readonly [path: string, system: string | undefined, targets: string])[] = [
  ['contacts/gauntlet-micro/25-whitespace-rows.csv', undefined, 'firstName lastName email'],
  ['contacts/gauntlet-micro/26-tab-delimited.csv', undefined, 'firstName lastName email'],
  ['contacts/gauntlet-micro/28-pipe-delimited.csv', undefined, 'firstName lastName email'],
  ['contacts/gauntlet-micro/29-phone-formats.csv', undefined, 'fullName phone'],
  ['contacts/gauntlet-micro/30-date-formats.csv', undefined, 'fullName createdOn'],
  ['contacts/gauntlet-micro/32-null-byte.csv', undefined, 'sourceId firstName lastName'],
  ['contacts/gauntlet-micro/33-empty-emails.csv', undefined, 'firstName lastName email'],
  ['contacts/gauntlet-micro/37-order-dep.csv', undefined, 'firstName lastName email'],
  ['contacts/gauntlet-micro/40-all-dups.csv', undefined, 'firstName lastName email'],
  [
    'contacts/helix-crm-heads/excel-saveas.head8.csv',
    undefined,
    'fullName company phone email street city region postalCode custom notes',
  ],
  [
    'contacts/helix-crm-heads/google-contacts-new2024.head8.csv',
    'google-contacts',
    'firstName firstName lastName ignore ignore ignore ignore ignore ignore ignore company title custom ignore notes ignore tags ignore email ignore phone ignore phone ignore ignore street city region postalCode country',
  ],
  [
    'contacts/helix-crm-heads/hubspot-contacts.head10.csv',
    'hubspot',
    'sourceId firstName lastName email phone phone company title city region postalCode country custom status createdOn custom source website',
  ],
  [
    'contacts/helix-crm-heads/pipedrive-deals.csv',
    'pipedrive-deals',
    'custom value custom stage custom fullName email phone company custom createdOn source notes tags',
  ],
  [
    'contacts/helix-crm-heads/pipedrive-persons.head10.csv',
    'pipedrive',
    'sourceId fullName company email email phone phone tags custom createdOn street notes custom custom',
  ],
  [
    'contacts/helix-crm-heads/zoho-contacts.head8.csv',
    'zoho',
    'sourceId custom source firstName lastName company email title custom phone phone phone street city region postalCode notes createdOn custom tags',
  ],
  [
    'contacts/lexnetwork/google-contacts-new2024.csv',
    'google-contacts',
    'firstName firstName lastName ignore ignore ignore ignore ignore ignore ignore company title ignore custom notes ignore tags ignore email ignore email ignore phone ignore website',
  ],
  [
    'contacts/preset-micro/activecampaign.csv',
    'activecampaign',
    'email firstName lastName phone tags createdOn ignore status',
  ],
  ['contacts/preset-micro/brevo.csv', 'brevo', 'email lastName firstName phone optOut custom createdOn custom'],
  ['contacts/preset-micro/errors-fr.csv', undefined, 'email firstName custom city custom tags'],
  [
    'contacts/preset-micro/eventbrite.csv',
    'eventbrite',
    'custom createdOn firstName lastName email custom custom custom custom custom phone',
  ],
  ['contacts/preset-micro/generic-fr.csv', undefined, 'firstName lastName email phone city'],
  ['contacts/preset-micro/google-forms.csv', 'google-forms', 'createdOn email fullName custom phone custom'],
  ['contacts/preset-micro/google-old-short.csv', 'google-contacts', 'firstName lastName email phone company'],
  [
    'contacts/preset-micro/hubspot.csv',
    'hubspot',
    'sourceId firstName lastName email phone company city region postalCode custom',
  ],
  [
    'contacts/preset-micro/jobber.csv',
    'jobber',
    'fullName firstName lastName email phone company city region postalCode',
  ],
  ['contacts/preset-micro/kit-convertkit.csv', 'kit', 'firstName email createdOn status'],
  [
    'contacts/preset-micro/luma.csv',
    'luma',
    'sourceId fullName firstName lastName email phone createdOn custom custom',
  ],
  [
    'contacts/preset-micro/mailchimp.csv',
    'mailchimp',
    'email firstName lastName phone ignore createdOn ignore ignore ignore ignore ignore notes tags optOut',
  ],
  ['contacts/preset-micro/pipedrive.csv', 'pipedrive', 'sourceId fullName email phone company custom'],
  [
    'contacts/preset-micro/salesforce.csv',
    'salesforce',
    'firstName lastName email phone company city region postalCode custom',
  ],
  ['contacts/preset-micro/systeme_io.csv', 'systeme-io', 'email firstName lastName phone country tags createdOn'],
  ['contacts/real-world-micro/agency-chaos.csv', undefined, 'sourceId fullName email custom temperature notes'],
  [
    'contacts/real-world-micro/duplicate-mixed-columns.csv',
    undefined,
    'fullName email email email phone phone phone phone',
  ],
  ['contacts/real-world-micro/european-semicolon.csv', undefined, 'fullName email phone company status'],
  ['contacts/real-world-micro/excel-messy-export.csv', undefined, 'fullName email phone phone custom temperature'],
  [
    'contacts/real-world-micro/facebook-leads-realistic.csv',
    'facebook-leads',
    'sourceId createdOn custom custom custom custom custom source fullName email phone city region country',
  ],
  [
    'contacts/real-world-micro/hubspot-export.csv',
    'hubspot',
    'sourceId firstName lastName email phone status createdOn source',
  ],
  ['contacts/real-world-micro/rtl-arabic-headers.csv', undefined, 'fullName email phone company notes'],
  [
    'contacts/real-world-micro/salesforce-leads.csv',
    'salesforce',
    'sourceId firstName lastName email phone company source status custom',
  ],
  ['contacts/real-world-micro/zoho-crm-export.csv', 'zoho', 'fullName email phone source custom status custom'],
  [
    'contacts/smart-contact-importer/excel-de.csv',
    undefined,
    'custom firstName lastName company title email phone status',
  ],
  [
    'contacts/smart-contact-importer/excel-fr.csv',
    undefined,
    'custom firstName lastName company title email phone status',
  ],
  [
    'contacts/smart-contact-importer/google-contacts-old-73col.csv',
    'google-contacts',
    'fullName firstName firstName lastName ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore notes ignore ignore tags ignore email ignore email ignore phone ignore phone ignore phone ignore phone ignore phone ignore ignore street city ignore region postalCode country ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore ignore company ignore title ignore ignore ignore ignore ignore website ignore ignore',
  ],
  [
    'contacts/smart-contact-importer/linkedin-connections.csv',
    'linkedin',
    'firstName lastName website email company title createdOn',
  ],
  ['contacts/smart-contact-importer/partial-rows.csv', undefined, 'fullName email company title phone status'],
  [
    'contacts/smart-contact-importer/typeform-responses.csv',
    'typeform',
    'custom fullName email company title phone status notes custom custom createdOn custom',
  ],
  [
    'contacts/thunderbird/basic_csv_addressbook.csv',
    'thunderbird',
    'firstName lastName fullName ignore email email phone phone ignore ignore phone street ignore city region postalCode country ignore ignore ignore ignore ignore ignore title ignore company website ignore ignore ignore ignore ignore ignore ignore ignore notes ignore',
  ],
  ['contacts/thunderbird/csv_no_header.csv', undefined, 'fullName firstName lastName email'],
  ['contacts/thunderbird/csv_semicolon.csv', 'thunderbird', 'fullName firstName lastName email'],
  [
    'funnel/salesforce_leads.csv',
    'salesforce',
    'sourceId firstName lastName email company title source custom createdOn custom status custom custom custom wonOn value stage',
  ],
]

describe.skipIf(!hasSharedData())('exports of other people’s programs', () => {
  test('LinkedIn: header on line 4, 10 contacts, 8 e-mails, days with month names', () => {
    const { table, drafts, counts } = imported('contacts/smart-contact-importer/linkedin-connections.csv')
    expect(table.dialect.headerRow).toBe(4)
    expect(counts.created).toBe(10)
    expect(drafts.flatMap(({ emails }) => emails).length).toBe(8)
    expect(drafts[0]?.createdOn).toBe('2024-03-14')
    expect(drafts.every(({ createdOn }) => createdOn !== null)).toBe(true)
  })

  test('Google, old: 8 contacts, the company of Organization 1, phones 2, 2, 1, 3, 1, 2, 1, 2', () => {
    const { drafts } = imported('contacts/smart-contact-importer/google-contacts-old-73col.csv')
    expect(drafts.map(({ phones }) => phones.length)).toEqual([2, 2, 1, 3, 1, 2, 1, 2])
    expect(drafts[0]).toMatchObject({
      fullName: 'Ada Okafor',
      givenName: 'Ada',
      familyName: 'Okafor',
      company: 'Northwind Freight',
      title: 'Head of Operations',
      tags: [],
    })
  })

  test('Excel German in cp1252 and French: 10 contacts each, umlauts right, customers and former customers', () => {
    const german = imported('contacts/smart-contact-importer/excel-de.csv')
    expect(german.table.dialect).toMatchObject({ encoding: 'windows-1252', delimiter: ';' })
    expect(german.drafts.map(({ fullName }) => fullName)).toEqual([
      'Jürgen Müller',
      'Käthe Groß',
      'Björn Schröder',
      'Özlem Öztürk',
      'Matthäus Bär',
      'Sofía Wüst',
      'Günther Faß',
      'Annelie Hönig',
      'Sören Kühn',
      'Meike Rösler',
    ])
    expect(german.drafts.filter(({ status }) => status === 'customer').length).toBe(4)
    expect(german.drafts.filter(({ tags }) => tags.includes('Ehemaliger Kunde')).length).toBe(2)
    const french = imported('contacts/smart-contact-importer/excel-fr.csv', { country: 'FR' })
    expect(french.counts.created).toBe(10)
    expect(french.drafts[1]).toMatchObject({
      fullName: 'Hélène Dubœuf',
      title: 'Directrice commerciale, Europe du Sud',
      phones: [{ e164: '+33612345678' }],
    })
  })

  test('Typeform: 6 rows, a quoted comma in the header, "Network ID" and "#" are no phones', () => {
    const { drafts, mapping } = imported('contacts/smart-contact-importer/typeform-responses.csv')
    expect(drafts.length).toBe(6)
    expect(Object.values(targetsOf(mapping)).slice(0, 8)).toEqual([
      'custom',
      'fullName',
      'email',
      'company',
      'title',
      'phone',
      'status',
      'notes',
    ])
    expect(targetsOf(mapping)['Network ID']).toBe('custom')
    expect(drafts.every(({ phones }) => phones.length === 1)).toBe(true)
  })

  test('partial rows: 5 rows, 3 valid e-mails, 1 none, 1 malformed and kept', () => {
    const { drafts, warnings } = imported('contacts/smart-contact-importer/partial-rows.csv')
    expect(drafts.flatMap(({ emails }) => emails).length).toBe(3)
    expect(warnings.filter(({ code }) => code === 'not_an_email').length).toBe(1)
    expect(drafts[3]?.custom).toContainEqual({ name: 'Email', value: 'ivo[at]orbitalmedia.test' })
  })

  test('five exports that share people: 44 rows, 43 e-mails, 31 people; Renée Whitaker stays three', () => {
    const workbook = new PretendWorkbook()
    let rows = 0
    let emails = 0
    for (const name of [
      'hubspot-contacts.head10',
      'google-contacts-new2024.head8',
      'excel-saveas.head8',
      'zoho-contacts.head8',
      'pipedrive-persons.head10',
    ]) {
      const path = `contacts/helix-crm-heads/${name}.csv`
      const choices = { country: 'US', currency: 'USD', workbook }
      const { decisions, counts, drafts, rows: draftRows } = imported(path, choices)
      rows += counts.rows
      emails += drafts.filter((draft) => draft.emails.length > 0).length
      workbook.write(decisions, draftRows)
      expect(imported(path, choices).counts.same).toBe(counts.rows - counts.asked)
      expect(counts.asked).toBe(0)
    }
    expect([rows, emails, workbook.leads.size]).toEqual([44, 43, 31])
    const named = (name: string): number =>
      [...workbook.leads.values()].filter(({ fullName }) => fullName === name).length
    expect([named('Renée Whitaker'), named('José Martínez')]).toEqual([3, 2])
  })

  test('excel-saveas: US days, two empty trailing header cells', () => {
    const table = tableOf(sharedFile('contacts/helix-crm-heads/excel-saveas.head8.csv'))
    expect(table.header.length).toBe(10)
    expect(table.header.at(-1)).toBe('Notes')
  })

  test('deals: 30, won value 50,250.00, one "Call for quote" kept as text, 2 without person, 6 without e-mail', () => {
    const { drafts, warnings, mapping } = imported('contacts/helix-crm-heads/pipedrive-deals.csv', {
      country: 'US',
      currency: 'USD',
    })
    expect(targetsOf(mapping)).toMatchObject({
      Title: 'custom',
      Person: 'fullName',
      Stage: 'stage',
      Value: 'value',
      Organization: 'company',
    })
    expect(drafts.length).toBe(30)
    expect(
      drafts.filter(({ stage }) => stage === 'won').reduce((sum, { valueMinor }) => sum + (valueMinor ?? 0), 0),
    ).toBe(5_025_000)
    expect(drafts.filter(({ status }) => status === 'lost').length).toBe(3)
    expect(warnings.filter(({ code }) => code === 'not_an_amount').map(({ text }) => text)).toEqual(['Call for quote'])
    expect(drafts.filter(({ fullName }) => fullName === null).length).toBe(2)
    expect(drafts.filter(({ emails }) => emails.length === 0).length).toBe(6)
  })

  test('presets: every column has the field that its program means', () => {
    const presets = JSON.parse(sharedFile('contacts/preset-micro/EXPECTED-mapping.json').toString()) as Record<
      string,
      { expect: Record<string, unknown> }
    >
    for (const [file, { expect: expected }] of Object.entries(presets)) {
      const { mapping } = imported(`contacts/preset-micro/${file}`, { country: 'FR' })
      const targets = targetsOf(mapping)
      for (const [header, name] of Object.entries(expected)) {
        if (!(header in targets) || typeof name !== 'string') continue
        expect(`${file} ${header}: ${targets[header]}`).toBe(`${file} ${header}: ${OUR_NAMES[name] ?? name}`)
      }
    }
  })

  test.each(COLUMNS)('%s: each column as it is meant, told by its program (%s)', (path, system, expected) => {
    const table = tableOf(sharedFile(path))
    expect(recogniseSource(table.writtenHeader)?.system).toBe(system)
    expect(
      guessMapping(table)
        .map(({ target }) => (target.startsWith('custom:') ? 'custom' : target))
        .join(' '),
    ).toBe(expected)
  })

  test.each([
    ['hubspot', 'Ada Lovelace', 'ada@acme.com', 'Acme Restoration', 'Chicago'],
    ['salesforce', 'Grace Hopper', 'grace@navy.example', 'Navy Yard Facilities', 'Chicago'],
    ['pipedrive', 'Jordan Vega', 'jordan@acme.com', 'Acme Restoration', null],
    ['jobber', 'Dana Cole', 'dana@cole.example', 'Cole Plumbing', 'Evanston'],
    ['google-old-short', 'Sam Rivera', 'sam@rivera.example', 'Rivera Roofing', null],
  ])('%s: who, where and how to reach them', (file, fullName, email, company, city) => {
    expect(imported(`contacts/preset-micro/${file}.csv`).drafts[0]).toMatchObject({
      fullName,
      emails: [email],
      company,
      city,
    })
  })

  test('presets: tags, days, phones and opt-outs of each program', () => {
    const first = (file: string) => imported(`contacts/preset-micro/${file}.csv`, { country: 'FR' }).drafts[0]
    expect(first('systeme_io')).toMatchObject({ tags: ['lead', 'client'], createdOn: '2023-05-06' })
    expect(first('mailchimp')).toMatchObject({ tags: ['VIP', 'Blog'], createdOn: '2020-02-03', optOut: false })
    expect(first('brevo')).toMatchObject({ createdOn: '2022-04-12', optOut: true })
    expect(first('activecampaign')).toMatchObject({ optOut: true, phones: [{ raw: '0102030405' }] })
    expect(first('google-forms')).toMatchObject({ fullName: 'Aarti Shah', phones: [{ raw: '98240 17356' }] })
    expect(first('eventbrite')?.phones.map(({ raw }) => raw)).toEqual(['+91 98240 17356'])
    expect(imported('contacts/preset-micro/errors-fr.csv').counts).toMatchObject({
      rows: 5,
      created: 4,
      same: 1,
    })
  })

  test('agency-chaos: blank first row, header on line 2, mixed cells, 4 leads with their temperature', () => {
    const { table, drafts } = imported('contacts/real-world-micro/agency-chaos.csv', { country: 'IN' })
    expect(table.dialect.headerRow).toBe(2)
    expect(drafts.map(({ fullName, temperature }) => [fullName, temperature])).toEqual([
      ['Rajesh Kumar', 'warm'],
      ['Sneha Reddy', 'warm'],
      ['Vikram', 'cold'],
      ['Deepa Nair', 'warm'],
    ])
    expect(drafts[0]).toMatchObject({ emails: ['raj@agency.in'], phones: [{ e164: '+919876501234' }] })
  })

  test('mixed columns, Arabic headers and Facebook names', () => {
    expect(
      imported('contacts/real-world-micro/duplicate-mixed-columns.csv', { country: 'US' }).drafts[0],
    ).toMatchObject({ fullName: 'John', emails: ['john@dup.com'], phones: [{ raw: '555-8001' }] })
    expect(imported('contacts/real-world-micro/rtl-arabic-headers.csv').drafts[0]).toMatchObject({
      fullName: 'محمد أحمد',
      phones: [{ e164: '+971501234567' }],
    })
    expect(imported('contacts/real-world-micro/facebook-leads-realistic.csv').drafts[0]?.fullName).toBe('John Doe')
  })

  test('edge cases: duplicates, blanks, order, whitespace, zero bytes', () => {
    expect(imported('contacts/gauntlet-micro/40-all-dups.csv').counts).toMatchObject({
      rows: 5,
      created: 1,
      same: 4,
    })
    expect(imported('contacts/gauntlet-micro/33-empty-emails.csv').counts).toMatchObject({
      rows: 5,
      created: 4,
    })
    expect(imported('contacts/gauntlet-micro/37-order-dep.csv').counts).toMatchObject({ rows: 2, created: 1 })
    expect(imported('contacts/gauntlet-micro/25-whitespace-rows.csv').counts.rows).toBe(0)
    expect(imported('contacts/gauntlet-micro/32-null-byte.csv').drafts.map(({ fullName }) => fullName)).toEqual([
      'John Smith',
      'John Smith',
    ])
    expect(imported('contacts/gauntlet-micro/26-tab-delimited.csv').drafts.length).toBe(3)
    expect(imported('contacts/gauntlet-micro/28-pipe-delimited.csv').drafts.length).toBe(3)
  })

  test('edge cases: 03/05/2024 asks, 15/03/2024 is day first', () => {
    const { dayColumns, drafts } = imported('contacts/gauntlet-micro/30-date-formats.csv')
    expect(dayColumns[0]?.inference).toMatchObject({ asks: true, example: '03/05/2024' })
    expect(drafts.map(({ fullName, createdOn }) => `${fullName} ${createdOn}`)).toEqual([
      'iso_with_z 2024-03-15',
      'iso_with_offset 2024-03-15',
      'two_digit_year_lt50 2024-03-15',
      'two_digit_year_ge50 1965-03-15',
      'unrecognized_q1 null',
      'unrecognized_spring null',
      'unrecognized_tbd null',
      'empty_cell null',
      'ambiguous_mmdd null',
      'unambiguous_ddmm 2024-03-15',
    ])
  })

  test('Google 2024: 3 contacts, a line break in the notes', () => {
    const { drafts } = imported('contacts/lexnetwork/google-contacts-new2024.csv')
    expect(drafts.map(({ fullName }) => fullName)).toEqual(['Jane Doe', 'Bob Smith', 'Chloé Van Damme, Jr.'])
    expect(drafts[0]?.emails).toEqual(['jane.doe@acme.example', 'jane@personal.example'])
    expect(drafts[2]?.notes).toEqual(['Line one\nLine two'])
  })

  test('Thunderbird: a surplus field, semicolons, and no header at all', () => {
    for (const file of ['basic_csv_addressbook', 'csv_semicolon', 'csv_no_header']) {
      const { drafts, table } = imported(`contacts/thunderbird/${file}.csv`)
      expect(drafts.map(({ fullName, emails }) => [fullName, ...emails])).toEqual([
        ['John Doe', 'john@doe.invalid'],
        ['Jane Doe', 'jane@doe.invalid'],
      ])
      expect(table.dialect.headerRow).toBe(file === 'csv_no_header' ? null : 1)
    }
  })

  test('Salesforce: 160 leads, 78 won, 71 opportunities', () => {
    const { drafts } = imported('funnel/salesforce_leads.csv', { currency: 'USD' })
    expect(drafts.length).toBe(160)
    expect(['won', 'sql', 'lead'].map((stage) => drafts.filter((draft) => draft.stage === stage).length)).toEqual([
      78, 71, 11,
    ])
    expect(drafts.filter(({ wonOn }) => wonOn !== null).length).toBe(78)
  })

  test.each(filesIn('csv-spectrum/csvs', '.csv'))('%s equals its JSON', (path) => {
    // The stored copies have their line ends in cells changed to LF; the JSON files have not.
    const json = sharedFile(path.replace('/csvs/', '/json/').replace(/csv$/, 'json'))
      .toString()
      .replaceAll('\\r\\n', '\\n')
    const expected = JSON.parse(json) as Record<string, string>[]
    if (!Array.isArray(expected)) return
    const { header, rows } = tableOf(sharedFile(path))
    expect(
      [...rows].map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column] ?? '']))),
    ).toEqual(expected)
  })

  test('every CSV of the contacts is read, and importing it twice changes nothing', () => {
    for (const path of filesIn('contacts', '.csv')) {
      const workbook = new PretendWorkbook()
      const { decisions, rows } = imported(path, { workbook })
      workbook.write(decisions, rows)
      expect([path, imported(path, { workbook }).counts]).toMatchObject([path, { created: 0, updated: 0 }])
    }
  })
})

describe.skipIf(!hasSharedData())('spreadsheets of other people’s programs', () => {
  test('days of 1900 and 1904, times, and what is neither', () => {
    for (const name of ['date', 'date_1904']) {
      const { rows, notes } = tableOf(sharedFile(`sheets/${name}.xlsx`))
      expect(rows.at(0)[0]).toBe('2021-01-01')
      expect(notes[0]?.spreadsheetDayCount).toBeGreaterThan(0)
    }
  })

  test('a header in row 9 under notes, merged cells, CDATA, white space, hidden sheets', () => {
    const table = tableOf(sharedFile('sheets/header-row.xlsx'))
    expect(table.dialect).toMatchObject({ headerRow: 9, preambleRows: 1 })
    expect(table.header).toEqual(['Columns', 'Column A', 'Column B', 'Column C'])
    expect(tableOf(sharedFile('sheets/inlineStr_cdata.xlsx')).rows.at(0)).toEqual(['12345', 'NormalText'])
    expect(
      tableOf(sharedFile('sheets/whitespace_trim.xlsx'), { sheet: 'inlineStr', headerRow: null }).rows.at(2),
    ).toEqual(['日期 时间'])
    expect(tableOf(sharedFile('sheets/any_sheets.xlsx')).dialect.sheets).toEqual([
      { name: 'Visible', isHidden: false },
      { name: 'Hidden', isHidden: true },
      { name: 'VeryHidden', isHidden: true },
    ])
    expect(tableOf(sharedFile('sheets/merged_range.xlsx')).header.slice(0, 3)).toEqual(['A1', 'B1', 'C1'])
    expect(tableOf(sharedFile('sheets/temperature-in-middle.xlsx')).dialect.headerRow).toBe(4)
  })

  test.each([
    ['pass_protected.xlsx', 'encrypted'],
    ['pass_protected.ods', 'encrypted'],
    ['issue252.xlsx', 'corrupt'],
    ['too_small.xls', 'not_a_table'],
    ['errors.xlsx', 'not_a_table'],
    ['issue_594_dos.ods', 'hostile'],
  ])('%s is refused as %s', (file, code) => {
    expect(refusalOf(sharedFile(`sheets/${file}`)).code).toBe(code)
  })
})
