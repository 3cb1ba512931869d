import { describe, expect, test } from 'vitest'
import {
  computeFill,
  type ExistingLead,
  isEmptyFill,
  KnownLead,
  type LeadFill,
  signalKey,
} from '../../../../shared/domain/import/fill.ts'
import { JoinedFill } from '../../../../shared/domain/import/joined-fill.ts'
import { emptyDraft, type LeadDraft } from '../../../../shared/domain/import/lead-draft.ts'
import { type MatchPolicy, matchPolicies } from '../../../../shared/domain/import/match-policy.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const EARLIER = plainDate('2026-01-05')
const LATER = plainDate('2026-02-06')
const POLICIES = ['keep', 'fill', 'overwrite', 'append'] as const
const phone = (e164: string) => ({ raw: e164, e164, isDamaged: false })

const lead: ExistingLead = {
  ...emptyDraft,
  name: 'Ann Lee',
  fullName: 'Ann Lee',
  givenName: 'Ann',
  familyName: 'Lee',
  notes: 'old note',
  stage: 'lead',
  status: 'active',
  wonOn: null,
  hasHandTag: false,
  hasOpenNextAction: false,
  signalKeys: [],
}

function joinFills(...fills: readonly LeadFill[]): LeadFill {
  const joined = new JoinedFill()
  for (const fill of fills) joined.add(fill)
  return joined.result()
}

/** What rows add to one lead, each after those before it. */
function joinedFill(
  known: Partial<ExistingLead>,
  said: readonly Partial<LeadDraft>[],
  policy: MatchPolicy,
): LeadFill['draft'] {
  const knownLead = KnownLead.of({ ...lead, ...known })
  const fills = said.map((row) => {
    const { fill } = computeFill(knownLead, { ...emptyDraft, ...row }, matchPolicies(policy))
    knownLead.apply(fill)
    return fill
  })
  return joinFills(...fills).draft
}

/** What a row adds to a lead under one policy for all fields: the fields that change, as before and after. */
function changesOf(
  known: Partial<ExistingLead>,
  said: Partial<LeadDraft>,
  policy: MatchPolicy = 'fill',
  byTarget: Record<string, MatchPolicy> = {},
): Record<string, [string | null, string]> {
  const { fill, changes } = computeFill(
    KnownLead.of({ ...lead, ...known }),
    { ...emptyDraft, ...said },
    matchPolicies(policy, byTarget),
  )
  expect(isEmptyFill(fill)).toBe(changes.length === 0)
  return Object.fromEntries(changes.map(({ field, before, after }) => [field, [before, after]]))
}

