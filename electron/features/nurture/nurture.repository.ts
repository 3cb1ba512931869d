import { sql } from 'kysely'
import type { Channel } from '../../../shared/domain/follow-ups/channel.ts'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'
import type { Status } from '../../../shared/domain/leads/status.ts'
import type { PlaybookDefinition } from '../../../shared/domain/nurture/playbook.ts'
import type { ClosedStep } from '../../../shared/domain/nurture/run.ts'
import type { LeadId, PlaybookId, TouchId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { RunTable, WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'

export type StoredPlaybook = { id: PlaybookId; slug: string; version: number; definition: PlaybookDefinition }

/** A run with the version of the playbook it started with. */
export type StoredRun = {
  id: number
  leadId: LeadId
  enrolledOn: PlainDate
  state: RunTable['state']
  stopReason: string | null
  playbook: StoredPlaybook
}

export type ClosedStepRow = ClosedStep & { state: 'done' | 'skipped' }

const ROWS_A_STATEMENT = 500

export async function listCurrentPlaybooks(db: WorkbookReader): Promise<StoredPlaybook[]> {
  const rows = await db.selectFrom('playbook').selectAll().where('is_current', '=', 1).execute()
  return rows.map(storedPlaybook)
}

export async function findPlaybook(db: WorkbookReader, id: PlaybookId): Promise<StoredPlaybook | undefined> {
  const row = await db.selectFrom('playbook').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? undefined : storedPlaybook(row)
}

/** How many leads are running or pausing in a playbook, by slug, whatever its version. */
export async function countRunningBySlug(db: WorkbookReader): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('playbook', 'playbook.id', 'run.playbook_id')
    .select(({ fn }) => ['playbook.slug', fn.countAll<number>().as('count')])
    .where('run.state', 'in', ['running', 'paused'])
    .groupBy('playbook.slug')
    .execute()
  return new Map(rows.map((row) => [row.slug, row.count]))
}

export async function findActiveRun(db: WorkbookReader, leadId: LeadId): Promise<StoredRun | undefined> {
  const row = await runs(db)
    .where('run.lead_id', '=', leadId)
    .where('run.state', 'in', ['running', 'paused'])
    .executeTakeFirst()
  return row === undefined ? undefined : storedRun(row)
}

/** The run that is running or paused, else the latest. */
export async function findLatestRun(db: WorkbookReader, leadId: LeadId): Promise<StoredRun | undefined> {
  const row = await runs(db).where('run.lead_id', '=', leadId).orderBy('run.id', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? undefined : storedRun(row)
}

export async function getRun(db: WorkbookReader, id: number): Promise<StoredRun> {
  return storedRun(await runs(db).where('run.id', '=', id).executeTakeFirstOrThrow())
}

/** The steps that were done or skipped, in that order. */
export async function listClosedSteps(db: WorkbookReader, runId: number): Promise<ClosedStepRow[]> {
  const rows = await db
    .selectFrom('run_step')
    .select(['position', 'state', 'closed_on'])
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ position: row.position, state: row.state, closedOn: row.closed_on }))
}

export async function insertClosedStep(
  trx: WorkbookTransaction,
  step: {
    runId: number
    leadId: LeadId
    position: number
    state: 'done' | 'skipped'
    dueOn: PlainDate
    closedOn: PlainDate
    touchId: TouchId | null
  },
): Promise<void> {
  await trx
    .insertInto('run_step')
    .values({
      run_id: step.runId,
      lead_id: step.leadId,
      position: step.position,
      state: step.state,
      due_on: step.dueOn,
      closed_on: step.closedOn,
      touch_id: step.touchId,
    })
    .execute()
}

/** Starts runs; gives each lead's run. */
export async function insertRuns(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  playbookId: PlaybookId,
  enrolledOn: PlainDate,
): Promise<Map<LeadId, number>> {
  const runIds = new Map<LeadId, number>()
  for (let start = 0; start < leadIds.length; start += ROWS_A_STATEMENT) {
    const rows = await trx
      .insertInto('run')
      .values(
        leadIds.slice(start, start + ROWS_A_STATEMENT).map((leadId) => ({
          lead_id: leadId,
          playbook_id: playbookId,
          enrolled_on: enrolledOn,
          state: 'running' as const,
        })),
      )
      .returning(['id', 'lead_id'])
      .execute()
    for (const row of rows) runIds.set(row.lead_id as LeadId, row.id)
  }
  return runIds
}

export async function pauseRunningRuns(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  await trx
    .updateTable('run')
    .set({ state: 'paused' })
    .where('state', '=', 'running')
    .where('lead_id', 'in', idsIn(leadIds))
    .execute()
}

export async function setRunState(trx: WorkbookTransaction, id: number, state: 'running' | 'paused'): Promise<void> {
  await trx.updateTable('run').set({ state }).where('id', '=', id).execute()
}

/** Ends the runs of these leads that are running or paused. Gives the ids of the runs. */
export async function endActiveRuns(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  end: { state: 'stopped' | 'finished'; reason: string; on: PlainDate },
): Promise<{ id: number; leadId: LeadId }[]> {
  const rows = await trx
    .updateTable('run')
    .set({ state: end.state, stop_reason: end.reason, ended_on: end.on })
    .where('state', 'in', ['running', 'paused'])
    .where('lead_id', 'in', idsIn(leadIds))
    .returning(['id', 'lead_id'])
    .execute()
  return rows.map((row) => ({ id: row.id, leadId: row.lead_id as LeadId }))
}

