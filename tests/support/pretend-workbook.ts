import { emailKey } from '../../shared/domain/import/cell-shapes.ts'
import type { ExistingLead } from '../../shared/domain/import/fill.ts'
import type { ImportDecisions, KnownWorkbook } from '../../shared/domain/import/identity.ts'
import type { LeadDraft } from '../../shared/domain/import/lead-draft.ts'
import type { PlannedRow } from '../../shared/domain/import/plan-rows.ts'
import type { LeadId } from '../../shared/primitives/ids.ts'

/** The leads that a chain of imports leaves, kept in memory to put the pure rules of identity under test. */
export class PretendWorkbook implements KnownWorkbook {
  readonly leads = new Map<LeadId, ExistingLead>()
  private readonly seen = new Map<string, LeadId>()
  readonly marks = new Set<string>()

  leadOfSeenRow = (hash: string, occurrence: number): LeadId | undefined => this.seen.get(`${hash} ${occurrence}`)
  leadsWithEmail = (key: string): LeadId[] =>
    [...this.leads].filter(([, lead]) => lead.emails.some((email) => emailKey(email) === key)).map(([id]) => id)
  getLead = (id: LeadId): ExistingLead => {
    const lead = this.leads.get(id)
    if (lead === undefined) throw new RangeError(`No lead ${id}`)
    return lead
  }
  hasMark = (emailKeys: readonly string[], phones: readonly string[]): boolean =>
    [...emailKeys, ...phones].some((key) => this.marks.has(key))

  insert(draft: LeadDraft): LeadId {
    const id = (this.leads.size + 1) as LeadId
    this.leads.set(id, asLead(draft))
    return id
  }

  /** Writes what was decided and remembers the rows, as an import does. */
  write(planned: readonly PlannedRow[], decisions: ImportDecisions): void {
    const created = decisions.creations.map((draft) => this.insert(draft))
    for (const { leadId, fill } of decisions.updates) this.leads.set(leadId, merged(this.getLead(leadId), fill))
    decisions.rows.forEach((decision, index) => {
      const row = planned[index]
      if (row === undefined || !('target' in decision)) return
      const id = 'leadId' in decision.target ? decision.target.leadId : created[decision.target.creation]
      if (id !== undefined) this.seen.set(`${row.hash} ${row.occurrence}`, id)
    })
  }
}

function asLead(draft: LeadDraft): ExistingLead {
  return {
    ...draft,
    notes: draft.notes.length === 0 ? null : draft.notes.join('\n'),
    hasHandTag: draft.temperature !== null,
    hasOpenNextAction: draft.nextAction !== null || draft.nextActionOn !== null,
  }
}

function merged(lead: ExistingLead, fill: LeadDraft): ExistingLead {
  const next: Record<string, unknown> = { ...lead }
  for (const [field, value] of Object.entries(fill)) {
    if (field === 'notes')
      next[field] =
        [lead.notes, ...(value as string[])].filter((note) => note !== null && note !== '').join('\n') || null
    else if (Array.isArray(value)) next[field] = [...((lead as never)[field] as unknown[]), ...value]
    else if (value !== null && value !== false) {
      if ((lead as never)[field] !== null && (lead as never)[field] !== false && field in lead)
        throw new Error(`An import overwrote ${field}.`)
      next[field] = value
    }
  }
  if (fill.temperature !== null) next['hasHandTag'] = true
  if (fill.nextAction !== null || fill.nextActionOn !== null) next['hasOpenNextAction'] = true
  return next as ExistingLead
}
