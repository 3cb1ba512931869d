import type Database from 'better-sqlite3'
import type { LeadId } from '../../../../shared/primitives/ids.ts'

/** What changed since some change of the journal. */
export type Touched = {
  /** The leads whose rows changed, by table; both, where a row moved from one lead to another. */
  byTable: Map<string, Set<LeadId>>
  /** Tables in which so much changed that nobody looks at it lead by lead. */
  inBulk: Set<string>
  /** Leads came or went in such numbers. */
  isWhole: boolean
}

/** So many changes are looked at one by one. */
const FEW_CHANGES = 4000
const FEW_LEADS = 500
/** A new row of these belongs to no lead until a row of that lead says so. */
const SHARED_TABLES = new Set(['company', 'tag', 'custom_field', 'playbook'])

type ChangeRow = {
  tableName: string
  operation: 'insert' | 'update' | 'delete'
  leadId: LeadId | null
  wasOf: LeadId | null
  isRange: 0 | 1
}

/** What the journal tells of the leads since a change. Rows that are written without the journal are not in it. */
export function readTouched(raw: Database.Database, since: number): Touched {
  const touched: Touched = { byTable: new Map(), inBulk: new Set(), isWhole: false }
  const rows = raw
    .prepare<[number, number], ChangeRow>(`
      SELECT table_name AS tableName, operation, lead_id AS leadId, last_row_id IS NOT NULL AS isRange,
        iif(operation = 'update' AND table_name != 'lead', before ->> 'lead_id', NULL) AS wasOf
      FROM change WHERE id > ? ORDER BY id LIMIT ?`)
    .all(since, FEW_CHANGES + 1)
  if (rows.length > FEW_CHANGES) {
    const tables = raw
      .prepare<[number], [string, string]>('SELECT DISTINCT table_name, operation FROM change WHERE id > ?')
      .raw()
      .all(since)
    for (const [table, operation] of tables) takeBulk(touched, table, operation)
    return touched
  }
  for (const row of rows) take(touched, row)
  for (const [table, leads] of touched.byTable) if (leads.size > FEW_LEADS) touched.inBulk.add(table)
  // Leads that came and went are looked at one by one all the same, or all are read anew.
  if ((touched.byTable.get('lead')?.size ?? 0) > FEW_LEADS)
    touched.isWhole = rows.some(({ tableName, operation }) => tableName === 'lead' && operation !== 'update')
  return touched
}

function take(touched: Touched, { tableName: table, operation, leadId, wasOf, isRange }: ChangeRow): void {
  if (leadId === null || isRange === 1) {
    if (isRange === 1 || operation !== 'insert' || !SHARED_TABLES.has(table)) takeBulk(touched, table, operation)
    return
  }
  let leads = touched.byTable.get(table)
  if (!leads) {
    leads = new Set()
    touched.byTable.set(table, leads)
  }
  leads.add(leadId)
  if (wasOf !== null) leads.add(wasOf)
}

function takeBulk(touched: Touched, table: string, operation: string): void {
  touched.inBulk.add(table)
  if (table === 'lead' && operation !== 'update') touched.isWhole = true
}
