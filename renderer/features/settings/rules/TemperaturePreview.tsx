import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { TemperatureRules } from '../../../../shared/domain/temperature/temperature-rules.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { formatNumber, formatScore } from '../../../app/format.ts'
import { leadRoute } from '../../../app/routes.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import { WaitingBar } from '../../../ui/WaitingBar.tsx'
import classes from './Rules.module.css'

const LEADS_A_PAGE = 50

interface TemperaturePreviewProps {
  /** Null closes the dialog. */
  previewed: { rules: TemperatureRules; isShipped: boolean } | null
  onClose: () => void
  onSaved: () => void
}

/** Which leads would be cold, warm or hot otherwise under other rules, before they are saved. */
export function TemperaturePreview({ previewed, onClose, onSaved }: TemperaturePreviewProps) {
  const { t } = useLingui()
  return (
    <Modal opened={previewed !== null} onClose={onClose} title={t`Which leads would change?`} size={640}>
      {previewed !== null && <Preview previewed={previewed} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  )
}

function Preview({
  previewed: { rules, isShipped },
  onClose,
  onSaved,
}: TemperaturePreviewProps & { previewed: { rules: TemperatureRules; isShipped: boolean } }) {
  const { t } = useLingui()
  const [offset, setOffset] = useState(0)
  const set = useCommand('temperature.setRules')
  const { data, error } = useProcedure(
    'temperature.previewRules',
    { rules, limit: LEADS_A_PAGE, offset },
    { keepsPrevious: true },
  )

  async function save() {
    try {
      const { changeSet } = await set.mutateAsync({ rules: isShipped ? null : rules })
      sayChanged(t`Changed the rules of temperature`, changeSet)
      onSaved()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <div className={classes.preview}>
      {error !== null && <p role="alert">{error.message}</p>}
      {data === undefined && error === null && (
        <WaitingBar name={t`Counting anew`} barLabel={t`Counting the leads anew`} />
      )}
      {data !== undefined && (
        <>
          <p>
            {data.changed === 0
              ? t`No lead changes its temperature today.`
              : plural(data.changed, {
                  one: '# lead changes its temperature today.',
                  other: '# leads change their temperature today.',
                })}
          </p>
          {data.counts.length > 0 && (
            <ul className={classes.changes} aria-label={t`How many change`}>
              {data.counts.map(({ before, after, leads }) => (
                <li key={`${before} ${after}`}>
                  <b>{formatNumber(leads)}</b>
                  <span>
                    <TemperatureMark temperature={before} shown="word" /> {t`to`}{' '}
                    <TemperatureMark temperature={after} shown="word" />
                  </span>
                </li>
              ))}
            </ul>
          )}
          {data.leads.length > 0 && (
            <div className={classes.leads} tabIndex={0} role="region" aria-label={t`Leads that change`}>
              <table className="lb-table">
                <thead>
                  <tr>
                    <th scope="col">{t`Lead`}</th>
                    <th scope="col">{t`Now`}</th>
                    <th scope="col">{t`Then`}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.leads.map((lead) => (
                    <tr key={lead.leadId}>
                      <th scope="row">
                        <a href={`#${leadRoute(lead.leadId)}`}>{lead.name}</a>
                      </th>
                      <td>
                        <TemperatureMark temperature={lead.before} shown="word" score={formatScore(lead.scoreBefore)} />
                      </td>
                      <td>
                        <TemperatureMark temperature={lead.after} shown="word" score={formatScore(lead.scoreAfter)} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
      <div className={classes.buttons}>
        {data !== undefined && data.changed > LEADS_A_PAGE && (
          <span data-start className="lb-small lb-quiet">
            <Button size="sm" variant="subtle" disabled={offset === 0} onClick={() => setOffset(offset - LEADS_A_PAGE)}>
              <Trans>Before</Trans>
            </Button>
            {t`${formatNumber(offset + 1)} to ${formatNumber(Math.min(offset + LEADS_A_PAGE, data.changed))} of ${formatNumber(data.changed)}`}
            <Button
              size="sm"
              variant="subtle"
              disabled={offset + LEADS_A_PAGE >= data.changed}
              onClick={() => setOffset(offset + LEADS_A_PAGE)}
            >
              <Trans>After</Trans>
            </Button>
          </span>
        )}
        <Button onClick={onClose}>
          <Trans>Not yet</Trans>
        </Button>
        <Button variant="filled" disabled={data === undefined || set.isPending} onClick={() => void save()}>
          {isShipped ? t`Back to the rules that ship` : t`Save the rules`}
        </Button>
      </div>
    </div>
  )
}
