import type { ChangeLabel } from '../../shared/contract/journal.contract.ts'
import type { Failure } from '../../shared/contract/reply.ts'
import type { ChangeSetId } from '../../shared/primitives/ids.ts'
import type { PlainDate } from '../../shared/primitives/plain-date.ts'
import type { ReadChoices } from '../features/import/import.service.ts'
import type { LibraryRequest } from './library-process.ts'
import type { Job } from './progress-board.ts'

/** `importer`: reads files and plans what becomes of their rows, on a snapshot, so that lists answer meanwhile. */
export type WorkerRole = 'writer' | 'reader' | 'importer'

/** What a core worker is started with. */
export type WorkerStart = { role: WorkerRole; board: SharedArrayBuffer; spoolFolder: string }

export type NewWorkbook = { currency: string; country: string; isSample: boolean }

export type WorkerRequest =
  | { id: number; type: 'create'; path: string; settings: NewWorkbook; today: PlainDate | null }
  | { id: number; type: 'open'; path: string; today: PlainDate | null }
  | { id: number; type: 'run'; input: unknown; job: Job }
  /** Reads a spooled file into rows beside it. */
  | { id: number; type: 'read'; fileId: string; choices: ReadChoices; job: Job }
  /** Lets go of the plan that is kept: it was written. */
  | { id: number; type: 'forgetPlan' }
  | { id: number; type: 'close' }
  /** Closes what is open and ends the worker. */
  | { id: number; type: 'end' }

export type WorkerAnswer =
  | { id: number; type: 'answer'; ok: true; value: unknown }
  | { id: number; type: 'answer'; ok: false; error: Failure }
  /** Only the spreadsheet library can read the file, in a process that the host starts. */
  | { id: number; type: 'answer'; ok: false; needsLibrary: LibraryRequest & { fileName: string } }

/** Told by the writer after each change set that stands. */
export type ChangedMessage = { type: 'changed'; changeSet: ChangeSetId | null; label: ChangeLabel }
/** A bug that was caught: it goes to the host's log under its id, and the screen gets the id. */
export type BugMessage = { type: 'bug'; bugId: string; text: string }

export type WorkerMessage = WorkerAnswer | ChangedMessage | BugMessage
