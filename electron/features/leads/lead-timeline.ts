import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import type { ChangeCause, ChangeLabel } from '../../../shared/contract/journal.contract.ts'
import { type TimelineEntry, type TimelineType, timelineTypes } from '../../../shared/contract/lead-page.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { partsOn } from '../../../shared/domain/temperature/explain.ts'
import type { ChangeSetId, LeadId } from '../../../shared/primitives/ids.ts'
import { daysBetween, type PlainDate, parsePlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { readHeat, temperatureRules } from '../temperature/temperature.service.ts'
import { readFieldChanges } from './lead-history.ts'

/** As many changes of an edit are told; the lead's history tells all. */
const CHANGES_TOLD = 5

type TimelineContext = Pick<QueryContext, 'raw' | 'today'>

/** Where an entry stands: by day, on one day by type in the order of {@link timelineTypes}, of one type the latest written first. */
type Place = { on: PlainDate; type: TimelineType; id: number }

/** Change sets of the lead that stand, looked up once for the types that tell of them. */
const OWN_CHANGES = `
  WITH own AS MATERIALIZED (
    SELECT id, date(made_at, 'localtime') AS "on", cause, label ->> '$.what' AS what FROM change_set
    WHERE id IN (SELECT change_set_id FROM change INDEXED BY change_by_lead WHERE lead_id = :leadId)
      AND state != 'undone' AND cause IN ('edit', 'bulk', 'merge'))`

/** What touches, signals, notes and events tell already is no edit of its own. */
const EDITS = ['lead_added', 'lead_edited', 'leads_edited', 'cells_edited', 'cells_pasted', 'do_not_contact_set']
const EDITS_OF_PAPERS = ['attachment_added', 'attachment_removed', 'company_edited', 'leads_archived', 'leads_restored']
const EDITS_OF_STANDING = ['answered', 'lead_returned']
const editLabels = [...EDITS, ...EDITS_OF_PAPERS, ...EDITS_OF_STANDING].map((what) => `'${what}'`).join()

/** Ids and days of a lead's entries of a type, as SQL with the parameter `leadId`. */
const placesOf: Record<TimelineType, string> = {
  note: 'SELECT id, on_day AS "on" FROM note WHERE lead_id = :leadId',
  touch: 'SELECT id, on_day AS "on" FROM touch WHERE lead_id = :leadId',
  signal: 'SELECT id, on_day AS "on" FROM signal WHERE lead_id = :leadId',
  step: 'SELECT id, closed_on AS "on" FROM run_step WHERE lead_id = :leadId',
  handTag: 'SELECT id, from_on AS "on" FROM hand_tag WHERE lead_id = :leadId',
  status: 'SELECT id, on_day AS "on" FROM status_event WHERE lead_id = :leadId',
  stage: 'SELECT id, on_day AS "on" FROM stage_event WHERE lead_id = :leadId',
  edit: `SELECT id, "on" FROM own WHERE cause != 'merge' AND what IN (${editLabels})`,
  merge: `SELECT id, "on" FROM own WHERE what = 'leads_merged'`,
  import: `
    SELECT import_row.id, date(imported_at, 'localtime') AS "on" FROM import_row JOIN import ON import.id = import_id
    JOIN change_set ON change_set.id = change_set_id WHERE lead_id = :leadId AND change_set.state != 'undone'`,
}

/** What an entry tells beside its day, as SQL for the ids in the parameter. */
const selectOf: Record<TimelineType, string> = {
  note: 'SELECT id, text FROM note',
  touch: 'SELECT id, direction, channel, outcome, note FROM touch',
  signal: 'SELECT id, kind, topic, note FROM signal',
  step: `
    SELECT run_step.id, playbook.name AS playbook, run_step.state,
      coalesce(playbook.definition ->> ('$.steps[' || (run_step.position - 1) || '].title'), '') AS title
    FROM run_step JOIN run ON run.id = run_id JOIN playbook ON playbook.id = playbook_id`,
  handTag: 'SELECT id, temperature, reason, until_on AS untilOn FROM hand_tag',
  status: 'SELECT id, from_status AS "from", to_status AS "to", reason, until_on AS untilOn FROM status_event',
  stage: 'SELECT id, from_stage AS "from", to_stage AS "to", cause, note FROM stage_event',
  edit: 'SELECT id, label, cause FROM change_set',
  merge: 'SELECT id, label, cause FROM change_set',
  import:
    'SELECT import_row.id, import.id AS importId, file_name AS fileName, row_number AS rowNumber FROM import_row JOIN import ON import.id = import_id',
}

const idColumn: Partial<Record<TimelineType, string>> = { step: 'run_step.id', import: 'import_row.id' }

/** A page of what happened with a lead, the newest first. Refuses with not_found where there is no such lead. */
export function readTimeline(
  context: TimelineContext,
  { leadId, types = [...timelineTypes], limit, after }: InputOf<'leads.timeline'>,
): OutputOf<'leads.timeline'> {
  const { raw } = context
  if (raw.prepare('SELECT 1 FROM lead WHERE id = ?').get(leadId) === undefined)
    throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  const from = after === undefined ? null : readCursor(after)
  const places = timelineTypes
    .filter((type) => types.includes(type))
    .map((type) => `SELECT id, "on", ${timelineTypes.indexOf(type)} AS rank FROM (${placesOf[type]})`)
  const found = raw
    .prepare<object, { on: PlainDate; rank: number; id: number }>(`
      ${types.includes('edit') || types.includes('merge') ? OWN_CHANGES : ''}
      SELECT "on", rank, id FROM (${places.join(' UNION ALL ')})
      ${from === null ? '' : 'WHERE ("on", -rank, id) < (:on, -:rank, :id)'}
      ORDER BY "on" DESC, rank, id DESC LIMIT :most`)
    .all({
      leadId,
      most: limit + 1,
      ...(from !== null && { on: from.on, rank: timelineTypes.indexOf(from.type), id: from.id }),
    })
    .map(({ on, rank, id }) => ({ on, id, type: timelineTypes[rank] as TimelineType }))
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    entries: readEntries(context, leadId, shown),
    next: found.length > limit && last !== undefined ? `${last.on}/${last.type}/${last.id}` : null,
  }
}

