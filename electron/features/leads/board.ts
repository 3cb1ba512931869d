import type Database from 'better-sqlite3'
import type { BoardRequest } from '../../../shared/contract/board.contract.ts'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import type { LeadFilter, LeadRule } from '../../../shared/contract/lead-query.contract.ts'
import { type Stage, stages } from '../../../shared/domain/funnel/stages.ts'
import type { Status } from '../../../shared/domain/leads/status.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { listLeads, selectLeads } from './list/lead-list.ts'

type Context = Pick<QueryContext, 'raw' | 'today'>

type Handled = 'leads.board' | 'leads.boardCards'

export const boardHandlers: Pick<FeatureHandlers<'leads'>, Handled> = {
  'leads.board': (context, request) => ({ columns: readColumns(context, request) }),
  'leads.boardCards': (context, request) => readCards(context, request),
}

type Column = OutputOf<'leads.board'>['columns'][number]

function readColumns(context: Context, request: BoardRequest): Column[] {
  const { columns } = statementsFor(context.raw)
  const query = queryOf(request, boardFilter(request))
  const found = new Map(
    columns.all(JSON.stringify(selectLeads(context, { query }))).map((column) => [column.stage, column]),
  )
  return stages.map((stage) => found.get(stage) ?? { stage, count: 0, valueMinor: 0 })
}

function readCards(context: Context, request: InputOf<'leads.boardCards'>): OutputOf<'leads.boardCards'> {
  const { stage, offset, limit } = request
  const { total, leads } = listLeads(context, {
    ...queryOf(request, columnFilter(request, stage)),
    sort: { by: 'temperature', direction: 'descending' },
    offset,
    limit,
  })
  const since = new Map(statementsFor(context.raw).since.all(JSON.stringify(leads.map(({ id }) => id))))
  return { total, cards: leads.map((lead) => ({ ...lead, stageSinceOn: since.get(lead.id) ?? lead.cameInOn })) }
}

function queryOf({ search }: BoardRequest, filter: LeadFilter) {
  return { ...(search !== undefined && { search }), filter }
}

function columnFilter(request: BoardRequest, stage: Stage): LeadFilter {
  const filter = boardFilter(request)
  return { ...filter, all: [...(filter.all ?? []), [anyOf('stage', stage)]] }
}

/** Who is on the board, among the leads of the request's own filter. */
function boardFilter({ filter, withResting = false }: BoardRequest): LeadFilter {
  return {
    ...filter,
    all: [
      ...(filter?.all ?? []),
      [{ field: 'isArchived', not: true, test: { op: 'yes' } }],
      [{ field: 'doNotContact', not: true, test: { op: 'yes' } }],
      [anyOf('status', 'active', 'customer', ...(withResting ? ['resting' as const] : []))],
      [{ ...anyOf('status', 'customer'), not: true }, anyOf('stage', 'won')],
    ],
  }
}

function anyOf(field: 'stage', ...values: Stage[]): LeadRule
function anyOf(field: 'status', ...values: Status[]): LeadRule
function anyOf(field: 'stage' | 'status', ...values: string[]): LeadRule {
  return { field, test: { op: 'anyOf', values } }
}

type Statements = {
  columns: Database.Statement<[string], Column>
  since: Database.Statement<[string], [LeadId, PlainDate]>
}

const statementsOf = new WeakMap<Database.Database, Statements>()

function statementsFor(raw: Database.Database): Statements {
  let statements = statementsOf.get(raw)
  if (!statements) {
    statements = {
      columns: raw.prepare(`
        SELECT stage, count(*) AS count, coalesce(sum(value_minor), 0) AS valueMinor
        FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value GROUP BY stage`),
      since: raw
        .prepare<[string], [LeadId, PlainDate]>(`
          SELECT lead.id, coalesce(
            (SELECT on_day FROM stage_event WHERE lead_id = lead.id AND to_stage = lead.stage ORDER BY on_day DESC, id DESC LIMIT 1), came_in_on)
          FROM json_each(?) AS wanted CROSS JOIN lead ON lead.id = wanted.value`)
        .raw(),
    }
    statementsOf.set(raw, statements)
  }
  return statements
}
