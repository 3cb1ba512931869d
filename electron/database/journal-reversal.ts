import type Database from 'better-sqlite3'
import type { ChangeLabel, UndoReport } from '../../shared/contract/journal.contract.ts'
import { Refusal } from '../../shared/contract/reply.ts'
import type { ChangeSetId, LeadId } from '../../shared/primitives/ids.ts'
import { beginChangeSet, endChangeSet } from './journal.ts'
import { type LeadColumn, updateLeads } from './update-leads.ts'
import type { ChangeSetTable, WorkbookTransaction } from './workbook-schema.ts'

const KEPT_LISTED = 500
/** Rows of a range between two looks at whether the seller wants to stop. */
const ROWS_A_STEP = 2000

/** Hears how many rows are gone through, of how many; may throw to give the undoing up. */
export type ReversalProgress = (done: number, total: number) => void

/** Works out anew what stands on a lead but follows from its other rows: the search text, the last touch, stage and status. */
export type SettleLeads = (trx: WorkbookTransaction, leadIds: readonly LeadId[]) => Promise<void>

/** Why an e-mail address or a phone number, as its row has it, may come back to nobody; undefined where it may. */
export type WhyBarred = (row: {
  address_key?: unknown
  e164?: unknown
  address?: unknown
  raw?: unknown
}) => string | undefined

/** What undoing leaves to the rules of leads. */
export type LeadRules = { readonly settle: SettleLeads; readonly whyBarred: WhyBarred }

/**
 * Takes a change set back inside a transaction, as a change set of its own (cause undo, or redo where it takes back an undoing).
 * A lead that the set made and that was worked on since stays whole, and so does a field changed since; both are listed.
 * What was undone itself does not count as work. Undoing again later takes what then is free.
 */
export async function reverseChangeSet(
  trx: WorkbookTransaction,
  raw: Database.Database,
  id: ChangeSetId,
  madeAt: string,
  { settle, whyBarred }: LeadRules,
  progress: ReversalProgress,
): Promise<UndoReport> {
  const target = await trx.selectFrom('change_set').selectAll().where('id', '=', id).executeTakeFirst()
  if (!target) throw new Refusal('not_found', `There is no change ${id} in this workbook.`)
  if (target.state === 'undone') throw new Refusal('not_possible', 'That change is already undone.')
  if (target.cause === 'redo') throw new Refusal('not_possible', 'Undo the change itself, not its doing again.')
  const isRedo = target.cause === 'undo'
  const label = JSON.parse(target.label) as ChangeLabel
  const reversal = await beginChangeSet(trx, label, isRedo ? 'redo' : 'undo', madeAt, id)
  const reversing = new Reversing(trx, raw, id, isRedo, whyBarred, progress)
  await reversing.run()
  if (reversing.leadsOutOfOrder.size > 0) await settle(trx, [...reversing.leadsOutOfOrder])
  const hasChanged = await endChangeSet(trx, reversal)
  await setState(trx, id, reversing.isWhole ? 'undone' : 'partly_undone')
  if (isRedo && target.reverses_id !== null) {
    const otherUndoing = await trx
      .selectFrom('change_set')
      .select('id')
      .where('reverses_id', '=', target.reverses_id)
      .where('cause', '=', 'undo')
      .where('state', '!=', 'undone')
      .executeTakeFirst()
    await setState(trx, target.reverses_id, otherUndoing ? 'partly_undone' : 'done')
  }
  return {
    changeSet: hasChanged ? reversal : null,
    label,
    reversedLeads: reversing.reversedLeads.size,
    reversedRows: reversing.reversedRows,
    kept: [...reversing.kept.values()].slice(0, KEPT_LISTED),
    keptCount: reversing.kept.size,
    impossible: reversing.impossible,
  }
}

async function setState(trx: WorkbookTransaction, id: number, state: ChangeSetTable['state']): Promise<void> {
  await trx.updateTable('change_set').set({ state }).where('id', '=', id).execute()
}

type Value = string | number | null
type Image = Record<string, Value>

type ChangeRow = {
  id: number
  table_name: string
  row_id: number
  last_row_id: number | null
  lead_id: LeadId | null
  operation: 'insert' | 'update' | 'delete'
  before: string | null
}

