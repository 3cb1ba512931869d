import { type GroupDecision, type ImportCounts, type RowKind, rowKinds } from './import-decisions.ts'
import type { AskCode } from './lead-draft.ts'

/** Counts what a plan comes to, and keeps the kind and the reason of each row. */
export class PlanTally {
  readonly kinds: Uint8Array
  private readonly reasons: Uint8Array
  private readonly reasonCodes: string[] = ['']
  readonly asks = new Map<AskCode, number>()
  readonly refusals = new Map<string, number>()
  changedFieldCount = 0

  constructor(count: number) {
    this.kinds = new Uint8Array(count)
    this.reasons = new Uint8Array(count)
  }

  kindAt(index: number): RowKind {
    return rowKinds[this.kinds[index] as number] ?? 'created'
  }

  /** Why a row asks or is refused; empty for others. */
  reasonAt(index: number): string {
    return this.reasonCodes[this.reasons[index] as number] ?? ''
  }

  take({ rows }: GroupDecision): void {
    for (const row of rows) {
      this.kinds[row.index] = rowKinds.indexOf(row.kind)
      if (row.kind === 'updated') this.changedFieldCount += row.changes.length
      if (row.kind !== 'asked' && row.kind !== 'refused') continue
      this.reasons[row.index] = this.reasonNumber(row.reason.code)
      if (row.kind === 'asked') this.asks.set(row.reason.code, (this.asks.get(row.reason.code) ?? 0) + 1)
      else this.refusals.set(row.reason.code, (this.refusals.get(row.reason.code) ?? 0) + 1)
    }
  }

  counts(): ImportCounts {
    const counts = { rows: this.kinds.length, created: 0, updated: 0, same: 0, asked: 0, refused: 0 }
    for (const kind of this.kinds) counts[rowKinds[kind] ?? 'created'] += 1
    return counts
  }

  private reasonNumber(code: string): number {
    const there = this.reasonCodes.indexOf(code)
    return there === -1 ? this.reasonCodes.push(code) - 1 : there
  }
}
