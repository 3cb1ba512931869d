import type Database from 'better-sqlite3'
import { sql } from 'kysely'
import type { Answer } from '../../../shared/domain/qualification/gates.ts'
import type { Question } from '../../../shared/domain/qualification/questions.ts'
import type { DatedAnswer } from '../../../shared/domain/qualification/standing-answer.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import { idsIn } from '../../database/ids-in.ts'
import { prepared } from '../../database/prepared.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'

/** An answer as filed, with its evidence. */
export type FiledAnswer = DatedAnswer & { note: string | null }
export type Answers = ReadonlyMap<Question, FiledAnswer>

/** What was answered about leads, by lead; a lead of which nothing is answered is not among them. */
export function readAnswers(raw: Database.Database, leadIds: readonly LeadId[]): Map<LeadId, Answers> {
  const rows = prepared<[string], FiledAnswer & { leadId: LeadId; question: Question }>(
    raw,
    `SELECT lead_id AS leadId, question, answer, note, on_day AS "on" FROM answer WHERE lead_id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(leadIds))
  const byLead = new Map<LeadId, Map<Question, FiledAnswer>>()
  for (const { leadId, question, ...filed } of rows) {
    const answers = byLead.get(leadId) ?? new Map<Question, FiledAnswer>()
    byLead.set(leadId, answers.set(question, filed))
  }
  return byLead
}

/** The first other answer than the seller saw that one of the leads holds; undefined where all hold that. */
export async function findOtherAnswer(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  question: Question,
  was: Answer,
): Promise<Answer | undefined> {
  const { rows } = await sql<{ holds: Answer }>`
    SELECT coalesce(answer.answer, 'unknown') AS holds FROM lead LEFT JOIN answer ON answer.lead_id = lead.id AND question = ${question}
    WHERE lead.id IN ${idsIn(leadIds)} AND holds != ${was} LIMIT 1`.execute(trx)
  return rows[0]?.holds
}

/** Files an answer about leads in place of the one before. Nothing known, and no evidence of that, is no answer: it is taken away. */
export async function writeAnswer(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  question: Question,
  { answer, note, on }: { answer: Answer; note: string | null; on: PlainDate },
): Promise<void> {
  const ids = idsIn(leadIds)
  if (answer === 'unknown' && note === null) {
    await trx.deleteFrom('answer').where('lead_id', 'in', ids).where('question', '=', question).execute()
    return
  }
  await trx
    .updateTable('answer')
    .set({ answer, note, on_day: on })
    .where('lead_id', 'in', ids)
    .where('question', '=', question)
    .execute()
  await sql`
    INSERT INTO answer (lead_id, question, answer, note, on_day)
    SELECT id, ${question}, ${answer}, ${note}, ${on} FROM lead
    WHERE id IN ${ids} AND NOT EXISTS (SELECT 1 FROM answer AS there WHERE there.lead_id = lead.id AND there.question = ${question})
    ORDER BY id`.execute(trx)
}
