import { emailKey } from '../../../shared/domain/import/cell-shapes.ts'
import type { LeadDraft } from '../../../shared/domain/import/lead-draft.ts'
import { displayName } from '../../../shared/domain/leads/display-name.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import { searchText } from '../../../shared/domain/leads/search-text.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { LeadTable, NextActionTable } from '../../database/workbook-schema.ts'

/** A lead to be written with all that belongs to it. Keys are folded, days and codes decided: the writer only writes. */
export type NewLead = {
  name: string
  givenName: string | null
  familyName: string | null
  nameKey: string
  company: string | null
  jobTitle: string | null
  source: string | null
  stage: LeadTable['stage']
  status: LeadTable['status']
  statusReason: string | null
  valueMinor: number | null
  foreignValue: string | null
  notes: string | null
  doNotContactOn: PlainDate | null
  doNotContactReason: string | null
  cameInOn: PlainDate
  lastTouchOn: PlainDate | null
  searchText: string
  emails: readonly { address: string; key: string }[]
  phones: readonly { raw: string; e164: string | null; isDamaged: boolean }[]
  links: readonly string[]
  address: {
    street: string | null
    postalCode: string | null
    city: string | null
    region: string | null
    country: string | null
  } | null
  tags: readonly string[]
  custom: readonly { name: string; value: string }[]
  optOuts: readonly { channel: 'mail' | 'call'; on: PlainDate }[]
  handTag: { temperature: 'cold' | 'warm'; reason: string; fromOn: PlainDate; untilOn: PlainDate } | null
  nextAction: { dueOn: PlainDate; what: string; channel: NextActionTable['channel']; code: string } | null
  stageEvents: readonly { from: LeadTable['stage'] | null; to: LeadTable['stage']; on: PlainDate }[]
  statusEvents: readonly {
    from: LeadTable['status'] | null
    to: LeadTable['status']
    on: PlainDate
    reason: string | null
  }[]
  signals: readonly { kind: string; on: PlainDate; topic: string | null; note: string | null }[]
  sourceId: string | null
}

/** A hand tag that an import sets holds as long as one set by hand. */
export const HAND_TAG_DAYS = 30

/** What is written down where a file plans something without saying what. */
export const UNNAMED_ACTION = 'Follow up'

/**
 * The lead that the rows of a file come to, with its history: one event to its stage on the day it came in, else on the day of the
 * import; a day of winning writes Won besides. Source: domain.md, section 7.
 */
export function newLeadOf(draft: LeadDraft, fileName: string, today: PlainDate, code: string | null): NewLead {
  const name = draftName(draft)
  if (name === null) throw new Error('A draft without any name was not refused')
  const cameInOn = earliest(draft.createdOn ?? today, draft.wonOn, draft.lostOn)
  const stageEvents = stageEventsOf(draft, cameInOn)
  const stage = stageEvents.at(-1)?.to ?? 'lead'
  const status = draft.status ?? 'active'
  const wonOn = stage === 'won' ? (stageEvents.at(-1)?.on ?? cameInOn) : null
  const statusOn =
    status === 'customer' ? (draft.wonOn ?? wonOn ?? today) : status === 'lost' ? (draft.lostOn ?? today) : today
  const address = {
    street: draft.street,
    postalCode: draft.postalCode,
    city: draft.city,
    region: draft.region,
    country: draft.country,
  }
  const notes = draft.notes.length === 0 ? null : draft.notes.join('\n')
  return {
    name,
    givenName: draft.givenName,
    familyName: draft.familyName,
    nameKey: nameKey(name),
    company: draft.company,
    jobTitle: draft.title,
    source: draft.source,
    stage,
    status,
    statusReason: status === 'lost' ? draft.lostReason : null,
    valueMinor: draft.valueMinor,
    foreignValue: draft.foreignValue,
    notes,
    doNotContactOn: draft.doNotContact ? today : null,
    doNotContactReason: draft.doNotContact ? fileName : null,
    cameInOn,
    lastTouchOn: null,
    searchText: searchText({
      name,
      company: draft.company,
      jobTitle: draft.title,
      source: draft.source,
      notes,
      emails: draft.emails,
      phones: draft.phones,
      tags: draft.tags,
      customValues: draft.custom.map(({ value }) => value),
      addressParts: Object.values(address).flatMap((part) => part ?? []),
      noteTexts: [],
    }),
    emails: draft.emails.map((address) => ({ address, key: emailKey(address) })),
    phones: draft.phones,
    links: [...(draft.website === null ? [] : [draft.website]), ...draft.moreLinks],
    address: Object.values(address).every((part) => part === null) ? null : address,
    tags: draft.tags,
    custom: draft.custom,
    optOuts: draft.optOut ? [{ channel: 'mail', on: today }] : [],
    handTag:
      draft.temperature === null
        ? null
        : { temperature: draft.temperature, reason: fileName, fromOn: today, untilOn: addDays(today, HAND_TAG_DAYS) },
    nextAction:
      code === null
        ? null
        : { dueOn: draft.nextActionOn ?? today, what: draft.nextAction ?? UNNAMED_ACTION, channel: 'other', code },
    stageEvents,
    statusEvents: [
      { from: null, to: 'active', on: cameInOn, reason: null },
      ...(status === 'active'
        ? []
        : [{ from: 'active' as const, to: status, on: statusOn, reason: status === 'lost' ? draft.lostReason : null }]),
    ],
    signals: [
      ...(wonOn === null ? [] : [{ kind: 'past_client', on: wonOn, topic: null, note: null }]),
      ...draft.signals,
    ],
    sourceId: draft.sourceId,
  }
}

/** What a lead is called by: its name, else its company, e-mail, phone, or what another program calls it; null where it has none of them. */
export function draftName(draft: LeadDraft): string | null {
  const { fullName: name, company, emails, phones, sourceId } = draft
  return displayName({ name, company, email: emails[0] ?? null, phone: phones[0]?.raw ?? null }) ?? sourceId
}

/** Whether a draft plans something, for a lead that may be contacted. */
export function plansAction(draft: LeadDraft): boolean {
  const isOpen = draft.status === null || draft.status === 'active' || draft.status === 'customer'
  return isOpen && !draft.doNotContact && (draft.nextAction !== null || draft.nextActionOn !== null)
}

function stageEventsOf(draft: LeadDraft, cameInOn: PlainDate): NewLead['stageEvents'] {
  if (draft.wonOn === null) return [{ from: null, to: draft.stage ?? 'lead', on: cameInOn }]
  // Without a day on which it came in, all that is known is the day it was won.
  if (draft.createdOn === null || draft.createdOn > draft.wonOn) return [{ from: null, to: 'won', on: draft.wonOn }]
  return [
    { from: null, to: 'lead', on: draft.createdOn },
    { from: 'lead', to: 'won', on: draft.wonOn },
  ]
}

function earliest(first: PlainDate, ...others: (PlainDate | null)[]): PlainDate {
  return others.reduce<PlainDate>((least, day) => (day !== null && day < least ? day : least), first)
}
