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
import { keepStanding, type Standing, temperatureRules } from '../temperature/temperature.service.ts'
import { readFollowUpFacts, readFollowUpStanding } from './follow-up-facts.ts'
import { stepOf, whyNowOf } from './follow-ups.service.ts'
import { keepOpenEnds } from './open-ends.ts'

/** Entries a group shows; its total counts all. */
const SHOWN = 200

/** A lead with what decides its place in its group. */
type Placed = { leadId: LeadId; urgency: number; isHot: boolean; score: number; day: PlainDate | null }

type Order = (a: Placed, b: Placed) => number

/** Today: whom to contact and why, each lead once. */
export async function readToday(context: QueryContext): Promise<Today> {
  const { slotsPerDay } = await readSettings(context.db)
  // One snapshot, so that the groups agree with one another.
  return context.raw.transaction(() => compose(context, slotsPerDay))()
}

function compose(context: QueryContext, slots: number): Today {
  const groups = placeLeads(context)
  const entries = readEntries(
    context,
    todayGroups.flatMap((group) => groups[group].leadIds()),
  )
  const groupOf = (group: TodayGroup) => ({
    total: groups[group].total,
    entries: groups[group].leadIds().flatMap((leadId) => entries.get(leadId) ?? []),
  })
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
function placeLeads(context: QueryContext): Record<TodayGroup, FirstPlaces> {
  const { today } = context
  const groups: Record<TodayGroup, FirstPlaces> = {
    in_person: new FirstPlaces(earliestFirst),
    overdue: new FirstPlaces(earliestFirst),
    due: new FirstPlaces(earliestFirst),
    cooling: new FirstPlaces(earliestFirst),
    no_next_step: new FirstPlaces(latestFirst),
  }
  const standing = keepStanding(context)
  const alertsOf = new Map(
    readFollowUpFacts(context, mayNeedPerson(context, standing)).map(({ leadId, alerts }) => [leadId, alerts]),
  )
  const cooling = [...standing].filter(([, { isCooling }]) => isCooling).map(([leadId]) => leadId)
  const candidates = new Set([...alertsOf.keys(), ...dueOrLate(context), ...cooling])
  for (const lead of readFollowUpStanding(context, [...candidates])) {
    const { leadId, isHot, score, nextActionOn: day } = lead
    const alerts = alertsOf.get(leadId) ?? []
    // Whether it ever gave a signal only tells parked leads from those without a next step, and both follow below.
    const group = todayGroupOf({ ...lead, hasSignal: true, isInPlaybook: false }, alerts, lead.isOutOfReach, today)
    const urgency = alerts[0] === undefined ? 0 : humanTouchRules.indexOf(alerts[0].rule)
    if (group === null || group === 'parked' || group === 'no_next_step') candidates.delete(leadId)
    else groups[group].add({ leadId, urgency: group === 'in_person' ? urgency : 0, isHot, score, day })
  }
  for (const [leadId, day] of keepOpenEnds(context).noNextStep) {
    if (candidates.has(leadId)) continue
    const { isHot = false, score = 0 } = standing.get(leadId) ?? {}
    groups.no_next_step.add({ leadId, urgency: 0, isHot, score, day })
  }
  return groups
}

/** The most urgent, then the hottest, then the day that is first. */
const earliestFirst: Order = (a, b) => byHeat(a, b) || compareDays(a.day, b.day) || a.leadId - b.leadId

/** The hottest, then the day that is last: whom the seller spoke to not long ago comes before whom nobody remembers. */
const latestFirst: Order = (a, b) => byHeat(a, b) || compareDays(b.day, a.day) || a.leadId - b.leadId

const byHeat: Order = (a, b) => a.urgency - b.urgency || Number(b.isHot) - Number(a.isHot) || b.score - a.score

function compareDays(a: PlainDate | null, b: PlainDate | null): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}

/** Counts leads and keeps the first of them in an order: of 40,000 without a next step only the shown ones are worth sorting. */
class FirstPlaces {
  total = 0
  private readonly first: Placed[] = []
  private readonly order: Order

  constructor(order: Order) {
    this.order = order
  }

  add(placed: Placed): void {
    this.total += 1
    const last = this.first.at(-1)
    if (this.first.length === SHOWN && last !== undefined && this.order(last, placed) <= 0) return
    let low = 0
    let high = this.first.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.order(this.first[middle] as Placed, placed) <= 0) low = middle + 1
      else high = middle
    }
    this.first.splice(low, 0, placed)
    if (this.first.length > SHOWN) this.first.pop()
  }

  leadIds(): LeadId[] {
    return this.first.map(({ leadId }) => leadId)
  }
}

/**
 * Leads for which a human-touch rule could fire: those that are hot, and those that asked, replied, looked at prices or did two
 * things within the days in which an intent is fresh. The rules themselves decide.
 */
function mayNeedPerson({ raw, today }: QueryContext, standing: ReadonlyMap<LeadId, Standing>): LeadId[] {
  const hot = [...standing].filter(([, { isHot }]) => isHot).map(([leadId]) => leadId)
  const recent = raw
    .prepare<[object], LeadId>(`
      SELECT lead_id FROM signal WHERE on_day > :after AND on_day <= :today
      GROUP BY lead_id HAVING count(*) > 1 OR max(kind IN ('asked_for_offer', 'replied', 'looked_at_prices'))`)
    .pluck()
    .all({ today, after: addDays(today, -temperatureRules(raw).intentFreshDays - 1) })
  return [...new Set([...hot, ...recent])]
}

function dueOrLate({ raw, today }: QueryContext): LeadId[] {
  return raw
    .prepare<[string], LeadId>("SELECT lead_id FROM next_action WHERE state = 'open' AND due_on <= ?")
    .pluck()
    .all(today)
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
