import type { CustomFieldKind } from '../../../shared/domain/leads/field-kinds.ts'
import type { FieldForm } from '../../../shared/domain/leads/field-text.ts'
import type { ReadingPlace } from '../../../shared/domain/leads/reading-place.ts'
import type { CustomFieldId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookReader } from '../../database/workbook-schema.ts'
import { readSettings } from '../settings/settings.service.ts'

/** A field of the seller's own, as its values are read and written. */
export type StoredField = FieldForm & {
  id: CustomFieldId
  name: string
  nameKey: string
  group: string | null
}

/** The seller's own fields, in their order. */
export async function readFields(db: WorkbookReader): Promise<StoredField[]> {
  const rows = await db.selectFrom('custom_field').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id as CustomFieldId,
    name: row.name,
    nameKey: row.name_key,
    kind: row.kind as CustomFieldKind,
    options: JSON.parse(row.options),
    group: row.group_name,
  }))
}

/** How numbers, days and sums are typed in this workbook. */
export async function readPlace(db: WorkbookReader, today: PlainDate): Promise<ReadingPlace> {
  const { currency, country } = await readSettings(db)
  return { today, currency, country }
}
