import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { IconHelp } from '@tabler/icons-react'
import { memo } from 'react'
import type { TodayEntry } from '../../../../shared/contract/follow-ups.contract.ts'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { daysBetween, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { channelWord, stageWord } from '../../../app/contact-words.ts'
import { daysWords, dueDayWords } from '../../../app/day-words.ts'
import { formatScore } from '../../../app/format.ts'
import { leadRoute } from '../../../app/routes.ts'
import { LedgerItem } from '../../../ui/LedgerSection.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import { ChannelIcon } from '../ChannelIcon.tsx'
import { whyNowWords } from '../why-now-words.ts'
import classes from './Today.module.css'

interface TodayItemProps {
  entry: TodayEntry
  today: PlainDate
  isCurrent: boolean
  onSelect: (leadId: LeadId) => void
  onOpen: (leadId: LeadId) => void
}

/** A lead in Today on two lines: who and how warm, then what to do and why now; in the margin its code and day. */
export const TodayItem = memo(function TodayItem({ entry, today, isCurrent, onSelect, onOpen }: TodayItemProps) {
  const { lead, step, whyNow } = entry
  return (
    <LedgerItem
      isCurrent={isCurrent}
      onSelect={() => onSelect(lead.id)}
      onOpen={() => onOpen(lead.id)}
      margin={
        <>
          {lead.code !== null && <span className="lb-code">{lead.code}</span>}
          <ItemDay entry={entry} today={today} />
        </>
      }
    >
      <div className={classes.who}>
        <span className={classes.mark}>
          <TemperatureMark
            temperature={temperatureWord(lead)}
            score={formatScore(lead.score)}
            isPinned={lead.isPinned}
          />
        </span>
        <span className={classes.names}>
          {/* One stop of Tab for the whole list: J and K lead from item to item. */}
          <a className={classes.name} href={`#${leadRoute(lead.id)}`} tabIndex={isCurrent ? 0 : -1}>
            {lead.name}
          </a>
          {lead.company !== null && lead.company !== lead.name && <span className="lb-quiet">{lead.company}</span>}
        </span>
        <span className={classes.stage}>
          <StagePips stage={lead.stage} name={stageWord(lead.stage)} isNameShown={false} />
        </span>
      </div>
      <div className={classes.what}>
        <span className={classes.action}>
          {lead.nextAction === null ? (
            <>
              <IconHelp size={16} stroke={1.5} aria-hidden className="lb-icon" />
              <Trans>Nothing planned</Trans>
            </>
          ) : (
            <>
              <ChannelIcon channel={lead.nextAction.channel} />
              <span className="lb-hidden">{channelWord(lead.nextAction.channel)}:</span>
              <span>
                {lead.nextAction.what}
                {step !== null && (
                  <span className={classes.step}>
                    <Trans>
                      {step.position} of {step.count}
                    </Trans>
                  </span>
                )}
              </span>
            </>
          )}
        </span>
        <span className="lb-quiet">{whyNowWords(whyNow, today)}</span>
      </div>
    </LedgerItem>
  )
})

/** How late a lead is, or when its action is due; without one how long it has been quiet. */
function ItemDay({ entry, today }: { entry: TodayEntry; today: PlainDate }) {
  const { t } = useLingui()
  const { lead, workingDaysLate } = entry
  if (lead.nextAction === null) {
    const quietDays = daysBetween(lead.lastTouchOn ?? lead.cameInOn, today)
    if (quietDays <= 0) return <span className={classes.day}>{t`new today`}</span>
    return (
      <>
        <span className={classes.day}>{daysWords(quietDays)}</span>
        <span className={classes.day}>{t`quiet`}</span>
      </>
    )
  }
  const isLate = lead.nextAction.day < today
  return (
    <span className={classes.day} data-late={isLate || undefined}>
      {workingDaysLate > 0
        ? plural(workingDaysLate, { one: '# day late', other: '# days late' })
        : dueDayWords(lead.nextAction.day, today)}
    </span>
  )
}
