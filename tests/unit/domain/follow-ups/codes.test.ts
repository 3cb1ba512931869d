import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeOf, isValidCode, nextCodes, parseCode } from '../../../../shared/domain/follow-ups/codes.ts'

const signs = Array.from('23456789ABCDEFGHJKMNPQRSTUVWXYZ')
const placeArbitrary = fc.nat({ max: 40_000 })

describe('codes', () => {
  test('are all different, three signs for the first 961 and four from the 962nd on', () => {
    const codes = Array.from({ length: 30_001 }, (_, place) => codeOf(place))
    expect(new Set(codes).size).toBe(30_001)
    expect(codes.slice(0, 961).every((code) => code.length === 3)).toBe(true)
    expect(codes.slice(961).every((code) => code.length === 4)).toBe(true)
    expect(codes.every(isValidCode)).toBe(true)
    expect(codes.join('')).not.toMatch(/[^23456789ABCDEFGHJKMNPQRSTUVWXYZ]/)
  })

  test('exist beyond four signs, for a workbook in which every lead has a next action', () => {
    expect(codeOf(100_000)).toHaveLength(5)
    expect(() => codeOf(-1)).toThrow(RangeError)
    expect(() => codeOf(0.5)).toThrow(RangeError)
  })

  test('one wrong sign is never a code', () => {
    fc.assert(
      fc.property(
        placeArbitrary,
        fc.nat({ max: 4 }),
        fc.constantFrom(...signs, '0', 'O', '1', 'I', 'L', ' ', 'a'),
        (place, at, sign) => {
          const code = codeOf(place)
          const i = at % code.length
          fc.pre(code[i] !== sign)
          expect(isValidCode(code.slice(0, i) + sign + code.slice(i + 1))).toBe(false)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('of all codes of three signs, no wrong sign and no swap of neighbours hits another', () => {
    const codes = Array.from({ length: 961 }, (_, place) => codeOf(place))
    const mistyped = codes.flatMap((code) => [
      ...[0, 1, 2].flatMap((i) => signs.map((sign) => [code, code.slice(0, i) + sign + code.slice(i + 1)])),
      [code, `${code[1]}${code[0]}${code[2]}`],
      [code, `${code[0]}${code[2]}${code[1]}`],
    ])
    expect(mistyped.filter(([code, text = '']) => text !== code && isValidCode(text))).toEqual([])
  })

  test('two neighbours swapped are never a code', () => {
    fc.assert(
      fc.property(placeArbitrary, fc.nat({ max: 3 }), (place, at) => {
        const code = codeOf(place)
        const i = at % (code.length - 1)
        fc.pre(code[i] !== code[i + 1])
        expect(isValidCode(`${code.slice(0, i)}${code[i + 1]}${code[i]}${code.slice(i + 2)}`)).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test('are read in any case and with spaces around', () => {
    const code = codeOf(7)
    expect(parseCode(` ${code.toLowerCase()} `)).toBe(code)
    expect(parseCode('K7O')).toBeUndefined()
    expect(parseCode('')).toBeUndefined()
  })
})

describe('next codes', () => {
  test('go on from the one given out last, and round', () => {
    expect(nextCodes(null, new Set(), 2)).toEqual([codeOf(0), codeOf(1)])
    expect(nextCodes(codeOf(1), new Set([codeOf(2)]), 2)).toEqual([codeOf(3), codeOf(4)])
    expect(nextCodes(codeOf(960), new Set([codeOf(0)]), 1)).toEqual([codeOf(1)])
  })

  test('have four signs only when no code of three is free', () => {
    const all = new Set(Array.from({ length: 961 }, (_, place) => codeOf(place)))
    expect(nextCodes(codeOf(960), all, 2)).toEqual([codeOf(961), codeOf(962)])
    expect(nextCodes(codeOf(962), all, 1)).toEqual([codeOf(963)])
    all.delete(codeOf(500))
    expect(nextCodes(codeOf(962), all, 2)).toEqual([codeOf(500), codeOf(963)])
  })

  test('are free, valid and all different, however many are taken', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 2000 }), { maxLength: 50 }),
        fc.option(fc.nat({ max: 2000 })),
        fc.nat({ max: 1500 }),
        (places, last, count) => {
          const taken = new Set(places.map(codeOf))
          const codes = nextCodes(last === null ? null : codeOf(last), taken, count)
          expect(new Set(codes).size).toBe(count)
          expect(codes.every((code) => isValidCode(code) && !taken.has(code))).toBe(true)
        },
      ),
      { numRuns: 30 },
    )
  })
})
