import type { LeadId } from '../../primitives/ids.ts'
import { askGroup, decideGroup, type GroupContext, type GroupRow, leftOut } from './decide-group.ts'
import type { DraftRows } from './draft-rows.ts'
import {
  askByNameAndCompany,
  askByNearName,
  Buckets,
  type ComparedRows,
  type FileAsk,
  joinByPhone,
} from './file-duplicates.ts'
import type { ExistingLead } from './fill.ts'
import { type Answers, type AskReason, type GroupDecision, type RowAnswer } from './import-decisions.ts'
import { KeyTable } from './key-table.ts'
import type { KnownWorkbook } from './known-workbook.ts'
import type { AskCode, RefusalReason } from './lead-draft.ts'
import type { MatchPolicies } from './match-policy.ts'
import { RowGroups } from './row-groups.ts'
import { type KeyedRow, keyedRow, type Match, matchRows } from './row-matching.ts'
import type { NameLikeness } from './same-names.ts'
import { TextStore } from './text-store.ts'

/** What planning an import takes. */
export type PlanInput = {
  readonly drafts: DraftRows
  readonly kind: 'leads' | 'signals'
  /** What becomes of signals of people who are not in the workbook; undefined asks. */
  readonly unmatched: 'create' | 'leave_out' | undefined
  readonly answers: Answers
  /** No two rows are one person, whatever they share: the file says of each which it is. */
  readonly areRowsApart?: boolean
  readonly policies: MatchPolicies
  readonly workbook: KnownWorkbook
  readonly likeness: NameLikeness
  /** Hears how many rows are gone through; may throw to stop. */
  readonly tell: (done: number) => void
}

/** Rows dealt with at a time: one set of questions to the workbook for all of them. */
const CHUNK = 2000
/** Groups of which the leads are fetched together. */
const GROUPS_AT_A_TIME = 500
const SEVERAL_LEADS = -1
/** A row that meets a do-not-contact mark. */
const MARKED = -2

const OPEN = 0
const SEEN = 1
const REFUSED = 2

/**
 * Plans an import: which row is which lead, and what is written. The preview and the write walk the same plan. Rows are known by
 * their zero-based index; what is kept of each is a few numbers, so that a million rows fit. Source: domain.md, section 8.
 */
export class ImportPlanner {
  private readonly input: PlanInput
  private readonly count: number
  private readonly states: Uint8Array
  /** The lead a row is by itself: seen before, or matched. */
  private readonly leads: Int32Array
  /** The lead a group is, by its first row. */
  private readonly groupLeads: Int32Array
  private readonly pinned: Uint8Array
  /** Rows that are told by their source id. */
  private readonly certain: Uint8Array
  private readonly apart: Uint8Array
  private readonly hasAddress: Uint8Array
  private readonly plansSomething: Uint8Array
  private readonly asks = new Map<number, AskReason>()
  private readonly fileAsks = new Map<number, FileAsk>()
  private readonly groups: RowGroups
  private names: TextStore
  private keys: KeyTable
  private phones: Buckets
  private namesAndCompanies: Buckets
  private companies: Buckets
  private calledSame: number[] | undefined
  private numbers: ReadonlyMap<number, number> | undefined

  constructor(input: PlanInput) {
    this.input = input
    this.count = input.drafts.count
    this.states = new Uint8Array(this.count)
    this.leads = new Int32Array(this.count)
    this.groupLeads = new Int32Array(this.count)
    this.pinned = new Uint8Array(this.count)
    this.certain = new Uint8Array(this.count)
    this.apart = new Uint8Array(this.count)
    this.hasAddress = new Uint8Array(this.count)
    this.plansSomething = new Uint8Array(this.count)
    this.groups = new RowGroups(this.count)
    this.names = new TextStore(this.count)
    this.keys = new KeyTable(this.count)
    this.phones = new Buckets(this.count)
    this.namesAndCompanies = new Buckets(this.count)
    this.companies = new Buckets(this.count)
  }

