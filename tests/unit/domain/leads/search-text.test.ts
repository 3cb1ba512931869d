import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isFoundIn,
  readSearch,
  type SearchedFields,
  searchText,
  searchTextAfter,
} from '../../../../shared/domain/leads/search-text.ts'

const nothing: SearchedFields = {
  name: '',
  company: null,
  jobTitle: null,
  source: null,
  notes: null,
  emails: [],
  phones: [],
  tags: [],
  addressParts: [],
  customValues: [],
  noteTexts: [],
}

function finds(typed: string, fields: Partial<SearchedFields>): boolean {
  const search = readSearch(typed)
  return search !== null && isFoundIn(searchText({ ...nothing, ...fields }), search)
}

describe('search text', () => {
  it('holds each word once cut and folded, with single spaces', () => {
    expect(
      searchText({ ...nothing, name: 'Müller-Lüdenscheidt,  Dr.', company: 'A&B', emails: ['x.y@z.example'] }),
    ).toBe('muller ludenscheidt dr a b x y z example')
  })

  it.each([
    ['0170 1234567', '+49 170 12'],
    ['0170 1234567', '01701'],
    ['0170 1234567', '170 123'],
    ['+49 (0)170/12 34-567', '0170 1234'],
    ['+49 (0)170/12 34-567', '0049170'],
  ])('finds the phone %s by %s', (raw, typed) => {
    expect(finds(typed, { phones: [{ raw, e164: '+491701234567' }] })).toBe(true)
  })

  it('finds every lead by its own name, and by the beginning of each of its words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre((readSearch(name)?.terms.length ?? 0) > 0)
        expect(finds(name, { name })).toBe(true)
        const text = searchText({ ...nothing, name })
        for (const word of text.split(' ')) {
          const letters = Array.from(word)
          expect(finds(letters.slice(0, Math.ceil(letters.length / 2)).join(''), { name })).toBe(true)
        }
      }),
    )
  })

  it.each(['0301234', '030 12 34', '+49 30 1234', '0049 30 1234', '(030) 12-34', '+49 (0)30 1234', 'anna 030 12 34'])(
    'finds a phone by the spelling %s',
    (typed) => {
      expect(finds(typed, { name: 'Anna', phones: [{ raw: '030/12 34', e164: '+49301234' }] })).toBe(true)
    },
  )

  it('looks for words of letters, digits and marks only, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const words = readSearch(typed)?.terms.flat(2) ?? []
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
      }),
    )
  })
})

describe('a search text whose beginning becomes another', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('', 'Ann', 'Ånn', "O'Brien", 'ΟΔΟΣ', '\u0301x', 'a  b', '…', 'Ann Berg'),
  )
  const head = fc.record({
    name: text,
    company: fc.option(text),
    jobTitle: fc.option(text),
    source: fc.option(text),
    tags: fc.array(text, { maxLength: 3 }),
  })
  const rest = fc.record({ emails: fc.array(text, { maxLength: 2 }), notes: fc.option(text) })
  const phones = [{ raw: '030 123456', e164: null }]

  it('is the one made of all fields', () => {
    fc.assert(
      fc.property(head, head, rest, fc.boolean(), (before, after, others, hasPhone) => {
        const all = { ...nothing, ...others, phones: hasPhone ? phones : [] }
        expect(searchTextAfter(searchText({ ...all, ...before }), before, after)).toBe(searchText({ ...all, ...after }))
      }),
    )
  })

  it('is not made where the text does not begin so', () => {
    const before = { name: 'Ann', company: null, jobTitle: null, source: null }
    expect(searchTextAfter('anna berg', before, { ...before, source: 'Fair' })).toBeUndefined()
    expect(searchTextAfter('ann', before, { ...before, source: 'Fair' })).toBe('ann fair')
  })
})
