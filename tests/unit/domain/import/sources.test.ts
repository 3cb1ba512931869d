import { describe, expect, test } from 'vitest'
import { guessMapping } from '../../../../shared/domain/import/mapping.ts'
import { recogniseSource } from '../../../../shared/domain/import/sources.ts'
import { tableOfText } from '../../../support/table-of-text.ts'

const HEADERS: Readonly<Record<string, string>> = {
  'google-contacts':
    'First Name,Middle Name,Last Name,File As,Organization Name,Labels,E-mail 1 - Label,E-mail 1 - Value',
  outlook:
    'First Name,Last Name,Company,Job Title,Business Street,Business Phone,Home Street,E-mail Address,E-mail Type,E-mail Display Name,Account',
  linkedin: 'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
  hubspot: 'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Lifecycle Stage',
  'hubspot-deals': 'Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount',
  zoho: 'Record Id,Contact Owner,Lead Source,First Name,Last Name,Account Name,Email,Created Time,Tag',
  pipedrive: 'Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Owner',
  'pipedrive-deals': 'Title,Value,Currency,Stage,Expected close date,Person,Organization,Owner',
  mailchimp: 'Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,LEID,EUID,TAGS',
  'mailchimp-activity': 'Email Address,Timestamp,Action,URL,IP',
  brevo: 'EMAIL,LASTNAME,FIRSTNAME,SMS,EMAIL_BLACKLISTED,SMS_BLACKLISTED,ADDED_TIME',
  activecampaign: 'Email,First Name,Last Name,Phone,Tags,Date Created,IP,Status',
  kit: 'first_name,email,created_at,status',
  eventbrite: 'Order #,Order Date,First Name,Last Name,Email,Ticket Type,Attendee #,Barcode #,Attendee Status',
  luma: 'api_id,name,email,phone_number,created_at,approval_status,ticket_name',
  'google-forms': 'Zeitstempel,Wie heißen Sie?,E-Mail-Adresse',
  'facebook-leads': 'id,created_time,ad_name,adset_name,campaign_name,form_name,platform,full_name,email',
  typeform: '#,What is your name?,Response Type,Start Date (UTC),Submit Date (UTC),Network ID',
  calendly: 'User Name,User Email,Invitee Name,Invitee Email,Event Type Name,Start Date & Time,Canceled',
  shopify:
    'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Total Spent,Total Orders,Note,Tags,Tax Exempt',
  stripe: 'id,Description,Email,Name,Created (UTC),Delinquent,Card ID,Card Last4,Plan',
  xing: 'Vorname,Nachname,Firma,Position,XING-Profil',
  jobber: 'Client Name,First Name,Last Name,Email,Phone Number,Company Name,City',
  'systeme-io': 'Email,First name,Surname,Phone number,Country,Tags,Date registered',
  thunderbird: 'Display Name;First Name;Last Name;Primary Email',
  vcard: 'Full name,First name,Last name,E-mail,E-mail,Phone,Birthday,UID',
}

describe('a program', () => {
  test.each(Object.entries(HEADERS))('%s is known by its headers, with some more and some less', (system, text) => {
    const header = text.split(/[,;]/)
    expect(recogniseSource(header)?.system).toBe(system)
    expect(recogniseSource([...header, 'Shoe size', ''])?.system).toBe(system)
    expect(recogniseSource(header.map((cell) => ` ${cell.toUpperCase()} `))?.system).toBe(system)
  })

  test.each([
    ['Given Name,Family Name,E-mail 1 - Value,Phone 1 - Value', 'google-contacts'],
    ['Lead ID,FirstName,LastName,Company,LeadSource,Status,OwnerId', 'salesforce'],
    ['Id,AccountId,LastName,FirstName,OwnerId', 'salesforce'],
    ['First Name,Last Name,Account Name,Mailing City,Mailing Street', 'salesforce'],
    ['Lead Name,Email,Lead Source,Lead Owner', 'zoho'],
    ['Email Address,First Name,Opens', 'mailchimp-activity'],
    ['Name,Email,Phone,Company,Status,Notes', undefined],
    ['Lead ID,Contact,Email / Phone,Owner,Status,Notes', undefined],
    ['id,name,email', undefined],
    ['first_name,last_name,email,created_at,status', undefined],
    ['', undefined],
  ])('is not guessed from what many programs have: %s', (header, system) => {
    expect(recogniseSource(header.split(','))?.system).toBe(system)
  })

  const targets = (text: string, kind: 'leads' | 'signals' = 'leads'): Record<string, string> =>
    Object.fromEntries(guessMapping(tableOfText(text), { kind }).map(({ header, target }) => [header, target]))

  test('says what its own columns are', () => {
    expect(
      targets(`${HEADERS['google-contacts']}\nAnn,Bea,Lee,"Lee Ann",Acme,* myContacts ::: VIP,* Work,a@b.de\n`),
    ).toMatchObject({
      'Middle Name': 'firstName',
      'File As': 'ignore',
      Labels: 'tags',
      'E-mail 1 - Label': 'ignore',
      'E-mail 1 - Value': 'email',
    })
    expect(
      targets(`${HEADERS['eventbrite']}\n1001,2026-09-20,A,B,a@b.de,VIP,500100,500110001,Attending\n`),
    ).toMatchObject({
      'Order #': 'custom:Order #',
      'Order Date': 'createdOn',
      'Barcode #': 'custom:Barcode #',
      'Attendee #': 'custom:Attendee #',
    })
    expect(targets(`${HEADERS['calendly']}\nMe,me@own.de,Ann,a@b.de,Intro,2026-01-02 10:00,false\n`)).toMatchObject({
      'User Email': 'custom:User Email',
      'Invitee Email': 'email',
      'Invitee Name': 'fullName',
    })
    expect(targets(`${HEADERS['hubspot-deals']}\n7,Roof,proposal,2026-01-02,Bo,100\n`)['Record ID']).toBe(
      'custom:Record ID',
    )
    expect(
      targets(`${HEADERS['outlook']}\nAnn,Lee,Acme,CEO,Street 1,030 901820,,a@b.de,SMTP,Ann Lee (a@b.de),own\n`),
    ).toMatchObject({
      'E-mail Display Name': 'ignore',
      'E-mail Address': 'email',
      Account: 'custom:Account',
    })
  })

  test('of signals says when, what and about what; read for leads it keeps only the lead', () => {
    const text = `${HEADERS['mailchimp-activity']}\na@b.de,2026-03-01 10:00:00,click,https://a.de/pricing,1.2.3.4\n`
    expect(targets(text, 'signals')).toEqual({
      'Email Address': 'email',
      Timestamp: 'signalOn',
      Action: 'signalKind',
      URL: 'signalTopic',
      IP: 'ignore',
    })
    expect(Object.values(targets(text)).filter((target) => target.startsWith('signal'))).toEqual([])
  })

  test('gives way to what the seller remembered or chose', () => {
    const table = tableOfText(`${HEADERS['linkedin']}\nAnn,Lee,https://x.de/a,a@b.de,Acme,CEO,14 Mar 2024\n`)
    const [, , url, , , position, connected] = guessMapping(table, {
      remembered: new Map([
        [2, 'notes'],
        [5, 'tags'],
      ]),
      chosen: new Map([[5, 'custom:Role']]),
    })
    expect([url, position, connected].map((column) => [column?.target, column?.reason])).toEqual([
      ['notes', 'remembered'],
      ['custom:Role', 'chosen'],
      ['createdOn', 'source'],
    ])
  })
})