/** Of a change `later` with its change set: it is work of the seller that still stands. */
const STANDS = "change_set.state != 'undone' AND change_set.cause NOT IN ('undo', 'redo')"

/** Columns of a lead that follow from its other rows; {@link SettleLeads} works them out where they cannot simply go back. */
const DERIVED = new Set(['search_text', 'last_touch_on'])

/** Tables whose rows belong to no lead in particular: what others came to use stays without a word. */
const SHARED_TABLES = new Set(['company', 'tag', 'custom_field', 'playbook'])

/** Rows that only say where a lead came from: an import that found the lead as it was did no work on it. */
const PROVENANCE = 'import_row'

function rowCountOf(change: ChangeRow): number {
  return (change.last_row_id ?? change.row_id) - change.row_id + 1
}

/** What a bulk write made is journaled after the updates that point to it: a company goes once no lead has it any more. */
function sharedLast(changes: readonly ChangeRow[]): ChangeRow[] {
  const isShared = ({ operation, table_name: table }: ChangeRow): boolean =>
    operation === 'insert' && SHARED_TABLES.has(table)
  return [...changes.filter((change) => !isShared(change)), ...changes.filter(isShared)]
}

/** Rows of one lead each, made one after the other, as one range: one statement takes many of them. */
function inRanges(changes: readonly ChangeRow[], isOfLeads: (table: string) => boolean): ChangeRow[] {
  const joined: ChangeRow[] = []
  for (const change of changes) {
    const last = joined.at(-1)
    const isNext =
      last?.operation === 'insert' &&
      change.operation === 'insert' &&
      change.last_row_id === null &&
      last.table_name === change.table_name &&
      last.row_id === change.row_id + 1 &&
      isOfLeads(change.table_name)
    if (isNext) joined[joined.length - 1] = { ...change, last_row_id: last.last_row_id ?? last.row_id }
    else joined.push(change)
  }
  return joined
}

/** Changes to take back together: updates of leads one after the other, each lead once, in the order of their ids; all others alone. */
function inSteps(changes: readonly ChangeRow[]): ChangeRow[][] {
  const isLeadUpdate = (change: ChangeRow | undefined) => change?.operation === 'update' && change.table_name === 'lead'
  const steps: ChangeRow[][] = []
  for (let start = 0; start < changes.length; ) {
    let end = start + 1
    if (isLeadUpdate(changes[start])) while (isLeadUpdate(changes[end])) end += 1
    for (const layer of inLayers(changes.slice(start, end))) {
      layer.sort((one, other) => one.row_id - other.row_id)
      for (let from = 0; from < layer.length; from += ROWS_A_STEP) steps.push(layer.slice(from, from + ROWS_A_STEP))
    }
    start = end
  }
  return steps
}

/** Changes of rows of one table, latest first, as lists in each of which a row comes at most once: of each row its latest change first. */
function inLayers(changes: readonly ChangeRow[]): ChangeRow[][] {
  const layers: ChangeRow[][] = []
  const timesSeen = new Map<number, number>()
  for (const change of changes) {
    const times = timesSeen.get(change.row_id) ?? 0
    timesSeen.set(change.row_id, times + 1)
    const layer = layers[times]
    if (layer) layer.push(change)
    else layers.push([change])
  }
  return layers
}

/** The taking back of one change set, from its last change to its first. */
class Reversing {
  readonly kept = new Map<string, UndoReport['kept'][number]>()
  readonly impossible: UndoReport['impossible'] = []
  readonly reversedLeads = new Set<LeadId>()
  /** Leads of which an earlier or a later change was treated the other way, or a row was left out: what is derived of them cannot be taken from before-images. */
  readonly leadsOutOfOrder = new Set<LeadId>()
  reversedRows = 0
  private hasRowsInUse = false
  private hasLaterWork = false
  /** No row has changed since the set, so that each is now what the set's last change of it made. */
  private isLatest = false
  private keptLeads: ReadonlySet<number> = new Set()
  /** Rows, by table, of which an update is taken back already. */
  private readonly rowsGoneBack = new Map<string, Set<number>>()
  private readonly trx: WorkbookTransaction
  private readonly raw: Database.Database
  private readonly id: ChangeSetId
  private readonly isOfUndoing: boolean
  private readonly statements = new Map<string, Database.Statement>()
  private readonly tables = new Map<string, { hasLead: boolean; references: { table: string; column: string }[] }>()

