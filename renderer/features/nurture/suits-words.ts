import { t } from '@lingui/core/macro'
import type { Playbook } from '../../../shared/contract/nurture.contract.ts'
import { assertNever } from '../../../shared/primitives/assert-never.ts'

/** Whom a playbook is for, as a heading over those for the same leads. */
export function suitsWords(suits: Playbook['suits']): string {
  switch (suits) {
    case 'cold':
      return t`Cold leads`
    case 'warm':
      return t`Warm leads`
    case 'dormant':
      return t`Dormant leads`
    case 'customer':
      return t`Customers`
    default:
      return assertNever(suits)
  }
}
