import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { OutputOf } from '../../../../shared/contract/index.ts'
import type { TemperatureRules } from '../../../../shared/domain/temperature/temperature-rules.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { formatNumber, formatScore } from '../../../app/format.ts'
import { leadRoute } from '../../../app/routes.ts'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import classes from './Rules.module.css'
import { type Previewed, RulesPreview } from './RulesPreview.tsx'

const LEADS_A_PAGE = 50

interface TemperaturePreviewProps {
  previewed: Previewed<TemperatureRules>
  onClose: () => void
  onSaved: () => void
}

/** Which leads would be cold, warm or hot otherwise under other rules, before they are saved. */
export function TemperaturePreview({ previewed: { rules, isShipped }, onClose, onSaved }: TemperaturePreviewProps) {
  const { t } = useLingui()
  const [offset, setOffset] = useState(0)
  const set = useCommand('temperature.setRules')
  const { data, error } = useProcedure(
    'temperature.previewRules',
    { rules, limit: LEADS_A_PAGE, offset },
    { keepsPrevious: true },
  )
  return (
    <RulesPreview
      counting={{
        procedure: 'temperature.previewRules',
        name: t`Counting anew`,
        barLabel: t`Counting the leads anew`,
      }}
      error={error}
      found={
        data && {
          message:
            data.changed === 0
              ? t`No lead changes its temperature today.`
              : plural(data.changed, {
                  one: '# lead changes its temperature today.',
                  other: '# leads change their temperature today.',
                }),
          counts: data.counts.map(({ before, after, leads }) => ({
            key: `${before} ${after}`,
            leads,
            words: (
              <>
                <TemperatureMark temperature={before} shown="word" /> {t`to`}{' '}
                <TemperatureMark temperature={after} shown="word" />
              </>
            ),
          })),
        }
      }
      pager={
        data !== undefined &&
        data.changed > LEADS_A_PAGE && (
          <span data-start className="lb-small lb-quiet">
            <Button
              size="sm"
              variant="subtle"
              aria-label={t`Previous leads`}
              disabled={offset === 0}
              onClick={() => setOffset(offset - LEADS_A_PAGE)}
            >
              <Trans>Previous</Trans>
            </Button>
            {t`${formatNumber(offset + 1)} to ${formatNumber(Math.min(offset + LEADS_A_PAGE, data.changed))} of ${formatNumber(data.changed)}`}
            <Button
              size="sm"
              variant="subtle"
              aria-label={t`Next leads`}
              disabled={offset + LEADS_A_PAGE >= data.changed}
              onClick={() => setOffset(offset + LEADS_A_PAGE)}
            >
              <Trans>Next</Trans>
            </Button>
          </span>
        )
      }
      save={{
        label: isShipped ? t`Back to the rules that ship` : t`Save the rules`,
        what: 'temperature_rules_changed',
        isPending: set.isPending,
        run: () => set.mutateAsync({ rules: isShipped ? null : rules }),
      }}
      onClose={onClose}
      onSaved={onSaved}
    >
      {data !== undefined && data.leads.length > 0 && <LeadsThatChange leads={data.leads} />}
    </RulesPreview>
  )
}

function LeadsThatChange({ leads }: { leads: OutputOf<'temperature.previewRules'>['leads'] }) {
  const { t } = useLingui()
  return (
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
          {leads.map((lead) => (
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
  )
}
