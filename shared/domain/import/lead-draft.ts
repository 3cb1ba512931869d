import type { PlainDate } from '../../primitives/plain-date.ts'
import type { Stage } from '../funnel/stages.ts'
import type { SignalKind } from '../temperature/signal-kinds.ts'

/** A phone as written, beside the form it is compared by; `e164` is null where the number cannot be told. */
export type DraftPhone = { readonly raw: string; readonly e164: string | null; readonly isDamaged: boolean }

/** Something the lead did, as a file tells it. */
export type DraftSignal = {
  readonly kind: SignalKind
  readonly on: PlainDate
  readonly topic: string | null
  readonly note: string | null
}

/** What a row says about a lead. Null and empty lists say nothing: they never erase. */
export type LeadDraft = {
  readonly fullName: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly company: string | null
  readonly title: string | null
  readonly website: string | null
  /** Addresses of the web beside that one. */
  readonly moreLinks: readonly string[]
  readonly street: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly country: string | null
  readonly source: string | null
  /** Addresses as written, each once. */
  readonly emails: readonly string[]
  readonly phones: readonly DraftPhone[]
  readonly tags: readonly string[]
  readonly notes: readonly string[]
  readonly temperature: 'cold' | 'warm' | null
  readonly stage: Stage | null
  readonly status: 'active' | 'customer' | 'lost' | 'disqualified' | null
  readonly createdOn: PlainDate | null
  readonly wonOn: PlainDate | null
  readonly lostOn: PlainDate | null
  readonly lostReason: string | null
  /** In minor units of the workbook's currency. */
  readonly valueMinor: number | null
  /** A sum in another currency, as written. */
  readonly foreignValue: string | null
  readonly nextAction: string | null
  readonly nextActionOn: PlainDate | null
  readonly doNotContact: boolean
  readonly optOut: boolean
  /** What the lead is called in the program the file comes from; unique there. */
  readonly sourceId: string | null
  readonly signals: readonly DraftSignal[]
  readonly custom: readonly { readonly name: string; readonly value: string }[]
}

export const emptyDraft: LeadDraft = {
  fullName: null,
  givenName: null,
  familyName: null,
  company: null,
  title: null,
  website: null,
  moreLinks: [],
  street: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  source: null,
  emails: [],
  phones: [],
  tags: [],
  notes: [],
  temperature: null,
  stage: null,
  status: null,
  createdOn: null,
  wonOn: null,
  lostOn: null,
  lostReason: null,
  valueMinor: null,
  foreignValue: null,
  nextAction: null,
  nextActionOn: null,
  doNotContact: false,
  optOut: false,
  sourceId: null,
  signals: [],
  custom: [],
}

/**
 * A cell that could not be read as its column's target. It is kept as a custom field under the column's name, but for a
 * `damaged_phone`, which stays a phone.
 */
export type CellWarning = {
  readonly code:
    | 'not_an_email'
    | 'not_a_phone'
    | 'damaged_phone'
    | 'not_a_day'
    | 'ambiguous_day'
    | 'future_day'
    | 'not_an_amount'
    | 'foreign_amount'
    | 'unknown_word'
    | 'no_signal_kind'
  /** Zero-based. */
  readonly column: number
  readonly text: string
}

/** Why a row is left out. */
export type RefusalReason =
  | { readonly code: 'nothing_to_know_by' }
  | { readonly code: 'repeats_header' }
  | { readonly code: 'do_not_contact_mark' }
  | { readonly code: 'no_signal' }
  | { readonly code: 'left_out' }

/** The reason as the command line prints it: names the row and what became of it. */
export function refusalSentence(row: number, reason: RefusalReason): string {
  switch (reason.code) {
    case 'nothing_to_know_by':
      return `Row ${row}: no name, company, e-mail, phone or source id. Row left out.`
    case 'repeats_header':
      return `Row ${row}: the header once more. Row left out.`
    case 'left_out':
      return `Row ${row}: you left it out.`
    case 'no_signal':
      return `Row ${row}: nothing says what they did. Row left out.`
    case 'do_not_contact_mark':
      return `Row ${row}: this person asked not to be contacted, and was deleted. Row left out.`
  }
}

/** Why a row waits for the seller. */
export type AskCode =
  | 'shared_address'
  | 'touches_two_leads'
  | 'same_phone'
  | 'same_name_and_company'
  | 'near_name'
  | 'unmatched_signal'

/** The question as the command line prints it: names the row and how to answer it. */
export function askSentence(row: number, code: AskCode): string {
  switch (code) {
    case 'shared_address':
      return `Row ${row}: the e-mail of another, but neither name nor phone agree. Not written; answer on the screen, or correct the row.`
    case 'touches_two_leads':
      return `Row ${row}: its addresses lead to more than one lead. Not written; answer on the screen, or merge these leads.`
    case 'same_phone':
      return `Row ${row}: the phone of another with a different name, perhaps a switchboard. Not written; answer on the screen.`
    case 'same_name_and_company':
      return `Row ${row}: the name and company of another, and nothing else to tell by. Not written; answer on the screen.`
    case 'near_name':
      return `Row ${row}: the company of another and nearly the same name. Not written; answer on the screen.`
    case 'unmatched_signal':
      return `Row ${row}: nobody in the workbook matches. Not written; import these people first, or let the import make leads of them.`
  }
}
