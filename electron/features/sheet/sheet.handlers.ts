import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

export const sheetHandlers: FeatureHandlers<'sheet'> = {
  'sheet.week': () => {
    throw new Refusal('not_available', 'The sheet is being built.')
  },
}
