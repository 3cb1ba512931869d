import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupBySharedKey } from '../../../../shared/domain/import/groups.ts'
import { type AskReason, decideRows, doNamesAgree } from '../../../../shared/domain/import/identity.ts'
import { emptyDraft, type LeadDraft } from '../../../../shared/domain/import/lead-draft.ts'
import type { PlannedRow } from '../../../../shared/domain/import/plan-rows.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { PretendWorkbook } from '../../../support/pretend-workbook.ts'

type Said = Partial<LeadDraft> & { phone?: string }

/** Rows 2, 3, … that say this; `null` is a refused one. Equal ones are equal cell for cell. */
function rowsOf(...said: readonly (Said | null)[]): PlannedRow[] {
  const occurrences = new Map<string, number>()
  return said.map((row, index) => {
    const hash = JSON.stringify(row)
    const occurrence = (occurrences.get(hash) ?? 0) + 1
    occurrences.set(hash, occurrence)
    const base = { row: index + 2, index, hash, occurrence }
    if (row === null) return { ...base, kind: 'refused', reason: { code: 'nothing_to_know_by' } }
    const { phone, ...fields } = row
    const phones = phone === undefined ? (fields.phones ?? []) : [{ raw: phone, e164: phone, isDamaged: false }]
    return { ...base, kind: 'draft', draft: { ...emptyDraft, ...fields, phones }, warnings: [] }
  })
}

const kinds = (rows: readonly PlannedRow[], workbook = new PretendWorkbook()): string[] =>
  decideRows(rows, workbook).rows.map(({ kind }) => kind)

describe('rows of one file', () => {
  test('with the same e-mail are one person: created, then filled or the same', () => {
    const rows = rowsOf(
      { fullName: 'Ann Lee', emails: ['ann@x.de'] },
      { fullName: 'Ann Lee', emails: ['ANN@x.de '], company: 'Acme' },
      { emails: ['ann@x.de'] },
    )
    const decisions = decideRows(rows, new PretendWorkbook())
    expect(decisions.rows.map(({ kind }) => kind)).toEqual(['created', 'updated', 'same'])
    expect(decisions.creations).toMatchObject([{ fullName: 'Ann Lee', company: 'Acme', emails: ['ann@x.de'] }])
  })

  test('belong together through a third, whatever their order', () => {
    const rows = rowsOf(
      { emails: ['a@x.de'] },
      { emails: ['c@x.de'] },
      { emails: ['a@x.de', 'b@x.de'] },
      { emails: ['b@x.de', 'c@x.de'] },
    )
    expect(decideRows(rows, new PretendWorkbook()).creations.map(({ emails }) => [...emails].sort())).toEqual([
      ['a@x.de', 'b@x.de', 'c@x.de'],
    ])
  })

  test('without an e-mail are never merged: blank matches nothing', () => {
    expect(kinds(rowsOf({ fullName: 'Ann Lee' }, { fullName: 'Ann Lee' }, { company: 'Acme' }))).toEqual([
      'created',
      'created',
      'created',
    ])
  })

  test('ask where one address holds two names and two phones, and not where either agrees or is blank', () => {
    const first = { fullName: 'Ann Lee', emails: ['info@x.de'], phone: '+491' }
    expect(kinds(rowsOf(first, { fullName: 'Bob Roe', emails: ['info@x.de'], phone: '+492' }))).toEqual([
      'created',
      'asked',
    ])
    expect(kinds(rowsOf(first, { fullName: 'Bob Roe', emails: ['info@x.de'], phone: '+491' }))[1]).not.toBe('asked')
    expect(kinds(rowsOf(first, { fullName: 'Lee, Ann', emails: ['info@x.de'], phone: '+492' }))[1]).toBe('updated')
    expect(kinds(rowsOf(first, { fullName: 'Bob Roe', emails: ['info@x.de'] }))[1]).toBe('same')
  })
})

test('a row that tells nothing asks too, once an address is known to be shared', () => {
  const rows = rowsOf(
    { fullName: 'Ann Lee', emails: ['info@x.de'], phone: '+491' },
    { fullName: 'Bob Roe', emails: ['info@x.de'], phone: '+492' },
    { emails: ['info@x.de'], phone: '+492' },
    { fullName: 'Ann Lee', emails: ['info@x.de'], title: 'CTO' },
  )
  expect(kinds(rows)).toEqual(['created', 'asked', 'asked', 'updated'])
})

