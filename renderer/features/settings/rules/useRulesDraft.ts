import { type RulesDrafts, useSession } from '../../../app/session.ts'

/** Rules as the seller changed them, kept until they are saved or left as they were, on whatever screen; and what changes them. */
export function useRulesDraft<Kind extends keyof RulesDrafts>(
  kind: Kind,
): [RulesDrafts[Kind], (draft: RulesDrafts[Kind]) => void] {
  const draft = useSession(({ rulesDrafts }) => rulesDrafts[kind])
  return [draft, (changed) => useSession.getState().setRulesDraft({ [kind]: changed })]
}