  private readonly whyBarred: WhyBarred
  private readonly progress: ReversalProgress
  private rowsDone = 0
  private rowsInAll = 0

  constructor(
    trx: WorkbookTransaction,
    raw: Database.Database,
    id: ChangeSetId,
    isOfUndoing: boolean,
    whyBarred: WhyBarred,
    progress: ReversalProgress,
  ) {
    this.trx = trx
    this.raw = raw
    this.whyBarred = whyBarred
    this.progress = progress
    this.id = id
    this.isOfUndoing = isOfUndoing
  }

  /** Whether nothing is left to be taken back later. Where no later work stands, nothing can come free any more. */
  get isWhole(): boolean {
    return !this.hasLaterWork || (this.kept.size === 0 && !this.hasRowsInUse && this.impossible.length === 0)
  }

  async run(): Promise<void> {
    this.raw.exec('CREATE TEMP TABLE IF NOT EXISTS kept_lead (id INTEGER PRIMARY KEY); DELETE FROM temp.kept_lead')
    // After an undoing nothing but undoing and doing again came to pass, or it could not be redone: all of it goes back.
    if (!this.isOfUndoing) {
      this.hasLaterWork =
        this.statement(`SELECT 1 FROM change_set WHERE id > ? AND ${STANDS} LIMIT 1`).get(this.id) !== undefined
      if (this.hasLaterWork) this.findLeadsWorkedOn()
      this.findLeadsOutOfOrder()
    }
    this.isLatest =
      this.statement(
        'SELECT 1 FROM change WHERE id > (SELECT max(id) FROM change WHERE change_set_id = ?) LIMIT 1',
      ).get(this.id) === undefined
    const changes = inRanges(
      sharedLast(
        this.raw
          .prepare<[number], ChangeRow>(
            'SELECT id, table_name, row_id, last_row_id, lead_id, operation, before FROM change WHERE change_set_id = ? ORDER BY id DESC',
          )
          .all(this.id),
      ),
      (table) => this.tableOf(table).hasLead,
    )
    this.rowsInAll = changes.reduce((sum, change) => sum + rowCountOf(change), 0)
    for (const step of inSteps(changes)) {
      const [change] = step
      if (change === undefined) continue
      if (change.operation === 'insert') this.takeBackInsert(change)
      else if (change.operation === 'update') await this.takeBackUpdates(step)
      else this.takeBackDelete(change)
      if (change.last_row_id === null) this.tell(step.length)
    }
    for (const leadId of this.leadsOutOfOrder) if (!this.row('lead', leadId)) this.leadsOutOfOrder.delete(leadId)
    this.raw.exec('DELETE FROM temp.kept_lead')
  }

  /** Leads that this set made and that a later change, still standing, touches or gives rows to. */
  private findLeadsWorkedOn(): void {
    const isOfThisSet = `EXISTS (
      SELECT 1 FROM change AS made WHERE made.change_set_id = :id AND made.table_name = 'lead' AND made.operation = 'insert'
        AND lead.id BETWEEN made.row_id AND coalesce(made.last_row_id, made.row_id))`
    this.raw
      .prepare(`
        INSERT OR IGNORE INTO temp.kept_lead (id)
        SELECT DISTINCT lead.id FROM change AS later JOIN change_set ON change_set.id = later.change_set_id JOIN lead ON lead.id = later.lead_id
        WHERE later.change_set_id > :id AND ${STANDS} AND ${isOfThisSet}`)
      .run({ id: this.id })
    const ranges = this.raw
      .prepare<[number, string], { table_name: string; row_id: number; last_row_id: number }>(
        `SELECT table_name, row_id, last_row_id FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
         WHERE later.change_set_id > ? AND ${STANDS} AND last_row_id IS NOT NULL AND table_name != ?`,
      )
      .all(this.id, PROVENANCE)
    for (const { table_name: table, row_id: first, last_row_id: last } of ranges) {
      if (!this.tableOf(table).hasLead) continue
      this.raw
        .prepare(`
          INSERT OR IGNORE INTO temp.kept_lead (id)
          SELECT DISTINCT lead.id FROM "${table}" AS given JOIN lead ON lead.id = given.lead_id WHERE given.id BETWEEN :first AND :last AND ${isOfThisSet}`)
        .run({ id: this.id, first, last })
    }
    const leads = this.raw
      .prepare<[], { id: LeadId; name: string }>(
        'SELECT lead.id, lead.name FROM temp.kept_lead JOIN lead USING (id) ORDER BY lead.name_key',
      )
      .all()
    for (const lead of leads) this.kept.set(`lead:${lead.id}`, { leadId: lead.id, name: lead.name, table: 'lead' })
    this.keptLeads = new Set(leads.map(({ id }) => id))
  }

