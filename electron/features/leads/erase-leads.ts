import type Database from 'better-sqlite3'
import type { ChangeLabel } from '../../../shared/contract/journal.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { leaveMarks } from './do-not-contact-marks.ts'

const NAMED_AT_MOST = 3

export type ErasedLeads = {
  erasedCount: number
  markedCount: number
  partlyUndoableCount: number
  attachedFileCount: number
}

/**
 * Erases leads of the trash within the open transaction, which no change set may record: their rows in every table, what the journal keeps
 * of them and of leads that were merged into them, and companies and tags that nobody else has or can get back. Ranges that the journal
 * keeps of an import hold ids only and stay, so that undoing it takes the others. Refuses with not_possible what is not in the trash.
 */
export function eraseLeads(raw: Database.Database, leadIds: readonly LeadId[], today: PlainDate): ErasedLeads {
  refuseOthers(raw, leadIds)
  raw.pragma('defer_foreign_keys = ON')
  for (const table of ['erased', 'touched', 'left_company', 'left_tag'])
    raw.exec(`CREATE TEMP TABLE IF NOT EXISTS "${table}" (id INTEGER PRIMARY KEY); DELETE FROM temp."${table}"`)
  raw.prepare('INSERT INTO temp.erased SELECT value FROM json_each(?)').run(JSON.stringify(leadIds))
  const attachedFileCount = countOf(raw, `SELECT count(*) FROM attachment WHERE kind = 'file' AND ${OF_ERASED}`)
  const markedCount = markErased(raw, today)
  addMergedLeads(raw)
  const names = noteTraces(raw)
  forgetChanges(raw)
  deleteRows(raw)
  deleteLeftRows(raw, names)
  const partlyUndoableCount = settleChangeSets(raw, names)
  forgetIndexes(raw)
  for (const table of ['erased', 'touched', 'left_company', 'left_tag']) raw.exec(`DELETE FROM temp."${table}"`)
  return { erasedCount: leadIds.length, markedCount, partlyUndoableCount, attachedFileCount }
}

const ERASED = '(SELECT id FROM temp.erased)'
const OF_ERASED = `lead_id IN ${ERASED}`

function countOf(raw: Database.Database, sql: string): number {
  return raw.prepare<[], number>(sql).pluck().get() ?? 0
}

function refuseOthers(raw: Database.Database, leadIds: readonly LeadId[]): void {
  const found = raw
    .prepare<[string], { name: string; archivedOn: string | null }>(
      'SELECT name, archived_on AS archivedOn FROM lead WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name_key',
    )
    .all(JSON.stringify(leadIds))
  if (found.length < leadIds.length)
    throw new Refusal(
      'not_found',
      `${leadIds.length - found.length} of these leads are not in this workbook any more. Choose them again.`,
    )
  const others = found.filter(({ archivedOn }) => archivedOn === null).map(({ name }) => name)
  if (others.length === 0) return
  const named = others.slice(0, NAMED_AT_MOST).join(', ')
  const who = others.length > NAMED_AT_MOST ? `${named} and ${others.length - NAMED_AT_MOST} more` : named
  throw new Refusal(
    'not_possible',
    `${who} ${others.length === 1 ? 'is' : 'are'} not in the trash. Only what is in the trash can be erased: move them there first.`,
  )
}

/** Leaves marks of those who may not be contacted; gives how many people they are of. */
function markErased(raw: Database.Database, today: PlainDate): number {
  const silenced = `lead_id IN (SELECT lead.id FROM lead WHERE lead.id IN ${ERASED} AND do_not_contact_on IS NOT NULL)`
  const all = (sql: string): string[] => raw.prepare<[], string>(sql).pluck().all()
  const marked = {
    emailKeys: all(`SELECT address_key FROM email WHERE ${silenced}`),
    phones: all(`SELECT e164 FROM phone WHERE e164 IS NOT NULL AND ${silenced}`),
  }
  if (marked.emailKeys.length + marked.phones.length === 0) return 0
  leaveMarks(raw, marked, today)
  return countOf(
    raw,
    `SELECT count(*) FROM lead WHERE do_not_contact_on IS NOT NULL AND id IN ${ERASED} AND (
       EXISTS (SELECT 1 FROM email WHERE lead_id = lead.id) OR EXISTS (SELECT 1 FROM phone WHERE lead_id = lead.id AND e164 IS NOT NULL))`,
  )
}

