import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useProcedure } from '../../../api/queries.ts'
import { stageWord } from '../../../app/contact-words.ts'
import { LedgerSection } from '../../../ui/LedgerSection.tsx'
import { returnReasonWord } from '../../qualification/qualification.parts.ts'
import classes from './Rules.module.css'

/** How often gates were passed by hand and leads returned, and what that says about the checklist of fit. */
export function ReturnsSection() {
  const { t } = useLingui()
  const said = useProcedure('qualification.insights', {}).data
  if (said === undefined) return null
  const { overrides, returns, returnedUnfit } = said
  const isEmpty = overrides.length === 0 && returns.length === 0
  return (
    <LedgerSection title={t`By hand, and back`}>
      {isEmpty && (
        <p className="lb-quiet">
          <Trans>
            No gate was passed by hand and no lead returned yet. Once some were, here stands what that says about your
            checklist.
          </Trans>
        </p>
      )}
      {!isEmpty && (
        <ul className={classes.said}>
          {overrides.map(({ stage, count }) => (
            <li key={stage}>
              {t`Gate to ${stageWord(stage)}: ${plural(count, { one: 'passed by hand once', other: 'passed by hand # times' })}`}
            </li>
          ))}
          {returns.map(({ reason, count }) => (
            <li key={reason}>
              {plural(count, { one: '# lead returned', other: '# leads returned' })}: {returnReasonWord(reason)}
            </li>
          ))}
          {returnedUnfit
            .filter(({ no }) => no > 0)
            .map(({ criterion, no, known }) => (
              <li key={criterion}>
                <Trans>
                  <b>
                    {no} of {known}
                  </b>{' '}
                  returned were a “no” to “{criterion}”.
                </Trans>
              </li>
            ))}
        </ul>
      )}
    </LedgerSection>
  )
}
