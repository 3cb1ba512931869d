import { describe, expect, test } from 'vitest'
import { refusalSentence } from '../../../../shared/domain/import/lead-draft.ts'
import { guessMapping } from '../../../../shared/domain/import/mapping.ts'
import { parseTarget } from '../../../../shared/domain/import/targets.ts'
import { importTable, tableOf, targetsOf } from '../../../support/read-import.ts'

const targets = (text: string): Record<string, string> => targetsOf(guessMapping(tableOf(text)))

describe('the header row', () => {
  test.each([
    ['stands below a preamble', 'Report of leads\nMade 14.03.2026\n\nName,Email\nAnn,a@b.de\n', 4],
    ['stands below a blank row', ',,\nName,Email,Phone\nAnn,a@b.de,\n', 2],
    ['is missing', 'Ann Lee,ann@example.com\nBob Roe,bob@example.com\n', null],
    ['is missing above phones', 'Ann Lee,+49 30 901820\nBob Roe,+49 30 901821\n', null],
    ['has unknown words above numbers', 'Foo,Bar\nx,1\ny,2\n', 1],
    ['is one known word', 'email\na@b.de\nc@d.de\n', 1],
    ['is not a note with a known word', 'Notes\nFoo,Bar,Baz\n1,2,3\n4,5,6\n', 2],
  ])('%s', (_, text, row) => {
    expect(tableOf(text).dialect.headerRow).toBe(row)
  })

  test('can be chosen, or chosen to be missing', () => {
    expect(tableOf('Foo,Bar\nName,Email\nAnn,a@b.de\n', { headerRow: 1 }).header).toEqual(['Foo', 'Bar'])
    expect(tableOf('Name,Email\nAnn,a@b.de\n', { headerRow: null }).rows.length).toBe(2)
  })

  test('names empty and repeated columns apart and reports surplus and missing cells', () => {
    const table = tableOf('Email,Email,,email\na@b.de,c@d.de,x,e@f.de,more\ng@h.de\n')
    expect(table.header).toEqual(['Email', 'Email (2)', 'Column C', 'email (3)', 'Column E'])
    expect(table.findings).toMatchObject({ surplusCellRows: [2], missingCellRowCount: 1 })
    expect(table.findings.namedApart.map(({ name }) => name)).toEqual([
      'Email (2)',
      'Column C',
      'email (3)',
      'Column E',
    ])
  })

  test('once more among the rows is refused, not imported', () => {
    const { decisions } = importTable(tableOf('Name,Email\nAnn Lee,a@b.de\nName,Email\nBob Roe,c@d.de\n'))
    expect(decisions.counts).toMatchObject({ rows: 3, created: 2, refused: 1 })
  })
})

