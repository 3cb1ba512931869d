import { useLingui } from '@lingui/react/macro'
import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useCallback, useEffect } from 'react'
import { type KindOfCustom, partRules } from '../../../../../shared/domain/leads/filter-rules.ts'
import { fieldName } from '../../field-names.ts'
import { useLeadsView } from '../leads-view.ts'
import { useKnownViews } from '../views/useKnownViews.ts'
import classes from './FilterChips.module.css'
import { useOwnFields } from './useOwnFields.ts'

/**
 * What a view asks for and cannot be asked any more, because a field was deleted or became another kind, as chips that can be taken off;
 * the list shows the leads of the other rules.
 */
export function LostRules() {
  const { t } = useLingui()
  const view = useLeadsView((shown) => shown.view)
  const rules = useLeadsView((shown) => shown.rules)
  const lost = useLeadsView((shown) => shown.lost)
  const change = useLeadsView((shown) => shown.change)
  const ownFields = useOwnFields()
  const current = useKnownViews()?.find(({ key }) => key === view)
  const kindOfCustom = useCallback<KindOfCustom>((id) => ownFields?.find((own) => own.id === id)?.kind, [ownFields])

  useEffect(() => {
    if (ownFields === undefined) return
    const parted = partRules(rules, kindOfCustom)
    if (parted.lost.length > 0) change({ rules: parted.asked, lost: [...lost, ...parted.lost] })
  }, [ownFields, kindOfCustom, rules, lost, change])

  return (
    <>
      {current !== undefined && current.definition === undefined && (
        <span className={classes.chip} data-lost role="status">
          <span className={classes.words}>
            {t`This view was saved by another Leadbook and cannot be read here: all leads are shown. Delete it, or update Leadbook.`}
          </span>
        </span>
      )}
      {lost.map((rule, at) => (
        // Two lost rules may be alike: they are told apart by their place.
        <span key={at} className={classes.chip} data-lost>
          <span className={classes.words}>
            {fieldName(rule.field, ownFields ?? []) === undefined
              ? t`A field that is gone: not asked`
              : t`${fieldName(rule.field, ownFields ?? [])} is of another kind by now: not asked`}
          </span>
          <UnstyledButton
            className={classes.remove}
            aria-label={t`Take off the filter by a field that is gone`}
            onClick={() => change({ lost: lost.filter((other) => other !== rule) })}
          >
            <IconX size={14} stroke={1.5} aria-hidden />
          </UnstyledButton>
        </span>
      ))}
    </>
  )
}
