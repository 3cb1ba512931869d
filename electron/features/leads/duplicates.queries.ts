import type Database from 'better-sqlite3'
import { token_sort_ratio } from 'fuzzball'
import type { DuplicateSetRow } from '../../../shared/contract/duplicates.contract.ts'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { companyKey } from '../../../shared/domain/leads/company-key.ts'
import {
  type ComparedBook,
  type ComparedLead,
  type DuplicateSet,
  duplicateReasonSchema,
  findDuplicates,
} from '../../../shared/domain/leads/duplicates.ts'
import { isFreemail } from '../../../shared/domain/leads/freemail.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import { readLeadRows } from './lead-rows.ts'

type FindContext = Pick<QueryContext, 'raw' | 'today'>

/** Leads of a company or domain that are looked through for one lead; more are a switchboard by far. */
const MOST_NEIGHBOURS = 500

const wholeBooks = new WeakMap<Database.Database, { dataVersion: unknown; sets: DuplicateSet[] }>()

/** A page of the sets of leads that may be the same; see `leads.findDuplicates`. */
export function listDuplicates(
  context: FindContext,
  { leadId, limit, after }: InputOf<'leads.findDuplicates'>,
): OutputOf<'leads.findDuplicates'> {
  const sets = leadId === undefined ? setsOfBook(context.raw) : setsOfLead(context.raw, leadId)
  const start = after === undefined ? 0 : placeAfter(sets, after)
  const page = sets.slice(start, start + limit)
  return {
    total: sets.length,
    next: start + page.length < sets.length ? cursorOf(page.at(-1) as DuplicateSet) : null,
    sets: page.map(
      (set): DuplicateSetRow => ({
        cursor: cursorOf(set),
        reasons: set.reasons,
        leads: readLeadRows(context, set.leadIds),
      }),
    ),
  }
}

/** The sets of the whole workbook, kept until another connection has written. */
function setsOfBook(raw: Database.Database): DuplicateSet[] {
  const dataVersion = raw.pragma('data_version', { simple: true })
  const kept = wholeBooks.get(raw)
  if (kept !== undefined && kept.dataVersion === dataVersion) return kept.sets
  const sets = raw.transaction(() => findDuplicates(readBook(raw, null), readToldApart(raw), similarity))()
  wholeBooks.set(raw, { dataVersion, sets })
  return sets
}

/** What may be the same as one lead, looked for among those that share an address, a number, a company or a domain with it. */
function setsOfLead(raw: Database.Database, leadId: LeadId): DuplicateSet[] {
  const neighbours = raw
    .prepare<{ id: LeadId; most: number }, number>(`
      SELECT other.lead_id FROM email AS own JOIN email AS other ON other.address_key = own.address_key WHERE own.lead_id = :id
      UNION SELECT other.lead_id FROM phone AS own JOIN phone AS other ON other.e164 = own.e164 WHERE own.lead_id = :id AND own.e164 IS NOT NULL
      UNION SELECT id FROM (SELECT other.id FROM lead AS own JOIN lead AS other ON other.company_id = own.company_id WHERE own.id = :id LIMIT :most)
      UNION SELECT id FROM (SELECT other.id FROM lead AS own JOIN lead AS other ON other.name_key = own.name_key WHERE own.id = :id LIMIT :most)
      UNION SELECT lead_id FROM (
        SELECT other.lead_id FROM email AS own JOIN email AS other
          ON substr(other.address_key, instr(other.address_key, '@')) = substr(own.address_key, instr(own.address_key, '@'))
        WHERE own.lead_id = :id LIMIT :most)`)
    .pluck()
    .all({ id: leadId, most: MOST_NEIGHBOURS })
  return findDuplicates(readBook(raw, [...neighbours, leadId]), readToldApart(raw), similarity).filter((set) =>
    set.leadIds.includes(leadId),
  )
}

function similarity(one: string, other: string): number {
  // The names come folded; its own cleaning would drop every letter that is not ASCII.
  return token_sort_ratio(one, other, { full_process: false })
}

