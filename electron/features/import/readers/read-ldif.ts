import type { ReadFacts } from '../../../../shared/domain/import/table.ts'
import type { ByteSource } from './byte-source.ts'
import { Contact, type PostalAddress, writeContacts } from './contact-rows.ts'
import { binaryLines, CONTACT_PIECE_BYTES, ContactBudget, decodeBinary, joinFolded } from './content-lines.ts'
import { detectEncoding } from './decode-text.ts'
import type { TextChoices } from './read-text.ts'
import type { RowSink } from './row-sink.ts'

/** Columns by attribute in lower case. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['cn', 'Full name'],
  ['commonname', 'Full name'],
  ['givenname', 'First name'],
  ['gn', 'First name'],
  ['sn', 'Last name'],
  ['surname', 'Last name'],
  ['mail', 'E-mail'],
  ['rfc822mailbox', 'E-mail'],
  ['email', 'E-mail'],
  ['mozillasecondemail', 'E-mail'],
  ['xmozillasecondemail', 'E-mail'],
  ['telephonenumber', 'Phone'],
  ['mobile', 'Phone'],
  ['mobiletelephonenumber', 'Phone'],
  ['cellphone', 'Phone'],
  ['homephone', 'Phone'],
  ['hometelephonenumber', 'Phone'],
  ['facsimiletelephonenumber', 'Fax'],
  ['fax', 'Fax'],
  ['pager', 'Pager'],
  ['pagerphone', 'Pager'],
  ['o', 'Company'],
  ['company', 'Company'],
  ['organizationname', 'Company'],
  ['ou', 'Department'],
  ['department', 'Department'],
  ['orgunit', 'Department'],
  ['organizationalunitname', 'Department'],
  ['title', 'Job title'],
  ['workurl', 'Website'],
  ['mozillaworkurl', 'Website'],
  ['labeleduri', 'Website'],
  ['homeurl', 'Website'],
  ['mozillahomeurl', 'Website'],
  ['description', 'Notes'],
  ['notes', 'Notes'],
  ['uid', 'UID'],
  ['mozillanickname', 'Nickname'],
  ['xmozillanickname', 'Nickname'],
  ['mozillacustom1', 'Custom 1'],
  ['mozillacustom2', 'Custom 2'],
  ['mozillacustom3', 'Custom 3'],
  ['mozillacustom4', 'Custom 4'],
  ['custom1', 'Custom 1'],
  ['custom2', 'Custom 2'],
  ['custom3', 'Custom 3'],
  ['custom4', 'Custom 4'],
])

/** Attributes of which an address is made, in the order of their worth. */
const BUSINESS_ADDRESS: Readonly<Record<keyof PostalAddress, readonly string[]>> = {
  street: ['street', 'streetaddress', 'mozillaworkstreet', 'mozillaworkstreet2', 'postofficebox'],
  city: ['l', 'locality', 'localityname'],
  region: ['st', 'region', 'stateorprovincename'],
  postalCode: ['postalcode', 'zip'],
  country: ['co', 'countryname', 'c', 'friendlycountryname'],
}
const HOME_ADDRESS: Readonly<Record<keyof PostalAddress, readonly string[]>> = {
  street: ['mozillahomestreet', 'homestreet', 'mozillahomestreet2'],
  city: ['mozillahomelocalityname', 'homecity'],
  region: ['mozillahomestate', 'homestate'],
  postalCode: ['mozillahomepostalcode', 'homepostalcode'],
  country: ['mozillahomecountryname', 'homecountry'],
}
const USED_BY_ADDRESSES: ReadonlySet<string> = new Set(
  [BUSINESS_ADDRESS, HOME_ADDRESS].flatMap((names) => Object.values(names).flat()),
)

/** What only directories and programs care for. */
const TECHNICAL: ReadonlySet<string> = new Set([
  'dn',
  'version',
  'changetype',
  'control',
  'objectclass',
  'modifytimestamp',
  'createtimestamp',
  'creatorsname',
  'modifiersname',
  'structuralobjectclass',
  'entrycsn',
  'userpassword',
  'mozillausehtmlmail',
  'xmozillausehtmlmail',
  'postaladdress',
  'homepostaladdress',
  'birthyear',
  'birthmonth',
  'birthday',
])

/** Attributes whose values are bytes, or the members of a group. */
const UNREAD: ReadonlySet<string> = new Set([
  'jpegphoto',
  'thumbnailphoto',
  'photo',
  'audio',
  'usercertificate',
  'usersmimecertificate',
  'userpkcs12',
  'cacertificate',
  'member',
  'uniquemember',
  'memberuid',
  'memberof',
])
/** An entry of one of these classes names other entries. */
const GROUP_CLASSES: ReadonlySet<string> = new Set(['groupofnames', 'groupofuniquenames', 'mailgroup', 'posixgroup'])

/** One attribute of an entry; the name in lower case and without its options. */
type Attribute = { readonly name: string; readonly writtenName: string; readonly value: string }

/**
 * Reads an address book in LDIF into `sink`: a header as row 0, then a row for each person or company, groups and entries to be
 * deleted or modified left out. Pieces of `pieceBytes` are read at a time. Throws UnreadableFile. Source: RFC 2849.
 */
