import { useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import type { ImportColumn, ImportKind, MatchPolicy } from '../../../shared/contract/import.contract.ts'
import classes from './Checking.module.css'
import { policiesOf, shownPolicy } from './target-names.ts'
import { type ImportChoosing, importChoosing } from './useImportChoices.ts'

/** What a column does to the leads that are in the workbook and have something there. */
export function PolicySelect({ column, policy }: { column: ImportColumn; policy: MatchPolicy }) {
  const { t } = useLingui()
  const words = usePolicyWords()
  const { target } = column
  const policies = policiesOf(target)
  if (policies.length === 0) return null
  return (
    <NativeSelect
      size="sm"
      className={classes.policy}
      aria-label={t`Where a lead has one, ${column.header}`}
      value={shownPolicy(target, policy)}
      data={policies.map((value) => ({ value, label: words[value] }))}
      onChange={(event) => {
        const next = policies.find((one) => one === event.currentTarget.value)
        if (next !== undefined) importChoosing.setPolicy(target, next)
      }}
    />
  )
}

const ofAll = ['fill', 'overwrite', 'keep'] as const

/** What holds for every field of the leads that are in the workbook, where a column does not say otherwise. */
export function DefaultPolicySelect({ kind, choosing }: { kind: ImportKind; choosing: ImportChoosing }) {
  const { t } = useLingui()
  const onMatch = choosing.choices.onMatch ?? (kind === 'signals' ? 'keep' : 'fill')
  return (
    <label className={classes.inline}>
      <span>{t`Leads you have:`}</span>
      <NativeSelect
        size="sm"
        value={onMatch}
        data={[
          { value: 'fill', label: t`fill what is missing` },
          { value: 'overwrite', label: t`the file is right` },
          { value: 'keep', label: t`leave as they are` },
        ]}
        onChange={(event) => {
          const policy = ofAll.find((one) => one === event.currentTarget.value)
          if (policy !== undefined) choosing.choose({ onMatch: policy })
        }}
      />
    </label>
  )
}

function usePolicyWords(): Record<MatchPolicy, string> {
  const { t } = useLingui()
  return { keep: t`keep it`, fill: t`fill if empty`, overwrite: t`overwrite it`, append: t`add to it` }
}
