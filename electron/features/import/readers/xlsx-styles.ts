import { attributeOf, elementPrefix, startTags, unescapeXml } from './xlsx-xml.ts'

/** What a number format makes of a cell's number; `zeros` is a mask such as `00000` that gives zeros back, an elapsed time may be longer than a day. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  | { readonly kind: 'day' }
  | { readonly kind: 'time'; readonly isElapsed: boolean }
  | { readonly kind: 'zeros'; readonly mask: string }

const PLAIN: NumberFormat = { kind: 'plain' }
const DAY: NumberFormat = { kind: 'day' }
const TIME: NumberFormat = { kind: 'time', isElapsed: false }
const ELAPSED: NumberFormat = { kind: 'time', isElapsed: true }

/** Formats of the cell styles, by a cell's `s`. Source: ECMA-376 part 1, 18.8.30 (built-in formats). */
export function readCellFormats(xml: string): readonly NumberFormat[] {
  const prefix = elementPrefix(xml, 'styleSheet')
  const custom = new Map<number, NumberFormat>()
  // Conditional formats have number formats too, with numbers of their own.
  for (const { attributes } of startTags(xml.split(`</${prefix}numFmts>`, 1)[0] ?? '', `${prefix}numFmt`)) {
    const id = Number(attributeOf(attributes, 'numFmtId'))
    custom.set(id, formatOfCode(unescapeXml(attributeOf(attributes, 'formatCode') ?? '')))
  }
  const start = xml.indexOf(`<${prefix}cellXfs`)
  const end = xml.indexOf(`</${prefix}cellXfs>`, start)
  if (start === -1 || end === -1) return []
  const formats: NumberFormat[] = []
  for (const { attributes } of startTags(xml.slice(start, end), `${prefix}xf`)) {
    const id = Number(attributeOf(attributes, 'numFmtId') ?? 0)
    formats.push(custom.get(id) ?? builtInFormat(id))
  }
  return formats
}

function builtInFormat(id: number): NumberFormat {
  if (
    (id >= 14 && id <= 17) ||
    id === 22 ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58
  )
    return DAY
  if (id === 46) return ELAPSED
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56) return TIME
  return PLAIN
}

/** The kind of a custom format code, judged by its first section without literals, colours and conditions. */
export function formatOfCode(code: string): NumberFormat {
  const section = firstSection(code)
  const bare = section
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\*./g, '')
  const isElapsed = /\[(h+|m+|s+)\]/i.test(bare)
  const signs = bare
    .replace(/\[[^\]]*\]/g, '')
    .replace(/general/gi, '')
    .replace(/AM\/PM|A\/P/gi, 'h')
  if (isElapsed) return ELAPSED
  if (/[yd]/i.test(signs)) return DAY
  if (/[hs]/i.test(signs)) return TIME
  if (/m/i.test(signs)) return DAY
  return maskOf(section)
}

function firstSection(code: string): string {
  let isQuoted = false
  for (let index = 0; index < code.length; index += 1) {
    const sign = code[index]
    if (sign === '\\') index += 1
    else if (sign === '"') isQuoted = !isQuoted
    else if (sign === ';' && !isQuoted) return code.slice(0, index)
  }
  return code
}

/** `00000`, `000-0000` or `(000) 000-0000`: at least two zeros and nothing but zeros and literals. */
function maskOf(section: string): NumberFormat {
  const literal = section
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"([^"]*)"/g, '$1')
    .replace(/\\(.)/g, '$1')
  return /^[0\-/() +]+$/.test(literal) && (literal.match(/0/g)?.length ?? 0) >= 2
    ? { kind: 'zeros', mask: literal }
    : PLAIN
}

/** The digits of a whole number put into a mask from the right; surplus digits stand before it. */
export function applyMask(digits: string, mask: string): string {
  let at = digits.length - 1
  let text = ''
  for (let index = mask.length - 1; index >= 0; index -= 1) {
    if (mask[index] === '0') {
      text = (at >= 0 ? digits[at] : '0') + text
      at -= 1
    } else {
      text = mask[index] + text
    }
  }
  return at >= 0 ? digits.slice(0, at + 1) + text : text
}
