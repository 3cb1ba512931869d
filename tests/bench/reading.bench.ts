import Database from 'better-sqlite3'
import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'
import { SeededRandom } from '../../electron/features/workbook/sample/seeded-random.ts'
import type { LeadFilter, LeadSort } from '../../shared/contract/lead-query.contract.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../shared/primitives/plain-date.ts'
import { workerUrl } from './import.bench.ts'
import { alternate, type Measurement, percentiles, timed } from './measurement.ts'

/** As many as the screen asks for at once. */
const PAGE = 60

/** Opens the workbook and asks it as the screens do; the floor asks a connection of its own in SQL. */
export async function benchReading(
  path: string,
  seed: number,
  today: PlainDate,
  isWanted: (name: string) => boolean,
): Promise<Measurement[]> {
  const raw = new Database(path, { readonly: true })
  raw.pragma('cache_size = -16000')
  const core = new Core({
    workerUrl,
    startLibrary: startLibraryInNode,
    log: (text) => process.stderr.write(`${text}\n`),
  })
  const measurements: Measurement[] = []
  try {
    const opening = await timed(() => core.openWorkbook(path, today))
    const firstPage = await timed(() => core.call('leads.list', { limit: PAGE }))
    const one = (name: string, what: string, milliseconds: number): Measurement => ({
      name,
      what,
      unit: 'ms',
      leadbook: { p50: milliseconds, p95: milliseconds },
      floor: null,
      floorIs: '',
    })
    measurements.push(
      one('open', 'opening the workbook, with its first backup of the day', opening),
      one('first page', 'the first page after opening, temperatures of all leads included', firstPage),
    )
    if (isWanted('duplicates'))
      measurements.push(
        one(
          'duplicates',
          'the first set of duplicates, found in the whole workbook',
          await timed(() => core.call('leads.findDuplicates', { limit: 1 })),
        ),
      )
    if (isWanted('search')) measurements.push(...(await benchSearch(core, raw, seed)))
    if (isWanted('page')) measurements.push(...(await benchPages(core)), await benchLead(core, raw, seed))
    if (isWanted('funnel')) measurements.push(await benchFunnel(core, raw, today))
    if (isWanted('today'))
      measurements.push(await benchAlone('today', 'the groups of Today', 5, () => core.call('followUps.today', {})))
    process.stderr.write(
      `Memory of this process, core and bench: ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB.\n`,
    )
    return measurements
  } finally {
    await core.close()
    raw.close()
  }
}

/** What somebody types, a letter at a time where it is a word. */
function typedTexts(raw: Database.Database, seed: number): Record<string, string[]> {
  const random = new SeededRandom(seed)
  const texts = raw.prepare('SELECT search_text FROM lead ORDER BY id LIMIT 5000').pluck().all() as string[]
  const word = () =>
    random.pick(
      random
        .pick(texts)
        .split(' ')
        .filter((each) => /^[a-z]{5,}$/.test(each)),
    )
  const words = Array.from({ length: 40 }, word)
  const phones = raw.prepare('SELECT raw FROM phone ORDER BY id LIMIT 2000').pluck().all() as string[]
  return {
    'first letters': words.flatMap((each) => [1, 2, 3, 4, 5].map((length) => each.slice(0, length))),
    'whole words': words,
    'middles of words': words.map((each) => each.slice(1, 5)),
    phones: Array.from({ length: 40 }, () => random.pick(phones)),
    'several words': Array.from({ length: 40 }, () => {
      const [one = '', other = ''] = random.pick(texts).split(' ')
      return `${other.slice(0, 4)} ${one.slice(0, 3)}`
    }),
  }
}

async function benchSearch(core: Core, raw: Database.Database, seed: number): Promise<Measurement[]> {
  const count = raw.prepare('SELECT count(*) FROM lead_search WHERE lead_search MATCH ?')
  const page =
    raw.prepare(`SELECT lead.id, lead.name, company.name, stage, source FROM lead_search JOIN lead ON lead.id = lead_search.rowid LEFT JOIN company ON company.id = lead.company_id
    WHERE lead_search MATCH ? ORDER BY lead.name_key, lead.id LIMIT ${PAGE}`)
  const measurements: Measurement[] = []
  // The words to look into are read while the first letters are typed.
  await core.call('leads.list', { search: 'a', limit: PAGE })
  await core.call('leads.list', { search: 'zzzz', limit: PAGE })
  for (const [name, typed] of Object.entries(typedTexts(raw, seed))) {
    const measured = await alternate(
      typed.length,
      (run) => timed(() => core.call('leads.list', { search: typed[run] as string, limit: PAGE })),
      (run) =>
        timed(() => {
          const match = (typed[run] as string)
            .split(/[^a-z0-9]+/)
            .filter((word) => word !== '')
            .map((word) => `"${word}"*`)
            .join(' AND ')
          count.get(match)
          page.all(match)
        }),
    )
    measurements.push({
      name: `search ${name}`,
      what: `${typed.length} searches, first page of ${PAGE}`,
      unit: 'ms',
      ...measured,
      floorIs: 'the count and the page in SQL, by beginnings',
    })
  }
  return measurements
}

