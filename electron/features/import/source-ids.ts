import type Database from 'better-sqlite3'
import { KeyTable } from '../../../shared/domain/import/key-table.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { BulkInserter } from './bulk-inserter.ts'

/** Writes what leads are called in the program that a file comes from. An id that another lead has, or was given by this import, stays that lead's. */
export class SourceIds {
  private readonly inserter: BulkInserter
  private readonly system: string | null
  private readonly given = new KeyTable()
  private readonly isTaken: Database.Statement<[string, string]>

  constructor(raw: Database.Database, inserter: BulkInserter, system: string | null) {
    this.inserter = inserter
    this.system = system
    this.isTaken = raw.prepare<[string, string]>('SELECT 1 FROM source_id WHERE system = ? AND value = ?')
  }

  add(leadId: LeadId, value: string | null): void {
    const { system } = this
    if (value === null || system === null) return
    if (this.given.findOrSet(value, 1) !== -1 || this.isTaken.get(system, value) !== undefined) return
    this.inserter.add('source_id', [leadId, system, value])
  }
}
