import type Database from 'better-sqlite3'
import type { ChangeCause, ChangeLabel, UndoReport } from '../../shared/contract/journal.contract.ts'
import type { ChangeSetId } from '../../shared/primitives/ids.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import type { WorkbookReader, WorkbookTransaction } from '../database/workbook-schema.ts'

/** What a query handler gets: a snapshot to read and the seller's day. */
export type QueryContext = {
  db: WorkbookReader
  /** The same connection below Kysely, for prepared statements on hot paths. */
  raw: Database.Database
  path: string
  today: PlainDate
  /** An instant as ISO 8601 in UTC. */
  now: () => string
  /** Folder and name of a file that came in by `file.*`. Refuses with file_missing. */
  spooledFile: (fileId: string) => { path: string; fileName: string }
  /** A new place for a file that goes out: its id, and where to write it. The core keeps the latest two. */
  newExport: () => { exportId: string; path: string }
  progress: Progress
}

/** What a command handler gets besides: the one way to write. */
export type CommandContext = QueryContext & {
  /**
   * Runs `work` in one transaction and one change set. Gives its value and the change set, null where not one row changed.
   * Whatever `work` throws rolls everything back. The label may wait for the value.
   */
  change: <T>(
    label: ChangeLabel | ((value: T) => ChangeLabel),
    cause: ChangeCause,
    work: (trx: WorkbookTransaction, changeSet: ChangeSetId) => Promise<T>,
  ) => Promise<{ value: T; changeSet: ChangeSetId | null }>
  /** Takes a change set back, or does an undoing again, as a change set of its own. */
  reverse: (choose: (trx: WorkbookTransaction) => Promise<ChangeSetId>) => Promise<UndoReport>
  /**
   * Runs `work` in one transaction that the journal does not keep, so that nothing takes it back, and then has the file forget what was
   * deleted. `isFileClean` is false where the file could not be written anew: what was deleted may still be read out of its free space.
   */
  erase: <T>(
    label: (value: T) => ChangeLabel,
    work: (trx: WorkbookTransaction) => Promise<T>,
  ) => Promise<{ value: T; isFileClean: boolean }>
}

/** Tells the screen how far a long command is, and hears whether it is to stop. */
export type Progress = {
  /** `rows`: gone through so far while a file is read. */
  report: (phase: ProgressPhase, done: number, total: number, rows?: number) => void
  /** Throws a `cancelled` refusal once the seller has asked to stop. Call it between chunks. */
  stopIfCancelled: () => void
}

export const progressPhases = ['none', 'reading', 'planning', 'writing', 'indexing', 'undoing'] as const
export type ProgressPhase = (typeof progressPhases)[number]
