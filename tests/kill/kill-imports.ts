import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import { FileSpool, findSpooledFile } from '../../electron/core/file-spool.ts'
import { OpenWorkbook } from '../../electron/core/open-workbook.ts'
import { createProgressBoard, progressOn } from '../../electron/core/progress-board.ts'
import { importHandlers } from '../../electron/features/import/import.handlers.ts'
import { readIntoRows } from '../../electron/features/import/read-file.ts'
import { SeededRandom } from '../../electron/features/workbook/sample/seeded-random.ts'
import { testDay } from '../support/core.ts'

/**
 * Kills processes in the middle of an import that creates leads and overwrites others, with SIGKILL at a random instant, and looks
 * whether the workbook opens, is whole, and holds all of the import or nothing of it. Exits with 1 where one does not.
 * `node tests/kill/kill-imports.ts --kills 500 --rows 20000 --seed 1`
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    rows: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
  },
})
const kills = Number(values.kills)
const rowCount = Number(values.rows)
const random = new SeededRandom(Number(values.seed))
/** Beyond the time that an import takes, as a share of it. */
const BEYOND = 1.15

type Verdict = 'nothing' | 'all' | 'half' | 'corrupt'

const folder = mkdtempSync(join(tmpdir(), 'leadbook-kill-'))
const spool = new FileSpool(folder)
const basePath = join(folder, 'Base.leadbook')
const path = join(folder, 'Killed.leadbook')
let isFailed = true
try {
  isFailed = await killAll()
} finally {
  spool.discardAll()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(isFailed ? 1 : 0)

async function killAll(): Promise<boolean> {
  await makeBase()
  const fileId = takeFile('second.csv', secondFile())
  const base = readFileSync(basePath)
  const before = factsOf(basePath)
  let waiting = start()

  // Three times undisturbed, to know what the whole import comes to and how long it takes.
  const times: number[] = []
  let after = ''
  for (let time = 0; time < 3; time += 1) {
    layOut()
    const undisturbed = await waiting
    waiting = start()
    undisturbed.send({ path, fileId })
    const [took] = (await once(undisturbed, 'message')) as [number]
    times.push(took)
    await ended(undisturbed)
    const facts = factsOf(path)
    if (facts === before || !facts.startsWith('whole')) throw new Error(`The undisturbed import went wrong: ${facts}`)
    if (after !== '' && facts !== after) throw new Error('Two undisturbed imports came to different rows.')
    after = facts
  }
  const took = times.sort((a, b) => a - b)[1] ?? 0
  console.log(`An import of ${rowCount} rows takes ${Math.round(took)} ms.`)

  const counts: Record<Verdict, number> = { nothing: 0, all: 0, half: 0, corrupt: 0 }
  for (let kill = 1; kill <= kills; kill += 1) {
    layOut()
    const child = await waiting
    // The next one loads its code meanwhile.
    waiting = start()
    const after_ms = (random.between(0, 10_000) / 10_000) * took * BEYOND
    child.send({ path, fileId })
    await wait(after_ms)
    child.kill('SIGKILL')
    await ended(child)
    const verdict = await judge(base, after)
    counts[verdict] += 1
    if (verdict === 'half' || verdict === 'corrupt') {
      const kept = join(tmpdir(), `leadbook-kill-${process.pid}-${kill}.leadbook`)
      copyFileSync(path, kept)
      console.error(`Kill ${kill} after ${Math.round(after_ms)} ms: ${verdict}. The workbook is kept as ${kept}.`)
    }
    if (kill % 10 === 0) console.log(`${kill} kills: ${counts.nothing} left nothing, ${counts.all} left all.`)
  }
  const last = await waiting
  last.kill('SIGKILL')
  await ended(last)
  console.log(`${counts.nothing} left nothing of the import, ${counts.all} left all of it.`)
  console.log(`${kills} kills: ${counts.half} half imports, ${counts.corrupt} corrupt`)
  return counts.half + counts.corrupt > 0
}

/** A workbook that half of the leads are in already, closed and checked. */
async function makeBase(): Promise<void> {
  const start = { role: 'writer', board: createProgressBoard(), spoolFolder: spool.folder } as const
  const settings = { currency: 'EUR', country: 'DE', isSample: false }
  const workbook = await OpenWorkbook.create(basePath, settings, testDay, start, () => undefined)
  const fileId = takeFile('first.csv', firstFile())
  await importHandlers['import.commit'](workbook.commandContext(), { fileId, choices: {} })
  workbook.close()
  // The day's backup is made at the first opening, so that it is not made at each.
  copyFileSync(basePath, path)
  const opened = await OpenWorkbook.open(path, testDay, start, () => undefined)
  opened.close()
  copyFileSync(path, basePath)
}

function takeFile(name: string, text: string): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  const fileId = spool.take(file)
  readIntoRows(findSpooledFile(spool.folder, fileId), {}, progressOn(createProgressBoard()))
  return fileId
}

