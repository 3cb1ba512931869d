import { existsSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import type { ChangeLabel } from '../../shared/contract/journal.contract.ts'
import { Refusal } from '../../shared/contract/reply.ts'
import type { ChangeSetId } from '../../shared/primitives/ids.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import { backUpBeforeMigration, backUpForTheDay } from '../database/backup.ts'
import { type Connection, connectReader, connectWriter } from '../database/connection.ts'
import { beginChangeSet, endChangeSet, relabelChangeSet } from '../database/journal.ts'
import { reverseChangeSet } from '../database/journal-reversal.ts'
import { currentSchemaVersion, migrate } from '../database/migrations.ts'
import { forgetDeleted, rewriteWorkbook } from '../database/rewrite-workbook.ts'
import { inspectWorkbookFile, refusalOfSqliteError, stampWorkbook } from '../database/workbook-file.ts'
import { lockWorkbook, type WorkbookLock } from '../database/workbook-lock.ts'
import { forgetPlan } from '../features/import/import.service.ts'
import { settleLeads, whyMarked } from '../features/leads/leads.service.ts'
import { installPlaybooks } from '../features/nurture/nurture.service.ts'
import { keepWorkbookKey, writeFirstSettings } from '../features/settings/settings.service.ts'
import type { CommandContext, QueryContext } from './context.ts'
import { findSpooledFile, newExport } from './file-spool.ts'
import { localToday } from './local-today.ts'
import type { NewWorkbook, WorkerStart } from './messages.ts'
import { type Job, progressOn } from './progress-board.ts'

type Changed = { changeSet: ChangeSetId | null; label: ChangeLabel }

/** A workbook that is open in one worker, with what its handlers need. */
export class OpenWorkbook {
  readonly path: string
  private readonly connection: Connection
  private readonly lock: WorkbookLock | undefined
  private readonly fixedToday: PlainDate | null
  private readonly start: WorkerStart
  private readonly onChanged: (changed: Changed) => void

  private constructor(
    path: string,
    connection: Connection,
    lock: WorkbookLock | undefined,
    fixedToday: PlainDate | null,
    start: WorkerStart,
    onChanged: (changed: Changed) => void,
  ) {
    this.path = path
    this.connection = connection
    this.lock = lock
    this.fixedToday = fixedToday
    this.start = start
    this.onChanged = onChanged
  }

  /** Makes a new workbook, in the writer. Refuses with workbook_exists rather than write over a file. */
  static async create(
    path: string,
    settings: NewWorkbook,
    today: PlainDate | null,
    start: WorkerStart,
    onChanged: (changed: Changed) => void,
  ): Promise<OpenWorkbook> {
    if (existsSync(path))
      throw new Refusal('workbook_exists', `There is already a file ${path}. Choose another name, or open that one.`)
    let lock: WorkbookLock | undefined
    let connection: Connection | undefined
    try {
      lock = lockWorkbook(path)
      stampWorkbook(path)
      connection = connectWriter(path)
      await migrate(connection.db, 0)
      await connection.db.transaction().execute(async (trx) => {
        await writeFirstSettings(trx, settings)
        await keepWorkbookKey(trx)
        await installPlaybooks(trx)
      })
      // The file's own header is read before SQLite opens it, so the version must not stand in the WAL alone.
      connection.raw.pragma('wal_checkpoint(TRUNCATE)')
      return new OpenWorkbook(path, connection, lock, today, start, onChanged)
    } catch (error) {
      connection?.raw.close()
      for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true })
      lock?.release()
      const isUnreachable =
        error instanceof Error &&
        !(error instanceof Refusal) &&
        (!('code' in error) || String(error.code).startsWith('SQLITE_CANTOPEN'))
      if (isUnreachable)
        throw new Refusal(
          'not_available',
          `No workbook can be made at ${path}. Check that the folder exists and may be written.`,
        )
      throw refusalOfSqliteError(error, path)
    }
  }

  /** Opens a workbook. The writer goes first: it locks, makes the day's backup, and brings the file up to this app's version. */
  static async open(
    path: string,
    today: PlainDate | null,
    start: WorkerStart,
    onChanged: (changed: Changed) => void,
  ): Promise<OpenWorkbook> {
    inspectWorkbookFile(path)
    if (start.role !== 'writer') return new OpenWorkbook(path, connectReader(path), undefined, today, start, onChanged)
    const lock = lockWorkbook(path)
    let connection: Connection | undefined
    try {
      connection = connectWriter(path)
      backUpForTheDay(connection.raw, path, localToday())
      // After a crash the version in the WAL is newer than the one in the file's header.
      const schemaVersion = connection.raw.pragma('user_version', { simple: true }) as number
      if (schemaVersion < currentSchemaVersion) {
        backUpBeforeMigration(connection.raw, path, schemaVersion)
        await migrate(connection.db, schemaVersion)
        connection.raw.pragma('wal_checkpoint(TRUNCATE)')
      }
      const writer = connection
      await writer.db.transaction().execute(async (trx) => {
        await installPlaybooks(trx)
        await keepWorkbookKey(trx)
      })
      return new OpenWorkbook(path, connection, lock, today, start, onChanged)
    } catch (error) {
      connection?.raw.close()
      lock.release()
      throw refusalOfSqliteError(error, path)
    }
  }

  queryContext(job?: Job): QueryContext {
    const { db, raw } = this.connection
    return {
      db,
      raw,
      path: this.path,
      today: this.fixedToday ?? localToday(),
      now: () => new Date().toISOString(),
      spooledFile: (fileId) => findSpooledFile(this.start.spoolFolder, fileId),
      newExport: () => newExport(this.start.spoolFolder),
      progress: progressOn(this.start.board, job),
    }
  }

  commandContext(job?: Job): CommandContext {
    const context = this.queryContext(job)
    return {
      ...context,
      change: async (label, cause, work) => {
        const isLate = typeof label === 'function'
        const result = await this.connection.db.transaction().execute(async (trx) => {
          const changeSet = await beginChangeSet(trx, isLate ? { what: 'lead_edited' } : label, cause, context.now())
          const value = await work(trx, changeSet)
          if (isLate) await relabelChangeSet(trx, changeSet, label(value))
          return { value, changeSet: (await endChangeSet(trx, changeSet)) ? changeSet : null }
        })
        if (result.changeSet !== null)
          this.onChanged({ changeSet: result.changeSet, label: isLate ? label(result.value) : label })
        return result
      },
      reverse: async (choose) => {
        const { raw } = this.connection
        const tell = (done: number, total: number) => {
          context.progress.report('undoing', done, total)
          context.progress.stopIfCancelled()
        }
        const rules = { settle: settleLeads, whyBarred: whyMarked(raw) }
        const report = await this.connection.db
          .transaction()
          .execute(async (trx) => reverseChangeSet(trx, raw, await choose(trx), context.now(), rules, tell))
        this.onChanged({ changeSet: report.changeSet, label: report.label })
        return report
      },
      erase: async (label, work) => {
        const { db, raw } = this.connection
        const value = await forgetDeleted(raw, () =>
          db.transaction().execute(async (trx) => {
            context.progress.report('writing', 0, 0)
            const erased = await work(trx)
            context.progress.report('indexing', 0, 0)
            return erased
          }),
        )
        const isFileClean = rewriteWorkbook(this.path)
        this.onChanged({ changeSet: null, label: label(value) })
        return { value, isFileClean }
      },
    }
  }

  /** Lets go of the plan of an import that is kept for the next question about it. */
  forgetPlan(): void {
    forgetPlan(this.connection.raw)
  }

  /** Closes the file and, in the writer, folds the WAL into it and lets go of the lock. */
  close(): void {
    this.forgetPlan()
    if (this.lock) this.connection.raw.pragma('wal_checkpoint(TRUNCATE)')
    this.connection.raw.close()
    this.lock?.release()
  }

  get name(): string {
    return basename(this.path).replace(/\.leadbook$/, '')
  }
}
