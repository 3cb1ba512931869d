import { t } from '@lingui/core/macro'
import type { DuplicateReason } from '../../../../shared/domain/leads/duplicates.ts'
import { assertNever } from '../../../../shared/primitives/assert-never.ts'

/** Why leads may be the same, as it stands above them. */
export function reasonWords(reason: DuplicateReason): string {
  switch (reason) {
    case 'same_email':
      return t`Same e-mail address`
    case 'same_phone':
      return t`Same phone number`
    case 'same_name_and_company':
      return t`Same name and company`
    case 'near_name_and_company':
      return t`Near names at one company or e-mail domain`
    default:
      return assertNever(reason)
  }
}
