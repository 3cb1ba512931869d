/** The fields of a lead that a column can fill. `ignore` leaves the column out; a custom field is written `custom:NAME`. */
export const leadTargets = [
  'fullName',
  'firstName',
  'lastName',
  'company',
  'title',
  'email',
  'phone',
  'website',
  'street',
  'city',
  'region',
  'postalCode',
  'country',
  'source',
  'tags',
  'notes',
  'temperature',
  'stage',
  'status',
  'createdOn',
  'wonOn',
  'lostOn',
  'lostReason',
  'value',
  'nextAction',
  'nextActionOn',
  'doNotContact',
  'optOut',
  'ignore',
] as const

export type LeadTarget = (typeof leadTargets)[number]
export type CustomTarget = `custom:${string}`
export type Target = LeadTarget | CustomTarget

/** Targets that several columns may fill together; any other takes one column. */
const SHARED_TARGETS: ReadonlySet<string> = new Set(['email', 'phone', 'tags', 'notes', 'ignore'])

export function isSharedTarget(target: Target): boolean {
  return SHARED_TARGETS.has(target) || isCustomTarget(target)
}

export function isCustomTarget(target: string): target is CustomTarget {
  return target.startsWith('custom:')
}

/** The name of a custom field target. */
export function customNameOf(target: CustomTarget): string {
  return target.slice('custom:'.length)
}

/** The target as written, or undefined where there is none such; a custom field needs a name. */
export function parseTarget(text: string): Target | undefined {
  if (isCustomTarget(text)) return customNameOf(text).trim() === '' ? undefined : `custom:${customNameOf(text).trim()}`
  return (leadTargets as readonly string[]).includes(text) ? (text as LeadTarget) : undefined
}

/** Targets whose cells are days. */
export const dayTargets: readonly LeadTarget[] = ['createdOn', 'wonOn', 'lostOn', 'nextActionOn']
