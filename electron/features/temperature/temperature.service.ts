import type Database from 'better-sqlite3'
import { sql } from 'kysely'
import {
  type Assessment,
  assessMany,
  coldAssessment,
  firstHotDays,
  groupedByLead,
} from '../../../shared/domain/temperature/assess.ts'
import type { HandTag } from '../../../shared/domain/temperature/hand-tag.ts'
import type { DatedSignal } from '../../../shared/domain/temperature/score.ts'
import type { SignalKind } from '../../../shared/domain/temperature/signal-kinds.ts'
import { defaultTemperatureRules, type TemperatureRules } from '../../../shared/domain/temperature/temperature-rules.ts'
import type { LeadId, SignalId, TouchId } from '../../../shared/primitives/ids.ts'
import { addDays, type PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { idsIn } from '../../database/ids-in.ts'
import { prepared } from '../../database/prepared.ts'
import { findRules } from '../../database/rules-in-force.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { readSignals, readSignalsOf } from './read-signals.ts'
import type { FiledTopic } from './topics.ts'

export { interestReader, packedSignals, readInterests } from './interests.ts'
export { fileTopic, readTopicsOnFile, type TopicsOnFile } from './topics.ts'

/** What a lead's temperature is on a day, as {@link Assessment} says. */
export type Standing = Assessment

type StandingContext = Pick<QueryContext, 'raw' | 'today'>

type HandTagRow = { leadId: LeadId } & HandTag

/** The numbers the temperature is computed from: the rules in force. The same object is the same rules. */
export function temperatureRules(raw: Database.Database): TemperatureRules {
  return findRules(raw, 'temperature') ?? defaultTemperatureRules
}

/**
 * The temperatures of leads on a day, the seller's unless told, those without a signal included as cold. In the writer, whose transaction
 * nobody else sees, for few leads and on another day they come from the signals themselves, else from the reader's standing table.
 */
export function standingOf(
  context: StandingContext,
  ids: readonly LeadId[],
  on: PlainDate = context.today,
): Map<LeadId, Standing> {
  const isDirect =
    on !== context.today ||
    !context.raw.readonly ||
    (ids.length <= FEW && tables.get(context.raw)?.isCurrent(context.today) !== true)
  const standing = isDirect ? assessLeads(context.raw, ids, on) : keepStanding(context)
  return new Map(ids.map((id) => [id, standing.get(id) ?? coldAssessment]))
}

/** So many leads are assessed faster one by one than by bringing the standing of all up to date. */
const FEW = 250

/**
 * The temperatures of all leads on the seller's day, in the reader; a lead that is not among them is a {@link coldAssessment}. Costs
 * nothing where neither the workbook nor the day has moved.
 */
export function keepStanding(context: StandingContext): ReadonlyMap<LeadId, Standing> {
  let table = tables.get(context.raw)
  if (!table) {
    table = new StandingTable(context.raw)
    tables.set(context.raw, table)
  }
  return table.keep(context.today)
}

/**
 * The temperatures of all leads on a day, the seller's unless told: {@link keepStanding} in the reader. In the writer, whose transaction
 * nobody else sees, and on another day they are assessed anew.
 */
export function standingOfAll(context: StandingContext, on: PlainDate = context.today): ReadonlyMap<LeadId, Standing> {
  return context.raw.readonly && on === context.today
    ? keepStanding(context)
    : assessAll(context.raw, on, temperatureRules(context.raw))
}

/** Beyond so many leads to read the signals of all is faster than to look theirs up. */
const MOST_TOUCHED = 5000

const tables = new WeakMap<Database.Database, StandingTable>()

class StandingTable {
  private readonly raw: Database.Database
  /** Leads that are not plainly cold. */
  private standing = new Map<LeadId, Standing>()
  private dataVersion: unknown
  private day: PlainDate | undefined
  private rules: TemperatureRules | undefined
  private lastChange = 0
  private readonly readDataVersion: Database.Statement
  private readonly readLastChange: Database.Statement

  constructor(raw: Database.Database) {
    this.raw = raw
    this.readDataVersion = raw.prepare('PRAGMA data_version').pluck()
    this.readLastChange = raw.prepare('SELECT coalesce(max(id), 0) FROM change').pluck()
  }

  isCurrent(today: PlainDate): boolean {
    return today === this.day && this.readDataVersion.get() === this.dataVersion
  }

  keep(today: PlainDate): ReadonlyMap<LeadId, Standing> {
    const dataVersion = this.readDataVersion.get()
    if (dataVersion === this.dataVersion && today === this.day) return this.standing
    // One snapshot for the change log and the signals: what is committed between two statements waits for the next query.
    this.raw.transaction(() => {
      const lastChange = this.readLastChange.get() as number
      const rules = temperatureRules(this.raw)
      const isSame = today === this.day && rules === this.rules
      const touched = isSame ? this.touchedLeads(lastChange) : undefined
      if (touched === undefined) this.computeAll(today)
      else this.computeSome(touched, today)
      this.lastChange = lastChange
      this.rules = rules
    })()
    this.dataVersion = dataVersion
    this.day = today
    return this.standing
  }

  /** The leads that the changes since the last look touch, or undefined where they are too many to be told apart. */
  private touchedLeads(lastChange: number): LeadId[] | undefined {
    if (this.day === undefined || lastChange < this.lastChange) return undefined
    const since = { since: this.lastChange }
    const hasRange = this.raw
      .prepare(
        "SELECT 1 FROM change WHERE id > :since AND last_row_id IS NOT NULL AND table_name IN ('signal', 'hand_tag') LIMIT 1",
      )
      .get(since)
    if (hasRange !== undefined) return undefined
    const touched = this.raw
      .prepare<[object], LeadId>(
        // A row that moved to another lead touches the one it came from too.
        `SELECT lead_id FROM change WHERE id > :since AND table_name IN ('signal', 'hand_tag')
         UNION SELECT before ->> 'lead_id' FROM change WHERE id > :since AND table_name IN ('signal', 'hand_tag') AND operation = 'update'
         LIMIT ${MOST_TOUCHED + 1}`,
      )
      .pluck()
      .all(since)
    return touched.length > MOST_TOUCHED ? undefined : touched
  }

  private computeAll(today: PlainDate): void {
    this.standing = assessAll(this.raw, today, temperatureRules(this.raw))
  }

  private computeSome(ids: readonly LeadId[], today: PlainDate): void {
    if (ids.length === 0) return
    const found = assessLeads(this.raw, ids, today)
    for (const id of ids) {
      const standing = found.get(id)
      if (standing) this.standing.set(id, standing)
      else this.standing.delete(id)
    }
  }
}

/** The temperatures of all leads on a day under rules; a lead that is not among them is a {@link coldAssessment}. */
export function assessAll(raw: Database.Database, today: PlainDate, rules: TemperatureRules): Map<LeadId, Standing> {
  return assessMany(readSignals(raw, today, [rules]), readHandTags(raw), today, rules)
}

/** {@link assessAll} under two sets of rules, from one reading of the signals. */
export function assessAllUnderBoth(
  raw: Database.Database,
  today: PlainDate,
  rules: readonly [TemperatureRules, TemperatureRules],
  onRead: (share: number) => void,
): [Map<LeadId, Standing>, Map<LeadId, Standing>] {
  const signals = groupedByLead(readSignals(raw, today, rules, onRead))
  const handTags = readHandTags(raw)
  return [assessMany(signals, handTags, today, rules[0]), assessMany(signals, handTags, today, rules[1])]
}

function assessLeads(raw: Database.Database, ids: readonly LeadId[], today: PlainDate): Map<LeadId, Standing> {
  return assessMany(readSignalsOf(raw, ids, today), readHandTags(raw, ids), today, temperatureRules(raw))
}

/** The first day of its span, until today at most, on which each lead is hot, under the rules in force; leads that are not hot in it are not in the answer. */
export function firstHotDaysOf(
  { raw, today }: StandingContext,
  spans: ReadonlyMap<LeadId, { from: PlainDate; until: PlainDate }>,
): Map<LeadId, PlainDate> {
  const ids = [...spans.keys()]
  return firstHotDays(readSignalsOf(raw, ids, today), readHandTags(raw, ids), spans, temperatureRules(raw))
}

/** The hand tags of all leads or of some, in the order they were set. */
function readHandTags(raw: Database.Database, ids?: readonly LeadId[]): Map<LeadId, HandTag[]> {
  const select = 'SELECT lead_id AS leadId, temperature, reason, from_on AS fromOn, until_on AS untilOn FROM hand_tag'
  const rows =
    ids === undefined
      ? prepared<[], HandTagRow>(raw, `${select} ORDER BY id`).all()
      : prepared<[string], HandTagRow>(
          raw,
          `${select} WHERE lead_id IN (SELECT value FROM json_each(?)) ORDER BY lead_id, id`,
        ).all(JSON.stringify(ids))
  const byLead = new Map<LeadId, HandTag[]>()
  for (const { leadId, ...tag } of rows) {
    const tags = byLead.get(leadId)
    if (tags) tags.push(tag)
    else byLead.set(leadId, [tag])
  }
  return byLead
}

/** A signal as filed, in the order logged. */
export type FiledSignal = DatedSignal & { id: SignalId; note: string | null }

/** All signals and hand tags of a lead, each in the order they were logged. */
export function readHeat(raw: Database.Database, leadId: LeadId): { signals: FiledSignal[]; handTags: HandTag[] } {
  const signals = raw
    .prepare<[number], FiledSignal>(
      'SELECT id, kind, on_day AS "on", topic, note FROM signal WHERE lead_id = ? ORDER BY id',
    )
    .all(leadId)
  const handTags = raw
    .prepare<[number], HandTag>(
      `SELECT temperature, reason, from_on AS fromOn, until_on AS untilOn FROM hand_tag WHERE lead_id = ? ORDER BY id`,
    )
    .all(leadId)
  return { signals, handTags }
}

export type NewSignal = {
  leadId: LeadId
  kind: SignalKind
  on: PlainDate
  topic?: FiledTopic | null
  note?: string | null
  touchId?: TouchId | null
}

/**
 * Files signals in their order. An equal lead, kind, day and topic, however it is spelled, is the same signal: it is not filed twice. Gives
 * the leads of those that are new.
 */
export async function insertSignals(trx: WorkbookTransaction, signals: readonly NewSignal[]): Promise<LeadId[]> {
  const rowByKey = new Map<string, readonly (string | number | readonly string[] | null)[]>()
  for (const { leadId, kind, on, topic, note, touchId } of signals) {
    const equal = [leadId, kind, on, topic?.name ?? null] as const
    const key = JSON.stringify(equal)
    if (!rowByKey.has(key))
      rowByKey.set(key, [...equal, note?.trim() || null, touchId ?? null, topic?.spellings ?? null])
  }
  const { rows } = await sql<{ lead_id: LeadId }>`
    INSERT INTO signal (lead_id, kind, on_day, topic, note, touch_id)
    SELECT given.value ->> 0, given.value ->> 1, given.value ->> 2, given.value ->> 3, given.value ->> 4, given.value ->> 5
    FROM json_each(${JSON.stringify([...rowByKey.values()])}) AS given
    WHERE NOT EXISTS (
      SELECT 1 FROM signal AS there
      WHERE there.lead_id = given.value ->> 0 AND there.on_day = given.value ->> 2 AND there.kind = given.value ->> 1
        AND iif(given.value ->> 3 IS NULL, there.topic IS NULL, there.topic IN (SELECT value FROM json_each(given.value, '$[6]'))))
    ORDER BY given.key
    RETURNING lead_id`.execute(trx)
  return rows.map((row) => row.lead_id)
}

/** Takes a signal out of the file. Gives its lead, or undefined where there is no such signal. */
export async function deleteSignal(trx: WorkbookTransaction, id: SignalId): Promise<LeadId | undefined> {
  const gone = await trx.deleteFrom('signal').where('id', '=', id).returning('lead_id').executeTakeFirst()
  return gone?.lead_id as LeadId | undefined
}

/** Pins leads by hand or by an import. The tag set last stands; the earlier ones stay on file. */
export async function insertHandTags(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  tag: HandTag,
  origin: 'hand' | 'import',
): Promise<void> {
  await sql`
    INSERT INTO hand_tag (lead_id, temperature, reason, from_on, until_on, origin)
    SELECT value, ${tag.temperature}, ${tag.reason}, ${tag.fromOn}, ${tag.untilOn}, ${origin} FROM json_each(${JSON.stringify([...new Set(leadIds)])}) ORDER BY key`.execute(
    trx,
  )
}

/** Takes the pins off: tags set today go, earlier ones held until yesterday. From today the computed value stands. */
export async function endHandTags(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  today: PlainDate,
): Promise<void> {
  await trx
    .updateTable('hand_tag')
    .set({ until_on: addDays(today, -1) })
    .where('lead_id', 'in', idsIn(leadIds))
    .where('from_on', '<', today)
    .where('until_on', '>=', today)
    .execute()
  await trx.deleteFrom('hand_tag').where('lead_id', 'in', idsIn(leadIds)).where('from_on', '>=', today).execute()
}