describe('a field of a lead that is in the workbook', () => {
  test.each<[MatchPolicy, boolean, boolean]>([
    ['keep', false, false],
    ['fill', true, false],
    ['overwrite', true, true],
    ['append', true, false],
  ])('under “%s”: a missing value is written %s, another one replaced %s', (policy, isFilled, isReplaced) => {
    for (const field of [
      'company',
      'title',
      'website',
      'street',
      'city',
      'region',
      'postalCode',
      'country',
      'source',
    ] as const) {
      expect(changesOf({}, { [field]: 'new' }, policy)).toEqual(isFilled ? { [field]: [null, 'new'] } : {})
      expect(changesOf({ [field]: 'old' }, { [field]: 'new' }, policy)).toEqual(
        isReplaced ? { [field]: ['old', 'new'] } : {},
      )
      expect(changesOf({ [field]: 'same' }, { [field]: 'same' }, policy)).toEqual({})
    }
    expect(changesOf({ valueMinor: 5 }, { valueMinor: 7 }, policy)).toEqual(
      isReplaced ? { valueMinor: ['5', '7'] } : {},
    )
    expect(changesOf({}, { valueMinor: 7 }, policy)).toEqual(isFilled ? { valueMinor: [null, '7'] } : {})
    expect(changesOf({}, { fullName: 'Bob Roe' }, policy)).toEqual(
      isReplaced ? { fullName: ['Ann Lee', 'Bob Roe'] } : {},
    )
  })

  test.each<[MatchPolicy, string | null, string | null]>([
    ['keep', null, null],
    ['fill', 'c@x.de', null],
    ['overwrite', 'b@x.de, c@x.de', 'a@x.de, b@x.de'],
    ['append', 'c@x.de', null],
  ])('that is a list, under “%s”', (policy, after, before) => {
    const expected = (field: string) => (after === null ? {} : { [field]: [before, after] })
    const lists = { emails: ['a@x.de', 'b@x.de'], tags: ['a@x.de', 'b@x.de'] }
    expect(changesOf(lists, { emails: ['B@x.de', 'c@x.de'].map((email) => email.toLowerCase()) }, policy)).toEqual(
      expected('emails'),
    )
    expect(changesOf(lists, { tags: ['b@x.de', 'c@x.de'] }, policy)).toEqual(expected('tags'))
  })

  test('that is a list holding the same in another order or spelling does not change, even where it may be overwritten', () => {
    const known = { emails: ['a@x.de', 'b@x.de'], phones: [phone('+491')], tags: ['VIP', 'new'] }
    const said = { emails: ['B@x.de', 'A@x.de'], phones: [{ ...phone('+491'), raw: '01' }], tags: ['New', 'vip'] }
    for (const policy of POLICIES) expect(changesOf(known, said, policy)).toEqual({})
  })

  test('that is a phone is not replaced by one that a spreadsheet damaged', () => {
    const damaged = { raw: '4.9E+11', e164: null, isDamaged: true }
    expect(changesOf({ phones: [phone('+491')] }, { phones: [damaged] }, 'overwrite')).toEqual({
      phones: [null, '4.9E+11'],
    })
  })

  test('that is a note is added to, replaced or kept', () => {
    expect(changesOf({}, { notes: ['new'] }, 'keep')).toEqual({})
    expect(changesOf({}, { notes: ['new'] }, 'fill')).toEqual({ notes: [null, 'new'] })
    expect(changesOf({}, { notes: ['new'] }, 'append')).toEqual({ notes: [null, 'new'] })
    expect(changesOf({}, { notes: ['new'] }, 'overwrite')).toEqual({ notes: ['old note', 'new'] })
    for (const policy of POLICIES) expect(changesOf({}, { notes: ['old note'] }, policy)).toEqual({})
  })

  test('that is a note is compared by whole lines, not by parts of them', () => {
    const notes = 'not interested at all\nCalled twice\nWrite in May'
    expect(changesOf({ notes }, { notes: ['interested'] })).toEqual({ notes: [null, 'interested'] })
    expect(changesOf({ notes }, { notes: ['Called twice\nWrite'] })).toEqual({ notes: [null, 'Called twice\nWrite'] })
    expect(changesOf({ notes }, { notes: ['Write in May\nAgain'] })).toEqual({ notes: [null, 'Write in May\nAgain'] })
    for (const there of [notes, 'Called twice', 'Called twice\nWrite in May', 'not interested at all'])
      expect(changesOf({ notes }, { notes: [there] })).toEqual({})
  })

  test('that is a custom field is added to unless the value is a whole part of what is there', () => {
    const known = { custom: [{ name: 'Size', value: 'not interested; 38; 40' }] }
    const append = (value: string) => changesOf(known, { custom: [{ name: 'Size', value }] }, 'append')
    expect(append('interested')).toEqual({
      custom: ['Size: not interested; 38; 40', 'Size: not interested; 38; 40; interested'],
    })
    expect(append('4')).toHaveProperty('custom')
    for (const there of ['38', '40', 'not interested', '38; 40']) expect(append(there)).toEqual({})
  })

  test('that is a custom field is compared by its folded name and follows its own policy', () => {
    const known = { custom: [{ name: 'Size', value: '38' }] }
    const said = { custom: [{ name: 'size', value: '40' }] }
    expect(changesOf(known, said, 'fill')).toEqual({})
    expect(changesOf(known, said, 'overwrite')).toEqual({ custom: ['size: 38', 'size: 40'] })
    expect(changesOf(known, said, 'append')).toEqual({ custom: ['size: 38', 'size: 38; 40'] })
    expect(changesOf(known, said, 'fill', { 'custom:SIZE': 'overwrite' })).toEqual({ custom: ['size: 38', 'size: 40'] })
    expect(changesOf(known, said, 'overwrite', { 'custom:Size': 'keep' })).toEqual({})
    expect(changesOf({}, said, 'fill')).toEqual({ custom: [null, 'size: 40'] })
  })

  test('follows the policy of its target where it has one: first and last name are the name, each phone column the phones', () => {
    expect(changesOf({}, { fullName: 'Bob Roe' }, 'fill', { lastName: 'overwrite' })).toHaveProperty('fullName')
    expect(changesOf({ title: 'a' }, { title: 'b' }, 'overwrite', { title: 'fill' })).toEqual({})
    expect(changesOf({ phones: [phone('+491')] }, { phones: [phone('+492')] }, 'fill', { phone: 'overwrite' })).toEqual(
      {
        phones: ['+491', '+492'],
      },
    )
  })

  test('is never erased by a blank, whatever the policy', () => {
    const full: Partial<ExistingLead> = {
      company: 'Acme',
      title: 'CTO',
      emails: ['a@x.de'],
      phones: [phone('+491')],
      tags: ['VIP'],
      custom: [{ name: 'Size', value: '38' }],
      valueMinor: 5,
      doNotContact: true,
      optOut: true,
      hasHandTag: true,
    }
    for (const policy of POLICIES) expect(changesOf(full, { company: '' }, policy)).toEqual({})
  })

  test('do-not-contact and opt-out are set by any file and lifted by none', () => {
    for (const policy of POLICIES) {
      expect(changesOf({}, { doNotContact: true, optOut: true }, policy)).toEqual({
        doNotContact: [null, 'yes'],
        optOut: [null, 'yes'],
      })
      expect(changesOf({ doNotContact: true, optOut: true }, { doNotContact: false, optOut: false }, policy)).toEqual(
        {},
      )
    }
  })

  test('a hand tag, and a next action that is planned, are the seller’s', () => {
    const said = { temperature: 'warm', nextAction: 'Call', nextActionOn: LATER } as const
    for (const policy of POLICIES)
      expect(changesOf({ hasHandTag: true, hasOpenNextAction: true }, said, policy)).toEqual({})
    expect(changesOf({}, said, 'keep')).toEqual({})
    expect(changesOf({}, said, 'fill')).toEqual({
      temperature: [null, 'warm'],
      nextAction: [null, `${LATER} Call`],
    })
  })

  test('nothing is planned for one who must not be contacted', () => {
    expect(changesOf({ doNotContact: true }, { nextAction: 'Call' }, 'overwrite')).toEqual({})
    expect(changesOf({}, { nextAction: 'Call', doNotContact: true }, 'overwrite')).toEqual({
      doNotContact: [null, 'yes'],
    })
  })

  test('nothing is planned for a lead that is lost or disqualified, or that the row makes so', () => {
    const said = { nextAction: 'Call' } as const
    for (const policy of POLICIES) {
      expect(changesOf({ status: 'lost' }, said, policy)).toEqual({})
      expect(changesOf({ status: 'disqualified' }, said, policy)).toEqual({})
      expect(changesOf({}, { ...said, lostOn: LATER }, policy)).not.toHaveProperty('nextAction')
      expect(changesOf({}, { ...said, status: 'disqualified' }, policy)).not.toHaveProperty('nextAction')
    }
    for (const status of ['active', 'customer', 'resting'] as const)
      expect(changesOf({ status }, said)).toEqual({ nextAction: [null, 'Call'] })
    expect(changesOf({ status: 'lost' }, { ...said, status: 'active' }, 'overwrite')).toHaveProperty('nextAction')
    const afterLost = joinedFill({}, [{ status: 'lost', lostOn: LATER }, said], 'fill')
    expect(afterLost).toMatchObject({ lostOn: LATER, nextAction: null })
  })

  test('another program’s id is no other value of this one’s', () => {
    expect(changesOf({ sourceId: '1' }, { sourceId: '2' }, 'overwrite')).toEqual({})
    expect(changesOf({}, { sourceId: '2' }, 'fill')).toEqual({ sourceId: [null, '2'] })
  })

  test('a signal of an equal kind, day and topic is one it has', () => {
    const signal = { kind: 'attended', on: EARLIER, topic: 'Fair', note: null } as const
    const known = { signalKeys: [signalKey({ ...signal, topic: 'FAIR' })] }
    for (const policy of POLICIES) expect(changesOf(known, { signals: [{ ...signal, note: 'x' }] }, policy)).toEqual({})
    expect(changesOf(known, { signals: [{ ...signal, topic: null }] })).toEqual({
      signals: [null, `attended ${EARLIER}`],
    })
    expect(changesOf({}, { signals: [signal] }, 'keep')).toEqual({})
  })
})

