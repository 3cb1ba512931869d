import { joinFolded } from './content-lines.ts'

/** What stands before the colon of a property. */
export type PropertyHead = {
  /** `item1` of `item1.TEL`, in lower case, else empty. */
  readonly group: string
  /** In upper case. */
  readonly name: string
  readonly writtenName: string
  /** By name in upper case, values as written, without quotes. */
  readonly params: ReadonlyMap<string, string>
  /** In lower case. */
  readonly types: ReadonlySet<string>
  /** 1 is preferred most; infinite where nothing is said. */
  readonly preference: number
  /** A picture, a sound, a key or a member: its value is not kept. */
  readonly isSkipped: boolean
  readonly encoding: 'plain' | 'quoted' | 'base64'
}

/** One property of a card, its value still bytes as characters but with quoted-printable and Base64 undone. */
export type VcardProperty = { readonly head: PropertyHead; readonly value: string }

/** Properties whose values are bytes, or the members of a group. */
const UNREAD: ReadonlySet<string> = new Set([
  'PHOTO',
  'LOGO',
  'KEY',
  'X-MS-CARDPICTURE',
  'MEMBER',
  'X-ADDRESSBOOKSERVER-MEMBER',
])
/** Properties that are text even where they are written in Base64. */
const TEXTS: ReadonlySet<string> = new Set([
  'FN',
  'N',
  'NOTE',
  'ORG',
  'TITLE',
  'ROLE',
  'ADR',
  'LABEL',
  'EMAIL',
  'NICKNAME',
  'CATEGORIES',
])
const BARE_ENCODINGS: ReadonlySet<string> = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT'])
/** Characters within which the head of a property must end. */
const MAX_HEAD_LENGTH = 8192
/** Heads that are read once. */
const MAX_KEPT_HEADS = 500

/**
 * The properties of cards in the order of the file, folded lines and soft line breaks joined. Lines that are no property belong to the
 * value above them, as programs write that forget to escape line breaks. Source: RFC 2426, RFC 6350, vCard 2.1.
 */
export function* vcardProperties(lines: Iterable<string>): Generator<VcardProperty, void, undefined> {
  const heads = new Map<string, PropertyHead>()
  // A few heads stand in all cards.
  const headOf = (text: string): PropertyHead => {
    const known = heads.get(text)
    if (known !== undefined) return known
    const read = readHead(text)
    if (heads.size < MAX_KEPT_HEADS) heads.set(text, read)
    return read
  }
  let head: PropertyHead | undefined
  let value = ''
  let isSoftBroken = false
  /** A head that is folded before its colon. */
  let beginning = ''
  const append = (part: string): void => {
    if (head === undefined || head.isSkipped) return
    isSoftBroken = head.encoding === 'quoted' && part.endsWith('=')
    value = joinFolded(value, isSoftBroken ? part.slice(0, -1) : part)
  }
  const begin = (line: string, isWhole: boolean): void => {
    const colon = colonOf(line)
    const end = colon === -1 && (isWhole || line.length >= MAX_HEAD_LENGTH) ? line.indexOf(':') : colon
    beginning = end === -1 && !isWhole && line.length < MAX_HEAD_LENGTH ? line : ''
    if (end === -1) return
    const content = line.slice(end + 1)
    head = headOf(line.slice(0, end))
    if (/^\s*data:[^,]{0,100};base64,/i.test(content)) head = { ...head, isSkipped: true }
    value = ''
    append(content)
  }
  for (const line of lines) {
    if (isSoftBroken && !isCardEdge(line)) {
      append(line)
      continue
    }
    const isFolded = (head !== undefined || beginning !== '') && /^[ \t]/.test(line)
    if (beginning !== '') begin(isFolded ? beginning + line.slice(1) : beginning, !isFolded)
    else if (isFolded) append(line.slice(1))
    if (isFolded) continue
    if (/^\s*[\w.-]+[;:]/.test(line)) {
      if (head !== undefined) yield finish(head, value)
      head = undefined
      isSoftBroken = false
      begin(line.trimStart(), false)
    } else if (line !== '' && head?.name !== 'END' && head?.name !== 'BEGIN') {
      append(`\n${line}`)
    }
  }
  if (beginning !== '') begin(beginning, true)
  if (head !== undefined) yield finish(head, value)
}

