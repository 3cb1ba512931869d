import { useLingui } from '@lingui/react/macro'
import type { ImportColumn, ImportKind, MatchPolicy } from '../../../shared/contract/import.contract.ts'
import {
  customNameOf,
  isCustomTarget,
  isSignalTarget,
  type LeadTarget,
  signalKindOf,
} from '../../../shared/domain/import/targets.ts'
import { signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import { signalWord } from '../../app/contact-words.ts'

type Choices = { group: string; items: { value: string; label: string }[] }[]

interface TargetNames {
  nameOf: (target: string) => string
  /** What a column can become: every field of a lead or signal, a field of its own, or nothing. */
  choicesFor: (column: ImportColumn, kind: ImportKind) => Choices
}

const persons: readonly LeadTarget[] = [
  'fullName',
  'firstName',
  'lastName',
  'company',
  'title',
  'email',
  'phone',
  'website',
  'sourceId',
]
const places: readonly LeadTarget[] = ['street', 'city', 'region', 'postalCode', 'country']
const selling: readonly LeadTarget[] = [
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
]
const signals: readonly LeadTarget[] = ['signalKind', 'signalOn', 'signalTopic', 'signalNote']

/** What the screen calls the fields that a column can become. */
export function useTargetNames(): TargetNames {
  const { t } = useLingui()
  const names: Record<LeadTarget, string> = {
    fullName: t`Name`,
    firstName: t`First name`,
    lastName: t`Last name`,
    company: t`Company`,
    title: t`Job title`,
    email: t`E-mail`,
    phone: t`Phone`,
    website: t`Website`,
    street: t`Street`,
    city: t`City`,
    region: t`Region`,
    postalCode: t`Postal code`,
    country: t`Country`,
    source: t`Source`,
    tags: t`Tags`,
    notes: t`Notes`,
    temperature: t`Temperature, by hand`,
    stage: t`Stage`,
    status: t`Status`,
    createdOn: t`Came in on`,
    wonOn: t`Won on`,
    lostOn: t`Lost on`,
    lostReason: t`Reason lost`,
    value: t`Value`,
    nextAction: t`Next action`,
    nextActionOn: t`Next action on`,
    doNotContact: t`Do not contact`,
    optOut: t`Wants no e-mail`,
    sourceId: t`Number in its program`,
    signalKind: t`What they did`,
    signalOn: t`When they did it`,
    signalTopic: t`What it was about`,
    signalNote: t`Note to the signal`,
    ignore: t`Leave out`,
  }
  const isLeadTarget = (target: string): target is LeadTarget => Object.hasOwn(names, target)
  const nameOf = (target: string) => {
    if (isLeadTarget(target)) return names[target]
    if (isSignalTarget(target)) return signalWord(signalKindOf(target))
    return isCustomTarget(target) ? t`Field “${customNameOf(target)}”` : target
  }
  const itemsOf = (targets: readonly string[]) => targets.map((value) => ({ value, label: nameOf(value) }))
  return {
    nameOf,
    choicesFor: (column, kind) => {
      const own = isCustomTarget(column.target) ? column.target : `custom:${column.header}`
      const isOwn = isCustomTarget(column.target)
      const kindTargets = signalKinds.map((one) => `signal:${one}`)
      const groups: Choices = [
        {
          group: t`This column`,
          items: [{ value: own, label: isOwn ? nameOf(own) : t`New field “${column.header}”` }, ...itemsOf(['ignore'])],
        },
        { group: t`Who it is`, items: itemsOf(persons) },
        { group: t`Where they are`, items: itemsOf(places) },
        { group: t`How it stands`, items: itemsOf(selling) },
        { group: t`Says whether or when they`, items: itemsOf(kindTargets) },
      ]
      if (kind === 'signals') groups.splice(1, 0, { group: t`Signal`, items: itemsOf(signals) })
      return groups
    },
  }
}

const lists = new Set(['email', 'phone', 'tags', 'notes'])
const withoutPolicy = new Set(['ignore', 'sourceId', 'doNotContact', 'optOut', ...signals])

/** What a column can do to a lead that has something there already; empty where it is no question. */
export function policiesOf(target: string): MatchPolicy[] {
  if (withoutPolicy.has(target) || isSignalTarget(target)) return []
  if (lists.has(target)) return ['keep', 'append', 'overwrite']
  return isCustomTarget(target) ? ['keep', 'fill', 'overwrite', 'append'] : ['keep', 'fill', 'overwrite']
}

/** The policy as the choice shows it: to fill a list is to add to it. */
export function shownPolicy(target: string, policy: MatchPolicy): MatchPolicy {
  return policy === 'fill' && lists.has(target) ? 'append' : policy
}
