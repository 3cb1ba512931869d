import type { ImportChoices, ImportColumn } from '../../../shared/contract/import.contract.ts'
import type { NewFieldKind } from '../../../shared/domain/import/guess-field-kind.ts'
import { customNameOf, isCustomTarget } from '../../../shared/domain/import/targets.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'

/** The columns that make one field with this one, itself included. */
export function columnsOfField(column: ImportColumn, columns: readonly ImportColumn[]): readonly ImportColumn[] {
  const { target } = column
  if (column.newFieldKind === null || !isCustomTarget(target)) return [column]
  const key = nameKey(customNameOf(target))
  return columns.filter((other) => isCustomTarget(other.target) && nameKey(customNameOf(other.target)) === key)
}

/** What the field holds that a column makes: what was chosen for one of its columns, else what the plan says; null where it makes none. */
export function fieldKindOf(
  column: ImportColumn,
  columns: readonly ImportColumn[],
  chosen: ImportChoices['fieldKinds'] = {},
): NewFieldKind | null {
  if (column.newFieldKind === null) return null
  const kinds = columnsOfField(column, columns).map((one) => chosen[String(one.column)])
  return kinds.find((kind) => kind !== undefined) ?? column.newFieldKind
}
