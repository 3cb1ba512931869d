import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconCheck, IconListCheck, IconMinus } from '@tabler/icons-react'
import type { LeadRow } from '../../../shared/contract/leads.contract.ts'
import type { Run } from '../../../shared/contract/nurture.contract.ts'
import { addWorkingDays, noDaysOff } from '../../../shared/domain/follow-ups/working-days.ts'
import type { ChangeSetId, PlaybookId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { ask } from '../../api/client.ts'
import { useProcedure } from '../../api/queries.ts'
import { channelWord } from '../../app/contact-words.ts'
import { dueDayWords } from '../../app/day-words.ts'
import { formatDay } from '../../app/format.ts'
import { sayChanged, sayFailed } from '../../app/undo.tsx'
import { Slip } from '../../ui/Slip.tsx'
import { showToast } from '../../ui/toast.tsx'
import classes from './RunSteps.module.css'
import { StartPlaybookMenu } from './StartPlaybookMenu.tsx'
import { StepDraft } from './StepDraft.tsx'
import { stopReasonWords } from './stop-reason-words.ts'

interface RunStepsProps {
  lead: LeadRow
  today: PlainDate
  /** Does the open step: asks what happened. */
  onDo: () => void
}

/** A lead's playbook as a checklist with guidance and draft, and what can be done with it: do, skip, stop, go on, start another. */
export function RunSteps({ lead, today, onDo }: RunStepsProps) {
  const { t } = useLingui()
  const { data } = useProcedure('nurture.run', { leadId: lead.id }, { keepsPrevious: true })
  if (data === undefined) return null
  const { run, suggested } = data
  const isActive = run?.state === 'running' || run?.state === 'paused'
  const { name } = lead

  async function say(sentence: string, work: () => Promise<{ changeSet: ChangeSetId | null }>) {
    try {
      const { changeSet } = await work()
      sayChanged(sentence, changeSet)
    } catch (error) {
      sayFailed(error)
    }
  }

  async function start(playbookId: PlaybookId, playbook: string) {
    try {
      const { started, changeSet } = await ask('nurture.start', { leads: { ids: [lead.id] }, playbookId })
      if (started > 0) sayChanged(t`Started “${playbook}” with ${name}`, changeSet)
      else
        showToast({ tone: 'plain', message: t`“${playbook}” was not started: it is not for ${name} as things stand.` })
    } catch (error) {
      sayFailed(error)
    }
  }

  const startButton = (
    <StartPlaybookMenu suggested={suggested} onStart={(id, playbook) => void start(id, playbook)}>
      <Button size="sm" leftSection={<IconListCheck size={16} stroke={1.5} aria-hidden />}>
        {isActive ? t`Start another` : t`Start a playbook`}
      </Button>
    </StartPlaybookMenu>
  )
  if (run === null)
    return (
      <div className={classes.head}>
        <p className="lb-quiet">
          <Trans>No playbook yet. One plans the next step by itself, each time one is done.</Trans>
        </p>
        {lead.doNotContactOn === null && startButton}
      </div>
    )

  return (
    <>
      <div className={classes.head}>
        <p>
          <b>{run.name}</b>{' '}
          <span className="lb-quiet lb-small">
            <Trans>
              version {run.version}, since {formatDay(run.enrolledOn, 'long', today)}
            </Trans>
            {run.state === 'paused' && <>, {t`pauses, because you planned something else`}</>}
            {run.state === 'finished' && <>, {t`at its end`}</>}
            {run.state === 'stopped' && <>, {stopReasonWords(run.stopReason)}</>}
          </span>
        </p>
        <div className={classes.buttons}>
          {run.state === 'paused' && (
            <Button
              size="sm"
              onClick={() =>
                say(t`“${run.name}” goes on with ${name}`, () => ask('nurture.resume', { leadId: lead.id }))
              }
            >
              <Trans>Go on</Trans>
            </Button>
          )}
          {isActive && (
            <Button
              size="sm"
              variant="subtle"
              onClick={() => say(t`Stopped “${run.name}” with ${name}`, () => ask('nurture.stop', { leadId: lead.id }))}
            >
              <Trans>Stop</Trans>
            </Button>
          )}
          {lead.doNotContactOn === null && startButton}
        </div>
      </div>
      <ol className={classes.steps}>
        {run.steps.map((step) => (
          <Step
            key={step.position}
            run={run}
            step={step}
            lead={lead}
            today={today}
            onDo={onDo}
            onSkip={() => say(t`Skipped a step of ${name}`, () => ask('nurture.skipStep', { leadId: lead.id }))}
          />
        ))}
      </ol>
    </>
  )
}

interface StepProps {
  run: Run
  step: Run['steps'][number]
  lead: LeadRow
  today: PlainDate
  onDo: () => void
  onSkip: () => void
}

function Step({ run, step, lead, today, onDo, onSkip }: StepProps) {
  const { t } = useLingui()
  const { state, position, title, on } = step
  const isNow = state === 'open' && run.state === 'running'
  const states = { done: t`done`, skipped: t`skipped`, open: isNow ? t`next` : t`waiting`, ahead: t`ahead` }
  return (
    <li className={classes.step} data-state={isNow ? 'now' : state}>
      <span className={classes.box} aria-hidden>
        {state === 'done' ? (
          <IconCheck size={16} stroke={1.5} />
        ) : state === 'skipped' ? (
          <IconMinus size={16} stroke={1.5} />
        ) : (
          position
        )}
      </span>
      <div className={classes.body}>
        <p className={classes.line}>
          <span className={classes.title}>{title}</span>
          <span className="lb-hidden">{states[state]}</span>
          <span className="lb-quiet lb-note">{channelWord(step.channel)}</span>
          {step.isHuman && <Slip>{t`by hand`}</Slip>}
          <span className={`lb-quiet lb-small lb-nowrap ${classes.when}`}>{whenWords(step, run, today)}</span>
        </p>
        {isNow && (
          <div className={classes.guide}>
            <p className="lb-small">{step.purpose}</p>
            <p className="lb-small lb-quiet">{step.guidance}</p>
            {step.draft !== null && <StepDraft key={step.position} step={{ ...step, draft: step.draft }} lead={lead} />}
            <div className={classes.acts}>
              <Button size="sm" onClick={onDo}>
                <Trans>Done: log what happened</Trans>
              </Button>
              <Button size="sm" variant="subtle" onClick={onSkip}>
                <Trans>Skip this step</Trans>
              </Button>
            </div>
          </div>
        )}
        {state === 'skipped' && on === null && (
          <p className="lb-note lb-quiet">
            <Trans>Passed by: it is for other leads.</Trans>
          </p>
        )}
      </div>
    </li>
  )
}

/** When a step was done or is due; of one ahead the day as things stand, reckoned from the open step. */
function whenWords(step: Run['steps'][number], run: Run, today: PlainDate): string {
  if (step.state === 'open') return step.on === null ? '' : dueDayWords(step.on, today)
  if (step.on !== null) return formatDay(step.on, 'long', today)
  const open = run.steps.find((one) => one.state === 'open')
  if (step.state !== 'ahead' || run.state !== 'running' || open?.on == null) return ''
  const from = open.on < today ? today : open.on
  const days = Math.max(0, step.offsetDays - open.offsetDays)
  return `≈ ${formatDay(addWorkingDays(from, days, noDaysOff), 'short', today)}`
}
