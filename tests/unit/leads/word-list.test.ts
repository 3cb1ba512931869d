import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { WordList } from '../../../electron/features/leads/list/word-list.ts'

/** A search table of words, and the list of them. */
function listOf(words: readonly string[]): WordList {
  const raw = new Database(':memory:')
  raw.exec('CREATE VIRTUAL TABLE lead_search USING fts5 (search_text)')
  raw.prepare('INSERT INTO lead_search (search_text) SELECT value FROM json_each(?)').run(JSON.stringify(words))
  return new WordList(raw)
}

test('words beyond a block, and words that read at once are longer than one, are found by their beginnings and by their middles', () => {
  const many = Array.from({ length: 90_000 }, (_, i) => `w${String(i).padStart(6, '0')}${'xyz'.repeat(i % 4)}end`)
  const long = Array.from({ length: 80 }, (_, i) => `v${i + 10}${'long'.repeat(5000)}`)
  const words = [...many, ...long, 'Ä'.repeat(3).toLowerCase(), 'z']
  const list = listOf(words)
  const holding = (piece: string) => words.filter((word) => word.includes(piece)).sort()
  const beginningWith = (piece: string) => words.filter((word) => word.startsWith(piece)).sort()
  for (const piece of ['04999', '0899', 'longlong', 'zzzz', '100']) {
    const expected = holding(piece)
    expect(list.holding(piece, 2000)?.sort(), piece).toEqual(expected.length > 2000 ? undefined : expected)
  }
  // Every hundred of words, so that those on both sides of a block's end are among them.
  for (let hundred = 0; hundred < 900; hundred += 1) {
    const piece = `w${String(hundred).padStart(4, '0')}`
    expect(list.beginningWith(piece, 100)?.sort(), piece).toEqual(beginningWith(piece))
  }
  expect(list.beginningWith('w0000', 99)).toBeUndefined()
  expect(list.beginningWith('v', 80)?.sort()).toEqual(long)
  expect(list.beginningWith('x', 5)).toEqual([])
  expect(list.beginningWith('z', 5)).toEqual(['z'])
})

test('an empty list holds the words that are added', () => {
  const list = listOf([])
  expect(list.holding('a', 5)).toEqual([])
  list.add('anna bea')
  expect(list.holding('nn', 5)).toEqual(['anna'])
  expect(list.beginningWith('b', 5)).toEqual(['bea'])
})
