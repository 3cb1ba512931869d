import type Database from 'better-sqlite3'
import type { SignalsOfLeads } from '../../../shared/domain/temperature/assess.ts'
import { kindPlace } from '../../../shared/domain/temperature/score.ts'
import { type SignalKind, signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { TemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, dayNumber, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { Steps } from '../../../shared/primitives/steps.ts'
import { prepared } from '../../database/prepared.ts'

/**
 * All signals up to a day that can still count on it, or cool a lead, under any of these rules: a kind a step. `onRead` hears after each
 * kind how much of the whole is read, 0 to 1.
 */
export function* readSignalsInSteps(
  raw: Database.Database,
  on: PlainDate,
  rules: readonly TemperatureRules[],
  onRead?: (share: number) => void,
): Steps<SignalsOfLeads> {
  // The index holds all that is asked for, in the order of the days. The leads of a day come as one text: a row each takes twice the time.
  const read = prepared<[SignalKind, PlainDate, PlainDate], [PlainDate, string]>(
    raw,
    `SELECT on_day, json_group_array(lead_id) FROM signal INDEXED BY signal_by_kind
     WHERE kind = ? AND on_day BETWEEN ? AND ? GROUP BY on_day`,
  ).raw()
  const groups: { kind: number; day: number; leads: number[] }[] = []
  let count = 0
  for (const [at, kind] of signalKinds.entries()) {
    yield
    // A signal counts within its window, and for cooling as long after it.
    const lives = Math.max(...rules.map(({ signals, coolingDays }) => signals[kind].windowDays + coolingDays))
    for (const [onDay, packed] of read.all(kind, addDays(on, -lives), on)) {
      const leads = JSON.parse(packed) as number[]
      groups.push({ kind: kindPlace(kind), day: dayNumber(onDay), leads })
      count += leads.length
    }
    onRead?.((at + 1) / signalKinds.length)
  }
  const columns = { leads: new Int32Array(count), kinds: new Uint8Array(count), days: new Int32Array(count) }
  let from = 0
  for (const { kind, day, leads } of groups) {
    const to = from + leads.length
    columns.leads.set(leads, from)
    columns.kinds.fill(kind, from, to)
    columns.days.fill(day, from, to)
    from = to
  }
  return columns
}

/** All signals of some leads up to a day. */
export function readSignalsOf(raw: Database.Database, ids: readonly LeadId[], on: PlainDate): SignalsOfLeads {
  const rows = prepared<[string, string], [LeadId, SignalKind, PlainDate]>(
    raw,
    'SELECT lead_id, kind, on_day FROM signal WHERE lead_id IN (SELECT value FROM json_each(?)) AND on_day <= ? ORDER BY lead_id',
  )
    .raw()
    .all(JSON.stringify(ids), on)
  return {
    leads: rows.map(([leadId]) => leadId),
    kinds: rows.map(([, kind]) => kindPlace(kind)),
    days: rows.map(([, , day]) => dayNumber(day)),
  }
}
