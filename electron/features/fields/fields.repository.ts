import { sql } from 'kysely'
import { type FieldForm, fieldText, parseFieldText, readsAsKind } from '../../../shared/domain/leads/field-text.ts'
import type { ReadingPlace } from '../../../shared/domain/leads/reading-place.ts'
import type { CustomFieldId, LeadId } from '../../../shared/primitives/ids.ts'
import type { Progress } from '../../core/context.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'
import { refreshSearchText } from '../leads/leads.service.ts'

const VALUES_A_CHUNK = 2000

type StoredValue = { id: number; lead_id: LeadId; value: string }

/** How many leads have a value in a field, and how many of the values do not read as its kind. */
export async function countValues(
  db: WorkbookReader,
  fieldId: CustomFieldId,
  form: FieldForm,
): Promise<{ valueCount: number; unreadCount: number }> {
  const rows = await db
    .selectFrom('custom_value')
    .select(({ fn }) => ['value', fn.countAll<number>().as('count')])
    .where('custom_field_id', '=', fieldId)
    .groupBy('value')
    .execute()
  const sum = (counted: typeof rows) => counted.reduce((total, { count }) => total + count, 0)
  return { valueCount: sum(rows), unreadCount: sum(rows.filter(({ value }) => !readsAsKind(form, value))) }
}

/** The values that stand in a field, the most frequent first. */
export async function listFrequentValues(
  db: WorkbookReader,
  fieldId: CustomFieldId,
  form: FieldForm,
  place: ReadingPlace,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('custom_value')
    .select('value')
    .where('custom_field_id', '=', fieldId)
    .where(sql<boolean>`length(value) <= 300`)
    .groupBy('value')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('value')
    .limit(limit)
    .execute()
  return rows.map(({ value }) => fieldText(form, value, place))
}

/** Writes the values of a field as those of another form of it; what does not read stays as typed. */
export async function convertValues(
  trx: WorkbookTransaction,
  fieldId: CustomFieldId,
  forms: { from: FieldForm; to: FieldForm },
  place: ReadingPlace,
  progress: Progress,
): Promise<void> {
  await eachChunk(trx, fieldId, progress, async (values) => {
    const changed = values.flatMap(({ id, value }): [number, string][] => {
      const reading = parseFieldText(forms.to, fieldText(forms.from, value, place), place)
      return reading.value === '' || reading.value === value ? [] : [[id, reading.value]]
    })
    await sql`
      UPDATE custom_value SET value = given.value ->> 1 FROM json_each(${JSON.stringify(changed)}) AS given
      WHERE custom_value.id = given.value ->> 0`.execute(trx)
  })
}

/** Deletes a field with its values. */
export async function deleteField(trx: WorkbookTransaction, fieldId: CustomFieldId, progress: Progress): Promise<void> {
  await eachChunk(trx, fieldId, progress, async (values) => {
    await sql`DELETE FROM custom_value WHERE id IN (SELECT value FROM json_each(${JSON.stringify(values.map(({ id }) => id))}))`.execute(
      trx,
    )
  })
  await trx.deleteFrom('custom_field').where('id', '=', fieldId).execute()
}

/** Goes through the values of a field and makes their leads found by what they hold afterwards. */
async function eachChunk(
  trx: WorkbookTransaction,
  fieldId: CustomFieldId,
  progress: Progress,
  write: (values: readonly StoredValue[]) => Promise<void>,
): Promise<void> {
  const { total } = await trx
    .selectFrom('custom_value')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('custom_field_id', '=', fieldId)
    .executeTakeFirstOrThrow()
  let last = 0
  for (let done = 0; done < total; done += VALUES_A_CHUNK) {
    progress.report('writing', done, total)
    progress.stopIfCancelled()
    const values = (await trx
      .selectFrom('custom_value')
      .select(['id', 'lead_id', 'value'])
      .where('custom_field_id', '=', fieldId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(VALUES_A_CHUNK)
      .execute()) as StoredValue[]
    last = values.at(-1)?.id ?? last
    await write(values)
    await refreshSearchText(
      trx,
      values.map(({ lead_id }) => lead_id),
    )
  }
}
