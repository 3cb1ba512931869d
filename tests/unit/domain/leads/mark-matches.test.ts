import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../../../../shared/domain/leads/fold-text.ts'
import { markMatches } from '../../../../shared/domain/leads/mark-matches.ts'
import { readSearch } from '../../../../shared/domain/leads/search-text.ts'

function marked(text: string, typed: string): string[] {
  const search = readSearch(typed)
  return search === null ? [] : markMatches(text, search).map(({ start, end }) => text.slice(start, end))
}

describe('what a search marks', () => {
  it.each([
    ['Hauptstraße 7', 'strasse', ['straße']],
    ['Łukasz Kowal', 'lukasz', ['Łukasz']],
    ["Pat O'Brien", 'obrien', ["O'Brien"]],
    ['Jürgen Groß', 'gro', ['Gro']],
    ['Jürgen Groß', 'gros', ['Groß']],
    ['Jürgen', 'jürg', ['Jürg']],
    ['Anna Berg, Bergstudio', 'berg', ['Berg', 'Berg']],
    ['Anna Bäckeran', 'an', ['An']],
    ['Sandman', 'and', ['and']],
    ['株式会社山田', '山', ['山']],
    ['anna@berg.example', 'anna berg', ['anna', 'berg']],
    ['+49 (30) 12-34', '30 1234', ['30) 12-34']],
    ['030 12 34', '0301234', ['030 12 34']],
    ['+49 30 1234', '0301234', ['30 1234']],
    ['+49 30 1234', '0049 30 12', ['49 30 12']],
    ['Nobody', 'else', []],
  ])('%s by %s', (text, typed, expected) => {
    expect(marked(text, typed)).toEqual(expected)
  })

  it('is in order, apart, within the text, and holds what was looked for', () => {
    const words = fc.stringMatching(/^[a-zäöüßéł' ]{0,12}$/)
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), words), words, words, (before, word, after) => {
        const text = `${before} ${word}${after}`
        const search = readSearch(word)
        fc.pre(search !== null)
        const marks = markMatches(text, search)
        let last = -1
        for (const { start, end } of marks) {
          expect(start).toBeGreaterThan(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = end
        }
        const found = foldText(marks.map(({ start, end }) => text.slice(start, end)).join(' '))
        for (const [part] of search.terms.flat()) expect(found).toContain(part)
      }),
    )
  })
})
