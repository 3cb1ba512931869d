import { foldText } from '../leads/fold-text.ts'
import { emailKey } from './cell-shapes.ts'
import { type DraftPhone, emptyDraft, type LeadDraft } from './lead-draft.ts'

/** A lead of the workbook, as far as an import may add to it. */
export type ExistingLead = Pick<
  LeadDraft,
  | 'fullName'
  | 'givenName'
  | 'familyName'
  | 'company'
  | 'title'
  | 'website'
  | 'street'
  | 'city'
  | 'region'
  | 'postalCode'
  | 'country'
  | 'source'
  | 'emails'
  | 'phones'
  | 'tags'
  | 'custom'
  | 'valueMinor'
  | 'foreignValue'
  | 'doNotContact'
  | 'optOut'
> & {
  readonly notes: string | null
  /** It ever had a hand tag, imported or set, now or before. */
  readonly hasHandTag: boolean
  readonly hasOpenNextAction: boolean
}

/** A field that an import changes; `before` is null, since only what is missing is filled. */
export type FieldChange = { readonly field: keyof LeadDraft; readonly before: string | null; readonly after: string }

const TEXT_FIELDS = [
  'fullName',
  'company',
  'title',
  'website',
  'street',
  'city',
  'region',
  'postalCode',
  'country',
  'source',
] as const

/** What is known of a lead while rows are decided: its fields and the keys its lists are compared by. */
export class KnownLead {
  static ofDraft(draft: LeadDraft): KnownLead {
    const known = new KnownLead()
    known.add(draft)
    return known
  }

  static of(lead: ExistingLead): KnownLead {
    const known = new KnownLead()
    known.isInWorkbook = true
    known.add({ ...emptyDraft, ...lead, notes: lead.notes === null ? [] : [lead.notes] })
    known.hasHandTag = lead.hasHandTag
    known.hasNextAction = lead.hasOpenNextAction
    return known
  }

  fullName: string | null = null
  readonly texts: Partial<Record<(typeof TEXT_FIELDS)[number], string>> = {}
  readonly emailKeys = new Set<string>()
  readonly phoneKeys = new Set<string>()
  readonly tagKeys = new Set<string>()
  readonly customKeys = new Set<string>()
  notes = ''
  hasValue = false
  hasHandTag = false
  hasNextAction = false
  doNotContact = false
  optOut = false
  /** Stage, status and history of a lead of the workbook are the seller's; those of one created by this file may still be filled. */
  isInWorkbook = false
  readonly history: Partial<Record<HistoryField, true>> = {}

  add(draft: LeadDraft): void {
    for (const field of TEXT_FIELDS) {
      const value = draft[field]
      if (value !== null && value !== '') this.texts[field] ??= value
    }
    this.fullName = this.texts.fullName ?? null
    for (const email of draft.emails) this.emailKeys.add(emailKey(email))
    for (const phone of draft.phones) this.phoneKeys.add(phoneKey(phone))
    for (const tag of draft.tags) this.tagKeys.add(foldText(tag))
    for (const { name } of draft.custom) this.customKeys.add(foldText(name))
    for (const note of draft.notes) this.notes += `\n${note}`
    if (draft.valueMinor !== null || draft.foreignValue !== null) this.hasValue = true
    if (draft.temperature !== null) this.hasHandTag = true
    if (draft.nextAction !== null || draft.nextActionOn !== null) this.hasNextAction = true
    if (draft.doNotContact) this.doNotContact = true
    if (draft.optOut) this.optOut = true
    for (const field of HISTORY_FIELDS) {
      if (draft[field] !== null) this.history[field] = true
    }
  }
}

const HISTORY_FIELDS = ['stage', 'status', 'createdOn', 'wonOn', 'lostOn', 'lostReason'] as const
type HistoryField = (typeof HISTORY_FIELDS)[number]

/**
 * What a row adds to a lead: missing texts are filled, lists appended, notes appended, what is there stays. Do-not-contact
 * and opt-out are only ever set; a hand tag, a next action, a stage or a status that exists is left alone.
 */
export function computeFill(known: KnownLead, draft: LeadDraft): { fill: LeadDraft; changes: FieldChange[] } {
  const fill: { -readonly [K in keyof LeadDraft]: LeadDraft[K] } = { ...emptyDraft }
  const changes: FieldChange[] = []
  const note = (field: keyof LeadDraft, after: string): void => {
    changes.push({ field, before: null, after })
  }
  for (const field of TEXT_FIELDS) {
    const value = draft[field]
    if (value === null || value === '' || known.texts[field] !== undefined) continue
    fill[field] = value
    note(field, value)
    if (field === 'fullName') {
      fill.givenName = draft.givenName
      fill.familyName = draft.familyName
    }
  }
  fill.emails = draft.emails.filter((email) => !known.emailKeys.has(emailKey(email)))
  fill.phones = draft.phones.filter((phone) => !known.phoneKeys.has(phoneKey(phone)))
  fill.tags = draft.tags.filter((tag) => !known.tagKeys.has(foldText(tag)))
  fill.custom = draft.custom.filter(({ name }) => !known.customKeys.has(foldText(name)))
  fill.notes = draft.notes.filter((text) => !known.notes.includes(text))
  for (const email of fill.emails) note('emails', email)
  for (const phone of fill.phones) note('phones', phone.raw)
  for (const tag of fill.tags) note('tags', tag)
  for (const { name, value } of fill.custom) note('custom', `${name}: ${value}`)
  for (const text of fill.notes) note('notes', text)
  if (!known.hasValue && (draft.valueMinor !== null || draft.foreignValue !== null)) {
    fill.valueMinor = draft.valueMinor
    fill.foreignValue = draft.foreignValue
    note(draft.valueMinor === null ? 'foreignValue' : 'valueMinor', draft.foreignValue ?? String(draft.valueMinor))
  }
  fillFlags(known, draft, fill, note)
  if (!known.isInWorkbook) {
    for (const field of HISTORY_FIELDS) {
      const value = draft[field]
      if (value === null || known.history[field] === true) continue
      Object.assign(fill, { [field]: value })
      note(field, value)
    }
  }
  return { fill, changes }
}

function fillFlags(
  known: KnownLead,
  draft: LeadDraft,
  fill: { -readonly [K in keyof LeadDraft]: LeadDraft[K] },
  note: (field: keyof LeadDraft, after: string) => void,
): void {
  if (draft.doNotContact && !known.doNotContact) {
    fill.doNotContact = true
    note('doNotContact', 'yes')
  }
  if (draft.optOut && !known.optOut) {
    fill.optOut = true
    note('optOut', 'yes')
  }
  const isContactable = !known.doNotContact && !draft.doNotContact
  if (draft.temperature !== null && !known.hasHandTag) {
    fill.temperature = draft.temperature
    note('temperature', draft.temperature)
  }
  if (isContactable && !known.hasNextAction && (draft.nextAction !== null || draft.nextActionOn !== null)) {
    fill.nextAction = draft.nextAction
    fill.nextActionOn = draft.nextActionOn
    note('nextAction', [draft.nextActionOn, draft.nextAction].filter((part) => part !== null).join(' '))
  }
}

export function isEmptyFill(fill: LeadDraft): boolean {
  return Object.values(fill).every(
    (value) => value === null || value === false || (Array.isArray(value) && value.length === 0),
  )
}

/** What two phones are compared by: the normalised number, else the digits; a damaged one equals only itself. */
function phoneKey(phone: DraftPhone): string {
  return phone.e164 ?? (phone.isDamaged ? phone.raw : phone.raw.replace(/\D/g, ''))
}
