import { useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ImportPlan } from '../../../shared/contract/import.contract.ts'
import { isSignalTarget } from '../../../shared/domain/import/targets.ts'
import { signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import { useProcedure } from '../../api/queries.ts'
import { signalWord } from '../../app/contact-words.ts'
import { DayField } from '../../app/DayField.tsx'
import { TopicField } from '../../app/TopicField.tsx'
import classes from './Checking.module.css'
import type { ImportChoosing } from './useImportChoices.ts'

interface SignalFormProps {
  plan: ImportPlan
  choosing: ImportChoosing
}

/** What holds for all signals of a file whose columns do not say it, and what becomes of people who are not in the workbook. */
export function SignalForm({ plan, choosing }: SignalFormProps) {
  const { t } = useLingui()
  const today = useProcedure('workbook.status', {}).data?.today
  const { signal, unmatched } = choosing.choices
  const saysOfAll = (part: NonNullable<typeof signal>) => choosing.choose({ signal: { ...signal, ...part } })
  const has = (target: string) => plan.columns.some((column) => column.target === target)
  const hasKind = has('signalKind') || plan.columns.some(({ target }) => isSignalTarget(target))
  return (
    <div className={classes.signalForm} role="group" aria-label={t`Signals of this file`}>
      {!hasKind && (
        <NativeSelect
          label={t`What they did`}
          value={signal?.kind ?? ''}
          description={signal?.kind === undefined ? t`No column says it: choose it for all.` : undefined}
          data={[
            { value: '', label: t`Choose`, disabled: true },
            ...signalKinds.map((value) => ({ value, label: signalWord(value) })),
          ]}
          onChange={(event) => {
            const kind = signalKinds.find((one) => one === event.currentTarget.value)
            if (kind !== undefined) saysOfAll({ kind })
          }}
        />
      )}
      {!has('signalOn') && (
        <DayField
          label={t`When`}
          value={signal?.on ?? null}
          max={today}
          description={signal?.on === undefined ? t`Today, while none is chosen.` : undefined}
          onChange={(on) => {
            if (on !== null) saysOfAll({ on })
          }}
        />
      )}
      {!has('signalTopic') && <TopicOfAll topic={signal?.topic ?? ''} onTopic={(topic) => saysOfAll({ topic })} />}
      <NativeSelect
        label={t`People who are not in your workbook`}
        value={unmatched ?? 'ask'}
        data={[
          { value: 'ask', label: t`are asked about` },
          { value: 'create', label: t`become new leads` },
          { value: 'leave_out', label: t`are left out` },
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget
          choosing.choose({ unmatched: value === 'create' || value === 'leave_out' ? value : undefined })
        }}
      />
    </div>
  )
}

/** Taken over when the seller is done with the field: each letter would plan anew. */
function TopicOfAll({ topic, onTopic }: { topic: string; onTopic: (topic: string) => void }) {
  const { t } = useLingui()
  const [typed, setTyped] = useState(topic)
  return (
    <TopicField
      label={t`What it was about`}
      placeholder={t`Webinar on pricing`}
      value={typed}
      onChange={setTyped}
      onDone={(done) => {
        if (done.trim() !== topic) onTopic(done.trim())
      }}
    />
  )
}
