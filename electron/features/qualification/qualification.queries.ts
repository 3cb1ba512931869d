import type { OutputOf } from '../../../shared/contract/index.ts'
import type { Qualification } from '../../../shared/contract/qualification.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'
import { effectiveStatus, type Status } from '../../../shared/domain/leads/status.ts'
import { coldChecklist, warmChecklist } from '../../../shared/domain/qualification/checklists.ts'
import type { FitGrade, FitRules } from '../../../shared/domain/qualification/fit-rules.ts'
import { conditionState, conditionsOfMove, nextGate, stageReached } from '../../../shared/domain/qualification/gates.ts'
import { gradeFit } from '../../../shared/domain/qualification/grade-fit.ts'
import {
  bantOrder,
  coldQuestionSchema,
  type Question,
  warmQuestionSchema,
} from '../../../shared/domain/qualification/questions.ts'
import { isStale } from '../../../shared/domain/qualification/standing-answer.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { prepared } from '../../database/prepared.ts'
import { readAcceptDays } from './acceptance.ts'
import { type Answers, readAnswers } from './answers.ts'
import { gradeReader, packedFitAnswers } from './fit-of-leads.ts'
import { readQualificationFacts } from './qualification.service.ts'
import { fitRules, gateRules } from './qualification-rules.ts'

type Context = Pick<QueryContext, 'raw' | 'today'>

type LeadRow = { name: string; stage: Stage; status: Status; restUntil: PlainDate | null }

/** How a lead is qualified today. Refuses with not_found where there is no such lead. */
export function readQualification(context: Context, leadId: LeadId): Qualification {
  const { raw, today } = context
  const lead = prepared<[number], LeadRow>(
    raw,
    'SELECT name, stage, status, resting_until_on AS restUntil FROM lead WHERE id = ?',
  ).get(leadId)
  const facts = readQualificationFacts(context, [leadId]).get(leadId)
  if (lead === undefined || facts === undefined)
    throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  const gates = gateRules(raw)
  const answers: Answers = readAnswers(raw, [leadId]).get(leadId) ?? new Map()
  const next = nextGate(lead.stage, gates)
  return {
    leadId,
    name: lead.name,
    stage: lead.stage,
    fit: fitOfAnswers(answers, fitRules(raw)),
    ...checklistsOf(facts, answers),
    bant: bantOrder.map((question) => {
      const filed = answers.get(question)
      return {
        question,
        ...answeredOf(answers, question),
        isStale: filed !== undefined && isStale(question, filed, today, gates),
      }
    }),
    scope: answeredOf(answers, 'scope'),
    decisionDay: answeredOf(answers, 'decision_day'),
    reached: stageReached(facts, gates),
    next:
      next === null
        ? null
        : {
            stage: next,
            conditions: conditionsOfMove(lead.stage, next, gates).map((condition) => ({
              condition,
              state: conditionState(condition, facts),
            })),
          },
    accept: acceptanceOf(context, leadId, lead),
    returns: prepared<[number], Qualification['returns'][number]>(
      raw,
      'SELECT on_day AS "on", reason, note FROM lead_return WHERE lead_id = ? ORDER BY on_day DESC, id DESC',
    ).all(leadId),
    overrides: prepared<[number], Qualification['overrides'][number]>(
      raw,
      `SELECT on_day AS "on", to_stage AS stage, note FROM stage_event WHERE lead_id = ? AND ${IS_OVERRIDE} ORDER BY on_day DESC, id DESC`,
    ).all(leadId),
  }
}

const rankOf = (column: string) =>
  `CASE ${column} WHEN 'lead' THEN 0 WHEN 'mql' THEN 1 WHEN 'sal' THEN 2 WHEN 'sql' THEN 3 WHEN 'proposal' THEN 4 ELSE 5 END`

/** A gate passed by hand: forward, by the seller and not through it, with a note. */
const IS_OVERRIDE = `cause = 'user' AND note IS NOT NULL AND from_stage IS NOT NULL AND ${rankOf('to_stage')} > ${rankOf('from_stage')}`

