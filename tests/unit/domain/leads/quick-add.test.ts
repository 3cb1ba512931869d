import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cityKey, readQuickAdd } from '../../../../shared/domain/leads/quick-add.ts'
import type { ReadingPlace } from '../../../../shared/domain/leads/reading-place.ts'
import { plainDate } from '../../../../shared/primitives/plain-date.ts'

const place: ReadingPlace = { today: plainDate('2026-03-24'), currency: 'EUR', country: 'SE' }
const read = (line: string) => readQuickAdd(line, place)
const signsOf = (text: string) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join('')

describe('a lead on one line', () => {
  it('is read as one writes it down', () => {
    const line = 'Anna Berg, Berg Studio, anna@berg.example, +46 70 123 45 67 #design warm'
    expect(read(line)).toMatchObject({
      name: 'Anna Berg',
      company: 'Berg Studio',
      jobTitle: null,
      emails: ['anna@berg.example'],
      phones: ['+46 70 123 45 67'],
      tags: ['design'],
      temperature: 'warm',
      notes: null,
    })
    expect(read(line).pieces.map(({ as }) => as)).toEqual(['name', 'company', 'email', 'phone', 'tag', 'temperature'])
  })

  it('has a known city for its city, wherever it stands behind the name', () => {
    const graz = (line: string) => readQuickAdd(line, place, new Set([cityKey('Graz')]))
    expect(graz('Mia Berger, Berger Yoga GmbH, GRAZ')).toMatchObject({ city: 'GRAZ', jobTitle: null })
    expect(graz('Mia Berger, Graz, Owner')).toMatchObject({ city: 'Graz', company: 'Owner' })
    expect(graz('Graz, Berger Yoga GmbH')).toMatchObject({ name: 'Graz', city: null })
    expect(read('Mia Berger, Berger Yoga GmbH, Graz')).toMatchObject({ city: null, jobTitle: 'Graz' })
  })

  it('has what its shape tells anywhere', () => {
    expect(read('#vip 070-123 45 67 www.berg.example Anna Berg <anna@berg.example> Berg AB; Owner')).toMatchObject({
      name: 'Anna Berg',
      company: 'Berg AB',
      jobTitle: 'Owner',
      emails: ['anna@berg.example'],
      phones: ['070-123 45 67'],
      links: ['www.berg.example'],
      tags: ['vip'],
    })
  })

  it.each([
    ['Anna, € 1 200', 120_000],
    ['Anna, 1.200,50 €', 120_050],
    ['Anna, EUR 500, owner', 50_000],
    ['Anna, 12 USD', null],
    ['Anna, 12', null],
  ])('of “%s” is worth %s', (line, valueMinor) => {
    expect(read(line).valueMinor).toBe(valueMinor)
  })

  it.each([
    ['Anna, call tomorrow', 'Call', '2026-03-25', 'call'],
    ['Anna, mail the offer on 24/3', 'Mail the offer', '2026-03-24', 'mail'],
    ['Anna #a warm meet next friday', 'Meet', '2026-03-27', 'meeting'],
    ['Anna, send samples in 2 weeks', 'Send samples', '2026-04-07', 'mail'],
    ['Anna, call on 2 January', 'Call', '2027-01-02', 'call'],
  ])('of “%s” plans', (line, what, on, channel) => {
    expect(read(line)).toMatchObject({ name: 'Anna', nextAction: { what, on, channel } })
  })

  it('keeps as a name what only begins like a plan', () => {
    expect(read('Call Center Nord')).toMatchObject({ name: 'Call Center Nord', nextAction: null })
    expect(read('Anna Warm, Cold Storage')).toMatchObject({
      name: 'Anna Warm',
      company: 'Cold Storage',
      temperature: null,
    })
  })

  it('takes notes in quotes and behind two strokes, and what is left over', () => {
    expect(read('Anna, "met at the fair, stand 4", Berg, Owner, likes tea // call her, not him').notes).toBe(
      'met at the fair, stand 4\nlikes tea\ncall her, not him',
    )
  })

  it('knows a phone by what stands before it', () => {
    expect(read('Anna, Tel: 030 123456').phones).toEqual(['030 123456'])
  })

  it('takes a company by its legal form, wherever it stands', () => {
    expect(read('Berg Studio GmbH, Anna Berg')).toMatchObject({ name: 'Anna Berg', company: 'Berg Studio GmbH' })
    expect(read('Berg Studio GmbH')).toMatchObject({ name: null, company: 'Berg Studio GmbH' })
  })

  it('loses nothing of the line, whatever it is, and keeps its order', () => {
    const part = fc.oneof(
      // What stands before a colon and a phone, as in "Tel: 030 123456", is no text of its own.
      fc.string({ unit: 'grapheme', maxLength: 15 }).filter((text) => !text.includes(':')),
      fc.constantFrom(
        'Anna Berg',
        'anna@berg.example',
        '+46 70 123 45 67',
        '#tag',
        'warm',
        '€ 1 200',
        '12 USD',
        'call tomorrow',
        'mail on 24/3',
        'https://x.example/a?b=c',
        '"a, b"',
        '// rest',
        '<b@c.example>',
        ', ',
        '; ',
        '„so“',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.constantFrom(' ', ', ', ''), (parts, between) => {
        const line = parts.join(between)
        const { pieces } = read(line)
        expect(signsOf(pieces.map(({ text }) => text).join(' '))).toBe(signsOf(line))
      }),
      { numRuns: 3000 },
    )
  })

  it('writes everything that it read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (line) => {
        const { pieces, notes, name, company, jobTitle, emails, phones, links, tags } = read(line)
        const written = [name, company, jobTitle, ...emails, ...phones, ...links, ...tags, notes].join('\n')
        for (const { as, text } of pieces)
          if (as !== 'temperature' && as !== 'value' && as !== 'nextAction') expect(written).toContain(text)
      }),
    )
  })
})
