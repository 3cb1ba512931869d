import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyTable } from '../../../../shared/domain/import/key-table.ts'
import { RowGroups } from '../../../../shared/domain/import/row-groups.ts'

test('rows joined directly or through others are one group, known by its first row, each row in one group', () => {
  const pairs = fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 40 })
  fc.assert(
    fc.property(pairs, (joined) => {
      const groups = new RowGroups(30)
      for (const [one, other] of joined) groups.join(one, other)
      groups.link()
      // Judged by walking from row to row until nothing new is reached.
      const labels = Array.from({ length: 30 }, (_, row) => row)
      for (let pass = 0; pass < 30; pass += 1)
        for (const [one, other] of joined) {
          const least = Math.min(labels[one] as number, labels[other] as number)
          labels[one] = least
          labels[other] = least
        }
      for (let row = 0; row < 30; row += 1) {
        expect(groups.rootOf(row)).toBe(labels[row])
        const expected = labels[row] === row ? labels.flatMap((label, at) => (label === row ? [at] : [])) : []
        expect(groups.rowsOf(row)).toEqual(expected)
        expect(groups.isAlone(row)).toBe(expected.length === 1)
      }
    }),
    { numRuns: 500 },
  )
})

test('a key stands for the number it was first given, however many keys there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 3000 }), (keys) => {
      const table = new KeyTable(1)
      const known = new Map<string, number>()
      for (const [number, key] of keys.entries()) {
        expect(table.findOrSet(key, number)).toBe(known.get(key) ?? -1)
        if (!known.has(key)) known.set(key, number)
      }
    }),
    { numRuns: 50 },
  )
})

test('keys that differ little are told apart: 300,000 addresses, ids and phones', () => {
  const table = new KeyTable(16)
  for (let at = 0; at < 100_000; at += 1)
    for (const [kind, key] of [`e lead${at}@x.de`, `s ${at}`, `+49305${String(at).padStart(6, '0')}`].entries())
      if (table.findOrSet(key, at * 3 + kind) !== -1) throw new Error(`${key} was taken for another`)
  expect(table.findOrSet('s 77777', 0)).toBe(77_777 * 3 + 1)
})
