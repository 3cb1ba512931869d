import { hashKey } from '@tanstack/react-query'
import { type EditedRules, type RulesDraft, useSession } from '../../../app/session.ts'

interface EditedDraft<Rules> {
  /** As the seller changed them; undefined while they are as they are in force. */
  draft: Rules | undefined
  /** Rules like those in force leave nothing to save. */
  setDraft: (rules: Rules | undefined) => void
  /** Other rules are in force by now than those that were changed: saving takes their place. */
  isStale: boolean
}

/** Rules as the seller changed them, kept until they are saved or left as they were, on whatever screen. `inForce` is undefined until it is known. */
export function useRulesDraft<Kind extends keyof EditedRules>(
  kind: Kind,
  inForce: EditedRules[Kind] | undefined,
): EditedDraft<EditedRules[Kind]> {
  const kept = useSession(({ rulesDrafts }) => rulesDrafts[kind]) as RulesDraft<EditedRules[Kind]> | undefined
  return {
    draft: kept?.rules,
    setDraft: (rules) => {
      const isChanged = rules !== undefined && inForce !== undefined && !isSame(rules, inForce)
      useSession.getState().setRulesDraft({ [kind]: isChanged ? { rules, from: kept?.from ?? inForce } : undefined })
    },
    isStale: kept !== undefined && inForce !== undefined && !isSame(kept.from, inForce),
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return hashKey([one]) === hashKey([other])
}