function readCursor(text: string): Place {
  const [day = '', type = '', id = ''] = text.split('/')
  const on = parsePlainDate(day)
  const known = timelineTypes.find((one) => one === type)
  if (on === undefined || known === undefined || !/^\d{1,15}$/.test(id))
    throw new Refusal('invalid_input', 'after: this is no place in a timeline. Begin at its top again.')
  return { on, type: known, id: Number(id) }
}

function readEntries(context: TimelineContext, leadId: LeadId, places: readonly Place[]): TimelineEntry[] {
  const told = new Map<string, Record<string, unknown>>()
  for (const type of new Set(places.map((place) => place.type))) {
    const ids = places.filter((place) => place.type === type).map(({ id }) => id)
    const rows = context.raw
      .prepare<[string], Record<string, unknown> & { id: number }>(
        `${selectOf[type]} WHERE ${idColumn[type] ?? 'id'} IN (SELECT value FROM json_each(?))`,
      )
      .all(JSON.stringify(ids))
    for (const row of rows) told.set(`${type}/${row.id}`, row)
  }
  const points = places.some(({ type }) => type === 'signal') ? pointsOfToday(context, leadId) : undefined
  const edits = places
    .filter(({ type }) => type === 'edit')
    .map(({ id }) => ({ id: id as ChangeSetId, label: labelOf(told.get(`edit/${id}`)) }))
  const changes = readFieldChanges(context.raw, leadId, edits)
  return places.map(({ on, type, id }) => {
    const { id: _, ...rest } = told.get(`${type}/${id}`) ?? {}
    switch (type) {
      case 'note':
      case 'touch':
        return { type, id, on, ...rest } as TimelineEntry
      case 'signal':
        return { type, id, on, ...rest, pointsToday: points?.get(id) ?? 0 } as TimelineEntry
      case 'edit':
      case 'merge': {
        const changeSet = id as ChangeSetId
        const entry = { on, changeSet, label: labelOf(rest), cause: rest['cause'] as ChangeCause }
        if (type === 'merge') return { type, ...entry }
        const told = changes.get(changeSet) ?? []
        return { type, ...entry, changes: told.slice(0, CHANGES_TOLD), changeCount: told.length }
      }
      default:
        return { type, on, ...rest } as TimelineEntry
    }
  })
}

function labelOf(row: Record<string, unknown> | undefined): ChangeLabel {
  return JSON.parse(String(row?.['label'])) as ChangeLabel
}

function pointsOfToday({ raw, today }: TimelineContext, leadId: LeadId): ReadonlyMap<number, number> {
  const rules = temperatureRules(raw)
  // A signal past its window is worth nothing and takes no room from others.
  const counting = readHeat(raw, leadId).signals.filter(
    ({ kind, on }) => daysBetween(on, today) < rules.signals[kind].windowDays,
  )
  const parts = partsOn(counting, today, rules)
  return new Map(parts.map((part) => [part.signalId, part.today]))
}
