import type { PlainDate } from '../../primitives/plain-date.ts'
import type { Stage } from '../funnel/stages.ts'
import { foldText } from '../leads/fold-text.ts'
import { nameKey } from '../leads/name-key.ts'
import { emailKey } from './cell-shapes.ts'
import { type DraftPhone, type DraftSignal, emptyDraft, type LeadDraft } from './lead-draft.ts'
import { type MatchPolicies, matchPolicies } from './match-policy.ts'
import { NoteLines } from './note-lines.ts'

/** A lead of the workbook, as far as an import may add to it. */
export type ExistingLead = Pick<
  LeadDraft,
  | 'fullName'
  | 'givenName'
  | 'familyName'
  | 'company'
  | 'title'
  | 'website'
  | 'moreLinks'
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
  | 'sourceId'
> & {
  /** What it goes by, its own name or not. */
  readonly name: string
  readonly notes: string | null
  readonly stage: Stage
  readonly status: 'active' | 'resting' | 'customer' | 'lost' | 'disqualified'
  /** The day it was won first, where it ever was. */
  readonly wonOn: PlainDate | null
  /** It ever had a hand tag, imported or set, now or before. */
  readonly hasHandTag: boolean
  readonly hasOpenNextAction: boolean
  /** Keys of its signals, as {@link signalKey} makes them. */
  readonly signalKeys: readonly string[]
}

/** A field that an import changes; `before` is null where only what is missing is filled. */
export type FieldChange = { readonly field: keyof LeadDraft; readonly before: string | null; readonly after: string }

/** What is written to a lead: all that is filled in `draft`. A field in `replaced` takes the place of the lead's own value. */
export type LeadFill = { readonly draft: LeadDraft; readonly replaced: ReadonlySet<keyof LeadDraft> }

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
  'sourceId',
] as const
type TextField = (typeof TEXT_FIELDS)[number]

const HISTORY_FIELDS = ['stage', 'status', 'createdOn', 'wonOn', 'lostOn', 'lostReason'] as const
type HistoryField = (typeof HISTORY_FIELDS)[number]

const NOTHING_REPLACED: ReadonlySet<keyof LeadDraft> = new Set()
/** Rows of one file that mean the same person complete each other. */
const WITHIN_FILE = matchPolicies('fill')

/** What is known of a lead while rows are decided: its fields and the keys its lists are compared by. */
export class KnownLead {
  static ofDraft(draft: LeadDraft): KnownLead {
    const known = new KnownLead()
    known.add(draft)
    return known
  }

  static of(lead: ExistingLead): KnownLead {
    const known = new KnownLead()
    const { name: _name, stage: _stage, status: _status, wonOn: _wonOn, ...fields } = lead
    known.add({ ...emptyDraft, ...fields, notes: lead.notes === null ? [] : [lead.notes] })
    known.existing = lead
    known.hasHandTag = lead.hasHandTag
    known.hasNextAction = lead.hasOpenNextAction
    for (const key of lead.signalKeys) known.signalKeys.add(key)
    return known
  }

  readonly texts: Partial<Record<TextField, string>> = {}
  /** What the lists hold, by the key they are compared by, as it is shown. */
  readonly emails = new Map<string, string>()
  readonly phones = new Map<string, string>()
  readonly tags = new Map<string, string>()
  readonly custom = new Map<string, string>()
  readonly links = new Set<string>()
  readonly signalKeys = new Set<string>()
  /** One of its phones is a number, which a damaged one is not. */
  hasNumber = false
  readonly notes = new NoteLines()
  value: string | null = null
  hasHandTag = false
  hasNextAction = false
  doNotContact = false
  optOut = false
  readonly history: Partial<Record<HistoryField, string>> = {}
  /** The lead of the workbook, undefined for one that this file makes. */
  existing: ExistingLead | undefined

  get fullName(): string | null {
    return this.texts.fullName ?? null
  }

