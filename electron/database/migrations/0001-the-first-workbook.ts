import { type Kysely, sql } from 'kysely'

type TableDefinition = {
  name: string
  columns: readonly string[]
  /** Further constraints, as SQL. */
  constraints?: readonly string[]
  /** SQL naming the lead a row belongs to, with `row` for the row itself. */
  lead?: string
  /** Imports are history: they stay when what they wrote is undone. */
  isHistory?: true
}

const LEAD_OWNED = 'lead_id INTEGER NOT NULL REFERENCES lead (id)'

const tables: readonly TableDefinition[] = [
  { name: 'setting', columns: ['key TEXT NOT NULL UNIQUE', 'value TEXT NOT NULL CHECK (json_valid(value))'] },
  { name: 'company', columns: ['name TEXT NOT NULL', 'name_key TEXT NOT NULL UNIQUE', 'created_at TEXT NOT NULL'] },
  {
    name: 'lead',
    lead: 'row.id',
    columns: [
      'name TEXT NOT NULL',
      'given_name TEXT',
      'family_name TEXT',
      'name_key TEXT NOT NULL',
      'company_id INTEGER REFERENCES company (id)',
      'job_title TEXT',
      'source TEXT',
      "stage TEXT NOT NULL CHECK (stage IN ('lead','mql','sal','sql','proposal','won'))",
      "status TEXT NOT NULL CHECK (status IN ('active','resting','customer','lost','disqualified'))",
      'resting_until_on TEXT',
      'status_reason TEXT',
      'value_minor INTEGER',
      'foreign_value TEXT',
      'notes TEXT',
      'do_not_contact_on TEXT',
      'do_not_contact_reason TEXT',
      'archived_on TEXT',
      'came_in_on TEXT NOT NULL',
      'last_touch_on TEXT',
      'created_at TEXT NOT NULL',
      'search_text TEXT NOT NULL',
    ],
  },
  {
    name: 'email',
    columns: [LEAD_OWNED, 'address TEXT NOT NULL', 'address_key TEXT NOT NULL', 'position INTEGER NOT NULL'],
    constraints: ['UNIQUE (lead_id, address_key)'],
  },
  {
    name: 'phone',
    columns: [
      LEAD_OWNED,
      'raw TEXT NOT NULL',
      'e164 TEXT',
      'is_damaged INTEGER NOT NULL CHECK (is_damaged IN (0, 1))',
      'position INTEGER NOT NULL',
    ],
    constraints: ['UNIQUE (lead_id, raw)'],
  },
  {
    name: 'address',
    columns: [LEAD_OWNED, 'street TEXT', 'postal_code TEXT', 'city TEXT', 'region TEXT', 'country TEXT'],
  },
  { name: 'link', columns: [LEAD_OWNED, 'url TEXT NOT NULL'], constraints: ['UNIQUE (lead_id, url)'] },
  { name: 'tag', columns: ['name TEXT NOT NULL', 'name_key TEXT NOT NULL UNIQUE'] },
  {
    name: 'lead_tag',
    columns: [LEAD_OWNED, 'tag_id INTEGER NOT NULL REFERENCES tag (id)'],
    constraints: ['UNIQUE (lead_id, tag_id)'],
  },
  { name: 'custom_field', columns: ['name TEXT NOT NULL', 'name_key TEXT NOT NULL UNIQUE'] },
  {
    name: 'custom_value',
    columns: [LEAD_OWNED, 'custom_field_id INTEGER NOT NULL REFERENCES custom_field (id)', 'value TEXT NOT NULL'],
    constraints: ['UNIQUE (lead_id, custom_field_id)'],
  },
  {
    name: 'opt_out',
    columns: [LEAD_OWNED, "channel TEXT NOT NULL CHECK (channel IN ('mail','call'))", 'on_day TEXT NOT NULL'],
    constraints: ['UNIQUE (lead_id, channel)'],
  },
  {
    name: 'touch',
    columns: [
      LEAD_OWNED,
      'on_day TEXT NOT NULL',
      'at_time TEXT',
      "direction TEXT NOT NULL CHECK (direction IN ('in','out','both'))",
      "channel TEXT NOT NULL CHECK (channel IN ('mail','call','message','meeting','other'))",
      "outcome TEXT NOT NULL CHECK (outcome IN ('done','voicemail','replied','talked','not_now','do_not_contact'))",
      'note TEXT',
    ],
  },
  {
    name: 'signal',
    columns: [
      LEAD_OWNED,
      'on_day TEXT NOT NULL',
      'at_time TEXT',
      'kind TEXT NOT NULL',
      'topic TEXT',
      'note TEXT',
      'touch_id INTEGER REFERENCES touch (id)',
    ],
  },
  {
    name: 'hand_tag',
    columns: [
      LEAD_OWNED,
      "temperature TEXT NOT NULL CHECK (temperature IN ('cold','warm'))",
      'reason TEXT NOT NULL',
      'from_on TEXT NOT NULL',
      'until_on TEXT NOT NULL',
      "origin TEXT NOT NULL CHECK (origin IN ('hand','import'))",
    ],
  },
  {
    name: 'stage_event',
    columns: [
      LEAD_OWNED,
      'from_stage TEXT',
      "to_stage TEXT NOT NULL CHECK (to_stage IN ('lead','mql','sal','sql','proposal','won'))",
      'on_day TEXT NOT NULL',
      'made_at TEXT NOT NULL',
      "cause TEXT NOT NULL CHECK (cause IN ('user','gate','import'))",
      'note TEXT',
    ],
  },
  {
    name: 'status_event',
    columns: [
      LEAD_OWNED,
      'from_status TEXT',
      "to_status TEXT NOT NULL CHECK (to_status IN ('active','resting','customer','lost','disqualified'))",
      'on_day TEXT NOT NULL',
      'made_at TEXT NOT NULL',
      'reason TEXT',
      'until_on TEXT',
    ],
  },
  {
    name: 'playbook',
    columns: [
      'slug TEXT NOT NULL',
      'version INTEGER NOT NULL',
      'name TEXT NOT NULL',
      'definition TEXT NOT NULL CHECK (json_valid(definition))',
      'is_current INTEGER NOT NULL CHECK (is_current IN (0, 1))',
    ],
    constraints: ['UNIQUE (slug, version)'],
  },
  {
    name: 'run',
    columns: [
      LEAD_OWNED,
      'playbook_id INTEGER NOT NULL REFERENCES playbook (id)',
      'enrolled_on TEXT NOT NULL',
      "state TEXT NOT NULL CHECK (state IN ('running','paused','stopped','finished'))",
      'stop_reason TEXT',
      'ended_on TEXT',
    ],
  },
  {
    name: 'run_step',
    columns: [
      'run_id INTEGER NOT NULL REFERENCES run (id)',
      LEAD_OWNED,
      'position INTEGER NOT NULL',
      "state TEXT NOT NULL CHECK (state IN ('done','skipped'))",
      'due_on TEXT NOT NULL',
      'closed_on TEXT NOT NULL',
      'touch_id INTEGER REFERENCES touch (id)',
    ],
  },
  {
    name: 'next_action',
    columns: [
      LEAD_OWNED,
      'due_on TEXT NOT NULL',
      'what TEXT NOT NULL',
      "channel TEXT NOT NULL CHECK (channel IN ('mail','call','message','meeting','other'))",
      'is_human INTEGER NOT NULL CHECK (is_human IN (0, 1))',
      'run_id INTEGER REFERENCES run (id)',
      'step_position INTEGER',
      "state TEXT NOT NULL CHECK (state IN ('open','done','skipped','dropped'))",
      'closed_on TEXT',
      'code TEXT NOT NULL',
    ],
  },
  {
    name: 'import',
    isHistory: true,
    columns: [
      'file_name TEXT NOT NULL',
      'checksum TEXT NOT NULL',
      'byte_count INTEGER NOT NULL',
      'imported_at TEXT NOT NULL',
      'counts TEXT NOT NULL CHECK (json_valid(counts))',
      'mapping TEXT NOT NULL CHECK (json_valid(mapping))',
      'change_set_id INTEGER NOT NULL REFERENCES change_set (id)',
    ],
  },
  {
    name: 'import_row',
    lead: 'NULL',
    columns: [
      'import_id INTEGER NOT NULL REFERENCES import (id)',
      'row_number INTEGER NOT NULL',
      'row_hash TEXT NOT NULL',
      'occurrence INTEGER NOT NULL',
      'lead_id INTEGER NOT NULL REFERENCES lead (id) ON DELETE CASCADE',
    ],
  },
]

