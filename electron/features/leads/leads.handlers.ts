import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

function notYet(): never {
  throw new Refusal('not_available', 'This is not built yet.')
}

export const leadsHandlers: FeatureHandlers<'leads'> = {
  'leads.list': notYet,
  'leads.counts': notYet,
  'leads.get': notYet,
  'leads.add': notYet,
  'leads.edit': notYet,
  'leads.setStage': notYet,
  'leads.setStatus': notYet,
  'leads.setDoNotContact': notYet,
}
