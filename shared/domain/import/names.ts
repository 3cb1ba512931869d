/** A person's name in its parts; a part that cannot be told is null. */
export type PersonName = {
  readonly fullName: string
  readonly givenName: string | null
  readonly familyName: string | null
}

const PARTICLES = new Set(
  'van von vom der den de del della dello di da do dos das du des la le los las el al bin bint ibn ben ter ten te zu zum zur af av mac st. y abu d’ ’t dalla degli'.split(
    ' ',
  ),
)
const TITLES = new Set(
  'mr mrs ms miss mx sir madam dr prof professor rev hon herr frau frl mag ing dipl-ing di mme mlle m monsieur madame mademoiselle dott dottssa dottoressa sig sigra sigr signor signora sr sra srta senor senora don dona d dhr mevr mw de heer mevrouw ir drs pan pani inz hab dra eng السيد السيدة د الدكتور الدكتورة أ م'.split(
    ' ',
  ),
)
/** Titles that are names or initials of names where no point follows: "M Lee", "D Ruiz", "Don Draper". */
const POINTED_TITLES = new Set(['m', 'd', 'don', 'di', 'mag', 'sig', 'ing', 'ir', 'de', 'mac', 'st', 'heer'])
const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|m\.?b\.?a|b\.?sc|m\.?sc|ll\.?[bm]|cpa|pmp|dds|rn|mag|fh)\.?$/i
const COMPANY_ENDING =
  /(?:^|\s)(?:inc|llc|llp|ltd|limited|gmbh|mbh|ag|kg|kgaa|ohg|ug|gbr|e\.?k|e\.?v|co|corp|corporation|company|plc|sarl|sàrl|sas|sasu|sa|s\.a|srl|s\.r\.l|spa|s\.p\.a|bv|b\.v|nv|n\.v|ab|as|a\/s|aps|oy|oyj|lda|ltda|eireli|s\.l|sl|s\.l\.u|sp\. z o\.o|sp\.k|s\.c|pty|pvt|group|holding)\.?$/i
/** Written without spaces or family name first, so that nothing tells the parts apart. */
const UNSPLIT_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

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

/** Whether a text can be a name written "Last, First": one comma, few words, no suffix or company form after it. */
export function isLastFirst(text: string): boolean {
  const comma = text.indexOf(',')
  if (comma <= 0 || text.length > 80 || text.indexOf(',', comma + 1) !== -1 || /[\d@]/.test(text)) return false
  const last = text.slice(0, comma).trim()
  const first = text.slice(comma + 1).trim()
  if (last === '' || first === '' || SUFFIX.test(first) || COMPANY_ENDING.test(first)) return false
  return last.split(/\s+/).length <= 4 && first.split(/\s+/).length <= 4
}

/** One word before the comma and a name after it: turned round whatever the rest of its column does. */
function isSurelyLastFirst(text: string): boolean {
  return (
    /^\p{Lu}[\p{L}'’-]+,\s*\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*)?$/u.test(text) && !/,\s*\p{Lu}{2,}/u.test(text)
  )
}

/** A name in one cell: turned round where it or its column says so, then split before the family name with its particles. */
export function readFullName(text: string, isLastFirstWritten: boolean): PersonName {
  const name = tidy(text)
  if (!isLastFirst(name) || !(isLastFirstWritten || isSurelyLastFirst(name)))
    return { fullName: name, ...splitName(name) }
  const [last = '', written = ''] = name.split(',').map(tidy)
  const words = written.split(' ')
  // "Berg, Jan van der": particles after the given name belong to the family.
  let end = words.length
  while (end > 1 && isParticle(words[end - 1])) end -= 1
  const family = [...words.slice(end), last].join(' ')
  const first = words.slice(0, end)
  const given = withoutTitles(first).join(' ')
  return { fullName: `${first.join(' ')} ${family}`, givenName: given || null, familyName: family }
}

/**
 * First and last name of two cells; the full name is joined where no cell of its own gives it. Titles that stand in the first
 * name's cell stay in the full name only.
 */
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
  const bareGiven = withoutTitles(given.split(' ')).join(' ')
  return { fullName: full === '' ? joined : full, givenName: bareGiven || null, familyName: family || null }
}

/** A further cell of the same part of a name, as of a column of middle names, joined to what is there unless it is in there. */
export function appendName(before: string, text: string): string {
  const part = tidy(text)
  if (before === '' || part === '') return before || part
  return ` ${before.toLowerCase()} `.includes(` ${part.toLowerCase()} `) ? before : `${before} ${part}`
}

function splitName(name: string): { givenName: string | null; familyName: string | null } {
  const unknown = { givenName: null, familyName: null }
  if (/[&@\d]/.test(name) || UNSPLIT_SCRIPT.test(name) || COMPANY_ENDING.test(name)) return unknown
  const words = withoutSuffixes(withoutTitles(name.split(' ')))
  if (words.length < 2 || words.some((word) => word.includes(','))) return unknown
  let start = words.length - 1
  while (start > 1 && isParticle(words[start - 1])) start -= 1
  return { givenName: words.slice(0, start).join(' '), familyName: words.slice(start).join(' ') }
}

function isParticle(word: string | undefined): boolean {
  return PARTICLES.has((word ?? '').toLowerCase().replace(/'/g, '’'))
}

/** The words after the titles at the front; at least one word is left. */
function withoutTitles(words: readonly string[]): readonly string[] {
  let start = 0
  while (start < words.length - 1 && isTitle(words[start] ?? '')) start += 1
  return words.slice(start)
}

function isTitle(word: string): boolean {
  const bare = word.toLowerCase().replace(/\./g, '').replace(/,$/, '')
  return TITLES.has(bare) && (word.includes('.') || !POINTED_TITLES.has(bare))
}

function withoutSuffixes(words: readonly string[]): readonly string[] {
  let end = words.length
  while (end > 1 && SUFFIX.test(words[end - 1] ?? '')) end -= 1
  const kept = words.slice(0, end)
  return end === words.length ? kept : kept.map((word, index) => (index === end - 1 ? word.replace(/,$/, '') : word))
}
