import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWire, encodeWire } from '../../../shared/contract/wire.ts'

const encode = (message: unknown) => encodeWire(message, (bytes) => Buffer.from(bytes).toString('base64'))
const decode = (text: string) => decodeWire(text, (base64) => new Uint8Array(Buffer.from(base64, 'base64')))

test('what JSON can say and bytes anywhere in it come out as they went in', () => {
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array({ maxLength: 300 }),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter((key) => key !== '$bytes' && key !== '__proto__'),
        tie('node'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).node
  fc.assert(
    fc.property(value, (message) => {
      expect(decode(encode([message]))).toEqual([message])
    }),
  )
})

test('a Buffer travels as bytes, not as the list that it turns itself into', () => {
  expect(decode(encode({ pdf: Buffer.from('PDF') }))).toEqual({ pdf: new Uint8Array([80, 68, 70]) })
})

test('an object that passes itself off as bytes is neither sent nor taken', () => {
  expect(() => encode({ $bytes: 'AAAA' })).toThrow(TypeError)
  for (const text of [
    '{"$bytes":"A"}',
    '{"$bytes":"A A="}',
    '{"$bytes":1}',
    '{"$bytes":null}',
    '{"$bytes":"AAAA","more":1}',
  ]) {
    expect(() => decode(text), text).toThrow(TypeError)
  }
})
