import type { DayBound, FieldTest, LeadRule } from '../../../shared/contract/lead-query.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { stages } from '../../../shared/domain/funnel/stages.ts'
import type { CustomFieldKind } from '../../../shared/domain/leads/field-kinds.ts'
import {
  customFieldOf,
  type FieldKey,
  type FieldKind,
  fieldKindOfCustom,
  type LeadField,
  leadFieldKinds,
} from '../../../shared/domain/leads/lead-fields.ts'
import { isTestOf } from '../../../shared/domain/leads/lead-rule.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'

/** SQL that is true for an active lead, one whose rest is over included. Needs the parameter `today`. */
export const isActive = "(lead.status = 'active' OR (lead.status = 'resting' AND lead.resting_until_on <= :today))"

const hasNothingOpen =
  "NOT EXISTS (SELECT 1 FROM next_action WHERE next_action.lead_id = lead.id AND next_action.state = 'open')"
const isUntried = '(lead.last_touch_on IS NULL AND NOT EXISTS (SELECT 1 FROM signal WHERE signal.lead_id = lead.id))'
const isWaiting = `${isActive} AND lead.do_not_contact_on IS NULL AND lead.archived_on IS NULL AND ${hasNothingOpen}`

const standing = '(SELECT 1 FROM temp.lead_standing AS standing WHERE standing.lead_id = lead.id AND'
const openAction = "FROM next_action WHERE next_action.lead_id = lead.id AND next_action.state = 'open'"

const yesNo: Partial<Record<LeadField, string>> = {
  doNotContact: 'lead.do_not_contact_on IS NOT NULL',
  isArchived: 'lead.archived_on IS NOT NULL',
  isPinned: 'EXISTS (SELECT 1 FROM hand_tag WHERE lead_id = lead.id AND from_on <= :today AND until_on >= :today)',
  hasNoNextStep: `(${isWaiting} AND NOT ${isUntried})`,
  isParked: `(${isWaiting} AND ${isUntried})`,
}

export const stageRankSql = `CASE lead.stage ${stages.map((stage, rank) => `WHEN '${stage}' THEN ${rank}`).join(' ')} END`

/** SQL of what leads are ordered by; undefined is the name, which every order ends with. */
export function sortSql(field: FieldKey, context: RuleContext): string | undefined {
  if (field === 'name') return undefined
  if (field === 'stage') return stageRankSql
  if (field === 'temperature') return `(${valuesOf.score})`
  const plain = customFieldOf(field) === undefined ? yesNo[field as LeadField] : undefined
  if (plain !== undefined) return `(${plain})`
  const kind = kindOf(field, context)
  const value =
    kind === 'text' || kind === 'choice'
      ? 'fold(value)'
      : kind === 'number' || kind === 'money'
        ? 'CAST(value AS REAL)'
        : 'value'
  return `(SELECT ${value} FROM (${rowsOf(field, context)}) WHERE value IS NOT NULL AND value != '' LIMIT 1)`
}

/** Rows of one value each, as SQL that gives `value`. */
const valuesOf: Record<LeadField, string> = {
  name: 'SELECT lead.name AS value',
  company: 'SELECT name AS value FROM company WHERE company.id = lead.company_id',
  jobTitle: 'SELECT lead.job_title AS value',
  email: 'SELECT address AS value FROM email WHERE email.lead_id = lead.id',
  phone: 'SELECT raw AS value FROM phone WHERE phone.lead_id = lead.id',
  link: 'SELECT url AS value FROM link WHERE link.lead_id = lead.id',
  street: 'SELECT street AS value FROM address WHERE address.lead_id = lead.id',
  postalCode: 'SELECT postal_code AS value FROM address WHERE address.lead_id = lead.id',
  city: 'SELECT city AS value FROM address WHERE address.lead_id = lead.id',
  region: 'SELECT region AS value FROM address WHERE address.lead_id = lead.id',
  country: 'SELECT country AS value FROM address WHERE address.lead_id = lead.id',
  notes: 'SELECT lead.notes AS value',
  source: 'SELECT lead.source AS value',
  tag: 'SELECT tag.name AS value FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_tag.lead_id = lead.id',
  temperature: '',
  score:
    'SELECT coalesce((SELECT score FROM temp.lead_standing AS standing WHERE standing.lead_id = lead.id), 0) AS value',
  fit: 'SELECT NULL AS value',
  stage: 'SELECT lead.stage AS value',
  status: `SELECT iif(${isActive}, 'active', lead.status) AS value`,
  playbook:
    "SELECT slug AS value FROM run JOIN playbook ON playbook.id = playbook_id WHERE run.lead_id = lead.id AND run.state IN ('running', 'paused')",
  import: 'SELECT import_id AS value FROM import_row WHERE import_row.lead_id = lead.id',
  optOut: 'SELECT channel AS value FROM opt_out WHERE opt_out.lead_id = lead.id',
  value: 'SELECT lead.value_minor AS value',
  nextAction: `SELECT what AS value ${openAction}`,
  nextActionOn: `SELECT due_on AS value ${openAction}`,
  lastTouchOn: 'SELECT lead.last_touch_on AS value',
  cameInOn: 'SELECT lead.came_in_on AS value',
  changedOn:
    'SELECT substr(max(made_at), 1, 10) AS value FROM change JOIN change_set ON change_set.id = change_set_id WHERE change.lead_id = lead.id',
  restingUntilOn: "SELECT iif(lead.status = 'resting', lead.resting_until_on, NULL) AS value",
  doNotContact: '',
  isArchived: '',
  isPinned: '',
  hasNoNextStep: '',
  isParked: '',
}

