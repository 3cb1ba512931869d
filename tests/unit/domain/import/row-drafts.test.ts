import { describe, expect, test } from 'vitest'
import { refusalSentence } from '../../../../shared/domain/import/lead-draft.ts'
import { importTable, tableOf } from '../../../support/read-import.ts'

describe('what a row says', () => {
  const draftOf = (text: string, choices = {}): Record<string, unknown> =>
    importTable(tableOf(text), choices).drafts[0] as unknown as Record<string, unknown>

  test('is refused without a name, company, e-mail, phone or source id, by the row a spreadsheet shows', () => {
    const { rows, readings } = importTable(tableOf('Name,Email,City\n\nAnn,a@b.de,X\n-,n/a,Berlin\n'))
    expect(readings[1]).toEqual({ kind: 'refused', reason: { code: 'nothing_to_know_by' } })
    expect(refusalSentence(rows.numberAt(1), { code: 'nothing_to_know_by' })).toBe(
      'Row 4: no name, company, e-mail, phone or source id. Row left out.',
    )
  })

  test('that cannot be read as its column’s target is kept under the column’s name', () => {
    const { readings } = importTable(
      tableOf(
        'Name,Email,Created,Value,Stage\nAnn,ann[at]b.de,soon,Call for quote,contacted\nBob,b@c.de,2026-01-02,5,SQL\n',
      ),
    )
    expect(readings[0]).toMatchObject({
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
    expect(importTable(tableOf(text)).dayColumns[0]?.inference.asks).toBe(true)
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

  test('that is the header once more among the rows is refused, not imported', () => {
    const { counts } = importTable(tableOf('Name,Email\nAnn Lee,a@b.de\nName,Email\nBob Roe,c@d.de\n'))
    expect(counts).toMatchObject({ rows: 3, created: 2, refused: 1 })
  })
})
