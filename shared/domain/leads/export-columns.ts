import { foldText } from './fold-text.ts'
import type { LeadField } from './lead-fields.ts'

/** The first column of every table that Leadbook exports: which lead of which workbook a row is. Its import knows the file by it. */
export const ID_HEADER = 'Leadbook ID'
/** The same in an address book, as a property of each card. */
export const ID_PROPERTY = 'X-LEADBOOK-ID'

/** What the columns of an exported table are called, in every language alike: so that any Leadbook reads them back. */
export const exportHeaders: Readonly<Record<LeadField, string>> = {
  name: 'Name',
  company: 'Company',
  jobTitle: 'Job title',
  email: 'E-mail',
  phone: 'Phone',
  link: 'Website',
  street: 'Street',
  postalCode: 'Postal code',
  city: 'City',
  region: 'Region',
  country: 'Country',
  notes: 'Notes',
  source: 'Source',
  tag: 'Tags',
  temperature: 'Temperature',
  score: 'Score',
  interest: 'Interests',
  fit: 'Fit',
  stage: 'Stage',
  status: 'Status',
  playbook: 'Playbook',
  import: 'Imported from',
  optOut: 'Opted out of',
  value: 'Value',
  nextAction: 'Next action',
  nextActionOn: 'Next action on',
  lastTouchOn: 'Last touch on',
  cameInOn: 'Came in on',
  changedOn: 'Changed on',
  restingUntilOn: 'Resting until',
  tagUntilOn: 'Hand tag until',
  doNotContact: 'Do not contact',
  isArchived: 'In the trash',
  isPinned: 'Pinned',
  hasNoNextStep: 'No next step',
  isParked: 'Parked',
  isNeglected: 'Neglected',
  isReady: 'Ready',
  isCurious: 'Curious',
  isAcceptanceOverdue: 'Acceptance overdue',
  hasReasonToWrite: 'Reason to write',
}

/** The header of the column for a sum of money, which names its currency (ISO 4217). */
export function valueHeader(currency: string): string {
  return `${exportHeaders.value} (${currency})`
}

/** The header of the so-many-th column of a field with several values, from 1. */
export function numberedHeader(header: string, copy: number): string {
  return copy === 1 ? header : `${header} ${copy}`
}

/** What a header of an exported table stands for; a custom field goes by its name. */
export type OwnHeader =
  | { readonly field: LeadField; readonly copy: number; readonly currency: string | null }
  | { readonly custom: string }

const fieldByHeader = new Map<string, LeadField>(
  (Object.entries(exportHeaders) as [LeadField, string][]).map(([field, header]) => [keyOf(header), field]),
)
/** What cards call a field otherwise. */
fieldByHeader.set(keyOf('Full name'), 'name')
const SEVERAL: readonly LeadField[] = ['email', 'phone', 'link']
const CUSTOM_MARK = ' (field)'

function keyOf(header: string): string {
  return foldText(header).replace(/\s+/g, ' ').trim()
}

function builtIn(header: string): Extract<OwnHeader, { field: LeadField }> | undefined {
  const key = keyOf(header)
  const plain = fieldByHeader.get(key)
  if (plain !== undefined) return { field: plain, copy: 1, currency: null }
  const money = /^value \(([a-z]{3})\)$/.exec(key)
  if (money !== null) return { field: 'value', copy: 1, currency: money[1]?.toUpperCase() ?? null }
  const numbered = /^(.+) ([2-9]|[1-9]\d{1,3})$/.exec(key)
  const field = fieldByHeader.get(numbered?.[1] ?? '')
  return field === undefined || !SEVERAL.includes(field)
    ? undefined
    : { field, copy: Number(numbered?.[2]), currency: null }
}

/** The header of a custom field: its name, told apart from the headers of the fields that every lead has. */
export function customHeader(name: string): string {
  const isTaken = builtIn(name) !== undefined || keyOf(name) === keyOf(ID_HEADER) || keyOf(name) === keyOf(ID_PROPERTY)
  return isTaken || name.endsWith(CUSTOM_MARK) ? `${name}${CUSTOM_MARK}` : name
}

/** What a header of an exported table stands for; null for the column of ids. Inverse of the functions above. */
export function readOwnHeader(header: string): OwnHeader | null {
  if (keyOf(header) === keyOf(ID_HEADER) || keyOf(header) === keyOf(ID_PROPERTY)) return null
  const known = builtIn(header)
  if (known !== undefined) return known
  return { custom: header.endsWith(CUSTOM_MARK) ? header.slice(0, -CUSTOM_MARK.length) : header }
}

/** A plain number or a phone, which a spreadsheet may take as one without harm. */
const HARMLESS = /^[+-]?\d[\d .,()/-]*$/
const FORMULA = /^'*[=+\-@\t\r]/

/** A text as a cell of a CSV that no spreadsheet takes for a formula: with an apostrophe before it where it might. */
export function guardFormula(text: string): string {
  return FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text
}

/** Inverse of {@link guardFormula}. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell
}
