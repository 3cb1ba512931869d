import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextRanks } from '../../../electron/features/leads/list/text-ranks.ts'

/** Ranks by sorting the texts themselves. */
function ranksBySorting(texts: readonly (string | null)[]): number[] {
  const distinct = [...new Set(texts)].filter((text) => text !== null).sort()
  return texts.map((text) => (text === null ? -1 : distinct.indexOf(text)))
}

function ranksOf(texts: readonly (string | null)[]): { ranks: number[]; count: number } {
  const ranked = new TextRanks(texts.length)
  texts.forEach((text, slot) => {
    if (text !== null) ranked.set(slot, text)
  })
  const { ranks, count } = ranked.rank()
  return { ranks: [...ranks], count }
}

test('texts of any signs are ranked as they are compared', () => {
  const sign = fc.oneof(
    fc.constantFrom('a', 'b', ' ', '\0', '~', '\x7f', 'é', 'ß', '漢', '\uffff', '\u{1f600}', '\ud800'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  const text = fc.array(sign, { maxLength: 9 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(fc.array(fc.option(text), { maxLength: 60 }), (texts) => {
      const { ranks, count } = ranksOf(texts)
      expect(ranks).toEqual(ranksBySorting(texts))
      expect(count).toBe(Math.max(-1, ...ranks) + 1)
    }),
    { numRuns: 500 },
  )
})

test('very many texts that are alike, in order or in reverse are ranked too', () => {
  const numbers = Array.from({ length: 20_000 }, (_, i) => `+43 660 ${String(i).padStart(7, '0')}`)
  expect(ranksOf(numbers).ranks).toEqual(numbers.map((_, i) => i))
  expect(ranksOf(numbers.toReversed()).ranks).toEqual(numbers.map((_, i) => numbers.length - 1 - i))
  expect(ranksOf(numbers.map(() => 'the same text')).count).toBe(1)
})

test('a text that is set again takes the place of the first', () => {
  const ranked = new TextRanks(2)
  ranked.set(0, 'b')
  ranked.set(1, 'a')
  ranked.set(1, 'c')
  expect([...ranked.rank().ranks]).toEqual([0, 1])
})