  /** Reads and matches every row and puts those together that mean one person. Nothing is decided before. */
  match(): void {
    const { drafts } = this.input
    let chunk: KeyedRow[] = []
    drafts.walk((index, reading) => {
      const draft = reading.kind === 'draft' ? reading.draft : null
      if (draft === null) this.states[index] = REFUSED
      else if (draft.nextAction !== null || draft.nextActionOn !== null) this.plansSomething[index] = 1
      const row = draft === null ? null : keyedRow(index, draft)
      if (row !== null) chunk.push(row)
      this.names.add(row?.nameKey ?? '')
      if (chunk.length < CHUNK && index % CHUNK !== CHUNK - 1) return
      this.matchChunk(chunk)
      chunk = []
      this.input.tell(index + 1)
    })
    this.matchChunk(chunk)
    this.joinAnswered()
    this.compareWithinFile()
    this.groups.link()
    this.forgetKeys()
  }

  /** What rows were found by is not needed once they are put together, and weighs the most. */
  private forgetKeys(): void {
    this.names = new TextStore(0)
    this.keys = new KeyTable(0)
    this.phones = new Buckets(0)
    this.namesAndCompanies = new Buckets(0)
    this.companies = new Buckets(0)
  }

  /** Decides every row, a group at a time in the order of their first rows, and gives what each comes to. */
  decide(take: (decision: GroupDecision) => void, tell: (done: number) => void = this.input.tell): void {
    const { workbook } = this.input
    let roots: number[] = []
    const flush = (): void => {
      const existing = workbook.getLeads([...new Set(roots.flatMap((root) => this.leadsOfRoot(root)))])
      for (const root of roots) take(this.decideRoot(root, (id) => existing.get(id)))
      roots = []
    }
    for (let index = 0; index < this.count; index += 1) {
      const state = this.states[index]
      if (state === REFUSED) take(this.refusalOf(index))
      else if (state === SEEN) {
        const target = { leadId: this.leads[index] as LeadId }
        take({ rows: [{ index, kind: 'same', target, isSeenBefore: true }], creations: [], updates: [] })
      }
      const isOpen = state === OPEN || (state === SEEN && !this.groups.isAlone(index))
      if (isOpen && this.groups.rootOf(index) === index) roots.push(index)
      if (roots.length === GROUPS_AT_A_TIME) flush()
      if (index % CHUNK === 0) tell(index)
    }
    flush()
  }

  /** How many rows plan something: at most so many next actions are written. Known after {@link match}. */
  countPlanned(): number {
    return this.plansSomething.reduce((count, plans) => count + plans, 0)
  }

  /** What becomes of the group a row is in; the row by itself where it was seen before or is refused. */
  decisionOf(index: number): GroupDecision {
    const state = this.states[index]
    if (state === REFUSED) return this.refusalOf(index)
    if (state === SEEN) {
      const target = { leadId: this.leads[index] as LeadId }
      return { rows: [{ index, kind: 'same', target, isSeenBefore: true }], creations: [], updates: [] }
    }
    const root = this.groups.rootOf(index)
    const existing = this.input.workbook.getLeads(this.leadsOfRoot(root))
    return this.decideRoot(root, (id) => existing.get(id))
  }

  /** The leads of the workbook that a group may be written to. */
  private leadsOfRoot(root: number): LeadId[] {
    const leadId = this.groupLeads[root] as LeadId
    if (leadId > 0) return [leadId]
    if (this.groupLeads[root] !== SEVERAL_LEADS) return []
    return this.leadsOf(this.groups.rowsOf(root).map((index) => ({ index }))).map((candidate) => candidate.leadId)
  }

  private refusalOf(index: number): GroupDecision {
    const reading = this.input.drafts.at(index)
    const isMarked = this.leads[index] === MARKED
    const reason: RefusalReason =
      reading.kind === 'refused' ? reading.reason : isMarked ? { code: 'do_not_contact_mark' } : { code: 'left_out' }
    return { rows: [{ index, kind: 'refused', reason }], creations: [], updates: [] }
  }

  private matchChunk(chunk: readonly KeyedRow[]): void {
    if (chunk.length === 0) return
    const { workbook, drafts, likeness } = this.input
    const seen = workbook.findSeenRows(chunk.map(({ index }) => drafts.digestOf(index)))
    const open: KeyedRow[] = []
    chunk.forEach((row, at) => {
      const { index, emails, phones } = row
      const lead = seen[at]
      if (lead !== undefined) {
        this.states[index] = SEEN
        this.leads[index] = lead
        this.groupLeads[index] = lead
        this.pinned[index] = 1
        this.putTogether(row)
      } else if (workbook.hasMark(emails, phones)) {
        this.states[index] = REFUSED
        this.leads[index] = MARKED
      } else open.push(row)
    })
    const matches = matchRows(open, workbook, likeness)
    open.forEach((row, at) => this.placeRow(row, matches[at] ?? null))
  }

