import type Database from 'better-sqlite3'
import type { ExistingLead } from '../../../shared/domain/import/fill.ts'
import { signalKey } from '../../../shared/domain/import/fill.ts'
import type { KnownWorkbook, NamedLead } from '../../../shared/domain/import/known-workbook.ts'
import { OWN_SYSTEM } from '../../../shared/domain/import/own-export.ts'
import type { SignalKind } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { type OwnIds, ownIds, readMarks } from '../leads/leads.service.ts'

/** Leads of one company beyond which its names tell nobody apart. */
const MOST_COLLEAGUES = 200

const IN_JSON = 'IN (SELECT value FROM json_each(?))'
/** A lead that goes by its company, e-mail, phone or source id has no name of its own. */
const OWN_NAME = `CASE WHEN lead.given_name IS NOT NULL OR lead.family_name IS NOT NULL OR (
    lead.name IS NOT company.name
    AND NOT EXISTS (SELECT 1 FROM email WHERE email.lead_id = lead.id AND email.address = lead.name)
    AND NOT EXISTS (SELECT 1 FROM phone WHERE phone.lead_id = lead.id AND phone.raw = lead.name)
    AND NOT EXISTS (SELECT 1 FROM source_id WHERE source_id.lead_id = lead.id AND source_id.value = lead.name)
  ) THEN lead.name END`

/** What the workbook knows of the rows of a file from `system`, asked for in set queries. `withSignals` fetches the signals of leads too. */
export function knowWorkbook(
  raw: Database.Database,
  system: string | null,
  options: { readonly withSignals: boolean },
): KnownWorkbook {
  const seenRows = raw.prepare<[string], { row_hash: string; occurrence: number; lead_id: LeadId }>(
    `SELECT row_hash, occurrence, lead_id FROM import_row WHERE row_hash ${IN_JSON}`,
  )
  const hasRows = raw.prepare('SELECT EXISTS (SELECT 1 FROM import_row)').pluck()
  const bySourceId = raw
    .prepare<[string, string], [string, LeadId]>(
      `SELECT value, lead_id FROM source_id WHERE system = ? AND value ${IN_JSON}`,
    )
    .raw()
  const byEmail = raw
    .prepare<[string], [string, LeadId]>(
      `SELECT address_key, lead_id FROM email WHERE address_key ${IN_JSON} ORDER BY lead_id`,
    )
    .raw()
  const byPhone = raw
    .prepare<[string], [string, LeadId, string | null]>(
      `SELECT phone.e164, lead.id, ${OWN_NAME} FROM phone JOIN lead ON lead.id = phone.lead_id LEFT JOIN company ON company.id = lead.company_id
       WHERE phone.e164 ${IN_JSON} ORDER BY lead.id`,
    )
    .raw()
  const byName = raw
    .prepare<[string, string], [string, string, LeadId]>(
      `SELECT lead.name_key, company.name_key, lead.id FROM lead JOIN company ON company.id = lead.company_id
       WHERE lead.name_key ${IN_JSON} AND company.name_key ${IN_JSON} ORDER BY lead.id`,
    )
    .raw()
  const byCompany = raw
    .prepare<[string], [string, LeadId, string | null]>(
      `SELECT company.name_key, lead.id, ${OWN_NAME} FROM company JOIN lead ON lead.company_id = company.id
       WHERE company.name_key ${IN_JSON} AND (SELECT count(*) FROM lead AS colleague WHERE colleague.company_id = company.id) <= ${MOST_COLLEAGUES} ORDER BY lead.id`,
    )
    .raw()
  const isMarked = readMarks(raw)
  const own = system === OWN_SYSTEM ? ownIds(raw) : undefined
  const readLeads = leadReader(raw, system, options.withSignals, own)
  return {
    findSeenRows: (rows) => {
      if (hasRows.get() === 0) return []
      const seen = new Map<string, LeadId>()
      for (const row of seenRows.iterate(JSON.stringify(rows.map(({ hash }) => hash)))) {
        seen.set(`${row.row_hash} ${row.occurrence}`, row.lead_id)
      }
      return seen.size === 0 ? [] : rows.map(({ hash, occurrence }) => seen.get(`${hash} ${occurrence}`))
    },
    findBySourceId: (values) =>
      system === null
        ? new Map()
        : new Map([...bySourceId.all(system, JSON.stringify(values)), ...(own?.findLeads(values) ?? [])]),
    findByEmail: (keys) => collect(byEmail.iterate(JSON.stringify(keys)), ([, leadId]) => leadId),
    findByPhone: (numbers) => collect(byPhone.iterate(JSON.stringify(numbers)), namedLead),
    findByNameAndCompany: (keys) => {
      const wanted = new Set(keys)
      const [names, companies] = [0, 1].map((at) =>
        JSON.stringify([...new Set(keys.map((key) => key.split('\n')[at]))]),
      )
      const found = new Map<string, LeadId[]>()
      for (const [name, company, leadId] of byName.iterate(names ?? '', companies ?? '')) {
        const key = `${name}\n${company}`
        if (!wanted.has(key)) continue
        const leads = found.get(key)
        if (leads) leads.push(leadId)
        else found.set(key, [leadId])
      }
      return found
    },
    findByCompany: (keys) => collect(byCompany.iterate(JSON.stringify(keys)), namedLead),
    getLeads: readLeads,
    hasMark: (emailKeys, phones) => isMarked({ emailKeys, phones }),
  }
}

