import type Database from 'better-sqlite3'
import { stages } from '../../../../shared/domain/funnel/stages.ts'
import { emailKey } from '../../../../shared/domain/import/cell-shapes.ts'
import type { CustomFieldKind } from '../../../../shared/domain/leads/field-kinds.ts'
import type { LeadField } from '../../../../shared/domain/leads/lead-fields.ts'
import { nameKey } from '../../../../shared/domain/leads/name-key.ts'
import { statusSchema } from '../../../../shared/domain/leads/status.ts'
import type { PlainDate } from '../../../../shared/primitives/plain-date.ts'
import { fitRules, gradeReader, packedFitAnswers } from '../../qualification/qualification.service.ts'
import { interestReader, packedSignals, temperatureRules } from '../../temperature/temperature.service.ts'

/** Narrows rows to some leads: SQL that is true for the wanted values of a column of lead ids. */
export type Where = (leadId: string) => string

/**
 * Where the values of a field stand: SQL for rows of `lead` and `value`, never null and never empty; of a field with several values
 * ordered by lead, the first value first. It may use the parameters `today` and `on`, the day that temperatures are of.
 */
export type FieldSource = {
  /**
   * `texts` are compared folded; `days` and `numbers` are read as such, and what does not read so counts as empty; `instants` are days too,
   * in this computer's own calendar.
   */
  as: 'texts' | 'days' | 'instants' | 'numbers'
  rows: (where: Where) => string
  /** The tables whose changes may change the values; `any` for every one. */
  tables: readonly string[]
  /** Makes the values of what a row holds, of a field of texts. */
  read?: (held: string) => readonly string[]
  /** The rows of all leads are read by one statement, not range by range of leads. */
  isReadAtOnce?: true
  /** What values are ordered by; folded unless told. */
  sortKey?: (value: string) => string
  /** Nearly every lead has a text of its own: they are not held in memory. */
  isWide?: true
  /** The rows of all leads as they lie in a table, where that is faster to read: see {@link LyingRows}. */
  lying?: LyingRows
  /** SQL for each `value` of a field with one value and for its `leads`, a JSON array of ids: where an index holds them so. */
  byValue?: string
  /** Leads are ordered by the things of a table, of which an index holds the names in order. */
  inOrder?: {
    /** No two of its rows have one `name_key`. */
    table: 'company'
    /** SQL for `lead` and `value`, its thing, narrowed by the id of the thing. */
    leads: (where: Where) => string
  }
}

/**
 * SQL for rows of `lead`, `value` and `place`, in any order, narrowed by the `id` of a table: to go through a table as it lies takes half
 * the time of looking its rows up by their leads. Of the values of a lead the one of the lowest place is the first.
 */
export type LyingRows = {
  table: string
  rows: (where: Where) => string
  /** No lead has two. */
  isOneEach?: true
}

const own = (column: string, as: FieldSource['as']): FieldSource => ({
  as,
  tables: ['lead'],
  rows: (where) =>
    `SELECT id AS lead, ${column} AS value FROM lead WHERE ${where('id')} AND ${column} IS NOT NULL AND ${column} != ''`,
})

const listed = (table: string, column: string, order: string): FieldSource => ({
  as: 'texts',
  tables: [table],
  rows: (where) =>
    `SELECT lead_id AS lead, ${column} AS value FROM ${table} WHERE ${where('lead_id')} AND ${column} IS NOT NULL AND ${column} != '' ORDER BY lead_id, ${order}`,
})

const lying = (table: string, column: string, place: string): LyingRows => ({
  table,
  rows: (where) =>
    `SELECT lead_id AS lead, ${column} AS value, ${place} AS place FROM ${table} WHERE ${where('id')} AND ${column} IS NOT NULL AND ${column} != ''`,
})

/** Positions of a lead's are few, and of two alike the one that came first is the first. */
const BY_POSITION = 'position * 1000000000000 + id'

const byValue = (column: string, index: string) =>
  `SELECT ${column} AS value, json_group_array(id) AS leads FROM lead INDEXED BY ${index} WHERE ${column} > '' GROUP BY ${column}`

const openAction = (column: string, as: FieldSource['as']): FieldSource => ({
  as,
  tables: ['next_action'],
  rows: (where) =>
    `SELECT lead_id AS lead, ${column} AS value FROM next_action WHERE ${where('lead_id')} AND state = 'open' AND ${column} != ''`,
})

const inOrder = (words: readonly string[]) => (value: string) => String(words.indexOf(value) + 1)

