/** The signs of a code: no 0 O 1 I L. Their number is prime, which is what makes the check sign hold. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const BASE = SIGNS.length
const FEWEST_SIGNS = 3
const MOST_SIGNS = 5

/**
 * Weights of the data signs from the right; the check sign weighs −1. None is 0 and no neighbours are equal, modulo 31, so the
 * check fails for every single wrong sign and for every swap of two neighbours.
 */
const WEIGHTS = [3, 7, 2, 5]

/** So many codes of a length there are: 961 of three signs, 29,791 of four. */
function countOf(length: number): number {
  return BASE ** (length - 1)
}

/** How many codes there are at all. */
export const codeCount = countOf(3) + countOf(4) + countOf(5)

/** The code of a place from 0: three signs for the first 961, four from the 962nd on, the last sign a check. Places are scattered over the codes. */
export function codeOf(place: number): string {
  if (!Number.isInteger(place) || place < 0 || place >= codeCount)
    throw new RangeError(`No code has the place ${place}.`)
  let rest = place
  let length = FEWEST_SIGNS
  while (rest >= countOf(length)) {
    rest -= countOf(length)
    length += 1
  }
  let value = (rest * STRIDE + OFFSET) % countOf(length)
  const values: number[] = []
  for (let i = 1; i < length; i += 1) {
    values.unshift(value % BASE)
    value = Math.floor(value / BASE)
  }
  return [...values, checkOf(values)].map((sign) => SIGNS[sign]).join('')
}

/** Coprime to 31, so that every code has one place. */
const STRIDE = 577
const OFFSET = 389

function checkOf(values: readonly number[]): number {
  const sum = values.reduce((total, value, i) => total + value * (WEIGHTS[values.length - 1 - i] as number), 0)
  return sum % BASE
}

/** The code as it is kept, from what was typed in any case and with spaces around it; undefined where it is none. */
export function parseCode(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  return isValidCode(code) ? code : undefined
}

/** Whether a text is a code: its length, its signs and its check sign. */
export function isValidCode(text: string): boolean {
  if (text.length < FEWEST_SIGNS || text.length > MOST_SIGNS) return false
  const values = Array.from(text, (sign) => SIGNS.indexOf(sign))
  if (values.includes(-1)) return false
  return checkOf(values.slice(0, -1)) === values.at(-1)
}

/**
 * So many codes that are not taken, the shorter ones first. Within a length they go on from the one given out last, so that a code
 * just freed is not soon another lead's.
 */
export function nextCodes(lastIssued: string | null, taken: ReadonlySet<string>, count: number): string[] {
  const codes: string[] = []
  let first = 0
  for (let length = FEWEST_SIGNS; length <= MOST_SIGNS && codes.length < count; length += 1) {
    const size = countOf(length)
    const last = lastIssued?.length === length && isValidCode(lastIssued) ? placeWithin(lastIssued) : -1
    for (let i = 1; i <= size && codes.length < count; i += 1) {
      const code = codeOf(first + ((last + i) % size))
      if (!taken.has(code)) codes.push(code)
    }
    first += size
  }
  if (codes.length < count) throw new RangeError(`No ${count} codes are left.`)
  return codes
}

/** The place of a valid code among those of its length; inverse of the scattering of {@link codeOf}. */
function placeWithin(code: string): number {
  const size = countOf(code.length)
  const value = Array.from(code.slice(0, -1)).reduce((total, sign) => total * BASE + SIGNS.indexOf(sign), 0)
  const scattered = BigInt((((value - OFFSET) % size) + size) % size)
  return Number((scattered * inverseOf(BigInt(STRIDE), BigInt(size))) % BigInt(size))
}

function inverseOf(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, value % modulus]
  let [before, factor] = [0n, 1n]
  while (current !== 0n) {
    const quotient = previous / current
    ;[previous, current] = [current, previous - quotient * current]
    ;[before, factor] = [factor, before - quotient * factor]
  }
  return ((before % modulus) + modulus) % modulus
}
