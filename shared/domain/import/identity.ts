import type { LeadId } from '../../primitives/ids.ts'
import { foldText } from '../leads/fold-text.ts'
import { emailKey } from './cell-shapes.ts'
import { computeFill, type ExistingLead, type FieldChange, isEmptyFill, KnownLead } from './fill.ts'
import { groupBySharedKey } from './groups.ts'
import { type DraftPhone, emptyDraft, type LeadDraft, type RefusalReason } from './lead-draft.ts'
import type { PlannedRow } from './plan-rows.ts'

/** What the workbook knows, asked for one key at a time; it may answer from memory or from the file. */
export type KnownWorkbook = {
  /** The lead that the so-many-th row of this hash became in an earlier import that was not undone. */
  readonly leadOfSeenRow: (hash: string, occurrence: number) => LeadId | undefined
  /** All leads that have an e-mail of this key. */
  readonly leadsWithEmail: (key: string) => readonly LeadId[]
  readonly getLead: (id: LeadId) => ExistingLead
  /** Whether a do-not-contact mark of a deleted lead stands on an e-mail key or an E.164 phone. */
  readonly hasMark: (emailKeys: readonly string[], phones: readonly string[]) => boolean
}

/** A lead in the workbook, or the so-many-th one that this import creates. */
export type RowTarget = { readonly leadId: LeadId } | { readonly creation: number }

/** Why the seller must decide. `shared_address`: same e-mail, but name and phone both differ. `touches_two_leads`: the row's addresses lead to several. */
export type AskReason = { readonly code: 'shared_address' | 'touches_two_leads'; readonly leadIds: readonly LeadId[] }

export type RowDecision = { readonly row: number; readonly index: number } & (
  | { readonly kind: 'created'; readonly target: RowTarget }
  | { readonly kind: 'updated'; readonly target: RowTarget; readonly changes: readonly FieldChange[] }
  | { readonly kind: 'same'; readonly target: RowTarget; readonly isSeenBefore: boolean }
  | { readonly kind: 'asked'; readonly reason: AskReason }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
)

/** What an import would do: a decision for each row in order, and the writes they come to, one for each lead. */
export type ImportDecisions = {
  readonly rows: readonly RowDecision[]
  /** Leads to insert, with all that their rows say put together. */
  readonly creations: readonly LeadDraft[]
  /** What to add to leads of the workbook: only what is filled in `fill` is new. */
  readonly updates: readonly { readonly leadId: LeadId; readonly fill: LeadDraft }[]
  readonly counts: Readonly<Record<'rows' | RowDecision['kind'], number>>
}

type DraftRow = Extract<PlannedRow, { kind: 'draft' }>

/**
 * Decides each row: a row seen before first, then by e-mail, rows of the file grouped transitively beforehand. Blank never
 * matches, contradicts or erases. Source: design/domain.md, section 8.
 */
export function decideRows(planned: readonly PlannedRow[], workbook: KnownWorkbook): ImportDecisions {
  const decisions: RowDecision[] = []
  const ledger = new Ledger(workbook)
  const open: OpenRow[] = []
  planned.forEach((row, at) => {
    const base = { row: row.row, index: row.index }
    if (row.kind === 'refused') {
      decisions[at] = { ...base, kind: 'refused', reason: row.reason }
      return
    }
    const seen = workbook.leadOfSeenRow(row.hash, row.occurrence)
    if (seen !== undefined) decisions[at] = { ...base, kind: 'same', target: { leadId: seen }, isSeenBefore: true }
    else if (workbook.hasMark(row.draft.emails.map(emailKey), e164sOf(row.draft.phones))) {
      decisions[at] = { ...base, kind: 'refused', reason: { code: 'do_not_contact_mark' } }
    } else open.push({ at, row })
  })
  for (const group of groupBySharedKey(open, ({ row }) => groupKeys(row, workbook)))
    decideGroup(group, ledger, decisions)
  const counts = { rows: decisions.length, created: 0, updated: 0, same: 0, asked: 0, refused: 0 }
  for (const decision of decisions) counts[decision.kind] += 1
  return { rows: decisions, creations: ledger.creations(), updates: ledger.updates(), counts }
}

