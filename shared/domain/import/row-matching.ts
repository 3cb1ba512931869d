import type { LeadId } from '../../primitives/ids.ts'
import { nameKey } from '../leads/name-key.ts'
import { emailKey } from './cell-shapes.ts'
import type { AskReason } from './import-decisions.ts'
import type { KnownWorkbook, NamedLead } from './known-workbook.ts'
import type { AskCode, LeadDraft } from './lead-draft.ts'
import { areNamesNear, doNamesAgree, type NameLikeness } from './same-names.ts'

/** Whom the workbook says a row is: a lead, nobody, or several it may be. */
export type Match =
  | { readonly leadId: LeadId }
  /** By its source id: whatever else the row says. */
  | { readonly leadId: LeadId; readonly isCertain: true }
  | { readonly asks: AskReason }
  | null

/** A row with the folded keys that it is found by. */
export type KeyedRow = {
  readonly index: number
  readonly draft: LeadDraft
  readonly emails: readonly string[]
  readonly phones: readonly string[]
  readonly companyKey: string | null
  readonly nameKey: string | null
}

/**
 * Matches rows with the workbook by the ladder: source id, e-mail, phone with agreeing names; then name and company, or nearly so, which
 * only ask. The first rung on which anything is found decides. Source: domain.md, section 8.
 */
export function matchRows(
  keys: readonly KeyedRow[],
  workbook: KnownWorkbook,
  likeness: NameLikeness,
): readonly Match[] {
  const matches: Match[] = keys.map(() => null)
  const open = new Set(keys.keys())
  const settle = (match: (row: KeyedRow) => Match): void => {
    for (const at of open) {
      const found = match(keys[at] as KeyedRow)
      if (found === null) continue
      matches[at] = found
      open.delete(at)
    }
  }
  const of = <T>(pick: (row: KeyedRow) => readonly T[]): T[] => {
    const all = new Set<T>()
    for (const at of open) for (const key of pick(keys[at] as KeyedRow)) all.add(key)
    return [...all]
  }

  const sourceIds = of(({ draft }) => (draft.sourceId === null ? [] : [draft.sourceId]))
  if (sourceIds.length > 0) {
    const leads = workbook.findBySourceId(sourceIds)
    settle(({ draft }) => {
      const leadId = draft.sourceId === null ? undefined : leads.get(draft.sourceId)
      return leadId === undefined ? null : { leadId, isCertain: true }
    })
  }
  const emails = of((row) => row.emails)
  if (emails.length > 0) {
    const leads = workbook.findByEmail(emails)
    if (leads.size > 0)
      settle((row) =>
        several(
          row.emails.flatMap((key) => leads.get(key) ?? []),
          'touches_two_leads',
        ),
      )
  }
  const phones = of((row) => row.phones)
  if (phones.length > 0) {
    const leads = workbook.findByPhone(phones)
    if (leads.size > 0)
      settle((row) =>
        byPhone(
          row,
          row.phones.flatMap((number) => leads.get(number) ?? []),
        ),
      )
  }
  matchByNameAndCompany({ of, settle }, workbook, likeness)
  return matches
}

function matchByNameAndCompany(
  rows: {
    of: <T>(pick: (row: KeyedRow) => readonly T[]) => T[]
    settle: (match: (row: KeyedRow) => Match) => void
  },
  workbook: KnownWorkbook,
  likeness: NameLikeness,
): void {
  const pairs = rows.of((row) =>
    row.nameKey === null || row.companyKey === null ? [] : [`${row.nameKey}\n${row.companyKey}`],
  )
  if (pairs.length === 0) return
  const exact = workbook.findByNameAndCompany(pairs)
  if (exact.size > 0)
    rows.settle((row) => asking(exact.get(`${row.nameKey}\n${row.companyKey}`) ?? [], 'same_name_and_company'))
  const companies = rows.of((row) => (row.nameKey === null || row.companyKey === null ? [] : [row.companyKey]))
  const colleagues =
    companies.length === 0 ? new Map<string, readonly NamedLead[]>() : workbook.findByCompany(companies)
  if (colleagues.size === 0) return
  const folded = new Map<LeadId, string>()
  rows.settle((row) => {
    if (row.nameKey === null || row.companyKey === null) return null
    const own = row.nameKey
    const near = (colleagues.get(row.companyKey) ?? []).filter(({ leadId, name }) => {
      if (name === null) return false
      let key = folded.get(leadId)
      if (key === undefined) {
        key = nameKey(name)
        folded.set(leadId, key)
      }
      return areNamesNear(own, key, likeness)
    })
    return asking(
      near.map(({ leadId }) => leadId),
      'near_name',
    )
  })
}

/** The keys of a row's draft. */
export function keyedRow(index: number, draft: LeadDraft): KeyedRow {
  return {
    index,
    draft,
    emails: draft.emails.map(emailKey),
    phones: e164sOf(draft),
    companyKey: draft.company === null ? null : nameKey(draft.company),
    nameKey: draft.fullName === null ? null : nameKey(draft.fullName),
  }
}

/** The numbers of a row that it may be known by: a damaged one is nobody's. */
function e164sOf(draft: LeadDraft): string[] {
  const numbers: string[] = []
  for (const { e164, isDamaged } of draft.phones) if (e164 !== null && !isDamaged) numbers.push(e164)
  return numbers
}

/** Equal phone: the lead whose name agrees. Where none does it asks: it may be a switchboard. */
function byPhone({ draft }: KeyedRow, leads: readonly NamedLead[]): Match {
  if (leads.length === 0) return null
  const agreeing = leads.filter(
    ({ name }) => name === null || draft.fullName === null || doNamesAgree(name, draft.fullName),
  )
  if (agreeing.length > 0)
    return several(
      agreeing.map(({ leadId }) => leadId),
      'touches_two_leads',
    )
  return asking(
    leads.map(({ leadId }) => leadId),
    'same_phone',
  )
}

function single(leadId: LeadId | undefined): Match {
  return leadId === undefined ? null : { leadId }
}

function several(leadIds: readonly LeadId[], code: AskCode): Match {
  const distinct = [...new Set(leadIds)]
  return distinct.length > 1 ? asking(distinct, code) : single(distinct[0])
}

const MOST_CANDIDATES = 10

function asking(leadIds: readonly LeadId[], code: AskCode): Match {
  if (leadIds.length === 0) return null
  const distinct = [...new Set(leadIds)].sort((a, b) => a - b).slice(0, MOST_CANDIDATES)
  return { asks: { code, candidates: distinct.map((leadId) => ({ leadId })) } }
}
