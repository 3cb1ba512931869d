import type { ReadFacts } from '../../../../shared/domain/import/table.ts'
import type { ByteSource } from './byte-source.ts'
import { Contact, isKnownColumn, type PostalAddress, writeContacts } from './contact-rows.ts'
import { binaryLines, CONTACT_PIECE_BYTES, ContactBudget, decodeBinary } from './content-lines.ts'
import { detectEncoding, findEncoding, PIECE_BYTES } from './decode-text.ts'
import type { TextChoices } from './read-text.ts'
import type { RowSink } from './row-sink.ts'
import {
  joinList,
  type PropertyHead,
  splitParts,
  unescapeValue,
  type VcardProperty,
  vcardProperties,
} from './vcard-properties.ts'

/** Columns of properties that mean nothing but themselves. */
const OWN_COLUMNS: ReadonlyMap<string, string> = new Map([
  ['NICKNAME', 'Nickname'],
  ['ANNIVERSARY', 'Anniversary'],
  ['X-ANNIVERSARY', 'Anniversary'],
  ['X-MS-ANNIVERSARY', 'Anniversary'],
  ['X-EVOLUTION-ANNIVERSARY', 'Anniversary'],
  ['GENDER', 'Gender'],
  ['LANG', 'Language'],
  ['GEO', 'Geo position'],
  ['TZ', 'Time zone'],
  ['IMPP', 'Messenger'],
  ['RELATED', 'Related'],
  ['REV', 'Revision'],
  ['SOUND', 'Phonetic name'],
  ['X-PHONETIC-FIRST-NAME', 'Phonetic first name'],
  ['X-PHONETIC-MIDDLE-NAME', 'Phonetic middle name'],
  ['X-PHONETIC-LAST-NAME', 'Phonetic last name'],
  ['X-SOCIALPROFILE', 'Social profile'],
])

/** What only programs care for. */
const TECHNICAL: ReadonlySet<string> = new Set([
  'BEGIN',
  'END',
  'VERSION',
  'PRODID',
  'PROFILE',
  'CLASS',
  'MAILER',
  'KIND',
  'XML',
  'CLIENTPIDMAP',
  'X-ABLABEL',
  'X-ABADR',
  'X-ABSHOWAS',
  'X-ADDRESSBOOKSERVER-KIND',
  'X-MS-OL-DESIGN',
  'X-MS-OL-DEFAULT-POSTAL-ADDRESS',
])

/**
 * Reads vCard 2.1, 3.0 and 4.0 into `sink`: a header as row 0, then a row for each card, groups left out. Pieces of `pieceBytes` are
 * read at a time. Throws UnreadableFile.
 */
export function readVcard(
  bytes: ByteSource,
  choices: TextChoices,
  sink: RowSink,
  pieceBytes: number = CONTACT_PIECE_BYTES,
): ReadFacts {
  const detected = detectEncoding(bytes, choices.encoding, () => sink.tell(0))
  // What the cards say of themselves is surer than a guess by statistics.
  const encoding = (detected.guesses.length > 0 ? declaredEncoding(bytes) : undefined) ?? detected.encoding
  const isWide = encoding.startsWith('utf-16')
  const decoding: Decoding = {
    encoding: isWide ? 'utf-8' : encoding,
    isCertain: isWide || choices.encoding !== undefined,
  }
  return writeContacts(
    (time) => {
      const tell = (bytesDone: number): void => sink.tell((bytesDone + time * bytes.size) / 2)
      return contactsOf(binaryLines(bytes, encoding, tell, pieceBytes), decoding)
    },
    { encoding, guesses: detected.guesses },
    sink,
  )
}

/** How the values of a file become text; `isCertain` sets its encoding over what a property says of itself. */
type Decoding = { readonly encoding: string; readonly isCertain: boolean }

/** The first encoding that a card names, looked for at the beginning of the file. */
function declaredEncoding(bytes: ByteSource): string | undefined {
  const label = /;CHARSET="?([\w-]+)/i.exec(bytes.read(0, PIECE_BYTES).toString('latin1'))?.[1]
  return label === undefined ? undefined : findEncoding(label)
}