export function readLdif(
  bytes: ByteSource,
  choices: TextChoices,
  sink: RowSink,
  pieceBytes: number = CONTACT_PIECE_BYTES,
): ReadFacts {
  const detected = detectEncoding(bytes, choices.encoding, () => sink.tell(0))
  const { encoding } = detected
  return writeContacts(
    (time) => {
      const tell = (bytesDone: number): void => sink.tell((bytesDone + time * bytes.size) / 2)
      const lines = binaryLines(bytes, encoding, tell, pieceBytes)
      return contactsOf(lines, encoding.startsWith('utf-16') ? 'utf-8' : encoding)
    },
    detected,
    sink,
  )
}

function* contactsOf(lines: Iterable<string>, encoding: string): Generator<Contact, void, undefined> {
  for (const entry of entriesOf(lines, encoding)) {
    const contact = contactOf(entry)
    if (contact !== undefined) yield contact
  }
}

/** The attributes of each entry; entries are set apart by blank lines, and by their names where these are missing. */
function* entriesOf(lines: Iterable<string>, encoding: string): Generator<Attribute[], void, undefined> {
  let entry: Attribute[] = []
  let budget = new ContactBudget()
  for (const line of unfolded(lines)) {
    const attribute = line === '' ? undefined : readAttribute(line, encoding)
    if ((line === '' || attribute?.name === 'dn') && entry.length > 0) {
      yield entry
      entry = []
      budget = new ContactBudget()
    }
    if (attribute === undefined) continue
    budget.spend(attribute.value.length)
    entry.push(attribute)
  }
  if (entry.length > 0) yield entry
}

/** Lines with what is folded joined; comments, pictures and members are dropped before they cost anything. */
function* unfolded(lines: Iterable<string>): Generator<string, void, undefined> {
  let logical: string | undefined
  for (const line of lines) {
    if (line.startsWith(' ')) {
      if (logical !== undefined) logical = joinFolded(logical, line.slice(1))
      continue
    }
    if (logical !== undefined) yield logical
    logical = line.startsWith('#') || isUnread(line) ? undefined : joinFolded('', line)
  }
  if (logical !== undefined) yield logical
}

function isUnread(line: string): boolean {
  const name = /^[\w.-]+/.exec(line)?.[0] ?? ''
  return UNREAD.has(name.toLowerCase()) || /^[\w.-]+(?:;[\w-]+)*;binary[;:]/i.test(line)
}

function readAttribute(line: string, encoding: string): Attribute | undefined {
  const match = /^([\w.-]+)((?:;[\w-]+)*):([:<]?)/.exec(line)
  if (match === null) return undefined
  const [head, writtenName = '', , sign] = match
  // A value by reference to another file is not ours to fetch.
  if (sign === '<') return undefined
  const written = line.slice(head.length).replace(/^ +/, '')
  const binary = sign === ':' ? Buffer.from(written, 'base64').toString('latin1') : written
  return {
    name: writtenName.toLowerCase(),
    writtenName,
    value: decodeBinary(binary, sign === ':' ? 'utf-8' : encoding),
  }
}

/** The contact of an entry, or undefined where it is a group or no entry to be added. */
function contactOf(entry: readonly Attribute[]): Contact | undefined {
  const valuesOf = (name: string): string[] =>
    entry.filter((attribute) => attribute.name === name).map(({ value }) => value.trim())
  if (valuesOf('objectclass').some((name) => GROUP_CLASSES.has(name.toLowerCase()))) return undefined
  const change = valuesOf('changetype')[0]?.toLowerCase()
  if (change !== undefined && change !== 'add') return undefined
  if (entry.every(({ name }) => name === 'version')) return undefined
  const contact = new Contact()
  const names: string[] = []
  for (const { name, writtenName, value } of entry) {
    const column = COLUMNS.get(name)
    if (column === 'Full name') names.push(value.trim())
    else if (column === 'Website') contact.add(column, value.trim().split(/\s/)[0] ?? '')
    else if (column !== undefined) contact.add(column, value)
    else if (!TECHNICAL.has(name) && !USED_BY_ADDRESSES.has(name)) contact.add(writtenName, value)
  }
  contact.addNames(names)
  contact.addAddress(addressOf(BUSINESS_ADDRESS, valuesOf, 'postaladdress'))
  contact.addAddress(addressOf(HOME_ADDRESS, valuesOf, 'homepostaladdress'))
  contact.add('Birthday', birthday(valuesOf))
  return contact
}

function addressOf(
  names: Readonly<Record<keyof PostalAddress, readonly string[]>>,
  valuesOf: (name: string) => string[],
  whole: string,
): PostalAddress {
  const first = (part: keyof PostalAddress): string => names[part].flatMap(valuesOf).find((value) => value !== '') ?? ''
  const street = [...new Set(names.street.flatMap(valuesOf))].filter((line) => line !== '').join(', ')
  return {
    // LDAP writes the lines of an address with dollars between them.
    street: street === '' ? (valuesOf(whole)[0] ?? '').split(/\s*\$\s*/).join('\n') : street,
    city: first('city'),
    region: first('region'),
    postalCode: first('postalCode'),
    country: first('country'),
  }
}

function birthday(valuesOf: (name: string) => string[]): string {
  const part = (name: string): string => valuesOf(name)[0] ?? ''
  const [year, month, day] = [part('birthyear'), part('birthmonth'), part('birthday')]
  if (month === '' || day === '') return year === '' ? day : year
  return `${year === '' ? '-' : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
