import { plural, t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Why } from '../../../shared/contract/temperature.contract.ts'
import { temperatureWord } from '../../../shared/domain/temperature/temperature-word.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { type PlainDate, parsePlainDate } from '../../../shared/primitives/plain-date.ts'
import { useCommand, useProcedure } from '../../api/queries.ts'
import { signalWord } from '../../app/contact-words.ts'
import { daysWords } from '../../app/day-words.ts'
import { formatDay, formatNumber } from '../../app/format.ts'
import { sayChanged, sayFailed } from '../../app/undo.tsx'
import { useTemperatureRules } from '../../app/useTemperatureRules.ts'
import { LedgerSection } from '../../ui/LedgerSection.tsx'
import { TemperatureMark } from '../../ui/marks/TemperatureMark.tsx'
import { Note } from '../../ui/Note.tsx'
import { crossingWords } from './crossing-words.ts'
import { ScoreCurve } from './ScoreCurve.tsx'
import classes from './WhyTemperature.module.css'

interface WhyTemperatureProps {
  lead: { id: LeadId; name: string }
  today: PlainDate
  /** Another day to explain the temperature of; undefined: today. */
  asOf: PlainDate | undefined
  /** Hears of the day chosen; undefined for today. */
  onAsOf: (day: PlainDate | undefined) => void
  /** Takes the tag set by hand off. */
  onUntag: () => void
}

/**
 * Why a lead is as warm as it is, today or as of any other day: the curve, every signal that counts with its points, what is missing to
 * hot, when it crossed between cold and warm, and a tag set by hand.
 */
export function WhyTemperature({ lead, today, asOf, onAsOf, onUntag }: WhyTemperatureProps) {
  const { t } = useLingui()
  const input = asOf === undefined ? { leadId: lead.id } : { leadId: lead.id, on: asOf }
  const why = useProcedure('temperature.why', input, { keepsPrevious: true }).data
  if (why === undefined) return null
  return (
    <LedgerSection title={whyTitle(why, today)}>
      <div className={classes.panel}>
        <div className={classes.asOf}>
          {why.on !== today && (
            <p>
              <Trans>
                As of {formatDay(why.on, 'long', today)}:{' '}
                <TemperatureMark temperature={why.computed} shown="word" score={formatNumber(why.score, 2)} />
              </Trans>{' '}
              <Button size="sm" variant="subtle" onClick={() => onAsOf(undefined)}>
                <Trans>Back to today</Trans>
              </Button>
            </p>
          )}
          <TextInput
            type="date"
            size="sm"
            label={t`As of`}
            classNames={{ root: classes.day ?? '' }}
            value={asOf ?? today}
            onChange={(event) => onAsOf(parsePlainDate(event.currentTarget.value))}
          />
        </div>
        <Reasons why={why} today={today} name={lead.name} onUntag={onUntag} />
      </div>
    </LedgerSection>
  )
}

/** What the panel explains, with the day where that is not today. */
function whyTitle(why: Why, today: PlainDate): string {
  const word = temperatureWord(why)
  if (why.on === today)
    return word === 'hot' ? t`Why hot` : word === 'warm' ? t`Why warm` : word === 'cold' ? t`Why cold` : t`Why cooling`
  const day = formatDay(why.on, 'short', today)
  switch (word) {
    case 'hot':
      return t`Why hot on ${day}`
    case 'warm':
      return t`Why warm on ${day}`
    case 'cold':
      return t`Why cold on ${day}`
    case 'cooling':
      return t`Why cooling on ${day}`
  }
}

interface ReasonsProps {
  why: Why
  today: PlainDate
  name: string
  onUntag: () => void
}

