import type { LeadId } from '../../primitives/ids.ts'
import type { PlainDate } from '../../primitives/plain-date.ts'
import { type Stage, stageRank } from '../funnel/stages.ts'
import { foldText } from './fold-text.ts'
import type { Status } from './status.ts'

export type MergingAddress = {
  street: string | null
  postalCode: string | null
  city: string | null
  region: string | null
  country: string | null
}

/** A lead as it stands beside others before they become one. */
export type MergingLead = {
  id: LeadId
  /** Null where it is called by its company, e-mail or phone. */
  name: string | null
  company: string | null
  jobTitle: string | null
  source: string | null
  /** Minor units of the workbook's currency. */
  valueMinor: number | null
  foreignValue: string | null
  notes: string | null
  stage: Stage
  /** A rest that is over reads active. */
  status: Status
  statusReason: string | null
  restingUntilOn: PlainDate | null
  doNotContact: { on: PlainDate; reason: string | null } | null
  archivedOn: PlainDate | null
  cameInOn: PlainDate
  lastTouchOn: PlainDate | null
  /** The open one; `isStep` where it is a step of the run. */
  nextAction: { what: string; on: PlainDate; isStep: boolean } | null
  /** The playbook it is in, running or paused. */
  run: { playbook: string; isPaused: boolean } | null
  emails: readonly string[]
  phones: readonly { raw: string; e164: string | null }[]
  links: readonly string[]
  tags: readonly string[]
  addresses: readonly MergingAddress[]
  optOuts: readonly { channel: 'mail' | 'call'; on: PlainDate }[]
  custom: readonly { fieldId: number; name: string; value: string }[]
  touchCount: number
  signalCount: number
}

/** Fields of which one lead's value stands. A custom field is `custom:` and its id. */
export type ChosenField =
  | 'name'
  | 'company'
  | 'jobTitle'
  | 'source'
  | 'value'
  | 'foreignValue'
  | 'stage'
  | 'status'
  | 'nextAction'
  | `custom:${number}`

/** Whose value a field is to have, against what the rules say. */
export type MergeChoices = Readonly<Partial<Record<ChosenField, LeadId>>>

/** A value that will not stand any more; undoing the merge brings it back. `run` is the playbook that stops. */
export type GivenUp = { field: ChosenField | 'run'; leadId: LeadId; value: string }

/** What becomes of leads that are merged. */
export type MergePlan = {
  keep: LeadId
  /** Whose value each field gets: of custom fields those that any of the leads has. */
  from: Partial<Record<ChosenField, LeadId>>
  notes: string | null
  doNotContact: MergingLead['doNotContact']
  archivedOn: PlainDate | null
  cameInOn: PlainDate
  lastTouchOn: PlainDate | null
  /** Whose open next action and whose active run stay; null where none does. */
  actionOf: LeadId | null
  runOf: LeadId | null
  /** The run that stays waits: something else is planned. */
  pausesRun: boolean
  emails: string[]
  phones: string[]
  links: string[]
  tags: string[]
  addresses: MergingAddress[]
  optOuts: { channel: 'mail' | 'call'; on: PlainDate }[]
  givenUp: GivenUp[]
}

const plainFields = ['name', 'company', 'jobTitle', 'source', 'value', 'foreignValue'] as const

/** The fields that may be chosen for these leads. */
export function chosenFields(leads: readonly MergingLead[]): ChosenField[] {
  const custom = new Set(leads.flatMap((lead) => lead.custom.map(({ fieldId }) => fieldId)))
  return [...plainFields, 'stage', 'status', 'nextAction', ...[...custom].map((id) => `custom:${id}` as const)]
}

/** The lead to keep unless told: a customer, else the furthest stage, the most touches and signals, the earliest. */
export function proposeKept(leads: readonly MergingLead[]): LeadId {
  const [best] = [...leads].sort(
    (a, b) =>
      Number(b.status === 'customer') - Number(a.status === 'customer') ||
      stageRank(b.stage) - stageRank(a.stage) ||
      b.touchCount + b.signalCount - (a.touchCount + a.signalCount) ||
      (a.cameInOn < b.cameInOn ? -1 : a.cameInOn > b.cameInOn ? 1 : a.id - b.id),
  )
  if (best === undefined) throw new RangeError('There is no lead to keep.')
  return best.id
}

