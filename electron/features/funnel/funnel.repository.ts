import type Database from 'better-sqlite3'
import type { CohortLead } from '../../../shared/domain/funnel/cohorts.ts'
import type { Stage, StageArrival } from '../../../shared/domain/funnel/stages.ts'
import { effectiveStatus, type Status, type StatusEvent, statusOn } from '../../../shared/domain/leads/status.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'

type StageEventRow = [leadId: LeadId, to: Stage, on: PlainDate, seq: number]

/** All stage events ordered by lead, day and the order in which they were made. The stage it came from stays out, so that an index alone answers. */
export function* streamStageArrivals(raw: Database.Database): Generator<StageArrival & { leadId: LeadId }> {
  const rows = raw
    .prepare('SELECT lead_id, to_stage, on_day, id FROM stage_event ORDER BY lead_id, on_day, id')
    .raw()
    .iterate() as IterableIterator<StageEventRow>
  for (const [leadId, to, on, seq] of rows) yield { leadId, to, on, seq }
}

type LeadFactsRow = [id: LeadId, source: string | null, status: Status, restUntil: PlainDate | null]

/** What the cohorts ask of each lead: its status on a day, which may lie in the past, and its source. */
export function readCohortLeads(raw: Database.Database, on: PlainDate): Map<LeadId, CohortLead> {
  const leads = new Map<LeadId, CohortLead>()
  const rows = raw
    .prepare('SELECT id, source, status, resting_until_on FROM lead')
    .raw()
    .iterate() as IterableIterator<LeadFactsRow>
  for (const [id, source, status, restUntil] of rows)
    leads.set(id, { source, status: effectiveStatus({ status, restUntil }, on) })
  for (const [id, status] of readStatusesChangedAfter(raw, on)) {
    const lead = leads.get(id)
    if (lead) lead.status = status
  }
  return leads
}

/** The sources that leads came from, by alphabet, null last where some have none. */
export function readSources(raw: Database.Database): (string | null)[] {
  return raw
    .prepare('SELECT DISTINCT source FROM lead ORDER BY source IS NULL, source COLLATE NOCASE')
    .pluck()
    .all() as (string | null)[]
}

/** The status on a day of the leads whose status changed later. */
function readStatusesChangedAfter(raw: Database.Database, on: PlainDate): Map<LeadId, Status> {
  const rows = raw
    .prepare<[PlainDate], { leadId: LeadId; status: Status; restUntil: PlainDate | null; on: PlainDate }>(`
      SELECT lead_id AS leadId, to_status AS status, until_on AS restUntil, on_day AS "on" FROM status_event
      WHERE lead_id IN (SELECT lead_id FROM status_event WHERE on_day > ?)
      ORDER BY lead_id, on_day, id`)
    .all(on)
  const eventsByLead = new Map<LeadId, StatusEvent[]>()
  for (const { leadId, ...event } of rows) {
    const events = eventsByLead.get(leadId)
    if (events) events.push(event)
    else eventsByLead.set(leadId, [event])
  }
  return new Map(Array.from(eventsByLead, ([leadId, events]) => [leadId, statusOn(events, on)]))
}
