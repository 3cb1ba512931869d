import { type Stage, stageRank } from '../../../../shared/domain/funnel/stages.ts'
import { shippedFitRules } from '../../../../shared/domain/qualification/fit-rules.ts'
import type { Question } from '../../../../shared/domain/qualification/questions.ts'
import type { SampleAnswer, SampleLead } from './sample-lead.ts'
import type { SeededRandom } from './seeded-random.ts'
import { evidence } from './wordings.ts'

/** How many of the leads that came no further than a stage were looked at for their fit, and how often a criterion then holds. */
const fitByRank: readonly { asked: number; fits: number }[] = [
  { asked: 0.4, fits: 0.62 },
  { asked: 1, fits: 0.82 },
  { asked: 1, fits: 0.85 },
  { asked: 1, fits: 0.9 },
  { asked: 1, fits: 0.92 },
  { asked: 1, fits: 0.95 },
]

/** What is asked when a lead comes to a stage, with how often the answer is yes and how often no; else nobody knows. */
const askedAt: Partial<Record<Stage, readonly (readonly [Question, number, number])[]>> = {
  lead: [
    ['lawful_basis', 0.5, 0.06],
    ['right_person', 0.4, 0.1],
    ['reason_to_write', 0.3, 0.1],
  ],
  mql: [
    ['want', 0.6, 0.05],
    ['need', 0.35, 0.1],
  ],
  sal: [
    ['problem', 0.7, 0],
    ['need', 0.6, 0.08],
    ['timeline', 0.4, 0.1],
  ],
  sql: [
    ['need', 1, 0],
    ['timeline', 0.9, 0],
    ['authority', 1, 0],
    ['budget', 0.6, 0],
  ],
  proposal: [
    ['timeline', 1, 0],
    ['scope', 1, 0],
    ['decision_day', 0.85, 0],
  ],
}

/** What the seller found out about an invented lead on its way, each question as it was answered last. */
export function inventAnswers({ stages, cameInOn }: SampleLead, random: SeededRandom): SampleAnswer[] {
  const answers = new Map<Question, SampleAnswer>()
  const put = (question: Question, on: SampleAnswer['on'], yes: number, no: number) => {
    const share = random.next()
    if (share >= yes + no) return
    const answer = share < yes ? 'yes' : 'no'
    const words = answer === 'yes' ? evidence[question] : undefined
    answers.set(question, { question, answer, note: words === undefined ? null : random.pick(words), on })
  }
  const last = stages.at(-1)
  const { asked, fits } = fitByRank[stageRank(last?.to ?? 'lead')] ?? { asked: 0, fits: 0 }
  if (random.chance(asked))
    for (const { id } of shippedFitRules.criteria) {
      const isKnown = random.chance(0.9)
      if (isKnown) put(`fit:${id}`, stages[1]?.on ?? cameInOn, fits, 1 - fits)
    }
  for (const { to, on } of stages) for (const [question, yes, no] of askedAt[to] ?? []) put(question, on, yes, no)
  return [...answers.values()]
}
