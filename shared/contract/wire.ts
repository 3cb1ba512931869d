/**
 * Messages as JSON text, for a transport that carries text only. Bytes stand in it as `{"$bytes": "<base64>"}`, at any depth; no
 * other object may have a key `$bytes`.
 */
const BYTES = '$bytes'

/** Writes a message. Throws a TypeError where an object uses the key that is kept for bytes. */
export function encodeWire(message: unknown, toBase64: (bytes: Uint8Array) => string): string {
  // `this[key]`, as a Buffer has turned itself into a list of numbers by the time it comes in as `value`.
  return JSON.stringify(message, function (this: Record<string, unknown>, key: string, value: unknown) {
    const raw = this[key]
    if (raw instanceof Uint8Array) return new EncodedBytes(toBase64(raw))
    if (isRecord(value) && Object.hasOwn(value, BYTES) && !(value instanceof EncodedBytes))
      throw new TypeError(`The key ${BYTES} is kept for bytes.`)
    return value
  })
}

/** Reads a message. Throws a SyntaxError where the text is no JSON, and a TypeError where bytes are not written as {@link encodeWire} does. */
export function decodeWire(text: string, fromBase64: (base64: string) => Uint8Array): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (!isRecord(value) || !Object.hasOwn(value, BYTES)) return value
    const base64 = value[BYTES]
    if (typeof base64 !== 'string' || Object.keys(value).length !== 1 || !isBase64(base64))
      throw new TypeError(`The key ${BYTES} is kept for bytes.`)
    return fromBase64(base64)
  })
}

class EncodedBytes {
  readonly [BYTES]: string
  constructor(base64: string) {
    this[BYTES] = base64
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}
