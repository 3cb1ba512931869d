import type { WhyNow } from '../../../shared/contract/follow-ups.contract.ts'
import { whyNow } from '../../../shared/domain/follow-ups/why-now.ts'
import { noDaysOff } from '../../../shared/domain/follow-ups/working-days.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import { readFollowUpFacts } from './follow-up-facts.ts'

/** Why each of these leads stands in a list today. */
export function whyNowOf(
  context: Pick<QueryContext, 'raw' | 'today'>,
  leadIds: readonly LeadId[],
): Map<LeadId, WhyNow> {
  return new Map(
    readFollowUpFacts(context, leadIds).map((facts) => [
      facts.leadId,
      whyNow(facts, facts.alerts, context.today, noDaysOff),
    ]),
  )
}

/** A lead's place in its playbook: which step of how many its open next action is. */
export type StepPlace = { playbook: string; position: number; count: number }

/** The playbook steps behind the open next actions of these leads, for those whose action is one. */
export function stepOf({ raw }: Pick<QueryContext, 'raw'>, leadIds: readonly LeadId[]): Map<LeadId, StepPlace> {
  const rows = raw
    .prepare<[string], StepPlace & { leadId: LeadId }>(`
      SELECT action.lead_id AS leadId, playbook.name AS playbook, action.step_position AS position,
        json_array_length(playbook.definition, '$.steps') AS count
      FROM json_each(?) AS wanted CROSS JOIN next_action AS action ON action.lead_id = wanted.value AND action.state = 'open'
      JOIN run ON run.id = action.run_id JOIN playbook ON playbook.id = run.playbook_id`)
    .all(JSON.stringify(leadIds))
  return new Map(rows.map(({ leadId, ...place }) => [leadId, place]))
}
