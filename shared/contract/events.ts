import type { ChangeSetId } from '../primitives/ids.ts'
import type { ChangeLabel } from './journal.contract.ts'
import type { Failure } from './reply.ts'

/** What the core tells every screen without being asked. */
export type CoreEvent =
  | { type: 'opened' }
  | { type: 'closed'; failure: Failure | null }
  | { type: 'restarted' }
  | { type: 'changed'; changeSet: ChangeSetId | null; label: ChangeLabel }
  | { type: 'progress'; procedure: string; phase: 'none' | 'reading' | 'planning' | 'writing' | 'indexing' | 'undoing'; done: number; total: number }