  private findLeadsOutOfOrder(): void {
    const isEarlierUndoneLater =
      this.statement(`
        SELECT 1 FROM change_set AS undoing JOIN change_set AS earlier ON earlier.id = undoing.reverses_id
        WHERE undoing.id > :id AND undoing.cause = 'undo' AND undoing.state != 'undone' AND earlier.id < :id LIMIT 1`).get(
        {
          id: this.id,
        },
      ) !== undefined
    if (!this.hasLaterWork && !isEarlierUndoneLater) return
    const leads = this.raw
      .prepare<[object], LeadId>(`
        SELECT DISTINCT lead_id FROM change AS own WHERE change_set_id = :id AND lead_id IS NOT NULL AND lead_id NOT IN (SELECT id FROM temp.kept_lead) AND (
          EXISTS (
            SELECT 1 FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
            WHERE later.lead_id = own.lead_id AND later.change_set_id > :id AND ${STANDS})
          OR EXISTS (
            SELECT 1 FROM change AS earlier JOIN change_set ON change_set.id = earlier.change_set_id
            WHERE earlier.lead_id = own.lead_id AND earlier.change_set_id < :id AND change_set.state != 'done' AND change_set.cause NOT IN ('undo', 'redo')
              AND EXISTS (SELECT 1 FROM change_set AS undoing WHERE undoing.reverses_id = change_set.id AND undoing.cause = 'undo' AND undoing.state != 'undone' AND undoing.id > :id)))`)
      .pluck()
      .all({ id: this.id })
    for (const leadId of leads) this.leadsOutOfOrder.add(leadId)
  }

  private takeBackInsert(change: ChangeRow): void {
    const table = change.table_name
    const { hasLead, references } = this.tableOf(table)
    const owner = table === 'lead' ? 'id' : hasLead ? 'lead_id' : undefined
    const range = 'id BETWEEN :first AND :last'
    const ownerIsFree = owner === undefined ? '' : ` AND ${owner} NOT IN (SELECT id FROM temp.kept_lead)`
    const unchanged = ` AND NOT EXISTS (
      SELECT 1 FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
      WHERE later.table_name = :table AND later.row_id = "${table}".id AND later.change_set_id > :id AND ${STANDS})`
    // A lead takes its rows with it; whatever else is pointed to stays while it is, and while undoing later work would point to it again.
    const unused =
      table === 'lead'
        ? ''
        : references
            .map(
              (from) => `
                AND NOT EXISTS (SELECT 1 FROM "${from.table}" WHERE "${from.table}"."${from.column}" = "${table}".id)
                ${this.hasLaterWork ? `AND id NOT IN (${pointedToBefore(from)})` : ''}`,
            )
            .join('')
    const parameters = { first: change.row_id, last: change.last_row_id ?? change.row_id }
    const since = this.hasLaterWork ? unchanged : ''
    const sinceParameters = this.hasLaterWork ? { table, id: this.id } : {}
    const take = this.statement(
      `DELETE FROM "${table}" WHERE ${range}${ownerIsFree}${since}${unused} RETURNING id`,
      true,
    )
    for (let first = parameters.first; first <= parameters.last; first += ROWS_A_STEP) {
      const last = Math.min(parameters.last, first + ROWS_A_STEP - 1)
      try {
        const deleted = take.all({ first, last, ...sinceParameters }) as LeadId[]
        this.reversedRows += deleted.length
        if (table === 'lead') for (const leadId of deleted) this.reversedLeads.add(leadId)
      } catch (error) {
        this.fail(table, error)
      }
      if (change.last_row_id !== null) this.tell(last - first + 1)
    }
    if (this.isOfUndoing) return
    const left = this.statement(`SELECT id FROM "${table}" WHERE ${range}${ownerIsFree}`, true).all(
      parameters,
    ) as number[]
    if (left.length === 0) return
    if (SHARED_TABLES.has(table)) this.hasRowsInUse = true
    else for (const id of left) this.keep(table, id)
  }

