import type Database from 'better-sqlite3'
import type { Steps } from '../../shared/primitives/steps.ts'

/**
 * Work on a workbook as it stands, done a step at a time while nobody waits for it, and to its end by whoever needs it. It is worth nothing
 * once another connection has written.
 */
export class WorkAhead<T> {
  private readonly raw: Database.Database
  private readonly steps: Steps<T>
  private readonly readDataVersion: Database.Statement<[], number>
  private readonly begunAt: number | undefined
  private result: { value: T } | undefined

  /** Of the snapshot that the connection reads: call it in a transaction, after something of it was read. */
  constructor(raw: Database.Database, steps: Steps<T>) {
    this.raw = raw
    this.steps = steps
    this.readDataVersion = raw.prepare<[], number>('PRAGMA data_version').pluck()
    this.begunAt = this.readDataVersion.get()
  }

  /** Goes on by a step. Gives false where nothing is left to do, or where it is worth nothing. */
  step(): boolean {
    return this.raw.transaction(() => {
      if (this.result !== undefined || !this.isCurrent()) return false
      this.go()
      return this.result === undefined
    })()
  }

  get isDone(): boolean {
    return this.result !== undefined
  }

  /** Does what is left, in a transaction; undefined where it is worth nothing. */
  finish(): T | undefined {
    if (!this.isCurrent()) return undefined
    while (this.result === undefined) this.go()
    return this.result.value
  }

  private go(): void {
    const { done, value } = this.steps.next()
    if (done === true) this.result = { value }
  }

  /** The version is the snapshot's only once something of it has been read. */
  private isCurrent(): boolean {
    this.raw.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get()
    return this.readDataVersion.get() === this.begunAt
  }
}
