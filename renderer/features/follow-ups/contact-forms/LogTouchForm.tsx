import { Trans, useLingui } from '@lingui/react/macro'
import { Select, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { channelSchema, type Outcome } from '../../../../shared/domain/follow-ups/channel.ts'
import { outcomeLetters, outcomeOfLetter } from '../../../../shared/domain/sheet/outcome-letters.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../../api/queries.ts'
import { channelWord, outcomeWord } from '../../../app/contact-words.ts'
import { DayField, useDaysAhead } from '../../../app/DayField.tsx'
import { takesTyping, useSingleKeys } from '../../../app/shortcuts.ts'
import { TopicField } from '../../../app/TopicField.tsx'
import { OutcomeControl } from '../../../ui/OutcomeControl.tsx'
import classes from './contact-forms.module.css'
import { OutcomeEffect } from './OutcomeEffect.tsx'
import { emptyTouch, type TouchDraft, touchProblem, useLogTouch } from './useLogTouch.ts'

interface LogTouchFormProps {
  /** The form's id, for a submit button that stands outside of it: `<Button type="submit" form={id}>`. */
  id: string
  lead: LeadRow
  today: PlainDate
  /** The touch is about to be written: what is on the page now may be another list when it is. */
  onLogging?: (() => void) | undefined
  /** The touch is written. */
  onLogged: () => void
  /** Told while the touch is being written, for the button outside. */
  onBusyChange?: ((isBusy: boolean) => void) | undefined
  /** Room is scarce: what comes next stands before how and when. */
  isInPanel?: boolean
}

/**
 * What happened with a lead, when, what was said, and what comes next: one touch with its outcome and next action. The letters D V R
 * M N X choose the outcome wherever no text is typed; Ctrl+Enter logs. Give it the lead's id as `key`.
 */
export function LogTouchForm(props: LogTouchFormProps) {
  const { id, lead, today, onLogging, onLogged, onBusyChange, isInPanel = false } = props
  const { t } = useLingui()
  const [draft, setDraft] = useState(() => emptyTouch(lead, today))
  const [isTried, setTried] = useState(false)
  const { log, isLogging } = useLogTouch(lead, onLogged)
  const { data: nurture } = useProcedure('nurture.run', { leadId: lead.id })
  const { data: why } = useProcedure('temperature.why', { leadId: lead.id })
  const hasLetters = useSingleKeys((keys) => keys.isOn)
  const form = useRef<HTMLFormElement>(null)
  const daysAhead = useDaysAhead(today)
  const problem = isTried ? touchProblem(draft, today) : undefined
  const change = (part: Partial<TouchDraft>) => setDraft((before) => ({ ...before, ...part }))

  useEffect(() => onBusyChange?.(isLogging), [isLogging, onBusyChange])

  function submit(event?: FormEvent) {
    event?.preventDefault()
    setTried(true)
    if (touchProblem(draft, today) !== undefined || isLogging) return
    onLogging?.()
    void log(draft)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
      return
    }
    if (!hasLetters || event.ctrlKey || event.metaKey || event.altKey || takesTyping(event.target)) return
    const outcome = event.key.length === 1 ? outcomeOfLetter(event.key) : undefined
    if (outcome === undefined) return
    event.preventDefault()
    event.stopPropagation()
    change({ outcome })
    form.current?.querySelector<HTMLInputElement>(`input[type="radio"][value="${outcome}"]`)?.focus()
  }

  const step = nurture?.run?.state === 'running' ? nurture.run.steps.find((one) => one.state === 'open') : undefined
  const howAndDay = (
    <div className={classes.pair}>
      <Select
        label={t`How`}
        data={channelSchema.options.map((channel) => ({ value: channel, label: channelWord(channel) }))}
        value={draft.channel}
        onChange={(channel) => channel !== null && change({ channel: channel })}
        allowDeselect={false}
      />
      <DayField
        label={t`Day`}
        value={draft.on}
        max={today}
        error={problem?.field === 'on' ? problem.message : undefined}
        onChange={(on) => change({ on })}
      />
    </div>
  )
  return (
    <form id={id} ref={form} className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      <div>
        <OutcomeControl<Outcome>
          legend={t`What happened?`}
          options={outcomeLetters.map(({ letter, outcome }) => ({
            value: outcome,
            keyCap: letter,
            name: outcomeWord(outcome),
          }))}
          value={draft.outcome}
          onChange={(outcome) => change({ outcome })}
        />
        {problem?.field === 'outcome' && (
          <p className={classes.error} role="alert">
            {problem.message}
          </p>
        )}
        {draft.outcome !== null && draft.on !== null && (
          <OutcomeEffect lead={lead} outcome={draft.outcome} on={draft.on} today={today} />
        )}
      </div>
      {!isInPanel && howAndDay}
      {(draft.outcome === 'replied' || draft.outcome === 'talked') && (
        <TopicField
          label={t`What it was about`}
          first={why?.interests.map(({ topic }) => topic) ?? []}
          value={draft.topic}
          onChange={(topic) => change({ topic })}
        />
      )}
      <Textarea
        label={draft.outcome === 'do_not_contact' ? t`Why, in their words` : t`Note`}
        autosize
        minRows={isInPanel ? 1 : 2}
        maxRows={8}
        maxLength={10_000}
        value={draft.note}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      {draft.outcome === 'do_not_contact' ? (
        <p className="lb-quiet lb-small">
          <Trans>
            {lead.name} leaves every list meant for outreach, for good. What is planned is dropped, a running playbook
            stops.
          </Trans>
        </p>
      ) : (
        <fieldset>
          <legend className={classes.legend}>{t`What next?`}</legend>
          {draft.outcome === 'not_now' && (
            <div className={classes.rest}>
              <OutcomeControl
                legend={t`What next?`}
                isLegendHidden
                layout="flat"
                options={[
                  { value: 'rest', name: t`Let it rest` },
                  { value: 'plan', name: t`Plan something` },
                ]}
                value={draft.rests ? 'rest' : 'plan'}
                onChange={(choice) => change({ rests: choice === 'rest' })}
              />
            </div>
          )}
          {draft.outcome === 'not_now' && draft.rests ? (
            <DayField
              label={t`Until`}
              value={draft.restUntil}
              min={today}
              error={problem?.field === 'restUntil' ? problem.message : undefined}
              onChange={(restUntil) => change({ restUntil })}
            />
          ) : (
            <>
              <div className={classes.next}>
                <TextInput
                  label={t`Next action`}
                  maxLength={500}
                  value={draft.nextWhat}
                  onChange={(event) => change({ nextWhat: event.currentTarget.value })}
                />
                <DayField
                  label={t`On`}
                  value={draft.nextOn}
                  error={problem?.field === 'nextOn' ? problem.message : undefined}
                  onChange={(nextOn) => change({ nextOn })}
                  choices={draft.nextWhat.trim() === '' ? undefined : daysAhead}
                />
              </div>
              {draft.nextWhat.trim() === '' && (
                <p className="lb-quiet lb-note">
                  <NothingPlanned outcome={draft.outcome} hasStep={step !== undefined} lead={lead} />
                </p>
              )}
            </>
          )}
        </fieldset>
      )}
      {isInPanel && howAndDay}
    </form>
  )
}

interface NothingPlannedProps {
  outcome: Outcome | null
  hasStep: boolean
  lead: LeadRow
}

function NothingPlanned({ outcome, hasStep, lead }: NothingPlannedProps) {
  if (outcome === 'replied') return <Trans>Left empty: your answer is planned for today.</Trans>
  if (hasStep && (outcome === null || outcome === 'done' || outcome === 'voicemail'))
    return <Trans>Left empty: the playbook goes on with its next step.</Trans>
  const planned = lead.nextAction?.what
  if (planned !== undefined)
    return (
      <Trans>
        Left empty: “{planned}” is done with this, nothing else is planned, and Today lists the lead under “no next
        step”.
      </Trans>
    )
  return <Trans>Left empty: nothing is planned, and Today lists the lead under “no next step”.</Trans>
}
