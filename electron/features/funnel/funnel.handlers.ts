import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

export const funnelHandlers: FeatureHandlers<'funnel'> = {
  'funnel.cohort': () => {
    throw new Refusal('not_available', 'The funnel is being built.')
  },
  'funnel.leads': () => {
    throw new Refusal('not_available', 'The funnel is being built.')
  },
}
