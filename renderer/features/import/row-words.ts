import { plural, t } from '@lingui/core/macro'
import type { AskReasonCode } from '../../../shared/contract/import.contract.ts'
import { assertNever } from '../../../shared/primitives/assert-never.ts'
import { formatNumber } from '../../app/format.ts'

/** So many rows, in words. */
export function rowsWords(count: number): string {
  const shown = formatNumber(count)
  return plural(count, { one: `${shown} row`, other: `${shown} rows` })
}

/** The size of a file as people say it: "812 kB", "14.2 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return t`${formatNumber(bytes)} bytes`
  if (bytes < 999_500) return t`${formatNumber(Math.round(bytes / 1000))} kB`
  return t`${formatNumber(bytes / 1_000_000, 1)} MB`
}

const askReasons: readonly AskReasonCode[] = [
  'shared_address',
  'touches_two_leads',
  'same_phone',
  'same_name_and_company',
  'near_name',
  'unmatched_signal',
]

/** The reason as one of those that ask, or undefined where it is none. */
export function askReasonOf(reason: string | null | undefined): AskReasonCode | undefined {
  return askReasons.find((one) => one === reason)
}

/** Why a row asks, as a heading. */
export function askWords(reason: AskReasonCode): string {
  switch (reason) {
    case 'shared_address':
      return t`Same e-mail, other name and phone`
    case 'touches_two_leads':
      return t`Leads to several leads`
    case 'same_phone':
      return t`Same phone, other name`
    case 'same_name_and_company':
      return t`Same name and company, nothing else in common`
    case 'near_name':
      return t`Same company, nearly the same name`
    case 'unmatched_signal':
      return t`Somebody who is not in your workbook`
    default:
      return assertNever(reason)
  }
}

/** Why rows ask, as short as it stands on a filter. */
export function askShortWords(reason: AskReasonCode): string {
  switch (reason) {
    case 'shared_address':
      return t`Same e-mail`
    case 'touches_two_leads':
      return t`Several leads`
    case 'same_phone':
      return t`Same phone`
    case 'same_name_and_company':
      return t`Same name and company`
    case 'near_name':
      return t`Nearly the same name`
    case 'unmatched_signal':
      return t`Not in your workbook`
    default:
      return assertNever(reason)
  }
}

/** What may be behind it, beside the heading. `shared` is the address or phone in common. */
export function askHint(reason: AskReasonCode, shared: string | undefined): string {
  switch (reason) {
    case 'shared_address':
      return shared === undefined ? t`Perhaps a shared mailbox.` : t`${shared} may be a shared mailbox.`
    case 'touches_two_leads':
      return t`Its addresses belong to different leads; perhaps one person twice.`
    case 'same_phone':
      return shared === undefined ? t`Perhaps a switchboard.` : t`${shared} may be a switchboard.`
    case 'same_name_and_company':
      return t`Perhaps with a new address.`
    case 'near_name':
      return t`Perhaps written differently.`
    case 'unmatched_signal':
      return t`A signal needs a lead to belong to.`
    default:
      return assertNever(reason)
  }
}

/** Why a row is refused, in words; unknown codes as they are. */
export function refusalWords(reason: string): string {
  switch (reason) {
    case 'nothing_to_know_by':
      return t`No name, company, e-mail or phone.`
    case 'repeats_header':
      return t`The head once more.`
    case 'do_not_contact_mark':
      return t`This person asked not to be contacted.`
    case 'no_signal':
      return t`Nothing says what they did.`
    case 'left_out':
      return t`Left out by you.`
    default:
      return reason
  }
}

/** What is wrong with a cell, in words; undefined for codes the screen does not know. */
export function warningWords(code: string): string | undefined {
  switch (code) {
    case 'damaged_phone':
      return t`damaged by a spreadsheet: kept, never matched on`
    case 'not_an_email':
      return t`no e-mail address: kept in a field of its own`
    case 'not_a_phone':
      return t`no phone: kept in a field of its own`
    case 'not_a_day':
      return t`no day: kept in a field of its own`
    case 'ambiguous_day':
      return t`a day that reads both ways: kept in a field of its own`
    case 'future_day':
      return t`a day that is still to come: kept in a field of its own`
    case 'not_an_amount':
      return t`no amount: kept in a field of its own`
    case 'foreign_amount':
      return t`in another currency: kept as written`
    case 'unknown_word':
      return t`a word not known here: kept in a field of its own`
    case 'no_signal_kind':
      return t`does not say what they did: kept in a field of its own`
    default:
      return undefined
  }
}
