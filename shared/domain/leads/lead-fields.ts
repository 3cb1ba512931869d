import * as z from 'zod/mini'
import type { CustomFieldId } from '../../primitives/ids.ts'
import type { CustomFieldKind } from './field-kinds.ts'

/** How a field of a lead is tested and compared. A `choice` may hold one or several of its values. */
export type FieldKind = 'text' | 'choice' | 'day' | 'number' | 'money' | 'yesNo'

/**
 * The fields of a lead that it can be filtered and sorted by, apart from the seller's own. `temperature` sorts by score; `stage` by how
 * far; `interest` holds the topics that some points count for, the strongest first; `changedOn` is the day of the latest change the journal tells of; `import` is the import that brought the lead in.
 */
export const leadFieldKinds = {
  name: 'text',
  company: 'text',
  jobTitle: 'text',
  email: 'text',
  phone: 'text',
  link: 'text',
  street: 'text',
  postalCode: 'text',
  city: 'text',
  region: 'text',
  country: 'text',
  notes: 'text',
  source: 'choice',
  tag: 'choice',
  temperature: 'choice',
  score: 'number',
  interest: 'choice',
  fit: 'choice',
  stage: 'choice',
  status: 'choice',
  playbook: 'choice',
  import: 'choice',
  optOut: 'choice',
  value: 'money',
  nextAction: 'text',
  nextActionOn: 'day',
  lastTouchOn: 'day',
  cameInOn: 'day',
  changedOn: 'day',
  restingUntilOn: 'day',
  tagUntilOn: 'day',
  doNotContact: 'yesNo',
  isArchived: 'yesNo',
  isPinned: 'yesNo',
  hasNoNextStep: 'yesNo',
  isParked: 'yesNo',
  isNeglected: 'yesNo',
  isReady: 'yesNo',
  isCurious: 'yesNo',
  isAcceptanceOverdue: 'yesNo',
  hasReasonToWrite: 'yesNo',
} as const satisfies Record<string, FieldKind>

export type LeadField = keyof typeof leadFieldKinds

export const leadFieldSchema = z.enum(Object.keys(leadFieldKinds) as [LeadField, ...LeadField[]])

/** A field of a lead, or one of the seller's own as `custom:ID`. */
export const fieldKeySchema = z.union([leadFieldSchema, z.templateLiteral(['custom:', z.int()])])
export type FieldKey = LeadField | `custom:${number}`

export function customKey(id: CustomFieldId): FieldKey {
  return `custom:${id}`
}

/** The id of the custom field that a key names; undefined for a built-in one. */
export function customFieldOf(key: FieldKey): CustomFieldId | undefined {
  return key.startsWith('custom:') ? (Number(key.slice('custom:'.length)) as CustomFieldId) : undefined
}

/** How values of a kind of custom field are tested and compared. */
export function fieldKindOfCustom(kind: CustomFieldKind): FieldKind {
  switch (kind) {
    case 'text':
    case 'longText':
    case 'link':
      return 'text'
    case 'choice':
    case 'choices':
      return 'choice'
    case 'number':
    case 'money':
    case 'day':
    case 'yesNo':
      return kind
  }
}

/** The built-in fields that a cell writes. `email`, `phone` and `link` write the first of several; `tag` all, with commas between. */
export const editableFields = [
  'name',
  'company',
  'jobTitle',
  'email',
  'phone',
  'link',
  'street',
  'postalCode',
  'city',
  'region',
  'country',
  'notes',
  'source',
  'tag',
  'value',
  'nextAction',
  'nextActionOn',
] as const satisfies readonly LeadField[]
export type EditableField = (typeof editableFields)[number]

export const editableKeySchema = z.union([z.enum(editableFields), z.templateLiteral(['custom:', z.int()])])
export type EditableKey = EditableField | `custom:${number}`

export function isEditable(key: FieldKey): key is EditableKey {
  return key.startsWith('custom:') || (editableFields as readonly string[]).includes(key)
}