  private tell(rows: number): void {
    const before = Math.floor(this.rowsDone / ROWS_A_STEP)
    this.rowsDone += rows
    if (rows > 1 || Math.floor(this.rowsDone / ROWS_A_STEP) > before) this.progress(this.rowsDone, this.rowsInAll)
  }

  /** Takes back updates of different rows of one table. */
  private async takeBackUpdates(changes: readonly ChangeRow[]): Promise<void> {
    const table = changes[0]?.table_name ?? ''
    const rows = this.rows(
      table,
      changes.map((change) => change.row_id),
    )
    const byColumns = new Map<string, { id: number; restore: Image }[]>()
    for (const change of changes) {
      const restore = this.restoreOf(change, rows.get(change.row_id))
      const columns = JSON.stringify(Object.keys(restore))
      if (columns === '[]') continue
      const row = { ...rows.get(change.row_id), ...restore }
      if (this.isAddressTaken(change, row) || this.isBarred(change, row, restore)) continue
      const alike = byColumns.get(columns)
      if (alike) alike.push({ id: change.row_id, restore })
      else byColumns.set(columns, [{ id: change.row_id, restore }])
    }
    for (const [columns, alike] of byColumns) {
      if (table === 'lead' && alike.length > 1 && (await this.writeLeads(JSON.parse(columns) as LeadColumn[], alike)))
        continue
      for (const { id, restore } of alike) {
        if (this.write(table, id, restore)) continue
        // One value that cannot go back does not hold up the others.
        for (const [column, value] of Object.entries(restore)) this.write(table, id, { [column]: value }, true)
      }
    }
  }

  /** Writes the same columns of many leads together; false, and nothing written, where one of them cannot go back. */
  private async writeLeads(
    columns: readonly LeadColumn[],
    leads: readonly { id: number; restore: Image }[],
  ): Promise<boolean> {
    try {
      await updateLeads(
        this.trx,
        columns,
        leads.map(({ id, restore }) => [id as LeadId, ...Object.values(restore)]),
      )
    } catch (error) {
      if (!isConstraint(error)) throw error
      return false
    }
    this.reversedRows += leads.length
    for (const { id } of leads) this.reversedLeads.add(id as LeadId)
    return true
  }

  /** The columns of a row, as it is now, as they were before an update of it, as far as they can go back. */
  private restoreOf(change: ChangeRow, current: Image | undefined): Image {
    const table = change.table_name
    if (!current) return {}
    if (change.lead_id !== null && this.isKeptLead(change.lead_id)) return {}
    const before = JSON.parse(change.before ?? '{}') as Image
    const after = (this.isStillAsMade(change) ? undefined : this.imageAfter(change)) ?? current
    const changedSince = this.columnsChangedSince(change)
    const restore: Image = {}
    for (const [column, value] of Object.entries(before)) {
      if (value === after[column]) continue
      // A value that came back by later work is that work's: this set is taken back again once the later one is.
      if (value === current[column] && !changedSince.has(column)) continue
      if (table === 'lead' && DERIVED.has(column) && this.leadsOutOfOrder.has(change.row_id as LeadId)) continue
      if (changedSince.has(column)) this.keep(table, change.row_id)
      else restore[column] = value
    }
    return restore
  }