function namedLead([, leadId, name]: [string, LeadId, string | null]): NamedLead {
  return { leadId, name }
}

function collect<Row extends readonly [string, ...unknown[]], Item>(
  rows: Iterable<Row>,
  itemOf: (row: Row) => Item,
): Map<string, Item[]> {
  const found = new Map<string, Item[]>()
  for (const row of rows) {
    const items = found.get(row[0])
    if (items) items.push(itemOf(row))
    else found.set(row[0], [itemOf(row)])
  }
  return found
}

type LeadColumns = {
  id: LeadId
  name: string
  own_name: string | null
  given_name: string | null
  family_name: string | null
  company: string | null
  job_title: string | null
  source: string | null
  stage: ExistingLead['stage']
  status: ExistingLead['status']
  value_minor: number | null
  foreign_value: string | null
  notes: string | null
  do_not_contact_on: string | null
}

type Mutable = { -readonly [K in keyof ExistingLead]: ExistingLead[K] } & {
  emails: string[]
  phones: { raw: string; e164: string | null; isDamaged: boolean }[]
  tags: string[]
  custom: { name: string; value: string }[]
  signalKeys: string[]
  moreLinks: string[]
}

/** Reads leads as far as an import may add to them. One query a table: a dozen subqueries a lead take twice as long. */
function leadReader(
  raw: Database.Database,
  system: string | null,
  withSignals: boolean,
  own: OwnIds | undefined,
): KnownWorkbook['getLeads'] {
  const leads = raw.prepare<[string], LeadColumns>(
    `SELECT lead.id, lead.name, ${OWN_NAME} AS own_name, given_name, family_name, company.name AS company, job_title, source, stage, status, value_minor,
       foreign_value, notes, do_not_contact_on
     FROM lead LEFT JOIN company ON company.id = lead.company_id WHERE lead.id ${IN_JSON}`,
  )
  const part = <Row extends unknown[]>(sql: string) => raw.prepare<[string], Row>(sql.replace('IN ?', IN_JSON)).raw()
  const emails = part<[LeadId, string]>(
    'SELECT lead_id, address FROM email WHERE lead_id IN ? ORDER BY lead_id, position',
  )
  const phones = part<[LeadId, string, string | null, 0 | 1]>(
    'SELECT lead_id, raw, e164, is_damaged FROM phone WHERE lead_id IN ? ORDER BY lead_id, position',
  )
  const tags = part<[LeadId, string]>(
    'SELECT lead_id, tag.name FROM lead_tag JOIN tag ON tag.id = tag_id WHERE lead_id IN ?',
  )
  const custom = part<[LeadId, string, string]>(
    'SELECT lead_id, custom_field.name, value FROM custom_value JOIN custom_field ON custom_field.id = custom_field_id WHERE lead_id IN ?',
  )
  const addresses = part<[LeadId, string | null, string | null, string | null, string | null, string | null]>(
    'SELECT lead_id, street, city, region, postal_code, country FROM address WHERE lead_id IN ? ORDER BY id DESC',
  )
  const links = part<[LeadId, string]>('SELECT lead_id, url FROM link WHERE lead_id IN ? ORDER BY id DESC')
  const optOuts = part<[LeadId]>("SELECT lead_id FROM opt_out WHERE lead_id IN ? AND channel = 'mail'")
  const handTags = part<[LeadId]>('SELECT lead_id FROM hand_tag WHERE lead_id IN ?')
  const actions = part<[LeadId]>("SELECT lead_id FROM next_action WHERE lead_id IN ? AND state = 'open'")
  const wins = part<[LeadId, PlainDate]>(
    "SELECT lead_id, min(on_day) FROM stage_event WHERE lead_id IN ? AND to_stage = 'won' GROUP BY lead_id",
  )
  const sourceIds = raw
    .prepare<[string, string], [LeadId, string]>(
      `SELECT lead_id, value FROM source_id WHERE system = ? AND lead_id ${IN_JSON} ORDER BY id DESC`,
    )
    .raw()
  const signals = part<[LeadId, SignalKind, PlainDate, string | null]>(
    'SELECT lead_id, kind, on_day, topic FROM signal WHERE lead_id IN ?',
  )
  return (ids) => {
    const found = new Map<LeadId, Mutable>()
    if (ids.length === 0) return found
    const json = JSON.stringify(ids)
    for (const row of leads.iterate(json)) found.set(row.id, existingLead(row))
    const each = <Row extends [LeadId, ...unknown[]]>(
      rows: Iterable<Row>,
      add: (lead: Mutable, row: Row) => void,
    ): void => {
      for (const row of rows) {
        const lead = found.get(row[0])
        if (lead) add(lead, row)
      }
    }
    each(emails.iterate(json), (lead, [, address]) => lead.emails.push(address))
    each(phones.iterate(json), (lead, [, written, e164, isDamaged]) =>
      lead.phones.push({ raw: written, e164, isDamaged: isDamaged === 1 }),
    )
    each(tags.iterate(json), (lead, [, name]) => lead.tags.push(name))
    each(custom.iterate(json), (lead, [, name, value]) => lead.custom.push({ name, value }))
    each(addresses.iterate(json), (lead, [, street, city, region, postalCode, country]) =>
      Object.assign(lead, { street, city, region, postalCode, country }),
    )
    each(links.iterate(json), (lead, [, url]) => {
      if (lead.website !== null) lead.moreLinks.push(lead.website)
      lead.website = url
    })
    each(optOuts.iterate(json), (lead) => {
      lead.optOut = true
    })
    each(handTags.iterate(json), (lead) => {
      lead.hasHandTag = true
    })
    each(actions.iterate(json), (lead) => {
      lead.hasOpenNextAction = true
    })
    each(wins.iterate(json), (lead, [, on]) => {
      lead.wonOn = on
    })
    if (system !== null)
      each(sourceIds.iterate(system, json), (lead, [, value]) => {
        lead.sourceId = value
      })
    if (own !== undefined) for (const [id, lead] of found) lead.sourceId ??= own.idOf(id)
    if (withSignals)
      each(signals.iterate(json), (lead, [, kind, on, topic]) => lead.signalKeys.push(signalKey({ kind, on, topic })))
    return found
  }
}

function existingLead(row: LeadColumns): Mutable {
  return {
    name: row.name,
    fullName: row.own_name,
    givenName: row.given_name,
    familyName: row.family_name,
    company: row.company,
    title: row.job_title,
    website: null,
    moreLinks: [],
    street: null,
    city: null,
    region: null,
    postalCode: null,
    country: null,
    source: row.source,
    emails: [],
    phones: [],
    tags: [],
    custom: [],
    valueMinor: row.value_minor,
    foreignValue: row.foreign_value,
    doNotContact: row.do_not_contact_on !== null,
    optOut: false,
    sourceId: null,
    notes: row.notes,
    stage: row.stage,
    status: row.status,
    wonOn: null,
    hasHandTag: false,
    hasOpenNextAction: false,
    signalKeys: [],
  }
}
