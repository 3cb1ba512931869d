import type Database from 'better-sqlite3'
import { interestsOn } from '../../../shared/domain/temperature/explain.ts'
import type { DatedSignal } from '../../../shared/domain/temperature/score.ts'
import { type SignalKind, signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { TemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'

/**
 * SQL for `lead` and `value`: of leads with a topic the signals that are within their window on a day, packed as {@link interestReader}
 * reads them. Of all leads it goes through the signals as they lie in the file: to look each up by its lead takes eight times as long.
 */
export function packedSignals(rules: TemperatureRules, on: PlainDate): (where: (leadId: string) => string) => string {
  const ends = signalKinds.map((kind) => `WHEN '${kind}' THEN '${addDays(on, -rules.signals[kind].windowDays)}'`)
  return (where) => `
    SELECT lead_id AS lead, json_group_array(json_array(kind, on_day, topic) ORDER BY id) AS value FROM signal
    WHERE ${where('lead_id')} AND +on_day <= '${on}' AND +on_day > CASE kind ${ends.join(' ')} END
    GROUP BY +lead_id HAVING count(topic) > 0`
}

/** Reads off packed signals the topics that some points count for on the day, the strongest first. */
export function interestReader(rules: TemperatureRules, on: PlainDate): (packed: string) => string[] {
  return (packed) => {
    const signals = (JSON.parse(packed) as [SignalKind, PlainDate, string | null][]).map(
      ([kind, signalOn, topic], id): DatedSignal => ({ id, kind, on: signalOn, topic }),
    )
    return interestsOn(signals, on, rules).flatMap(({ topic, points }) => (points > 0 ? [topic] : []))
  }
}

/** The interests of leads on a day, as {@link interestReader} says; a lead without any is not among them. */
export function readInterests(
  raw: Database.Database,
  leadIds: readonly LeadId[],
  on: PlainDate,
  rules: TemperatureRules,
): Map<LeadId, string[]> {
  const packed = packedSignals(rules, on)((leadId) => `${leadId} IN (SELECT value FROM json_each(?))`)
  const read = interestReader(rules, on)
  const rows = raw.prepare<[string], { lead: LeadId; value: string }>(packed).all(JSON.stringify(leadIds))
  return new Map(rows.map(({ lead, value }) => [lead, read(value)]))
}
