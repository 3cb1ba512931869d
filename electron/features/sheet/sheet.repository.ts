import type Database from 'better-sqlite3'
import { effectiveStatus, type Status } from '../../../shared/domain/leads/status.ts'
import type { SheetLead } from '../../../shared/domain/sheet/week.ts'
import { hundredthsOn, kindPlace, scoreTableOf } from '../../../shared/domain/temperature/score.ts'
import type { SignalKind } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { dayFromNumber, dayNumber, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { keepStanding, type Standing, temperatureRules } from '../temperature/temperature.service.ts'

type Context = Pick<QueryContext, 'raw' | 'today'>

type LeadRow = {
  id: LeadId
  name: string
  status: Status
  restUntil: PlainDate | null
  isOutOfReach: 0 | 1
  lastTouchOn: PlainDate | null
  dueOn: PlainDate | null
}

/** The leads that a sheet may have to hold: those with something due by `until` or overdue, and those that are warm. */
export function readSheetLeads(context: Context, until: PlainDate): (SheetLead & { id: LeadId })[] {
  const { raw, today } = context
  const standing = keepStanding(context)
  const warm = [...standing].flatMap(([id, { temperature }]) => (temperature === 'warm' ? [id] : []))
  const rows = raw
    .prepare<[object], LeadRow>(`
      SELECT lead.id, lead.name, lead.status, resting_until_on AS restUntil, last_touch_on AS lastTouchOn,
        do_not_contact_on IS NOT NULL OR archived_on IS NOT NULL AS isOutOfReach, action.due_on AS dueOn
      FROM (SELECT value AS id FROM json_each(:warm) UNION SELECT lead_id FROM next_action WHERE state = 'open' AND due_on <= :until) AS wanted
      JOIN lead ON lead.id = wanted.id
      LEFT JOIN next_action AS action ON action.lead_id = lead.id AND action.state = 'open'`)
    .all({ warm: JSON.stringify(warm), until: today > until ? today : until })
  const coolingDays = readCoolingDays(raw, warmByThemselves(standing), today, until)
  return rows.map(({ restUntil, isOutOfReach, dueOn, ...lead }) => {
    const { temperature = 'cold', score = 0, isHot = false, isCooling = false } = standing.get(lead.id) ?? {}
    return {
      ...lead,
      status: effectiveStatus({ status: lead.status, restUntil }, today),
      isOutOfReach: isOutOfReach === 1,
      temperature,
      score,
      isHot,
      isCooling,
      coolingOn: coolingDays.get(lead.id) ?? null,
      // What was promised is not told apart from what was planned yet.
      nextAction: dueOn === null ? null : { on: dueOn, isPromised: false },
    }
  })
}

/** Leads that are warm or hot by computation, which alone can begin to cool. */
function warmByThemselves(standing: ReadonlyMap<LeadId, Standing>): LeadId[] {
  return [...standing].flatMap(([id, { computed, isPinned }]) =>
    !isPinned && (computed === 'warm' || computed === 'hot') ? [id] : [],
  )
}

/** The first day after today and by `until` on which a warm lead will cool, if nothing happens. */
function readCoolingDays(
  raw: Database.Database,
  leadIds: readonly LeadId[],
  today: PlainDate,
  until: PlainDate,
): Map<LeadId, PlainDate> {
  if (until <= today || leadIds.length === 0) return new Map()
  const rows = raw
    .prepare<[string, PlainDate], [LeadId, SignalKind, PlainDate]>(
      'SELECT lead_id, kind, on_day FROM json_each(?) AS wanted CROSS JOIN signal ON signal.lead_id = wanted.value WHERE on_day <= ?',
    )
    .raw()
    .all(JSON.stringify(leadIds), today)
  const signalsOf = new Map<LeadId, { kinds: number[]; days: number[] }>()
  for (const [leadId, kind, on] of rows) {
    let signals = signalsOf.get(leadId)
    if (!signals) {
      signals = { kinds: [], days: [] }
      signalsOf.set(leadId, signals)
    }
    signals.kinds.push(kindPlace(kind))
    signals.days.push(dayNumber(on))
  }
  const table = scoreTableOf(temperatureRules(raw))
  const coolingDays = new Map<LeadId, PlainDate>()
  for (const [leadId, signals] of signalsOf) {
    for (let day = dayNumber(today) + 1; day <= dayNumber(until); day += 1) {
      if (hundredthsOn(table, signals, day) >= table.warmHundredths) continue
      coolingDays.set(leadId, dayFromNumber(day))
      break
    }
  }
  return coolingDays
}
