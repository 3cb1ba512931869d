import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import {
  type FitCriterion,
  type FitGrade,
  type FitRules,
  fitRulesSchema,
  shippedFitRules,
} from '../../../../shared/domain/qualification/fit-rules.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { changeWords } from '../../../app/change-words.ts'
import { formatNumber } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import classes from './Rules.module.css'
import { NumberCell, NumberField, RulesFoot } from './RulesForm.tsx'

const MOST_CRITERIA = 12

type Previewed = { fit: FitRules; isShipped: boolean }

/** The ideal customer as a checklist: criteria with their weights, and from where on a lead is an A or a B. */
export function FitRulesSection() {
  const { t } = useLingui()
  const answer = useProcedure('qualification.rules', {}).data
  const [draft, setDraft] = useState<FitRules | null>(null)
  const [previewed, setPreviewed] = useState<Previewed | null>(null)
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
        isChanged={draft !== null}
        save={{ label: t`See which grades change …`, onSave: () => setPreviewed({ fit, isShipped: false }) }}
        onLeave={() => setDraft(null)}
        onBack={answer.isFitShipped ? undefined : () => setPreviewed({ fit: shippedFitRules, isShipped: true })}
      >
        <Button disabled={criteria.length >= MOST_CRITERIA} onClick={() => add(answer.nextCriterionId)}>
          <Trans>Add a criterion</Trans>
        </Button>
      </RulesFoot>
      <Modal
        opened={previewed !== null}
        onClose={() => setPreviewed(null)}
        title={t`Which grades would change?`}
        size={480}
      >
        {previewed !== null && (
          <FitPreview
            previewed={previewed}
            onClose={() => setPreviewed(null)}
            onSaved={() => {
              setPreviewed(null)
              setDraft(null)
            }}
          />
        )}
      </Modal>
    </LedgerSection>
  )
}

interface FitPreviewProps {
  previewed: Previewed
  onClose: () => void
  onSaved: () => void
}

function FitPreview({ previewed: { fit, isShipped }, onClose, onSaved }: FitPreviewProps) {
  const { t } = useLingui()
  const set = useCommand('qualification.setFit')
  const { data, error } = useProcedure('qualification.previewFit', { fit })
  const gradeWord = (grade: FitGrade | null) => grade ?? t`ungraded`

  async function save() {
    try {
      const { changeSet } = await set.mutateAsync({ fit: isShipped ? null : fit })
      sayChanged(changeWords({ what: 'fit_rules_changed' }), changeSet)
      onSaved()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <div className={classes.preview}>
      {error !== null && <p role="alert">{error.message}</p>}
      {data === undefined && error === null && (
        <WaitingBar name={t`Grading anew`} barLabel={t`Grading the leads anew`} />
      )}
      {data !== undefined && (
        <>
          <p>
            {data.changed === 0
              ? t`No lead changes its grade.`
              : plural(data.changed, { one: '# lead changes its grade.', other: '# leads change their grade.' })}
          </p>
          {data.counts.length > 0 && (
            <ul className={classes.changes} aria-label={t`How many change`}>
              {data.counts.map(({ before, after, leads }) => (
                <li key={`${before} ${after}`}>
                  <b>{formatNumber(leads)}</b>
                  <span>{t`${gradeWord(before)} to ${gradeWord(after)}`}</span>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Not yet</Trans>
        </Button>
        <Button variant="filled" disabled={data === undefined || set.isPending} onClick={() => void save()}>
          {isShipped ? t`Back to the checklist that ships` : t`Save the checklist`}
        </Button>
      </div>
    </div>
  )
}
