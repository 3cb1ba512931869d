import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RowDecision } from '../../../../shared/domain/import/import-decisions.ts'
import type { AskCode } from '../../../../shared/domain/import/lead-draft.ts'
import { matchPolicies } from '../../../../shared/domain/import/match-policy.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { importRows, kindsOf, type Said } from '../../../support/import-rows.ts'
import { PretendWorkbook } from '../../../support/pretend-workbook.ts'
import type { TableChoices } from '../../../support/read-import.ts'

const PHONE = '+49 30 5550101'
const OTHER_PHONE = '+49 30 5550102'

/** A workbook that these rows were imported into, which is nobody's last import. */
function workbookOf(...said: readonly Said[]): PretendWorkbook {
  const workbook = new PretendWorkbook()
  for (const row of said) {
    const [draft] = importRows([row]).drafts
    if (draft === undefined) throw new Error('A row that says nothing')
    workbook.insert(draft)
  }
  return workbook
}

const asksOf = (outcomes: readonly RowDecision[]): (string | null)[] =>
  outcomes.map((row) => (row.kind === 'asked' ? row.reason.code : null))
const leadOf = (row: RowDecision | undefined): number | null =>
  row !== undefined && 'target' in row && 'leadId' in row.target ? row.target.leadId : null

/** What becomes of one row in a workbook of these leads: its kind, then the lead it goes to or why it asks. */
function fate(row: Said, leads: readonly Said[], choices: TableChoices = {}): [string, number | string | null] {
  const [outcome] = importRows([row], { ...choices, workbook: workbookOf(...leads) }).outcomes
  if (outcome === undefined) throw new Error('The row has no outcome')
  return [outcome.kind, outcome.kind === 'asked' || outcome.kind === 'refused' ? outcome.reason.code : leadOf(outcome)]
}

