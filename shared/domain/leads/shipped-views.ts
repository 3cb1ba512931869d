import type { FieldKey } from './lead-fields.ts'
import type { LeadRule, LeadSort, RuleGroups } from './lead-rule.ts'

/** A view that every workbook has: what it asks and how it shows it. Without columns it has the usual ones. */
export interface ShippedView {
  slug: string
  rules: RuleGroups
  sort?: LeadSort
  columns?: readonly ('code' | FieldKey)[]
}

const temperature = (value: 'cold' | 'warm' | 'hot' | 'cooling'): LeadRule => ({
  field: 'temperature',
  test: { op: 'anyOf', values: [value] },
})
const isActive: LeadRule = { field: 'status', test: { op: 'anyOf', values: ['active'] } }
const mayBeContacted: LeadRule = { field: 'doNotContact', not: true, test: { op: 'yes' } }
const warmestFirst: LeadSort = { by: 'temperature', direction: 'descending' }

/** The views that ship, in the order of their tabs. */
export const shippedViews = [
  { slug: 'all', rules: [] },
  { slug: 'warm', rules: [[temperature('warm')]] },
  { slug: 'cold', rules: [[temperature('cold')]] },
  { slug: 'hot', rules: [[temperature('hot')]] },
  {
    slug: 'warm-without-next-step',
    rules: [[temperature('warm')], [{ field: 'hasNoNextStep', test: { op: 'yes' } }]],
    sort: warmestFirst,
    columns: ['name', 'company', 'temperature', 'fit', 'stage', 'lastTouchOn', 'phone', 'email', 'value'],
  },
  { slug: 'cooling', rules: [[temperature('cooling')], [mayBeContacted]], sort: warmestFirst },
  {
    slug: 'tags-running-out',
    rules: [[{ field: 'tagUntilOn', test: { op: 'days', from: { daysFromToday: 0 }, to: { daysFromToday: 7 } } }]],
    sort: { by: 'tagUntilOn', direction: 'ascending' },
  },
  {
    slug: 'never-contacted',
    rules: [[isActive], [{ field: 'lastTouchOn', test: { op: 'empty' } }], [mayBeContacted]],
    sort: { by: 'cameInOn', direction: 'descending' },
    columns: ['name', 'company', 'temperature', 'fit', 'source', 'cameInOn', 'phone', 'email', 'nextActionOn'],
  },
  {
    slug: 'imported-last',
    rules: [[{ field: 'import', test: { op: 'anyOf', values: ['last'] } }]],
    sort: { by: 'name', direction: 'ascending' },
    columns: ['name', 'company', 'jobTitle', 'phone', 'email', 'source', 'tag', 'temperature', 'stage', 'status'],
  },
  {
    slug: 'worth-warming',
    rules: [
      [temperature('cold')],
      [{ field: 'fit', test: { op: 'anyOf', values: ['A'] } }],
      [{ field: 'hasReasonToWrite', test: { op: 'yes' } }],
      [mayBeContacted],
    ],
    columns: ['name', 'company', 'fit', 'temperature', 'stage', 'lastTouchOn', 'phone', 'email', 'nextActionOn'],
  },
  {
    slug: 'ready',
    rules: [[{ field: 'isReady', test: { op: 'yes' } }], [mayBeContacted]],
    sort: warmestFirst,
    columns: ['name', 'company', 'temperature', 'fit', 'stage', 'value', 'nextAction', 'nextActionOn', 'phone'],
  },
  {
    slug: 'curious',
    rules: [[{ field: 'isCurious', test: { op: 'yes' } }], [mayBeContacted]],
    sort: warmestFirst,
    columns: ['name', 'company', 'temperature', 'fit', 'stage', 'playbook', 'nextActionOn', 'lastTouchOn', 'email'],
  },
  {
    slug: 'warm-by-interest',
    rules: [[temperature('warm')], [mayBeContacted]],
    sort: { by: 'interest', direction: 'ascending' },
    columns: ['name', 'company', 'interest', 'temperature', 'fit', 'stage', 'lastTouchOn', 'nextActionOn', 'email'],
  },
  {
    slug: 'neglected',
    rules: [[{ field: 'isNeglected', test: { op: 'yes' } }]],
    sort: warmestFirst,
    columns: ['name', 'company', 'temperature', 'fit', 'stage', 'nextActionOn', 'lastTouchOn', 'phone', 'email'],
  },
  {
    slug: 'do-not-contact',
    rules: [[{ field: 'doNotContact', test: { op: 'yes' } }]],
    sort: { by: 'name', direction: 'ascending' },
    columns: ['name', 'company', 'status', 'stage', 'lastTouchOn', 'source', 'notes'],
  },
] as const satisfies readonly ShippedView[]

export type ShippedSlug = (typeof shippedViews)[number]['slug']
