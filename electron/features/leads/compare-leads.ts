import type Database from 'better-sqlite3'
import type { ComparedLeadPage } from '../../../shared/contract/duplicates.contract.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { planMerge, proposeKept } from '../../../shared/domain/leads/merge.ts'
import { effectiveStatus } from '../../../shared/domain/leads/status.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'

type CompareContext = Pick<QueryContext, 'raw' | 'today'>

/** Leads side by side with the merge that is proposed. Refuses with not_found where one is not in the workbook. */
export function compareLeads(context: CompareContext, leadIds: readonly LeadId[]): OutputOf<'leads.compare'> {
  const leads = readComparedLeads(context, leadIds)
  return { leads, plan: planMerge(leads, proposeKept(leads), {}) }
}

type LeadColumns = Pick<
  ComparedLeadPage,
  | 'id'
  | 'code'
  | 'company'
  | 'jobTitle'
  | 'source'
  | 'valueMinor'
  | 'foreignValue'
  | 'notes'
  | 'stage'
  | 'status'
  | 'statusReason'
  | 'restingUntilOn'
  | 'archivedOn'
  | 'cameInOn'
  | 'lastTouchOn'
  | 'touchCount'
  | 'signalCount'
> & {
  name: string
  doNotContactOn: PlainDate | null
  doNotContactReason: string | null
  actionWhat: string | null
  actionOn: PlainDate
  actionRun: number | null
  playbook: string | null
  runState: 'running' | 'paused'
}

/** Every field of leads, in the order asked for. Refuses with invalid_input where one is named twice, with not_found where one is gone. */
export function readComparedLeads({ raw, today }: CompareContext, leadIds: readonly LeadId[]): ComparedLeadPage[] {
  if (new Set(leadIds).size !== leadIds.length)
    throw new Refusal('invalid_input', 'A lead stands twice among those to compare. Choose two different leads.')
  const select = raw.prepare<[LeadId], LeadColumns>(`
    SELECT lead.id, lead.name, action.code, company.name AS company, job_title AS jobTitle, source, value_minor AS valueMinor,
      foreign_value AS foreignValue, notes, stage, status, status_reason AS statusReason, resting_until_on AS restingUntilOn,
      do_not_contact_on AS doNotContactOn, do_not_contact_reason AS doNotContactReason, archived_on AS archivedOn,
      came_in_on AS cameInOn, last_touch_on AS lastTouchOn, action.what AS actionWhat, action.due_on AS actionOn, action.run_id AS actionRun,
      playbook.name AS playbook, run.state AS runState,
      (SELECT count(*) FROM touch WHERE lead_id = lead.id) AS touchCount, (SELECT count(*) FROM signal WHERE lead_id = lead.id) AS signalCount
    FROM lead LEFT JOIN company ON company.id = company_id
    LEFT JOIN next_action AS action ON action.lead_id = lead.id AND action.state = 'open'
    LEFT JOIN run ON run.lead_id = lead.id AND run.state IN ('running', 'paused') LEFT JOIN playbook ON playbook.id = run.playbook_id
    WHERE lead.id = ?`)
  return leadIds.map((leadId) => {
    const found = select.get(leadId)
    if (found === undefined)
      throw new Refusal('not_found', `There is no lead ${leadId} in this workbook any more. Choose them again.`)
    return compared(raw, today, found)
  })
}

function compared(raw: Database.Database, today: PlainDate, columns: LeadColumns): ComparedLeadPage {
  const { doNotContactOn, doNotContactReason, actionWhat, actionOn, actionRun, playbook, runState, ...lead } = columns
  const all = <Row>(sql: string) => raw.prepare<[number], Row>(sql).all(lead.id)
  const texts = (sql: string) => raw.prepare<[number], string>(sql).pluck().all(lead.id)
  const emails = texts('SELECT address FROM email WHERE lead_id = ? ORDER BY position, id')
  const phones = all<ComparedLeadPage['phones'][number]>(
    'SELECT raw, e164 FROM phone WHERE lead_id = ? ORDER BY position, id',
  )
  const fallback = displayName({
    name: null,
    company: lead.company,
    email: emails[0] ?? null,
    phone: phones[0]?.raw ?? null,
  })
  const status = effectiveStatus({ status: lead.status, restUntil: lead.restingUntilOn }, today)
  return {
    ...lead,
    calledBy: lead.name,
    name: lead.name === fallback ? null : lead.name,
    status,
    statusReason: status === lead.status ? lead.statusReason : null,
    restingUntilOn: status === lead.status ? lead.restingUntilOn : null,
    doNotContact: doNotContactOn === null ? null : { on: doNotContactOn, reason: doNotContactReason },
    nextAction: actionWhat === null ? null : { what: actionWhat, on: actionOn, isStep: actionRun !== null },
    run: playbook === null ? null : { playbook, isPaused: runState === 'paused' },
    emails,
    phones,
    links: texts('SELECT url FROM link WHERE lead_id = ? ORDER BY id'),
    tags: texts('SELECT tag.name FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_id = ? ORDER BY tag.name_key'),
    addresses: all(
      'SELECT street, postal_code AS postalCode, city, region, country FROM address WHERE lead_id = ? ORDER BY id',
    ),
    optOuts: all('SELECT channel, on_day AS "on" FROM opt_out WHERE lead_id = ? ORDER BY channel'),
    custom: all(
      'SELECT custom_field_id AS fieldId, name, value FROM custom_value JOIN custom_field ON custom_field.id = custom_field_id WHERE lead_id = ? ORDER BY custom_field_id',
    ),
  }
}
