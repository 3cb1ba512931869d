import type { ChangeSetId } from '../primitives/ids.ts'
import type { HostState } from './host.contract.ts'
import type { ChangeLabel } from './journal.contract.ts'
import type { Failure } from './reply.ts'

/** What the core tells every screen without being asked. */
export type CoreEvent =
  | { type: 'opened' }
  /** What was opened is whole now, a sample with its leads. */
  | { type: 'ready' }
  | { type: 'closed'; failure: Failure | null }
  | { type: 'restarted' }
  | { type: 'changed'; changeSet: ChangeSetId | null; label: ChangeLabel }
  | {
      type: 'progress'
      procedure: string
      phase: 'none' | 'reading' | 'planning' | 'writing' | 'indexing' | 'undoing'
      done: number
      total: number
      /** Rows gone through so far while a file is read, else 0. */
      rows: number
    }

/** What the seller asks for outside of the page: the desktop app's menu, a file opened by a double click. */
export type HostEvent =
  | { type: 'menu'; command: MenuCommand }
  /** What was asked for outside of the page failed. */
  | { type: 'failed'; failure: Failure }
  | { type: 'theme'; theme: HostState['theme'] }

export type MenuCommand = 'undo' | 'redo' | 'import' | 'find' | 'newLead' | 'print' | 'keys' | 'settings'
