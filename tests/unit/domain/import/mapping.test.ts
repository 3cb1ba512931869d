import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findTable } from '../../../../shared/domain/import/header-row.ts'
import { guessMapping } from '../../../../shared/domain/import/mapping.ts'
import type { RowSource } from '../../../../shared/domain/import/rows.ts'
import { isSharedTarget, parseTarget } from '../../../../shared/domain/import/targets.ts'
import { ArrayRows } from '../../../support/array-rows.ts'
import { gridOfRows, tableOfText, targetsOfText as targets } from '../../../support/table-of-text.ts'

/** Rows that know how often they, or a part of them, were walked. */
class CountingRows extends ArrayRows {
  walks = 0

  override from(first: number): RowSource {
    const part = new CountingRows(this.rows.slice(first), this.numbers.slice(first))
    part.walked = () => {
      this.walked()
    }
    return part
  }

  override [Symbol.iterator](): Iterator<readonly string[]> {
    this.walked()
    return super[Symbol.iterator]()
  }

  private walked = (): void => {
    this.walks += 1
  }
}

describe('the target of a column', () => {
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
    const mapping = guessMapping(tableOfText('Name,Shoe size,Phone,Blank\nAnn,38,,\n'))
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
    const mapping = guessMapping(tableOfText('Name,Firm,Company\nAnn,A,B\n'), {
      chosen: new Map([[1, 'company']]),
    })
    expect(mapping.map(({ target }) => target)).toEqual(['fullName', 'company', 'custom:Company'])
  })

  test('of a day of closing is the day of winning where stage or status says won in every row that has it', () => {
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

  test.each([
    'Owner',
    'Contact owner',
    'Owner E-mail',
    'Sales Rep',
    'Assigned to',
    'Betreuer',
    'E-Mail des Betreuers',
    'Zuständiger Mitarbeiter',
    'Propriétaire',
    'Vendedor',
    'Responsável',
    'Assegnato a',
    'Eigenaar',
    'Opiekun',
    'المسؤول',
  ])('is not the lead’s under %s', (header) => {
    const [, other] = guessMapping(tableOfText(`Email,${header}\na@b.de,me@own.de\n`))
    expect([other?.target, other?.reason]).toEqual([`custom:${header}`, 'about_others'])
  })

  test('is the lead’s under "Owner" in a list of businesses, where each row has another and no column else names one', () => {
    const rows = (header: string, own: (row: number) => string): string =>
      `${header}\n${Array.from({ length: 6 }, (_, row) => `Firm ${row},${own(row)}`).join('\n')}`
    const each = (row: number): string => `Ann ${'ABCDEF'[row]}ee,a${row}@b${row}.de,+49 30 90182${row}`
    const same = (row: number): string => `Rep ${row % 2},rep${row % 2}@own.de,+49 30 90182${row % 2}`
    const header = 'Business name,Owner name,Owner email,Owner phone'
    expect(Object.values(targets(rows(header, each)))).toEqual(['company', 'fullName', 'email', 'phone'])
    expect(Object.values(targets(rows(header, same)))).toEqual(['company', 'custom', 'custom', 'custom'])
    expect(Object.values(targets(rows('Business name,Account owner name,Account owner email,Fax', each)))).toEqual([
      'company',
      'custom',
      'custom',
      'custom',
    ])
  })

  test('"Title" is the job alone, and a form of address beside a job title', () => {
    expect(targets('Title,Name\nCEO,Ann Lee')).toMatchObject({ Title: 'title' })
    expect(targets('Title,Name,Job title\nMs,Ann Lee,CEO')).toMatchObject({ Title: 'custom', 'Job title': 'title' })
    expect(targets('Title,Name,Job title\nCEO,Ann Lee,')).toMatchObject({ Title: 'title' })
  })

  test('is a postal code, whosever, and an opt-out by any of its names', () => {
    expect(targets('Name,Home Zip,UNSUB,BOUNCE\nAnn,01067,no,yes')).toEqual({
      Name: 'fullName',
      'Home Zip': 'postalCode',
      UNSUB: 'optOut',
      BOUNCE: 'optOut',
    })
  })

  test('is no name or company where numbers stand under its header', () => {
    expect(targets('Account,Client,Email\n10023,77,a@b.de\n10044,78,c@d.de')).toEqual({
      Account: 'custom',
      Client: 'custom',
      Email: 'email',
    })
  })

  test('is no address of the lead where a few of one domain are repeated beside as many as rows', () => {
    const rows = (count: number, own: (row: number) => string): string =>
      `Mail,Kontakt-Mail\n${Array.from({ length: count }, (_, row) => `${own(row)},p${row}@x${row}.de`).join('\n')}`
    const [own, lead] = guessMapping(tableOfText(rows(12, (row) => `rep${row % 3}@firm.de`)))
    expect([own?.target, own?.reason, lead?.target]).toEqual(['custom:Mail', 'about_others', 'email'])
    for (const text of [
      rows(12, (row) => `q${row}@firm.de`),
      rows(12, (row) => `q${row % 3}@y${row % 3}.de`),
      rows(4, () => 'rep@firm.de'),
      rows(12, (row) => `q${row % 5}@firm.de`),
    ])
      expect(Object.values(targets(text))).toEqual(['email', 'email'])
    expect(Object.values(targets('Mail\nrep@firm.de\nrep@firm.de\nrep@firm.de\nrep@firm.de\nrep@firm.de\n'))).toEqual([
      'email',
    ])
  })

  test.each([
    ['Card', '4111111111111111', '5500000000000004', 'identifier'],
    ['Reach', '378282246310005', '371449635398431', 'identifier'],
    ['Order', '12345678', '12345690', 'identifier'],
    ['Ticket', '+49 1234567', '+49 1234568', 'identifier'],
    ['Invoice number', '20260001', '20260007', 'identifier'],
    ['IBAN', 'DE89 3704 0044 0532 0130 00', 'DE02 1203 0000 0000 2020 51', 'identifier'],
    ['Phone', '4111111111111111', '5500000000000004', 'identifier'],
    ['Phone verified', 'yes', 'no', 'unknown'],
    ['WhatsApp', 'yes', 'no', 'unknown'],
    ['Size', '123456', '654321', 'unknown'],
  ])('is no phone for %s, %s', (header, first, second, reason) => {
    const [column] = guessMapping(tableOfText(`${header};Name\n${first};Ann\n${second};Bob\n`))
    expect([column?.target, column?.reason]).toEqual([`custom:${header}`, reason])
  })

  test('is no phone where unformatted numbers rise from row to row, nor where a postal code has a header', () => {
    const [rising] = guessMapping(tableOfText('Call me,Name\n1000001,A\n1000002,B\n1000003,C\n'))
    expect(rising?.reason).toBe('identifier')
    expect(targets('Name,PLZ,Zip code\nA,01067,90210\nB,80331,10001')).toMatchObject({
      PLZ: 'postalCode',
      'Zip code': 'custom',
    })
  })

  test('is a phone although a spreadsheet damaged it, and says how many', () => {
    const [, phone] = guessMapping(tableOfText('Name;Telefon\nA;4.4E+11\nB;4,91E+11\nC;0171 2345678\n'))
    expect([phone?.target, phone?.counts.damagedNumbers, phone?.counts.phoneShaped]).toEqual(['phone', 2, 1])
  })

  test('is the temperature where a question about it is answered', () => {
    expect(targets('Name,Warm?\nA,ja\nB,nein\nC,')).toMatchObject({ 'Warm?': 'temperature' })
    expect(targets('Name,Heiß\nA,x\nB,')).toMatchObject({ Heiß: 'temperature' })
    expect(targets('Name,Interested?\nA,Yes\nB,Maybe\nC,No')).toMatchObject({ 'Interested?': 'temperature' })
    expect(targets('Name,Rating\nA,Hot\nB,Cold')).toMatchObject({ Rating: 'temperature' })
    expect(targets('Name,Rating\nA,1\nB,5\nC,1')).toMatchObject({ Rating: 'custom' })
    expect(targets('Name,Interested in\nA,Roof\nB,Windows')).toMatchObject({ 'Interested in': 'custom' })
    expect(targets('Name,Newsletter?\nA,ja\nB,nein')).toMatchObject({ 'Newsletter?': 'optOut' })
  })

  test('is the source id under a name of its own, and under "ID" where each row has its own', () => {
    expect(targets('ID,Name\n1,A\n2,B')).toMatchObject({ ID: 'sourceId' })
    expect(targets('id,Name\n1,A\n1,B')).toMatchObject({ id: 'custom' })
    expect(targets('id,Name\n1,A\n,B')).toMatchObject({ id: 'custom' })
    expect(targets('Contact ID,Company ID,Name\n1,7,A\n2,7,B')).toEqual({
      'Contact ID': 'sourceId',
      'Company ID': 'custom',
      Name: 'fullName',
    })
    expect(targets('Client ID,Name\n1,A\n1,B\n1,C\n1,D')).toMatchObject({ 'Client ID': 'custom' })
  })

  test('of middle names, particles and second surnames joins the name it belongs to', () => {
    expect(Object.values(targets('First name,Middle name,Last name\nAnn,Bea,Lee'))).toEqual([
      'firstName',
      'firstName',
      'lastName',
    ])
    expect(Object.values(targets('Voornaam;Tussenvoegsel;Achternaam\nJan;van der;Berg'))).toEqual([
      'firstName',
      'lastName',
      'lastName',
    ])
    expect(Object.values(targets('Nombre;Apellido paterno;Apellido materno\nAna;Ruiz;Gil'))).toEqual([
      'firstName',
      'lastName',
      'lastName',
    ])
    expect(targets('Name,Middle name\nAnn Lee,Bea')).toMatchObject({ 'Middle name': 'custom' })
  })

  test('"Client" or "Customer" is a name alone and the company beside one', () => {
    expect(targets('Customer,Email\nAnn Lee,a@b.de')).toMatchObject({ Customer: 'fullName' })
    expect(targets('Customer,Contact,Email\nAcme,Ann Lee,a@b.de')).toMatchObject({
      Customer: 'company',
      Contact: 'fullName',
    })
    expect(targets('Kunde;E-Mail\nLang GmbH;a@b.de\nMoser KG;c@d.de')).toMatchObject({ Kunde: 'company' })
  })

  test('is no name where every row says yes or no, but a name of initials', () => {
    expect(targets('Email,Customer\na@b.de,yes\nc@d.de,no\ne@f.de,yes\ng@h.de,no')).toMatchObject({
      Customer: 'custom',
    })
    expect(targets('First name,Last name\nAnn,T\nBob,F\nCid,N\nDan,Y')).toMatchObject({ 'Last name': 'lastName' })
  })

  test('counts what it looked at: placeholders, names turned round, different values', () => {
    const [name, email] = guessMapping(
      tableOfText('Kontakt;E-Mail\nMoser, Kathrin;null\nRuth Abrams;a@b.de\nLee, Ann;Select\n'),
    )
    expect(name?.counts).toMatchObject({ looked: 3, filled: 3, lastFirstNames: 2, distinct: 3 })
    expect(email?.counts).toMatchObject({ looked: 3, filled: 1, placeholders: 2, emailShaped: 1 })
  })

  test('that is empty in every row looked at is found by one walk over all', () => {
    const rows = Array.from({ length: 4000 }, (_, row) => [
      `Ann ${row}`,
      row === 1234 ? 'a@b.de' : '',
      row === 777 ? '+49 30 901820' : '',
    ])
    const walked = new CountingRows([['Name', 'Foo', 'Bar'], ...rows])
    const table = findTable({ ...gridOfRows([]), rows: walked })
    walked.walks = 0
    expect(guessMapping(table).map(({ target, reason }) => [target, reason])).toEqual([
      ['fullName', 'header'],
      ['email', 'values'],
      ['phone', 'values'],
    ])
    expect(walked.walks).toBe(1)
  })

  test('is told by rows spread over the whole table', () => {
    const rows = Array.from({ length: 4000 }, (_, row) => [`Ann ${row}`, row < 2000 ? '' : `a${row}@b${row}.de`])
    const [, column] = guessMapping(findTable(gridOfRows([['Name', 'Foo'], ...rows])))
    expect([column?.target, column?.counts.looked, column?.counts.filled]).toEqual(['email', 400, 200])
  })

  test('is as a seller expects it of the list of a fair', () => {
    const text = [
      'Kontakt;Firma;Telefon;E-Mail;Warm?;Termin;Budget;Newsletter',
      'Ruth Abrams;Lang Verlag;040 66969 214;info@lang.example;ja;05/06/2026;ca. 4k;ja',
      'Moser, Kathrin;Petersen Yachtbau;4.4E+11;null;nein;04/05/2026;5.000;nein',
    ].join('\n')
    expect(Object.values(targets(text))).toEqual([
      'fullName',
      'company',
      'phone',
      'email',
      'temperature',
      'nextActionOn',
      'custom',
      'optOut',
    ])
  })

  test('is given to each column once and never lost, whatever the cells', () => {
    const cell = fc.constantFrom(
      '',
      'Ann Lee',
      'a@b.de',
      '+49 30 901820',
      '2026-01-02',
      'ja',
      'Hot',
      'null',
      '4.4E+11',
      'Kunde',
      '12345678',
      'https://a.de',
    )
    const header = fc.constantFrom(
      '',
      'Name',
      'Email',
      'Phone',
      'Owner',
      'Warm?',
      'Newsletter',
      'id',
      'Status',
      'Created',
      'Middle name',
      'First name',
      'Foo',
    )
    fc.assert(
      fc.property(
        fc.array(header, { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { maxLength: 5 }),
        fc.constantFrom<'leads' | 'signals'>('leads', 'signals'),
        (headers, rows, kind) => {
          const width = headers.length
          const table = findTable(gridOfRows([headers, ...rows.map((cells) => cells.slice(0, width))]), 1)
          const mapping = guessMapping(table, { kind })
          expect(mapping.map(({ column }) => column)).toEqual(table.header.map((_, column) => column))
          const single = mapping
            .map(({ target }) => target)
            .filter((target) => !isSharedTarget(target) && target !== 'firstName')
          expect(new Set(single).size).toBe(single.length)
          expect(mapping.filter(({ target, counts }) => target === 'ignore' && counts.filled > 0)).toEqual([])
        },
      ),
    )
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