describe('the ladder: a row and the workbook', () => {
  const ann = { fullName: 'Ann Lee', company: 'Acme', email: 'ann@acme.de', phone: PHONE, sourceId: '7' }

  test.each<[string, Said, [string, number | string | null]]>([
    ['the source id', { sourceId: '7', fullName: 'Somebody Else' }, ['same', 1]],
    ['the e-mail, however it is written', { email: ' ANN@acme.de' }, ['same', 1]],
    ['the phone with the name, however it is written', { phone: '030/5550101', fullName: 'LEE, Ann' }, ['same', 1]],
    ['the phone without a name', { phone: PHONE }, ['same', 1]],
    ['the phone with another name', { phone: PHONE, fullName: 'Bob Roe' }, ['asked', 'same_phone']],
    ['name and company', { fullName: 'ann lee', company: 'ACME' }, ['asked', 'same_name_and_company']],
    ['the company and nearly the name', { fullName: 'Ann Leee', company: 'Acme' }, ['asked', 'near_name']],
    ['the name alone', { fullName: 'Ann Lee' }, ['created', null]],
    ['the name and another company', { fullName: 'Ann Lee', company: 'Beta' }, ['created', null]],
    ['the company alone', { company: 'Acme' }, ['created', null]],
    ['nearly the name alone', { fullName: 'Ann Leee' }, ['created', null]],
  ])('known by %s', (_, row, expected) => {
    expect(fate(row, [ann])).toEqual(expected)
  })

  test('the first rung on which anything is found decides: source id before e-mail before phone', () => {
    const leads = [
      { fullName: 'Ann Lee', sourceId: '7' },
      { fullName: 'Bob Roe', email: 'bob@x.de' },
      { fullName: 'Cid Poe', phone: PHONE },
    ]
    expect(fate({ sourceId: '7', email: 'bob@x.de', phone: PHONE }, leads)).toEqual(['updated', 1])
    expect(fate({ email: 'bob@x.de', phone: PHONE }, leads)).toEqual(['updated', 2])
    expect(fate({ sourceId: '8', phone: PHONE }, leads)).toEqual(['updated', 3])
  })

  test('a phone of many finds the one whose name agrees', () => {
    const office = [
      { fullName: 'Ann Lee', phone: PHONE },
      { fullName: 'Bob Roe', phone: PHONE },
    ]
    expect(fate({ fullName: 'Bob Roe', phone: PHONE, title: 'CTO' }, office)).toEqual(['updated', 2])
    expect(fate({ phone: PHONE }, office)).toEqual(['asked', 'touches_two_leads'])
  })

  test('a phone that a spreadsheet damaged is nobody’s', () => {
    expect(fate({ fullName: 'Ann Lee', phone: '4.9E+11' }, [{ fullName: 'Ann Lee', phone: '4.9E+11' }])[0]).toBe(
      'created',
    )
  })

  test('a shared mailbox asks where name and phone both contradict, and not where either agrees or is blank', () => {
    const ann = [{ fullName: 'Ann Lee', email: 'info@x.de', phone: PHONE }]
    expect(fate({ fullName: 'Bob Roe', email: 'info@x.de', phone: OTHER_PHONE }, ann)).toEqual([
      'asked',
      'shared_address',
    ])
    expect(fate({ fullName: 'Bob Roe', email: 'info@x.de', phone: PHONE }, ann)[0]).toBe('same')
    expect(fate({ fullName: 'Lee, Ann', email: 'info@x.de', phone: OTHER_PHONE }, ann)[0]).toBe('updated')
    expect(fate({ fullName: 'Bob Roe', email: 'info@x.de' }, ann)[0]).toBe('same')
  })

  test('a row that leads to two leads asks, and so do the rows that belong with it', () => {
    const workbook = workbookOf({ email: 'a@x.de' }, { email: 'b@x.de' })
    const { outcomes, decisions } = importRows([{ email: 'a@x.de, b@x.de' }, { email: 'a@x.de', title: 'CTO' }], {
      workbook,
    })
    const reason = { code: 'touches_two_leads', candidates: [{ leadId: 1 }, { leadId: 2 }] }
    expect(outcomes).toMatchObject([
      { kind: 'asked', reason },
      { kind: 'asked', reason },
    ])
    expect(decisions.flatMap(({ updates }) => updates)).toEqual([])
  })

  test('a row that leads to two leads never gives the address of one to the other, whatever row stands beside it', () => {
    const workbook = workbookOf({ email: 'a@x.de' }, { email: 'b@x.de' })
    for (const said of [
      [{ email: 'a@x.de', title: 'CTO' }, { email: 'a@x.de, b@x.de' }],
      [{ email: 'a@x.de, b@x.de' }, { email: 'b@x.de', title: 'CTO' }],
    ])
      expect(asksOf(importRows(said, { workbook }).outcomes)).toEqual(Array(2).fill('touches_two_leads'))
  })

  test('rows that touch two leads only together ask together', () => {
    const workbook = workbookOf({ email: 'a@x.de' }, { email: 'b@x.de' })
    const rows = [
      { email: 'a@x.de', sourceId: '1' },
      { sourceId: '1', fullName: 'Ann' },
      { email: 'b@x.de', sourceId: '1' },
    ]
    expect(asksOf(importRows(rows, { workbook }).outcomes)).toEqual(Array(3).fill('touches_two_leads'))
  })

  test('that was imported before is the same before anything else, so many times as it stood there', () => {
    const workbook = new PretendWorkbook()
    const twice = [{ fullName: 'Ann Lee' }, { fullName: 'Ann Lee' }]
    const { decisions, rows } = importRows(twice, { workbook })
    workbook.write(decisions, rows)
    expect(importRows(twice, { workbook }).outcomes).toMatchObject([
      { kind: 'same', isSeenBefore: true, target: { leadId: 1 } },
      { kind: 'same', isSeenBefore: true, target: { leadId: 2 } },
    ])
    expect(kindsOf([...twice, { fullName: 'Ann Lee' }], { workbook })).toEqual(['same', 'same', 'created'])
  })

  test('that meets the mark of somebody who asked not to be contacted is refused', () => {
    const workbook = new PretendWorkbook()
    workbook.marks.add('gone@x.de')
    const [outcome] = importRows([{ fullName: 'Gone', email: 'Gone@x.de' }], { workbook }).outcomes
    expect(outcome).toMatchObject({ kind: 'refused', reason: { code: 'do_not_contact_mark' } })
  })
})

