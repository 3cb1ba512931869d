import { Trans, useLingui } from '@lingui/react/macro'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { LeadSelection } from '../../../shared/contract/lead-query.contract.ts'
import type { Temperature } from '../../../shared/domain/temperature/signal-kinds.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import { useCommand } from '../../api/queries.ts'
import { DayField } from '../../app/DayField.tsx'
import { sayChanged, sayFailed } from '../../app/undo.tsx'
import { useTemperatureRules } from '../../app/useTemperatureRules.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import classes from './temperature-dialogs.module.css'

interface TagDialogProps {
  /** The leads to tag, and what they are called together: a name, or "4 leads"; null closes the dialog. */
  leads: { leads: LeadSelection; name: string } | null
  temperature: Temperature
  today: PlainDate
  onClose: () => void
}

/** Asks why leads are to stand as cold or warm by hand, and pins them so until a day. */
export function TagDialog({ leads, temperature, today, onClose }: TagDialogProps) {
  const { t } = useLingui()
  const name = leads?.name ?? ''
  return (
    <Dialog
      opened={leads !== null}
      onClose={onClose}
      title={temperature === 'warm' ? t`Tag ${name} as warm?` : t`Tag ${name} as cold?`}
      size={480}
    >
      {leads !== null && <TagForm leads={leads} temperature={temperature} today={today} onClose={onClose} />}
    </Dialog>
  )
}

type TagFormProps = TagDialogProps & { leads: { leads: LeadSelection; name: string } }

function TagForm({ leads, temperature, today, onClose }: TagFormProps) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const { handTagDays } = useTemperatureRules()
  const [chosenUntilOn, setUntilOn] = useState<PlainDate | null | undefined>(undefined)
  const untilOn = chosenUntilOn === undefined ? addDays(today, handTagDays) : chosenUntilOn
  const [isTried, setTried] = useState(false)
  const tag = useCommand('temperature.tag')

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (reason.trim() === '' || untilOn === null || untilOn < today) return
    try {
      const done = await tag.mutateAsync({
        leads: leads.leads,
        temperature,
        reason: reason.trim(),
        untilOn,
      })
      const { name } = leads
      sayChanged(temperature === 'warm' ? t`Tagged ${name} as warm` : t`Tagged ${name} as cold`, done.changeSet)
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <p className="lb-quiet">
        <Trans>The computed temperature stays beside it and stands again after that day.</Trans>
      </p>
      <TextInput
        label={t`Why`}
        data-autofocus
        maxLength={1000}
        value={reason}
        error={isTried && reason.trim() === '' ? t`Write why, so that you can tell later.` : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <DayField
        label={t`Until`}
        value={untilOn}
        min={today}
        onChange={setUntilOn}
        error={isTried && (untilOn === null || untilOn < today) ? t`Choose today or a day to come.` : undefined}
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={tag.isPending}>
          {temperature === 'warm' ? t`Tag as warm` : t`Tag as cold`}
        </Button>
      </div>
    </form>
  )
}
