import { type Kysely, sql } from 'kysely'
import { journalTriggers } from './0001-the-first-workbook.ts'

const LEAD_OWNED = 'lead_id INTEGER NOT NULL REFERENCES lead (id)'

const newTables = [
  {
    name: 'rules',
    columns: [
      "subject TEXT NOT NULL CHECK (subject IN ('temperature','fit','gates'))",
      'definition TEXT CHECK (json_valid(definition))',
      'made_at TEXT NOT NULL',
    ],
  },
  {
    name: 'answer',
    columns: [
      LEAD_OWNED,
      'question TEXT NOT NULL',
      "answer TEXT NOT NULL CHECK (answer IN ('yes','no','unknown'))",
      'note TEXT',
      'on_day TEXT NOT NULL',
    ],
  },
  {
    name: 'lead_return',
    columns: [
      LEAD_OWNED,
      'on_day TEXT NOT NULL',
      'from_stage TEXT NOT NULL',
      "reason TEXT NOT NULL CHECK (reason IN ('poor_fit','unreachable','timing','competitor_or_student','duplicate'))",
      'note TEXT',
      'made_at TEXT NOT NULL',
    ],
  },
]

/**
 * Rules of the seller, each version kept: the latest of a subject is in force, a definition of null means those that ship. What was
 * answered about a lead, and the times a lead was returned.
 */
export async function up(db: Kysely<any>): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db)
  for (const table of newTables) {
    await run(`CREATE TABLE "${table.name}" (id INTEGER PRIMARY KEY AUTOINCREMENT, ${table.columns.join(', ')}) STRICT`)
    for (const trigger of journalTriggers(table)) await run(trigger)
  }
  await run('CREATE INDEX rules_by_subject ON rules (subject, id)')
  await run('CREATE UNIQUE INDEX answer_once ON answer (lead_id, question)')
  await run('CREATE INDEX lead_return_by_lead ON lead_return (lead_id, on_day)')
}