function firstFile(): string {
  const lines = Array.from(
    { length: rowCount / 2 },
    (_, at) =>
      `Lead ${at},Company ${at},lead${at}@kill.example,030 55${String(at).padStart(5, '0')},CTO,old,Note ${at}`,
  )
  return ['Name,Company,E-mail,Phone,Job title,Tags,Notes', ...lines].join('\n')
}

/** Every second row is of a lead of the first file and overwrites it, every other makes a lead. */
function secondFile(): string {
  const lines = Array.from({ length: rowCount }, (_, row) => {
    const at = row % 2 === 0 ? row / 2 : rowCount + row
    return `Lead ${at},Firm ${at},lead${at}@kill.example,030 66${String(at).padStart(5, '0')},CEO,new,Later ${at},Fair,${at}`
  })
  return ['Name,Company,E-mail,Phone,Job title,Tags,Notes,Source,Size', ...lines].join('\n')
}

/** The base in the place of what the last one left. */
function layOut(): void {
  for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
  copyFileSync(basePath, path)
}

async function start(): Promise<ChildProcess> {
  const module = new URL('./import-on-word.ts', import.meta.url).pathname
  // Without the cache each child spends a second of a core on compiling the same code.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, 'compiled') }
  const child = fork(module, [spool.folder], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await once(child, 'message')
  return child
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** Opens the workbook as the app does, which takes back what was not finished, and looks at what stands in it. */
async function judge(base: Buffer, after: string): Promise<Verdict> {
  const start = { role: 'writer', board: createProgressBoard(), spoolFolder: spool.folder } as const
  try {
    const workbook = await OpenWorkbook.open(path, testDay, start, () => undefined)
    workbook.close()
  } catch (error) {
    console.error(error)
    return 'corrupt'
  }
  // Byte for byte the base, which was found whole: nothing to look at.
  if (readFileSync(path).equals(base)) return 'nothing'
  const facts = factsOf(path)
  if (!facts.startsWith('whole')) {
    console.error(facts)
    return 'corrupt'
  }
  return facts === after ? 'all' : facts === factsOf(basePath) ? 'nothing' : 'half'
}

/** `whole`, else what is wrong; the triggers that stand; and each table with its count of rows and a digest of them, instants left out. */
function factsOf(file: string): string {
  const raw = new Database(file)
  try {
    const wrong = [...(raw.pragma('integrity_check') as unknown[]), ...(raw.pragma('foreign_key_check') as unknown[])]
    const isWhole = JSON.stringify(wrong) === '[{"integrity_check":"ok"}]'
    raw.exec("INSERT INTO lead_search (lead_search) VALUES ('integrity-check')")
    const triggers = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name").pluck().all()
    const tables = raw
      .prepare<[], string>(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .pluck()
      .all()
    const digests = tables.map((table) => `${table} ${digestOf(raw, table)}`)
    return [isWhole ? 'whole' : JSON.stringify(wrong), ...triggers, ...digests].join('\n')
  } finally {
    raw.close()
  }
}

function digestOf(raw: Database.Database, table: string): string {
  const columns = raw.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  // The journal keeps whole rows as text, instants and all: it is judged by its count and by what it is about.
  const kept = columns.filter(
    (column) => !column.endsWith('_at') && !(table === 'change' && /^(before|after)/.test(column)),
  )
  const hash = createHash('sha1')
  let count = 0
  const sql = `SELECT ${kept.map((column) => `"${column}"`).join(', ')} FROM "${table}" ORDER BY rowid`
  for (const row of raw.prepare<[], unknown[]>(sql).raw().iterate()) {
    hash.update(JSON.stringify(row))
    count += 1
  }
  return `${count} ${hash.digest('hex')}`
}
