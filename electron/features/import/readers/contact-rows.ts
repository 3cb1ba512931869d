import { noColumnNote, type ReadFacts } from '../../../../shared/domain/import/table.ts'
import { MAX_COLUMNS } from '../row-spool.ts'
import type { TextEncoding } from './decode-text.ts'
import { UnreadableFile } from './read-refusal.ts'
import type { RowSink } from './row-sink.ts'

/** Names of an address' columns, in the order of its parts. */
const ADDRESS_COLUMNS = ['Street', 'City', 'Region', 'Postal code', 'Country'] as const
const COLUMNS_BEFORE_ADDRESS = [
  'Full name',
  'First name',
  'Last name',
  'E-mail',
  'Phone',
  'Company',
  'Job title',
  'Website',
]
const COLUMNS_AFTER_ADDRESS = ['Notes', 'Tags', 'Birthday', 'UID']
const KNOWN_COLUMNS: ReadonlySet<string> = new Set([
  ...COLUMNS_BEFORE_ADDRESS,
  ...ADDRESS_COLUMNS,
  ...COLUMNS_AFTER_ADDRESS,
])
/** Columns of which a contact has one, with what stands between several values. */
const JOINED: ReadonlyMap<string, string> = new Map([
  ['Notes', '\n\n'],
  ['Tags', ', '],
])

/** The parts of a postal address. */
export type PostalAddress = {
  readonly street: string
  readonly city: string
  readonly region: string
  readonly postalCode: string
  readonly country: string
}

/** What an address book says of one person or company, by column. */
export class Contact {
  readonly values = new Map<string, string[]>()
  readonly addresses: PostalAddress[] = []

  /** Adds a value unless it is blank or there already. */
  add(column: string, value: string): void {
    const text = value.trim()
    if (text === '') return
    const known = this.values.get(column)
    if (known === undefined) this.values.set(column, [text])
    else if (!known.includes(text)) known.push(text)
  }

  /** Adds full names, the first as the name; call it last. The name of a company by itself is no person's. */
  addNames(names: readonly string[]): void {
    const [first = '', ...others] = names.filter((name) => name !== '')
    const isPerson = this.values.has('First name') || this.values.has('Last name')
    if (isPerson || !this.values.get('Company')?.includes(first)) this.add('Full name', first)
    for (const name of others) if (name !== first) this.add('Other name', name)
  }

  addAddress(address: PostalAddress): void {
    const parts = partsOf(address)
    if (parts.every((part) => part === '')) return
    const isKnown = this.addresses.some((known) => partsOf(known).every((part, index) => part === parts[index]))
    if (!isKnown) this.addresses.push(address)
  }

  get isEmpty(): boolean {
    return this.values.size === 0 && this.addresses.length === 0
  }
}

/** Whether a column of this name has a meaning of its own, so that nothing else may be put in it. */
export function isKnownColumn(name: string): boolean {
  return KNOWN_COLUMNS.has(name)
}

/**
 * Writes contacts as a table whose header is row 0. They are walked twice: which columns there are, and how many of each, is known
 * only at the end. `walk` is told whether it is the first or the second time. Throws UnreadableFile where there is no contact.
 */
export function writeContacts(
  walk: (time: 0 | 1) => Iterable<Contact>,
  { encoding, guesses }: TextEncoding,
  sink: RowSink,
): ReadFacts {
  const layout = new Layout()
  for (const contact of walk(0)) layout.take(contact)
  if (layout.columnCount === 0) {
    throw new UnreadableFile('not_a_table', '“{file}” is an address book without a person or company in it.')
  }
  sink.add(0, layout.header())
  let number = 0
  let blankRowCount = 0
  for (const contact of walk(1)) {
    number += 1
    if (contact.isEmpty) blankRowCount += 1
    else sink.add(number, layout.cellsOf(contact))
  }
  return {
    kind: 'cards',
    dialect: { encoding, encodingGuesses: guesses, delimiter: null, quote: null, sheet: null, sheets: [] },
    blankRowCount,
    notes: Array.from({ length: layout.columnCount }, () => noColumnNote),
    merges: [],
    unclosedQuoteRows: [],
  }
}

/** How many columns of each name the contacts need. */
class Layout {
  private readonly widths = new Map<string, number>(COLUMNS_BEFORE_ADDRESS.map((name) => [name, 0]))
  private readonly widthsAfter = new Map<string, number>(COLUMNS_AFTER_ADDRESS.map((name) => [name, 0]))
  private addressWidth = 0
  columnCount = 0

  take(contact: Contact): void {
    for (const [name, values] of contact.values) {
      const widths = this.widths.has(name) ? this.widths : this.widthsAfter
      const width = JOINED.has(name) ? 1 : values.length
      const known = widths.get(name) ?? 0
      if (width <= known) continue
      widths.set(name, width)
      this.columnCount += width - known
    }
    const more = contact.addresses.length - this.addressWidth
    if (more > 0) {
      this.addressWidth += more
      this.columnCount += more * ADDRESS_COLUMNS.length
    }
    if (this.columnCount > MAX_COLUMNS) {
      throw new UnreadableFile(
        'too_big',
        `“{file}” has contacts with more than ${MAX_COLUMNS.toLocaleString('en')} different fields. Export fewer of them and import that.`,
      )
    }
  }

  header(): string[] {
    const header = namesOf(this.widths)
    for (let copy = 1; copy <= this.addressWidth; copy += 1) {
      for (const name of ADDRESS_COLUMNS) header.push(numbered(name, copy))
    }
    return [...header, ...namesOf(this.widthsAfter)]
  }

  cellsOf(contact: Contact): string[] {
    const cells: string[] = []
    addCells(cells, this.widths, contact)
    for (let index = 0; index < this.addressWidth; index += 1) {
      const address = contact.addresses[index]
      if (address === undefined) for (let part = 0; part < ADDRESS_COLUMNS.length; part += 1) cells.push('')
      else cells.push(...partsOf(address))
    }
    addCells(cells, this.widthsAfter, contact)
    return cells
  }
}

function namesOf(widths: ReadonlyMap<string, number>): string[] {
  return [...widths].flatMap(([name, width]) => Array.from({ length: width }, (_, index) => numbered(name, index + 1)))
}

function addCells(cells: string[], widths: ReadonlyMap<string, number>, contact: Contact): void {
  for (const [name, width] of widths) {
    const values = contact.values.get(name) ?? []
    const between = JOINED.get(name)
    if (between !== undefined && width === 1) cells.push(values.join(between))
    else for (let index = 0; index < width; index += 1) cells.push(values[index] ?? '')
  }
}

function numbered(name: string, copy: number): string {
  return copy === 1 ? name : `${name} ${copy}`
}

function partsOf(address: PostalAddress): string[] {
  const { street, city, region, postalCode, country } = address
  return [street, city, region, postalCode, country].map((part) => part.trim())
}
