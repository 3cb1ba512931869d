import Database from 'better-sqlite3'
import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'
import { SeededRandom } from '../../electron/features/workbook/sample/seeded-random.ts'
import type { LeadSort } from '../../shared/contract/leads.contract.ts'
import { foldText } from '../../shared/domain/leads/fold-text.ts'
import { addDays, type PlainDate } from '../../shared/primitives/plain-date.ts'
import { workerUrl } from './import.bench.ts'
import { alternate, type Measurement, timed } from './measurement.ts'

const PAGE = 100

/** Opens the workbook and asks it as the screens do; the floor asks a connection of its own in SQL. */
export async function benchReading(
  path: string,
  seed: number,
  today: PlainDate,
  isWanted: (name: string) => boolean,
): Promise<Measurement[]> {
  const raw = new Database(path, { readonly: true })
  raw.pragma('cache_size = -128000')
  raw.pragma('mmap_size = 1073741824')
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
    if (isWanted('search')) measurements.push(await benchSearch(core, raw, seed))
    if (isWanted('page'))
      for (const by of ['name', 'company', 'cameIn', 'lastTouch', 'temperature'] as const)
        measurements.push(await benchPage(core, raw, by, seed))
    if (isWanted('funnel')) measurements.push(await benchFunnel(core, raw, today))
    if (isWanted('today'))
      measurements.push(await benchAlone('today', 'the groups of Today', 5, () => core.call('followUps.today', {})))
    return measurements
  } finally {
    await core.close()
    raw.close()
  }
}

/** 200 prefixes as somebody types 40 words, letter after letter. */
async function benchSearch(core: Core, raw: Database.Database, seed: number): Promise<Measurement> {
  const random = new SeededRandom(seed)
  const names = raw.prepare('SELECT search_text FROM lead ORDER BY id LIMIT 5000').pluck().all() as string[]
  const prefixes = Array.from({ length: 40 }, () =>
    random.pick(
      random
        .pick(names)
        .split(' ')
        .filter((word) => word.length >= 5),
    ),
  ).flatMap((word) => [1, 2, 3, 4, 5].map((length) => foldText(word).slice(0, length)))
  const count = raw.prepare('SELECT count(*) FROM lead_search WHERE lead_search MATCH ?')
  const page =
    raw.prepare(`SELECT lead.id, lead.name, company.name, stage, source FROM lead_search JOIN lead ON lead.id = lead_search.rowid LEFT JOIN company ON company.id = lead.company_id
    WHERE lead_search MATCH ? ORDER BY lead.name_key, lead.id LIMIT ${PAGE}`)
  const measured = await alternate(
    prefixes.length,
    (run) => timed(() => core.call('leads.list', { search: prefixes[run] as string, limit: PAGE })),
    (run) =>
      timed(() => {
        const match = `"${prefixes[run]}"*`
        count.get(match)
        page.all(match)
      }),
  )
  return {
    name: 'search',
    what: `${prefixes.length} prefixes as typed, first page of ${PAGE} and how many in all`,
    unit: 'ms',
    ...measured,
    floorIs: 'the count and the page in SQL',
  }
}

const orderOf = {
  name: 'lead.name_key, lead.id',
  company: 'company.name_key IS NULL, company.name_key, lead.id',
  cameIn: 'came_in_on, lead.id',
  lastTouch: 'last_touch_on IS NULL, last_touch_on, lead.id',
} as const

async function benchPage(
  core: Core,
  raw: Database.Database,
  by: LeadSort['by'] & (keyof typeof orderOf | 'temperature'),
  seed: number,
): Promise<Measurement> {
  const random = new SeededRandom(seed)
  const total = raw.prepare('SELECT count(*) FROM lead').pluck().get() as number
  const offsets = Array.from({ length: 60 }, () => random.between(0, Math.max(0, total - PAGE)))
  const ask = (run: number) =>
    timed(() =>
      core.call('leads.list', { sort: { by, direction: 'ascending' }, limit: PAGE, offset: offsets[run] as number }),
    )
  const first = await ask(0)
  const what = `random offsets by ${by}, ${PAGE} rows; sorted anew in ${first.toFixed(0)} ms`
  if (by === 'temperature')
    return benchAlone(`page ${by}`, what, offsets.length, (run) =>
      core.call('leads.list', { sort: { by, direction: 'descending' }, limit: PAGE, offset: offsets[run] as number }),
    )
  const page = raw.prepare(
    `SELECT lead.id, lead.name, company.name, stage, source FROM lead LEFT JOIN company ON company.id = lead.company_id ORDER BY ${orderOf[by]} LIMIT ${PAGE} OFFSET ?`,
  )
  const measured = await alternate(offsets.length, ask, (run) => timed(() => page.all(offsets[run])))
  return { name: `page ${by}`, what, unit: 'ms', ...measured, floorIs: 'LIMIT and OFFSET in SQL' }
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