function readBook(raw: Database.Database, only: readonly number[] | null): ComparedBook {
  const chosen = (column: string) => (only === null ? '' : `WHERE ${column} IN (SELECT value FROM json_each(:only))`)
  const all = <Row>(sql: string): Row[] =>
    raw
      .prepare<[object], Row>(sql)
      .raw()
      .all(only === null ? {} : { only: JSON.stringify(only) })
  const companyKeys = new Map<string, string>()
  const leads = all<[LeadId, string, string | null]>(
    `SELECT lead.id, lead.name_key, company.name_key FROM lead LEFT JOIN company ON company.id = company_id
     ${only === null ? 'WHERE' : `${chosen('lead.id')} AND`} archived_on IS NULL ORDER BY lead.id`,
  ).map(([id, name, company]): ComparedLead => {
    let key = company === null ? '' : companyKeys.get(company)
    if (key === undefined) {
      key = companyKey(company ?? '')
      companyKeys.set(company ?? '', key)
    }
    return { id, nameKey: isPersonOrCompany(name) ? name : '', companyKey: key }
  })
  const placeOf = new Map(leads.map(({ id }, place) => [id, place]))
  /** Rows come ordered by lead, so that a lead that has a key twice has it in a row. */
  const shared = (rows: readonly [LeadId, string][]) => {
    const byKey = new Map<string, number[]>()
    for (const [id, key] of rows) {
      const place = placeOf.get(id)
      // A lead in the trash is nobody's duplicate.
      if (place === undefined) continue
      const group = byKey.get(key)
      if (group === undefined) byKey.set(key, [place])
      else if (group.at(-1) !== place) group.push(place)
    }
    return [...byKey.values()].filter((group) => group.length > 1)
  }
  const and = (condition: string) => (only === null ? `WHERE ${condition}` : `${chosen('lead_id')} AND ${condition}`)
  const several = (table: string, column: string) =>
    all<[LeadId, string]>(
      `SELECT lead_id, ${column} FROM ${table} ${and(`${column} IN (SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL GROUP BY ${column} HAVING count(*) > 1)`)} ORDER BY lead_id`,
    )
  const domains = all<[LeadId, string]>(
    `SELECT lead_id, substr(address_key, instr(address_key, '@') + 1) FROM email ${chosen('lead_id')} ORDER BY lead_id`,
  )
  const isOwn = new Map<string, boolean>()
  const ofOwnDomain = domains.filter(([, domain]) => {
    let own = isOwn.get(domain)
    if (own === undefined) {
      own = !isFreemail(domain)
      isOwn.set(domain, own)
    }
    return own
  })
  return {
    leads,
    sharedEmails: shared(several('email', 'address_key')),
    sharedPhones: shared(several('phone', 'e164')),
    sharedDomains: shared(ofOwnDomain),
  }
}

/** Whether what a lead is called by is a name: no e-mail address and no number. */
function isPersonOrCompany(name: string): boolean {
  return !name.includes('@') && /\p{L}/u.test(name)
}

function readToldApart(raw: Database.Database): [LeadId, LeadId][] {
  return raw.prepare<[], [LeadId, LeadId]>('SELECT lead_id, other_lead_id FROM not_duplicate').raw().all()
}

/** The strength of a set and its first lead: by these sets are ordered. */
function keyOf({ reasons: [strongest], leadIds: [first] }: DuplicateSet): [number, number] {
  return [duplicateReasonSchema.options.indexOf(strongest ?? 'near_name_and_company'), first ?? 0]
}

function cursorOf(set: DuplicateSet): string {
  return keyOf(set).join('.')
}

/** Where the page after a cursor begins, even where its set is gone. */
function placeAfter(sets: readonly DuplicateSet[], cursor: string): number {
  const match = /^(\d)\.(\d{1,15})$/.exec(cursor)
  if (!match)
    throw new Refusal(
      'invalid_input',
      `“${cursor}” is no cursor of a page of duplicates. Take it from the page before.`,
    )
  const [strength, first] = [Number(match[1]), Number(match[2])]
  const place = sets.findIndex((set) => {
    const [ownStrength, ownFirst] = keyOf(set)
    return ownStrength > strength || (ownStrength === strength && ownFirst > first)
  })
  return place === -1 ? sets.length : place
}
