import type { ColumnCounts } from './column-counts.ts'
import type { HeaderReading } from './header-words.ts'
import type { MappingReason } from './mapping.ts'
import type { LeadTarget, Target } from './targets.ts'

/** What a column is taken for. `joinsOthers`: it adds to a column of the same target, as middle names do to first names. */
export type Guess = { target: Target | undefined; reason: MappingReason; joinsOthers?: boolean }

/** What is known of a column when it is judged by itself. */
export type ColumnFacts = {
  readonly reading: HeaderReading
  readonly counts: ColumnCounts
  /** Cells that the spreadsheet itself calls days. */
  readonly spreadsheetDays: number
}

/** The target of one column by its header and its cells; the cells win where they clearly speak against the header. */
export function guessColumn(facts: ColumnFacts): Guess {
  const { reading, counts } = facts
  if (counts.filled === 0) return { target: reading.isExact ? reading.target : undefined, reason: 'empty' }
  if (reading.target === 'ignore') return { target: 'ignore', reason: 'header' }
  if (reading.isAboutOthers) return { target: undefined, reason: 'about_others' }
  if (reading.isBareId && isOwnId(counts)) return { target: 'sourceId', reason: 'header' }
  const byValues = targetByValues(reading, counts)
  if (reading.target === undefined) {
    if (byValues !== undefined) return { target: byValues, reason: 'values' }
    return { target: undefined, reason: reading.isIdentifier || isIdentifierLike(counts) ? 'identifier' : 'unknown' }
  }
  if (byValues !== undefined && byValues !== reading.target && isContradicted(reading.target, byValues, counts))
    return { target: byValues, reason: 'values_over_header' }
  if (reading.target === 'phone' && share(counts, counts.cardNumbers) >= 0.6)
    return { target: undefined, reason: 'identifier' }
  if (isImplausible(reading.target, facts)) return { target: undefined, reason: 'unknown' }
  return { target: reading.target, reason: 'header' }
}

export function share(counts: ColumnCounts, count: number): number {
  return counts.filled === 0 ? 0 : count / counts.filled
}

/** A number of its own for each row. */
function isOwnId(counts: ColumnCounts): boolean {
  const isWhole = counts.filled === counts.looked && counts.distinct === counts.filled
  return isWhole && counts.emailShaped === 0 && counts.dayShaped === 0 && counts.urlShaped === 0
}

/** Numbers that name things: of cards by their check digit, of orders and tickets by rising from row to row. */
function isIdentifierLike(counts: ColumnCounts): boolean {
  if (counts.filled >= 2 && share(counts, counts.cardNumbers) >= 0.8) return true
  return counts.filled >= 3 && counts.risingNumbers === counts.filled && counts.dayShaped < counts.filled
}

function targetByValues(reading: HeaderReading, counts: ColumnCounts): LeadTarget | undefined {
  if (share(counts, counts.emailShaped) >= 0.6) return 'email'
  if (share(counts, counts.temperatureWords) >= 0.8) return 'temperature'
  const isPhones = share(counts, counts.phoneShaped) >= 0.6 && !reading.isIdentifier && !isIdentifierLike(counts)
  if (isPhones && (reading.isPhoneHint || share(counts, counts.formattedPhones) >= 0.6)) return 'phone'
  if (reading.target !== undefined) return undefined
  if (share(counts, counts.urlShaped) >= 0.8) return 'website'
  if (counts.filled >= 2 && share(counts, counts.statusWords) >= 0.6) return 'status'
  return undefined
}

const NAMES: readonly Target[] = ['fullName', 'firstName', 'lastName', 'company']

/** Cells of one clear shape overrule a header that promises another. */
function isContradicted(target: LeadTarget, byValues: LeadTarget, counts: ColumnCounts): boolean {
  if (byValues === 'email') return target !== 'notes'
  if (byValues === 'phone') return target === 'email' || NAMES.includes(target)
  // A status column of "Hot" and "Cold" is a temperature; a few words are enough, since they mean nothing else.
  if (byValues === 'temperature')
    return ['status', 'stage', 'tags'].includes(target) && share(counts, counts.statusWords) < 0.5
  return false
}

/** A header that its own cells do not bear out: a day column without a day, a phone column of yes and no. */
function isImplausible(target: LeadTarget, { counts, spreadsheetDays }: ColumnFacts): boolean {
  const of = (count: number): number => share(counts, count)
  switch (target) {
    case 'createdOn':
    case 'wonOn':
    case 'lostOn':
    case 'nextActionOn':
      return counts.dayShaped === 0 && spreadsheetDays === 0 && counts.serialShaped === 0
    case 'temperature':
      return of(counts.temperatureWords) < 0.5 && of(counts.temperatureAnswers) < 0.6
    case 'optOut':
      return of(counts.optOutAnswers) < 0.5
    case 'phone':
    case 'email':
      return of(counts.yesNoWords) >= 0.6 && counts.phoneShaped + counts.emailShaped + counts.damagedNumbers === 0
    case 'sourceId':
      return counts.filled >= 4 && counts.distinct < counts.filled / 2
    case 'fullName':
    case 'firstName':
    case 'lastName':
      return of(counts.urlShaped + counts.dayShaped + counts.numbers) > 0.6 || isYesNo(counts)
    case 'company':
      return of(counts.numbers) > 0.6 || isYesNo(counts)
    default:
      return false
  }
}

/** A column of yes and no, rather than of initials, of which some are words for yes. */
function isYesNo(counts: ColumnCounts): boolean {
  return counts.filled >= 4 && counts.distinct <= 2 && counts.yesNoWords === counts.filled
}
