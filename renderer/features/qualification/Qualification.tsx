import { Trans, useLingui } from '@lingui/react/macro'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Qualification as Facts } from '../../../shared/contract/qualification.contract.ts'
import { type Stage, stageRank } from '../../../shared/domain/funnel/stages.ts'
import type { GateCondition } from '../../../shared/domain/qualification/gates.ts'
import type { Question } from '../../../shared/domain/qualification/questions.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { useProcedure } from '../../api/queries.ts'
import { stageWord } from '../../app/contact-words.ts'
import { formatDay, formatPercent } from '../../app/format.ts'
import { CheckItem } from './CheckItem.tsx'
import { NextGate } from './NextGate.tsx'
import classes from './Qualification.module.css'
import { QuestionRow } from './QuestionRow.tsx'
import {
  bantWords,
  coldItemWords,
  coldVerdictWords,
  returnReasonWord,
  warmItemWords,
  warmVerdictWords,
} from './qualification-words.ts'
import { type Group, questionToAsk } from './question-to-ask.ts'
import { useAnswers } from './useAnswers.ts'

interface QualificationProps {
  leadId: LeadId
  today: PlainDate
  /** Meets a condition of a gate: opens its dialog or leads to its field. Those that are answered here come back by `asked`. */
  onSettle: (condition: GateCondition) => void
  onMove: (stage: Stage) => void
  /** The condition whose question is to have the focus; each new object leads there once. */
  asked: { condition: GateCondition } | null
}

/** How a lead is qualified: what the next gate asks, whether it is worth warming or ready, BANT, and how well it fits. */
export function Qualification({ leadId, ...props }: QualificationProps) {
  const facts = useProcedure('qualification.get', { leadId }, { keepsPrevious: true }).data
  return facts === undefined ? null : <LoadedQualification facts={facts} {...props} />
}

type LoadedProps = Omit<QualificationProps, 'leadId'> & { facts: Facts }

