import { addDays, isoWeekday, type PlainDate } from '../../primitives/plain-date.ts'
import { type DaysOff, isWorkingDay } from '../follow-ups/working-days.ts'
import type { Status } from '../leads/status.ts'
import type { Temperature } from '../temperature/signal-kinds.ts'

/**
 * What the sheet asks of a lead on the day it is printed. `temperature`, `isHot` and `isCooling` are the effective ones; `coolingOn`
 * is the day it will begin to cool, null where it will not. A promised next action is one the lead waits for by the seller's word.
 */
export type SheetLead = {
  id: number
  name: string
  status: Status
  /** Do-not-contact or archived. */
  isOutOfReach: boolean
  temperature: Temperature
  score: number
  isHot: boolean
  isCooling: boolean
  coolingOn: PlainDate | null
  lastTouchOn: PlainDate | null
  nextAction: { on: PlainDate; isPromised: boolean } | null
}

export type SheetSectionKind = 'overdue' | 'day' | 'cooling' | 'no_next_step' | 'cold_first'

/** A section of the sheet; `on` is the day of a `day` section, else null; `leftOutCount` are leads beyond what a section takes. */
export type WeekSection<Lead extends SheetLead> = {
  kind: SheetSectionKind
  on: PlainDate | null
  leads: Lead[]
  leftOutCount: number
}

/** `dueCount` counts every lead whose next action falls due by the end of the week; `slots` is the seller's room from the day printed on. */
export type Week<Lead extends SheetLead> = {
  sections: WeekSection<Lead>[]
  dueCount: number
  slots: number
  overdueCount: number
  coolingCount: number
}

/**
 * The week to print: its Monday, the day it is printed, the seller's slots a working day, and how many leads a section takes at most:
 * of those that are due, and, where these leave room, in all.
 */
export type WeekRequest = {
  mondayOn: PlainDate
  today: PlainDate
  slotsPerDay: number
  daysOff: DaysOff
  mostDuePerSection: number
  mostPerSection: number
}

/**
 * The follow-up list of a week, each lead once under the first section that fits, sections in the order of printing: overdue and
 * promised, the days, cooling this week, warm without a next step, cold first touches. Monday to Friday stand also when they are
 * empty, Saturday and Sunday only when they hold something, other sections only when they do. Source: domain.md, section 9.
 */
export function composeWeek<Lead extends SheetLead>(leads: Iterable<Lead>, request: WeekRequest): Week<Lead> {
  const days = Array.from({ length: 7 }, (_, i) => addDays(request.mondayOn, i))
  const sundayOn = days[6] as PlainDate
  const overdue: Lead[] = []
  const cooling: Lead[] = []
  const coldFirst: Lead[] = []
  const noNextStep: Lead[] = []
  const byDay = new Map<PlainDate, Lead[]>(days.map((day) => [day, []]))
  let dueCount = 0
  let overdueCount = 0

  for (const lead of leads) {
    if (lead.isOutOfReach || lead.status === 'lost' || lead.status === 'disqualified') continue
    const dueOn = lead.nextAction?.on ?? null
    const isOverdue = dueOn !== null && dueOn < request.today
    const isDueInWeek = dueOn !== null && byDay.has(dueOn)
    if (isOverdue) overdueCount += 1
    if (isOverdue || isDueInWeek) dueCount += 1

    if (isOverdue || (isDueInWeek && lead.nextAction?.isPromised)) overdue.push(lead)
    else if (coolsWithin(lead, request.mondayOn, sundayOn)) cooling.push(lead)
    else if (isDueInWeek && lead.temperature === 'cold' && lead.lastTouchOn === null) coldFirst.push(lead)
    else if (isDueInWeek) byDay.get(dueOn)?.push(lead)
    else if (lead.status === 'active' && lead.temperature === 'warm' && lead.nextAction === null) noNextStep.push(lead)
  }

  const isDue = ({ nextAction }: Lead) =>
    nextAction !== null && (nextAction.on < request.today || byDay.has(nextAction.on))
  const section = (kind: SheetSectionKind, on: PlainDate | null, found: Lead[]): WeekSection<Lead> => {
    const sorted = found.sort(compareLeads)
    const due = sorted.filter(isDue).slice(0, request.mostDuePerSection)
    const others = sorted.filter((lead) => !isDue(lead)).slice(0, Math.max(0, request.mostPerSection - due.length))
    const printed = new Set([...due, ...others])
    return {
      kind,
      on,
      leads: sorted.filter((lead) => printed.has(lead)),
      leftOutCount: sorted.length - printed.size,
    }
  }
  const sections = [
    section('overdue', null, overdue),
    ...days.map((day) => section('day', day, byDay.get(day) ?? [])),
    section('cooling', null, cooling),
    section('no_next_step', null, noNextStep),
    section('cold_first', null, coldFirst),
  ]
  return {
    sections: sections.filter(({ on, leads: held }) => held.length > 0 || (on !== null && isoWeekday(on) <= 5)),
    dueCount,
    slots:
      request.slotsPerDay * days.filter((day) => day >= request.today && isWorkingDay(day, request.daysOff)).length,
    overdueCount,
    coolingCount: cooling.length,
  }
}

/** Whether an active lead cools now or begins to within the week. */
function coolsWithin(lead: SheetLead, mondayOn: PlainDate, sundayOn: PlainDate): boolean {
  if (lead.status !== 'active') return false
  return lead.isCooling || (lead.coolingOn !== null && lead.coolingOn >= mondayOn && lead.coolingOn <= sundayOn)
}

/** The earlier due first, nothing planned last; then hot before warm before cooling before cold, the higher score, the name. */
function compareLeads(a: SheetLead, b: SheetLead): number {
  const dueA = a.nextAction?.on ?? '9999-12-31'
  const dueB = b.nextAction?.on ?? '9999-12-31'
  if (dueA !== dueB) return dueA < dueB ? -1 : 1
  return heatOf(b) - heatOf(a) || b.score - a.score || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id)
}

function heatOf(lead: SheetLead): number {
  if (lead.isHot) return 3
  if (lead.temperature === 'cold') return 0
  return lead.isCooling ? 1 : 2
}
