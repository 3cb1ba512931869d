import type Database from 'better-sqlite3'
import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../../shared/contract/index.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import { foldText } from '../../../shared/domain/leads/fold-text.ts'
import { nameKey } from '../../../shared/domain/leads/name-key.ts'
import { groupBy } from '../../../shared/primitives/group-by.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'

type TopicCount = OutputOf<'temperature.topics'>['topics'][number]

/** A topic as signals are filed with it: its one spelling, and all that are on file, that one among them. */
export type FiledTopic = { readonly name: string; readonly spellings: readonly string[] }

/** The topics on file: every spelling once, in the order of their signs, and what each topic is called, however it is spelled. */
export type TopicsOnFile = {
  readonly spellings: readonly string[]
  readonly find: (topic: string) => FiledTopic | undefined
}

/** Of two spellings that differ in upper and lower case, accents or spaces that of most signals is the topic's, of equally many the one filed last. */
export function readTopicsOnFile(raw: Database.Database): TopicsOnFile {
  // To go through the signals as they lie in the file is four times as fast as to sort them by topic.
  const spellings = raw
    .prepare<[], string>('SELECT DISTINCT topic FROM signal NOT INDEXED WHERE topic IS NOT NULL')
    .pluck()
    .all()
    .sort()
  const spellingsOf = groupBy(spellings, nameKey)
  const several = [...spellingsOf.values()].filter((same) => same.length > 1).flat()
  for (const [folded, same] of groupBy(byUse(raw, several), nameKey)) spellingsOf.set(folded, same)
  return {
    spellings,
    find: (topic) => {
      const same = spellingsOf.get(nameKey(topic))
      const [name] = same ?? []
      return same === undefined || name === undefined ? undefined : { name, spellings: same }
    },
  }
}

function byUse(raw: Database.Database, spellings: readonly string[]): string[] {
  if (spellings.length === 0) return []
  return raw
    .prepare<[string], string>(
      `SELECT topic FROM signal NOT INDEXED WHERE topic IN (SELECT value FROM json_each(?))
       GROUP BY topic ORDER BY count(*) DESC, max(id) DESC`,
    )
    .pluck()
    .all(JSON.stringify(spellings))
}

/** A topic as the seller wrote it, called as it is on file; as written where no signal has it. Null for one that says nothing. */
export function fileTopic(raw: Database.Database, written: string | undefined): FiledTopic | null {
  const topic = written?.trim() ?? ''
  if (topic === '') return null
  return readTopicsOnFile(raw).find(topic) ?? { name: topic, spellings: [topic] }
}

/** Topics that contain the search, upper and lower case and accents aside, those of most leads first. */
export function readTopics(
  raw: Database.Database,
  { search = '', limit }: InputOf<'temperature.topics'>,
): TopicCount[] {
  const sought = foldText(search)
  return raw
    .prepare<[], TopicCount>(
      `SELECT topic, count(DISTINCT lead_id) AS leads, count(*) AS signals FROM signal
       WHERE topic IS NOT NULL GROUP BY topic ORDER BY leads DESC, topic`,
    )
    .all()
    .filter(({ topic }) => foldText(topic).includes(sought))
    .slice(0, limit)
}

/**
 * Calls every signal of a topic, however it is spelled, by another, whose own spellings become one too. Of signals that are equal by
 * then the first one filed stays, with the notes of all, a line each, and their touch and time where it has none. Gives whether the other
 * was a topic already: else this one is renamed. Refuses with not_found where no signal has the topic.
 */
export async function mergeTopics(
  trx: WorkbookTransaction,
  raw: Database.Database,
  topic: string,
  into: string,
): Promise<boolean> {
  const spellings = raw.prepare<[], string>('SELECT DISTINCT topic FROM signal WHERE topic IS NOT NULL').pluck().all()
  const [from, to] = [nameKey(topic), nameKey(into)]
  if (!spellings.some((spelling) => nameKey(spelling) === from))
    throw new Refusal('not_found', `No signal has the topic ${JSON.stringify(topic)}. Choose one of those on file.`)
  const names = JSON.stringify(spellings.filter((spelling) => [from, to].includes(nameKey(spelling))))
  const ofTopic = sql`topic IN (SELECT value FROM json_each(${names}))`
  const firstFiled = sql`SELECT min(id) FROM signal WHERE ${ofTopic} GROUP BY lead_id, kind, on_day`
  const equals = sql`FROM signal AS equal WHERE equal.lead_id = signal.lead_id AND equal.on_day = signal.on_day
    AND equal.kind = signal.kind AND equal.${ofTopic}`
  await sql`
    UPDATE signal SET
      note = (SELECT group_concat(note, char(10) ORDER BY first) FROM (SELECT note, min(id) AS first ${equals} AND note IS NOT NULL GROUP BY note)),
      touch_id = (SELECT touch_id ${equals} AND touch_id IS NOT NULL ORDER BY id LIMIT 1),
      at_time = (SELECT at_time ${equals} AND at_time IS NOT NULL ORDER BY id LIMIT 1)
    WHERE id IN (${firstFiled} HAVING count(*) > 1)`.execute(trx)
  await sql`DELETE FROM signal WHERE ${ofTopic} AND id NOT IN (${firstFiled})`.execute(trx)
  await sql`UPDATE signal SET topic = ${into} WHERE ${ofTopic} AND topic != ${into}`.execute(trx)
  return from !== to && spellings.some((spelling) => nameKey(spelling) === to)
}