/** Rows belong together by an e-mail, or by the lead of the workbook that their e-mails lead to. */
function groupKeys(row: DraftRow, workbook: KnownWorkbook): string[] {
  const keys = row.draft.emails.map(emailKey)
  return [...keys, ...keys.flatMap((key) => workbook.leadsWithEmail(key).map((id) => `lead ${id}`))]
}

type OpenRow = { readonly at: number; readonly row: DraftRow }

/** Passes over the rows of one address before the rest is asked; more than two are needed by contrived files only. */
const MOST_PASSES = 20

/**
 * Rows that agree with the lead by name or phone go first, until no more do. A row that contradicts it asks, and with it those
 * that neither agree nor contradict: behind a shared address nobody can tell whose they are. So the outcome stands when the
 * same rows come again.
 */
function decideGroup(group: readonly OpenRow[], ledger: Ledger, decisions: RowDecision[]): void {
  const touched = new Set(group.flatMap(({ row }) => leadsOf(row, ledger.workbook)))
  if (touched.size > 1) {
    ask(group, { code: 'touches_two_leads', leadIds: [...touched].sort((a, b) => a - b) }, decisions)
    return
  }
  const [leadId] = touched
  const target = leadId === undefined ? createFromFirst(group, ledger, decisions) : { leadId }
  let pending = leadId === undefined ? group.slice(1) : group
  let isOpen = true
  for (let pass = 0; pending.length > 0 && isOpen && pass < MOST_PASSES; pass += 1) {
    const isDisputed = pending.some(({ row }) => compare(ledger.known(target), row.draft) === 'contradicts')
    const left: OpenRow[] = []
    let hasConflict = false
    isOpen = false
    for (const item of pending) {
      const verdict = compare(ledger.known(target), item.row.draft)
      hasConflict ||= verdict === 'contradicts'
      if (verdict === 'agrees' || (verdict === 'neutral' && !isDisputed && !hasConflict)) {
        decisions[item.at] = fill(item.row, target, ledger)
        isOpen = true
      } else left.push(item)
    }
    pending = left
  }
  ask(pending, { code: 'shared_address', leadIds: 'leadId' in target ? [target.leadId] : [] }, decisions)
}

function createFromFirst(group: readonly OpenRow[], ledger: Ledger, decisions: RowDecision[]): RowTarget {
  const [first] = group
  if (first === undefined) throw new RangeError('A group has a row.')
  const target = ledger.create(first.row.draft)
  decisions[first.at] = { row: first.row.row, index: first.row.index, kind: 'created', target }
  return target
}

function fill(row: DraftRow, target: RowTarget, ledger: Ledger): RowDecision {
  const base = { row: row.row, index: row.index, target }
  const { fill: added, changes } = computeFill(ledger.known(target), row.draft)
  if (isEmptyFill(added)) return { ...base, kind: 'same', isSeenBefore: false }
  ledger.add(target, added)
  return { ...base, kind: 'updated', changes }
}

function ask(rows: readonly OpenRow[], reason: AskReason, decisions: RowDecision[]): void {
  for (const { at, row } of rows) decisions[at] = { row: row.row, index: row.index, kind: 'asked', reason }
}

function leadsOf(row: DraftRow, workbook: KnownWorkbook): LeadId[] {
  return row.draft.emails.flatMap((email) => [...workbook.leadsWithEmail(emailKey(email))])
}

/** The leads as they would stand after the rows decided so far. */
class Ledger {
  readonly workbook: KnownWorkbook
  /** `known` is made when a second row asks for it; most leads have one row. */
  private readonly created: { draft: LeadDraft; known: KnownLead | undefined }[] = []
  private readonly existing = new Map<LeadId, { fill: LeadDraft; known: KnownLead }>()