/** Leads that were merged into one that is erased are the same person, and stand in the journal only. */
function addMergedLeads(raw: Database.Database): void {
  const add = raw.prepare(`
    INSERT OR IGNORE INTO temp.erased
    SELECT gone.row_id FROM change AS gone
    WHERE gone.table_name = 'lead' AND gone.operation = 'delete' AND gone.row_id NOT IN (SELECT id FROM lead) AND gone.change_set_id IN (
      SELECT kept.change_set_id FROM change AS kept JOIN change_set ON change_set.id = kept.change_set_id
      WHERE kept.lead_id IN ${ERASED} AND change_set.cause = 'merge' AND change_set.state != 'undone' AND NOT EXISTS (
        SELECT 1 FROM change AS own WHERE own.table_name = 'lead' AND own.row_id = kept.lead_id AND own.change_set_id = kept.change_set_id AND own.operation = 'delete'
          AND kept.lead_id IN (SELECT id FROM lead)))`)
  while (add.run().changes > 0) continue
}

/** Notes the change sets that tell of the erased, and their companies and tags, now and before. Gives what they were ever called. */
function noteTraces(raw: Database.Database): Set<string> {
  raw.exec(`
    INSERT OR IGNORE INTO temp.touched SELECT change_set_id FROM change WHERE ${OF_ERASED};
    INSERT OR IGNORE INTO temp.left_company
      SELECT company_id FROM lead WHERE id IN ${ERASED} AND company_id IS NOT NULL
      UNION SELECT before ->> 'company_id' FROM change WHERE ${OF_ERASED} AND table_name = 'lead' AND before ->> 'company_id' IS NOT NULL;
    INSERT OR IGNORE INTO temp.left_tag
      SELECT tag_id FROM lead_tag WHERE ${OF_ERASED}
      UNION SELECT before ->> 'tag_id' FROM change WHERE ${OF_ERASED} AND table_name = 'lead_tag' AND before ->> 'tag_id' IS NOT NULL`)
  return new Set(
    raw
      .prepare<[], string>(`
        SELECT name FROM lead WHERE id IN ${ERASED}
        UNION SELECT before ->> 'name' FROM change WHERE ${OF_ERASED} AND table_name = 'lead' AND before IS NOT NULL`)
      .pluck()
      .all(),
  )
}

/** The columns by which rows belong to a lead: as the file has them, so that a table of a later version is not forgotten. */
function referencesToLead(raw: Database.Database): { table: string; column: string }[] {
  return raw
    .prepare<[], { table: string; column: string }>(
      `SELECT owner.name AS "table", key."from" AS "column" FROM sqlite_schema AS owner JOIN pragma_foreign_key_list(owner.name) AS key
       WHERE owner.type = 'table' AND key."table" = 'lead'`,
    )
    .all()
}

function forgetChanges(raw: Database.Database): void {
  for (const { table, column } of referencesToLead(raw)) {
    // Changes of rows that the journal gives to no lead.
    raw.exec(`
      DELETE FROM change WHERE table_name = '${table}' AND lead_id IS NULL AND last_row_id IS NULL AND (
        before ->> '${column}' IN ${ERASED} OR row_id IN (SELECT id FROM "${table}" WHERE "${column}" IN ${ERASED}))`)
  }
  raw.exec(`
    DELETE FROM change WHERE ${OF_ERASED};
    DELETE FROM change WHERE change_set_id IN (SELECT id FROM temp.touched) AND before ->> 'lead_id' IN ${ERASED}`)
}

function deleteRows(raw: Database.Database): void {
  for (const { table, column } of referencesToLead(raw))
    raw.exec(`DELETE FROM "${table}" WHERE "${column}" IN ${ERASED}`)
  raw.exec(`DELETE FROM lead WHERE id IN ${ERASED}`)
}

