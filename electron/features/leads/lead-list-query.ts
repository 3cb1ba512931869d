import type { LeadFilter, LeadSort } from '../../../shared/contract/leads.contract.ts'
import { stages } from '../../../shared/domain/funnel/stages.ts'
import { assertNever } from '../../../shared/primitives/assert-never.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'

/** SQL that is true for an active lead, one whose rest is over included. Needs the parameter `today`. */
export const isActive = "(lead.status = 'active' OR (lead.status = 'resting' AND lead.resting_until_on <= :today))"

const hasNothingOpen =
  "NOT EXISTS (SELECT 1 FROM next_action WHERE next_action.lead_id = lead.id AND next_action.state = 'open')"
const isUntried = '(lead.last_touch_on IS NULL AND NOT EXISTS (SELECT 1 FROM signal WHERE signal.lead_id = lead.id))'

const isWaiting = `${isActive} AND lead.do_not_contact_on IS NULL AND lead.archived_on IS NULL AND ${hasNothingOpen}`

/** SQL that is true for an active lead with nothing planned that is not parked either: it was touched or gave a signal. Needs the parameter `today`. */
export const isWithoutNextStep = `(${isWaiting} AND NOT ${isUntried})`

/** SQL that is true for an active lead that was never touched, gave no signal and has nothing planned. Needs the parameter `today`. */
const isParked = `(${isWaiting} AND ${isUntried})`

/** `needsStanding`: the query joins `temp.lead_standing`, which must be up to date. */
type OrderedLeadsQuery = { sql: string; parameters: Record<string, string>; needsStanding: boolean }

/** The query for the ids of the leads of a filter in an order. Empty values come last whatever the direction; equals go by name. */
export function orderedLeadsQuery(filter: LeadFilter, sort: LeadSort, today: PlainDate): OrderedLeadsQuery {
  const conditions: string[] = []
  const parameters: Record<string, string> = {}
  const joins = new Set<string>()
  const whereToday = (condition: string) => {
    conditions.push(condition)
    parameters['today'] = today
  }
  if (filter.temperature !== undefined) {
    joins.add(standing)
    whereToday(isActive)
    conditions.push(temperatureCondition[filter.temperature])
  }
  if (filter.stage !== undefined) {
    conditions.push('lead.stage = :stage')
    parameters['stage'] = filter.stage
  }
  if (filter.status === 'active') whereToday(isActive)
  else if (filter.status === 'resting')
    whereToday("lead.status = 'resting' AND (lead.resting_until_on IS NULL OR lead.resting_until_on > :today)")
  else if (filter.status !== undefined) {
    conditions.push('lead.status = :status')
    parameters['status'] = filter.status
  }
  if (filter.hasNoNextStep !== undefined)
    whereToday(filter.hasNoNextStep ? isWithoutNextStep : `NOT ${isWithoutNextStep}`)
  if (filter.isParked !== undefined) whereToday(filter.isParked ? isParked : `NOT ${isParked}`)
  if (filter.ids !== undefined) {
    conditions.push('lead.id IN (SELECT value FROM json_each(:ids))')
    parameters['ids'] = JSON.stringify(filter.ids)
  }
  const { join, by } = sortTerms(sort.by)
  if (join !== undefined) joins.add(join)
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC'
  const order =
    by === undefined
      ? `lead.name_key ${direction}, lead.id ${direction}`
      : `${by} IS NULL, ${by} ${direction}, lead.name_key, lead.id`
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  return {
    sql: `SELECT lead.id FROM lead ${[...joins].join(' ')} ${where} ORDER BY ${order}`,
    parameters,
    needsStanding: joins.has(standing),
  }
}

const standing = 'LEFT JOIN temp.lead_standing AS standing ON standing.lead_id = lead.id'

const temperatureCondition: Record<NonNullable<LeadFilter['temperature']>, string> = {
  cold: "standing.temperature IS NOT 'warm'",
  warm: "standing.temperature = 'warm'",
  hot: 'standing.is_hot',
  cooling: 'standing.is_cooling',
}

const stageRankSql = `CASE lead.stage ${stages.map((stage, rank) => `WHEN '${stage}' THEN ${rank}`).join(' ')} END`

/** What a list is ordered by; undefined is the name, which every order ends with. */
function sortTerms(by: LeadSort['by']): { join?: string; by?: string } {
  switch (by) {
    case 'name':
      return {}
    case 'company':
      return { join: 'LEFT JOIN company ON company.id = lead.company_id', by: 'company.name_key' }
    case 'temperature':
      return { join: standing, by: 'coalesce(standing.score, 0)' }
    case 'stage':
      return { by: stageRankSql }
    case 'nextAction':
      return {
        join: "LEFT JOIN next_action AS action ON action.lead_id = lead.id AND action.state = 'open'",
        by: 'action.due_on',
      }
    case 'lastTouch':
      return { by: 'lead.last_touch_on' }
    case 'cameIn':
      return { by: 'lead.came_in_on' }
    case 'value':
      return { by: 'lead.value_minor' }
    case 'source':
      return { by: 'lead.source COLLATE NOCASE' }
    default:
      return assertNever(by)
  }
}
