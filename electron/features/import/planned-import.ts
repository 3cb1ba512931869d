import { createHash, type Hash } from 'node:crypto'
import type { ImportDifference, ImportRequest } from '../../../shared/contract/import.contract.ts'
import type { GroupDecision } from '../../../shared/domain/import/import-decisions.ts'
import { PlanTally } from '../../../shared/domain/import/plan-tally.ts'
import { customNameOf, isCustomTarget } from '../../../shared/domain/import/targets.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { findDifference } from './import-difference.ts'
import { checksumOf, type OpenImport, openImport } from './open-import.ts'

/** A file with all that planning found out: what the preview shows and the write goes by. Close it. */
export type PlannedImport = OpenImport & {
  /** Other for a plan that would write something else. */
  readonly planId: string
  readonly tally: PlanTally
  /** SHA-256 of the file, in hexadecimal. */
  readonly checksum: string
  readonly difference: ImportDifference | null
}

/** Decides what becomes of each row of a file that was read. Writes nothing. */
export async function planImport(context: QueryContext, request: ImportRequest): Promise<PlannedImport> {
  // One snapshot for matching and deciding: what is committed between them waits for the next plan.
  context.raw.exec('BEGIN')
  try {
    return await planOnSnapshot(context, request)
  } finally {
    context.raw.exec('COMMIT')
  }
}

async function planOnSnapshot(context: QueryContext, request: ImportRequest): Promise<PlannedImport> {
  const opened = await openImport(context, request)
  try {
    opened.planner.match()
    const tally = new PlanTally(opened.drafts.count)
    const digest = new PlanDigest(opened, context.today)
    opened.planner.decide((decision) => {
      tally.take(decision)
      digest.take(decision)
    })
    const checksum = checksumOf(opened.filePath)
    const difference = findDifference(context.raw, opened.headerKey, checksum, opened.digests)
    return { ...opened, tally, planId: digest.end(), checksum, difference }
  } catch (error) {
    opened.close()
    throw error
  }
}

/** A digest of what a plan writes and by which choices, taken as it is decided. */
export class PlanDigest {
  private readonly hash: Hash = createHash('sha1')
  private pending: string

  constructor({ mapping, choices, system, kind, own }: OpenImport, today: PlainDate) {
    const { dayOrder, onMatch, policies, signal, unmatched, arePlaceholdersEmpty } = choices
    const targets = mapping.map(({ target }) => target)
    const fields = targets.map((target) => (isCustomTarget(target) ? own.find(customNameOf(target)) : undefined))
    this.pending = JSON.stringify([
      targets,
      fields.map((field) => field && [field.kind, field.options]),
      kind,
      system,
      today,
      dayOrder,
      onMatch,
      policies,
      signal,
      unmatched,
      arePlaceholdersEmpty,
    ])
  }

  take({ rows, updates }: GroupDecision): void {
    for (const row of rows) {
      const target = 'target' in row ? ('leadId' in row.target ? row.target.leadId : -1 - row.target.creation) : 0
      this.pending += `${row.index} ${row.kind} ${target}\n`
      if (row.kind === 'updated') for (const { field, after } of row.changes) this.pending += `${field} ${after}\n`
    }
    for (const { leadId, fill } of updates) this.pending += `${leadId} ${[...fill.replaced].join()}\n`
    if (this.pending.length > 65_536) this.flush()
  }

  end(): string {
    this.flush()
    return this.hash.digest('hex')
  }

  private flush(): void {
    this.hash.update(this.pending)
    this.pending = ''
  }
}
