import type { LeadPage, TimelineEntry } from '../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { parseCode } from '../../../shared/domain/follow-ups/codes.ts'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import { explain } from '../../../shared/domain/temperature/explain.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { readHeat, temperatureRules } from '../temperature/temperature.service.ts'
import { readLeadRows } from './lead-rows.ts'

type PageContext = Pick<QueryContext, 'raw' | 'today'>

const TIMELINE_ENTRIES = 200

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
  return {
    lead,
    ...own,
    links: raw.prepare<[number], string>('SELECT url FROM link WHERE lead_id = ? ORDER BY id').pluck().all(lead.id),
    addresses: raw
      .prepare<[number], LeadPage['addresses'][number]>(
        'SELECT street, postal_code AS postalCode, city, region, country FROM address WHERE lead_id = ? ORDER BY id',
      )
      .all(lead.id),
    damagedPhones: raw
      .prepare<[number], string>('SELECT raw FROM phone WHERE lead_id = ? AND is_damaged ORDER BY position')
      .pluck()
      .all(lead.id),
    custom: raw
      .prepare<[number], LeadPage['custom'][number]>(
        'SELECT name, value FROM custom_value JOIN custom_field ON custom_field.id = custom_field_id WHERE lead_id = ? ORDER BY custom_field_id',
      )
      .all(lead.id),
    optOuts: raw
      .prepare<[number], LeadPage['optOuts'][number]>(
        'SELECT channel, on_day AS "on" FROM opt_out WHERE lead_id = ? ORDER BY channel',
      )
      .all(lead.id),
    cameBy: findImport(context, lead.id),
    timeline: readTimeline(context, lead.id),
  }
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
      SELECT file_name AS fileName, substr(imported_at, 1, 10) AS "on" FROM import_row AS source JOIN import ON import.id = source.import_id
      WHERE source.lead_id = ? AND EXISTS (
        SELECT 1 FROM change WHERE change.change_set_id = import.change_set_id AND change.table_name = 'lead' AND change.operation = 'insert'
          AND source.lead_id BETWEEN change.row_id AND coalesce(change.last_row_id, change.row_id))
      ORDER BY source.id LIMIT 1`)
    .get(leadId)
  return found ?? null
}

function readTimeline(context: PageContext, leadId: LeadId): TimelineEntry[] {
  const { raw, today } = context
  const all = <Row>(sql: string) => raw.prepare<[number], Row>(sql).all(leadId)
  const { signals, handTags } = readHeat(raw, leadId)
  const pointsToday = new Map(
    explain(signals, handTags, today, temperatureRules()).parts.map((part) => [part.signalId, part.today]),
  )
  const entries: TimelineEntry[] = [
    ...all<Omit<TimelineEntry & { type: 'touch' }, 'type'>>(
      'SELECT id, on_day AS "on", direction, channel, outcome, note FROM touch WHERE lead_id = ? ORDER BY id DESC',
    ).map((touch) => ({
      type: 'touch' as const,
      ...touch,
    })),
    ...signals.toReversed().map(({ id, kind, on, topic, note }) => ({
      type: 'signal' as const,
      id,
      on,
      kind,
      topic,
      note,
      pointsToday: pointsToday.get(id) ?? 0,
    })),
    ...all<Omit<TimelineEntry & { type: 'step' }, 'type'>>(`
      SELECT closed_on AS "on", playbook.name AS playbook, run_step.state,
        coalesce(playbook.definition ->> ('$.steps[' || (run_step.position - 1) || '].title'), '') AS title
      FROM run_step JOIN run ON run.id = run_id JOIN playbook ON playbook.id = playbook_id WHERE run_step.lead_id = ? ORDER BY run_step.id DESC`).map(
      (step) => ({
        type: 'step' as const,
        ...step,
      }),
    ),
    ...all<Omit<TimelineEntry & { type: 'handTag' }, 'type'>>(
      'SELECT from_on AS "on", temperature, reason, until_on AS untilOn FROM hand_tag WHERE lead_id = ? ORDER BY id DESC',
    ).map((tag) => ({
      type: 'handTag' as const,
      ...tag,
    })),
    ...all<Omit<TimelineEntry & { type: 'status' }, 'type'>>(
      'SELECT on_day AS "on", from_status AS "from", to_status AS "to", reason, until_on AS untilOn FROM status_event WHERE lead_id = ? ORDER BY id DESC',
    ).map((event) => ({ type: 'status' as const, ...event })),
    ...all<Omit<TimelineEntry & { type: 'stage' }, 'type'>>(
      'SELECT on_day AS "on", from_stage AS "from", to_stage AS "to", cause, note FROM stage_event WHERE lead_id = ? ORDER BY id DESC',
    ).map((event) => ({ type: 'stage' as const, ...event })),
  ]
  // Sorting keeps the order of what stands on one day: the latest of each sort first.
  return entries.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, TIMELINE_ENTRIES)
}
