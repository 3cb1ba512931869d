import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

const unavailable = () => {
  throw new Refusal('not_available', 'Import is not ready.')
}

export const importHandlers: FeatureHandlers<'import'> = {
  'import.plan': unavailable,
  'import.commit': unavailable,
  'import.history': unavailable,
  'import.undo': unavailable,
}
