import type Database from 'better-sqlite3'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import type { ChangeCause, ChangeLabel, ChangeSet } from '../../../shared/contract/journal.contract.ts'
import type { FieldChange } from '../../../shared/contract/lead-page.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { ChangeSetId, CustomFieldId, LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import {
  findGoneRow,
  type RowChange,
  type RowImage,
  readRowChanges,
  readTableChanges,
} from '../../database/row-changes.ts'
import { fitRules } from '../qualification/qualification.service.ts'

const CHANGES_LISTED = 100

/** A page of the change sets that touched a lead, the newest first. Refuses with not_found where there is no such lead. */
export function readHistory(
  { raw }: Pick<QueryContext, 'raw'>,
  { leadId, limit, before }: InputOf<'leads.history'>,
): OutputOf<'leads.history'> {
  if (raw.prepare('SELECT 1 FROM lead WHERE id = ?').get(leadId) === undefined)
    throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  const sets = raw
    .prepare<
      object,
      { id: ChangeSetId; label: string; madeAt: string; cause: ChangeCause; state: ChangeSet['state'] }
    >(`
      SELECT id, label, made_at AS madeAt, cause, state FROM change_set
      WHERE id IN (
        SELECT change_set_id FROM change INDEXED BY change_by_lead WHERE lead_id = :leadId
        UNION SELECT change_set_id FROM change INDEXED BY change_ranges
          WHERE last_row_id IS NOT NULL AND table_name = 'lead' AND row_id <= :leadId AND last_row_id >= :leadId
        UNION SELECT import.change_set_id FROM import_row JOIN import ON import.id = import_id WHERE import_row.lead_id = :leadId
      ) ${before === undefined ? '' : 'AND id < :before'} ORDER BY id DESC LIMIT :most`)
    .all({ leadId, most: limit + 1, ...(before !== undefined && { before }) })
  const shown = sets.slice(0, limit)
  const labelled = shown.map(({ label, ...set }) => ({ ...set, label: JSON.parse(label) as ChangeLabel }))
  const changes = readFieldChanges(raw, leadId, labelled)
  return {
    entries: labelled.map((set) => {
      const told = changes.get(set.id) ?? []
      return {
        ...set,
        changes: told.slice(0, CHANGES_LISTED),
        changeCount: told.length,
        canUndo: set.cause !== 'undo' && set.cause !== 'redo' && set.state !== 'undone',
      }
    }),
    next: sets.length > limit ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** What change sets made of the fields of a lead, by change set. */
export function readFieldChanges(
  raw: Database.Database,
  leadId: LeadId,
  sets: readonly { id: ChangeSetId; label: ChangeLabel }[],
): Map<ChangeSetId, FieldChange[]> {
  const changes = readRowChanges(
    raw,
    leadId,
    sets.map(({ id }) => id),
    tablesTold,
  )
  const telling = new Telling(raw, leadId)
  return new Map(
    sets.map(({ id, label }) => {
      const rows = changes.filter(({ changeSet }) => changeSet === id)
      // A company is its people's: its rows belong to no lead.
      if (label.what === 'company_edited') rows.push(...readTableChanges(raw, id, 'company'))
      return [id, telling.tell(rows)]
    }),
  )
}

type Field = FieldChange['field']

/** Columns of a lead that say something of their own; the others follow from them. */
const leadColumns: Readonly<Record<string, Field>> = {
  name: 'name',
  company_id: 'company',
  job_title: 'jobTitle',
  source: 'source',
  value_minor: 'value',
  foreign_value: 'foreignValue',
  notes: 'notes',
  stage: 'stage',
  status: 'status',
  status_reason: 'statusReason',
  resting_until_on: 'restingUntilOn',
  do_not_contact_on: 'doNotContact',
  do_not_contact_reason: 'doNotContactReason',
  archived_on: 'archived',
  came_in_on: 'cameInOn',
}

/** Tables of which a row is one value of a lead. Touches, signals, steps and events are told by the timeline. */
const fieldOfTable: Readonly<Record<string, Field>> = {
  email: 'email',
  phone: 'phone',
  link: 'link',
  address: 'address',
  lead_tag: 'tag',
  opt_out: 'optOut',
  next_action: 'nextAction',
  note: 'note',
  attachment: 'attachment',
  custom_value: 'custom',
  answer: 'answer',
  lead_return: 'returned',
}

const tablesTold = ['lead', ...Object.keys(fieldOfTable)]

/** Says in texts what changes of rows made of a lead's fields. */
class Telling {
  private readonly raw: Database.Database
  private readonly leadId: LeadId
  private readonly names = new Map<string, string>()

  constructor(raw: Database.Database, leadId: LeadId) {
    this.raw = raw
    this.leadId = leadId
  }

  tell(rows: readonly RowChange[]): FieldChange[] {
    const told = rows.flatMap((row) => this.tellRow(row)).filter(({ before, after }) => before !== after)
    // A row that went and came again, as links do that change places, is no change.
    const isSwap = (one: FieldChange) =>
      one.before === null || one.after === null
        ? told.some((other) => other.field === one.field && other.before === one.after && other.after === one.before)
        : false
    return told.filter((change) => !isSwap(change))
  }

  private tellRow({ table, before, after }: RowChange): FieldChange[] {
    if (table === 'lead') return this.tellLead(before, after)
    if (table === 'company')
      return [{ field: 'company', custom: null, before: textOf(before?.['name']), after: textOf(after?.['name']) }]
    const field = fieldOfTable[table]
    if (field === undefined) return []
    // A row that moved here from another lead came, and one that moved away went.
    const own = (image: RowImage | null) => (image?.['lead_id'] === this.leadId ? image : null)
    const [was, is] = [own(before), own(after)]
    return [
      {
        field,
        custom:
          field === 'custom'
            ? this.customField((is ?? was)?.['custom_field_id'])
            : field === 'answer'
              ? { id: null, name: this.questionName(String((is ?? was)?.['question'])) }
              : null,
        before: this.valueOf(table, was),
        after: this.valueOf(table, is),
      },
    ]
  }

  private tellLead(before: RowImage | null, after: RowImage | null): FieldChange[] {
    return Object.entries(leadColumns).map(([column, field]) => {
      const text = (image: RowImage | null) =>
        column === 'company_id' ? this.nameOf('company', image?.[column]) : textOf(image?.[column])
      return { field, custom: null, before: text(before), after: text(after) }
    })
  }

  private valueOf(table: string, image: RowImage | null): string | null {
    if (image === null) return null
    const text = (column: string) => textOf(image[column])
    switch (table) {
      case 'email':
        return text('address')
      case 'phone':
        return text('raw')
      case 'link':
        return text('url')
      case 'address': {
        const place = [text('postal_code'), text('city')].filter(Boolean).join(' ')
        return [text('street'), place, text('region'), text('country')].filter(Boolean).join(', ')
      }
      case 'lead_tag':
        return this.nameOf('tag', image['tag_id'])
      case 'opt_out':
        return text('channel')
      case 'next_action':
        return image['state'] === 'open' ? `${text('due_on')} ${text('what')}` : null
      case 'note':
        return text('text')
      case 'attachment':
        return text('title')
      case 'answer':
      case 'lead_return': {
        const [word, note] = [text(table === 'answer' ? 'answer' : 'reason'), text('note')]
        return note === null ? word : `${word}: ${note}`
      }
      default:
        return text('value')
    }
  }

  private customField(id: string | number | null | undefined): FieldChange['custom'] {
    if (typeof id !== 'number') return { id: null, name: '' }
    const isThere = this.raw.prepare('SELECT 1 FROM custom_field WHERE id = ?').get(id) !== undefined
    return { id: isThere ? (id as CustomFieldId) : null, name: this.nameOf('custom_field', id) ?? '' }
  }

  /** A question by its word, a criterion of fit by its name, where it still has one. */
  private questionName(question: string): string {
    return fitRules(this.raw).criteria.find(({ id }) => `fit:${id}` === question)?.name ?? question
  }

  private nameOf(table: 'company' | 'tag' | 'custom_field', id: string | number | null | undefined): string | null {
    if (typeof id !== 'number') return null
    const key = `${table}/${id}`
    const known = this.names.get(key)
    if (known !== undefined) return known
    const row = this.raw.prepare(`SELECT name FROM "${table}" WHERE id = ?`).get(id) as RowImage | undefined
    const name = textOf((row ?? findGoneRow(this.raw, table, id))?.['name']) ?? ''
    this.names.set(key, name)
    return name
  }
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : String(value)
}
