import { useLingui } from '@lingui/react/macro'
import { NativeSelect } from '@mantine/core'
import type { ImportColumn } from '../../../shared/contract/import.contract.ts'
import { type NewFieldKind, newFieldKindSchema } from '../../../shared/domain/import/guess-field-kind.ts'
import { kindWord } from '../settings/settings.parts.ts'
import { importChoosing } from './useImportChoices.ts'

const kinds = newFieldKindSchema.options

interface FieldKindSelectProps {
  column: ImportColumn
  /** The numbers of all columns that make the field: it is of one kind. */
  columns: readonly number[]
  kind: NewFieldKind
}

/** What the field holds that a column makes. */
export function FieldKindSelect({ column, columns, kind }: FieldKindSelectProps) {
  const { t } = useLingui()
  const { header } = column
  return (
    <NativeSelect
      size="sm"
      my={4}
      aria-label={t`The new field ${header} holds`}
      value={kind}
      data={kinds.map((value) => ({ value, label: kindWord(value) }))}
      onChange={(event) => {
        const next = kinds.find((one) => one === event.currentTarget.value)
        if (next !== undefined) importChoosing.setFieldKind(columns, next)
      }}
    />
  )
}
