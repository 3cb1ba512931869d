import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Select, Textarea } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { LeadSelection } from '../../../shared/contract/lead-query.contract.ts'
import { type SignalKind, signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import { useCommand } from '../../api/queries.ts'
import { signalWord } from '../../app/contact-words.ts'
import { DayField } from '../../app/DayField.tsx'
import { signalEffectWords, withEffect } from '../../app/effect-words.ts'
import { formatNumber } from '../../app/format.ts'
import { TopicField } from '../../app/TopicField.tsx'
import { sayChanged, sayFailed } from '../../app/undo.tsx'
import { useTemperatureRules } from '../../app/useTemperatureRules.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import classes from './temperature-dialogs.module.css'

interface LogSignalDialogProps {
  /** The leads that did something, and what they are called together; null closes the dialog. */
  leads: { leads: LeadSelection; name: string } | null
  today: PlainDate
  onClose: () => void
}

/** Asks what leads did by themselves, and on which day. */
export function LogSignalDialog({ leads, today, onClose }: LogSignalDialogProps) {
  const { t } = useLingui()
  const name = leads?.name ?? ''
  return (
    <Dialog opened={leads !== null} onClose={onClose} title={t`What did ${name} do?`} size={480}>
      {leads !== null && <SignalForm leads={leads} today={today} onClose={onClose} />}
    </Dialog>
  )
}

type SignalFormProps = LogSignalDialogProps & { leads: { leads: LeadSelection; name: string } }

function SignalForm({ leads, today, onClose }: SignalFormProps) {
  const { t } = useLingui()
  const [kind, setKind] = useState<SignalKind | null>(null)
  const [on, setOn] = useState<PlainDate | null>(today)
  const [topic, setTopic] = useState('')
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const logSignal = useCommand('temperature.logSignal')
  const rules = useTemperatureRules()

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (kind === null || on === null || on > today) return
    try {
      const done = await logSignal.mutateAsync({
        leads: leads.leads,
        kind,
        on,
        ...(topic.trim() !== '' && { topic: topic.trim() }),
        ...(note.trim() !== '' && { note: note.trim() }),
      })
      const { name } = leads
      sayChanged(withEffect(t`Logged a signal of ${name}`, signalEffectWords(done)), done.changeSet)
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }

  function submitByKey(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }

  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={submitByKey} noValidate>
      <Select
        label={t`What`}
        data-autofocus
        searchable
        selectFirstOptionOnChange
        data={signalKinds.map((one) => ({ value: one, label: signalWord(one) }))}
        renderOption={({ option }) => {
          const { points, windowDays, isFlat } = rules.signals[option.value]
          return (
            <span className={classes.kind}>
              <span>{option.label}</span>
              <span className="lb-quiet lb-small">
                {plural(points, { one: '# point', other: '# points' })},{' '}
                {isFlat ? (
                  <Trans>full for {formatNumber(windowDays)} days</Trans>
                ) : (
                  <Trans>fades over {formatNumber(windowDays)} days</Trans>
                )}
              </span>
            </span>
          )
        }}
        maxDropdownHeight={420}
        value={kind}
        onChange={(next) => setKind(next)}
        error={isTried && kind === null ? t`Choose what happened.` : undefined}
        allowDeselect={false}
      />
      <DayField
        label={t`Day`}
        value={on}
        max={today}
        onChange={setOn}
        choices={[
          { label: t`Today`, day: today },
          { label: t`Yesterday`, day: addDays(today, -1) },
        ]}
        error={
          isTried && on === null
            ? t`Choose the day.`
            : isTried && on !== null && on > today
              ? t`That day is still to come.`
              : undefined
        }
      />
      <TopicField
        label={t`Topic`}
        description={t`What it was about, as “Pricing guide”. Topics make up the lead's interests.`}
        value={topic}
        onChange={setTopic}
      />
      <Textarea
        label={t`Note, in their words`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={logSignal.isPending}>
          <Trans>Log the signal</Trans>
        </Button>
      </div>
    </form>
  )
}