  /** Takes in what a row says where nothing stands yet. */
  add(draft: LeadDraft): void {
    for (const field of TEXT_FIELDS) {
      const value = draft[field]
      if (value !== null && value !== '') this.texts[field] ??= value
    }
    for (const email of draft.emails) setOnce(this.emails, emailKey(email), email)
    for (const phone of draft.phones) {
      setOnce(this.phones, phoneKey(phone), phone.raw)
      if (phone.e164 !== null && !phone.isDamaged) this.hasNumber = true
    }
    for (const tag of draft.tags) setOnce(this.tags, foldText(tag), tag)
    for (const { name, value } of draft.custom) setOnce(this.custom, foldText(name), value)
    for (const note of draft.notes) this.notes.add(note)
    if (draft.website !== null) this.links.add(draft.website)
    for (const url of draft.moreLinks) this.links.add(url)
    for (const signal of draft.signals) this.signalKeys.add(signalKey(signal))
    this.value ??= valueText(draft)
    if (draft.temperature !== null) this.hasHandTag = true
    if (draft.nextAction !== null || draft.nextActionOn !== null) this.hasNextAction = true
    if (draft.doNotContact) this.doNotContact = true
    if (draft.optOut) this.optOut = true
    for (const field of HISTORY_FIELDS) {
      const value = draft[field]
      if (value !== null) this.history[field] ??= value
    }
  }

  /** Takes in what is going to be written. */
  apply({ draft, replaced }: LeadFill): void {
    for (const field of TEXT_FIELDS) if (replaced.has(field)) delete this.texts[field]
    for (const list of ['emails', 'phones', 'tags'] as const) if (replaced.has(list)) this[list].clear()
    if (replaced.has('phones')) this.hasNumber = false
    if (replaced.has('custom')) for (const { name } of draft.custom) this.custom.delete(foldText(name))
    if (replaced.has('notes')) this.notes.clear()
    for (const field of HISTORY_FIELDS) if (replaced.has(field)) delete this.history[field]
    if (replaced.has('valueMinor')) this.value = null
    this.add(draft)
  }
}

/** What two signals of a lead are compared by: an equal kind, day and topic, however it is spelled, is the same signal. */
export function signalKey(signal: Omit<DraftSignal, 'note'>): string {
  return `${signal.kind} ${signal.on} ${nameKey(signal.topic ?? '')}`
}

/**
 * What a row adds to a lead, by the policy of each field. Whatever the policy, a blank erases nothing; do-not-contact and opt-out
 * are only ever set; a hand tag and a next action that exist are left alone; stage and status of a lead of the workbook are the
 * seller's, but for dated facts that are missing, and where they may be overwritten.
 */
export function computeFill(
  known: KnownLead,
  draft: LeadDraft,
  policies: MatchPolicies = WITHIN_FILE,
): { fill: LeadFill; changes: FieldChange[] } {
  const filling = new Filling(known, draft, known.existing === undefined ? WITHIN_FILE : policies)
  filling.texts()
  filling.lists()
  filling.notes()
  filling.custom()
  filling.value()
  filling.flags()
  filling.history()
  filling.plan()
  return filling.result()
}

class Filling {
  private readonly known: KnownLead
  private readonly draft: LeadDraft
  private readonly policies: MatchPolicies
  private readonly fill: { -readonly [K in keyof LeadDraft]: LeadDraft[K] } = { ...emptyDraft }
  private readonly changes: FieldChange[] = []
  private replaced: Set<keyof LeadDraft> | undefined

  constructor(known: KnownLead, draft: LeadDraft, policies: MatchPolicies) {
    this.known = known
    this.draft = draft
    this.policies = policies
  }

  result(): { fill: LeadFill; changes: FieldChange[] } {
    return { fill: { draft: this.fill, replaced: this.replaced ?? NOTHING_REPLACED }, changes: this.changes }
  }

  texts(): void {
    const { known, draft, fill } = this
    for (const field of TEXT_FIELDS) {
      const value = draft[field]
      if (value === null || value === '') continue
      const before = known.texts[field]
      const policy = this.policies.of(field)
      if (policy === 'keep' || before === value || (before !== undefined && policy !== 'overwrite')) continue
      // Another program's name for the lead is no other value of this one's.
      if (field === 'sourceId' && before !== undefined) continue
      fill[field] = value
      if (before !== undefined) this.replace(field)
      this.note(field, before ?? null, value)
      if (field === 'fullName') {
        fill.givenName = draft.givenName
        fill.familyName = draft.familyName
      }
    }
  }