function Reasons({ why, today, name, onUntag }: ReasonsProps) {
  const { t } = useLingui()
  const [showsOld, setShowsOld] = useState(false)
  const remove = useCommand('temperature.removeSignal')
  const counting = why.parts.filter((part) => part.today !== 0 || part.overCap !== 0)
  const oldCount = why.parts.length - counting.length
  const parts = showsOld ? why.parts : counting
  const isToday = why.on === today
  const day = formatDay(why.on, 'long', today)

  async function takeOut(part: Why['parts'][number]) {
    try {
      const { changeSet } = await remove.mutateAsync({ signalId: part.signal })
      sayChanged(t`Took a signal of ${name} out`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

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
            {isToday && (
              <Button size="sm" variant="subtle" onClick={onUntag}>
                <Trans>Take the tag off</Trans>
              </Button>
            )}
          </Note>
        </div>
      )}
      {why.parts.length === 0 ? (
        <p className="lb-quiet">
          {isToday ? (
            <Trans>
              Nothing known that this lead did by itself, so the score is 0. A reply, a call or a download warms it;
              what you send does not.
            </Trans>
          ) : (
            <Trans>Nothing known that this lead did by itself up to {day}, so the score of that day is 0.</Trans>
          )}
        </p>
      ) : (
        <>
          <ScoreCurve why={why} />
          <div>
            <table className={`lb-table ${classes.parts}`}>
              <caption className="lb-hidden">
                {isToday ? <Trans>Signals that count today</Trans> : <Trans>Signals that count on {day}</Trans>}
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
                    <Trans>Runs out</Trans>
                  </th>
                  <th scope="col" data-number>
                    <Trans>Counts</Trans>
                  </th>
                  <th scope="col">
                    <span className="lb-hidden">{t`Remove`}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => (
                  <tr key={part.signal} className={part.today === 0 ? 'lb-faint' : undefined}>
                    <td>
                      {signalWord(part.kind)}
                      {part.topic !== null && <span className="lb-quiet">, {part.topic}</span>}
                      {part.overCap !== 0 && (
                        <span className="lb-quiet lb-note">
                          {' '}
                          <Trans>over the cap</Trans>
                        </span>
                      )}
                    </td>
                    <td className="lb-nowrap">{formatDay(part.on, 'long', why.on)}</td>
                    <td data-number>{formatNumber(part.points)}</td>
                    <td data-number className="lb-quiet" title={t`Fades over ${daysWords(part.windowDays)}`}>
                      {formatDay(part.endsOn, 'short', why.on)}
                    </td>
                    <td data-number>{formatNumber(part.today, 2)}</td>
                    <td className={classes.remove}>
                      <ActionIcon
                        variant="subtle"
                        size={24}
                        aria-label={t`Remove: ${signalWord(part.kind)}, ${formatDay(part.on, 'long', why.on)}`}
                        disabled={remove.isPending}
                        onClick={() => void takeOut(part)}
                      >
                        <IconX size={16} stroke={1.5} aria-hidden />
                      </ActionIcon>
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={4}>
                    <Trans>Score</Trans>
                  </th>
                  <td data-number colSpan={2}>
                    {formatNumber(why.score, 2)}
                  </td>
                </tr>
              </tfoot>
            </table>
            {oldCount > 0 && (
              <Button size="sm" variant="subtle" className={classes.more} onClick={() => setShowsOld(!showsOld)}>
                {showsOld
                  ? isToday
                    ? t`Hide what counts no more`
                    : t`Hide what does not count on that day`
                  : isToday
                    ? plural(oldCount, {
                        one: 'Show # older signal that counts no more',
                        other: 'Show # older signals that count no more',
                      })
                    : plural(oldCount, {
                        one: 'Show # older signal that does not count on that day',
                        other: 'Show # older signals that do not count on that day',
                      })}
              </Button>
            )}
            <Outlook why={why} today={today} />
            <Crossings why={why} />
          </div>
        </>
      )}
    </div>
  )
}

/** What is missing to hot, and what happens if nothing happens. */
function Outlook({ why, today }: { why: Why; today: PlainDate }) {
  const { t } = useLingui()
  const rules = useTemperatureRules()
  const { toHot, coolingOn, coldOn, coolingSinceOn, warmAgainOn, hotUntilOn, on } = why
  const day = (date: Parameters<typeof formatDay>[0]) => formatDay(date, 'long', on)
  const isPast = on < today
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
      {on !== today && <Trans>On {formatDay(on, 'long', today)}:</Trans>} <b className={classes.missing}>{missing}</b>{' '}
      {!isPast && hotUntilOn === null && toHot.points > 0 && (
        <Trans>A two-way call adds up to {formatNumber(rules.signals.conversation.points)}.</Trans>
      )}{' '}
      {coolingSinceOn !== null && <Trans>Cooling since {day(coolingSinceOn)}.</Trans>}{' '}
      {turns.length > 0 &&
        (isPast ? (
          <Trans>By what was known then: {turns.join(', ')}.</Trans>
        ) : (
          <Trans>If nothing happens: {turns.join(', ')}.</Trans>
        ))}
    </p>
  )
}

/** When it went from cold to warm and back, and what caused it, the latest first. */
function Crossings({ why: { crossings, on } }: { why: Why }) {
  const [showsAll, setShowsAll] = useState(false)
  if (crossings.length === 0) return null
  const latestFirst = crossings.toSorted((one, other) => (one.on < other.on ? 1 : -1))
  const shown = showsAll ? latestFirst : latestFirst.slice(0, 2)
  return (
    <div className={`lb-small lb-quiet ${classes.outlook}`}>
      <ul>
        {shown.map((crossing) => {
          const { what, because } = crossingWords(crossing)
          return (
            <li key={`${crossing.on} ${crossing.to}`}>
              {what}, {formatDay(crossing.on, 'long', on)}, {because}
            </li>
          )
        })}
      </ul>
      {latestFirst.length > 2 && (
        <Button size="sm" variant="subtle" className={classes.more} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? (
            <Trans>Show the last two</Trans>
          ) : (
            plural(latestFirst.length, { one: 'Show the one crossing', other: 'Show all # crossings' })
          )}
        </Button>
      )}
    </div>
  )
}
