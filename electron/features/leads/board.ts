import type Database from 'better-sqlite3'
import type { BoardRequest } from '../../../shared/contract/board.contract.ts'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import type { LeadFilter, LeadQuery, LeadRule, LeadSort } from '../../../shared/contract/lead-query.contract.ts'
import { type Stage, stages } from '../../../shared/domain/funnel/stages.ts'
import type { Status } from '../../../shared/domain/leads/status.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { listLeads, measureLeads, neighboursOf } from './list/lead-list.ts'

type Context = Pick<QueryContext, 'raw' | 'today'>

const warmestFirst: LeadSort = { by: 'temperature', direction: 'descending' }

type Handled = 'leads.board' | 'leads.boardCards'

export const boardHandlers: Pick<FeatureHandlers<'leads'>, Handled> = {
  'leads.board': (context, request) => ({ columns: readColumns(context, request) }),
  'leads.boardCards': (context, request) => readCards(context, request),
}

function readColumns(context: Context, request: BoardRequest): OutputOf<'leads.board'>['columns'] {
  return stages.map((stage) => ({
    stage,
    ...measureLeads(context, { query: queryOf(request, columnFilter(request, stage)) }),
  }))
}

function readCards(context: Context, request: InputOf<'leads.boardCards'>): OutputOf<'leads.boardCards'> {
  const { stage, offset, limit, find } = request
  const column = { ...queryOf(request, columnFilter(request, stage)), sort: warmestFirst }
  const { total, leads } = listLeads(context, { ...column, offset, limit })
  const place = find === undefined ? null : neighboursOf(context, { ...column, leadId: find }).place
  const since = new Map(sinceStatement(context.raw).all(JSON.stringify(leads.map(({ id }) => id))))
  return {
    total,
    place,
    cards: leads.map((lead) => ({ ...lead, stageSinceOn: since.get(lead.id) ?? lead.cameInOn })),
  }
}

function queryOf({ search, temperatureOn }: BoardRequest, filter: LeadFilter): LeadQuery {
  return { ...(search !== undefined && { search }), filter, ...(temperatureOn !== undefined && { temperatureOn }) }
}

/** Who is in a column of the board, among the leads of the request's own filter. */
function columnFilter({ filter, withResting = false }: BoardRequest, stage: Stage): LeadFilter {
  const statuses: Status[] = ['active', ...(stage === 'won' ? ['customer' as const] : [])]
  return {
    ...filter,
    all: [
      ...(filter?.all ?? []),
      [{ field: 'isArchived', not: true, test: { op: 'yes' } }],
      [{ field: 'doNotContact', not: true, test: { op: 'yes' } }],
      [anyOf('stage', stage)],
      [anyOf('status', ...statuses, ...(withResting ? ['resting' as const] : []))],
    ],
  }
}

function anyOf(field: 'stage', ...values: Stage[]): LeadRule
function anyOf(field: 'status', ...values: Status[]): LeadRule
function anyOf(field: 'stage' | 'status', ...values: string[]): LeadRule {
  return { field, test: { op: 'anyOf', values } }
}

const sinceStatements = new WeakMap<Database.Database, Database.Statement<[string], [LeadId, PlainDate]>>()

function sinceStatement(raw: Database.Database): Database.Statement<[string], [LeadId, PlainDate]> {
  let statement = sinceStatements.get(raw)
  if (!statement) {
    statement = raw
      .prepare<[string], [LeadId, PlainDate]>(`
        SELECT lead.id, coalesce(
          (SELECT on_day FROM stage_event WHERE lead_id = lead.id AND to_stage = lead.stage ORDER BY on_day DESC, id DESC LIMIT 1), came_in_on)
        FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value`)
      .raw()
    sinceStatements.set(raw, statement)
  }
  return statement
}
