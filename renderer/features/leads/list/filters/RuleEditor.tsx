import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Checkbox } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { kindOfField } from '../../../../../shared/domain/leads/filter-rules.ts'
import type { FieldKey } from '../../../../../shared/domain/leads/lead-fields.ts'
import type { FieldTest, LeadRule } from '../../../../../shared/domain/leads/lead-rule.ts'
import { assertNever } from '../../../../../shared/primitives/assert-never.ts'
import { useProcedure } from '../../../../api/queries.ts'
import { useSession } from '../../../../app/session.ts'
import { leadsRequest, queryOf, useLeadsView } from '../leads-view.ts'
import { ChoiceTest } from './ChoiceTest.tsx'
import { DayTest } from './DayTest.tsx'
import { NumberTest } from './NumberTest.tsx'
import classes from './RuleEditor.module.css'
import type { RuleWording } from './rule-words.ts'
import { TextTest } from './TextTest.tsx'
import { YesNoTest } from './YesNoTest.tsx'

interface RuleEditorProps {
  field: FieldKey
  name: string
  rule: LeadRule | undefined
  wording: RuleWording
  /** Hears of every change; undefined where the rule asks nothing. */
  onChange: (rule: LeadRule | undefined) => void
  onClose: () => void
  onRemove: () => void
  onOr: () => void
}

/** What an editor of a test gets: the test as it stands, undefined while it asks nothing. */
export interface TestEditorProps {
  field: FieldKey
  name: string
  test: FieldTest | undefined
  wording: RuleWording
  onChange: (test: FieldTest | undefined) => void
}

/** Typing is taken for done when no further sign came for so long. */
const TYPING_MS = 150

/** Changes a rule; the list follows at once, and how many leads it finds stands below. Enter is done, Escape too. */
export function RuleEditor({ field, name, rule, wording, onChange, onClose, onRemove, onOr }: RuleEditorProps) {
  const { t } = useLingui()
  const [test, setTest] = useState(rule?.test)
  const [isNot, setNot] = useState(rule?.not === true)
  const settle = useSettled(onChange)

  function changeTo(nextTest: FieldTest | undefined, nextNot: boolean) {
    setTest(nextTest)
    setNot(nextNot)
    settle.later(nextTest && { field, ...(nextNot && { not: true }), test: nextTest })
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    settle.now()
    const wrong = event.currentTarget.querySelector<HTMLElement>('[aria-invalid="true"]')
    if (wrong !== null) return wrong.focus()
    onClose()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return
    event.preventDefault()
    settle.now()
    onClose()
  }

  const kind = kindOfField(field, (id) => wording.ownFields.find((own) => own.id === id)?.kind)
  const editor = { field, name, test, wording, onChange: (next: FieldTest | undefined) => changeTo(next, isNot) }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      {kind === 'yesNo' ? (
        <YesNoTest name={name} isNot={isNot} onChange={(next) => changeTo({ op: 'yes' }, next)} />
      ) : (
        <>
          {kind === undefined ? null : kind === 'text' ? (
            <TextTest {...editor} />
          ) : kind === 'choice' ? (
            <ChoiceTest {...editor} />
          ) : kind === 'day' ? (
            <DayTest {...editor} />
          ) : kind === 'number' || kind === 'money' ? (
            <NumberTest {...editor} isMoney={kind === 'money'} />
          ) : (
            assertNever(kind)
          )}
          <Checkbox
            label={t`Not: all but these`}
            checked={isNot}
            onChange={(event) => changeTo(test, event.currentTarget.checked)}
          />
        </>
      )}
      <div className={classes.foot}>
        <FoundCount />
        <Button
          size="sm"
          variant="subtle"
          onClick={() => {
            settle.drop()
            onRemove()
          }}
        >
          <Trans>Take off</Trans>
        </Button>
        <Button
          size="sm"
          variant="subtle"
          disabled={test === undefined}
          onClick={() => {
            settle.now()
            onOr()
          }}
        >
          <Trans>or …</Trans>
        </Button>
        <Button size="sm" type="submit">
          <Trans>Done</Trans>
        </Button>
      </div>
    </form>
  )
}

/** How many leads the list finds with all that is asked. */
function FoundCount() {
  const view = useLeadsView()
  const shownLeads = useSession((session) => session.shownLeads)
  const query = queryOf(leadsRequest(view, shownLeads?.ids))
  const { data } = useProcedure('leads.counts', { of: [query] }, { keepsPrevious: true })
  const [count] = data?.counts ?? []
  return (
    <span className={classes.found} role="status">
      {count === undefined ? '' : plural(count, { one: 'finds # lead', other: 'finds # leads' })}
    </span>
  )
}

/** Hands on the latest rule once typing pauses, at once by `now`, and when the editor goes; `drop` forgets it. */
function useSettled(apply: (rule: LeadRule | undefined) => void) {
  const latest = useRef(apply)
  const waiting = useRef<{ rule: LeadRule | undefined; timer: ReturnType<typeof setTimeout> } | undefined>(undefined)
  useEffect(() => {
    latest.current = apply
  })
  const [settle] = useState(() => {
    const drop = () => {
      clearTimeout(waiting.current?.timer)
      waiting.current = undefined
    }
    const now = () => {
      const last = waiting.current
      drop()
      if (last !== undefined) latest.current(last.rule)
    }
    const later = (rule: LeadRule | undefined) => {
      drop()
      waiting.current = { rule, timer: setTimeout(now, TYPING_MS) }
    }
    return { now, later, drop }
  })
  useEffect(() => settle.now, [settle])
  return settle
}
