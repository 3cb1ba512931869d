import { closeSync, openSync, writeSync } from 'node:fs'
import { inventPeople, type Person } from '../../electron/features/workbook/sample/people.ts'
import { SeededRandom } from '../../electron/features/workbook/sample/seeded-random.ts'
import { addDays, type PlainDate } from '../../shared/primitives/plain-date.ts'

const columns = [
  'Name',
  'Company',
  'Job title',
  'E-mail',
  'Phone',
  'Mobile',
  'Website',
  'Street',
  'Postal code',
  'City',
  'Country',
  'Source',
  'Stage',
  'Tags',
  'Created',
  'Value',
  'Notes',
  'Industry',
  'Employees',
  'Account owner',
] as const

const TAGS = columns.indexOf('Tags')

const sources = ['Bought list', 'Fair in Graz', 'Newsletter', 'LinkedIn', 'Website form', 'Webinar', 'Referral']
const stages = ['Lead', 'Lead', 'Lead', 'Lead', 'Lead', 'Lead', 'MQL', 'MQL', 'SAL', 'SQL']
const industries = ['Crafts', 'Hotels', 'Law', 'Health', 'Food', 'Machines', 'Education', 'Printing']
const remarks = [
  '',
  '',
  'Met at the fair, wants a call in spring.',
  'Said: "not before the summer", then again in autumn.',
  'Two shops, one web site.\nOwner decides alone.',
]

/**
 * Writes a spreadsheet of so many leads and 20 columns, as a program that exports contacts would. The same seed writes the same bytes.
 * `from` leaves out the leads before it; of those before `tagsUntil` it tells one tag more.
 */
export function writeGeneratedCsv(
  path: string,
  leadCount: number,
  seed: number,
  today: PlainDate,
  { from = 1, tagsUntil = 0 }: { from?: number; tagsUntil?: number } = {},
): void {
  const random = new SeededRandom(seed)
  const people = inventPeople(random, 300)
  const file = openSync(path, 'w')
  try {
    let text = `${columns.join(',')}\r\n`
    for (let row = 1; row < from + leadCount; row += 1) {
      const cells = cellsOf(random, people, row, today)
      if (row < from) continue
      if (row < tagsUntil) cells[TAGS] = [cells[TAGS], 'Spring fair'].filter(Boolean).join('; ')
      text += `${cells.map(quoted).join(',')}\r\n`
      if (row % 2000 !== 0) continue
      writeSync(file, text)
      text = ''
    }
    writeSync(file, text)
  } finally {
    closeSync(file)
  }
}

function cellsOf(random: SeededRandom, people: readonly Person[], row: number, today: PlainDate): string[] {
  const { givenName } = random.pick(people)
  const { familyName, jobTitle, city, country } = random.pick(people)
  const company = `${random.pick(people).company} ${1 + (row % 4000)}`
  return [
    `${givenName} ${familyName}`,
    company,
    jobTitle,
    `contact.${row}@company-${row % 4000}.example`,
    `+44 20 ${grouped(7_000_000 + row, 4)}`,
    row % 3 === 0 ? `+1 212 ${grouped(5_000_000 + row, 3)}` : '',
    `https://company-${row % 4000}.example/`,
    `Main Street ${1 + (row % 200)}`,
    String(1000 + (row % 9000)),
    city,
    country,
    random.pick(sources),
    random.pick(stages),
    row % 4 === 0 ? 'Print; Family firm' : '',
    addDays(today, -random.between(1, 720)),
    row % 2 === 0 ? String(random.between(5, 400) * 100) : '',
    random.pick(remarks),
    random.pick(industries),
    String(random.between(1, 300)),
    random.pick(['Anna', 'Ben', 'Chris']),
  ]
}

/** Digits in two groups, the first of so many. */
function grouped(number: number, first: number): string {
  const digits = String(number).padStart(first + 4, '0')
  return `${digits.slice(0, first)} ${digits.slice(first)}`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
