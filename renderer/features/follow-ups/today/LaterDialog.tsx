import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { addWorkingDays, noDaysOff, workingDayFrom } from '../../../../shared/domain/follow-ups/working-days.ts'
import { addDays, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { ask } from '../../../api/client.ts'
import { DayField } from '../../../app/DayField.tsx'
import { formatWeekdayAndDay } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import classes from './Today.module.css'

interface LaterDialogProps {
  /** The lead to come back to; the dialog is closed while there is none. */
  lead: LeadRow | null
  today: PlainDate
  onClose: () => void
  onPutOff: () => void
}

/** Asks when a lead is to be looked at again: its action moves to that day, or the lead rests until then. */
export function LaterDialog({ lead, today, onClose, onPutOff }: LaterDialogProps) {
  const { t } = useLingui()
  return (
    <Dialog
      opened={lead !== null}
      onClose={onClose}
      title={lead === null ? '' : t`${lead.name}: when again?`}
      size={480}
    >
      {lead !== null && <LaterForm key={lead.id} lead={lead} today={today} onClose={onClose} onPutOff={onPutOff} />}
    </Dialog>
  )
}

function LaterForm({ lead, today, onClose, onPutOff }: LaterDialogProps & { lead: LeadRow }) {
  const { t } = useLingui()
  const isPlanned = lead.nextAction !== null
  const inDays = (days: number) => workingDayFrom(addDays(today, days), noDaysOff)
  const nextWorkingDay = addWorkingDays(today, 1, noDaysOff)
  const [on, setOn] = useState<PlainDate | null>(isPlanned ? nextWorkingDay : inDays(60))
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const hasDay = on !== null && on > today

  async function putOff(how: 'move' | 'rest') {
    setTried(true)
    if (isBusy || on === null || on <= today) return
    setBusy(true)
    const day = formatWeekdayAndDay(on)
    const { name } = lead
    try {
      if (how === 'move') {
        const { changeSet } = await ask('followUps.snooze', { leadId: lead.id, until: on })
        sayChanged(t`${name}: moved to ${day}`, changeSet)
      } else {
        const { changeSet } = await ask('leads.setStatus', {
          leads: { ids: [lead.id] },
          status: 'resting',
          untilOn: on,
        })
        sayChanged(t`${name}: resting until ${day}`, changeSet)
      }
      onPutOff()
    } catch (error) {
      sayFailed(error)
    } finally {
      setBusy(false)
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void putOff(isPlanned ? 'move' : 'rest')
  }

  return (
    <form onSubmit={submit} noValidate>
      <DayField
        label={t`On`}
        value={on}
        min={addDays(today, 1)}
        onChange={setOn}
        error={isTried && !hasDay ? t`Choose a day to come.` : undefined}
        choices={
          isPlanned
            ? [
                { label: t`Next working day`, day: nextWorkingDay },
                { label: t`In a week`, day: inDays(7) },
                { label: t`In 30 days`, day: inDays(30) },
                { label: t`In 90 days`, day: inDays(90) },
              ]
            : [30, 60, 90, 180].map((days) => ({ label: t`In ${days} days`, day: inDays(days) }))
        }
      />
      <p className={`${classes.laterWords} lb-quiet lb-small`}>
        {isPlanned ? (
          <Trans>
            Moving keeps what is planned. Resting drops it and stops a running playbook; on that day the lead is back.
          </Trans>
        ) : (
          <Trans>A resting lead stands in no list until that day, unless it does something by itself.</Trans>
        )}
      </p>
      <div className={classes.laterActs}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        {isPlanned && (
          <Button disabled={isBusy} onClick={() => void putOff('rest')}>
            <Trans>Let rest until then</Trans>
          </Button>
        )}
        <Button variant="filled" type="submit" disabled={isBusy}>
          {isPlanned ? t`Move it to then` : t`Let rest until then`}
        </Button>
      </div>
    </form>
  )
}