/** The built-in fields that are read from the workbook; the others follow from sets of leads and from the temperature. */
const sources: Partial<Record<LeadField, FieldSource>> = {
  name: { ...own('name', 'texts'), isWide: true },
  company: {
    as: 'texts',
    tables: ['lead', 'company'],
    inOrder: {
      table: 'company',
      leads: (where) =>
        `SELECT id AS lead, company_id AS value FROM lead INDEXED BY lead_by_company WHERE ${where('company_id')}`,
    },
    rows: (where) =>
      `SELECT lead.id AS lead, company.name AS value FROM lead JOIN company ON company.id = lead.company_id WHERE ${where('lead.id')}`,
  },
  jobTitle: own('job_title', 'texts'),
  email: {
    ...listed('email', 'address', 'position, id'),
    isWide: true,
    sortKey: emailKey,
    lying: lying('email', 'address', BY_POSITION),
  },
  phone: { ...listed('phone', 'raw', 'position, id'), isWide: true, lying: lying('phone', 'raw', BY_POSITION) },
  link: { ...listed('link', 'url', 'id'), isWide: true, lying: lying('link', 'url', 'id') },
  street: { ...listed('address', 'street', 'id'), isWide: true, lying: lying('address', 'street', 'id') },
  postalCode: listed('address', 'postal_code', 'id'),
  city: listed('address', 'city', 'id'),
  region: listed('address', 'region', 'id'),
  country: listed('address', 'country', 'id'),
  notes: { ...own('notes', 'texts'), isWide: true },
  source: own('source', 'texts'),
  tag: {
    as: 'texts',
    tables: ['lead_tag', 'tag'],
    rows: (where) =>
      `SELECT lead_id AS lead, tag.name AS value FROM lead_tag JOIN tag ON tag.id = tag_id WHERE ${where('lead_id')} ORDER BY lead_id, tag.name_key`,
  },
  stage: { ...own('stage', 'texts'), sortKey: inOrder(stages), byValue: byValue('stage', 'lead_by_stage') },
  status: {
    as: 'texts',
    tables: ['lead'],
    sortKey: inOrder(statusSchema.options),
    // A rest ends by itself on its day.
    rows: (where) =>
      `SELECT id AS lead, iif(status = 'resting' AND resting_until_on <= :today, 'active', status) AS value FROM lead WHERE ${where('id')}`,
  },
  playbook: {
    as: 'texts',
    tables: ['run', 'playbook'],
    rows: (where) =>
      `SELECT lead_id AS lead, slug AS value FROM run JOIN playbook ON playbook.id = playbook_id WHERE ${where('lead_id')} AND run.state IN ('running', 'paused')`,
  },
  import: {
    as: 'texts',
    tables: ['lead', 'import'],
    sortKey: (value) => value.padStart(10, '0'),
    // An import brought in the leads that its change set made, whatever came of them since.
    rows: (where) =>
      `SELECT lead.id AS lead, CAST(import.id AS TEXT) AS value FROM import
       CROSS JOIN change INDEXED BY change_by_set ON change.change_set_id = import.change_set_id AND +table_name = 'lead' AND operation = 'insert'
       CROSS JOIN lead ON lead.id BETWEEN change.row_id AND coalesce(change.last_row_id, change.row_id)
       WHERE ${where('lead.id')} ORDER BY lead.id, import.id`,
  },
  optOut: listed('opt_out', 'channel', 'channel'),
  value: own('value_minor', 'numbers'),
  nextAction: openAction('what', 'texts'),
  nextActionOn: openAction('due_on', 'days'),
  lastTouchOn: { ...own('last_touch_on', 'days'), byValue: byValue('last_touch_on', 'lead_by_last_touch') },
  cameInOn: { ...own('came_in_on', 'days'), byValue: byValue('came_in_on', 'lead_by_came_in') },
  changedOn: {
    as: 'instants',
    tables: ['any'],
    // An import writes its new leads as one change, the range of their ids.
    rows: (where) => `
      SELECT lead, max(made_at) AS value FROM (
        SELECT latest.lead, made_at FROM (
          SELECT lead_id AS lead, max(id) AS id FROM change WHERE lead_id IS NOT NULL AND ${where('lead_id')} GROUP BY lead_id) AS latest
        JOIN change ON change.id = latest.id JOIN change_set ON change_set.id = change.change_set_id
        UNION ALL SELECT lead.id, made_at FROM import
        CROSS JOIN change INDEXED BY change_by_set ON change.change_set_id = import.change_set_id AND +table_name = 'lead' AND last_row_id IS NOT NULL
        JOIN change_set ON change_set.id = import.change_set_id
        CROSS JOIN lead ON lead.id BETWEEN change.row_id AND change.last_row_id WHERE ${where('lead.id')})
      GROUP BY lead`,
  },
  restingUntilOn: {
    ...own('resting_until_on', 'days'),
    rows: (where) =>
      `SELECT id AS lead, resting_until_on AS value FROM lead WHERE ${where('id')} AND status = 'resting' AND resting_until_on IS NOT NULL`,
  },
  tagUntilOn: {
    as: 'days',
    tables: ['hand_tag'],
    // The tag set last ends every earlier one.
    rows: (where) =>
      `SELECT lead_id AS lead, until_on AS value FROM hand_tag WHERE ${where('lead_id')} AND from_on <= :on AND until_on >= :on
       AND NOT EXISTS (SELECT 1 FROM hand_tag AS later WHERE later.lead_id = hand_tag.lead_id AND later.from_on <= :on
         AND (later.from_on, later.id) > (hand_tag.from_on, hand_tag.id))`,
  },
}

