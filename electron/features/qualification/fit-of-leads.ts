import type Database from 'better-sqlite3'
import { sql } from 'kysely'
import { type FitGrade, type FitRules, shippedFitRules } from '../../../shared/domain/qualification/fit-rules.ts'
import type { Answer } from '../../../shared/domain/qualification/gates.ts'
import { gradeFit } from '../../../shared/domain/qualification/grade-fit.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { prepared } from '../../database/prepared.ts'
import { readRules } from '../../database/rules-in-force.ts'
import type { WorkbookReader } from '../../database/workbook-schema.ts'
import { fitRules } from './qualification-rules.ts'

/** SQL for `lead` and `value`: the answers of leads to criteria of fit, packed as {@link gradeReader} reads them. */
export function packedFitAnswers(where: (leadId: string) => string): string {
  return `SELECT lead_id AS lead, group_concat(substr(question, 5) || substr(answer, 1, 1), ' ') AS value FROM answer
    WHERE ${where('lead_id')} AND question >= 'fit:' AND question < 'fit;' GROUP BY lead_id`
}

const answerOfSign: Readonly<Record<string, Answer>> = { y: 'yes', n: 'no', u: 'unknown' }

/** Grades packed answers; leads with equal answers are graded once. */
export function gradeReader(rules: FitRules): (packed: string) => FitGrade | null {
  const grades = new Map<string, FitGrade | null>()
  return (packed) => {
    let grade = grades.get(packed)
    if (grade === undefined) {
      const answers = new Map(packed.split(' ').map((one) => [Number(one.slice(0, -1)), answerOfSign[one.slice(-1)]]))
      grade = gradeFit((id) => answers.get(id), rules).grade
      grades.set(packed, grade)
    }
    return grade
  }
}

/** The grades of leads; one that is ungraded is not among them. */
export function fitOf(raw: Database.Database, leadIds: readonly LeadId[]): Map<LeadId, FitGrade> {
  const rows = prepared<[string], { lead: LeadId; value: string }>(
    raw,
    packedFitAnswers((leadId) => `${leadId} IN (SELECT value FROM json_each(?))`),
  ).all(JSON.stringify(leadIds))
  return gradesOf(rows, gradeReader(fitRules(raw)))
}

/** {@link fitOf} above the connection. */
export async function listFit(db: WorkbookReader, leadIds: readonly LeadId[]): Promise<Map<LeadId, FitGrade>> {
  const gradeOf = gradeReader((await readRules(db, 'fit')) ?? shippedFitRules)
  const packed = packedFitAnswers(
    (leadId) => `${leadId} IN (SELECT value FROM json_each('${JSON.stringify(leadIds)}'))`,
  )
  const { rows } = await sql.raw<{ lead: LeadId; value: string }>(packed).execute(db)
  return gradesOf(rows, gradeOf)
}

function gradesOf(
  rows: readonly { lead: LeadId; value: string }[],
  gradeOf: (packed: string) => FitGrade | null,
): Map<LeadId, FitGrade> {
  const grades = new Map<LeadId, FitGrade>()
  for (const { lead, value } of rows) {
    const grade = gradeOf(value)
    if (grade !== null) grades.set(lead, grade)
  }
  return grades
}
