import type Database from 'better-sqlite3'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { ChangeSetId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { Progress } from '../../core/context.ts'
import { journalBulkInsert } from '../../database/journal.ts'
import type { LeadTable, NextActionTable } from '../../database/workbook-schema.ts'

type Value = string | number | null

/** A lead to be written with all that belongs to it. Keys are folded, days and codes decided: the writer only writes. */
export type NewLead = {
  name: string
  givenName: string | null
  familyName: string | null
  nameKey: string
  company: string | null
  jobTitle: string | null
  source: string | null
  stage: LeadTable['stage']
  status: LeadTable['status']
  statusReason: string | null
  valueMinor: number | null
  foreignValue: string | null
  notes: string | null
  doNotContactOn: PlainDate | null
  doNotContactReason: string | null
  cameInOn: PlainDate
  lastTouchOn: PlainDate | null
  searchText: string
  emails: readonly { address: string; key: string }[]
  phones: readonly { raw: string; e164: string | null; isDamaged: boolean }[]
  links: readonly string[]
  address: {
    street: string | null
    postalCode: string | null
    city: string | null
    region: string | null
    country: string | null
  } | null
  tags: readonly string[]
  custom: readonly { name: string; value: string }[]
  optOuts: readonly { channel: 'mail' | 'call'; on: PlainDate }[]
  handTag: { temperature: 'cold' | 'warm'; reason: string; fromOn: PlainDate; untilOn: PlainDate } | null
  nextAction: { dueOn: PlainDate; what: string; channel: NextActionTable['channel']; code: string } | null
  stageEvents: readonly { from: LeadTable['stage'] | null; to: LeadTable['stage']; on: PlainDate }[]
  statusEvents: readonly {
    from: LeadTable['status'] | null
    to: LeadTable['status']
    on: PlainDate
    reason: string | null
  }[]
  signals: readonly { kind: string; on: PlainDate }[]
}

const ROWS_A_STATEMENT = 50
/** Leads between two flushes and two looks at the cancel flag: whole statements of leads. */
const CHUNK = 1000

const columnsOf = {
  company: ['id', 'name', 'name_key', 'created_at'],
  tag: ['id', 'name', 'name_key'],
  custom_field: ['id', 'name', 'name_key'],
  lead: [
    'id',
    'name',
    'given_name',
    'family_name',
    'name_key',
    'company_id',
    'job_title',
    'source',
    'stage',
    'status',
    'status_reason',
    'value_minor',
    'foreign_value',
    'notes',
    'do_not_contact_on',
    'do_not_contact_reason',
    'came_in_on',
    'last_touch_on',
    'created_at',
    'search_text',
  ],
  email: ['id', 'lead_id', 'address', 'address_key', 'position'],
  phone: ['id', 'lead_id', 'raw', 'e164', 'is_damaged', 'position'],
  address: ['id', 'lead_id', 'street', 'postal_code', 'city', 'region', 'country'],
  link: ['id', 'lead_id', 'url'],
  lead_tag: ['id', 'lead_id', 'tag_id'],
  custom_value: ['id', 'lead_id', 'custom_field_id', 'value'],
  opt_out: ['id', 'lead_id', 'channel', 'on_day'],
  hand_tag: ['id', 'lead_id', 'temperature', 'reason', 'from_on', 'until_on', 'origin'],
  stage_event: ['id', 'lead_id', 'from_stage', 'to_stage', 'on_day', 'made_at', 'cause'],
  status_event: ['id', 'lead_id', 'from_status', 'to_status', 'on_day', 'made_at', 'reason'],
  signal: ['id', 'lead_id', 'on_day', 'kind'],
  next_action: ['id', 'lead_id', 'due_on', 'what', 'channel', 'is_human', 'state', 'code'],
  import_row: ['id', 'import_id', 'row_number', 'row_hash', 'occurrence', 'lead_id'],
} as const satisfies Record<string, readonly string[]>

type BulkTable = keyof typeof columnsOf

/** Which row of the file went into which lead: an index into the new leads, or the id of a lead that was there. */
export type WrittenRow = { row: number; hash: string; occurrence: number; lead: { newIndex: number } | { id: number } }

/**
 * Writes new leads and the rows they came from in bulk, inside the open transaction and change set. Gives the ids of the leads, in order.
 * Row triggers and the search trigger are down meanwhile: the journal gets ranges of ids, the search table one INSERT … SELECT.
 */
export function writeNewLeads(
  raw: Database.Database,
  changeSet: ChangeSetId,
  importId: number,
  leads: readonly NewLead[],
  rows: readonly WrittenRow[],
  now: string,
  progress: Progress,
): number[] {
  const inserter = new BulkInserter(raw)
  const ids: number[] = []
  const searchTrigger = raw
    .prepare("SELECT sql FROM sqlite_schema WHERE name = 'lead_search_insert'")
    .pluck()
    .get() as string
  raw.exec('DROP TRIGGER lead_search_insert')
  journalBulkInsert(raw, changeSet, Object.keys(columnsOf), () => {
    const companies = new NamedRows(inserter, raw, 'company', [now])
    const tags = new NamedRows(inserter, raw, 'tag', [])
    const fields = new NamedRows(inserter, raw, 'custom_field', [])
    for (const lead of leads) {
      if (lead.company !== null) companies.need(lead.company)
      for (const tag of lead.tags) tags.need(tag)
      for (const { name } of lead.custom) fields.need(name)
    }
    for (const named of [companies, tags, fields]) named.write()

    leads.forEach((lead, index) => {
      const id = inserter.nextId('lead')
      ids.push(id)
      writeLead(inserter, lead, id, now, { companies, tags, fields })
      if ((index + 1) % CHUNK === 0) {
        inserter.flushWholeStatements()
        progress.report('writing', index, leads.length)
        progress.stopIfCancelled()
      }
    })
    inserter.flush()
    for (const { row, hash, occurrence, lead } of rows) {
      const leadId = 'id' in lead ? lead.id : ids[lead.newIndex]
      if (leadId === undefined) throw new Error(`Row ${row} points to no lead`)
      inserter.add('import_row', [importId, row, hash, occurrence, leadId])
    }
    inserter.flush()
    return inserter.ranges()
  })
  progress.report('indexing', leads.length, leads.length)
  const first = ids[0]
  const last = ids.at(-1)
  if (first !== undefined && last !== undefined)
    raw
      .prepare('INSERT INTO lead_search (rowid, search_text) SELECT id, search_text FROM lead WHERE id BETWEEN ? AND ?')
      .run(first, last)
  raw.exec(searchTrigger)
  return ids
}

function writeLead(
  inserter: BulkInserter,
  lead: NewLead,
  id: number,
  now: string,
  named: { companies: NamedRows; tags: NamedRows; fields: NamedRows },
): void {
  inserter.addWithId('lead', [
    id,
    lead.name,
    lead.givenName,
    lead.familyName,
    lead.nameKey,
    lead.company === null ? null : named.companies.idOf(lead.company),
    lead.jobTitle,
    lead.source,
    lead.stage,
    lead.status,
    lead.statusReason,
    lead.valueMinor,
    lead.foreignValue,
    lead.notes,
    lead.doNotContactOn,
    lead.doNotContactReason,
    lead.cameInOn,
    lead.lastTouchOn,
    now,
    lead.searchText,
  ])
  lead.emails.forEach((email, position) => inserter.add('email', [id, email.address, email.key, position]))
  lead.phones.forEach((phone, position) =>
    inserter.add('phone', [id, phone.raw, phone.e164, phone.isDamaged ? 1 : 0, position]),
  )
  for (const url of lead.links) inserter.add('link', [id, url])
  if (lead.address)
    inserter.add('address', [
      id,
      lead.address.street,
      lead.address.postalCode,
      lead.address.city,
      lead.address.region,
      lead.address.country,
    ])
  for (const tagId of new Set(lead.tags.map((tag) => named.tags.idOf(tag)))) inserter.add('lead_tag', [id, tagId])
  const fieldIds = new Set<number>()
  for (const { name, value } of lead.custom) {
    const fieldId = named.fields.idOf(name)
    if (!fieldIds.has(fieldId)) inserter.add('custom_value', [id, fieldId, value])
    fieldIds.add(fieldId)
  }
  for (const optOut of lead.optOuts) inserter.add('opt_out', [id, optOut.channel, optOut.on])
  if (lead.handTag)
    inserter.add('hand_tag', [
      id,
      lead.handTag.temperature,
      lead.handTag.reason,
      lead.handTag.fromOn,
      lead.handTag.untilOn,
      'import',
    ])
  for (const event of lead.stageEvents) inserter.add('stage_event', [id, event.from, event.to, event.on, now, 'import'])
  for (const event of lead.statusEvents)
    inserter.add('status_event', [id, event.from, event.to, event.on, now, event.reason])
  for (const signal of lead.signals) inserter.add('signal', [id, signal.on, signal.kind])
  if (lead.nextAction)
    inserter.add('next_action', [
      id,
      lead.nextAction.dueOn,
      lead.nextAction.what,
      lead.nextAction.channel,
      0,
      'open',
      lead.nextAction.code,
    ])
}

/** Rows that are known by a name, made once: companies, tags, custom fields. Two names that fold alike are one. */
class NamedRows {
  private readonly idByKey = new Map<string, number>()
  private readonly needed = new Map<string, string>()
  private readonly keyByName = new Map<string, string>()
  private readonly inserter: BulkInserter
  private readonly raw: Database.Database
  private readonly table: 'company' | 'tag' | 'custom_field'
  private readonly rest: Value[]

  constructor(
    inserter: BulkInserter,
    raw: Database.Database,
    table: 'company' | 'tag' | 'custom_field',
    rest: Value[],
  ) {
    this.inserter = inserter
    this.raw = raw
    this.table = table
    this.rest = rest
  }

  need(name: string): void {
    if (this.keyByName.has(name)) return
    const key = nameKey(name)
    this.keyByName.set(name, key)
    if (!this.needed.has(key)) this.needed.set(key, name)
  }

  write(): void {
    const there = this.raw
      .prepare<[string], { id: number; name_key: string }>(
        `SELECT id, name_key FROM "${this.table}" WHERE name_key IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify([...this.needed.keys()]))
    for (const { id, name_key } of there) this.idByKey.set(name_key, id)
    for (const [key, name] of this.needed) {
      if (!this.idByKey.has(key)) this.idByKey.set(key, this.inserter.add(this.table, [name, key, ...this.rest]))
    }
    this.inserter.flush()
  }

  idOf(name: string): number {
    const id = this.idByKey.get(this.keyByName.get(name) ?? '')
    if (id === undefined) throw new Error(`${this.table} ${name} was not asked for`)
    return id
  }
}

type TableState = {
  firstId: number
  nextId: number
  width: number
  many: Database.Statement
  one: Database.Statement
  pending: Value[]
}

/** Collects rows a table and writes them fifty a statement, with ids that follow the last ever given. */
class BulkInserter {
  private readonly raw: Database.Database
  private readonly tables = new Map<BulkTable, TableState>()

  constructor(raw: Database.Database) {
    this.raw = raw
  }

  /** Adds a row without its id; gives the id. */
  add(table: BulkTable, values: readonly Value[]): number {
    const id = this.nextId(table)
    this.addWithId(table, [id, ...values])
    return id
  }

  /** Adds a row whose id came from {@link nextId}. */
  addWithId(table: BulkTable, values: readonly Value[]): void {
    const state = this.stateOf(table)
    for (const value of values) state.pending.push(value)
  }

  nextId(table: BulkTable): number {
    const state = this.stateOf(table)
    const id = state.nextId
    state.nextId += 1
    return id
  }

  /** Writes what fills whole statements, leads first: a child must not be written before its lead. */
  flushWholeStatements(): void {
    for (const table of this.inOrder()) this.writeWhole(this.stateOf(table))
  }

  /** Writes everything. */
  flush(): void {
    for (const table of this.inOrder()) {
      const state = this.stateOf(table)
      this.writeWhole(state)
      for (let start = 0; start < state.pending.length; start += state.width)
        state.one.run(state.pending.slice(start, start + state.width))
      state.pending = []
    }
  }

  ranges(): { table: string; firstId: number; lastId: number }[] {
    return this.inOrder().map((table) => {
      const { firstId, nextId } = this.stateOf(table)
      return { table, firstId, lastId: nextId - 1 }
    })
  }

  private inOrder(): BulkTable[] {
    return (Object.keys(columnsOf) as BulkTable[]).filter((table) => this.tables.has(table))
  }

  private writeWhole(state: TableState): void {
    const size = state.width * ROWS_A_STATEMENT
    const whole = Math.floor(state.pending.length / size) * size
    for (let start = 0; start < whole; start += size) state.many.run(state.pending.slice(start, start + size))
    if (whole > 0) state.pending = state.pending.slice(whole)
  }

  private stateOf(table: BulkTable): TableState {
    let state = this.tables.get(table)
    if (!state) {
      const columns = columnsOf[table]
      const row = `(${columns.map(() => '?').join(', ')})`
      const insert = `INSERT INTO "${table}" (${columns.join(', ')}) VALUES `
      const last = this.raw.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table)
      const firstId = (typeof last === 'number' ? last : 0) + 1
      state = {
        firstId,
        nextId: firstId,
        width: columns.length,
        many: this.raw.prepare(insert + Array.from({ length: ROWS_A_STATEMENT }, () => row).join(', ')),
        one: this.raw.prepare(insert + row),
        pending: [],
      }
      this.tables.set(table, state)
    }
    return state
  }
}