  private placeRow(row: KeyedRow, match: Match): void {
    const { index } = row
    const settled = this.settle(index, match)
    if (this.states[index] === REFUSED) return
    if (settled !== null && 'asks' in settled) this.asks.set(index, settled.asks)
    const leadId = settled !== null && 'leadId' in settled ? settled.leadId : 0
    if (settled !== null && 'isCertain' in settled) this.certain[index] = 1
    this.leads[index] = leadId
    this.groupLeads[index] = this.asks.get(index)?.code === 'touches_two_leads' ? SEVERAL_LEADS : leadId
    this.putTogether(row)
  }

  /**
   * Joins a row with those of its lead and its addresses, and keeps it to be compared with others by phone and name. Rows seen before
   * are among them: what asks beside such a row asks again.
   */
  private putTogether({ index, draft, emails, phones, nameKey, companyKey }: KeyedRow): void {
    // Rows that the seller set apart are one person only where they go by one name.
    const side = this.apart[index] === 1 ? `apart ${nameKey ?? ''} ` : ''
    const leadId = this.leads[index] as number
    if (leadId > 0) this.joinByKey(`${side}l ${leadId}`, index)
    if (draft.sourceId !== null) this.joinBySourceId(`${side}s ${draft.sourceId}`, index)
    if (this.input.areRowsApart === true) return
    for (const email of emails) this.joinByKey(`${side}e ${email}`, index)
    if (draft.sourceId !== null || draft.emails.length > 0) this.hasAddress[index] = 1
    if (this.apart[index] === 1) return
    for (const number of phones) this.phones.add(number, index)
    if (companyKey === null || nameKey === null) return
    this.namesAndCompanies.add(`${nameKey}\n${companyKey}`, index)
    this.companies.add(companyKey, index)
  }

  /** What the seller's answer makes of a match: it pins a lead, sets the row apart, leaves it out, or leaves the question. */
  private settle(index: number, match: Match): Match {
    const own = this.standingAnswerOf(index)
    const asks = match !== null && 'asks' in match ? match.asks : undefined
    const is = own?.is ?? (asks === undefined ? undefined : this.input.answers.toAll.get(asks.code))
    switch (is) {
      case undefined:
        return match
      case 'left_out':
        this.states[index] = REFUSED
        return null
      case 'apart':
        if (own !== undefined || asks !== undefined) this.apart[index] = 1
        return null
      case 'same': {
        if (own?.is === 'same' && own.row !== undefined) return null
        const first = asks?.candidates[0]
        const leadId =
          own?.is === 'same' && own.leadId !== undefined
            ? own.leadId
            : first !== undefined && 'leadId' in first
              ? first.leadId
              : undefined
        if (leadId === undefined) return match
        this.pinned[index] = 1
        return { leadId }
      }
    }
  }

  /** The seller's answer, unless it names a row that says nothing of a lead or is not there. */
  private standingAnswerOf(index: number): RowAnswer | undefined {
    const answer = this.answerOf(index)
    if (answer?.is !== 'same' || answer.row === undefined) return answer
    const named = this.indexByNumber().get(answer.row)
    return named !== undefined && this.input.drafts.at(named).kind === 'draft' ? answer : undefined
  }

  private indexByNumber(): ReadonlyMap<number, number> {
    this.numbers ??= this.input.drafts.indexByNumber()
    return this.numbers
  }

  private answerOf(index: number): RowAnswer | undefined {
    const { answers, drafts } = this.input
    return answers.byRow.size === 0 ? undefined : answers.byRow.get(drafts.numberAt(index))
  }

  private joinByKey(key: string, index: number): void {
    const earlier = this.keys.findOrSet(key, index)
    if (earlier !== -1 && !this.isGivenToAnother(earlier, index)) this.join(earlier, index)
  }

