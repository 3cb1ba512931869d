import { foldText } from '../leads/fold-text.ts'
import type { LeadDraft } from './lead-draft.ts'
import { isCustomTarget, type Target } from './targets.ts'

/** What a file does to a field of a lead that is in the workbook; see `matchPolicySchema` of the contract. */
export type MatchPolicy = 'keep' | 'fill' | 'overwrite' | 'append'

/** The policy for each field of a lead, and for each custom field by its name. */
export type MatchPolicies = {
  readonly of: (field: keyof LeadDraft) => MatchPolicy
  readonly ofCustom: (name: string) => MatchPolicy
}

const FIELD_OF_TARGET: Readonly<Record<string, keyof LeadDraft>> = {
  firstName: 'fullName',
  lastName: 'fullName',
  email: 'emails',
  phone: 'phones',
  value: 'valueMinor',
  signalKind: 'signals',
  signalOn: 'signals',
  signalTopic: 'signals',
  signalNote: 'signals',
}

/** The field of a lead that a target fills; undefined for what is left out and for custom fields. */
export function fieldOfTarget(target: Target): keyof LeadDraft | undefined {
  if (target === 'ignore' || isCustomTarget(target)) return undefined
  if (target.startsWith('signal:')) return 'signals'
  return FIELD_OF_TARGET[target] ?? (target as keyof LeadDraft)
}

/**
 * Policies by the seller's words: one for all fields, and others by target. A custom field that holds one value, of which `isSingle`
 * tells, cannot be added to: it is filled.
 */
export function matchPolicies(
  onMatch: MatchPolicy,
  byTarget: Readonly<Record<string, MatchPolicy>> = {},
  isSingle: (name: string) => boolean = () => false,
): MatchPolicies {
  const byField = new Map<keyof LeadDraft, MatchPolicy>()
  const byCustom = new Map<string, MatchPolicy>()
  for (const [target, policy] of Object.entries(byTarget)) {
    if (isCustomTarget(target)) byCustom.set(foldText(target.slice('custom:'.length)), policy)
    else {
      const field = fieldOfTarget(target as Target)
      if (field !== undefined) byField.set(field, policy)
    }
  }
  return {
    of: (field) => byField.get(field) ?? onMatch,
    ofCustom: (name) => {
      const policy = byCustom.get(foldText(name)) ?? onMatch
      return policy === 'append' && isSingle(name) ? 'fill' : policy
    },
  }
}
