import { sql } from 'kysely'
import type { OutputOf } from '../../../shared/contract/index.ts'
import type { StageMove } from '../../../shared/contract/leads.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { Stage } from '../../../shared/domain/funnel/stages.ts'
import {
  conditionState,
  conditionsOfMove,
  type GateCondition,
  gateConditionSchema,
  moveDirection,
  openConditions,
} from '../../../shared/domain/qualification/gates.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { QueryContext } from '../../core/context.ts'
import { idsIn } from '../../database/ids-in.ts'
import type { WorkbookTransaction } from '../../database/workbook-schema.ts'
import { gateRules, readQualificationFacts } from '../qualification/qualification.service.ts'
import { type LeadsLabel, labelLeads, setStage } from './leads.service.ts'

type Context = Pick<QueryContext, 'raw' | 'today'>

type Refused = StageMove['refused'][number]

const MOST_REFUSED_LISTED = 100

/**
 * Moves leads to a stage as far as gates let them; with a note all of them, those whose gate is shut passed by hand. Gives what came of
 * it and the name or number of those that moved. Refuses with not_found where one is not in the workbook.
 */
export async function moveThroughGates(
  trx: WorkbookTransaction,
  context: Context,
  leadIds: readonly LeadId[],
  { stage, note, madeAt }: { stage: Stage; note: string | null; madeAt: string },
): Promise<{ label: LeadsLabel; move: Omit<StageMove, 'changeSet'> }> {
  await labelLeads(trx, leadIds)
  const { rows: moving } = await sql<{ id: LeadId; name: string; from: Stage }>`
    SELECT id, name, stage AS "from" FROM lead WHERE id IN ${idsIn(leadIds)} AND stage != ${stage} ORDER BY name_key, id`.execute(
    trx,
  )
  const gates = gateRules(context.raw)
  const facts = readQualificationFacts(
    context,
    moving.filter(({ from }) => moveDirection(from, stage) === 'forward').map(({ id }) => id),
  )
  const open: LeadId[] = []
  const byHand: LeadId[] = []
  const refused: Refused[] = []
  for (const { id, name, from } of moving) {
    const known = facts.get(id)
    const unmet = known === undefined ? [] : openConditions(from, stage, known, gates)
    if (known !== undefined && unmet.length === 0) open.push(id)
    else if (note !== null) byHand.push(id)
    else refused.push({ leadId: id, name, from, unmet })
  }
  const move = { stage, on: context.today, madeAt, note }
  if (open.length > 0) await setStage(trx, open, { ...move, cause: 'gate' })
  if (byHand.length > 0) await setStage(trx, byHand, { ...move, cause: 'user' })
  const moved = [...open, ...byHand]
  return {
    label: await labelLeads(trx, moved.length > 0 ? moved : leadIds),
    move: { moved: moved.length, ...summaryOf(refused) },
  }
}

function summaryOf(refused: readonly Refused[]): Omit<StageMove, 'changeSet' | 'moved'> {
  const counts = new Map<GateCondition, number>()
  for (const { unmet } of refused)
    for (const condition of unmet) counts.set(condition, (counts.get(condition) ?? 0) + 1)
  return {
    refused: refused.slice(0, MOST_REFUSED_LISTED),
    refusedCount: refused.length,
    missing: gateConditionSchema.options.flatMap((condition) => {
      const count = counts.get(condition)
      return count === undefined ? [] : [{ condition, count }]
    }),
    backCount: refused.filter(({ unmet }) => unmet.length === 0).length,
  }
}

/** How a lead stands before the gates on its way to a stage. Refuses with not_found where there is no such lead. */
export function readGate(context: Context, leadId: LeadId, stage: Stage): OutputOf<'leads.gate'> {
  const lead = context.raw
    .prepare<[number], { name: string; from: Stage }>('SELECT name, stage AS "from" FROM lead WHERE id = ?')
    .get(leadId)
  const facts = readQualificationFacts(context, [leadId]).get(leadId)
  if (lead === undefined || facts === undefined)
    throw new Refusal('not_found', `There is no lead ${leadId} in this workbook.`)
  return {
    ...lead,
    conditions: conditionsOfMove(lead.from, stage, gateRules(context.raw)).map((condition) => ({
      condition,
      state: conditionState(condition, facts),
    })),
  }
}
