import type Database from 'better-sqlite3'
import { type GateFacts, OWN_SIGNAL_DAYS } from '../../../shared/domain/qualification/gates.ts'
import { signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { standingOf, temperatureRules } from '../temperature/temperature.service.ts'

type GateRow = { id: LeadId; hasAmount: 0 | 1; hasHumanAction: 0 | 1; hasOwnSignal: 0 | 1; hasConversation: 0 | 1 }

const statementOf = new WeakMap<Database.Database, Database.Statement<[object], GateRow>>()

/** What gates know of leads today, by lead; ids that no lead has are left out. Fit, the four answers, scope and decision day are not asked yet: unknown. */
export function readGateFacts(
  context: Pick<QueryContext, 'raw' | 'today'>,
  leadIds: readonly LeadId[],
): Map<LeadId, GateFacts> {
  const { raw, today } = context
  const { signals } = temperatureRules()
  const rows = statementFor(raw).all({
    ids: JSON.stringify(leadIds),
    today,
    since: addDays(today, -OWN_SIGNAL_DAYS),
    ownKinds: JSON.stringify(signalKinds.filter((kind) => signals[kind].isOwn)),
  })
  const standing = standingOf(context, leadIds)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        fit: null,
        temperature: standing.get(row.id)?.temperature ?? 'cold',
        hasOwnSignal: row.hasOwnSignal === 1,
        hasHumanAction: row.hasHumanAction === 1,
        hasConversation: row.hasConversation === 1,
        need: 'unknown',
        timeline: 'unknown',
        authority: 'unknown',
        budget: 'unknown',
        scope: 'unknown',
        hasAmount: row.hasAmount === 1,
        decisionDay: 'unknown',
      },
    ]),
  )
}

function statementFor(raw: Database.Database): Database.Statement<[object], GateRow> {
  let statement = statementOf.get(raw)
  if (!statement) {
    statement = raw.prepare<[object], GateRow>(`
      SELECT lead.id, lead.value_minor IS NOT NULL OR lead.foreign_value IS NOT NULL AS hasAmount,
        EXISTS (SELECT 1 FROM next_action WHERE lead_id = lead.id AND state = 'open' AND is_human = 1) AS hasHumanAction,
        EXISTS (SELECT 1 FROM signal WHERE lead_id = lead.id AND on_day BETWEEN :since AND :today
          AND kind IN (SELECT value FROM json_each(:ownKinds))) AS hasOwnSignal,
        EXISTS (SELECT 1 FROM touch WHERE lead_id = lead.id AND outcome = 'talked' AND on_day <= :today)
          OR EXISTS (SELECT 1 FROM signal WHERE lead_id = lead.id AND kind = 'conversation' AND on_day <= :today) AS hasConversation
      FROM json_each(:ids) AS wanted CROSS JOIN lead ON lead.id = wanted.value`)
    statementOf.set(raw, statement)
  }
  return statement
}
