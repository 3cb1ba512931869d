import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chosenFields,
  type MergeChoices,
  type MergingLead,
  mergingValue,
  planMerge,
  proposeKept,
} from '../../../../shared/domain/leads/merge.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { addDays, plainDate } from '../../../../shared/primitives/plain-date.ts'

const day = plainDate('2026-03-24')

function lead(id: number, fields: Partial<MergingLead> = {}): MergingLead {
  return {
    id: id as LeadId,
    name: null,
    company: null,
    jobTitle: null,
    source: null,
    valueMinor: null,
    foreignValue: null,
    notes: null,
    stage: 'lead',
    status: 'active',
    statusReason: null,
    restingUntilOn: null,
    doNotContact: null,
    archivedOn: null,
    cameInOn: day,
    lastTouchOn: null,
    nextAction: null,
    run: null,
    emails: [],
    phones: [],
    links: [],
    tags: [],
    addresses: [],
    optOuts: [],
    custom: [],
    touchCount: 0,
    signalCount: 0,
    ...fields,
  }
}

const [one, two] = [1 as LeadId, 2 as LeadId]

function plan(a: Partial<MergingLead>, b: Partial<MergingLead>, choices: MergeChoices = {}) {
  return planMerge([lead(1, a), lead(2, b)], one, choices)
}

