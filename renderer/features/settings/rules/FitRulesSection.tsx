import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import {
  type FitCriterion,
  type FitRules,
  fitRulesSchema,
  shippedFitRules,
} from '../../../../shared/domain/qualification/fit-rules.ts'
import { useProcedure } from '../../../api/queries.ts'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import { FitPreview } from './FitPreview.tsx'
import classes from './Rules.module.css'
import { NumberCell, NumberField, RulesFoot } from './RulesForm.tsx'
import { PreviewDialog, type Previewed } from './RulesPreview.tsx'
import { useRulesDraft } from './useRulesDraft.ts'

const MOST_CRITERIA = 12

/** The ideal customer as a checklist: criteria with their weights, and from where on a lead is an A or a B. */
export function FitRulesSection() {
  const { t } = useLingui()
  const answer = useProcedure('qualification.rules', {}).data
  const { draft, setDraft, isStale } = useRulesDraft('fit', answer?.fit)
  const [previewed, setPreviewed] = useState<Previewed<FitRules> | null>(null)
  if (answer === undefined) return null
  const fit = draft ?? answer.fit
  const { criteria } = fit
  const checked = fitRulesSchema.safeParse(fit)
  const isOrdered = fit.gradeAFrom >= fit.gradeBFrom
  const problem = !checked.success
    ? t`Each criterion has a name and a weight from 1 to 100; shares are 0 to 100 percent.`
    : isOrdered
      ? undefined
      : t`A begins at B or above it.`

  function setCriterion(id: number, change: Partial<FitCriterion>) {
    setDraft({ ...fit, criteria: criteria.map((one) => (one.id === id ? { ...one, ...change } : one)) })
  }

  function add(nextId: number) {
    const id = Math.max(nextId, ...criteria.map((one) => one.id + 1))
    setDraft({ ...fit, criteria: [...criteria, { id, name: '', weight: 10, isDealBreaker: false }] })
  }

  const percent = (share: number) => Math.round(share * 100)
  return (
    <LedgerSection title={t`Fit`}>
      <p className={`lb-quiet lb-small ${classes.remark}`}>
        <Trans>
          What makes a lead fit you, 5 to 8 criteria. A “no” to a deal-breaker makes it a C whatever else is known.
          Answers stay with their criterion when you word it anew.
        </Trans>
      </p>
      <div className={classes.scroll}>
        <table className={`lb-table ${classes.table}`}>
          <caption className="lb-hidden">{t`Criteria of fit`}</caption>
          <thead>
            <tr>
              <th scope="col">{t`Criterion`}</th>
              <th scope="col" data-number>{t`Weight`}</th>
              <th scope="col" className={classes.tick}>{t`Deal-breaker`}</th>
              <th scope="col">
                <span className="lb-hidden">{t`Remove`}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ id, name, weight, isDealBreaker }, at) => (
              <tr key={id}>
                <td className={classes.wide}>
                  <TextInput
                    size="sm"
                    aria-label={t`Criterion ${at + 1}`}
                    maxLength={200}
                    value={name}
                    error={name.trim() === ''}
                    onChange={(event) => setCriterion(id, { name: event.currentTarget.value })}
                  />
                </td>
                <td data-number>
                  <NumberCell
                    label={t`Weight of criterion ${at + 1}`}
                    value={weight}
                    isWrong={!(weight >= 1 && weight <= 100)}
                    onChange={(next) => setCriterion(id, { weight: next })}
                  />
                </td>
                <td className={classes.tick}>
                  <Checkbox
                    aria-label={t`Criterion ${at + 1} is a deal-breaker`}
                    checked={isDealBreaker}
                    onChange={(event) => setCriterion(id, { isDealBreaker: event.currentTarget.checked })}
                  />
                </td>
                <td>
                  <ActionIcon
                    variant="subtle"
                    size={28}
                    aria-label={t`Remove criterion ${at + 1}`}
                    disabled={criteria.length === 1}
                    onClick={() => setDraft({ ...fit, criteria: criteria.filter((one) => one.id !== id) })}
                  >
                    <IconX size={16} stroke={1.5} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.fields}>
        <NumberField
          label={t`A from`}
          description={t`Percent of the known weight`}
          value={percent(fit.gradeAFrom)}
          isWrong={!isOrdered}
          onChange={(next) => setDraft({ ...fit, gradeAFrom: next / 100 })}
        />
        <NumberField
          label={t`B from`}
          description={t`Percent of the known weight`}
          value={percent(fit.gradeBFrom)}
          onChange={(next) => setDraft({ ...fit, gradeBFrom: next / 100 })}
        />
        <NumberField
          label={t`Graded from`}
          description={t`Percent of the weight known`}
          value={percent(fit.knownFrom)}
          onChange={(next) => setDraft({ ...fit, knownFrom: next / 100 })}
        />
      </div>
      <RulesFoot
        problem={problem}
        isChanged={draft !== undefined}
        isStale={isStale}
        save={{ label: t`See which grades change …`, onSave: () => setPreviewed({ rules: fit, isShipped: false }) }}
        onLeave={() => setDraft(undefined)}
        onBack={answer.isFitShipped ? undefined : () => setPreviewed({ rules: shippedFitRules, isShipped: true })}
      >
        <Button disabled={criteria.length >= MOST_CRITERIA} onClick={() => add(answer.nextCriterionId)}>
          <Trans>Add a criterion</Trans>
        </Button>
      </RulesFoot>
      <PreviewDialog
        title={t`Which grades would change?`}
        size={480}
        previewed={previewed}
        onClose={() => setPreviewed(null)}
      >
        {(shown) => (
          <FitPreview
            previewed={shown}
            onClose={() => setPreviewed(null)}
            onSaved={() => {
              setPreviewed(null)
              setDraft(undefined)
            }}
          />
        )}
      </PreviewDialog>
    </LedgerSection>
  )
}
