import { Refusal } from '../../../shared/contract/reply.ts'
import { type SavedView, type ViewDefinition, viewDefinitionSchema } from '../../../shared/contract/views.contract.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import type { SavedViewId } from '../../../shared/primitives/ids.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'

type ViewFields = { name: string; definition?: ViewDefinition | undefined }

/** The seller's views in their order. */
export async function listViews(db: WorkbookReader): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_view')
    .select(['id', 'name', 'definition'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, definition }) => {
    const reading = viewDefinitionSchema.safeParse(JSON.parse(definition))
    return { id: id as SavedViewId, name, definition: reading.success ? reading.data : null }
  })
}

/** Adds a view behind the others. */
export async function insertView(trx: WorkbookTransaction, { name, definition }: ViewFields): Promise<SavedViewId> {
  if (definition === undefined)
    throw new Refusal('invalid_input', `The view “${name}” shows nothing yet. Say what it is to show.`)
  await refuseTakenName(trx, name)
  const { last } = await trx
    .selectFrom('saved_view')
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  const { id } = await trx
    .insertInto('saved_view')
    .values({
      name,
      name_key: nameKey(name),
      position: (last ?? 0) + 1,
      definition: JSON.stringify(definition),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id as SavedViewId
}

/** Names a view, and changes what it shows where that is told. Refuses with not_found. */
export async function updateView(
  trx: WorkbookTransaction,
  id: SavedViewId,
  { name, definition }: ViewFields,
): Promise<SavedViewId> {
  await getViewName(trx, id)
  await refuseTakenName(trx, name, id)
  await trx
    .updateTable('saved_view')
    .set({
      name,
      name_key: nameKey(name),
      ...(definition !== undefined && { definition: JSON.stringify(definition) }),
    })
    .where('id', '=', id)
    .execute()
  return id
}

/** Puts views in this order, those left out behind it as they stood. Refuses with not_found where one of them is not in the workbook. */
export async function orderViews(trx: WorkbookTransaction, ids: readonly SavedViewId[]): Promise<void> {
  const views = await trx
    .selectFrom('saved_view')
    .select(['id', 'position'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  const positions = new Map(views.map(({ id, position }) => [id, position]))
  const missing = ids.find((id) => !positions.has(id))
  if (missing !== undefined) throw viewIsGone(missing)
  const ordered = [...new Set<number>([...ids, ...positions.keys()])]
  for (const [index, id] of ordered.entries()) {
    if (positions.get(id) === index + 1) continue
    await trx
      .updateTable('saved_view')
      .set({ position: index + 1 })
      .where('id', '=', id)
      .execute()
  }
}

/** Deletes a view and gives its name. Refuses with not_found. */
export async function deleteView(trx: WorkbookTransaction, id: SavedViewId): Promise<string> {
  const name = await getViewName(trx, id)
  await trx.deleteFrom('saved_view').where('id', '=', id).execute()
  return name
}

async function getViewName(trx: WorkbookTransaction, id: SavedViewId): Promise<string> {
  const view = await trx.selectFrom('saved_view').select('name').where('id', '=', id).executeTakeFirst()
  if (!view) throw viewIsGone(id)
  return view.name
}

async function refuseTakenName(trx: WorkbookTransaction, name: string, exceptId?: SavedViewId): Promise<void> {
  const there = await trx
    .selectFrom('saved_view')
    .select(['id', 'name'])
    .where('name_key', '=', nameKey(name))
    .executeTakeFirst()
  if (there && there.id !== exceptId)
    throw new Refusal('not_possible', `There is a view “${there.name}” already. Give this one another name.`)
}

function viewIsGone(id: SavedViewId): Refusal {
  return new Refusal('not_found', `The view ${id} is not in this workbook any more. Choose another one.`)
}
