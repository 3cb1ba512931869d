import type { LeadId } from '../../primitives/ids.ts'
import { computeFill, type ExistingLead, isEmptyFill, KnownLead } from './fill.ts'
import type { AskCandidate, GroupDecision, RowDecision, RowTarget } from './import-decisions.ts'
import { JoinedFill } from './joined-fill.ts'
import type { AskCode, LeadDraft } from './lead-draft.ts'
import type { MatchPolicies } from './match-policy.ts'
import { doNamesAgree } from './same-names.ts'

/** A row of a group. `isPinned`: the seller said that it is the same as the group's lead. */
export type GroupRow = { readonly index: number; readonly draft: LeadDraft; readonly isPinned: boolean }

export type GroupContext = {
  readonly policies: MatchPolicies
  readonly answerTo: (index: number, code: AskCode) => 'same' | 'apart' | 'left_out' | undefined
}

/** Passes over the rows of one address before the rest is asked; more than two are needed by contrived files only. */
const MOST_PASSES = 20

/**
 * Decides rows that an address, a source id or the seller puts together: into the lead of the workbook, or into a new one. Rows that
 * agree with the lead by name or phone go first, until no more do. A row that contradicts it asks, and with it those that neither
 * agree nor contradict: behind a shared address nobody can tell whose they are. So the outcome stands when the same rows come again.
 */
export function decideGroup(
  rows: readonly GroupRow[],
  lead: { readonly id: LeadId; readonly existing: ExistingLead } | null,
  context: GroupContext,
): GroupDecision {
  const [first] = rows
  if (first !== undefined && rows.length === 1 && lead === null) {
    return {
      rows: [{ index: first.index, kind: 'created', target: { creation: 0 } }],
      creations: [first.draft],
      updates: [],
    }
  }
  const deciding = new Deciding(context)
  if (lead === null) deciding.intoNew(rows)
  else deciding.intoLead(rows, lead.id, lead.existing)
  return deciding.result()
}

/** Decides that every row of a group asks for one reason, but for those that the seller left out. */
export function askGroup(
  rows: readonly GroupRow[],
  code: AskCode,
  candidates: readonly AskCandidate[],
  context: GroupContext,
): GroupDecision {
  return {
    rows: rows.map(({ index }) =>
      context.answerTo(index, code) === 'left_out'
        ? leftOut(index)
        : { index, kind: 'asked', reason: { code, candidates } },
    ),
    creations: [],
    updates: [],
  }
}

/** What is known of a lead as the rows decided so far would leave it, and what they write. */
type Entry = {
  readonly target: RowTarget
  readonly candidate: AskCandidate
  readonly known: KnownLead
  readonly fill: JoinedFill
}

class Deciding {
  private readonly rows: RowDecision[] = []
  private readonly creations: Entry[] = []
  private readonly updates: { readonly leadId: LeadId; readonly existing: ExistingLead; readonly entry: Entry }[] = []
  private readonly context: GroupContext

  constructor(context: GroupContext) {
    this.context = context
  }

  intoNew(rows: readonly GroupRow[]): void {
    const [first] = rows
    if (first === undefined) return
    const target = { creation: this.creations.length }
    const fill = new JoinedFill()
    fill.add({ draft: first.draft, replaced: new Set() })
    const entry: Entry = { target, candidate: { index: first.index }, known: KnownLead.ofDraft(first.draft), fill }
    this.creations.push(entry)
    this.rows.push({ index: first.index, kind: 'created', target })
    this.fillInto(entry, rows.slice(1))
  }

  intoLead(rows: readonly GroupRow[], leadId: LeadId, existing: ExistingLead): void {
    const known = KnownLead.of(existing)
    const entry: Entry = { target: { leadId }, candidate: { leadId }, known, fill: new JoinedFill() }
    this.updates.push({ leadId, existing, entry })
    this.fillInto(entry, rows)
  }

  result(): GroupDecision {
    return {
      rows: this.rows,
      creations: this.creations.map(({ fill }) => fill.result().draft),
      updates: this.updates
        .map(({ leadId, existing, entry }) => ({ leadId, existing, fill: entry.fill.result() }))
        .filter(({ fill }) => !isEmptyFill(fill)),
    }
  }

  private fillInto(entry: Entry, rows: readonly GroupRow[]): void {
    let pending = rows
    let isOpen = true
    for (let pass = 0; pending.length > 0 && isOpen && pass < MOST_PASSES; pass += 1) {
      const isDisputed = pending.some((row) => verdictOn(entry.known, row) === 'contradicts')
      const left: GroupRow[] = []
      let hasConflict = false
      isOpen = false
      for (const row of pending) {
        const verdict = verdictOn(entry.known, row)
        hasConflict ||= verdict === 'contradicts'
        if (verdict === 'agrees' || (verdict === 'neutral' && !isDisputed && !hasConflict)) {
          this.fill(row, entry)
          isOpen = true
        } else left.push(row)
      }
      pending = left
    }
    this.ask(pending, entry)
  }

  private fill(row: GroupRow, entry: Entry): void {
    const { fill, changes } = computeFill(entry.known, row.draft, this.context.policies)
    const base = { index: row.index, target: entry.target }
    if (isEmptyFill(fill)) {
      this.rows.push({ ...base, kind: 'same', isSeenBefore: false })
      return
    }
    entry.known.apply(fill)
    entry.fill.add(fill)
    this.rows.push({ ...base, kind: 'updated', changes })
  }

  private ask(rows: readonly GroupRow[], entry: Entry): void {
    const apart: GroupRow[] = []
    for (const row of rows) {
      const answer = this.context.answerTo(row.index, 'shared_address')
      if (answer === 'same') this.fill(row, entry)
      else if (answer === 'apart') apart.push(row)
      else if (answer === 'left_out') this.rows.push(leftOut(row.index))
      else {
        const reason = { code: 'shared_address' as const, candidates: [entry.candidate] }
        this.rows.push({ index: row.index, kind: 'asked', reason })
      }
    }
    this.intoNew(apart)
  }
}

export function leftOut(index: number): RowDecision {
  return { index, kind: 'refused', reason: { code: 'left_out' } }
}

/** `agrees`: by name or by phone. `contradicts`: name and phone are given on both sides, and both differ. `neutral`: nothing tells. */
function verdictOn(known: KnownLead, { draft, isPinned }: GroupRow): 'agrees' | 'contradicts' | 'neutral' {
  if (isPinned) return 'agrees'
  const areNamed = known.fullName !== null && draft.fullName !== null
  if (known.fullName !== null && draft.fullName !== null && doNamesAgree(known.fullName, draft.fullName))
    return 'agrees'
  let hasPhone = false
  for (const { e164, isDamaged } of draft.phones) {
    if (e164 === null || isDamaged) continue
    if (known.phones.has(e164)) return 'agrees'
    hasPhone = true
  }
  return areNamed && hasPhone && known.hasNumber ? 'contradicts' : 'neutral'
}
