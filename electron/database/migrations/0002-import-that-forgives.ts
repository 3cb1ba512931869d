import { type Kysely, sql } from 'kysely'
import { journalTriggers } from './0001-the-first-workbook.ts'

const SOURCE_ID = {
  name: 'source_id',
  columns: ['lead_id INTEGER NOT NULL REFERENCES lead (id)', 'system TEXT NOT NULL', 'value TEXT NOT NULL'],
}

// What the seller says of two leads is no work on either: undoing an import takes them all the same, and the saying with them.
const NOT_DUPLICATE = {
  name: 'not_duplicate',
  lead: 'NULL',
  columns: [
    'lead_id INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE',
    'other_lead_id INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE',
  ],
}

/**
 * Source ids of leads, the mappings that a seller chose before, what kind of import a past one was and from which program;
 * pairs of leads that the seller told apart; and `merge` as a cause of change.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)

  await run(`CREATE TABLE source_id (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${SOURCE_ID.columns.join(', ')}, UNIQUE (system, value)
  ) STRICT`)
  await run('CREATE INDEX source_id_by_lead ON source_id (lead_id)')
  for (const trigger of journalTriggers(SOURCE_ID)) await run(trigger)

  await run(`CREATE TABLE not_duplicate (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${NOT_DUPLICATE.columns.join(', ')},
    CHECK (lead_id < other_lead_id), UNIQUE (lead_id, other_lead_id)
  ) STRICT`)
  await run('CREATE INDEX not_duplicate_by_other ON not_duplicate (other_lead_id)')
  for (const trigger of journalTriggers(NOT_DUPLICATE)) await run(trigger)

  await run("ALTER TABLE import ADD COLUMN kind TEXT NOT NULL DEFAULT 'leads' CHECK (kind IN ('leads','signals'))")
  await run('ALTER TABLE import ADD COLUMN system TEXT')
  await run("ALTER TABLE import ADD COLUMN header_key TEXT NOT NULL DEFAULT ''")
  // 16 bytes a row, those that were not written too: what the next file of its shape is compared with.
  await run('ALTER TABLE import ADD COLUMN digests BLOB')
  await run('CREATE INDEX import_by_header ON import (header_key)')
  await run('CREATE INDEX import_by_checksum ON import (checksum)')

  // What a seller chose for files of one shape. It is the seller's habit, not data: undoing an import leaves it.
  await run(`CREATE TABLE import_mapping (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    header_key TEXT NOT NULL UNIQUE,
    system TEXT,
    choices TEXT NOT NULL CHECK (json_valid(choices)),
    used_at TEXT NOT NULL
  ) STRICT`)

  // A CHECK cannot be changed in place, so the table is written anew under its name.
  await run(`CREATE TABLE change_set_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    made_at TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('edit','bulk','import','merge','playbook','undo','redo')),
    reverses_id INTEGER REFERENCES change_set (id),
    state TEXT NOT NULL CHECK (state IN ('done','partly_undone','undone'))
  ) STRICT`)
  await run('INSERT INTO change_set_new SELECT id, label, made_at, cause, reverses_id, state FROM change_set')
  // Ids are never given twice: the highest one given outlives the table.
  await run(
    "UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'change_set') WHERE name = 'change_set_new' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'change_set')",
  )
  await run(
    "INSERT INTO sqlite_sequence (name, seq) SELECT 'change_set_new', seq FROM sqlite_sequence WHERE name = 'change_set' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'change_set_new')",
  )
  await run('DROP TABLE change_set')
  await run('ALTER TABLE change_set_new RENAME TO change_set')
}
