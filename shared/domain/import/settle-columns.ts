import { foldText } from '../leads/fold-text.ts'
import type { WonDayLook } from './closing-days.ts'
import type { ColumnLook } from './column-counts.ts'
import type { Guess } from './guess-column.ts'
import { normalizeHeader } from './normalize-header.ts'
import type { Table } from './table.ts'
import type { LeadTarget } from './targets.ts'

type Sample = readonly (readonly string[])[]

/** What only the columns together can tell: whose name, whose address, which part of a name. Guesses are changed in place. */
export function settleColumns(guesses: Guess[], looks: readonly ColumnLook[], table: Table, sample: Sample): void {
  settleClientColumn(guesses, table, sample)
  settleNames(guesses, table, sample)
  settleFurtherNames(guesses, table)
  settleTitle(guesses, table)
  settleOwnerEmails(guesses, looks)
  settleOwnersAsLeads(guesses, looks, table)
  if (table.dialect.headerRow === null) guessNamesByValues(guesses, sample)
}

/** "Client" or "Customer" beside a person's name, or with legal forms in it, is the company. */
function settleClientColumn(guesses: Guess[], table: Table, sample: Sample): void {
  guesses.forEach((guess, column) => {
    const words = normalizeHeader(table.header[column] ?? '')
    if (guess.target !== 'fullName' || !/^(client|customer|kunde|cliente|klant|klient|عميل)$/.test(words)) return
    const hasPerson = guesses.some(
      ({ target }, other) => other !== column && (target === 'fullName' || target === 'firstName'),
    )
    const filled = sample.filter((row) => (row[column] ?? '').trim() !== '')
    const isFirms = filled.filter((row) => LEGAL_FORM.test((row[column] ?? '').trim())).length >= filled.length * 0.3
    if (!hasPerson && !(filled.length > 0 && isFirms)) return
    const hasCompany = guesses.some(({ target }) => target === 'company')
    guess.target = hasCompany ? undefined : 'company'
    guess.reason = hasCompany ? 'unknown' : guess.reason
  })
}

/** "Name", "Nom", "Nombre" mean the family or given name beside its counterpart, and the whole name alone. */
function settleNames(guesses: Guess[], table: Table, sample: Sample): void {
  const words = table.header.map((header) =>
    foldText(header)
      .replace(/[^\p{L} ]/gu, '')
      .trim(),
  )
  const has = (target: LeadTarget): boolean => guesses.some((guess) => guess.target === target)
  const firstIndex = guesses.findIndex((guess) => guess.target === 'firstName')
  guesses.forEach((guess, column) => {
    const word = words[column] ?? ''
    if (guess.target === 'lastName' && word === 'nom' && firstIndex === -1) guess.target = 'fullName'
    if (guess.target === 'firstName' && /^(nombre|nome|nombres)$/.test(word) && !has('lastName'))
      guess.target = 'fullName'
    const isBareName = /^(name|naam|nazwa)$/.test(word)
    if (
      guess.target === 'fullName' &&
      isBareName &&
      firstIndex !== -1 &&
      !has('lastName') &&
      !holdsFirstNames(sample, column, firstIndex)
    ) {
      guess.target = 'lastName'
    }
  })
}

function holdsFirstNames(sample: Sample, nameColumn: number, firstColumn: number): boolean {
  return sample.some((row) => {
    const first = foldText(row[firstColumn] ?? '')
    return (
      first !== '' &&
      foldText(row[nameColumn] ?? '')
        .split(/[ ,]+/)
        .includes(first)
    )
  })
}

const MIDDLE_NAMES =
  /^(?:middle names?|middle initial|additional name|second (?:first |given )?name|zweiter vorname|zweitname|weitere vornamen|mittelname|deuxieme prenom|autres prenoms|segundo nombre|segundo nome|nome do meio|secondo nome|tweede voornaam|drugie imie|الاسم الاوسط)$/
const FURTHER_FAMILY_NAMES =
  /^(?:tussenvoegsels?|voorvoegsels?|namensvorsatz|second surname|segundo apellido|apellido materno)$/

/** Columns of middle names, of particles and of second surnames join the part of the name that they belong to. */
function settleFurtherNames(guesses: Guess[], table: Table): void {
  const join = (pattern: RegExp, target: LeadTarget): void => {
    if (!guesses.some((guess) => guess.target === target)) return
    guesses.forEach((guess, column) => {
      if (!pattern.test(normalizeHeader(table.header[column] ?? ''))) return
      guesses[column] = { target, reason: guess.reason === 'empty' ? 'empty' : 'header', joinsOthers: true }
    })
  }
  join(MIDDLE_NAMES, 'firstName')
  join(FURTHER_FAMILY_NAMES, 'lastName')
}

/** Beside a job title "Title" is a form of address, and beside a value or stage and a person the deal's title. */
function settleTitle(guesses: Guess[], table: Table): void {
  const has = (target: LeadTarget): boolean => guesses.some((guess) => guess.target === target)
  const isDealTable = has('value') && has('stage') && has('fullName') && !has('firstName')
  const titles = guesses.filter(({ target, reason }) => target === 'title' && reason !== 'empty').length
  guesses.forEach((guess, column) => {
    if (guess.target !== 'title' || foldText(table.header[column] ?? '') !== 'title') return
    if (isDealTable || titles > 1) guesses[column] = { target: undefined, reason: 'unknown' }
  })
}

