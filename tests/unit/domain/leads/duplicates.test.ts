import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { companyKey } from '../../../../shared/domain/leads/company-key.ts'
import {
  type ComparedLead,
  findDuplicates,
  groupsBy,
  MOST_IN_A_SET,
  SWITCHBOARD_FROM,
} from '../../../../shared/domain/leads/duplicates.ts'
import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import { isFreemail } from '../../../../shared/domain/leads/freemail.ts'
import { areNamesNear, nameFacts } from '../../../../shared/domain/leads/near-names.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'

/** As alike as the share of equal letters at equal places: enough to tell near from far. */
const similarity = (one: string, other: string) => {
  const equal = one.split('').filter((letter, at) => other[at] === letter).length
  return (200 * equal) / (one.length + other.length)
}

type Person = { name?: string; company?: string; email?: string; phone?: string }

function find(people: readonly Person[], toldApart: readonly [number, number][] = []) {
  const leads = people.map(
    ({ name = '', company = '' }, at): ComparedLead => ({
      id: (at + 1) as LeadId,
      nameKey: foldText(name),
      companyKey: companyKey(foldText(company)),
    }),
  )
  const shared = (keyOf: (person: Person) => string | undefined) => groupsBy(people, (person) => keyOf(person) ?? '')
  return findDuplicates(
    {
      leads,
      sharedEmails: shared(({ email }) => email),
      sharedPhones: shared(({ phone }) => phone),
      sharedDomains: shared(({ email }) => email?.split('@')[1]),
    },
    toldApart as [LeadId, LeadId][],
    similarity,
  )
}

describe('duplicates', () => {
  it.each<[string, readonly Person[], string | undefined]>([
    [
      'an e-mail, whatever the names',
      [
        { name: 'Ann', email: 'a@x.example' },
        { name: 'Bo', email: 'a@x.example' },
      ],
      'same_email',
    ],
    [
      'a phone, and a word of the name',
      [
        { name: 'Ann Lee', phone: '1' },
        { name: 'Annette Lee', phone: '1' },
        { name: 'Bo', phone: '1' },
      ],
      'same_phone',
    ],
    ['a phone, and no name on one side', [{ name: 'Ann Lee', phone: '1' }, { phone: '1' }], 'same_phone'],
    [
      'a phone of two, whatever the names, unless of two companies',
      [
        { name: 'Ann', phone: '1' },
        { name: 'Bo', phone: '1' },
      ],
      'same_phone',
    ],
    [
      'not a phone of two in two companies',
      [
        { name: 'Ann', phone: '1', company: 'Acme' },
        { name: 'Bo', phone: '1', company: 'Bolt' },
      ],
      undefined,
    ],
    [
      'not a phone of three with other names',
      [
        { name: 'Ann', phone: '1' },
        { name: 'Bo', phone: '1' },
        { name: 'Cleo', phone: '1' },
      ],
      undefined,
    ],
    [
      'a name at one company, legal form aside',
      [
        { name: 'Ann Lee', company: 'Acme GmbH' },
        { name: 'ann lee', company: 'ACME' },
      ],
      'same_name_and_company',
    ],
    [
      'a near name at one company',
      [
        { name: 'Ann Leigh', company: 'Acme' },
        { name: 'Ann Leich', company: 'Acme' },
      ],
      'near_name_and_company',
    ],
    [
      'an initial at one company',
      [
        { name: 'C. Gallagher', company: 'Timber' },
        { name: 'Colm Gallagher', company: 'Timber' },
      ],
      'near_name_and_company',
    ],
    [
      'a name at one e-mail domain',
      [
        { name: 'Ann Lee', email: 'a@x.example' },
        { name: 'Lee Ann', email: 'b@x.example' },
      ],
      'near_name_and_company',
    ],
    ['never a name alone', [{ name: 'Ann Lee' }, { name: 'Ann Lee' }], undefined],
    [
      'never a company alone',
      [
        { name: 'Ann', company: 'Acme' },
        { name: 'Bo', company: 'Acme' },
      ],
      undefined,
    ],
    ['never two blank names', [{ company: 'Acme' }, { company: 'Acme' }], undefined],
  ])('are told by %s', (_, people, reason) => {
    expect(find(people)[0]?.reasons[0]).toBe(reason)
  })

  it('stand in one set with all that speaks for it, the strongest set first', () => {
    expect(
      find([
        { name: 'Ann Lee', company: 'Acme' },
        { name: 'Ann Lee', company: 'Acme', phone: '1' },
        { name: 'Ann Lee', phone: '1' },
        { name: 'Bo', email: 'b@x.example' },
        { name: 'Bo', email: 'b@x.example' },
      ]),
    ).toEqual([
      { leadIds: [4, 5], reasons: ['same_email'] },
      { leadIds: [1, 2, 3], reasons: ['same_phone', 'same_name_and_company'] },
    ])
  })

  it('never stand in one set once they were told apart, not even through a third', () => {
    const three = [1, 2, 3].map(() => ({ email: 'a@x.example' }))
    expect(find(three)).toMatchObject([{ leadIds: [1, 2, 3] }])
    expect(find(three, [[1, 2]])).toMatchObject([{ leadIds: [1, 3] }])
    expect(
      find(three, [
        [1, 2],
        [1, 3],
        [2, 3],
      ]),
    ).toEqual([])
  })

  it('behind a switchboard are told by equal names only', () => {
    const staff = Array.from({ length: SWITCHBOARD_FROM - 1 }, (_, at) => ({
      name: `Person ${'x'.repeat(at)}`,
      phone: '1',
    }))
    const twins = [
      { name: 'Ann Lee', phone: '1' },
      { name: 'Ann Lee', phone: '1' },
      { name: 'Ann Leo', phone: '1' },
    ]
    expect(find([...staff, ...twins])).toEqual([{ leadIds: [51, 52], reasons: ['same_phone'] }])
  })

  it('come in sets of 2 to 10, each lead in one at most, whatever they share', () => {
    const person = fc.record(
      {
        name: fc.constantFrom('Ann Lee', 'Lee Ann', 'Bo', 'A Lee', ''),
        company: fc.constantFrom('Acme', 'Bolt Ltd', ''),
        email: fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example'),
        phone: fc.constantFrom('1', '2', '3'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 60 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }))),
        (people, apart) => {
          const sets = find(people, apart)
          const ids = sets.flatMap((set) => set.leadIds)
          expect(new Set(ids).size).toBe(ids.length)
          for (const { leadIds, reasons } of sets) {
            expect(leadIds.length).toBeGreaterThanOrEqual(2)
            expect(leadIds.length).toBeLessThanOrEqual(MOST_IN_A_SET)
            expect(reasons).not.toEqual([])
            for (const [one, other] of apart)
              if (one !== other) expect([one, other].every((id) => leadIds.includes(id as LeadId))).toBe(false)
          }
        },
      ),
    )
  })
})

