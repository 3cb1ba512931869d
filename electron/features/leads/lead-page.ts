import type { CustomValue, LeadPage } from '../../../shared/contract/lead-page.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { Outcome } from '../../../shared/domain/follow-ups/channel.ts'
import { parseCode } from '../../../shared/domain/follow-ups/codes.ts'
import { emailKey, isEmailShaped } from '../../../shared/domain/import/cell-shapes.ts'
import { readsAsKind } from '../../../shared/domain/leads/field-text.ts'
import type { SignalKind } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { readAttachments } from './lead-attachments.ts'
import { readLeadRows } from './lead-rows.ts'

type PageContext = Pick<QueryContext, 'raw' | 'today'>

/** Everything about the lead that an id, an e-mail address or a code names. Refuses with not_found where there is none. */
export function readLeadPage(context: PageContext, named: LeadId | string): LeadPage {
  const leadId = typeof named === 'number' ? named : findLead(context, named)
  const [lead] = leadId === undefined ? [] : readLeadRows(context, [leadId])
  if (lead === undefined)
    throw new Refusal(
      'not_found',
      `There is no lead ${JSON.stringify(named)} in this workbook. Give its id, its e-mail address, or its code.`,
    )
  const { raw } = context
  const own = raw
    .prepare<
      [number],
      Pick<
        LeadPage,
        'notes' | 'foreignValue' | 'restingUntilOn' | 'statusReason' | 'doNotContactReason' | 'stageSinceOn'
      >
    >(`
      SELECT notes, foreign_value AS foreignValue, resting_until_on AS restingUntilOn, status_reason AS statusReason, do_not_contact_reason AS doNotContactReason,
        coalesce((SELECT on_day FROM stage_event WHERE lead_id = lead.id AND to_stage = lead.stage ORDER BY on_day DESC, id DESC LIMIT 1), came_in_on) AS stageSinceOn
      FROM lead WHERE id = ?`)
    .get(lead.id)
  if (!own) throw new Error(`Lead ${lead.id} went while it was read`)
  const all = <Row>(sql: string) => raw.prepare<[number], Row>(sql).all(lead.id)
  const texts = (sql: string) => raw.prepare<[number], string>(sql).pluck().all(lead.id)
  return {
    lead,
    ...own,
    links: texts('SELECT url FROM link WHERE lead_id = ? ORDER BY id'),
    addresses: all(
      'SELECT id, street, postal_code AS postalCode, city, region, country FROM address WHERE lead_id = ? ORDER BY id',
    ),
    damagedPhones: texts('SELECT raw FROM phone WHERE lead_id = ? AND is_damaged ORDER BY position'),
    unreadPhones: texts(
      'SELECT raw FROM phone WHERE lead_id = ? AND e164 IS NULL AND NOT is_damaged ORDER BY position',
    ),
    unreadEmails: lead.emails.filter((email) => !isEmailShaped(email)),
    custom: readCustomValues(context, lead.id),
    optOuts: all('SELECT channel, on_day AS "on" FROM opt_out WHERE lead_id = ? ORDER BY channel'),
    lastTouch:
      all<NonNullable<LeadPage['lastTouch']>>(
        'SELECT on_day AS "on", direction, channel FROM touch WHERE lead_id = ? ORDER BY on_day DESC, id DESC LIMIT 1',
      )[0] ?? null,
    lastWord: findLastWord(context, lead.id),
    attachments: readAttachments(raw, lead.id),
    cameBy: findImport(context, lead.id),
  }
}

function readCustomValues({ raw }: PageContext, leadId: LeadId): CustomValue[] {
  return raw
    .prepare<[number], Omit<CustomValue, 'options' | 'isMarked'> & { options: string }>(`
      SELECT custom_field.id, name, kind, options, group_name AS "group", value FROM custom_field
      LEFT JOIN custom_value ON custom_field_id = custom_field.id AND lead_id = ? ORDER BY position, custom_field.id`)
    .all(leadId)
    .map((row) => {
      const field = { ...row, options: JSON.parse(row.options) as string[] }
      return { ...field, isMarked: row.value !== null && !readsAsKind(field, row.value) }
    })
}

function findLastWord({ raw }: PageContext, leadId: LeadId): LeadPage['lastWord'] {
  const found = raw
    .prepare<{ leadId: LeadId }, { on: PlainDate; note: string; outcome: Outcome | null; kind: SignalKind | null }>(`
      SELECT * FROM (SELECT on_day AS "on", note, outcome, NULL AS kind FROM touch WHERE lead_id = :leadId AND note != '' ORDER BY on_day DESC, id DESC LIMIT 1)
      UNION ALL
      SELECT * FROM (SELECT on_day, note, NULL, kind FROM signal WHERE lead_id = :leadId AND note != '' ORDER BY on_day DESC, id DESC LIMIT 1)`)
    .all({ leadId })
    // A touch stands before the signal that it made.
    .reduce<{ on: PlainDate; note: string; outcome: Outcome | null; kind: SignalKind | null } | undefined>(
      (last, one) => (last === undefined || one.on > last.on ? one : last),
      undefined,
    )
  if (found === undefined) return null
  const { on, note, outcome, kind } = found
  if (outcome !== null) return { on, note, of: { type: 'touch', outcome } }
  return { on, note, of: { type: 'signal', kind: kind as SignalKind } }
}

function findLead({ raw }: PageContext, text: string): LeadId | undefined {
  const trimmed = text.trim()
  const byEmail = raw
    .prepare<[string], LeadId>('SELECT lead_id FROM email WHERE address_key = ? ORDER BY lead_id LIMIT 1')
    .pluck()
    .get(emailKey(trimmed))
  if (byEmail !== undefined) return byEmail
  const code = parseCode(trimmed)
  const byCode =
    code === undefined
      ? undefined
      : raw
          .prepare<[string], LeadId>("SELECT lead_id FROM next_action WHERE code = ? AND state = 'open'")
          .pluck()
          .get(code)
  if (byCode !== undefined) return byCode
  return /^\d{1,9}$/.test(trimmed) ? (Number(trimmed) as LeadId) : undefined
}

/** The import whose change set made the lead; a lead that an import found there came otherwise. */
function findImport({ raw }: PageContext, leadId: LeadId): LeadPage['cameBy'] {
  const found = raw
    .prepare<[number], { fileName: string; on: PlainDate }>(`
      SELECT file_name AS fileName, date(imported_at, 'localtime') AS "on" FROM import_row AS source JOIN import ON import.id = source.import_id
      WHERE source.lead_id = ? AND EXISTS (
        SELECT 1 FROM change WHERE change.change_set_id = import.change_set_id AND change.table_name = 'lead' AND change.operation = 'insert'
          AND source.lead_id BETWEEN change.row_id AND coalesce(change.last_row_id, change.row_id))
      ORDER BY source.id LIMIT 1`)
    .get(leadId)
  return found ?? null
}