  lists(): void {
    const { known, draft, fill } = this
    fill.emails = this.list('emails', draft.emails, emailKey, known.emails, (email) => email)
    // A number that is written alike is the same, also where the country it was read in has changed since.
    const keyAsWritten = new Map([...known.phones].map(([key, raw]) => [raw, key]))
    const keyOf = (phone: DraftPhone) => keyAsWritten.get(phone.raw) ?? phoneKey(phone)
    fill.phones = this.list('phones', draft.phones, keyOf, known.phones, (phone) => phone.raw)
    fill.tags = this.list('tags', draft.tags, foldText, known.tags, (tag) => tag)
    this.moreLinks()
    if (draft.signals.length === 0 || this.policies.of('signals') === 'keep') return
    fill.signals = draft.signals.filter((signal) => !known.signalKeys.has(signalKey(signal)))
    for (const { kind, on, topic } of fill.signals) {
      this.note('signals', null, topic === null ? `${kind} ${on}` : `${kind} ${on}: ${topic}`)
    }
  }

  private moreLinks(): void {
    const { known, draft, fill } = this
    if (draft.moreLinks.length === 0 || this.policies.of('website') === 'keep') return
    fill.moreLinks = draft.moreLinks.filter((url) => !known.links.has(url) && url !== fill.website)
    for (const url of fill.moreLinks) this.note('moreLinks', null, url)
  }

  notes(): void {
    const { known, draft, fill } = this
    const policy = this.policies.of('notes')
    if (draft.notes.length === 0 || policy === 'keep') return
    const before = policy === 'overwrite' ? known.notes.text : ''
    if (before !== '') {
      const after = draft.notes.join('\n')
      if (after === before) return
      fill.notes = draft.notes
      this.replace('notes')
      this.note('notes', before, after)
      return
    }
    fill.notes = draft.notes.filter((text) => !known.notes.has(text))
    for (const text of fill.notes) this.note('notes', null, text)
  }

  custom(): void {
    const { known, draft, fill } = this
    if (draft.custom.length === 0) return
    const written: { name: string; value: string }[] = []
    for (const { name, value } of draft.custom) {
      const before = known.custom.get(foldText(name))
      const policy = this.policies.ofCustom(name)
      if (policy === 'keep' || before === value) continue
      if (before === undefined) {
        written.push({ name, value })
        this.note('custom', null, `${name}: ${value}`)
      } else if (policy === 'overwrite' || (policy === 'append' && !hasPart(before, value))) {
        const after = policy === 'append' ? `${before}; ${value}` : value
        written.push({ name, value: after })
        this.replace('custom')
        this.note('custom', `${name}: ${before}`, `${name}: ${after}`)
      }
    }
    fill.custom = written
  }

  value(): void {
    const { known, draft, fill } = this
    const after = valueText(draft)
    const policy = this.policies.of('valueMinor')
    if (after === null || policy === 'keep' || after === known.value) return
    if (known.value !== null && policy !== 'overwrite') return
    fill.valueMinor = draft.valueMinor
    fill.foreignValue = draft.foreignValue
    if (known.value !== null) this.replace('valueMinor')
    this.note(draft.valueMinor === null ? 'foreignValue' : 'valueMinor', known.value, after)
  }

  flags(): void {
    const { known, draft, fill } = this
    if (draft.doNotContact && !known.doNotContact) {
      fill.doNotContact = true
      this.note('doNotContact', null, 'yes')
    }
    if (draft.optOut && !known.optOut) {
      fill.optOut = true
      this.note('optOut', null, 'yes')
    }
    if (draft.temperature !== null && !known.hasHandTag && this.policies.of('temperature') !== 'keep') {
      fill.temperature = draft.temperature
      this.note('temperature', null, draft.temperature)
    }
  }

  /** Plans for a lead that may be contacted and is still open, by the word of the row and as the row leaves it. */
  plan(): void {
    const { known, draft, fill } = this
    if (draft.nextAction === null && draft.nextActionOn === null) return
    if (known.hasNextAction || this.policies.of('nextAction') === 'keep') return
    if (known.doNotContact || draft.doNotContact || !isOpen(draft.status) || this.isClosed()) return
    fill.nextAction = draft.nextAction
    fill.nextActionOn = draft.nextActionOn
    const parts = [draft.nextActionOn, draft.nextAction].filter((part) => part !== null)
    this.note('nextAction', null, parts.join(' '))
  }

  history(): void {
    if (this.known.existing === undefined) this.historyOfNew()
    else this.historyOfExisting(this.known.existing)
  }

  private historyOfNew(): void {
    for (const field of HISTORY_FIELDS) {
      const value = this.draft[field]
      if (value === null || this.known.history[field] !== undefined) continue
      Object.assign(this.fill, { [field]: value })
      this.note(field, null, value)
    }
  }

