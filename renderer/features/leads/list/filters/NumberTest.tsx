import { useLingui } from '@lingui/react/macro'
import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { amountText, minorUnitsOf } from '../../../../../shared/domain/leads/amount-text.ts'
import classes from './RuleEditor.module.css'
import type { TestEditorProps } from './RuleEditor.tsx'

/** Asks for a number or an amount from and up to, both included, or for none; for nothing while one of them cannot be read. */
export function NumberTest({ field, name, test, wording, isMoney, onChange }: TestEditorProps & { isMoney: boolean }) {
  const { t } = useLingui()
  const { currency } = wording
  const written = (value: number | undefined) =>
    value === undefined ? '' : isMoney ? amountText(value, currency) : String(value)
  const bounds = test?.op === 'numbers' ? test : undefined
  const [from, setFrom] = useState(written(bounds?.from))
  const [to, setTo] = useState(written(bounds?.to))
  const [isEmpty, setEmpty] = useState(test?.op === 'empty')
  const read = (text: string) => (isMoney ? minorUnitsOf(text, currency) : numberOf(text))

  function change(nextFrom: string, nextTo: string, nextEmpty: boolean) {
    setFrom(nextFrom)
    setTo(nextTo)
    setEmpty(nextEmpty)
    if (nextEmpty) {
      onChange({ op: 'empty' })
      return
    }
    const [low, high] = [read(nextFrom), read(nextTo)]
    // What cannot be read asks nothing: what could be read of it on the way is not what is meant.
    if (low === undefined || high === undefined || isTurned(low, high)) onChange(undefined)
    else if (low === null && high === null) onChange(undefined)
    else onChange({ op: 'numbers', ...(low !== null && { from: low }), ...(high !== null && { to: high }) })
  }

  const problem = (text: string) =>
    read(text) === undefined ? (isMoney ? t`Write an amount, as 5000.` : t`Write a number, as 12.5.`) : undefined
  return (
    <div className={classes.fields}>
      <div className={classes.pair} role="group" aria-label={name}>
        <TextInput
          label={isMoney ? t`From, ${currency}` : t`From`}
          data-autofocus={!isEmpty || undefined}
          inputMode="decimal"
          disabled={isEmpty}
          value={from}
          error={problem(from)}
          onChange={(event) => change(event.currentTarget.value, to, isEmpty)}
        />
        <TextInput
          label={t`up to`}
          inputMode="decimal"
          disabled={isEmpty}
          value={to}
          error={problem(to) ?? (isTurned(read(from), read(to)) ? t`This is less than From.` : undefined)}
          onChange={(event) => change(from, event.currentTarget.value, isEmpty)}
        />
      </div>
      {field !== 'score' && (
        <Checkbox
          label={t`is empty`}
          checked={isEmpty}
          onChange={(event) => change(from, to, event.currentTarget.checked)}
        />
      )}
    </div>
  )
}

function isTurned(low: number | null | undefined, high: number | null | undefined): boolean {
  return low != null && high != null && low > high
}

/** What was typed as a number, with a point or a comma; null where nothing was, undefined where it is none. */
function numberOf(text: string): number | null | undefined {
  const typed = text.trim().replace(/^([+-]?\d*),(\d+)$/, '$1.$2')
  if (typed === '') return null
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(typed) ? Number(typed) : undefined
}