describe('the target of a column', () => {
  test.each([
    [
      'Vorname;Nachname;Firma;E-Mail-Adresse;Mobil;PLZ;Ort;Quelle;Notizen\nA;B;C;a@b.de;0171 234567;01067;X;Y;Z',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'postalCode', 'city', 'source', 'notes'],
    ],
    [
      'Prénom;Nom;Société;Courriel;Téléphone;Code postal;Ville\nA;B;C;a@b.fr;0612345678;75001;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'postalCode', 'city'],
    ],
    [
      'Nombre;Apellidos;Empresa;Correo electrónico;Teléfono;Ciudad;País\nA;B;C;a@b.es;612345678;X;Y',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city', 'country'],
    ],
    [
      'Nome;Sobrenome;Empresa;E-mail;Telemóvel;Cidade\nA;B;C;a@b.pt;912345678;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city'],
    ],
    [
      'Nome;Cognome;Azienda;Posta elettronica;Cellulare;CAP\nA;B;C;a@b.it;3401234567;00100',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'postalCode'],
    ],
    [
      'Voornaam;Achternaam;Bedrijf;E-mailadres;Telefoonnummer;Woonplaats\nA;B;C;a@b.nl;0612345678;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city'],
    ],
    [
      'Imię;Nazwisko;Nazwa firmy;Adres e-mail;Telefon;Miasto\nA;B;C;a@b.pl;601234567;X',
      ['firstName', 'lastName', 'company', 'email', 'phone', 'city'],
    ],
    [
      'الاسم;الشركة;البريد الإلكتروني;رقم الهاتف;المدينة;ملاحظات\nا;ب;a@b.ae;0501234567;ج;د',
      ['fullName', 'company', 'email', 'phone', 'city', 'notes'],
    ],
  ])('is known in its language: %s', (text, expected) => {
    expect(Object.values(targets(text))).toEqual(expected)
  })

  test('"Nom", "Nombre" and "Name" mean the whole name where they stand alone', () => {
    expect(targets('Nom;Email\nJean Dupont;a@b.fr')['Nom']).toBe('fullName')
    expect(targets('Nombre;Email\nAna Ruiz;a@b.es')['Nombre']).toBe('fullName')
    expect(targets('Vorname;Name\nJürgen;Müller')['Name']).toBe('lastName')
    expect(targets('Name;First name\nAnn Lee;Ann')['Name']).toBe('fullName')
  })

  test('follows the values where they contradict the header', () => {
    expect(targets('name,Name,Email\nJohn,john@x.com,555-8001\nJane,jane@x.com,555-8002')).toEqual({
      name: 'fullName',
      'Name (2)': 'email',
      Email: 'phone',
    })
    expect(targets('Contact,Status\nAnn,Hot\nBob,Cold')).toEqual({ Contact: 'fullName', Status: 'temperature' })
    expect(targets('Name,☎ Contact\nAnn,+49 30 901820')['☎ Contact']).toBe('phone')
  })

  test('is never somebody else’s address or number, nor an identifier', () => {
    expect(
      targets(
        'Email,Owner Email,Parent phone,Barcode #,Order,Fax\na@b.de,o@p.de,+49 30 1234567,500110001,12345678,030 901820',
      ),
    ).toEqual({
      Email: 'email',
      'Owner Email': 'custom',
      'Parent phone': 'custom',
      'Barcode #': 'custom',
      Order: 'custom',
      Fax: 'custom',
    })
  })

  test('is found in a question by its words and values', () => {
    expect(
      targets('What is your work email address?,What’s the best number to reach you on?\na@b.de,+49 30 901820'),
    ).toEqual({
      'What is your work email address?': 'email',
      'What’s the best number to reach you on?': 'phone',
    })
  })

  test('is a custom field where unknown, its header’s where empty and known, ignored where empty and unknown', () => {
    const mapping = guessMapping(tableOf('Name,Shoe size,Phone,Blank\nAnn,38,,\n'))
    expect(mapping.map(({ target, reason }) => [target, reason])).toEqual([
      ['fullName', 'header'],
      ['custom:Shoe size', 'unknown'],
      ['phone', 'empty'],
      ['ignore', 'empty'],
    ])
  })

  test('is taken once, but for e-mails, phones, tags and notes', () => {
    expect(
      targets('Company,Organization,Email,E-mail 2 - Value,Phone,Mobile\nA,B,a@b.de,c@d.de,030 901820,0171 234567'),
    ).toEqual({
      Company: 'company',
      Organization: 'custom',
      Email: 'email',
      'E-mail 2 - Value': 'email',
      Phone: 'phone',
      Mobile: 'phone',
    })
  })

  test('chosen by the seller is kept, and not given to another column', () => {
    const mapping = guessMapping(tableOf('Name,Firm,Company\nAnn,A,B\n'), new Map([[1, 'company']]))
    expect(mapping.map(({ target }) => target)).toEqual(['fullName', 'company', 'custom:Company'])
  })

  test('is parsed from its written form', () => {
    expect(['email', 'custom:Shoe size', 'custom: ', 'shoe'].map(parseTarget)).toEqual([
      'email',
      'custom:Shoe size',
      undefined,
      undefined,
    ])
  })
})