  private write(table: string, id: number, values: Image, isLastTry = Object.keys(values).length === 1): boolean {
    try {
      const assignments = Object.keys(values).map((name) => `"${name}" = ?`)
      this.statement(`UPDATE "${table}" SET ${assignments.join(', ')} WHERE id = ?`).run(...Object.values(values), id)
    } catch (error) {
      if (isLastTry) this.fail(table, error)
      else if (!isConstraint(error)) throw error
      return isLastTry
    }
    this.reversedRows += 1
    if (table === 'lead') this.reversedLeads.add(id as LeadId)
    return true
  }

  private takeBackDelete(change: ChangeRow): void {
    const table = change.table_name
    if (change.lead_id !== null && this.isKeptLead(change.lead_id)) return
    if (this.row(table, change.row_id) || this.isOfUndoneMaking(change)) return
    const before = JSON.parse(change.before ?? '{}') as Image
    if (this.isAddressTaken(change, before) || this.isBarred(change, before, before)) return
    const names = Object.keys(before)
    try {
      this.statement(
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ).run(...Object.values(before))
      this.reversedRows += 1
      if (table === 'lead') this.reversedLeads.add(change.row_id as LeadId)
    } catch (error) {
      this.fail(table, error)
    }
  }

  /**
   * Whether another lead came to have an e-mail address by later work that stands; it is told as impossible. An address that only was
   * moved or spelled anew since was that lead's before.
   */
  private isAddressTaken(change: ChangeRow, row: Image): boolean {
    if (change.table_name !== 'email' || !this.hasLaterWork) return false
    const owner = this.statement(
      `SELECT lead.name FROM email JOIN lead ON lead.id = email.lead_id
       WHERE email.address_key = ? AND email.lead_id != ? AND email.id != ? AND EXISTS (
         SELECT 1 FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
         WHERE later.table_name = 'email' AND later.change_set_id > ? AND ${STANDS}
           AND (later.row_id = email.id OR (later.row_id <= email.id AND later.last_row_id >= email.id))
           AND (later.operation = 'insert' OR later.operation = 'update'
             AND (later.before ->> 'address_key' != email.address_key OR later.before ->> 'lead_id' != email.lead_id))) LIMIT 1`,
      true,
    ).get(row['address_key'], row['lead_id'], row['id'], this.id) as string | undefined
    if (owner === undefined) return false
    this.leaveOut(change, row, `${row['address']} is the address of ${owner} by now.`)
    return true
  }

  /** Whether the values that go back into a row are an address or a number that may come back to nobody; it is told as impossible. */
  private isBarred(change: ChangeRow, row: Image, values: Image): boolean {
    const { table_name: table } = change
    const reason = table === 'email' || table === 'phone' ? this.whyBarred(values) : undefined
    if (reason === undefined) return false
    this.leaveOut(change, row, reason)
    return true
  }

  /** Tells that a row does not become what it was. The search texts of its leads, by then and by now, cannot be taken from before-images. */
  private leaveOut(change: ChangeRow, row: Image, reason: string): void {
    for (const leadId of [change.lead_id, row['lead_id'] as LeadId | null])
      if (leadId !== null) this.leadsOutOfOrder.add(leadId)
    this.impossible.push({ table: change.table_name, reason })
  }

  /** Whether the row was made by a set that has been undone meanwhile: to bring it back would be to do that again. */
  private isOfUndoneMaking(change: ChangeRow): boolean {
    if (this.isOfUndoing) return false
    const making = this.statement(`
      SELECT change_set.state FROM change AS made JOIN change_set ON change_set.id = made.change_set_id
      WHERE made.table_name = ? AND made.row_id <= ? AND coalesce(made.last_row_id, made.row_id) >= ? AND made.operation = 'insert' AND change_set.cause NOT IN ('undo', 'redo')
      ORDER BY made.row_id DESC LIMIT 1`)
    const made = making.get(change.table_name, change.row_id, change.row_id) as { state: string } | undefined
    return made?.state === 'undone'
  }

  /** Whether the row is what this update made of it; the update counts as taken back from here on. */
  private isStillAsMade({ table_name: table, row_id: rowId }: ChangeRow): boolean {
    let rows = this.rowsGoneBack.get(table)
    if (!rows) {
      rows = new Set()
      this.rowsGoneBack.set(table, rows)
    }
    const isFirst = !rows.has(rowId)
    rows.add(rowId)
    return this.isLatest && isFirst
  }

