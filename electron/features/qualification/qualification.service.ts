import type { ColdFacts, WarmFacts } from '../../../shared/domain/qualification/checklists.ts'
import type { Answer } from '../../../shared/domain/qualification/gates.ts'
import { gradeFit } from '../../../shared/domain/qualification/grade-fit.ts'
import type { Question } from '../../../shared/domain/qualification/questions.ts'
import { standingAnswer } from '../../../shared/domain/qualification/standing-answer.ts'
import { signalKinds } from '../../../shared/domain/temperature/signal-kinds.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import { addDays } from '../../../shared/primitives/plain-date.ts'
import type { QueryContext } from '../../core/context.ts'
import { prepared } from '../../database/prepared.ts'
import { standingOf, temperatureRules } from '../temperature/temperature.service.ts'
import { type Answers, readAnswers } from './answers.ts'
import { fitRules, gateRules } from './qualification-rules.ts'

export { readAcceptDays } from './acceptance.ts'
export { fitOf, gradeReader, listFit, packedFitAnswers } from './fit-of-leads.ts'
export { fitRules, gateRules }

/** What gates and checklists know of a lead on the seller's day. */
export type QualificationFacts = ColdFacts & WarmFacts

type FactRow = Record<
  'hasAmount' | 'hasHumanAction' | 'hasNextStep' | 'hasOwnSignal' | 'hasConversation' | 'hasChannel' | 'mayContact',
  0 | 1
> & { id: LeadId }

const SELECT_FACTS = `
  SELECT lead.id, lead.value_minor IS NOT NULL OR lead.foreign_value IS NOT NULL AS hasAmount,
    do_not_contact_on IS NULL AS mayContact,
    EXISTS (SELECT 1 FROM next_action WHERE lead_id = lead.id AND state = 'open' AND is_human = 1) AS hasHumanAction,
    EXISTS (SELECT 1 FROM next_action WHERE lead_id = lead.id AND state = 'open') AS hasNextStep,
    EXISTS (SELECT 1 FROM signal WHERE lead_id = lead.id AND on_day BETWEEN :since AND :today
      AND kind IN (SELECT value FROM json_each(:ownKinds))) AS hasOwnSignal,
    EXISTS (SELECT 1 FROM touch WHERE lead_id = lead.id AND outcome = 'talked' AND on_day <= :today)
      OR EXISTS (SELECT 1 FROM signal INDEXED BY signal_by_lead WHERE lead_id = lead.id AND kind = 'conversation' AND on_day <= :today) AS hasConversation,
    EXISTS (SELECT 1 FROM email WHERE lead_id = lead.id) AND NOT EXISTS (SELECT 1 FROM opt_out WHERE lead_id = lead.id AND channel = 'mail')
      OR EXISTS (SELECT 1 FROM phone WHERE lead_id = lead.id) AND NOT EXISTS (SELECT 1 FROM opt_out WHERE lead_id = lead.id AND channel = 'call') AS hasChannel
  FROM json_each(:ids) AS wanted CROSS JOIN lead ON lead.id = wanted.value`

const nothingAnswered: Answers = new Map()

/** What gates and checklists know of leads today, by lead; ids that no lead has are left out. */
export function readQualificationFacts(
  context: Pick<QueryContext, 'raw' | 'today'>,
  leadIds: readonly LeadId[],
): Map<LeadId, QualificationFacts> {
  const { raw, today } = context
  const { signals } = temperatureRules(raw)
  const [fit, gates] = [fitRules(raw), gateRules(raw)]
  const rows = prepared<[object], FactRow>(raw, SELECT_FACTS).all({
    ids: JSON.stringify(leadIds),
    today,
    since: addDays(today, -gates.ownSignalDays),
    ownKinds: JSON.stringify(signalKinds.filter((kind) => signals[kind].isOwn)),
  })
  const standing = standingOf(context, leadIds)
  const answered = readAnswers(raw, leadIds)
  return new Map(
    rows.map((row) => {
      const answers = answered.get(row.id) ?? nothingAnswered
      const given = (question: Question): Answer => standingAnswer(question, answers.get(question), today, gates)
      return [
        row.id,
        {
          fit: gradeFit((id) => answers.get(`fit:${id}`)?.answer, fit).grade,
          temperature: standing.get(row.id)?.temperature ?? 'cold',
          hasOwnSignal: row.hasOwnSignal === 1,
          hasHumanAction: row.hasHumanAction === 1,
          hasConversation: row.hasConversation === 1,
          need: given('need'),
          timeline: given('timeline'),
          authority: given('authority'),
          budget: given('budget'),
          scope: given('scope'),
          hasAmount: row.hasAmount === 1,
          decisionDay: given('decision_day'),
          hasChannel: row.hasChannel === 1,
          mayContact: row.mayContact === 1,
          hasNextStep: row.hasNextStep === 1,
          answers: {
            right_person: given('right_person'),
            reason_to_write: given('reason_to_write'),
            lawful_basis: given('lawful_basis'),
            want: given('want'),
            problem: given('problem'),
          },
        },
      ]
    }),
  )
}
