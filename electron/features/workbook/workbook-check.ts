import type Database from 'better-sqlite3'
import type { OutputOf } from '../../../shared/contract/index.ts'

type Check = OutputOf<'workbook.check'>

/** Reads the whole workbook: what SQLite finds wrong in the file, rows that point to none, and words that the search table has and the leads have not. */
export function checkWorkbook(raw: Database.Database): Check {
  const faults = damageOf(raw)
  // In a damaged file the rest could not be trusted, and might not even be readable.
  if (faults.length > 0) return { ok: false, integrity: faults, schemaVersion: schemaVersionOf(raw), counts: noCounts }
  const dangling = raw.prepare<[], { table: string; rowid: number; parent: string }>('PRAGMA foreign_key_check').all()
  faults.push(...dangling.map(({ table, rowid, parent }) => `Row ${rowid} of ${table} points to no ${parent}.`))
  faults.push(...searchFaults(raw))
  return {
    ok: faults.length === 0,
    integrity: faults.length === 0 ? ['ok'] : faults,
    schemaVersion: schemaVersionOf(raw),
    counts: readCounts(raw),
  }
}

/** What SQLite finds wrong in the file. Where it cannot read on, that is the finding. */
function damageOf(raw: Database.Database): string[] {
  try {
    // FTS5's own check goes by the index as this connection last searched it, and would take what others wrote since for damage.
    raw.prepare(`SELECT rowid FROM lead_search WHERE lead_search MATCH '"a"' LIMIT 1`).get()
    const lines = raw.prepare<[], string>('PRAGMA integrity_check').pluck().all()
    return lines.filter((line) => line !== 'ok')
  } catch (error) {
    const isDamage = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')
    if (isDamage) return [error.message]
    throw error
  }
}

/** Words whose number of leads differs between the search table and one made anew from the leads. */
function searchFaults(raw: Database.Database): string[] {
  raw.exec(`
    CREATE VIRTUAL TABLE temp.search_anew USING fts5 (search_text, content='', detail=none, tokenize='ascii');
    INSERT INTO temp.search_anew (rowid, search_text) SELECT id, search_text FROM lead;
    CREATE VIRTUAL TABLE temp.words_anew USING fts5vocab (temp, search_anew, 'row');
    CREATE VIRTUAL TABLE temp.words_kept USING fts5vocab (main, lead_search, 'row')`)
  try {
    const wrong = raw
      .prepare<[], string>(`
        SELECT term FROM (SELECT term, doc FROM temp.words_anew EXCEPT SELECT term, doc FROM temp.words_kept)
        UNION SELECT term FROM (SELECT term, doc FROM temp.words_kept EXCEPT SELECT term, doc FROM temp.words_anew) LIMIT 20`)
      .pluck()
      .all()
    return wrong.map((word) => `The search finds other leads for “${word}” than have it.`)
  } finally {
    raw.exec('DROP TABLE temp.words_kept; DROP TABLE temp.words_anew; DROP TABLE temp.search_anew')
  }
}

function schemaVersionOf(raw: Database.Database): number {
  return raw.pragma('user_version', { simple: true }) as number
}

const noCounts: Check['counts'] = { leads: 0, companies: 0, touches: 0, signals: 0, imports: 0, changeSets: 0 }

function readCounts(raw: Database.Database): Check['counts'] {
  return raw
    .prepare(`SELECT (SELECT count(*) FROM lead) AS leads, (SELECT count(*) FROM company) AS companies, (SELECT count(*) FROM touch) AS touches,
      (SELECT count(*) FROM signal) AS signals, (SELECT count(*) FROM import) AS imports, (SELECT count(*) FROM change_set) AS changeSets`)
    .get() as Check['counts']
}
