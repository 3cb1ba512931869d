import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { FitGrade, FitRules } from '../../../../shared/domain/qualification/fit-rules.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { type Previewed, RulesPreview } from './RulesPreview.tsx'

interface FitPreviewProps {
  previewed: Previewed<FitRules>
  onClose: () => void
  onSaved: () => void
}

/** How many leads would get another grade by another checklist, before it is saved. */
export function FitPreview({ previewed: { rules, isShipped }, onClose, onSaved }: FitPreviewProps) {
  const { t } = useLingui()
  const set = useCommand('qualification.setFit')
  const { data, error } = useProcedure('qualification.previewFit', { fit: rules })
  const gradeWord = (grade: FitGrade | null) => grade ?? t`ungraded`
  return (
    <RulesPreview
      counting={{
        procedure: 'qualification.previewFit',
        name: t`Grading anew`,
        barLabel: t`Grading the leads anew`,
      }}
      error={error}
      found={
        data && {
          message:
            data.changed === 0
              ? t`No lead changes its grade.`
              : plural(data.changed, { one: '# lead changes its grade.', other: '# leads change their grade.' }),
          counts: data.counts.map(({ before, after, leads }) => ({
            key: `${before} ${after}`,
            leads,
            words: t`${gradeWord(before)} to ${gradeWord(after)}`,
          })),
        }
      }
      save={{
        label: isShipped ? t`Back to the checklist that ships` : t`Save the checklist`,
        what: 'fit_rules_changed',
        isPending: set.isPending,
        run: () => set.mutateAsync({ fit: isShipped ? null : rules }),
      }}
      onClose={onClose}
      onSaved={onSaved}
    />
  )
}
