import type Database from 'better-sqlite3'
import type { LeadRow } from '../../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../../shared/contract/reply.ts'
import type { Stage } from '../../../../shared/domain/funnel/stages.ts'
import { customCell, decimalText } from '../../../../shared/domain/leads/custom-cells.ts'
import {
  customHeader,
  exportHeaders,
  numberedHeader,
  valueHeader,
} from '../../../../shared/domain/leads/export-columns.ts'
import { choicesOf, type FieldForm } from '../../../../shared/domain/leads/field-text.ts'
import {
  customFieldOf,
  type FieldKey,
  type LeadField,
  leadFieldKinds,
} from '../../../../shared/domain/leads/lead-fields.ts'
import { listText, readTextList } from '../../../../shared/domain/leads/text-list.ts'
import type { LeadId } from '../../../../shared/primitives/ids.ts'
import { readCustomForms } from '../own-ids.ts'
import type { LeadFacts } from './lead-facts.ts'

/** A column of an export. */
export type ExportColumn = {
  readonly header: string
  /** Undefined for a custom field. */
  readonly field: LeadField | undefined
  /** Its key in JSON: the field's, or `custom:` and the name of the seller's own. */
  readonly name: string
  readonly form: 'text' | 'number' | 'money' | 'day' | 'yesNo'
  /** The field has several values: JSON has an array of them, of which a cell may hold several. */
  readonly isSeveral: boolean
  readonly texts?: (cell: string) => string[]
  readonly cellOf: (lead: LeadRow, facts: LeadFacts) => string
}

/** Fields whose values stand in columns of their own, with where they stand. */
const SEVERAL = { email: 'emails', phone: 'phones', link: 'links' } as const

const stageWords: Readonly<Record<Stage, string>> = {
  lead: 'Lead',
  mql: 'MQL',
  sal: 'SAL',
  sql: 'SQL',
  proposal: 'Proposal',
  won: 'Won',
}

/** What a cell of each field says. */
const cells: Readonly<Record<LeadField, (lead: LeadRow, facts: LeadFacts, currency: string) => string>> = {
  name: ({ name }) => name,
  company: ({ company }) => company ?? '',
  jobTitle: ({ jobTitle }) => jobTitle ?? '',
  email: () => '',
  phone: () => '',
  link: () => '',
  street: ({ street }) => street ?? '',
  postalCode: ({ postalCode }) => postalCode ?? '',
  city: ({ city }) => city ?? '',
  region: ({ region }) => region ?? '',
  country: ({ country }) => country ?? '',
  notes: (_, { notes }) => notes ?? '',
  source: ({ source }) => source ?? '',
  tag: ({ tags }) => listText(tags),
  temperature: ({ temperature, isHot, isCooling }) => (isHot ? 'hot' : isCooling ? 'cooling' : temperature),
  score: ({ score }) => String(score),
  interest: ({ interests }) => listText(interests ?? []),
  fit: ({ fit }) => fit ?? '',
  stage: ({ stage }) => stageWords[stage],
  status: ({ status }) => status,
  playbook: ({ playbook }) => playbook ?? '',
  import: (_, { imports }) => listText(imports),
  optOut: (_, { optOuts }) => listText(optOuts),
  value: ({ valueMinor }, { foreignValue }, currency) =>
    valueMinor === null ? (foreignValue ?? '') : decimalText(valueMinor, currency),
  nextAction: ({ nextAction }) => nextAction?.what ?? '',
  nextActionOn: ({ nextAction }) => nextAction?.day ?? '',
  lastTouchOn: ({ lastTouchOn }) => lastTouchOn ?? '',
  cameInOn: ({ cameInOn }) => cameInOn,
  changedOn: (_, { changedOn }) => changedOn ?? '',
  restingUntilOn: ({ status, restingUntilOn }) => (status === 'resting' ? (restingUntilOn ?? '') : ''),
  tagUntilOn: (_, { tagUntilOn }) => tagUntilOn ?? '',
  doNotContact: ({ doNotContactOn }) => yesNo(doNotContactOn !== null),
  isArchived: ({ archivedOn }) => yesNo(archivedOn !== null),
  isPinned: ({ isPinned }) => yesNo(isPinned),
  hasNoNextStep: (_, { says }) => yesNo(says.hasNoNextStep),
  isParked: (_, { says }) => yesNo(says.isParked),
  isNeglected: (_, { says }) => yesNo(says.isNeglected),
  isReady: (_, { says }) => yesNo(says.isReady),
  isCurious: (_, { says }) => yesNo(says.isCurious),
  isAcceptanceOverdue: (_, { says }) => yesNo(says.isAcceptanceOverdue),
  hasReasonToWrite: (_, { says }) => yesNo(says.hasReasonToWrite),
}

