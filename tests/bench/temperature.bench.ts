import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Core } from '../../electron/core/core.ts'
import { assessAll } from '../../electron/features/temperature/temperature.service.ts'
import { defaultTemperatureRules } from '../../shared/domain/temperature/temperature-rules.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { coreWithOpen } from './import.bench.ts'
import { alternate, type Measurement, timed } from './measurement.ts'
import { addSignals } from './raw-workbook.ts'

const RUNS = 7
/** As many as the screen asks for at once. */
const PAGE = 60

const listByScore = (core: Core) =>
  core.call('leads.list', { sort: { by: 'score', direction: 'descending' }, limit: PAGE })

/**
 * On a copy of the workbook whose leads have ten signals each over two years: the recount of all temperatures alone, lists by score, and
 * the preview of other rules. The floor goes through the signals once, in SQL.
 */
export async function benchTemperature(
  folder: string,
  workbook: string,
  seed: number,
  today: PlainDate,
): Promise<Measurement[]> {
  const path = join(folder, 'Temperature.leadbook')
  copyFileSync(workbook, path)
  const signals = addSignals(path, seed, today)
  process.stderr.write(`Added ${signals.toLocaleString('en')} signals to a copy.\n`)
  const raw = new Database(path, { readonly: true })
  raw.pragma('cache_size = -16000')
  const goThrough = raw.prepare('SELECT count(*), sum(lead_id), count(kind), max(on_day) FROM signal NOT INDEXED')
  const measure = async (
    name: string,
    what: string,
    runs: number,
    ours: (run: number) => Promise<number> | number,
  ) => ({
    name,
    what,
    unit: 'ms' as const,
    ...(await alternate(runs, ours, () => timed(() => goThrough.get()))),
    floorIs: 'the signals gone through once in SQL',
  })
  try {
    const measurements: Measurement[] = [
      await measure('recount', 'the temperature of every lead anew', RUNS, () =>
        timed(() => assessAll(raw, today, defaultTemperatureRules)),
      ),
      await measure('list by score first', `first page of ${PAGE} after opening, nothing asked before`, RUNS, () =>
        withOpen(path, today, (core) => timed(() => listByScore(core))),
      ),
      await measure('list by score after Today', `first page of ${PAGE} after opening and Today`, RUNS, () =>
        withOpen(path, today, async (core) => {
          await core.call('followUps.today', {})
          return timed(() => listByScore(core))
        }),
      ),
      await measure(
        'list sorted by score',
        `first page of ${PAGE} after opening, Today, and the list by name`,
        RUNS,
        () =>
          withOpen(path, today, async (core) => {
            await core.call('followUps.today', {})
            await core.call('leads.list', { limit: PAGE })
            return timed(() => listByScore(core))
          }),
      ),
    ]
    const core = await coreWithOpen(path, today)
    try {
      const [lead] = (await listByScore(core)).leads
      if (lead === undefined) return measurements
      measurements.push(
        await measure('list by score again', `first page of ${PAGE}`, 30, () => timed(() => listByScore(core))),
        await measure('list by score after a signal', `first page of ${PAGE}`, RUNS, async (run) => {
          await core.call('temperature.logSignal', {
            leads: { ids: [lead.id] },
            kind: 'replied',
            topic: `Bench ${run}`,
          })
          return timed(() => listByScore(core))
        }),
        await measure(
          'list by score after many signals',
          `first page of ${PAGE} after a signal of every lead`,
          1,
          async () => {
            await core.call('temperature.logSignal', {
              leads: { query: {}, except: [] },
              kind: 'liked',
              topic: 'Bench',
            })
            return timed(() => listByScore(core))
          },
        ),
      )
      const preview = (warmFrom: number, offset = 0) =>
        core.call('temperature.previewRules', { rules: { ...defaultTemperatureRules, warmFrom }, limit: 50, offset })
      measurements.push(
        await measure('preview first', 'other rules, with the start of the worker that counts', 1, () =>
          timed(() => preview(19)),
        ),
        await measure('preview', 'other rules: every lead under both, and those that change', RUNS, (run) =>
          timed(() => preview(21 + run)),
        ),
        await measure('preview next page', 'of the same rules', RUNS, (run) =>
          timed(() => preview(20 + RUNS, 50 * (run + 1))),
        ),
      )
    } finally {
      await core.close()
    }
    return measurements
  } finally {
    raw.close()
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
    rmSync(`${path}-backups`, { recursive: true, force: true })
  }
}

async function withOpen<T>(path: string, today: PlainDate, work: (core: Core) => Promise<T>): Promise<T> {
  const core = await coreWithOpen(path, today)
  try {
    return await work(core)
  } finally {
    await core.close()
  }
}
