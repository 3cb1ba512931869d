import { type Kysely, sql } from 'kysely'
import { journalTriggers } from './0001-the-first-workbook.ts'

// As the tables stand once this has run: their triggers keep every column.
const COMPANY = {
  name: 'company',
  columns: ['name', 'name_key', 'created_at', 'website', 'about'],
}
const CUSTOM_FIELD = {
  name: 'custom_field',
  columns: ['name', 'name_key', 'kind', 'options', 'group_name', 'position'],
}

const LEAD_OWNED = 'lead_id INTEGER NOT NULL REFERENCES lead (id)'

const newTables = [
  { name: 'note', columns: [LEAD_OWNED, 'on_day TEXT NOT NULL', 'text TEXT NOT NULL', 'made_at TEXT NOT NULL'] },
  {
    name: 'attachment',
    columns: [
      LEAD_OWNED,
      "kind TEXT NOT NULL CHECK (kind IN ('file','link'))",
      'title TEXT NOT NULL',
      'target TEXT NOT NULL',
      'added_on TEXT NOT NULL',
    ],
  },
  {
    name: 'saved_view',
    columns: [
      'name TEXT NOT NULL',
      'name_key TEXT NOT NULL UNIQUE',
      'position INTEGER NOT NULL',
      'definition TEXT NOT NULL CHECK (json_valid(definition))',
    ],
  },
]

/**
 * Kinds and order of custom fields, what is known of a company, notes and attachments of leads, saved views; marks of people who may
 * not be contacted and are erased; and indexes for the trash and for what leads are filtered by.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)

  await run('ALTER TABLE company ADD COLUMN website TEXT')
  await run('ALTER TABLE company ADD COLUMN about TEXT')
  await run(
    "ALTER TABLE custom_field ADD COLUMN kind TEXT NOT NULL DEFAULT 'text' CHECK (kind IN ('text','longText','number','money','day','yesNo','choice','choices','link'))",
  )
  await run("ALTER TABLE custom_field ADD COLUMN options TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(options))")
  await run('ALTER TABLE custom_field ADD COLUMN group_name TEXT')
  await run('ALTER TABLE custom_field ADD COLUMN position INTEGER NOT NULL DEFAULT 0')
  await run('UPDATE custom_field SET position = id')
  for (const table of [COMPANY, CUSTOM_FIELD]) {
    for (const operation of ['insert', 'update', 'delete']) await run(`DROP TRIGGER journal_${operation}_${table.name}`)
    for (const trigger of journalTriggers(table)) await run(trigger)
  }

  for (const table of newTables) {
    await run(`CREATE TABLE "${table.name}" (id INTEGER PRIMARY KEY AUTOINCREMENT, ${table.columns.join(', ')}) STRICT`)
    for (const trigger of journalTriggers(table)) await run(trigger)
  }
  // Which import made a row; of changes that are no ranges there are many more.
  await run('CREATE INDEX change_ranges ON change (table_name, row_id) WHERE last_row_id IS NOT NULL')
  await run('CREATE INDEX note_by_lead ON note (lead_id, on_day)')
  await run('CREATE INDEX attachment_by_lead ON attachment (lead_id)')
  await run('CREATE INDEX lead_archived ON lead (archived_on, id) WHERE archived_on IS NOT NULL')
  await run('CREATE INDEX lead_do_not_contact ON lead (do_not_contact_on, id) WHERE do_not_contact_on IS NOT NULL')

  // Bytes that the search table gathers before it writes: a change of many leads takes two thirds of the time.
  await run("INSERT INTO lead_search (lead_search, rank) VALUES ('hashsize', 8000000)")

  // What remains of a person who was erased and may not be contacted. It outlives every undo, so it is not journaled.
  await run(`CREATE TABLE do_not_contact_mark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('email','phone')),
    hash TEXT NOT NULL,
    marked_on TEXT NOT NULL,
    UNIQUE (kind, hash)
  ) STRICT`)
}
