import { Refusal } from '../../../shared/contract/reply.ts'
import type { LeadId, NoteId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { refreshSearchText } from './lead-search.ts'

/** Writes a new note on a lead; it is found by its words. */
export async function insertNote(
  trx: WorkbookTransaction,
  leadId: LeadId,
  note: { text: string; on: PlainDate; madeAt: string },
): Promise<NoteId> {
  const { id } = await trx
    .insertInto('note')
    .values({ lead_id: leadId, on_day: note.on, text: note.text, made_at: note.madeAt })
    .returning('id')
    .executeTakeFirstOrThrow()
  await refreshSearchText(trx, [leadId])
  return id as NoteId
}

/** Writes a note anew; its day stays unless one is given. */
export async function updateNote(
  trx: WorkbookTransaction,
  noteId: NoteId,
  note: { text: string; on?: PlainDate | undefined },
): Promise<void> {
  await trx
    .updateTable('note')
    .set({ text: note.text, ...(note.on !== undefined && { on_day: note.on }) })
    .where('id', '=', noteId)
    .execute()
  await refreshSearchText(trx, [(await getNote(trx, noteId)).leadId])
}

export async function deleteNote(trx: WorkbookTransaction, noteId: NoteId): Promise<void> {
  const { leadId } = await getNote(trx, noteId)
  await trx.deleteFrom('note').where('id', '=', noteId).execute()
  await refreshSearchText(trx, [leadId])
}

/** A note with the lead that it is on. Refuses with not_found where there is no such note. */
export async function getNote(trx: WorkbookTransaction, noteId: NoteId): Promise<{ leadId: LeadId; text: string }> {
  const note = await trx.selectFrom('note').select(['lead_id', 'text']).where('id', '=', noteId).executeTakeFirst()
  if (!note)
    throw new Refusal('not_found', 'This note is not in the workbook any more. Redo brings back what was undone last.')
  return { leadId: note.lead_id as LeadId, text: note.text }
}
