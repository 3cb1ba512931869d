import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Popover } from '@mantine/core'
import { useState } from 'react'
import type { LeadPage } from '../../../../shared/contract/lead-page.contract.ts'
import { addDays, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { ask } from '../../../api/client.ts'
import { useProcedure } from '../../../api/queries.ts'
import { channelWord } from '../../../app/contact-words.ts'
import { DayField, useDaysAhead } from '../../../app/DayField.tsx'
import { dueDayWords } from '../../../app/day-words.ts'
import { formatDay, formatWeekdayAndDay } from '../../../app/format.ts'
import { useSingleKeys } from '../../../app/shortcuts.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { KeyCap } from '../../../ui/KeyCap.tsx'
import type { LeadActs } from './LeadHead.tsx'
import classes from './NextAction.module.css'

interface NextActionProps {
  page: LeadPage
  today: PlainDate
  acts: LeadActs
}

/** What is to be done next with a lead and when, and how to do, move or drop it; or why nothing is. */
export function NextAction({ page, today, acts }: NextActionProps) {
  const { t } = useLingui()
  const { lead } = page
  const { name, nextAction } = lead
  const hasKeys = useSingleKeys((keys) => keys.isOn)
  const { data: nurture } = useProcedure('nurture.run', { leadId: lead.id }, { keepsPrevious: true })

  async function drop() {
    try {
      const { changeSet } = await ask('followUps.drop', { leadId: lead.id })
      sayChanged(t`Dropped the next action of ${name}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  if (nextAction === null)
    return (
      <div className={classes.next}>
        <p className="lb-quiet">
          {lead.doNotContactOn !== null
            ? t`Nothing is planned for whoever is not to be contacted.`
            : lead.status === 'resting'
              ? page.restingUntilOn === null
                ? t`Resting. Nothing is planned.`
                : t`Resting until ${formatDay(page.restingUntilOn, 'long', today)}. Nothing is planned.`
              : lead.status === 'active'
                ? t`Nothing is planned. Plan one step, or start a playbook.`
                : t`Nothing is planned.`}
        </p>
        {lead.doNotContactOn === null && lead.status === 'active' && (
          <Button variant="filled" onClick={acts.plan}>
            <Trans>Plan the next step</Trans>
            {hasKeys && <KeyCap keys="P" />}
          </Button>
        )}
      </div>
    )

  const run = nurture?.run
  const step = run?.state === 'running' ? run.steps.find((one) => one.state === 'open') : undefined
  const isLate = nextAction.day < today
  // Days further off are said by their date alone.
  const isSoon = nextAction.day <= addDays(today, 1)
  return (
    <div className={classes.next}>
      <div className={classes.words}>
        <p className={classes.what}>{nextAction.what}</p>
        <p className="lb-small lb-quiet">
          {isSoon && (
            <>
              <span className={isLate ? 'lb-red' : undefined}>{dueDayWords(nextAction.day, today)}</span>,{' '}
            </>
          )}
          {formatWeekdayAndDay(nextAction.day, 'long', today)}, {channelWord(nextAction.channel)}
          {step !== undefined && run != null && (
            <>
              .{' '}
              <Trans>
                Step {step.position} of {run.steps.length}, “{run.name}”
              </Trans>
            </>
          )}
        </p>
        <div className={classes.quiet}>
          <Snooze page={page} today={today} />
          <Button size="sm" variant="subtle" onClick={() => void drop()}>
            <Trans>Drop</Trans>
          </Button>
        </div>
      </div>
      <Button variant="filled" onClick={acts.log}>
        <Trans>Do it</Trans>
        {hasKeys && <KeyCap keys="Enter" />}
      </Button>
    </div>
  )
}

/** Moves the next action to a later day. */
function Snooze({ page, today }: { page: LeadPage; today: PlainDate }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const { id, name } = page.lead
  const choices = useDaysAhead(today).slice(1)

  async function move(until: PlainDate | null) {
    if (until === null || until <= today) return
    setOpen(false)
    try {
      const { changeSet } = await ask('followUps.snooze', { leadId: id, until })
      const day = formatDay(until, 'long', today)
      sayChanged(t`Moved the next action of ${name} to ${day}`, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus width={340}>
      <Popover.Target>
        <Button size="sm" variant="subtle" className={classes.first} onClick={() => setOpen(!isOpen)}>
          {(page.lead.nextAction?.day ?? today) <= today ? t`Not today` : t`Move`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <DayField
          label={t`Move it to`}
          value={null}
          min={addDays(today, 1)}
          choices={choices}
          onChange={(day) => void move(day)}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