  /** Rows of one source id are one lead, whatever else they say. */
  private joinBySourceId(key: string, index: number): void {
    const earlier = this.keys.findOrSet(key, index)
    if (earlier === -1 || this.isGivenToAnother(earlier, index)) return
    this.certain[earlier] = 1
    this.certain[index] = 1
    this.join(earlier, index)
  }

  /** A row that the seller, or an earlier import, gave to one lead does not pull along the rows of another. */
  private isGivenToAnother(one: number, other: number): boolean {
    const [first, second] = [this.leads[one] as number, this.leads[other] as number]
    return first > 0 && second > 0 && first !== second && (this.pinned[one] === 1 || this.pinned[other] === 1)
  }

  private join(one: number, other: number): void {
    const [first, second] = [this.groups.rootOf(one), this.groups.rootOf(other)]
    if (first === second) return
    this.groups.join(first, second)
    const root = Math.min(first, second)
    const leads = [this.groupLeads[first] as number, this.groupLeads[second] as number].filter((lead) => lead !== 0)
    this.groupLeads[root] = leads.length === 2 && leads[0] !== leads[1] ? SEVERAL_LEADS : (leads[0] ?? 0)
    this.hasAddress[root] = (this.hasAddress[first] as number) | (this.hasAddress[second] as number)
  }

  /** Rows that the seller called the same as another row of the file. */
  private joinAnswered(): void {
    for (const [number, answer] of this.input.answers.byRow) {
      if (answer.is !== 'same' || answer.row === undefined) continue
      const [index, other] = [this.indexByNumber().get(number), this.indexByNumber().get(answer.row)]
      if (index === undefined || other === undefined || this.states[index] !== OPEN || this.states[other] === REFUSED)
        continue
      this.pinned[index] = 1
      this.pinned[other] = 1
      this.join(index, other)
    }
  }

  private compareWithinFile(): void {
    const compared: ComparedRows = {
      names: this.names,
      rootOf: (row) => this.groups.rootOf(row),
      join: (one, other) => this.join(one, other),
      leadOf: (root) => this.groupLeads[root] as number,
      hasAddress: (root) => this.hasAddress[root] === 1,
      likeness: this.input.likeness,
    }
    for (const ask of joinByPhone(this.phones, compared)) this.askWithinFile(ask)
    for (const ask of askByNameAndCompany(this.namesAndCompanies, compared)) this.askWithinFile(ask)
    for (const ask of askByNearName(this.companies, compared)) this.askWithinFile(ask)
  }

  private askWithinFile(ask: FileAsk): void {
    const root = this.groups.rootOf(ask.root)
    if (root === this.groups.rootOf(ask.earlier) || this.fileAsks.has(root)) return
    const toAll = this.input.answers.toAll.get(ask.code)
    if (toAll === 'apart') return
    if (toAll === 'same' || this.takeSameAnswer(root)) {
      this.pinned[root] = 1
      this.join(root, ask.earlier)
    } else this.fileAsks.set(root, ask)
  }

  /** Whether the seller said "the same" of a row of the group, naming nobody. It answers one question, and no more. */
  private takeSameAnswer(root: number): boolean {
    const at = this.bareAnswers().findIndex((index) => this.groups.rootOf(index) === root)
    if (at === -1) return false
    this.bareAnswers().splice(at, 1)
    return true
  }

  private bareAnswers(): number[] {
    this.calledSame ??= [...this.input.answers.byRow].flatMap(([number, answer]) =>
      answer.is === 'same' && answer.row === undefined && answer.leadId === undefined
        ? (this.indexByNumber().get(number) ?? [])
        : [],
    )
    return this.calledSame
  }