describe('a row and the workbook', () => {
  const known = (said: Said): { workbook: PretendWorkbook; id: LeadId } => {
    const workbook = new PretendWorkbook()
    const [row] = rowsOf(said)
    if (row?.kind !== 'draft') throw new Error('no draft')
    return { workbook, id: workbook.insert(row.draft) }
  }

  test('fills what is missing, appends to lists and keeps what is there', () => {
    const { workbook, id } = known({
      fullName: 'Ann Lee',
      emails: ['ann@x.de'],
      company: 'Acme',
      source: 'fair',
      tags: ['VIP'],
      custom: [{ name: 'Size', value: '38' }],
    })
    const [row] = rowsOf({
      fullName: 'Annabel Lee',
      emails: ['ann@x.de', 'ann@y.de'],
      company: 'Other',
      title: 'CTO',
      source: 'web',
      tags: ['vip', 'new'],
      custom: [
        { name: 'size', value: '40' },
        { name: 'Shoe', value: 'red' },
      ],
      notes: ['called'],
    })
    const decisions = decideRows(row === undefined ? [] : [row], workbook)
    expect(decisions.updates).toEqual([
      {
        leadId: id,
        fill: {
          ...emptyDraft,
          title: 'CTO',
          emails: ['ann@y.de'],
          tags: ['new'],
          custom: [{ name: 'Shoe', value: 'red' }],
          notes: ['called'],
        },
      },
    ])
    expect(decisions.rows[0]).toMatchObject({
      kind: 'updated',
      changes: [
        { field: 'title', before: null, after: 'CTO' },
        { field: 'emails' },
        { field: 'tags' },
        { field: 'custom' },
        { field: 'notes' },
      ],
    })
  })

  test('never erases, lifts or revives: blank says nothing, flags are only set, stage and hand tag stay', () => {
    const { workbook } = known({
      fullName: 'Ann Lee',
      emails: ['ann@x.de'],
      doNotContact: true,
      optOut: true,
      temperature: 'cold',
      stage: 'lead',
      status: 'lost',
    })
    expect(
      kinds(
        rowsOf({ emails: ['ann@x.de'], temperature: 'warm', stage: 'won', status: 'customer', nextAction: 'call' }),
        workbook,
      ),
    ).toEqual(['same'])
    const other = known({ emails: ['bob@x.de'] })
    expect(
      decideRows(rowsOf({ emails: ['bob@x.de'], doNotContact: true, nextAction: 'call' }), other.workbook).updates[0]
        ?.fill,
    ).toMatchObject({ doNotContact: true, nextAction: null })
  })

  test('that meets the mark of somebody who asked not to be contacted is refused', () => {
    const workbook = new PretendWorkbook()
    workbook.marks.add('gone@x.de')
    expect(decideRows(rowsOf({ fullName: 'Gone', emails: ['Gone@x.de'] }), workbook).rows[0]).toMatchObject({
      kind: 'refused',
      reason: { code: 'do_not_contact_mark' },
    })
  })

  test('that leads to two leads asks, and so do the rows that belong with it', () => {
    const { workbook } = known({ emails: ['a@x.de'] })
    workbook.insert({ ...emptyDraft, emails: ['b@x.de'] })
    const decisions = decideRows(
      rowsOf({ emails: ['a@x.de', 'b@x.de'] }, { emails: ['a@x.de'], title: 'CTO' }),
      workbook,
    )
    const reason: AskReason = { code: 'touches_two_leads', leadIds: [1 as LeadId, 2 as LeadId] }
    expect(decisions.rows).toMatchObject([
      { kind: 'asked', reason },
      { kind: 'asked', reason },
    ])
    expect(decisions.updates).toEqual([])
  })

  test('that was imported before is the same, however the lead has changed since', () => {
    const workbook = new PretendWorkbook()
    const rows = rowsOf({ fullName: 'Ann Lee' }, { fullName: 'Ann Lee' })
    workbook.write(rows, decideRows(rows, workbook))
    expect(decideRows(rows, workbook).rows).toMatchObject([
      { kind: 'same', isSeenBefore: true, target: { leadId: 1 } },
      { kind: 'same', target: { leadId: 2 } },
    ])
    expect(kinds(rowsOf({ fullName: 'Ann Lee' }, { fullName: 'Ann Lee' }, { fullName: 'Ann Lee' }), workbook)).toEqual([
      'same',
      'same',
      'created',
    ])
  })
})