function* contactsOf(lines: Iterable<string>, decoding: Decoding): Generator<Contact, void, undefined> {
  let card: VcardProperty[] | undefined
  let budget = new ContactBudget()
  let agentDepth = 0
  let last = ''
  for (const property of vcardProperties(lines)) {
    const { name, isSkipped } = property.head
    const isEdge = (name === 'BEGIN' || name === 'END') && /^\s*VCARD\s*$/i.test(property.value)
    if (isEdge && name === 'BEGIN') {
      if (agentDepth > 0 || (card !== undefined && last === 'AGENT')) {
        agentDepth += 1
      } else {
        // A card that was never ended is a card all the same.
        if (card !== undefined) yield* contactOf(card, decoding)
        card = []
        budget = new ContactBudget()
      }
    } else if (isEdge) {
      if (agentDepth > 0) {
        agentDepth -= 1
      } else {
        if (card !== undefined) yield* contactOf(card, decoding)
        card = undefined
      }
    } else if (agentDepth === 0 && card !== undefined && name !== 'AGENT' && !isSkipped) {
      budget.spend(property.value.length)
      card.push(property)
    }
    last = name
  }
  if (card !== undefined) yield* contactOf(card, decoding)
}

/** The contact of a card; none for a group, whose members have cards of their own. */
function* contactOf(card: readonly VcardProperty[], decoding: Decoding): Generator<Contact, void, undefined> {
  const properties = card.map((property) => ({ head: property.head, value: textOf(property, decoding) }))
  const first = (name: string): string =>
    properties.find(({ head, value }) => head.name === name && value.trim() !== '')?.value ?? ''
  if (/^\s*group\s*$/i.test(first('KIND') || first('X-ADDRESSBOOKSERVER-KIND'))) return
  const labels = new Map<string, string>()
  for (const { head, value } of properties) {
    if (head.name === 'X-ABLABEL') labels.set(head.group, cleanLabel(value))
  }
  const contact = new Contact()
  const hasTitle = first('TITLE') !== ''
  const hasAddress = first('ADR').replaceAll(';', '').trim() !== ''
  for (const { head, value } of byPreference(properties)) {
    const label = head.group === '' ? undefined : labels.get(head.group)
    switch (head.name) {
      case 'FN':
      case 'N':
        break
      case 'EMAIL':
        contact.add(
          'E-mail',
          unescapeValue(value)
            .trim()
            .replace(/^mailto:/i, ''),
        )
        break
      case 'TEL':
        contact.add(phoneColumn(head, label), phoneText(value))
        break
      case 'ORG': {
        const [company = '', ...units] = splitParts(value, ';').map((part) => unescapeValue(part).trim())
        contact.add('Company', company)
        contact.add('Department', units.filter((unit) => unit !== '').join(', '))
        break
      }
      case 'TITLE':
        contact.add('Job title', unescapeValue(value))
        break
      case 'ROLE':
        contact.add(hasTitle ? 'Role' : 'Job title', unescapeValue(value))
        break
      case 'URL':
        contact.add('Website', unescapeValue(value))
        break
      case 'ADR':
        contact.addAddress(addressOf(value))
        break
      case 'LABEL':
        if (!hasAddress) contact.add('Address', unescapeValue(value))
        break
      case 'NOTE':
        contact.add('Notes', unescapeValue(value))
        break
      case 'CATEGORIES':
        contact.add('Tags', joinList(value, ', '))
        break
      case 'BDAY':
        contact.add('Birthday', dayText(head, value))
        break
      case 'UID':
        contact.add('UID', unescapeValue(value))
        break
      case 'NICKNAME':
        contact.add('Nickname', joinList(value, ', '))
        break
      case 'X-ABDATE':
        contact.add(columnOfLabel(label, 'Other date'), unescapeValue(value))
        break
      case 'X-ABRELATEDNAMES':
        contact.add(columnOfLabel(label, 'Related'), unescapeValue(value))
        break
      default:
        if (!TECHNICAL.has(head.name)) {
          const column = OWN_COLUMNS.get(head.name) ?? head.writtenName
          contact.add(column, unescapeValue(value).replace(/;+\s*$/, ''))
        }
    }
  }
  const formatted = properties.filter(({ head }) => head.name === 'FN').map(({ value }) => value)
  addNames(contact, formatted, first('N'))
  yield contact
}