/** Filled cells below which a repeated address proves nothing. */
const FEWEST_OWNED = 5

/**
 * A few addresses of one domain, repeated down the rows beside a column of as many addresses as rows, are the sellers' own, whatever
 * the header calls them.
 */
function settleOwnerEmails(guesses: Guess[], looks: readonly ColumnLook[]): void {
  const columns = guesses.flatMap(({ target }, column) => (target === 'email' ? [column] : []))
  const distinctIn = (column: number): number => looks[column]?.counts.distinct ?? 0
  const most = Math.max(0, ...columns.map(distinctIn))
  for (const column of columns) {
    const look = looks[column]
    if (look === undefined || look.counts.filled < FEWEST_OWNED || look.domainCount !== 1) continue
    if (look.counts.emailShaped < look.counts.filled || look.counts.distinct > look.counts.filled / 3) continue
    if (most >= look.counts.distinct * 2) guesses[column] = { target: undefined, reason: 'about_others' }
  }
}

const OWNERS =
  /\b(owners?|managers?|agents?|inhabers?|besitzers?|proprietaire|responsable|propietario|proprietario|responsavel|responsabile|eigenaar|wlasciciel)\b|المالك/u
const OWNERS_OF_RECORDS = /\b(account|contact|lead|deal|record|company|kontakt|file|id)\b/

/** In a list of businesses "Owner name" and "Owner email" are the lead's: no other column has such, and each row another one. */
function settleOwnersAsLeads(guesses: Guess[], looks: readonly ColumnLook[], table: Table): void {
  const has = (...targets: LeadTarget[]): boolean => guesses.some(({ target }) => targets.some((one) => one === target))
  const isOpen = { email: !has('email'), phone: !has('phone'), name: !has('fullName', 'firstName', 'lastName') }
  guesses.forEach((guess, column) => {
    const counts = looks[column]?.counts
    const words = normalizeHeader(table.header[column] ?? '')
    if (counts === undefined || guess.reason !== 'about_others' || !OWNERS.test(words) || OWNERS_OF_RECORDS.test(words))
      return
    if (counts.filled < FEWEST_OWNED || counts.distinct < counts.filled * 0.8) return
    const isMostly = (count: number): boolean => count >= counts.filled * 0.6
    if (isOpen.email && isMostly(counts.emailShaped)) guesses[column] = { target: 'email', reason: 'values' }
    else if (isOpen.phone && isMostly(counts.phoneShaped)) guesses[column] = { target: 'phone', reason: 'values' }
    else if (isOpen.name && /^(?:name )?\S+(?: name)?$/u.test(words) && counts.emailShaped + counts.numbers === 0)
      guesses[column] = { target: 'fullName', reason: 'values' }
  })
}

/** "Conversion date" or "Closed on" is the day of winning where the words of stage or status say so in every row that has one. */
export function settleWonDay(guesses: readonly Guess[], wonDays: ReadonlyMap<number, WonDayLook>): void {
  if (guesses.some(({ target }) => target === 'wonOn')) return
  const won = guesses.find(
    ({ target, reason }, column) =>
      target === undefined && reason === 'unknown' && wonDays.get(column)?.holdsWonDays === true,
  )
  if (won !== undefined) Object.assign(won, { target: 'wonOn', reason: 'values' } satisfies Guess)
}

const WHOLE_NAME = /^\p{Lu}[\p{L}'’.-]+(?:\s+[\p{L}'’.-]+){1,3}$/u
const NAME_WORD = /^\p{Lu}[\p{L}'’-]+$/u
const LEGAL_FORM = /\b(?:inc|llc|ltd|gmbh|ag|kg|corp|sarl|sas|srl|spa|s\.p\.a|bv|nv|ab|oy|plc|lda|sl|s\.l)\.?$/i

/** Without a header names are told by their shape: "Ann Lee", beside it "Ann" and "Lee"; a company by its legal form. */
function guessNamesByValues(guesses: Guess[], sample: Sample): void {
  const open = guesses.flatMap((guess, column) =>
    guess.target === undefined && guess.reason === 'unknown' ? [column] : [],
  )
  const shareOf = (test: (row: readonly string[]) => boolean): number =>
    sample.filter(test).length / Math.max(1, sample.length)
  const cell = (row: readonly string[], column: number): string => (row[column] ?? '').trim()
  const take = (column: number | undefined, target: LeadTarget): void => {
    if (column !== undefined) guesses[column] = { target, reason: 'values' }
  }
  const company = open.find((column) => shareOf((row) => LEGAL_FORM.test(cell(row, column))) >= 0.3)
  take(company, 'company')
  const full = open.find((column) => column !== company && shareOf((row) => WHOLE_NAME.test(cell(row, column))) >= 0.6)
  take(full, 'fullName')
  const single = open.filter(
    (column) => column !== company && column !== full && shareOf((row) => NAME_WORD.test(cell(row, column))) >= 0.6,
  )
  const [first, last] = single
  if (first === undefined || last !== first + 1) return
  if (full !== undefined && shareOf((row) => cell(row, full) === `${cell(row, first)} ${cell(row, last)}`) < 0.6) return
  take(first, 'firstName')
  take(last, 'lastName')
}
