import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

function notYet(): never {
  throw new Refusal('not_available', 'Playbooks are not there yet.')
}

export const nurtureHandlers: FeatureHandlers<'nurture'> = {
  'nurture.playbooks': notYet,
  'nurture.run': notYet,
  'nurture.start': notYet,
  'nurture.skipStep': notYet,
  'nurture.stop': notYet,
  'nurture.resume': notYet,
}