const sorts: LeadSort['by'][] = ['name', 'company', 'city', 'email', 'cameInOn', 'lastTouchOn', 'value', 'tag', 'score']

const filters: Record<string, LeadFilter> = {
  'warm without next step': {
    all: [
      [{ field: 'temperature', test: { op: 'anyOf', values: ['warm'] } }],
      [{ field: 'hasNoNextStep', test: { op: 'yes' } }],
    ],
  },
  cooling: { all: [[{ field: 'temperature', test: { op: 'anyOf', values: ['cooling'] } }]] },
  'never contacted': { all: [[{ field: 'lastTouchOn', test: { op: 'empty' } }]] },
  'imported last': { all: [[{ field: 'import', test: { op: 'anyOf', values: ['last'] } }]] },
  'do not contact': { all: [[{ field: 'doNotContact', test: { op: 'yes' } }]] },
  'a tag': { all: [[{ field: 'tag', test: { op: 'anyOf', values: ['Print'] } }]] },
  'a text in notes': { all: [[{ field: 'notes', test: { op: 'contains', text: 'spring' } }]] },
  'a number of one’s own': { all: [[{ field: 'custom:2', test: { op: 'contains', text: '29' } }]] },
  'or and not': {
    all: [
      [
        { field: 'tag', not: true, test: { op: 'anyOf', values: ['Print'] } },
        { field: 'city', test: { op: 'is', text: 'Graz' } },
      ],
      [{ field: 'lastTouchOn', test: { op: 'days', to: { daysFromToday: -30 }, orEmpty: true } }],
      [{ field: 'stage', not: true, test: { op: 'anyOf', values: ['won'] } }],
    ],
  },
}

/** The first page of each sort and each filter with its count: the very first time, after a change of one lead, and once more. */
async function benchPages(core: Core): Promise<Measurement[]> {
  const [lead] = (await core.call('leads.list', { limit: 1 })).leads
  if (lead === undefined) return []
  let edits = 0
  const changeOne = async () => {
    edits += 1
    await core.call('leads.edit', {
      leadId: lead.id,
      fields: { name: `${lead.name} ${edits}`, notes: `Note ${edits}` },
    })
  }
  const pages: [string, () => Promise<unknown>][] = [
    ...sorts.flatMap((by) =>
      (['ascending', 'descending'] as const).map((direction): [string, () => Promise<unknown>] => [
        `sort ${by} ${direction}`,
        () => core.call('leads.list', { sort: { by, direction }, limit: PAGE }),
      ]),
    ),
    ...Object.entries(filters).map(([name, filter]): [string, () => Promise<unknown>] => [
      `filter ${name}`,
      () => core.call('leads.list', { filter, limit: PAGE }),
    ]),
  ]
  const measurements: Measurement[] = []
  for (const [name, page] of pages) {
    const first = await timed(page)
    const counted = await benchAlone(name, '', 30, page)
    const afterChange: number[] = []
    for (let run = 0; run < 5; run += 1) {
      await changeOne()
      afterChange.push(await timed(page))
    }
    measurements.push({
      ...counted,
      what: `first page of ${PAGE}; read in ${first.toFixed(0)} ms when first asked for, ${percentiles(afterChange).p50.toFixed(1)} ms after a change`,
    })
  }
  for (const [name, filter] of Object.entries(filters))
    measurements.push(
      await benchAlone(`count ${name}`, 'how many leads it finds', 30, () =>
        core.call('leads.counts', { of: [{ filter }] }),
      ),
    )
  return measurements
}

async function benchLead(core: Core, raw: Database.Database, seed: number): Promise<Measurement> {
  const random = new SeededRandom(seed)
  const ids = Array.from({ length: 60 }, () =>
    random.between(1, raw.prepare('SELECT max(id) FROM lead').pluck().get() as number),
  )
  return benchAlone('open a lead', `${ids.length} leads`, ids.length, (run) =>
    core.call('leads.get', { lead: ids[run] as LeadId }),
  )
}

async function benchFunnel(core: Core, raw: Database.Database, today: PlainDate): Promise<Measurement> {
  const events = raw.prepare('SELECT lead_id, to_stage, on_day, id FROM stage_event ORDER BY lead_id, on_day, id').raw()
  const period = { from: addDays(today, -364), to: today }
  const eventCount = raw.prepare('SELECT count(*) FROM stage_event').pluck().get() as number
  const measured = await alternate(
    7,
    () => timed(() => core.call('funnel.cohort', { period })),
    () => timed(() => events.all()),
  )
  return {
    name: 'funnel',
    what: `cohorts and snapshot from ${eventCount.toLocaleString('en')} events`,
    unit: 'ms',
    ...measured,
    floorIs: 'reading the events in SQL',
  }
}

async function benchAlone(
  name: string,
  what: string,
  runs: number,
  work: (run: number) => Promise<unknown>,
): Promise<Measurement> {
  const { leadbook } = await alternate(
    runs,
    (run) => timed(() => work(run)),
    () => 0,
  )
  return { name, what, unit: 'ms', leadbook, floor: null, floorIs: '' }
}