/** Leads of these whose run, of whatever version of a playbook, is active or began on a day or later. */
export async function listInPlaybookSince(
  db: WorkbookReader,
  leadIds: readonly LeadId[],
  slug: string,
  sinceOn: PlainDate | null,
): Promise<Set<LeadId>> {
  const rows = await db
    .selectFrom('run')
    .innerJoin('playbook', 'playbook.id', 'run.playbook_id')
    .select('run.lead_id')
    .where('playbook.slug', '=', slug)
    .where('run.lead_id', 'in', idsIn(leadIds))
    .where(({ eb, or }) =>
      or([
        eb('run.state', 'in', ['running', 'paused']),
        ...(sinceOn === null ? [] : [eb('run.enrolled_on', '>=', sinceOn)]),
      ]),
    )
    .execute()
  return new Set(rows.map((row) => row.lead_id as LeadId))
}

/** Leads of these that asked or looked for a price, or named it as a topic, since a day. */
export async function listInterestedInPrice(
  db: WorkbookReader,
  leadIds: readonly LeadId[],
  sinceOn: PlainDate,
): Promise<Set<LeadId>> {
  const rows = await db
    .selectFrom('signal')
    .select('lead_id')
    .distinct()
    .where('lead_id', 'in', idsIn(leadIds))
    .where('on_day', '>=', sinceOn)
    .where(({ eb, or }) =>
      or([
        eb('kind', 'in', ['asked_for_offer', 'looked_at_prices']),
        eb(sql<string>`lower(topic)`, 'like', '%price%'),
        eb(sql<string>`lower(topic)`, 'like', '%pricing%'),
      ]),
    )
    .execute()
  return new Set(rows.map((row) => row.lead_id as LeadId))
}

/** The channels that leads of these opted out of. */
export async function listOptOuts(db: WorkbookReader, leadIds: readonly LeadId[]): Promise<Map<LeadId, Set<Channel>>> {
  const rows = await db
    .selectFrom('opt_out')
    .select(['lead_id', 'channel'])
    .where('lead_id', 'in', idsIn(leadIds))
    .execute()
  const channels = new Map<LeadId, Set<Channel>>()
  for (const row of rows) {
    const leadId = row.lead_id as LeadId
    channels.set(leadId, (channels.get(leadId) ?? new Set<Channel>()).add(row.channel))
  }
  return channels
}

export type LeadToEnrol = { id: LeadId; status: Status; restUntil: PlainDate | null }

/** Those of these leads that may be contacted at all. */
export async function listLeadsToEnrol(db: WorkbookReader, leadIds: readonly LeadId[]): Promise<LeadToEnrol[]> {
  const rows = await db
    .selectFrom('lead')
    .select(['id', 'status', 'resting_until_on'])
    .where('id', 'in', idsIn(leadIds))
    .where('do_not_contact_on', 'is', null)
    .where('archived_on', 'is', null)
    .execute()
  return rows.map((row) => ({ id: row.id as LeadId, status: row.status, restUntil: row.resting_until_on }))
}

export type LeadForDraft = {
  name: string
  givenName: string | null
  company: string | null
  stage: Stage
  status: Status
  restUntil: PlainDate | null
  lastTouchOn: PlainDate | null
  cameInOn: PlainDate
}

export async function findLeadForDraft(db: WorkbookReader, leadId: LeadId): Promise<LeadForDraft | undefined> {
  const row = await db
    .selectFrom('lead')
    .leftJoin('company', 'company.id', 'lead.company_id')
    .select([
      'lead.name',
      'lead.given_name',
      'company.name as company',
      'lead.stage',
      'lead.status',
      'lead.resting_until_on',
      'lead.last_touch_on',
      'lead.came_in_on',
    ])
    .where('lead.id', '=', leadId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    name: row.name,
    givenName: row.given_name,
    company: row.company,
    stage: row.stage,
    status: row.status,
    restUntil: row.resting_until_on,
    lastTouchOn: row.last_touch_on,
    cameInOn: row.came_in_on,
  }
}

export async function findLeadName(db: WorkbookReader, leadId: LeadId): Promise<string | undefined> {
  const row = await db.selectFrom('lead').select('name').where('id', '=', leadId).executeTakeFirst()
  return row?.name
}

function runs(db: WorkbookReader) {
  return db
    .selectFrom('run')
    .innerJoin('playbook', 'playbook.id', 'run.playbook_id')
    .select([
      'run.id',
      'run.lead_id',
      'run.enrolled_on',
      'run.state',
      'run.stop_reason',
      'playbook.id as playbook_id',
      'playbook.slug',
      'playbook.version',
      'playbook.definition',
    ])
}

function storedRun(row: {
  id: number
  lead_id: number
  enrolled_on: PlainDate
  state: RunTable['state']
  stop_reason: string | null
  playbook_id: number
  slug: string
  version: number
  definition: string
}): StoredRun {
  return {
    id: row.id,
    leadId: row.lead_id as LeadId,
    enrolledOn: row.enrolled_on,
    state: row.state,
    stopReason: row.stop_reason,
    playbook: storedPlaybook({ id: row.playbook_id, slug: row.slug, version: row.version, definition: row.definition }),
  }
}

function storedPlaybook(row: { id: number; slug: string; version: number; definition: string }): StoredPlaybook {
  return {
    id: row.id as PlaybookId,
    slug: row.slug,
    version: row.version,
    definition: JSON.parse(row.definition) as PlaybookDefinition,
  }
}
