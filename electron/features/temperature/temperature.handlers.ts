import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

function notYet(): never {
  throw new Refusal('not_available', 'This is not built yet.')
}

export const temperatureHandlers: FeatureHandlers<'temperature'> = {
  'temperature.why': notYet,
  'temperature.tag': notYet,
  'temperature.untag': notYet,
  'temperature.logSignal': notYet,
}
