import { useLingui } from '@lingui/react/macro'
import type { QuickAddPart } from '../../../../shared/domain/leads/quick-add.ts'

/** What the seller calls a piece of the line. */
export function usePartName(): (part: QuickAddPart) => string {
  const { t } = useLingui()
  const names: Record<QuickAddPart, string> = {
    name: t`Name`,
    company: t`Company`,
    jobTitle: t`Job title`,
    city: t`City`,
    email: t`E-mail`,
    phone: t`Phone`,
    link: t`Link`,
    tag: t`Tag`,
    temperature: t`Temperature`,
    value: t`Value`,
    nextAction: t`Next action`,
    note: t`Note`,
  }
  return (part) => names[part]
}