function LoadedQualification({ facts, today, onSettle, onMove, asked }: LoadedProps) {
  const { t } = useLingui()
  const answers = useAnswers({ id: facts.leadId, name: facts.name })
  const section = useRef<HTMLDivElement>(null)
  const isWarm = facts.warm.verdict !== 'not_warm'
  const [toggled, setToggled] = useState<ReadonlyMap<Group, boolean>>(new Map())
  const [sought, setSought] = useState<Question | null>(null)
  const begun = useRef(facts)
  const latest = useRef(facts)
  latest.current = facts

  useEffect(() => {
    if (asked === null) return
    const found = questionToAsk(asked.condition, latest.current)
    if (found === undefined) return
    setToggled((before) => new Map(before).set(found.group, true))
    setSought(found.question)
  }, [asked])
  useEffect(() => {
    if (sought === null) return
    const row = section.current?.querySelector(`[id="question-${sought}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]')?.focus({ focusVisible: true })
    setSought(null)
  }, [sought])

  const known = facts.bant.filter(({ answer, isStale }) => answer !== 'unknown' && !isStale).length
  const asksOffer =
    stageRank(facts.stage) >= stageRank('sql') ||
    facts.next?.conditions.some(({ condition }) => condition === 'scope' || condition === 'decision_day') === true ||
    facts.scope.answer !== 'unknown' ||
    facts.decisionDay.answer !== 'unknown'
  // What is open to begin with stays open while it is answered.
  const opensByItself: Record<Group, boolean> = {
    check: true,
    bant: isWarm || stageRank(facts.stage) >= stageRank('mql'),
    offer: stageRank(facts.stage) >= stageRank('sql'),
    fit: begun.current.fit.grade === null,
  }
  const group = (key: Group) => ({
    isOpen: toggled.get(key) ?? opensByItself[key],
    onToggle: (isOpen: boolean) => setToggled((before) => new Map(before).set(key, isOpen)),
  })
  const shared = { today, answers }
  return (
    <div ref={section} className={classes.qualification}>
      <NextGate facts={facts} today={today} onSettle={onSettle} onMove={onMove} />
      <GroupOfQuestions
        {...group('check')}
        title={isWarm ? t`Ready, or curious?` : t`Worth warming?`}
        summary={isWarm ? warmVerdictWords(facts.warm.verdict) : coldVerdictWords(facts.cold.verdict)}
        isSummaryBelow
      >
        {isWarm
          ? facts.warm.items.map(({ item, state, answered }) => (
              <CheckItem
                key={item}
                item={item}
                words={warmItemWords(item)}
                state={state}
                answered={answered}
                onSettle={onSettle}
                {...shared}
              />
            ))
          : facts.cold.items.map(({ item, state, answered }) => (
              <CheckItem
                key={item}
                item={item}
                words={coldItemWords(item)}
                state={state}
                answered={answered}
                onSettle={onSettle}
                {...shared}
              />
            ))}
      </GroupOfQuestions>
      <GroupOfQuestions
        {...group('bant')}
        title={t`Need, timeline, authority, budget`}
        summary={t`${known} of 4 known`}
      >
        {facts.bant.map(({ question, isStale, ...answered }) => {
          const { name, aloud } = bantWords(question)
          return (
            <QuestionRow
              key={question}
              question={question}
              name={<b className="lb-strong">{name}</b>}
              label={name}
              remark={t`Ask: “${aloud}”`}
              answered={answered}
              isStale={isStale}
              {...shared}
            />
          )
        })}
      </GroupOfQuestions>
      {asksOffer && (
        <GroupOfQuestions {...group('offer')} title={t`For the proposal`} summary={null}>
          <QuestionRow
            question="scope"
            name={t`You agree on the scope`}
            label={t`Scope`}
            answered={facts.scope}
            {...shared}
          />
          <QuestionRow
            question="decision_day"
            name={t`The day of their decision is agreed`}
            label={t`Decision day`}
            answered={facts.decisionDay}
            {...shared}
          />
        </GroupOfQuestions>
      )}
      <GroupOfQuestions {...group('fit')} title={t`Fit`} summary={<FitWords fit={facts.fit} />}>
        {facts.fit.criteria.map(({ id, name, weight, isDealBreaker, ...answered }) => (
          <QuestionRow
            key={id}
            question={`fit:${id}`}
            name={name}
            label={name}
            remark={isDealBreaker ? t`weight ${weight}, deal-breaker` : t`weight ${weight}`}
            answered={answered}
            {...shared}
          />
        ))}
      </GroupOfQuestions>
      <Past facts={facts} today={today} />
    </div>
  )
}

interface GroupOfQuestionsProps {
  title: string
  summary: ReactNode
  /** The summary is a sentence, which stands under the title. */
  isSummaryBelow?: boolean
  isOpen: boolean
  onToggle: (isOpen: boolean) => void
  /** Rows of a list. */
  children: ReactNode
}

function GroupOfQuestions({
  title,
  summary,
  isSummaryBelow = false,
  isOpen,
  onToggle,
  children,
}: GroupOfQuestionsProps) {
  const id = useId()
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <section aria-labelledby={id}>
      <div className={classes.groupHead} data-below={isSummaryBelow || undefined}>
        <h3 id={id}>
          <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={() => onToggle(!isOpen)}>
            <Chevron size={16} stroke={1.5} aria-hidden className="lb-icon" />
            {title}
          </button>
        </h3>
        <p className="lb-quiet lb-small">{summary}</p>
      </div>
      {isOpen && <ul className={classes.questions}>{children}</ul>}
    </section>
  )
}

function FitWords({ fit: { grade, share, known, brokenBy } }: { fit: Facts['fit'] }) {
  if (brokenBy !== null)
    return (
      <Trans>
        <b className={classes.grade}>C</b>, because of the deal-breaker “{brokenBy}”
      </Trans>
    )
  if (grade === null || share === null) return <Trans>ungraded, {formatPercent(known)} of the weight is known</Trans>
  return (
    <Trans>
      <b className={classes.grade}>{grade}</b>, {formatPercent(share)} of what is known fits; {formatPercent(known)} is
      known
    </Trans>
  )
}

/** Times it was returned, and gates that were passed by hand. */
function Past({ facts: { returns, overrides }, today }: { facts: Facts; today: PlainDate }) {
  const { t } = useLingui()
  if (returns.length === 0 && overrides.length === 0) return null
  return (
    <ul className={`lb-small lb-quiet ${classes.past}`} aria-label={t`Returned, and passed by hand`}>
      {returns.map(({ on, reason, note }, at) => (
        <li key={`${on}-${at}`}>
          {t`Returned on ${formatDay(on, 'long', today)}: ${returnReasonWord(reason)}`}
          {note !== null && `, “${note}”`}
        </li>
      ))}
      {overrides.map(({ on, stage, note }, at) => (
        <li key={`${stage}-${at}`}>
          {t`Gate to ${stageWord(stage)} passed by hand on ${formatDay(on, 'long', today)}`}
          {note !== null && `: “${note}”`}
        </li>
      ))}
    </ul>
  )
}
