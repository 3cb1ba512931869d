import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BrokenStream, inflatePieces } from '../../../electron/features/import/readers/inflate.ts'

function inflate(packed: Uint8Array, pieceBytes = 65_536): Buffer {
  let at = 0
  const pieces: Buffer[] = []
  const next = (): Uint8Array => {
    const piece = packed.subarray(at, at + pieceBytes)
    at += piece.length
    return piece
  }
  inflatePieces(next, (piece) => pieces.push(Buffer.from(piece)))
  return Buffer.concat(pieces)
}

const strategies = [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE]

test('what zlib packs in any way is unpacked again, however its bytes arrive', () => {
  const words = fc.array(fc.constantFrom('<c r="A1">', '<v>', '</v>', 'lead ', '\0', 'ü'), { maxLength: 400 })
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    words.map((parts) => new Uint8Array(Buffer.from(parts.join('')))),
  )
  fc.assert(
    fc.property(
      content,
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(...strategies),
      fc.constantFrom(1, 7, 100, 65_536),
      (bytes, level, strategy, pieceBytes) => {
        expect(inflate(deflateRawSync(bytes, { level, strategy }), pieceBytes).equals(bytes)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

test('matches reach back over the pieces that were handed on', () => {
  const block = Buffer.from(Array.from({ length: 3000 }, (_, index) => `row ${index * 7919};`).join(''))
  const content = Buffer.concat(Array.from({ length: 40 }, () => block))
  expect(inflate(deflateRawSync(content)).equals(content)).toBe(true)
  const blank = Buffer.alloc(3_000_000, 32)
  expect(inflate(deflateRawSync(blank)).equals(blank)).toBe(true)
})

test('bytes that are no stream are refused where zlib refuses them, and never read on without end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (packed) => {
      expect(outcome(() => inflate(packed))).toEqual(outcome(() => inflateRawSync(packed)))
    }),
    { numRuns: 3000 },
  )
})

test('a stream that is cut off is broken', () => {
  const packed = deflateRawSync(Buffer.from('leads '.repeat(50) + Math.PI))
  for (let length = 0; length < packed.length; length += 1)
    expect(() => inflate(packed.subarray(0, length)), String(length)).toThrow(BrokenStream)
})

function outcome(work: () => Buffer): string {
  try {
    return work().toString('hex')
  } catch {
    return 'broken'
  }
}
