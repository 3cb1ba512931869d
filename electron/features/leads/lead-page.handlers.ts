import { isAbsolute } from 'node:path'
import type { leadPageContract } from '../../../shared/contract/lead-page.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { HandlersFor } from '../../core/handlers.ts'
import { changedMeanwhile } from './changed-meanwhile.ts'
import { writeAddresses } from './lead-addresses.ts'
import { attachFile, attachLink, getAttachment } from './lead-attachments.ts'
import { readHistory } from './lead-history.ts'
import { deleteNote, getNote, insertNote, updateNote } from './lead-notes.ts'
import { readLeadPage } from './lead-page.ts'
import { readTimeline } from './lead-timeline.ts'
import { type LeadsLabel, labelLeads } from './leads.service.ts'

/** What the page of one lead asks for and writes. */
export const leadPageHandlers: HandlersFor<keyof typeof leadPageContract> = {
  'leads.get': (context, { lead }) => readLeadPage(context, lead),
  'leads.timeline': (context, request) => readTimeline(context, request),
  'leads.history': (context, request) => readHistory(context, request),

  'leads.setAddresses': async ({ change }, { leadId, addresses, was }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'lead_edited', ...label }),
      'edit',
      async (trx) => {
        const label = await labelLeads(trx, [leadId])
        await writeAddresses(trx, leadId, addresses, was)
        return label
      },
    )
    return { changeSet }
  },

  'leads.writeNote': async ({ change, now, today }, { leadId, noteId, text, was, on }) => {
    const { value, changeSet } = await change(
      ({ label }: { label: LeadsLabel }) => ({ what: 'note_written', ...label }),
      'edit',
      async (trx) => {
        const label = await labelLeads(trx, [leadId])
        if (noteId === undefined)
          return { label, noteId: await insertNote(trx, leadId, { text, on: on ?? today, madeAt: now() }) }
        const note = await getNote(trx, noteId)
        if (note.leadId !== leadId)
          throw new Refusal('not_found', 'This note is on another lead by now. Open that lead to change it.')
        if (was !== undefined && was !== note.text) throw changedMeanwhile('note', note.text)
        await updateNote(trx, noteId, { text, on })
        return { label, noteId }
      },
    )
    return { noteId: value.noteId, changeSet }
  },

  'leads.deleteNote': async ({ change }, { noteId }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'note_deleted', ...label }),
      'edit',
      async (trx) => {
        const label = await labelLeads(trx, [(await getNote(trx, noteId)).leadId])
        await deleteNote(trx, noteId)
        return label
      },
    )
    return { changeSet }
  },

  'leads.attach': async ({ change, today }, { leadId, url, title }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'attachment_added', ...label }),
      'edit',
      async (trx) => {
        const label = await labelLeads(trx, [leadId])
        await attachLink(trx, leadId, { url, title, on: today })
        return label
      },
    )
    return { changeSet }
  },

  'leads.detach': async ({ change }, { attachmentId }) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'attachment_removed', ...label }),
      'edit',
      async (trx) => {
        const { leadId } = await getAttachment(trx, attachmentId)
        const label = await labelLeads(trx, [leadId])
        await trx.deleteFrom('attachment').where('id', '=', attachmentId).execute()
        return label
      },
    )
    return { changeSet }
  },

  'leads.attachFile': async ({ change, today }, { leadId, path }) => {
    if (!isAbsolute(path)) throw new Refusal('invalid_input', 'A file is attached by its whole path.')
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'attachment_added', ...label }),
      'edit',
      async (trx) => {
        const label = await labelLeads(trx, [leadId])
        await attachFile(trx, leadId, { path, on: today })
        return label
      },
    )
    return { changeSet }
  },

  'leads.findAttachment': async ({ db }, { attachmentId }) => {
    const { kind, target } = await getAttachment(db, attachmentId)
    return { kind, target }
  },
}
