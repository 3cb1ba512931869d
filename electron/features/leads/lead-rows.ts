import type Database from 'better-sqlite3'
import type { LeadRow } from '../../../shared/contract/leads.contract.ts'
import type { Channel } from '../../../shared/domain/follow-ups/channel.ts'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { effectiveStatus, type Status } from '../../../shared/domain/leads/status.ts'
import type { CompanyId, CustomFieldId, LeadId, NextActionId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { standingOf } from '../temperature/temperature.service.ts'

type LeadColumns = {
  id: LeadId
  name: string
  companyId: CompanyId | null
  company: string | null
  jobTitle: string | null
  source: string | null
  stage: Stage
  status: Status
  restingUntilOn: PlainDate | null
  lastTouchOn: PlainDate | null
  cameInOn: PlainDate
  valueMinor: number | null
  notes: string | null
  playbook: string | null
  doNotContactOn: PlainDate | null
  archivedOn: PlainDate | null
  actionId: NextActionId | null
  actionDueOn: PlainDate
  actionWhat: string
  actionChannel: Channel
  actionIsHuman: 0 | 1
  actionCode: string | null
}

type FirstAddress = Pick<LeadRow, 'street' | 'postalCode' | 'city' | 'region' | 'country'>

const nowhere: FirstAddress = { street: null, postalCode: null, city: null, region: null, country: null }

type Statements = {
  leads: Database.Statement<[string], LeadColumns>
  emails: Database.Statement<[string], [LeadId, string]>
  phones: Database.Statement<[string], [LeadId, string]>
  tags: Database.Statement<[string], [LeadId, string]>
  links: Database.Statement<[string], [LeadId, string]>
  addresses: Database.Statement<[string], FirstAddress & { leadId: LeadId }>
  custom: Database.Statement<[string, string], [LeadId, CustomFieldId, string]>
}

const statementsOf = new WeakMap<Database.Database, Statements>()

/** The leads as lists show them, in the order of the ids; ids that no lead has are left out. */
export function readLeadRows(
  context: Pick<QueryContext, 'raw' | 'today'>,
  ids: readonly LeadId[],
  fields: readonly CustomFieldId[] = [],
): LeadRow[] {
  if (ids.length === 0) return []
  const statements = statementsFor(context.raw)
  const json = JSON.stringify(ids)
  const emails = grouped(statements.emails.all(json))
  const phones = grouped(statements.phones.all(json))
  const tags = grouped(statements.tags.all(json))
  const links = grouped(statements.links.all(json))
  const addresses = new Map(statements.addresses.all(json).map(({ leadId, ...address }) => [leadId, address]))
  const custom = new Map<LeadId, Record<string, string>>()
  if (fields.length > 0)
    for (const [leadId, fieldId, value] of statements.custom.all(json, JSON.stringify(fields))) {
      const values = custom.get(leadId) ?? {}
      values[fieldId] = value
      custom.set(leadId, values)
    }
  const standing = standingOf(context, ids)
  return statements.leads.all(json).map((lead) => {
    const { score, temperature, isHot, isCooling, isPinned } = standing.get(lead.id) as NonNullable<
      ReturnType<typeof standing.get>
    >
    const leadEmails = emails.get(lead.id) ?? []
    const leadPhones = phones.get(lead.id) ?? []
    return {
      id: lead.id,
      code: lead.actionCode,
      name:
        displayName({
          name: lead.name,
          company: lead.company,
          email: leadEmails[0] ?? null,
          phone: leadPhones[0] ?? null,
        }) ?? '',
      companyId: lead.companyId,
      company: lead.company,
      jobTitle: lead.jobTitle,
      emails: leadEmails,
      phones: leadPhones,
      links: links.get(lead.id) ?? [],
      ...(addresses.get(lead.id) ?? nowhere),
      score,
      temperature,
      isHot,
      isCooling,
      isPinned,
      fit: null,
      stage: lead.stage,
      status: effectiveStatus({ status: lead.status, restUntil: lead.restingUntilOn }, context.today),
      restingUntilOn: lead.status === 'resting' ? lead.restingUntilOn : null,
      source: lead.source,
      tags: tags.get(lead.id) ?? [],
      nextAction:
        lead.actionId === null
          ? null
          : {
              id: lead.actionId,
              day: lead.actionDueOn,
              what: lead.actionWhat,
              channel: lead.actionChannel,
              isHuman: lead.actionIsHuman === 1,
            },
      lastTouchOn: lead.lastTouchOn,
      cameInOn: lead.cameInOn,
      valueMinor: lead.valueMinor,
      notes: lead.notes,
      playbook: lead.playbook,
      doNotContactOn: lead.doNotContactOn,
      archivedOn: lead.archivedOn,
      custom: custom.get(lead.id) ?? {},
    }
  })
}

function statementsFor(raw: Database.Database): Statements {
  let statements = statementsOf.get(raw)
  if (!statements) {
    const wanted = 'lead_id IN (SELECT value FROM json_each(?))'
    statements = {
      leads: raw.prepare(`
        SELECT lead.id, lead.name, company_id AS companyId, company.name AS company, job_title AS jobTitle, source, stage, status, resting_until_on AS restingUntilOn,
          last_touch_on AS lastTouchOn, came_in_on AS cameInOn, value_minor AS valueMinor, substr(lead.notes, 1, 200) AS notes, do_not_contact_on AS doNotContactOn, archived_on AS archivedOn,
          (SELECT playbook.name FROM run JOIN playbook ON playbook.id = playbook_id WHERE run.lead_id = lead.id AND run.state IN ('running', 'paused')) AS playbook,
          action.id AS actionId, action.due_on AS actionDueOn, action.what AS actionWhat, action.channel AS actionChannel,
          action.is_human AS actionIsHuman, action.code AS actionCode
        FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value
        LEFT JOIN company ON company.id = lead.company_id
        LEFT JOIN next_action AS action ON action.lead_id = lead.id AND action.state = 'open'
        ORDER BY wanted.key`),
      emails: raw
        .prepare<[string], [LeadId, string]>(
          `SELECT lead_id, address FROM email WHERE ${wanted} ORDER BY lead_id, position, id`,
        )
        .raw(),
      phones: raw
        .prepare<[string], [LeadId, string]>(
          `SELECT lead_id, raw FROM phone WHERE ${wanted} ORDER BY lead_id, position, id`,
        )
        .raw(),
      tags: raw
        .prepare<[string], [LeadId, string]>(
          `SELECT lead_id, tag.name FROM lead_tag JOIN tag ON tag.id = tag_id WHERE ${wanted} ORDER BY lead_id, tag.name_key`,
        )
        .raw(),
      links: raw
        .prepare<[string], [LeadId, string]>(`SELECT lead_id, url FROM link WHERE ${wanted} ORDER BY lead_id, id`)
        .raw(),
      addresses: raw.prepare(
        `SELECT lead_id AS leadId, street, postal_code AS postalCode, city, region, country FROM address
         WHERE ${wanted} ORDER BY lead_id, id DESC`,
      ),
      custom: raw
        .prepare<[string, string], [LeadId, CustomFieldId, string]>(
          `SELECT lead_id, custom_field_id, value FROM custom_value WHERE ${wanted} AND custom_field_id IN (SELECT value FROM json_each(?))`,
        )
        .raw(),
    }
    statementsOf.set(raw, statements)
  }
  return statements
}

function grouped(rows: readonly [LeadId, string][]): Map<LeadId, string[]> {
  const byLead = new Map<LeadId, string[]>()
  for (const [leadId, text] of rows) {
    const texts = byLead.get(leadId)
    if (texts) texts.push(text)
    else byLead.set(leadId, [text])
  }
  return byLead
}