function yesNo(answer: boolean): string {
  return answer ? 'yes' : 'no'
}

/** The columns of an export of these leads: of e-mails, phones and links as many as one of them has. Refuses with not_found a field that is gone. */
export function exportColumns(
  raw: Database.Database,
  keys: readonly FieldKey[],
  leadIds: readonly LeadId[],
  currency: string,
): ExportColumn[] {
  const forms = readCustomForms(raw)
  return [...new Set(keys)].flatMap((key) => {
    const id = customFieldOf(key)
    if (id !== undefined) {
      const form = forms.get(id)
      if (form === undefined)
        throw new Refusal('not_found', 'A field to export is not in this workbook any more. Choose the columns again.')
      return [customColumn(String(id), form, currency)]
    }
    const field = key as LeadField
    return field === 'email' || field === 'phone' || field === 'link'
      ? severalColumns(field, mostOf(raw, field, leadIds))
      : [fieldColumn(field, currency)]
  })
}

function fieldColumn(field: LeadField, currency: string): ExportColumn {
  const kind = leadFieldKinds[field]
  const cellOf = cells[field]
  const isSeveral = field === 'tag' || field === 'interest' || field === 'import' || field === 'optOut'
  return {
    header: field === 'value' ? valueHeader(currency) : exportHeaders[field],
    field,
    name: field,
    form: kind === 'choice' ? 'text' : kind,
    isSeveral,
    ...(isSeveral ? { texts: readTextList } : {}),
    cellOf: (lead, facts) => cellOf(lead, facts, currency),
  }
}

function severalColumns(field: keyof typeof SEVERAL, count: number): ExportColumn[] {
  const list = SEVERAL[field]
  return Array.from({ length: Math.max(1, count) }, (_, at) => ({
    header: numberedHeader(exportHeaders[field], at + 1),
    field,
    name: field,
    form: 'text',
    isSeveral: true,
    cellOf: (lead) => lead[list][at] ?? '',
  }))
}

function customColumn(id: string, form: FieldForm & { readonly name: string }, currency: string): ExportColumn {
  const { kind, name } = form
  const isPlain = kind === 'number' || kind === 'money' || kind === 'day' || kind === 'yesNo'
  return {
    header: customHeader(name),
    field: undefined,
    name: `custom:${name}`,
    form: isPlain ? kind : 'text',
    isSeveral: kind === 'choices',
    ...(kind === 'choices' ? { texts: (cell: string) => choicesOf(cell) ?? readTextList(cell) } : {}),
    cellOf: ({ custom }) => {
      const value = custom[id]
      return value === undefined ? '' : customCell(form, value, currency)
    },
  }
}

/** How many of these one lead has at most. */
function mostOf(raw: Database.Database, table: keyof typeof SEVERAL, leadIds: readonly LeadId[]): number {
  const most = raw
    .prepare<[string], number | null>(
      `SELECT max(count) FROM (SELECT count(*) AS count FROM "${table}" WHERE lead_id IN (SELECT value FROM json_each(?)) GROUP BY lead_id)`,
    )
    .pluck()
    .get(JSON.stringify(leadIds))
  return most ?? 0
}
