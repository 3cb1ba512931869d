import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { Area, ComposedChart, Line, ReferenceDot, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts'
import type { Why } from '../../../shared/contract/temperature.contract.ts'
import { dayNumber } from '../../../shared/primitives/plain-date.ts'
import { formatDay, formatNumber } from '../../app/format.ts'
import { useTemperatureRules } from '../../app/useTemperatureRules.ts'
import { TemperatureShape } from '../../ui/marks/TemperatureMark.tsx'
import classes from './ScoreCurve.module.css'
import { type Band, temperatureBands } from './temperature-bands.ts'

/** Bands narrower than this share of the curve carry their shape only, and none at all under the half of it. */
const NAMED_SHARE = 0.12

const label = { fill: 'var(--lb-ink-2)', fontSize: 12.5 }
const thresholdLine = { stroke: 'var(--lb-rule)', strokeDasharray: '1 4', strokeLinecap: 'round' } as const
const curveLine = { type: 'linear', stroke: 'var(--lb-accent)', strokeWidth: 2, isAnimationActive: false } as const

/** The score of each day around the day shown: an area up to it, a dotted line from it on, warm and hot as lines, bands of days under it. */
export function ScoreCurve({ why }: { why: Why }) {
  const { t } = useLingui()
  const { curve, thresholds, on, coolingOn, coldOn } = why
  const rules = useTemperatureRules()
  const bands = useMemo(() => temperatureBands(why, rules), [why, rules])
  const points = useMemo(
    () =>
      curve.map((point) => ({
        day: dayNumber(point.on),
        past: point.on <= on ? point.score : null,
        ahead: point.on >= on ? point.score : null,
      })),
    [curve, on],
  )
  const highest = Math.max(...curve.map((point) => point.score))
  const top = Math.max(thresholds.hot * 1.15, highest * 1.24)
  const scoreOf = (day: string | null) => curve.find((point) => point.on === day)?.score
  const coolingScore = scoreOf(coolingOn)
  const today = dayNumber(on)

  const peak = curve.reduce((best, point) => (point.on <= on && point.score > best.score ? point : best))
  const words = [
    t`Score by day from ${formatDay(curve[0]?.on ?? on, 'long')} to ${formatDay(curve.at(-1)?.on ?? on, 'long')}:`,
    t`highest ${formatNumber(peak.score, 2)} on ${formatDay(peak.on, 'long')}, ${formatNumber(why.score, 2)} on ${formatDay(on, 'long')}`,
    coolingOn === null ? '' : t`, below ${formatNumber(thresholds.warm)} from ${formatDay(coolingOn, 'long')}`,
    coldOn === null ? '' : t`, cold from ${formatDay(coldOn, 'long')}`,
  ].join(' ')

  return (
    <figure className={classes.figure}>
      <div className={classes.chart} role="img" aria-label={`${words}.`}>
        <ResponsiveContainer width="100%" height={172} initialDimension={{ width: 560, height: 172 }}>
          <ComposedChart data={points} margin={{ top: 16, right: 2, bottom: 2, left: 30 }} accessibilityLayer={false}>
            <XAxis dataKey="day" type="number" domain={['dataMin', 'dataMax']} hide />
            <YAxis type="number" domain={[0, top]} hide />
            <ReferenceLine
              y={thresholds.warm}
              {...thresholdLine}
              label={{ ...label, value: formatNumber(thresholds.warm), position: 'left' }}
            />
            <ReferenceLine
              y={thresholds.warm}
              stroke="none"
              label={{ ...label, value: t`warm`, position: 'insideBottomRight' }}
            />
            <ReferenceLine
              y={thresholds.hot}
              {...thresholdLine}
              label={{ ...label, value: formatNumber(thresholds.hot), position: 'left' }}
            />
            <ReferenceLine
              y={thresholds.hot}
              stroke="none"
              label={{ ...label, value: t`hot, with intent`, position: 'insideBottomRight' }}
            />
            <ReferenceLine y={0} stroke="var(--lb-rule)" />
            <Area dataKey="past" {...curveLine} fill="var(--lb-accent-soft)" fillOpacity={1} activeDot={false} />
            <Line
              dataKey="ahead"
              {...curveLine}
              strokeDasharray="2 4"
              strokeLinecap="round"
              dot={false}
              activeDot={false}
            />
            <ReferenceLine
              x={today}
              stroke="var(--lb-ink-2)"
              label={{ ...label, value: formatDay(on), position: 'insideTopLeft', dy: -14 }}
            />
            {coolingOn !== null && coolingScore !== undefined && (
              <ReferenceDot
                x={dayNumber(coolingOn)}
                y={coolingScore}
                r={3}
                fill="var(--lb-paper)"
                stroke="var(--lb-accent)"
                strokeWidth={1.8}
              />
            )}
            <ReferenceDot
              x={today}
              y={why.score}
              r={4}
              fill="var(--lb-accent)"
              stroke="var(--lb-paper)"
              strokeWidth={1.5}
              label={{
                value: formatNumber(why.score, 2),
                position: 'right',
                dy: -11,
                fill: 'var(--lb-ink)',
                fontFamily: 'var(--lb-font-serif)',
                fontSize: 16,
                fontWeight: 560,
              }}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div className={classes.bands} aria-hidden>
        {bands.map((band) => (
          <BandOfDays key={band.from} band={band} share={band.days / curve.length} isFirst={band === bands[0]} />
        ))}
      </div>
    </figure>
  )
}

function BandOfDays({ band, share, isFirst }: { band: Band; share: number; isFirst: boolean }) {
  const { t } = useLingui()
  const { temperature, from, days } = band
  const word =
    temperature === 'cold' ? t`Cold` : temperature === 'warm' ? t`Warm` : temperature === 'hot' ? t`Hot` : t`Cooling`
  return (
    <div className={classes.band} style={{ flexGrow: days }}>
      <span className={`${classes.name} ${classes[temperature]}`}>
        {share >= NAMED_SHARE / 2.5 && <TemperatureShape temperature={temperature} />}
        {share >= NAMED_SHARE && word}
      </span>
      {!isFirst && share >= NAMED_SHARE / 1.5 && <span className={classes.day}>{formatDay(from)}</span>}
    </div>
  )
}
