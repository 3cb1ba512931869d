import { UnreadableFile } from './read-refusal.ts'

/** Text of an XML part. Throws UnreadableFile on a document type: no spreadsheet program writes one, only attacks do. */
export function decodeXml(part: Buffer): string {
  const text =
    part[0] === 0xff && part[1] === 0xfe
      ? part.toString('utf16le', 2)
      : part.toString('utf8', part[0] === 0xef && part[1] === 0xbb && part[2] === 0xbf ? 3 : 0)
  refuseDocumentType(text.slice(0, 2048))
  return text
}

export function refuseDocumentType(head: string): void {
  if (/<!DOCTYPE/i.test(head)) {
    throw new UnreadableFile(
      'hostile',
      '“{file}” holds definitions that no spreadsheet program writes, so it was not opened. Save it again as CSV and import that.',
    )
  }
}

/** The prefix of a part's elements with its colon, as `x:` in `<x:worksheet>`; empty as a rule. */
export function elementPrefix(xml: string, rootName: string): string {
  return new RegExp(`<((?:[\\w.-]+:)?)${rootName}[\\s>/]`).exec(xml)?.[1] ?? ''
}

/** The start tags of one element, in order, each as its attributes' text. */
export function* startTags(
  xml: string,
  name: string,
): Generator<{ readonly attributes: string; readonly end: number }> {
  const opening = `<${name}`
  let at = xml.indexOf(opening)
  while (at !== -1) {
    const after = xml.charCodeAt(at + opening.length)
    const end = xml.indexOf('>', at)
    if (end === -1) return
    // A longer name, as <sheets> for <sheet>, is another element.
    if (after === 32 || after === 62 || after === 47 || after === 10 || after === 13 || after === 9) {
      yield { attributes: xml.slice(at + opening.length, end), end: end + 1 }
    }
    at = xml.indexOf(opening, end)
  }
}

/** An attribute's value with entities replaced, or undefined. `name` is matched with its prefix. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*("([^"]*)"|'([^']*)')`).exec(attributes)
  const value = match?.[2] ?? match?.[3]
  return value === undefined ? undefined : unescapeXml(value)
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text with the five named and all numeric entities replaced; an unknown one stays as it is. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return NAMED_ENTITIES[body] ?? whole
    const code =
      body[1] === 'x' || body[1] === 'X' ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** Content of a text element: entities and Excel's `_x000D_` escapes resolved. A NUL sign, which no text may hold, is left out. */
export function textContent(raw: string): string {
  const text = unescapeXml(raw)
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        hex === '0000' ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text
}

/** The `<t>` texts of a string item or inline string put together, those of phonetic runs (`<rPh>`) left out. */
export function richText(item: string, prefix: string): string {
  const spoken = item.includes(`<${prefix}rPh`)
    ? item.replace(new RegExp(`<${prefix}rPh[\\s>][\\s\\S]*?</${prefix}rPh>`, 'g'), '')
    : item
  const close = `</${prefix}t>`
  let text = ''
  for (const tag of startTags(spoken, `${prefix}t`)) {
    if (tag.attributes.endsWith('/')) continue
    const end = spoken.indexOf(close, tag.end)
    if (end === -1) break
    text += textContent(spoken.slice(tag.end, end))
  }
  return text
}