describe('rows of one file', () => {
  test('with the same e-mail are one person: created, then filled or the same', () => {
    const { outcomes, decisions } = importRows([
      { fullName: 'Ann Lee', email: 'ann@x.de' },
      { fullName: 'Ann Lee', email: 'ANN@x.de ', company: 'Acme' },
      { email: 'ann@x.de' },
    ])
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'updated', 'same'])
    expect(decisions.flatMap(({ creations }) => creations)).toMatchObject([
      { fullName: 'Ann Lee', company: 'Acme', emails: ['ann@x.de'] },
    ])
  })

  test('belong together through a third, whatever their order', () => {
    const rows = [
      { email: 'a@x.de' },
      { email: 'c@x.de' },
      { email: 'a@x.de, b@x.de' },
      { email: 'b@x.de', sourceId: '1' },
      { email: 'c@x.de', sourceId: '1' },
    ]
    const creations = importRows(rows).decisions.flatMap((decision) => decision.creations)
    expect(creations.map(({ emails }) => [...emails].sort())).toEqual([['a@x.de', 'b@x.de', 'c@x.de']])
  })

  test('with nothing in common but blanks are never merged, and neither by a name or a company alone', () => {
    expect(
      kindsOf([{ fullName: 'Ann Lee' }, { fullName: 'Ann Lee' }, { company: 'Acme' }, { company: 'Acme' }]),
    ).toEqual(Array(4).fill('created'))
  })

  test.each<[string, Said[], (string | null)[], string[]]>([
    [
      'one phone and agreeing names are one',
      [
        { fullName: 'Ann Lee', phone: PHONE },
        { fullName: 'Lee, Ann', phone: '030 5550101', title: 'CTO' },
        { phone: PHONE },
      ],
      [null, null, null],
      ['created', 'updated', 'same'],
    ],
    [
      'one phone and other names ask',
      [
        { fullName: 'Ann Lee', phone: PHONE },
        { fullName: 'Bob Roe', phone: PHONE },
      ],
      [null, 'same_phone'],
      ['created', 'asked'],
    ],
    [
      'one phone and other names are two where each has an address of its own',
      [
        { fullName: 'Ann Lee', phone: PHONE, email: 'ann@x.de' },
        { fullName: 'Bob Roe', phone: PHONE, email: 'bob@x.de' },
      ],
      [null, null],
      ['created', 'created'],
    ],
    [
      'names that agree only through a third are not joined by it',
      [
        { fullName: 'Anna Lee', phone: PHONE },
        { fullName: 'A. Lee', phone: PHONE },
        { fullName: 'Ada Lee', phone: PHONE },
      ],
      [null, 'same_phone', 'same_phone'],
      ['created', 'asked', 'asked'],
    ],
    [
      'a row without a name asks where a phone has two',
      [
        { fullName: 'Ann Lee', phone: PHONE, email: 'ann@x.de' },
        { fullName: 'Bob Roe', phone: PHONE, email: 'bob@x.de' },
        { phone: PHONE },
      ],
      [null, null, 'same_phone'],
      ['created', 'created', 'asked'],
    ],
    [
      'name and company ask',
      [
        { fullName: 'Ann Lee', company: 'Acme', email: 'ann@x.de' },
        { fullName: 'Ann Lee', company: 'acme', title: 'CTO' },
      ],
      [null, 'same_name_and_company'],
      ['created', 'asked'],
    ],
    [
      'nearly the name of a colleague asks',
      [
        { fullName: 'Katharina Vogel', company: 'Acme' },
        { fullName: 'Katarina Vogel', company: 'Acme' },
        { fullName: 'Bob Roe', company: 'Acme' },
      ],
      [null, 'near_name', null],
      ['created', 'asked', 'created'],
    ],
  ])('%s', (_, rows, asks, kinds) => {
    expect(asksOf(importRows(rows).outcomes)).toEqual(asks)
    expect(kindsOf(rows)).toEqual(kinds)
  })

  test('a row that tells nothing asks too, once an address is known to be shared', () => {
    const rows = [
      { fullName: 'Ann Lee', email: 'info@x.de', phone: PHONE },
      { fullName: 'Bob Roe', email: 'info@x.de', phone: OTHER_PHONE },
      { email: 'info@x.de', phone: OTHER_PHONE },
      { fullName: 'Ann Lee', email: 'info@x.de', title: 'CTO' },
    ]
    expect(kindsOf(rows)).toEqual(['created', 'asked', 'asked', 'updated'])
  })

  test('more than fifty under one phone are a switchboard: nobody asks, nobody is merged but equal names', () => {
    const rows = Array.from({ length: 60 }, (_, at) => ({ fullName: `Person${at} Lee`, phone: PHONE }))
    expect(new Set(kindsOf(rows))).toEqual(new Set(['created']))
    expect(kindsOf([...rows, { fullName: 'Person7 Lee', phone: PHONE, title: 'CTO' }]).at(-1)).toBe('updated')
  })
})

