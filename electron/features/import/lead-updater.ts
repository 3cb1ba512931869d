import type Database from 'better-sqlite3'
import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import { type ExistingLead, isFilled } from '../../../shared/domain/import/fill.ts'
import type { LeadUpdate } from '../../../shared/domain/import/import-decisions.ts'
import type { LeadDraft } from '../../../shared/domain/import/lead-draft.ts'
import { foldText } from '../../../shared/domain/leads/fold-text.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import { searchText } from '../../../shared/domain/leads/search-text.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { BulkInserter, Value } from './bulk-inserter.ts'
import type { ImportPlace } from './import-writer.ts'
import { draftName } from './new-lead.ts'
import type { SourceIds } from './source-ids.ts'
import type { Named } from './write-lead.ts'

/** What of an update other features write, once the bulk is in: stage, status, do-not-contact, hand tag, next action, and what signals set off. */
export type LateUpdate = { readonly leadId: LeadId; readonly draft: LeadDraft }

/** Fields of the lead's own row, and what its search text is made of. */
const OWN_ROW: readonly (keyof LeadDraft)[] = [
  'fullName',
  'company',
  'title',
  'source',
  'valueMinor',
  'foreignValue',
  'notes',
  'emails',
  'phones',
  'tags',
  'custom',
  'sourceId',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
]
const LATE: readonly (keyof LeadDraft)[] = [
  'stage',
  'status',
  'wonOn',
  'lostOn',
  'doNotContact',
  'temperature',
  'nextAction',
  'nextActionOn',
]
const ADDRESS = {
  street: 'street',
  postalCode: 'postal_code',
  city: 'city',
  region: 'region',
  country: 'country',
} as const

/** Writes what a file adds to leads of the workbook. Rows that are added go in bulk; those changed or taken away, one by one, journaled by their triggers. */
export class LeadUpdater {
  private readonly raw: Database.Database
  private readonly inserter: BulkInserter
  private readonly named: Named
  private readonly sourceIds: SourceIds
  private readonly place: ImportPlace
  private readonly updateRow: Database.Statement
  private readonly selectFurtherTexts: Database.Statement<[{ leads: string }], [LeadId, string]>
  private readonly statements = new Map<string, Database.Statement>()
  private furtherTexts = new Map<LeadId, string[]>()

  constructor(raw: Database.Database, inserter: BulkInserter, named: Named, sourceIds: SourceIds, place: ImportPlace) {
    this.raw = raw
    this.inserter = inserter
    this.named = named
    this.sourceIds = sourceIds
    this.place = place
    this.updateRow = raw.prepare(
      `UPDATE lead SET name = ?, name_key = ?, given_name = ?, family_name = ?, company_id = coalesce(?, company_id), job_title = ?, source = ?,
         value_minor = ?, foreign_value = ?, notes = ?, search_text = ? WHERE id = ?`,
    )
    this.selectFurtherTexts = raw
      .prepare<[{ leads: string }], [LeadId, string]>(
        `SELECT touch.lead_id, touch.note FROM json_each(:leads) AS wanted CROSS JOIN touch ON touch.lead_id = wanted.value WHERE touch.note IS NOT NULL
         UNION ALL SELECT note.lead_id, note.text FROM json_each(:leads) AS wanted CROSS JOIN note ON note.lead_id = wanted.value
         UNION ALL SELECT address.lead_id, concat_ws(' ', street, postal_code, city, region, country)
           FROM json_each(:leads) AS wanted CROSS JOIN address ON address.lead_id = wanted.value
           WHERE address.id > (SELECT min(id) FROM address AS first WHERE first.lead_id = address.lead_id)`,
      )
      .raw()
  }

  /** Fetches what these leads are found by besides, and a file does not fill: notes, and addresses after the first. */
  fetchFurtherTexts(leadIds: readonly LeadId[]): void {
    this.furtherTexts = new Map()
    if (leadIds.length === 0) return
    for (const [leadId, text] of this.selectFurtherTexts.iterate({ leads: JSON.stringify(leadIds) })) {
      const texts = this.furtherTexts.get(leadId)
      if (texts) texts.push(text)
      else this.furtherTexts.set(leadId, [text])
    }
  }

  write({ leadId, existing, fill }: LeadUpdate): LateUpdate | undefined {
    const { draft, replaced } = fill
    const after = afterFill(existing, draft, replaced)
    if (OWN_ROW.some((field) => isFilled(draft[field]))) this.writeRow(leadId, existing, draft, after)
    this.writeLists(leadId, existing, draft, replaced)
    this.writeCustom(leadId, existing, draft)
    this.writeAddress(leadId, existing, draft)
    this.writeLink(leadId, existing, draft)
    this.sourceIds.add(leadId, draft.sourceId)
    if (draft.optOut) this.inserter.add('opt_out', [leadId, 'mail', this.place.today])
    for (const { kind, on, topic, note } of draft.signals) this.inserter.add('signal', [leadId, on, kind, topic, note])
    const isLate = draft.signals.length > 0 || LATE.some((field) => isFilled(draft[field]))
    return isLate ? { leadId, draft } : undefined
  }