const temperatureSql: Record<string, string> = {
  cold: `(${isActive} AND NOT EXISTS ${standing} standing.temperature = 'warm'))`,
  warm: `(${isActive} AND EXISTS ${standing} standing.temperature = 'warm'))`,
  hot: `(${isActive} AND EXISTS ${standing} standing.is_hot))`,
  cooling: `(${isActive} AND EXISTS ${standing} standing.is_cooling))`,
}

/** What SQL of a rule may need: the seller's day and the kinds of the custom fields. `bind` gives a value's place in the SQL. */
export type RuleContext = {
  today: PlainDate
  kindOfCustom: (id: number) => CustomFieldKind | undefined
  bind: (value: string | number) => string
}

/** SQL that is true for leads that meet a rule. Uses the parameter `today`, the function `fold`, and `temp.lead_standing`. Refuses a test that the field does not know. */
export function ruleSql(rule: LeadRule, context: RuleContext): string {
  const sql = positiveSql(rule, context)
  return rule.not === true ? `NOT ${sql}` : sql
}

function positiveSql({ field, test }: LeadRule, context: RuleContext): string {
  if (!isTestOf(kindOf(field, context), test.op))
    throw new Refusal('invalid_input', `“${field}” cannot be asked “${test.op}”. Choose another filter.`)
  const plain = customFieldOf(field) === undefined ? yesNo[field as LeadField] : undefined
  if (plain !== undefined) return `(${plain})`
  if (field === 'temperature') {
    if (test.op !== 'anyOf') throw new Refusal('invalid_input', 'A temperature is asked by its values.')
    return `(${test.values.map((value) => temperatureSql[value] ?? 'FALSE').join(' OR ')})`
  }
  const rows = rowsOf(field, context)
  const filled = `SELECT value FROM (${rows}) WHERE value IS NOT NULL AND value != ''`
  if (test.op === 'empty') return `NOT EXISTS (${filled})`
  if (test.op === 'yes') return `EXISTS (${filled} AND value = '1')`
  const met = `EXISTS (${filled} AND (${valueSql(field, test, context)}))`
  return test.op === 'days' && test.orEmpty === true ? `(${met} OR NOT EXISTS (${filled}))` : met
}

function kindOf(field: FieldKey, { kindOfCustom }: RuleContext): FieldKind {
  const id = customFieldOf(field)
  if (id === undefined) return leadFieldKinds[field as LeadField]
  const kind = kindOfCustom(id)
  if (kind === undefined)
    throw new Refusal(
      'not_found',
      'A field that is filtered by is not in this workbook any more. Take that filter off.',
    )
  return fieldKindOfCustom(kind)
}

function rowsOf(field: FieldKey, { kindOfCustom, bind }: RuleContext): string {
  const id = customFieldOf(field)
  if (id === undefined) return valuesOf[field as LeadField]
  const own = `custom_value WHERE custom_value.lead_id = lead.id AND custom_field_id = ${bind(id)}`
  return kindOfCustom(id) === 'choices'
    ? `SELECT choice.value AS value FROM ${own.replace('custom_value WHERE', "custom_value, json_each(iif(json_valid(custom_value.value), custom_value.value, '[]')) AS choice WHERE")}`
    : `SELECT value FROM ${own}`
}

function valueSql(
  field: FieldKey,
  test: Exclude<FieldTest, { op: 'empty' | 'yes' }>,
  { today, bind }: RuleContext,
): string {
  switch (test.op) {
    case 'contains':
      return `instr(fold(value), fold(${bind(test.text)})) > 0`
    case 'is':
      return `fold(value) = fold(${bind(test.text)})`
    case 'anyOf':
      return test.values
        .map((value) =>
          field === 'import' && value === 'last'
            ? 'value = (SELECT max(id) FROM import)'
            : `fold(value) = fold(${bind(value)})`,
        )
        .join(' OR ')
    case 'days':
      return bounds(test.from && dayOf(test.from, today), test.to && dayOf(test.to, today), bind, 'value')
    case 'numbers':
      return bounds(test.from, test.to, bind, 'CAST(value AS REAL)')
  }
}

function bounds(
  from: string | number | undefined,
  to: string | number | undefined,
  bind: RuleContext['bind'],
  value: string,
): string {
  const conditions = [
    ...(from === undefined ? [] : [`${value} >= ${bind(from)}`]),
    ...(to === undefined ? [] : [`${value} <= ${bind(to)}`]),
  ]
  return conditions.length === 0 ? 'TRUE' : conditions.join(' AND ')
}

function dayOf(bound: DayBound, today: PlainDate): PlainDate {
  return typeof bound === 'string' ? bound : addDays(today, bound.daysFromToday)
}
