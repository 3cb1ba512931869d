import type { CustomField } from '../../../shared/contract/fields.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { fieldCalled } from '../../../shared/domain/leads/field-words.ts'
import { foldText } from '../../../shared/domain/leads/fold-text.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { CustomFieldId } from '../../../shared/primitives/ids.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'
import { convertValues, countValues, deleteField, listFrequentValues } from './fields.repository.ts'
import { readFields, readPlace, type StoredField } from './fields.service.ts'

const MOST_FIELDS = 200
const MOST_OPTIONS = 200

export const fieldsHandlers: FeatureHandlers<'fields'> = {
  'fields.list': async ({ db }, { counts = false }) => {
    const fields: CustomField[] = []
    for (const [position, field] of (await readFields(db)).entries()) {
      const { id, name, kind, options, group } = field
      const counted = counts ? await countValues(db, id, field) : { valueCount: null, unreadCount: null }
      fields.push({ id, name, kind, options: [...options], group, position, ...counted })
    }
    return { fields }
  },

  'fields.add': async ({ change }, { name, kind, options = [], group = null }) => {
    const { value, changeSet } = await change({ what: 'field_added', name }, 'edit', async (trx) => {
      const fields = await readFields(trx)
      if (fields.length >= MOST_FIELDS)
        throw new Refusal(
          'not_possible',
          `A workbook has ${MOST_FIELDS} fields of its own at most. Delete one that you do not need.`,
        )
      refuseTakenName(fields, name, null)
      const last = await trx
        .selectFrom('custom_field')
        .select(({ fn }) => fn.max('position').as('position'))
        .executeTakeFirst()
      const { id } = await trx
        .insertInto('custom_field')
        .values({
          name,
          name_key: nameKey(name),
          kind,
          options: JSON.stringify(distinctOptions(options)),
          group_name: group,
          position: (last?.position ?? -1) + 1,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id as CustomFieldId
    })
    return { changeSet, fieldId: value }
  },

  'fields.change': async ({ change, today, progress }, { fieldId, name, kind, options, group, position }) => {
    const { value, changeSet } = await change(
      ({ field }: { field: StoredField; unreadCount: number }) => ({ what: 'field_changed', name: field.name }),
      'edit',
      async (trx) => {
        const fields = await readFields(trx)
        const before = getField(fields, fieldId)
        if (name !== undefined) refuseTakenName(fields, name, fieldId)
        const place = await readPlace(trx, today)
        const after = {
          ...before,
          name: name ?? before.name,
          kind: kind ?? before.kind,
          options: distinctOptions(options ?? before.options),
          group: group === undefined ? before.group : group,
        }
        const becomesChoice = (after.kind === 'choice' || after.kind === 'choices') && after.options.length === 0
        if (becomesChoice && options === undefined && after.kind !== before.kind)
          after.options = distinctOptions(await listFrequentValues(trx, fieldId, before, place, MOST_OPTIONS))
        await trx
          .updateTable('custom_field')
          .set({
            name: after.name,
            name_key: nameKey(after.name),
            kind: after.kind,
            options: JSON.stringify(after.options),
            group_name: after.group,
          })
          .where('id', '=', fieldId)
          .execute()
        if (position !== undefined) await moveField(trx, fields, fieldId, position)
        const isReadOtherwise =
          after.kind !== before.kind || JSON.stringify(after.options) !== JSON.stringify(before.options)
        if (isReadOtherwise) await convertValues(trx, fieldId, { from: before, to: after }, place, progress)
        const { unreadCount } = await countValues(trx, fieldId, after)
        return { field: after, unreadCount }
      },
    )
    return { changeSet, unreadCount: value.unreadCount }
  },

  'fields.delete': async ({ change, progress }, { fieldId }) => {
    const { changeSet } = await change(
      (name: string) => ({ what: 'field_deleted', name }),
      'edit',
      async (trx) => {
        const { name } = await getFieldOf(trx, fieldId)
        await deleteField(trx, fieldId, progress)
        return name
      },
    )
    return { changeSet }
  },
}

async function getFieldOf(db: WorkbookReader, fieldId: CustomFieldId): Promise<StoredField> {
  return getField(await readFields(db), fieldId)
}

function getField(fields: readonly StoredField[], fieldId: CustomFieldId): StoredField {
  const field = fields.find(({ id }) => id === fieldId)
  if (field === undefined)
    throw new Refusal('not_found', 'That field is not in this workbook any more. Choose another.')
  return field
}

function refuseTakenName(fields: readonly StoredField[], name: string, own: CustomFieldId | null): void {
  const taken = fields.find((field) => field.id !== own && field.nameKey === nameKey(name))
  if (taken !== undefined)
    throw new Refusal('not_possible', `There is a field “${taken.name}” already. Choose another name.`)
  const everyones = fieldCalled(name)
  if (everyones !== undefined && fields.find(({ id }) => id === own)?.nameKey !== nameKey(name))
    throw new Refusal(
      'not_possible',
      `Every lead has a field “${everyones}”. Choose another name, so that the two can be told apart.`,
    )
}

/** Options each once; of two that fold alike the first. */
function distinctOptions(options: readonly string[]): string[] {
  const byKey = new Map<string, string>()
  for (const option of options) {
    const key = foldText(option) || option
    if (option !== '' && !byKey.has(key)) byKey.set(key, option)
  }
  return [...byKey.values()]
}

async function moveField(
  trx: WorkbookTransaction,
  fields: readonly StoredField[],
  fieldId: CustomFieldId,
  position: number,
): Promise<void> {
  const ordered = fields.map(({ id }) => id).filter((id) => id !== fieldId)
  ordered.splice(position, 0, fieldId)
  for (const [place, id] of ordered.entries())
    await trx
      .updateTable('custom_field')
      .set({ position: place })
      .where('id', '=', id)
      .where('position', '!=', place)
      .execute()
}
