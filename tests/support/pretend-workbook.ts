import { draftName } from '../../electron/features/import/new-lead.ts'
import { emailKey } from '../../shared/domain/import/cell-shapes.ts'
import type { DraftRows } from '../../shared/domain/import/draft-rows.ts'
import { type ExistingLead, type LeadFill, signalKey } from '../../shared/domain/import/fill.ts'
import type { GroupDecision } from '../../shared/domain/import/import-decisions.ts'
import type { KnownWorkbook, NamedLead } from '../../shared/domain/import/known-workbook.ts'
import { emptyDraft, type LeadDraft } from '../../shared/domain/import/lead-draft.ts'
import { nameKey } from '../../shared/domain/leads/name-key.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'
import { plainDate } from '../../shared/primitives/plain-date.ts'

/** Told of a lead that a file says was won without a day. */
const SOME_DAY = plainDate('2026-01-01')

/** The leads that a chain of imports leaves, kept in memory to put the pure rules of matching under test. */
export class PretendWorkbook implements KnownWorkbook {
  readonly leads = new Map<LeadId, ExistingLead>()
  readonly marks = new Set<string>()
  private readonly seen = new Map<string, LeadId>()

  findSeenRows = (rows: readonly { readonly hash: string; readonly occurrence: number }[]): (LeadId | undefined)[] =>
    rows.map(({ hash, occurrence }) => this.seen.get(`${hash} ${occurrence}`))

  findBySourceId = (values: readonly string[]): Map<string, LeadId> => {
    const found = new Map<string, LeadId>()
    for (const [id, { sourceId }] of this.leads)
      if (sourceId !== null && values.includes(sourceId)) found.set(sourceId, id)
    return found
  }

  findByEmail = (keys: readonly string[]): Map<string, LeadId[]> =>
    this.collect(keys, ({ emails }) => emails.map(emailKey), asId)

  findByPhone = (numbers: readonly string[]): Map<string, NamedLead[]> =>
    this.collect(numbers, ({ phones }) => phones.flatMap(({ e164 }) => e164 ?? []), asNamed)

  findByNameAndCompany = (keys: readonly string[]): Map<string, LeadId[]> =>
    this.collect(keys, ({ name, company }) => (company === null ? [] : [`${nameKey(name)}\n${nameKey(company)}`]), asId)

  findByCompany = (keys: readonly string[]): Map<string, NamedLead[]> =>
    this.collect(keys, ({ company }) => (company === null ? [] : [nameKey(company)]), asNamed)

  getLeads = (ids: readonly LeadId[]): Map<LeadId, ExistingLead> => new Map(ids.map((id) => [id, this.getLead(id)]))

  hasMark = (emailKeys: readonly string[], phones: readonly string[]): boolean =>
    [...emailKeys, ...phones].some((key) => this.marks.has(key))

  getLead(id: LeadId): ExistingLead {
    const lead = this.leads.get(id)
    if (lead === undefined) throw new RangeError(`No lead ${id}`)
    return lead
  }

  insert(draft: LeadDraft): LeadId {
    const id = (this.leads.size + 1) as LeadId
    this.leads.set(id, asLead(draft))
    return id
  }

  /** Writes what was decided and remembers the rows, as an import does. */
  write(decisions: readonly GroupDecision[], drafts: DraftRows): void {
    for (const { rows, creations, updates } of decisions) {
      const created = creations.map((draft) => this.insert(draft))
      for (const { leadId, fill } of updates) this.leads.set(leadId, filled(this.getLead(leadId), fill))
      for (const row of rows) {
        if (!('target' in row)) continue
        const id = 'leadId' in row.target ? row.target.leadId : created[row.target.creation]
        if (id === undefined) throw new Error(`Row ${row.index} points to no lead`)
        const { hash, occurrence } = drafts.digestOf(row.index)
        this.seen.set(`${hash} ${occurrence}`, id)
      }
    }
  }

