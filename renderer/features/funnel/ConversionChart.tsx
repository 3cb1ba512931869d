import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useElementSize } from '@mantine/hooks'
import { Bar, BarChart, XAxis, YAxis } from 'recharts'
import type { Funnel } from '../../../shared/contract/funnel.contract.ts'
import { formatNumber } from '../../app/format.ts'
import { StagePips } from '../../ui/marks/StagePips.tsx'
import classes from './FunnelScreen.module.css'
import type { OpenFigure } from './FunnelScreen.tsx'
import { intervalWords, shareWords } from './share-words.ts'
import { stageName } from './stage-names.ts'

type ConversionRow = Funnel['conversions'][number]
type Part = 'reached' | 'open' | 'lost'

const ROW_HEIGHT = 34

/** Each stage to the next and Lead to Won: how many moved on, are still open, or closed without it; as bars and as a table that says the same. */
export function ConversionChart({
  conversions,
  onOpen,
}: {
  conversions: readonly ConversionRow[]
  onOpen: OpenFigure
}) {
  const { t } = useLingui()
  const { ref, width } = useElementSize()
  const rows = conversions.map((row) => ({
    ...row,
    key: `${row.from}-${row.to}`,
    lost: row.entered - row.reached - row.open,
  }))
  const most = Math.max(1, ...rows.map((row) => row.entered))
  const title = (row: ConversionRow, part: Part | 'entered') => {
    const [from, to] = [stageName(row.from), stageName(row.to)]
    if (part === 'entered') return t`Reached ${from}`
    if (part === 'reached') return t`${from}, went on to ${to}`
    return part === 'open' ? t`${from}, not yet ${to}, still open` : t`${from}, closed before ${to}`
  }
  const open = (row: ConversionRow, part: Part | 'entered') =>
    onOpen({ type: 'cohort', from: row.from, to: row.to, part }, title(row, part))
  const bar = (part: Part, fill: string, stroke: string) => (
    <Bar
      dataKey={part}
      stackId="cohort"
      barSize={19}
      fill={fill}
      stroke={stroke}
      isAnimationActive={false}
      className={classes.bar ?? ''}
      onClick={(_, index) => {
        const row = rows[index]
        if (row !== undefined) open(row, part)
      }}
    />
  )

  return (
    <section aria-labelledby="funnel-conversion">
      <div className={classes.titleRow}>
        <h2 id="funnel-conversion">{t`How far leads got`}</h2>
        <ul className={classes.legend} aria-label={t`What the bars show`}>
          <li>
            <i data-part="reached" />
            {t`moved on`}
          </li>
          <li>
            <i data-part="open" />
            {t`still open`}
          </li>
          <li>
            <i data-part="lost" />
            {t`closed`}
          </li>
        </ul>
      </div>
      <p className={`lb-small ${classes.definition}`}>
        {t`Of the leads that first reached a stage in the period, the share that reached the next by today. A skipped stage counts as passed; each lead counts once; lost leads stay in. Closed: lost, disqualified, or a customer whose sale is not on file.`}
      </p>
      <div className={classes.conversion}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t`From`}</th>
              <th scope="col">{t`To`}</th>
              <th scope="col" className={classes.number}>
                n
              </th>
              <th scope="col" className={classes.barColumn}>
                <span className="lb-hidden">{t`Bar`}</span>
              </th>
              <th scope="col">{t`Share that went on`}</th>
              <th scope="col" className={classes.number}>{t`Open`}</th>
              <th scope="col" className={classes.number}>{t`Closed`}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.key}>
                <th scope="row">
                  <StagePips stage={row.from} name={stageName(row.from)} />
                </th>
                <td>{stageName(row.to)}</td>
                <td className={classes.number}>
                  <FigureButton
                    value={row.entered}
                    label={title(row, 'entered')}
                    isLarge
                    onOpen={() => open(row, 'entered')}
                  />
                </td>
                <td className={classes.barColumn}>{index === 0 && <div ref={ref} className={classes.measure} />}</td>
                <td className={classes.share}>
                  <b>{shareWords(row)}</b> <span className={classes.interval}>{intervalWords(row)}</span>{' '}
                  <Maturity row={row} />
                </td>
                <td className={classes.number}>
                  <FigureButton value={row.open} label={title(row, 'open')} onOpen={() => open(row, 'open')} />
                </td>
                <td className={classes.number}>
                  <FigureButton value={row.lost} label={title(row, 'lost')} onOpen={() => open(row, 'lost')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {width > 0 && (
          <div className={classes.bars} aria-hidden>
            <BarChart
              layout="vertical"
              width={width}
              height={rows.length * ROW_HEIGHT}
              data={rows}
              margin={{ top: 0, right: 1, bottom: 0, left: 0 }}
              barCategoryGap={0}
              accessibilityLayer={false}
            >
              <defs>
                <pattern
                  id="funnel-open"
                  width="5"
                  height="5"
                  patternUnits="userSpaceOnUse"
                  patternTransform="rotate(45)"
                >
                  <rect width="1.5" height="5" fill="var(--lb-accent)" />
                </pattern>
              </defs>
              <XAxis type="number" domain={[0, most]} hide />
              <YAxis type="category" dataKey="key" hide />
              {bar('reached', 'var(--lb-accent)', 'var(--lb-accent)')}
              {bar('open', 'url(#funnel-open)', 'var(--lb-accent)')}
              {bar('lost', 'transparent', 'var(--lb-edge)')}
            </BarChart>
          </div>
        )}
      </div>
    </section>
  )
}

interface FigureButtonProps {
  value: number
  label: string
  isLarge?: boolean
  onOpen: () => void
}

function FigureButton({ value, label, isLarge = false, onOpen }: FigureButtonProps) {
  if (value === 0) return <span className="lb-faint">0</span>
  return (
    <button
      type="button"
      className={classes.figure}
      data-large={isLarge || undefined}
      aria-label={`${label}: ${formatNumber(value)}`}
      onClick={onOpen}
    >
      {formatNumber(value)}
    </button>
  )
}

function Maturity({ row }: { row: ConversionRow }) {
  const { t } = useLingui()
  if (row.entered === 0 || row.maturity === 'mature') return null
  const days = Math.round(row.usualDays ?? 0)
  const words =
    row.maturity === 'immature'
      ? t`young: three of four take ${plural(days, { one: '# day', other: '# days' })}`
      : t`too few to tell how long it takes`
  return (
    <span className={classes.young} title={words}>
      {row.maturity === 'immature' ? t`young` : t`too few`}
      <span className="lb-hidden">, {words}</span>
    </span>
  )
}