describe('what the seller answers', () => {
  const leads: Said[] = [
    { fullName: 'Ann Lee', company: 'Acme', phone: PHONE },
    { fullName: 'Bob Roe', company: 'Beta', email: 'info@x.de', phone: OTHER_PHONE },
  ]
  const rows: Said[] = [
    { fullName: 'Eve Poe', phone: PHONE, title: 'CTO' },
    { fullName: 'Dan Foe', email: 'info@x.de', phone: '+49 30 5550103' },
    { fullName: 'Ann Lee', company: 'Acme', title: 'CEO' },
    { fullName: 'Ann Leee', company: 'Acme', title: 'CFO' },
  ]
  const codes: AskCode[] = ['same_phone', 'shared_address', 'same_name_and_company', 'near_name']
  const decide = (answers: TableChoices['answers'], said = rows) =>
    importRows(said, { workbook: workbookOf(...leads), ...(answers && { answers }) })

  test('without an answer each asks for its own reason, with whom it may be', () => {
    const { outcomes } = decide({})
    expect(asksOf(outcomes)).toEqual(codes)
    expect(outcomes.map((row) => (row.kind === 'asked' ? row.reason.candidates : []))).toEqual([
      [{ leadId: 1 }],
      [{ leadId: 2 }],
      [{ leadId: 1 }],
      [{ leadId: 1 }],
    ])
  })

  test.each([
    ['same', ['updated', 'updated', 'same', 'same']],
    ['apart', ['created', 'created', 'created', 'created']],
    ['left_out', ['refused', 'refused', 'refused', 'refused']],
  ] as const)('“%s” to all of each reason settles them', (is, kinds) => {
    const { outcomes } = decide({ toAll: new Map(codes.map((code) => [code, is])) })
    expect(outcomes.map(({ kind }) => kind)).toEqual(kinds)
  })

  test('row by row goes before the answer to all, and concerns that row only', () => {
    const { outcomes } = decide({
      byRow: new Map([
        [2, { is: 'left_out' }],
        [4, { is: 'same' }],
      ]),
      toAll: new Map([
        ['same_phone', 'same'],
        ['near_name', 'apart'],
      ]),
    })
    expect(outcomes.map(({ kind }) => kind)).toEqual(['refused', 'asked', 'updated', 'created'])
    expect(leadOf(outcomes[2])).toBe(1)
  })

  test('the same as a lead that is named goes to that lead', () => {
    const { outcomes } = decide({ byRow: new Map([[2, { is: 'same', leadId: 2 as LeadId }]]) })
    expect([outcomes[0]?.kind, leadOf(outcomes[0])]).toEqual(['updated', 2])
  })

  test('the same as a row of the file makes one lead of both', () => {
    const { outcomes, decisions } = importRows([{ fullName: 'Ann Lee' }, { fullName: 'Ann Smith', title: 'CTO' }], {
      answers: { byRow: new Map([[3, { is: 'same', row: 2 }]]) },
    })
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'updated'])
    expect(decisions.flatMap(({ creations }) => creations)).toMatchObject([{ fullName: 'Ann Lee', title: 'CTO' }])
  })

  test.each<[AskCode, Said, Said]>([
    ['same_phone', { fullName: 'Ann Lee', phone: PHONE }, { fullName: 'Bob Roe', phone: PHONE, title: 'CTO' }],
    [
      'same_name_and_company',
      { fullName: 'Ann Lee', company: 'A' },
      { fullName: 'Ann Lee', company: 'A', title: 'CTO' },
    ],
    ['near_name', { fullName: 'Ann Lee', company: 'A' }, { fullName: 'Ann Leee', company: 'A', title: 'CTO' }],
  ])('settles rows of one file that ask for %s', (code, one, other) => {
    const kinds = (answers: TableChoices['answers']): string[] => kindsOf([one, other], { ...(answers && { answers }) })
    expect(kinds({})).toEqual(['created', 'asked'])
    for (const [is, kind] of [
      ['same', 'updated'],
      ['apart', 'created'],
      ['left_out', 'refused'],
    ] as const) {
      expect([is, ...kinds({ byRow: new Map([[3, { is }]]) })]).toEqual([is, 'created', kind])
      expect([is, ...kinds({ toAll: new Map([[code, is]]) })]).toEqual([is, 'created', kind])
    }
  })

  test('of one who touches two leads settles it, and the rows of each lead go their own way', () => {
    const said = [
      { email: 'a@x.de', title: 'one' },
      { email: 'a@x.de, b@x.de', city: 'Bonn' },
      { email: 'b@x.de', title: 'two' },
    ]
    const decideAs = (answers: TableChoices['answers']) =>
      importRows(said, { workbook: workbookOf({ email: 'a@x.de' }, { email: 'b@x.de' }), ...(answers && { answers }) })
    expect(asksOf(decideAs({}).outcomes)).toEqual(Array(3).fill('touches_two_leads'))
    const same = decideAs({ byRow: new Map([[3, { is: 'same', leadId: 2 as LeadId }]]) }).outcomes
    expect(same.map((row) => [row.kind, leadOf(row)])).toEqual([
      ['updated', 1],
      ['updated', 2],
      ['updated', 2],
    ])
    const apart = decideAs({ byRow: new Map([[3, { is: 'apart' }]]) }).outcomes
    expect(apart.map((row) => [row.kind, leadOf(row)])).toEqual([
      ['updated', 1],
      ['created', null],
      ['updated', 2],
    ])
  })
})