  /** A day of winning or losing is a dated fact: it is written where the lead has none. An undated word moves nothing unless it may overwrite. */
  private historyOfExisting(lead: ExistingLead): void {
    const { draft, fill, known } = this
    if (
      draft.wonOn !== null &&
      lead.wonOn === null &&
      known.history.wonOn === undefined &&
      this.policies.of('wonOn') !== 'keep'
    ) {
      fill.wonOn = draft.wonOn
      this.note('wonOn', null, draft.wonOn)
    } else if (this.policies.of('stage') === 'overwrite' && draft.stage !== null && draft.wonOn === null) {
      const stage = known.history.stage ?? lead.stage
      if (draft.stage !== stage) {
        fill.stage = draft.stage
        this.replace('stage')
        this.note('stage', stage, draft.stage)
      }
    }
    if (
      draft.lostOn !== null &&
      lead.status === 'active' &&
      known.history.lostOn === undefined &&
      draft.wonOn === null
    ) {
      if (this.policies.of('lostOn') === 'keep') return
      fill.lostOn = draft.lostOn
      fill.lostReason = draft.lostReason
      this.note('lostOn', null, draft.lostOn)
    } else if (this.policies.of('status') === 'overwrite' && draft.status !== null && fill.wonOn === null) {
      const status = known.history.status ?? lead.status
      if (draft.status === status) return
      fill.status = draft.status
      fill.lostReason = draft.lostReason
      this.replace('status')
      this.note('status', status, draft.status)
    }
  }

  /** Whether the lead is lost, disqualified, or by the word of a row resting, once all rows up to this one are written. */
  private isClosed(): boolean {
    const { known, fill } = this
    const word = fill.status ?? (known.history.status as ExistingLead['status'] | undefined) ?? null
    if (known.existing === undefined) return !isOpen(word)
    if (fill.lostOn !== null || known.history.lostOn !== undefined) return true
    if (fill.wonOn !== null || known.history.wonOn !== undefined) return false
    if (word !== null) return !isOpen(word)
    return known.existing.status === 'lost' || known.existing.status === 'disqualified'
  }

  private list<T>(
    field: 'emails' | 'phones' | 'tags',
    given: readonly T[],
    keyOf: (item: T) => string,
    there: ReadonlyMap<string, string>,
    show: (item: T) => string,
  ): readonly T[] {
    if (given.length === 0) return given
    const policy = this.policies.of(field)
    if (policy === 'keep') return []
    // A number that a spreadsheet damaged takes no whole one's place.
    const isDamaged = field === 'phones' && this.draft.phones.every((phone) => phone.isDamaged)
    const added = given.filter((item) => !there.has(keyOf(item)))
    if (policy !== 'overwrite' || isDamaged || there.size === 0) {
      for (const item of added) this.note(field, null, show(item))
      return added
    }
    if (added.length === 0 && there.size === new Set(given.map(keyOf)).size) return []
    this.replace(field)
    this.note(field, [...there.values()].join(', '), given.map(show).join(', '))
    return given
  }

  private replace(field: keyof LeadDraft): void {
    this.replaced ??= new Set()
    this.replaced.add(field)
  }

  private note(field: keyof LeadDraft, before: string | null, after: string): void {
    this.changes.push({ field, before, after })
  }
}

export function isEmptyFill({ draft }: LeadFill): boolean {
  return !Object.values(draft).some(isFilled)
}

/** Whether a field of a draft says something. */
export function isFilled(value: LeadDraft[keyof LeadDraft]): boolean {
  return value !== null && value !== false && !(Array.isArray(value) && value.length === 0)
}

/** Whether a value that was added to holds another as a whole part. */
function hasPart(value: string, part: string): boolean {
  return `; ${value}; `.includes(`; ${part}; `)
}

function isOpen(status: ExistingLead['status'] | null): boolean {
  return status === null || status === 'active' || status === 'customer'
}

function valueText(draft: Pick<LeadDraft, 'valueMinor' | 'foreignValue'>): string | null {
  return draft.foreignValue ?? (draft.valueMinor === null ? null : String(draft.valueMinor))
}

function setOnce(map: Map<string, string>, key: string, value: string): void {
  if (!map.has(key)) map.set(key, value)
}

/** What two phones are compared by: the normalised number, else the digits; a damaged one equals only itself. */
export function phoneKey(phone: DraftPhone): string {
  return phone.e164 ?? (phone.isDamaged ? phone.raw : phone.raw.replace(/\D/g, ''))
}