  /** The row right after a change of it: what the next one found, or undefined where it was the last. */
  private imageAfter(change: Pick<ChangeRow, 'id' | 'table_name' | 'row_id'>): Image | undefined {
    const next = this.statement(
      'SELECT before FROM change WHERE table_name = ? AND row_id = ? AND id > ? AND before IS NOT NULL ORDER BY id LIMIT 1',
    ).get(change.table_name, change.row_id, change.id) as { before: string } | undefined
    return next ? (JSON.parse(next.before) as Image) : undefined
  }

  /** The columns of the row that later work, still standing, has changed. */
  private columnsChangedSince(change: ChangeRow): Set<string> {
    const changed = new Set<string>()
    if (!this.hasLaterWork) return changed
    const later = this.statement(`
      SELECT later.id, later.table_name, later.row_id, later.before FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
      WHERE later.table_name = ? AND later.row_id = ? AND later.change_set_id > ? AND later.operation = 'update' AND ${STANDS}`)
    for (const edit of later.all(change.table_name, change.row_id, this.id) as ChangeRow[]) {
      const before = JSON.parse(edit.before ?? '{}') as Image
      const after = this.imageAfter(edit) ?? this.row(change.table_name, change.row_id) ?? {}
      for (const column of Object.keys(before)) if (before[column] !== after[column]) changed.add(column)
    }
    return changed
  }

  private isKeptLead(leadId: LeadId): boolean {
    return this.keptLeads.has(leadId)
  }

  private keep(table: string, id: number): void {
    const row = this.row(table, id)
    const leadId = (table === 'lead' ? id : (row?.['lead_id'] ?? null)) as LeadId | null
    const name = leadId === null ? row?.['name'] : this.row('lead', leadId)?.['name']
    this.kept.set(`${table}:${id}`, { leadId, name: typeof name === 'string' ? name : table, table })
  }

  private fail(table: string, error: unknown): void {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('SQLITE_CONSTRAINT'))
      throw error
    const reason =
      error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
        ? 'Something it belongs to, or that belongs to it, stands in the way.'
        : 'Something equal has taken its place.'
    this.impossible.push({ table, reason })
  }

  private row(table: string, id: number): Image | undefined {
    return this.statement(`SELECT * FROM "${table}" WHERE id = ?`).get(id) as Image | undefined
  }

  private rows(table: string, ids: readonly number[]): Map<number, Image> {
    const rows = this.statement(`SELECT * FROM "${table}" WHERE id IN (SELECT value FROM json_each(?))`).all(
      JSON.stringify(ids),
    ) as (Image & { id: number })[]
    return new Map(rows.map((row) => [row.id, row]))
  }

  private statement(sql: string, isPlucked = false): Database.Statement {
    let statement = this.statements.get(sql)
    if (!statement) {
      statement = this.raw.prepare(sql)
      if (isPlucked) statement.pluck()
      this.statements.set(sql, statement)
    }
    return statement
  }

  private tableOf(table: string): { hasLead: boolean; references: { table: string; column: string }[] } {
    let facts = this.tables.get(table)
    if (!facts) {
      facts = {
        hasLead: this.raw.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = 'lead_id'").get(table) !== undefined,
        references: this.raw
          .prepare<[string], { table: string; column: string }>(
            `SELECT owner.name AS "table", key."from" AS "column" FROM sqlite_schema AS owner JOIN pragma_foreign_key_list(owner.name) AS key
             WHERE owner.type = 'table' AND key."table" = ? AND key.on_delete != 'CASCADE'`,
          )
          .all(table),
      }
      this.tables.set(table, facts)
    }
    return facts
  }
}

function isConstraint(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
}

/** The ids that rows pointed to before later work, still standing, changed or removed them. Needs the parameter `id`. */
function pointedToBefore(from: { table: string; column: string }): string {
  return `
    SELECT later.before ->> '${from.column}' FROM change AS later JOIN change_set ON change_set.id = later.change_set_id
    WHERE later.change_set_id > :id AND later.table_name = '${from.table}' AND later.before ->> '${from.column}' IS NOT NULL AND ${STANDS}`
}