test('a mended cell is read in place of the file’s, and the row stays the row of the file', () => {
  const workbook = new PretendWorkbook()
  const said = [{ fullName: 'Ann Lee', email: 'ann[at]x.de' }, { city: 'Bonn' }]
  const mended = new Map([
    [2, new Map([[2, 'ann@x.de']])],
    [3, new Map([[0, 'Bob Roe']])],
  ])
  const first = importRows(said, { workbook, mended })
  expect(first.drafts).toMatchObject([
    { emails: ['ann@x.de'], custom: [] },
    { fullName: 'Bob Roe', city: 'Bonn' },
  ])
  expect([first.rows.isMended(0), first.rows.cellsAt(1)[0]]).toEqual([true, 'Bob Roe'])
  workbook.write(first.decisions, first.rows)
  expect(kindsOf(said, { workbook })).toEqual(['same', 'refused'])
  expect(kindsOf(said, { workbook, mended })).toEqual(['same', 'same'])
})

describe('signals', () => {
  const ann: Said = { fullName: 'Ann Lee', email: 'ann@x.de' }
  const clicked: Said = { email: 'ann@x.de', signalKind: 'clicked', signalOn: '2026-11-02', signalTopic: 'Prices' }
  const choices = { kind: 'signals', policies: matchPolicies('keep', { signalKind: 'fill' }) } as const

  test('go to the lead they are of, with their kind, day and topic; nothing else of it changes', () => {
    const { decisions, outcomes } = importRows([{ ...clicked, title: 'CTO', company: 'Acme' }], {
      ...choices,
      workbook: workbookOf(ann),
    })
    expect(outcomes).toMatchObject([{ kind: 'updated', target: { leadId: 1 } }])
    const [update] = decisions.flatMap(({ updates }) => updates)
    expect(update?.fill.draft).toMatchObject({ title: null, company: null })
    expect(update?.fill.draft.signals).toMatchObject([{ on: '2026-11-02', topic: 'Prices' }])
  })

  test('of one kind, day and topic are one; another day or topic is another', () => {
    const workbook = workbookOf(ann)
    const first = importRows([clicked], { ...choices, workbook })
    workbook.write(first.decisions, first.rows)
    const later = [
      { ...clicked, notes: 'said so twice' },
      { ...clicked, signalOn: '2026-11-03' },
      { ...clicked, signalTopic: 'Team' },
      { ...clicked, signalKind: 'attended' },
    ]
    expect(kindsOf(later, { ...choices, workbook })).toEqual(['same', 'updated', 'updated', 'updated'])
  })

  test('of somebody unknown ask, make a lead or are left out', () => {
    const said = [{ ...clicked, email: 'eve@x.de' }]
    const outcome = (more: TableChoices = {}) => importRows(said, { ...choices, ...more }).outcomes[0]
    expect(outcome()).toMatchObject({ kind: 'asked', reason: { code: 'unmatched_signal' } })
    expect(outcome({ unmatched: 'create' })).toMatchObject({ kind: 'created' })
    expect(outcome({ unmatched: 'leave_out' })).toMatchObject({ kind: 'refused', reason: { code: 'left_out' } })
    expect(outcome({ answers: { byRow: new Map([[2, { is: 'apart' }]]) } })).toMatchObject({ kind: 'created' })
    expect(outcome({ answers: { byRow: new Map([[2, { is: 'left_out' }]]) } })).toMatchObject({ kind: 'refused' })
    expect(outcome({ answers: { toAll: new Map([['unmatched_signal', 'apart']]) } })).toMatchObject({ kind: 'created' })
  })

  test('that say nothing of what was done are refused; what holds for the file fills what a row leaves open', () => {
    expect(importRows([{ ...ann, company: 'A' }], choices).outcomes).toMatchObject([
      { kind: 'refused', reason: { code: 'no_signal' } },
    ])
    const { drafts } = importRows([{ email: 'ann@x.de' }], { ...choices, signal: { kind: 'attended', topic: 'Fair' } })
    expect(drafts[0]?.signals).toEqual([{ kind: 'attended', on: '2026-11-21', topic: 'Fair', note: null }])
  })
})

