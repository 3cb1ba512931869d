import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useElementSize } from '@mantine/hooks'
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts'
import type { Funnel } from '../../../shared/contract/funnel.contract.ts'
import { formatNumber } from '../../app/format.ts'
import classes from './FunnelScreen.module.css'
import type { OpenFigure } from './FunnelScreen.tsx'
import { stageName } from './stage-names.ts'

/** How many leads stand in each stage today, replayed from history. */
export function SnapshotChart({ snapshot, onOpen }: { snapshot: Funnel['snapshot']; onOpen: OpenFigure }) {
  const { t } = useLingui()
  const { ref, width } = useElementSize()
  const rows = snapshot.map((row) => ({ ...row, name: stageName(row.stage) }))
  const total = snapshot.reduce((sum, { count }) => sum + count, 0)
  const title = (name: string) => t`In ${name} today`
  const open = (index: number) => {
    const row = rows[index]
    if (row !== undefined) onOpen({ type: 'snapshot', stage: row.stage }, title(row.name))
  }
  return (
    <section aria-labelledby="funnel-snapshot">
      <h2 id="funnel-snapshot">{t`Where leads are now`}</h2>
      <p className={`lb-small ${classes.definition}`}>
        {t`Leads in each stage today, whatever their status: ${plural(total, { one: '# in all', other: '# in all' })}.`}
      </p>
      <div ref={ref} aria-hidden>
        {width > 0 && (
          <BarChart
            width={width}
            height={190}
            data={rows}
            margin={{ top: 20, right: 0, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis
              dataKey="name"
              interval={0}
              tickLine={false}
              axisLine={{ stroke: 'var(--lb-rule)' }}
              tick={{ fill: 'var(--lb-ink-2)', fontSize: 13 }}
            />
            <YAxis hide domain={[0, 'dataMax']} />
            <Bar
              dataKey="count"
              fill="var(--lb-step-3)"
              stroke="var(--lb-chart-stroke)"
              isAnimationActive={false}
              className={classes.bar ?? ''}
              onClick={(_, index) => open(index)}
            >
              <LabelList dataKey="count" position="top" fill="var(--lb-ink)" fontSize={13} />
            </Bar>
          </BarChart>
        )}
      </div>
      <table className={classes.snapshotTable}>
        <caption className="lb-hidden">{t`Leads in each stage today`}</caption>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.stage}>
              <th scope="row">{row.name}</th>
              <td className={classes.number}>
                {row.count === 0 ? (
                  <span className="lb-faint">0</span>
                ) : (
                  <button
                    type="button"
                    className={classes.figure}
                    aria-label={`${title(row.name)}: ${formatNumber(row.count)}`}
                    onClick={() => open(index)}
                  >
                    {formatNumber(row.count)}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