/**
 * What merging comes to. A field keeps the kept lead's value unless it is blank; lists are united, notes appended, the further stage
 * and a customer's status stand, and so does every do-not-contact and opt-out. `choices` outvote all but the last two. One next action
 * and one run stay: the kept lead's, else another's; none where nobody is to be contacted or the status ends them.
 */
export function planMerge(leads: readonly MergingLead[], keep: LeadId, choices: MergeChoices): MergePlan {
  const kept = leads.find((lead) => lead.id === keep)
  if (kept === undefined) throw new RangeError(`Lead ${keep} is not among those to merge.`)
  const ordered = [kept, ...leads.filter((lead) => lead !== kept)]
  const from: MergePlan['from'] = {}
  for (const field of chosenFields(ordered)) {
    const chosen = choices[field] ?? proposedFor(field, ordered)
    if (chosen !== undefined) from[field] = chosen
  }
  const doNotContact = earliest(ordered.flatMap((lead) => lead.doNotContact ?? []))
  const status = ordered.find((lead) => lead.id === from.status)?.status ?? kept.status
  const isWorkedOn = doNotContact === null && (status === 'active' || status === 'customer')
  const next = isWorkedOn ? nextOf(ordered, choices.nextAction) : { actionOf: null, runOf: null, pausesRun: false }
  delete from.nextAction
  if (next.actionOf !== null) from.nextAction = next.actionOf
  const archivedOn = ordered.every((lead) => lead.archivedOn !== null) ? kept.archivedOn : null
  return {
    keep,
    from,
    notes: unitedNotes(ordered),
    doNotContact,
    archivedOn,
    cameInOn: ordered.map((lead) => lead.cameInOn).reduce((a, b) => (b < a ? b : a)),
    lastTouchOn: ordered
      .map((lead) => lead.lastTouchOn)
      .reduce((a, b) => (a === null || (b !== null && b > a) ? b : a)),
    ...next,
    emails: distinctBy(
      ordered.flatMap((lead) => lead.emails),
      (email) => email.toLowerCase(),
    ),
    phones: unitePhones(ordered.flatMap((lead) => lead.phones)).map(({ raw }) => raw),
    links: distinctBy(
      ordered.flatMap((lead) => lead.links),
      (link) => link,
    ),
    tags: distinctBy(
      ordered.flatMap((lead) => lead.tags),
      foldText,
    ),
    addresses: uniteAddresses(ordered.flatMap((lead) => lead.addresses)),
    optOuts: uniteOptOuts(ordered),
    givenUp: givenUpBy(ordered, from, next),
  }
}

/** What a field holds of a lead, as text; null where it is blank. */
export function mergingValue(lead: MergingLead, field: ChosenField): string | null {
  switch (field) {
    case 'value':
      return lead.valueMinor === null ? null : String(lead.valueMinor)
    case 'nextAction':
      return lead.nextAction?.what ?? null
    case 'name':
    case 'company':
    case 'jobTitle':
    case 'source':
    case 'foreignValue':
    case 'stage':
    case 'status':
      return lead[field]
    default:
      return lead.custom.find(({ fieldId }) => `custom:${fieldId}` === field)?.value ?? null
  }
}

function proposedFor(field: ChosenField, ordered: readonly MergingLead[]): LeadId | undefined {
  const [kept] = ordered
  if (field === 'stage')
    return ordered.reduce((a, b) => (stageRank(b.stage) > stageRank(a.stage) ? b : a), kept as MergingLead).id
  if (field === 'status') return (ordered.find((lead) => lead.status === 'customer') ?? kept)?.id
  return ordered.find((lead) => mergingValue(lead, field) !== null)?.id
}