test.each([
  ['Ann Lee', 'LEE, Ann', true],
  ['Renée Whitaker', 'Renee Whitaker', true],
  ['A. Lee', 'Ann Lee', true],
  ['Lee', 'Ann Lee', true],
  ['Dr. Ann Lee', 'Ann Lee', true],
  ['Ann Lee', 'Bob Lee', false],
  ['Jim', 'James', false],
])('the names %s and %s agree: %s', (one, other, agree) => {
  expect([doNamesAgree(one, other), doNamesAgree(other, one)]).toEqual([agree, agree])
})

describe('for any file', () => {
  const email = fc.constantFrom('a@x.de', 'A@x.de', 'b@x.de', 'c@x.de', 'd@x.de')
  const text = (...values: string[]): fc.Arbitrary<string | null> => fc.constantFrom(null, ...values)
  const said: fc.Arbitrary<Said | null> = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        fullName: text('Ann Lee', 'Bob Roe'),
        company: text('Acme', 'Beta'),
        title: text('CTO'),
        emails: fc.uniqueArray(email, { maxLength: 2 }),
        phones: fc.uniqueArray(
          fc.constantFrom('+491', '+492').map((raw) => ({ raw, e164: raw, isDamaged: false })),
          { maxLength: 1, selector: ({ raw }) => raw },
        ),
        tags: fc.uniqueArray(fc.constantFrom('x', 'y'), { maxLength: 2 }),
        notes: fc.uniqueArray(fc.constantFrom('n', 'm'), { maxLength: 1 }),
        temperature: fc.constantFrom(null, 'warm' as const),
        doNotContact: fc.boolean(),
        valueMinor: fc.constantFrom(null, 5),
      }),
    },
    { weight: 1, arbitrary: fc.constant(null) },
  )
  const file = fc.array(said, { maxLength: 9 })

  test('rows = created + updated + same + asked + refused, and each created row makes one lead', () => {
    fc.assert(
      fc.property(file, (rows) => {
        const { counts, creations } = decideRows(rowsOf(...rows), new PretendWorkbook())
        expect(counts.rows).toBe(rows.length)
        expect(counts.created + counts.updated + counts.same + counts.asked + counts.refused).toBe(counts.rows)
        expect(counts.created).toBe(creations.length)
      }),
    )
  })

  test('importing it twice changes nothing the second time', () => {
    fc.assert(
      fc.property(file, file, (earlier, rows) => {
        const workbook = new PretendWorkbook()
        for (const planned of [rowsOf(...earlier), rowsOf(...rows)])
          workbook.write(planned, decideRows(planned, workbook))
        const before = structuredClone([...workbook.leads])
        const planned = rowsOf(...rows)
        const again = decideRows(planned, workbook)
        expect(again.creations).toEqual([])
        expect(again.updates).toEqual([])
        workbook.write(planned, again)
        expect([...workbook.leads]).toEqual(before)
      }),
      { numRuns: 1000 },
    )
  })

  test('no import ever overwrites a field or clears a flag', () => {
    fc.assert(
      fc.property(file, file, (earlier, rows) => {
        const workbook = new PretendWorkbook()
        const first = rowsOf(...earlier)
        workbook.write(first, decideRows(first, workbook))
        const before = new Map(workbook.leads)
        const second = rowsOf(...rows)
        workbook.write(second, decideRows(second, workbook))
        for (const [id, lead] of before) {
          const after = workbook.getLead(id)
          expect(lead.doNotContact && !after.doNotContact).toBe(false)
          expect(lead.fullName ?? after.fullName).toBe(after.fullName)
          expect(after.emails.slice(0, lead.emails.length)).toEqual(lead.emails)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('the order of its rows does not change who belongs together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(email, { maxLength: 3 }), { maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (keys, noise) => {
          const items = keys.map((own, id) => ({ id, own }))
          const shuffled = items
            .map((item) => ({ item, at: noise.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item)
          const sets = (list: typeof items): string[] =>
            groupBySharedKey(list, ({ own }) => own)
              .map((group) =>
                group
                  .map(({ id }) => id)
                  .sort((a, b) => a - b)
                  .join(),
              )
              .sort()
          expect(sets(shuffled)).toEqual(sets(items))
        },
      ),
    )
  })
})
