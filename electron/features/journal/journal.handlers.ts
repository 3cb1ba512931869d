import type { ChangeLabel } from '../../../shared/contract/journal.contract.ts'
import { Refusal } from '../../../shared/contract/reply.ts'
import type { ChangeSetId } from '../../../shared/primitives/ids.ts'
import type { FeatureHandlers } from '../../core/handlers.ts'
import { findNextToRedo, findNextToUndo } from '../../database/journal.ts'

export const journalHandlers: FeatureHandlers<'journal'> = {
  'journal.list': async ({ db }, { limit }) => {
    const rows = await db
      .selectFrom('change_set')
      .select(['id', 'label', 'made_at', 'cause', 'state'])
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return {
      changeSets: rows.map((row) => ({
        id: row.id as ChangeSetId,
        label: JSON.parse(row.label) as ChangeLabel,
        madeAt: row.made_at,
        cause: row.cause,
        state: row.state,
      })),
      canUndo: (await findNextToUndo(db)) !== undefined,
      canRedo: (await findNextToRedo(db)) !== undefined,
    }
  },

  'journal.undo': async ({ reverse }, { changeSetId }) =>
    reverse(async (trx) => {
      if (changeSetId === undefined) {
        const next = await findNextToUndo(trx)
        if (next === undefined) throw new Refusal('not_possible', 'There is nothing to undo.')
        return next
      }
      const target = await trx.selectFrom('change_set').select('cause').where('id', '=', changeSetId).executeTakeFirst()
      if (target?.cause === 'undo' || target?.cause === 'redo')
        throw new Refusal('not_possible', 'An undoing is taken back by redo. Choose the change itself.')
      return changeSetId
    }),

  'journal.redo': async ({ reverse }) =>
    reverse(async (trx) => {
      const next = await findNextToRedo(trx)
      if (next === undefined) throw new Refusal('not_possible', 'There is nothing to do again.')
      return next
    }),
}
