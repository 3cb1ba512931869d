import type { Today, TodayEntry } from '../../../shared/contract/follow-ups.contract.ts'
import { humanTouchRules } from '../../../shared/domain/follow-ups/human-touch.ts'
import { workingDaysLate } from '../../../shared/domain/follow-ups/neglect.ts'
import { type TodayGroup, todayGroupOf, todayGroups } from '../../../shared/domain/follow-ups/today.ts'
import { noDaysOff } from '../../../shared/domain/follow-ups/working-days.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { readLeadRows } from '../leads/leads.service.ts'
import { readSettings } from '../settings/settings.service.ts'
import { keepStanding, temperatureRules } from '../temperature/temperature.service.ts'
import { type FollowUpFacts, readFollowUpFacts } from './follow-up-facts.ts'
import { stepOf, whyNowOf } from './follow-ups.service.ts'
import { keepOpenEnds } from './open-ends.ts'

/** Entries a group shows; its total counts all. */
const SHOWN = 200

/** A lead in its group, with what decides its place there. */
type Placed = {
  leadId: LeadId
  group: TodayGroup
  urgency: number
  isHot: boolean
  score: number
  day: PlainDate | null
}

/** Today: whom to contact and why, each lead once. */
export async function readToday(context: QueryContext): Promise<Today> {
  const { slotsPerDay } = await readSettings(context.db)
  // One snapshot, so that the groups agree with one another.
  return context.raw.transaction(() => compose(context, slotsPerDay))()
}

function compose(context: QueryContext, slots: number): Today {
  const placed = placeLeads(context)
  const shown = new Map(todayGroups.map((group) => [group, firstOf(placed.filter((lead) => lead.group === group))]))
  const entries = readEntries(
    context,
    [...shown.values()].flatMap(({ leadIds }) => leadIds),
  )
  const groupOf = (group: TodayGroup) => {
    const { total, leadIds } = shown.get(group) ?? { total: 0, leadIds: [] }
    return { total, entries: leadIds.flatMap((leadId) => entries.get(leadId) ?? []) }
  }
  return {
    on: context.today,
    inPerson: groupOf('in_person'),
    late: groupOf('overdue'),
    due: groupOf('due'),
    cooling: groupOf('cooling'),
    noNextStep: groupOf('no_next_step'),
    parkedCount: keepOpenEnds(context).parked.size,
    slots,
    plannedCount: countPlanned(context),
  }
}

/** Every lead that stands in a group of Today. */
function placeLeads(context: QueryContext): Placed[] {
  const { today } = context
  const placed = new Map<LeadId, Placed>()
  const candidates = new Set([...mayNeedPerson(context), ...dueOrLate(context), ...coolingLeads(context)])
  for (const facts of readFollowUpFacts(context, [...candidates])) {
    const group = todayGroupOf(facts, facts.alerts, facts.isOutOfReach, today)
    if (group !== null && group !== 'parked') placed.set(facts.leadId, placeOf(facts, group))
  }
  const standing = keepStanding(context)
  for (const [leadId, lastTouchOn] of keepOpenEnds(context).noNextStep) {
    if (placed.has(leadId)) continue
    const { isHot = false, score = 0 } = standing.get(leadId) ?? {}
    placed.set(leadId, { leadId, group: 'no_next_step', urgency: 0, isHot, score, day: lastTouchOn })
  }
  return [...placed.values()]
}

function placeOf(facts: FollowUpFacts, group: TodayGroup): Placed {
  const { leadId, isHot, score, alerts, nextActionOn, lastTouchOn } = facts
  const [alert] = alerts
  const urgency = group === 'in_person' && alert !== undefined ? humanTouchRules.indexOf(alert.rule) : 0
  return { leadId, group, urgency, isHot, score, day: group === 'no_next_step' ? lastTouchOn : nextActionOn }
}

/** The most urgent first, then the hottest; equals by the day they are due, or by the latest touch where nothing is. */
function firstOf(placed: readonly Placed[]): { total: number; leadIds: LeadId[] } {
  const byDay = (a: Placed, b: Placed) => {
    const order = (a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : 0
    return a.group === 'no_next_step' ? -order : order
  }
  const sorted = placed.toSorted(
    (a, b) =>
      a.urgency - b.urgency ||
      Number(b.isHot) - Number(a.isHot) ||
      b.score - a.score ||
      byDay(a, b) ||
      a.leadId - b.leadId,
  )
  return { total: placed.length, leadIds: sorted.slice(0, SHOWN).map(({ leadId }) => leadId) }
}

/**
 * Leads for which a human-touch rule could fire: those that are hot, and those that asked, replied, looked at prices or did two
 * things within the days in which an intent is fresh. The rules themselves decide.
 */
function mayNeedPerson(context: QueryContext): LeadId[] {
  const hot = [...keepStanding(context)].filter(([, standing]) => standing.isHot).map(([leadId]) => leadId)
  const recent = context.raw
    .prepare<[object], LeadId>(`
      SELECT lead_id FROM signal WHERE on_day > :after AND on_day <= :today
      GROUP BY lead_id HAVING count(*) > 1 OR max(kind IN ('asked_for_offer', 'replied', 'looked_at_prices'))`)
    .pluck()
    .all({ today: context.today, after: addDays(context.today, -temperatureRules().intentFreshDays - 1) })
  return [...hot, ...recent]
}

function dueOrLate({ raw, today }: QueryContext): LeadId[] {
  return raw
    .prepare<[string], LeadId>("SELECT lead_id FROM next_action WHERE state = 'open' AND due_on <= ?")
    .pluck()
    .all(today)
}

function coolingLeads(context: QueryContext): LeadId[] {
  return [...keepStanding(context)].filter(([, standing]) => standing.isCooling).map(([leadId]) => leadId)
}

/** How many next actions are due today or late, of leads that may be contacted. */
function countPlanned({ raw, today }: QueryContext): number {
  return raw
    .prepare<[string], number>(`
      SELECT count(*) FROM next_action JOIN lead ON lead.id = lead_id
      WHERE state = 'open' AND due_on <= ? AND do_not_contact_on IS NULL AND archived_on IS NULL`)
    .pluck()
    .get(today) as number
}

function readEntries(context: QueryContext, leadIds: readonly LeadId[]): Map<LeadId, TodayEntry> {
  const whyNow = whyNowOf(context, leadIds)
  const steps = stepOf(context, leadIds)
  return new Map(
    readLeadRows(context, leadIds).map((lead) => {
      const reason = whyNow.get(lead.id)
      if (reason === undefined) throw new Error(`No reason was found for lead ${lead.id}`)
      const late = workingDaysLate({ nextActionOn: lead.nextAction?.day ?? null }, context.today, noDaysOff)
      return [lead.id, { lead, whyNow: reason, step: steps.get(lead.id) ?? null, workingDaysLate: late }]
    }),
  )
}
