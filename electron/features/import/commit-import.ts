import { statSync } from 'node:fs'
import { sql } from 'kysely'
import type { ImportRequest } from '../../../shared/contract/import.contract.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { NewFields } from '../../../shared/domain/import/guess-field-kind.ts'
import { PlanTally } from '../../../shared/domain/import/plan-tally.ts'
import type { SignalKind } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { ChangeSetId, LeadId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { CommandContext } from '../../core/context.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { issueCodes, planActions } from '../follow-ups/follow-ups.service.ts'
import { recordStage, recordStatus, setDoNotContact } from '../leads/leads.service.ts'
import { heedSignal } from '../nurture/nurture.service.ts'
import { insertHandTags } from '../temperature/temperature.service.ts'
import { previewOf, reportOf } from './import.report.ts'
import { findDifference } from './import-difference.ts'
import { rememberMapping } from './import-mappings.ts'
import { writeDecisions } from './import-writer.ts'
import type { LateUpdate } from './lead-updater.ts'
import { HAND_TAG_DAYS, plansAction, UNNAMED_ACTION } from './new-lead.ts'
import { checksumOf, type OpenImport, openImport } from './open-import.ts'
import { PlanDigest, type PlannedImport } from './planned-import.ts'

/** How old a signal may be to stop a playbook and ask for a reply: an archive calls for nothing today. */
const HEEDED_DAYS = 14

/** Leads between two looks at whether the seller wants to stop. */
const LEADS_AT_A_TIME = 2000

/** Thrown inside the transaction where the plan is no longer the one that was looked at, or there is nothing to write: nothing of it stays. */
class NotWritten extends Error {
  readonly hasMoved: boolean

  constructor(hasMoved: boolean) {
    super('The import was not written.')
    this.hasMoved = hasMoved
  }
}

/** Plans an import and writes it as it is decided, all in one transaction. With `planId`, answers the new plan where it is another. */
export async function commitImport(
  context: CommandContext,
  request: ImportRequest,
  planId: string | undefined,
): Promise<OutputOf<'import.commit'>> {
  const opened = await openImport(context, request)
  try {
    opened.planner.match()
    const checksum = checksumOf(opened.filePath)
    const difference = findDifference(context.raw, opened.headerKey, checksum, opened.digests)
    const tally = new PlanTally(opened.drafts.count)
    const digest = new PlanDigest(opened, context.today)
    let plan: PlannedImport | undefined
    try {
      const { changeSet } = await context.change(
        () => {
          const { created, updated } = tally.counts()
          return { what: 'imported', name: opened.fileName, count: created + updated }
        },
        'import',
        async (trx, id) => {
          await writeImport(context, trx, id, opened, { checksum, tally, digest })
          plan = { ...opened, tally, checksum, difference, planId: digest.end() }
          const { created, updated } = tally.counts()
          const hasMoved = planId !== undefined && planId !== plan.planId
          if (hasMoved || created + updated === 0) throw new NotWritten(hasMoved)
        },
      )
      if (plan === undefined) throw new Error('An import was written without a plan')
      return { status: 'written', report: reportOf(plan, changeSet) }
    } catch (error) {
      if (!(error instanceof NotWritten) || plan === undefined) throw error
      if (!error.hasMoved) return { status: 'written', report: reportOf(plan, null) }
      return { status: 'changed', plan: previewOf(plan) }
    }
  } finally {
    opened.close()
  }
}

async function writeImport(
  context: CommandContext,
  trx: WorkbookTransaction,
  changeSet: ChangeSetId,
  opened: OpenImport,
  taking: { checksum: string; tally: PlanTally; digest: PlanDigest },
): Promise<void> {
  const { raw, today, progress } = context
  const { drafts, planner, fileName, system, kind, headerKey, mapping, digests, choices, own } = opened
  const { tally, digest, checksum } = taking
  const now = context.now()
  const record = {
    file_name: fileName,
    checksum,
    byte_count: statSync(opened.filePath).size,
    imported_at: now,
    counts: '{}',
    mapping: JSON.stringify(mapping.map(({ header, target }) => ({ header, target }))),
    change_set_id: changeSet,
    kind,
    system,
    header_key: headerKey ?? '',
    digests: digests.all,
  }
  const { id: importId } = await trx.insertInto('import').values(record).returning('id').executeTakeFirstOrThrow()
  const codes = await issueCodes(trx, planner.countPlanned())
  const rowOf = (index: number) => ({ number: drafts.numberAt(index), ...drafts.digestOf(index) })
  const place = { importId, fileName, system, today, now, codes, newFields: own.made, rowOf }
  const late = await writeDecisions(trx, raw, changeSet, place, (take) =>
    planner.decide(
      (decision) => {
        tally.take(decision)
        digest.take(decision)
        take(decision)
      },
      (done) => {
        progress.report('writing', done, drafts.count)
        progress.stopIfCancelled()
      },
    ),
  )
  await writeOptions(trx, own.made)
  await writeLate(trx, late, { fileName, today, now, progress })
  const counts = tally.counts()
  await trx
    .updateTable('import')
    .set({ counts: JSON.stringify(counts) })
    .where('id', '=', importId)
    .execute()
  if (headerKey !== null) {
    const targets = Object.fromEntries(mapping.map(({ column, target }) => [String(column + 1), target]))
    const { dayOrder, onMatch, policies, unmatched, arePlaceholdersEmpty } = choices
    await rememberMapping(
      trx,
      headerKey,
      choices.system ?? null,
      {
        kind,
        targets,
        ...(dayOrder === undefined ? {} : { dayOrder }),
        ...(onMatch === undefined ? {} : { onMatch }),
        ...(policies === undefined ? {} : { policies }),
        ...(unmatched === undefined ? {} : { unmatched }),
        ...(arePlaceholdersEmpty === undefined ? {} : { arePlaceholdersEmpty }),
      },
      now,
    )
  }
  progress.report('indexing', counts.rows, counts.rows)
  await sql`PRAGMA optimize`.execute(trx)
}

/** Gives the choices that were made the options that some lead holds: rows that are left out name others. */
async function writeOptions(trx: WorkbookTransaction, made: NewFields): Promise<void> {
  for (const { nameKey, options } of made.choices()) {
    const held = await trx
      .selectFrom('custom_value')
      .innerJoin('custom_field', 'custom_field.id', 'custom_value.custom_field_id')
      .select('custom_value.value')
      .distinct()
      .where('custom_field.name_key', '=', nameKey)
      .execute()
    const values = new Set(held.map(({ value }) => value))
    await trx
      .updateTable('custom_field')
      .set({ options: JSON.stringify(options.filter((option) => values.has(option))) })
      .where('name_key', '=', nameKey)
      .execute()
  }
}

/** What other features write of updates: each as if the seller had done it, and so with all that follows. */
async function writeLate(
  trx: WorkbookTransaction,
  late: readonly LateUpdate[],
  { fileName, today, now, progress }: Pick<CommandContext, 'today' | 'progress'> & { fileName: string; now: string },
): Promise<void> {
  if (late.length === 0) return
  const idsWhere = (test: (draft: LateUpdate['draft']) => boolean): LeadId[] =>
    late.filter(({ draft }) => test(draft)).map(({ leadId }) => leadId)
  const moves = [
    ...alike(late, ({ wonOn, stage }) =>
      wonOn !== null ? { stage: 'won' as const, on: wonOn } : stage !== null ? { stage, on: today } : null,
    ),
    ...alike(late, ({ lostOn, lostReason: reason, status, wonOn }) =>
      lostOn !== null
        ? { status: 'lost' as const, on: lostOn, reason }
        : status !== null && wonOn === null
          ? { status, on: today, reason }
          : null,
    ),
  ]
  const total = moves.reduce((sum, { leadIds }) => sum + leadIds.length, 0)
  let done = 0
  for (const { leadIds, change } of moves) {
    if ('stage' in change) await recordStage(trx, leadIds, { ...change, madeAt: now })
    else await recordStatus(trx, leadIds, { ...change, madeAt: now })
    done += leadIds.length
    progress.report('writing', done, total)
    progress.stopIfCancelled()
  }
  for (const temperature of ['cold', 'warm'] as const) {
    const ids = idsWhere((draft) => draft.temperature === temperature)
    const tag = { temperature, reason: fileName, fromOn: today, untilOn: addDays(today, HAND_TAG_DAYS) }
    if (ids.length > 0) await insertHandTags(trx, ids, tag, 'import')
  }
  for (const [kind, ids] of leadsBySignal(late, addDays(today, -HEEDED_DAYS))) await heedSignal(trx, ids, kind, today)
  const silenced = idsWhere((draft) => draft.doNotContact)
  if (silenced.length > 0) await setDoNotContact(trx, silenced, { on: today, reason: fileName })
  const planning = late.filter(({ draft }) => plansAction(draft))
  const open = await listOpenLeads(
    trx,
    planning.map(({ leadId }) => leadId),
  )
  const actions = planning
    .filter(({ leadId }) => open.has(leadId))
    .map(({ leadId, draft }) => ({
      leadId,
      what: draft.nextAction ?? UNNAMED_ACTION,
      on: draft.nextActionOn ?? today,
      channel: 'other' as const,
      isHuman: false,
    }))
  await planActions(trx, actions, today)
}

/** Leads that the same becomes of, in the order of the first of each, some at a time. */
function alike<Change>(
  late: readonly LateUpdate[],
  changeOf: (draft: LateUpdate['draft']) => Change | null,
): { change: Change; leadIds: LeadId[] }[] {
  const groups = new Map<string, { change: Change; leadIds: LeadId[] }>()
  for (const { leadId, draft } of late) {
    const change = changeOf(draft)
    if (change === null) continue
    const key = JSON.stringify(change)
    const group = groups.get(key)
    if (group) group.leadIds.push(leadId)
    else groups.set(key, { change, leadIds: [leadId] })
  }
  return [...groups.values()].flatMap(({ change, leadIds }) =>
    Array.from({ length: Math.ceil(leadIds.length / LEADS_AT_A_TIME) }, (_, slice) => ({
      change,
      leadIds: leadIds.slice(slice * LEADS_AT_A_TIME, (slice + 1) * LEADS_AT_A_TIME),
    })),
  )
}

/** Those of the leads for which something may be planned. */
async function listOpenLeads(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<ReadonlySet<number>> {
  const rows = await trx
    .selectFrom('lead')
    .select('id')
    .where('id', 'in', idsIn(leadIds))
    .where('status', 'not in', ['lost', 'disqualified'])
    .where('do_not_contact_on', 'is', null)
    .execute()
  return new Set(rows.map((row) => row.id))
}

function leadsBySignal(late: readonly LateUpdate[], sinceOn: PlainDate): Map<SignalKind, LeadId[]> {
  const leads = new Map<SignalKind, LeadId[]>()
  for (const { leadId, draft } of late) {
    const heeded = draft.signals.filter((signal) => signal.on >= sinceOn)
    for (const kind of new Set(heeded.map((signal) => signal.kind))) {
      const ids = leads.get(kind)
      if (ids) ids.push(leadId)
      else leads.set(kind, [leadId])
    }
  }
  return leads
}