/** Companies and tags that no lead has, nor would have again by undoing something, may name the erased as well. */
function deleteLeftRows(raw: Database.Database, names: Set<string>): void {
  raw.exec(`
    DELETE FROM temp.left_company WHERE id IN (SELECT company_id FROM lead WHERE company_id IS NOT NULL)
      OR id IN (SELECT before ->> 'company_id' FROM change WHERE table_name = 'lead' AND before ->> 'company_id' IS NOT NULL);
    DELETE FROM temp.left_tag WHERE id IN (SELECT tag_id FROM lead_tag)
      OR id IN (SELECT before ->> 'tag_id' FROM change WHERE table_name = 'lead_tag' AND before ->> 'tag_id' IS NOT NULL)`)
  for (const table of ['company', 'tag']) {
    const isLeft = `IN (SELECT id FROM temp.left_${table})`
    const ofLeft = `change WHERE table_name = '${table}' AND last_row_id IS NULL AND row_id ${isLeft}`
    const called = raw
      .prepare<[], string>(
        `SELECT name FROM "${table}" WHERE id ${isLeft} UNION SELECT before ->> 'name' FROM ${ofLeft} AND before IS NOT NULL`,
      )
      .pluck()
    for (const name of called.all()) names.add(name)
    raw.exec(`
      INSERT OR IGNORE INTO temp.touched SELECT change_set_id FROM ${ofLeft};
      DELETE FROM ${ofLeft};
      DELETE FROM "${table}" WHERE id ${isLeft}`)
  }
}

/**
 * Takes names out of the labels of change sets, and sets that hold nothing any more out of the journal. A merge that was undone cannot be
 * done again with one of its leads gone. Gives how many of the seller's changes undo no longer takes back whole.
 */
function settleChangeSets(raw: Database.Database, names: ReadonlySet<string>): number {
  const rename = raw.prepare('UPDATE change_set SET label = ? WHERE id = ?')
  const touched = raw
    .prepare<[], { id: number; label: string }>(
      'SELECT id, label FROM change_set WHERE id IN (SELECT id FROM temp.touched)',
    )
    .all()
  for (const { id, label: written } of touched) {
    const label = JSON.parse(written) as ChangeLabel
    if (label.name !== undefined && names.has(label.name))
      rename.run(JSON.stringify({ what: label.what, count: label.count ?? 1 }), id)
  }
  raw.exec(`
    UPDATE change_set SET state = 'undone' WHERE cause = 'undo' AND id IN (SELECT id FROM temp.touched)
      AND reverses_id IN (SELECT merged.id FROM change_set AS merged WHERE merged.cause = 'merge')`)
  const count = countOf(
    raw,
    `SELECT count(*) FROM change_set WHERE id IN (SELECT id FROM temp.touched) AND state != 'undone' AND cause NOT IN ('undo', 'redo')`,
  )
  const isEmpty = `id IN (SELECT id FROM temp.touched) AND NOT EXISTS (SELECT 1 FROM change WHERE change_set_id = change_set.id)`
  const dropEmpty = raw.prepare(`
    DELETE FROM change_set WHERE ${isEmpty} AND id NOT IN (SELECT change_set_id FROM import)
      AND id NOT IN (SELECT reverses_id FROM change_set WHERE reverses_id IS NOT NULL)`)
  while (dropEmpty.run().changes > 0) continue
  raw.exec(`UPDATE change_set SET state = 'undone' WHERE ${isEmpty} AND cause NOT IN ('undo', 'redo')`)
  return count
}

/** The search table keeps words of deleted rows until it is put together, and statistics of indexes hold samples of what stood in them. */
function forgetIndexes(raw: Database.Database): void {
  raw.exec("INSERT INTO lead_search (lead_search) VALUES ('optimize')")
  const hasSamples = raw.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat4'").get() !== undefined
  if (hasSamples) raw.exec('DELETE FROM sqlite_stat4')
}
