import { useLingui } from '@lingui/react/macro'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type DayQuestion, dayQuestion, daysTest } from '../../../../../shared/domain/leads/filter-rules.ts'
import type { DayBound, FieldTest } from '../../../../../shared/domain/leads/lead-rule.ts'
import { addDays, type PlainDate } from '../../../../../shared/primitives/plain-date.ts'
import { DayField } from '../../../../app/DayField.tsx'
import classes from './RuleEditor.module.css'
import type { TestEditorProps } from './RuleEditor.tsx'
import { emptyWord } from './rule-words.ts'

type Way = DayQuestion['is'] | 'empty'

/** What the editor holds, each kept while another way is looked at. */
interface Draft {
  way: Way
  days: string
  from: PlainDate | null
  to: PlainDate | null
  orEmpty: boolean
}

const MOST_DAYS = 36_499

/** Asks for a day counted from today, or of the calendar, or for none. */
export function DayTest({ field, name, test, wording, onChange }: TestEditorProps) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(() => draftOf(test, wording.today))
  const { way, days, from, to, orEmpty } = draft

  function change(part: Partial<Draft>) {
    const next = { ...draft, ...part }
    setDraft(next)
    const asked = testOf(next)
    if (asked !== 'unread') onChange(asked)
  }

  const empty = emptyWord(field)
  const canBeEmpty = field !== 'cameInOn'
  const isCounted = way === 'inLast' || way === 'moreThanAgo' || way === 'inNext'
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={name}
        value={way}
        data-autofocus={!isCounted || undefined}
        data={[
          { value: 'inLast', label: t`in the last … days` },
          { value: 'moreThanAgo', label: t`more than … days ago` },
          { value: 'inNext', label: t`in the next … days` },
          { value: 'between', label: t`between two days` },
          ...(canBeEmpty ? [{ value: 'empty', label: empty }] : []),
        ]}
        onChange={(event) => change({ way: event.currentTarget.value as Way })}
      />
      {isCounted && (
        <TextInput
          label={t`Days`}
          data-autofocus
          inputMode="numeric"
          value={days}
          error={daysOf(days) === undefined && days.trim() !== '' ? t`Write whole days, as 30.` : undefined}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => change({ days: event.currentTarget.value })}
        />
      )}
      {way === 'between' && (
        <div className={classes.pair}>
          <DayField label={t`From`} value={from} onChange={(day) => change({ from: day })} />
          <DayField label={t`to`} value={to} min={from ?? undefined} onChange={(day) => change({ to: day })} />
        </div>
      )}
      {canBeEmpty && way !== 'empty' && (
        <Checkbox
          label={t`or ${empty}`}
          checked={orEmpty}
          onChange={(event) => change({ orEmpty: event.currentTarget.checked })}
        />
      )}
    </div>
  )
}

function draftOf(test: FieldTest | undefined, today: PlainDate): Draft {
  const draft: Draft = { way: 'inLast', days: '7', from: null, to: null, orEmpty: false }
  if (test?.op === 'empty') return { ...draft, way: 'empty' }
  if (test?.op !== 'days') return draft
  const question = dayQuestion(test)
  if (question.is === 'between')
    return {
      ...draft,
      way: 'between',
      from: calendarDay(question.from, today),
      to: calendarDay(question.to, today),
      orEmpty: question.orEmpty,
    }
  return { ...draft, way: question.is, days: String(question.days), orEmpty: question.orEmpty }
}

function calendarDay(bound: DayBound | undefined, today: PlainDate): PlainDate | null {
  if (bound === undefined) return null
  return typeof bound === 'string' ? bound : addDays(today, bound.daysFromToday)
}

function daysOf(text: string): number | undefined {
  return /^\s*\d{1,5}\s*$/.test(text) && Number(text) <= MOST_DAYS ? Number(text) : undefined
}

/** The test of a draft, undefined where it asks nothing, `unread` while what is typed is no number of days. */
function testOf({ way, days, from, to, orEmpty }: Draft): FieldTest | undefined | 'unread' {
  if (way === 'empty') return { op: 'empty' }
  if (way === 'between')
    return from === null && to === null
      ? undefined
      : daysTest({ is: way, from: from ?? undefined, to: to ?? undefined, orEmpty })
  const counted = daysOf(days)
  if (counted === undefined || (way === 'inLast' && counted === 0)) return 'unread'
  return daysTest({ is: way, days: counted, orEmpty })
}