describe('for any file', () => {
  const text = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom('', '', ...values)
  const said: fc.Arbitrary<Said> = fc.record({
    fullName: text('Ann Lee', 'A. Lee', 'Lee Ann', 'Ann Leee', 'Bob Roe'),
    company: text('Acme', 'Beta'),
    title: text('CTO', 'CEO'),
    email: text('a@x.de', 'A@x.de', 'b@x.de', 'a@x.de; b@x.de', 'c@x.de', 'c@x.de, d@x.de'),
    phone: text(PHONE, '030/5550101', OTHER_PHONE, `${PHONE} / ${OTHER_PHONE}`, '4.9E+11'),
    sourceId: text('1', '2', '3'),
    tags: text('x', 'y', 'x, y'),
    notes: text('n', 'm'),
    temperature: text('warm', 'cold'),
    doNotContact: text('yes', 'no'),
    optOut: text('yes'),
    value: text('5', '7'),
    'custom:Size': text('38', '40'),
  })
  const file = fc.array(said, { maxLength: 9 }).map((rows) => rows.filter((row) => Object.values(row).some(Boolean)))
  const policies = fc
    .tuple(
      fc.constantFrom('keep', 'fill', 'overwrite' as const),
      fc.dictionary(
        fc.constantFrom('fullName', 'title', 'email', 'phone', 'tags', 'notes', 'value', 'custom:Size'),
        fc.constantFrom('keep', 'fill', 'overwrite', 'append' as const),
      ),
    )
    .map(([onMatch, byTarget]) => matchPolicies(onMatch as 'keep', byTarget as Record<string, 'keep'>))
  const answer = fc.constantFrom('same', 'apart', 'left_out' as const)
  const answers = fc.record({
    byRow: fc
      .dictionary(fc.constantFrom('2', '3', '4', '5'), answer)
      .map((all) => new Map(Object.entries(all).map(([row, is]) => [Number(row), { is: is as 'same' }] as const))),
    toAll: fc
      .dictionary(
        fc.constantFrom('shared_address', 'touches_two_leads', 'same_phone', 'same_name_and_company', 'near_name'),
        answer,
      )
      .map((all) => new Map(Object.entries(all) as [AskCode, 'same'][])),
  })

  const importInto = (workbook: PretendWorkbook, rows: readonly Said[], choices: TableChoices = {}) => {
    const planned = importRows(rows, { ...choices, workbook })
    workbook.write(planned.decisions, planned.rows)
    return planned
  }

  test('each row has one outcome, counted once, and each created row makes one lead', () => {
    fc.assert(
      fc.property(file, file, policies, answers, (earlier, rows, policies, answers) => {
        const workbook = new PretendWorkbook()
        importInto(workbook, earlier)
        const { counts, decisions, outcomes } = importRows(rows, { workbook, policies, answers })
        expect(outcomes.map(({ index }) => index)).toEqual([...rows.keys()])
        expect(counts.created + counts.updated + counts.same + counts.asked + counts.refused).toBe(rows.length)
        expect(decisions.flatMap(({ creations }) => creations).length).toBe(counts.created)
      }),
      { numRuns: 500 },
    )
  })

  test('the decision of a row by itself is the one it has among all', () => {
    fc.assert(
      fc.property(file, file, policies, answers, (earlier, rows, policies, answers) => {
        const workbook = new PretendWorkbook()
        importInto(workbook, earlier)
        const { planner, outcomes } = importRows(rows, { workbook, policies, answers })
        for (const outcome of outcomes)
          expect(planner.decisionOf(outcome.index).rows.find(({ index }) => index === outcome.index)).toEqual(outcome)
      }),
      { numRuns: 300 },
    )
  })

  test('importing it twice changes nothing the second time, whatever the policies; a row that asks may be told apart by what was overwritten', () => {
    fc.assert(
      fc.property(file, file, policies, (earlier, rows, policies) => {
        const workbook = new PretendWorkbook()
        importInto(workbook, earlier)
        const first = importInto(workbook, rows, { policies })
        const hasOverwritten = first.decisions.some(({ updates }) => updates.some(({ fill }) => fill.replaced.size > 0))
        fc.pre(first.counts.asked === 0 || !hasOverwritten)
        const before = structuredClone([...workbook.leads])
        const again = importInto(workbook, rows, { policies })
        expect(again.counts).toMatchObject({ created: 0, updated: 0 })
        expect([...workbook.leads]).toEqual(before)
      }),
      { numRuns: 800 },
    )
  })

  test('a row that was written is the same the second time, whatever was answered', () => {
    fc.assert(
      fc.property(file, file, policies, answers, (earlier, rows, policies, answers) => {
        const workbook = new PretendWorkbook()
        importInto(workbook, earlier)
        const first = importInto(workbook, rows, { policies, answers })
        const again = importRows(rows, { policies, answers, workbook })
        for (const { index, kind } of first.outcomes)
          if (kind === 'created' || kind === 'updated' || kind === 'same')
            expect(again.outcomes[index]).toMatchObject({ kind: 'same' })
      }),
      { numRuns: 500 },
    )
  })

  test('no import overwrites a field unless it may, and none clears a flag or an address it was not told to', () => {
    fc.assert(
      fc.property(file, file, answers, (earlier, rows, answers) => {
        const workbook = new PretendWorkbook()
        importInto(workbook, earlier)
        const before = new Map(workbook.leads)
        importInto(workbook, rows, { answers })
        for (const [id, lead] of before) {
          const after = workbook.getLead(id)
          expect([after.doNotContact, after.optOut, after.hasHandTag]).toEqual([
            lead.doNotContact || after.doNotContact,
            lead.optOut || after.optOut,
            lead.hasHandTag || after.hasHandTag,
          ])
          expect(lead.fullName ?? after.fullName).toBe(after.fullName)
          expect(after.emails.slice(0, lead.emails.length)).toEqual(lead.emails)
          expect(after.notes ?? '').toContain(lead.notes ?? '')
        }
      }),
      { numRuns: 500 },
    )
  })

  test('the order of its rows does not change which of them belong together', () => {
    const groupsOf = (rows: readonly Said[], numbers: readonly number[]): string[] =>
      importRows(rows)
        .decisions.map((decision) =>
          decision.rows
            .map(({ index }) => numbers[index] ?? -1)
            .sort((a, b) => a - b)
            .join(),
        )
        .sort()
    fc.assert(
      fc.property(
        file.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows.keys()], { minLength: rows.length })),
        ),
        ([rows, order]) => {
          const shuffled = order.map((at) => rows[at] as Said)
          expect(groupsOf(shuffled, order)).toEqual(groupsOf(rows, [...rows.keys()]))
        },
      ),
      { numRuns: 800 },
    )
  })
})
