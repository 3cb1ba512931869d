import type Database from 'better-sqlite3'
import { type HumanTouchAlert, humanTouchAlerts } from '../../../shared/domain/follow-ups/human-touch.ts'
import type { FollowUpLead } from '../../../shared/domain/follow-ups/neglect.ts'
import { effectiveStatus, type Status } from '../../../shared/domain/leads/status.ts'
import type { DatedSignal } from '../../../shared/domain/temperature/score.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { type Standing, standingOf, temperatureRules } from '../temperature/temperature.service.ts'

type Context = Pick<QueryContext, 'raw' | 'today'>

/** What follow-ups look at in a lead on the seller's day, but for its signals and its playbook. */
export type FollowUpStanding = Omit<FollowUpLead, 'hasSignal' | 'isInPlaybook'> & {
  leadId: LeadId
  /** May not be contacted, or is archived. */
  isOutOfReach: boolean
  coolingSince: PlainDate | null
  score: number
}

/** All that follow-ups look at in a lead, with the human-touch rules that fire for it. */
export type FollowUpFacts = FollowUpStanding &
  FollowUpLead & { signals: readonly DatedSignal[]; alerts: readonly HumanTouchAlert[] }

type LeadRow = {
  id: LeadId
  status: Status
  restUntil: PlainDate | null
  isOutOfReach: 0 | 1
  lastTouchOn: PlainDate | null
  cameInOn: PlainDate
  nextActionOn: PlainDate | null
}

type SignalRow = DatedSignal & { leadId: LeadId }

type Statements = {
  leads: Database.Statement<[string], LeadRow>
  signals: Database.Statement<[string, string], SignalRow>
  humanTouches: Database.Statement<[string], [LeadId, PlainDate | null]>
  inPlaybook: Database.Statement<[string], LeadId>
}

const statementsOf = new WeakMap<Database.Database, Statements>()

/** How leads stand, in the order of the ids; ids that no lead has are left out. */
export function readFollowUpStanding({ raw, today }: Context, leadIds: readonly LeadId[]): FollowUpStanding[] {
  if (leadIds.length === 0) return []
  const standing = standingOf({ raw, today }, leadIds)
  return statementsFor(raw)
    .leads.all(JSON.stringify(leadIds))
    .map((lead) => {
      const { temperature, computed, isHot, isCooling, coolingSince, score } = standing.get(lead.id) as Standing
      return {
        leadId: lead.id,
        status: effectiveStatus(lead, today),
        isOutOfReach: lead.isOutOfReach === 1,
        temperature,
        computed,
        isHot,
        isCooling,
        coolingSince,
        score,
        nextActionOn: lead.nextActionOn,
        lastTouchOn: lead.lastTouchOn,
        cameInOn: lead.cameInOn,
      }
    })
}

/** The facts of leads, in the order of the ids; ids that no lead has are left out. */
export function readFollowUpFacts(context: Context, leadIds: readonly LeadId[]): FollowUpFacts[] {
  if (leadIds.length === 0) return []
  const { raw, today } = context
  const { signals, humanTouches, inPlaybook } = statementsFor(raw)
  const ids = JSON.stringify(leadIds)
  const signalsOf = new Map<LeadId, DatedSignal[]>()
  for (const signal of signals.all(ids, today)) {
    const own = signalsOf.get(signal.leadId)
    if (own) own.push(signal)
    else signalsOf.set(signal.leadId, [signal])
  }
  const humanTouchOf = new Map(humanTouches.all(ids))
  const leadsInPlaybook = new Set(inPlaybook.all(ids))
  const standing = standingOf(context, leadIds)
  return readFollowUpStanding(context, leadIds).map((lead) => {
    // In the order they were logged; a few a lead are sorted sooner here than all of them by SQLite.
    const own = (signalsOf.get(lead.leadId) ?? []).sort((a, b) => a.id - b.id)
    const touched = { status: lead.status, signals: own, lastHumanTouchOn: humanTouchOf.get(lead.leadId) ?? null }
    const assessment = standing.get(lead.leadId) as Standing
    return {
      ...lead,
      hasSignal: own.length > 0,
      isInPlaybook: leadsInPlaybook.has(lead.leadId),
      signals: own,
      alerts: humanTouchAlerts(touched, assessment, today, temperatureRules(raw)),
    }
  })
}

function statementsFor(raw: Database.Database): Statements {
  let statements = statementsOf.get(raw)
  if (!statements) {
    const wanted = 'json_each(?) AS wanted CROSS JOIN'
    statements = {
      leads: raw.prepare(`
        SELECT lead.id, lead.status, resting_until_on AS restUntil, came_in_on AS cameInOn, last_touch_on AS lastTouchOn,
          do_not_contact_on IS NOT NULL OR archived_on IS NOT NULL AS isOutOfReach, action.due_on AS nextActionOn
        FROM ${wanted} lead ON lead.id = wanted.value
        LEFT JOIN next_action AS action ON action.lead_id = lead.id AND action.state = 'open'
        ORDER BY wanted.key`),
      signals: raw.prepare(`
        SELECT signal.lead_id AS leadId, signal.id, kind, on_day AS "on", topic
        FROM ${wanted} signal ON signal.lead_id = wanted.value WHERE on_day <= ?`),
      // What the seller did by hand: everything but the steps of a playbook that are templates.
      humanTouches: raw
        .prepare<[string], [LeadId, PlainDate | null]>(`
          SELECT wanted.value, (
            SELECT on_day FROM touch
            WHERE touch.lead_id = wanted.value AND direction IN ('out', 'both') AND NOT EXISTS (
              SELECT 1 FROM run_step JOIN next_action USING (run_id)
              WHERE run_step.touch_id = touch.id AND next_action.step_position = run_step.position AND next_action.is_human = 0)
            ORDER BY on_day DESC LIMIT 1)
          FROM json_each(?) AS wanted`)
        .raw(),
      inPlaybook: raw
        .prepare<[string], LeadId>(
          `SELECT run.lead_id FROM ${wanted} run ON run.lead_id = wanted.value AND run.state IN ('running', 'paused')`,
        )
        .pluck(),
    }
    statementsOf.set(raw, statements)
  }
  return statements
}
