import type { PlainDate } from '../../primitives/plain-date.ts'
import type { Stage } from '../funnel/stages.ts'

/** A phone as written, beside the form it is compared by; `e164` is null where the number cannot be told. */
export type DraftPhone = { readonly raw: string; readonly e164: string | null; readonly isDamaged: boolean }

/** What a row says about a lead. Null and empty lists say nothing: they never erase. */
export type LeadDraft = {
  readonly fullName: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  readonly company: string | null
  readonly title: string | null
  readonly website: string | null
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
  readonly custom: readonly { readonly name: string; readonly value: string }[]
}

export const emptyDraft: LeadDraft = {
  fullName: null,
  givenName: null,
  familyName: null,
  company: null,
  title: null,
  website: null,
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
  /** Zero-based. */
  readonly column: number
  readonly text: string
}

/** Why a row is left out. */
export type RefusalReason =
  | { readonly code: 'nothing_to_know_by' }
  | { readonly code: 'repeats_header' }
  | { readonly code: 'do_not_contact_mark' }

/** The reason as the command line prints it: names the row and what became of it. */
export function refusalSentence(row: number, reason: RefusalReason): string {
  switch (reason.code) {
    case 'nothing_to_know_by':
      return `Row ${row}: no name, company, e-mail or phone. Row left out.`
    case 'repeats_header':
      return `Row ${row}: the header once more. Row left out.`
    case 'do_not_contact_mark':
      return `Row ${row}: this person asked not to be contacted, and was deleted. Row left out.`
  }
}
