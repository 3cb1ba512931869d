import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import type { LeadPage } from '../../../../shared/contract/lead-page.contract.ts'
import type { Why } from '../../../../shared/contract/temperature.contract.ts'
import type { Channel } from '../../../../shared/domain/follow-ups/channel.ts'
import { temperatureWord } from '../../../../shared/domain/temperature/temperature-word.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../../api/queries.ts'
import { outcomeWord, signalWord, stageWord } from '../../../app/contact-words.ts'
import { pastDayWords } from '../../../app/day-words.ts'
import { formatDay, formatScore } from '../../../app/format.ts'
import { leadRoute } from '../../../app/routes.ts'
import { keyCaps } from '../../../app/shortcuts.ts'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import { StagePips } from '../../../ui/marks/StagePips.tsx'
import { TemperatureMark } from '../../../ui/marks/TemperatureMark.tsx'
import { WorkingPanel } from '../../../ui/WorkingPanel.tsx'
import { StepDraft } from '../../nurture/nurture.parts.ts'
import { LogTouchForm } from '../contact-forms/LogTouchForm.tsx'
import { whyNowWords } from '../why-now-words.ts'
import { LeadContacts } from './LeadContacts.tsx'
import classes from './Today.module.css'
import type { ListedEntry } from './today-groups.ts'

interface TodayPanelProps {
  listed: ListedEntry
  today: PlainDate
  /** The id of the form in the panel, for the keys of the page. */
  formId: string
  /** A touch begins to be written. */
  onLogging: () => void
  onLogged: () => void
  /** Puts the lead off to the next working day; without a planned action it asks until when it rests. */
  onNotToday: () => void
}

/** The working panel of Today: who it is, how to reach them, what to do and what to say, what came of it and what comes next. */
export function TodayPanel({ listed, today, formId, onLogging, onLogged, onNotToday }: TodayPanelProps) {
  const { t } = useLingui()
  const { group, entry } = listed
  const { lead, whyNow } = entry
  const [isBusy, setBusy] = useState(false)
  const { data: nurture } = useProcedure('nurture.run', { leadId: lead.id })
  const { data: why } = useProcedure('temperature.why', { leadId: lead.id })
  const { data: page } = useProcedure('leads.get', { lead: lead.id })
  const run = nurture?.run?.state === 'running' ? nurture.run : undefined
  const step = entry.step === null ? undefined : run?.steps.find(({ state }) => state === 'open')
  const optedOut: Channel[] = page?.optOuts.map(({ channel }) => channel) ?? []
  const isInPerson = group === 'inPerson'
  const role = [lead.jobTitle, lead.company === lead.name ? null : lead.company].filter((word) => word !== null)

  return (
    <WorkingPanel
      label={t`Finish this step`}
      head={
        <>
          <div className={classes.panelTop}>
            {lead.code !== null && <span className="lb-code">{lead.code}</span>}
            <a href={`#${leadRoute(lead.id)}`}>
              <Trans>Whole page</Trans>
            </a>
          </div>
          <h2 className={classes.panelName}>{lead.name}</h2>
          {role.length > 0 && <p className="lb-quiet">{role.join(', ')}</p>}
          <div className={classes.panelMarks}>
            <TemperatureMark
              shown="slip"
              temperature={temperatureWord(lead)}
              score={formatScore(lead.score)}
              isPinned={lead.isPinned}
            />
            <StagePips stage={lead.stage} name={stageWord(lead.stage)} />
            {why !== undefined && <span className="lb-quiet lb-small">{aheadWords(why)}</span>}
          </div>
        </>
      }
      foot={
        <>
          <Button variant="filled" type="submit" form={formId} disabled={isBusy}>
            <Trans>Log and go on</Trans>
            <KeyCap keys={keyCaps('mod+Enter')} />
          </Button>
          <Button onClick={onNotToday} disabled={isBusy}>
            {lead.nextAction === null ? t`Let rest` : t`Not today`}
          </Button>
        </>
      }
    >
      <div className={classes.task}>
        <h3 className={classes.taskTitle}>{lead.nextAction?.what ?? t`Nothing planned: decide what comes next`}</h3>
        {step !== undefined && run !== undefined && (
          <p className="lb-quiet lb-note">
            <Trans>
              Step {step.position} of {run.steps.length}, {run.name}
            </Trans>
          </p>
        )}
        <LeadContacts lead={lead} channel={lead.nextAction?.channel ?? 'call'} optedOut={optedOut} />
        {isInPerson && (
          <p className="lb-small">
            <b>{whyNowWords(whyNow, today)}.</b>{' '}
            <Trans>Write in your own words, or call: a template would be a mistake here.</Trans>
          </p>
        )}
        {step !== undefined && !isInPerson && (
          <p className={`${classes.guidance} lb-quiet lb-small`}>{step.guidance}</p>
        )}
        {step !== undefined && step.draft !== null && !isInPerson && (
          <details key={`${lead.id}/${step.position}`} className={classes.draft}>
            <summary>
              <IconChevronRight size={16} stroke={1.5} aria-hidden className="lb-icon" />
              {step.channel === 'call' ? t`If you do not reach them: a draft` : t`Draft`}
              {step.missingFields.length > 0 && (
                <span className="lb-quiet lb-note">
                  {plural(step.missingFields.length, { one: '# field to fill', other: '# fields to fill' })}
                </span>
              )}
            </summary>
            <StepDraft step={{ ...step, draft: step.draft }} lead={lead} />
          </details>
        )}
        {page !== undefined && <LastWord page={page} today={today} />}
      </div>
      <LogTouchForm
        id={formId}
        lead={lead}
        today={today}
        onLogging={onLogging}
        onLogged={onLogged}
        onBusyChange={setBusy}
        isInPanel
      />
    </WorkingPanel>
  )

  function aheadWords({ isHot, isCooling, temperature, pin, coolingOn, coldOn, hotUntilOn }: Why): string | null {
    const day = (on: PlainDate) => formatDay(on, 'long', today)
    if (pin !== null) return t`set by hand until ${day(pin.untilOn)}`
    if (isHot) return hotUntilOn === null ? null : t`hot until ${day(hotUntilOn)}`
    if (isCooling) return coldOn === null ? null : t`cold from ${day(coldOn)}`
    return temperature === 'warm' && coolingOn !== null ? t`cooling from ${day(coolingOn)}` : null
  }
}

/** What was noted last of the lead, in the words it was noted in. */
function LastWord({ page, today }: { page: LeadPage; today: PlainDate }) {
  const { lastWord } = page
  if (lastWord === null) return null
  const what = lastWord.of.type === 'touch' ? outcomeWord(lastWord.of.outcome) : signalWord(lastWord.of.kind)
  return (
    <div className="lb-small">
      <p className="lb-quiet lb-note">
        {pastDayWords(lastWord.on, today)}, {what}
      </p>
      <p className={`${classes.said} lb-said`}>{lastWord.note}</p>
    </div>
  )
}
