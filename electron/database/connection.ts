import Database from 'better-sqlite3'
import {
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { foldText } from '../../shared/domain/leads/fold-text.ts'
import type { Workbook, WorkbookReader } from './workbook-schema.ts'

export type Connection = { raw: Database.Database; db: WorkbookReader }

/** Opens the one connection that writes. The caller holds the lock and has inspected the file. */
export function connectWriter(path: string): Connection {
  return connect(new Database(path, { timeout: 5000 }), [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'trusted_schema = OFF',
    'cache_size = -64000',
    'temp_store = MEMORY',
  ])
}

/** Opens a connection that reads a snapshot; it may fill temporary tables and cannot change the workbook. */
export function connectReader(path: string): Connection {
  return connect(new Database(path, { readonly: true, timeout: 5000 }), [
    'trusted_schema = OFF',
    'cache_size = -48000',
    'temp_store = MEMORY',
  ])
}

function connect(raw: Database.Database, pragmas: readonly string[]): Connection {
  try {
    for (const pragma of pragmas) raw.pragma(pragma)
    // For queries only: with trusted_schema off no trigger or index may call it.
    raw.function('fold', { deterministic: true }, (text) => (text === null ? null : foldText(String(text))))
  } catch (error) {
    raw.close()
    throw error
  }
  return { raw, db: new Kysely<Workbook>({ dialect: new WorkbookDialect(raw) }) }
}

class WorkbookDialect extends SqliteDialect {
  private readonly raw: Database.Database

  constructor(raw: Database.Database) {
    super({ database: raw })
    this.raw = raw
  }

  override createDriver(): Driver {
    return new WorkbookDriver({ database: this.raw }, this.raw)
  }
}

/** SQLite rolls back by itself when the disk is full; to roll back once more would fail and hide why. */
class WorkbookDriver extends SqliteDriver {
  private readonly raw: Database.Database

  constructor(config: SqliteDialectConfig, raw: Database.Database) {
    super(config)
    this.raw = raw
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.raw.inTransaction) await super.rollbackTransaction(connection)
  }
}
