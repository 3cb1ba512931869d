import { useMemo } from 'react'
import type { RuleGroups } from '../../../../../shared/domain/leads/lead-rule.ts'
import { useProcedure } from '../../../../api/queries.ts'
import type { RuleWording } from './rule-words.ts'
import { useOwnFields } from './useOwnFields.ts'

const MOST_NAMES = 500

/** What words of these rules need; undefined until it is known. Names of playbooks and imports come after. */
export function useRuleWording(rules: RuleGroups): RuleWording | undefined {
  const { data: status } = useProcedure('workbook.status', {})
  const ownFields = useOwnFields()
  const asksFor = (field: 'playbook' | 'import') => rules.some((group) => group.some((rule) => rule.field === field))
  const playbooks = useNames('playbook', asksFor('playbook'))
  const imports = useNames('import', asksFor('import'))
  return useMemo(() => {
    if (status === undefined || ownFields === undefined) return undefined
    return {
      today: status.today,
      currency: status.currency,
      ownFields,
      names: new Map([...playbooks, ...imports].map(({ value, name }) => [value, name])),
    }
  }, [status, ownFields, playbooks, imports])
}

const none: readonly { value: string; name: string }[] = []

function useNames(field: 'playbook' | 'import', isAsked: boolean): readonly { value: string; name: string }[] {
  const { data } = useProcedure('leads.values', { field, limit: MOST_NAMES }, { isEnabled: isAsked })
  return data?.values ?? none
}
