import { useLingui } from '@lingui/react/macro'
import type { Funnel } from '../../../shared/contract/funnel.contract.ts'
import { parsePlainDate } from '../../../shared/primitives/plain-date.ts'
import { formatMonth, formatNumber } from '../../app/format.ts'
import classes from './FunnelScreen.module.css'
import type { OpenFigure } from './FunnelScreen.tsx'
import { intervalWords, shareWords } from './share-words.ts'
import { stageName } from './stage-names.ts'

interface GroupTableProps {
  by: 'source' | 'month'
  conversions: Funnel['conversions']
  onOpen: OpenFigure
}

/** The same conversions for each source or month, in one hue by share, with n in every cell. */
export function GroupTable({ by, conversions, onOpen }: GroupTableProps) {
  const { t } = useLingui()
  const groups = [...new Set(conversions.map((row) => row.group ?? null))]
  const columns = conversions.slice(0, 6).map(({ from, to }) => ({ from, to }))
  return (
    <section aria-labelledby="funnel-groups" className={classes.groups}>
      <h2 id="funnel-groups">{by === 'source' ? t`By source` : t`By the month a stage was reached`}</h2>
      <p className={`lb-small ${classes.definition}`}>
        {t`In each cell the share that went on, and n: how many reached the first stage. From n 5 to 29 the 80 % interval stands below; under 5 there is no share.`}
      </p>
      <div className={classes.groupFrame} tabIndex={0} role="region" aria-label={t`Conversion by group`}>
        <table className={classes.groupTable}>
          <thead>
            <tr>
              <th scope="col">{by === 'source' ? t`Source` : t`Month`}</th>
              {columns.map(({ from, to }) => (
                <th key={`${from}-${to}`} scope="col">
                  {stageName(from)} → {stageName(to)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group ?? 'none'}>
                <th scope="row">{groupName(by, group, t`none given`)}</th>
                {conversions
                  .filter((row) => (row.group ?? null) === group)
                  .map((row) => (
                    <td
                      key={`${row.from}-${row.to}`}
                      data-step={stepOf(row.rate)}
                      data-young={row.maturity === 'immature' || undefined}
                    >
                      {row.entered === 0 ? (
                        <span className="lb-faint">–</span>
                      ) : (
                        <button
                          type="button"
                          onClick={() =>
                            onOpen(
                              { type: 'cohort', from: row.from, to: row.to, part: 'entered', by, group },
                              t`${groupName(by, group, t`no source`)}: reached ${stageName(row.from)}`,
                            )
                          }
                        >
                          <b>{shareWords(row)}</b>
                          {row.rate !== null && <span>{t`of ${formatNumber(row.entered)}`}</span>}
                          <small>{intervalWords(row)}</small>
                        </button>
                      )}
                    </td>
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function groupName(by: 'source' | 'month', group: string | null, none: string): string {
  if (group === null) return none
  const firstDay = by === 'month' ? parsePlainDate(`${group}-01`) : undefined
  return firstDay === undefined ? group : formatMonth(firstDay)
}

/** One hue in six steps: 0 below 5 %, then up to a quarter, a half and so on. */
function stepOf(rate: number | null): number | undefined {
  if (rate === null) return undefined
  return [0.05, 0.15, 0.3, 0.5, 0.75].filter((limit) => rate >= limit).length
}