  constructor(workbook: KnownWorkbook) {
    this.workbook = workbook
  }

  create(draft: LeadDraft): RowTarget {
    this.created.push({ draft, known: undefined })
    return { creation: this.created.length - 1 }
  }

  known(target: RowTarget): KnownLead {
    if ('leadId' in target) return this.existingEntry(target.leadId).known
    const entry = this.createdEntry(target.creation)
    entry.known ??= KnownLead.ofDraft(entry.draft)
    return entry.known
  }

  add(target: RowTarget, fill: LeadDraft): void {
    this.known(target).add(fill)
    if ('leadId' in target) {
      const entry = this.existingEntry(target.leadId)
      entry.fill = joinDrafts(entry.fill, fill)
    } else {
      const entry = this.createdEntry(target.creation)
      entry.draft = joinDrafts(entry.draft, fill)
    }
  }

  creations(): LeadDraft[] {
    return this.created.map(({ draft }) => draft)
  }

  updates(): { leadId: LeadId; fill: LeadDraft }[] {
    return [...this.existing]
      .filter(([, { fill }]) => !isEmptyFill(fill))
      .map(([leadId, { fill }]) => ({ leadId, fill }))
  }

  private createdEntry(creation: number): { draft: LeadDraft; known: KnownLead | undefined } {
    const entry = this.created[creation]
    if (entry === undefined) throw new RangeError(`No creation ${creation}`)
    return entry
  }

  private existingEntry(leadId: LeadId): { fill: LeadDraft; known: KnownLead } {
    const found = this.existing.get(leadId)
    if (found !== undefined) return found
    const entry = { fill: emptyDraft, known: KnownLead.of(this.workbook.getLead(leadId)) }
    this.existing.set(leadId, entry)
    return entry
  }
}

/** What one draft says and, where it says nothing, the other; lists put together. */
function joinDrafts(first: LeadDraft, second: LeadDraft): LeadDraft {
  const joined: Record<string, unknown> = { ...first }
  for (const [field, value] of Object.entries(second)) {
    const before = joined[field]
    if (Array.isArray(before)) joined[field] = [...before, ...(value as readonly unknown[])]
    else if (before === null || before === false) joined[field] = value
  }
  return joined as LeadDraft
}

/** `agrees`: by name or by phone. `contradicts`: name and phone are given on both sides, and both differ. `neutral`: nothing tells. */
function compare(known: KnownLead, draft: LeadDraft): 'agrees' | 'contradicts' | 'neutral' {
  const areNamed = known.fullName !== null && draft.fullName !== null
  const isSameName = known.fullName !== null && draft.fullName !== null && doNamesAgree(known.fullName, draft.fullName)
  const phones = e164sOf(draft.phones)
  const isSamePhone = phones.some((phone) => known.phoneKeys.has(phone))
  if (isSameName || isSamePhone) return 'agrees'
  return areNamed && phones.length > 0 && known.phoneKeys.size > 0 ? 'contradicts' : 'neutral'
}

/** Equal but for the order of the words, or one holds all words of the other, initials counted as words. */
export function doNamesAgree(one: string, other: string): boolean {
  const [fewer, more] = [nameWords(one), nameWords(other)].sort((a, b) => a.length - b.length)
  if (fewer === undefined || more === undefined || fewer.length === 0) return true
  const left = [...more]
  return fewer.every((word) => {
    const at = left.findIndex(
      (candidate) =>
        candidate === word ||
        (word.length === 1 && candidate.startsWith(word)) ||
        (candidate.length === 1 && word.startsWith(candidate)),
    )
    if (at === -1) return false
    left.splice(at, 1)
    return true
  })
}

function nameWords(name: string): string[] {
  return foldText(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function e164sOf(phones: readonly DraftPhone[]): string[] {
  return phones.flatMap((phone) => (phone.e164 === null || phone.isDamaged ? [] : [phone.e164]))
}
