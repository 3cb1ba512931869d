import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { LeadSelection } from '../../../../shared/contract/lead-query.contract.ts'
import { noDaysOff, workingDayFrom } from '../../../../shared/domain/follow-ups/working-days.ts'
import { addDays, type PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { ask } from '../../../api/client.ts'
import { DayField } from '../../../app/DayField.tsx'
import { formatDay } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import classes from './dialogs.module.css'

/** A change of status that asks something first. */
export type AskedStatus = 'resting' | 'lost' | 'disqualified' | 'doNotContact'

interface StatusDialogProps {
  status: AskedStatus
  /** The leads, and what they are called together; null closes the dialog. Of `doNotContact` one lead, by its id. */
  leads: { leads: LeadSelection; name: string } | null
  today: PlainDate
  onClose: () => void
}

/** Asks until when leads rest, or why they are lost, ruled out or not to be contacted, and sets it. */
export function StatusDialog({ status, leads, today, onClose }: StatusDialogProps) {
  const { t } = useLingui()
  const name = leads?.name ?? ''
  const titles: Record<AskedStatus, string> = {
    resting: t`Let ${name} rest?`,
    lost: t`Is ${name} lost?`,
    disqualified: t`Rule ${name} out?`,
    doNotContact: t`Never contact ${name} again?`,
  }
  return (
    <Dialog opened={leads !== null} onClose={onClose} title={titles[status]} size={480}>
      {leads !== null && <StatusForm key={status} status={status} leads={leads} today={today} onClose={onClose} />}
    </Dialog>
  )
}

type StatusFormProps = StatusDialogProps & { leads: { leads: LeadSelection; name: string } }

function StatusForm({ status, leads, today, onClose }: StatusFormProps) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [untilOn, setUntilOn] = useState<PlainDate | null>(workingDayFrom(addDays(today, 60), noDaysOff))
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { name } = leads
  const isRest = status === 'resting'
  const hasDay = untilOn !== null && untilOn > today

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (isBusy || (isRest ? !hasDay : reason.trim() === '')) return
    setBusy(true)
    try {
      const { message, changeSet } = await write()
      sayChanged(message, changeSet)
      onClose()
    } catch (error) {
      sayFailed(error)
    } finally {
      setBusy(false)
    }
  }

  async function write() {
    if (status === 'resting' && untilOn !== null) {
      const { changeSet } = await ask('leads.setStatus', { leads: leads.leads, status, untilOn })
      const day = formatDay(untilOn, 'long', today)
      return { message: t`${name}: resting until ${day}`, changeSet }
    }
    if (status === 'doNotContact') {
      const leadId = 'ids' in leads.leads ? leads.leads.ids[0] : undefined
      if (leadId === undefined) throw new TypeError('One lead at a time is marked as not to be contacted')
      const { changeSet } = await ask('leads.setDoNotContact', { leadId, reason: reason.trim() })
      return { message: t`${name} is not contacted any more`, changeSet }
    }
    const { changeSet } = await ask('leads.setStatus', { leads: leads.leads, status, reason: reason.trim() })
    return { message: status === 'lost' ? t`${name}: lost` : t`${name}: ruled out`, changeSet }
  }

  const words: Record<AskedStatus, ReactNode> = {
    resting: (
      <Trans>What is planned is dropped and a running playbook stops. On that day the rest is over by itself.</Trans>
    ),
    lost: (
      <Trans>What is planned is dropped and a running playbook stops. Lost leads stay in the funnel's figures.</Trans>
    ),
    disqualified: (
      <Trans>For leads that will never fit. What is planned is dropped and a running playbook stops.</Trans>
    ),
    doNotContact: (
      <Trans>
        For whoever asked for it. The lead leaves every list meant for outreach, and no import brings it back.
      </Trans>
    ),
  }
  const buttons: Record<AskedStatus, string> = {
    resting: t`Let rest`,
    lost: t`Mark as lost`,
    disqualified: t`Rule out`,
    doNotContact: t`Never contact again`,
  }
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className="lb-quiet">{words[status]}</p>
      {isRest ? (
        <DayField
          label={t`Until`}
          value={untilOn}
          min={addDays(today, 1)}
          onChange={setUntilOn}
          choices={[30, 60, 90, 180].map((days) => ({
            label: t`${days} days`,
            day: workingDayFrom(addDays(today, days), noDaysOff),
          }))}
          error={isTried && !hasDay ? t`Choose a day to come.` : undefined}
        />
      ) : (
        <TextInput
          label={t`Why`}
          data-autofocus
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isTried && reason.trim() === '' ? t`Write why, so that you can tell later.` : undefined}
        />
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button
          variant="filled"
          type="submit"
          disabled={isBusy}
          {...(status === 'doNotContact' && { 'data-danger': true })}
        >
          {buttons[status]}
        </Button>
      </div>
    </form>
  )
}
