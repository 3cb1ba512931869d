import { type EditableKey, isEditable } from '../../../../shared/domain/leads/lead-fields.ts'
import type { ColumnKey } from './leads-view.ts'

/** The field that is written in the cells of a column; undefined where they only show something. */
export function editableOf(column: ColumnKey): EditableKey | undefined {
  return column !== 'code' && isEditable(column) ? column : undefined
}

/** What Enter does in the cells of a column: the name leads to the lead's page. */
export function enterIn(column: ColumnKey): 'write' | 'open' {
  return column === 'name' || editableOf(column) === undefined ? 'open' : 'write'
}
