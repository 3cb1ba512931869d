import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '../../../../shared/primitives/plain-date.ts'
import { importRows, type Said } from '../../../support/import-rows.ts'
import { PretendWorkbook } from '../../../support/pretend-workbook.ts'
import type { TableChoices } from '../../../support/read-import.ts'

function workbookOf(...leads: readonly Said[]): PretendWorkbook {
  const workbook = new PretendWorkbook()
  for (const lead of leads) {
    const { decisions, rows } = importRows([lead], { workbook })
    workbook.write(decisions, rows)
  }
  return workbook
}

function kinds(said: readonly Said[], choices: TableChoices): string[] {
  return importRows(said, choices).outcomes.map(({ kind }) => kind)
}

describe('an answer of the seller', () => {
  test('"the same as row 3" settles one question, and not the next one of the row it names', () => {
    const said = [
      { fullName: 'Anna Bergmann', company: 'Acme', email: 'a@x.de' },
      { fullName: 'Anna Bergman', company: 'Acme', email: 'b@x.de' },
      { fullName: 'Anna Bergman', company: 'Acme', email: 'c@x.de' },
    ]
    const answers = { byRow: new Map([[4, { is: 'same' as const, row: 3 }]]) }
    const { outcomes, decisions } = importRows(said, { answers })
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'asked', 'asked'])
    expect(decisions.flatMap(({ creations }) => creations)).toHaveLength(1)
  })

  test('"two people" for all keeps people apart who share the addresses of others, and joins those of one name', () => {
    const workbook = workbookOf({ email: 'a@x.de' }, { email: 'b@x.de' })
    const both = { email: 'a@x.de; b@x.de' }
    const answers = { toAll: new Map([['touches_two_leads' as const, 'apart' as const]]) }
    expect(
      kinds(
        [
          { fullName: 'Carl', ...both },
          { fullName: 'Dora', ...both },
        ],
        { workbook, answers },
      ),
    ).toEqual(['created', 'created'])
    expect(
      kinds(
        [
          { fullName: 'Carl', ...both },
          { fullName: 'Carl', city: 'Graz', ...both },
        ],
        { workbook, answers },
      ),
    ).toEqual(['created', 'updated'])
  })

  test('that names a row which is not there, or says nothing of a lead, is none', () => {
    const workbook = workbookOf({ email: 'a@x.de', fullName: 'Ann' })
    for (const row of [99, 3]) {
      const answers = { byRow: new Map([[2, { is: 'same' as const, row }]]) }
      const { decisions } = importRows([{ email: 'a@x.de', city: 'Graz' }, { tags: 'lonely' }], { workbook, answers })
      expect(decisions.flatMap(({ creations }) => creations)).toEqual([])
    }
  })

  test('to all rows that lead to two leads only together: apart leaves each with its own, the same takes the first', () => {
    const workbook = workbookOf({ email: 'a@x.de' }, { email: 'b@x.de' })
    const said = [
      { email: 'a@x.de', sourceId: '1', city: 'Graz' },
      { email: 'b@x.de', sourceId: '1', city: 'Linz' },
    ]
    const decide = (answer: 'same' | 'apart') =>
      importRows(said, { workbook, answers: { toAll: new Map([['touches_two_leads', answer]]) } }).decisions.flatMap(
        ({ updates }) => updates.map(({ leadId }) => leadId),
      )
    expect(kinds(said, { workbook })).toEqual(['asked', 'asked'])
    expect(decide('apart')).toEqual([1, 2])
    expect(decide('same')).toEqual([1])
  })
})

test('rows of one source id are one lead, whatever else they say', () => {
  const workbook = workbookOf({ sourceId: '77', fullName: 'Ann Lee', phone: '030 5550101' })
  const renamed = { sourceId: '77', fullName: 'Ann Married', phone: '030 5550999' }
  expect(kinds([renamed], { workbook })).toEqual(['updated'])
  expect(
    kinds(
      [
        { ...renamed, sourceId: '5' },
        { sourceId: '5', fullName: 'Eve Poe', phone: '030 5550222' },
      ],
      {},
    ),
  ).toEqual(['created', 'updated'])
})

test('an order of days that was chosen leaves columns alone that say it themselves', () => {
  const said = [
    { fullName: 'Ann', createdOn: '02/25/2024', lostOn: '03/05/2024' },
    { fullName: 'Bob', createdOn: '03/05/2024', lostOn: '04/06/2024' },
  ]
  const { drafts } = importRows(said, { dayOrder: 'day_first' })
  expect(drafts.map(({ createdOn, lostOn }) => [createdOn, lostOn])).toEqual(
    [
      ['2024-02-25', '2024-05-03'],
      ['2024-03-05', '2024-06-04'],
    ].map((days) => days.map((day) => parsePlainDate(day))),
  )
})
