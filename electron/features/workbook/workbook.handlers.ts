import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'

function notYet(): never {
  throw new Refusal('not_available', 'This is not built yet.')
}

export const workbookHandlers: FeatureHandlers<'workbook'> = {
  'workbook.status': notYet,
  'workbook.check': notYet,
  'workbook.makeSample': notYet,
}
