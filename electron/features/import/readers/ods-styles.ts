import { attributeOf, startTags } from './xlsx-xml.ts'

/** What the styles of an OpenDocument spreadsheet say of its tables and cells, by the names of the styles. */
export type OdsStyles = {
  readonly hiddenTables: ReadonlySet<string>
  /** Masks such as `00000` that give zeros back. */
  readonly masks: ReadonlyMap<string, string>
}

/** Reads the automatic styles, which stand before the first table. */
export function readOdsStyles(xml: string): OdsStyles {
  const masksOfFormats = new Map<string, string>()
  for (const { inner, attributes } of elements(xml, 'number:number-style')) {
    const [number] = startTags(inner, 'number:number')
    const digits = Number(attributeOf(number?.attributes ?? '', 'number:min-integer-digits') ?? 0)
    const decimals = Number(attributeOf(number?.attributes ?? '', 'number:decimal-places') ?? 0)
    const isPlain = !inner.includes('<number:text>') && !inner.includes('number:grouping="true"')
    if (digits >= 2 && digits <= 100 && decimals === 0 && isPlain)
      masksOfFormats.set(attributeOf(attributes, 'style:name') ?? '', '0'.repeat(digits))
  }
  const hiddenTables = new Set<string>()
  const masks = new Map<string, string>()
  for (const { inner, attributes } of elements(xml, 'style:style')) {
    const name = attributeOf(attributes, 'style:name') ?? ''
    if (/<style:table-properties[^>]*\stable:display="false"/.test(inner)) hiddenTables.add(name)
    const mask = masksOfFormats.get(attributeOf(attributes, 'style:data-style-name') ?? '')
    if (mask !== undefined) masks.set(name, mask)
  }
  return { hiddenTables, masks }
}

/** Elements of one name that hold none of their own. */
function* elements(xml: string, name: string): Generator<{ readonly attributes: string; readonly inner: string }> {
  for (const { attributes, end } of startTags(xml, name)) {
    const close = attributes.endsWith('/') ? end : xml.indexOf(`</${name}>`, end)
    yield { attributes, inner: close === -1 ? '' : xml.slice(end, close) }
  }
}
