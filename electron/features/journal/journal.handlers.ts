import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

function notYet(): never {
  throw new Refusal('not_available', 'This is not built yet.')
}

export const journalHandlers: FeatureHandlers<'journal'> = {
  'journal.list': notYet,
  'journal.undo': notYet,
  'journal.redo': notYet,
}