function fitOfAnswers(answers: Answers, rules: FitRules): Qualification['fit'] {
  return {
    ...gradeFit((id) => answers.get(`fit:${id}`)?.answer, rules),
    criteria: rules.criteria.map((criterion) => ({ ...criterion, ...answeredOf(answers, `fit:${criterion.id}`) })),
  }
}

function checklistsOf(
  facts: Parameters<typeof coldChecklist>[0] & Parameters<typeof warmChecklist>[0],
  answers: Answers,
): Pick<Qualification, 'cold' | 'warm'> {
  const asked: readonly string[] = [...coldQuestionSchema.options, ...warmQuestionSchema.options]
  const answered = (item: string) => (asked.includes(item) ? answeredOf(answers, item as Question) : null)
  const [cold, warm] = [coldChecklist(facts), warmChecklist(facts)]
  return {
    cold: { ...cold, items: cold.items.map((item) => ({ ...item, answered: answered(item.item) })) },
    warm: { ...warm, items: warm.items.map((item) => ({ ...item, answered: answered(item.item) })) },
  }
}

function answeredOf(answers: Answers, question: Question): Qualification['scope'] {
  const { answer, note, on } = answers.get(question) ?? { answer: 'unknown', note: null, on: null }
  return { answer, note, on }
}

function acceptanceOf(context: Context, leadId: LeadId, lead: LeadRow): Qualification['accept'] {
  if (lead.stage !== 'mql' || effectiveStatus(lead, context.today) !== 'active') return null
  const dueOn = readAcceptDays(context, [leadId]).get(leadId)
  return dueOn === undefined ? null : { dueOn, isOverdue: dueOn < context.today }
}

/** How many leads in no trash would change their grade under other rules, by their grades before and after. */
export function previewFit({ raw }: Context, rules: FitRules): OutputOf<'qualification.previewFit'> {
  const [gradeBefore, gradeAfter] = [gradeReader(fitRules(raw)), gradeReader(rules)]
  const packed = raw
    .prepare<[], [string, number]>(
      `SELECT value, count(*) FROM (${packedFitAnswers(() => 'TRUE')}) AS answered
       JOIN lead ON lead.id = answered.lead AND archived_on IS NULL GROUP BY value`,
    )
    .raw()
    .all()
  const counts = new Map<string, { before: FitGrade | null; after: FitGrade | null; leads: number }>()
  for (const [value, leads] of packed) {
    const [before, after] = [gradeBefore(value), gradeAfter(value)]
    if (before === after) continue
    const key = `${before}/${after}`
    const count = counts.get(key) ?? { before, after, leads: 0 }
    count.leads += leads
    counts.set(key, count)
  }
  const ordered = [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, count]) => count)
  return { changed: ordered.reduce((sum, { leads }) => sum + leads, 0), counts: ordered }
}

/** What overrides and returns of the whole workbook say. */
export function readInsights({ raw }: Context): OutputOf<'qualification.insights'> {
  const overrides = raw
    .prepare<[], { stage: Stage; count: number }>(
      `SELECT to_stage AS stage, count(*) AS count FROM stage_event WHERE ${IS_OVERRIDE} GROUP BY to_stage ORDER BY ${rankOf('to_stage')}`,
    )
    .all()
  const returns = raw
    .prepare<[], OutputOf<'qualification.insights'>['returns'][number]>(
      'SELECT reason, count(*) AS count FROM lead_return GROUP BY reason ORDER BY count DESC, reason',
    )
    .all()
  const answered = new Map(
    raw
      .prepare<[], { question: string; no: number; known: number }>(
        `SELECT question, sum(answer = 'no') AS no, count(*) AS known FROM answer
         WHERE question >= 'fit:' AND question < 'fit;' AND answer != 'unknown' AND lead_id IN (SELECT lead_id FROM lead_return) GROUP BY question`,
      )
      .all()
      .map(({ question, ...counts }) => [question, counts]),
  )
  return {
    overrides,
    returns,
    returnedUnfit: fitRules(raw)
      .criteria.flatMap(({ id, name }) => {
        const counts = answered.get(`fit:${id}`)
        return counts === undefined ? [] : [{ criterion: name, ...counts }]
      })
      .sort((one, other) => other.no / other.known - one.no / one.known || other.no - one.no),
  }
}