describe('stage and status of a lead that is in the workbook', () => {
  const won = { stage: 'won', status: 'customer', wonOn: LATER } as const
  const lost = { status: 'lost', lostOn: LATER, lostReason: 'price' } as const

  test('a day of winning is written where it was never won, and one that is there stays', () => {
    for (const policy of ['fill', 'overwrite', 'append'] as const) {
      expect(changesOf({}, won, policy)).toEqual({ wonOn: [null, LATER] })
      expect(changesOf({ stage: 'won', status: 'customer', wonOn: EARLIER }, won, policy)).toEqual({})
    }
    expect(changesOf({}, won, 'keep')).toEqual({})
  })

  test('a day of losing is written where the lead is still active', () => {
    expect(changesOf({}, lost, 'fill')).toEqual({ lostOn: [null, LATER] })
    for (const status of ['customer', 'lost', 'disqualified', 'resting'] as const)
      expect(changesOf({ status }, lost, 'fill')).toEqual({})
    expect(changesOf({}, lost, 'keep')).toEqual({})
  })

  test('an undated word moves nothing unless it may overwrite', () => {
    const word = { stage: 'sql', status: 'disqualified' } as const
    for (const policy of ['keep', 'fill', 'append'] as const) expect(changesOf({}, word, policy)).toEqual({})
    expect(changesOf({}, word, 'overwrite')).toEqual({ stage: ['lead', 'sql'], status: ['active', 'disqualified'] })
    expect(changesOf({ stage: 'sql', status: 'disqualified' }, word, 'overwrite')).toEqual({})
  })
})

