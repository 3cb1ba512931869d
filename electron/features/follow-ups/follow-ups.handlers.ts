import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

function notYet(): never {
  throw new Refusal('not_available', 'Follow-ups are not there yet.')
}

export const followUpsHandlers: FeatureHandlers<'followUps'> = {
  'followUps.today': notYet,
  'followUps.log': notYet,
  'followUps.plan': notYet,
  'followUps.snooze': notYet,
  'followUps.drop': notYet,
}