/** Where the values of a built-in field stand; undefined for fields that follow from others. */
export function sourceOf(field: LeadField): FieldSource | undefined {
  return sources[field]
}

/** Where the grades of fit stand: they are read off the answers, by the rules in force. */
export function fitSource(raw: Database.Database): FieldSource {
  const gradeOf = gradeReader(fitRules(raw))
  return {
    as: 'texts',
    tables: ['answer', 'rules'],
    rows: packedFitAnswers,
    read: (packed) => {
      const grade = gradeOf(packed)
      return grade === null ? [] : [grade]
    },
  }
}

/** Where the interests of leads on a day stand: they are read off the signals, by the rules in force. */
export function interestSource(raw: Database.Database, on: PlainDate): FieldSource {
  const rules = temperatureRules(raw)
  return {
    as: 'texts',
    tables: ['signal', 'rules'],
    rows: packedSignals(rules, on),
    isReadAtOnce: true,
    read: interestReader(rules, on),
  }
}

/** Where the values of a custom field stand. Several choices are a JSON array of texts; what is none counts as one text. */
export function sourceOfCustom(id: number, kind: CustomFieldKind): FieldSource {
  const stands = `custom_field_id = ${id} AND custom_value.value != ''`
  return {
    as: kind === 'day' ? 'days' : kind === 'number' || kind === 'money' ? 'numbers' : 'texts',
    tables: ['custom_value', 'custom_field'],
    rows:
      kind === 'choices'
        ? (where) =>
            `SELECT lead_id AS lead, choice.value AS value FROM custom_value, json_each(iif(json_valid(custom_value.value) AND json_type(iif(json_valid(custom_value.value), custom_value.value, '0')) = 'array', custom_value.value, json_array(custom_value.value))) AS choice
             WHERE ${where('lead_id')} AND ${stands} AND choice.value != '' ORDER BY lead_id, choice.key`
        : (where) => `SELECT lead_id AS lead, value FROM custom_value WHERE ${where('lead_id')} AND ${stands}`,
    ...(kind !== 'choices' && {
      lying: {
        table: 'custom_value',
        isOneEach: true,
        rows: (where) =>
          `SELECT lead_id AS lead, value, 0 AS place FROM custom_value WHERE ${where('id')} AND +${stands}`,
      },
    }),
  }
}

/** Sets of leads that rules ask for, as rows of `lead` and any `value`. */
export const leadSets = {
  archived: {
    tables: ['lead'],
    rows: (where: Where) => `SELECT id AS lead, 1 AS value FROM lead WHERE ${where('id')} AND archived_on IS NOT NULL`,
  },
  doNotContact: {
    tables: ['lead'],
    rows: (where: Where) =>
      `SELECT id AS lead, 1 AS value FROM lead WHERE ${where('id')} AND do_not_contact_on IS NOT NULL`,
  },
  planned: {
    tables: ['next_action'],
    rows: (where: Where) =>
      `SELECT lead_id AS lead, 1 AS value FROM next_action WHERE ${where('lead_id')} AND state = 'open'`,
  },
  signalled: {
    tables: ['signal'],
    rows: (where: Where) =>
      `SELECT lead_id AS lead, 1 AS value FROM signal WHERE ${where('lead_id')} AND on_day <= :today GROUP BY lead_id`,
  },
  reasonToWrite: {
    tables: ['answer'],
    rows: (where: Where) =>
      `SELECT lead_id AS lead, 1 AS value FROM answer WHERE ${where('lead_id')} AND question = 'reason_to_write' AND answer = 'yes'`,
  },
  /** Touched, or known by a signal. */
  tried: {
    tables: ['lead', 'signal'],
    rows: (where: Where) =>
      `SELECT id AS lead, 1 AS value FROM lead WHERE ${where('id')} AND last_touch_on IS NOT NULL
       UNION SELECT lead_id, 1 FROM signal WHERE ${where('lead_id')} AND on_day <= :today`,
  },
} as const
export type LeadSetName = keyof typeof leadSets

/** What a value is ordered by among its field's. */
export function sortKeyOf(source: FieldSource, value: string): string {
  return (source.sortKey ?? nameKey)(value)
}