describe('what a row says', () => {
  const draftOf = (text: string, choices = {}): Record<string, unknown> =>
    importTable(tableOf(text), choices).drafts[0] as unknown as Record<string, unknown>

  test('is refused without a name, company, e-mail or phone, by the row a spreadsheet shows', () => {
    const { planned } = importTable(tableOf('Name,Email,City\n\nAnn,a@b.de,X\n-,n/a,Berlin\n'))
    const [, refused] = planned.rows
    expect(refused).toMatchObject({ kind: 'refused', row: 4, reason: { code: 'nothing_to_know_by' } })
    expect(refusalSentence(4, { code: 'nothing_to_know_by' })).toBe(
      'Row 4: no name, company, e-mail or phone. Row left out.',
    )
  })

  test('that cannot be read as its column’s target is kept under the column’s name', () => {
    const { planned } = importTable(
      tableOf(
        'Name,Email,Created,Value,Stage\nAnn,ann[at]b.de,soon,Call for quote,contacted\nBob,b@c.de,2026-01-02,5,SQL\n',
      ),
    )
    const [row] = planned.rows
    expect(row).toMatchObject({
      kind: 'draft',
      draft: {
        emails: [],
        createdOn: null,
        valueMinor: null,
        stage: null,
        custom: [{ name: 'Email' }, { name: 'Created' }, { name: 'Value' }, { name: 'Stage' }],
      },
      warnings: [{ code: 'not_an_email' }, { code: 'not_a_day' }, { code: 'not_an_amount' }, { code: 'unknown_word' }],
    })
  })

  test('about days follows the whole column, or the order chosen', () => {
    const text = 'Name,Created\nAnn,03/05/2024\nBob,01/02/2024\n'
    expect(importTable(tableOf(text)).planned.dayColumns[0]?.inference.asks).toBe(true)
    expect(draftOf(text)).toMatchObject({ createdOn: null, custom: [{ name: 'Created', value: '03/05/2024' }] })
    expect(draftOf(text, { dayOrder: 'day_first' })['createdOn']).toBe('2024-05-03')
    expect(draftOf(`${text}Cid,25/01/2024\n`)['createdOn']).toBe('2024-05-03')
  })

  test('is no day of creation in the future', () => {
    expect(draftOf('Name,Created\nAnn,2099-01-01\nBob,2020-01-01')).toMatchObject({
      createdOn: null,
      custom: [{ value: '2099-01-01' }],
    })
  })

  test('about won and lost deals sets stage and status', () => {
    expect(draftOf('Name,Stage\nAnn,Closed Won')).toMatchObject({ stage: 'won', status: 'customer' })
    expect(draftOf('Name,Stage\nAnn,Closed Lost')).toMatchObject({ stage: null, status: 'lost' })
    expect(draftOf('Name,Status,Customer since\nAnn,Kunde,2024-05-03')).toMatchObject({
      stage: 'won',
      status: 'customer',
      wonOn: '2024-05-03',
    })
  })

  test('about a won deal makes a customer, whatever the status column still calls active', () => {
    expect(draftOf('Name,Status,Stage\nAnn,Active,Closed Won')).toMatchObject({ stage: 'won', status: 'customer' })
    expect(draftOf('Name,Status,Stage\nAnn,Lost,Closed Won')['status']).toBe('lost')
  })

  test('about closing is the day of winning where stage or status says won in every row that has it', () => {
    const head = 'Name,Created,Stage,Conversion date'
    expect(targets(`${head}\nAnn,2024-01-15,Closed Won,2024-02-28\nBob,2024-01-16,Lead,\n`)).toMatchObject({
      'Conversion date': 'wonOn',
    })
    expect(targets('Name,Status,Closed on\nAnn,Kunde,2024-02-28\n')).toMatchObject({ 'Closed on': 'wonOn' })
    expect(targets(`${head}\nAnn,,Closed Won,2024-02-28\nBob,,Opportunity,2024-03-01\n`)).toMatchObject({
      'Conversion date': 'custom',
    })
    expect(targets('Name,Stage,Close date\nAnn,Closed Lost,2024-02-28\n')).toMatchObject({
      'Close date': 'custom',
    })
    expect(targets('Name,Conversion date\nAnn,2024-02-28\n')).toMatchObject({
      'Conversion date': 'custom',
    })
  })

  test('about contact is never weakened: a day, a yes and a status word all opt out', () => {
    expect(draftOf('Email,UNSUB_TIME\na@b.de,2021-01-01 00:00:00')['optOut']).toBe(true)
    expect(draftOf('Email,EMAIL_BLACKLISTED\na@b.de,Yes')['optOut']).toBe(true)
    expect(draftOf('Email,Status\na@b.de,Unsubscribed')['optOut']).toBe(true)
    expect(draftOf('Email,Do not contact\na@b.de,x')['doNotContact']).toBe(true)
    expect(draftOf('Email,Do not contact\na@b.de,no')['doNotContact']).toBe(false)
  })

  test('in another currency stays text', () => {
    expect(draftOf('Name,Value,Currency\nAnn,8500,USD')).toMatchObject({ valueMinor: null, foreignValue: '8500 USD' })
    expect(draftOf('Name,Value,Currency\nAnn,8500,EUR')).toMatchObject({ valueMinor: 850_000, foreignValue: null })
  })

  test('takes words for nothing as empty, or as values where the seller wants so', () => {
    const table = tableOf('Name,City\nAnn,n/a')
    expect(importTable(table).drafts[0]?.city).toBeNull()
    expect(importTable(table, { arePlaceholdersEmpty: false }).drafts[0]?.city).toBe('n/a')
  })
})