  private decideRoot(root: number, existingOf: (id: LeadId) => ExistingLead | undefined): GroupDecision {
    const rows: GroupRow[] = []
    for (const index of this.groups.rowsOf(root)) {
      if (this.states[index] !== OPEN) continue
      const reading = this.input.drafts.at(index)
      if (reading.kind === 'draft')
        rows.push({ index, draft: reading.draft, isPinned: this.pinned[index] === 1 || this.certain[index] === 1 })
    }
    if (rows.length === 0) return { rows: [], creations: [], updates: [] }
    const context: GroupContext = {
      policies: this.input.policies,
      answerTo: (index, code) => this.answerOf(index)?.is ?? this.input.answers.toAll.get(code),
    }
    const leadId = this.groupLeads[root] as number
    if (leadId === SEVERAL_LEADS) return this.decideSeveral(rows, existingOf, context)
    if (leadId > 0) {
      const existing = existingOf(leadId as LeadId)
      if (existing === undefined) throw new Error(`Lead ${leadId} was not fetched`)
      return decideGroup(rows, { id: leadId as LeadId, existing }, context)
    }
    const reason = this.reasonToAsk(root, rows)
    if (reason !== undefined) return askGroup(rows, reason.code, reason.candidates, context)
    if (this.input.kind === 'signals' && this.input.unmatched !== 'create') return this.decideUnmatched(rows, context)
    return decideGroup(rows, null, context)
  }

  /** Rows that lead to several leads: the same is the first of them, apart leaves each row with its own; others ask. */
  private decideSeveral(
    rows: readonly GroupRow[],
    existingOf: (id: LeadId) => ExistingLead | undefined,
    context: GroupContext,
  ): GroupDecision {
    const candidates = this.leadsOf(rows)
    const first = Math.min(...rows.map(({ index }) => this.leads[index] as number).filter((lead) => lead > 0)) as LeadId
    const byLead = new Map<LeadId, GroupRow[]>()
    const asking: GroupRow[] = []
    for (const row of rows) {
      const answer = context.answerTo(row.index, 'touches_two_leads')
      const own = this.leads[row.index] as LeadId
      const leadId =
        answer === 'same' && first > 0 && Number.isFinite(first)
          ? first
          : answer === 'apart' && own > 0
            ? own
            : undefined
      if (leadId === undefined) asking.push(row)
      else byLead.set(leadId, [...(byLead.get(leadId) ?? []), { ...row, isPinned: true }])
    }
    const decisions = [...byLead].flatMap(([id, own]) => {
      const existing = existingOf(id)
      return existing === undefined ? [] : [decideGroup(own, { id, existing }, context)]
    })
    if (asking.length > 0) decisions.push(askGroup(asking, 'touches_two_leads', candidates, context))
    return {
      rows: decisions.flatMap((decision) => decision.rows),
      creations: [],
      updates: decisions.flatMap((decision) => decision.updates),
    }
  }

  private leadsOf(rows: readonly { readonly index: number }[]): { leadId: LeadId }[] {
    const leads = new Set<number>()
    for (const { index } of rows) {
      const lead = this.leads[index] as number
      if (lead > 0) leads.add(lead)
      for (const candidate of this.asks.get(index)?.candidates ?? [])
        if ('leadId' in candidate) leads.add(candidate.leadId)
    }
    return [...leads].sort((a, b) => a - b).map((leadId) => ({ leadId: leadId as LeadId }))
  }

  private reasonToAsk(root: number, rows: readonly GroupRow[]): AskReason | undefined {
    for (const { index } of rows) {
      const reason = this.asks.get(index)
      if (reason !== undefined) return reason
    }
    const within = this.fileAsks.get(root)
    if (within === undefined) return undefined
    const earlier = this.groups.rootOf(within.earlier)
    const lead = this.groupLeads[earlier] as number
    return { code: within.code, candidates: [lead > 0 ? { leadId: lead as LeadId } : { index: earlier }] }
  }

  private decideUnmatched(rows: readonly GroupRow[], context: GroupContext): GroupDecision {
    const isLeftOut = (index: number): boolean =>
      this.input.unmatched === 'leave_out' || context.answerTo(index, 'unmatched_signal') === 'left_out'
    const made = rows.filter(({ index }) => context.answerTo(index, 'unmatched_signal') === 'apart')
    const others = rows.filter((row) => !made.includes(row))
    const decision = made.length === 0 ? { rows: [], creations: [], updates: [] } : decideGroup(made, null, context)
    return {
      ...decision,
      rows: [
        ...decision.rows,
        ...others.map(({ index }) =>
          isLeftOut(index)
            ? leftOut(index)
            : { index, kind: 'asked' as const, reason: { code: 'unmatched_signal' as AskCode, candidates: [] } },
        ),
      ],
    }
  }
}
