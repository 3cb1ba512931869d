import type { LeadRow, RowField } from '../../../shared/contract/leads.contract.ts'
import type { Channel } from '../../../shared/domain/follow-ups/channel.ts'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { effectiveStatus, type Status } from '../../../shared/domain/leads/status.ts'
import type { CompanyId, LeadId, NextActionId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { prepared } from '../../database/prepared.ts'
import { fitOf } from '../qualification/qualification.service.ts'
import { readInterests, standingOf, temperatureRules } from '../temperature/temperature.service.ts'

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
  emails: string
  phones: string
  tags: string
  links: string
  address: string | null
  custom: string
}

/** The leads as lists show them, with the temperatures of a day, in the order of the ids; ids that no lead has are left out. */
export function readLeadRows(
  context: Pick<QueryContext, 'raw' | 'today'>,
  ids: readonly LeadId[],
  fields: readonly RowField[] = [],
  temperatureOn: PlainDate = context.today,
): LeadRow[] {
  if (ids.length === 0) return []
  const standing = standingOf(context, ids, temperatureOn)
  const interests = fields.includes('interests')
    ? readInterests(context.raw, ids, temperatureOn, temperatureRules(context.raw))
    : undefined
  const fit = fitOf(context.raw, ids)
  return prepared<[string], LeadColumns>(context.raw, selectLeadRows(fields))
    .all(JSON.stringify(ids))
    .map((lead) => {
      const { score, temperature, isHot, isCooling, isPinned } = standing.get(lead.id) as NonNullable<
        ReturnType<typeof standing.get>
      >
      const emails = textsOf(lead.emails)
      const phones = textsOf(lead.phones)
      const [street, postalCode, city, region, country]: (string | null)[] =
        lead.address === null ? [] : JSON.parse(lead.address)
      return {
        id: lead.id,
        code: lead.actionCode,
        name:
          displayName({
            name: lead.name,
            company: lead.company,
            email: emails[0] ?? null,
            phone: phones[0] ?? null,
          }) ?? '',
        companyId: lead.companyId,
        company: lead.company,
        jobTitle: lead.jobTitle,
        emails,
        phones,
        links: textsOf(lead.links),
        street: street ?? null,
        postalCode: postalCode ?? null,
        city: city ?? null,
        region: region ?? null,
        country: country ?? null,
        score,
        temperature,
        isHot,
        isCooling,
        isPinned,
        fit: fit.get(lead.id) ?? null,
        stage: lead.stage,
        status: effectiveStatus({ status: lead.status, restUntil: lead.restingUntilOn }, context.today),
        restingUntilOn: lead.status === 'resting' ? lead.restingUntilOn : null,
        source: lead.source,
        tags: textsOf(lead.tags),
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
        ...(interests && { interests: interests.get(lead.id) ?? [] }),
        custom: lead.custom === '{}' ? {} : JSON.parse(lead.custom),
      }
    })
}

/** One statement for all, with the custom fields written out: to ask each table by itself, or to join a list of them, takes three times as long. */
function selectLeadRows(fields: readonly RowField[]): string {
  const customIds = fields.filter((field) => field !== 'interests')
  const custom =
    customIds.length === 0
      ? "'{}'"
      : `(SELECT json_group_object(custom_field_id, value) FROM custom_value WHERE lead_id = lead.id AND custom_field_id IN (${customIds.join()}))`
  return `
  SELECT lead.id, lead.name, company_id AS companyId, company.name AS company, job_title AS jobTitle, source, stage, status, resting_until_on AS restingUntilOn,
    last_touch_on AS lastTouchOn, came_in_on AS cameInOn, value_minor AS valueMinor, substr(lead.notes, 1, 200) AS notes, do_not_contact_on AS doNotContactOn, archived_on AS archivedOn,
    (SELECT playbook.name FROM run JOIN playbook ON playbook.id = playbook_id WHERE run.lead_id = lead.id AND run.state IN ('running', 'paused')) AS playbook,
    action.id AS actionId, action.due_on AS actionDueOn, action.what AS actionWhat, action.channel AS actionChannel,
    action.is_human AS actionIsHuman, action.code AS actionCode,
    (SELECT json_group_array(address ORDER BY position, id) FROM email WHERE lead_id = lead.id) AS emails,
    (SELECT json_group_array(raw ORDER BY position, id) FROM phone WHERE lead_id = lead.id) AS phones,
    (SELECT json_group_array(tag.name ORDER BY tag.name_key) FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_id = lead.id) AS tags,
    (SELECT json_group_array(url ORDER BY id) FROM link WHERE lead_id = lead.id) AS links,
    (SELECT json_array(street, postal_code, city, region, country) FROM address WHERE lead_id = lead.id ORDER BY id LIMIT 1) AS address,
    ${custom} AS custom
  FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value
  LEFT JOIN company ON company.id = lead.company_id
  LEFT JOIN next_action AS action ON action.lead_id = lead.id AND action.state = 'open'
  ORDER BY wanted.key`
}

function textsOf(json: string): string[] {
  return json === '[]' ? [] : JSON.parse(json)
}