describe('a merge', () => {
  it("keeps the kept lead's values, fills its blanks, and says what is given up", () => {
    const merged = plan(
      { name: 'Ann Lee', custom: [{ fieldId: 7, name: 'Size', value: 'M' }] },
      { name: 'Anne Lee', company: 'Acme', valueMinor: 500, custom: [{ fieldId: 7, name: 'Size', value: 'L' }] },
    )
    expect(merged.from).toMatchObject({ name: one, company: two, value: two, 'custom:7': one })
    expect(merged.givenUp).toEqual([
      { field: 'name', leadId: two, value: 'Anne Lee' },
      { field: 'custom:7', leadId: two, value: 'L' },
    ])
  })

  it('gives nothing up that is written otherwise only', () => {
    expect(plan({ name: 'Ann Lee', company: 'ACME' }, { name: 'ann  lee', company: 'Acme' }).givenUp).toEqual([])
  })

  it('takes the value that the seller chose', () => {
    const merged = plan(
      { name: 'Ann', stage: 'sql', status: 'customer' },
      { name: 'Anne', stage: 'mql', status: 'lost' },
      { name: two, stage: two, status: two },
    )
    expect(merged.from).toMatchObject({ name: two, stage: two, status: two })
    expect(merged.givenUp).toEqual([{ field: 'name', leadId: one, value: 'Ann' }])
  })

  it.each([
    ['lead', 'sql', two],
    ['won', 'sql', one],
    ['mql', 'mql', one],
  ] as const)('of stages %s and %s takes the further', (a, b, of) => {
    expect(plan({ stage: a }, { stage: b }).from.stage).toBe(of)
  })

  it.each([
    ['active', 'customer', two],
    ['resting', 'customer', two],
    ['lost', 'active', one],
    ['active', 'resting', one],
  ] as const)('of statuses %s and %s takes a customer, else the kept one', (a, b, of) => {
    expect(plan({ status: a }, { status: b }).from.status).toBe(of)
  })

  it('unites lists: one of each address, number and tag; an address that another says in full goes', () => {
    const blank = { street: null, postalCode: null, city: null, region: null, country: null }
    const merged = plan(
      {
        emails: ['Ann@x.example'],
        phones: [{ raw: '030 1', e164: '+4930 1' }],
        tags: ['VIP'],
        addresses: [{ ...blank, city: 'Köln' }],
      },
      {
        emails: ['ann@x.example', 'lee@x.example'],
        phones: [
          { raw: '+49 30 1', e164: '+4930 1' },
          { raw: '4.4E+11', e164: null },
        ],
        tags: ['vip', 'Print'],
        addresses: [
          { ...blank, street: 'Am Dom 1', city: 'Köln' },
          { ...blank, city: 'Bonn' },
        ],
      },
    )
    expect(merged).toMatchObject({
      emails: ['Ann@x.example', 'lee@x.example'],
      phones: ['030 1', '4.4E+11'],
      tags: ['VIP', 'Print'],
      addresses: [{ street: 'Am Dom 1' }, { city: 'Bonn' }],
      givenUp: [],
    })
  })

  it('appends notes, and writes none twice', () => {
    expect(plan({ notes: 'Fair' }, { notes: 'Call' }).notes).toBe('Fair\nCall')
    expect(plan({ notes: 'Fair\nCall' }, { notes: 'Call' }).notes).toBe('Fair\nCall')
  })

  it.each([
    ['the kept lead’s action stays', { nextAction: 'hand' }, { nextAction: 'hand' }, { actionOf: one, givenUp: 1 }],
    ['a blank one is filled', {}, { nextAction: 'hand' }, { actionOf: two, givenUp: 0 }],
    [
      'a run comes with its step',
      {},
      { run: true, nextAction: 'step' },
      { actionOf: two, runOf: two, pausesRun: false },
    ],
    [
      'of two runs the kept lead’s',
      { run: true, nextAction: 'step' },
      { run: true, nextAction: 'step' },
      { runOf: one, givenUp: 2 },
    ],
    [
      'a run waits for what is planned by hand',
      { nextAction: 'hand' },
      { run: true, nextAction: 'step' },
      { actionOf: one, runOf: two, pausesRun: true, givenUp: 1 },
    ],
    [
      'a step of a run that stops goes',
      { run: true },
      { run: true, nextAction: 'step' },
      { actionOf: null, runOf: one, pausesRun: false },
    ],
    [
      'nothing with who rests',
      { status: 'resting' },
      { run: true, nextAction: 'step' },
      { actionOf: null, runOf: null, givenUp: 2 },
    ],
    ['nothing with who is not to be contacted', { nextAction: 'hand' }, { ban: true }, { actionOf: null, givenUp: 1 }],
  ] as const)('plans one next action at most: %s', (_, a, b, expected) => {
    type Brief = { nextAction?: 'hand' | 'step'; run?: true; status?: 'resting'; ban?: true }
    const of = (what: string, { nextAction, run, status, ban }: Brief): Partial<MergingLead> => ({
      nextAction: nextAction === undefined ? null : { what, on: day, isStep: nextAction === 'step' },
      run: run === undefined ? null : { playbook: 'Cold', isPaused: false },
      status: status ?? 'active',
      doNotContact: ban === undefined ? null : { on: day, reason: null },
    })
    const merged = plan(of('Call', a), of('Write', b))
    expect({ ...merged, givenUp: merged.givenUp.length }).toMatchObject(expected)
  })

  it('proposes to keep a customer, else who got furthest, else with whom most happened, else the earliest', () => {
    expect(proposeKept([lead(1, { stage: 'won' }), lead(2, { status: 'customer' })])).toBe(2)
    expect(proposeKept([lead(1), lead(2, { stage: 'sal' })])).toBe(2)
    expect(proposeKept([lead(1), lead(2, { touchCount: 1 })])).toBe(2)
    expect(proposeKept([lead(1), lead(2, { cameInOn: addDays(day, -1) })])).toBe(2)
    expect(proposeKept([lead(2), lead(1)])).toBe(1)
  })

  const text = fc.option(fc.constantFrom('Ann', 'ANN', 'Bo', 'Cleo'))
  const someDay = fc.integer({ min: 0, max: 9 }).map((days) => addDays(day, -days))
  const someLead = fc.record({
    name: text,
    company: text,
    notes: text,
    stage: fc.constantFrom('lead', 'mql', 'won'),
    status: fc.constantFrom('active', 'resting', 'customer', 'lost'),
    doNotContact: fc.option(fc.record({ on: someDay, reason: text })),
    cameInOn: someDay,
    lastTouchOn: fc.option(someDay),
    nextAction: fc.option(fc.record({ what: fc.constantFrom('Call', 'Write'), on: someDay, isStep: fc.boolean() })),
    run: fc.option(fc.record({ playbook: fc.constantFrom('Cold', 'Warm'), isPaused: fc.boolean() })),
    emails: fc.uniqueArray(fc.constantFrom('a@x.example', 'A@x.example', 'b@x.example'), {
      selector: (s) => s.toLowerCase(),
    }),
    optOuts: fc.uniqueArray(fc.record({ channel: fc.constantFrom<'mail' | 'call'>('mail', 'call'), on: someDay }), {
      selector: (o) => o.channel,
    }),
  })

  it('loses no address, note, ban or opt-out, and no value without saying so, whatever is chosen', () => {
    fc.assert(
      fc.property(
        fc.array(someLead, { minLength: 2, maxLength: 10 }),
        fc.nat(),
        fc.dictionary(fc.constantFrom('name', 'company', 'stage', 'status', 'nextAction'), fc.nat()),
        (fields, kept, wishes) => {
          const leads = fields.map((some, at) => lead(at + 1, some))
          const idAt = (place: number) => (leads[place % leads.length] as MergingLead).id
          const choices = Object.fromEntries(Object.entries(wishes).map(([field, place]) => [field, idAt(place)]))
          const merged = planMerge(leads, idAt(kept), choices)
          for (const each of leads) {
            for (const email of each.emails)
              expect(merged.emails.map((e) => e.toLowerCase())).toContain(email.toLowerCase())
            if (each.notes !== null) expect(merged.notes).toContain(each.notes)
            if (each.doNotContact !== null) expect((merged.doNotContact?.on ?? '9') <= each.doNotContact.on).toBe(true)
            for (const { channel, on } of each.optOuts)
              expect(merged.optOuts.some((optOut) => optOut.channel === channel && optOut.on <= on)).toBe(true)
            expect(merged.cameInOn <= each.cameInOn).toBe(true)
            for (const field of chosenFields(leads)) {
              if (field === 'stage' || field === 'status') continue
              const value = mergingValue(each, field)
              const from = leads.find(({ id }) => id === merged.from[field])
              const stands = from === undefined ? null : mergingValue(from, field)
              const isGivenUp = merged.givenUp.some((one) => one.field === field && one.leadId === each.id)
              if (value !== null && !isGivenUp) expect(stands?.toLowerCase()).toBe(value.toLowerCase())
            }
          }
          if (merged.doNotContact !== null) expect([merged.actionOf, merged.runOf]).toEqual([null, null])
        },
      ),
    )
  })
})
