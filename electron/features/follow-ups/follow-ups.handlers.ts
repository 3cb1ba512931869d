import { Refusal } from '../../../shared/contract/reply.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { pauseRun } from '../nurture/nurture.service.ts'
import { findOpenAction, moveOpenAction } from './follow-ups.repository.ts'
import { closeAction, getOpenAction } from './follow-ups.service.ts'
import { assertMayContact, getLead, type LoggedContact, logContact, planByHand } from './log-contact.ts'
import { readToday } from './today.ts'

export const followUpsHandlers: FeatureHandlers<'followUps'> = {
  'followUps.today': (context) => readToday(context),

  'followUps.log': async ({ change, raw, today, now }, input) => {
    const { value, changeSet } = await change(
      ({ name, isStep }: LoggedContact) => ({ what: isStep ? 'step_done' : 'touch_logged', name }),
      'edit',
      (trx) => logContact(trx, raw, input, today, now()),
    )
    const { done, hasStoppedPlaybook, hasPlannedReply } = value
    return { changeSet, done, hasStoppedPlaybook, hasPlannedReply }
  },

  'followUps.plan': async ({ change, today }, { leadId, next }) => {
    const { changeSet } = await change(
      (name: string) => ({ what: 'action_planned', name }),
      'edit',
      async (trx) => {
        const lead = await getLead(trx, leadId)
        assertMayContact(lead)
        const replaced = await findOpenAction(trx, leadId)
        await planByHand(trx, leadId, next, replaced?.channel ?? 'other', today)
        return lead.name
      },
    )
    return { changeSet }
  },

  'followUps.snooze': async ({ change, today }, { leadId, until }) => {
    if (until < today) throw new Refusal('not_possible', `${until} is over. Choose today or a day to come.`)
    const { changeSet } = await change(
      (name: string) => ({ what: 'action_snoozed', name }),
      'edit',
      async (trx) => {
        const { name } = await getLead(trx, leadId)
        const action = await getOpenAction(trx, leadId, name)
        await moveOpenAction(trx, action.id, until)
        return name
      },
    )
    return { changeSet }
  },

  'followUps.drop': async ({ change, today }, { leadId }) => {
    const { changeSet } = await change(
      (name: string) => ({ what: 'action_dropped', name }),
      'edit',
      async (trx) => {
        const { name } = await getLead(trx, leadId)
        const action = await getOpenAction(trx, leadId, name)
        await closeAction(trx, leadId, 'dropped', today)
        if (action.run) await pauseRun(trx, leadId)
        return name
      },
    )
    return { changeSet }
  },
}