  private writeRow(leadId: LeadId, existing: ExistingLead, draft: LeadDraft, after: LeadDraft): void {
    const name = draftName(after) ?? existing.name
    const notes = after.notes.length === 0 ? null : after.notes.join('\n')
    const { companies } = this.named
    const values: Value[] = [
      name,
      nameKey(name),
      after.givenName,
      after.familyName,
      draft.company === null ? null : companies.idOf(draft.company),
      after.title,
      after.source,
      after.valueMinor,
      after.foreignValue,
      notes,
      searchText({
        name,
        company: after.company,
        jobTitle: after.title,
        source: after.source,
        notes,
        emails: after.emails,
        phones: after.phones,
        tags: after.tags,
        customValues: after.custom.map(({ value }) => value),
        addressParts: [after.street, after.postalCode, after.city, after.region, after.country].flatMap(
          (part) => part ?? [],
        ),
        noteTexts: this.furtherTexts.get(leadId) ?? [],
      }),
      leadId,
    ]
    this.updateRow.run(...values)
  }

  private writeLists(
    leadId: LeadId,
    existing: ExistingLead,
    draft: LeadDraft,
    replaced: ReadonlySet<keyof LeadDraft>,
  ): void {
    for (const [field, table] of [
      ['emails', 'email'],
      ['phones', 'phone'],
      ['tags', 'lead_tag'],
    ] as const) {
      if (replaced.has(field)) this.run(`DELETE FROM ${table} WHERE lead_id = ?`, leadId)
    }
    const firstEmail = replaced.has('emails') ? 0 : existing.emails.length
    draft.emails.forEach((address, at) =>
      this.inserter.add('email', [leadId, address, emailKey(address), firstEmail + at]),
    )
    const firstPhone = replaced.has('phones') ? 0 : existing.phones.length
    draft.phones.forEach(({ raw, e164, isDamaged }, at) =>
      this.inserter.add('phone', [leadId, raw, e164, isDamaged ? 1 : 0, firstPhone + at]),
    )
    for (const tagId of new Set(draft.tags.map((tag) => this.named.tags.idOf(tag))))
      this.inserter.add('lead_tag', [leadId, tagId])
  }

  private writeCustom(leadId: LeadId, existing: ExistingLead, draft: LeadDraft): void {
    const there = new Set(existing.custom.map(({ name }) => foldText(name)))
    for (const { name, value } of draft.custom) {
      const fieldId = this.named.fields.idOf(name)
      if (there.has(foldText(name)))
        this.run('UPDATE custom_value SET value = ? WHERE lead_id = ? AND custom_field_id = ?', value, leadId, fieldId)
      else this.inserter.add('custom_value', [leadId, fieldId, value])
      there.add(foldText(name))
    }
  }

  private writeAddress(leadId: LeadId, existing: ExistingLead, draft: LeadDraft): void {
    const fields = Object.keys(ADDRESS) as (keyof typeof ADDRESS)[]
    const given = fields.filter((field) => draft[field] !== null)
    if (given.length === 0) return
    if (fields.some((field) => existing[field] !== null)) {
      const set = given.map((field) => `${ADDRESS[field]} = ?`).join(', ')
      const values = given.map((field) => draft[field])
      this.run(
        `UPDATE address SET ${set} WHERE id = (SELECT min(id) FROM address WHERE lead_id = ?)`,
        ...values,
        leadId,
      )
    } else
      this.inserter.add('address', [leadId, draft.street, draft.postalCode, draft.city, draft.region, draft.country])
  }

  private writeLink(leadId: LeadId, existing: ExistingLead, draft: LeadDraft): void {
    this.writeFirstLink(leadId, existing, draft)
    for (const url of draft.moreLinks) this.inserter.add('link', [leadId, url])
  }

  private writeFirstLink(leadId: LeadId, existing: ExistingLead, draft: LeadDraft): void {
    if (draft.website === null) return
    if (existing.website === null) this.inserter.add('link', [leadId, draft.website])
    else
      this.run(
        `UPDATE link SET url = :url WHERE id = (SELECT min(id) FROM link WHERE lead_id = :leadId)
           AND NOT EXISTS (SELECT 1 FROM link WHERE lead_id = :leadId AND url = :url)`,
        { url: draft.website, leadId },
      )
  }

  private run(sql: string, ...values: (Value | Record<string, Value>)[]): void {
    let statement = this.statements.get(sql)
    if (statement === undefined) {
      statement = this.raw.prepare(sql)
      this.statements.set(sql, statement)
    }
    statement.run(...values)
  }
}

/** The lead as it will stand. */
function afterFill(existing: ExistingLead, draft: LeadDraft, replaced: ReadonlySet<keyof LeadDraft>): LeadDraft {
  const listOf = <T>(field: keyof LeadDraft, before: readonly T[], added: readonly T[]): readonly T[] =>
    replaced.has(field) ? added : [...before, ...added]
  const given = new Set(draft.custom.map(({ name }) => foldText(name)))
  const hasValue = draft.valueMinor !== null || draft.foreignValue !== null
  const isNamed = draft.fullName !== null
  return {
    ...draft,
    fullName: draft.fullName ?? existing.fullName,
    givenName: isNamed ? draft.givenName : existing.givenName,
    familyName: isNamed ? draft.familyName : existing.familyName,
    company: draft.company ?? existing.company,
    title: draft.title ?? existing.title,
    source: draft.source ?? existing.source,
    sourceId: existing.sourceId ?? draft.sourceId,
    emails: listOf('emails', existing.emails, draft.emails),
    phones: listOf('phones', existing.phones, draft.phones),
    tags: listOf('tags', existing.tags, draft.tags),
    custom: [...existing.custom.filter(({ name }) => !given.has(foldText(name))), ...draft.custom],
    notes: listOf('notes', existing.notes === null ? [] : [existing.notes], draft.notes),
    valueMinor: hasValue ? draft.valueMinor : existing.valueMinor,
    foreignValue: hasValue ? draft.foreignValue : existing.foreignValue,
  }
}