function nextOf(
  ordered: readonly MergingLead[],
  chosen: LeadId | undefined,
): Pick<MergePlan, 'actionOf' | 'runOf' | 'pausesRun'> {
  const byWish = [...ordered.filter((lead) => lead.id === chosen), ...ordered.filter((lead) => lead.id !== chosen)]
  const running = byWish.find((lead) => lead.run !== null)
  // A step goes with its run: of a run that stops it is no longer due.
  const action = byWish.find((lead) => lead.nextAction !== null && (!lead.nextAction.isStep || lead === running))
  const isOfRun = action !== undefined && action === running && action.nextAction?.isStep === true
  return {
    actionOf: action?.id ?? null,
    runOf: running?.id ?? null,
    pausesRun: running?.run?.isPaused === false && action !== undefined && !isOfRun,
  }
}

function givenUpBy(
  ordered: readonly MergingLead[],
  from: MergePlan['from'],
  next: Pick<MergePlan, 'actionOf' | 'runOf'>,
): GivenUp[] {
  const givenUp: GivenUp[] = []
  for (const field of chosenFields(ordered)) {
    // Stages and statuses stay on file as events.
    if (field === 'stage' || field === 'status' || field === 'nextAction') continue
    const standing = ordered.find((lead) => lead.id === from[field])
    const stands = standing === undefined ? null : mergingValue(standing, field)
    for (const lead of ordered) {
      const value = mergingValue(lead, field)
      if (value !== null && foldText(value) !== foldText(stands ?? '')) givenUp.push({ field, leadId: lead.id, value })
    }
  }
  const standing = ordered.find((lead) => lead.id === next.actionOf)
  for (const lead of ordered) {
    const isSame =
      lead.nextAction?.what === standing?.nextAction?.what && lead.nextAction?.on === standing?.nextAction?.on
    if (lead.nextAction !== null && !isSame)
      givenUp.push({ field: 'nextAction', leadId: lead.id, value: lead.nextAction.what })
    if (lead.run !== null && lead.id !== next.runOf)
      givenUp.push({ field: 'run', leadId: lead.id, value: lead.run.playbook })
  }
  return givenUp
}

/** Notes one under the other; those that stand in another already are not written twice. */
function unitedNotes(ordered: readonly MergingLead[]): string | null {
  const notes: string[] = []
  for (const { notes: text } of ordered)
    if (text !== null && text.trim() !== '' && !notes.some((there) => there.includes(text.trim())))
      notes.push(text.trim())
  return notes.length === 0 ? null : notes.join('\n')
}

/** Phones in their order, one of each number: equal as written, or equal when dialled. */
export function unitePhones<Phone extends { raw: string; e164: string | null }>(phones: readonly Phone[]): Phone[] {
  const united: Phone[] = []
  for (const phone of phones)
    if (!united.some(({ raw, e164 }) => raw === phone.raw || (e164 !== null && e164 === phone.e164))) united.push(phone)
  return united
}

/** Addresses in their order without those that another one says in full. */
export function uniteAddresses<Address extends MergingAddress>(addresses: readonly Address[]): Address[] {
  return addresses.filter(
    (address, at) =>
      !addresses.some(
        (other, otherAt) => otherAt !== at && saysAllOf(other, address) && (otherAt < at || !saysAllOf(address, other)),
      ),
  )
}

function saysAllOf(one: MergingAddress, other: MergingAddress): boolean {
  return (['street', 'postalCode', 'city', 'region', 'country'] as const).every(
    (part) => other[part] === null || foldText(other[part]) === foldText(one[part] ?? ''),
  )
}

function uniteOptOuts(ordered: readonly MergingLead[]): MergePlan['optOuts'] {
  return (['mail', 'call'] as const).flatMap(
    (channel) => earliest(ordered.flatMap((lead) => lead.optOuts.filter((optOut) => optOut.channel === channel))) ?? [],
  )
}

function earliest<Dated extends { on: PlainDate }>(dated: readonly Dated[]): Dated | null {
  return dated.reduce<Dated | null>((first, one) => (first === null || one.on < first.on ? one : first), null)
}

function distinctBy(texts: readonly string[], keyOf: (text: string) => string): string[] {
  const byKey = new Map<string, string>()
  for (const text of texts) if (!byKey.has(keyOf(text))) byKey.set(keyOf(text), text)
  return [...byKey.values()]
}
