import Database from 'better-sqlite3'
import { SeededRandom } from '../../electron/features/workbook/sample/seeded-random.ts'
import { stages } from '../../shared/domain/funnel/stages.ts'
import { signalKinds } from '../../shared/domain/temperature/signal-kinds.ts'
import { addDays, type PlainDate } from '../../shared/primitives/plain-date.ts'

const ROWS_A_STATEMENT = 50
const SIGNALS_A_LEAD = 10
const SIGNAL_DAYS = 730

/** Rows to be written to a table: new ones and, by their ids, those that change. The id comes first. */
export type TableRows = { table: string; columns: string[]; rows: unknown[][]; changed: unknown[][] }

/** What an import wrote: every table that holds rows, parents before children. */
export function readTables(path: string): TableRows[] {
  const raw = new Database(path, { readonly: true })
  try {
    const tables = raw
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'lead_search%' AND name NOT IN ('setting', 'playbook', 'journal_cursor') ORDER BY name != 'change_set', rowid",
      )
      .pluck()
      .all() as string[]
    return tables.flatMap((table) => {
      const statement = raw.prepare(`SELECT * FROM "${table}" ORDER BY id`)
      const columns = statement.columns().map((column) => column.name)
      const rows = statement.raw().all() as unknown[][]
      return rows.length === 0 ? [] : [{ table, columns, rows, changed: [] }]
    })
  } finally {
    raw.close()
  }
}

/** What an import into a workbook wrote: the rows that are new, and those that are others than before. */
export function readWritten(before: string, after: string): TableRows[] {
  const known = new Map(
    readTables(before).map(({ table, rows }) => [table, new Map(rows.map((row) => [row[0], row.join('\0')]))]),
  )
  return readTables(after).flatMap(({ table, columns, rows }) => {
    const there = known.get(table)
    const changed = rows.filter((row) => there?.has(row[0]) === true && there.get(row[0]) !== row.join('\0'))
    const added = rows.filter((row) => there?.has(row[0]) !== true)
    return added.length + changed.length === 0 ? [] : [{ table, columns, rows: added, changed }]
  })
}

/**
 * The least that writing these rows takes: many rows a statement, one transaction, every index in place, no trigger, the search table
 * filled at the end; as durable as the app writes. Gives the milliseconds. The workbook at `path` must be new.
 */
export function insertBare(path: string, tables: readonly TableRows[]): number {
  const raw = new Database(path)
  try {
    for (const pragma of [
      'journal_mode = WAL',
      'synchronous = FULL',
      'foreign_keys = ON',
      'cache_size = -64000',
      'temp_store = MEMORY',
    ])
      raw.pragma(pragma)
    for (const trigger of raw
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
      .pluck()
      .all() as string[])
      raw.exec(`DROP TRIGGER "${trigger}"`)
    const startedAt = performance.now()
    raw.transaction(() => {
      const lead = tables.find(({ table }) => table === 'lead')
      const forget = raw.prepare(
        "INSERT INTO lead_search (lead_search, rowid, search_text) SELECT 'delete', id, search_text FROM lead WHERE id = ?",
      )
      for (const [id] of lead?.changed ?? []) forget.run(id)
      for (const table of tables) insertTable(raw, table)
      for (const table of tables) changeRows(raw, table)
      const index = raw.prepare(
        'INSERT INTO lead_search (rowid, search_text) SELECT id, search_text FROM lead WHERE id BETWEEN ? AND ?',
      )
      for (const [id] of lead?.changed ?? []) index.run(id, id)
      index.run(lead?.rows[0]?.[0] ?? 1, lead?.rows.at(-1)?.[0] ?? 0)
    })()
    return performance.now() - startedAt
  } finally {
    raw.close()
  }
}

function insertTable(raw: Database.Database, { table, columns, rows }: TableRows): void {
  const row = `(${columns.map(() => '?').join(', ')})`
  const insert = `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES `
  const many = raw.prepare(insert + Array.from({ length: ROWS_A_STATEMENT }, () => row).join(', '))
  const one = raw.prepare(insert + row)
  let next = 0
  for (; next + ROWS_A_STATEMENT <= rows.length; next += ROWS_A_STATEMENT)
    many.run(rows.slice(next, next + ROWS_A_STATEMENT).flat())
  for (; next < rows.length; next += 1) one.run(rows[next])
}

