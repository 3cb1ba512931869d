import type Database from 'better-sqlite3'
import type { SignalsOfLeads } from '../../../shared/domain/temperature/assess.ts'
import { kindPlace } from '../../../shared/domain/temperature/score.ts'
import { type SignalKind, signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { TemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import { prepared } from '../../database/prepared.ts'

/** Signals that one statement reads: what it gives is in memory twice for a moment. */
const SIGNALS_A_READ = 50_000

// A signal crosses into JavaScript as three numbers of a list: a row for each, with its texts, takes twice the time.
const KIND_PLACE = `CASE kind ${signalKinds.map((kind) => `WHEN '${kind}' THEN ${kindPlace(kind)}`).join(' ')} END`
const DAY_NUMBER = 'unixepoch(on_day) / 86400'
const PACKED = `json_group_array(lead_id), json_group_array(${KIND_PLACE}), json_group_array(${DAY_NUMBER})`

type Packed = [leads: string, kinds: string, days: string]

/**
 * All signals up to a day that can still count on it, or cool a lead, under any of these rules. `onRead` hears after each piece how much
 * of the whole is read, 0 to 1.
 */
export function readSignals(
  raw: Database.Database,
  on: PlainDate,
  rules: readonly TemperatureRules[],
  onRead?: (share: number) => void,
): SignalsOfLeads {
  const last = raw.prepare<[], number>('SELECT coalesce(max(id), 0) FROM signal').pluck().get() as number
  // In the order of the file: by the index of days each signal would be a page of its own where they were imported out of order.
  const read = raw
    .prepare<[object], Packed>(
      `SELECT ${PACKED} FROM signal NOT INDEXED WHERE id BETWEEN :from AND :to AND on_day <= :on
       AND (on_day >= :since OR on_day >= :longSince AND kind IN (SELECT value FROM json_each(:longLived)))`,
    )
    .raw()
  const parameters = { on, ...daysThatCount(on, rules) }
  const all = { leads: [] as number[], kinds: [] as number[], days: [] as number[] }
  for (let from = 1; from <= last; from += SIGNALS_A_READ) {
    const piece = unpacked(read.get({ ...parameters, from, to: from + SIGNALS_A_READ - 1 }) as Packed)
    for (let at = 0; at < piece.leads.length; at += 1) {
      all.leads.push(piece.leads[at] as number)
      all.kinds.push(piece.kinds[at] as number)
      all.days.push(piece.days[at] as number)
    }
    onRead?.(Math.min(1, (from + SIGNALS_A_READ - 1) / last))
  }
  return all
}

/** All signals of some leads up to a day. */
export function readSignalsOf(raw: Database.Database, ids: readonly LeadId[], on: PlainDate): SignalsOfLeads {
  const read = prepared<[string, string], Packed>(
    raw,
    `SELECT ${PACKED} FROM signal WHERE lead_id IN (SELECT value FROM json_each(?)) AND on_day <= ?`,
  ).raw()
  return unpacked(read.get(JSON.stringify(ids), on) as Packed)
}

function unpacked([leads, kinds, days]: Packed): { leads: number[]; kinds: number[]; days: number[] } {
  return { leads: JSON.parse(leads), kinds: JSON.parse(kinds), days: JSON.parse(days) }
}

/** A signal counts within its window, and for cooling as long after it; few kinds live for years, so they have a first day of their own. */
function daysThatCount(on: PlainDate, rules: readonly TemperatureRules[]) {
  const longest = (kinds: readonly SignalKind[]) =>
    Math.max(
      0,
      ...rules.flatMap(({ signals, coolingDays }) => kinds.map((kind) => signals[kind].windowDays + coolingDays)),
    )
  const isLongLived = (kind: SignalKind) => rules.some(({ signals }) => signals[kind].windowDays > 90)
  return {
    since: addDays(on, -longest(signalKinds.filter((kind) => !isLongLived(kind)))),
    longSince: addDays(on, -longest(signalKinds)),
    longLived: JSON.stringify(signalKinds.filter(isLongLived)),
  }
}
