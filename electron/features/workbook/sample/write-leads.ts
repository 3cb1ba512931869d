import type Database from 'better-sqlite3'
import { nextCodes } from '../../../../shared/domain/follow-ups/codes.ts'
import { nameKey } from '../../../../shared/domain/leads/name-key.ts'
import { searchText } from '../../../../shared/domain/leads/search-text.ts'
import type { ChangeSetId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { journalBulkInsert } from '../../../database/journal.ts'
import type { Workbook, WorkbookTransaction } from '../../../database/workbook-schema.ts'
import type { SampleLead } from './sample-lead.ts'

const tables = [
  'company',
  'tag',
  'lead',
  'email',
  'phone',
  'address',
  'lead_tag',
  'touch',
  'signal',
  'hand_tag',
  'stage_event',
  'status_event',
  'run',
  'run_step',
  'next_action',
  'answer',
] as const satisfies (keyof Workbook)[]
type Table = (typeof tables)[number]
type Row = Readonly<Record<string, string | number | null>>

/** Writes invented leads with all that belongs to them, inside the open transaction and change set. */
export async function writeSampleLeads(
  trx: WorkbookTransaction,
  raw: Database.Database,
  changeSet: ChangeSetId,
  leads: readonly SampleLead[],
): Promise<void> {
  await journalBulkInsert(trx, raw, changeSet, tables, () => {
    const rows = new RowWriter(raw)
    const named = new NamedIds(rows)
    const codes = nextCodes(null, new Set(), leads.length)
    leads.forEach((lead, i) => writeLead(rows, named, lead, codes[i] as string))
    return rows.ranges()
  })
}

function writeLead(rows: RowWriter, named: NamedIds, lead: SampleLead, code: string): void {
  const { person } = lead
  const name = `${person.givenName} ${person.familyName}`
  const status = lead.statuses.at(-1)
  const stage = lead.stages.at(-1)
  if (!status || !stage) throw new Error(`${name} has no history`)
  const id = rows.insert('lead', {
    name,
    given_name: person.givenName,
    family_name: person.familyName,
    name_key: nameKey(name),
    company_id: named.company(person.company, instantOf(lead.cameInOn)),
    job_title: person.jobTitle,
    source: lead.source,
    stage: stage.to,
    status: status.to,
    resting_until_on: status.untilOn,
    status_reason: status.reason,
    value_minor: lead.valueMinor,
    notes: lead.notes,
    do_not_contact_on: lead.doNotContact?.on ?? null,
    do_not_contact_reason: lead.doNotContact?.reason ?? null,
    came_in_on: lead.cameInOn,
    last_touch_on: lead.touches.at(-1)?.on ?? null,
    created_at: instantOf(lead.cameInOn),
    search_text: searchText({
      name,
      company: person.company,
      jobTitle: person.jobTitle,
      source: lead.source,
      notes: lead.notes,
      emails: [person.email],
      phones: person.phone ? [person.phone] : [],
      tags: lead.tags,
      customValues: [],
      addressParts: [person.city, person.country],
      noteTexts: lead.touches.flatMap((touch) => touch.note ?? []),
    }),
  })
  rows.insert('email', { lead_id: id, address: person.email, address_key: person.email, position: 0 })
  if (person.phone)
    rows.insert('phone', { lead_id: id, raw: person.phone.raw, e164: person.phone.e164, is_damaged: 0, position: 0 })
  rows.insert('address', { lead_id: id, city: person.city, country: person.country })
  for (const tag of lead.tags) rows.insert('lead_tag', { lead_id: id, tag_id: named.tag(tag) })
  const { handTag } = lead
  if (handTag)
    rows.insert('hand_tag', {
      lead_id: id,
      temperature: handTag.temperature,
      reason: handTag.reason,
      from_on: handTag.fromOn,
      until_on: handTag.untilOn,
      origin: 'hand',
    })
  for (const { question, answer, note, on } of lead.answers)
    rows.insert('answer', { lead_id: id, question, answer, note, on_day: on })
  lead.stages.forEach(({ to, on }, i) =>
    rows.insert('stage_event', {
      lead_id: id,
      from_stage: lead.stages[i - 1]?.to ?? null,
      to_stage: to,
      on_day: on,
      made_at: instantOf(on),
      cause: i === 0 ? 'import' : 'user',
    }),
  )
  lead.statuses.forEach(({ to, on, reason, untilOn }, i) =>
    rows.insert('status_event', {
      lead_id: id,
      from_status: lead.statuses[i - 1]?.to ?? null,
      to_status: to,
      on_day: on,
      made_at: instantOf(on),
      reason,
      until_on: untilOn,
    }),
  )
  const touchIds = new Map(
    lead.touches.map((touch) => [
      touch,
      rows.insert('touch', {
        lead_id: id,
        on_day: touch.on,
        direction: touch.direction,
        channel: touch.channel,
        outcome: touch.outcome,
        note: touch.note,
      }),
    ]),
  )
  for (const { on, kind, topic, note, touch } of lead.signals) {
    rows.insert('signal', {
      lead_id: id,
      on_day: on,
      kind,
      topic,
      note,
      touch_id: touch === null ? null : (touchIds.get(touch) ?? null),
    })
  }
  writeRuns(rows, id, lead, touchIds, code)
}

function writeRuns(
  rows: RowWriter,
  leadId: number,
  lead: SampleLead,
  touchIds: ReadonlyMap<object, number>,
  code: string,
): void {
  const runIds = new Map<object, number>()
  for (const run of lead.runs) {
    const runId = rows.insert('run', {
      lead_id: leadId,
      playbook_id: run.playbookId,
      enrolled_on: run.enrolledOn,
      state: run.state,
      stop_reason: run.stopReason,
      ended_on: run.endedOn,
    })
    runIds.set(run, runId)
    for (const step of run.steps) {
      const action = {
        lead_id: leadId,
        due_on: step.dueOn,
        what: step.what,
        channel: step.touch.channel,
        is_human: step.isHuman ? 1 : 0,
        run_id: runId,
        step_position: step.position,
      }
      rows.insert('run_step', {
        run_id: runId,
        lead_id: leadId,
        position: step.position,
        state: 'done',
        due_on: step.dueOn,
        closed_on: step.closedOn,
        touch_id: touchIds.get(step.touch) ?? null,
      })
      rows.insert('next_action', { ...action, state: 'done', closed_on: step.closedOn, code })
    }
  }
  const { nextAction } = lead
  if (!nextAction) return
  rows.insert('next_action', {
    lead_id: leadId,
    due_on: nextAction.dueOn,
    what: nextAction.what,
    channel: nextAction.channel,
    is_human: nextAction.isHuman ? 1 : 0,
    run_id: nextAction.step ? (runIds.get(nextAction.step.run) ?? null) : null,
    step_position: nextAction.step?.position ?? null,
    state: 'open',
    closed_on: null,
    code,
  })
}

/** Made at nine in the morning, so that the same day makes the same rows wherever the sample is opened. */
function instantOf(on: PlainDate): string {
  return `${on}T09:00:00.000Z`
}

/** Companies and tags, written once each. */
class NamedIds {
  private readonly rows: RowWriter
  private readonly ids = new Map<string, number>()

  constructor(rows: RowWriter) {
    this.rows = rows
  }

  company(name: string, createdAt: string): number {
    return this.idOf('company', name, { created_at: createdAt })
  }

  tag(name: string): number {
    return this.idOf('tag', name, {})
  }

  private idOf(table: 'company' | 'tag', name: string, more: Row): number {
    const key = nameKey(name)
    const known = this.ids.get(`${table} ${key}`)
    if (known !== undefined) return known
    const id = this.rows.insert(table, { name, name_key: key, ...more })
    this.ids.set(`${table} ${key}`, id)
    return id
  }
}

/** Inserts rows under ids that follow the last ever given in their table, and knows the range of each. */
class RowWriter {
  private readonly raw: Database.Database
  private readonly statements = new Map<string, Database.Statement>()
  private readonly idsByTable = new Map<Table, { firstId: number; lastId: number }>()

  constructor(raw: Database.Database) {
    this.raw = raw
  }

  insert(table: Table, row: Row): number {
    const ids = this.idsOf(table)
    ids.lastId += 1
    const columns = Object.keys(row)
    const key = `${table} ${columns.join(' ')}`
    let statement = this.statements.get(key)
    if (!statement) {
      statement = this.raw.prepare(
        `INSERT INTO "${table}" (id, ${columns.join(', ')}) VALUES (?${', ?'.repeat(columns.length)})`,
      )
      this.statements.set(key, statement)
    }
    statement.run(ids.lastId, ...Object.values(row))
    return ids.lastId
  }

  ranges(): { table: string; firstId: number; lastId: number }[] {
    return Array.from(this.idsByTable, ([table, ids]) => ({ table, ...ids }))
  }

  private idsOf(table: Table): { firstId: number; lastId: number } {
    let ids = this.idsByTable.get(table)
    if (!ids) {
      const last = (this.raw.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table) ??
        0) as number
      ids = { firstId: last + 1, lastId: last }
      this.idsByTable.set(table, ids)
    }
    return ids
  }
}
