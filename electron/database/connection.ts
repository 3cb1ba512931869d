import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Workbook, WorkbookReader } from './workbook-schema.ts'

export type Connection = { raw: Database.Database; db: WorkbookReader }

/** Opens the one connection that writes. The caller holds the lock and has inspected the file. */
export function connectWriter(path: string): Connection {
  const raw = new Database(path, { timeout: 5000 })
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('foreign_keys = ON')
  raw.pragma('trusted_schema = OFF')
  raw.pragma('cache_size = -64000')
  raw.pragma('temp_store = MEMORY')
  return { raw, db: new Kysely<Workbook>({ dialect: new SqliteDialect({ database: raw }) }) }
}

/** Opens a connection that reads a snapshot; it may fill temporary tables and cannot change the workbook. */
export function connectReader(path: string): Connection {
  const raw = new Database(path, { readonly: true, timeout: 5000 })
  raw.pragma('trusted_schema = OFF')
  raw.pragma('cache_size = -128000')
  raw.pragma('temp_store = MEMORY')
  raw.pragma('mmap_size = 1073741824')
  return { raw, db: new Kysely<Workbook>({ dialect: new SqliteDialect({ database: raw }) }) }
}
