import { useLingui } from '@lingui/react/macro'
import type { ImportColumn } from '../../../shared/contract/import.contract.ts'
import { type LeadTarget, leadTargets } from '../../../shared/domain/import/targets.ts'

interface TargetNames {
  nameOf: (target: string) => string
  /** What a column can become: every field of a lead, a field of its own, or nothing. */
  choicesFor: (column: ImportColumn) => { value: string; label: string }[]
}

/** What the screen calls the fields that a column can become. */
export function useTargetNames(): TargetNames {
  const { t } = useLingui()
  const names: Record<LeadTarget, string> = {
    fullName: t`Name`,
    firstName: t`First name`,
    lastName: t`Last name`,
    company: t`Company`,
    title: t`Job title`,
    email: t`E-mail`,
    phone: t`Phone`,
    website: t`Website`,
    street: t`Street`,
    city: t`City`,
    region: t`Region`,
    postalCode: t`Postal code`,
    country: t`Country`,
    source: t`Source`,
    tags: t`Tags`,
    notes: t`Notes`,
    temperature: t`Temperature, by hand`,
    stage: t`Stage`,
    status: t`Status`,
    createdOn: t`Came in on`,
    wonOn: t`Won on`,
    lostOn: t`Lost on`,
    lostReason: t`Reason lost`,
    value: t`Value`,
    nextAction: t`Next action`,
    nextActionOn: t`Next action on`,
    doNotContact: t`Do not contact`,
    optOut: t`Wants no e-mail`,
    ignore: t`Leave out`,
  }
  const isLeadTarget = (target: string): target is LeadTarget => target in names
  const nameOf = (target: string) =>
    isLeadTarget(target) ? names[target] : t`Field “${target.replace(/^custom:/, '')}”`
  return {
    nameOf,
    choicesFor: (column) => {
      const own = column.target.startsWith('custom:') ? column.target : `custom:${column.header}`
      return [...leadTargets.filter((target) => target !== 'ignore'), own, 'ignore' as const].map((value) => ({
        value,
        label: nameOf(value),
      }))
    },
  }
}
