import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { type Channel, channelSchema } from '../../../../shared/domain/follow-ups/channel.ts'
import { addWorkingDays, noDaysOff } from '../../../../shared/domain/follow-ups/working-days.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { useCommand, useProcedure } from '../../../api/queries.ts'
import { channelWord } from '../../../app/contact-words.ts'
import { DayField, useDaysAhead } from '../../../app/DayField.tsx'
import { formatDay } from '../../../app/format.ts'
import { sayChanged, sayFailed } from '../../../app/undo.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Note } from '../../../ui/Note.tsx'
import classes from './contact-forms.module.css'

interface PlanDialogProps {
  /** The lead to plan for; the dialog is closed while there is none. */
  lead: LeadRow | null
  today: PlainDate
  onClose: () => void
}

/** Asks what to do next with a lead and on which day, and plans it as the lead's one next action. */
export function PlanDialog({ lead, today, onClose }: PlanDialogProps) {
  const { t } = useLingui()
  return (
    <Dialog
      opened={lead !== null}
      onClose={onClose}
      title={lead === null ? '' : t`What next with ${lead.name}?`}
      size={520}
    >
      {lead !== null && <PlanForm key={lead.id} lead={lead} today={today} onClose={onClose} />}
    </Dialog>
  )
}

function PlanForm({ lead, today, onClose }: PlanDialogProps & { lead: LeadRow }) {
  const { t } = useLingui()
  const [what, setWhat] = useState(lead.nextAction?.what ?? '')
  const [channel, setChannel] = useState<Channel>(lead.nextAction?.channel ?? 'call')
  const [on, setOn] = useState<PlainDate | null>(
    lead.nextAction !== null && lead.nextAction.day >= today
      ? lead.nextAction.day
      : addWorkingDays(today, 1, noDaysOff),
  )
  const [isTried, setTried] = useState(false)
  const plan = useCommand('followUps.plan')
  const { data: nurture } = useProcedure('nurture.run', { leadId: lead.id })
  const daysAhead = useDaysAhead(today)
  const isPausing = nurture?.run?.state === 'running'

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (what.trim() === '' || on === null || on < today) return
    try {
      const done = await plan.mutateAsync({ leadId: lead.id, next: { what: what.trim(), on, channel } })
      const day = formatDay(on, 'long')
      sayChanged(t`Planned for ${lead.name} on ${day}`, done.changeSet)
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <TextInput
        label={t`What to do`}
        data-autofocus
        maxLength={500}
        value={what}
        error={isTried && what.trim() === '' ? t`Write what to do, as “Call about the offer”.` : undefined}
        onChange={(event) => setWhat(event.currentTarget.value)}
      />
      <div className={classes.pair}>
        <DayField
          label={t`On`}
          value={on}
          min={today}
          onChange={setOn}
          choices={daysAhead}
          error={
            isTried && on === null
              ? t`Choose a day.`
              : isTried && on !== null && on < today
                ? t`That day is over.`
                : undefined
          }
        />
        <Select
          label={t`How`}
          data={channelSchema.options.map((value) => ({ value, label: channelWord(value) }))}
          value={channel}
          onChange={(next) => next !== null && setChannel(next)}
          allowDeselect={false}
        />
      </div>
      {isPausing && (
        <Note>
          <Trans>
            The playbook “{nurture?.run?.name}” pauses meanwhile. You can let it go on from the lead's page.
          </Trans>
        </Note>
      )}
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={plan.isPending}>
          <Trans>Plan it</Trans>
        </Button>
      </div>
    </form>
  )
}