const indexes = [
  'CREATE INDEX lead_by_name ON lead (name_key, id)',
  'CREATE INDEX lead_by_company ON lead (company_id)',
  'CREATE INDEX lead_by_stage ON lead (stage, name_key, id)',
  'CREATE INDEX lead_by_status ON lead (status, name_key, id)',
  'CREATE INDEX lead_by_came_in ON lead (came_in_on, id)',
  'CREATE INDEX lead_by_last_touch ON lead (last_touch_on, id)',
  'CREATE INDEX email_by_key ON email (address_key)',
  'CREATE INDEX phone_by_e164 ON phone (e164) WHERE e164 IS NOT NULL',
  'CREATE INDEX address_by_lead ON address (lead_id)',
  'CREATE INDEX lead_tag_by_tag ON lead_tag (tag_id)',
  'CREATE INDEX custom_value_by_field ON custom_value (custom_field_id)',
  'CREATE INDEX touch_by_lead ON touch (lead_id, on_day)',
  'CREATE INDEX signal_by_lead ON signal (lead_id, on_day)',
  'CREATE INDEX signal_by_touch ON signal (touch_id) WHERE touch_id IS NOT NULL',
  'CREATE INDEX signal_by_day ON signal (on_day)',
  'CREATE INDEX hand_tag_by_lead ON hand_tag (lead_id)',
  'CREATE INDEX stage_event_by_lead ON stage_event (lead_id, on_day, id, to_stage)',
  'CREATE INDEX status_event_by_lead ON status_event (lead_id, on_day)',
  'CREATE INDEX run_by_lead ON run (lead_id)',
  "CREATE UNIQUE INDEX run_active_once ON run (lead_id) WHERE state IN ('running','paused')",
  'CREATE INDEX run_step_by_run ON run_step (run_id, position)',
  'CREATE INDEX run_step_by_lead ON run_step (lead_id)',
  'CREATE INDEX run_step_by_touch ON run_step (touch_id) WHERE touch_id IS NOT NULL',
  'CREATE INDEX next_action_by_lead ON next_action (lead_id)',
  'CREATE INDEX next_action_by_run ON next_action (run_id) WHERE run_id IS NOT NULL',
  "CREATE UNIQUE INDEX next_action_open_once ON next_action (lead_id) WHERE state = 'open'",
  "CREATE UNIQUE INDEX next_action_code_once ON next_action (code) WHERE state = 'open'",
  "CREATE INDEX next_action_by_due ON next_action (due_on, lead_id) WHERE state = 'open'",
  'CREATE INDEX import_row_by_hash ON import_row (row_hash, occurrence)',
  'CREATE INDEX import_row_by_lead ON import_row (lead_id)',
  'CREATE INDEX import_row_by_import ON import_row (import_id)',
  'CREATE INDEX change_by_set ON change (change_set_id, id)',
  'CREATE INDEX change_by_row ON change (table_name, row_id, id)',
  'CREATE INDEX change_by_lead ON change (lead_id, id) WHERE lead_id IS NOT NULL',
]

