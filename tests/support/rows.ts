import Database from 'better-sqlite3'

/** Tables that tell of what was done instead of holding it, and the playbooks, which come with the app. */
const HISTORY = ['change', 'change_set', 'journal_cursor', 'import', 'import_mapping', 'playbook', 'sqlite_sequence']

/** Every row of a workbook that a change may touch, by table, in the order of the ids; a table without rows is left out. */
export function readRows(path: string): Record<string, unknown[]> {
  const raw = new Database(path, { readonly: true })
  try {
    const tables = raw
      .prepare<[string], string>(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN (SELECT value FROM json_each(?)) ORDER BY name`,
      )
      .pluck()
      .all(JSON.stringify(HISTORY))
    const rows = tables.map((table) => [table, raw.prepare(`SELECT * FROM "${table}" ORDER BY id`).all()] as const)
    return Object.fromEntries(rows.filter(([, list]) => list.length > 0))
  } finally {
    raw.close()
  }
}