  private collect<Item>(
    keys: readonly string[],
    keysOf: (lead: ExistingLead) => readonly string[],
    itemOf: (id: LeadId, lead: ExistingLead) => Item,
  ): Map<string, Item[]> {
    const found = new Map<string, Item[]>()
    for (const [id, lead] of this.leads)
      for (const key of new Set(keysOf(lead)))
        if (keys.includes(key)) found.set(key, [...(found.get(key) ?? []), itemOf(id, lead)])
    return found
  }
}

function asId(id: LeadId): LeadId {
  return id
}

function asNamed(leadId: LeadId, { fullName }: ExistingLead): NamedLead {
  return { leadId, name: fullName }
}

function asLead(draft: LeadDraft): ExistingLead {
  const stage = draft.stage ?? 'lead'
  return {
    ...draft,
    name: draftName(draft) ?? '',
    notes: draft.notes.length === 0 ? null : draft.notes.join('\n'),
    stage,
    status: draft.status ?? 'active',
    wonOn: draft.wonOn ?? (stage === 'won' ? SOME_DAY : null),
    hasHandTag: draft.temperature !== null,
    hasOpenNextAction: draft.nextAction !== null || draft.nextActionOn !== null,
    signalKeys: draft.signals.map(signalKey),
  }
}

/** Fields of a fill that are not fields of a lead, or are written in their own way. */
const OWN_WAY: ReadonlySet<keyof LeadDraft> = new Set([
  'notes',
  'custom',
  'signals',
  'temperature',
  'nextAction',
  'nextActionOn',
  'stage',
  'status',
  'wonOn',
  'lostOn',
  'lostReason',
  'createdOn',
])

/** The lead as a fill leaves it. Throws where it writes over a value that it does not say it replaces. */
function filled(lead: ExistingLead, { draft, replaced }: LeadFill): ExistingLead {
  const next: Record<string, unknown> = { ...lead }
  for (const field of Object.keys(emptyDraft) as (keyof LeadDraft)[]) {
    if (OWN_WAY.has(field)) continue
    const value = draft[field]
    const before = next[field]
    if (Array.isArray(value)) {
      if (value.length > 0) next[field] = replaced.has(field) ? value : [...(before as unknown[]), ...value]
    } else if (value !== null && value !== false) {
      const isFree = before === null || before === false || replaced.has(field) || /^(given|family)Name$/.test(field)
      if (!isFree) throw new Error(`An import wrote over ${field}.`)
      next[field] = value
    }
  }
  const texts = lead.notes === null || replaced.has('notes') ? [] : [lead.notes]
  next['notes'] = draft.notes.length === 0 ? lead.notes : [...texts, ...draft.notes].join('\n')
  const given = new Set(draft.custom.map(({ name }) => nameKey(name)))
  const kept = lead.custom.filter(({ name }) => !given.has(nameKey(name)))
  if (kept.length < lead.custom.length && !replaced.has('custom')) throw new Error('An import wrote over custom.')
  next['custom'] = [...kept, ...draft.custom]
  next['signalKeys'] = [...lead.signalKeys, ...draft.signals.map(signalKey)]
  if (draft.temperature !== null) next['hasHandTag'] = true
  if (draft.nextAction !== null || draft.nextActionOn !== null) next['hasOpenNextAction'] = true
  const wonOn = draft.wonOn ?? (draft.stage === 'won' ? SOME_DAY : null)
  if (draft.stage !== null) next['stage'] = draft.stage
  if (draft.status !== null) next['status'] = draft.status
  if (draft.lostOn !== null) next['status'] = 'lost'
  if (wonOn !== null) Object.assign(next, { stage: 'won', status: 'customer', wonOn: lead.wonOn ?? wonOn })
  next['name'] = draftName({ ...draft, ...(next as ExistingLead), notes: [], wonOn: null, status: null }) ?? lead.name
  return next as ExistingLead
}