/** The tables of the first workbook, the search table, and the triggers of the journal. */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)

  await run(`CREATE TABLE change_set (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label TEXT NOT NULL,
    made_at TEXT NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('edit','bulk','import','playbook','undo','redo')),
    reverses_id INTEGER REFERENCES change_set (id),
    state TEXT NOT NULL CHECK (state IN ('done','partly_undone','undone'))
  ) STRICT`)
  await run(`CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change_set_id INTEGER NOT NULL REFERENCES change_set (id),
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    last_row_id INTEGER,
    lead_id INTEGER,
    operation TEXT NOT NULL CHECK (operation IN ('insert','update','delete')),
    before TEXT
  ) STRICT`)
  await run(
    'CREATE TABLE journal_cursor (id INTEGER PRIMARY KEY CHECK (id = 1), change_set_id INTEGER REFERENCES change_set (id)) STRICT',
  )
  await run('INSERT INTO journal_cursor (id, change_set_id) VALUES (1, NULL)')

  for (const table of tables) {
    const columns = ['id INTEGER PRIMARY KEY AUTOINCREMENT', ...table.columns, ...(table.constraints ?? [])]
    await run(`CREATE TABLE "${table.name}" (${columns.join(', ')}) STRICT`)
    if (!table.isHistory) for (const trigger of journalTriggers(table)) await run(trigger)
  }
  for (const index of indexes) await run(index)

  // External content: the text stands in lead once, and the triggers keep both in step. detail=none is enough for words and their beginnings.
  // The text comes folded, one space between its words: the plainest tokenizer cuts it as the query is cut, whatever the alphabet.
  await run(
    "CREATE VIRTUAL TABLE lead_search USING fts5 (search_text, content='lead', content_rowid='id', prefix='1 2 3 4 5', detail=none, tokenize='ascii')",
  )
  await run(
    'CREATE TRIGGER lead_search_insert AFTER INSERT ON lead BEGIN INSERT INTO lead_search (rowid, search_text) VALUES (new.id, new.search_text); END',
  )
  await run(
    "CREATE TRIGGER lead_search_delete AFTER DELETE ON lead BEGIN INSERT INTO lead_search (lead_search, rowid, search_text) VALUES ('delete', old.id, old.search_text); END",
  )
  await run(`CREATE TRIGGER lead_search_update AFTER UPDATE OF search_text ON lead WHEN old.search_text IS NOT new.search_text BEGIN
    INSERT INTO lead_search (lead_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO lead_search (rowid, search_text) VALUES (new.id, new.search_text);
  END`)
}

