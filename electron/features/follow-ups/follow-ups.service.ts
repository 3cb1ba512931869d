import { Refusal } from '../../../shared/contract/reply.ts'
import type { Channel } from '../../../shared/domain/follow-ups/channel.ts'
import { nextCodes } from '../../../shared/domain/follow-ups/codes.ts'
import type { LeadId } from '../../../shared/primitives/ids.ts'
import type { PlainDate } from '../../../shared/primitives/plain-date.ts'
import type { WorkbookReader, WorkbookTransaction } from '../../database/workbook-schema.ts'
import {
  closeOpenActions,
  dropOpenSteps,
  findLastIssuedCode,
  findOpenAction,
  insertActions,
  listCodesFreedNow,
  listOpenCodes,
  moveOpenActions,
  type OpenAction,
  reopenActionsOfTrash,
} from './follow-ups.repository.ts'

/** What is to be done next with a lead; `run` where it is a playbook's step. */
export type PlannedAction = {
  leadId: LeadId
  what: string
  /** The day it is due. */
  on: PlainDate
  channel: Channel
  isHuman: boolean
  run?: { id: number; position: number }
}

/** Plans the one next action of a lead; see {@link planActions}. */
export async function planAction(trx: WorkbookTransaction, action: PlannedAction, today: PlainDate): Promise<void> {
  await planActions(trx, [action], today)
}

/**
 * Plans next actions, at most one a lead. Another that is open is dropped on `today`. A lead whose action is dropped here, or was
 * closed earlier in the same change set, keeps its code. For many leads call it once: each call reads all codes that are open. Gives how
 * many were dropped.
 */
export async function planActions(
  trx: WorkbookTransaction,
  actions: readonly PlannedAction[],
  today: PlainDate,
): Promise<number> {
  if (actions.length === 0) return 0
  const leadIds = actions.map((action) => action.leadId)
  const dropped = await closeOpenActions(trx, leadIds, 'dropped', today)
  const keptCodes = await listCodesFreedNow(trx, leadIds)
  const newCodes = await issueCodes(trx, actions.length - keptCodes.size, new Set(keptCodes.values()))
  let issued = 0
  await insertActions(
    trx,
    actions.map(({ leadId, what, on, channel, isHuman, run }) => {
      const kept = keptCodes.get(leadId)
      const code = kept ?? (newCodes[issued] as string)
      if (kept === undefined) issued += 1
      return { leadId, dueOn: on, what, channel, isHuman, run: run ?? null, code }
    }),
  )
  return dropped
}

/** Codes for so many new next actions, none of them open or reserved, in the order in which they are given out. */
export async function issueCodes(
  trx: WorkbookTransaction,
  count: number,
  reserved: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  if (count === 0) return []
  const taken = new Set([...(await listOpenCodes(trx)), ...reserved])
  return nextCodes((await findLastIssuedCode(trx)) ?? null, taken, count)
}

/** The open next action of a lead, or undefined. */
export async function findOpenActionOf(db: WorkbookReader, leadId: LeadId): Promise<OpenAction | undefined> {
  return findOpenAction(db, leadId)
}

/** The open next action of a lead, by whose name a refusal with not_possible calls it. */
export async function getOpenAction(db: WorkbookReader, leadId: LeadId, name: string): Promise<OpenAction> {
  const action = await findOpenAction(db, leadId)
  if (action === undefined) throw new Refusal('not_possible', `Nothing is planned for ${name}.`)
  return action
}

/** Moves the open next actions of leads to other days; a playbook's step stays its step. */
export async function moveActions(
  trx: WorkbookTransaction,
  moves: readonly { leadId: LeadId; on: PlainDate }[],
): Promise<void> {
  await moveOpenActions(trx, moves)
}

/** Closes the open next action of a lead, if it has one. */
export async function closeAction(
  trx: WorkbookTransaction,
  leadId: LeadId,
  state: 'done' | 'skipped' | 'dropped',
  on: PlainDate,
): Promise<void> {
  await closeOpenActions(trx, [leadId], state, on)
}

/** {@link closeAction} for many leads at once. */
export async function closeActions(
  trx: WorkbookTransaction,
  leadIds: readonly LeadId[],
  state: 'done' | 'skipped' | 'dropped',
  on: PlainDate,
): Promise<void> {
  await closeOpenActions(trx, leadIds, state, on)
}

/** Plans again what was planned with leads when they came to the trash. To be called before they leave it. */
export async function planAgain(trx: WorkbookTransaction, leadIds: readonly LeadId[]): Promise<void> {
  await reopenActionsOfTrash(trx, leadIds)
}

/** Drops the open steps of these runs; what was planned by hand stays. */
export async function dropSteps(trx: WorkbookTransaction, runIds: readonly number[], on: PlainDate): Promise<void> {
  await dropOpenSteps(trx, runIds, on)
}

export { stepOf, whyNowOf } from './why-now.ts'
