import { basename } from 'node:path'
import type Database from 'better-sqlite3'
import type { Attachment } from '../../../shared/contract/lead-page.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { httpsAddressOf } from '../../../shared/domain/leads/https-address.ts'
import type { AttachmentId, LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'

/** What is kept beside a lead, in the order it was added; of files their names only. */
export function readAttachments(raw: Database.Database, leadId: LeadId): Attachment[] {
  return raw
    .prepare<[number], { id: AttachmentId; kind: 'file' | 'link'; title: string; target: string; addedOn: PlainDate }>(
      'SELECT id, kind, title, target, added_on AS addedOn FROM attachment WHERE lead_id = ? ORDER BY id',
    )
    .all(leadId)
    .map(({ kind, target, ...shared }) =>
      kind === 'file' ? { kind, ...shared, fileName: basename(target) } : { kind, ...shared, url: target },
    )
}

/** Keeps a link beside a lead; once is enough. Refuses with invalid_input what is no https address. */
export async function attachLink(
  trx: WorkbookTransaction,
  leadId: LeadId,
  link: { url: string; title: string | undefined; on: PlainDate },
): Promise<void> {
  const target = httpsAddressOf(link.url)
  if (target === undefined)
    throw new Refusal(
      'invalid_input',
      `“${link.url}” is no address that Leadbook can open. Write it as https://example.com/page.`,
    )
  const title = link.title || target.replace(/^https:\/\//, '').replace(/\/$/, '')
  await insertAttachment(trx, leadId, { kind: 'link', title, target, on: link.on })
}

/** Keeps a file beside a lead by its path; once is enough. */
export async function attachFile(
  trx: WorkbookTransaction,
  leadId: LeadId,
  file: { path: string; on: PlainDate },
): Promise<void> {
  await insertAttachment(trx, leadId, { kind: 'file', title: basename(file.path), target: file.path, on: file.on })
}

async function insertAttachment(
  trx: WorkbookTransaction,
  leadId: LeadId,
  { kind, title, target, on }: { kind: 'file' | 'link'; title: string; target: string; on: PlainDate },
): Promise<void> {
  const there = await trx
    .selectFrom('attachment')
    .select('id')
    .where('lead_id', '=', leadId)
    .where('kind', '=', kind)
    .where('target', '=', target)
    .executeTakeFirst()
  if (there) return
  await trx.insertInto('attachment').values({ lead_id: leadId, kind, title, target, added_on: on }).execute()
}

/** An attachment with its lead and where it is. Refuses with not_found where there is none. */
export async function getAttachment(
  db: WorkbookReader,
  attachmentId: AttachmentId,
): Promise<{ leadId: LeadId; kind: 'file' | 'link'; target: string }> {
  const found = await db
    .selectFrom('attachment')
    .select(['lead_id', 'kind', 'target'])
    .where('id', '=', attachmentId)
    .executeTakeFirst()
  if (!found)
    throw new Refusal(
      'not_found',
      'This attachment is not in the workbook any more. Redo brings back what was undone last.',
    )
  return { leadId: found.lead_id as LeadId, kind: found.kind, target: found.target }
}
