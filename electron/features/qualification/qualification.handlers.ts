import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { findRules, insertRules } from '../../database/rules-in-force.ts'
import { causeOf, changedMeanwhile, type LeadsLabel, labelLeads, selectLeads } from '../leads/leads.service.ts'
import { findOtherAnswer, writeAnswer } from './answers.ts'
import { previewFit, readInsights, readQualification } from './qualification.queries.ts'
import { fitRules, gateRules, nextCriterionId } from './qualification-rules.ts'
import { returnLead } from './return-lead.ts'

export const qualificationHandlers: FeatureHandlers<'qualification'> = {
  'qualification.get': (context, { leadId }) => readQualification(context, leadId),

  'qualification.answer': async (context, { leads, question, answer, note, on = context.today, was }) => {
    const { change, raw, today } = context
    if (on > today)
      throw new Refusal('invalid_input', `${on} is still to come. Choose the day on which this was known.`)
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'answered', ...label }),
      causeOf(leads),
      async (trx) => {
        const leadIds = selectLeads(context, leads)
        const label = await labelLeads(trx, leadIds)
        if (question.startsWith('fit:') && !fitRules(raw).criteria.some(({ id }) => `fit:${id}` === question))
          throw new Refusal(
            'not_found',
            'This criterion is not on the checklist any more. Look at the checklist again.',
          )
        const holds = was === undefined ? undefined : await findOtherAnswer(trx, leadIds, question, was)
        if (holds !== undefined) throw changedMeanwhile(question, holds)
        await writeAnswer(trx, leadIds, question, { answer, note: note || null, on })
        return label
      },
    )
    return { changeSet }
  },

  'qualification.return': async ({ change, now, today }, input) => {
    const { changeSet } = await change(
      (label: LeadsLabel) => ({ what: 'lead_returned', ...label }),
      'edit',
      async (trx) => {
        await returnLead(trx, input, { on: today, madeAt: now() })
        return labelLeads(trx, [input.leadId])
      },
    )
    return { changeSet }
  },

  'qualification.rules': ({ raw }) => ({
    fit: fitRules(raw),
    isFitShipped: findRules(raw, 'fit') === null,
    nextCriterionId: nextCriterionId(raw),
    gates: gateRules(raw),
    areGatesShipped: findRules(raw, 'gates') === null,
  }),

  'qualification.previewFit': (context, { fit }) => previewFit(context, fit),

  'qualification.setFit': async ({ change, now }, { fit }) => {
    const { changeSet } = await change({ what: 'fit_rules_changed' }, 'edit', (trx) =>
      insertRules(trx, 'fit', fit, now()),
    )
    return { changeSet }
  },

  'qualification.setGates': async ({ change, now }, { gates }) => {
    const { changeSet } = await change({ what: 'gates_changed' }, 'edit', (trx) =>
      insertRules(trx, 'gates', gates, now()),
    )
    return { changeSet }
  },

  'qualification.insights': (context) => readInsights(context),
}