describe('near names', () => {
  it.each([
    ['anna schmidt', 'schmidt anna', true],
    ['a schmidt', 'anna schmidt', true],
    ['schmidt', 'anna schmidt', true],
    ['a', 'anna schmidt', false],
    ['a s', 'anna schmidt', false],
    ['anna schmidt', 'bert huber', false],
    ['', '', false],
  ])('%s and %s: %s', (one, other, isNear) => {
    const [a, b] = [nameFacts(one), nameFacts(other)]
    expect([areNamesNear(a, b, () => 0), areNamesNear(b, a, () => 0)]).toEqual([isNear, isNear])
  })

  it('are asked of the similarity only where their letters may reach it', () => {
    const asked: string[] = []
    const ask = (one: string) => {
      asked.push(one)
      return 100
    }
    expect(areNamesNear(nameFacts('jon smith'), nameFacts('john smith'), ask)).toBe(true)
    expect(areNamesNear(nameFacts('jon smith'), nameFacts('bert huber'), ask)).toBe(false)
    expect(asked).toEqual(['jon smith'])
  })
})

it.each([
  ['acme gmbh & co. kg', 'acme'],
  ['acme, inc.', 'acme'],
  ['müller & söhne ohg', 'müller söhne'],
  ['gmbh', 'gmbh'],
  ['&', '&'],
])('the company of %s is compared by %s', (name, key) => {
  expect(companyKey(name)).toBe(key)
})

it.each([
  ['gmail.com', true],
  ['yahoo.co.uk', true],
  ['gmx.net', true],
  ['web.de', true],
  ['gmail-tools.example', false],
  ['acme.example', false],
])('%s gives anyone an address: %s', (domain, isFree) => {
  expect(isFreemail(domain)).toBe(isFree)
})
