import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { Core } from '../../electron/core/core.ts'
import { startLibraryInNode } from '../../electron/core/start-library-in-node.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { alternate, type Measurement, timed } from './measurement.ts'
import { insertBare, readTables, type TableRows } from './raw-workbook.ts'

export const workerUrl = new URL('../../electron/core/worker.ts', import.meta.url)

/** A core that tells its bugs, without a workbook. */
export function openCore(): Core {
  return new Core({ workerUrl, startLibrary: startLibraryInNode, log: (text) => process.stderr.write(`${text}\n`) })
}

/** A core that tells its bugs, with a new workbook of that name open. */
export async function coreWithNew(path: string, today: PlainDate): Promise<Core> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  const core = openCore()
  await core.createWorkbook(path, { currency: 'EUR', country: 'AT', isSample: false }, today)
  return core
}

/** A core with a workbook that is there. */
export async function coreWithOpen(path: string, today: PlainDate): Promise<Core> {
  const core = openCore()
  await core.openWorkbook(path, today)
  return core
}

/** Imports the file into a workbook at `path`, which stays. The floor writes the same rows, read from what the import wrote. */
export async function benchImport(
  folder: string,
  csv: string,
  path: string,
  leadCount: number,
  today: PlainDate,
  runs: number,
): Promise<Measurement[]> {
  const plans: number[] = []
  const importOnce = async () => {
    const core = await coreWithNew(path, today)
    try {
      const request = { fileId: core.takeFile(csv), choices: {} }
      plans.push(await timed(() => core.call('import.plan', request)))
      return await timed(async () => {
        const answer = await core.call('import.commit', request)
        if (answer.status !== 'written' || answer.report.created !== leadCount)
          throw new Error(`Not all was imported: ${JSON.stringify(answer).slice(0, 500)}`)
      })
    } finally {
      await core.close()
    }
  }
  // The rows that the floor writes come from an import, so one goes before.
  const first = await importOnce()
  const tables = readTables(path)
  const floorOnce = () => bareImport(join(folder, 'floor.leadbook'), csv, tables, today)
  const more = await alternate(Math.max(0, runs - 1), importOnce, floorOnce)
  const { leadbook, floor } = runs > 1 ? more : { leadbook: { p50: first, p95: first }, floor: await once(floorOnce) }
  const rowCount = tables.reduce((sum, { rows }) => sum + rows.length, 0)
  const floorIs = `csv-parse, then the same ${rowCount.toLocaleString('en')} rows in all tables`
  const half = Math.floor(plans.length / 2)
  const plan = plans.toSorted((a, b) => a - b)[half] ?? Number.NaN
  return [
    {
      name: 'import',
      what: `${leadCount.toLocaleString('en')} × 20, planned and written`,
      unit: 'ms',
      leadbook,
      floor,
      floorIs,
    },
    {
      name: 'import.plan',
      what: 'the preview of the same file',
      unit: 'ms',
      leadbook: { p50: plan, p95: plan },
      floor: null,
      floorIs: '',
    },
  ]
}

async function once(work: () => Promise<number>): Promise<{ p50: number; p95: number }> {
  const milliseconds = await work()
  return { p50: milliseconds, p95: milliseconds }
}

async function bareImport(path: string, csv: string, tables: readonly TableRows[], today: PlainDate): Promise<number> {
  const core = await coreWithNew(path, today)
  await core.close()
  const parsing = await timed(() =>
    parse(readFileSync(csv), { bom: true, relax_column_count: true, skip_empty_lines: true }),
  )
  const inserting = insertBare(path, tables)
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  return parsing + inserting
}
