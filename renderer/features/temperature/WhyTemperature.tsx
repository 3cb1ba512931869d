import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Why } from '../../../shared/contract/temperature.contract.ts'
import { signalWord } from '../../app/contact-words.ts'
import { daysWords } from '../../app/day-words.ts'
import { formatDay, formatNumber } from '../../app/format.ts'
import { TemperatureMark } from '../../ui/marks/TemperatureMark.tsx'
import { Note } from '../../ui/Note.tsx'
import { ScoreCurve } from './ScoreCurve.tsx'
import classes from './WhyTemperature.module.css'

interface WhyTemperatureProps {
  why: Why
  /** Takes the tag set by hand off. */
  onUntag: () => void
}

/** Why a lead is as warm as it is: the curve, every signal that counts with its points, what is missing to hot, and a tag set by hand. */
export function WhyTemperature({ why, onUntag }: WhyTemperatureProps) {
  const { t } = useLingui()
  const [showsOld, setShowsOld] = useState(false)
  const counting = why.parts.filter((part) => part.today !== 0 || part.isOverCap)
  const oldCount = why.parts.length - counting.length
  const parts = showsOld ? why.parts : counting
  return (
    <div className={classes.why}>
      {why.pin !== null && (
        <div className={classes.pin}>
          <Note tone="accent">
            <Trans>
              <b>{why.pin.temperature === 'warm' ? t`Warm` : t`Cold`} by hand</b> until{' '}
              {formatDay(why.pin.untilOn, 'long', why.on)}: <span className="lb-said">“{why.pin.reason}”</span>.
              Computed: <TemperatureMark temperature={why.computed} shown="word" score={formatNumber(why.score, 2)} />
            </Trans>{' '}
            <Button size="sm" variant="subtle" onClick={onUntag}>
              <Trans>Take the tag off</Trans>
            </Button>
          </Note>
        </div>
      )}
      {why.parts.length === 0 ? (
        <p className="lb-quiet">
          <Trans>
            Nothing known that this lead did by itself, so the score is 0. A reply, a call or a download warms it; what
            you send does not.
          </Trans>
        </p>
      ) : (
        <>
          <ScoreCurve why={why} />
          <div>
            <table className={`lb-table ${classes.parts}`}>
              <caption className="lb-hidden">
                <Trans>Signals that count today</Trans>
              </caption>
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>What they did</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Day</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Points</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Fades over</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Today</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => (
                  <tr key={part.signal} className={part.today === 0 ? 'lb-faint' : undefined}>
                    <td>
                      {signalWord(part.kind)}
                      {part.topic !== null && <span className="lb-quiet">, {part.topic}</span>}
                      {part.isOverCap && (
                        <span className="lb-quiet lb-note">
                          {' '}
                          <Trans>over the cap</Trans>
                        </span>
                      )}
                    </td>
                    <td className="lb-nowrap">{formatDay(part.on, 'long', why.on)}</td>
                    <td data-number>{formatNumber(part.points)}</td>
                    <td data-number className="lb-quiet">
                      {daysWords(part.windowDays)}
                    </td>
                    <td data-number>{formatNumber(part.today, 2)}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={4}>
                    <Trans>Score</Trans>
                  </th>
                  <td data-number>{formatNumber(why.score, 2)}</td>
                </tr>
              </tfoot>
            </table>
            {oldCount > 0 && (
              <Button size="sm" variant="subtle" className={classes.more} onClick={() => setShowsOld(!showsOld)}>
                {showsOld
                  ? t`Hide what counts no more`
                  : plural(oldCount, {
                      one: 'Show # older signal that counts no more',
                      other: 'Show # older signals that count no more',
                    })}
              </Button>
            )}
            <Outlook why={why} />
          </div>
        </>
      )}
    </div>
  )
}

/** What is missing to hot, and what happens if nothing happens. */
function Outlook({ why }: { why: Why }) {
  const { t } = useLingui()
  const { toHot, coolingOn, coldOn, coolingSinceOn, warmAgainOn, hotUntilOn, on } = why
  const day = (date: Parameters<typeof formatDay>[0]) => formatDay(date, 'long', on)
  const missing =
    hotUntilOn !== null
      ? t`Hot until ${day(hotUntilOn)}.`
      : toHot.points > 0
        ? toHot.needsIntent
          ? t`${formatNumber(toHot.points, 2)} short of hot, and a fresh sign of intent is missing.`
          : t`${formatNumber(toHot.points, 2)} short of hot.`
        : t`Only a fresh sign of intent is missing to hot.`
  const turns = [
    coolingOn === null ? undefined : t`cooling from ${day(coolingOn)}`,
    coldOn === null ? undefined : t`cold from ${day(coldOn)}`,
    warmAgainOn === null ? undefined : t`warm again from ${day(warmAgainOn)}, when the “not now” wears off`,
  ].filter((turn) => turn !== undefined)
  return (
    <p className={`lb-small lb-quiet ${classes.outlook}`}>
      <b className={classes.missing}>{missing}</b>{' '}
      {hotUntilOn === null && toHot.points > 0 && <Trans>A two-way call today adds 30.</Trans>}{' '}
      {coolingSinceOn !== null && <Trans>Cooling since {day(coolingSinceOn)}.</Trans>}{' '}
      {turns.length > 0 && <Trans>If nothing happens: {turns.join(', ')}.</Trans>}
    </p>
  )
}
