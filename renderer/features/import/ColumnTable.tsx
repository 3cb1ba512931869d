import { useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { memo } from 'react'
import type { ImportColumn, ImportKind, ImportPlan, MatchPolicy } from '../../../shared/contract/import.contract.ts'
import type { NewFieldKind } from '../../../shared/domain/import/guess-field-kind.ts'
import classes from './Checking.module.css'
import { DayQuestion } from './DayQuestion.tsx'
import { type Evidence, evidenceWords } from './evidence-words.ts'
import { FieldKindSelect } from './FieldKindSelect.tsx'
import { columnsOfField, fieldKindOf } from './new-fields.ts'
import { PolicySelect } from './PolicySelect.tsx'
import { useTargetNames } from './target-names.ts'
import { type ImportChoosing, importChoosing } from './useImportChoices.ts'

interface ColumnTableProps {
  plan: ImportPlan
  choosing: ImportChoosing
}

/** What each column of the file becomes, why, what it does to leads that are there, and the way to choose otherwise. */
export function ColumnTable({ plan, choosing }: ColumnTableProps) {
  const { t } = useLingui()
  const { choices } = choosing
  // Where no row is of a lead that is there, nothing can be kept or overwritten.
  const hasPolicies = plan.counts.updated + plan.counts.same > 0 || choices.policies !== undefined
  return (
    <div className={classes.columnsFrame} tabIndex={0} role="region" aria-label={t`Columns of the file`}>
      <table className={classes.columns} data-with-policies={hasPolicies || undefined}>
        <thead>
          <tr>
            <th scope="col">{t`Column in the file`}</th>
            <th scope="col">{t`Values`}</th>
            <th scope="col">{t`Becomes`}</th>
            {hasPolicies && <th scope="col">{t`Where a lead has one`}</th>}
            <th scope="col">{t`Evidence`}</th>
          </tr>
        </thead>
        <tbody>
          {plan.columns.map((column) => (
            <ColumnRow
              key={column.column}
              column={column}
              kind={choices.kind ?? plan.kind}
              target={choices.targets?.[String(column.column)] ?? column.target}
              fieldColumns={columnsOfField(column, plan.columns)
                .map((one) => one.column)
                .join(' ')}
              fieldKind={fieldKindOf(column, plan.columns, choices.fieldKinds)}
              policy={hasPolicies ? (choices.policies?.[column.target] ?? column.policy) : undefined}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface ColumnRowProps {
  column: ImportColumn
  kind: ImportKind
  /** What was chosen, which the plan may not have taken in yet. */
  target: string
  /** The numbers of the columns that make one field with this one, with spaces between: the same text stays the same between plans. */
  fieldColumns: string
  /** Null where the column makes no field. */
  fieldKind: NewFieldKind | null
  /** Undefined where no policy is asked for. */
  policy: MatchPolicy | undefined
}

/** Drawn anew only where its column became another: fifty columns hold thousands of choices. */
const ColumnRow = memo(function ColumnRow({ column, kind, target, fieldColumns, fieldKind, policy }: ColumnRowProps) {
  const { t } = useLingui()
  const names = useTargetNames()
  return (
    <tr data-asking={column.isAsking || undefined}>
      <th scope="row" title={column.header}>
        {column.header}
      </th>
      <td className={classes.values} title={column.samples.join('; ')}>
        {column.samples.join('; ')}
      </td>
      <td>
        <NativeSelect
          size="sm"
          aria-label={t`Column ${column.header} becomes`}
          value={target}
          onChange={(event) => importChoosing.setTarget(column.column, event.currentTarget.value)}
          data={names.choicesFor(column, kind)}
        />
        {fieldKind !== null && target === column.target && (
          <FieldKindSelect column={column} columns={fieldColumns.split(' ').map(Number)} kind={fieldKind} />
        )}
      </td>
      {policy !== undefined && (
        <td>
          <PolicySelect column={column} policy={policy} />
        </td>
      )}
      <td>{column.isAsking ? <DayQuestion column={column} /> : <EvidenceLines column={column} />}</td>
    </tr>
  )
})

const icons = { good: IconCheck, plain: IconInfoCircle, warn: IconAlertTriangle } as const

function EvidenceLines({ column }: { column: ImportColumn }) {
  return evidenceWords(column).map(({ tone, words }: Evidence) => {
    const Icon = icons[tone]
    return (
      <span key={words} className={classes.evidence} data-tone={tone}>
        <Icon size={16} stroke={1.5} aria-hidden />
        {tone === 'warn' ? <Warned words={words} /> : <span>{words}</span>}
      </span>
    )
  })
}

/** What is wrong in full ink, and after the colon what becomes of it. */
function Warned({ words }: { words: string }) {
  const colon = words.indexOf(': ')
  if (colon === -1) return <b>{words}</b>
  return (
    <span>
      <b>{words.slice(0, colon)}</b>
      {words.slice(colon)}
    </span>
  )
}
