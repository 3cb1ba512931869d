import type Database from 'better-sqlite3'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'

export type Value = string | number | null

const ROWS_A_STATEMENT = 50
const MOST_NAMES_KNOWN = 50_000

const columnsOf = {
  company: ['id', 'name', 'name_key', 'created_at'],
  tag: ['id', 'name', 'name_key'],
  custom_field: ['id', 'name', 'name_key', 'position', 'kind'],
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
  signal: ['id', 'lead_id', 'on_day', 'kind', 'topic', 'note'],
  source_id: ['id', 'lead_id', 'system', 'value'],
  next_action: ['id', 'lead_id', 'due_on', 'what', 'channel', 'is_human', 'state', 'code'],
  import_row: ['id', 'import_id', 'row_number', 'row_hash', 'occurrence', 'lead_id'],
} as const satisfies Record<string, readonly string[]>

export type BulkTable = keyof typeof columnsOf

/** The tables that an import fills in bulk. */
export const bulkTables = Object.keys(columnsOf) as readonly BulkTable[]

/** Rows that are known by a name, made once: companies, tags, custom fields. Two names that fold alike are one. */
export class NamedRows {
  private readonly idByKey = new Map<string, number>()
  private readonly needed = new Map<string, string>()
  private readonly keyByName = new Map<string, string>()
  private readonly inserter: BulkInserter
  private readonly find: Database.Statement<[string], { id: number; name_key: string }>
  private readonly table: 'company' | 'tag' | 'custom_field'
  private readonly restOf: (id: number, name: string) => Value[]

  constructor(
    inserter: BulkInserter,
    raw: Database.Database,
    table: 'company' | 'tag' | 'custom_field',
    restOf: (id: number, name: string) => Value[] = () => [],
  ) {
    this.inserter = inserter
    this.find = raw.prepare(`SELECT id, name_key FROM "${table}" WHERE name_key IN (SELECT value FROM json_each(?))`)
    this.table = table
    this.restOf = restOf
  }

  need(name: string): void {
    if (this.keyByName.has(name)) return
    const key = nameKey(name)
    this.keyByName.set(name, key)
    if (!this.needed.has(key)) this.needed.set(key, name)
  }

  /** Makes the names asked for since the last time known, those that are new written. */
  write(): void {
    const unknown = [...this.needed].filter(([key]) => !this.idByKey.has(key))
    this.needed.clear()
    if (unknown.length === 0) return
    for (const { id, name_key } of this.find.all(JSON.stringify(unknown.map(([key]) => key))))
      this.idByKey.set(name_key, id)
    for (const [key, name] of unknown) {
      if (this.idByKey.has(key)) continue
      const id = this.inserter.nextId(this.table)
      this.inserter.addWithId(this.table, [id, name, key, ...this.restOf(id, name)])
      this.idByKey.set(key, id)
    }
    this.inserter.flush([this.table])
  }

  /** Lets go of names that were known too many of: they are found again when they are needed. */
  trim(): void {
    if (this.keyByName.size < MOST_NAMES_KNOWN) return
    this.keyByName.clear()
    this.idByKey.clear()
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
export class BulkInserter {
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

  /** The last id given in a table, 0 where there was none ever. */
  lastId(table: BulkTable): number {
    return this.stateOf(table).nextId - 1
  }

  nextId(table: BulkTable): number {
    const state = this.stateOf(table)
    const id = state.nextId
    state.nextId += 1
    return id
  }

  /** Writes the leads, then what fills whole statements: a child is never written before its lead. */
  flushChunk(): void {
    this.flush(['lead'])
    for (const table of this.inOrder()) this.writeWhole(this.stateOf(table))
  }

  /** Writes everything, or all of these tables. */
  flush(tables: readonly BulkTable[] = this.inOrder()): void {
    for (const table of tables) {
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
    return bulkTables.filter((table) => this.tables.has(table))
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
