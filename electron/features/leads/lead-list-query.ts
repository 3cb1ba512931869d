import type Database from 'better-sqlite3'
import type { LeadFilter, LeadSort } from '../../../shared/contract/lead-query.contract.ts'
import type { CustomFieldKind } from '../../../shared/domain/leads/field-kinds.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { type RuleContext, ruleSql, sortSql } from './lead-rules.ts'

type OrderedLeadsQuery = { sql: string; parameters: Record<string, string | number> }

/** The query for the ids of the leads of a filter in an order. Empty values come last whatever the direction; equals go by name. */
export function orderedLeadsQuery(
  raw: Database.Database,
  filter: LeadFilter,
  sort: LeadSort,
  today: PlainDate,
): OrderedLeadsQuery {
  const parameters: Record<string, string | number> = { today }
  const kinds = new Map(raw.prepare<[], [number, CustomFieldKind]>('SELECT id, kind FROM custom_field').raw().all())
  const context: RuleContext = {
    today,
    kindOfCustom: (id) => kinds.get(id),
    bind: (value) => {
      const name = `p${Object.keys(parameters).length}`
      parameters[name] = value
      return `:${name}`
    },
  }
  const groups = filter.all ?? []
  const conditions = groups.map((rules) => `(${rules.map((rule) => ruleSql(rule, context)).join(' OR ')})`)
  if (!groups.some((rules) => rules.some((rule) => rule.field === 'isArchived')))
    conditions.push('lead.archived_on IS NULL')
  if (filter.ids !== undefined)
    conditions.push(`lead.id IN (SELECT value FROM json_each(${context.bind(JSON.stringify(filter.ids))}))`)
  const by = sortSql(sort.by, context)
  const direction = sort.direction === 'ascending' ? 'ASC' : 'DESC'
  const order =
    by === undefined
      ? `lead.name_key ${direction}, lead.id ${direction}`
      : `${by} IS NULL, ${by} ${direction}, lead.name_key, lead.id`
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  return { sql: `SELECT lead.id FROM lead ${where} ORDER BY ${order}`, parameters }
}