function changeRows(raw: Database.Database, { table, columns, changed }: TableRows): void {
  if (changed.length === 0) return
  const set = columns.slice(1).map((column) => `"${column}" = ?`)
  const update = raw.prepare(`UPDATE "${table}" SET ${set.join(', ')} WHERE id = ?`)
  for (const [id, ...values] of changed) update.run(...values, id)
}

/** Gives the leads of an imported workbook a past: signals, touches and stages. The workbook must be closed. */
export function addHistory(
  path: string,
  seed: number,
  today: PlainDate,
): { signals: number; touches: number; stageEvents: number } {
  const random = new SeededRandom(seed)
  const raw = new Database(path)
  const counts = { signals: 0, touches: 0, stageEvents: 0 }
  try {
    raw.pragma('journal_mode = WAL')
    raw.pragma('cache_size = -64000')
    const leads = raw.prepare('SELECT id, stage, came_in_on FROM lead').raw().all() as [
      number,
      (typeof stages)[number],
      PlainDate,
    ][]
    const signal = raw.prepare('INSERT INTO signal (lead_id, on_day, kind, topic) VALUES (?, ?, ?, ?)')
    const touch = raw.prepare(
      "INSERT INTO touch (lead_id, on_day, direction, channel, outcome) VALUES (?, ?, 'out', 'mail', 'done')",
    )
    const stageEvent = raw.prepare(
      "INSERT INTO stage_event (lead_id, from_stage, to_stage, on_day, made_at, cause) VALUES (?, ?, ?, ?, ?, 'user')",
    )
    const lead = raw.prepare(
      'UPDATE lead SET stage = ?, last_touch_on = max(?, coalesce(last_touch_on, ?)) WHERE id = ?',
    )
    const touchesEach = Math.max(1, Math.round(500_000 / (leads.length * 0.4)))
    raw.transaction(() => {
      for (const [id, stage, cameInOn] of leads) {
        if (random.chance(0.4)) {
          for (let left = random.between(1, 4); left > 0; left -= 1) {
            signal.run(
              id,
              addDays(today, -random.between(0, 150)),
              random.pick(signalKinds),
              random.chance(0.5) ? random.pick(['Prices', 'Web shop', 'Relaunch']) : null,
            )
            counts.signals += 1
          }
        }
        let place = stages.indexOf(stage)
        let on = cameInOn
        while (place < stages.length - 1 && random.chance(0.3)) {
          on = addDays(on, random.between(1, 30))
          if (on > today) break
          stageEvent.run(id, stages[place], stages[place + 1], on, `${on}T09:00:00.000Z`)
          counts.stageEvents += 1
          place += 1
        }
        const hasTouch = random.chance(0.4)
        const touchedOn = addDays(today, -random.between(0, 200))
        // Half a million touches in a workbook of a million leads, or of a hundred thousand.
        for (let left = hasTouch ? touchesEach : 0; left > 0; left -= 1) {
          touch.run(id, addDays(touchedOn, 1 - left))
          counts.touches += 1
        }
        if (hasTouch || place > stages.indexOf(stage))
          lead.run(stages[place], hasTouch ? touchedOn : cameInOn, cameInOn, id)
      }
    })()
    raw.pragma('wal_checkpoint(TRUNCATE)')
    return counts
  } finally {
    raw.close()
  }
}

/** Gives the leads of a workbook ten signals each over two years, logged as the days went by; gives how many. The workbook must be closed. */
export function addSignals(path: string, seed: number, today: PlainDate): number {
  const random = new SeededRandom(seed)
  const raw = new Database(path)
  try {
    raw.pragma('journal_mode = WAL')
    raw.pragma('cache_size = -64000')
    const leads = raw.prepare('SELECT id FROM lead').pluck().all() as number[]
    const signal = raw.prepare('INSERT INTO signal (lead_id, on_day, kind, topic) VALUES (?, ?, ?, ?)')
    const count = leads.length * SIGNALS_A_LEAD
    raw.transaction(() => {
      for (let logged = 0; logged < count; logged += 1)
        signal.run(
          random.pick(leads),
          addDays(today, Math.floor((logged / count) * SIGNAL_DAYS) + 1 - SIGNAL_DAYS),
          random.pick(signalKinds),
          random.chance(0.5) ? random.pick(['Prices', 'Web shop', 'Relaunch']) : null,
        )
    })()
    raw.pragma('wal_checkpoint(TRUNCATE)')
    return count
  } finally {
    raw.close()
  }
}
