import type { Sheet } from '../../../shared/contract/sheet.contract.ts'
import { noDaysOff } from '../../../shared/domain/follow-ups/working-days.ts'
import { composeWeek } from '../../../shared/domain/sheet/week.ts'
import { addDays, type PlainDate, parseIsoWeek } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { stepOf, whyNowOf } from '../follow-ups/follow-ups.service.ts'
import { readLeadRows } from '../leads/leads.service.ts'
import { readSettings } from '../settings/settings.service.ts'
import { readSheetLeads } from './sheet.repository.ts'

const WORKING_DAYS_A_WEEK = 5
/** Beyond so many due on a day, some fifty pages, paper is no help. */
const MOST_DUE = 500

export const sheetHandlers: FeatureHandlers<'sheet'> = {
  'sheet.week': async (context, { week }) => {
    const mondayOn = parseIsoWeek(week)
    if (mondayOn === undefined) throw new Error(`The contract let ${week} through`)
    const { slotsPerDay } = await readSettings(context.db)
    // One snapshot, so that the leads, their reasons and their steps agree with one another.
    return context.raw.transaction(() => composeSheet(context, week, mondayOn, slotsPerDay))()
  },
}

function composeSheet(context: QueryContext, week: string, mondayOn: PlainDate, slotsPerDay: number): Sheet {
  const { today } = context
  const { sections, ...figures } = composeWeek(readSheetLeads(context, addDays(mondayOn, 6)), {
    mondayOn,
    today,
    slotsPerDay,
    daysOff: noDaysOff,
    mostDuePerSection: MOST_DUE,
    // What is not due and no week has room for is counted, not printed.
    mostPerSection: slotsPerDay * WORKING_DAYS_A_WEEK,
  })
  const leadIds = sections.flatMap((section) => section.leads.map((lead) => lead.id))
  const leads = new Map(readLeadRows(context, leadIds).map((lead) => [lead.id, lead]))
  const steps = stepOf(context, leadIds)
  const whyNow = whyNowOf(context, leadIds)
  return {
    week,
    mondayOn,
    printedOn: today,
    ...figures,
    slotsPerDay,
    sections: sections.map(({ kind, on, leads: held, leftOutCount }) => ({
      kind,
      on,
      leftOutCount,
      entries: held.map(({ id }) => {
        const lead = leads.get(id)
        const reason = whyNow.get(id)
        if (!lead || !reason) throw new Error(`Nothing is known of lead ${id}`)
        return { lead, step: steps.get(id) ?? null, whyNow: reason }
      }),
    })),
    leadIds,
  }
}
