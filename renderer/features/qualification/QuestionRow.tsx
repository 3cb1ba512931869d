import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Textarea } from '@mantine/core'
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import type { Answer } from '../../../shared/domain/qualification/gates.ts'
import type { Question } from '../../../shared/domain/qualification/questions.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { DayField } from '../../app/DayField.tsx'
import { formatDay } from '../../app/format.ts'
import { focusWhenShown } from '../../ui/focus-when-shown.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { AnswerControl } from './AnswerControl.tsx'
import classes from './Qualification.module.css'
import { answerWord } from './qualification-words.ts'
import type { Known, useAnswers } from './useAnswers.ts'

interface QuestionRowProps {
  question: Question
  /** The question as its row says it. */
  name: ReactNode
  /** The same for a screen reader. */
  label: string
  /** What stands beside it: its weight, or how to ask it. */
  remark?: ReactNode
  answered: { answer: Answer; note: string | null; on: PlainDate | null }
  isStale?: boolean
  today: PlainDate
  answers: ReturnType<typeof useAnswers>
}

/** One question about a lead: its answer in one key or click, what it is known from and since when. */
export function QuestionRow(props: QuestionRowProps) {
  const { question, name, label, remark, answered, isStale = false, today, answers } = props
  const { t } = useLingui()
  /** The answer that evidence is being written for; null where none is. */
  const [evidenced, setEvidenced] = useState<Answer | null>(null)
  const isEdited = evidenced !== null
  const pencil = useReturnFocus<HTMLButtonElement>(isEdited)
  const { answer, note, on } = answered
  const conflict = answers.conflict?.question === question ? answers.conflict : null

  function choose(next: Answer) {
    if (isEdited) setEvidenced(next)
    // A stale answer is confirmed by giving it again.
    if (next === answer && !isStale) return
    void answers.write(question, { answer: next, note: next === 'unknown' ? null : note }, answer)
  }

  async function write(mine: Known, was: Answer) {
    if (await answers.write(question, mine, was)) setEvidenced(null)
  }

  function keepTheirs(holds: Answer) {
    if (isEdited) setEvidenced(holds)
    answers.leaveConflict()
  }

  return (
    <li className={classes.question} id={`question-${question}`}>
      <div className={classes.words}>
        <span>{name}</span>
        {remark !== undefined && <span className="lb-quiet lb-note"> {remark}</span>}
        {(note !== null || on !== null) && !isEdited && (
          <span className={classes.evidence}>
            {note !== null && <span className="lb-said">“{note}”</span>} {on !== null && formatDay(on, 'short', today)}
            {answer === 'unknown' && (
              <>
                {' · '}
                <Trans>still unknown</Trans>
              </>
            )}
            {isStale && (
              <span className={classes.stale}>
                <IconAlertTriangle size={16} stroke={1.5} aria-hidden /> <Trans>stale, ask again</Trans>
              </span>
            )}
          </span>
        )}
      </div>
      <button
        ref={pencil}
        type="button"
        className={classes.pencil}
        aria-label={t`Evidence for “${label}”`}
        title={t`Evidence and its day`}
        aria-expanded={isEdited}
        onClick={() => setEvidenced(isEdited ? null : answer)}
      >
        <IconPencil size={16} stroke={1.5} aria-hidden />
      </button>
      <AnswerControl label={label} value={answer} onAnswer={choose} onEdit={() => setEvidenced(answer)} />
      {evidenced !== null && (
        <EvidenceForm
          answered={{ ...answered, answer: evidenced }}
          today={today}
          onLeave={() => setEvidenced(null)}
          onKeep={(known) => write(known, evidenced)}
        />
      )}
      {conflict !== null && (
        <div className={classes.conflict} role="alert">
          <p>
            <Trans>
              Meanwhile this was answered <b>{answerWord(conflict.holds)}</b>; you meant{' '}
              <b>{answerWord(conflict.mine.answer)}</b>.
            </Trans>
          </p>
          <Button size="sm" onClick={() => keepTheirs(conflict.holds)}>
            <Trans>Keep that</Trans>
          </Button>
          <Button size="sm" onClick={() => void write(conflict.mine, conflict.holds)}>
            <Trans>Write mine</Trans>
          </Button>
        </div>
      )}
    </li>
  )
}

interface EvidenceFormProps {
  answered: { answer: Answer; note: string | null; on: PlainDate | null }
  today: PlainDate
  onKeep: (known: Known) => Promise<void>
  onLeave: () => void
}

/** What an answer is known from. While it is unknown the evidence may answer it at once. */
function EvidenceForm({ answered, today, onKeep, onLeave }: EvidenceFormProps) {
  const { t } = useLingui()
  const [note, setNote] = useState(answered.note ?? '')
  const [on, setOn] = useState<PlainDate | null>(answered.on ?? today)
  const [isBusy, setBusy] = useState(false)
  const hasDay = on !== null && on <= today

  async function keep(answer = answered.answer) {
    if (isBusy || on === null || !hasDay) return
    setBusy(true)
    await onKeep({ answer, note: note.trim() === '' ? null : note.trim(), on })
    setBusy(false)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault()
      void keep()
    } else if (event.key === 'Escape') {
      // The page's own Escape leads back to the list.
      event.preventDefault()
      onLeave()
    }
  }

  return (
    <div className={classes.form} onKeyDown={onKeyDown}>
      <Textarea
        ref={focusWhenShown}
        label={t`Known from`}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={10_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <DayField
        label={t`Since`}
        value={on}
        max={today}
        onChange={setOn}
        error={hasDay ? undefined : on === null ? t`Choose the day.` : t`That day is still to come.`}
      />
      {answered.answer === 'unknown' && (
        <p className={`lb-quiet lb-small ${classes.unknown}`}>
          <Trans>This is still unknown, and unknown never counts as yes. Does what you know answer it?</Trans>
        </p>
      )}
      <div className={classes.buttons}>
        {answered.answer === 'unknown' ? (
          <>
            <Button size="sm" disabled={isBusy} onClick={() => void keep('yes')}>
              <Trans>Keep as yes</Trans>
            </Button>
            <Button size="sm" disabled={isBusy} onClick={() => void keep('no')}>
              <Trans>Keep as no</Trans>
            </Button>
            <Button size="sm" variant="filled" disabled={isBusy} onClick={() => void keep()}>
              <Trans>Keep as unknown</Trans>
            </Button>
          </>
        ) : (
          <Button size="sm" variant="filled" disabled={isBusy} onClick={() => void keep()}>
            <Trans>Keep</Trans>
          </Button>
        )}
        <Button size="sm" variant="subtle" onClick={onLeave}>
          <Trans>Leave</Trans>
        </Button>
      </div>
    </div>
  )
}
