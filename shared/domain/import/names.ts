/** A person's name in its parts; a part that cannot be told is null. */
export type PersonName = {
  readonly fullName: string
  readonly givenName: string | null
  readonly familyName: string | null
}

const PARTICLES = new Set(
  'van von der den de del della di da do dos das du des la le los las el al bin ibn ben ter ten te zu zum zur af av mac st. y'.split(
    ' ',
  ),
)
const COMPANY_ENDING =
  /\b(inc|llc|ltd|gmbh|ag|kg|ohg|ug|e\.?k|co|corp|plc|sarl|sas|sa|srl|spa|bv|nv|ab|as|oy|lda|ltda|sp\. z o\.o|jr|sr|ii|iii|iv|phd|md|esq|mba)\.?$/i

/** White space tidied: collapsed, trimmed, none before a comma. */
export function tidy(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ').trim() : text.trim()
}

/** Whether a column of names is written "Last, First", judged by most of its filled cells. */
export function isLastFirstColumn(names: Iterable<string>): boolean {
  let filled = 0
  let turned = 0
  for (const name of names) {
    const text = name.trim()
    if (text === '') continue
    filled += 1
    if (isLastFirst(text)) turned += 1
  }
  return filled > 0 && turned / filled >= 0.6
}

function isLastFirst(text: string): boolean {
  const parts = text.split(',')
  const [last, first] = parts
  if (parts.length !== 2 || last === undefined || first === undefined) return false
  if (last.trim() === '' || first.trim() === '' || /\d|@/.test(text)) return false
  return (
    last.trim().split(/\s+/).length <= 4 && first.trim().split(/\s+/).length <= 3 && !COMPANY_ENDING.test(first.trim())
  )
}

/** A name in one cell: turned round where its column says so, then split before the family name with its particles. */
export function readFullName(text: string, isLastFirstWritten: boolean): PersonName {
  const name = tidy(text)
  if (isLastFirstWritten && isLastFirst(name)) {
    const [last = '', first = ''] = name.split(',').map(tidy)
    return { fullName: `${first} ${last}`, givenName: first, familyName: last }
  }
  return { fullName: name, ...splitName(name) }
}

/** First and last name of two cells; the full name is joined where no cell of its own gives it. */
export function joinName(
  fullName: string,
  firstName: string,
  lastName: string,
  isLastFirstWritten: boolean,
): PersonName {
  const given = tidy(firstName)
  const family = tidy(lastName)
  if (given === '' && family === '') return readFullName(fullName, isLastFirstWritten)
  const joined = `${given} ${family}`.trim()
  const full = readFullName(fullName, isLastFirstWritten).fullName
  return { fullName: full === '' ? joined : full, givenName: given || null, familyName: family || null }
}

function splitName(name: string): { givenName: string | null; familyName: string | null } {
  const words = name.split(' ')
  if (words.length < 2 || name.includes(',') || /[&@\d]/.test(name)) return { givenName: null, familyName: null }
  let start = words.length - 1
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase())) start -= 1
  return { givenName: words.slice(0, start).join(' '), familyName: words.slice(start).join(' ') }
}
