import { t } from '@lingui/core/macro'
import type { CustomFieldKind } from '../../../../shared/domain/leads/field-kinds.ts'

/** What the seller calls a kind of field. */
export function kindWord(kind: CustomFieldKind): string {
  switch (kind) {
    case 'text':
      return t`Text`
    case 'longText':
      return t`Long text`
    case 'number':
      return t`Number`
    case 'money':
      return t`Money`
    case 'day':
      return t`Day`
    case 'yesNo':
      return t`Yes or no`
    case 'choice':
      return t`Choice`
    case 'choices':
      return t`Several choices`
    case 'link':
      return t`Link`
  }
}
