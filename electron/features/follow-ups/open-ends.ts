import type Database from 'better-sqlite3'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'

type Context = Pick<QueryContext, 'raw' | 'today'>

/**
 * The active leads for which nothing is planned. `noNextStep` are those that somebody lost sight of, with the day of their last
 * touch; `parked` were never touched and gave no signal, so they are computed cold. Source: domain.md, section 5.
 */
export type OpenEnds = { noNextStep: ReadonlyMap<LeadId, PlainDate | null>; parked: ReadonlySet<LeadId> }

/** The active leads for which nothing is planned. The reader keeps them and looks again only at leads that changed since. */
export function keepOpenEnds(context: Context): OpenEnds {
  let ends = kept.get(context.raw)
  if (!ends) {
    ends = new KeptOpenEnds(context.raw)
    kept.set(context.raw, ends)
  }
  ends.keep(context)
  return ends
}

const kept = new WeakMap<Database.Database, KeptOpenEnds>()

type Row = [id: LeadId, lastTouchOn: PlainDate | null, isKnown: 0 | 1]

class KeptOpenEnds implements OpenEnds {
  readonly noNextStep = new Map<LeadId, PlainDate | null>()
  readonly parked = new Set<LeadId>()
  private readonly raw: Database.Database
  private dataVersion: unknown
  private day: PlainDate | undefined
  private lastChange = 0

  constructor(raw: Database.Database) {
    this.raw = raw
  }

  keep(context: Context): void {
    const dataVersion = this.raw.pragma('data_version', { simple: true })
    if (dataVersion === this.dataVersion && context.today === this.day) return
    // One snapshot for the change log and the leads.
    this.raw.transaction(() => {
      const lastChange = this.raw.prepare('SELECT coalesce(max(id), 0) FROM change').pluck().get() as number
      const touched = context.today === this.day ? this.touchedLeads(lastChange) : undefined
      if (touched === undefined) this.readAll(context.today)
      else this.readSome(touched, context.today)
      this.lastChange = lastChange
    })()
    this.dataVersion = dataVersion
    this.day = context.today
  }

  /** The leads that changed since the last look, or undefined where they were written in bulk. */
  private touchedLeads(lastChange: number): LeadId[] | undefined {
    if (this.day === undefined || lastChange < this.lastChange) return undefined
    const since = { since: this.lastChange }
    const hasRange = this.raw
      .prepare('SELECT 1 FROM change WHERE id > :since AND last_row_id IS NOT NULL LIMIT 1')
      .get(since)
    if (hasRange !== undefined) return undefined
    return this.raw
      .prepare<[object], LeadId>('SELECT DISTINCT lead_id FROM change WHERE id > :since AND lead_id IS NOT NULL')
      .pluck()
      .all(since)
  }

  private readAll(today: PlainDate): void {
    this.noNextStep.clear()
    this.parked.clear()
    this.sort(this.raw.prepare<[object], Row>(selectOpenEnds('lead')).raw().all({ today }))
  }

  private readSome(leadIds: readonly LeadId[], today: PlainDate): void {
    for (const id of leadIds) {
      this.noNextStep.delete(id)
      this.parked.delete(id)
    }
    const some = selectOpenEnds('json_each(:ids) AS wanted CROSS JOIN lead ON lead.id = wanted.value')
    this.sort(
      this.raw
        .prepare<[object], Row>(some)
        .raw()
        .all({ today, ids: JSON.stringify(leadIds) }),
    )
  }

  private sort(rows: readonly Row[]): void {
    for (const [id, lastTouchOn, isKnown] of rows) {
      if (isKnown) this.noNextStep.set(id, lastTouchOn)
      else this.parked.add(id)
    }
  }
}

function selectOpenEnds(from: string): string {
  return `
    SELECT lead.id, last_touch_on,
      last_touch_on IS NOT NULL OR EXISTS (SELECT 1 FROM signal WHERE signal.lead_id = lead.id AND on_day <= :today)
    FROM ${from}
    WHERE do_not_contact_on IS NULL AND archived_on IS NULL
      -- The plus keeps SQLite from looking up one lead after the other by status: most are active.
      AND (+status = 'active' OR +status = 'resting' AND resting_until_on <= :today)
      AND NOT EXISTS (SELECT 1 FROM next_action WHERE next_action.lead_id = lead.id AND next_action.state = 'open')`
}
