import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { plainDate } from '../../shared/primitives/plain-date.ts'
import { benchBulk } from './bulk.bench.ts'
import { benchExport } from './export.bench.ts'
import { writeGeneratedCsv } from './generated-leads.ts'
import { benchImport, coreWithNew } from './import.bench.ts'
import { benchImportAgain } from './import-again.bench.ts'
import { type Measurement, tableOf } from './measurement.ts'
import { addHistory } from './raw-workbook.ts'
import { benchReading } from './reading.bench.ts'
import { benchStartUp } from './start-up.bench.ts'
import { benchTemperature } from './temperature.bench.ts'
import { benchXlsx } from './xlsx.bench.ts'

/** npm run bench: measures Leadbook on a workbook generated from a seed, each figure beside the least that could do the same. Asserts nothing. */

const usage = `npm run bench -- [--leads N] [--only NAME …] [--runs N] [--json FILE] [--seed N]
  NAME: import, import-again, xlsx, export, bulk, duplicates, search, page, funnel, today, temperature, start-up. --runs: imports measured, 1 unless told.
`
const names = [
  'import',
  'import-again',
  'xlsx',
  'export',
  'bulk',
  'duplicates',
  'search',
  'page',
  'funnel',
  'today',
  'temperature',
  'start-up',
]
const today = plainDate('2026-11-24')

const options = readOptions()
if (options === undefined) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  await bench(options)
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        leads: { type: 'string', default: '100000' },
        only: { type: 'string', multiple: true, default: names },
        runs: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        json: { type: 'string' },
      },
    })
    const [leads, runs, seed] = [values.leads, values.runs, values.seed].map(Number)
    const isWhole = (value: number | undefined, least: number): value is number =>
      Number.isInteger(value) && (value as number) >= least
    if (!isWhole(leads, 1) || !isWhole(runs, 1) || !isWhole(seed, 0))
      throw new Error('--leads, --runs and --seed take whole numbers.')
    const unknown = values.only.find((name) => !names.includes(name))
    if (unknown !== undefined) throw new Error(`Nothing is called ${unknown}.`)
    return { leads, runs, seed, json: values.json, isWanted: (name: string) => values.only.includes(name) }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return undefined
  }
}

async function bench({
  leads,
  runs,
  seed,
  json,
  isWanted,
}: NonNullable<ReturnType<typeof readOptions>>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'leadbook-bench-'))
  const say = (text: string) => process.stderr.write(`${text}\n`)
  const measurements: Measurement[] = []
  try {
    const csv = join(folder, 'leads.csv')
    const workbook = join(folder, 'Bench.leadbook')
    writeGeneratedCsv(csv, leads, seed, today)
    say(`Generated ${leads.toLocaleString('en')} leads: ${(statSync(csv).size / 1e6).toFixed(1)} MB of CSV.`)
    if (isWanted('xlsx')) measurements.push(...(await benchXlsx(folder, csv, runs)))
    if (isWanted('import')) measurements.push(...(await benchImport(folder, csv, workbook, leads, today, runs)))
    else if (names.some((name) => name !== 'xlsx' && isWanted(name))) await importOnly(workbook, csv)
    if (isWanted('import-again')) measurements.push(await benchImportAgain(folder, workbook, leads, seed, today, runs))
    if (['bulk', 'duplicates', 'search', 'page', 'funnel', 'today', 'temperature', 'start-up'].some(isWanted)) {
      const history = addHistory(workbook, seed, today)
      say(
        `Added ${Object.entries(history)
          .map(([name, count]) => `${count.toLocaleString('en')} ${name}`)
          .join(', ')}; the workbook has ${(statSync(workbook).size / 1e6).toFixed(0)} MB.`,
      )
    }
    if (['duplicates', 'search', 'page', 'funnel', 'today'].some(isWanted))
      measurements.push(...(await benchReading(workbook, seed, today, isWanted)))
    if (isWanted('temperature')) measurements.push(...(await benchTemperature(folder, workbook, seed, today)))
    if (isWanted('bulk')) measurements.push(...(await benchBulk(folder, workbook, today)))
    if (isWanted('export')) measurements.push(...(await benchExport(workbook, today, runs)))
    if (isWanted('start-up')) {
      const startUp = await benchStartUp(folder, workbook)
      if (startUp) measurements.push(startUp)
    }
    say('')
    say(tableOf(measurements))
    const result = `${JSON.stringify({ leads, seed, node: process.version, platform: `${process.platform} ${process.arch}`, measurements }, null, 2)}\n`
    process.stdout.write(result)
    if (json !== undefined) writeFileSync(json, result)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function importOnly(workbook: string, csv: string): Promise<void> {
  const core = await coreWithNew(workbook, today)
  try {
    await core.call('import.commit', { fileId: core.takeFile(csv), choices: {} })
  } finally {
    await core.close()
  }
}