function isCardEdge(line: string): boolean {
  return /^(?:BEGIN|END):VCARD/i.test(line)
}

/** Where the first colon stands that is in no quotes, -1 where there is none. */
function colonOf(line: string): number {
  let isQuoted = false
  const length = Math.min(line.length, MAX_HEAD_LENGTH)
  for (let at = 0; at < length; at += 1) {
    const code = line.charCodeAt(at)
    if (code === 34) isQuoted = !isQuoted
    else if (code === 58 && !isQuoted) return at
  }
  return -1
}

function readHead(text: string): PropertyHead {
  const [fullName = '', ...written] = splitOutsideQuotes(text, ';')
  const dot = fullName.indexOf('.')
  const writtenName = fullName.slice(dot + 1).trim()
  const name = writtenName.toUpperCase()
  const params = new Map<string, string>()
  const types = new Set<string>()
  let encoding = ''
  for (const param of written) {
    const equals = param.indexOf('=')
    const key = equals === -1 ? '' : param.slice(0, equals).trim().toUpperCase()
    const content = param
      .slice(equals + 1)
      .trim()
      .replaceAll('"', '')
    if (key === 'ENCODING' || (key === '' && BARE_ENCODINGS.has(content.toUpperCase())))
      encoding = content.toUpperCase()
    else if (key === 'TYPE' || key === '') for (const type of content.split(',')) types.add(type.trim().toLowerCase())
    else params.set(key, content)
  }
  const isBase64 = encoding === 'BASE64' || encoding === 'B'
  const rank = Number(params.get('PREF') ?? Number.NaN)
  return {
    group: fullName.slice(0, Math.max(0, dot)).toLowerCase(),
    name,
    writtenName,
    params,
    types,
    preference: Number.isNaN(rank) ? (types.has('pref') ? 1 : Number.POSITIVE_INFINITY) : rank,
    isSkipped: UNREAD.has(name) || (name === 'SOUND' && !types.has('x-irmc-n')) || (isBase64 && !TEXTS.has(name)),
    encoding: isBase64 ? 'base64' : encoding === 'QUOTED-PRINTABLE' ? 'quoted' : 'plain',
  }
}

function finish(head: PropertyHead, value: string): VcardProperty {
  switch (head.encoding) {
    case 'quoted':
      return { head, value: decodeQuotedPrintable(value) }
    case 'base64':
      return { head, value: Buffer.from(value, 'base64').toString('latin1') }
    case 'plain':
      return { head, value }
  }
}

function decodeQuotedPrintable(value: string): string {
  return value.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function splitOutsideQuotes(text: string, sign: string): string[] {
  const parts: string[] = []
  let isQuoted = false
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted
    else if (text[at] === sign && !isQuoted) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}

/** Parts between a sign that is not escaped, each still escaped. */
export function splitParts(value: string, sign: ';' | ','): string[] {
  if (!value.includes('\\')) return value.split(sign)
  const parts: string[] = []
  let start = 0
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === '\\') at += 1
    else if (value[at] === sign) {
      parts.push(value.slice(start, at))
      start = at + 1
    }
  }
  parts.push(value.slice(start))
  return parts
}

/** A text with its escapes undone and its line breaks as `\n`. */
export function unescapeValue(value: string): string {
  const text = value.includes('\\')
    ? value.replace(/\\([nN,;:"\\])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
    : value
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** The filled parts of a list, with `between` between them. */
export function joinList(value: string, between: string): string {
  return splitParts(value, ',')
    .map((part) => unescapeValue(part).trim())
    .filter((part) => part !== '')
    .join(between)
}
