import type { FieldKey } from '../../../../shared/domain/leads/lead-fields.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../../core/context.ts'
import { localDayOf } from '../../../core/local-today.ts'
import { sourceOf } from '../list/field-source.ts'
import { orderLeads } from '../list/lead-list.ts'

/** What an export says of a lead beside its row in lists. */
export type LeadFacts = {
  readonly notes: string | null
  readonly foreignValue: string | null
  readonly imports: readonly string[]
  readonly optOuts: readonly string[]
  readonly changedOn: PlainDate | null
  /** Until when the hand tag in force holds. */
  readonly tagUntilOn: PlainDate | null
  /** Whether a field that follows from others says yes. */
  readonly says: Readonly<Record<DerivedField, boolean>>
}

const derivedFields = [
  'hasNoNextStep',
  'isParked',
  'isNeglected',
  'isReady',
  'isCurious',
  'isAcceptanceOverdue',
  'hasReasonToWrite',
] as const
type DerivedField = (typeof derivedFields)[number]

const OF_LEAD = 'WHERE lead_id = lead.id'

/** Reads the facts that columns ask for, of some leads at a time, tags by hand as of a day; what no column asks for is left empty. */
export function factsReader(
  context: Pick<QueryContext, 'raw' | 'today'>,
  columns: readonly FieldKey[],
  temperatureOn: PlainDate,
): (ids: readonly LeadId[]) => ReadonlyMap<LeadId, LeadFacts> {
  const asked = new Set(columns)
  const where = (field: FieldKey, sql: string, otherwise: string): string => (asked.has(field) ? sql : otherwise)
  const saying = derivedFields.map(
    (field) =>
      [
        field,
        new Set(asked.has(field) ? orderLeads(context, { filter: { all: [[{ field, test: { op: 'yes' } }]] } }) : []),
      ] as const,
  )
  const select = context.raw.prepare<
    { ids: string; on: PlainDate },
    Omit<LeadFacts, 'imports' | 'optOuts' | 'changedOn' | 'says'> & {
      id: LeadId
      imports: string
      optOuts: string
      changedAt: string | null
    }
  >(`
    SELECT lead.id, ${where('notes', 'lead.notes', 'NULL')} AS notes, ${where('value', 'lead.foreign_value', 'NULL')} AS foreignValue,
      ${where('import', `(SELECT json_group_array(file_name ORDER BY id) FROM (SELECT DISTINCT import.id, file_name FROM import_row JOIN import ON import.id = import_id ${OF_LEAD}))`, "'[]'")} AS imports,
      ${where('optOut', `(SELECT json_group_array(channel ORDER BY channel) FROM opt_out ${OF_LEAD})`, "'[]'")} AS optOuts,
      ${where(
        'changedOn',
        `(SELECT max(made_at) FROM change_set WHERE id IN (
        SELECT change_set_id FROM change INDEXED BY change_by_lead WHERE change.lead_id = lead.id
        UNION ALL SELECT change_set_id FROM change INDEXED BY change_ranges
          WHERE last_row_id IS NOT NULL AND table_name = 'lead' AND row_id <= lead.id AND last_row_id >= lead.id))`,
        'NULL',
      )} AS changedAt,
      ${where('tagUntilOn', `(SELECT value FROM (${sourceOf('tagUntilOn')?.rows((leadId) => `${leadId} = lead.id`)}))`, 'NULL')} AS tagUntilOn
    FROM json_each(:ids) AS wanted CROSS JOIN lead ON lead.id = wanted.value`)
  return (ids) =>
    new Map(
      select.all({ ids: JSON.stringify(ids), on: temperatureOn }).map((row) => [
        row.id,
        {
          ...row,
          imports: JSON.parse(row.imports) as string[],
          optOuts: JSON.parse(row.optOuts) as string[],
          changedOn: row.changedAt === null ? null : localDayOf(new Date(row.changedAt)),
          says: Object.fromEntries(saying.map(([field, leads]) => [field, leads.has(row.id)])) as LeadFacts['says'],
        },
      ]),
    )
}
