import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { writeGeneratedCsv } from './generated-leads.ts'
import { openCore } from './import.bench.ts'
import { alternate, type Measurement, timed } from './measurement.ts'
import { insertBare, readWritten } from './raw-workbook.ts'

/**
 * Imports as many rows as the workbook at `workbook` holds leads, half of them leads that are there with one tag more: all of it, read,
 * matched, written, journaled and indexed. The floor reads the file with csv-parse and writes the very rows that the import wrote.
 */
export async function benchImportAgain(
  folder: string,
  workbook: string,
  leadCount: number,
  seed: number,
  today: PlainDate,
  runs: number,
): Promise<Measurement> {
  const csv = join(folder, 'again.csv')
  const half = Math.floor(leadCount / 2)
  writeGeneratedCsv(csv, leadCount, seed, today, { from: leadCount - half + 1, tagsUntil: leadCount + 1 })
  const path = join(folder, 'Again.leadbook')
  const importOnce = async (): Promise<number> => {
    copyWorkbook(workbook, path)
    const core = openCore()
    try {
      await core.openWorkbook(path, today)
      const request = { fileId: core.takeFile(csv), choices: {} }
      return await timed(async () => {
        const answer = await core.call('import.commit', request)
        if (answer.status !== 'written' || answer.report.created !== leadCount - half || answer.report.updated !== half)
          throw new Error(`Not all was imported: ${JSON.stringify(answer).slice(0, 500)}`)
      })
    } finally {
      await core.close()
    }
  }
  await importOnce()
  const written = readWritten(workbook, path)
  const floorPath = join(folder, 'AgainFloor.leadbook')
  const floorOnce = async (): Promise<number> => {
    copyWorkbook(workbook, floorPath)
    const parsing = await timed(() =>
      parse(readFileSync(csv), { bom: true, relax_column_count: true, skip_empty_lines: true }),
    )
    return parsing + insertBare(floorPath, written)
  }
  const { leadbook, floor } = await alternate(Math.max(1, runs), importOnce, floorOnce)
  const count = (of: 'rows' | 'changed') =>
    written.reduce((sum, table) => sum + table[of].length, 0).toLocaleString('en')
  return {
    name: 'import-again',
    what: `${leadCount.toLocaleString('en')} × 20 into as many leads, half of them matching`,
    unit: 'ms',
    leadbook,
    floor,
    floorIs: `csv-parse, then the same ${count('rows')} new and ${count('changed')} changed rows in all tables`,
  }
}

function copyWorkbook(from: string, to: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${to}${suffix}`, { force: true })
  rmSync(`${to}-backups`, { recursive: true, force: true })
  copyFileSync(from, to)
}