describe('rows that mean one new lead', () => {
  test('complete each other: the first word stands, lists and notes grow', () => {
    const known = KnownLead.ofDraft({ ...emptyDraft, fullName: 'Ann', title: 'CTO', tags: ['x'], stage: 'sql' })
    const { fill, changes } = computeFill(
      known,
      { ...emptyDraft, title: 'CEO', company: 'Acme', tags: ['X', 'y'], notes: ['n'], stage: 'won', wonOn: LATER },
      matchPolicies('overwrite'),
    )
    expect(changes.map(({ field, after }) => [field, after])).toEqual([
      ['company', 'Acme'],
      ['tags', 'y'],
      ['notes', 'n'],
      ['wonOn', LATER],
    ])
    expect(fill.replaced.size).toBe(0)
  })

  test('a fill applied once changes nothing the second time', () => {
    const said = {
      ...emptyDraft,
      title: 'CEO',
      emails: ['b@x.de'],
      notes: ['n'],
      custom: [{ name: 'Size', value: '40' }],
    }
    for (const policy of POLICIES) {
      const known = KnownLead.of({ ...lead, title: 'CTO', emails: ['a@x.de'], custom: [{ name: 'size', value: '38' }] })
      known.apply(computeFill(known, said, matchPolicies(policy)).fill)
      expect([policy, computeFill(known, said, matchPolicies(policy)).changes]).toEqual([policy, []])
    }
  })
})

describe('two fills of one lead put together', () => {
  test('what the second says goes before, lists are joined, a list put in place begins anew', () => {
    const first = {
      draft: { ...emptyDraft, title: 'CTO', tags: ['x'], emails: ['a@x.de'] },
      replaced: new Set<keyof LeadDraft>(),
    }
    const second = {
      draft: { ...emptyDraft, title: 'CEO', tags: ['y'], emails: ['b@x.de'] },
      replaced: new Set<keyof LeadDraft>(['title', 'emails']),
    }
    const joined = joinFills(first, second)
    expect(joined.draft).toMatchObject({ title: 'CEO', tags: ['x', 'y'], emails: ['b@x.de'] })
    expect([...joined.replaced]).toEqual(['title', 'emails'])
  })

  test('a custom field stands once, by its latest value', () => {
    const fill = (value: string) => ({
      draft: { ...emptyDraft, custom: [{ name: 'Size', value }] },
      replaced: new Set<keyof LeadDraft>(),
    })
    expect(joinFills(fill('38'), fill('40')).draft.custom).toEqual([{ name: 'Size', value: '40' }])
  })

  test('a lead has one amount: of the later fill that has one', () => {
    const euros = { valueMinor: 10_000 }
    const dollars = { foreignValue: '200 USD' }
    expect(joinedFill({}, [euros, dollars], 'overwrite')).toMatchObject({ valueMinor: null, foreignValue: '200 USD' })
    expect(joinedFill({}, [dollars, euros], 'overwrite')).toMatchObject({ valueMinor: 10_000, foreignValue: null })
    expect(joinedFill({}, [euros, dollars], 'fill')).toMatchObject({ valueMinor: 10_000, foreignValue: null })
    expect(joinedFill({}, [euros, { title: 'CTO' }], 'overwrite')).toMatchObject({ valueMinor: 10_000, title: 'CTO' })
  })

  test('the parts of a name and the reason of a status come from the fill that gives the name or the status', () => {
    const named = { fullName: 'Bob Roe', givenName: 'Bob', familyName: 'Roe' }
    expect(joinedFill({}, [named, { fullName: 'Roe KG' }], 'overwrite')).toMatchObject({
      fullName: 'Roe KG',
      givenName: null,
      familyName: null,
    })
    const lost = { status: 'lost', lostReason: 'price' } as const
    expect(joinedFill({}, [lost, { status: 'disqualified' }], 'overwrite')).toMatchObject({
      status: 'disqualified',
      lostReason: null,
    })
  })

  test('the lists they were made of stay as they were', () => {
    const first = { draft: { ...emptyDraft, tags: ['x'] }, replaced: new Set<keyof LeadDraft>() }
    const second = { draft: { ...emptyDraft, tags: ['y'] }, replaced: new Set<keyof LeadDraft>() }
    expect(joinFills(first, second).draft.tags).toEqual(['x', 'y'])
    expect([first.draft.tags, second.draft.tags]).toEqual([['x'], ['y']])
  })
})
