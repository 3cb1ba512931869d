import { describe, expect, test } from 'vitest'
import { type ColumnMapping, guessMapping } from '../../../../shared/domain/import/mapping.ts'
import { parseTarget } from '../../../../shared/domain/import/targets.ts'
import { tableOfText } from '../../../support/table-of-text.ts'

/** Target by header, as `{ Vorname: 'firstName' }`. */
const targetsOf = (mapping: readonly ColumnMapping[]): Record<string, string> =>
  Object.fromEntries(mapping.map(({ header, target }) => [header, target.startsWith('custom:') ? 'custom' : target]))
const targets = (text: string): Record<string, string> => targetsOf(guessMapping(tableOfText(text)))

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

  test('is parsed from its written form', () => {
    expect(['email', 'custom:Shoe size', 'custom: ', 'shoe'].map(parseTarget)).toEqual([
      'email',
      'custom:Shoe size',
      undefined,
      undefined,
    ])
  })
})
