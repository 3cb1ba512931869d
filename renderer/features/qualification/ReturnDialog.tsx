import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { noDaysOff, workingDayFrom } from '../../../shared/domain/follow-ups/working-days.ts'
import { type ReturnReason, returnReasonSchema } from '../../../shared/domain/qualification/questions.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import { useCommand } from '../../api/queries.ts'
import { DayField } from '../../app/DayField.tsx'
import { sayChanged, sayFailed } from '../../app/undo.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import classes from './Qualification.module.css'
import { returnReasonWord } from './qualification-words.ts'

interface ReturnDialogProps {
  /** Null closes the dialog. */
  lead: { id: LeadId; name: string } | null
  today: PlainDate
  onClose: () => void
}

/** Asks why a lead goes back to Lead, and says what follows from that. */
export function ReturnDialog({ lead, today, onClose }: ReturnDialogProps) {
  const { t } = useLingui()
  const name = lead?.name ?? ''
  return (
    <Dialog opened={lead !== null} onClose={onClose} title={t`Why does ${name} go back?`} size={480}>
      {lead !== null && <ReturnForm lead={lead} today={today} onClose={onClose} />}
    </Dialog>
  )
}

function ReturnForm({ lead, today, onClose }: ReturnDialogProps & { lead: { id: LeadId; name: string } }) {
  const { t } = useLingui()
  const [reason, setReason] = useState<ReturnReason | null>(null)
  const [note, setNote] = useState('')
  const [untilOn, setUntilOn] = useState<PlainDate | null>(workingDayFrom(addDays(today, 60), noDaysOff))
  const [isTried, setTried] = useState(false)
  const returns = useCommand('qualification.return')
  const hasDay = untilOn !== null && untilOn > today
  const follows: Record<ReturnReason, string> = {
    poor_fit: t`is ruled out`,
    unreachable: t`stays active, as a lead`,
    timing: t`rests until a day`,
    competitor_or_student: t`is ruled out`,
    duplicate: t`stays active; merge it with the other`,
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (reason === null || (reason === 'timing' && !hasDay)) return
    try {
      const { changeSet } = await returns.mutateAsync({
        leadId: lead.id,
        reason,
        ...(note.trim() !== '' && { note: note.trim() }),
        ...(reason === 'timing' && untilOn !== null && { untilOn }),
      })
      const { name } = lead
      sayChanged(t`Returned ${name}`, changeSet)
      onClose()
    } catch (error) {
      sayFailed(error)
    }
  }

  return (
    <form className={classes.dialog} onSubmit={submit} noValidate>
      <Radio.Group
        label={t`Because of`}
        value={reason}
        onChange={(value) => setReason(returnReasonSchema.parse(value))}
        error={isTried && reason === null ? t`Choose why.` : undefined}
      >
        <Stack gap={6} mt={4}>
          {returnReasonSchema.options.map((one, at) => (
            <Radio
              key={one}
              value={one}
              {...(at === 0 && { 'data-autofocus': true })}
              label={
                <>
                  {returnReasonWord(one)} <span className="lb-quiet lb-small">{follows[one]}</span>
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {reason === 'timing' && (
        <DayField
          label={t`Rests until`}
          value={untilOn}
          min={addDays(today, 1)}
          onChange={setUntilOn}
          choices={[30, 60, 90, 180].map((days) => ({
            label: t`${days} days`,
            day: workingDayFrom(addDays(today, days), noDaysOff),
          }))}
          error={isTried && !hasDay ? t`Choose a day to come.` : undefined}
        />
      )}
      <TextInput
        label={t`Note`}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes.dialogButtons}>
        <Button onClick={onClose}>
          <Trans>Leave it</Trans>
        </Button>
        <Button variant="filled" type="submit" disabled={returns.isPending}>
          <Trans>Return to Lead</Trans>
        </Button>
      </div>
    </form>
  )
}