/** The preferred e-mail, phone and address first; the others as the card has them. */
function byPreference<T extends { readonly head: PropertyHead }>(properties: readonly T[]): readonly T[] {
  if (properties.every(({ head }) => head.preference === Number.POSITIVE_INFINITY)) return properties
  const rankOf = ({ head }: T): number => Math.min(head.preference, 1000)
  return [...properties].sort((a, b) => rankOf(a) - rankOf(b))
}

function addNames(contact: Contact, formatted: readonly string[], structured: string): void {
  const [family = '', given = '', additional = '', prefix = '', suffix = ''] = splitParts(structured, ';').map(
    (part, index) => joinList(part, index === 4 ? ', ' : ' '),
  )
  const written = formatted.map((name) => unescapeValue(name).trim()).filter((name) => name !== '')
  const names = written.length > 0 ? written : [joinFilled([prefix, given, additional, family, suffix])]
  contact.add('First name', joinFilled([given, additional]))
  contact.add('Last name', family)
  if (!names[0]?.includes(prefix)) contact.add('Name prefix', prefix)
  if (!names[0]?.includes(suffix)) contact.add('Name suffix', suffix)
  contact.addNames(names)
}

function joinFilled(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

function phoneColumn({ types }: PropertyHead, label: string | undefined): string {
  if (label !== undefined && /assist/i.test(label)) return 'Assistant phone'
  if (types.has('voice') || types.has('cell')) return 'Phone'
  if (types.has('fax')) return 'Fax'
  return types.has('pager') ? 'Pager' : 'Phone'
}

function phoneText(value: string): string {
  return unescapeValue(value)
    .trim()
    .replace(/^tel:/i, '')
    .replace(/;ext=(\d+)/i, ' ext. $1')
    .replace(/;phone-context=[^;]*/i, '')
}

function addressOf(value: string): PostalAddress {
  const parts = splitParts(value, ';').map((part) => unescapeValue(part).trim())
  const [box = '', extended = '', street = '', city = '', region = '', postalCode = '', country = ''] = parts
  const lines = [street, extended, box].filter((line) => line !== '').join(', ')
  return { street: lines, city, region, postalCode, country }
}

/** A day as `YYYY-MM-DD` or `--MM-DD` where it is written in full, else as it stands. */
function dayText({ params }: PropertyHead, value: string): string {
  const text = unescapeValue(value).trim()
  const [, year, month, day] = /^(\d{4}|--)-?(\d\d)-?(\d\d)(?:T00:?00:?00.*)?$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined) return text
  const isYearOmitted = year === '--' || params.get('X-APPLE-OMIT-YEAR') === year
  return `${isYearOmitted ? '-' : year}-${month}-${day}`
}

/** `_$!<Anniversary>!$_` → `Anniversary`. */
function cleanLabel(label: string): string {
  return unescapeValue(label)
    .replace(/^_\$!<|>!\$_$/g, '')
    .trim()
}

function columnOfLabel(label: string | undefined, otherwise: string): string {
  return label === undefined || label === '' || isKnownColumn(label.replace(/ \d+$/, '')) ? otherwise : label
}

function textOf({ head, value }: VcardProperty, decoding: Decoding): string {
  const isPlain = head.encoding === 'plain'
  if (isPlain && decoding.isCertain) return decodeBinary(value, decoding.encoding)
  const label = head.params.get('CHARSET')
  const declared = label === undefined ? undefined : findEncoding(label)
  return decodeBinary(value, declared ?? (isPlain ? decoding.encoding : 'utf-8'))
}
