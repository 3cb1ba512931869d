import type { InputOf } from '../../../shared/contract/index.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { ReturnReason } from '../../../shared/domain/qualification/questions.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { setStage, setStatus } from '../leads/leads.service.ts'

/** What a lead is disqualified for where the seller writes nothing else; the other reasons leave it active. */
const disqualifiedFor: Partial<Record<ReturnReason, string>> = {
  poor_fit: 'Poor fit',
  competitor_or_student: 'Competitor or student',
}

/**
 * Takes a lead back from MQL or SAL to Lead, with why. Refuses with not_found where there is none, with not_possible at another stage,
 * and with invalid_input where a return for its timing has no day to come.
 */
export async function returnLead(
  trx: WorkbookTransaction,
  { leadId, reason, note, untilOn }: InputOf<'qualification.return'>,
  { on, madeAt }: { on: PlainDate; madeAt: string },
): Promise<void> {
  const lead = await trx.selectFrom('lead').select(['name', 'stage']).where('id', '=', leadId).executeTakeFirst()
  if (!lead) throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  if (lead.stage !== 'mql' && lead.stage !== 'sal')
    throw new Refusal(
      'not_possible',
      `${lead.name} is not at MQL or SAL, and only from there a lead is returned. Move it to another stage instead.`,
    )
  if (reason === 'timing' && (untilOn === undefined || untilOn <= on))
    throw new Refusal(
      'invalid_input',
      'A lead that is returned for its timing rests until a day to come. Choose that day.',
    )
  await trx
    .insertInto('lead_return')
    .values({ lead_id: leadId, on_day: on, from_stage: lead.stage, reason, note: note || null, made_at: madeAt })
    .execute()
  await setStage(trx, [leadId], { stage: 'lead', on, madeAt, cause: 'user', note: note ?? null })
  const disqualified = disqualifiedFor[reason]
  if (reason === 'timing' && untilOn !== undefined)
    await setStatus(trx, [leadId], { status: 'resting', on, madeAt, reason: note ?? null, untilOn })
  else if (disqualified !== undefined)
    await setStatus(trx, [leadId], { status: 'disqualified', on, madeAt, reason: note || disqualified })
}
