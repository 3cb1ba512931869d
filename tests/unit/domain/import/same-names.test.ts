import fc from 'fast-check'
import { token_sort_ratio } from 'fuzzball'
import { expect, test } from 'vitest'
import { areNamesNear, doNamesAgree } from '../../../../shared/domain/import/same-names.ts'
import { TextStore } from '../../../../shared/domain/import/text-store.ts'
import { foldText } from '../../../../shared/domain/leads/fold-text.ts'

test.each([
  ['Ann Lee', 'LEE, Ann', true],
  ['Renée Whitaker', 'Renee Whitaker', true],
  ['A. Lee', 'Ann Lee', true],
  ['Lee', 'Ann Lee', true],
  ['Dr. Ann Lee', 'Ann Lee', true],
  ['', 'Ann Lee', true],
  ['李明', '李明', true],
  ['Ann Lee', 'Bob Lee', false],
  ['Jim', 'James', false],
  ['Ann Ann', 'Ann Lee', false],
  ['Anna Lee', 'Ann Lee', false],
])('the names %s and %s agree: %s', (one, other, agree) => {
  expect([doNamesAgree(one, other), doNamesAgree(other, one)]).toEqual([agree, agree])
})

test.each([
  ['Katharina Vogel', 'Katarina Vogel', true],
  ['Vogel Katharina', 'Katharina Vogel', true],
  ['K. Vogel', 'Katharina Vogel', true],
  ['Katharina Vogel', 'Katharina Vogel', false],
  ['Katharina Vogel', 'Martin Vogel', false],
  ['Ann', 'Anne', false],
  ['Vogel', 'Katharina Vogel', false],
])('the names %s and %s of one company are near: %s', (one, other, near) => {
  const likeness = (a: string, b: string): number => token_sort_ratio(a, b, { full_process: false })
  const [first, second] = [foldText(one), foldText(other)]
  expect([areNamesNear(first, second, likeness), areNamesNear(second, first, likeness)]).toEqual([near, near])
})

test('a name beyond 200 signs is near no other, and is not compared', () => {
  const calls: string[] = []
  const likeness = (one: string): number => {
    calls.push(one)
    return 99
  }
  const long = `${'x'.repeat(190)} katharina`
  expect(areNamesNear(long.slice(1), `${long.slice(1)}s`, likeness)).toBe(true)
  expect(areNamesNear(`${long}s`, 'katharina vogel', likeness)).toBe(false)
  expect(areNamesNear('katharina vogel', `${long}s`, likeness)).toBe(false)
  expect(calls).toHaveLength(1)
})

test('texts are kept one after another, the first 200 signs of each, however long they are', () => {
  const texts = ['', 'Jürgen 😀', 'a'.repeat(200_000), `${'b'.repeat(199)}cd`, 'end']
  const store = new TextStore(texts.length)
  for (const text of texts) store.add(text)
  expect(texts.map((_, at) => store.at(at))).toEqual(texts.map((text) => text.slice(0, 200)))
})

test('agreeing is mutual, and any name agrees with itself and with its words in another order', () => {
  const word = fc.constantFrom('ann', 'anna', 'a', 'lee', 'l', 'van', 'der')
  const name = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(doNamesAgree(one, other)).toBe(doNamesAgree(other, one))
      expect(doNamesAgree(one, one.split(' ').reverse().join(' '))).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
