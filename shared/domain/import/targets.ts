import { type SignalKind, signalKinds } from '../temperature/signal-kinds.ts'

/**
 * The fields of a lead that a column can fill. `ignore` leaves the column out; a custom field is written `custom:NAME`, and a column
 * that says whether, how often or when the lead did something is `signal:KIND`.
 */
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
  'sourceId',
  'signalKind',
  'signalOn',
  'signalTopic',
  'signalNote',
  'ignore',
] as const

export type LeadTarget = (typeof leadTargets)[number]
export type CustomTarget = `custom:${string}`
export type SignalTarget = `signal:${SignalKind}`
export type Target = LeadTarget | CustomTarget | SignalTarget

/** Targets that several columns may fill together; any other takes one column. */
const SHARED_TARGETS: ReadonlySet<string> = new Set(['email', 'phone', 'tags', 'notes', 'signalTopic', 'signalNote', 'ignore'])

export function isSharedTarget(target: Target): boolean {
  return SHARED_TARGETS.has(target) || isCustomTarget(target) || isSignalTarget(target)
}

export function isCustomTarget(target: string): target is CustomTarget {
  return target.startsWith('custom:')
}

export function isSignalTarget(target: string): target is SignalTarget {
  return target.startsWith('signal:') && (signalKinds as readonly string[]).includes(target.slice('signal:'.length))
}

/** The kind of signal that a column of a signal target tells of. */
export function signalKindOf(target: SignalTarget): SignalKind {
  return target.slice('signal:'.length) as SignalKind
}

/** The name of a custom field target. */
export function customNameOf(target: CustomTarget): string {
  return target.slice('custom:'.length)
}

/** The target as written, or undefined where there is none such; a custom field needs a name. */
export function parseTarget(text: string): Target | undefined {
  if (isCustomTarget(text)) return customNameOf(text).trim() === '' ? undefined : `custom:${customNameOf(text).trim()}`
  if (isSignalTarget(text)) return text
  return (leadTargets as readonly string[]).includes(text) ? (text as LeadTarget) : undefined
}

/** Targets whose cells are days. */
export const dayTargets: readonly LeadTarget[] = ['createdOn', 'wonOn', 'lostOn', 'nextActionOn', 'signalOn']
