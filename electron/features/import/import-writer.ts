import type Database from 'better-sqlite3'
import type { NewFields } from '../../../shared/domain/import/guess-field-kind.ts'
import type { GroupDecision, LeadUpdate } from '../../../shared/domain/import/import-decisions.ts'
import type { LeadDraft } from '../../../shared/domain/import/lead-draft.ts'
import type { ChangeSetId, LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { journalBulkInsert } from '../../database/journal.ts'
import { withoutTriggers } from '../../database/without-triggers.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { BulkInserter, bulkTables, NamedRows } from './bulk-inserter.ts'
import { type LateUpdate, LeadUpdater } from './lead-updater.ts'
import { newLeadOf, plansAction } from './new-lead.ts'
import { SourceIds } from './source-ids.ts'
import { type Named, writeLead } from './write-lead.ts'

/** What every row of an import is written with. */
export type ImportPlace = {
  readonly importId: number
  readonly fileName: string
  readonly system: string | null
  readonly today: PlainDate
  /** The instant of the import. */
  readonly now: string
  /** Codes for next actions, as many as the file may plan. */
  readonly codes: readonly string[]
  /** What the fields are to hold that the file makes; one that is not among them is a text. */
  readonly newFields: NewFields
  readonly rowOf: (index: number) => { readonly number: number; readonly hash: string; readonly occurrence: number }
}

/** Rows between two flushes. */
const CHUNK = 1000

/**
 * Writes the decisions of a plan as they come, inside the open transaction and change set. Row triggers and the search trigger are
 * down meanwhile: the journal gets ranges of ids, the search table one INSERT … SELECT a chunk. `decide` gives the decisions to what it is called with.
 * What must wait until the bulk is written comes back.
 */
export async function writeDecisions(
  trx: WorkbookTransaction,
  raw: Database.Database,
  changeSet: ChangeSetId,
  place: ImportPlace,
  decide: (take: (decision: GroupDecision) => void) => void,
): Promise<LateUpdate[]> {
  let late: LateUpdate[] = []
  await withoutTriggers(trx, ['lead_search_insert'], () =>
    journalBulkInsert(trx, raw, changeSet, bulkTables, () => {
      const inserter = new BulkInserter(raw)
      const writing = new Writing(raw, inserter, place)
      decide((decision) => writing.take(decision))
      writing.flush()
      inserter.flush()
      late = writing.late
      return inserter.ranges()
    }),
  )
  return late
}

class Writing {
  readonly late: LateUpdate[] = []
  private readonly inserter: BulkInserter
  private readonly place: ImportPlace
  private readonly named: Named
  private readonly sourceIds: SourceIds
  private readonly updater: LeadUpdater
  private readonly index: Database.Statement<[number, number]>
  private pending: GroupDecision[] = []
  private pendingRows = 0
  private codesIssued = 0

  constructor(raw: Database.Database, inserter: BulkInserter, place: ImportPlace) {
    this.inserter = inserter
    this.place = place
    this.named = {
      companies: new NamedRows(inserter, raw, 'company', () => [place.now]),
      tags: new NamedRows(inserter, raw, 'tag'),
      // Behind all others: a place is never above the last id.
      fields: new NamedRows(inserter, raw, 'custom_field', (id, name) => [
        id,
        place.newFields.find(name)?.kind ?? 'text',
      ]),
    }
    this.sourceIds = new SourceIds(raw, inserter, place.system)
    this.updater = new LeadUpdater(raw, inserter, this.named, this.sourceIds, place)
    this.index = raw.prepare(
      'INSERT INTO lead_search (rowid, search_text) SELECT id, search_text FROM lead WHERE id BETWEEN ? AND ?',
    )
  }

  take(decision: GroupDecision): void {
    this.pending.push(decision)
    this.pendingRows += decision.rows.length
    if (this.pendingRows >= CHUNK) this.flush()
  }

  flush(): void {
    this.askForNames()
    const firstId = this.inserter.lastId('lead') + 1
    this.updater.fetchFurtherTexts(this.pending.flatMap(({ updates }) => updates.map(({ leadId }) => leadId)))
    for (const decision of this.pending) this.write(decision)
    this.inserter.flushChunk()
    const lastId = this.inserter.lastId('lead')
    if (lastId >= firstId) this.index.run(firstId, lastId)
    this.pending = []
    this.pendingRows = 0
    for (const names of Object.values(this.named)) names.trim()
  }

  private write({ rows, creations, updates }: GroupDecision): void {
    const ids = creations.map((draft) => this.add(draft))
    for (const update of updates) this.update(update)
    for (const row of rows) {
      if (!('target' in row) || (row.kind === 'same' && row.isSeenBefore)) continue
      const leadId = 'leadId' in row.target ? row.target.leadId : ids[row.target.creation]
      if (leadId === undefined) throw new Error(`Row ${row.index} points to no lead`)
      const { number, hash, occurrence } = this.place.rowOf(row.index)
      this.inserter.add('import_row', [this.place.importId, number, hash, occurrence, leadId])
    }
  }

  private add(draft: LeadDraft): LeadId {
    const { fileName, today, now, codes } = this.place
    const code = plansAction(draft) ? codes[this.codesIssued++] : null
    if (code === undefined) throw new Error('The rows plan more than was counted')
    const id = this.inserter.nextId('lead') as LeadId
    writeLead(this.inserter, newLeadOf(draft, fileName, today, code), id, now, this.sourceIds, this.named)
    return id
  }

  private update(update: LeadUpdate): void {
    const late = this.updater.write(update)
    if (late !== undefined) this.late.push(late)
  }

  private askForNames(): void {
    const { companies, tags, fields } = this.named
    const need = ({ company, tags: names, custom }: LeadDraft): void => {
      if (company !== null) companies.need(company)
      for (const tag of names) tags.need(tag)
      for (const { name } of custom) fields.need(name)
    }
    for (const { creations, updates } of this.pending) {
      for (const draft of creations) need(draft)
      for (const { fill } of updates) need(fill.draft)
    }
    for (const names of [companies, tags, fields]) names.write()
  }
}