/** The three triggers that keep what rows of a table were. A later migration that makes a table gives it these. */
export function journalTriggers(table: TableDefinition): string[] {
  const names = ['id', ...table.columns.map((column) => column.split(' ', 1)[0] ?? '')]
  const image = (row: 'old' | 'new') => `json_object(${names.map((name) => `'${name}', ${row}.${name}`).join(', ')})`
  const owner = table.lead ?? (names.includes('lead_id') ? 'row.lead_id' : 'NULL')
  const recording = '(SELECT change_set_id FROM journal_cursor WHERE id = 1)'
  const record = (operation: 'insert' | 'update' | 'delete', row: 'old' | 'new', before: string, condition = '') => `
    CREATE TRIGGER "journal_${operation}_${table.name}" AFTER ${operation.toUpperCase()} ON "${table.name}" WHEN ${recording} IS NOT NULL${condition} BEGIN
      INSERT INTO change (change_set_id, table_name, row_id, lead_id, operation, before)
      VALUES (${recording}, '${table.name}', ${row}.id, ${owner.replace('row.', `${row}.`)}, '${operation}', ${before});
    END`
  return [
    record('insert', 'new', 'NULL'),
    record('update', 'new', image('old'), ` AND ${image('old')} IS NOT ${image('new')}`),
    record('delete', 'old', image('old')),
  ]
}
